"""A small picture of one step of work: its parts, with the edges that are worked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from mtmpattern.formats.palette import Ink
from mtmpattern.formats.pdf.canvas import PdfPen
from mtmpattern.geometry import Point, path
from mtmpattern.pattern.making import WorkStep
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.pattern.seams.seam import Seam

Line: TypeAlias = tuple[Point, ...]

MOST_PARTS: Final = 4
LARGEST: Final = 0.3
"""The largest scale of a part."""
GAP: Final = 2.0
FINE: Final = 1.0           # mm on the part
OUTLINE = Ink("#888888", 0.15)
FIRST, SECOND = Ink("#0b5394", 0.75), Ink("#c00000", 0.75, "1.8,0.9")
"""The edges that are worked, and those they are worked onto; the dashes distinguish them without colour."""
NAME: Final = 2.2


@dataclass(frozen=True, slots=True)
class PartDrawing:
    """The flattened sewn outline of a part, its box, and the edges that are worked, and worked onto."""

    part: Part
    outline: Line
    box: tuple[float, float, float, float]
    first: tuple[Line, ...] = ()
    second: tuple[Line, ...] = ()


class StepPictures:
    """The pictures of the steps of one pattern; each part's outline is flattened once."""

    def __init__(self, cut: CutPattern) -> None:
        self._parts = {part.id: part for part in cut.parts}
        self._seams: dict[int, list[Seam]] = {}
        self._inner: dict[int, list[Seam]] = {}         # the same steps on the layers within
        for seam in cut.seams:
            (self._inner if seam.layer else self._seams).setdefault(seam.step, []).append(seam)
        self._known: dict[str, PartDrawing] = {}

    def of(self, step: WorkStep, piece: str) -> tuple[PartDrawing, ...]:
        """At most four parts of a step, on one of the wearer's sides; ``piece`` is that of a preparation."""
        if step.operation < 0:
            return tuple(self._prepared(step.kind, piece))
        seams = self._seams.get(step.operation, [])
        if not seams:
            return ()
        names = list(dict.fromkeys(name for seam in seams for name in seam.parts))
        there = set(names)
        names = [name for name in names if self._parts[name].side != "right" or self._parts[name].twin not in there]
        names = names[:MOST_PARTS]
        within = [seam for seam in self._inner.get(step.operation, ()) if set(seam.parts) <= set(names)]
        shown = ([seam for seam in seams if set(seam.parts) <= set(names)] or seams) + within
        first = [span for seam in shown for span in seam.first]
        second = [span for seam in shown for span in seam.second]
        drawn = []
        for name in names:
            part, known = self._parts[name], self._drawing(name)
            lines = [tuple(_flat(part.along(span)) for span in spans if span.part == name and part.along(span))
                     for spans in (first, second)]
            drawn.append(PartDrawing(part, known.outline, known.box, lines[0], lines[1]))
        return tuple(drawn)

    def whole(self) -> tuple[PartDrawing, ...]:
        """All parts, without anything worked."""
        return tuple(self._drawing(name) for name in self._parts)

    def _prepared(self, kind: str, piece: str) -> Iterator[PartDrawing]:
        for name, part in self._parts.items():
            if part.piece == piece and kind != "fuse":
                legs = tuple(leg for dart in part.darts for leg in dart.legs)
                known = self._drawing(name)
                yield PartDrawing(part, known.outline, known.box, legs)
                return
            if part.piece == piece and part.role == "fusible":
                known = self._drawing(name)
                yield PartDrawing(part, known.outline, known.box, (known.outline,))
                return

    def _drawing(self, name: str) -> PartDrawing:
        if name not in self._known:
            part = self._parts[name]
            outline = _flat(part.sewn_outline)
            xs, ys = [point.x for point in outline], [point.y for point in outline]
            self._known[name] = PartDrawing(part, outline, (min(xs), min(ys), max(xs), max(ys)))
        return self._known[name]


def _flat(curves: path.Curves) -> Line:
    return tuple(path.flatten(curves, FINE))


def draw_parts(pen: PdfPen, drawings: Sequence[PartDrawing], low: Point, width: float, height: float,
               *, middle: bool = True) -> None:
    """Draw parts side by side in a box from its lower left corner, each with its name below it.

    They are centred in its height, or stand at its bottom without ``middle``. All have one scale, except that a part
    too small to see is drawn larger.
    """
    if not drawings:
        return
    room = (width - GAP * (len(drawings) - 1)) / sum(max(_wide(each), 0.2 * _high(each)) for each in drawings)
    tallest = max(_high(each) for each in drawings)
    scale = min(LARGEST, room, (height - NAME - 1.5) / tallest)
    x = low.x
    cells = [max(_wide(each) * scale, 8.0) for each in drawings]
    shrink = min(1.0, (width - GAP * (len(drawings) - 1)) / sum(cells))
    for each, full in zip(drawings, cells, strict=True):
        cell = full * shrink
        own = min(scale, cell / _wide(each))
        if max(_wide(each), _high(each)) * own < 6.0:       # a loop or a strip beside a whole back
            own = min(LARGEST, cell / _wide(each), 8.0 / max(_wide(each), _high(each)))
        spare = max(0.0, height - NAME - 1.5 - _high(each) * own)
        origin = Point(x + (cell - _wide(each) * own) / 2, low.y + NAME + 1.5 + (spare / 2 if middle else 0.0))
        _draw(pen, each, origin, own)
        pen.ink(OUTLINE)
        pen.text(each.part.title, Point(x + cell / 2, origin.y - NAME - 1.1), NAME, middle=True, most=cell + GAP)
        x += cell + GAP


def _wide(each: PartDrawing) -> float:
    return max(each.box[2] - each.box[0], 1.0)


def _high(each: PartDrawing) -> float:
    return max(each.box[3] - each.box[1], 1.0)


def _draw(pen: PdfPen, each: PartDrawing, origin: Point, scale: float) -> None:
    def placed(line: Line) -> list[Point]:
        return [Point(origin.x + scale * (point.x - each.box[0]), origin.y + scale * (point.y - each.box[1]))
                for point in line]

    pen.ink(OUTLINE)
    pen.line(*placed(each.outline), closed=True)
    for ink, lines in ((FIRST, each.first), (SECOND, each.second)):
        pen.ink(ink)
        for line in lines:
            if len(line) > 1:
                pen.line(*placed(line))
    pen.dash("")
