"""Frames of drawings, and layers by other names."""

from __future__ import annotations

import pytest

from mtmpattern.errors import FileFormatError
from mtmpattern.reading import audit_dxf, miscut, read_dxf
from tests.reading.dxf.habits import CUT, block, file, insert, line, polyline, style, text


def box(x: float, y: float, wide: float, high: float, layer: str = "0") -> str:
    return polyline(layer, [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)])


def beside(layer: str) -> str:
    return polyline(layer, CUT) + polyline(layer, [(x + 500, y) for x, y in CUT])


NAMES = text("FRONT", "0", (150, 200)) + text("BACK", "0", (650, 200)) + text("Units: METRIC", "0", (9000, 0))
TITLE = box(1200, -50, 300, 100) + text("Drawn 2026", "0", (1250, -20))


@pytest.mark.parametrize(("frames", "layer"), [
    (box(-50, -50, 1550, 1000), "0"), (box(-50, -50, 1550, 1000) + TITLE, "0"),
    (box(-60, -60, 1570, 1020) + box(-50, -50, 1550, 1000) + TITLE, "0"), (box(-50, -50, 1550, 1000, "CUT"), "CUT")])
def test_a_frame_round_named_pieces_is_left_out(frames, layer):
    read = read_dxf(file("", frames + beside(layer) + NAMES).encode())
    assert [piece.name for piece in read.pieces] == ["FRONT", "BACK"] and not miscut(read)
    (found,) = [each for each in read.findings if each.code == "dxf.frame"]
    assert found.weight == "warning" and "round 2 outlines" in found.message


@pytest.mark.parametrize(("inside", "at", "codes"), [
    (box(100, 100, 200, 150) + box(500, 100, 200, 150), (400, 400), {"dxf.frame"}),
    (box(100, 100, 200, 150), (200, 200), {"dxf.frame"}),   # a name in the only outline: a frame, or a pocket
    (box(100, 100, 200, 150), (400, 400), set()), (box(10, 10, 880, 580), (400, 400), set())])
def test_a_frame_that_may_be_a_piece_is_a_fault(inside, at, codes):
    read = read_dxf(file("", box(0, 0, 900, 600) + inside + text("PANEL", "0", at)
                         + text("Units: METRIC", "0", (9000, 0))).encode())
    assert len(read.pieces) == 1 and {each.code for each in miscut(read)} == codes


def test_a_block_that_is_a_frame_is_no_piece():
    frame = block("BORDER", box(-50, -50, 900, 900) + text("Scale 1:1", "0", (700, -20)))
    content = block("A", style("Piece Name: A", "Quantity: 1") + polyline("1", CUT))
    read = read_dxf(file(content + frame, text("Units: METRIC") + insert("A") + insert("BORDER")).encode())
    assert [piece.name for piece in read.pieces] == ["A"]
    assert [each.weight for each in read.findings if each.code == "dxf.frame"] == ["warning"]


def test_layers_by_other_names():
    inner = [(x * 0.9 + 15, y * 0.9 + 15) for x, y in CUT]
    drawn = polyline("Cutting", CUT) + polyline("Stitching", inner) + line("Fadenlauf", (150, 80), (150, 320))
    (piece,) = read_dxf(file("", drawn + text("Units: METRIC", "Text", (150, 200))).encode()).pieces
    assert len(piece.sewn) == len(CUT) and piece.grain


def test_an_outline_on_an_unknown_layer_is_not_also_left_out():
    drawn = polyline("Lines", CUT) + line("Else", (150, 80), (150, 320)) + text("Units: METRIC", "0", (150, 200))
    found = [each.message for each in audit_dxf(file("", drawn).encode()) if each.code == "dxf.layer"]
    assert found == ["no line is on layer 1 or CUT", "1 entities are on layer Else, which no dialect uses"]


def nested(layer: str, *growth: float) -> str:
    return "".join(polyline(layer, [(-g, -g), (300 + g, -g), (310 + g, 420 + g), (-g, 400 + g)]) for g in growth)


@pytest.mark.parametrize(("growth", "more", "fault"), [
    ((0, 5, 10, 15), "", True), ((0, 5, 10), "", True), ((0, 10), "", False),       # two may be a cut and a sewn line
    ((0,), polyline("1", [(-5, 20), (305, 20), (305, 440), (-5, 440)]), True),      # crossing: not a sewn line
    ((0,), polyline("1", [(50, 50), (90, 50), (90, 90), (50, 90)]) + polyline(
        "1", [(150, 50), (190, 50), (190, 90), (150, 90)]), False)])                # two holes
def test_sizes_in_one_block_are_a_fault(growth, more, fault):
    content = block("F", style("Piece Name: F", "Quantity: 1") + nested("1", *growth) + more
                    + line("7", (100, 100), (100, 300)))
    for drawn in (file(content, text("Units: METRIC") + insert("F")),
                  file("", nested("1", *growth) + more + text("Units: METRIC", "0", (9000, 0)))):
        assert [each.code for each in miscut(read_dxf(drawn.encode()))] == ["dxf.outlines"] * fault


SIX = "".join(box(100 + 800 * n, 50, 400, 600, "1") for n in range(6))


@pytest.mark.parametrize("words", ["", text("Util: 80%", "0", (9000, 0))])
def test_a_lay_without_texts_is_a_marker(words):
    with pytest.raises(FileFormatError, match="6 outlines lie in one frame") as caught:
        read_dxf(file("", box(0, 0, 5000, 1500, "1") + SIX + words + text("Units: METRIC", "0", (9000, 9000))).encode())
    assert caught.value.code == "dxf.marker"


def test_holes_in_a_large_rectangle_are_no_lay():
    holes = "".join(box(100 + 200 * n, 50, 60, 60, "1") for n in range(6))
    (piece,) = read_dxf(file("", box(0, 0, 1400, 900, "1") + holes
                             + text("Units: METRIC", "0", (9000, 9000))).encode()).pieces
    assert piece.area == pytest.approx(1400 * 900)


@pytest.mark.parametrize("layer", ["0", "1", "FRAME"])
def test_a_frame_beside_blocks_is_no_piece(layer):
    content = block("F", style("Piece Name: F", "Quantity: 2") + polyline("1", CUT) + line("7", (100, 100), (100, 300)))
    inserts = insert("F", 10, 20, 20, 20) + insert("F", 10, 800, 20, 20)
    read = read_dxf(file(content, text("Units: METRIC", "0", (9000, 0)) + inserts
                         + box(0, 0, 3200, 1500, layer)).encode())
    assert [piece.name for piece in read.pieces] == ["F"] and not miscut(read)
    assert [each.weight for each in read.findings if each.code == "dxf.frame"] == ["warning"]
    assert "dxf.size" not in {each.code for each in read.findings}


def test_a_loose_piece_beside_blocks_is_kept():
    content = block("F", style("Piece Name: F", "Quantity: 2") + polyline("1", CUT))
    read = read_dxf(file(content, text("Units: METRIC", "0", (9000, 0)) + insert("F")
                         + box(1000, 0, 200, 60, "1")).encode())
    assert [piece.block for piece in read.pieces] == ["F", "loose 1"]
