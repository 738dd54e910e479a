"""Seams of knitted panels in stitches and courses, and the marks that show where two edges meet.

Edges with equally many courses are sewn course by course. Other seams are linked by length, with a mark on both edges
every 40 mm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mtmpattern.geometry import Point
from mtmpattern.knitting.panel import Mark, Panel
from mtmpattern.knitting.part_panel import PartPanel
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.seams.seam import Seam, Walk, span_at

EVERY: Final = 40.0
"""Millimetres between two marks of a seam that is linked by length."""

LEAST_SEAM: Final = 60.0
"""The length of the shortest seam with marks, in mm."""

FLAT: Final = 3.0
"""Where an edge moves sideways by more stitches than this in one course, a mark would not show a place on it."""


@dataclass(frozen=True, slots=True)
class SeamCount:
    """One seam, both sides of it: lengths in mm, courses that they run up, and stitches that they run across."""

    seam: Seam
    lengths: tuple[float, float]
    courses: tuple[int, int]
    stitches: tuple[int, int]

    @property
    def by_course(self) -> bool:
        """Whether both sides are sewn course by course."""
        return not self.by_stitch and self.courses[0] == self.courses[1] > min(self.stitches)

    @property
    def by_stitch(self) -> bool:
        """Whether both sides are joined stitch by stitch, as shoulders are."""
        return self.stitches[0] == self.stitches[1] > max(self.courses)


def seam_counts(pattern: Pattern, panels: Mapping[str, PartPanel]) -> tuple[SeamCount, ...]:
    """Every seam between parts that are knitted as panels, in order of work."""
    found = []
    for seam in pattern.seams:
        if seam.kind == "sewn" and seam.second and seam.layer == 0 and all(name in panels for name in seam.parts):
            first, second = _counted(seam.first, panels), _counted(seam.second, panels)
            found.append(SeamCount(seam, seam.lengths, (first[0], second[0]), (first[1], second[1])))
    return tuple(found)


def _counted(walk: Walk, panels: Mapping[str, PartPanel]) -> tuple[int, int]:
    """The courses that a walk runs up or down, and the stitches that it runs across; short rows are left out."""
    courses, stitches = 0, 0.0
    for span in walk:
        panel = panels[span.part]
        for curve in panel.part.along(span):
            courses += abs(panel.height_of(curve.end.y) - panel.height_of(curve.start.y))
            stitches += abs(curve.end.x - curve.start.x) / panel.stitch
    return courses, round(stitches)


def marked(pattern: Pattern, panels: Mapping[str, PartPanel]) -> dict[str, PartPanel]:
    """The panels with marks every 40 mm along the seams that are linked by length."""
    marks: dict[str, list[Mark]] = {name: [] for name in panels}
    for count in seam_counts(pattern, panels):
        if count.by_course or count.by_stitch or any(panels[name].part.on == "neck" for name in count.seam.parts):
            continue
        for first, second in _pairs(count.seam, panels):
            for name, mark in (first, second):
                if mark not in marks[name]:
                    marks[name].append(mark)
    return {name: replace(panel, panel=replace(panel.panel, marks=_sorted(marks[name])))
            for name, panel in panels.items()}


def _sorted(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.course, mark.part, mark.side)))


Placed = tuple[str, Mark]


def _pairs(seam: Seam, panels: Mapping[str, PartPanel]) -> Iterator[tuple[Placed, Placed]]:
    """The marks of both sides; a place where one side runs along a course has none."""
    length = seam.lengths[1]
    if length < LEAST_SEAM:
        return
    for number in range(1, int((length - EVERY / 2) / EVERY) + 1):
        at = number * EVERY
        second = _mark(seam.second, at, panels)
        first = _mark(seam.first, seam.onto_first(at), panels)
        if first and second:
            yield first, second


def _mark(walk: Walk, mm: float, panels: Mapping[str, PartPanel]) -> Placed | None:
    """The mark at a place of a walk: the course, and the side of the stretch whose edge is nearest."""
    span, within = span_at(walk, mm)
    panel = panels[span.part]
    edge = panel.part.edge(span.edge)
    place: Point = edge.at(span.at(within))
    course = panel.course_at(place.y)
    column = (place.x - panel.origin) / panel.stitch
    ends = [(abs(column - (stretch.left if side == "left" else stretch.right + 1)), part, side)
            for part, stretch in enumerate(panel.panel.courses[course - 1]) for side in ("left", "right")]
    _, part, side = min(ends)
    if _flat(panel.panel, course, part, side):
        return None
    return span.part, Mark(course, "left" if side == "left" else "right", part)


def _flat(panel: Panel, course: int, part: int, side: str) -> bool:
    """Whether an edge runs along this course, so that several stitches end there."""
    if panel.band and course <= panel.band.courses:
        return True
    near = [panel.courses[each - 1] for each in (course - 1, course, course + 1) if 1 <= each <= len(panel.courses)]
    ends = [(each[min(part, len(each) - 1)].left if side == "left" else each[min(part, len(each) - 1)].right)
            for each in near]
    return max(ends) - min(ends) > FLAT
