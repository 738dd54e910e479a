"""What is particular to the A-line skirt and the circle skirt: flare, darts, arcs, panels."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, pi, radians

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.geometry import turn
from mtmpattern.geometry.drawing import depth
from mtmpattern.pattern.audit import audit
from tests.templates.people import PEOPLE, changed, made, part, person

CIRCLES = {"full": 2 * pi, "three-quarter": 1.5 * pi, "half": pi, "quarter": pi / 2}


def corner(piece, edge):
    """The angle inside the piece where an edge ends and the next begins, in degrees."""
    after = piece.info.neighbours(edge)[1]
    return 180 - turn(piece.info.edges[edge].arriving, piece.info.edges[after].leaving)


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


@pytest.mark.parametrize("circle", CIRCLES)
@pytest.mark.parametrize("name", PEOPLE)
def test_waist_and_hem_are_arcs_of_circles(name, circle):
    pattern = made("circle-skirt", name, circle=circle)
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


def test_a_narrow_circle_opens_for_wide_hips():
    pattern = drafted("circle-skirt", changed("mei", waist_girth=600, hip_girth=1050), circle="quarter")
    note, = pattern.rescues
    assert "hips have room" in note.text
    radius = pattern.piece("front").side.start.distance(pattern.piece("front").side.end)
    assert radius == pytest.approx(pattern.intended["length"], abs=.01)
    hem, waist = (4 * pattern.piece("front").info.edges[each].length for each in ("hem", "waist"))
    at_hip = waist + (hem - waist) * person("mei").waist_to_hip / pattern.intended["length"]
    assert at_hip == pytest.approx(1070, abs=.1)
    assert note.mm == pytest.approx(at_hip - waist - radians(90) * person("mei").waist_to_hip, abs=.1)
    assert audit(pattern) == ()
