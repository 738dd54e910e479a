"""A piece split in two along a line: yokes, panels, the parts of a raglan."""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from shapely.geometry.base import BaseGeometry

from mtmpattern.errors import OutlineError, meant
from mtmpattern.geometry import SLIT, Edge, FishEye, Point, heading, path
from mtmpattern.geometry.region import polygon, shape_of
from mtmpattern.geometry.reshape import crossing_places, divided, ending_at, settled, starting_at
from mtmpattern.geometry.tolerance import CHORD, JOIN, ON_LINE
from mtmpattern.pattern.model.outline import Outline

# ---- Places on an outline ----------------------------------------------------------------------------------------


Place = tuple[int, float]
"""The number of an edge, and sewn millimetres from its start; a corner is the start of an edge."""

Walk = list[tuple[str, Edge]]
"""Edges with their names, in order."""


def place_of(outline: Outline, point: Point | str) -> Place:
    """Where a point, or a named point of the outline, lies on its edges."""
    if isinstance(point, str):
        if point not in outline.points:
            raise OutlineError(f"the outline has no point {point}", code="outline.unknown", where=point,
                               hint=meant(point, tuple(outline.points)))
        point = outline.points[point]
    names = list(outline.edges)
    found = []
    for number, edge in enumerate(outline.edges.values()):
        mm, distance = edge.nearest(point)
        found.append((distance, number, mm, edge))
    near = [entry for entry in found if entry[0] <= ON_LINE]
    if not near:
        distance, number, *_ = min(found, key=lambda entry: entry[0])
        raise OutlineError(f"({point.x:.1f}, {point.y:.1f}) lies {distance:.2f} mm off the outline; {names[number]} is "
                           "the nearest edge", code="outline.place", where=names[number],
                           hint="Take a place of an edge: outline.at(edge, part).")
    if any(edge.kind == SLIT for *_, edge in near):
        raise OutlineError(f"({point.x:.1f}, {point.y:.1f}) lies on a slit", code="outline.place",
                           hint="Begin and end on other edges, beside its mouth.")
    for _, number, mm, edge in near:
        if mm <= ON_LINE:
            return number, 0.0
        if mm >= edge.length - ON_LINE:
            return (number + 1) % len(names), 0.0
    return near[0][1], settled(near[0][3], near[0][2])


def on_outline(outline: Outline, point: Point | str) -> Point:
    """The point itself, or the one of that name; refused where it does not lie on the outline."""
    place_of(outline, point)
    return outline.points[point] if isinstance(point, str) else point


def point_of(outline: Outline, place: Place) -> Point:
    """The point of a place, exactly as on the edges divided there."""
    edge = list(outline.edges.values())[place[0]]
    return edge.at(place[1]) if place[1] else edge.start


def walk(outline: Outline, start: Place, end: Place) -> Walk:
    """The edges from one place round the outline, counter-clockwise, to another; the first and last may be parts."""
    items = list(outline.edges.items())
    (first, mm), (last, until) = start, end
    name, edge = items[first]
    if first == last and until > mm:
        return [(name, _between(edge, mm, until))]
    found = [(name, divided(edge, mm)[1] if mm else edge)]
    number = (first + 1) % len(items)
    while number != last:
        found.append(items[number])
        number = (number + 1) % len(items)
    if until:
        found.append((items[last][0], divided(items[last][1], until)[0]))
    return found


def _between(edge: Edge, mm: float, until: float) -> Edge:
    whole = divided(edge, until)[0]
    return divided(whole, mm)[1] if mm else whole


# ---- Splitting ---------------------------------------------------------------------------------------------------


BESIDE = JOIN * 2
"""A line this near to an edge or a dart, in mm, does not count as crossing it: chords are approximate."""


def split(outline: Outline, along: Edge, *, named: str) -> tuple[Outline, Outline]:
    """Both parts of a piece that is split along a line or curve from one place on its outline to another.

    First comes the part on the left of the line as it is drawn, then the part on its right. The line becomes the edge
    ``named`` of both. An edge that it meets between its ends is divided, and both parts keep its name; so does an inner
    line that is crossed. Points go to the part that they lie in, those on the line to both. Curves are unchanged.

    Refused: a line that leaves the piece, or that crosses a dart, pleat or slit (``split.line``, ``intake.cut``); a
    line whose ends lie on one edge, for a part would have two edges of that name (``split.names``).
    """
    start, end = place_of(outline, along.start), place_of(outline, along.end)
    names = list(outline.edges)
    if start == end:
        raise OutlineError("a line that ends where it starts splits nothing", code="split.line", where=named,
                           hint="Draw it from one place on the outline to another.")
    left, right = walk(outline, end, start), walk(outline, start, end)
    for part in (left, right):
        kept = [name for name, _ in part]
        if len({*kept}) < len(kept):
            raise OutlineError(f"both ends of the line lie on {names[start[0]]}: a part would have two edges of that "
                               "name", code="split.names", where=names[start[0]],
                               hint="Draw that edge as two, and name them apart.")
        if named in kept:
            raise OutlineError(f"a part has an edge {named} already", code="outline.name", where=named,
                               hint="Give the new seam another name.")
    line = ending_at(starting_at(along, point_of(outline, start)), point_of(outline, end))
    must_lie_inside(outline, line, named)
    parts = [_ring(names, left, named, line), _ring(names, right, named, line.reversed())]
    return _dressed(outline, parts[0], parts[1], line)


def _ring(names: list[str], kept: Walk, named: str, line: Edge) -> dict[str, Edge]:
    """A part's edges in order, beginning with the one that comes first on the whole piece."""
    ring = [(named, line), *kept]
    first = min(range(1, len(ring)), key=lambda i: names.index(ring[i][0])) if len(ring) > 1 else 0
    return dict([*ring[first:], *ring[:first]])


def must_lie_inside(outline: Outline, line: Edge, named: str, to: Point | None = None) -> None:
    """The line stays on the cloth, and beside every dart, pleat and slit; it may end at the tip ``to`` of a dart."""
    cloth = polygon([c for name in outline.outer for c in outline.edges[name].outline], CHORD)
    points = path.flatten(line.curves, CHORD)
    drawn = shapely.LineString([(p.x, p.y) for p in points])
    ends = shapely.MultiPoint([(points[0].x, points[0].y), (points[-1].x, points[-1].y)]).buffer(1.0)
    inside = drawn.difference(ends)
    if not drawn.is_simple or not cloth.buffer(BESIDE).covers(drawn) or inside.intersects(cloth.exterior):
        raise OutlineError(f"the line of {named} leaves the piece or touches its outline between its ends",
                           code="split.line", where=named, hint="Draw it inside the piece, from edge to edge.")
    for name, shape in taken_out(outline):
        reached = drawn if to is None else drawn.difference(shapely.Point(to.x, to.y).buffer(1.0))
        if reached.intersects(shape.buffer(-BESIDE) if shape.area else shape):
            raise OutlineError(f"the line of {named} cuts through a dart, pleat or slit of {name}", code="intake.cut",
                               where=name, hint="Draw it beside that, or move the dart first.")


def taken_out(outline: Outline) -> list[tuple[str, BaseGeometry]]:
    """The shapes of darts and pleats, and the lines of slits, with the name of their edge."""
    found = []
    for name, edge in outline.edges.items():
        for dart in edge.darts:
            deep = [dart.point] if dart.intake.tip else [
                mouth.along(heading(dart.start, dart.end) + 90.0, dart.intake.length)
                for mouth in (dart.end, dart.start)]
            found.append((name, shape_of([dart.start, dart.end, *deep])))
    found += [(name, shape_of([*dart.shape.corners])) for name, dart in outline.darts.items()]
    found += [(name, shape_of([outline.edges[sides[0]].start, outline.edges[sides[0]].end]))
              for name, sides in outline.slits.items() if len(sides) == 2]
    return found


def _dressed(outline: Outline, left: Mapping[str, Edge], right: Mapping[str, Edge],
             line: Edge) -> tuple[Outline, Outline]:
    """Both parts with the points, inner lines and darts that lie in them."""
    cloths = [polygon([c for edge in part.values() for c in edge.outline], CHORD) for part in (left, right)]

    def side(point: Point) -> int:
        spot = shapely.Point(point.x, point.y)
        return 0 if cloths[0].distance(spot) <= cloths[1].distance(spot) else 1

    points: list[dict[str, Point]] = [{}, {}]
    inner: list[dict[str, Edge]] = [{}, {}]
    darts: list[dict[str, FishEye]] = [{}, {}]
    for name, point in outline.points.items():
        for number in (0, 1) if line.nearest(point)[1] <= ON_LINE else (side(point),):
            points[number][name] = point
    for name, inside in outline.inner.items():
        for part in _cut_lines(inside, line):
            middle = part.at(part.length / 2)
            if line.nearest(middle)[1] <= ON_LINE:
                continue  # it is the seam now
            number = side(middle)
            if name in inner[number]:
                raise OutlineError(f"the inner line {name} is crossed twice, and a part would have two of that name",
                                   code="split.names", where=name, hint="Draw it as two lines, and name them apart.")
            inner[number][name] = part
    for name, dart in outline.darts.items():
        darts[side(dart.shape.middle)][name] = dart
    first, second = (Outline(part, points[i], inner[i], darts[i]) for i, part in enumerate((left, right)))
    return first, second


def _cut_lines(inside: Edge, line: Edge) -> list[Edge]:
    """An inner line in the parts that another line cuts it into."""
    parts, done = [], 0.0
    for mm in crossing_places(inside.curves, line.curves):
        if ON_LINE < mm - done < inside.length - ON_LINE:
            first, inside = divided(inside, mm - done)
            parts.append(first)
            done = mm
    return [*parts, inside]
