import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.geometry import RIGHT, UP, Curve, Point, Region, mirrored_about, path, shifted
from tests.geometry import oracle

LINE = (Curve.line(Point(0, 0), Point(30, 0)), Curve.line(Point(30, 0), Point(30, 40)),
        Curve(Point(30, 40), Point(30, 70), Point(10, 90), Point(-20, 90)))


ORIGIN = Point(0, 0)


def circle(radius, centre=ORIGIN):
    """Four cubics, to some ten thousandths of the radius."""
    k = 0.5522847498 * radius
    x, y = centre.x, centre.y
    at = [Point(x + radius, y), Point(x, y + radius), Point(x - radius, y), Point(x, y - radius)]
    handles = [(Point(x + radius, y + k), Point(x + k, y + radius)),
               (Point(x - k, y + radius), Point(x - radius, y + k)),
               (Point(x - radius, y - k), Point(x - k, y - radius)),
               (Point(x + k, y - radius), Point(x + radius, y - k))]
    return tuple(Curve(a, *h, b) for a, h, b in zip(at, handles, [*at[1:], at[0]], strict=True))


@given(st.floats(0, 1), st.floats(0, 1))
def test_parts_add_up(one, other):
    whole = path.length(LINE)
    low, high = sorted((one * whole, other * whole))
    assert path.length(path.part(LINE, low, high)) == pytest.approx(high - low, abs=1e-7)
    pieces = path.part(LINE, 0, low) + path.part(LINE, low, high) + path.part(LINE, high, whole)
    assert path.length(pieces) == pytest.approx(whole, abs=1e-7)


def test_places_beyond_the_ends_are_the_ends():
    assert path.locate(LINE, -5) == (0, 0.0)
    assert path.locate(LINE, 5000) == (2, 1.0)
    assert path.locate(LINE, 30) == (0, 1.0)


@given(st.floats(0, 1))
def test_a_place_is_found_again(share):
    mm = share * path.length(LINE)
    index, t = path.locate(LINE, mm)
    found, distance = path.nearest(LINE, LINE[index].point(t))
    assert found == pytest.approx(mm, abs=1e-6)
    assert distance < 1e-9


@given(st.builds(Point, st.floats(-200, 200), st.floats(-200, 200)))
def test_nearest_of_several_curves(point):
    assert path.nearest(LINE, point)[1] == pytest.approx(min(curve.nearest(point)[1] for curve in LINE), abs=1e-9)


def test_reversing_turns_area_and_order():
    ring = circle(50)
    assert path.area(path.reverse(ring)) == pytest.approx(-path.area(ring))
    assert path.reverse(ring)[0].start == ring[-1].end


@pytest.mark.parametrize("move", [shifted(3, -4), mirrored_about(Point(1, 2), Point(9, -4))])
def test_a_moved_outline_stays_counter_clockwise(move):
    for line in (LINE, circle(50)):
        moved = tuple(curve.moved(move) for curve in line)
        assert path.moved(line, move) == (path.reverse(moved) if move.mirrors else moved)
    assert path.area(path.moved(circle(50), move)) == pytest.approx(path.area(circle(50)))


@pytest.mark.parametrize(("mm", "longer"), [(9.0, True), (10.0, True), (26.0, True), (27.0, False), (100.0, False)])
def test_longer_than_its_chord_alone(mm, longer):
    arch = Curve(Point(0, 0), Point(0, 15), Point(10, 15), Point(10, 0))
    assert arch.length == pytest.approx(26.65, abs=0.01)
    assert path.longer_than(arch, mm) == longer


@given(st.floats(5, 300), st.builds(Point, st.floats(-500, 500), st.floats(-500, 500)))
def test_area_is_exact_wherever_it_lies(radius, centre):
    ring = circle(radius, centre)
    assert path.area(ring) == pytest.approx(math.pi * radius ** 2, rel=3e-4)
    assert path.area(ring) == pytest.approx(path.area(circle(radius)), rel=1e-9)
    assert path.area(ring) == pytest.approx(oracle.polygon_of(ring, 1e-4).area, abs=1e-4 * 7 * radius)
    assert Region(ring).area == pytest.approx(path.area(ring))


@given(st.floats(-80, 80), st.floats(0, 360))
def test_a_line_crosses_a_circle_where_it_should(offset, direction):
    through = Point(0, 0).along(direction + 90, offset)
    hits = path.crossings(circle(60), through, direction)
    if abs(abs(offset) - 60) < 0.05:
        return
    assert len(hits) in ((2, 3) if abs(offset) < 60 else (0,))     # a hit at the closing joint is seen from both sides
    for mm, along in hits:
        assert abs(abs(along) - math.sqrt(max(0, 3600 - offset ** 2))) < 0.2
        index, t = path.locate(circle(60), mm)
        assert circle(60)[index].point(t).same_as(through.along(direction, along), 1e-5)


def test_crossings_of_lines_touching_at_ends_and_lying_along():
    line = Curve.line(Point(0, 0), Point(10, 0))
    assert path.crossings([line], Point(5, -3), UP) == [(5.0, 3.0)]
    assert path.crossings([line], Point(0, -3), UP) == [(0.0, 3.0)]
    assert path.crossings([line], Point(11, -3), UP) == []
    assert path.crossings([line], Point(-4, 0), RIGHT) == [(0.0, 4.0), (10.0, 14.0)]
    assert path.crossings([line], Point(-4, 1), RIGHT) == []


def test_a_crossing_where_two_lines_meet_is_told_once():
    corner = (Curve.line(Point(0, 0), Point(10, 0)), Curve.line(Point(10, 0), Point(10, 10)))
    assert path.crossed_at(corner, Point(0, 10), 315.0) == pytest.approx([200 ** 0.5])
    assert path.crossings(corner, Point(0, 10), 315.0) == [(pytest.approx(10), pytest.approx(200 ** 0.5))]
    there_and_back = (Curve.line(Point(0, 0), Point(10, 0)), Curve.line(Point(10, 0), Point(0, 1e-7)))
    assert [mm for mm, _ in path.crossings(there_and_back, Point(4, 5), 270.0)] == pytest.approx([4, 16])
    assert path.crossed_at(there_and_back, Point(4, 5), 270.0) == pytest.approx([5, 5])    # on two lines


def test_crossings_find_all_three():
    s_curve = Curve(Point(0, 0), Point(200, 100), Point(-100, 100), Point(100, 200))
    hits = path.crossings([s_curve], Point(50, 0), UP)
    assert len(hits) == 3
    assert [mm for mm, _ in hits] == sorted(mm for mm, _ in hits)


def test_widths_of_a_region():
    ring = circle(60)
    assert Region(ring).width_at(20) == pytest.approx(2 * math.sqrt(3600 - 400), abs=0.05)
    assert Region(ring).width_at(0) == pytest.approx(120, abs=0.01)        # through corners, where curves meet
    assert Region(ring).width_at(60) == pytest.approx(0, abs=0.5)
    assert Region(ring).width_at(61) == 0
    box = Region(tuple(c for side in oracle.box() for c in side))
    assert box.width_at(100) == pytest.approx(200)
    assert box.width_at(0) == pytest.approx(200)                           # along an edge


def test_regions_hold_and_contain():
    outer, inner = Region(circle(60)), Region(circle(50))
    assert outer.holds(inner)
    assert outer.holds(outer)
    assert not inner.holds(outer)
    assert outer.contains(Point(59, 0))
    assert not outer.contains(Point(61, 0))
    assert outer.is_simple
    assert not Region((Curve.line(Point(0, 0), Point(9, 9)), Curve.line(Point(9, 9), Point(9, 0)),
                       Curve.line(Point(9, 0), Point(0, 9)), Curve.line(Point(0, 9), Point(0, 0)))).is_simple
