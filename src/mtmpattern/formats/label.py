"""What is written on a part, and where on it there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..geometry import Point
from ..pattern.part import CutPattern, Part
from .room import Drawn

ADVANCE: Final = 0.6
"""Width of a letter in font sizes, on the generous side for any sans-serif."""

BOLD_ADVANCE: Final = 0.76
"""The same for bold capitals."""

LEADING: Final = 1.35
"""From line to line in font sizes."""

_SIZES: Final = (8.0, 6.5, 5.0, 4.0, 3.0, 2.2)
"""Font sizes in millimetres, the first that finds room is taken."""

_TITLE: Final = 1.6
"""How much larger the first line is."""

_AIR: Final = 0.6
"""Room between writing and any line in font sizes."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One line of text, centred at ``at`` on its baseline; ``turned`` reads upwards."""

    text: str
    size: float
    at: Point
    turned: bool
    bold: bool = False


def cut_sentence(pattern: CutPattern, part: Part) -> str:
    """``cut 1 of 2 in shell``: which of the parts of its piece this one is."""
    kin = [other.id for other in pattern.parts if (other.piece, other.role) == (part.piece, part.role)]
    which = f"1 of {len(kin)}" if len(kin) > 1 else "1"
    return f"cut {which}{' on the fold' if part.mirror else ''} in {part.role}"


def label_lines(pattern: CutPattern, part: Part) -> tuple[str, ...]:
    """The lines of a part's label, its title first."""
    cloth = pattern.fabrics.get(part.role)
    what = " ".join(filter(None, (pattern.template, pattern.size and f"size {pattern.size}")))
    return tuple(filter(None, (
        part.title.upper(), part.id, cut_sentence(pattern, part),
        cloth.name + (", with nap" if part.nap else "") if cloth else "", what)))


def label(pattern: CutPattern, part: Part) -> tuple[Writing, ...]:
    """The label of a part where nothing else is drawn, as large as there is room for.

    A narrow part gets its label in two lines.
    """
    lines = label_lines(pattern, part)
    forms = (lines, (lines[0], ", ".join(lines[1:])))
    drawn = Drawn.of(part)
    aside = drawn.turned_right()
    for size in _SIZES:
        for form in forms:
            width, height = (extent + 2 * _AIR * size for extent in _extent(form, size))
            for turned, table in ((False, drawn), (True, aside)):
                centre = table.room(width, height)
                if centre is not None:
                    return _set(form, size, centre, turned)
    x0, y0, x1, y1 = part.bounds
    return _set(lines, _SIZES[-1], Point((x0 + x1) / 2, (y0 + y1) / 2), False)


def _extent(lines: Sequence[str], size: float) -> tuple[float, float]:
    widths = [len(line) * ADVANCE for line in lines[1:]]
    return max(_TITLE * BOLD_ADVANCE * len(lines[0]), *widths) * size, (_TITLE + len(widths) * LEADING) * size


def _set(lines: Sequence[str], size: float, centre: Point, turned: bool) -> tuple[Writing, ...]:
    top = _extent(lines, size)[1] / 2 - 0.8 * _TITLE * size
    written = []
    for row, line in enumerate(lines):
        y = centre.y + top - row * LEADING * size
        at = Point(-y, centre.x) if turned else Point(centre.x, y)      # and turned back
        written.append(Writing(line, size * (1.0 if row else _TITLE), at, turned, bold=not row))
    return tuple(written)
