"""Foreign pieces as parts that can be laid, plotted and previewed like our own.

Nothing is known of how they are sewn together: their sewn edges run from corner to corner and are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from ..errors import FileFormatError
from ..geometry import TURNED_OVER, Curve, Curves, Point, crossing, heading, path, turn
from ..pattern.part import SLIT, CutPattern, Drill, Part, PartEdge, PartLine, PartNotch
from .lines import TOUCH
from .piece import Points, ReadNotch, ReadPiece
from .texts import ROTATION

if TYPE_CHECKING:
    from .drawing import Drawing

FOREIGN: Final = "foreign"
"""The template's name of what was drafted elsewhere."""

CORNER: Final = 25.0
"""Degrees: where the sewn line turns by more, one edge ends and the next begins. So Seamly tells turn points."""

NOTCH_DEPTH: Final = 4.0
"""Millimetres of a notch whose depth the file does not tell, as AccuMark cuts them."""

LONGEST_SIZE: Final = 40
"""Letters of a size's name that are drawn; a longer one is none."""

LEAVES: Final = 3.0
"""Millimetres between the end of such a notch and the sewn line, where there is so much cloth."""


def pattern_of(drawing: Drawing, size: str | None = None) -> CutPattern:
    """One size of a drawing as a pattern for cutting; its allowances and shrinkage are whatever the file has."""
    parts = parts_of(drawing, size)
    chosen = _size(drawing, size)
    notes = tuple(str(finding) for finding in drawing.findings if finding.weight != "note")
    return CutPattern(FOREIGN, "1", drawing.digest, (chosen or "")[:LONGEST_SIZE].strip(), parts, {},
                      {part.role: (1.0, 1.0) for part in parts}, notes)


def parts_of(drawing: Drawing, size: str | None = None) -> tuple[Part, ...]:
    """The pieces of one size, each as often as its quantity says, turned over for its mirrored ones.

    ``size`` is one of the drawing's; without it the sample size is taken where the file tells one and has several, else
    everything. Raises `FileFormatError` for a size that is not there.
    """
    taken: dict[str, int] = {}
    parts = []
    for piece in selected(drawing, size):
        name, role = slug_of(piece.name) or slug_of(piece.block) or "piece", slug_of(piece.material) or "shell"
        drawn, turned = (piece.quantity.drawn, piece.quantity.turned) if piece.quantity else (1, 0)
        for copy in range(drawn + turned):
            key = f"{name}.{role}"
            taken[key] = taken.get(key, 0) + 1
            parts.append(_part(piece, name, role, taken[key], turned_over=copy >= drawn))
    return tuple(parts)


def selected(drawing: Drawing, size: str | None) -> list[ReadPiece]:
    """The pieces of the size, and those that tell none."""
    chosen = _size(drawing, size)
    return [piece for piece in drawing.pieces if chosen is None or piece.size in {chosen, ""}]


def _size(drawing: Drawing, size: str | None) -> str | None:
    sizes = [each for each in drawing.sizes if each]
    if size is not None:
        if size not in sizes:
            raise FileFormatError(f"the drawing has no size {size!r}", code="dxf.no_size",
                                  hint=f"It has {', '.join(sizes) or 'none'}.")
        return size
    if len(sizes) > 1 and drawing.sample_size in sizes:
        return drawing.sample_size
    return sizes[0] if len(sizes) == 1 else None


def slug_of(text: str) -> str:
    """A text as a name: small letters, digits and underscores, at most 60; empty where nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "_", anyascii(text).casefold()).strip("_")[:60]


def _part(piece: ReadPiece, name: str, role: str, copy: int, *, turned_over: bool) -> Part:
    cut = ring_of(piece.cut)
    sewn = ring_of(piece.sewn) or cut
    edges = edges_of(piece)
    notches = tuple(notch_of(f"notch_{number}", notch, cut, sewn if piece.sewn else ())
                    for number, notch in enumerate(piece.notches, 1))
    lines = tuple(PartLine(f"{line.kind}_{number}", SLIT if line.kind == "cutout" else "mark",
                           stroke_of(line.points, line.closed))
                  for number, line in enumerate(piece.lines, 1)
                  if line.kind in {"cutout", "internal"} and len(line.points) > 1)
    part = Part(f"{name}.{role}.{copy}", name, "", role, copy, edges, cut, notches,
                tuple(Drill(f"drill_{number}", drill.at) for number, drill in enumerate(piece.drills, 1)), lines,
                piece.grain or _upright(piece.cut), nap=piece.fields.get(ROTATION, "").strip() == "0",
                mirror=None if piece.opened else piece.mirror)
    return part.moved(TURNED_OVER) if turned_over else part


def ring_of(ring: Points) -> Curves:
    """A closed line as straight curves; nothing for one that is not there."""
    return stroke_of(ring, closed=True) if ring else ()


def stroke_of(points: Sequence[Point], closed: bool) -> Curves:
    """A line as straight curves."""
    ends = [*points, points[0]] if closed and len(points) > 2 else list(points)
    return tuple(Curve.line(a, b) for a, b in zip(ends, ends[1:], strict=False))  # noqa: RUF007


def edges_of(piece: ReadPiece) -> tuple[PartEdge, ...]:
    """The sewn line, or the cut line where that is all there is, from corner to corner."""
    return tuple(_edges(ring_of(piece.sewn) or ring_of(piece.cut), piece.turns))


def _edges(sewn: Curves, turns: Points) -> Iterator[PartEdge]:
    """A line parted at the turn points that the file marks, and at every sharp turn."""
    marked = {(round(at.x / TOUCH), round(at.y / TOUCH)) for at in turns}
    corners = [index for index, curve in enumerate(sewn)
               if (round(curve.start.x / TOUCH), round(curve.start.y / TOUCH)) in marked
               or abs(turn(sewn[index - 1].direction(1.0), curve.direction(0.0))) > CORNER]
    corners = corners or [0]
    for number, (first, last) in enumerate(zip(corners, [*corners[1:], corners[0] + len(sewn)], strict=True), 1):
        curves = tuple(sewn[index % len(sewn)] for index in range(first, last))
        yield PartEdge(f"edge_{number}", f"edge_{number}", "", curves, curves)


def notch_of(name: str, notch: ReadNotch, cut: Curves, sewn: Curves) -> PartNotch:
    """A notch with its place on the sewn line; where there is none, its tip stands for that."""
    mm, _ = path.nearest(cut, notch.at)
    index, t = path.locate(cut, mm)
    on_cut = cut[index].point(t)
    angle = notch.angle if notch.angle is not None else (cut[index].direction(t) + 90.0) % 360.0
    room = _room(on_cut, angle, sewn)
    depth = notch.depth or (min(NOTCH_DEPTH, max(room - LEAVES, 2.0)) if room else NOTCH_DEPTH)
    return PartNotch(name, on_cut.along(angle, room or depth), on_cut, angle, depth)


def _room(at: Point, angle: float, sewn: Curves) -> float:
    """Millimetres from the cut line to the sewn line along a notch, 0 where it never gets there."""
    found = []
    for curve in sewn:
        hit = crossing(at, angle, curve.start, heading(curve.start, curve.end))
        if hit and 0.0 <= hit[0] <= 100.0 and 0.0 <= hit[1] <= curve.length:
            found.append(hit[0])
    return min(found, default=0.0)


def _upright(cut: Points) -> tuple[Point, Point]:
    """A grain line for a piece without one: upright through the middle, half as long as the piece is high."""
    xs, ys = [at.x for at in cut], [at.y for at in cut]
    x, low, high = (min(xs) + max(xs)) / 2, min(ys), max(ys)
    return Point(x, low + (high - low) / 4), Point(x, high - (high - low) / 4)
