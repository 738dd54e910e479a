"""The cutting list: which parts there are and which edges bound them, before any line of them is worked out.

Everything that refers to parts before they are drawn is based on it: the sewing graph, claims, notches, the surface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.model.outline import FUSIBLE, Cut
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.seams.seam import EdgeSpan

LEFT, RIGHT, NONE = "left", "right", ""

Place = tuple[str, str, float]
"""A place on the boundary of a part: part, edge and mm along it; a corner is known by the edge that starts there."""


@dataclass(frozen=True, slots=True)
class ListedEdge:
    """One edge of a part: ``name`` is unique on the part, ``edge`` is its name in the template.

    ``piece`` is the piece as drafted for the ``half`` that the edge belongs to, ``inner`` marks the inner layer of a
    doubled part. ``forward``: the outline of the part, face up and counter-clockwise, runs along the edge as drawn.
    ``length`` is sewn mm at body size; places along it count them in the direction of the outline.
    """

    name: str
    piece: Piece
    half: str
    edge: str
    inner: bool
    forward: bool
    length: float

    @property
    def kind(self) -> str:
        """``seam``, ``slit`` or, for the fold of a doubled part, ``doubled``."""
        return self.piece.info.edges[self.edge].kind

    def drawn_at(self, mm: float) -> float:
        """A place along the outline as a place along the edge as drawn; and the other way round."""
        return mm if self.forward else self.length - mm


@dataclass(frozen=True)
class ListedPart:
    """One part of the cutting list. ``layer`` is 0 for the outermost cloth of its piece, 1 for the next one in.

    ``ring`` are the edges that bound it, counter-clockwise face up, including slits; ``fold`` is the line over which a
    doubled part is folded, with ``forward`` as on the outer layer. ``turned``: it lies as the mirror image of the
    template's drawing.
    """

    id: str
    piece: Piece
    side: str
    cut: Cut
    copy: int
    layer: int
    turned: bool
    ring: tuple[ListedEdge, ...]
    fold: ListedEdge | None = None

    @cached_property
    def outermost(self) -> str:
        """The id of the outermost ply of its piece, whose allowances and notches all plies share."""
        return self.piece.info.part_id(self.side)

    @cached_property
    def edges(self) -> Mapping[str, ListedEdge]:
        """The edges by name, the fold of a doubled part among them."""
        found = {edge.name: edge for edge in self.ring}
        return found | {self.fold.name: self.fold} if self.fold else found

    @cached_property
    def face(self) -> tuple[ListedEdge, ...]:
        """The boundary of its outer layer: of a doubled part one half, closed by the fold."""
        return (*(edge for edge in self.ring if not edge.inner), *((self.fold,) if self.fold else ()))

    @cached_property
    def _after(self) -> Mapping[str, str]:
        found = {a.name: b.name for a, b in zip(self.ring, (*self.ring[1:], self.ring[0]), strict=True)}
        if self.fold:  # the fold ends where the outer layer begins
            found[self.fold.name] = self.face[0].name
        return found

    def place(self, edge: str, mm: float) -> Place:
        """The name of a place on the boundary, with one name for each corner."""
        at_start, at_end = mm <= JOIN, mm >= self.edges[edge].length - JOIN
        if at_end:
            return self.id, self._after[edge], 0.0
        if at_start and self.fold and edge == self.fold.name:  # it starts where the outer layer ends
            return self.id, self._after[self.face[-2].name], 0.0
        return self.id, edge, 0.0 if at_start else round(mm, 3)

    def drafted_for(self, half: str) -> Piece:
        """The piece as drafted for one of the halves of the part."""
        return self.piece if half in (NONE, self.piece.info.side) else self.piece.other_side()

    def line_on(self, name: str) -> tuple[str, str]:
        """The half that a line or point inside the part lies on, and its name in the template."""
        half, _, drafted = name.rpartition(" ") if self.piece.info.opens else (self.side, "", name)
        return half, drafted

    def named(self, edge: str, half: str = NONE, *, inner: bool = False) -> ListedEdge:
        """The edge of that name in the template, on a half and layer of the part."""
        return self.edges[edge_name(self.piece, edge, half, inner=inner)]


class CuttingList:
    """All parts of a garment in order, and where the edges of its pieces lie on them."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces = tuple(pieces)
        self.parts = {part.id: part for piece in self.pieces for part in _listed(piece)}
        self._layers: dict[tuple[str, str], tuple[ListedPart, ...]] = {}
        self._depths: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._points: dict[tuple[str, str], list[tuple[str, float]]] = {}
        for part in self.parts.values():
            if part.cut.role != FUSIBLE or part.piece.info.role == FUSIBLE:
                for half in part.piece.info.halves if part.piece.info.opens else (part.side,):
                    key = part.piece.info.name, half
                    self._layers[key] = (*self._layers.get(key, ()), part)

    def __iter__(self) -> Iterator[ListedPart]:
        return iter(self.parts.values())

    def edge(self, part: str, name: str) -> ListedEdge:
        """An edge of a part."""
        return self.parts[part].edges[name]

    def drafted_name(self, span: EdgeSpan) -> str:
        """The name of the edge of a span in the template: ``front.hem``."""
        edge = self.edge(span.part, span.edge)
        return f"{edge.piece.info.name}.{edge.edge}"

    def part_of(self, piece: str, half: str) -> ListedPart:
        """The part that is the outermost cloth of a piece on one of the wearer's sides."""
        return self._layers[piece, half][0]

    def of_piece(self, piece: str, half: str) -> tuple[ListedPart, ...]:
        """The parts of a piece on one of the wearer's sides, interfacing left out, the outermost first."""
        return self._layers[piece, half]

    def layers(self, part: str, name: str) -> list[tuple[str, str]]:
        """Part and edge of every layer of cloth that an edge has, the outermost first."""
        known = self._depths.get((part, name))
        if known is None:
            edge = self.parts[part].edges[name]
            known = []
            for each in self._layers[edge.piece.info.name, edge.half]:
                known.append((each.id, edge_name(each.piece, edge.edge, edge.half)))
                if each.fold and edge.edge != each.fold.edge:
                    known.append((each.id, edge_name(each.piece, edge.edge, edge.half, inner=True)))
            self._depths[part, name] = known
        return known

    def points_on(self, part: str, name: str) -> list[tuple[str, float]]:
        """The named points that lie on an edge of a part, and how far along its outline."""
        known = self._points.get((part, name))
        if known is None:
            edge = self.parts[part].edges[name]
            known = [(point, edge.drawn_at(mm)) for point, places in edge.piece.info.places.items()
                     for on, mm in places if on == edge.edge]
            self._points[part, name] = known
        return known


def edge_name(piece: Piece, edge: str, half: str, *, inner: bool = False) -> str:
    """The name of an edge on its part: ``left hem`` where both halves are cut as one, ``inner seam`` of a band."""
    name = f"inner {edge}" if inner else edge
    return f"{half} {name}" if half and piece.info.opens else name


def _listed(piece: Piece) -> Iterator[ListedPart]:
    info = piece.info
    layer = 0
    for cut in info.cuts:
        for half in (NONE,) if info.opens or not info.is_half else info.halves:
            for copy in range(1, cut.plies + 1):
                # Layers that are bagged lie face to face, so every second ply is the mirror image.
                turned = (info.flipped != (half == RIGHT)) != (copy % 2 == 0)
                ring, fold = _boundary(piece, half, turned)
                yield ListedPart(info.part_id(half, cut, copy), piece, half, cut, copy, layer + copy - 1, turned, ring,
                                 fold)
        layer += cut.plies


def _boundary(piece: Piece, half: str, turned: bool) -> tuple[tuple[ListedEdge, ...], ListedEdge | None]:
    """The edges round a part, and the fold of a doubled one."""
    info = piece.info

    def along(names: Sequence[str], side: str, forward: bool, inner: bool = False) -> list[ListedEdge]:
        drafted = piece if side in (NONE, info.side) else piece.other_side()
        walked = names if forward else names[::-1]
        return [ListedEdge(edge_name(piece, name, side, inner=inner), drafted, side, name, inner, forward,
                           drafted.info.edges[name].length) for name in walked]

    if info.opens:
        order = _from_behind(info.order, info.fold)
        ahead, back = (RIGHT, LEFT) if turned else (LEFT, RIGHT)
        return (*along(order, ahead, True), *along(order, back, False)), None
    if info.doubled:
        order = _from_behind(info.order, info.doubled)
        outer, inner = along(order, half, not turned), along(order, half, turned, True)
        return (*outer, *inner), along([info.doubled], half, not turned)[0]
    return tuple(along(info.order, half, not turned)), None


def _from_behind(order: Sequence[str], fold: str) -> Sequence[str]:
    """Edge names in order from after a fold round to it, without the fold."""
    place = order.index(fold)
    return [*order[place + 1:], *order[:place]]
