"""Letters written as escapes, texts of several lines, and other signs between key and value."""

from __future__ import annotations

import pytest

from mtmpattern.reading import audit_dxf, read_dxf
from mtmpattern.reading.dxf.escapes import decoded, plain
from tests.reading.dxf.habits import CUT, GRAIN, block, file, insert, line, polyline, style, tags, text


@pytest.mark.parametrize(("written", "letters"), [
    (r"\U+524D\U+7247", "前片"), (r"\u+524d", "前"), (r"\M+5C7B0\M+5C6AC", "前片"), (r"\U+D83D\U+DE00", "😀"),
    (r"\U+0001F600", "😀"), (r"\U+D83D x", "\ufffd x"), (r"a\U+000Ab", "a b"), (r"\M+9C7B0", r"\M+9C7B0"),
    (r"C:\Users", r"C:\Users"), ("plain", "plain")])
def test_escapes_of_letters(written, letters):
    assert decoded(written) == letters


@pytest.mark.parametrize(("written", "letters"), [
    ("45%%d %%c12 %%p1", "45° Ø12 ±1"), ("50%%%", "50%"), ("%%uBACK%%u", "BACK"), ("%%065", "A"), ("A^IB", "A B"),
    ("FRONT^L", "FRONT^L"), ("100% wool", "100% wool")])
def test_signs_of_texts(written, letters):
    assert plain(written) == letters


def read_texts(content: str, name: str = "A"):
    drawn = file(block(name, content + polyline("1", CUT) + line("7", *GRAIN)), text("Units: METRIC") + insert(name))
    return read_dxf(drawn.encode()).pieces[0], audit_dxf(drawn.encode())


def test_each_line_of_an_mtext_is_a_text():
    words = r"\A1;{\fArial|b0;Piece Name: \U+524D\U+7247}\PSize: M\PQuantity:\~1,1\PMaterial: LINING"
    piece, _ = read_texts(tags(0, "MTEXT", 8, 1, 10, 0, 20, 0, 40, 2.5, 1, words))
    assert (piece.name, piece.size, str(piece.quantity), piece.material) == ("前片", "M", "1,1", "LINING")


def test_names_of_blocks_and_inserts_may_be_written_differently():
    piece, found = read_texts(style(r"Piece Name: \U+524D", "Quantity=2"), r"\U+524d")
    assert piece.name == "前" and str(piece.quantity) == "2" and "dxf.insert" not in found.codes


def test_a_wide_colon():
    piece, _ = read_texts(style("Piece Name：前片", "Quantity：1,1"))
    assert (piece.name, str(piece.quantity)) == ("前片", "1,1")


def test_an_escape_that_means_nothing_is_reported():
    assert "file.letters" in read_texts(style(r"Piece Name: \M+9C7B0", "Quantity: 1"))[1].codes


def test_several_fields_in_one_text():
    piece, _ = read_texts(style("Piece Name: A; B | Size: M; Quantity: 1,1"))
    assert (piece.name, piece.size, str(piece.quantity)) == ("A; B", "M", "1,1")


def test_a_text_in_the_outline_names_it_sooner_than_one_beside_it():
    drawn = polyline("CUT", CUT) + text("Drawn by hand", "TEXT", (-20, -20)) + text("FRONT", "TEXT", (150, 200))
    (piece,) = read_dxf(file("", drawn + text("Units: METRIC", "TEXT", (9000, 0))).encode()).pieces
    assert piece.name == "FRONT"
