"""What is particular to the skirts: flare, darts, arcs, panels; finishes of the waist, pockets, vent and stride."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import hypot, pi, radians, tau

import pytest
from mtmpattern.templates.blocks import Skirt

import mtmpattern as mtm
from mtmpattern.drafting import UP, Point, curve, dart, drafted, line
from mtmpattern.figures import in_unit
from mtmpattern.geometry.drawing import depth
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.model.operation import Sew, Zipped
from tests.templates.people import PEOPLE, changed, corner, made, part, person, sewn

CIRCLES = {"full": 2 * pi, "three-quarter": 1.5 * pi, "half": pi, "quarter": pi / 2}


# ---- Waists ------------------------------------------------------------------------------------------------------


def test_a_waist_that_keeps_to_its_side_does_not_jump():
    """While a side is sought, the centre may rise past the straight way to it."""
    skirt = object.__new__(Skirt)
    side  = line(Point(260, -600), Point(260, -200)).then(curve(Point(260, -200), Point(250, 10 / 3), leave=UP))

    def longest_step(usual):
        lengths = [skirt.waist_line(side, Point(0, -6 + i / 20), darts=[dart(14, 110, .5)], usual=usual).length
                   for i in range(400)]
        return max(abs(b - a) for a, b in pairwise(lengths))

    assert longest_step((side, Point(0, -2))) < .01
    assert longest_step(None) > .1                                   # two sides make two lengths


# ---- A-line -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fit", ["gentle", "regular", "swing"])
@pytest.mark.parametrize("name", PEOPLE)
def test_the_flared_side_is_one_shape_and_square_to_hem_and_waist(name, fit):
    pattern = made("a-line-skirt", name, fit)
    front, back = pattern.piece("front"), pattern.piece("back")
    assert front.side.length == pytest.approx(back.side.length, abs=1e-6)
    assert front.info.edges["side"].leaving == pytest.approx(90 + pattern.options["flare"])
    for piece in (front, back):
        assert corner(piece, "hem") == pytest.approx(90, abs=.1)
        assert corner(piece, "side") == pytest.approx(90, abs=1)
        *_, hip = piece.info.edges["side"].curves
        assert hip.straight or (depth(hip) < 30 and not hip.inflections)


@pytest.mark.parametrize("name", ["ana", "mei", "freya"])
def test_the_more_it_flares_the_less_is_left_for_the_darts(name):
    taken, sweeps = [], []
    for flare in (4, 8, 12, 16, 20, 24):
        pattern = made("a-line-skirt", name, flare=flare)
        pieces = [pattern.piece(each) for each in ("front", "back")]
        taken.append(sum(placed.intake.width for piece in pieces for placed in piece.info.edges["waist"].darts))
        sweeps.append(sum(piece.hem.length for piece in pieces))
        assert pattern.finished["hip"] == pytest.approx(pattern.intended["hip"], abs=.01)
    assert taken == sorted(taken, reverse=True)
    assert taken[0] > 20 > taken[-1] == 0
    assert sweeps == sorted(sweeps)


def test_a_belly_hangs_straight_from_the_waist():
    front = made("a-line-skirt", "otto").piece("front")
    assert not front.info.edges["waist"].darts
    below, above = front.info.edges["side"].curves
    assert below.direction(1) == pytest.approx(above.direction(1), abs=1.5)


@pytest.mark.parametrize("lined", [False, True])
@pytest.mark.parametrize("hips", [(190, 222), (240, 180)])
@pytest.mark.parametrize("name", ["ana", "rosa", "lia"])
def test_an_a_line_skirt_for_uneven_hips(name, hips, lined):
    assert audit(drafted("a-line-skirt", changed(name, waist_to_hip=hips), lined=lined)) == ()


@pytest.mark.parametrize("name", PEOPLE)
def test_the_waist_with_darts_closed_is_the_waistband(name):
    pattern = made("a-line-skirt", name, lined=True)
    band = pattern.piece("waistband").seam.length
    for parts in (("front.shell.1", "back.left.shell.1", "back.right.shell.1"),
                  ("front_lining.lining.1", "back_lining.left.lining.1", "back_lining.right.lining.1")):
        stitched = sum(edge.length for each in parts for edge in part(pattern, each).sewn if edge.edge == "waist")
        assert stitched == pytest.approx(band, abs=.01)


# ---- Circle -----------------------------------------------------------------------------------------------------


def flat(name, **more):
    """The person without a belly: the waist of a circle skirt is level."""
    return changed(name, belly_girth=person(name).waist_girth, **more)


@pytest.mark.parametrize("circle", CIRCLES)
@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "otto"])
def test_waist_and_hem_are_arcs_of_circles(name, circle):
    pattern = drafted("circle-skirt", flat(name), circle=circle)
    radius = pattern.intended["waist"] / CIRCLES[circle]
    for piece in ("front", "back"):
        shape = pattern.piece(piece).info.edges
        for edge, asked in (("waist", radius), ("hem", radius + pattern.intended["length"])):
            places = [point for curve in shape[edge].curves for point in curve.flattened(.001)]
            assert max(abs(hypot(p.x, p.y - radius) - asked) for p in places) < .01
            assert shape[edge].length == pytest.approx(asked * CIRCLES[circle] / 4, abs=.0025)
            assert corner(pattern.piece(piece), edge) == pytest.approx(90, abs=1e-6)
    assert pattern.finished["waist"] == pytest.approx(pattern.intended["waist"], abs=.01)
    assert pattern.rescues == ()
    assert any("hang for a day" in note.text for note in pattern.notes)


@pytest.mark.parametrize("width", [900, 1200, 1450, 1800])
def test_every_panel_fits_the_width_of_the_cloth(width):
    cloth = replace(mtm.read_fabric("poplin"), width=float(width))
    pattern = mtm.draft("circle-skirt", person("ana"), fabrics={"shell": cloth})
    panels = [each for each in pattern.for_cutting().parts if each.piece in ("front", "back")]
    assert len(panels) == (3 if width >= 1550 else 4 if width < 1400 else len(panels))
    assert all(each.bounds[2] - each.bounds[0] <= width for each in panels)


def test_a_circle_wider_than_the_cloth_is_refused_in_words():
    with pytest.raises(mtm.PatternRefused) as refused:
        mtm.draft("circle-skirt", person("nils"), to_knee=170,
                  fabrics={"shell": replace(mtm.read_fabric("poplin"), width=1100.0)})
    problem, = refused.value.problems
    assert "width of the cloth" in problem.message
    assert "wider cloth" in problem.hint


@pytest.mark.parametrize("circle", CIRCLES)
def test_a_belly_and_a_sway_back_tilt_the_ring(circle):
    """The waist lies higher in front by as much as it lies lower behind, and stays as long as it is."""
    level  = drafted("circle-skirt", flat("ana"), circle=circle)
    tilted = drafted("circle-skirt", flat("ana", sway_back=20), circle=circle)
    assert audit(tilted) == ()
    assert tilted.finished["waist"] == pytest.approx(level.finished["waist"], abs=.01)
    front, back = (tilted.piece(panel).waist.end.y for panel in ("front", "back"))
    assert front == pytest.approx(10) and back == pytest.approx(-10)
    otto = made("circle-skirt", "otto", circle=circle)
    assert otto.piece("front").waist.end.y == pytest.approx((1320 - .95 * 1185) / 12)
    for panel in ("front", "back"):
        assert corner(otto.piece(panel), "waist") == pytest.approx(90, abs=1e-6)


def test_a_circle_hangs_over_belly_and_hips():
    """Its waist lies higher in front by the way over the belly, and it is longer by the way over the hips."""
    body = changed("ana", belly_girth=800, waist_to_belly=60)
    pattern = drafted("circle-skirt", body)
    over = hypot(60, (800 - body.waist_girth) / tau) - 60
    assert pattern.piece("front").waist.end.y == pytest.approx(over / 2)
    over_hips = hypot(body.waist_to_hip, (body.hip_girth - body.waist_girth) / tau) - body.waist_to_hip
    assert pattern.intended["length"] == pytest.approx(.95 * body.waist_to_knee + over_hips)


def test_a_narrow_circle_opens_for_wide_hips():
    body = changed("mei", waist_girth=600, hip_girth=1050, belly_girth=600, top_hip_girth=760, max_hip_girth=1055)
    pattern = drafted("circle-skirt", body, circle="quarter")
    note, = pattern.rescues
    assert "room over the hips" in note.text
    radius = pattern.piece("front").side.start.distance(pattern.piece("front").side.end)
    assert radius == pytest.approx(pattern.intended["length"], abs=.01)
    hem, waist = (4 * pattern.piece("front").info.edges[each].length for each in ("hem", "waist"))
    at_hip = waist + (hem - waist) * person("mei").waist_to_hip / pattern.intended["length"]
    assert at_hip == pytest.approx(1070, abs=.1)
    assert note.mm == pytest.approx(at_hip - waist - radians(90) * person("mei").waist_to_hip, abs=.1)
    assert audit(pattern) == ()


# ---- Finishes of the waist --------------------------------------------------------------------------------------

SKIRTS = ("straight-skirt", "a-line-skirt", "circle-skirt")
FINISHES = [(skirt, finish) for skirt in SKIRTS for finish in ("waistband", "facing", "elastic")
            if (skirt, finish) != ("straight-skirt", "elastic")]


def names(pattern):
    return {piece.info.name for piece in pattern.pieces}


def stitched(pattern, edge, *parts):
    """The sewn length of an edge on some parts, each measured by itself."""
    return sum(each.length for name in parts for each in part(pattern, name).sewn if each.edge == edge)


@pytest.mark.parametrize(("skirt", "finish"), FINISHES)
@pytest.mark.parametrize("pockets", [False, True])
def test_every_finish_with_and_without_pockets(skirt, finish, pockets):
    bands = {"waistband": {"waistband"}, "facing": {"front_facing", "back_facing"}, "elastic": {"casing"}}
    bags = {"pocket_front", "pocket_back", "pocket_facing"} if pockets else set()
    for name in PEOPLE:
        pattern = made(skirt, name, waist_finish=finish, pockets=pockets)
        assert audit(pattern) == ()
        assert names(pattern) == {"front", "back"} | bands[finish] | bags
        assert pattern.rescues == ()
        zips = [each for each in pattern.operations if isinstance(each, Zipped)]
        assert len(zips) == (0 if finish == "elastic" else 1)


@pytest.mark.parametrize("lined", [False, True])
@pytest.mark.parametrize("skirt", ["straight-skirt", "a-line-skirt"])
@pytest.mark.parametrize("hips", [(190, 222), (240, 180)])
def test_uneven_hips_with_everything(skirt, hips, lined):
    body = changed("rosa", waist_to_hip=hips)
    assert audit(drafted(skirt, body, lined=lined, pockets=True, waist_finish="facing")) == ()


@pytest.mark.parametrize("skirt", SKIRTS)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_facing_is_the_top_of_the_skirt_with_its_darts_closed(skirt, name):
    pattern = made(skirt, name, waist_finish="facing")
    shell, facing = (stitched(pattern, "waist", *(each.id for each in pattern.for_cutting().parts
                                                  if each.piece in pieces and each.role == "shell"))
                     for pieces in (("front", "back"), ("front_facing", "back_facing")))
    assert facing == pytest.approx(shell, abs=.01)
    for panel in ("front", "back"):
        lines = pattern.piece(f"{panel}_facing").info.edges
        assert not lines["waist"].intakes
        apart = [lines["waist"].nearest(lines["low"].at(lines["low"].length * i / 20))[1] for i in range(21)]
        assert apart == pytest.approx([60] * 21, abs=2)
        square = 6 if (skirt, name) == ("circle-skirt", "otto") else 1   # a tilted ring leans to its side seams
        assert corner(pattern.piece(f"{panel}_facing"), "side") == pytest.approx(90, abs=square)
        assert corner(pattern.piece(f"{panel}_facing"), "low") == pytest.approx(90, abs=square)
    assert pattern.piece("back").opening.start.same_as(pattern.piece("back").waist.end)  # the zip runs up to the edge
    assert any("hook" in note.text for note in pattern.notes)
    assert {each.role for each in pattern.for_cutting().parts if "facing" in each.piece} == {"shell", "fusible"}


@pytest.mark.parametrize("skirt", ["straight-skirt", "a-line-skirt"])
@pytest.mark.parametrize("name", PEOPLE)
def test_the_lining_begins_where_the_facing_ends(skirt, name):
    pattern = made(skirt, name, waist_finish="facing", lined=True)
    assert audit(pattern) == ()
    for panel in ("front", "back"):
        inner, facing = pattern.piece(f"{panel}_lining"), pattern.piece(f"{panel}_facing")
        assert -1 < inner.waist.length - facing.low.length < 4.01        # pleats take up what the darts left
        assert inner.side.length == pytest.approx(pattern.piece(panel).side.length - 60 - 25, abs=1)


@pytest.mark.parametrize("skirt", ["straight-skirt", "a-line-skirt"])
def test_a_lining_hangs_face_in(skirt):
    """Face up it is the mirror image of what it lies under, so that on uneven hips each side gets its own."""
    pattern = drafted(skirt, changed("ana", waist_to_hip=(190, 222)), lined=True)
    for side in ("left", "right"):
        outer, inner = (part(pattern, f"{name}.{side}.{cloth}.1") for name, cloth in (("back", "shell"),
                                                                                    ("back_lining", "lining")))
        assert sewn(inner, "side").length == pytest.approx(sewn(outer, "side").length - 25, abs=1)
        ways = [sewn(each, "opening").sewn[0].start.x - sewn(each, "side").sewn[-1].end.x for each in (outer, inner)]
        assert ways[0] * ways[1] < 0


@pytest.mark.parametrize("skirt", ["a-line-skirt", "circle-skirt"])
@pytest.mark.parametrize("name", PEOPLE)
def test_elastic_opens_over_the_hips(skirt, name):
    body, pattern = person(name), made(skirt, name, waist_finish="elastic")
    cloth = stitched(pattern, "waist", *(each.id for each in pattern.for_cutting().parts
                                         if each.piece in ("front", "back")))
    assert cloth >= body.hip_girth + 20 - .01
    assert stitched(pattern, "seam", "casing.shell.1") / 2 == pytest.approx(cloth, abs=.01)      # of both its layers
    assert pattern.finished["elastic"] == pytest.approx(.92 * body.waist_girth + 20)
    note = in_unit(f"Cut {pattern.finished['elastic']:.0f} mm of elastic", body.unit)
    assert any(note in each.text for each in pattern.notes)
    assert not any(pattern.piece(each).info.edges["waist"].darts for each in ("front", "back"))


def test_an_elastic_that_would_tear_is_refused_in_words():
    with pytest.raises(mtm.PatternRefused) as refused:
        mtm.draft("circle-skirt", changed("mei", waist_girth=560, hip_girth=1060), waist_finish="elastic",
                  elastic_ratio=80)
    problem, = refused.value.problems
    assert "hip girth to the elastic" in problem.message
    assert "zip" in problem.hint


@pytest.mark.parametrize("skirt", SKIRTS)
def test_a_small_waist_on_wide_hips_gets_a_longer_zip(skirt):
    body = changed("mei", waist_girth=600, hip_girth=1060, belly_girth=650, waist_to_hip=210)
    pattern = drafted(skirt, body)
    assert audit(pattern) == ()
    assert 610 + 2 * pattern.piece("back").opening.length == pytest.approx(1070, abs=6)


# ---- Pockets ----------------------------------------------------------------------------------------------------


def hand_of(body):
    return mtm.complete(body, ("hand_girth",)).hand_girth


@pytest.mark.parametrize("skirt", SKIRTS)
@pytest.mark.parametrize("name", PEOPLE)
def test_pockets_lie_in_the_side_seam(skirt, name):
    body, pattern, plain = person(name), made(skirt, name, pockets=True), made(skirt, name)
    for panel, bag in (("front", "pocket_front"), ("back", "pocket_back")):
        lines, whole_side = pattern.piece(panel).info.edges, plain.piece(panel).side.length
        sides = [lines[each].length for each in ("side", "pocket", "side_top")]
        assert sum(sides) == pytest.approx(whole_side, abs=1e-6)
        assert sides[1] == pytest.approx(hand_of(body) / 2 + 50)
        assert sewn(part(pattern, f"{bag}.left.pocketing.1"), "mouth").length == pytest.approx(sides[1], abs=.001)
    rounds = [pattern.piece(each).round.length for each in ("pocket_front", "pocket_back")]
    assert rounds[0] == pytest.approx(rounds[1], abs=.001)
    bag = part(pattern, "pocket_front.left.pocketing.1")
    assert bag.bounds[3] - bag.bounds[1] < pattern.intended["length"]
    assert bag.bounds[2] - bag.bounds[0] < .95 * pattern.intended["waist"] / 4 + 40


@pytest.mark.parametrize("skirt", SKIRTS)
def test_both_ends_of_a_pocket_are_notched(skirt):
    pattern = made(skirt, "ana", pockets=True)
    for name in ("front.shell.1", "back.left.shell.1"):
        ends = [notch for notch in part(pattern, name).notches if notch.name == "end"]
        assert len(ends) >= (4 if name.startswith("front") else 2)


def test_bags_end_above_the_hem_of_a_short_skirt():
    pattern = drafted("straight-skirt", changed("ana", waist_to_knee=400, waist_to_hip=210), to_knee=65, pockets=True)
    assert {note.text for note in pattern.rescues} == {"pocket bags shortened so that they end above the hem",
                                                       "vent left out because there is no room for it below the zip"}
    assert audit(pattern) == ()
    assert "vent" not in pattern.piece("back").info.edges


def test_the_side_is_sewn_above_and_below_the_pocket():
    pattern = made("a-line-skirt", "ana", pockets=True)
    seen = [str(each) for each in pattern.operations if isinstance(each, Sew)]
    for seam in ("sew front.side_top to back.side_top", "sew front.side to back.side",
                 "sew pocket_front.round to pocket_back.round"):
        assert seam in seen


# ---- Vent -------------------------------------------------------------------------------------------------------


def test_without_a_vent_the_centre_is_sewn_to_the_hem():
    pattern = made("straight-skirt", "ana", vented=False, lined=True)
    assert audit(pattern) == ()
    for panel in ("back", "back_lining"):
        piece = pattern.piece(panel)
        assert "vent" not in piece.info.edges
        assert piece.centre.end == piece.hem.start


@pytest.mark.parametrize(("to_knee", "vented", "seen"), [(100, True, False), (100, False, True), (70, False, False),
                                                         (150, False, True)])
def test_a_hem_too_narrow_for_a_step_is_told(to_knee, vented, seen):
    pattern = made("straight-skirt", "ana", to_knee=to_knee, vented=vented)
    assert audit(pattern) == ()
    assert any("full step" in note.text for note in pattern.notes) == seen


def test_the_vent_is_turned_in_along_the_centre():
    pattern = made("straight-skirt", "ana")
    turned_in = pattern.piece("back").vent_fold.edge
    assert (turned_in.start.x, turned_in.end.x) == (0, 0)
    assert turned_in.end.y == pattern.piece("back").hem.start.y
    assert any("left over right" in note.text for note in pattern.notes)
