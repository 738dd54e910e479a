"""How far a foreign drawing may be off, in millimetres; the tolerances of our own are in `geometry.tolerance`."""

from __future__ import annotations

from typing import Final

TOUCH: Final = 0.05
"""Ends of lines this near meet, and notches of one kind this near are one: chained outlines repeat them there."""

ONE_PLACE: Final = 1e-3
"""Vertices, chords and whole lines this near are one."""
