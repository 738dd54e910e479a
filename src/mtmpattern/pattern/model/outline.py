"""What a piece method returns, and the cloths a piece is cut from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from mtmpattern.errors import DraftError, OutlineError, meant, shown
from mtmpattern.geometry import (
    IDENTITY,
    SLIT,
    Affine,
    Curves,
    Edge,
    FishEye,
    Point,
    heading,
    mirrored_about,
    path,
    shifted,
    turn,
    turned,
)
from mtmpattern.geometry.tolerance import SAME
from mtmpattern.pattern.model.vocabulary import is_number

SHELL, LINING, FUSIBLE = "shell", "lining", "fusible"

MOST_PLIES = 100
"""No garment has more plies of one piece."""

MOST_TRIMMED = 50.0
"""An interfacing is trimmed by no more than this, in mm."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One cloth a piece is cut from: its role, how many plies, and how far inside the sewn line it is trimmed.

    ``knitted`` says that it is not cut at all but knitted to shape, by the swatch of that role: one ply, untrimmed.
    """

    role: str = SHELL
    plies: int = 1
    trimmed: float | None = None
    knitted: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.role, str) or not self.role:
            raise DraftError(f"a piece cannot be cut from {shown(self.role)}", code="operation.value",
                             hint="Name the cloth by its role: shell, lining, fusible, rib.")
        if not isinstance(self.plies, int) or not 1 <= self.plies <= MOST_PLIES:
            raise DraftError(f"{shown(self.plies)} plies of {self.role}", code="operation.value",
                             hint=f"Cut a whole number of plies, 1 to {MOST_PLIES}.")
        if self.trimmed is not None and not (is_number(self.trimmed) and 0 <= self.trimmed <= MOST_TRIMMED):
            raise DraftError(f"{self.role} trimmed by {shown(self.trimmed)} mm", code="operation.value",
                             hint=f"Trim by 0 to {MOST_TRIMMED:.0f} mm.")
        if self.knitted and (self.plies != 1 or self.trimmed is not None):
            raise OutlineError(f"{self.plies} plies of {self.role} knitted, trimmed by {self.trimmed} mm",
                               code="piece.knitted", where=self.role,
                               hint="A piece is knitted once and to its own size; draft a second one for a second ply.")


@dataclass(frozen=True)
class Outline:
    """Edges in order round the piece; named points that are not corners, lines and darts inside it.

    ``levels`` are heights of the body, by name, and the y in mm at which they lie in this drawing; an outline that was
    moved or made from another has none until they are stated again.

    A slit is two of the edges, one from its mouth to its end and one back, both on the same line. On a fold it is one
    edge of each half.
    """

    edges: Mapping[str, Edge]
    points: Mapping[str, Point] = field(default_factory=dict)
    inner: Mapping[str, Edge] = field(default_factory=dict)
    darts: Mapping[str, FishEye] = field(default_factory=dict)
    levels: Mapping[str, float] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, object]:
        """Its fields; everything that follows from them is worked out again when it is needed."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def slits(self) -> Mapping[str, tuple[str, ...]]:
        """The edges of each slit, by its name: two, or the one of a slit on the fold."""
        found: dict[str, tuple[str, ...]] = {}
        names = [name for name, edge in self.edges.items() if edge.kind == SLIT]
        while names:
            first = names.pop(0)
            if names and self.edges[names[0]].end.same_as(self.edges[first].start):
                found[first.rpartition("_")[0]] = (first, names.pop(0))
            else:
                found[first] = (first,)
        return found

    @cached_property
    def outer(self) -> tuple[str, ...]:
        """The edges of the outline without its slits: what has an area, allowances and a cut line."""
        cut_in = {name for pair in self.slits.values() if len(pair) == 2 for name in pair}
        return tuple(name for name in self.edges if name not in cut_in)

    @cached_property
    def boundary(self) -> Curves:
        """The curves round the piece without its slits, as it is cut before allowances, with the caps over darts."""
        return tuple(curve for name in self.outer for curve in self.edges[name].outline)

    def at(self, edge: str, part: float) -> Point:
        """The place on an edge at a part of its sewn length: ``at("armhole", 1/3)``."""
        self.must_have_edge(edge)
        if not (is_number(part) and 0 <= part <= 1):
            long = self.edges[edge].length
            mm = f", and {edge} is {long:.1f} mm long: at({edge!r}, {part:g} / {long:.1f})" if (
                is_number(part) and 1 < part <= long) else ""
            raise OutlineError(f"{shown(part)} is not a part of {edge} from 0 to 1", code="edge.place", where=edge,
                               hint=f"outline.at counts in parts of the edge{mm}.")
        return self.edges[edge].at(part * self.edges[edge].length)

    def must_have_edge(self, edge: str) -> None:
        """Refuse a name that belongs to none of the edges."""
        if edge not in self.edges:
            raise OutlineError(f"the outline has no edge {edge}", code="outline.unknown", where=str(edge),
                               hint=meant(edge, tuple(self.edges)))

    def renamed(self, **names: str) -> Outline:
        """The same with other names for edges, points, inner lines and darts: ``renamed(hem="front_hem")``."""
        known = {*self.edges, *self.points, *self.inner, *self.darts}
        for old in names:
            if old not in known:
                raise OutlineError(f"the outline has nothing called {old}", code="outline.unknown", where=old,
                                   hint=meant(old, sorted(known)))
        found = [{names.get(name, name): item for name, item in group.items()}
                 for group in (self.edges, self.points, self.inner, self.darts)]
        if any(len(new) < len(old) for new, old in zip(found, (self.edges, self.points, self.inner, self.darts),
                                                       strict=True)) or found[0].keys() & found[2].keys():
            raise OutlineError(f"two things would have one name: {', '.join(sorted(names.values()))}",
                               code="outline.name", hint="Choose a name that is free.")
        return Outline(found[0], found[1], found[2], found[3], self.levels)  # type: ignore[arg-type]

    def moved(self, move: Affine) -> Outline:
        """The same moved over the table: shifted, turned, or turned over and walked the other way round."""
        edges = {name: edge.moved(move) for name, edge in self.edges.items()}
        if move.mirrors:
            edges = {name: edge.reversed() for name, edge in reversed(edges.items())}
        return Outline(edges, {name: move(point) for name, point in self.points.items()},
                       {name: line.moved(move) for name, line in self.inner.items()},
                       {name: dart.laid(move) for name, dart in self.darts.items()})

    def laid(self, a: Point, b: Point, at: Point, toward: Point, *, turned_over: bool = False) -> Outline:
        """The same laid with its place ``a`` on the point ``at``, and with ``b`` in the direction ``toward``.

        ``turned_over`` turns it face down first. So a part of the front can lie beside a raglan cap.
        """
        move = mirrored_about(a, b) if turned_over else IDENTITY
        move = move.then(turned(a, turn(heading(a, b), heading(at, toward))))
        return self.moved(move.then(shifted(at.x - a.x, at.y - a.y)))

    @property
    def area(self) -> float:
        """Area of the cloth in square millimetres before allowances, with the caps over its darts and pleats."""
        return path.area(curve for edge in self.edges.values() for curve in edge.outline)

    def _places(self) -> Iterator[tuple[str, Point]]:
        """Every point that the drawing rests on, with the name of what it belongs to."""
        yield from self.points.items()
        for name, edge in (*self.edges.items(), *self.inner.items()):
            yield from ((name, point) for c in edge.curves for point in (c.start, c.leave, c.arrive, c.end))
        yield from ((name, dart.centre) for name, dart in self.darts.items())

    def checked(self, piece: str) -> Outline:
        """The outline, refused when its edges do not follow each other round the piece counter-clockwise."""
        for name, point in self._places():
            if not (math.isfinite(point.x) and math.isfinite(point.y)):
                raise OutlineError(f"{piece}: {name} lies at ({point.x}, {point.y}), which is not a place",
                                   code="outline.place", where=f"{piece}.{name}",
                                   hint="A measure or an option that the drawing divides by may be 0.")
        items = list(self.edges.items())
        for (name, edge), (next_name, following) in zip(items, [*items[1:], items[0]], strict=True):
            if not edge.end.same_as(following.start, SAME * 10):
                a, b = edge.end, following.start
                raise OutlineError(
                    f"{piece}: edge {name} ends at ({a.x:.1f}, {a.y:.1f}) but {next_name} starts at "
                    f"({b.x:.1f}, {b.y:.1f}), {a.distance(b):.2f} mm away", code="outline.open", where=piece,
                    hint="Each edge must start where the one before it ends, and the last must end where the first "
                         "starts.")
        for name, edge in items:
            _must_close(f"{piece}.{name}", edge)
        if path.area(curve for edge in self.edges.values() for curve in edge.curves) <= 0:
            raise OutlineError(f"{piece}: the edges run clockwise round the piece", code="outline.clockwise",
                               where=piece, hint="List them counter-clockwise, and draw each in that direction.")
        return self


def _must_close(name: str, edge: Edge) -> None:
    """Refuse an edge whose darts cannot be closed over a smooth line, with the line that states the dart."""
    try:
        _ = edge.trued
    except DraftError as error:
        problem = error.problems[0]
        stated = next((each.stated for each in edge.intakes if each.at == problem.params.get("at", each.at)), None)
        file, line = stated or ("", None)
        raise type(error).of([replace(problem, message=f"{name}: {problem.message}", where=name, file=file,
                                      line=line)]) from error
