"""The path data of all lines of parts at once, the same as `Pen.curves` writes for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mtmpattern.formats.coordinate_text import BREAK, coordinate_texts
from mtmpattern.formats.grain_arrow import head_corners, heads
from mtmpattern.formats.svg.pen import Pen
from mtmpattern.geometry import Point
from mtmpattern.geometry.chords import Controls, Places, firsts_of
from mtmpattern.pattern.parts.part import Part, PartLine, PartLines

_MOVE, _LINE, _CURVE, _COMMA, _BLANK, _BREAK = (np.uint8(ord(sign)) for sign in (*"MLC, ", BREAK))
_NONE: Final = np.uint8(0)


@dataclass(frozen=True, slots=True)
class PartPaths:
    """A part with the path data of its cut line, its sewn line, every line inside it, its notches and its grain."""

    part: Part
    cut: str
    sewn: str
    lines: tuple[tuple[PartLine, str], ...]
    notches: str
    grain: str
    heads: str


def part_paths(lines: PartLines, pens: Sequence[Pen]) -> Iterator[PartPaths]:
    """Parts as paths, each placed by its own pen."""
    places = np.array([(pen.dx, pen.sheet_height - pen.dy) for pen in pens])
    counts = np.diff(lines.firsts)
    closed = np.zeros(len(lines.curves), dtype=np.bool_)
    closed[lines.firsts[:-1]] = closed[lines.firsts[:-1] + 1] = True
    texts = iter(_written(lines.controls, closed, np.repeat(places, counts, axis=0)))
    arrows = [heads(part.grain, part.nap) for part in lines.parts]
    signs = iter(_stroked([
        [[(notch.on_cut, notch.on_cut.along(notch.direction, notch.depth)) for notch in part.notches], [part.grain],
         *[[head_corners(*head)] for head in arrow]] for part, arrow in zip(lines.parts, arrows, strict=True)], places))
    for part, arrow in zip(lines.parts, arrows, strict=True):
        yield PartPaths(part, next(texts), next(texts), tuple([(line, next(texts)) for line in part.lines]),
                        next(signs), next(signs), " ".join([f"{next(signs)} Z" for _ in arrow]))


Strokes: TypeAlias = Sequence[tuple[Point, ...]]
"""Straight lines through points."""


def _stroked(signs: Sequence[Sequence[Strokes]], places: Places) -> Iterator[str]:
    """The path data of the signs of each part, as `Pen.line` writes strokes, shifted to the part's place."""
    every = [sign for of_part in signs for sign in of_part]
    strokes = [stroke for sign in every for stroke in sign]
    numbers: list[float] = []
    for stroke in strokes:
        for point in stroke:
            numbers += (point.x, point.y)
    ends = firsts_of([sum([len(stroke) for stroke in sign]) for sign in every])[1:]
    of_part = np.repeat(places, np.diff(ends[np.cumsum([len(each) for each in signs]) - 1], prepend=0), axis=0)
    there = np.array(numbers).reshape(-1, 2)
    there = np.stack((there[:, 0] + of_part[:, 0], of_part[:, 1] - there[:, 1]), axis=-1)
    before, after = np.zeros((len(there), 2, 1), dtype=np.uint8), np.empty((len(there), 2, 1), dtype=np.uint8)
    before[:, 0] = _LINE
    before[firsts_of([len(stroke) for stroke in strokes])[:-1], 0] = _MOVE
    after[:, 0], after[:, 1] = _COMMA, _BLANK
    after[ends[[bool(sign) for sign in every]] - 1, 1] = _BREAK
    texts = iter(coordinate_texts(there.ravel(), before.reshape(-1, 1), after.reshape(-1, 1), zeros=False))
    return (next(texts) if sign else "" for sign in every)


def _written(controls: Controls, closed: NDArray[np.bool_], places: Places) -> list[str]:
    """The path data of lines, each shifted to its place."""
    counts, last = np.diff(controls.firsts), controls.firsts[1:] - 1
    of_line = np.repeat(np.arange(len(closed)), counts)
    written = np.empty((len(of_line), 4), dtype=np.bool_)   # the control points of each curve that are written
    written[:, 0] = False
    written[controls.firsts[:-1], 0] = True
    written[:, 1] = written[:, 2] = ~controls.straight
    written[:, 3] = True
    # A closed line ends with Z, which draws its last straight line itself.
    written[last[closed & controls.straight[last] & (counts > 2)], 3] = False
    letters = np.zeros((len(of_line), 4), dtype=np.uint8)
    letters[:, 0] = _MOVE
    letters[:, 1] = _CURVE
    letters[:, 3] = np.where(controls.straight, _LINE, _NONE)
    shift = places[of_line, np.newaxis]
    x, y = controls.points[..., 0] + shift[..., 0], shift[..., 1] - controls.points[..., 1]
    there = np.stack((x, y), axis=-1)[written]
    before = np.zeros((len(there), 2, 1), dtype=np.uint8)
    before[:, 0, 0] = letters[written]
    after = np.empty_like(before)
    after[:, 0], after[:, 1] = _COMMA, _BLANK
    ends = np.cumsum(np.bincount(of_line, written.sum(axis=1), len(closed))).astype(np.intp)
    after[ends - 1, 1] = _BREAK
    texts = coordinate_texts(there.ravel(), before.reshape(-1, 1), after.reshape(-1, 1), zeros=False)
    return [f"{text} Z" if close else text for text, close in zip(texts, closed.tolist(), strict=True)]
