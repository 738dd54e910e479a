"""Pieces outside blocks: the outlines of a drawing with their contents, and the frame of a marker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely

from mtmpattern.limits import DXF_LOOSE
from mtmpattern.reading.dxf.content import XY, Content, Shape, Stroke
from mtmpattern.reading.dxf.foreign_tolerance import TOUCH
from mtmpattern.reading.dxf.outline import SEWN_SHARE, Line, joined, signed_area
from mtmpattern.reading.dxf.texts import BOUNDARY, role_of
from mtmpattern.reading.source import OpenedFile

NEAR = 100.0
"""An entity farther than this many mm from every outline is not part of any piece."""

MOST_COMPARED = 2_000_000_000
"""The most entities times vertices that are compared to find the outline of each entity, which takes a few seconds."""


@dataclass(frozen=True, slots=True)
class DrawingFrame:
    """A rectangle round the ``outlines`` of a drawing, in mm; ``certain`` if these have texts of their own."""

    wide: float
    high: float
    outlines: int
    certain: bool

    @classmethod
    def along(cls, points: Sequence[XY], outlines: int, *, certain: bool) -> DrawingFrame:
        """The frame along these points, round so many outlines."""
        xs, ys = zip(*points, strict=True)
        return cls(max(xs) - min(xs), max(ys) - min(ys), outlines, certain)


@dataclass(slots=True)
class Groups:
    """The separated pieces, and the number of entities that are not part of any."""

    pieces: list[Content]
    lost: int = 0
    guessed: bool = False
    """Whether the layers did not help, so that the outermost closed lines were read as pieces."""
    frame: DrawingFrame | None = None
    overlapping: int = 0
    """The number of outlines that lie on another one, as sizes do."""


def grouped(content: Content, source: OpenedFile) -> Groups:
    """Separate pieces outside blocks: by their lines on layer 1 or CUT, else by the outermost closed lines."""
    bounds = [stroke for stroke in content.strokes if role_of(stroke.layer) == BOUNDARY]
    bounds += [Stroke(ring.layer, ring.points, True) for ring in content.rings if role_of(ring.layer) == BOUNDARY]
    outlines = rings_of(bounds)
    guessed = not outlines
    if guessed:
        bounds = [stroke for stroke in content.strokes if not role_of(stroke.layer)]
        outlines = rings_of(bounds)
    if len(outlines) > DXF_LOOSE:
        raise source.fault(f"{len(outlines)} outlines are outside blocks, more than {DXF_LOOSE}", "dxf.large",
                           "No sewing pattern is that large; split the file.")
    entities = len(content.strokes) + len(content.rings) + len(content.dots) + len(content.words)
    if entities * sum(len(line.points) for line in outlines) > MOST_COMPARED:
        raise source.fault(f"{entities} entities are outside blocks, among {len(outlines)} outlines", "dxf.large",
                           "No sewing pattern is that large; split the file.")
    if not outlines:
        return Groups([], guessed=guessed)
    outlines, frame, content = _without_frame(outlines, content, guessed)
    shapes = [shapely.Polygon(line.points) for line in outlines]
    outer = outermost(shapes, outlines)
    groups = Groups([Content() for _ in outer], guessed=guessed, frame=frame)
    tree = shapely.STRtree([shapes[index] for index in outer])
    _share(content, tree, groups)
    groups.overlapping = _overlapping([shapes[index] for index in outer if shapes[index].is_valid])
    for piece, index in zip(groups.pieces, outer, strict=True):
        if len(piece.words) > 1:                            # a text inside names a piece sooner than one beside it
            inside = [shapes[index].covers(shapely.Point(words.x, words.y)) for words in piece.words]
            piece.words = ([words for words, lies in zip(piece.words, inside, strict=True) if lies]
                           + [words for words, lies in zip(piece.words, inside, strict=True) if not lies])
    return groups


def rings_of(strokes: Sequence[Stroke]) -> list[Line]:
    """The closed lines made from strokes, chained where their ends meet."""
    lines = joined((stroke.points, stroke.closed) for stroke in strokes)
    return [line for line in lines if line.closed and len(line.points) > 2]


def outermost(shapes: Sequence[shapely.Polygon], outlines: Sequence[Line]) -> list[int]:
    """The outlines whose first vertex is not inside a larger one."""
    starts = shapely.points([line.points[0] for line in outlines])
    inner, around = shapely.STRtree(shapes).query(starts, predicate="within")
    areas = np.array([abs(line.area) for line in outlines])
    within = set(inner[areas[around] > areas[inner]].tolist())
    return [index for index in range(len(outlines)) if index not in within]


def _overlapping(shapes: Sequence[shapely.Polygon]) -> int:
    """How many shapes share most of their area with another one; frames and holes lie within, and do not count."""
    if len(shapes) < 2:
        return 0
    one, other = shapely.STRtree(shapes).query(shapes, predicate="overlaps")
    pairs = list(zip(one.tolist(), other.tolist(), strict=True))[:_COMPARED]
    return len({a for a, b in pairs if shapes[a].intersection(shapes[b]).area
                >= SEWN_SHARE * max(shapes[a].area, shapes[b].area)})


def _share(content: Content, tree: shapely.STRtree, groups: Groups) -> None:
    """Add each entity to the piece that contains its first place, or is nearest to it."""
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


# ---- Frames of drawings ---------------------------------------------------------------------------------------------

_BESIDE: Final = 0.8
"""Of two frames in one another, the inner one has at least this share of the area of the outer one."""

_FEWEST: Final = 2


def _without_frame(outlines: list[Line], content: Content,
                   guessed: bool) -> tuple[list[Line], DrawingFrame | None, Content]:
    """The outlines and the content without the frame of the drawing, and the frame.

    A frame is a rectangle round at least two outlines that lie side by side, each with a text in it; rectangles along
    its border, as for the title of the drawing, belong to it. Without such texts, or round a single outline that has
    one, it stays and is not certain.
    """
    rings = sorted(outlines, key=lambda line: -abs(line.area))
    frames: list[Line] = []
    while rings and is_rectangle(rings[0].points) and (
            not frames or abs(rings[0].area) >= _BESIDE * abs(frames[-1].area)):
        frames.append(rings.pop(0))
    if not frames or not 0 < len(rings) <= _COMPARED:
        return outlines, None, content
    border = shapely.Polygon(frames[-1].points)
    inside = [line for line in rings if border.covers(shapely.Polygon(line.points))]
    beside = [line for line in inside if is_rectangle(line.points)
              and border.exterior.distance(shapely.LineString(line.points)) <= TOUCH]
    inside = [line for line in inside if line not in beside]
    if not inside:
        return outlines, None, content
    shapes = [shapely.Polygon(line.points) for line in inside]
    outer = outermost(shapes, inside)
    words = [shapely.Point(each.x, each.y) for each in content.words if each.text.strip()]
    named = [index for index in outer if any(shapes[index].covers(place) for place in words)]
    frame = DrawingFrame.along(frames[0].points, len(outer), certain=len(named) == len(outer) >= _FEWEST)
    few = len(outer) < _FEWEST and not (named and abs(inside[outer[0]].area) < SEWN_SHARE * abs(frames[-1].area))
    if few or len(inside) + len(beside) < len(rings) or not (frame.certain or guessed):
        return outlines, None, content
    if not frame.certain:
        return outlines, frame, content
    left_out = {at for line in (*frames, *beside) for at in line.points}
    kept = [stroke for stroke in content.strokes if not all(tuple(at) in left_out for at in stroke.points)]
    return inside, frame, replace(content, strokes=kept)


# ---- Markers --------------------------------------------------------------------------------------------------------

IN_FRAME = 3
"""A rectangle is a marker's frame if at least this many closed lines lie side by side in it and fill half of it."""

_FILLED = 0.5
_LAY: Final = (1000.0, 700.0, 0.1)
"""A frame of at least this length and width in mm, filled to at least this share, is one if no outline has a text."""

_PART: Final = 100.0
"""The outlines in such a frame measure at least this many mm: they are no holes of a piece."""

_COMPARED = 400


def framed(content: Content) -> int:
    """The number of outlines in the frame of a marker, in mm; 0 if there is no such frame."""
    rings = sorted(rings_of(content.strokes), key=lambda line: -abs(line.area))[:_COMPARED]
    if len(rings) <= IN_FRAME or not is_rectangle(rings[0].points):
        return 0
    frame = shapely.Polygon(rings[0].points).buffer(1e-6 * abs(rings[0].area) ** 0.5)
    inside = [line for line in rings[1:] if frame.covers(shapely.LineString(line.points))]
    if len(inside) < IN_FRAME or len(inside) < 0.8 * (len(rings) - 1):
        return 0
    shapes = [shapely.Polygon(line.points) for line in inside]
    outer = outermost(shapes, inside)
    filled = sum(abs(inside[index].area) for index in outer) / abs(rings[0].area)
    if len(outer) < IN_FRAME or filled < (_LAY[2] if _is_lay(rings[0], [inside[each] for each in outer], content)
                                          else _FILLED):
        return 0
    return len(outer)


def _is_lay(frame: Line, inside: Sequence[Line], content: Content) -> bool:
    """Whether a frame on the layer of cut lines is as large as a lay, round parts none of which has a text."""
    long, wide = sorted(np.ptp(frame.points, axis=0).tolist(), reverse=True)
    corner = tuple(frame.points[0])
    if long < _LAY[0] or wide < _LAY[1] or not any(role_of(stroke.layer) == BOUNDARY and any(
            tuple(at) == corner for at in stroke.points) for stroke in content.strokes):
        return False
    shapes = [shapely.Polygon(line.points) for line in inside]
    words = [shapely.Point(each.x, each.y) for each in content.words if each.text.strip()]
    return all(float(np.ptp(line.points, axis=0).max()) >= _PART for line in inside) and not any(
        shape.covers(place) for shape in shapes for place in words[:_COMPARED])


def is_rectangle(points: Sequence[XY]) -> bool:
    """Whether a closed line is a rectangle that lies straight."""
    xs, ys = zip(*points, strict=True)
    box = (max(xs) - min(xs)) * (max(ys) - min(ys))
    return len(points) <= 8 and abs(abs(signed_area(points)) - box) <= 1e-3 * box
