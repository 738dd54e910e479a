"""Pieces of a pattern DXF (layers after ASTM D6673) as polygons, with what its texts say of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import StringIO
from pathlib import Path
from typing import Any, Final

from ezdxf.filemanagement import read
from ezdxf.lldxf.const import DXFError
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon

XY = tuple[float, float]

CUT, TURN, NOTCH, FOLD, GRAIN, INNER, SLIT, DRILL, SEWN = "1", "2", "4", "6", "7", "8", "11", "13", "14"
AUXILIARY: Final = ("LINING", "FUSIBLE", "POCKETING", "INTERFACING")
"""Materials whose parts lie inside the garment and add nothing to its width."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One piece as it is cut, its grain upright, in mm.

    ``name`` is what it is (``front``), ``side`` the wearer's (``left``, ``right`` or nothing), ``number`` the copy.
    """

    name: str
    side: str
    number: int
    material: str
    fabric: str
    cut: Polygon
    sewn: Polygon
    turns: tuple[XY, ...] = ()
    lines: tuple[LineString, ...] = ()
    notches: tuple[XY, ...] = ()
    slits: tuple[LineString, ...] = ()
    drills: tuple[XY, ...] = field(default=())

    @property
    def main(self) -> bool:
        """It is of the cloth that is seen, the first copy of its kind."""
        return self.material not in AUXILIARY

    def mapped(self, change: Any) -> Piece:
        """The piece with a change of place done to every line and point; ``change`` maps a shapely geometry."""
        def points(given: Iterable[XY]) -> tuple[XY, ...]:
            return tuple((p.x, p.y) for p in (change(Point(each)) for each in given))

        return replace(self, cut=change(self.cut), sewn=change(self.sewn), turns=points(self.turns),
                       lines=tuple(map(change, self.lines)), notches=points(self.notches),
                       slits=tuple(map(change, self.slits)), drills=points(self.drills))

    def mirrored(self) -> Piece:
        """The piece mirrored left to right, about x = 0."""
        return self.mapped(lambda shape: affinity.scale(shape, -1.0, 1.0, origin=(0.0, 0.0)))


@dataclass(frozen=True, slots=True)
class Drawing:
    """All pieces of a file, in its order, and the name of the style."""

    style: str
    pieces: tuple[Piece, ...]

    def named(self, *names: str, side: str | None = None) -> list[Piece]:
        """Pieces of these names in the visible cloth, the first copy of each side."""
        return [piece for piece in self.pieces if piece.name in names and piece.main and piece.number == 1
                and (side is None or piece.side == side)]

    def has(self, *names: str) -> bool:
        """A piece of one of these names is there, of whatever material."""
        return any(piece.name in names for piece in self.pieces)


def read_drawing(source: str | Path | bytes) -> Drawing:
    """Read a file, or its bytes. Raises ValueError where it is no pattern DXF."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    try:
        document = read(StringIO(data.decode("cp1252").replace("\r\n", "\n")))
    except (DXFError, UnicodeDecodeError) as error:
        raise ValueError(f"this DXF cannot be read: {error}") from error
    style = _texts(document.modelspace()).get("style name", "")
    pieces = [piece for block in document.blocks if not block.name.startswith("*")
              if (piece := _piece(list(block))) is not None]
    if not pieces:
        raise ValueError("no block of this file has a cut line on layer 1")
    return Drawing(style.lower(), tuple(pieces))


def _piece(entities: list[Any]) -> Piece | None:
    texts = _texts(entities)
    closed = {layer: [line for line in _lines(entities, layer) if len(line) > 3] for layer in (CUT, SEWN)}
    if not closed[CUT]:
        return None
    cut = Polygon(max(closed[CUT], key=len))
    sewn = Polygon(max(closed[SEWN], key=len)) if closed[SEWN] else cut
    name = (texts.get("category") or texts.get("piece name", "").split("-")[0]).lower()
    words = texts.get("annotation", "").lower().split(".") + texts.get("piece name", "").lower().split("-")
    number = next((int(word) for word in words if word.isdigit()), 1)
    piece = Piece(name, next((word for word in words if word in ("left", "right")), ""), number,
                  texts.get("material", "SHELL").upper(), texts.get("fabric", ""), cut, sewn,
                  tuple(_points(entities, TURN)), tuple(map(LineString, _lines(entities, INNER))),
                  tuple(_points(entities, NOTCH)), tuple(map(LineString, _lines(entities, SLIT))),
                  tuple(_points(entities, DRILL)))
    return _upright(_opened(piece, _lines(entities, FOLD)), _lines(entities, GRAIN))


def _upright(piece: Piece, grain: list[list[XY]]) -> Piece:
    """Turn the piece so that its grain stands upright, the way it points."""
    if not grain:
        return piece
    (x0, y0), (x1, y1) = grain[0][0], grain[0][-1]
    angle = 90.0 - math.degrees(math.atan2(y1 - y0, x1 - x0))
    if abs(angle) < 1e-6:
        return piece
    return piece.mapped(lambda shape: affinity.rotate(shape, angle, origin=(0.0, 0.0)))


def _opened(piece: Piece, folds: list[list[XY]]) -> Piece:
    """Open a piece that is drawn as a half with its fold on layer 6."""
    if not folds:
        return piece
    (x0, y0), (x1, y1) = folds[0][0], folds[0][-1]
    angle = math.degrees(math.atan2(y1 - y0, x1 - x0))

    def other(shape: Any) -> Any:
        turned = affinity.rotate(shape, -angle, origin=(x0, y0))
        return affinity.rotate(affinity.scale(turned, 1.0, -1.0, origin=(x0, y0)), angle, origin=(x0, y0))

    half = piece.mapped(other)

    def both(one: Polygon, two: Polygon) -> Polygon:
        whole = one.buffer(0.01, join_style="mitre").union(two.buffer(0.01, join_style="mitre"))
        return whole.buffer(-0.01, join_style="mitre")

    return replace(piece, cut=both(piece.cut, half.cut), sewn=both(piece.sewn, half.sewn),
                   turns=piece.turns + half.turns, lines=piece.lines + half.lines, notches=piece.notches + half.notches,
                   slits=piece.slits + half.slits, drills=piece.drills + half.drills)


def _texts(entities: Iterable[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entity in entities:
        if entity.dxftype() == "TEXT" and ":" in entity.dxf.text:
            key, _, value = entity.dxf.text.partition(":")
            found.setdefault(key.strip().lower(), value.strip())
    return found


def _lines(entities: Iterable[Any], layer: str) -> list[list[XY]]:
    return list(_each_line(entities, layer))


def _each_line(entities: Iterable[Any], layer: str) -> Iterator[list[XY]]:
    for entity in entities:
        if entity.dxf.layer != layer:
            continue
        if entity.dxftype() == "POLYLINE":
            points = [(float(v.dxf.location.x), float(v.dxf.location.y)) for v in entity.vertices]
            if entity.is_closed and points[0] != points[-1]:
                points.append(points[0])
            if len(points) > 1:
                yield points
        elif entity.dxftype() == "LINE":
            start, end = entity.dxf.start, entity.dxf.end
            yield [(float(start.x), float(start.y)), (float(end.x), float(end.y))]


def _points(entities: Iterable[Any], layer: str) -> Iterator[XY]:
    for entity in entities:
        if entity.dxf.layer == layer and entity.dxftype() == "POINT":
            yield float(entity.dxf.location.x), float(entity.dxf.location.y)
