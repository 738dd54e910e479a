"""Panels of a pattern's parts: the sewn outline on the stitch grid of a swatch, course by course.

The outline decides which stitches are in work. Shoulders and darts that open at an edge become short rows, a line
named ``rib`` ends the rib, and a part that cannot be one panel is refused with the course where it fails.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, inf
from typing import Final, Literal

from mtmpattern.errors import StationError
from mtmpattern.geometry import IDENTITY, Affine, Point, heading, path, turned
from mtmpattern.geometry.tolerance import COARSE_CHORD
from mtmpattern.knitting.panel import LEAST_NECK, NARROWEST, Band, Course, Fashioning, Panel, PanelStretch
from mtmpattern.pattern.model.swatch import Swatch
from mtmpattern.pattern.parts.part import Part, PartDart, PartEdge

LEVEL: Final = 30.0
"""Degrees by which the middle line of a dart may lean off the courses to be knitted as short rows."""

TIE: Final = 1e-6
"""A place this near to a half stitch counts as a half."""

RIB: Final = "rib"
HEM: Final = "hem"
FLAT_BOTTOM: Final = 4.0
"""The most courses by which a lower edge may curve and still be cast on straight."""


@dataclass(frozen=True, slots=True)
class PartPanel:
    """A part's panel and where it lies on the part: ``levels`` are the lower edges of its courses and the top, in mm.

    Column 0 begins at ``origin`` mm; ``ends`` are where the outline crosses the middle of each course, in mm.
    """

    part: Part
    panel: Panel
    origin: float
    stitch: float
    levels: tuple[float, ...]
    ends: tuple[tuple[float, ...], ...]
    curved: float = 0.0
    """Millimetres by which the lower edge of the part curves; the panel is cast on straight."""

    def course_at(self, y: float) -> int:
        """The course in which a height lies, 1 to the number of courses."""
        return min(max(bisect_right(self.levels, y + 1e-6), 1), len(self.levels) - 1)

    def height_of(self, y: float) -> int:
        """How many courses lie below a height."""
        return _nearest(self.levels, y)

    @property
    def farthest(self) -> float:
        """The largest distance of an end from the outline in its own course or the one below, in stitches.

        Short rows are left out: their ends lie within the cloth.
        """
        return max((min(abs(self.origin + column * self.stitch - x) for x in near) / self.stitch
                    for course, ends, lower in zip(self.panel.courses, self.ends, (self.ends[0], *self.ends),
                                                   strict=False)
                    if len(ends) == 2 * len(course)
                    for column, *near in zip(_columns(course), ends, lower if len(lower) == len(ends) else ends,
                                             strict=True)), default=0.0)


def _nearest(levels: Sequence[float], y: float) -> int:
    """The place of the level nearest to a height."""
    return min(range(len(levels)), key=lambda number: abs(levels[number] - y))


def _columns(course: Course) -> Iterator[int]:
    for stretch in course:
        yield stretch.left
        yield stretch.right + 1


def part_panel(part: Part, swatch: Swatch, *, top: Literal["chained", "live"] = "chained",
               shoulders: Literal["short rows", "bound off"] = "short rows",
               fashioning: Fashioning | None = None, purl: tuple[int, int] = (1, 1)) -> PartPanel:
    """The panel of a part; its courses lie square to its grain.

    ``shoulders`` are knitted with short rows, or bound off in steps; ``purl`` are the knit and purl columns of a rib.
    Raises `StationError` where the part is not one panel.
    """
    upright = part.moved(_upright(part))
    if upright.on == "neck":
        return _strip(part, upright, swatch, purl)
    maker = _Raster(upright, swatch, shoulders)
    panel = Panel(part.title, tuple(maker.courses()), maker.band(purl), top=top, fashioning=fashioning or Fashioning())
    panel.ensure()
    return PartPanel(upright, panel, maker.origin, swatch.stitch_width, tuple(maker.levels), tuple(maker.ends),
                     maker.curved)


def _upright(part: Part) -> Affine:
    a, b = part.grain
    way = heading(a, b)
    return turned(Point(0.0, 0.0), 90.0 - way) if abs(way - 90.0) > 1e-9 else IDENTITY


def _strip(part: Part, upright: Part, swatch: Swatch, purl: tuple[int, int]) -> PartPanel:
    """A neckband: a rib of straight sides whose last course is plain and stays live, to be linked to the neckline."""
    rib = swatch.rib
    wide, high = (100.0 / rib.stitches, 100.0 / rib.courses) if rib else (swatch.stitch_width, swatch.course_height)
    left, low, right, top = upright.bounds
    if abs((right - left) * (top - low) - upright.area) > wide * high * 2:
        raise StationError(f"{part.title}: its ends slant", code="knitting.slant", where=part.id,
                           hint="Pick it up round the neckline and narrow it at the point, as the instructions say.")
    stitches, courses = round((right - left) / wide), max(round((top - low) / high), 2)
    columns = ((PanelStretch(0, stitches - 1),),) * courses
    panel = Panel(part.title, columns, Band("rib", courses - 1, *purl), top="live")
    panel.ensure()
    levels = tuple(low + (top - low) * course / courses for course in range(courses + 1))
    return PartPanel(upright, panel, left, wide, levels, ((left, right),) * courses)


class _Raster:
    """One part on the grid. Heights in mm of the part; columns count from ``origin``."""

    def __init__(self, part: Part, swatch: Swatch, shoulders: str) -> None:
        self.part, self.swatch = part, swatch
        self.stitch, self.height = swatch.stitch_width, swatch.course_height
        self.shoulders = _shoulders(part) if shoulders == "short rows" else []
        self.bottom, self.curved = self.straight_bottom()
        self.outline = _outline(part, self.shoulders, self.bottom)
        ys = [point.y for point in self.outline]
        self.low, self.top = min(ys), max(ys)
        self.rib_top, self.rib_courses = self.rib()
        courses = max(round((self.top - self.rib_top) / self.height), 0)
        rib_height = (self.rib_top - self.low) / self.rib_courses if self.rib_courses else 0.0
        self.levels = [self.low + rib_height * course for course in range(self.rib_courses)]
        self.levels += [self.rib_top + self.height * course for course in range(courses + 1)]
        self.ends = [self.crossings(number) for number in range(1, len(self.levels))]
        self.origin = self.grid_origin()

    def rib(self) -> tuple[float, int]:
        """The height at which a rib ends, and its courses."""
        line = next((line for line in self.part.lines if line.name.split()[-1:] == [RIB]), None)
        if line is None:
            return self.low, 0
        y = line.curves[0].start.y
        gauge = self.swatch.rib
        return y, max(round((y - self.low) / (100.0 / gauge.courses if gauge else self.height)), 1)

    def band(self, purl: tuple[int, int]) -> Band | None:
        return Band("rib", self.rib_courses, *purl) if self.rib_courses else None

    # -- the outline in every course

    def straight_bottom(self) -> tuple[float, float]:
        """The height at which a panel is cast on, and how far the lower edge curves away from it, in mm.

        The cast-on lies level with the ends of the lower edge, so that the sides keep their length.
        """
        hems = [edge for edge in self.part.sewn if edge.edge == HEM]
        if not hems:
            return -inf, 0.0
        points = [point for edge in hems for point in path.flatten(edge.sewn, COARSE_CHORD)]
        ends = [point for edge in hems for point in (edge.sewn[0].start, edge.sewn[-1].end)]
        outer = [point for point in ends if sum(point.same_as(other, COARSE_CHORD) for other in ends) == 1] or ends
        level = sum(point.y for point in outer) / len(outer)
        curved = max(abs(point.y - level) for point in points)
        if curved > FLAT_BOTTOM * self.height:
            over = f"{curved:.0f} mm, {curved / self.height:.1f} courses"
            raise StationError(f"{self.part.title}: its lower edge curves by {over}; a panel is cast on straight, "
                               f"which allows for {FLAT_BOTTOM:g} courses", code="knitting.hem", where=self.part.id,
                               hint="Choose options that make the hem straighter, or knit the jumper, which is drafted "
                               "on the grid.")
        return level, curved if curved > self.height / 2 else 0.0

    def crossings(self, course: int) -> tuple[float, ...]:
        """Where the middle of a course crosses the outline."""
        y = (self.levels[course - 1] + self.levels[course]) / 2
        found = []
        last = self.outline[-1]
        for point in self.outline:
            if (last.y <= y) != (point.y <= y):
                found.append(last.x + (point.x - last.x) * (y - last.y) / (point.y - last.y))
            last = point
        found.sort()
        if len(found) not in (2, 4):
            raise StationError(f"{self.part.title} course {course}: the outline has {len(found) // 2} stretches",
                               code="panel.stretches", where=self.part.id,
                               hint="One panel is one stretch, or two on the sides of a neck; divide the piece.")
        return tuple(found)

    def grid_origin(self) -> float:
        """The column line from which both ends of the first course come closest to whole stitches."""
        left, right = self.ends[0][0], self.ends[0][-1]
        stitches = round((right - left) / self.stitch)
        return (left + right) / 2 - stitches * self.stitch / 2

    def column(self, x: float, *, left: bool) -> int:
        """The nearest column line; halves narrow the panel at both edges, so that a mirror image stays one."""
        place = (x - self.origin) / self.stitch
        return floor(place + 0.5 + TIE) if left else ceil(place - 0.5 - TIE)

    # -- courses

    def courses(self) -> list[Course]:
        found: list[Course] = []
        for number, ends in enumerate(self.ends, 1):
            if 1 < number <= self.rib_courses + 1:
                found.append(found[0])
                continue
            columns = [self.column(x, left=place % 2 == 0) for place, x in enumerate(ends)]
            course = tuple(PanelStretch(left, right - 1)
                           for left, right in zip(columns[::2], columns[1::2], strict=True))
            found.append(_wide_enough(course, found[-1] if found else None))
        opened = sum(len(course) == 2 for course in found)
        if 0 < opened < LEAST_NECK:                     # too shallow to be worked as two sides
            found = [(PanelStretch(course[0].left, course[-1].right),) for course in found]
        return self.turned(_even(_steady(found), self.rib_courses + 2))

    def turned(self, courses: list[Course]) -> list[Course]:
        """Add the short rows of shoulders and darts."""
        for dart in self.part.darts:
            self.dart(courses, dart)
        for tip, neck in self.shoulders:
            self.slope(courses, tip, neck)
        return courses

    def slope(self, courses: list[Course], tip: Point, neck: Point) -> None:
        """Short rows from the tip of a shoulder to the neck; two courses at the end go over all."""
        first, last = self.count(tip.y), len(courses)
        pairs = (last - first - 2) // 2
        stitches = round(abs(tip.x - neck.x) / self.stitch)
        for number in range(first - 1, last):           # the outer edge goes straight up while its stitches wait
            courses[number] = _outer(courses[number], courses[-1], left=tip.x < neck.x)
        for pair in range(pairs):
            inside = min(max(round(stitches * (pair + 1) / (pairs + 1)), 1), stitches - NARROWEST - 1)
            for number in (first + 2 * pair, first + 2 * pair + 1):
                _turn(courses, number, inside, left=tip.x < neck.x)

    def count(self, y: float) -> int:
        """How many courses lie below a height."""
        return _nearest(self.levels, y)

    def dart(self, courses: list[Course], dart: PartDart) -> None:
        """Short rows in place of a dart in an edge that runs up the piece."""
        low, high = sorted(dart.mouth, key=lambda point: point.y)
        lean = 90.0 if dart.kind != "dart" else min(
            abs((heading(Point((low.x + high.x) / 2, (low.y + high.y) / 2), tip) + 90.0) % 180.0 - 90.0)
            for tip in dart.tips)
        if lean > LEVEL:
            raise StationError(f"{self.part.title}: the {dart.kind} {dart.name} cannot be knitted as short rows",
                               code="knitting.dart", where=self.part.id,
                               hint="Choose options without it; a dart must lie along the courses.")
        first, last = self.count(low.y), self.count(high.y)
        last -= (last - first) % 2
        pairs = (last - first) // 2
        reach = round(abs(dart.tips[0].x - (low.x + high.x) / 2) / self.stitch)
        for pair in range(pairs):
            inside = max(round(reach * (pair + 1) / pairs), 1)
            for number in (first + 2 * pair, first + 2 * pair + 1):
                _turn(courses, number, inside, left=dart.tips[0].x > low.x)


def _outer(course: Course, top: Course, *, left: bool) -> Course:
    """The course with the outer edge of the last course."""
    if left:
        return (replace(course[0], left=top[0].left), *course[1:])
    return (*course[:-1], replace(course[-1], right=top[-1].right))


def _turn(courses: list[Course], number: int, inside: int, *, left: bool) -> None:
    """Make a course turn ``inside`` stitches before its outer edge."""
    course = courses[number]
    if left:
        stretch = course[0]
        turned = replace(stretch, turn_left=min(stretch.left + inside, stretch.right))
        courses[number] = (turned, *course[1:])
    else:
        stretch = course[-1]
        turned = replace(stretch, turn_right=max(stretch.right - inside, stretch.left))
        courses[number] = (*course[:-1], turned)


def _wide_enough(course: Course, below: Course | None) -> Course:
    """The course with at least two stitches in every stretch: a point ends on two stitches of the course below."""
    if below is None:
        return course
    found = []
    for place, stretch in enumerate(course):
        under = below[min(place, len(below) - 1)]
        if stretch.stitches >= NARROWEST:
            found.append(stretch)
        else:
            left = min(max(stretch.left, under.left), under.right - NARROWEST + 1)
            found.append(PanelStretch(left, left + NARROWEST - 1))
    return tuple(found)


def _steady(courses: list[Course]) -> list[Course]:
    """Undo the steps of rounding: an edge that moves by one stitch for a single course stays straight."""
    for number in range(1, len(courses) - 1):
        below, course, above = courses[number - 1:number + 2]
        if len(below) == len(course) == len(above) == 1:
            left, right = course[0].left, course[0].right
            if below[0].left == above[0].left and abs(left - below[0].left) == 1:
                left = below[0].left
            if below[0].right == above[0].right and abs(right - below[0].right) == 1:
                right = below[0].right
            courses[number] = (PanelStretch(left, right),)
    return courses


def _even(courses: list[Course], first: int) -> list[Course]:
    """Gain or lose single stitches in even courses, which are right-side rows in hand knitting.

    A change in an odd course moves to the next one, unless that changes the same edge.
    """
    for number in range(first + first % 2, len(courses) - 1, 2):        # places of odd courses
        below, course, above = courses[number - 1:number + 2]
        if not len(below) == len(course) == len(above):
            continue
        courses[number] = tuple(
            PanelStretch(_waited(a.left, b.left, c.left), _waited(a.right, b.right, c.right))
            for a, b, c in zip(below, course, above, strict=True))
    return courses


def _waited(below: int, here: int, above: int) -> int:
    return below if abs(here - below) == 1 and above == here else here


def _shoulders(part: Part) -> list[tuple[Point, Point]]:
    """The tip and the neck point of every shoulder that ends at the top of the part."""
    top = max(point.y for edge in part.sewn for point in path.flatten(edge.sewn, COARSE_CHORD))
    found = []
    for edge in part.sewn:
        if edge.edge == "shoulder":
            ends = edge.sewn[0].start, edge.sewn[-1].end
            tip, neck = sorted(ends, key=lambda point: point.y)
            if abs(neck.y - top) < 1.0 and neck.y - tip.y > 1.0:
                found.append((tip, neck))
    return found


def _outline(part: Part, shoulders: Sequence[tuple[Point, Point]], bottom: float) -> list[Point]:
    """The corners of the outline; darts are left open, shoulders with short rows are square, a hem is straight."""
    points: list[Point] = []
    for edge in part.sewn:
        if edge.edge == HEM:
            points += [Point(end.x, bottom) for end in (edge.sewn[0].start, edge.sewn[-1].end)]
        elif not edge.slit:
            points += _corners(edge, shoulders)
    return [point for point, last in zip(points, [points[-1], *points[:-1]], strict=True) if not point.same_as(last)]


def _corners(edge: PartEdge, shoulders: Sequence[tuple[Point, Point]]) -> list[Point]:
    ends = edge.sewn[0].start, edge.sewn[-1].end
    for tip, neck in shoulders:
        if edge.edge == "shoulder" and {ends[0], ends[1]} == {tip, neck}:
            corner = Point(tip.x, neck.y)
            return [ends[0], corner, ends[1]]
    return [point for curve in edge.sewn for point in path.flatten((curve,), COARSE_CHORD)]

