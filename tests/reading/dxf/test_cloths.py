"""Pieces that are cut of several cloths."""

from __future__ import annotations

import pytest

from mtmpattern.reading import audit_dxf, miscut, read_dxf
from tests.reading.dxf.habits import CUT, GRAIN, block, file, insert, line, polyline, style


def drawing(*texts: str, more: str = "") -> bytes:
    content = block("F", style("Piece Name: F", "Size: M", *texts) + polyline("1", CUT) + line("7", *GRAIN))
    return file(content + more, style("Units: METRIC", "Sample Size: M") + insert("F")
                + (insert("F_L") if more else "")).encode()


def pieces(content: bytes) -> list[tuple[str, str]]:
    return [(piece.material, str(piece.quantity or "")) for piece in read_dxf(content).pieces]


def found(content: bytes) -> list[tuple[str, str]]:
    return [(each.code, each.weight) for each in audit_dxf(content) if each.weight != "note"]


@pytest.mark.parametrize(("texts", "made"), [
    (("Material: SELF", "Quantity: 1,1", "Material: FUSE", "Quantity: 1"), [("SELF", "1,1"), ("FUSE", "1")]),
    (("Quantity: 2", "Material: SELF", "Quantity: 1", "Material: FUSE"), [("SELF", "2"), ("FUSE", "1")]),
    (("Material: A; Quantity: 2 | Material: B; Quantity: 3",), [("A", "2"), ("B", "3")]),
    (("Quantity: 2", "Material: SELF", "Material: LINING"), [("SELF", "2"), ("LINING", "2")]),
    (("Quantity: 2", "Material: SHELL", "Material: Shell, LINING"), [("SHELL", "2"), ("LINING", "2")]),
    (("Quantity: 1,1", "Material: SELF,LINING"), [("SELF", "1,1"), ("LINING", "1,1")]),
    ((r"Material: \U+9762\U+6599/\U+91CC\U+6599",), [("面料", ""), ("里料", "")])])
def test_a_piece_of_several_materials_is_cut_of_each(texts, made):
    content = drawing(*texts)
    assert pieces(content) == made and found(content) == [("dxf.material", "warning")]
    assert {part.role for part in read_dxf(content).parts()} == {
        part.role for part in read_dxf(content).parts("M")} and len(read_dxf(content).parts()) >= len(made)


@pytest.mark.parametrize(("text", "said"), [
    ("COTTON, SATIN", True), ("RED & WHITE STRIPE", True), ("65% POLYESTER, 35% COTTON", False), ("SHELL", False),
    ("Jersey 180 g/m2", False)])
def test_a_material_that_may_be_several_is_named(text, said):
    content = drawing("Quantity: 1", f"Material: {text}")
    assert pieces(content) == [(text, "1")]
    assert found(content) == ([("dxf.material", "warning")] if said else [])


def test_quantities_that_belong_to_no_material_are_a_fault():
    content = drawing("Material: SELF", "Material: LINING", "Material: FUSE", "Quantity: 1,1", "Quantity: 1")
    assert [each.code for each in miscut(read_dxf(content))] == ["dxf.material"]
    content = drawing("Material: SELF", "Quantity: 1", "Material: LINING", "Quantity: 2 sets")
    assert [each.code for each in miscut(read_dxf(content))] == ["dxf.quantity"]


def test_the_cloths_of_the_sample_are_those_of_every_size():
    larger = block("F_L", style("Piece Name: F", "Size: L") + polyline("1", CUT) + line("7", *GRAIN))
    read = read_dxf(drawing("Material: A", "Quantity: 2", "Material: B", "Quantity: 1", more=larger))
    assert [(piece.size, piece.material, str(piece.quantity)) for piece in read.pieces] == [
        ("M", "A", "2"), ("M", "B", "1"), ("L", "A", "2"), ("L", "B", "1")]
    assert not any(each.weight == "fault" for each in read.findings)
