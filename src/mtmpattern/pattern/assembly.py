"""All the joins of a garment on parts: which runs go together, which way each is walked, and why some cannot be.

The direction rule is told in `mtmpattern.pattern.joining`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..errors import JoinError, Problem
from .buttons import Buttoned
from .closings import is_inside
from .joining import PartJoin
from .operations import Bind, Encase, Operation, Sew, Zipped
from .run import Run
from .walks import Orders, PartStep, Site, halves_of, mirrors_itself, place_on


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
        case Bind() if operation.by is not None:
            return ((operation.run, operation.by),)
        case Buttoned() if not is_inside(operation):  # lines inside a piece are no boundary to walk
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


def _sided(pair: tuple[Run, Run], operation: Operation, for_right: Operation,
           problems: list[Problem]) -> list[tuple[Operation, Orders, Orders]]:
    """The pair on each side of the wearer; one join where both sides are each other's mirror image."""
    inside = [step for run in pair for step in run.steps if step.inner]
    if inside:
        problems.append(Problem(f"{operation}: {inside[0]} is a line inside the piece, and no edge", "join.inner",
                                str(inside[0]), "Sew along edges; only closings go along lines inside a piece."))
        return []
    first, second = (halves_of(run) for run in pair)
    if len(first) != len(second):
        half, full = (pair[0], pair[1]) if len(first) > len(second) else (pair[1], pair[0])
        problems.append(Problem(
            f"{operation}: {half} is one half and {full} is both", "join.reach", str(half),
            f"Say whole({half}) to open it, or join one half of the other."))
        return []
    pairs = [(op, a, b) for op, a, b in zip((operation, for_right), first, second, strict=False)]
    return pairs[:1] if mirrors_itself(first, second) else pairs


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
    """Inner corners of either walk and the place on the mate that they are sewn to."""
    found = []
    for ours, mates, onto_mate in ((join.first, join.second, join.spans.onto_second),
                                   (join.second, join.first, join.spans.onto_first)):
        run = 0.0
        for step in ours[:-1]:
            run += step.length
            found.append((step.last, place_on(mates, onto_mate(run))))
    return found


def _one_side(waiting: list[tuple[Operation, Orders, Orders]]) -> list[tuple[Operation, Orders, Orders]]:
    """The left half of each join only, for a fault is the same on both."""
    first: dict[int, tuple[Operation, Orders, Orders]] = {}
    for join in waiting:
        first.setdefault(id(join[0]), join)
    return list(first.values())


def _why_not(operation: Operation, first: Orders, second: Orders, meetings: Meetings) -> Problem:
    """Why a join cannot be walked, in the words of the template."""
    directions = [[o for o in (1, -1) if _walk(orders, o, meetings)] for orders in (first, second)]
    if all(directions):
        return Problem(f"{operation} is twisted: both runs are walked the same way round", "join.twist",
                       str(first[0][0].step), "Start both runs at ends that are sewn to each other, or check which "
                       "side of the piece is its front.")
    orders = first if not directions[0] else second
    for a, b in pairwise(orders[0]):
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
