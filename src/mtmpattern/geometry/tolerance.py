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

FLATTEN = 0.02
"""A writer's chord stays this close to the curve."""

LENGTH = 1e-9
"""Accuracy of a curve's length and of places along it."""

NEAR = 1e-2
"""How well a nearest place is guessed before it is sharpened."""

PARALLEL = 1e-9
"""Directions whose sine differs by less than this never meet."""

ONE_WAY = 1e-7
"""Directions nearer to each other than this, in degrees, are one."""

FLAT = 1e-6
"""A piece whose ends turn by less than this (squared sine) from its middle is as good as straight."""

CHORD = 0.002
"""Chords stay this close to a curve where areas are taken and cut lines mended."""

NOTHING = 1e-12
"""What floating point leaves of a zero; for denominators, and parameters between 0 and 1."""

DECIMALS = 3
"""Decimals of a millimetre in written files."""
