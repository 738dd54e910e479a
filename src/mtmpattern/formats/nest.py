"""What nests of all formats share: a part in all its sizes at once, and how the sizes are told apart."""

from __future__ import annotations

import colorsys
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, cast

import shapely
from shapely.geometry.polygon import orient

from ..geometry import Curve, Curves, Point, path
from ..pattern.grading.grade import Grade
from ..pattern.parts.part import CutPattern, Part, PartEdge, PartLine

# ---- How the sizes of a nest are told apart: by colour, and without colour by dashes that no two sizes -----------


LONG, SHORT, GAP = 7.0, 1.4, 1.8
"""Millimetres of a long dash, a short one, and of what is left free behind each."""

_LONGEST: Final = 9
_BRIGHTEST: Final = 0.4


def colours(count: int, *, dark: bool = False) -> list[str]:
    """Colours from violet to red: dark enough for paper, or bright enough for a ``dark`` ground."""
    found = []
    for place in range(count):
        hue = 0.75 * (1 - place / max(count - 1, 1))
        red, green, blue = colorsys.hsv_to_rgb(hue, 0.45 if dark else 0.9, 1.0 if dark else 0.72)
        bright = 0.3 * red + 0.59 * green + 0.11 * blue
        less = 1.0 if dark else min(1.0, _BRIGHTEST / bright)               # a yellow line is not seen on paper
        found.append("#" + "".join(f"{round(255 * less * each):02x}" for each in (red, green, blue)))
    return found


def dashes(count: int, scale: float = 1.0) -> list[str]:
    """So many dash patterns, each another rhythm of long and short dashes, as ``"7,1.8"`` in millimetres.

    The simple ones come first: dashes, dots, dash-dot. ``scale`` enlarges them for thick lines.
    """
    return [",".join(f"{mm * scale:g}" for mark in word for mm in ((SHORT, LONG)[mark], GAP))
            for word in islice(_rhythms(), count)]


def _rhythms() -> Iterator[tuple[int, ...]]:
    """Words of 0 and 1 of which none is another's turn or repetition (Lyndon words), the short ones first."""
    yield from ((1,), (0,))
    for length in range(2, _LONGEST + 1):
        for number in range(1, 2**length - 1):
            word = tuple(number >> place & 1 for place in reversed(range(length)))
            if all(word < word[turn:] + word[:turn] for turn in range(1, length)):
                yield word


# ---- A part in all its sizes at once: the line round all of them, which is what is laid on paper -----------------


COARSE = 0.1
"""Chords of the line round all sizes stray so many mm; nobody cuts along it."""


def together(grade: Grade) -> CutPattern:
    """What is laid out: each part with the line round all its sizes; ``size`` tells the range, ``notes`` all sizes'."""
    sizes = {size: grade.cut(size) for size in grade.sizes}
    whole = hashlib.sha256("\n".join(cut.digest for cut in sizes.values()).encode()).hexdigest()
    return replace(sizes[grade.sample], digest=whole, size=range_of(grade), parts=envelopes(grade),
                   notes=tuple(_notes(sizes)))


def range_of(grade: Grade) -> str:
    """``XS to XL``, or the one size there is."""
    return grade.sizes[0] if len(grade.sizes) == 1 else f"{grade.sizes[0]} to {grade.sizes[-1]}"


def all_drawn(part: Part, sized: Sequence[Part]) -> Part:
    """The first of a part's sizes with all that its sizes draw as lines inside it, for names to be written beside them.

    Its grain is that of ``part``, which is what is drawn.
    """
    lines = tuple(PartLine("", "mark", curves) for each in sized
                  for curves in (each.cut, each.sewn_outline, *(line.curves for line in each.lines)))
    return replace(sized[0], grain=part.grain, mirror=part.mirror, lines=lines)


def _notes(sizes: Mapping[str, CutPattern]) -> Iterator[str]:
    """What the sizes have to say, each sentence once."""
    said: dict[str, list[str]] = {}
    for size, cut in sizes.items():
        for note in dict.fromkeys(cut.notes):
            said.setdefault(note, []).append(size)
    for note, those in said.items():
        yield note if len(those) == len(sizes) else f"size {', '.join(those)}: {note}"


def envelopes(grade: Grade) -> tuple[Part, ...]:
    """The parts of all sizes, as the sample has them (else the first size that does), with no line but that one."""
    made = []
    for part, sized in _every_part(grade):
        line = _around(sized)
        made.append(replace(part, cut=line, sewn=(PartEdge("all", "all", "", line, line),), notches=(), drills=(),
                            lines=()))
    return tuple(made)


def _every_part(grade: Grade) -> Iterator[tuple[Part, list[Part]]]:
    found: dict[str, list[Part]] = {}
    for size in (grade.sample, *(size for size in grade.sizes if size != grade.sample)):
        for part in grade.cut(size).parts:
            found.setdefault(part.id, []).append(part)
    yield from ((parts[0], parts) for parts in found.values())


def _around(parts: list[Part]) -> Curves:
    shapes = []
    for part in parts:                                      # fusible is cut inside the sewn line, which is drawn too
        for curves in (part.cut, part.sewn_outline):
            shapes.append(shapely.Polygon([(p.x, p.y) for p in path.flatten(curves, COARSE)]).buffer(0))
    whole = shapely.union_all(shapes)
    # Sizes may lie apart from each other; the hull of areas is one area.
    one = whole if isinstance(whole, shapely.Polygon) else cast("shapely.Polygon", whole.convex_hull)
    ring = [Point(x, y) for x, y in orient(one).exterior.coords]
    return tuple(Curve.line(a, b) for a, b in zip(ring, ring[1:], strict=False) if not a.same_as(b))  # noqa: RUF007
