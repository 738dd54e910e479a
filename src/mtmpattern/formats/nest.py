"""Common to nests in all formats: a part in all its sizes, and the colours and dashes of sizes."""

from __future__ import annotations

import colorsys
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Final, cast

import shapely
from shapely.geometry.polygon import orient

from mtmpattern.geometry import Curve, Curves, Point, path
from mtmpattern.pattern.grading.grade import Grade
from mtmpattern.pattern.model.requirement import Sided
from mtmpattern.pattern.parts.part import CutPattern, Part, PartEdge, PartLine
from mtmpattern.placing.distinct import distinct_parts

# ---- Colours and dashes of sizes ------------------------------------------------------------------------------------

LONG, SHORT, GAP = 7.0, 1.4, 1.8
"""Millimetres of a long dash, a short one, and the gap after each."""

_LONGEST: Final = 9
_BRIGHTEST: Final = 0.4


def colours(count: int, *, dark: bool = False) -> list[str]:
    """``count`` colours from violet to red: dark enough for paper, or bright enough for a ``dark`` ground."""
    found = []
    for place in range(count):
        hue = 0.75 * (1 - place / max(count - 1, 1))
        red, green, blue = colorsys.hsv_to_rgb(hue, 0.45 if dark else 0.9, 1.0 if dark else 0.72)
        bright = 0.3 * red + 0.59 * green + 0.11 * blue
        less = 1.0 if dark else min(1.0, _BRIGHTEST / bright)               # yellow cannot be seen on paper
        found.append("#" + "".join(f"{round(255 * less * each):02x}" for each in (red, green, blue)))
    return found


def dashes(count: int, scale: float = 1.0) -> list[str]:
    """``count`` different rhythms of long and short dashes, as ``"7,1.8"`` in millimetres.

    Simple ones come first: dashes, dots, dash-dot. ``scale`` enlarges them for thick lines.
    """
    return [",".join(f"{mm * scale:g}" for mark in word for mm in ((SHORT, LONG)[mark], GAP))
            for word in islice(_rhythms(), count)]


def _rhythms() -> Iterator[tuple[int, ...]]:
    """Words of 0 and 1, none a rotation or repetition of another (Lyndon words), short ones first."""
    yield from ((1,), (0,))
    for length in range(2, _LONGEST + 1):
        for number in range(1, 2**length - 1):
            word = tuple(number >> place & 1 for place in reversed(range(length)))
            if all(word < word[turn:] + word[:turn] for turn in range(1, length)):
                yield word


# ---- A part in all its sizes ----------------------------------------------------------------------------------------

COARSE = 0.1
"""Tolerance in mm of the chords of the line round all sizes, which is not cut."""


def together(grade: Grade) -> CutPattern:
    """The pattern to lay out: each part with the line round all its sizes, the range as ``size``, and all notes."""
    sizes = {size: grade.cut(size) for size in grade.sizes}
    whole = hashlib.sha256("\n".join(cut.digest for cut in sizes.values()).encode()).hexdigest()
    return replace(sizes[grade.sample], digest=whole, size=range_of(grade), parts=envelopes(grade),
                   notes=tuple(_notes(sizes)))


def range_of(grade: Grade) -> str:
    """``XS to XL``, or the only size."""
    return grade.sizes[0] if len(grade.sizes) == 1 else f"{grade.sizes[0]} to {grade.sizes[-1]}"


def all_drawn(part: Part, sized: Sequence[Part]) -> Part:
    """The first of a part's sizes with the lines of all sizes inside it, so that its label avoids them.

    Its grain is that of ``part``, which is drawn.
    """
    lines = tuple(PartLine("", "mark", curves) for each in sized
                  for curves in (each.cut, each.sewn_outline, *(line.curves for line in each.lines)))
    return replace(sized[0], grain=part.grain, mirror=part.mirror, lines=lines, same=part.same, mirrored=part.mirrored)


def distinct_nest(grade: Grade, pattern: CutPattern) -> CutPattern:
    """The nest's pattern, with pieces that are alike or mirrored in every size drawn once."""
    sizes = [{part.id: part for part in grade.cut(size).parts} for size in grade.sizes]
    first = {part.id: part for size in (grade.sample, *grade.sizes) for part in reversed(grade.cut(size).parts)}
    firsts = [first[part.id] for part in pattern.parts]
    kept = {part.id: part for part in distinct_parts(firsts, sizes)}
    return replace(pattern, parts=tuple(replace(part, same=kept[part.id].same, mirrored=kept[part.id].mirrored)
                                        for part in pattern.parts if part.id in kept))


def growth(grade: Grade) -> tuple[str, ...]:
    """What grows from size to size and by how much, a sentence for each step that measures share, and what stays equal.

    For example ``chest, waist: +40 mm a size``; measures whose steps differ have their own sentence.
    """
    if len(grade.sizes) < 2:
        return ()
    finished = [grade.patterns[size].finished for size in grade.sizes]
    grown: dict[tuple[int, ...], list[str]] = {}
    for name in dict.fromkeys(name for each in finished for name in each):
        if all(name in each for each in finished):
            values = [_middle(each[name]) for each in finished]
            steps = tuple(round(after - before) for before, after in pairwise(values))
            grown.setdefault(steps, []).append(name.replace("_", " "))
    found = []
    for steps, names in grown.items():
        if not any(steps):
            continue
        even = len(set(steps)) == 1
        how = f"{steps[0]:+d} mm a size" if even else f"{', '.join(f'{step:+d}' for step in steps)} mm"
        found.append(f"{', '.join(names)}: {how}")
    still = [name for steps, names in grown.items() if not any(steps) for name in names]
    head = f"What grows from {grade.sizes[0]} to {grade.sizes[-1]}, size by size. "
    found = [head + found[0], *found[1:]] if found else []
    return (*found, *([f"The same in all sizes: {', '.join(still)}"] if still else []))


def _middle(measured: Sided) -> float:
    return sum(measured.values()) / len(measured) if isinstance(measured, Mapping) else measured


def _notes(sizes: Mapping[str, CutPattern]) -> Iterator[str]:
    """The notes of all sizes, each sentence once."""
    sizes_of: dict[str, list[str]] = {}
    for size, cut in sizes.items():
        for note in dict.fromkeys(cut.notes):
            sizes_of.setdefault(note, []).append(size)
    for note, those in sizes_of.items():
        yield note if len(those) == len(sizes) else f"size {', '.join(those)}: {note}"


def envelopes(grade: Grade) -> tuple[Part, ...]:
    """Every part, from the sample size or the first size that has it, with only the line round all its sizes."""
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
    for part in parts:                                      # fusible is cut inside the sewn line, which is also drawn
        for curves in (part.cut, part.sewn_outline):
            shapes.append(shapely.Polygon([(p.x, p.y) for p in path.flatten(curves, COARSE)]).buffer(0))
    whole = shapely.union_all(shapes)
    # Where sizes do not overlap, their convex hull is one area.
    one = whole if isinstance(whole, shapely.Polygon) else cast("shapely.Polygon", whole.convex_hull)
    ring = [Point(x, y) for x, y in orient(one).exterior.coords]
    return tuple(Curve.line(a, b) for a, b in zip(ring, ring[1:], strict=False) if not a.same_as(b))  # noqa: RUF007
