"""A garment glued from its parts and its sewing graph alone, to count what the audit counts in another way.

Each part of the main layer becomes a fan of triangles over points along its boundary; the seams bring points together.
Nothing of the audit is used.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from mtmpattern.pattern import EdgeSpan, Part, Pattern, Seam

EVERY = 15.0
Vertex = tuple[str, str, float]


@dataclass(frozen=True)
class Glued:
    euler: int
    loops: int
    shut: int
    """Loops that lie wholly on slits: slits whose mouths are sewn shut."""
    components: int


class Sets:
    def __init__(self) -> None:
        self.parent: dict[Vertex, Vertex] = {}

    def find(self, x: Vertex) -> Vertex:
        self.parent.setdefault(x, x)
        while self.parent[x] != x:
            self.parent[x] = self.parent[self.parent[x]]
            x = self.parent[x]
        return x

    def join(self, a: Vertex, b: Vertex) -> None:
        self.parent[self.find(a)] = self.find(b)


def glued(pattern: Pattern) -> Glued:
    parts = {part.id: part for part in pattern.parts(grown=False) if part.layer == "main"}
    seams = [seam for seam in pattern.seams if seam.layer == 0 and seam.second and seam.matches
             and seam.kind in ("sewn", "encased", "bound", "zipped", "closed") and {*seam.parts} <= {*parts}]
    lapped = [seam for seam in seams if any(seam.beyond)]
    places: dict[tuple[str, str], list[float]] = defaultdict(list)
    pairs = [pair for seam in seams for pair in _pairs(seam, places)]
    for span in (span for seam in lapped for beyond in seam.beyond for span in beyond):
        _add(places, span, span.start)
        _add(places, span, span.end)
    sets, edges, slits = Sets(), [], set()
    for part in parts.values():
        ring = _ring(part, places)
        for seam in lapped:
            for walk, beyond in zip((seam.first, seam.second), seam.beyond, strict=True):
                if walk[0].part == part.id:
                    ring = _short_cut(ring, beyond, part, walk[0], places)
        for stretch, after in zip(ring, ring[1:] + ring[:1], strict=True):
            sets.join(stretch[1], after[0])
        edges += ring
        slits |= {edge for edge in ring if any(e.slit and e.name == edge[0][1] for e in part.sewn)}
    there, mates = set(edges), {}
    assert len(there) == len(edges)
    for (a, b), (c, d) in pairs:
        one, two = ((p, q) if (p, q) in there else (q, p) for p, q in ((a, b), (c, d)))
        if one in there and two in there:  # not where one of them is cut off with what laps
            assert one not in mates and two not in mates, "sewn twice"
            mates[one], mates[two] = two, one
            sets.join(a, c)
            sets.join(b, d)
    free = [edge for edge in edges if edge not in mates]
    loops = _loops(free, sets)
    vertices = len({sets.find(v) for edge in edges for v in edge}) + len(parts)
    euler = vertices - (2 * len(edges) - len(mates) // 2) + len(edges)
    groups = Sets()
    for edge, mate in mates.items():
        groups.join((edge[0][0], "", 0.0), (mate[0][0], "", 0.0))
    return Glued(euler, len(loops), sum(all(edge in slits for edge in loop) for loop in loops),
                 len({groups.find((name, "", 0.0)) for name in parts}))


def _add(places: dict[tuple[str, str], list[float]], span: EdgeSpan, mm: float) -> Vertex:
    """A vertex on an edge; the one that is there already where it is nearer than a hair."""
    known = places[span.part, span.edge]
    near = next((each for each in known if abs(each - mm) < 0.05), None)
    if near is None:
        known.append(mm)
        near = mm
    return span.part, span.edge, near


def _pairs(seam: Seam, places):
    """Stretches of about EVERY mm of both walks that lie on each other, as pairs of edges between vertices."""
    stops = {0.0, seam.lengths[0]}
    run = 0.0
    for span in seam.first:
        run += span.length
        stops.add(run)
    run = 0.0
    for span in seam.second:
        run += span.length
        stops.add(seam.onto_first(run))
    corners = [mm for i, mm in enumerate(sorted(stops)) if i == 0 or mm - sorted(stops)[i - 1] > 0.05]
    for low, high in pairwise(corners):
        count = max(2, math.ceil((high - low) / EVERY))
        steps = [low + (high - low) * i / count for i in range(count + 1)]
        for a, b in pairwise(steps):
            first = _on(seam.first, a, b, places)
            second = _on(seam.second, seam.onto_second(a), seam.onto_second(b), places)
            yield first, second


def _on(walk, low: float, high: float, places) -> tuple[Vertex, Vertex]:
    run = 0.0
    for span in walk:
        if low + high < 2 * (run + span.length) or span is walk[-1]:
            ends = (min(max(mm - run, 0.0), span.length) for mm in (low, high))
            a, b = (_add(places, span, span.at(mm)) for mm in ends)
            return a, b
        run += span.length
    raise AssertionError


def _ring(part: Part, places) -> list[tuple[Vertex, Vertex]]:
    """The boundary of the outer layer of a part, counter-clockwise, as edges between vertices."""
    bounding = [(edge.name, edge.length) for edge in part.sewn if not edge.inner]
    fold = next((line for line in part.lines if line.bounds), None)
    if fold:  # it lies where the inner layer does in the order of the outline
        order = [edge.inner for edge in part.sewn]
        cut = next(i for i, inner in enumerate(order) if not inner and order[i - 1])
        turned = [*part.sewn[cut:], *part.sewn[:cut]]
        bounding = [(edge.name, edge.length) for edge in turned if not edge.inner] + [(fold.title, fold.length)]
    ring = []
    for name, length in bounding:
        stops = [*places[part.id, name]]
        for end in (0.0, length):
            if not any(abs(end - each) < 0.05 for each in stops):
                stops.append(end)
                places[part.id, name].append(end)
        stops.sort()
        ring += [((part.id, name, a), (part.id, name, b)) for a, b in pairwise(stops)]
    return ring


def _short_cut(ring, beyond, part: Part, line: EdgeSpan, places):
    """The boundary along the line of a closing instead of round what laps beyond it."""
    def gone(edge) -> bool:
        middle = (edge[0][2] + edge[1][2]) / 2
        return any(span.edge == edge[0][1] and span.start < middle < span.end for span in beyond)

    first = next(i for i, edge in enumerate(ring) if gone(edge) and not gone(ring[i - 1]))
    turned = [*ring[first:], *ring[:first]]
    start = part.edge(beyond[0].edge).at(beyond[0].start)
    drawn = part.edge(line.edge)
    stops = sorted(places[part.id, line.edge])
    if start.distance(drawn.at(0.0)) > start.distance(drawn.at(drawn.length)):
        stops.reverse()
    along = [((part.id, line.edge, a), (part.id, line.edge, b)) for a, b in pairwise(stops)]
    return [edge for edge in turned if not gone(edge)] + along


def _loops(free, sets: Sets):
    out = defaultdict(list)
    for edge in free:
        out[sets.find(edge[0])].append(edge)
    loops, left = [], set(free)
    while left:
        start = edge = next(e for e in free if e in left)
        loop = []
        while edge in left:
            left.discard(edge)
            loop.append(edge)
            following = [e for e in out[sets.find(edge[1])] if e in left]
            if not following:
                break
            edge = following[0]
        assert sets.find(loop[-1][1]) == sets.find(start[0]), "an open boundary"
        loops.append(loop)
    return loops
