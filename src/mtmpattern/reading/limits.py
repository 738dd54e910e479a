"""How much a drawing may hold. Whatever is beyond is no sewing pattern, and must not cost more than a few seconds."""

from __future__ import annotations

from typing import Final

LARGEST: Final = 50_000_000
"""Bytes of a file."""

MOST_LINES: Final = 3_000_000
"""Lines of text, two for a group code and its value: a graded nest of 15 sizes has about 150,000."""

MOST_ENTITIES: Final = 60_000
"""Lines, points, texts and polylines."""

MOST_VERTICES: Final = 250_000
"""Vertices with those that curves become, counted as often as their block is shown."""

MOST_BLOCKS: Final = 4_000
MOST_LOOSE: Final = 2_000
"""Outlines that lie in no block."""

DEEPEST: Final = 8
"""Blocks within blocks."""

MOST_CONTROLS: Final = 1_000
"""Control and fit points of one spline; more of them take too long to draw."""

FARTHEST: Final = 1e7
"""A coordinate beyond is a slip or an attack: 10 km."""

MOST_IN_LINE: Final = 10_000
"""Vertices of one outline that is still looked at closely; a finely drawn one has 2,000."""

MOST_MARKS: Final = 2_000
"""Notches, or drill holes, of one piece."""
