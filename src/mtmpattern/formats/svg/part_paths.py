"""The path data of all lines of parts at once: what `Pen.curves` writes of each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ...geometry import Curves
from ...pattern.parts.part import Part, PartLine
from ...placing.chords import Controls
from ..figures import figures
from .pen import Pen

_MOVE, _LINE, _CURVE, _COMMA, _BLANK = (np.uint8(ord(sign)) for sign in "MLC, ")
_NONE: Final = np.uint8(0)


@dataclass(frozen=True, slots=True)
class PartPaths:
    """A part with the path data of its cut line, its sewn line, and every line inside it."""

    part: Part
    cut: str
    sewn: str
    lines: tuple[tuple[PartLine, str], ...]


def part_paths(parts: Sequence[Part], pens: Sequence[Pen]) -> Iterator[PartPaths]:
    """Parts as paths, each where its own pen writes it."""
    lines: list[Curves] = []
    closed: list[bool] = []
    places: list[tuple[float, float]] = []
    for part, pen in zip(parts, pens, strict=True):
        lines += (part.cut, part.sewn_outline, *(line.curves for line in part.lines))
        closed += (True, True, *(False for _ in part.lines))
        places += [(pen.dx, pen.sheet_height - pen.dy)] * (2 + len(part.lines))
    texts = iter(_written(lines, closed, places))
    for part in parts:
        cut, sewn = next(texts), next(texts)
        yield PartPaths(part, cut, sewn, tuple((line, next(texts)) for line in part.lines))


def _written(lines: Sequence[Curves], closed: Sequence[bool], places: Sequence[tuple[float, float]]) -> Iterator[str]:
    """The path data of lines, each shifted to its place."""
    controls = Controls.of(lines)
    counts, last = np.diff(controls.firsts), controls.firsts[1:] - 1
    of_line = np.repeat(np.arange(len(lines)), counts)
    written = np.empty((len(of_line), 4), dtype=np.bool_)   # which control points of each curve
    written[:, 0] = False
    written[controls.firsts[:-1], 0] = True
    written[:, 1] = written[:, 2] = ~controls.straight
    written[:, 3] = True
    # A closed line ends with Z, which draws its last straight line itself.
    written[last[np.array(closed) & controls.straight[last] & (counts > 2)], 3] = False
    letters = np.zeros((len(of_line), 4), dtype=np.uint8)
    letters[:, 0] = _MOVE
    letters[:, 1] = _CURVE
    letters[:, 3] = np.where(controls.straight, _LINE, _NONE)
    shift = np.array(places, dtype=np.float64).reshape(-1, 2)[of_line, np.newaxis]
    x, y = controls.points[..., 0] + shift[..., 0], shift[..., 1] - controls.points[..., 1]
    there = np.stack((x, y), axis=-1)[written]
    before = np.zeros((len(there), 2, 1), dtype=np.uint8)
    before[:, 0, 0] = letters[written]
    after = np.empty_like(before)
    after[:, 0], after[:, 1] = _COMMA, _BLANK
    text, begins = figures(there.ravel(), before.reshape(-1, 1), after.reshape(-1, 1), zeros=False)
    points = np.concatenate(([0], np.cumsum(np.bincount(of_line, written.sum(axis=1), len(lines)))))
    bounds = begins[2 * points.astype(np.intp)].tolist()
    drawn = text.decode()
    for close, start, end in zip(closed, bounds[:-1], bounds[1:], strict=True):
        yield drawn[start:end] + "Z" if close else drawn[start : end - 1]
