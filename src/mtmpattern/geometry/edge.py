"""An edge: a named run of curves, the unit that designers think in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from mtmpattern.errors import OutlineError
from mtmpattern.geometry import path
from mtmpattern.geometry.curve import Curve
from mtmpattern.geometry.intake import Intake, PlacedIntake, Trued, trued
from mtmpattern.geometry.path import Curves
from mtmpattern.geometry.point import Affine, Point
from mtmpattern.geometry.tolerance import JOIN, SAME

EdgeKind: TypeAlias = Literal["seam", "fold", "doubled", "slit"]
"""What an edge is: sewn, the cloth opens over it, the cloth turns over it onto itself, or one side of a cut."""
SEAM: Final = "seam"
FOLD: Final = "fold"
DOUBLED: Final = "doubled"
SLIT: Final = "slit"


@dataclass(frozen=True, slots=True)
class Edge:
    """Curves laid end to end, with the intakes that are sewn into them before anything else.

    ``kind`` is ``seam``, ``fold`` (the cloth opens over it into the other half), ``doubled`` (the cloth turns over it
    onto itself) or ``slit`` (one side of a cut into the piece, with cloth on both sides of its line). Lengths are in
    millimetres; ``length`` and every place along the edge count sewn millimetres.
    """

    curves: Curves
    kind: EdgeKind = SEAM
    intakes: tuple[Intake, ...] = ()
    _trued: Trued | None = field(default=None, repr=False, compare=False)
    _length: float = field(default=-1.0, init=False, repr=False, compare=False)
    _sewn: float = field(default=-1.0, init=False, repr=False, compare=False)

    @property
    def start(self) -> Point:
        """The first point."""
        return self.curves[0].start

    @property
    def end(self) -> Point:
        """The last point."""
        return self.curves[-1].end

    @property
    def leaving(self) -> float:
        """The direction in which the edge leaves its first point, in degrees."""
        return self.curves[0].direction(0.0)

    @property
    def arriving(self) -> float:
        """The direction in which the edge arrives at its last point, in degrees."""
        return self.curves[-1].direction(1.0)

    @property
    def drawn_length(self) -> float:
        """Length of the open line as it was drawn, intakes included."""
        if self._length < 0:
            object.__setattr__(self, "_length", path.length(self.curves))
        return self._length

    @property
    def length(self) -> float:
        """Sewn length: the drawn length less the intakes."""
        if self._sewn < 0:
            object.__setattr__(self, "_sewn", self.drawn_length - sum(intake.width for intake in self.intakes))
        return self._sewn

    @property
    def trued(self) -> Trued:
        """The edge as it is cut, with its intakes opened and capped."""
        if self._trued is None:
            shape = trued(self.curves, self.intakes) if self.intakes else Trued((self.curves,), (), ())
            object.__setattr__(self, "_trued", shape)
        return self._trued  # type: ignore[return-value]

    @property
    def darts(self) -> tuple[PlacedIntake, ...]:
        """The placed intakes, in order along the edge."""
        return self.trued.placed if self.intakes else ()

    @property
    def outline(self) -> Curves:
        """The curves of the cut piece's edge before allowances: sewn stretches and dart caps."""
        return self.trued.outline if self.intakes else self.curves

    def place(self, mm: float) -> tuple[Curve, float]:
        """The curve and its parameter ``mm`` sewn millimetres from the start; at a mouth, on the leg met first."""
        stretches = self.trued.sewn if self.intakes else (self.curves,)
        for stretch in stretches:
            here = path.length(stretch) if self.intakes else self.drawn_length
            if abs(mm - here) <= SAME:  # exactly the end, and at a mouth the leg met first
                return stretch[-1], 1.0
            if mm < here or stretch is stretches[-1]:
                index, t = path.locate(stretch, mm)
                return stretch[index], t
            mm -= here
        raise AssertionError("an edge has at least one stretch")

    def at(self, mm: float) -> Point:
        """The point ``mm`` sewn millimetres from the start. Raises `OutlineError` for one beyond the edge."""
        self._must_reach(mm)
        curve, t = self.place(mm)
        return curve.point(t)

    def direction(self, mm: float) -> float:
        """The direction of travel ``mm`` sewn millimetres from the start, in degrees."""
        self._must_reach(mm)
        curve, t = self.place(mm)
        return curve.direction(t)

    def _must_reach(self, mm: float) -> None:
        if not -JOIN <= mm <= self.length + JOIN:
            raise OutlineError(f"{mm:.1f} mm along an edge lies beyond it; it is {self.length:.1f} mm long",
                               code="edge.place", hint=f"Name a place from 0 to {self.length:.1f} mm.")

    def at_level(self, y: float) -> Point:
        """The first point from the start at the height ``y``. Raises `OutlineError` where the edge does not reach it.

        An edge with darts is taken as it is cut, without the caps over them.
        """
        for stretch in self.trued.sewn if self.intakes else (self.curves,):
            crossed = path.crossed_at(stretch, Point(0.0, y), 0.0)
            if crossed:
                return Point(crossed[0], y)
        heights = [point.y for curve in self.curves for point in (curve.start, curve.end)]
        raise OutlineError(f"an edge between the heights {min(heights):.1f} and {max(heights):.1f} mm does not reach "
                           f"{y:.1f} mm", code="edge.level", hint="Ask for a height that the edge crosses.")

    def nearest(self, point: Point) -> tuple[float, float]:
        """(sewn millimetres, distance) of the place nearest to ``point``."""
        run, best = 0.0, (0.0, float("inf"))
        for stretch in self.trued.sewn if self.intakes else (self.curves,):
            mm, distance = path.nearest(stretch, point)
            if distance < best[1]:
                best = run + mm, distance
            run += path.length(stretch)
        return best

    def part(self, start: float, end: float) -> Curves:
        """The sewn curves between two places in millimetres; dart caps left out."""
        pieces: list[Curve] = []
        run = 0.0
        for stretch in self.trued.sewn if self.intakes else (self.curves,):
            here = path.length(stretch)
            low, high = max(start - run, 0.0), min(end - run, here)
            if high - low > SAME:
                pieces.extend(path.part(stretch, low, high))
            run += here
        return tuple(pieces)

    def then(self, other: Edge) -> Edge:
        """Join the other edge, which starts where this one ends."""
        if not self.end.same_as(other.start):
            raise OutlineError(
                f"an edge that ends at ({self.end.x:.1f}, {self.end.y:.1f}) cannot go on from "
                f"({other.start.x:.1f}, {other.start.y:.1f})", code="edge.then",
                hint="Start the second where the first ends.")
        if self.intakes or other.intakes:
            raise OutlineError("an edge with darts cannot be continued", code="edge.then",
                               hint="Join the lines first, then add the darts.")
        return Edge(self.curves + other.curves, self.kind)

    def with_darts(self, intakes: Sequence[Intake]) -> Edge:
        """The same open line with intakes in it."""
        for intake in intakes:
            if intake.width < -SAME or intake.length <= SAME:
                raise OutlineError(
                    f"a dart or pleat {intake.width:.1f} mm wide and {intake.length:.1f} mm long cannot be sewn",
                    code="intake.width", hint="Give it a width and a length, or leave it out.")
        taken = sum(intake.width for intake in intakes)
        if taken >= self.drawn_length:
            raise OutlineError(f"darts of {taken:.1f} mm in all do not fit an edge of {self.drawn_length:.1f} mm",
                               code="intake.width", hint="Draw the edge longer by what the darts take out.")
        return Edge(self.curves, self.kind, tuple(intake for intake in intakes if intake.width > SAME))

    def reversed(self) -> Edge:
        """The same edge walked the other way."""
        shape = self.trued.reversed() if self.intakes else None
        intakes = tuple(intake.reversed() for intake in reversed(self.intakes))
        return Edge(path.reverse(self.curves), self.kind, intakes, shape)

    def moved(self, move: Affine) -> Edge:
        """The edge after a move of the drawing."""
        if move.is_identity:
            return self
        shape = self.trued.moved(move) if self.intakes else None
        return Edge(tuple(curve.moved(move) for curve in self.curves), self.kind, self.intakes, shape)
