"""The label of a part, as large as its free room allows, and the sentences on a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from mtmpattern.formats.free_room import FreeRoom
from mtmpattern.formats.text import number
from mtmpattern.geometry import Point
from mtmpattern.pattern.parts.part import CutPattern, Part, PartLines

LabelTexts: TypeAlias = Mapping[str, tuple[str, ...]]
"""The lines of each part's label by its id, its title first."""

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

_AIR: Final = 0.4
"""The least distance between writing and any line in font sizes; the grid of free room adds at most a cell."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One line of text, centred at ``at`` on its baseline; ``turned`` reads upwards."""

    text: str
    size: float
    at: Point
    turned: bool
    bold: bool = False


Words: TypeAlias = Mapping[str, tuple[Writing, ...]]
"""The lines of the labels of parts, by the ids of the parts."""


ADVICE: Final = "The outer line is cut, the inner line is sewn. The allowances are included."
"""An explanation of the lines on a sheet of one size."""

ONE_LINE: Final = ("The line is the cut line of the file, which does not state where it is sewn, nor whether "
                   "allowances are included.")
"""The same for parts of other programs with only a cut line."""

SOME_ONE_LINE: Final = ("The outer line is cut, the inner line is sewn, and the allowances are included. For a "
                        "part with one line the file does not state where it is sewn.")


def advice_of(pattern: CutPattern) -> str:
    """The explanation of the lines on a sheet of one size."""
    alone = [part.one_line for part in pattern.parts]
    return ONE_LINE if alone and all(alone) else SOME_ONE_LINE if any(alone) else ADVICE


def all_notes(pattern: CutPattern) -> tuple[str, ...]:
    """The notes of a pattern and of its parts."""
    return (*pattern.notes, *(f"{part.id}: {note}" for part in pattern.parts for note in part.notes))


def counted(parts: int) -> str:
    """``1 part``, ``2 parts``."""
    return "1 part" if parts == 1 else f"{parts} parts"


def heading_of(pattern: CutPattern, role: str, parts: int, pages: str = "") -> str:
    """The line above the parts of a cloth: ``shell: cotton jersey, 4 parts``, and by how much they were enlarged."""
    cloth = pattern.fabrics.get(role)
    return ", ".join(filter(None, (role + (f": {cloth.name}" if cloth else ""), counted(parts), pages,
                                   pattern.cloth_sentence(role),
                                   shrinkage_sentence(pattern, role))))


def shrinkage_sentence(pattern: CutPattern, role: str) -> str:
    """How much the parts of a cloth were enlarged, so that it is not done twice; empty if they were not."""
    warp, weft = pattern.shrinkage.get(role, (1.0, 1.0))
    if (warp, weft) == (1.0, 1.0):
        return ""
    return f"drawn larger for shrinkage: warp x {number(warp)}, weft x {number(weft)}"


def part_count(parts: Iterable[Part]) -> int:
    """The number of parts to cut; some parts also stand for others."""
    return sum(part.times for part in parts)


def cut_sentence(pattern: CutPattern, part: Part) -> str:
    """``cut 1 of 2 in shell`` for one of the parts of its piece; ``cut 2, mirrored`` for one that stands for both."""
    if part.times > 1:
        turned = len(part.mirrored)
        how = "" if not turned else ", mirrored" if 2 * turned == part.times else f", {turned} of them mirrored"
        return f"cut {part.times}{how}{' on the fold' if part.mirror else ''}{',' if turned else ''} in {part.role}"
    alike = sum([other.piece == part.piece and other.role == part.role for other in pattern.parts])
    which = f"1 of {alike}" if alike > 1 else "1"
    return f"cut {which}{' on the fold' if part.mirror else ''} in {part.role}"


def label_lines(pattern: CutPattern, part: Part) -> tuple[str, ...]:
    """The lines of a part's label, its title first."""
    cloth = pattern.fabrics.get(part.role)
    what = " ".join(filter(None, (pattern.template, pattern.size and f"size {pattern.size}")))
    others = (*part.same, *part.mirrored)
    more = f" and {len(others)} more" if len(others) > 1 else f", {others[0]}" if others else ""
    return tuple(filter(None, (
        part.title.upper(), part.id + more, cut_sentence(pattern, part),
        cloth.name + (", with nap" if part.nap else "") if cloth else "", what)))


def label(pattern: CutPattern | LabelTexts, part: Part) -> tuple[Writing, ...]:
    """The label of a part, in free room and as large as possible; in two lines on a narrow part.

    Its lines are those of the pattern, or the given ones.
    """
    return labels(pattern, PartLines.of([part]))[0]


def labels(pattern: CutPattern | LabelTexts, lines: PartLines) -> list[tuple[Writing, ...]]:
    """The `label` of each part in ``lines``, faster than one by one."""
    return [_placed(label_lines(pattern, part) if isinstance(pattern, CutPattern) else pattern[part.id], part, rooms)
            for part, rooms in zip(lines.parts, FreeRoom.both_ways(lines), strict=True)]


def words_of(texts: LabelTexts, lines: PartLines) -> Words:
    """The `label` of each part in ``lines`` by its id; one without a text is labelled with its id."""
    written = labels({part.id: texts.get(part.id, (part.id,)) for part in lines.parts}, lines)
    return {part.id: words for part, words in zip(lines.parts, written, strict=True)}


def _placed(lines: tuple[str, ...], part: Part, rooms: tuple[FreeRoom, FreeRoom]) -> tuple[Writing, ...]:
    """The lines in the largest size for which there is room; in one form rather than the other, then upright."""
    best, chosen = len(_SIZES), (lines, False)
    for form in (lines, (lines[0], ", ".join(lines[1:]))):
        wide, high = (extent + 2 * _AIR for extent in _extent(form, 1.0))
        for turned, room in zip((False, True), rooms, strict=True):
            fitting = next((size for size in range(best) if room.fits(wide * _SIZES[size], high * _SIZES[size])), best)
            if fitting < best:
                best, chosen = fitting, (form, turned)
        if not best:
            break
    form, turned = chosen
    if best < len(_SIZES):
        size = _SIZES[best]
        width, height = (extent + 2 * _AIR * size for extent in _extent(form, size))
        centre = rooms[turned].room(width, height)
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
