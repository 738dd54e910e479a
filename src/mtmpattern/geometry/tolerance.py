"""The tolerances of our geometry, in millimetres unless stated, which every part of the program shares.

How far a foreign drawing may be off is in `mtmpattern.reading.dxf.foreign_tolerance`; a number that one task alone
needs, such as the thinnest sliver worth a warning, stands beside that task.
"""

from __future__ import annotations

SAME = 1e-6
"""Two points closer than this are one point."""

ON_LINE = 1e-3
"""A named point this near to an edge lies on it."""

JOIN = 0.01
"""Joined runs may differ from the stated lengths by this much."""

OFFSET = 0.005
"""Away from corners, a cut line keeps its distance from the sewn line to within this."""

OFFSET_FIT = 1e-3
"""The accuracy required of the curve fitter for a parallel line, well inside `OFFSET`."""

FLATTEN = 0.02
"""The chords that writers draw stay this close to the curve."""

LENGTH = 1e-9
"""Accuracy of a curve's length and of places along it."""

NEAR = 1e-2
"""The accuracy of a nearest place before it is polished by Newton's method."""

SETTLED = 1e-4
"""After a Newton step this short, in a curve's parameter, the distance from it is known to 1e-11 mm."""

PARALLEL = 1e-9
"""Lines whose directions differ by a sine of less than this are parallel."""

ONE_WAY = 1e-7
"""Directions closer than this, in degrees, are the same."""

FLAT = 1e-6
"""A piece whose ends turn by less than this (squared sine) from its middle counts as straight."""

CHORD = 0.002
"""Chords stay this close to a curve where areas are measured and cut lines repaired."""

COARSE_CHORD = 0.05
"""The same where only a distance is measured, or whether something lies inside."""

PAST_JUMP = 1e-6
"""A change of this fraction, which puts a line on the longer side of a jump in its length."""

NOTHING = 1e-12
"""Rounding error of a zero; for denominators, and parameters between 0 and 1."""

DECIMALS = 3
"""Decimals of a millimetre in written files."""
