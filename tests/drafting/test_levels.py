"""Heights of the body: which one lies on y = 0 of a piece, and where others lie in it."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import Block, Point, Template, choice, cut, drafted, edges, line, piece, raw, shell, woven
from mtmpattern.pattern.model.vocabulary import HEIGHTS
from mtmpattern.pattern.stored import from_json
from tests.templates.people import GARMENTS, PEOPLE, made, person

BODY = mtm.Body.of({"height": 1700})


class Panel(Template):
    """A panel whose drawing begins at the waist, or at the hip."""

    name, needs, fabric = "panel", ("height",), woven()
    begins = choice("waist", "hip", note="where the drawing begins")

    @piece(cut(shell), on="torso front", level={"waist": begins.chosen("waist"), "hip": begins.chosen("hip")})
    def front(self):
        a = Point(0, -300)
        b = Point(90, 0)
        return edges(low=line(a, a.right(90)), side=line(a.right(90), b), top=line(b, Point(0, 0)),
                     middle=line(Point(0, 0), a), levels={"waist": 0, "hip": -200.5})

    def making(self):
        yield raw(self.front.low, self.front.side, self.front.top, self.front.middle)


@pytest.mark.parametrize("begins", ["waist", "hip"])
def test_a_piece_states_its_level_also_by_what_is_chosen(begins):
    info = drafted(Panel, BODY, begins=begins).piece("front").info
    assert info.level == begins
    assert dict(info.outline.levels) == {"waist": 0, "hip": -200.5}


def test_levels_are_stored_with_the_pattern():
    pattern = drafted(Panel, BODY)
    again = from_json(pattern.to_json())
    assert again.piece("front").info.outline == pattern.piece("front").info.outline
    assert again.piece("front").info.outline.levels["hip"] == -200.5
    with pytest.raises(mtm.FileFormatError, match=r"pattern\.changed"):
        from_json(pattern.to_json().replace('"hip":-200.5', '"hop":-200.5'))


def test_a_height_that_is_not_known_is_refused():
    with pytest.raises(mtm.UnknownName, match="waste"):
        edges(one=line(Point(0, 0), Point(9, 0)), two=line(Point(9, 0), Point(0, 0)), levels={"waste": 0})
    with pytest.raises(mtm.UnknownName, match="level='hips'"):
        type("Stated", (Block,), {"front": piece(cut(shell), on="torso front", level="hips")(lambda self: None)})


def test_a_moved_outline_has_no_levels():
    outline = drafted(Panel, BODY).piece("front").info.outline
    assert outline.levels and outline.renamed(low="hem").levels == outline.levels
    assert not outline.laid(Point(0, 0), Point(9, 0), Point(5, 5), Point(9, 9)).levels


# ---- The shipped garments -------------------------------------------------------------------------------------------

BODY_PIECES = {"front", "back", "yoke", "sleeve", "leg", "front_lining", "back_lining"}


@pytest.mark.parametrize(("template", "fit", "name"), [
    (template, fit, name) for template, fit in GARMENTS for name in ("ana", "ben", "lia")
    if (fit == "child") == person(name).child])
def test_every_body_piece_states_its_level(template, fit, name):
    pattern = made(template, name, fit)
    stated = {each.info.name: each.info for each in pattern.pieces if each.info.name in BODY_PIECES}
    assert stated
    for info in stated.values():
        assert info.level in HEIGHTS
        lowest, highest = (f(curve.end.y for edge in info.edges.values() for curve in edge.curves) for f in (min, max))
        within = [y for y in info.outline.levels.values() if lowest - 1e-6 <= y <= highest + 1e-6]
        assert within or template in ("circle-skirt", "shirt", "womens-shirt"), "no stated height lies on the piece"
        if info.level in info.outline.levels:
            assert abs(info.outline.levels[info.level]) < 60            # a crotch line lies a little below the body


@pytest.mark.parametrize("name", [name for name in PEOPLE if not person(name).child])
def test_heights_of_a_skirt_are_the_bodys(name):
    pattern = made("straight-skirt", name)
    body = mtm.complete(person(name), ("waist_to_hip", "waist_to_knee"))
    levels = pattern.piece("front").info.outline.levels
    stated = {"waist": 0, "hip": -body.left.waist_to_hip, "knee": -body.left.waist_to_knee}
    assert {height: levels[height] for height in stated} == pytest.approx(stated)
    assert levels["waist"] > levels["belly"] > levels["top hip"] > levels["hip"] > levels["knee"]


@pytest.mark.parametrize("sleeves", ["set-in", "raglan"])
def test_a_sleeve_states_the_level_of_its_drawing(sleeves):
    info = made("sweatshirt", "ana", sleeves=sleeves).piece("sleeve").info
    assert info.level == ("neck point" if sleeves == "raglan" else "upper arm")
    assert info.outline.levels["upper arm"] == pytest.approx(info.edges["under_front"].end.y)
