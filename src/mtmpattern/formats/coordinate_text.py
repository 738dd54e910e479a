"""Thousands of coordinates as text at once, digit by digit in arrays: the same text as formatting each of them.

A drawing of a shirt has some ten thousand numbers. Formatted one by one, they take longer than the rest of the drawing.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.geometry.tolerance import DECIMALS

_UNITS: Final = 10**DECIMALS
_TIE: Final = 1e-5
"""Numbers this close to half a unit of the last decimal are rounded from their exact value."""
BREAK: Final = "\x01"
"""The end of each text, among the characters after its number."""
_ZERO, _MINUS, _POINT = (np.uint8(ord(sign)) for sign in "0-.")


def units(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Millimetres in units of the last decimal, rounded exactly as ``format(value, ".3f")`` rounds."""
    scaled = values * _UNITS
    rounded = np.rint(scaled)
    close = np.flatnonzero(np.abs(np.abs(scaled - rounded) - 0.5) < _TIE)
    whole: NDArray[np.int64] = rounded.astype(np.int64)
    for index in close.tolist():
        whole[index] = int(f"{values[index]:.{DECIMALS}f}".replace(".", ""))
    return whole


def coordinate_texts(values: NDArray[np.float64], before: NDArray[np.uint8], after: NDArray[np.uint8], *,
                     zeros: bool) -> list[str]:
    """The numbers as texts, each from one `BREAK` to the next.

    ``before`` and ``after``, (n, width), are the characters round each number, code 0 for none. ``zeros`` writes all
    three decimals; without it trailing zeros are left out, as is the point of a whole number. Negative zero is written
    as zero.
    """
    whole = units(values)
    rest = np.abs(whole)
    largest = int(rest.max(initial=0))
    if largest < 2**31:                                     # twice as fast
        rest = rest.astype(np.int32)
    digits = max(1, len(str(largest)) - DECIMALS)
    wide, late = before.shape[1], after.shape[1]
    point = wide + 1 + digits
    columns = np.zeros((point + 1 + DECIMALS + late, len(values)), dtype=np.uint8)
    columns[:wide] = before.T
    columns[wide] = _MINUS * (whole < 0)
    columns[point] = _POINT
    columns[point + 1 + DECIMALS:] = after.T
    for column in (*range(point + DECIMALS, point, -1), *range(point - 1, wide, -1)):       # the last decimal first
        left = rest // 10
        digit = (rest - left * 10).astype(np.uint8) + _ZERO
        columns[column] = digit * (rest > 0) if column < point - 1 else digit               # no leading zeros
        rest = left
    if not zeros:
        nothing = np.ones(len(values), dtype=np.bool_)
        for column in range(point + DECIMALS, point, -1):
            nothing &= columns[column] == _ZERO
            columns[column][nothing] = 0
        columns[point][nothing] = 0
    table = np.ascontiguousarray(columns.T)
    text: str = table[table != 0].tobytes().decode("ascii")
    return text.split(BREAK)[:-1]
