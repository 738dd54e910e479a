"""Nests in which the sample size alone has texts, mirror lines and marks."""

from __future__ import annotations

import pytest

from mtmpattern.reading import audit_dxf, miscut, read_dxf
from tests.reading.dxf.habits import block, file, insert, line, point, polyline, style

WIDE = {"S": 190.0, "M": 200.0, "L": 210.0}


def half(size: str, *more: str, wide: float = 0.0, x: float = 0.0) -> str:
    wide = wide or WIDE[size]
    return block(f"F_{size}", style("Piece Name: FRONT", f"Size: {size}") + polyline(
        "1", [(x, 0), (x + wide, 0), (x + wide - 30, 580), (x + 60, 600), (x, 560)]) + polyline(
        "14", [(x, 10), (x + wide - 10, 10), (x + wide - 40, 570), (x + 60, 590), (x, 550)]) + line(
        "7", (x + 100, 100), (x + 100, 400)) + "".join(more))


def nest(*blocks: str, sample: str = "M") -> bytes:
    texts = style("Units: METRIC", *([f"Sample Size: {sample}"] if sample else []))
    return file("".join(blocks), texts + "".join(insert(each.split("\n")[5]) for each in blocks)).encode()


def warned(content: bytes) -> list[str]:
    return [each.message for each in audit_dxf(content) if each.code == "dxf.nest"]


FOLD = line("6", (0, 0), (0, 560))


def test_the_mirror_line_of_the_sample_opens_every_size():
    content = nest(half("S"), half("M", FOLD), half("L"))
    pieces = read_dxf(content).pieces
    assert all(piece.opened for piece in pieces) and not audit_dxf(content).faults
    assert {piece.size: max(at.x for at in piece.cut) - min(at.x for at in piece.cut) for piece in pieces} == {
        size: pytest.approx(2 * wide) for size, wide in WIDE.items()}
    assert warned(content) == ["sizes S, L have no mirror line on 1 piece, and the sample size M does"]
    assert all(piece.mirror and not piece.opened for piece in read_dxf(content, opened_halves=False).pieces)


def test_the_fold_of_another_size_may_be_graded():
    """A size that lies elsewhere is opened at its own edge, and a size that is drawn whole stays as it is."""
    moved = read_dxf(nest(half("M", FOLD), half("L", x=-5)))
    assert moved.pieces[1].opened and {round(at.x) for at in moved.pieces[1].mirror} == {-5}
    whole = read_dxf(nest(half("M", FOLD), half("L", wide=420)))
    assert not whole.pieces[1].opened and not miscut(whole, "L")


def test_a_half_that_cannot_be_opened_like_the_sample_is_a_fault():
    bent = block("F_L", style("Piece Name: FRONT", "Size: L") + polyline(
        "1", [(0, 0), (210, 0), (180, 580), (60, 600), (20, 560), (30, 300)]))
    content = nest(half("M", FOLD), bent)
    assert [each.code for each in miscut(read_dxf(content), "L")] == ["dxf.mirror"]
    assert not miscut(read_dxf(content), "M")


def test_marks_of_the_sample_alone_are_named():
    marks = point("13", (100, 300)) + polyline("8", [(50, 100), (150, 100)], 0) + polyline(
        "11", [(50, 200), (60, 200), (60, 210)]) + point("4", (100, 0))
    assert warned(nest(half("S"), half("M", marks), half("L"))) == [
        f"sizes S, L have no {what} on 1 piece, and the sample size M does"
        for what in ("notches", "drill holes", "internal lines", "cutouts")]
    assert not warned(nest(half("S", marks), half("M", marks)))


@pytest.mark.parametrize("more", [style("Quantity: 1,1", "Material: A"), point("4", (100, 0))])
def test_the_size_that_alone_has_texts_or_marks_is_the_sample(more):
    content = nest(half("S"), half("M", more), half("L"), sample="")
    read = read_dxf(content)
    assert read.sample_size == "M" and "does not name its sample size" in warned(content)[0]
    assert len({(str(piece.quantity), piece.material) for piece in read.pieces}) == 1


def test_texts_of_several_sizes_show_no_sample():
    content = nest(half("S", style("Quantity: 2")), half("M", style("Quantity: 2")), half("L"), sample="")
    assert not read_dxf(content).sample_size
    assert [each.message for each in audit_dxf(content) if each.code == "dxf.quantity" and each.weight == "warning"] \
        == ["the quantity of FRONT differs: 2 in S, M; none in L"]


def test_names_with_a_size_in_them_are_one_piece():
    content = nest(half("S").replace("FRONT", "FRONT S"), half("M", style("Quantity: 2")).replace("FRONT", "FRONT M"))
    assert {str(piece.quantity) for piece in read_dxf(content).pieces} == {"2"}
