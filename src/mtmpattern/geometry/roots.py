"""Zeros of functions within a bracket, and of Bezier polynomials."""

from __future__ import annotations

import math
from collections.abc import Callable

from mtmpattern.geometry.tolerance import NOTHING, SAME

MOST_STEPS = 200
"""More steps than halving alone needs for any bracket of floating point numbers."""


def bracketed(f: Callable[[float], float], low: float, high: float, *, accuracy: float = NOTHING,
              f_low: float | None = None, f_high: float | None = None) -> float:
    """The place between ``low`` and ``high`` where ``f`` is zero; it must change sign between them.

    Chandrupatla's method: inverse quadratic interpolation where that is safe, else halving, so it always terminates. It
    stops where the bracket is ``accuracy`` of its first width, or the value of ``f`` is that small.
    """
    a, fa = low, f(low) if f_low is None else f_low
    b, fb = high, f(high) if f_high is None else f_high
    if fa == 0.0 or fb == 0.0:
        return a if fa == 0.0 else b
    enough = accuracy * abs(high - low)
    share = fa / (fa - fb)
    for _ in range(MOST_STEPS):
        x = a + share * (b - a)
        fx = f(x)
        if (fx > 0) == (fa > 0):
            c, fc = a, fa
        else:
            c, fc, b, fb = b, fb, a, fa
        a, fa = x, fx
        best, least = (a, fa) if abs(fa) < abs(fb) else (b, fb)
        if abs(least) <= accuracy or abs(b - a) <= 2 * enough:
            return best
        share = _next_share(a, fa, b, fb, c, fc)
        margin = enough / abs(b - a)
        share = min(1.0 - margin, max(margin, share))
    return best


def _next_share(a: float, fa: float, b: float, fb: float, c: float, fc: float) -> float:
    """Where to evaluate next, as a fraction of the way from ``a`` to ``b``; ``c`` is the previous place."""
    place, value = (a - b) / (c - b), (fa - fb) / (fc - fb)
    if value * value < place and (1.0 - value) ** 2 < 1.0 - place:
        return fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
    return 0.5


def bezier_roots(a: float, b: float, c: float, d: float) -> list[float]:
    """Parameters where a Bezier polynomial of these ordinates is zero: at most one between two turning points."""
    k3, k2, k1 = -a + 3 * b - 3 * c + d, 3 * a - 6 * b + 3 * c, -3 * a + 3 * b
    turns = sorted([t for t in _quadratic(3 * k3, 2 * k2, k1) if 0 < t < 1])
    roots: list[float] = []
    t1, v1 = 0.0, a
    for after in (*turns, 1.0):
        t0, v0, t1 = t1, v1, after
        v1 = ((k3 * t1 + k2) * t1 + k1) * t1 + a
        if abs(v0) <= SAME:
            roots.append(t0)
        elif abs(v1) > SAME and v0 * v1 < 0:
            roots.append(_root_between((k3, k2, k1, a), t0, t1, v0, v1))
    if abs(d) <= SAME:
        roots.append(1.0)
    return roots


def _root_between(cubic: tuple[float, float, float, float], low: float, high: float, v_low: float,
                  v_high: float) -> float:
    """Where a polynomial that only rises or only falls between two places is zero; it changes sign between them.

    Newton's steps, which halve the bracket instead wherever they would leave it.
    """
    k3, k2, k1, k0 = cubic
    t = low + (high - low) * v_low / (v_low - v_high)
    for _ in range(MOST_STEPS):
        value = ((k3 * t + k2) * t + k1) * t + k0
        if (value > 0) == (v_low > 0):
            low = t
        else:
            high = t
        slope = (3 * k3 * t + 2 * k2) * t + k1
        after = t - value / slope if slope else low
        if not low < after < high:
            after = (low + high) / 2
        if abs(value) <= NOTHING or abs(after - t) <= NOTHING:
            return t
        t = after
    return t


def _quadratic(a: float, b: float, c: float) -> list[float]:
    if abs(a) < NOTHING:
        return [-c / b] if abs(b) > NOTHING else []
    square = b * b - 4 * a * c
    if square < 0:
        return []
    root = math.sqrt(square)
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
