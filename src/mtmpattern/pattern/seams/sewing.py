"""The sewing graph: every operation of a garment as seams between edge spans of parts.

Operations are written once, for runs of pieces; here each becomes as many seams as the garment has, on both of the
wearer's sides and in every layer of cloth. What cannot be walked becomes a problem with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from mtmpattern.errors import DraftError, JoinError, Problem
from mtmpattern.geometry import IDENTITY, TURNED_OVER
from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.model.operation import (
    Bag,
    Bind,
    Buttoned,
    Caught,
    Encase,
    Hem,
    Lay,
    Opened,
    Operation,
    Raw,
    Separate,
    Sew,
    Zipped,
)
from mtmpattern.pattern.model.outline import FUSIBLE
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.run import Run
from mtmpattern.pattern.seams.cloth_layers import further_layers, in_all_layers, layers_of, on_layer
from mtmpattern.pattern.seams.cutting_list import CuttingList, ListedPart, Place
from mtmpattern.pattern.seams.placement import caught_at, laid_at, laps_beyond, mark_of
from mtmpattern.pattern.seams.seam import (
    EdgeSpan,
    Match,
    Seam,
    SeamKind,
    Walk,
    span_at,
    span_ends,
    walked,
)
from mtmpattern.pattern.seams.sewing_faults import broken, why_not, wrong_edges
from mtmpattern.pattern.seams.walk import Meetings, Orders, matched, mirrors_itself, occurrences, span_of


@dataclass(frozen=True)
class SewingGraph:
    """All seams of a garment in order of work, and why some operations could not be expanded."""

    parts: CuttingList
    seams: tuple[Seam, ...]
    operations: tuple[Operation, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def failed(self) -> tuple[Operation, ...]:
        """The operations that could not be expanded; their problems name them."""
        named = {problem.operation for problem in self.problems}
        return tuple(operation for operation in self.operations if str(operation) in named)

    @cached_property
    def outermost(self) -> tuple[Seam, ...]:
        """The seams of the outermost layers that bring edge to edge, closings along edges among them."""
        return tuple(seam for seam in self.seams if seam.layer == 0 and seam.second and seam.matches
                     and seam.kind in ("sewn", "encased", "bound", "zipped", "closed") and not any(seam.beyond))

    @cached_property
    def laps(self) -> tuple[Seam, ...]:
        """The closings along lines inside parts, beyond which cloth laps."""
        return tuple(seam for seam in self.seams if any(seam.beyond))

    def of(self, operation: Operation) -> tuple[Seam, ...]:
        """The seams that one operation stands for."""
        return tuple(seam for seam in self.seams if seam.operation is operation)


def sewing_graph(pieces: Iterable[Piece], operations: Sequence[Operation],
                 right: Sequence[Operation] = ()) -> SewingGraph:
    """The seams of a garment.

    ``right`` are the same operations as written for the wearer's right, where the sides differ.
    """
    return _Sewing(CuttingList(pieces), operations, right).graph()


def expand(operation: Operation, within: Sequence[Operation] = ()) -> tuple[Seam, ...]:
    """The seams that one operation stands for; ``within`` are the others that its runs rely on.

    Raises `JoinError` with the reasons where they cannot be walked.
    """
    operations = [*within] if operation in within else [*within, operation]
    pieces = {piece.info.name: piece for each in operations for piece in _pieces_of(each)}
    graph = sewing_graph(pieces.values(), operations)
    if graph.problems:
        raise JoinError.of(graph.problems)
    return graph.of(operation)


def _pieces_of(operation: Operation) -> Iterator[Piece]:
    for run in (*operation.runs, *((operation.by,) if isinstance(operation, Caught) else ())):
        yield from (step.piece for step in run.steps)
    if isinstance(operation, Lay | Opened):
        yield from (operation.piece, operation.on)
    if isinstance(operation, Separate):
        yield operation.piece


def joined_runs(operation: Operation) -> tuple[tuple[SeamKind, int, int], ...]:
    """The pairs of an operation's runs that are brought edge to edge, by their places among its runs."""
    match operation:
        case Sew():
            return (("sewn", 0, 1),)
        case Zipped():
            return (("zipped", 0, 1),)
        case Encase():
            return tuple(("encased", i, len(operation.layers)) for i in range(len(operation.layers)))
        case Bind() if operation.by is not None:
            return (("bound", 0, 1),)
        case Buttoned() if not operation.is_inside:  # a line inside a piece is not a boundary to walk
            return (("closed", 0, 1),)
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A join that is still to be walked: its operation and step, and the ways in which both runs may be walked."""

    kind: SeamKind
    operation: Operation
    step: int
    first: Orders
    second: Orders
    innermost: bool
    """Whether the further layers of its second side are sewn here; a band's are, with the last run that it encases."""


class _Sewing:
    """Expands the operations of one garment."""

    def __init__(self, pieces: CuttingList, operations: Sequence[Operation], right: Sequence[Operation]) -> None:
        self.parts, self.meetings, self.operations = pieces, Meetings(pieces), tuple(operations)
        self.problems: list[Problem] = []
        self.seams: list[Seam] = []
        known = {piece.info.name for piece in pieces.pieces}
        self.pairs: list[tuple[int, Operation, Operation]] = []
        for step, (operation, for_right) in enumerate(zip(operations, right or operations, strict=True)):
            unknown = sorted({piece.info.name for piece in _pieces_of(operation)} - known)
            wrong = [] if unknown else list(wrong_edges(operation))
            if wrong:
                self.problems += [each for each in wrong if each not in self.problems]
            elif unknown:
                self.problems.append(Problem(
                    f"{operation}: {', '.join(unknown)} is not one of the garment's pieces", "join.piece", unknown[0],
                    "Yield the operation only where the piece is drafted, or draft the piece.",
                    operation=str(operation)))
            else:
                self.pairs.append((step, operation, for_right))

    def graph(self) -> SewingGraph:
        self.seams += [_fused(part, self.parts) for part in self.parts
                       if part.cut.role == FUSIBLE and part.piece.info.role != FUSIBLE]
        self._walk_all([wanted for step, operation, for_right in self.pairs
                        for kind, first, second in joined_runs(operation)
                        for wanted in self._wanted(kind, step, operation, for_right, first, second)])
        for step, operation, for_right in self.pairs:
            self.seams += self._others(step, operation, for_right)
        self.seams.sort(key=lambda seam: (seam.step, seam.layer))
        return SewingGraph(self.parts, tuple(self.seams), self.operations, tuple(self.problems))

    # ---- Edge to edge --------------------------------------------------------------------------------------------

    def _wanted(self, kind: SeamKind, step: int, operation: Operation, for_right: Operation, first: int,
                second: int) -> Iterator[_Wanted]:
        """The join on each side of the wearer; one where both sides are each other's mirror image."""
        runs = operation.runs[first], operation.runs[second]
        ours, mates = (occurrences(operation.runs[i], self.parts, for_right.runs[i]) for i in (first, second))
        if len(ours) != len(mates):
            half, full = (runs[0], runs[1]) if len(ours) > len(mates) else (runs[1], runs[0])
            self.problems.append(Problem(
                f"{operation}: {half} is one half and {full} is both", "join.reach", str(half),
                f"Say whole({half}) to open it, or join one half of the other.", operation=str(operation)))
            return
        if ours == mates:
            self.problems.append(Problem(f"{operation}: an edge is sewn to itself", "join.self", str(runs[0]),
                                         "Name its mate; the same edge of the other side is other(...).",
                                         operation=str(operation)))
            return
        if kind == "encased" and second == first + 1:
            self.problems += self._thin(operation, mates)
        innermost = kind != "encased" or second == first + 1
        found = [_Wanted(kind, op, step, a, b, innermost)
                 for op, a, b in zip((operation, for_right), ours, mates, strict=False)]
        yield from found[:1] if mirrors_itself(ours, mates) else found

    def _walk_all(self, waiting: list[_Wanted]) -> None:
        """Walk every join as soon as what it relies on has been sewn; what is left over is a fault."""
        while waiting:
            later = []
            for wanted in waiting:
                seam = self._walked(wanted)
                if seam is None:
                    later.append(wanted)
                    continue
                self.seams.append(seam)
                self._meet(seam)
                if seam.kind != "closed":
                    self.seams += further_layers(seam, self.parts, innermost=wanted.innermost)
            if len(later) == len(waiting):
                first = {id(wanted.operation): wanted for wanted in reversed(later)}  # the same fault on both sides
                self.problems += [why_not(each.operation, each.first, each.second, self.meetings)
                                  for each in reversed(first.values())]
                return
            waiting = later

    def _walked(self, wanted: _Wanted) -> Seam | None:
        for backward in self._ways(wanted):
            first = self.meetings.walk(wanted.first, backward=backward)
            second = self.meetings.walk(wanted.second, backward=not backward)
            if first and second:
                matches, eased, unknown = matched(wanted.operation, first, second, self.parts)
                return Seam(wanted.kind, first, second, wanted.operation, wanted.step, 0, matches, eased, unknown)
        return None

    def _ways(self, wanted: _Wanted) -> tuple[bool, bool]:
        """The directions in which to try a walk, as the outlines run and against them.

        A ring of several edges can be walked in both, and the direction decides at which seam it is begun. It is begun
        where the first run goes as drawn, so that the wearer's right is joined at the same place as the left.
        """
        leading = wanted.first[0][0]
        if self.parts.edge(leading.part, leading.edge).forward:
            return False, True
        is_ring = self._is_ring(wanted.first) or self._is_ring(wanted.second)
        return (True, False) if is_ring else (False, True)

    def _is_ring(self, orders: Orders) -> bool:
        """Whether several edges, as sewn so far, end where they begin."""
        walk = self.meetings.walk(orders, backward=False) if len(orders[0]) > 1 else None
        return walk is not None and self.meetings.are_one(self.meetings.exit(walk[-1]), self.meetings.entry(walk[0]))

    def _meet(self, seam: Seam) -> None:
        """The ends of both walks come together, and the corners of either with a place on its mate."""
        meetings, first, second = self.meetings, seam.first, seam.second
        meetings.bring_together(meetings.entry(first[0]), meetings.entry(second[0]))
        meetings.bring_together(meetings.exit(first[-1]), meetings.exit(second[-1]))
        for ours, mates, onto_mate in ((first, second, seam.onto_second), (second, first, seam.onto_first)):
            for span, mm in zip(ours[:-1], span_ends(ours), strict=False):
                meetings.bring_together(meetings.exit(span), self._place_on(mates, onto_mate(mm)))

    def _place_on(self, walk: Walk, mm: float) -> Place:
        span, along = span_at(walk, mm)
        return self.parts.parts[span.part].place(span.edge, span.at(along))

    # ---- Everything else -----------------------------------------------------------------------------------------

    def _others(self, step: int, operation: Operation, for_right: Operation) -> Iterator[Seam]:
        """The seams of an operation that does not bring the edges of two pieces together."""
        match operation:
            case Hem():
                for walk in self._walks(operation, operation.runs, for_right.runs):
                    hem = Seam("hemmed", walk, (), operation, step, depth=operation.depth, under=operation.under)
                    yield from in_all_layers(hem, self.parts)
            case Raw() | Bind(by=None):
                for walk in self._walks(operation, operation.runs, for_right.runs):
                    kind: SeamKind = "raw" if isinstance(operation, Raw) else "bound"
                    yield from in_all_layers(Seam(kind, walk, (), operation, step), self.parts)
            case Bag():
                yield from self._bagged(step, operation, for_right)
            case Buttoned() if operation.is_inside:
                yield from self._lapped(step, operation)
            case Caught():
                yield from self._caught(step, operation, for_right)
            case Lay():
                for half in operation.piece.info.halves:
                    yield from in_all_layers(self._laid(step, operation, half), self.parts)
            case Opened() if operation.at in operation.on.info.outline.inner:
                for half in operation.piece.info.halves:
                    yield Seam("opened", (mark_of(operation.on, operation.at, half, self.parts),), (), operation, step)

    def _walks(self, operation: Operation, runs: Sequence[Run], for_right: Sequence[Run]) -> Iterator[Walk]:
        """Each occurrence of runs that are walked by themselves."""
        for run, right in zip(runs, for_right, strict=True):
            for orders in occurrences(run, self.parts, right):
                yield self._alone(operation, orders)

    def _alone(self, operation: Operation, orders: Orders) -> Walk:
        """A walk with the outlines, or against them where only that way each span goes on from the one before."""
        walk = self.meetings.walk(orders, backward=False) or self.meetings.walk(orders, backward=True)
        if walk is None:
            problem = broken(operation, orders[0], self.meetings)
            if problem not in self.problems:
                self.problems.append(problem)
        return walk or orders[0]

    def _thin(self, operation: Operation, mates: Sequence[Orders]) -> Iterator[Problem]:
        """The problems of encasing between the layers of a piece that has only one."""
        names = dict.fromkeys(self.parts.drafted_name(span) for orders in mates for span in orders[0]
                              if len(layers_of(span, self.parts)) < 2)
        for name in names:
            yield Problem(f"{operation}: {name} has one layer of cloth, and nothing can be sewn between",
                          "encase.layers", name,
                          "Cut the piece with plies=2, or draw a doubled edge; or sew it on plainly.",
                          operation=str(operation))

    def _bagged(self, step: int, operation: Bag, for_right: Operation) -> Iterator[Seam]:
        for walk in self._walks(operation, operation.runs, for_right.runs):
            thin = next((span for span in walk if len(layers_of(span, self.parts)) < 2), None)
            if thin:
                name = self.parts.drafted_name(thin)
                self.problems.append(Problem(
                    f"{operation}: {name} has one layer of cloth, and nothing to be bagged with", "bag.layers", name,
                    "Cut the piece with plies=2, or draw a doubled edge; or sew it to another piece.",
                    operation=str(operation)))
                continue
            for layer in range(1, min(len(layers_of(span, self.parts)) for span in walk)):
                inner = tuple(on_layer(span, layer, self.parts) for span in walk)
                outer = tuple(on_layer(span, layer - 1, self.parts) for span in walk)
                length = walked(walk)
                yield Seam("bagged", outer, inner, operation, step, layer - 1,
                           (Match("start", 0.0, 0.0), Match("end", length, length)), (0.0,))

    def _lapped(self, step: int, operation: Buttoned) -> Iterator[Seam]:
        """A closing along lines inside parts; beyond them cloth laps."""
        ours, mates = (occurrences(run, self.parts) for run in (operation.over, operation.under))
        pairs = [(a[0], b[0]) for a, b in zip(ours, mates, strict=False)]
        for first, second in pairs[:1] if mirrors_itself(ours, mates) else pairs:
            try:
                beyond = (laps_beyond(operation.over.steps[0], first[0], self.parts),
                          laps_beyond(operation.under.steps[0], second[0], self.parts))
            except DraftError as error:
                self.problems += [replace(problem, operation=str(operation)) for problem in error.problems
                                  if problem not in self.problems]
                continue
            lengths = walked(first), walked(second)
            yield Seam("closed", first, second, operation, step, 0, (Match("start", 0.0, 0.0), Match("end", *lengths)),
                       (lengths[0] - lengths[1],), beyond=beyond)

    def _caught(self, step: int, operation: Caught, for_right: Operation) -> Iterator[Seam]:
        """What is caught, and where in the seam or turn of the other it lies, as far as the drawing shows."""
        right = for_right if isinstance(for_right, Caught) else operation
        ours = occurrences(operation.run, self.parts, right.run)
        mates = occurrences(operation.by, self.parts, right.by)
        for number, orders in enumerate(ours):
            first = self._alone(operation, orders)
            mate = mates[min(number, len(mates) - 1)]
            if len(ours) < len(mates):  # one side alone has it: it is caught on that side
                mate = next((each for each in mates if self._half_of(each) == self._half_of(orders)), mate)
            second = self._alone(operation, mate)
            if first == second:
                self.problems.append(Problem(f"{operation}: an edge is caught in itself", "join.self",
                                             str(operation.run), "Name the seam or turn that it lies in.",
                                             operation=str(operation)))
                return
            second, matches = caught_at(first, second, self.parts)
            eased = tuple((b.first - a.first) - (b.second - a.second) for a, b in pairwise(matches))
            seam = Seam("caught", first, second, operation, step, 0, matches, eased)
            yield from in_all_layers(seam, self.parts)

    def _half_of(self, orders: Orders) -> str:
        """The side of the wearer on which an occurrence of a run begins."""
        return self.parts.edge(orders[0][0].part, orders[0][0].edge).half

    def _laid(self, step: int, operation: Lay, half: str) -> Seam:
        """What is laid on, and the point or line of the other part at which it lies."""
        sewn = self._alone(operation, (tuple(span_of(each, half, self.parts) for each in operation.sewn.steps),))
        mark = mark_of(operation.on, operation.at, half, self.parts)
        seam = Seam("laid", sewn, (mark,), operation, step)
        place = laid_at(sewn, mark, operation.at, half, self.parts)
        if place is None:
            return seam
        if abs(walked(sewn) - mark.length) > JOIN:
            return replace(seam, move=place.move)
        length = walked(sewn)
        return replace(seam, second=(mark._replace(reversed=place.backward),), move=place.move, eased=(0.0,),
                       matches=(Match("start", 0.0, 0.0), Match("end", length, length)))


def _fused(part: ListedPart, parts: CuttingList) -> Seam:
    """Interfacing and the ply that it stiffens: the same edges, so that it lies as it was drawn."""
    half = part.side or next(iter(part.piece.info.halves))
    plies = dict.fromkeys(layer.id for layer in parts.of_piece(part.piece.info.name, half))
    under = parts.parts[[*plies][min(part.copy, len(plies)) - 1]]
    walks = [tuple(EdgeSpan(each.id, edge.name, 0.0, edge.length, reversed=turned) for edge in part.ring)
             for each, turned in ((part, False), (under, part.turned != under.turned))]
    return Seam("fused", walks[0], walks[1], move=TURNED_OVER if part.turned != under.turned else IDENTITY)
