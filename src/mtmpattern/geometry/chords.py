"""Many lines at once as arrays: their control points, and chords within a tolerance.

The audit and the writers need the chords of every line of a garment. Curve by curve that is thousands of small steps;
here it is one calculation over all curves, with exactly the same results as `Curve.flattened`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mtmpattern.geometry.curve import Curve

Places: TypeAlias = NDArray[np.float64]
"""(n, 2) points in millimetres."""

Numbers: TypeAlias = NDArray[np.intp]
"""Numbers of curves, chords or points."""


@dataclass(frozen=True, slots=True, eq=False)
class Controls:
    """The control points of the curves of several lines, one line after the other; no line is empty.

    ``points`` is (n, 4, 2) in mm, ``straight`` (n,) says which curves are lines; the curves of line ``k`` are those
    from ``firsts[k]`` up to ``firsts[k + 1]``.
    """

    points: NDArray[np.float64]
    straight: NDArray[np.bool_]
    firsts: Numbers

    @classmethod
    def of(cls, lines: Sequence[Sequence[Curve]]) -> Self:
        """The control points of lines."""
        curves = [curve for line in lines for curve in line]
        flat: list[float] = []
        for each in curves:
            a, b, c, d = each.start, each.leave, each.arrive, each.end
            flat += (a.x, a.y, b.x, b.y, c.x, c.y, d.x, d.y)
        return cls(np.array(flat, dtype=np.float64).reshape(-1, 4, 2),
                   np.array([each.straight for each in curves], dtype=np.bool_),
                   firsts_of([len(line) for line in lines]))

    def select(self, lines: Numbers) -> Controls:
        """The control points of some of the lines, in that order."""
        counts = np.diff(self.firsts)[lines]
        firsts = firsts_of(counts)
        curves = np.arange(firsts[-1]) + np.repeat(self.firsts[lines] - firsts[:-1], counts)
        return Controls(self.points[curves], self.straight[curves], firsts)

    def areas(self) -> NDArray[np.float64]:
        """The area within each line in square mm, equal to `path.area` except for the last digits."""
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (self.points[:, corner].T for corner in range(4))
        swept = (x0 * (6 * y1 + 3 * y2 + y3) + 3 * x1 * (-2 * y0 + y2 + y3) + 3 * x2 * (-y0 - y1 + 2 * y3)
                 - x3 * (y0 + 3 * y1 + 6 * y2)) / 20
        areas: NDArray[np.float64] = np.add.reduceat(swept, self.firsts[:-1])
        return areas

    def steps(self, tolerance: float | NDArray[np.float64]) -> Numbers:
        """For each curve the number of chords that stay within ``tolerance`` mm of it, as `Curve.steps` counts them."""
        p0, p1, p2, p3 = (self.points[:, corner] for corner in range(4))
        one, other = p0 - 2 * p1 + p2, p1 - 2 * p2 + p3
        bend = np.maximum(np.hypot(one[:, 0], one[:, 1]), np.hypot(other[:, 0], other[:, 1]))
        count = np.maximum(np.ceil(np.sqrt(0.75 * bend / tolerance)), 1.0)
        steps: Numbers = np.where(self.straight, 1.0, count).astype(np.intp)
        return steps

    def chords(self, steps: Numbers) -> Chords:
        """The chords of all curves; ``steps`` is the number for each."""
        firsts = firsts_of(steps)
        curve = np.repeat(np.arange(len(steps)), steps)
        step = np.arange(len(curve)) - firsts[curve]
        p0, p1, p2, p3 = (self.points[:, corner] for corner in range(4))
        n, i = steps[:, np.newaxis].astype(np.float64), step[:, np.newaxis]
        c = 3 * (p1 - p0) / n
        b = 3 * (p2 - 2 * p1 + p0) / n ** 2
        a = (p3 - 3 * p2 + 3 * p1 - p0) / n ** 3
        starts = ((a[curve] * i + b[curve]) * i + c[curve]) * i + p0[curve]
        return Chords(starts, curve, step, firsts)

    def corners(self, tolerance: float) -> tuple[Places, Numbers]:
        """The points of `path.flatten` of every line, one line after the other, and where each line begins."""
        chords = self.chords(self.steps(tolerance))
        joint = np.ones(len(self.points), dtype=np.bool_)
        joint[self.firsts[:-1]] = False
        joints = np.flatnonzero(joint)
        chords.starts[chords.firsts[joints]] = self.points[joints - 1, 3]
        begins = chords.firsts[self.firsts]
        places = np.insert(chords.starts, begins[1:], self.points[self.firsts[1:] - 1, 3], axis=0)
        return places, begins + np.arange(len(begins))


@dataclass(frozen=True, slots=True, eq=False)
class Chords:
    """Chords of curves: where each starts, its curve, and its step on that curve (from 0).

    The chords of curve ``k`` are those from ``firsts[k]`` up to ``firsts[k + 1]``. The last ends where its curve does.
    """

    starts: Places
    curve: Numbers
    step: Numbers
    firsts: Numbers


def firsts_of(counts: Iterable[int] | NDArray[Any]) -> Numbers:
    """Where each of several consecutive groups begins, and where the last one ends."""
    firsts: Numbers = np.concatenate(([0], np.cumsum(np.asarray(counts, dtype=np.intp)))).astype(np.intp)
    return firsts
