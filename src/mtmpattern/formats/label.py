"""The label of a part, the free room for it, and the sign of a fold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self, TypeAlias

from ..geometry import Point, between, heading, path, turn
from ..pattern.parts.part import CutPattern, Part
from .text import number

LabelTexts: TypeAlias = Mapping[str, tuple[str, ...]]
"""The lines of each part's label by its id, its title first."""

# ---- The sign of a fold ---------------------------------------------------------------------------------------------

SIGN: Final = 12.0
"""How far the sign reaches into the part, in millimetres; less on a short fold."""

WORDS: Final = 4.0
"""Font size in millimetres of the words beside the sign."""

FOLD_WORDS: Final = "on the fold"


def fold_of(part: Part) -> tuple[Point, Point]:
    """The fold of a part, directed so that the part lies to the left; only for a part that has one."""
    start, end = part.mirror or part.grain
    inward = turn(heading(start, end), heading(start, between(*part.grain, 0.5)))
    return (start, end) if inward > 0 else (end, start)


def fold_depth(fold: tuple[Point, Point]) -> float:
    """How far the sign on a fold reaches into the part, in millimetres."""
    return min(SIGN, fold[0].distance(fold[1]) / 8)


def fold_bracket(fold: tuple[Point, Point]) -> tuple[Point, Point, Point, Point]:
    """The bracket that says: lay this edge on the fold. Its first and last point lie on the fold and get arrows."""
    start, end = fold
    inward, depth = heading(start, end) + 90.0, fold_depth(fold)
    a, b = between(start, end, 1 / 6), between(start, end, 5 / 6)
    return a, a.along(inward, depth), b.along(inward, depth), b


def fold_words_place(fold: tuple[Point, Point]) -> tuple[Point, float]:
    """The middle of the baseline of the words beside the bracket, and their direction in degrees."""
    start, end = fold
    along = heading(start, end)
    return between(start, end, 0.5).along(along + 90.0, fold_depth(fold) + 1.5), along


def taken(part: Part) -> tuple[tuple[Point, Point], ...]:
    """Lines along the sign and its words, which other writing avoids; none without a fold."""
    if part.mirror is None:
        return ()
    start, end = fold = fold_of(part)
    inward = heading(start, end) + 90.0
    depths = (fold_depth(fold), fold_depth(fold) + 1.5 * WORDS)
    return tuple((start.along(inward, depth), end.along(inward, depth)) for depth in depths)


# ---- Free room on a part --------------------------------------------------------------------------------------------

Segment = tuple[float, float, float, float]
"""A straight piece of a line: x and y of its lower end, then of its upper end."""

_COARSE: Final = 1.0
"""Tolerance of chords in millimetres; writing keeps a larger distance from every line."""

_ROWS: Final = 9
"""The number of heights that are tried on a part."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The lines of one part as straight pieces: its inner outline, and everything drawn inside that."""

    outline: tuple[Segment, ...]
    inside: tuple[Segment, ...]

    @classmethod
    def of(cls, part: Part) -> Self:
        """The lines of a part."""
        outline = part.sewn_outline
        if path.area(part.cut) < path.area(outline):        # fusible is cut inside the sewn line
            outline = part.cut
        inside = list(_pieces(part.grain))
        for ends in taken(part):
            inside += _pieces(ends)
        for line in part.lines:
            inside += _pieces(path.flatten(line.curves, _COARSE))
        inside += ((drill.at.x - 1, drill.at.y, drill.at.x + 1, drill.at.y) for drill in part.drills)
        return cls(tuple(_pieces(path.flatten(outline, _COARSE))), tuple(inside))

    def turned_right(self) -> Drawn:
        """The same part after a quarter turn clockwise: (x, y) moves to (y, -x)."""
        return Drawn(*(tuple((y0, -x0, y1, -x1) if x0 >= x1 else (y1, -x1, y0, -x0) for x0, y0, x1, y1 in segments)
                       for segments in (self.outline, self.inside)))

    def room(self, width: float, height: float) -> Point | None:
        """The centre of a free rectangle of this size, as near to the middle of the part as possible; None for none."""
        xs = [x for x0, _, x1, _ in self.outline for x in (x0, x1)]
        left, right = min(xs), max(xs)
        low, high = min(segment[1] for segment in self.outline), max(segment[3] for segment in self.outline)
        if high - low < height or right - left < width:
            return None
        middle = Point((left + right) / 2, (low + high) / 2)
        best: Point | None = None
        for row in range(_ROWS):
            y = low + (high - low - height) * row / (_ROWS - 1)
            for x0, x1 in self._gaps(y, y + height):
                if x1 - x0 >= width:
                    here = Point(min(max(middle.x, x0 + width / 2), x1 - width / 2), y + height / 2)
                    if best is None or here.distance(middle) < best.distance(middle):
                        best = here
        return best

    def _gaps(self, low: float, high: float) -> Iterator[tuple[float, float]]:
        """Stretches of a level band inside the part that no line enters."""
        spans = sorted(_span(segment, low, high) for segment in (*self.outline, *self.inside)
                       if segment[3] > low and segment[1] < high)
        end = spans[0][1] if spans else 0.0
        for start, stop in spans:
            if start > end and self._holds((start + end) / 2, (low + high) / 2):
                yield end, start
            end = max(end, stop)

    def _holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside: a level ray from it crosses the outline an odd number of times."""
        crossed = (x0 + (x1 - x0) * (y - y0) / (y1 - y0) > x
                   for x0, y0, x1, y1 in self.outline if y0 <= y < y1)
        return sum(crossed) % 2 == 1


def _pieces(points: Sequence[Point]) -> Iterator[Segment]:
    for a, b in pairwise(points):
        yield (a.x, a.y, b.x, b.y) if a.y <= b.y else (b.x, b.y, a.x, a.y)


def _span(segment: Segment, low: float, high: float) -> tuple[float, float]:
    """Smallest and largest x of the part of a segment that lies in a level band."""
    x0, y0, x1, y1 = segment
    if y0 < y1:
        slope = (x1 - x0) / (y1 - y0)
        if y1 > high:
            x1 = x0 + slope * (high - y0)
        if y0 < low:
            x0 += slope * (low - y0)
    return (x0, x1) if x0 < x1 else (x1, x0)


# ---- Labels ---------------------------------------------------------------------------------------------------------

ADVANCE: Final = 0.6
"""Width of a letter in font sizes, generous for any sans-serif."""

BOLD_ADVANCE: Final = 0.76
"""The same for bold capitals."""

LEADING: Final = 1.35
"""Distance of baselines in font sizes."""

_SIZES: Final = (8.0, 6.5, 5.0, 4.0, 3.0, 2.2)
"""Font sizes in millimetres; the first for which there is room is used."""

_TITLE: Final = 1.6
"""Font size of the first line, relative to the others."""

_AIR: Final = 0.6
"""Distance between writing and any line in font sizes."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One line of text, centred at ``at`` on its baseline; ``turned`` reads upwards."""

    text: str
    size: float
    at: Point
    turned: bool
    bold: bool = False


ADVICE: Final = "The outer line is cut, the inner line is sewn. The allowances are included."
"""Which line is which, for a sheet of one size."""


def all_notes(pattern: CutPattern) -> tuple[str, ...]:
    """The notes of a pattern and of its parts."""
    return (*pattern.notes, *(f"{part.id}: {note}" for part in pattern.parts for note in part.notes))


def counted(parts: int) -> str:
    """``1 part``, ``2 parts``."""
    return "1 part" if parts == 1 else f"{parts} parts"


def heading_of(pattern: CutPattern, role: str, parts: int, pages: str = "") -> str:
    """The line above the parts of a cloth: ``shell: cotton jersey, 4 parts``, and what they were enlarged by."""
    cloth = pattern.fabrics.get(role)
    return ", ".join(filter(None, (role + (f": {cloth.name}" if cloth else ""), counted(parts), pages,
                                   pattern.cloth_sentence(role),
                                   shrinkage_sentence(pattern, role))))


def shrinkage_sentence(pattern: CutPattern, role: str) -> str:
    """How much the parts of a cloth were enlarged, so that it is not done twice; empty when they were not."""
    warp, weft = pattern.shrinkage.get(role, (1.0, 1.0))
    if (warp, weft) == (1.0, 1.0):
        return ""
    return f"drawn larger for shrinkage: warp x {number(warp)}, weft x {number(weft)}"


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


def label(pattern: CutPattern | LabelTexts, part: Part) -> tuple[Writing, ...]:
    """The label of a part where nothing else is drawn, as large as possible; in two lines on a narrow part.

    Its lines are those of the pattern, or the given ones.
    """
    lines = label_lines(pattern, part) if isinstance(pattern, CutPattern) else pattern[part.id]
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
