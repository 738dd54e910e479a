"""Trousers: the crotch seam and its fork, legs along the crease, pockets that complete the front, rescues."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.geometry import heading, turn
from mtmpattern.papers.work import order_of_work
from mtmpattern.pattern import surface
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.stored import from_json
from tests.templates.people import (
    PEOPLE,
    changed,
    corner,
    line_from,
    made,
    must_refuse_to_read_unasked,
    part,
    person,
    sewn,
)

FITS = ("slim", "regular", "relaxed", "chino", "shorts", "child")


def smallest_radius(curve):
    """The radius of the circle through three places near each other, where it is smallest."""
    found = []
    for i in range(1, 60):
        a, b, c = (curve.point(t / 60) for t in (i - 1, i, i + 1))
        area = abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y))
        found.append(a.distance(b) * b.distance(c) * c.distance(a) / (2 * area))
    return min(found)


# ---- The waistband ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{}, {"split_band": True}, {"closes": "right over left"}])
def test_the_waistband_has_its_ends_at_the_fly(options):
    pattern = mtm.draft("trousers", mtm.read_body("ana"), estimates=True, **options)
    seam = next(seam for seam in pattern.seams if seam.kind == "encased" and "waistband" in seam.second[0].part)
    assert [span.part.rpartition(".shell")[0] for span in (seam.first[0], seam.first[-1])] == ["front.left",
                                                                                             "front.right"]
    half = len(seam.first) // 2
    assert [span.part.split(".")[0] for span in seam.first[half - 1:half + 1]] == ["back", "back"]


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
        assert smallest_radius(curve) >= 23
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


@pytest.mark.parametrize("leg_length", [20, 30, 45, 55, 70, 100])
def test_every_length_is_right(leg_length):
    pattern = mtm.draft("trousers", mtm.complete(person("ana"), ()), leg_length=leg_length)
    asked = person("ana").inside_leg * leg_length / 100 - 20
    assert pattern.piece("front").inseam.length == pytest.approx(asked, abs=.5)


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
    plain, pocketed = made("trousers", "ana", pockets="none"), made("trousers", "ana")
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
    assert sorted(surface(pattern.sewing).openings) == [
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
    pattern = mtm.draft("trousers", changed("ana", waist_girth=640, belly_girth=660, top_hip_girth=800,
                                                  hip_girth=1055, thigh_girth=630))
    usual = made("trousers", "ana").piece("front").fly.edge.curves
    longer = pattern.piece("front").fly.edge.curves
    assert longer[-1].length > usual[-1].length + 5


def test_pockets_in_the_side_seam_leave_the_front_whole():
    slant, seam = made("trousers", "ana"), made("trousers", "ana", pockets="side seam")
    assert audit(seam) == ()
    assert seam.finished == pytest.approx(slant.finished, abs=0.01)
    front, back = seam.piece("front"), seam.piece("back")
    bags = [seam.piece(f"pocket_{each}") for each in ("front", "back")]
    mouth = front.side.part("pocket_low", "pocket_top").length
    assert mouth == pytest.approx(back.side.part("pocket_low", "pocket_top").length, abs=1e-6)
    assert 110 < mouth < 170
    assert bags[0].info.edges == bags[1].info.edges
    for piece in ("front", "back", "pocket_front", "pocket_back"):               # where a mouth ends is notched
        cut = next(each for each in seam.for_cutting().parts if each.piece == piece)
        places = [front.info.outline.points[name] for name in ("pocket_low", "pocket_top")] if piece == "front" else []
        assert sum(notch.name == "end" for notch in cut.notches) >= (2 if piece in ("front", "back") else 1)
        assert all(any(notch.at.distance(place) < 1e-3 for notch in cut.notches) for place in places)


# ---- Welt pockets in the back ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_welt_pockets_lie_along_the_waist_where_its_darts_end(name, fit):
    pattern = made("trousers", name, fit, back_pockets="two")
    assert audit(pattern) == ()
    back = pattern.piece("back")
    place, waist = back.info.outline.inner["welt"], back.info.edges["waist"]
    assert 85 <= place.length < 150.1
    middle = place.at(place.length / 2)
    down = waist.nearest(middle)[1]
    low, high = (40, 70) if person(name).child else (55, 70)
    assert low < (down if not waist.darts else waist.darts[0].intake.length) < high
    if len(waist.darts) == 1:
        assert waist.darts[0].point.distance(middle) < 0.01
    for dart in waist.darts:                                         # sewn out, they point at the mouth
        assert place.nearest(dart.point)[1] < (0.01 if len(waist.darts) < 3 else 6)
        assert dart.intake.width <= 18
    along = heading(waist.at(waist.length * .3), waist.at(waist.length * .7))
    assert abs(turn(along, place.reversed().leaving)) < 6 or abs(turn(along, place.leaving)) < 6
    room = [edge.nearest(end)[1] for edge in (back.info.edges["side"], back.info.edges["crotch"])
            for end in (place.start, place.end)]
    assert min(room) > 20


def test_the_place_of_a_welt_is_marked_and_nothing_is_cut():
    pattern = made("trousers", "ana", "chino")
    back, place = pattern.piece("back"), pattern.piece("back").info.outline.inner["welt"]
    plain = made("trousers", "ana", "chino", back_pockets="none").piece("back")
    assert back.info.order == plain.info.order and back.waist.length == pytest.approx(plain.waist.length)
    cut = part(pattern, "back.left.shell.1")
    assert [line.kind for line in cut.lines if line.name == "welt"] == ["mark"]
    holes = [drill.at for drill in cut.drills if drill.name == "welt"]
    assert len(holes) == 2 and holes[0].distance(holes[1]) == pytest.approx(place.length - 20)
    seen = order_of_work(pattern)
    sewn_on = [i for i, line in enumerate(seen) if "welt on the back" in line or "welt seam" in line]
    opened = next(i for i, line in enumerate(seen) if line.startswith("Cut the back open along the mark welt on both"))
    assert opened > max(sewn_on)
    assert "Fuse the welt stay to the wrong side of the back behind the mark welt on both sides." in seen
    assert from_json(pattern.to_json()).to_json() == pattern.to_json()


def test_one_back_pocket_is_on_the_right_alone():
    pattern = made("trousers", "ben", back_pockets="one", welts="single")
    assert audit(pattern) == ()
    ids = {each.id for each in pattern.for_cutting().parts}
    assert {"welt.right.shell.1", "welt.right.fusible.1", "welt_stay.right.fusible.1", "back_facing.right.shell.1",
            "back_bag.right.pocketing.1"} <= ids
    assert not any(each.startswith(("welt.left", "upper_welt", "back_bag.left")) for each in ids)
    right, left = (part(pattern, f"back.{side}.shell.1") for side in ("right", "left"))
    drilled = [[drill.name for drill in each.drills].count("welt") for each in (right, left)]
    assert "welt" in {line.name for line in right.lines} and "welt" not in {line.name for line in left.lines}
    assert drilled == [2, 0]
    assert any("on the right" in line for line in order_of_work(pattern))


# ---- Turn-ups -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_turn_ups_lie_on_the_leg(name, fit):
    """Folded twice, their seams lie on the seams of the leg, and the finished trousers measure what they did."""
    pattern, plain = made("trousers", name, fit, turn_ups=40), made("trousers", name, fit)
    assert audit(pattern) == ()
    for measure, mm in plain.finished.items():                       # shorts are straighter, up to the thigh
        assert pattern.finished[measure] == pytest.approx(mm, abs=12 if (fit, measure) == ("shorts", "thigh") else .1)
    for piece in (pattern.piece("front"), pattern.piece("back")):
        for seam in (piece.info.edges["side"], piece.info.edges["inseam"].reversed()):
            low, top, foot = seam.curves[0].start, seam.curves[0].end, seam.curves[1].end
            assert foot.y - top.y == pytest.approx(40) and top.y - low.y == pytest.approx(40)
            assert low.x == pytest.approx(foot.x)
            above = min((curve.point(i / 400) for curve in seam.curves[2:] for i in range(401)),
                        key=lambda point: abs(point.y - foot.y - 40))
            assert top.x == pytest.approx(above.x, abs=.8)           # as wide as the leg that it covers
        cut = next(each for each in pattern.for_cutting().parts if each.piece == piece.info.name)
        assert {line.name for line in cut.lines if line.kind == "fold"} >= {"crease", "leg_foot", "turn_up_top"}
        bend = piece.info.edges["hem"].at(piece.hem.length / 2).y - piece.hem.start.y
        assert abs(bend) < 5                                         # the fold is straight, or nearly
    assert any("Turn-ups" in note.text for note in pattern.notes)


def test_the_crease_is_a_fold():
    cut = part(made("trousers", "ana"), "front.left.shell.1")
    assert [line.kind for line in cut.lines if line.name == "crease"] == ["fold"]


# ---- Children -------------------------------------------------------------------------------------------------------


def test_a_child_is_drafted_for_from_few_measures():
    few = {"height": 1160, "waist_girth": 545, "hip_girth": 620}
    with pytest.raises(mtm.MeasurementError, match="inside_leg"):
        mtm.draft("trousers", mtm.Body.of(few, child=True), fit="child")
    pattern = mtm.draft("trousers", mtm.Body.of({**few, "inside_leg": 505}, child=True), fit="child")
    assert pattern.finished["inseam"] == pytest.approx(.97 * 505 - 23, abs=1)
    whole = mtm.draft("trousers", mtm.Body.of(few, child=True), fit="child", estimates=True)
    assert whole.finished["inseam"] == pytest.approx(pattern.finished["inseam"], abs=10)
    assert whole.rescues == ()


# ---- Rescues and refusals -------------------------------------------------------------------------------------------


def test_nobody_who_is_shipped_needs_a_rescue():
    assert [name for name in PEOPLE for fit in FITS if made("trousers", name, fit).rescues] == []


def test_a_very_long_crotch_lowers_the_crotch_line():
    usual, body = made("trousers", "ana"), changed("ana", crotch_length=840, front_crotch_length=370)
    pattern = drafted("trousers", body)
    seen = {note.text: note.mm for note in pattern.rescues}
    lowered = seen["crotch line lowered for the crotch length"]
    assert audit(pattern) == ()
    assert usual.intended["inseam"] - pattern.intended["inseam"] == pytest.approx(lowered)
    back = pattern.piece("back").crotch.edge.curves[0]
    assert 16 < 270 - back.direction(0) <= 20


def test_a_short_back_is_told():
    pattern = drafted("trousers", changed("ben", crotch_length=800, front_crotch_length=260))
    assert any(note.text.startswith("front waist moved") for note in pattern.rescues)


def test_a_crotch_that_cannot_be_is_refused_in_words():
    with pytest.raises(mtm.PatternRefused) as refused:
        mtm.draft("trousers", changed("ana", crotch_length=900, front_crotch_length=400))
    assert any("crotch line moved" in problem.message and "Measure the crotch length" in problem.hint
               for problem in refused.value.problems)


def test_a_template_that_reads_another_measure_fails():
    must_refuse_to_read_unasked("trousers")


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


@pytest.mark.parametrize("garment", ["trousers", "joggers"])
def test_the_facings_of_a_toddlers_pockets_stay_inside_the_bag(garment):
    body = mtm.read_body({"sex": "male", "age": 2, "unit": "cm", "measurements": {
        "height": 90, "waist": 50, "hip": 53, "inside_leg": 36, "waist_to_hip": 11, "thigh": 30, "knee": 21}})
    assert mtm.draft(garment, body, estimates=True).pieces
