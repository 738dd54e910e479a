"""Text spelt for each format, and the check of a pattern before any format is written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

import numpy as np
from anyascii import anyascii

from mtmpattern.errors import ExportError, Problem
from mtmpattern.geometry import Curves, Point
from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.parts.part import CutPattern, Part, PartLines

# ---- Spelling text for each format ----------------------------------------------------------------------------------

_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Characters whose spelling by anyascii would be misread on a pattern.
_SPELT: Final = str.maketrans({
    "Æ": "AE", "Œ": "OE", "ẞ": "SS", "×": "x", "°": " deg", "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "«": '"', "»": '"',
})


def printable(text: str) -> str:
    """One line without control, unassigned or direction-changing characters, which every XML reader accepts."""
    if text.isascii() and text.isprintable():
        return text
    spaced = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNPRINTABLE)


def seven_bit(text: str) -> str:
    """The nearest text in printable ASCII, other scripts transliterated; ``?`` for a character without a spelling."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_near, printable(text).translate(_SPELT)))


def _near(letter: str) -> str:
    return anyascii(letter) or ("" if unicodedata.category(letter).startswith("M") else "?")


def slug(text: str, fallback: str) -> str:
    """A file name's stem: lower-case letters, digits and hyphens, at most 60 of them."""
    plain = re.sub(r"[^a-z0-9]+", "-", seven_bit(text).casefold()).strip("-")
    return plain[:60].strip("-") or fallback


def file_name(pattern: CutPattern, suffix: str) -> str:
    """``crew-tee.svg``: from the template alone, so that no file carries a person's name or an order's number."""
    return slug(pattern.template, "pattern") + suffix


def number(value: float) -> str:
    """A number for people: up to three decimals, no trailing zeros, no negative zero."""
    return f"{value:z.3f}".rstrip("0").rstrip(".")


# ---- What no format can hold ----------------------------------------------------------------------------------------

FARTHEST = 20_000.0
"""The largest coordinate in millimetres, far beyond any garment, table or cutter."""


def check_writable(pattern: CutPattern) -> PartLines:
    """The lines of a pattern's parts. Raises one `ExportError` with everything that no format can hold."""
    parts = pattern.parts
    whole = len({part.id for part in parts}) == len(parts) > 0 and all(part.cut and part.sewn for part in parts)
    problems = [] if whole and _is_sound(pattern.lines) else list(_problems(pattern))
    if problems:
        raise ExportError.of(problems)
    return pattern.lines


def _is_sound(lines: PartLines) -> bool:
    """Whether every outline is closed and no point too far: a quick form of `_faults_of`."""
    points, firsts = lines.controls.points, lines.controls.firsts
    before = np.arange(len(points)) - 1
    before[firsts[:-1]] = firsts[1:] - 1
    closed = np.zeros(len(firsts) - 1, dtype=np.bool_)
    closed[lines.firsts[:-1]] = closed[lines.firsts[:-1] + 1] = True          # the cut line and the sewn outline
    gaps = np.abs(points[:, 0] - points[before, 3]).sum(axis=1)[np.repeat(closed, np.diff(firsts))]
    others: list[float] = []
    for part in lines.parts:
        for notch in part.notches:
            others += (notch.at.x, notch.at.y, notch.on_cut.x, notch.on_cut.y, notch.direction, notch.depth)
        for point in (*[drill.at for drill in part.drills], *part.grain, *(part.mirror or ())):
            others += (point.x, point.y)
    return bool(gaps.max() <= JOIN and np.abs(points).max() <= FARTHEST       # a NaN fails this too
                and np.abs(np.array(others)).max() <= FARTHEST)


def _problems(pattern: CutPattern) -> Iterator[Problem]:
    if not pattern.parts:
        yield Problem(f"{pattern.template} has no parts", "export.empty", pattern.template,
                      "Choose a role that the template cuts.")
    for name, times in Counter(part.id for part in pattern.parts).items():
        if times > 1:
            yield Problem(f"{times} parts are called {name}", "export.name", name,
                          "Give every piece its own name.")
    for part in pattern.parts:
        yield from _faults_of(part)


def _faults_of(part: Part) -> Iterator[Problem]:
    for what, curves in (("cut line", part.cut), ("sewn line", part.sewn_outline)):
        if not curves:
            yield Problem(f"{part.id} has no {what}", "export.outline", part.id, "Draw the edges of its piece.")
            continue
        gap = _widest_gap(curves)
        if not gap <= JOIN:                                 # a NaN fails this too
            yield Problem(f"the {what} of {part.id} is open by {gap:.3f} mm", "export.outline", part.id,
                          "Its edges must meet end to end.")
    for where, point in _points(part):
        if not (abs(point.x) <= FARTHEST and abs(point.y) <= FARTHEST):
            yield Problem(f"{where} of {part.id} lies at ({point.x:g}, {point.y:g}) mm", "export.size", part.id,
                          f"Coordinates must lie within {FARTHEST / 1000:g} m of the origin.")
            return                                          # one is enough to identify the piece


def _widest_gap(curves: Curves) -> float:
    before = curves[-1].end
    widest = 0.0
    for curve in curves:
        gap = abs(curve.start.x - before.x) + abs(curve.start.y - before.y)
        if not gap <= widest:
            widest = gap
        before = curve.end
    return widest


def _points(part: Part) -> Iterator[tuple[str, Point]]:
    for what, curves in (("the cut line", part.cut), ("the sewn line", part.sewn_outline),
                         *((f"the line {line.name}", line.curves) for line in part.lines)):
        for curve in curves:
            yield from ((what, point) for point in (curve.start, curve.leave, curve.arrive, curve.end))
    for notch in part.notches:
        yield f"the notch {notch.name}", notch.at
        yield f"the notch {notch.name}", notch.on_cut
        yield f"direction or depth of the notch {notch.name}", Point(notch.direction, notch.depth)
    yield from ((f"the drill hole {drill.name}", drill.at) for drill in part.drills)
    yield from (("the grain line", point) for point in part.grain)
    yield from (("the fold", point) for point in part.mirror or ())
