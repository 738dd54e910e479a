"""Every shipped person in every fit: all checks green, and what the pieces measure is what was asked."""

from __future__ import annotations

import pytest

from mtmpattern.pattern.audit import audit
from tests.templates.people import GARMENTS, PEOPLE, line_from, made, notches_along, part, person

LINED = tuple((fit, lined) for template, fit in GARMENTS if template == "straight-skirt" for lined in (False, True))


@pytest.mark.parametrize(("template", "fit"), GARMENTS)
@pytest.mark.parametrize("name", PEOPLE)
def test_every_check_is_green(template, fit, name):
    assert audit(made(template, name, fit)) == ()


@pytest.mark.parametrize("name", PEOPLE)
def test_the_lined_skirt_too(name):
    assert audit(made("straight-skirt", name, lined=True)) == ()


@pytest.mark.parametrize("ease", [0, 6])
@pytest.mark.parametrize("name", PEOPLE)
def test_cap_less_armholes_is_the_ease_in_every_span(name, ease):
    seams = [seam for seam in made("crew-tee", name, cap_ease=ease).seams if seam.first[0].edge == "cap"]
    assert len(seams) == 2
    for seam in seams:
        armholes = seam.lengths[1]
        for stretch in seam.stretches:
            on_cap, on_armhole = (end - start for start, end in (stretch.first, stretch.second))
            assert on_cap - on_armhole == pytest.approx(ease * on_armhole / armholes, abs=0.01)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("name", PEOPLE)
def test_notches_of_cap_and_armholes_lie_equally_far_along(name, side):
    pattern = made("crew-tee", name, "child" if person(name).child else None)
    sleeve, front, back = (part(pattern, f"{each}.shell.1") for each in (f"sleeve.{side}", "front", "back"))
    cap = line_from(sleeve, "cap", "under_front")
    in_front = line_from(front, f"{side} armhole", f"{side} side")
    behind = line_from(back, f"{side} armhole", f"{side} side")
    pitch_front, = notches_along(front, in_front)
    pitches_back = notches_along(back, behind)
    assert len(pitches_back) == 2                                    # double at the back
    whole = in_front.length + behind.length
    on_cap = notches_along(sleeve, cap)
    assert on_cap == pytest.approx(
        [pitch_front, in_front.length, *sorted(whole - mm for mm in pitches_back)], abs=0.01)
    assert cap.length == pytest.approx(whole, abs=0.01)
    assert 0.47 <= in_front.length / whole <= 0.51                   # the crown notch (industry: .48 to .51)


@pytest.mark.parametrize(("fit", "lined"), LINED)
@pytest.mark.parametrize("name", PEOPLE)
def test_waist_with_darts_closed_is_the_waistband(name, fit, lined):
    pattern = made("straight-skirt", name, fit, lined=lined)
    band = pattern.piece("waistband").seam.length
    for layer in ("", "_lining") if lined else ("",):
        halves = [pattern.piece(piece + layer) for piece in ("front", "back")]
        both = [side for piece in halves for side in (piece, piece.other_side())]
        assert sum(side.waist.length for side in both) == pytest.approx(band, abs=0.01)
    parts = [part(pattern, each) for each in ("front.shell.1", "back.left.shell.1", "back.right.shell.1")]
    stitched = sum(edge.length for each in parts for edge in each.sewn if edge.edge == "waist")
    assert stitched == pytest.approx(band, abs=0.01)
    assert band == pytest.approx(pattern.intended["waist"], abs=1)


@pytest.mark.parametrize(("template", "fit"), GARMENTS)
@pytest.mark.parametrize("name", PEOPLE)
def test_finished_is_intended_to_a_millimetre_or_half_a_stitch(template, fit, name):
    pattern = made(template, name, fit)
    of = pattern.fabrics["shell"].swatch
    most = max(1, of.stitch_width / 2 + 0.02) if of else 1          # what is knitted is whole stitches
    assert set(pattern.finished) == set(pattern.intended)
    for measure, asked in pattern.intended.items():
        got = pattern.finished[measure]
        if isinstance(asked, float):
            assert got == pytest.approx(asked, abs=most)
        else:
            assert [got["left"], got["right"]] == pytest.approx([asked["left"], asked["right"]], abs=most)
