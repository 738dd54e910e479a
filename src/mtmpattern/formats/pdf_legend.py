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


def legend_height(legend: Sequence[Key], width: float, most: float = math.inf) -> float:
    """How many millimetres of a page a legend takes; none where there is nothing to tell apart.

    It takes no more than ``most``: where there are many sizes, columns get narrow.
    """
    return _HEADING + math.ceil(len(legend) / _columns(legend, width, most)) * _ROW + 2.0 if legend else 0.0


def draw_legend(pen: Pen, legend: Sequence[Key], top: Point, width: float, most: float = math.inf) -> None:
    """The samples below ``top``, column by column, in the order of the sizes."""
    if not legend:
        return
    pen.text("Sizes", Point(top.x, top.y - 4.0), 4.0, bold=True)
    columns = _columns(legend, width, most)
    rows = math.ceil(len(legend) / columns)
    step = min(_COLUMN, width / columns)
    length = min(_LINE, step / 2)
    for place, key in enumerate(legend):
        column, row = divmod(place, rows)
        at = Point(top.x + column * step, top.y - _HEADING - (row + 0.5) * _ROW)
        pen.ink(key.ink)
        pen.line(at, at.right(length))
        pen.text(key.name + (", sample size" if key.sample else ""), at.right(length + 2.5).down(_LETTERS * 0.36),
                 _LETTERS, bold=key.sample, most=step - length - 3.5)


def _columns(legend: Sequence[Key], width: float, most: float) -> int:
    rows = max(1, int((most - _HEADING - 2.0) // _ROW)) if most < math.inf else len(legend)
    return max(1, int(width // _COLUMN), math.ceil(len(legend) / rows))
