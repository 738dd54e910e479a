"""A piece as the designer drafts it: its outline, which side it stands for, and what is cut from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from mtmpattern.errors import DraftError, OutlineError, Problem, UnknownEdge, UnknownName, meant, shown
from mtmpattern.geometry import DOUBLED, FOLD, SLIT, Edge, Point
from mtmpattern.geometry.tolerance import ON_LINE
from mtmpattern.pattern.model.outline import LINING, Cut, Outline
from mtmpattern.pattern.model.run import Run, Step
from mtmpattern.pattern.model.vocabulary import (
    BodyPlace,
    Grain,
    PieceLayer,
    PieceSide,
    WearerSide,
    stated_of_edges,
    words_of_piece,
)


class OtherSide:
    """The same piece as drafted for the wearer's other side: looked up on first use, and kept.

    Until it is ``settled``, it is looked up each time; `settle` keeps it.
    """

    __slots__ = ("_find", "_piece", "_settled")

    def __init__(self, find: Callable[[], Piece], *, settled: bool = True) -> None:
        self._find: Callable[[], Piece] | None = find
        self._piece: Piece | None = None
        self._settled = settled

    def __call__(self) -> Piece:
        """The piece of the other side."""
        if self._piece is None:
            if self._find is None:
                raise DraftError("the other side of a piece was needed while it was being read", code="piece.side",
                                 hint="Read the whole pattern first.")
            found = self._find()
            if not self._settled:
                return found
            self._piece, self._find = found, None
        return self._piece

    def settle(self) -> None:
        """Keep the piece from now on, and drop the function that looks it up."""
        self._settled = True
        self()

    def __getstate__(self) -> Piece:
        """The piece itself, without the template and the body that it was looked up in."""
        return self()

    def __setstate__(self, piece: Piece) -> None:
        self._find, self._piece, self._settled = None, piece, True


@dataclass(frozen=True)
class PieceInfo:
    """Everything about a piece except its edges, which are the attributes of `Piece`.

    ``side`` is ``left`` or ``right`` for a drafted half and ``whole`` for a piece that is not a half. ``on`` says where
    it is worn (``torso back``), one of `vocabulary.BODY_PLACES` or empty. ``flipped``: it was drafted through the body
    and is turned over to lie face up.
    ``only`` names the one side of the wearer that has it, if it is not a pair: a chest pocket.
    ``layer`` is the layer that it belongs to, one of `vocabulary.LAYERS`, if its cloth does not show it: a facing that
    is sewn to a lining.
    ``level`` is the height of the body at which y = 0 of the drawing lies, if it is stated.
    ``grain`` is the direction of the warp on the piece in degrees, or ``bias``, ``cross`` or ``either``.
    ``allowance`` are exceptions in mm by edge; ``peaks`` are edges and points that may have a corner at a seam.

    Unknown words, and names of edges that it does not have, raise `UnknownName`, which lists all of them.
    """

    name: str
    outline: Outline
    cuts: tuple[Cut, ...]
    on: BodyPlace = ""
    side: PieceSide = "left"
    flipped: bool = False
    grain: float | Grain = 90.0
    nap: bool = False
    allowance: Mapping[str, float] = field(default_factory=dict)
    peaks: tuple[str, ...] = ()
    parent: str = ""
    only: WearerSide = ""
    level: str = ""
    layer: PieceLayer = ""
    twin: OtherSide | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        problems = [*words_of_piece(self.name, on=self.on, side=self.side, only=self.only, grain=self.grain,
                                    nap=self.nap),
                    *stated_of_edges(self.name, self.outline.edges, self.outline.points, self.allowance, self.peaks),
                    *_wrong_cuts(self.name, self.cuts)]
        if problems:
            raise UnknownName.of(problems)

    def __getstate__(self) -> dict[str, object]:
        """Its fields; everything that follows from them is worked out again when it is needed."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def edges(self) -> Mapping[str, Edge]:
        """The edges in order round the piece."""
        return self.outline.edges

    @cached_property
    def is_half(self) -> bool:
        """Whether it stands for both of the wearer's sides."""
        return self.side != "whole"

    @cached_property
    def fold(self) -> str:
        """The edge over which the piece opens into its other half, or nothing."""
        return self._only(FOLD)

    @cached_property
    def doubled(self) -> str:
        """The edge over which the cloth turns onto itself, or nothing."""
        return self._only(DOUBLED)

    def _only(self, kind: str) -> str:
        names = [name for name, edge in self.edges.items() if edge.kind == kind]
        if len(names) > 1:
            raise OutlineError(f"{self.name} has {len(names)} edges that are {kind}: {', '.join(names)}",
                               code="outline.folds", where=self.name, hint="A piece has one at the most. " + (
                                   f"Between them it would have a hole: cut it along {names[0]}, line(...), and sew "
                                   "that." if self._in_line(*names[:2]) else f"Keep {names[-1]}, and draw what lies "
                                   f"beyond {names[0]} too; or cut it there, line(...), and sew it."))
        return names[0] if names else ""

    def _in_line(self, one: str, other: str) -> bool:
        """Whether two straight edges lie on one line."""
        (a, b), (c, d) = ((self.edges[name].start, self.edges[name].end) for name in (one, other))
        off = max(abs((b.x - a.x) * (each.y - a.y) - (b.y - a.y) * (each.x - a.x)) for each in (c, d))
        return off < ON_LINE * a.distance(b)

    @property
    def role(self) -> str:
        """The cloth that the piece is mainly cut from."""
        return self.cuts[0].role

    @cached_property
    def in_lining(self) -> bool:
        """Whether it belongs to the layer inside: it states so, or is cut from lining and states no layer."""
        return (self.layer or ("lining" if self.role == LINING else "main")) == "lining"

    @property
    def knitted(self) -> bool:
        """Whether it is knitted to shape instead of cut; its fusible is cut nevertheless."""
        return self.cuts[0].knitted

    @cached_property
    def halves(self) -> tuple[str, ...]:
        """The wearer's sides it stands for: both, one, or the empty side of a piece that is not a half."""
        if not self.is_half:
            return ("",)
        return (self.only,) if self.only else ("left", "right")

    @cached_property
    def opens(self) -> bool:
        """Whether both halves are cut as one part."""
        return self.is_half and bool(self.fold)

    def part_id(self, half: str, cut: Cut | None = None, copy: int = 1) -> str:
        """The stable id of a part: ``front.shell.1``, ``back.left.shell.1``."""
        side = f".{half}" if self.is_half and not self.fold else ""
        return f"{self.name}{side}.{(cut or self.cuts[0]).role}.{copy}"

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Edge names in order round the piece."""
        return tuple(self.edges)

    def is_slit(self, edge: str) -> bool:
        """Whether an edge is one side of a slit."""
        self._must_have_edge(edge)
        return self.edges[edge].kind == SLIT

    def neighbours(self, edge: str) -> tuple[str, str]:
        """The edges before and after one."""
        self._must_have_edge(edge)
        return self._neighbours[edge]

    def is_peak(self, *edges: str, at: Point) -> bool:
        """Whether one of these edges, or a point at this place, was declared to have a corner."""
        points = self.outline.points
        return any(name in edges or (name in points and points[name].same_as(at, ON_LINE)) for name in self.peaks)

    def _must_have_edge(self, name: str) -> None:
        if name not in self.edges:
            raise _unknown_edge(self, name)

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[str, str]]:
        order = self.order
        return {edge: (order[place - 1], order[(place + 1) % len(order)]) for place, edge in enumerate(order)}

    @cached_property
    def places(self) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """For each named point, the edges it lies on and how many sewn millimetres from their start."""
        found: dict[str, tuple[tuple[str, float], ...]] = {}
        for name, point in self.outline.points.items():
            found[name] = tuple((edge, mm) for edge, mm, _ in self.edges_at(point))
        return found

    def edges_at(self, point: Point) -> list[tuple[str, float, float]]:
        """The edges that a point lies on, how many sewn millimetres from their start, and how far beside them."""
        near = ((edge, *self.edges[edge].nearest(point)) for edge, box in self._boxes.items() if _within(box, point))
        return [place for place in near if place[2] <= ON_LINE]

    def nearest_edge(self, point: Point) -> tuple[float, str]:
        """How far a point lies from the edge nearest to it, and the edge."""
        return min((shape.nearest(point)[1], edge) for edge, shape in self.edges.items())

    def place_on(self, edge: str, point: Point) -> float | None:
        """How many sewn millimetres from the start of an edge a point on it lies; ``None`` where it lies beside it."""
        if not _within(self._boxes[edge], point):
            return None
        mm, beside = self.edges[edge].nearest(point)
        return mm if beside <= ON_LINE else None

    @cached_property
    def _boxes(self) -> Mapping[str, Box]:
        """A box round each edge that holds every point on it; finding the nearest place on a curve is costly."""
        return {name: _box(edge) for name, edge in self.edges.items()}


def _wrong_cuts(name: str, cuts: tuple[Cut, ...]) -> list[Problem]:
    """The problems with the cloths that a piece is cut from: none, or one of them twice."""
    roles = [cut.role for cut in cuts]
    if not roles:
        return [Problem(f"{name} is cut from no cloth", "piece.cut", name, "Say cut(shell).")]
    return [Problem(f"{name} is cut from {role} twice", "piece.cut", name,
                    f"Say it once, with its plies: cut({role}, plies=2).")
            for role in dict.fromkeys(roles) if roles.count(role) > 1]


Box = tuple[float, float, float, float]
"""Least x, least y, largest x, largest y."""


def _within(box: Box, point: Point) -> bool:
    left, low, right, high = box
    return left <= point.x <= right and low <= point.y <= high


def _box(edge: Edge) -> Box:
    xs = [p.x for c in edge.curves for p in (c.start, c.leave, c.arrive, c.end)]
    ys = [p.y for c in edge.curves for p in (c.start, c.leave, c.arrive, c.end)]
    margin = ON_LINE + max((intake.width for intake in edge.intakes), default=0.0)  # truing moves the line a little
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


class Piece:
    """A drafted piece. Its attributes are its edges, slits and inner lines, as runs; all else is under ``info``."""

    __slots__ = ("info",)
    info: PieceInfo

    def __init__(self, info: PieceInfo) -> None:
        object.__setattr__(self, "info", info)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a piece does not change")

    def __getattr__(self, name: str) -> Run:
        if name.startswith("__") or name == "info":  # a piece that is being copied has no info yet
            raise AttributeError(name)
        if name in self.info.edges:
            return Run((Step(self, name),))
        if name in self.info.outline.inner:
            return Run((Step(self, name, inner=True),))
        if name in self.info.outline.slits:  # both sides of a slit, from its mouth round its end and back
            return Run(tuple(Step(self, side) for side in self.info.outline.slits[name]))
        raise _unknown_edge(self.info, name)

    def __getstate__(self) -> PieceInfo:
        return self.info

    def __setstate__(self, info: PieceInfo) -> None:
        object.__setattr__(self, "info", info)

    def __repr__(self) -> str:
        return f"<piece {self.info.name} {self.info.side}: {', '.join(self.info.order)}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Piece) and self.info == other.info

    def __hash__(self) -> int:
        return hash((self.info.name, self.info.side))

    def __dir__(self) -> list[str]:
        return ["info", *self.info.edges, *self.info.outline.inner, *self.info.outline.slits]

    def other_side(self) -> Piece:
        """The same piece as drafted for the wearer's other side."""
        return self.info.twin() if self.info.twin else self


def _unknown_edge(info: PieceInfo, name: str) -> UnknownEdge:
    if name in info.outline.darts:
        return UnknownEdge(f"{info.name}.{name} is a dart inside the piece, not an edge", code="piece.edge",
                           where=info.name, hint=f"Darts are under {info.name}.info.outline.darts.")
    known = (*info.edges, *info.outline.inner, *(slit for slit in info.outline.slits if slit not in info.edges))
    return UnknownEdge(f"{info.name} has no edge {name}", code="piece.edge", where=info.name, hint=meant(name, known))


def must_be_piece(value: object, word: str) -> Piece:
    """The value itself, a piece; `DraftError` for anything else that a template gives to a drafting ``word``."""
    if isinstance(value, Piece):
        return value
    if isinstance(value, Outline):
        raise DraftError(f"{word} is given an outline, not a piece", code="piece.given", where=word,
                         hint=f"Name the piece that is drafted so: {word}(self.front).")
    what = str(value) if hasattr(value, "steps") else shown(value)                   # a run is written by its edges
    raise DraftError(f"{word} is given {what}, which is not a piece", code="piece.given", where=word,
                     hint=f"Write self.{value} without quotes." if isinstance(value, str) and value.isidentifier()
                     else f"Name a piece: {word}(self.front).")
