"""How many darts a garment is built with: its own number for one body, one number for a range of sizes."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import Point, Template, cut, dart, drafted, edges, fold, line, passes, piece, raw, shell, woven
from mtmpattern.drafting.intention import Structure, equal_over
from mtmpattern.drafting.request import Request
from mtmpattern.jobs.grade import make_grade, read_sizes

SIZES = "women:76-164,92-164,128-164"


class Flap(Template):
    """A cloth with a dart for each 25 mm that the hip is wider than the waist."""

    name = "flap"
    needs = ("waist_girth", "hip_girth")
    fabric = woven(mass=(60, 400), default="poplin")
    openings = ("side",)
    least = 10

    @piece(cut(shell), on="torso front")
    def front(self):
        width, taken = self.body.hip_girth / 4, (self.body.hip_girth - self.body.waist_girth) / 4
        number = self.held("front darts", max(1, int(taken / 25)))
        if taken / number < self.least:
            raise mtm.DraftError(f"{number} darts of {taken / number:.0f} mm are too narrow", code="test.narrow")
        top = line(Point(width, 0), Point(0, 0)).with_darts(
            [dart(width=taken / number, length=80, at=(place + 1) / (number + 1)) for place in range(number)])
        return edges(low=line(Point(0, -1800), Point(width, -1800)), side=line(Point(width, -1800), Point(width, 0)),
                     top=top, centre=fold(Point(0, 0), Point(0, -1800)))

    def making(self):
        yield raw(self.front.low, self.front.side, self.front.top)

    def wearing(self):
        yield passes("side", 10_000, "hip girth", self.middle.hip_girth)        # a flap is worn by nobody


class Narrow(Flap):
    """The same where small darts are refused."""

    name = "narrow"
    least = 20


def test_one_body_gets_its_own_number():
    chart, sizes = read_sizes(SIZES)
    own = Structure()
    drafted(Flap, chart.body(sizes[0]), structure=own)
    assert own.held == {}
    assert own.decided["front darts"] >= 1


def test_a_held_number_is_drafted_with_and_enters_the_digest():
    chart, sizes = read_sizes(SIZES)
    free = drafted(Flap, chart.body(sizes[0]))
    held = drafted(Flap, chart.body(sizes[0]), structure=Structure({"front darts": 3}))
    assert len(held.piece("front").info.edges["top"].intakes) == 3
    assert held.digest != free.digest
    assert drafted(Flap, chart.body(sizes[0]), structure=Structure()).digest == free.digest


def test_the_greatest_number_is_held_where_sizes_differ():
    structures = [Structure(), Structure(), Structure()]
    for structure, darts in zip(structures, (1, 3, 2), strict=True):
        structure.decide("darts", darts)
        structure.decide("seams", 1)
    assert equal_over(structures) == {"darts": 3}


def test_both_sides_of_a_garment_are_one_decision():
    structure = Structure()
    assert (structure.decide("darts", 2), structure.decide("darts", 1)) == (2, 1)
    assert structure.decided == {"darts": 2}


def test_a_range_is_built_alike():
    chart, sizes = read_sizes(SIZES)
    own = {}
    for size in sizes:
        structure = Structure()
        drafted(Flap, chart.body(size), structure=structure)
        own[size] = structure.decided["front darts"]
    assert len(set(own.values())) > 1
    grade = make_grade(Flap, chart, sizes, Request())
    assert grade.held == {"front darts": max(own.values())}
    assert not grade.apart
    assert not grade.notes


def test_what_cannot_be_held_is_told():
    grade = make_grade(Narrow, *read_sizes(SIZES), Request())
    if grade.held:
        assert not grade.apart
        return
    (note,) = grade.notes
    assert note.startswith("front darts could not be held at")
    assert "too narrow" in note
    assert [problem.code for problem in grade.apart] == ["grade.apart"]


def test_a_range_that_decides_alike_holds_nothing():
    assert make_grade(Flap, *read_sizes("women:92-164,96-164"), Request()).held in ({}, {"front darts": 2})


@pytest.mark.parametrize("sizes", ["women:92-164"])
def test_one_size_holds_nothing(sizes):
    assert make_grade(Flap, *read_sizes(sizes), Request()).held == {}
