"""Joins written once, expanded to parts, with the rule for directions.

Every part lies face up and its outline runs counter-clockwise. Right sides together, two mates are walked against each
other: where one is walked with its outline, the other is walked against its own. So an edge needs no direction. A run
over several pieces gets its direction from where it goes on: each step must end where the next starts, at a corner of
one piece or at one that earlier joins have brought together. Only one direction can do that; a run that needs both is
twisted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ..errors import JoinError, Problem
from ..geometry.tolerance import JOIN
from .operations import Buttoned, Encase, Operation, Sew, Zipped
from .piece import Piece
from .run import OTHER, WHOLE, Run, Step

if TYPE_CHECKING:
    from .spans import Spans

LEFT, RIGHT, NONE = "left", "right", ""

Site = tuple[str, str, str, float]
"""A place on the boundary of a part: piece, half, edge and sewn millimetres along it; corners have one name."""


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


@dataclass(frozen=True)
class PartJoin:
    """One join between parts: two walks that start together and end together."""

    operation: Operation
    first: tuple[PartStep, ...]
    second: tuple[PartStep, ...]

    @cached_property
    def spans(self) -> Spans:
        """Its spans between points that both runs carry, and their ease."""
        from .spans import spans_of  # noqa: PLC0415  spans build on joins

        return spans_of(self)

    @property
    def ends(self) -> tuple[tuple[Site, Site], tuple[Site, Site]]:
        """The places brought together at the start and at the end."""
        return (self.first[0].first, self.second[0].first), (self.first[-1].last, self.second[-1].last)

    def meets(self, a: str, b: str) -> bool:
        """Whether the join brings an end at ``piece.edge`` to one at the other; edges that lie next to it count."""
        return any({a, b} <= _names(p) | _names(q) and _names(p) & {a, b} and _names(q) & {a, b}
                   for p, q in ((self._end(self.first, i), self._end(self.second, i)) for i in (0, -1)))

    @staticmethod
    def _end(steps: tuple[PartStep, ...], which: int) -> tuple[PartStep, Site]:
        step = steps[which]
        return step, step.first if which == 0 else step.last

    def __str__(self) -> str:
        return f"{' + '.join(map(str, self.first))} = {' + '.join(map(str, self.second))}"


def _names(end: tuple[PartStep, Site]) -> set[str]:
    step, (_, _, corner, mm) = end
    info = step.piece.info
    names = {corner, info.neighbours(corner)[0]} if mm == 0.0 else {corner}
    names |= {name for name, places in info.places.items()
              if any(site(step.piece, step.half, edge, at) == end[1] for edge, at in places)}
    return {f"{info.name}.{name}" for name in names}


class Meetings:
    """Which places have been brought together; sets that merge."""

    def __init__(self) -> None:
        self._parent: dict[Site, Site] = {}

    def find(self, place: Site) -> Site:
        """The representative of all places that are one with this."""
        while self._parent.get(place, place) != place:
            place = self._parent[place]
        return place

    def bring_together(self, a: Site, b: Site) -> None:
        """Record that two places are sewn to each other."""
        a, b = self.find(a), self.find(b)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def are_one(self, a: Site, b: Site) -> bool:
        """Whether two places are the same place on the sewn garment."""
        return self.find(a) == self.find(b)


@dataclass
class Assembly:
    """All joins of a garment on parts, and the faults met on the way."""

    joins: list[PartJoin] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    meetings: Meetings = field(default_factory=Meetings)


def joined_runs(operation: Operation) -> tuple[tuple[Run, Run], ...]:
    """The pairs of runs that an operation brings edge to edge."""
    match operation:
        case Sew() | Zipped():
            return ((operation.first, operation.second),)
        case Encase():
            return tuple((layer, operation.between) for layer in operation.layers)
        case Buttoned() if not operation.over.steps[0].inner:  # lines inside a piece are no boundary to walk
            return ((operation.over, operation.under),)
        case _:
            return ()


def assemble(operations: Sequence[Operation], right: Sequence[Operation] = ()) -> Assembly:
    """Every join of the operations expanded to parts; what cannot be walked becomes a problem.

    ``right`` are the same operations as written for the wearer's right, where the sides differ; their ease counts
    there.
    """
    assembly = Assembly()
    for_right = {id(a): b for a, b in zip(operations, right, strict=True)} if right else {}
    waiting = [sided for operation in operations for pair in joined_runs(operation)
               for sided in _sided(pair, operation, for_right.get(id(operation), operation), assembly.problems)]
    while waiting:
        later = []
        for operation, first, second in waiting:
            join = _walked(operation, first, second, assembly.meetings)
            if join is None:
                later.append((operation, first, second))
                continue
            assembly.joins.append(join)
            for a, b in join.ends:
                assembly.meetings.bring_together(a, b)
            for a, b in _crossings(join):
                assembly.meetings.bring_together(a, b)
        if len(later) == len(waiting):
            assembly.problems.extend(_why_not(operation, first, second, assembly.meetings)
                                     for operation, first, second in _one_side(later))
            break
        waiting = later
    order = {id(operation): index for ops in (operations, right) for index, operation in enumerate(ops)}
    assembly.joins.sort(key=lambda join: order[id(join.operation)])
    return assembly


def expand(operation: Operation, within: Sequence[Operation] = ()) -> tuple[PartJoin, ...]:
    """The joins on parts that one operation stands for; ``within`` are the others that its runs rely on."""
    everything = [*within] if operation in within else [*within, operation]
    assembly = assemble(everything)
    if assembly.problems:
        raise JoinError.of(assembly.problems)
    return tuple(join for join in assembly.joins if join.operation is operation)


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
    return ((right,), (left,)) if run.reach == OTHER else ((left,), (right,))


def _on(step: Step, half: str) -> PartStep:
    if not step.piece.info.is_half:
        return PartStep(step, NONE)
    return PartStep(step if step.piece.info.side == half else step.on_other_side(), half)


Orders = tuple[tuple[PartStep, ...], ...]


def _sided(pair: tuple[Run, Run], operation: Operation, for_right: Operation,
           problems: list[Problem]) -> list[tuple[Operation, Orders, Orders]]:
    """The pair on each side of the wearer; one join where both sides are each other's mirror image."""
    first, second = (halves_of(run) for run in pair)
    if len(first) != len(second):
        half, full = (pair[0], pair[1]) if len(first) > len(second) else (pair[1], pair[0])
        problems.append(Problem(
            f"{operation}: {half} is one half and {full} is both", "join.reach", str(half),
            f"Say whole({half}) to open it, or join one half of the other."))
        return []
    pairs = [(op, a, b) for op, a, b in zip((operation, for_right), first, second, strict=False)]
    return pairs[:1] if mirrors_itself(*pair) else pairs


def mirrors_itself(first: Run, second: Run) -> bool:
    """Whether a join is its own mirror image: the same edges on both sides, as in a centre seam."""
    ours, mates = halves_of(first), halves_of(second)
    return len(ours) == len(mates) == 2 and _where(ours[0]) == _where(mates[1]) and _where(ours[1]) == _where(mates[0])


def _where(orders: Orders) -> tuple[tuple[str, str, str, tuple[float, float]], ...]:
    return tuple((s.piece.info.name, s.half, s.step.edge, s.step.span) for s in orders[0])


def _walked(operation: Operation, first: Orders, second: Orders, meetings: Meetings) -> PartJoin | None:
    for orientation in (1, -1):
        a = _walk(first, orientation, meetings)
        b = _walk(second, -orientation, meetings)
        if a and b:
            return PartJoin(operation, a, b)
    return None


def _walk(orders: Orders, orientation: int, meetings: Meetings) -> tuple[PartStep, ...] | None:
    """The steps walked one way round, when each ends where the next starts."""
    for order in orders:
        steps = tuple(step.walked(orientation) for step in order)
        if all(meetings.are_one(a.last, b.first) for a, b in pairwise(steps)):
            return steps
    return None


def _crossings(join: PartJoin) -> list[tuple[Site, Site]]:
    """Inner corners of either walk and the place on the mate that they are sewn to, by equal parts of the length."""
    found = []
    for ours, mates in ((join.first, join.second), (join.second, join.first)):
        total, mate_total = sum(s.length for s in ours), sum(s.length for s in mates)
        run = 0.0
        for step in ours[:-1]:
            run += step.length
            found.append((step.last, place_on(mates, run / total * mate_total if total else 0.0)))
    return found


def place_on(steps: Sequence[PartStep], mm: float) -> Site:
    """The place ``mm`` along a walk."""
    step, along = step_at(steps, mm)
    return step.site(step.mm_at(along))


def step_at(steps: Sequence[PartStep], mm: float) -> tuple[PartStep, float]:
    """The step ``mm`` along a walk, and the millimetres into it."""
    for step in steps:
        if mm <= step.length + JOIN:
            return step, min(mm, step.length)
        mm -= step.length
    return steps[-1], steps[-1].length


def _one_side(waiting: list[tuple[Operation, Orders, Orders]]) -> list[tuple[Operation, Orders, Orders]]:
    """The left half of each join only, for a fault is the same on both."""
    seen: set[int] = set()
    return [w for w in waiting if not (id(w[0]) in seen or seen.add(id(w[0])))]  # type: ignore[func-returns-value]


def _why_not(operation: Operation, first: Orders, second: Orders, meetings: Meetings) -> Problem:
    """Why a join cannot be walked, in the words of the template."""
    directions = [[o for o in (1, -1) if _walk(orders, o, meetings)] for orders in (first, second)]
    if all(directions):
        return Problem(f"{operation} is twisted: both runs are walked the same way round", "join.twist",
                       str(first[0][0].step), "Start both runs at ends that are sewn to each other, or check which "
                       "side of the piece is its front.")
    orders = first if not directions[0] else second
    for a, b in zip(orders[0], orders[0][1:], strict=False):
        ends = {(o, p): x for o in (1, -1) for p, x in (("out", a.walked(o).last), ("in", b.walked(o).first))}
        if any(meetings.are_one(ends[o, "out"], ends[o, "in"]) for o in (1, -1)):
            continue
        if any(meetings.are_one(ends[o, "out"], ends[-o, "in"]) for o in (1, -1)):
            return Problem(f"{operation}: the walk is twisted between {a.step} and {b.step}", "join.twist",
                           str(a.step), "One of the two is joined the wrong way round; check its front and its ends.")
        return Problem(f"{operation}: nothing brings the ends of {a.step} and {b.step} together", "join.walk",
                       str(a.step), "Sew the edges that lie between them first, or name them in the order of the walk.")
    return Problem(f"{operation}: the walk turns back on itself", "join.twist", str(orders[0][0].step),
                   "Name its edges in the order in which they follow each other round the garment.")
