"""Simple pieces: a panel with slits and darts at will as a pattern of its own, and half a panel at its fold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mtmpattern.drafting import Edge, Outline, Point, cut, edges, fold, line, raw, shell, slit
from mtmpattern.geometry import FishEye
from mtmpattern.pattern import Pattern, Piece
from mtmpattern.pattern.model.operation import Operation
from mtmpattern.pattern.model.piece import PieceInfo


def panel(width: float = 300, height: float = 500, at: float | None = None, end: Point | None = None, lean: float = 20,
          inner: Mapping[str, Edge | FishEye] | None = None, points: Mapping[str, Point] | None = None,
          side: str = "left", on_fold: bool = False, **about: object) -> Piece:
    """A panel ``width`` wide and leaning outward, slit at ``at`` mm along its hem to ``end``."""
    low, foot, top = Point(0, 0), Point(width, 0), Point(width + lean, height)
    hem: dict[str, object] = {"hem": line(low, foot)}
    if at is not None and end is not None:
        mouth = Point(at, 0)
        hem = {"hem_back": line(low, mouth), "vent": slit(mouth, end), "hem_front": line(mouth, foot)}
    centre = (fold if on_fold else line)(Point(0, height), low)
    outline = edges(**hem, side=line(foot, top), top=line(top, Point(0, height)), centre=centre,  # type: ignore[arg-type]
                    points=points, inner=inner)
    return Piece(PieceInfo("panel", outline.checked("panel"), (cut(shell),), side=side, **about))  # type: ignore[arg-type]


def folded(width: float, height: float, inner: Mapping[str, Edge | FishEye] | None = None) -> Outline:
    """Half a panel, its centre on the fold and its waist on y = 0."""
    top, low, foot, end = Point(0, 0), Point(0, -height), Point(width, -height), Point(width, 0)
    return edges(hem=line(low, foot), side=line(foot, end), waist=line(end, top), centre=fold(top, low), inner=inner)


def pattern_of(piece: Piece, operations: Sequence[Operation] | None = None) -> Pattern:
    """A pattern of this one piece, its edges raw unless something else is said."""
    if operations is None:
        operations = [raw(getattr(piece, name)) for name, edge in piece.info.edges.items() if edge.kind != "fold"]
    return Pattern("panel", "1", (piece,), tuple(operations))
