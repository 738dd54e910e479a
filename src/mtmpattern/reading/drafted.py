"""Foreign pieces as pieces of ours, so that they can be sewn to others, hemmed, and given other allowances.

What is not told stays untold: nobody knows how the pieces are joined, so their edges are only numbered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import FileFormatError
from ..geometry import FOLD, SEAM, Edge, Point, heading, path
from ..pattern.outline import Cut, Outline
from ..pattern.piece import Piece, PieceInfo
from .folded import ON_FOLD, side_of
from .parts import edges_of, notch_of, ring_of, selected, slug_of, stroke_of
from .piece import ReadPiece
from .texts import ROTATION, Quantity

if TYPE_CHECKING:
    from .drawing import Drawing


def pieces_of(drawing: Drawing, size: str | None = None) -> tuple[Piece, ...]:
    """The pieces of one size, as `mtmpattern.reading.parts.parts_of` chooses it, each once.

    Edges are ``edge_1`` ... counter-clockwise from corner to corner of the sewn line, or of the cut line where that is
    all there is; notches are points ``notch_1``, drill holes ``drill_1``, inner lines ``line_1`` and ``cutout_1``. A
    quantity of right and left makes a half, a mirror line that was not opened an edge that is a fold. Raises
    `FileFormatError` for a size that is not there, and for an outline that encloses nothing.
    """
    made = []
    taken: Counter[str] = Counter()
    for read in selected(drawing, size):
        name = slug_of(read.name) or "piece"
        taken[name] += 1
        made.append(_piece(read, name if taken[name] == 1 else f"{name}_{taken[name]}"))
    return tuple(made)


def _piece(read: ReadPiece, name: str) -> Piece:
    role, quantity = slug_of(read.material) or "shell", read.quantity or Quantity(1)
    edges = _edges(read)
    folded = any(edge.kind == FOLD for edge in edges.values())
    pair = quantity.handed and quantity.drawn == quantity.turned
    plies = quantity.drawn if pair else quantity.total
    grain = heading(*read.grain) % 360.0 if read.grain else 90.0
    outline = Outline(edges, dict(_points(read)), dict(_inner(read)))
    if path.area(curve for edge in edges.values() for curve in edge.curves) <= 0:
        raise FileFormatError(f"the outline of {read.name[:60]} encloses nothing", code="dxf.zero", where=read.block,
                              hint="It is a line, no outline.")
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
    cut, sewn = ring_of(read.cut), ring_of(read.sewn)
    for number, notch in enumerate(read.notches, 1):
        yield f"notch_{number}", notch_of("", notch, cut, sewn).at if sewn else notch_of("", notch, cut, ()).on_cut
    for number, drill in enumerate(read.drills, 1):
        yield f"drill_{number}", drill.at


def _inner(read: ReadPiece) -> Iterator[tuple[str, Edge]]:
    numbers: Counter[str] = Counter()
    for line in read.lines:
        word = {"internal": "line", "cutout": "cutout"}.get(line.kind)
        if word and len(line.points) > 1:
            numbers[word] += 1
            yield f"{word}_{numbers[word]}", Edge(stroke_of(line.points, line.closed))
