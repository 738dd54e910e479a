"""Places on an outline, and walks round it from one to another: what the words that convert a pattern stand on."""

from __future__ import annotations

from ..errors import OutlineError, meant
from ..geometry import SLIT, Edge, Point
from ..geometry.dividing import divided, settled
from ..geometry.tolerance import ON_LINE
from ..pattern.outline import Outline

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
    """The point of a place, to the last bit as the edges have it when they are divided there."""
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
