"""Darts and pleats: what is taken out, what the sewn line looks like, what the caps do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.errors import MtmError, OutlineError
from mtmpattern.geometry import (
    LEFT,
    TURNED_OVER,
    UP,
    Curve,
    Edge,
    Intake,
    Point,
    drawn,
    heading,
    mirrored_about,
    path,
    shifted,
    turn,
    turned,
)
from tests.geometry import oracle

WAIST = Edge(drawn(Point(260, 12), Point(0, 0), 190, LEFT))
STRAIGHT = Edge((Curve.line(Point(260, 0), Point(0, 0)),))


@st.composite
def dartings(draw):
    number = draw(st.integers(1, 4))
    width = draw(st.floats(6, 90 / number / 1.6))
    tip = draw(st.booleans())
    return [Intake(width, draw(st.floats(max(60, 2.5 * width), 150)), (i + 1) / (number + 1), tip,
                   draw(st.sampled_from(["start", "end"]))) for i in range(number)]


def closed(edge):
    """The sewn stretches with every dart turned shut about its tip (a pleat: shifted), in the frame of the first."""
    stretches, shape = list(edge.trued.sewn), edge.trued
    for i in range(len(shape.placed) - 1, -1, -1):
        mark = shape.placed[i]
        if mark.intake.tip:
            move = turned(mark.point, turn(heading(mark.point, mark.end), heading(mark.point, mark.start)))
        else:
            move = shifted(mark.start.x - mark.end.x, mark.start.y - mark.end.y)
        stretches[i + 1:] = [tuple(c.moved(move) for c in stretch) for stretch in stretches[i + 1:]]
    return stretches


@settings(max_examples=60)
@given(dartings(), st.sampled_from([WAIST, STRAIGHT]))
def test_what_is_left_is_the_drawn_length_less_the_intakes(intakes, line):
    edge = line.with_darts(intakes)
    taken = sum(intake.width for intake in intakes)
    assert edge.length == pytest.approx(line.drawn_length - taken, abs=1e-9)
    assert sum(path.length(stretch) for stretch in edge.trued.sewn) == pytest.approx(edge.length, abs=1e-9)
    assert edge.outline[0].start == line.start
    assert edge.outline[-1].end.same_as(line.end, 1e-9)
    assert abs(turn(edge.outline[0].direction(0), line.leaving)) < 1e-6
    assert abs(turn(edge.outline[-1].direction(1), line.arriving)) < 1e-6
    assert all(a.end.same_as(b.start, 1e-9) for a, b in zip(edge.outline, edge.outline[1:], strict=False))


@settings(max_examples=60)
@given(dartings(), st.sampled_from([WAIST, STRAIGHT]))
def test_closed_the_line_is_smooth_and_the_legs_are_equal(intakes, line):
    edge = line.with_darts(intakes)
    for before, after in zip(closed(edge), closed(edge)[1:], strict=False):
        assert before[-1].end.same_as(after[0].start, 1e-6)
        assert abs(turn(before[-1].direction(1), after[0].direction(0))) < 1e-4
    for mark in edge.darts:
        if mark.intake.tip:
            assert mark.point.distance(mark.start) == pytest.approx(mark.point.distance(mark.end), abs=1e-6)
        assert abs(mark.start.distance(mark.end) - mark.intake.width) < 0.35 * mark.intake.width


@settings(max_examples=60)
@given(dartings(), st.sampled_from([WAIST, STRAIGHT]))
def test_a_cap_pressed_to_its_side_lies_along_the_sewn_line(intakes, line):
    edge = line.with_darts(intakes)
    for mark, cap, (before, after) in zip(edge.darts, edge.trued.caps, _around(edge), strict=True):
        rising, falling = _halves(cap, mark.peak)
        if mark.intake.pressed == "end":            # the half next to the end folds over the end's leg
            own, over, stretch = falling, (mark.point, mark.end), after
        else:
            own, over, stretch = rising, (mark.point, mark.start), before
        if not mark.intake.tip:                     # a pleat folds square to its mouth
            inward = heading(mark.start, mark.end) + 90
            over = (over[1], over[1].along(inward, 50))
        folded = [curve.moved(mirrored_about(*over)) for curve in own]
        sewn = oracle.line_of(stretch)
        for curve in folded:
            for share in (0.1, 0.5, 0.9):
                assert sewn.distance(oracle.place(curve.point(share))) < 1e-3
        # Both halves are each other's image about the fold, so they lie on each other when it is sewn.
        assert path.length(rising) == pytest.approx(path.length(falling), abs=1e-3)


def _around(edge):
    return list(zip(edge.trued.sewn, edge.trued.sewn[1:], strict=False))


def _halves(cap, peak):
    at = next(i for i, curve in enumerate(cap) if curve.end.same_as(peak))
    return cap[: at + 1], cap[at + 1:]


@settings(max_examples=30)
@given(dartings())
def test_mirrored_reversed_and_moved(intakes):
    edge = WAIST.with_darts(intakes)
    mirrored, back = edge.moved(TURNED_OVER), edge.reversed()
    assert back.reversed().trued.outline == edge.trued.outline
    assert back.with_darts(back.intakes).length == pytest.approx(edge.length, abs=1e-9)
    for other in (mirrored, back, edge.moved(turned(Point(3, 4), 33))):
        assert other.length == pytest.approx(edge.length, abs=1e-9)
        assert path.length(other.outline) == pytest.approx(path.length(edge.outline), abs=1e-6)
        assert len(other.darts) == len(intakes)
    assert back.outline[0].start == edge.outline[-1].end
    assert [mark.intake.at for mark in back.darts] == pytest.approx([1 - m.intake.at for m in reversed(edge.darts)])
    for mark, other in zip(edge.darts, reversed(back.darts), strict=True):
        assert (mark.start, mark.end, mark.intake.pressed) == (other.end, other.start, _opposite(other.intake.pressed))
    for mm in (0.0, edge.length / 3, edge.length):
        assert mirrored.at(mm).same_as(TURNED_OVER(edge.at(mm)), 1e-7)
        assert back.at(edge.length - mm).same_as(edge.at(mm), 1e-6) or any(
            mark.start.same_as(back.at(edge.length - mm), 1e-6) or mark.end.same_as(back.at(edge.length - mm), 1e-6)
            for mark in edge.darts)


def _opposite(side):
    return {"start": "end", "end": "start"}[side]


@given(st.floats(0, 1))
def test_places_count_sewn_millimetres(share):
    edge = WAIST.with_darts([Intake(20, 110, 1 / 3), Intake(15, 90, 2 / 3)])
    mm = share * edge.length
    found, distance = edge.nearest(edge.at(mm))
    assert distance < 1e-9
    assert found == pytest.approx(mm, abs=1e-6)
    assert path.length(edge.part(0, mm)) == pytest.approx(mm, abs=2e-6)
    assert path.length(edge.part(mm, edge.length)) == pytest.approx(edge.length - mm, abs=2e-6)


def test_at_a_mouth_the_leg_met_first():
    edge = STRAIGHT.with_darts([Intake(20, 110, 0.5)])
    (mark,) = edge.darts
    assert edge.at(120.0).same_as(mark.start, 1e-9)
    assert mark.closed_mouth == mark.start


@pytest.mark.parametrize("intakes", [
    [Intake(300, 100, 0.5)],
    [Intake(140, 100, 0.3), Intake(140, 100, 0.7)],
    [Intake(80, 40, 0.05)] * 3,
    [Intake(40, 5, 0.5)],
    [Intake(120, 30, 0.5)],
    [Intake(30, 100, 0.98)],
    [Intake(30, 100, 0.0)],
    [Intake(20, 100, 0.5), Intake(20, 100, 0.5)],
    [Intake(20, 100, 1.4)],
    [Intake(20, 0, 0.5)],
    [Intake(-20, 90, 0.5)],
])
def test_what_cannot_be_sewn_is_refused_in_words_or_comes_out_right(intakes):
    try:
        edge = WAIST.with_darts(intakes)
        outline = edge.outline
    except MtmError as refusal:
        assert len(str(refusal)) > 20
        assert refusal.hint
        return
    assert oracle.is_simple(outline, 0.01)
    assert len(edge.darts) == len(intakes)
    assert sum(path.length(stretch) for stretch in edge.trued.sewn) == pytest.approx(edge.length, abs=1e-6)


def test_darts_wider_than_the_edge_are_refused_with_numbers():
    with pytest.raises(OutlineError, match=r"darts of 280.0 mm in all do not fit an edge of 260.0 mm"):
        STRAIGHT.with_darts([Intake(140, 100, 0.3), Intake(140, 100, 0.7)])


def test_intakes_of_nothing_are_no_intakes():
    assert STRAIGHT.with_darts([Intake(0.0, 100, 0.5)]).intakes == ()


def test_darts_lie_on_the_curve_they_fall_on():
    line = Edge((Curve.line(Point(300, 0), Point(150, 0)), Curve.line(Point(150, 0), Point(0, 0))))
    edge = line.with_darts([Intake(20, 90, 0.25), Intake(20, 90, 0.75)])
    assert edge.length == pytest.approx(260)
    assert [round(mark.start.x) for mark in edge.darts] == [235, 85]
    with pytest.raises(OutlineError, match="does not lie within one curve"):
        _ = line.with_darts([Intake(20, 90, 0.5), Intake(4, 90, 0.49)]).outline


def test_edges_join_end_to_end():
    one, other = Edge((Curve.line(Point(0, 0), Point(0, 9)),)), Edge((Curve.line(Point(0, 9), Point(5, 9)),))
    assert one.then(other).length == 14
    assert one.leaving == UP
    with pytest.raises(OutlineError, match="cannot go on"):
        other.then(one)
    with pytest.raises(OutlineError, match="cannot be continued"):
        STRAIGHT.with_darts([Intake(20, 100, 0.5)]).then(Edge((Curve.line(Point(0, 0), Point(0, 9)),)))


def test_a_line_that_bends_to_one_side_only_just_is_as_long_as_asked():
    """The rule of drawing makes its length jump there; truing finds the line between."""
    waist = Curve(Point(134.708301, 241.822160), Point(59.000166, 242.434295), Point(-16.974159, 272.629903),
                  Point(-93.131514, 280.5))
    edge = Edge((waist,)).with_darts([Intake(11.065907, 100, 0.591241)])
    assert sum(path.length(stretch) for stretch in edge.trued.sewn) == pytest.approx(edge.length, abs=1e-9)
    assert edge.at(edge.length).same_as(edge.end)
