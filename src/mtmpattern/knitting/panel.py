"""A shaped panel on the stitch grid: which stitches are in work in every course, seen on the right side of the cloth.

Columns are whole numbers that grow to the right; courses count from 1 at the cast-on. A panel states what is knitted;
how (transfers, bind-off steps, short rows, a neck split) follows in `mtmpattern.knitting.plan`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final, Literal

from mtmpattern.errors import Problem, StationError

Side = Literal["left", "right"]
INCREASES: Final = ("lifted", "eyelet", "split")
"""How a stitch is added: by lifting its neighbour's loop below, by leaving a hole, or by splitting the edge stitch."""

NARROWEST: Final = 2
LEAST_NECK: Final = 3
MOST_PROBLEMS: Final = 20


def opposite(side: Side) -> Side:
    """The other side."""
    return "right" if side == "left" else "left"


@dataclass(frozen=True, slots=True)
class PanelStretch:
    """Neighbouring stitches in work in a course, from ``left`` to ``right``, both included.

    In a short row the yarn goes no further than ``turn_left`` or ``turn_right``; the stitches beyond wait.
    """

    left: int
    right: int
    turn_left: int | None = None
    turn_right: int | None = None

    @property
    def stitches(self) -> int:
        """How many stitches are in work."""
        return self.right - self.left + 1

    @property
    def knitted(self) -> tuple[int, int]:
        """The outermost stitches that the yarn passes."""
        return (self.left if self.turn_left is None else self.turn_left,
                self.right if self.turn_right is None else self.turn_right)

    def mirrored(self) -> PanelStretch:
        """The stretch with left and right swapped."""
        return PanelStretch(-self.right, -self.left, None if self.turn_right is None else -self.turn_right,
                       None if self.turn_left is None else -self.turn_left)


Course = tuple[PanelStretch, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """The first courses: a ``rib`` of ``knit`` and ``purl`` columns counted from ``anchor``, or a double ``hem``.

    Each of the two layers of a hem has ``courses`` courses.
    """

    kind: Literal["rib", "hem"]
    courses: int
    knit: int = 1
    purl: int = 1
    anchor: Side = "left"

    def purls(self, column: int, left: int, right: int) -> bool:
        """Whether a column of a panel from ``left`` to ``right`` is a purl column of the rib."""
        if self.kind != "rib":
            return False
        place = column - left if self.anchor == "left" else right - column
        return place % (self.knit + self.purl) >= self.knit


@dataclass(frozen=True, slots=True)
class Fashioning:
    """How edges are shaped: ``inset`` stitches in, narrowing by ``most`` stitches at once (more are bound off)."""

    inset: int = 3
    most: int = 2
    increase: Literal["lifted", "eyelet", "split"] = "lifted"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark for joining: one purl stitch beside an edge. ``part`` 1 is the right-hand one of two stretches."""

    course: int
    side: Side
    part: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel to be knitted. ``starts`` is the side at which the first course begins.

    ``cast_on`` is ``closed`` (a finished edge) or ``open`` (live loops on the draw thread); ``top`` is ``chained`` or
    ``live`` (left on waste courses for linking).
    """

    name: str
    courses: tuple[Course, ...]
    band: Band | None = None
    cast_on: Literal["closed", "open"] = "closed"
    top: Literal["chained", "live"] = "chained"
    fashioning: Fashioning = field(default_factory=Fashioning)
    marks: tuple[Mark, ...] = ()
    starts: Side = "left"

    @property
    def extent(self) -> tuple[int, int]:
        """The outermost columns."""
        return (min(each.left for course in self.courses for each in course),
                max(each.right for course in self.courses for each in course))

    @property
    def widest(self) -> int:
        """How many needles the panel takes."""
        left, right = self.extent
        return right - left + 1

    @property
    def stitches(self) -> int:
        """How many stitches the yarn passes, all courses together."""
        return sum(stretch.knitted[1] - stretch.knitted[0] + 1 for course in self.courses for stretch in course)

    def mirrored(self) -> Panel:
        """The mirror-image panel, knitted from the other side."""
        parts = max((len(course) for course in self.courses), default=1)
        return replace(
            self, starts=opposite(self.starts),
            courses=tuple(tuple(each.mirrored() for each in reversed(course)) for course in self.courses),
            band=replace(self.band, anchor=opposite(self.band.anchor)) if self.band else None,
            marks=tuple(replace(mark, side=opposite(mark.side),
                                part=1 - mark.part if parts > 1 and len(self.courses[mark.course - 1]) > 1
                                else mark.part) for mark in self.marks))

    def ensure(self) -> None:
        """Raise `StationError` with everything about the outline that cannot be knitted as one panel."""
        problems = list(islice(_problems(self), MOST_PROBLEMS))
        if problems:
            raise StationError.of(problems)


def panel_of_edges(name: str, left: Sequence[int], right: Sequence[int], *,
                   neck: tuple[Sequence[int], Sequence[int]] = ((), ()), band: Band | None = None,
                   cast_on: Literal["closed", "open"] = "closed", top: Literal["chained", "live"] = "chained",
                   fashioning: Fashioning | None = None, marks: Iterable[Mark] = (), starts: Side = "left") -> Panel:
    """A panel from its outermost columns in every course.

    ``neck`` holds, for the last courses, the last column left of the opening and the first one right of it. Raises
    `StationError` where the lists differ in length.
    """
    inner_left, inner_right = neck
    if len(left) != len(right) or len(inner_left) != len(inner_right) or len(inner_left) > len(left):
        raise StationError(f"{name} has {len(left)} left and {len(right)} right ends, and {len(inner_left)} left and "
                           f"{len(inner_right)} right ends at the neck", code="panel.courses", where=name,
                           hint="Give one of each for every course.")
    whole = len(left) - len(inner_left)
    courses: list[Course] = [(PanelStretch(*ends),) for ends in zip(left[:whole], right[:whole], strict=True)]
    courses += [(PanelStretch(a, b), PanelStretch(c, d))
                for a, b, c, d in zip(left[whole:], inner_left, inner_right, right[whole:], strict=True)]
    return Panel(name, tuple(courses), band, cast_on, top, fashioning or Fashioning(), tuple(marks), starts)


def swatch_panel(stitches: int = 50, courses: int = 70) -> Panel:
    """A panel to measure, with marks ``stitches`` apart across and ``courses`` apart up and down.

    Weigh all of its ``.stitches`` stitches, and give the readings to `mtmpattern.knitting.measured_swatch`.
    """
    width, low = stitches + 3, 6                        # a mark is the second stitch from its edge
    marks = [Mark(course, side) for course in (low, low + courses) for side in ("left", "right")]
    return panel_of_edges("swatch", [0] * (courses + 2 * low), [width - 1] * (courses + 2 * low), marks=marks)


def spread(changes: int, courses: int) -> tuple[int, ...]:
    """The courses (1 to ``courses``) that get one of ``changes`` changes, spread evenly between the first and last.

    The intervals differ by one course at most. Where there are too many changes for that, the first and last course
    take some too; where there are more than courses, several fall together.
    """
    if changes <= 0 or courses < 1:
        return ()
    first, room = (2, courses - 2) if changes <= courses - 2 else (1, courses)
    return tuple(first + (2 * change + 1) * room // (2 * changes) for change in range(changes))


def slope(start: int, end: int, courses: int) -> tuple[int, ...]:
    """An edge's column in each of ``courses`` courses, from ``start`` to ``end``, one stitch at a time."""
    at = spread(abs(end - start), courses)
    way = 1 if end > start else -1
    return tuple(start + way * sum(course <= each for course in at) for each in range(1, courses + 1))


def _problems(panel: Panel) -> Iterable[Problem]:
    """The problems of everything that cannot be knitted."""
    if not panel.courses:
        yield _problem(panel, 0, "it has no courses", "panel.courses", "Give the outline.")
        return
    alone = [problem for number, course in enumerate(panel.courses, 1) for problem in _course(panel, number, course)]
    yield from alone
    if alone:
        return
    for number, (below, above) in enumerate(zip(panel.courses, panel.courses[1:], strict=False), 2):
        yield from _step(panel, number, below, above)
    opened = sum(len(course) == 2 for course in panel.courses)
    if 0 < opened < LEAST_NECK:
        yield _problem(panel, len(panel.courses) - opened + 1, f"a neck of {opened} courses is too short", "panel.neck",
                       f"Give it {LEAST_NECK} courses or more, or bind the top off in one.")
    yield from _band(panel)
    for mark in panel.marks:
        if not 1 <= mark.course <= len(panel.courses) or mark.part >= len(panel.courses[mark.course - 1]):
            yield _problem(panel, mark.course, f"a mark lies in part {mark.part + 1}, which does not exist",
                           "panel.mark", "Put marks on courses and parts of the panel.")
    if panel.fashioning.inset < 0 or not 1 <= panel.fashioning.most <= 3:
        yield _problem(panel, 0, f"narrowing by {panel.fashioning.most} stitches, {panel.fashioning.inset} in from the "
                       "edge, is not possible", "panel.fashioning", "Narrow by 1 to 3 stitches, 0 or more in.")


def _problem(panel: Panel, course: int, what: str, code: str, hint: str) -> Problem:
    where = f"{panel.name} course {course}" if course else panel.name
    return Problem(f"{where}: {what}", code, where, hint)


def _course(panel: Panel, number: int, course: Course) -> Iterable[Problem]:
    """One course by itself."""
    if not 1 <= len(course) <= 2:
        yield _problem(panel, number, f"it has {len(course)} stretches of stitches", "panel.stretches",
                       "One panel is one stretch, or two on the sides of a neck; divide the piece.")
        return
    for stretch in course:
        first, last = stretch.knitted
        if stretch.stitches < NARROWEST:
            yield _problem(panel, number, f"only {max(stretch.stitches, 0)} stitches from {stretch.left} to "
                           f"{stretch.right}", "panel.narrow",
                           f"Leave {NARROWEST} stitches or more, or end the panel before.")
        elif not stretch.left <= first <= last <= stretch.right:
            yield _problem(panel, number, f"a short row from {first} to {last} is not within the stitches in work, "
                           f"{stretch.left} to {stretch.right}", "panel.turn", "Turn within them.")
    if len(course) == 2 and course[0].right >= course[1].left:
        yield _problem(panel, number, f"its stretches overlap at columns {course[1].left} to {course[0].right}",
                       "panel.stretches", "List them from left to right.")


def _step(panel: Panel, number: int, below: Course, above: Course) -> Iterable[Problem]:
    """The change from one course to the next."""
    if len(above) < len(below):
        yield _problem(panel, number, "two stretches become one: the piece has a hole", "panel.hole",
                       "Open the hole to an edge, or knit two panels and link them.")
        return
    pairs = [(below[0], above[0]), (below[-1], above[-1])]
    for side, (under, over), sign in (("left", pairs[0], 1), ("right", pairs[1], -1)):
        before, after = (under.left, over.left) if side == "left" else (under.right, over.right)
        yield from _edge(panel, number, side, (under, over), (after - before) * sign)
    if len(below) == 2 == len(above):
        yield from _edge(panel, number, "right", pairs[0], below[0].right - above[0].right)
        yield from _edge(panel, number, "left", pairs[1], above[1].left - below[1].left)


def _edge(panel: Panel, number: int, side: str, stretches: tuple[PanelStretch, PanelStretch],
          change: int) -> Iterable[Problem]:
    """An edge's change in a course: positive where it narrows."""
    under, over = stretches
    if change < -1:
        yield _problem(panel, number, f"{-change} stitches are added at the {side} edge at once", "panel.increase",
                       "Add one stitch a course at an edge; start a wider part as its own panel.")
    if change and any((each.turn_left if side == "left" else each.turn_right) is not None for each in (under, over)):
        yield _problem(panel, number, f"the {side} edge is shaped while its stitches wait", "panel.turn",
                       "Shape an edge before its short rows or after them.")
    if change >= under.stitches:
        yield _problem(panel, number, f"all {under.stitches} stitches end at the {side} edge", "panel.narrow",
                       "End the panel with the course before.")


def _band(panel: Panel) -> Iterable[Problem]:
    band = panel.band
    if band is None:
        return
    if not 1 <= band.courses < len(panel.courses) or band.knit < 1 or band.purl < 1:
        yield _problem(panel, 0, f"a {band.kind} of {band.courses} courses, {band.knit} by {band.purl}, is not "
                       "possible", "panel.band",
                       f"Give 1 to {len(panel.courses) - 1} courses and 1 or more columns of each.")
        return
    first = panel.courses[0]
    if any(course != first for course in panel.courses[:band.courses + 1]) or len(first) > 1 \
            or first[0].knitted != (first[0].left, first[0].right):
        yield _problem(panel, band.courses, f"the {band.kind} is shaped", "panel.band",
                       "Begin shaping in the second course after it.")
    elif band.kind == "rib" and band.knit >= first[0].stitches:
        yield _problem(panel, 1, f"a rib of {band.knit} knit columns does not fit on {first[0].stitches} stitches",
                       "panel.band", "Give it fewer knit columns than stitches.")
