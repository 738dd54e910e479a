"""Frames of drawings, and layers by other names."""

from __future__ import annotations

import pytest

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
