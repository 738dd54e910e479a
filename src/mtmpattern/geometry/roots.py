"""Zeros of functions, from a bracket that is known to hold one."""

from __future__ import annotations

from collections.abc import Callable


def bracketed(f: Callable[[float], float], low: float, high: float, *, accuracy: float = 1e-12,
              f_low: float | None = None, f_high: float | None = None) -> float:
    """The place between ``low`` and ``high`` where ``f`` is zero; it must change sign between them.

    False position with the Illinois weighting, and a halving whenever that gains too little, so it always ends:
    ``accuracy`` is the width of the last bracket relative to the first, or a value of ``f`` that small.
    """
    a, b = low, high
    fa = f(a) if f_low is None else f_low
    fb = f(b) if f_high is None else f_high
    if fa == 0.0:
        return a
    if fb == 0.0:
        return b
    width = abs(b - a)
    for step in range(200):
        x = (a + b) / 2 if step % 3 == 2 else (a * fb - b * fa) / (fb - fa)
        fx = f(x)
        if abs(fx) <= accuracy:
            return x
        if (fx > 0) == (fb > 0):
            b, fb, fa = x, fx, fa / 2 if step % 3 != 2 else fa
        else:
            a, fa = b, fb
            b, fb = x, fx
        if abs(b - a) <= accuracy * width:
            return x
    return b
