"""Trousers: the crotch seam and its fork, legs along the crease, pockets that complete the front, rescues."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.geometry import turn
from mtmpattern.pattern import surface
from mtmpattern.pattern.audit import audit
from tests.templates.people import PEOPLE, changed, line_from, made, part, person, sewn

FITS = ("slim", "regular", "relaxed", "chino", "shorts")


def corner(piece, edge):
    """The angle inside the piece where an edge ends and the next begins, in degrees."""
    after = piece.info.neighbours(edge)[1]
    return 180 - turn(piece.info.edges[edge].arriving, piece.info.edges[after].leaving)


def smallest_radius(curve):
    """The radius of the circle through three places near each other, where it is smallest."""
    found = []
    for i in range(1, 60):
        a, b, c = (curve.point(t / 60) for t in (i - 1, i, i + 1))
        area = abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y))
        found.append(a.distance(b) * b.distance(c) * c.distance(a) / (2 * area))
    return min(found)


# ---- The crotch ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_crotch_seam_is_as_long_as_the_bodys(name, fit):
    pattern = made("trousers", name, fit)
    seam = sum(sewn(part(pattern, f"{piece}.left.shell.1"), edge).length
               for piece, edge in (("front", "fly"), ("front", "crotch"), ("back", "crotch")))
    body, options = mtm.complete(person(name), ("crotch_length",)), pattern.options
    asked = body.crotch_length + options["crotch_ease"] - 2 * options["below_waist"]
    assert seam == pytest.approx(asked, abs=0.01)


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_crotch_curves_are_round_and_run_on_over_the_inseam(name, fit):
    pattern = made("trousers", name, fit)
    front, back = pattern.piece("front"), pattern.piece("back")
    assert 170 <= corner(front, "crotch") + corner(back, "crotch") <= 185
    for piece in (front, back):
        curve = piece.info.edges["crotch"].curves[-1]
        assert not curve.inflections
        assert smallest_radius(curve) >= 25
        steady = piece.info.edges["fly" if piece is front else "crotch"].curves[0]
        assert steady.straight
    down = front.crotch.end.y - back.crotch.end.y
    assert 0 <= down <= 13                                           # the fork of the back lies a little lower


@pytest.mark.parametrize("name", PEOPLE)
def test_the_back_reaches_further_and_leans_more_than_the_front(name):
    pattern = made("trousers", name)
    front, back = pattern.piece("front"), pattern.piece("back")
    hip = person(name).hip_girth
    out = [piece.crotch.edge.curves[-1].start.x - piece.crotch.end.x for piece in (front, back)]
    seat = front.fly.edge.curves[0].end
    assert .05 < (seat.x - front.crotch.end.x) / hip < .10
    assert .10 < out[1] / hip < .16
    lean = back.crotch.edge.curves[0].direction(0) - 250
    assert 0 <= lean <= 12.1                                         # 8 to 20 degrees from upright
    assert back.crotch.start.y > back.side.end.y                     # the back rises to its centre


def test_a_longer_crotch_raises_the_back_then_moves_its_fork():
    usual = mtm.complete(person("ben"), ("crotch_length", "front_crotch_length")).crotch_length
    drafts = [drafted("trousers", changed("ben", crotch_length=usual + more)).piece("back")
              for more in (-20, 0, 20, 75)]
    tops = [back.crotch.start.y - back.side.end.y for back in drafts]
    assert tops[0] < tops[1] < tops[2]
    fork = [back.crotch.edge.curves[0].end.x - back.crotch.end.x for back in drafts]
    assert fork[3] > fork[1] + 3


# ---- Legs and seams -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_seams_of_front_and_back_are_equally_long_on_the_parts(name, fit):
    pattern = made("trousers", name, fit)
    front, back = (part(pattern, f"{piece}.left.shell.1") for piece in ("front", "back"))
    bag = part(pattern, "pocket_back.left.pocketing.1")
    inseams = [line_from(each, "inseam", "hem").length for each in (front, back)]
    assert inseams[0] == pytest.approx(inseams[1], abs=0.01)
    sides = line_from(front, "side", "hem").length + sewn(bag, "side").length, line_from(back, "side", "hem").length
    assert sides[0] == pytest.approx(sides[1], abs=0.01)


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_legs_lie_evenly_along_the_crease(name, fit):
    pattern = made("trousers", name, fit)
    for piece in (pattern.piece("front"), pattern.piece("back")):
        hem = piece.info.edges["hem"]
        assert hem.start.x == pytest.approx(-hem.end.x, abs=1e-6)
        assert hem.start.y == pytest.approx(hem.end.y, abs=1e-6)
        assert [corner(piece, "hem"), corner(piece, "inseam")] == pytest.approx([90, 90], abs=1)
        crease = piece.info.outline.inner["crease"]
        assert crease.start.x == crease.end.x == 0
    widths = [pattern.piece(piece).hem.length for piece in ("front", "back")]
    assert 20 < widths[1] - widths[0] < 28                           # the back leg is wider


def test_sides_of_the_body_that_differ_give_legs_that_do_not():
    body = changed("tariq", thigh_girth=(600, 640), knee_girth=(380, 395))
    pattern = drafted("trousers", body)
    assert audit(pattern) == ()
    assert pattern.piece("front").info.outline == pattern.piece("front").other_side().info.outline
    thick = drafted("trousers", changed("tariq", thigh_girth=640, knee_girth=395))
    assert pattern.intended["thigh"] == thick.intended["thigh"]


def test_full_thighs_get_wider_legs():
    plain, full = made("trousers", "ana"), drafted("trousers", changed("ana", thigh_girth=680))
    assert audit(full) == ()
    assert full.intended["thigh"] >= 680 + 60 > plain.intended["thigh"]


@pytest.mark.parametrize("to_floor", [20, 30, 45, 55, 70, 100])
def test_every_length_is_right(to_floor):
    pattern = mtm.draft("trousers", mtm.complete(person("ana"), ()), to_floor=to_floor)
    assert pattern.piece("front").inseam.length == pytest.approx(person("ana").inside_leg * to_floor / 100 - 20, abs=.5)


# ---- Waist, pockets, fly --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_waistband_is_as_long_as_the_waist_and_narrower_at_its_top(name, fit):
    pattern = made("trousers", name, fit)
    waists = sum(sewn(each, "waist").length for each in pattern.for_cutting().parts
                 if each.piece in ("front", "back", "pocket_back"))
    band = pattern.piece("waistband")
    assert band.seam.length == pytest.approx(waists, abs=0.01)
    assert band.top.length <= band.seam.length + band.underlap.length + 1e-6


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_pocket_completes_the_front(name, fit):
    """Waist and side of the bag run on where the front is cut away, in place and in direction."""
    pattern = made("trousers", name, fit)
    front, bag, facing, mouth = (pattern.piece(each) for each in ("front", "pocket_back", "pocket_facing",
                                                                 "mouth_facing"))
    assert bag.side.start.same_as(front.side.end, 1e-6) and bag.waist.end.same_as(front.waist.start, 1e-6)
    assert abs(turn(front.side.edge.arriving, bag.side.edge.leaving)) < 0.5
    assert abs(turn(bag.waist.edge.arriving, front.waist.edge.leaving)) < 0.5
    assert facing.side.edge.curves == bag.side.edge.curves and facing.waist.edge.curves == bag.waist.edge.curves
    upper = pattern.piece("pocket_front")
    assert upper.mouth.length == front.mouth.length == mouth.mouth.length > 90
    assert upper.round.length == bag.round.length


def test_without_pockets_the_front_is_whole():
    plain, pocketed = made("trousers", "ana", pockets=False), made("trousers", "ana")
    assert audit(plain) == ()
    assert {piece.info.name for piece in pocketed.pieces} - {piece.info.name for piece in plain.pieces} == {
        "pocket_back", "pocket_front", "pocket_facing", "mouth_facing"}
    assert plain.piece("front").side.length == pytest.approx(
        pocketed.piece("front").side.length + pocketed.piece("pocket_back").side.length)
    assert plain.finished == pytest.approx(pocketed.finished, abs=0.01)


def test_the_fly_has_a_facing_on_the_left_and_a_shield_on_the_right():
    pattern = made("trousers", "ben")
    ids = {each.id for each in pattern.for_cutting().parts}
    assert {"fly_facing.left.shell.1", "fly_facing.left.fusible.1", "fly_shield.right.shell.1"} <= ids
    fly = pattern.piece("front").fly.length
    assert pattern.piece("fly_facing").fly.length == pytest.approx(fly)
    assert pattern.piece("fly_shield").fly.length == pytest.approx(fly)
    assert sorted(surface(pattern.pieces, pattern.operations, pattern.assembly.joins).openings) == [
        "leg", "leg", "waist"]


def test_a_pleat_lies_on_the_crease_and_gives_room():
    plain, pleated = made("trousers", "ana"), made("trousers", "ana", pleated=True)
    assert audit(pleated) == ()
    (placed,) = pleated.piece("front").waist.darts
    assert not placed.intake.tip and placed.intake.width >= 30
    assert abs((placed.start.x + placed.end.x) / 2) < 6
    assert pleated.intended["hip"] == plain.intended["hip"] + 60
    assert pleated.piece("back").waist.length == pytest.approx(plain.piece("back").waist.length, abs=8)


def test_wide_hips_get_a_longer_fly():
    pattern = mtm.draft("trousers", changed("ana", waist_girth=640, hip_girth=1065, thigh_girth=630))
    usual = made("trousers", "ana").piece("front").fly.edge.curves
    longer = pattern.piece("front").fly.edge.curves
    assert longer[-1].length > usual[-1].length + 5


# ---- Rescues and refusals -------------------------------------------------------------------------------------------


def test_nobody_who_is_shipped_needs_a_rescue():
    assert [name for name in PEOPLE for fit in FITS if made("trousers", name, fit).rescues] == []


def test_a_very_long_crotch_lowers_the_crotch_line():
    usual, body = made("trousers", "ana"), changed("ana", crotch_length=840, front_crotch_length=370)
    pattern = drafted("trousers", body)
    told = {note.text: note.mm for note in pattern.rescues}
    lowered = told["crotch line lowered for the crotch length"]
    assert audit(pattern) == ()
    assert usual.intended["inseam"] - pattern.intended["inseam"] == pytest.approx(lowered)
    back = pattern.piece("back").crotch.edge.curves[0]
    assert 270 - back.direction(0) == pytest.approx(20, abs=.2)


def test_a_short_back_is_told():
    pattern = drafted("trousers", changed("ben", crotch_length=800, front_crotch_length=260))
    assert any(note.text.startswith("front waist moved") for note in pattern.rescues)


def test_a_crotch_that_cannot_be_is_refused_in_words():
    with pytest.raises(mtm.PatternRefused) as refused:
        mtm.draft("trousers", changed("ana", crotch_length=900, front_crotch_length=400))
    assert any("crotch line moved" in problem.message and "Measure the crotch length" in problem.hint
               for problem in refused.value.problems)


def test_a_template_that_reads_another_measure_fails():
    from mtmpattern.drafting.library import find_template  # noqa: PLC0415

    kind = find_template("trousers")
    for need in kind.needs:
        forgetful = type("Forgetful", (kind,), {"needs": tuple(each for each in kind.needs if each != need)})
        with pytest.raises(mtm.MtmError) as refused:
            drafted(forgetful, person("ana"))
        assert refused.value.code == "template.needs"


def test_measures_that_decide_the_fit_are_asked_for():
    values = {"waist_girth": 745, "hip_girth": 995, "height": 1680}
    with pytest.raises(mtm.MeasurementError, match="inside_leg"):
        mtm.draft("trousers", mtm.Body.of(values, sex="female"))
    pattern = mtm.draft("trousers", mtm.Body.of({**values, "inside_leg": 795}, sex="female"))
    assert any("is estimated" in note.text for note in pattern.notes)


@pytest.mark.parametrize("measure", ["waist", "hip", "thigh", "knee", "leg_hem", "inseam", "crotch"])
def test_what_is_altered_comes_out(measure):
    plain = made("trousers", "ana")
    pattern = mtm.draft("trousers", mtm.complete(person("ana"), ()), alterations={measure: 8})
    assert pattern.finished[measure] == pytest.approx(plain.finished[measure] + 8, abs=1)
