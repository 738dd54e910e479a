"""Free room on a part holds no line, and is found where there is plenty."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.formats.free_room import CELLS, FreeRoom
from mtmpattern.geometry import Curve, Point, path
from mtmpattern.pattern.parts.part import PartLine, PartLines
from tests.formats.made_garment import garment, part


def sheet_of(width, height, lines=()):
    """A rectangle with its lower left corner at (0, 0) and a grain line in its lower left corner."""
    corners = [Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)]
    edges = {str(number): ((Curve.line(a, b),), 10.0)
             for number, (a, b) in enumerate(zip(corners, [*corners[1:], corners[0]], strict=True))}
    marks = tuple(PartLine(f"line {number}", "mark", (Curve.line(*ends),)) for number, ends in enumerate(lines))
    return part("sheet", "", "shell", edges, grain=(Point(1, 1), Point(1, 2)), lines=marks)


def drawn(part):
    outline = shapely.Polygon([(p.x, p.y) for p in path.flatten(part.sewn_outline, 0.1)])
    if path.area(part.cut) < path.area(part.sewn_outline):
        outline = shapely.Polygon([(p.x, p.y) for p in path.flatten(part.cut, 0.1)])
    lines = [shapely.LineString([(p.x, p.y) for p in path.flatten(line.curves, 0.1)]) for line in part.lines]
    return outline, [*lines, shapely.LineString([(p.x, p.y) for p in part.grain])]


@pytest.mark.parametrize("part", garment().parts, ids=lambda part: part.id)
@given(width=st.floats(3, 400), height=st.floats(3, 400))
def test_room_is_free(part, width, height):
    (upright, aside), = FreeRoom.both_ways(PartLines.of([part]))
    outline, lines = drawn(part)
    for room, turned in ((upright, False), (aside, True)):
        centre = room.room(width, height)
        assert (centre is not None) == room.fits(width, height)
        if centre is not None:
            x, y = (-centre.y, centre.x) if turned else (centre.x, centre.y)
            across, up = (height, width) if turned else (width, height)
            box = shapely.box(x - across / 2, y - up / 2, x + across / 2, y + up / 2).buffer(-1.0)   # coarse chords
            assert outline.contains(box)
            assert not any(line.intersects(box) for line in lines)


@given(st.floats(50, 1000), st.floats(50, 1000), st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_all_but_two_cells_can_be_used(width, height, wide, tall):
    (upright, _), = FreeRoom.both_ways(PartLines.of([sheet_of(width, height)]))
    cell = 2 / CELLS
    assert upright.room((wide - cell) * width, (tall - cell) * height) is not None
    assert upright.room(width * 1.01, tall * height) is None


def test_room_is_near_the_middle_and_beside_a_line_through_it():
    plain, = FreeRoom.both_ways(PartLines.of([sheet_of(400, 300)]))
    assert plain[0].room(100, 50) == Point(200, 150)
    divided = sheet_of(400, 300, [(Point(200, 0), Point(200, 300))])
    (upright, aside), = FreeRoom.both_ways(PartLines.of([divided]))
    centre = upright.room(100, 50)
    assert centre.y == pytest.approx(150)
    assert 50 <= abs(centre.x - 200) < 50 + 2 * 400 / CELLS
    assert not upright.fits(250, 50)
    assert aside.fits(250, 50)


def test_lines_inside_can_be_ignored():
    crossed = sheet_of(400, 300, [(Point(0, 0), Point(400, 300)), (Point(0, 300), Point(400, 0))])
    (bare, _), = FreeRoom.both_ways(PartLines.of([crossed]), inside=False)
    assert bare.room(300, 200) == Point(200, 150)
    assert FreeRoom.both_ways(PartLines.of(())) == []


@given(st.floats(50, 1000), st.floats(50, 1000), st.lists(st.floats(-1e-9, 1e-9), min_size=4, max_size=4),
       st.floats(0.05, 0.4))
def test_last_digits_of_a_line_between_two_cells_do_not_move_the_room(width, height, moved, size):
    """A grain line in the middle of an even part lies exactly between two cells, or a hair to either side."""
    def room_beside(left, right, low, high):
        cross = [(Point(width / 2 + left, 0), Point(width / 2 + right, height)),
                 (Point(0, height / 2 + low), Point(width, height / 2 + high))]
        (upright, _), = FreeRoom.both_ways(PartLines.of([sheet_of(width, height, cross)]))
        return upright.cells, upright.room(size * width, size * height)

    assert room_beside(*moved) == room_beside(0, 0, 0, 0)
