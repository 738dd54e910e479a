"""Blocks inserted mirrored, scaled, turned, in rows or inside others, and the quantity that this shows."""

from __future__ import annotations

import pytest

from mtmpattern.reading import audit_dxf, miscut, read_dxf
from mtmpattern.reading.dxf.texts import read_quantity
from tests.reading.dxf.habits import CUT, GRAIN, block, file, insert, line, point, polyline, style, text

MIRRORED = insert("A", 10, 900, 20, 0, 41, -1)
PLAIN, TURNED = insert("A"), insert("A", 10, 900, 20, 0, 50, 180)
NOTCH = point("4", (150, 0), 30, 4, 50, 90)


def piece(*texts: str) -> str:
    return style("Piece Name: A", *texts) + polyline("1", CUT) + line("7", *GRAIN) + NOTCH


def drawn(inserts: str, *texts: str, more: str = "") -> bytes:
    return file(block("A", piece(*texts)) + more, text("Units: METRIC") + inserts).encode()


def about(content: bytes) -> list[tuple[str, str]]:
    return [(each.weight, each.message) for each in audit_dxf(content) if each.code == "dxf.insert"]


@pytest.mark.parametrize(("inserts", "stated", "quantity", "weights"), [
    (PLAIN + MIRRORED, "1", "1,1", ["warning"]), (PLAIN + MIRRORED, "2", "1,1", ["note"]),
    (MIRRORED + PLAIN, "4", "2,2", ["note"]), (PLAIN + MIRRORED, "1,1", "1,1", ["note"]),
    (PLAIN + MIRRORED, "", "1,1", ["warning"]), (PLAIN + MIRRORED, "1,0", "1,0", ["warning"]),
    (PLAIN + MIRRORED, "3", "3", ["fault"]), (PLAIN + TURNED, "1", "1", ["warning"]),
    (PLAIN + TURNED, "", "2", ["warning"]), (PLAIN + TURNED, "2", "2", ["note"]),
    (PLAIN * 3, "1", "1", ["note"]),                # three at one place
    (insert("A", 10, 0, 20, 0, 70, 3, 71, 2, 44, 500, 45, 700), "", "6", ["warning"]),
    (PLAIN, "1", "1", []), (MIRRORED, "1", "1", [])])
def test_insertions_say_how_often_and_on_which_side(inserts, stated, quantity, weights):
    content = drawn(inserts, *([f"Quantity: {stated}"] if stated else []))
    read = read_dxf(content)
    assert str(read.pieces[0].quantity) == quantity and [weight for weight, _ in about(content)] == weights
    assert bool(miscut(read)) == (weights == ["fault"])
    assert len(read.parts()) == read.pieces[0].quantity.total


def test_left_and_right_are_each_others_image():
    left, right = read_dxf(drawn(PLAIN + MIRRORED, "Quantity: 1")).parts()
    assert left.notches[0].direction == pytest.approx(90) and right.notches[0].direction == pytest.approx(90)
    assert left.notches[0].on_cut.x == pytest.approx(-right.notches[0].on_cut.x)


def test_a_half_inserted_twice_at_its_fold_is_one_piece():
    half = style("Piece Name: H", "Quantity: 1") + polyline("1", [(0, 0), (200, 0), (150, 600), (0, 600)]) + line(
        "6", (0, 0), (0, 600)) + line("7", (60, 100), (60, 500))
    both = insert("H", 10, 300, 20, 0) + insert("H", 10, 300, 20, 0, 41, -1)
    (part,) = read_dxf(file(block("H", half), text("Units: METRIC") + both).encode()).parts()
    assert max(at.x for at in (each.start for each in part.cut)) == pytest.approx(500)


def test_a_block_that_gathers_pieces_is_looked_into():
    second = block("B", piece().replace("Name: A", "Name: B"))
    gathered = block("STYLE", insert("A") + MIRRORED + insert("B", 10, 0, 20, 900))
    read = read_dxf(drawn(insert("STYLE", 10, 50, 20, 50, 50, 90), "Quantity: 1", more=second + gathered))
    assert [(each.name, str(each.quantity)) for each in read.pieces] == [("A", "1,1"), ("B", "None")]


def test_a_block_put_together_from_others_is_one_piece():
    parts = block("LINE", polyline("1", CUT)) + block("WORDS", style("Piece Name: A", "Quantity: 2"))
    whole = block("WHOLE", insert("LINE") + insert("WORDS"))
    (only,) = read_dxf(file(parts + whole, text("Units: METRIC") + insert("WHOLE")).encode()).pieces
    assert (only.name, str(only.quantity)) == ("A", "2")


@pytest.mark.parametrize(("inserts", "weight", "said"), [
    (insert("A", 41, 2, 42, 2), "note", "a scale of 2"), (insert("A", 41, 1.03, 42, 1.05), "warning", "1.03 by 1.05"),
    (insert("A", 41, 2, 42, 2) + PLAIN, "warning", "the scales 1, 2"),
    (insert("A", 41, 2, 42, 2) + insert("A", 41, 1.5, 42, 1.5), "fault", "the scales 2, 1.5")])
def test_scales_are_reported(inserts, weight, said):
    found = about(drawn(inserts, "Quantity: 1"))
    assert any(each == weight and said in message for each, message in found)


@pytest.mark.parametrize(("words", "read"), [
    ("1 pair", "1,1"), ("PAIR", "1,1"), ("L1 R1", "1,1"), ("Left: 1, Right: 2", "2,1"), ("1+1", "1,1"), ("2 pcs", "2"),
    ("1 x 2", "2"), ("L1", None), ("1,1,0", None)])
def test_quantities_in_words(words, read):
    found = read_quantity(words)
    assert (found and str(found)) == read


def test_a_count_in_another_text_is_reported():
    found = audit_dxf(file("", polyline("CUT", CUT) + text("FRONT cut 2", "TEXT", (150, 200))
                           + text("Units: METRIC")).encode())
    assert any("FRONT cut 2" in each.message for each in found if each.code == "dxf.quantity")
