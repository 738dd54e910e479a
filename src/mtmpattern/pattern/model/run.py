"""Runs: ordered walks over edges, parts of edges or inner lines, on which operations are done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mtmpattern.errors import DraftError, JoinError, UnknownName, meant, shown
from mtmpattern.geometry import Edge, PlacedIntake, Point, path
from mtmpattern.geometry.tolerance import COARSE_CHORD, JOIN, ON_LINE
from mtmpattern.pattern.model.vocabulary import is_number
from mtmpattern.units import apart

if TYPE_CHECKING:
    from mtmpattern.pattern.model.piece import Piece

Reach: TypeAlias = Literal["half", "whole", "other"]
"""Whose side a run is on: the drafted half, both of the wearer's sides, or the one that is not drafted."""
HALF: Final = "half"
WHOLE: Final = "whole"
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a run, or a part of it; ``start`` and ``end`` are sewn mm, named points or ``None`` for its ends."""

    piece: Piece
    edge: str
    start: float | str | None = None
    end: float | str | None = None
    inner: bool = False
    _span: tuple[float, float] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def shape(self) -> Edge:
        """The edge itself."""
        info = self.piece.info
        return info.outline.inner[self.edge] if self.inner else info.edges[self.edge]

    @property
    def span(self) -> tuple[float, float]:
        """First and last place in sewn millimetres along the edge as drawn."""
        if self._span is None:
            start, end = self._place(self.start, 0.0), self._place(self.end, self.shape.length)
            object.__setattr__(self, "_span", (start, end) if start <= end else (end, start))
        return self._span  # type: ignore[return-value]

    @property
    def length(self) -> float:
        """Sewn length in millimetres."""
        start, end = self.span
        return end - start

    @property
    def is_whole_edge(self) -> bool:
        """Whether it runs from end to end of its edge."""
        return self.start is None and self.end is None

    def _place(self, bound: float | str | None, default: float) -> float:
        if bound is None:
            return default
        if not isinstance(bound, str):
            if not is_number(bound):
                raise DraftError(f"{shown(bound)} is not a place on {self.piece.info.name}.{self.edge}",
                                 code="run.point", where=f"{self.piece.info.name}.{self.edge}",
                                 hint="Say millimetres from its start, or name a point that lies on it.")
            length = self.shape.length
            if not -JOIN <= bound <= length + JOIN:
                name = f"{self.piece.info.name}.{self.edge}"
                place, long = apart(bound, length, places=1)
                raise DraftError(f"{place} mm along {name} lies beyond it; it is {long} mm long",
                                 code="run.place", where=name, hint=f"Name a place from 0 to {length:.1f} mm.")
            return min(max(float(bound), 0.0), length)
        places = self.piece.info.places
        for edge, mm in places.get(bound, ()):
            if edge == self.edge:
                return mm
        here = [name for name, lies_on in places.items() if any(edge == self.edge for edge, _ in lies_on)]
        raise UnknownName(f"{self} has no point {bound} on it", code="run.point", where=str(self),
                          hint=f"Name a point of the piece that lies on this edge. {meant(bound, here)}")

    def on_other_side(self) -> Step:
        """The same step on the piece as drafted for the other side."""
        other = self.piece.other_side()
        return self if other is self.piece else replace(self, piece=other)

    def __str__(self) -> str:
        name = f"{self.piece.info.name}.{self.edge}"
        return name if self.is_whole_edge else f"{name}[{self._bound(self.start)}..{self._bound(self.end)}]"

    @staticmethod
    def _bound(bound: float | str | None) -> str:
        return "" if bound is None else bound if isinstance(bound, str) else f"{bound:.1f}"


@dataclass(frozen=True, slots=True)
class Run:
    """A walk over steps. ``reach`` says on whose side: the drafted half, both sides (``whole``), or the other one."""

    steps: tuple[Step, ...]
    reach: Reach = HALF

    @property
    def length(self) -> float:
        """Sewn length in millimetres."""
        if self.reach == WHOLE:
            return sum(step.length + step.on_other_side().length for step in self.steps)
        if self.reach == OTHER:
            return sum(step.on_other_side().length for step in self.steps)
        return sum(step.length for step in self.steps)

    def distance(self, other: Run) -> float:
        """The least distance to another run of the same piece as drafted, in mm.

        This is the width of the cloth between two edges at its narrowest place.
        """
        import shapely  # noqa: PLC0415  # few templates need it

        lines = [shapely.LineString([(at.x, at.y) for step in run.steps
                                     for at in path.flatten(step.shape.part(*step.span), COARSE_CHORD)])
                 for run in (self, other)]
        return float(lines[0].distance(lines[1]))

    @property
    def drawn_length(self) -> float:
        """Length with the intakes that are sewn into it, in millimetres."""
        taken = sum(intake.width for step in self.steps for intake in step.shape.intakes)
        return self.length + taken * (2 if self.reach == WHOLE else 1)

    @property
    def closed(self) -> bool:
        """Whether the walk comes back to its start over the folds at its ends."""
        return self.reach == WHOLE and all(touches_fold(step) for step in (self.steps[0], self.steps[-1]))

    @property
    def edge(self) -> Edge:
        """The edge of a run of one step."""
        return self._only().shape

    @property
    def start(self) -> Point:
        """Where the one edge of this run starts, as drawn."""
        step = self._only()
        return step.shape.at(step.span[0])

    @property
    def end(self) -> Point:
        """Where the one edge of this run ends, as drawn."""
        step = self._only()
        return step.shape.at(step.span[1])

    @property
    def darts(self) -> tuple[PlacedIntake, ...]:
        """The intakes in it, where they lie."""
        return tuple(placed for step in self.steps for placed in step.shape.darts)

    def at(self, mm: float) -> Point:
        """The point ``mm`` sewn millimetres along the one edge of this run."""
        step = self._only()
        if is_number(mm) and not -JOIN <= mm <= step.length + JOIN:
            place, long = apart(mm, step.length, places=1)
            raise DraftError(f"{place} mm along {self} lies beyond it; it is {long} mm long", code="run.place",
                             where=str(self), hint=f"Name a place from 0 to {step.length:.1f} mm.")
        return step.shape.at(step.span[0] + mm)

    def part(self, start: float | str | None, end: float | str | None) -> Run:
        """The part of one edge between two places, given as sewn mm from its start or as named points."""
        step = replace(self._only(), start=start, end=end)
        _ = step.span                           # a place beyond the edge is refused on the line that names it
        return replace(self, steps=(step,))

    def first(self, mm: float) -> Run:
        """The first ``mm`` of one edge."""
        return self.part(None, mm)

    def last(self, mm: float) -> Run:
        """The last ``mm`` of one edge."""
        return self.part(self._only().shape.length - mm, None)

    def __add__(self, other: Run) -> Run:
        if self.reach != other.reach:
            raise JoinError(f"{self} and {other} do not reach to the same side", code="join.reach",
                            hint="Add the halves first and open the sum: whole(a + b).")
        _must_meet(self.steps[-1], other.steps[0])
        return Run(self.steps + other.steps, self.reach)

    def __str__(self) -> str:
        text = " + ".join(map(str, self.steps))
        return text if self.reach == HALF else f"{self.reach}({text})"

    def _only(self) -> Step:
        if len(self.steps) != 1:
            raise DraftError(f"{self} is more than one edge", code="run.many", hint="Read it from one of its edges.")
        return self.steps[0]


def whole(run: Run) -> Run:
    """The run over the fold, or on both sides: the full width of the garment."""
    return replace(run, reach=WHOLE) if any(step.piece.info.is_half for step in run.steps) else run


def other(run: Run) -> Run:
    """The same run on the wearer's other side."""
    return replace(run, reach=OTHER)


def touches_fold(step: Step) -> bool:
    """Whether the edge of a step ends on the fold of its piece."""
    info = step.piece.info
    return not step.inner and info.fold in info.neighbours(step.edge) if info.fold else False


def _must_meet(a: Step, b: Step) -> None:
    """Refuse two edges of one piece that follow each other in a run but do not meet."""
    if a.piece.info.name != b.piece.info.name or a.inner or b.inner:
        return
    ends = [(p.shape.at(p.span[0]), p.shape.at(p.span[1])) for p in (a, b)]
    if any(p.same_as(q, ON_LINE) for p in ends[0] for q in ends[1]):
        return
    order = a.piece.info.order
    if b.edge not in order:  # the other side of the piece, drafted with other edges
        return
    first, last = order.index(a.edge), order.index(b.edge)
    forward = [order[(first + i) % len(order)] for i in range(1, (last - first) % len(order))]
    backward = [order[(last + i) % len(order)] for i in range(1, (first - last) % len(order))]
    names = min(forward, backward, key=len) or [a.edge]
    name = a.piece.info.name
    raise JoinError(f"{a} and {b} do not meet; {' and '.join(f'{name}.{edge}' for edge in names)} "
                    f"{'lies' if len(names) == 1 else 'lie'} between", code="join.walk", where=str(a),
                    hint="Name every edge of the walk in order.")
