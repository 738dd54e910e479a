"""Pairs of things, pieces with two folds, and names of edges that are words of `edges`: made, or a fault that helps."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import (
    DOWN,
    LEFT,
    UP,
    Point,
    Template,
    curve,
    cut,
    edges,
    fold,
    hem,
    line,
    measured,
    other,
    passes,
    piece,
    sew,
    shell,
    woven,
)


class Mittens(Template):
    """Mittens: a left and a right one."""

    name, version = "mittens", "1"
    needs = ("hand_girth",)
    fabric = woven(mass=(150, 400))
    openings = ("wrist", "wrist")

    def half(self):
        width = self.body.hand_girth / 2 + 15
        low, corner = Point(0, 0), Point(width, 0)
        return edges(wrist=line(low, corner), outer=line(corner, corner.up(120)),
                     tip=curve(corner.up(120), low.up(120), leave=UP, arrive=DOWN), thumb=line(low.up(120), low))

    @piece(cut(shell), on="hand front")
    def palm(self):
        return self.half()

    @piece(cut(shell), on="hand back")
    def back(self):
        return self.half()

    def making(self):
        palm, back = self.palm, self.back
        yield sew(palm.outer + palm.tip + palm.thumb, back.outer + back.tip + back.thumb)
        yield hem(palm.wrist, back.wrist, depth=20)

    def wearing(self):
        yield passes("wrist", 2 * self.palm.wrist.length, "hand", self.body.hand_girth)

    def finished(self):
        yield measured("hand", self.palm.wrist)


class Bag(Mittens):
    """The same pieces on the trunk: two halves of a bag whose centre nobody sews."""

    name = "halves"

    @piece(cut(shell), on="torso front")
    def palm(self):
        return self.half()

    @piece(cut(shell), on="torso back")
    def back(self):
        return self.half()


class TwoMittens(Mittens):
    """A pair of which the right one was drawn too."""

    name = "two-mittens"

    @piece(cut(shell), on="hand front", drawn="whole")
    def palm(self):
        return self.half()

    @piece(cut(shell), on="hand front", drawn="whole")
    def back(self):
        return self.half()

    def making(self):
        yield hem(self.palm.wrist, self.palm.outer, self.palm.tip, self.palm.thumb, depth=5)
        yield hem(self.back.wrist, self.back.outer, self.back.tip, self.back.thumb, depth=5)


class Poncho(Template):
    """A quarter with two folds."""

    name, version = "poncho", "1"
    needs = ("neck_base_girth",)
    fabric = woven(mass=(150, 400))
    openings = ("neck", "hem")

    @piece(cut(shell), on="torso front", level="neck point")
    def quarter(self):
        return edges(hem=line(Point(0, -600), Point(600, -600)), side=line(Point(600, -600), Point(600, 0)),
                     shoulder=fold(Point(600, 0), Point(100, 0)),
                     neckline=curve(Point(100, 0), Point(0, -100), leave=DOWN, arrive=LEFT),
                     centre=fold(Point(0, -100), Point(0, -600)))

    def making(self):
        yield hem(self.quarter.hem, self.quarter.side, depth=20)

    def finished(self):
        yield measured("length", self.quarter.centre)


class Hole(Poncho):
    """A half with a hole for the head between two folds."""

    name = "hole"

    @piece(cut(shell), on="torso front", level="neck point")
    def quarter(self):
        return edges(hem=line(Point(0, -600), Point(600, -600)), side=line(Point(600, -600), Point(600, 600)),
                     end=line(Point(600, 600), Point(0, 600)), centre_back=fold(Point(0, 600), Point(0, 40)),
                     neckline=curve(Point(0, 40), Point(0, -100), leave=0, arrive=LEFT),
                     centre=fold(Point(0, -100), Point(0, -600)))


def fault(kind, code):
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft(kind, mtm.read_body("ana"))
    return next(each for each in caught.value.problems if each.code == code)


def test_a_pair_is_drafted_from_the_left_one():
    pattern = mtm.draft(Mittens, mtm.read_body("ana"))
    assert sorted(part.id for part in pattern.for_cutting().parts) == [
        "back.left.shell.1", "back.right.shell.1", "palm.left.shell.1", "palm.right.shell.1"]


def test_two_halves_of_the_trunk_are_no_pair():
    assert "sew(front.centre, other(front.centre))" in fault(Bag, "surface.apart").hint


def test_a_pair_whose_right_one_was_drawn_too():
    assert "draft only the left one" in fault(TwoMittens, "surface.apart").hint


@pytest.mark.parametrize(("kind", "hint"), [
    (Poncho, "Keep centre, and draw what lies beyond shoulder too; or cut it there, line(...), and sew it."),
    (Hole, "Between them it would have a hole: cut it along centre_back, line(...), and sew that.")])
def test_two_folds_in_one_piece(kind, hint):
    found = fault(kind, "outline.folds")
    assert "quarter has 2 edges that are fold" in found.message and found.hint.endswith(hint)


def test_what_the_hint_on_a_hole_says_can_be_made():
    class Cape(Hole):
        """The hole, cut along the centre back."""

        openings = ("neck", "hem")

        @piece(cut(shell), on="torso back", level="neck point")
        def quarter(self):
            return edges(hem=line(Point(0, -600), Point(600, -600)), side=line(Point(600, -600), Point(600, 600)),
                         end=line(Point(600, 600), Point(0, 600)), centre_back=line(Point(0, 600), Point(0, 40)),
                         neckline=curve(Point(0, 40), Point(0, -100), leave=0, arrive=LEFT),
                         centre=fold(Point(0, -100), Point(0, -600)))

        def making(self):
            quarter = self.quarter
            yield sew(quarter.centre_back, other(quarter.centre_back))
            yield hem(quarter.hem, quarter.side, quarter.end, depth=20)
            yield hem(quarter.neckline, depth=5)

    found = mtm.draft(Cape, mtm.read_body("ana"), audit=False)
    assert len(found.for_cutting().parts) == 1


@pytest.mark.parametrize("name", ["inner", "points", "levels"])
def test_words_of_edges_are_no_names_of_edges(name):
    with pytest.raises(mtm.MtmError, match=f"an edge cannot be called {name}"):
        edges(hem=line(Point(0, 0), Point(1, 0)), **{name: line(Point(1, 0), Point(0, 0))})
