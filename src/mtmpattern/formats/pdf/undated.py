"""A canvas of reportlab whose bytes depend only on the drawing.

Reportlab derives dates and ids from the environment variable SOURCE_DATE_EPOCH even for documents that it calls
invariant, and fails if that is not a number.
"""

from __future__ import annotations

import time
from typing import Any, Final

from reportlab.lib.utils import TimeStamp  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfdoc  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]


class _Undated(int):
    """The invariant setting of our documents; other users of reportlab in the same process keep their dates."""


UNDATED: Final = _Undated(1)


class _FixedStamp:
    """The interface of reportlab's time stamp, at its time for invariant documents."""

    tzname = "UTC"
    t = 946684800.0
    lt = tuple(time.gmtime(946684800.0))
    YMDhms = lt[:6]
    dhh = dmm = 0


def _stamp(invariant: object = None) -> Any:
    return _FixedStamp() if isinstance(invariant, _Undated) else TimeStamp(invariant)


pdfdoc.TimeStamp = _stamp


def undated_canvas(file: Any, **settings: Any) -> Any:
    """A `Canvas` without dates, and with ids that follow from the content."""
    return Canvas(file, invariant=UNDATED, **settings)
