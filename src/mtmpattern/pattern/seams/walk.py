"""Runs of a template as walks over the edges of parts, and the points at which two such walks match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.model.operation import Buttoned, Operation, Sew
from mtmpattern.pattern.model.run import OTHER, WHOLE, Run, Step
from mtmpattern.pattern.seams.cutting_list import LEFT, NONE, RIGHT, CuttingList, Place, edge_name
from mtmpattern.pattern.seams.seam import EdgeSpan, Match, Walk, walked

# ---- Walks -------------------------------------------------------------------------------------------------------


Orders: TypeAlias = tuple[Walk, ...]
"""The orders in which the spans of one occurrence of a run may be walked; spans run with their outlines here."""


def occurrences(run: Run, parts: CuttingList, for_right: Run | None = None) -> tuple[Orders, ...]:
    """For each way a run occurs on the garment, the orders in which its spans may be walked.

    A half run occurs on both sides; a whole run once, opened over the fold at its end (or, where it touches none, at
    whichever end meets the other side). ``for_right`` is the same run as written for the wearer's right.
    """
    steps, right_steps = run.steps, (for_right or run).steps
    if not any(step.piece.info.is_half for step in steps):
        return ((tuple(span_of(step, NONE, parts) for step in steps),),)
    left = tuple(span_of(step, LEFT, parts) for step in steps)
    only = next((step.piece.info.only for step in steps if step.piece.info.only), NONE)
    if only and run.reach != WHOLE:
        return ((left,),) if only == LEFT else ((tuple(span_of(step, RIGHT, parts) for step in right_steps),),)
    right = tuple(span_of(step, RIGHT, parts) for step in right_steps)
    if run.reach == WHOLE:
        return ((left + right[::-1], right[::-1] + left),)
    return ((right,), (left,)) if run.reach == OTHER else ((left,), (right,))


def span_of(step: Step, half: str, parts: CuttingList) -> EdgeSpan:
    """A step of a run on the outermost cloth of one of the wearer's sides, walked with the outline."""
    info = step.piece.info
    if not info.is_half:
        half = NONE
    elif info.side != half:
        step = step.on_other_side()
    low, high = step.span
    on_half = half if half in info.halves else info.halves[0]
    part = parts.part_of(info.name, on_half)
    if step.inner:
        return EdgeSpan(part.id, edge_name(step.piece, step.edge, on_half), low, high)
    edge = part.named(step.edge, on_half)
    low, high = sorted((edge.drawn_at(low), edge.drawn_at(high)))
    return EdgeSpan(part.id, edge.name, low, high)


def mirrors_itself(ours: Sequence[Orders], mates: Sequence[Orders]) -> bool:
    """Whether a join is its own mirror image, as a centre seam is, from the occurrences of both runs."""
    return len(ours) == len(mates) == 2 and ours[0] == mates[1] and ours[1] == mates[0]


class Meetings:
    """The places of boundaries that have been brought together, as sets that merge."""

    def __init__(self, parts: CuttingList) -> None:
        self.parts = parts
        self._parent: dict[Place, Place] = {}

    def _find(self, place: Place) -> Place:
        while self._parent.get(place, place) != place:
            place = self._parent[place]
        return place

    def bring_together(self, a: Place, b: Place) -> None:
        """Record that two places are sewn to each other."""
        a, b = self._find(a), self._find(b)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def are_one(self, a: Place, b: Place) -> bool:
        """Whether two places are the same place on the sewn garment."""
        return self._find(a) == self._find(b)

    def entry(self, span: EdgeSpan) -> Place:
        """Where a walk enters a span."""
        return self.parts.parts[span.part].place(span.edge, span.entry)

    def exit(self, span: EdgeSpan) -> Place:
        """Where a walk leaves a span."""
        return self.parts.parts[span.part].place(span.edge, span.exit)

    def walk(self, orders: Orders, *, backward: bool) -> Walk | None:
        """The spans walked with (or against) their outlines, when each ends where the next starts."""
        for order in orders:
            walk = tuple(span.walked(backward=backward) for span in order)
            if all(self.are_one(self.exit(a), self.entry(b)) for a, b in pairwise(walk)):
                return walk
        return None


def points_on(walk: Walk, parts: CuttingList) -> dict[str, float]:
    """Named points along a walk in mm; the half and piece tell places of the same name apart."""
    found: dict[str, dict[tuple[str, str], float]] = {}
    run = 0.0
    for span in walk:
        for name, mm in parts.points_on(span.part, span.edge):
            if span.start - JOIN <= mm <= span.end + JOIN:
                along = run + (span.end - mm if span.reversed else mm - span.start)
                edge = parts.edge(span.part, span.edge)
                found.setdefault(name, {})[edge.half, edge.piece.info.name] = along
        run += span.length
    named: dict[str, float] = {}
    for name, hits in found.items():
        first, *others = hits.values()
        if not others or max(hits.values()) - min(hits.values()) <= JOIN:
            named[name] = first
        else:
            named.update({f"{half} {piece} {name}".strip(): along for (half, piece), along in hits.items()})
    return named


# ---- Matches -----------------------------------------------------------------------------------------------------


Matched = tuple[tuple[Match, ...], tuple[float, ...], tuple[str, ...]]
"""The matches, the ease of each stretch between them in mm, and the stated spans that do not exist."""


def matched(operation: Operation, first: Walk, second: Walk, parts: CuttingList) -> Matched:
    """The matches of two walks and their ease, as the operation states it."""
    lengths = walked(first), walked(second)
    if isinstance(operation, Buttoned):  # a closing matches its ends only; an overlap may have any length
        return (Match("start", 0.0, 0.0), Match("end", *lengths)), (lengths[0] - lengths[1],), ()
    points, mates = points_on(first, parts), points_on(second, parts)
    shared = sorted((points[name], mates[name], name) for name in points.keys() & mates.keys())
    inside = [Match(name, a, b) for a, b, name in shared
              if JOIN < a < lengths[0] - JOIN and JOIN < b < lengths[1] - JOIN]
    ends = ("start", "end") if _starts_as_written(operation, first, parts) else ("end", "start")
    matches = (Match(ends[0], 0.0, 0.0), *inside, Match(ends[1], *lengths))
    names = [{match.name} for match in matches]
    for place, along, on in ((0, 0.0, points), (0, 0.0, mates), (-1, lengths[0], points), (-1, lengths[1], mates)):
        names[place] |= {name for name, mm in on.items() if abs(mm - along) <= JOIN}      # a named point at a corner
    eased, unknown = _eased(operation, names, [b.second - a.second for a, b in pairwise(matches)])
    return matches, tuple(eased), unknown


def _starts_as_written(operation: Operation, first: Walk, parts: CuttingList) -> bool:
    """Whether a walk starts where the first run of its operation does, as drawn; on the other half it may not.

    It matters only to ease that is stated from the start or to the end. A run of several edges is walked from the first
    that is named on both halves.
    """
    stated = operation.eased if isinstance(operation, Sew) and isinstance(operation.eased, Mapping) else {}
    if len(first) > 1 or not {"start", "end"} & {end for span in stated for end in span.split("..")}:
        return True
    return parts.edge(first[0].part, first[0].edge).forward != first[0].reversed


def _eased(operation: Operation, names: Sequence[set[str]],
           widths: Sequence[float]) -> tuple[list[float], tuple[str, ...]]:
    """The ease of each stretch, where ``widths`` are those of the second walk in mm; ends may have several names."""
    if not isinstance(operation, Sew):
        return [0.0] * len(widths), ()
    if operation.ratio is not None:
        return [(operation.ratio - 1) * width for width in widths], ()
    if isinstance(operation.eased, Mapping):
        both_ways = [sorted(f"{x}..{y}" for a, b in ((ours, mates), (mates, ours)) for x in a for y in b)
                     for ours, mates in pairwise(names)]
        stated = [next((operation.eased[name] for name in ways if name in operation.eased), 0.0) for ways in both_ways]
        return stated, tuple(sorted(set(operation.eased) - {name for ways in both_ways for name in ways}))
    total = sum(widths)
    return [operation.eased * width / total if total else 0.0 for width in widths], ()
