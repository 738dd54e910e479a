"""Which line belongs to which size: a table of line samples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from ..geometry import Point
from .pdf_canvas import Pen
from .pdf_subject import Key

_COLUMN: Final = 60.0
_ROW: Final = 5.5
_LINE: Final = 30.0
"""Millimetres of a line sample: the longest dashes repeat within it."""

_LETTERS: Final = 3.2
_HEADING: Final = 6.0


def legend_height(legend: Sequence[Key], width: float) -> float:
    """How many millimetres of a page a legend takes; none where there is nothing to tell apart."""
    return _HEADING + math.ceil(len(legend) / _columns(width)) * _ROW + 2.0 if legend else 0.0


def draw_legend(pen: Pen, legend: Sequence[Key], top: Point, width: float) -> None:
    """The samples below ``top``, column by column, in the order of the sizes."""
    if not legend:
        return
    pen.text("Sizes", Point(top.x, top.y - 4.0), 4.0, bold=True)
    rows = math.ceil(len(legend) / _columns(width))
    for place, key in enumerate(legend):
        column, row = divmod(place, rows)
        at = Point(top.x + column * _COLUMN, top.y - _HEADING - (row + 0.5) * _ROW)
        pen.ink(key.ink)
        pen.line(at, at.right(_LINE))
        pen.text(key.name + (", sample size" if key.sample else ""), at.right(_LINE + 2.5).down(_LETTERS * 0.36),
                 _LETTERS, bold=key.sample, most=_COLUMN - _LINE - 5.0)


def _columns(width: float) -> int:
    return max(1, int(width // _COLUMN))
