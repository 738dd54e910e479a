"""The outline of a panel read back from a checked program, and how far it lies from the one that was drawn.

It is read from the passes alone, from the needles that each left in work, not from the plan or from comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtmpattern.knitting.checker import Checked
from mtmpattern.knitting.machine import Machine
from mtmpattern.knitting.panel import Panel, PanelStretch
from mtmpattern.knitting.passes import PassRead


@dataclass(frozen=True, slots=True)
class OutlineRead:
    """The courses of each part, and the largest distance in ``stitches`` of an end from the outline.

    An end is right where it fits the course drawn, the one below or the one above: a step is bound off when the yarn
    stands there, and a turn of a short row begins the next one. ``worst`` is the course of the largest distance,
    ``extra`` counts passes that belong to no course. ``over`` counts courses over stitches that should already wait:
    one at each shoulder at most, where the yarn stood at its edge or came in past it.
    """

    courses: tuple[int, ...]
    stitches: int
    worst: int
    extra: int
    over: int = 0

    def fits(self, panel: Panel) -> bool:
        """Whether every course lies within one stitch of the panel's, and none is missing or extra."""
        return (self.stitches <= 1 and set(self.courses) == {len(panel.courses)} and not self.extra and self.over <= 2)


def read_outline(checked: Checked, panel: Panel, machine: Machine, offset: int) -> OutlineRead:
    """Compare a program's passes with a panel as it lies on the bed; a column plus ``offset`` is its needle."""
    passes = [each for each in checked.passes if set(each.carriers) <= set(machine.main)]
    first, begun = _cast_on(passes, panel)
    parts = len(panel.courses[-1])
    following = [begun + 1] * parts
    worst, stitches, extra, over = 0, 0, 0, 0
    for each in passes[first:]:
        left, right = each.kept[0] - offset, each.kept[1] - offset
        if each.right - each.left < 1 or right == left:         # a tag, or a chained edge
            continue
        covered = [part for part in range(parts) if _covers(each, panel, following[part], part, parts, offset)]
        for part in covered:
            course = following[part]
            following[part] += 1
            if _goes_over(panel, course, part, parts, (left, right)):
                over += 1
                continue
            off = max(_off(panel, course, part, parts, left, "left") if part == covered[0] else 0,
                      _off(panel, course, part, parts, right, "right") if part == covered[-1] else 0)
            if off > stitches:
                stitches, worst = off, course
        extra += not covered
    return OutlineRead(tuple(each - 1 for each in following), stitches, worst, extra, over)


def _cast_on(passes: Sequence[PassRead], panel: Panel) -> tuple[int, int]:
    """The first pass after the cast-on, and how many courses of a hem it holds.

    A cast-on begins loops on empty needles or on another yarn's, and goes on round a tube for as long as one bed is
    knitted while the other holds as many loops.
    """
    at = 0
    while at < len(passes) and passes[at].onto_empty * 3 >= passes[at].loops:
        at += 1
    tubes = at if at else 1
    while tubes < len(passes) and passes[tubes].facing * 8 >= passes[tubes].right - passes[tubes].left:
        tubes += 1
    if tubes > max(at, 1):
        at = tubes
    hem = panel.band is not None and panel.band.kind == "hem"
    return at, sum(each.beds == "f" for each in passes[:at]) if hem else 0


def _stretch(panel: Panel, course: int, part: int, parts: int) -> PanelStretch:
    found = panel.courses[course - 1]
    return found[part] if len(found) == parts else found[0]


def _covers(each: PassRead, panel: Panel, course: int, part: int, parts: int, offset: int) -> bool:
    """Whether a pass covers at least half of a part's course, or of the turned course below it."""
    if course > len(panel.courses):
        return False
    for near in (course, course - 1):
        if near:
            low, high = _stretch(panel, near, part, parts).knitted
            common = min(each.right - offset, high) - max(each.left - offset, low) + 1
            if common * 2 >= high - low + 1:
                return True
    return False


def _goes_over(panel: Panel, course: int, part: int, parts: int, found: tuple[int, int]) -> bool:
    """Whether a pass knits to the edge of a stretch whose stitches should wait there."""
    if len(panel.courses[course - 1]) != parts or parts == 1:
        return False
    stretch = _stretch(panel, course, part, parts)
    turn, edge, end = ((stretch.turn_left, stretch.left, found[0]) if part == 0
                       else (stretch.turn_right, stretch.right, found[1]))
    return turn is not None and abs(turn - edge) > 1 and abs(end - edge) <= 1


def _off(panel: Panel, course: int, part: int, parts: int, found: int, side: str) -> int:
    """How many stitches an end lies from the outline of this course or its neighbours, whichever is nearer."""
    near = range(max(1, course - 1), min(len(panel.courses), course + 1) + 1)
    outer = side == ("left" if part == 0 else "right")
    ends = [_stretch(panel, each, part, parts).knitted[0 if side == "left" else 1] for each in near
            if outer or len(panel.courses[each - 1]) == len(panel.courses[course - 1])]
    return min(abs(found - end) for end in ends)
