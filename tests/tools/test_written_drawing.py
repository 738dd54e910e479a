"""Pieces out of a file: what they are, how they lie, their corners, darts and closings."""

import math

import pytest
from written.closings import band_length, buttoned, buttonholes, buttons
from written.drawing import read_drawing
from written.outline import Outline, closed, darts, width

from tests.tools.drawn import Sheet, button, buttonhole


def box(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def test_a_piece_is_known_by_its_texts():
    sheet = Sheet("Tee").piece("front", box(0, 0, 400, 600), side="left", number=2, fabric="jersey")
    drawing = read_drawing(sheet.bytes)
    piece, = drawing.pieces
    assert (drawing.style, piece.name, piece.side, piece.number, piece.fabric) == ("tee", "front", "left", 2, "jersey")
    assert drawing.named("front") == []          # a second copy adds nothing to the width
    assert piece.main


@pytest.mark.parametrize("material", ["LINING", "FUSIBLE", "POCKETING"])
def test_what_lies_inside_adds_no_width(material):
    drawing = read_drawing(Sheet().piece("front", box(0, 0, 400, 600), material=material).bytes)
    assert drawing.named("front") == [] and drawing.has("front")


def test_a_file_that_is_no_pattern_is_refused():
    with pytest.raises(ValueError, match="layer 1"):
        read_drawing(Sheet().bytes)
    with pytest.raises(ValueError, match="cannot be read"):
        read_drawing(b"0\nSECTION\nnothing")


def test_a_piece_is_turned_upright_by_its_grain():
    lying = Sheet().piece("front", box(0, 0, 600, 400), grain=[(100, 200), (500, 200)])
    piece, = read_drawing(lying.bytes).pieces
    x0, y0, x1, y1 = piece.sewn.bounds
    assert (x1 - x0, y1 - y0) == pytest.approx((400, 600))


def test_a_half_on_the_fold_is_opened():
    half = Sheet().piece("back", box(0, 0, 200, 600), fold=[(0, 0), (0, 600)])
    piece, = read_drawing(half.bytes).pieces
    assert width(piece.sewn, 300) == pytest.approx(400)


def test_a_dart_is_taken_out_of_the_width():
    piece, = read_drawing(Sheet().piece("front", box(0, 0, 400, 600), lines=[
        [(190, 600), (200, 480)], [(210, 600), (200, 480)]]).bytes).pieces
    dart, = darts(piece)
    assert dart.opening == pytest.approx(20) and dart.tip == (200, 480)
    assert width(closed(piece), 599.9) == pytest.approx(380, abs=0.1)
    assert width(closed(piece), 540) == pytest.approx(390)
    assert width(closed(piece), 470) == pytest.approx(400)


def test_a_diamond_is_taken_out_of_the_width():
    legs = [[(185, 300), (200, 420)], [(215, 300), (200, 420)], [(185, 300), (200, 200)], [(215, 300), (200, 200)]]
    piece, = read_drawing(Sheet().piece("back", box(0, 0, 400, 600), lines=legs).bytes).pieces
    assert len(darts(piece)) == 1
    assert width(closed(piece), 300) == pytest.approx(370)
    assert width(closed(piece), 360) == pytest.approx(385)
    assert width(closed(piece), 250) == pytest.approx(385)


def test_lines_that_are_no_darts_take_nothing():
    lines = [[(100, 600), (100, 480)], [(150, 600), (150, 480)], [(0, 300), (400, 300)], *button(200, 200)]
    piece, = read_drawing(Sheet().piece("front", box(0, 0, 400, 600), lines=lines).bytes).pieces
    assert darts(piece) == []


def test_corners_are_found_where_none_is_marked():
    arc = [(200 + 200 * math.cos(t), 200 * math.sin(t)) for t in [math.pi * k / 60 for k in range(61)]]
    piece, = read_drawing(Sheet().piece("front", arc).bytes).pieces
    outline = Outline.of(piece)
    assert len(outline.corners) == 2
    assert sorted(edge.length for edge in outline.edges()) == pytest.approx([400, 200 * math.pi], abs=0.2)


def test_a_cuff_is_measured_from_the_button_to_the_far_end_of_the_hole():
    cuff = Sheet().piece("cuff", box(0, 0, 250, 60), lines=[*button(240, 30), *buttonhole(8, 22, 30)])
    piece, = read_drawing(cuff.bytes).pieces
    assert buttons(piece) == [(240, 30)] and len(buttonholes(piece)) == 1
    assert buttoned(piece) == pytest.approx(232)
    assert band_length(piece) == pytest.approx(250)


def test_a_curved_band_is_measured_along_its_middle():
    inner = [(900 * math.sin(t), 900 * math.cos(t)) for t in [-0.4 + 0.8 * k / 80 for k in range(81)]]
    outer = [(940 * math.sin(t), 940 * math.cos(t)) for t in [0.4 - 0.8 * k / 80 for k in range(81)]]
    piece, = read_drawing(Sheet().piece("waistband", inner + outer, grain=[(0, 900), (0, 940)]).bytes).pieces
    assert band_length(piece) == pytest.approx(920 * 0.8, rel=0.002)
