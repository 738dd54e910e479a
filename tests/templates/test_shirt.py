"""The shirt: its collar, yoke, sleeves and cuffs fit each other exactly, and it takes bodies of every kind."""

from __future__ import annotations

from itertools import pairwise

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import across, drafted
from mtmpattern.drafting.library import find_template
from mtmpattern.geometry import heading, path, turn
from mtmpattern.pattern.audit import audit
from tests.templates.people import PEOPLE, changed, corner, line_from, made, meets, notches_along, part, person, sewn

FITS = tuple(find_template("shirt").fits)
WOMEN = {"ana": "women", "rosa": "women", "mei": "women"}


def shirt(name, **options):
    return made("shirt", name, WOMEN.get(name), **options)


def stitched(of, *edges):
    """The length of the sewn lines of some edges of a part, measured on the part itself."""
    return sum(path.length(edge.sewn) for edge in of.sewn if edge.edge in edges)


# ---- Exact joins, measured on the parts -------------------------------------------------------------------------


@pytest.mark.parametrize("name", PEOPLE)
def test_the_stand_is_as_long_as_the_neckline_and_the_bands(name):
    pattern = shirt(name)
    stand, yoke = part(pattern, "stand.shell.1"), part(pattern, "yoke.shell.1")
    fronts = [part(pattern, f"front.{side}.shell.1") for side in ("left", "right")]
    neckline = stitched(yoke, "neckline") + sum(stitched(front, "neckline") for front in fronts)
    bands = sum(stitched(front, "stand_step") for front in fronts)
    assert stitched(stand, "seam") == pytest.approx(neckline + bands, abs=0.01)
    assert neckline == pytest.approx(person(name).neck_girth + 13, abs=1)
    for collar in ("collar.shell.1", "under_collar.shell.1"):
        assert stitched(part(pattern, collar), "neck") == pytest.approx(stitched(stand, "top"), abs=0.01)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_collar_ends_at_the_centre_and_the_stand_runs_on(name):
    pattern = shirt(name)
    stand = pattern.piece("stand")
    neck = pattern.piece("yoke").neckline.length + pattern.piece("front").neckline.length
    assert stand.info.edges["seam"].at(neck).same_as(stand.info.outline.points["neck"])
    assert stand.centre.start.same_as(stand.top.start)
    assert 5 <= stand.info.edges["seam"].end.y <= 16                       # raised at the front


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_cap_is_longer_than_the_armhole_only_above_the_pitches(name, side):
    pattern = shirt(name)
    sleeve, front, back, yoke = (part(pattern, each) for each in (
        f"sleeve.{side}.shell.1", f"front.{side}.shell.1", "back.shell.1", "yoke.shell.1"))
    cap = line_from(sleeve, "cap", "under_front")
    in_front = line_from(front, "armhole", "side")
    behind = line_from(back, f"{side} armhole", f"{side} side")
    whole = in_front.length + line_from(yoke, f"{side} armhole", f"{side} front").length + behind.length
    assert cap.length - whole == pytest.approx(6, abs=0.02)
    before, = notches_along(front, in_front, "pitch_front")
    after = notches_along(back, behind, "pitch_back")
    assert notches_along(sleeve, cap, "pitch_front") == pytest.approx([before], abs=0.02)
    assert cap.length - notches_along(sleeve, cap, "pitch_back")[-1] == pytest.approx(min(after), abs=0.02)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_cuff_takes_the_wrist_the_placket_and_the_under_strip(name):
    pattern = shirt(name)
    for side in ("left", "right"):
        sleeve, cuff, tower, under = (part(pattern, f"{each}.{side}.shell.1")
                                      for each in ("sleeve", "cuff", "tower", "under_strip"))
        wrist = sewn(sleeve, "wrist_front").length + sewn(sleeve, "wrist_back").length
        feet = sewn(tower, "foot").length + sewn(under, "foot").length
        assert sewn(cuff, "seam").length == pytest.approx(feet + wrist, abs=0.01)
        window = sewn(sleeve, "slit_top").length
        assert window == sewn(under, "foot").length == 12                     # the strip fills it
        girth = getattr(person(name), side).wrist_girth
        assert wrist + window == pytest.approx(girth + (40 if name in WOMEN else 44), abs=0.01)


def test_tower_and_strip_are_drawn_as_they_are_sewn_beside_a_slit():
    pattern = shirt("ben")
    sleeve, tower, under = (part(pattern, f"{each}.left.shell.1") for each in ("sleeve", "tower", "under_strip"))
    assert sewn(tower, "foot").length == pytest.approx(25)                 # as wide as it finishes
    assert sewn(sleeve, "slit_front").length == pytest.approx(sewn(tower, "seam").length)
    assert sewn(sleeve, "slit_back").length == pytest.approx(sewn(under, "seam").length)
    front, back = (sewn(sleeve, f"slit_{each}").sewn[0].start.x for each in ("front", "back"))
    assert abs(front - back) == pytest.approx(12)                          # both are sewn 6 mm beside the slit ...
    x = (front + back) / 2
    cut = [point.x for curve in sleeve.cut for point in (curve.start, curve.end) if abs(point.x - x) < 1]
    assert max(cut) - min(cut) == pytest.approx(0.5, abs=1e-6)             # ... which is cut as a slot


def test_the_placket_laps_from_the_front_of_the_slit_and_so_does_the_cuff():
    pattern = shirt("ben")
    front, back = (operation for operation in pattern.operations if "between cuff.seam" in str(operation))
    for seam in (seam for seam in pattern.sewing.of(front) if seam.layer == 0):
        assert meets(pattern, seam, "tower.edge", "cuff.end")
    for seam in (seam for seam in pattern.sewing.of(back) if seam.layer == 0):
        assert meets(pattern, seam, "under_strip.edge", "cuff.lap_end")
    closed, = (operation for operation in pattern.operations if "cuff.end" in str(operation) and "button" in
               str(operation))
    assert str(closed) == "button cuff.end over cuff.lap_end, 1"
    laps = pattern.piece("tower").foot.length                             # it lies on the strip, and beyond it
    assert closed.inset == pytest.approx(laps / 2)                         # hole and button lie on each other


def test_the_cuff_closes_whatever_the_wrist():
    for hundredth in range(12):                      # its joins meet at places that are rounded up here and down there
        assert audit(drafted("shirt", person("ben"), cuff_ease=40 + hundredth / 100)) == ()


@pytest.mark.parametrize("spread", [-8, 11, 50])
@pytest.mark.parametrize("roll", [0, 2.5, 5])
def test_the_under_collar_is_smaller_at_points_and_edge_and_not_at_the_neck(roll, spread):
    pattern = shirt("ben", collar_roll=roll, collar_spread=spread)
    assert audit(pattern) == ()
    upper, under = (pattern.piece(each).info.edges for each in ("collar", "under_collar"))
    assert upper["neck"].curves == under["neck"].curves
    assert upper["middle"].length - under["middle"].length == pytest.approx(roll)
    assert upper["leaf"].length - under["leaf"].length == pytest.approx(roll, abs=0.3)
    inside = upper["outer"].start.distance(under["outer"].start)
    assert inside == pytest.approx(roll * 2 ** 0.5, abs=0.01)              # of the point, along and across
    eased = [operation.eased for operation in pattern.operations if str(operation).startswith("sew collar")]
    assert eased == pytest.approx([upper[each].length - under[each].length for each in ("outer", "leaf")])
    assert eased[0] == pytest.approx(roll, abs=0.5 * roll + 0.01)
    fused = [each.id for each in pattern.for_cutting().parts if "collar.fusible" in each.id]
    assert fused == ["collar.fusible.1"]


# ---- The button band --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PEOPLE)
def test_a_band_that_is_sewn_on_makes_the_same_shirt(name):
    turned, sewn_on = shirt(name), shirt(name, front_edge="sewn on")
    assert audit(sewn_on) == ()
    for measure in ("chest", "waist", "hip", "length", "neck"):
        assert sewn_on.finished[measure] == pytest.approx(turned.finished[measure], abs=0.05)
    front, band = sewn_on.piece("front"), sewn_on.piece("button_band")
    wide = sewn_on.options["band"]
    assert band.info.edges["foot"].length == pytest.approx(2 * wide)
    assert band.seam.length == pytest.approx(front.band.length, abs=1e-6)
    assert front.neckline.length + band.neckline.length == pytest.approx(turned.piece("front").neckline.length)
    for side in ("left", "right"):
        strip = part(sewn_on, f"button_band.{side}.shell.1")
        across = strip.bounds[2] - strip.bounds[0]
        assert across == pytest.approx(4 * wide + 20, abs=0.01)            # folded over, with two allowances of 10
    assert stitched(part(sewn_on, "stand.shell.1"), "seam") == pytest.approx(
        stitched(part(turned, "stand.shell.1"), "seam"), abs=0.01)


@pytest.mark.parametrize("edge", ["turned back", "sewn on"])
def test_buttons_lie_on_the_centre_at_the_same_places(edge):
    pattern = shirt("ben", front_edge=edge)
    piece = "button_band" if edge == "sewn on" else "front"
    centre = pattern.piece(piece).centre
    closed = [each for each in pattern.operations if f"{piece}.centre" in str(each)]
    places = closed[0].places(centre.length)
    assert len(closed) == 1
    assert 35 <= places[0] <= 120
    assert 60 <= centre.length - places[-1] <= 210
    assert all(85 <= second - first <= 95 for first, second in pairwise(places))
    kinds = [line.kind for line in part(pattern, f"{piece}.left.shell.1").lines]
    assert kinds.count("buttonhole") == len(places)


@pytest.mark.parametrize("name", PEOPLE)
def test_one_button_lies_at_the_bust_line(name):
    for pattern in [shirt(name)] + ([made("womens-shirt", name)] if name in WOMEN else []):
        body = mtm.complete(person(name), ("hps_to_bust", "bust_span", "scye_depth"))
        front = pattern.piece("front")
        closed, = (each for each in pattern.operations if "front.centre" in str(each) and "button" in str(each))
        levels = [front.info.outline.inner["centre"].start.y - place for place in closed.places(front.centre.length)]
        nape = pattern.piece("yoke").info.edges["centre"].start.y
        bust = nape - body.middle.scye_depth - 20
        if pattern.template == "womens-shirt":
            neck = pattern.piece("yoke").info.outline.points["shoulder"].x
            bust = -(body.middle.hps_to_bust ** 2 - (body.middle.bust_span / 2 - neck) ** 2) ** .5
        assert min(abs(level - bust) for level in levels) < 0.01


def test_the_edge_that_is_turned_back_is_fused():
    pattern = shirt("ben")
    fusing = [each for each in pattern.for_cutting().parts if each.id.startswith("band_fusing")]
    assert [each.id for each in fusing] == ["band_fusing.left.fusible.1", "band_fusing.right.fusible.1"]
    wide, high = (fusing[0].bounds[at + 2] - fusing[0].bounds[at] for at in (0, 1))
    assert wide == pytest.approx(35 - 4, abs=0.01)                         # 2 mm inside the sewn line all round
    assert high >= pattern.piece("front").band.length - 4
    assert not [each for each in shirt("ben", front_edge="sewn on").pieces if each.info.name == "band_fusing"]


# ---- The dart for the bust --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ana", "freya", "mei", "rosa"])
@pytest.mark.parametrize("fit", tuple(find_template("womens-shirt").fits))
def test_with_the_dart_closed_the_front_side_is_the_back_side(name, fit):
    pattern = made("womens-shirt", name, fit)
    front, back = pattern.piece("front").info.edges["side"], pattern.piece("back").info.edges["side"]
    dart, = front.darts
    assert front.length == pytest.approx(back.length, abs=1e-6)
    assert dart.start.distance(dart.end) == pytest.approx(pattern.intended["bust_dart"], abs=0.01)
    assert 12 <= pattern.intended["bust_dart"] <= 70
    assert dart.point.distance(dart.start) == pytest.approx(dart.point.distance(dart.end), abs=1e-6)
    below = front.end.distance(dart.end)
    assert 50 <= below <= 100                                              # the mouth lies so far below the armhole
    assert dart.point.y > dart.end.y                                       # and the dart points up
    closing = turn(heading(dart.point, dart.start), heading(dart.point, dart.end))
    low, high = front.trued.sewn
    assert low[-1].direction(1) + closing == pytest.approx(high[0].direction(0), abs=0.01)          # smooth when closed


@pytest.mark.parametrize("name", ["ana", "rosa"])
def test_the_dart_ends_before_the_bust_point(name):
    pattern = made("womens-shirt", name)
    dart, = pattern.piece("front").side.darts
    body = mtm.complete(person(name), find_template("womens-shirt").needs)
    assert body.middle.bust_span / 2 + 15 <= dart.point.x <= body.middle.bust_span / 2 + 28
    drill, = [each for each in part(pattern, "front.left.shell.1").drills if each.name == "dart"]
    assert 8 < drill.at.distance(dart.point) < 12


def test_the_front_is_longer_by_the_dart_and_the_hem_stays_square():
    dartless, darted = made("womens-shirt", "ana", bust_dart=False), made("womens-shirt", "ana")
    longer = dartless.piece("front").info.edges["hem"].start.y - darted.piece("front").info.edges["hem"].start.y
    assert longer == pytest.approx(darted.intended["bust_dart"], rel=0.15)
    sides = [each.piece("front").info.edges["side"].start for each in (dartless, darted)]
    assert sides[0].y - sides[1].y == pytest.approx(longer, abs=3)         # about as much at the side as at the centre
    assert corner(darted.piece("front"), "hem") == pytest.approx(90, abs=0.01)
    assert not dartless.piece("front").side.darts
    for measure in ("chest", "waist", "hip", "length", "neck"):
        assert darted.finished[measure] == pytest.approx(dartless.finished[measure], abs=0.3)


def test_a_fuller_bust_gets_a_wider_dart_up_to_what_a_shirt_takes():
    widths = []
    for over in (405, 425, 440, 460, 490, 520):
        pattern = drafted("womens-shirt", changed("ana", hps_to_waist_front=over))
        assert audit(pattern) == ()
        widths.append(round(pattern.finished["bust_dart"], 6))
    assert widths == sorted(widths)
    assert widths[0] == pytest.approx(14, abs=0.01)
    assert 65 <= widths[-1] <= 70
    assert any("the rest hangs as fullness" in note.text for note in pattern.notes)


def test_a_length_that_was_guessed_makes_a_modest_dart():
    widths = []
    for over in (20, 60, 100, 140):
        known = changed("ana", chest_girth=925, high_bust_girth=925 - over)
        guessed = mtm.Body.of({name: (each.left, each.right) for name, each in known.measures.items()
                               if name != "hps_to_waist_front"}, sex="female")
        pattern = drafted("womens-shirt", guessed)
        assert audit(pattern) == ()
        widths.append(round(pattern.finished["bust_dart"], 6))
    assert widths == sorted(widths)
    assert widths[0] == pytest.approx(14, abs=0.01)
    assert widths[-1] <= 35 + 30                                           # and what the armhole is raised


@pytest.mark.parametrize(("measure", "values"), [("hps_to_bust", (180, 230, 300, 340)), ("bust_span", (130, 260))])
def test_bust_points_that_lie_high_low_near_and_far(measure, values):
    for value in values:
        assert audit(drafted("womens-shirt", changed("ana", **{measure: value}))) == ()


def test_the_womens_shirt_is_the_shirts_womens_fit_but_for_the_dart():
    plain = made("shirt", "ana", "women")
    dartless = made("womens-shirt", "ana", bust_dart=False, waist_dart=False)
    darts = ("bust_dart", "waist_dart")
    assert {name: option for name, option in dartless.options.items() if name not in darts} == plain.options
    for one, other in zip(plain.pieces, dartless.pieces, strict=True):
        assert (one.info.name, one.info.outline.edges) == (other.info.name, other.info.outline.edges)


# ---- Proportions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fit", "least", "most"), [("extra slim", 60, 110), ("slim", 60, 110), ("regular", 70, 125),
                                                    ("relaxed", 75, 150)])
def test_the_sleeve_has_a_shirts_proportions(fit, least, most):
    for name in ("ben", "jim", "nils", "tariq"):
        pattern = made("shirt", name, fit)
        got = {each.name: each.value for each in pattern.proportions}
        assert 0.18 <= got["cap height to armhole"] <= 0.28
        assert 0.50 <= got["cap height to armhole depth"] <= 0.70
        assert got["sleeve width to armhole"] <= 0.88 + 0.005
        width = pattern.intended["upper_arm"]
        for side in ("left", "right"):
            room = (width[side] if isinstance(width, dict) else width) - getattr(person(name), side).upper_arm_girth
            assert least <= room <= most


# ---- How it is cut ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PEOPLE)
def test_armhole_and_neckline_run_on_over_the_seams_of_the_yoke(name):
    pattern = shirt(name)
    front, back, yoke = (pattern.piece(each) for each in ("front", "back", "yoke"))
    assert corner(front, "armhole") + corner(yoke, "armhole") == pytest.approx(180, abs=0.5)
    assert corner(front, "yoke") + corner(yoke, "front") == pytest.approx(180, abs=0.5)
    assert corner(back, "armhole") + corner(yoke, "back") == pytest.approx(180, abs=5)     # the back hangs 6 mm lower
    for piece, edge in ((yoke, "armhole"), (yoke, "neckline"), (front, "armhole")):
        curves = piece.info.edges[edge].curves
        assert all(abs(turn(a.direction(1), b.direction(0))) < 0.5 for a, b in pairwise(curves))


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_yoke_ends_a_third_down_the_armhole(name, fit):
    pattern = made("shirt", name, fit)
    yoke, front = pattern.piece("yoke"), pattern.piece("front").info.edges
    nape, level = yoke.info.edges["centre"].start.y, yoke.info.edges["centre"].end.y
    assert 0.29 <= (nape - level) / (nape - front["side"].end.y) <= 0.40
    assert front["side"].length == pytest.approx(pattern.piece("back").side.length, abs=1e-6)


@pytest.mark.parametrize("name", PEOPLE)
def test_hems_are_square_to_the_sides_and_the_centre(name):
    pattern = shirt(name)
    for piece in (pattern.piece("front"), pattern.piece("back")):
        assert corner(piece, "hem") == pytest.approx(90, abs=0.01)
    assert corner(pattern.piece("back"), "centre") == pytest.approx(90, abs=0.01)
    front, back = (pattern.piece(each).info.edges["hem"] for each in ("front", "back"))
    body = mtm.complete(person(name), ("belly_girth",))
    stands_out = (body.belly_girth - body.chest_girth + 40) / 4
    over_belly = min(stands_out if stands_out > 0 else stands_out / 10, 45)
    assert front.start.y - back.start.y == pytest.approx(15 - over_belly)


def test_a_belly_hangs_straight():
    for fit in FITS:
        pattern = made("shirt", "otto", fit)
        belly = person("otto").waist_girth
        assert pattern.finished["waist"] >= belly + 80
        side = pattern.piece("front").info.edges["side"]
        assert pattern.intended["waist"] / 4 >= min(side.start.x, side.end.x) - 1e-6         # nothing is taken in
        assert "waist_dart" not in pattern.piece("back").info.outline.darts


def test_darts_take_in_the_waist_of_the_back():
    plain, darted = made("shirt", "ana", "women", fullness="plain"), made("shirt", "ana", "women")
    dart = darted.piece("back").info.outline.darts["waist_dart"]
    assert 12 <= dart.width <= 38
    assert across(darted.piece("back"), at="waist") < across(plain.piece("back"), at="waist")
    assert darted.finished["waist"] <= plain.finished["waist"]
    sides = [each.piece("back").info.edges["side"].at_level(dart.centre.y).x for each in (plain, darted)]
    assert sides[1] > sides[0]                                             # a dart spares the side


@pytest.mark.parametrize("fullness", ["box pleat", "side pleats"])
def test_pleats_widen_the_back_and_leave_the_chest(fullness):
    plain, pleated = made("shirt", "ben"), made("shirt", "ben", fullness=fullness)
    assert audit(pleated) == ()
    assert pleated.finished["chest"] == pytest.approx(plain.finished["chest"], abs=0.01)
    wide, narrow = (part(each, "back.shell.1").bounds for each in (pleated, plain))
    assert wide[2] - wide[0] == pytest.approx(narrow[2] - narrow[0] + 60, abs=0.01)
    assert pleated.piece("back").yoke.length == pytest.approx(pleated.piece("yoke").back.length, abs=1e-6)


# ---- Options ----------------------------------------------------------------------------------------------------


def test_a_short_sleeve_has_neither_slit_nor_cuff():
    pattern = made("shirt", "ben", long_sleeves=False)
    assert audit(pattern) == ()
    assert {piece.info.name for piece in pattern.pieces} == {
        "front", "band_fusing", "back", "yoke", "stand", "collar", "under_collar", "sleeve"}
    sleeve = pattern.piece("sleeve").info.edges
    assert list(sleeve) == ["hem", "under_front", "cap", "under_back"]
    assert sleeve["hem"].curves[0].straight and sleeve["under_front"].leaving == 90     # the turn lies flat
    assert sleeve["under_front"].curves[0].length == pytest.approx(26)


def test_the_pocket_is_on_the_left_only_and_marked_there():
    pattern = made("shirt", "ben", pocket=True)
    assert audit(pattern) == ()
    parts = {each.id: each for each in pattern.for_cutting().parts}
    assert [each for each in parts if each.startswith("chest_pocket")] == ["chest_pocket.left.shell.1"]
    assert [drill.name for drill in parts["front.left.shell.1"].drills] == ["pocket"]
    assert not parts["front.right.shell.1"].drills


@pytest.mark.parametrize(("closes", "over"), [("left over right", "left"), ("right over left", "right")])
def test_men_close_left_over_right_and_women_right_over_left(closes, over):
    pattern = made("shirt", "ana", closes=closes, button_spacing=75)
    for side in ("left", "right"):
        kinds = [line.kind for line in part(pattern, f"front.{side}.shell.1").lines]
        assert kinds.count("buttonhole") == (7 if side == over else 0)
        assert ("button" in kinds) == (side != over)
    assert mtm.draft("shirt", person("ana"), fit="women").options["closes"] == "right over left"


@pytest.mark.parametrize("pleats", [0, 20, 25, 33, 80])
def test_the_wrist_is_pleated_once_or_twice(pleats):
    """What is asked for, and about 4 mm more or less at most for the elbow."""
    pattern = made("shirt", "tariq", wrist_pleats=pleats)
    assert audit(pattern) == ()
    wrist = pattern.piece("sleeve").wrist_front
    pleated = wrist.drawn_length - wrist.length
    assert len(wrist.darts) == (0 if pleats == 0 else 1 if pleated <= 32 else 2)
    assert pleated == pytest.approx(pleats, abs=4.5 if pleats else 1e-6)


def test_a_childs_shirt_has_a_childs_collar_and_cuffs():
    pattern = made("shirt", "lia", "child")
    assert audit(pattern) == ()
    assert not pattern.rescues
    assert pattern.piece("collar").info.edges["middle"].length < 35
    assert pattern.intended["chest"] == pytest.approx(640 + 110)
    assert 0.41 * 1280 <= pattern.finished["length"] <= 0.45 * 1280


def test_wherever_the_stand_meets_the_centre_it_closes():
    for tenth in range(8):                           # places of the centre that are rounded up here and down there
        assert audit(drafted("shirt", person("ben"), neck_ease=10 + tenth / 10 + .015)) == ()


# ---- Bodies -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slopes", [(12, 12), (31, 31), (17, 25)])
def test_square_sloping_and_uneven_shoulders(slopes):
    for name in ("ana", "ben", "otto"):
        pattern = drafted("shirt", changed(name, shoulder_slope=slopes), fit=WOMEN.get(name))
        assert audit(pattern) == ()
        front = pattern.piece("front")
        lengths = [each.armhole.length for each in (front, front.other_side())]
        assert (lengths[0] == pytest.approx(lengths[1])) == (slopes[0] == slopes[1])


def test_arms_that_differ_get_two_sleeves_and_two_cuffs():
    pattern = drafted("shirt", changed("ben", arm_length=(620, 634), wrist_girth=(172, 180),
                                       upper_arm_girth=(318, 330)))
    assert audit(pattern) == ()
    assert pattern.finished["sleeve"]["right"] - pattern.finished["sleeve"]["left"] == pytest.approx(14)
    assert pattern.finished["wrist"]["right"] - pattern.finished["wrist"]["left"] == pytest.approx(8)
    yoke = pattern.piece("yoke")
    assert yoke.info.edges["centre"] == yoke.other_side().info.edges["centre"]


@pytest.mark.parametrize("measure", ["sleeve", "upper_arm", "wrist"])
def test_one_sleeve_is_altered_by_itself(measure):
    before, after = made("shirt", "ben"), drafted("shirt", person("ben"), alterations={measure: {"left": 6}})
    assert audit(after) == ()
    assert after.finished[measure]["left"] - before.finished[measure] == pytest.approx(6, abs=0.05)
    assert after.finished[measure]["right"] == pytest.approx(before.finished[measure], abs=0.01)


def test_a_thick_arm_deepens_the_armhole_and_then_narrows_the_sleeve():
    pattern = drafted("shirt", changed("ben", upper_arm_girth=425))
    note, = pattern.rescues
    assert note.text == "armhole deepened for the upper arm" and 30 < note.mm <= 60
    assert audit(pattern) == ()
    thick = drafted("shirt", changed("ben", upper_arm_girth=(320, 480)))
    assert [(each.text, each.side) for each in thick.rescues] == [
        ("sleeve narrower because its armhole cannot be deeper", "right"),
        ("armhole deepened for the upper arm", "right")]
    assert {each.code for each in audit(thick)} == {"wear.girth"}          # it would bind: less than 70 mm of room


def test_an_arm_that_no_sleeve_takes_is_refused_in_words():
    with pytest.raises(mtm.PatternRefused, match="sleeve width to upper arm") as refused:
        mtm.draft("shirt", changed("ben", upper_arm_girth=520))
    assert "The arm is too thick for the armhole" in refused.value.problems[0].hint


def test_the_neck_is_measured_and_never_estimated():
    body = person("ben")
    without = mtm.Body.of({name: (each.left, each.right) for name, each in body.measures.items()
                           if name != "neck_girth"}, sex=body.sex)
    with pytest.raises(mtm.MeasurementError, match="neck girth"):
        mtm.draft("shirt", without)
