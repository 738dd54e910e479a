"""A graded nest as DXF blocks: each part in each size, all sizes in one place and with the same number of vertices."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import numpy as np

from mtmpattern.errors import ExportError
from mtmpattern.formats.dxf.chain import REACH, Chain
from mtmpattern.formats.dxf.part import DrawnBlock, drawn_parts
from mtmpattern.formats.dxf.tags import piece_names, size_names
from mtmpattern.formats.text import check_writable
from mtmpattern.geometry import Point
from mtmpattern.pattern.grading.grade import Grade, GradedLine, GradedPart
from mtmpattern.pattern.parts.part import CutPattern, Part, PartLines
from mtmpattern.placing.sheet import lay_out

Shift = tuple[float, float]


def nest_drawn(grade: Grade) -> tuple[list[DrawnBlock], str]:
    """Every part in every size at its place on the sheet, part by part, and the sample size's name in files.

    A part that could not be graded is also drawn; its vertices do not correspond. Sizes lie over each other, so only
    one of them has the texts for people.
    """
    sizes, names, laid = prepared(grade)
    graded = {part.id: part for part in grade.parts}
    patterns = {size: grade.cut(size) for size in grade.sizes}
    drawn = []
    for part_id, shift in laid.items():
        for size in grade.sizes:
            if part_id in graded:
                drawn.append(sized(graded[part_id], patterns[size], size, names[part_id], sizes[size], shift))
            else:
                alone = [part for part in patterns[size].parts if part.id == part_id]
                places = [(names[part_id], sizes[size], shift)] * len(alone)
                drawn += drawn_parts(patterns[size], PartLines.of(alone), places)
    first = {each.part.id: each.size for each in reversed(drawn)}
    first |= {each.part.id: each.size for each in drawn if each.size == sizes[grade.sample]}
    return [replace(each, noted=each.size == first[each.part.id]) for each in drawn], sizes[grade.sample]


def prepared(grade: Grade) -> tuple[dict[str, str], dict[str, str], dict[str, Shift]]:
    """The names of sizes and pieces in files, and each part's place on the sheet; all sizes are checked first."""
    every: dict[str, Part] = {}
    for size in (grade.sample, *grade.sizes):
        pattern = grade.cut(size)
        check_writable(pattern)
        for part in pattern.parts:
            every.setdefault(part.id, part)
    sizes = size_names(grade.sizes)
    names = piece_names(every, max(sizes.values(), key=len))
    sheet = lay_out(replace(grade.cut(grade.sample), parts=tuple(_widest(part, grade) for part in every.values())))
    return sizes, names, {laid.part.id: (laid.x, laid.y) for laid in sheet.laid}


def _widest(part: Part, grade: Grade) -> Part:
    """The part with the outlines of all sizes, so that the nests of two parts do not overlap."""
    found = [each.cut for size in grade.sizes for each in grade.cut(size).parts if each.id == part.id]
    return replace(part, cut=tuple(chain.from_iterable(found)))


def sized(part: GradedPart, pattern: CutPattern, size: str, name: str, size_name: str, shift: Shift) -> DrawnBlock:
    """A graded part in one size, with the vertices of the nest."""
    here = part.parts[size]
    return DrawnBlock(pattern, here, name, size_name, shift, chain_of(part.cut, size, here.mirror),
                 chain_of(part.sewn, size), tuple(chain_of(line, size) for line in part.lines))


def chain_of(line: GradedLine, size: str, also: tuple[Point, Point] | None = None) -> Chain:
    """A line of a nest as a chain; ``also`` are the ends of a fold, which lie at vertices."""
    points = line.points[size]
    corners = frozenset(line.corners)
    ends = [_vertex(points, end) for end in also or ()]
    places = np.array([(point.x, point.y) for point in points])
    return Chain(places, range(len(points)), tuple(line.corners), tuple(at for at in line.keys if at not in corners),
                 (*(points[at] for at in line.notches), *ends))


def _vertex(points: tuple[Point, ...], end: Point) -> Point:
    found = min(points, key=end.distance)
    if found.distance(end) > REACH:
        raise ExportError(f"an end of the fold at ({end.x:.1f}, {end.y:.1f}) mm lies off the cut line",
                          code="export.boundary", hint="Folds must end on the cut line; audit the pattern.")
    return found
