"""Pieces that lie in no block: every outline with what lies in it, or beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from .layers import BOUNDARY, role_of
from .limits import MOST_LOOSE
from .lines import Line, joined
from .shapes import XY, Content, Shape, Stroke
from .source import Opened

NEAR = 100.0
"""What lies farther than this many mm from every outline belongs to none."""


MOST_COMPARED = 2_000_000_000
"""Things times vertices that are compared to say what lies in which outline: a few seconds."""


@dataclass(slots=True)
class Groups:
    """The pieces that were told apart, and how many things belong to none of them."""

    pieces: list[Content]
    lost: int = 0
    guessed: bool = False
    """Whether the layers told nothing, so that the outermost closed lines were taken for pieces."""


def grouped(content: Content, source: Opened) -> Groups:
    """Tell loose pieces apart: by their lines on layer 1 or CUT, else by the outermost closed lines."""
    bounds = [stroke for stroke in content.strokes if role_of(stroke.layer) == BOUNDARY]
    bounds += [Stroke(ring.layer, ring.points, True) for ring in content.rings if role_of(ring.layer) == BOUNDARY]
    outlines = _rings(bounds)
    guessed = not outlines
    if guessed:
        bounds = [stroke for stroke in content.strokes if not role_of(stroke.layer)]
        outlines = _rings(bounds)
    if len(outlines) > MOST_LOOSE:
        raise source.fault(f"{len(outlines)} outlines lie in no block, more than {MOST_LOOSE}", "dxf.large",
                           "This is no sewing pattern; split the file.")
    things = len(content.strokes) + len(content.rings) + len(content.dots) + len(content.words)
    if things * sum(len(line.points) for line in outlines) > MOST_COMPARED:
        raise source.fault(f"{things} things lie in no block, among {len(outlines)} outlines", "dxf.large",
                           "This is no sewing pattern; split the file.")
    if not outlines:
        return Groups([], guessed=guessed)
    shapes = [shapely.Polygon(line.points) for line in outlines]
    outer = _outermost(shapes, outlines)
    groups = Groups([Content() for _ in outer], guessed=guessed)
    tree = shapely.STRtree([shapes[index] for index in outer])
    _share(content, tree, groups)
    return groups


def _rings(strokes: Sequence[Stroke]) -> list[Line]:
    lines = joined((stroke.points, stroke.closed) for stroke in strokes)
    return [line for line in lines if line.closed and len(line.points) > 2]


def _outermost(shapes: Sequence[shapely.Polygon], outlines: Sequence[Line]) -> list[int]:
    """The outlines that begin in no larger one."""
    starts = shapely.points([line.points[0] for line in outlines])
    inner, around = shapely.STRtree(shapes).query(starts, predicate="within")
    areas = np.array([abs(line.area) for line in outlines])
    within = set(inner[areas[around] > areas[inner]].tolist())
    return [index for index in range(len(outlines)) if index not in within]


def _share(content: Content, tree: shapely.STRtree, groups: Groups) -> None:
    """Give each thing to the piece that its first place lies in, or lies nearest to."""
    everything: list[tuple[Shape, XY]] = [
        *((stroke, stroke.points[0]) for stroke in content.strokes if stroke.points),
        *((ring, (ring.x, ring.y)) for ring in content.rings),
        *((dot, (dot.x, dot.y)) for dot in content.dots),
        *((words, (words.x, words.y)) for words in content.words)]
    places: list[XY] = [place for _, place in everything]
    if not places:
        return
    which, owner = tree.query_nearest(shapely.points(places), max_distance=NEAR, all_matches=False)
    owners = dict(zip(which.tolist(), owner.tolist(), strict=True))
    for index, (shape, _) in enumerate(everything):
        if index in owners:
            groups.pieces[owners[index]].add(shape)
        else:
            groups.lost += 1
