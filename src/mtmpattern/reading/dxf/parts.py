"""Foreign pieces turned into our own parts and pieces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from mtmpattern.errors import FileFormatError, listed, no_surprise
from mtmpattern.geometry import FOLD, SEAM, SLIT, TURNED_OVER, Curve, Curves, Edge, Point, heading, path, turn
from mtmpattern.limits import CUT_PARTS, CUT_POINTS, SIZE_LETTERS
from mtmpattern.pattern.model.outline import Cut, Outline
from mtmpattern.pattern.model.piece import Piece, PieceInfo
from mtmpattern.pattern.parts.part import CutPattern, Drill, Part, PartEdge, PartLine
from mtmpattern.reading.dxf.foreign_tolerance import TOUCH
from mtmpattern.reading.dxf.halves import ON_FOLD, side_of
from mtmpattern.reading.dxf.notch import notches_of
from mtmpattern.reading.dxf.piece import Points, ReadPiece
from mtmpattern.reading.dxf.texts import ROTATION, PieceQuantity

if TYPE_CHECKING:
    from mtmpattern.reading.dxf.drawing import Drawing


# ---- As parts -------------------------------------------------------------------------------------------------------

FOREIGN: Final = "foreign"
"""The template name of patterns drafted elsewhere."""

CORNER: Final = 25.0
"""Where the sewn line turns by more degrees than this, a new edge begins. Seamly marks turn points by the same rule."""


@no_surprise(FileFormatError, "the drawing", "file.defect")
def pattern_of(drawing: Drawing, size: str | None = None) -> CutPattern:
    """One size of a drawing as a pattern for cutting, with the allowances and the shrinkage of the file."""
    parts = parts_of(drawing, size)
    chosen = _size(drawing, size)
    notes = tuple(map(str, drawing.findings))
    return CutPattern(FOREIGN, "1", drawing.digest, (chosen or "")[:SIZE_LETTERS].strip(), parts, {},
                      {part.role: (1.0, 1.0) for part in parts}, notes)


def parts_of(drawing: Drawing, size: str | None = None) -> tuple[Part, ...]:
    """The pieces of one size, each in its quantity, with mirrored copies turned over.

    ``size`` is a size of the drawing. By default it is the sample size, or the only one. Raises `FileFormatError` for
    an unknown size, and without one for a drawing of several sizes that does not name its sample size.
    """
    pieces = selected(drawing, size)
    _check_work(pieces)
    taken: Counter[str] = Counter()
    parts = []
    for piece in pieces:
        name, role = slug_of(piece.name) or slug_of(piece.block) or "piece", slug_of(piece.material) or "shell"
        drawn, turned = (piece.quantity.drawn, piece.quantity.turned) if piece.quantity else (1, 0)
        up = _part(piece, name, role)
        down = up.moved(TURNED_OVER) if turned else up
        for copy in range(drawn + turned):
            taken[f"{name}.{role}"] += 1
            number = taken[f"{name}.{role}"]
            parts.append(replace(up if copy < drawn else down, id=f"{name}.{role}.{number}", copy=number))
    return tuple(parts)


def _check_work(pieces: Sequence[ReadPiece]) -> None:
    """Refuse drawings that would yield far too many parts, or parts with far too many vertices."""
    count = sum(piece.quantity.total if piece.quantity else 1 for piece in pieces)
    points = sum((piece.quantity.total if piece.quantity else 1) * (
        len(piece.cut) + len(piece.sewn) + len(piece.notches) + sum(len(line.points) for line in piece.lines))
        for piece in pieces)
    for found, most, what in ((count, CUT_PARTS, "parts"), (points, CUT_POINTS, "vertices on its parts")):
        if found > most:
            raise FileFormatError(f"the drawing has {found} {what}, each piece counted by its quantity; "
                                  f"the most is {most}", code="dxf.large",
                                  hint="Lower the quantities, or split the file.")


def selected(drawing: Drawing, size: str | None) -> list[ReadPiece]:
    """The pieces of the size, and those without a size."""
    chosen = _size(drawing, size)
    return [piece for piece in drawing.pieces if chosen is None or piece.size in {chosen, ""}]


def _size(drawing: Drawing, size: str | None) -> str | None:
    sizes = [each for each in drawing.sizes if each]
    if size is not None:
        if size not in sizes:
            raise FileFormatError(f"the drawing has no size {size!r}", code="dxf.no_size",
                                  hint=f"It has {', '.join(sizes) or 'none'}.")
        return size
    if len(sizes) > 1 and drawing.sample_size not in sizes:
        some = listed([each[:40] for each in sizes], 8)
        raise FileFormatError(f"its sample size {drawing.sample_size[:40]} is not among {some}" if drawing.sample_size
                              else f"the drawing has the sizes {some} and does not name its sample size",
                              code="dxf.no_size", where="size", hint=f"Name one, as in size={sizes[0][:40]!r}.")
    if len(sizes) > 1:
        return drawing.sample_size
    return sizes[0] if sizes else None


def slug_of(text: str) -> str:
    """A text as a name: lower-case letters, digits and underscores, at most 60; empty if none are left."""
    return re.sub(r"[^a-z0-9]+", "_", anyascii(text).casefold()).strip("_")[:60]


def _part(piece: ReadPiece, name: str, role: str) -> Part:
    """The piece as its first part, as it is drawn."""
    cut = ring_of(piece.cut)
    edges = edges_of(piece)
    notches = tuple(notches_of(piece))
    lines = tuple(PartLine(f"{line.kind}_{number}", SLIT if line.kind == "cutout" else "mark",
                           stroke_of(line.points, line.closed))
                  for number, line in enumerate(piece.lines, 1)
                  if line.kind in {"cutout", "internal"} and len(line.points) > 1)
    return Part(f"{name}.{role}.1", name, "", role, 1, edges, cut, notches,
                tuple(Drill(f"drill_{number}", drill.at) for number, drill in enumerate(piece.drills, 1)), lines,
                piece.grain or _upright(piece.cut), nap=piece.fields.get(ROTATION, "").strip() == "0",
                mirror=None if piece.opened else piece.mirror, one_line=not piece.sewn)


def ring_of(ring: Points) -> Curves:
    """A closed line as straight curves; an empty line gives none."""
    return stroke_of(ring, closed=True) if ring else ()


def stroke_of(points: Sequence[Point], closed: bool) -> Curves:
    """A line as straight curves."""
    ends = [*points, points[0]] if closed and len(points) > 2 else list(points)
    return tuple(Curve.line(a, b) for a, b in zip(ends, ends[1:], strict=False))  # noqa: RUF007


def edges_of(piece: ReadPiece) -> tuple[PartEdge, ...]:
    """The sewn line, or the cut line if there is no sewn line, as edges from corner to corner."""
    return tuple(_edges_parts(ring_of(piece.sewn) or ring_of(piece.cut), piece.turns))


def _edges_parts(sewn: Curves, turns: Points) -> Iterator[PartEdge]:
    """A line split at the turn points that the file marks, and at every sharp turn."""
    marked = {(round(at.x / TOUCH), round(at.y / TOUCH)) for at in turns}
    corners = [index for index, curve in enumerate(sewn)
               if (round(curve.start.x / TOUCH), round(curve.start.y / TOUCH)) in marked
               or abs(turn(sewn[index - 1].direction(1.0), curve.direction(0.0))) > CORNER]
    corners = corners or [0]
    for number, (first, last) in enumerate(zip(corners, [*corners[1:], corners[0] + len(sewn)], strict=True), 1):
        curves = tuple(sewn[index % len(sewn)] for index in range(first, last))
        yield PartEdge(f"edge_{number}", f"edge_{number}", "", curves, curves)


def _upright(cut: Points) -> tuple[Point, Point]:
    """A grain line for a piece without one: upright through the middle, half as long as the piece is high."""
    xs, ys = [at.x for at in cut], [at.y for at in cut]
    x, low, high = (min(xs) + max(xs)) / 2, min(ys), max(ys)
    return Point(x, low + (high - low) / 4), Point(x, high - (high - low) / 4)


# ---- As pieces ------------------------------------------------------------------------------------------------------

def pieces_of(drawing: Drawing, size: str | None = None) -> tuple[Piece, ...]:
    """The pieces of one size, chosen as in `mtmpattern.reading.dxf.parts.parts_of`, each once.

    Edges are ``edge_1`` ... counter-clockwise from corner to corner of the sewn line, or of the cut line if there is
    no sewn line; notches are points ``notch_1``, drill holes ``drill_1``, inner lines ``line_1`` and ``cutout_1``. A
    quantity of right and left makes a half; a mirror line that was not opened makes an edge that is a fold. Raises
    `FileFormatError` for an unknown size, and for an outline that encloses nothing.
    """
    made = []
    taken: Counter[str] = Counter()
    for read in selected(drawing, size):
        name = slug_of(read.name) or "piece"
        taken[name] += 1
        made.append(_piece(read, name if taken[name] == 1 else f"{name}_{taken[name]}"))
    return tuple(made)


def _piece(read: ReadPiece, name: str) -> Piece:
    role, quantity = slug_of(read.material) or "shell", read.quantity or PieceQuantity(1)
    edges = _edges(read)
    folded = any(edge.kind == FOLD for edge in edges.values())
    pair = quantity.handed and quantity.drawn == quantity.turned
    plies = quantity.drawn if pair else quantity.total
    grain = heading(*read.grain) % 360.0 if read.grain else 90.0
    outline = Outline(edges, dict(_points(read)), dict(_inner(read)))
    if path.area(curve for edge in edges.values() for curve in edge.curves) <= 0:
        raise FileFormatError(f"the outline of {read.name[:60]} encloses nothing, or as much turned over",
                              code="dxf.zero", where=read.block, hint="It is a line, or crosses itself.")
    return Piece(PieceInfo(name, outline.checked(name), (Cut(role, plies),), side="left" if folded or pair else "whole",
                           grain=grain, nap=read.fields.get(ROTATION, "").strip() == "0"))


def _edges(read: ReadPiece) -> dict[str, Edge]:
    stretches = {edge.name: edge.curves for edge in edges_of(read)}
    fold = ""
    if read.mirror and not read.opened and len(stretches) > 1:
        a, b = read.mirror
        left = side_of(((a.x, a.y), (b.x, b.y)))
        on_it = {name: path.length(curves) for name, curves in stretches.items()
                 if all(abs(left((at.x, at.y))) <= ON_FOLD for curve in curves for at in (curve.start, curve.end))}
        fold = max(on_it, key=lambda name: on_it[name], default="")
    return {name: Edge(curves, FOLD if name == fold else SEAM) for name, curves in stretches.items()}


def _points(read: ReadPiece) -> Iterator[tuple[str, Point]]:
    for notch in notches_of(read):
        yield notch.name, notch.at if read.sewn else notch.on_cut
    for number, drill in enumerate(read.drills, 1):
        yield f"drill_{number}", drill.at


def _inner(read: ReadPiece) -> Iterator[tuple[str, Edge]]:
    numbers: Counter[str] = Counter()
    for line in read.lines:
        word = {"internal": "line", "cutout": "cutout"}.get(line.kind)
        if word and len(line.points) > 1:
            numbers[word] += 1
            yield f"{word}_{numbers[word]}", Edge(stroke_of(line.points, line.closed))
