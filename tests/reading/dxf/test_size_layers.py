"""Nests whose layers, or whose blocks' names, are sizes, and drawings that are markers."""

from __future__ import annotations

import pytest

from mtmpattern.errors import FileFormatError
from mtmpattern.reading import audit_dxf, read_dxf
from mtmpattern.reading.dxf.size_layers import block_sizes, size_in
from tests.reading.dxf.habits import block, file, insert, line, polyline, style, tags, text


def of_size(layer: str, grown: float, *texts: str) -> str:
    """A front of 40 by 60 cm with its sewn line, a grain line and a notch, and a back beside it."""
    def box(x: float, width: float, high: float, inset: float = 0.0) -> list[tuple[float, float]]:
        low, right, top = -grown + inset, x + width + grown - inset, high + grown - inset
        return [(x - grown + inset, low), (right, low), (right, top), (x - grown + inset, top)]

    front = polyline(layer, box(0, 40, 60)) + polyline(layer, box(0, 40, 60, 1.0))
    marks = line(layer, (20, 10), (20, 50)) + line(layer, (-grown, 30), (-grown + 0.4, 30))
    return front + marks + polyline(layer, box(60, 40, 62)) + "".join(
        text(words, layer, at) for at in ((10, 30), (70, 30)) for words in texts)


def test_layers_with_a_size_each():
    sizes = [("1", 0.0, "Size: S"), ("2", 0.5, "Size: M"), ("3", 1.0, "Size: L")]
    content = "".join(of_size(layer, grown, size) for layer, grown, size in sizes)
    read = read_dxf(file("", content + text("Sample Size", "2", (10, 31)) + text("Area: 0.2501 sq.m", "2", (10, 32))))
    assert read.sizes == ("S", "M", "L") and read.sample_size == "M" and read.scale == 10.0
    assert [(piece.size, round(piece.area / 1e6, 4)) for piece in read.pieces][:3] == [
        ("S", 0.24), ("S", 0.248), ("M", 0.2501)]
    front = read.pieces[0]
    assert front.grain is not None and len(front.notches) == 1 and len(front.sewn) == 4 and not front.lines
    assert {"dxf.size_layers", "dxf.units"} <= {each.code for each in read.findings if each.weight == "warning"}
    assert len(read.parts()) == 2


def test_layers_with_names_of_sizes():
    content = "".join(of_size(layer, grown) for layer, grown in (("Size 36", 0.0), ("Size 38", 0.5)))
    read = read_dxf(file("", content), unit="cm")
    assert read.sizes == ("36", "38") and len(read.pieces) == 4


def test_usual_layers_are_no_sizes():
    usual = "".join(polyline(layer, [(0, 0), (400, 0), (400, 600), (0, 600)]) for layer in ("1", "14", "8"))
    assert read_dxf(file(block("A", usual + text("Size: M")), insert("A"))).sizes == ("M",)


def test_blocks_named_after_sizes():
    outline = polyline("1", [(0, 0), (400, 0), (400, 600), (0, 600)])
    names = ("FRONT_S", "FRONT_M", "FRONT_L", "BACK_S", "BACK_M", "BACK_L")
    content = file("".join(block(name, outline) for name in names), "".join(map(insert, names)) + text("Units: METRIC"))
    read = read_dxf(content)
    assert read.sizes == ("S", "M", "L") and {piece.name for piece in read.pieces} == {"FRONT", "BACK"}
    assert "dxf.nest" in audit_dxf(content).codes


@pytest.mark.parametrize("names", [("FRONT_L", "FRONT_R"), ("PANEL_1", "PANEL_2"), ("A", "B"), ("A_M", "B_M")])
def test_other_names_of_blocks_are_no_sizes(names):
    assert block_sizes(names) == {}


def test_words_that_are_sizes():
    assert [size_in(word) for word in ("XS", "2XL", "size-38", "170-92", "M", "7", "CUT", "100A")] == [
        "XS", "2XL", "38", "170-92", "M", "", "", ""]


def test_a_frame_with_outlines_side_by_side_is_a_marker():
    boxes = "".join(polyline("0", [(x, 0), (x + 300, 0), (x + 300, 500), (x, 500)]) for x in (0, 310, 620))
    frame = polyline("0", [(-5, -5), (1000, -5), (1000, 600), (-5, 600)])
    with pytest.raises(FileFormatError) as caught:
        read_dxf(file("", frame + boxes, tags(9, "$INSUNITS", 70, 4)))
    assert caught.value.code == "dxf.marker"
    assert len(read_dxf(file("", boxes, tags(9, "$INSUNITS", 70, 4))).pieces) == 3


def test_a_panel_with_pockets_is_no_marker():
    pockets = "".join(polyline("8", [(x, 50), (x + 90, 50), (x + 90, 200), (x, 200)]) for x in (20, 150, 280))
    panel = polyline("1", [(0, 0), (400, 0), (400, 600), (0, 600)])
    assert len(read_dxf(file("", panel + pockets, tags(9, "$INSUNITS", 70, 4))).pieces) == 1


def test_an_outline_open_at_the_fold_is_closed_by_it():
    half = (style("Piece Name: FRONT") + polyline("1", [(0, 0), (200, 0), (200, 600), (0, 600)], 0)
            + polyline("14", [(0, 10), (190, 10), (190, 590), (0, 590)], 0) + line("6", (0, 0), (0, 600))
            + line("7", (50, 100), (50, 500))
            + "".join(tags(0, "POINT", 8, "4", 10, x, 20, y) for x, y in ((0, 0), (0, 10), (200, 300), (190, 300))))
    found = audit_dxf(file(block("A", half), insert("A") + text("Units: METRIC")))
    assert not found.faults and found.measures[0]["area"] == 0.24
    assert found.measures[0]["notches"] == 3                # the corner on the fold once, the side on both halves


def nest(*layers: str, named: str = "", texts: tuple[str, ...] = ("Piece Name: FRONT", "Quantity: 2")) -> bytes:
    """Outlines in millimetres on one another, each on the layer of its size; one layer has the texts."""
    outlines = "".join(polyline(layer, [(-n, -n), (400 + n, -n), (400 + n, 600 + n), (-n, 600)])
                       + line(layer, (200, 50), (200, 500))
                       for n, layer in zip(range(0, 99, 5), layers, strict=False))
    shown = "".join(text(words, named or layers[0], (100, 100)) for words in texts)
    return file("", outlines + shown + text("Units: METRIC", "0", (100, 100))).encode()


@pytest.mark.parametrize(("layers", "sizes"), [
    (("S", "M", "L", "XL"), ("S", "M", "L", "XL")), (("36", "38", "40"), ("36", "38", "40")),
    (("SIZE_8", "SIZE_10", "SIZE_12"), ("8", "10", "12")), (("Size 4", "size-6"), ("4", "6"))])
def test_texts_on_one_of_the_layers_are_those_of_every_size(layers, sizes):
    content = nest(*layers, named=layers[1])
    read = read_dxf(content)
    assert read.sizes == sizes and not audit_dxf(content).faults
    assert {(piece.name, str(piece.quantity)) for piece in read.pieces} == {("FRONT", "2")}
    assert f"such as {sizes[0]}." in " ".join(each.hint for each in read.findings if each.code == "dxf.nest")


def test_a_name_on_each_layer_is_not_shared():
    content = nest("S", "M") + b""
    other = text("Piece Name: OTHER", "M", (100, 100)).encode()
    read = read_dxf(content.replace(b"0\nENDSEC\n0\nEOF", other + b"0\nENDSEC\n0\nEOF"))
    assert [(piece.size, piece.name, str(piece.quantity)) for piece in read.pieces] == [
        ("S", "FRONT", "2"), ("M", "OTHER", "2")]
