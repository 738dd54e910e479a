"""Steps of a run on single parts, whose half they lie on, and the names of places on boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..geometry.tolerance import JOIN
from .piece import Piece
from .run import OTHER, WHOLE, Run, Step

LEFT, RIGHT, NONE = "left", "right", ""

Site = tuple[str, str, str, float]
"""A place on the boundary of a part: piece, half, edge and sewn millimetres along it; corners have one name."""


Ref = tuple[str, str, str]
"""One edge of one part: piece, half, edge."""

Cell = tuple[Ref, float, float]
"""A stretch of an edge between two places in sewn millimetres as drawn."""


@dataclass(frozen=True, slots=True)
class PartStep:
    """A step on one part: whose half it is and which way it is walked (+1 with the edge as drawn, -1 against it)."""

    step: Step
    half: str
    walk: int = 0

    @property
    def piece(self) -> Piece:
        """The piece as drafted for this half."""
        return self.step.piece

    @property
    def length(self) -> float:
        """Sewn millimetres."""
        return self.step.length

    @property
    def facing(self) -> int:
        """+1 where the part's outline, face up, runs along the edge as drawn; -1 where it runs against it."""
        turned = self.piece.info.flipped != (self.half == RIGHT)
        return -1 if turned else 1

    def walked(self, orientation: int) -> PartStep:
        """The step walked with (+1) or against (-1) the outline of its part."""
        return PartStep(self.step, self.half, orientation * self.facing)

    def site(self, mm: float) -> Site:
        """The place ``mm`` along the edge as drawn."""
        return site(self.piece, self.half, self.step.edge, mm)

    @property
    def first(self) -> Site:
        """Where the walk enters the step."""
        low, high = self.step.span
        return self.site(low if self.walk > 0 else high)

    @property
    def last(self) -> Site:
        """Where the walk leaves the step."""
        low, high = self.step.span
        return self.site(high if self.walk > 0 else low)

    def mm_at(self, walked: float) -> float:
        """The place along the edge as drawn after ``walked`` millimetres of this step."""
        low, high = self.step.span
        return low + walked if self.walk > 0 else high - walked

    @property
    def part_id(self) -> str:
        """The part it lies on."""
        return self.piece.info.part_id(self.half)

    def __str__(self) -> str:
        half = f"{self.half} " if self.piece.info.opens else ""
        return f"{self.part_id} {half}{self.step.edge}"


def site(piece: Piece, half: str, edge: str, mm: float) -> Site:
    """The name of a place on a boundary; at a corner the edge that starts there, on a fold without a half."""
    info = piece.info
    length = info.edges[edge].length
    if mm <= JOIN or mm >= length - JOIN:
        corner = edge if mm <= JOIN else info.neighbours(edge)[1]
        on_fold = info.fold and info.fold in (corner, info.neighbours(corner)[0])
        return (info.name, NONE if on_fold else half, corner, 0.0)
    return (info.name, half, edge, round(mm, 3))


Orders = tuple[tuple[PartStep, ...], ...]
"""The orders in which the steps of one occurrence of a run may be walked."""


def halves_of(run: Run) -> tuple[tuple[tuple[PartStep, ...], ...], ...]:
    """For each way the run occurs on the garment, the orders in which its steps may be walked.

    A half run occurs on both sides; a whole run once, opened over the fold at its end (or, where it touches none, at
    whichever end meets the other side).
    """
    if not any(step.piece.info.is_half for step in run.steps):
        return ((tuple(PartStep(step, NONE) for step in run.steps),),)
    left = tuple(_on(step, LEFT) for step in run.steps)
    right = tuple(_on(step, RIGHT) for step in run.steps)
    if run.reach == WHOLE:
        return ((left + right[::-1], right[::-1] + left),)
    only = next((step.piece.info.only for step in run.steps if step.piece.info.only), NONE)
    if only:
        return ((left if only == LEFT else right,),)
    return ((right,), (left,)) if run.reach == OTHER else ((left,), (right,))


def _on(step: Step, half: str) -> PartStep:
    if not step.piece.info.is_half:
        return PartStep(step, NONE)
    return PartStep(step if step.piece.info.side == half else step.on_other_side(), half)


def mirrors_itself(ours: Sequence[Orders], mates: Sequence[Orders]) -> bool:
    """Whether a join is its own mirror image: the same edges on both sides, as in a centre seam.

    What is given are the halves of both runs.
    """
    return len(ours) == len(mates) == 2 and _where(ours[0]) == _where(mates[1]) and _where(ours[1]) == _where(mates[0])


def _where(orders: Orders) -> tuple[tuple[str, str, str, tuple[float, float]], ...]:
    return tuple((s.piece.info.name, s.half, s.step.edge, s.step.span) for s in orders[0])


def place_on(steps: Sequence[PartStep], mm: float) -> Site:
    """The place ``mm`` along a walk."""
    step, along = step_at(steps, mm)
    return step.site(step.mm_at(along))


def step_at(steps: Sequence[PartStep], mm: float) -> tuple[PartStep, float]:
    """The step ``mm`` along a walk, and the millimetres into it."""
    for step in steps:
        length = step.length
        if mm <= length + JOIN:
            return step, min(mm, length)
        mm -= length
    return steps[-1], steps[-1].length
