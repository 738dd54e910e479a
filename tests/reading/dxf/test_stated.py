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


def of_size(size: str, more: str = "") -> str:
    return block(f"F_{size}", style("Piece Name: BACK", f"Size: {size}", "Quantity: 1") + more + polyline(
        "1", [(0, 0), (200, 0), (200, 600), (0, 600)]) + line("7", (100, 100), (100, 500)))


@pytest.mark.parametrize("words", [
    "Annotation: CUT ON FOLD", "Category: place on the fold", "CUT 1 ON FOLD", "FOLD", "CB FOLD", "cut 1 fold",
    "1x im Bruch", "BACK_ON_FOLD", "au pli", r"\U+5BF9\U+6298"])
def test_a_half_by_words_alone_is_named(words):
    content = file(of_size("M", style(words)), style("Units: METRIC") + insert("F_M")).encode()
    (said,) = found(content, "dxf.mirror")
    assert "is a half" in said and "1,1" not in " ".join(each.hint for each in audit_dxf(content))
    opened = file(of_size("M", style(words) + line("6", (0, 0), (0, 600))), style("Units: METRIC") + insert("F_M"))
    assert not found(opened.encode(), "dxf.mirror")


@pytest.mark.parametrize("words", ["FOLD LINE", "Annotation: unfold", "not on fold", "Fold: 0", "FOLDOVER BAND"])
def test_words_that_no_half_has(words):
    assert not found(file(of_size("M", style(words)), style("Units: METRIC") + insert("F_M")).encode(), "dxf.mirror")


def test_the_hint_about_a_count_on_the_fold_cuts_no_halves():
    content = drawing("Piece Name: BACK", "CUT 1 ON FOLD")
    (hint,) = (each.hint for each in audit_dxf(content) if each.code == "dxf.quantity" and each.weight == "warning")
    assert "whole pieces" in hint and "1,1" not in hint


@pytest.mark.parametrize(("words", "read"), [
    ("2 (mirror)", "1,1"), ("4 mirrored", "2,2"), ("1,1 (L/R)", "1,1"), ("2,1 (L/R)", "1,2"), ("2,1 (R/L)", "2,1"),
    ("1 x 2", "2"), ("x 2", None), ("CUT 2", "2"), ("1 ON FOLD", "1"), ("3 (mirror)", None), ("0 x 2", None),
    ("9999 x 9999", None), ("2 sets", None)])
def test_quantities_as_shops_write_them(words, read):
    (piece,) = read_dxf(drawing("Piece Name: F", f"Quantity: {words}")).pieces
    assert (str(piece.quantity) if piece.quantity else None) == read


def test_a_quantity_in_wide_digits():
    (piece,) = read_dxf(drawing("Piece Name: F", "Quantity: \uff12").decode().encode("utf-8")).pieces
    assert str(piece.quantity) == "2"
