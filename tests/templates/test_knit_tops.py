"""The knit tops that are made on one block: what is particular to each, measured on pieces and parts."""

from __future__ import annotations

from math import atan2, degrees

import pytest
from shapely import LineString

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.drafting.library import template_names
from mtmpattern.geometry import turn
from mtmpattern.pattern import surface
from mtmpattern.pattern.audit import audit
from tests.templates.people import PEOPLE, changed, made, meets, must_refuse_to_read_unasked, part, person, sewn

FAMILY = ("crew-tee", "hoodie", "long-sleeve-tee", "polo", "sweatshirt", "tank", "v-neck-tee")
GROWN = tuple(name for name in PEOPLE if not person(name).child)
SLEEVED = tuple(name for name in FAMILY if name != "tank")


def fit_of(name, grown=None):
    return "child" if person(name).child else grown


def sewn_length(of, edge):
    """The length of an edge on a part, over both its halves, measured on chords; of one layer of a doubled one."""
    return sum(LineString([(p.x, p.y) for p in curve.flattened(0.0005)]).length
               for each in of.sewn if each.edge == edge and not each.inner for curve in each.sewn)


# ---- The block ------------------------------------------------------------------------------------------------------


def test_blocks_are_no_templates():
    assert "knit-top" not in template_names() and set(FAMILY) <= set(template_names())


def test_a_designer_inherits_the_block(tmp_path):
    (tmp_path / "own.py").write_text(
        "from mtmpattern.drafting import bind, hem, knit, passes, sew\n"
        "from mtmpattern.templates.blocks import KnitTop, RibNeck\n"
        "class Vest(KnitTop):\n"
        "    name, openings, fabric = 'vest', ('neck', 'armhole', 'armhole', 'hem'), knit(stretch=.25)\n"
        "    neck = RibNeck(band_ratio=80)\n"
        "    def making(self):\n"
        "        yield sew(self.front.shoulder, self.back.shoulder)\n"
        "        yield from self.neck.making()\n"
        "        yield sew(self.front.side, self.back.side)\n"
        "        yield bind(self.armhole_seam)\n"
        "        yield hem(self.front.hem, self.back.hem, depth=20)\n"
        "    def wearing(self):\n"
        "        yield from self.neck.wearing()\n"
        "        yield from super().wearing()\n"
        "        yield passes('armhole', self.armhole, 'arm', 300)\n", encoding="utf-8")
    pattern = mtm.draft(tmp_path / "own.py", person("ana"), chest_ease=10)
    assert audit(pattern) == ()
    assert pattern.finished["chest"] == pytest.approx(925 * 1.10, abs=1)


@pytest.mark.parametrize("template", FAMILY)
def test_no_measure_is_needed_in_vain_or_read_unasked(template):
    must_refuse_to_read_unasked(template)


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("template", SLEEVED)
def test_sleeves_have_the_proportions_of_the_trade(template, name):
    seen = {each.name: each.value for each in made(template, name, fit_of(name)).proportions}
    assert .24 <= seen["cap height to armhole"] <= .30
    assert .75 <= seen["sleeve width to armhole"] <= .82
    assert 1.15 <= seen["sleeve width to upper arm"] <= 1.40
    assert .60 <= seen["cap height to armhole depth"] <= .84
    assert -20 <= seen["back armhole less front armhole, mm"] <= 10


# ---- Tank -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GROWN)
def test_a_tank_is_cut_as_sleeveless_tops_are(name):
    tank, body = made("tank", name), person(name)
    front, back = tank.piece("front").info, tank.piece("back").info
    armpit = -20 - body.scye_depth                                   # made ones end about 30 below it
    assert 13 <= armpit - front.edges["side"].end.y <= 61
    armholes = tank.piece("front").armhole.length + tank.piece("back").armhole.length
    assert 1.75 <= armholes / body.left.upper_arm_girth <= 1.95
    across = front.outline.points["pitch"].x
    assert .70 <= across / (body.across_front / 2) <= .86            # made ones: .78
    assert 100 <= -front.edges["neckline"].end.y <= 170
    assert 30 <= -back.edges["neckline"].end.y <= 40
    assert front.edges["shoulder"].length == pytest.approx(42, abs=1e-6)


@pytest.mark.parametrize("racer", [False, True])
@pytest.mark.parametrize("name", ["ana", "lia", "otto", "tariq"])
def test_bindings_are_as_long_as_they_should_be_and_the_cloth_has_no_allowance_there(name, racer):
    pattern = made("tank", name, fit_of(name), racer=racer)
    front, back = part(pattern, "front.shell.1"), part(pattern, "back.shell.1")
    neck = sewn_length(front, "neckline") + sewn_length(back, "neckline")
    assert sewn_length(part(pattern, "neck_binding.shell.1"), "seam") == pytest.approx(.96 * neck, abs=.05)
    for side in ("left", "right"):
        armhole = sum(LineString([(p.x, p.y) for curve in sewn(of, f"{side} armhole").sewn
                                  for p in curve.flattened(.0005)]).length for of in (front, back))
        strip = part(pattern, f"armhole_binding.{side}.shell.1")
        assert sewn_length(strip, "seam") == pytest.approx(.98 * armhole, abs=.05)
        assert strip.bounds[3] - strip.bounds[1] == pytest.approx(32)
    cut = LineString([(p.x, p.y) for curve in front.cut for p in curve.flattened(.001)])
    assert all(cut.distance(LineString([(p.x, p.y) for p in curve.flattened(.001)])) < .01
               for edge in front.sewn if edge.edge in ("neckline", "armhole") for curve in edge.sewn)


def test_a_racer_back_is_narrow_and_bends_once_to_the_other_side():
    plain, racer = made("tank", "ana"), made("tank", "ana", racer=True)
    back = racer.piece("back").info
    assert back.outline.points["pitch"].x == pytest.approx(42)
    assert sum(len(curve.inflections) for curve in back.edges["armhole"].curves) == 1
    fronts = [of.piece("front").info.edges for of in (racer, plain)]
    for edge in ("shoulder", "neckline", "centre"):
        assert fronts[0][edge] == fronts[1][edge]


@pytest.mark.parametrize(("back_drop", "neck_width"), [(50, 57), (57.8, 67.4), (56.5, 45.3)])
def test_a_strap_is_measured_at_its_narrowest_place(back_drop, neck_width):
    with pytest.raises(mtm.DraftError) as caught:
        mtm.draft("tank", person("ana"), racer=True, estimates=True, back_drop=back_drop, neck_width=neck_width)
    assert caught.value.code == "wear.proportion" and "narrowest place of the back strap" in str(caught.value)
    back = made("tank", "ana").piece("back")
    assert 20 < back.neckline.distance(back.armhole) < back.shoulder.length + 0.01


def test_a_strap_that_has_no_room_is_narrowed_or_refused():
    pattern = drafted("tank", changed("ana", shoulder_length=100), strap_width=60)
    note, = pattern.rescues
    assert note.text == "strap narrowed because the shoulder is short"
    assert 60 - pattern.piece("front").shoulder.length == pytest.approx(note.mm)
    with pytest.raises(mtm.PatternRefused, match="Choose a narrower neckline"):
        mtm.draft("tank", changed("ana", shoulder_length=80), neck_width=70)


def test_a_racer_back_under_a_deep_neckline_is_refused_in_words():
    with pytest.raises(mtm.MtmError, match="Choose a smaller back drop"):
        mtm.draft("tank", person("ana"), racer=True, back_drop=80)


def test_a_thick_arm_deepens_the_armhole_of_a_tank():
    plain, thick = made("tank", "mei"), drafted("tank", changed("mei", upper_arm_girth=270))
    level = [each.piece("front").info.edges["side"].end.y for each in (plain, thick)]
    assert 5 <= level[0] - level[1] <= 46
    assert thick.piece("front").armhole.length + thick.piece("back").armhole.length == pytest.approx(1.82 * 270)
    assert audit(thick) == () and thick.rescues == ()


# ---- V neck ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fit", ["regular", "deep"])
@pytest.mark.parametrize("name", PEOPLE)
def test_the_band_of_a_v_comes_to_a_point_on_the_centre_line(name, fit):
    """Stretched onto the neckline, the seam of its ends lies on the centre line of the front."""
    pattern = made("v-neck-tee", name, fit)
    front, band = part(pattern, "front.shell.1"), part(pattern, "neckband.rib.1")
    ways = []
    for side in ("left", "right"):
        curve = sewn(front, f"{side} neckline").sewn
        ways.append(curve[-1].direction(1) if abs(curve[-1].end.x) < 1e-6 else curve[0].direction(0) + 180)
    half = abs(turn(*ways)) / 2
    half = min(half, 180 - half)
    seam, end = sewn(band, "seam").sewn[0], sewn(band, "end").sewn[0]
    height = abs(end.end.y - end.start.y)
    stretched = abs(end.end.x - end.start.x) / .92
    assert height == pytest.approx(20)
    assert degrees(atan2(height, stretched)) == pytest.approx(half, abs=.01)
    assert half >= 30.99
    whole = sewn_length(front, "neckline") + sewn_length(part(pattern, "back.shell.1"), "neckline")
    assert seam.length == pytest.approx(.92 * whole, abs=.05)


@pytest.mark.parametrize("fit", ["regular", "deep"])
@pytest.mark.parametrize("name", PEOPLE)
def test_the_ends_of_a_lapped_band_lie_along_the_other_side_of_the_v(name, fit):
    """Stretched onto the neckline, seam and end have the angle of the whole V between them."""
    pattern = made("v-neck-tee", name, fit, point="lapped")
    assert audit(pattern) == ()
    neckline = pattern.piece("front").info.edges["neckline"]
    whole = 2 * (270 - neckline.arriving)
    band = part(pattern, "neckband.rib.1")
    end = sewn(band, "end").sewn[0]
    assert abs(end.end.y - end.start.y) == pytest.approx(20)
    along = (end.start.x - end.end.x) * (1 if end.start.x > sewn(band, "begin").sewn[0].end.x else -1) / .92
    assert degrees(atan2(20, along)) == pytest.approx(whole, abs=.01)
    said = [str(each) for each in pattern.operations]
    assert not any("neckband.begin to neckband.end" in each for each in said)
    assert sum(each.startswith("catch neckband") for each in said) == 2


def test_the_seam_of_the_band_is_at_the_point():
    pattern = made("v-neck-tee", "ana")
    seam = next(each for each in pattern.sewing.outermost if each.parts[0] == "neckband.rib.1"
                and "front.shell.1" in each.parts)
    assert meets(pattern, seam, "neckband.begin", "front.centre") or meets(
        pattern, seam, "neckband.end", "front.centre")


@pytest.mark.parametrize("name", PEOPLE)
def test_a_v_runs_smoothly_over_the_shoulder(name):
    """The point is a declared peak; the shoulder is not checked with it, so it is looked at here."""
    pattern = made("v-neck-tee", name)
    for side in ("piece", "other_side"):
        corners = []
        for each in ("front", "back"):
            info = (pattern.piece(each) if side == "piece" else pattern.piece(each).other_side()).info
            corners.append(180 - turn(info.edges["shoulder"].arriving, info.edges["neckline"].leaving))
        assert 175 <= sum(corners) <= 200


def test_a_deep_v_ends_a_little_below_the_armholes_and_above_the_bust():
    pattern = drafted("v-neck-tee", changed("ana", scye_depth=140), neck_drop=230)
    note, = pattern.rescues
    assert note.text == "neckline raised so that it ends above armholes and bust"
    front = pattern.piece("front").info.edges
    assert -30.01 <= front["neckline"].end.y - front["side"].end.y <= 10
    assert front["neckline"].end.y >= 10 - person("ana").hps_to_bust
    assert audit(pattern) == ()


# ---- Ribs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("template", "options"), [("sweatshirt", {}), ("hoodie", {}), ("hoodie", {"zip": "full"}),
                                                   ("long-sleeve-tee", {"rib_cuffs": True})])
@pytest.mark.parametrize("name", ["ana", "lia", "otto", "tariq"])
def test_ribs_are_shorter_than_what_they_are_stretched_onto(template, options, name):
    pattern = made(template, name, fit_of(name), **options)
    body, parts = person(name), {each.id: each for each in pattern.for_cutting().parts}
    for side, view in (("left", body.left), ("right", body.right)):
        cuff, hem = (sewn_length(parts[f"{each}.{side}.{of}.1"], edge)
                     for each, of, edge in (("cuff", "rib", "seam"), ("sleeve", "shell", "hem")))
        assert cuff == pytest.approx(view.wrist_girth + 20, abs=.01)
        assert .65 <= cuff / hem <= .95
    if template != "long-sleeve-tee":
        hems = sum(sewn_length(each, "hem") for each in parts.values() if each.piece in ("front", "back"))
        assert sewn_length(parts["waistband.rib.1"], "seam") == pytest.approx(.86 * hems, abs=.05)


@pytest.mark.parametrize("template", ["sweatshirt", "hoodie"])
def test_lengths_are_told_with_their_ribs(template):
    pattern = made(template, "ana")
    assert pattern.finished["length"] == pytest.approx(.40 * 1680, abs=.01)
    assert pattern.piece("back").centre.length == pytest.approx(.40 * 1680 - 65)
    assert pattern.finished["sleeve"] == pytest.approx(pattern.piece("sleeve").centre.length + 65)


@pytest.mark.parametrize("template", ["sweatshirt", "hoodie"])
def test_an_alteration_of_one_wrist_moves_that_sleeve_and_its_cuff(template):
    before, after = made(template, "ana"), drafted(template, person("ana"), alterations={"wrist": {"left": 12}})
    assert audit(after) == ()
    shapes = [{each.id: (each.cut, [edge.sewn for edge in each.sewn]) for each in pattern.for_cutting().parts}
              for pattern in (before, after)]
    assert {each for each in shapes[0] if shapes[0][each] != shapes[1][each]} == {"sleeve.left.shell.1",
                                                                                 "cuff.left.rib.1"}


def test_a_big_head_widens_the_neckline_of_a_sweatshirt():
    plain, pattern = made("sweatshirt", "mei"), drafted("sweatshirt", changed("mei", head_girth=610))
    note, = pattern.rescues
    assert note.text == "neckline widened at each side so that the head goes through"
    necks = [each.piece("front").info.edges["neckline"].start.x for each in (plain, pattern)]
    assert necks[1] - necks[0] == pytest.approx(note.mm)
    assert audit(pattern) == ()


# ---- Hoodie ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PEOPLE)
def test_the_hood_fits_head_and_neckline(name):
    pattern, head = made("hoodie", name, fit_of(name)), person(name).head_girth
    hood = part(pattern, "hood.left.shell.1")
    other = part(pattern, "hood.right.shell.1")
    neck = sum(sewn_length(part(pattern, f"{each}.shell.1"), "neckline") for each in ("front", "back"))
    assert sewn_length(hood, "neck") + sewn_length(other, "neck") == pytest.approx(1.06 * neck, abs=.05)
    assert sewn_length(hood, "crown") == pytest.approx(sewn_length(other, "crown"), abs=.001)
    edges = pattern.piece("hood").info.edges
    xs = [point.x for edge in edges.values() for curve in edge.curves for point in curve.flattened(.1)]
    assert .44 <= (max(xs) - min(xs)) / head <= .55                  # 270 to 283 on a head of 570
    assert 350 / 570 <= edges["face"].length / head <= 405 / 570
    assert [curve.straight for curve in edges["face"].curves] == [True]
    assert turn(edges["face"].arriving, edges["crown"].leaving) == pytest.approx(90)
    assert turn(edges["crown"].arriving, edges["neck"].leaving) == pytest.approx(90)


@pytest.mark.parametrize("zip", ["none", "half", "full"])
def test_the_pocket_lies_on_the_front(zip):
    pattern = made("hoodie", "ben", zip=zip)
    front, pocket = pattern.piece("front").info, pattern.piece("pocket").info
    assert pocket.edges["mouth"].start == front.outline.points["pocket_side"]
    assert pocket.edges["mouth"].end == front.outline.points["pocket_top"]
    assert pocket.edges["bottom"].start == front.edges["hem"].start
    assert abs(pocket.edges["bottom"].end.y - front.edges["hem"].end.y) < 10
    fronts = [each for each in pattern.for_cutting().parts if each.piece == "front"]
    assert len(fronts) == (2 if zip == "full" else 1)
    assert sum(len(each.drills) for each in fronts) == 4


@pytest.mark.parametrize("zip", ["half", "full"])
@pytest.mark.parametrize("fit", ["regular", "slim", "oversize"])
@pytest.mark.parametrize("name", GROWN)
def test_a_hoodie_with_a_zip_is_sound(name, fit, zip):
    assert audit(made("hoodie", name, fit, zip=zip)) == ()


@pytest.mark.parametrize("zip", ["half", "full"])
def test_a_zip_spares_the_neckline_for_the_head(zip):
    body = changed("mei", head_girth=610)
    assert drafted("hoodie", body).rescues
    assert not drafted("hoodie", body, zip=zip).rescues


@pytest.mark.parametrize("sleeves", ["set-in", "raglan"])
@pytest.mark.parametrize("name", PEOPLE)
def test_a_half_zip_ends_above_the_pocket_and_its_facing_covers_it(name, sleeves):
    pattern = made("hoodie", name, fit_of(name), zip="half", sleeves=sleeves)
    assert audit(pattern) == ()
    front, facing = pattern.piece("front").info, pattern.piece("zip_facing").info
    length = front.edges["slit"].length
    down = front.edges["neckline"].end.y - front.edges["hem"].start.y
    assert length / down == pytest.approx(.48, abs=.03)
    assert person(name).child or 200 <= length <= 310
    assert facing.edges["slit"] == front.edges["slit"]
    foot = facing.edges["centre"].end
    assert front.edges["slit"].end.y - foot.y == pytest.approx(30)
    assert foot.y > front.outline.points["pocket_top"].y + 10
    assert front.edges["neckline"].nearest(facing.edges["neckline"].start)[1] < 1e-6
    middle = facing.edges["neckline"].at(facing.edges["neckline"].length / 2)
    assert front.edges["neckline"].nearest(middle)[1] < .5
    assert [each.id for each in pattern.for_cutting().parts if each.piece == "zip_facing"] == [
        "zip_facing.shell.1", "zip_facing.fusible.1"]


def test_a_half_zip_over_a_high_pocket_is_shortened():
    pattern = drafted("hoodie", person("ana"), zip="half", zip_length=55, pocket_height=45)
    note, = pattern.rescues
    assert note.text == "half zip shortened so that its facing ends above the pocket"
    assert audit(pattern) == ()


def test_a_half_zip_is_neither_an_opening_nor_a_seam_of_the_hood():
    """Closed it lies shut: the hoodie opens as before, and its neckline is as long."""
    plain, zipped = made("hoodie", "ana"), made("hoodie", "ana", zip="half")
    for each in (plain, zipped):
        assert sorted(surface(each.sewing).openings) == [
            "cuff", "cuff", "face", "waist"]
    assert plain.piece("hood").info.outline == zipped.piece("hood").info.outline
    gaps = [next(p.widest for p in each.passages if p.opening == "face") for each in (plain, zipped)]
    assert gaps[1] >= gaps[0]
