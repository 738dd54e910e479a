"""Runs as walks over parts, and which way each is walked.

Every part lies face up and its outline runs counter-clockwise. Right sides together, two mates are walked against each
other: where one is walked with its outline, the other is walked against its own. So an edge needs no direction. A run
over several pieces gets its direction from where it goes on: each span must end where the next starts, at a corner of
one part or at one that earlier seams have brought together. Only one direction can do that; a run that needs both is
twisted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from ..geometry.tolerance import JOIN
from .cutting_list import LEFT, NONE, RIGHT, CuttingList, Place, edge_name
from .run import OTHER, WHOLE, Run, Step
from .seam import EdgeSpan, Walk

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
    """Whether a join is its own mirror image, as a centre seam is; given are the occurrences of both runs."""
    return len(ours) == len(mates) == 2 and ours[0] == mates[1] and ours[1] == mates[0]


class Meetings:
    """Which places of boundaries have been brought together; sets that merge."""

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
    """Named points along a walk in mm; a name that lies at several places is told apart by half and piece."""
    found: dict[str, dict[str, float]] = {}
    run = 0.0
    for span in walk:
        for name, mm in parts.points_on(span.part, span.edge):
            if span.start - JOIN <= mm <= span.end + JOIN:
                along = run + (span.end - mm if span.reversed else mm - span.start)
                edge = parts.edge(span.part, span.edge)
                found.setdefault(name, {})[f"{edge.half} {edge.piece.info.name} {name}".strip()] = along
        run += span.length
    named: dict[str, float] = {}
    for name, hits in found.items():
        if max(hits.values()) - min(hits.values()) <= JOIN:
            named[name] = next(iter(hits.values()))
        else:
            named.update(hits)
    return named

