"""Texts of one key that contradict one another, quantities, and halves that words alone state."""

from __future__ import annotations

import pytest

from mtmpattern.reading import audit_dxf, read_dxf
from tests.reading.dxf.habits import CUT, GRAIN, block, file, insert, line, polyline, style


def drawing(*texts: str, of_file: tuple[str, ...] = ("Units: METRIC",), more: str = "") -> bytes:
    content = block("F", style(*texts) + polyline("1", CUT) + line("7", *GRAIN) + more)
    return file(content, style(*of_file) + insert("F")).encode()


def found(content: bytes, *codes: str) -> list[str]:
    return [each.message for each in audit_dxf(content) if each.code in (codes or ("dxf.contradiction",))
            and each.weight == "warning"]


GIVEN = ("Piece Name: FRONT", "Size: M", "Quantity: 2")


@pytest.mark.parametrize(("again", "said"), [
    ("Quantity: 1", "Quantity is 2, and again 1"), ("Size: L", "Size is M, and again L"),
    ("Piece Name: SLEEVE", "Piece Name is FRONT, and again SLEEVE"), ("QUANTITY : 2.0", ""), ("Size: m ", ""),
    ("Annotation: any", ""), ("Quantity:", "")])
def test_texts_of_a_block_that_contradict_one_another(again, said):
    content = drawing(*GIVEN, again)
    assert found(content) == ([said] if said else [])
    (piece,) = read_dxf(content).pieces
    assert (piece.name, piece.size, str(piece.quantity)) == ("FRONT", "M", "2")


def test_an_empty_text_is_none():
    assert str(read_dxf(drawing("Piece Name: F", "Quantity:", "Quantity: 2")).pieces[0].quantity) == "2"


@pytest.mark.parametrize(("of_file", "inside", "said"), [
    (("Units: METRIC", "Units: ENGLISH"), (), "Units is METRIC, and again ENGLISH"),
    (("Units: METRIC",), ("Units: ENGLISH",), "Units is METRIC, and again ENGLISH"),
    (("Units: METRIC",), ("Units: mm",), ""),
    (("Units: METRIC", "Sample Size: M", "Sample Size: L"), (), "Sample Size is M, and again L")])
def test_style_texts_that_contradict_one_another(of_file, inside, said):
    content = drawing(*GIVEN, *inside, of_file=of_file)
    assert found(content) == ([said] if said else []) and read_dxf(content).scale == 1.0
