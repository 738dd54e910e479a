"""Every tolerance of the project, in millimetres unless said; no other module holds one of its own."""

from __future__ import annotations

SAME = 1e-6
"""Two points closer than this are one point."""

ON_LINE = 1e-3
"""A named point this near to an edge lies on it."""

JOIN = 0.01
"""Joined runs may differ from what was asked by this much."""

OFFSET = 0.005
"""A cut line keeps its distance to the sewn line to this much, away from corners."""

OFFSET_FIT = 1e-3
"""The accuracy asked of the curve fitter for a parallel line, well inside `OFFSET`."""

SCRAP = 0.08
"""Pieces of a fitted parallel shorter than this at its ends are artefacts of the fitting."""

FLATTEN = 0.02
"""A writer's chord stays this close to the curve."""

LENGTH = 1e-9
"""Accuracy of a curve's length and of places along it."""

NOTHING = 1e-12
"""What floating point leaves of a zero; for denominators, and parameters between 0 and 1."""

DECIMALS = 3
"""Decimals of a millimetre in written files."""


def rounded(value: float, decimals: int = DECIMALS) -> float:
    """``value`` rounded for writing, never a negative zero."""
    return round(value, decimals) + 0.0
