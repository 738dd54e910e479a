"""The garment as one surface: the openings it has when it is sewn up, counted from the sewing graph alone.

Shapes do not matter, only which stretches of boundary are sewn to which. This finds a wrong end, a twisted walk, a
forgotten edge. With every closing closed, the main layer must be one surface without handles, whose openings are
exactly those that the template declares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mtmpattern.geometry import SLIT
from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.seams.cutting_list import CuttingList, ListedEdge
from mtmpattern.pattern.seams.layer import layer_parts
from mtmpattern.pattern.seams.seam import EdgeSpan, Seam, Walk, span_at, walked
from mtmpattern.pattern.seams.sewing import SewingGraph

# ---- Names of openings -------------------------------------------------------------------------------------------


BY_BODY = {"neck": "neck", "waist": "waist", "arm": "cuff", "wrist": "cuff", "leg": "leg", "ankle": "leg",
           "head": "face"}
"""The name of an opening on a piece worn there."""

INNER = "inner"
"""The name of a facing's edge inside the garment: an opening keeps the name of the edge that was faced."""

BY_EDGE = {"neckline": "neck", "armhole": "armhole", "waist": "waist"}
"""The name of an opening by its longest edge, wherever the piece is worn: the waist of shorts, whose pieces lie on the
leg. On the torso others have the name of that edge."""


def is_slit(parts: CuttingList, stretch: EdgeSpan) -> bool:
    """Whether a stretch of boundary is one side of a slit."""
    edge = parts.parts[stretch.part].edges.get(stretch.edge)
    return edge is not None and edge.kind == SLIT


def faced_edge(order: Sequence[str], name: str) -> str:
    """The edge that a facing finishes, for its ``inner`` one, which lies across from it; other edges are themselves."""
    if name != INNER or len(order) != 4:
        return name
    return order[(order.index(name) + 2) % 4]


def opening_name(loop: Sequence[EdgeSpan], parts: CuttingList) -> str:
    """The name of an opening: by its longest edge where that tells, or by the limb; a slit only lengthens it."""
    lengths: dict[tuple[str, str], float] = defaultdict(float)
    for stretch in loop:
        if not is_slit(parts, stretch):
            part = parts.parts[stretch.part]
            edge = part.edges.get(stretch.edge)
            name = edge.edge if edge else stretch.edge
            lengths[part.piece.info.name, faced_edge(part.piece.info.order, name)] += stretch.length
    longest, edge_of = max(lengths, key=lambda key: lengths[key])
    if edge_of in BY_EDGE:
        return BY_EDGE[edge_of]
    on = next(piece.info.on for piece in parts.pieces if piece.info.name == longest)
    limb = next((word for word in on.split() if word in BY_BODY), "")
    if limb:
        return BY_BODY[limb]
    by_name: dict[str, float] = defaultdict(float)
    for (_, name), mm in lengths.items():
        by_name[name] += mm
    name = max(by_name, key=lambda key: by_name[key])
    return BY_EDGE.get(name, name)


# ---- The surface -------------------------------------------------------------------------------------------------


Edges = dict[tuple[str, str], set[float]]
"""Places in mm along edges of parts."""


@dataclass(frozen=True, slots=True)
class Surface:
    """The shape of a layer of the garment when it is sewn up, as counted from its seams.

    ``loops`` are the stretches of boundary round each opening. A slit whose mouth is closed lies shut, and is not an
    opening.
    """

    openings: tuple[str, ...]
    loops: tuple[tuple[EdgeSpan, ...], ...]
    components: int
    handles: int
    apart: tuple[tuple[str, ...], ...] = ()
    """The names of the pieces of each part into which it falls."""


def surface(graph: SewingGraph, layer: str = "main", without: Iterable[Seam] = ()) -> Surface:
    """The main layer, or the ``lining``, with every closing closed but for the seams ``without``."""
    left_out = {id(seam) for seam in without}
    members = {part.id: part for part in layer_parts(graph, layer)}
    seams = [seam for seam in graph.outermost
             if id(seam) not in left_out and all(span.part in members for span in seam.spans)]
    cuts, pairs = _sewn_stretches(seams, graph.parts)
    closings = [seam for seam in graph.laps if id(seam) not in left_out and seam.first[0].part in members]
    for span in (span for seam in closings for walk in seam.beyond for span in walk):
        length = graph.parts.edge(span.part, span.edge).length
        for mm in (_snapped(span.start, length), _snapped(span.end, length)):
            if not any(abs(mm - known) <= 3 * JOIN for known in cuts[span.part, span.edge]):  # a seam may end there
                cuts[span.part, span.edge].add(mm)
    rings = [_stretches(part.face, part.id, cuts) for part in members.values()]
    for seam in closings:
        rings, pair = _closed(rings, seam, graph.parts)
        pairs.append(pair)
    stretches = [stretch for ring in rings for stretch in ring]
    number = {stretch: i for i, stretch in enumerate(stretches)}
    sewn = [(number[a], number[b]) for a, b in pairs if a in number and b in number]
    mates = dict(sewn) | {b: a for a, b in sewn}
    ring_of = [i for i, ring in enumerate(rings) for _ in ring]
    following = [number[ring[(i + 1) % len(ring)]] for ring in rings for i in range(len(ring))]
    vertices, around = _vertices_and_loops(following, mates)
    loops = [[stretches[i] for i in loop] for loop in around]
    apart = _components(ring_of, len(rings), sewn)
    components = len(apart)
    euler = vertices - (len(following) - len(sewn)) + len(rings)
    named = [[members[rings[ring][0].part].piece.info.name for ring in rings_of] for rings_of in apart]
    open_ones = [loop for loop in loops if not all(is_slit(graph.parts, stretch) for stretch in loop)]
    return Surface(tuple(opening_name(loop, graph.parts) for loop in open_ones),
                   tuple(tuple(loop) for loop in open_ones), components, (2 * components - len(loops) - euler) // 2,
                   tuple(tuple(dict.fromkeys(names)) for names in named))


def _stretches(edges: Sequence[ListedEdge], part: str, cuts: Mapping[tuple[str, str], set[float]]) -> list[EdgeSpan]:
    """A boundary as stretches, cut at the ends of all that is sewn to it."""
    found: list[EdgeSpan] = []
    for edge in edges:
        places = sorted(cuts.get((part, edge.name), set()) | {0.0, round(edge.length, 2)})
        found += [EdgeSpan(part, edge.name, a, b) for a, b in pairwise(places)]
    return found


def _sewn_stretches(seams: Sequence[Seam], parts: CuttingList) -> tuple[Edges, list[tuple[EdgeSpan, EdgeSpan]]]:
    """Where the seams cut the edges, and which stretches they sew to which."""
    cuts: Edges = defaultdict(set)
    pairs = []
    for seam in seams:
        for low, high in pairwise(seam.corners):
            a = _settled(_stretch(seam.first, low, high, parts), cuts)
            b = _settled(_stretch(seam.second, seam.onto_second(low), seam.onto_second(high), parts), cuts)
            pairs.append((a, b))
            for span in (a, b):
                cuts[span.part, span.edge] |= {span.start, span.end}
    return cuts, pairs


def _stretch(walk: Walk, low: float, high: float, parts: CuttingList) -> EdgeSpan:
    """The stretch of one edge that lies between two places of a walk with no corner between them."""
    span, _ = span_at(walk, (low + high) / 2)
    before = walked(walk[: walk.index(span)])
    length = parts.edge(span.part, span.edge).length
    start, end = sorted(_snapped(span.at(mm - before), length) for mm in (low, high))
    return EdgeSpan(span.part, span.edge, start, end)


def _settled(stretch: EdgeSpan, cuts: Edges) -> EdgeSpan:
    """The stretch with its ends at cuts that other seams made there already, since these may be rounded differently."""
    known = cuts[stretch.part, stretch.edge]
    start, end = (min([each for each in known if abs(each - mm) <= 3 * JOIN], default=mm)
                  for mm in (stretch.start, stretch.end))
    return EdgeSpan(stretch.part, stretch.edge, start, end)


def _snapped(mm: float, length: float) -> float:
    if mm < 3 * JOIN:
        return 0.0
    return round(length if mm > length - 3 * JOIN else mm, 2)


def _closed(rings: list[list[EdgeSpan]], seam: Seam,
            parts: CuttingList) -> tuple[list[list[EdgeSpan]], tuple[EdgeSpan, EdgeSpan]]:
    """The boundaries with what laps beyond a closing cut off, and the lines that are brought together instead."""
    lines = []
    for walk, beyond in ((seam.first, seam.beyond[0]), (seam.second, seam.beyond[1])):
        if not beyond:  # an edge closes over, or under, a line
            lines.append(_stretch(walk, 0.0, walked(walk), parts))
            continue
        line = EdgeSpan(walk[0].part, f"{walk[0].edge} closed", 0.0, walked(walk))
        rings = [_shortened(ring, beyond, line) if ring[0].part == line.part and _has(ring, beyond) else ring
                 for ring in rings]
        lines.append(line)
    return rings, (lines[0], lines[1])


def _has(ring: Sequence[EdgeSpan], beyond: Walk) -> bool:
    return any(_within(stretch, beyond) for stretch in ring)


def _within(stretch: EdgeSpan, walk: Walk) -> bool:
    middle = (stretch.start + stretch.end) / 2
    return any(span.edge == stretch.edge and span.start < middle < span.end for span in walk)


def _shortened(ring: Sequence[EdgeSpan], beyond: Walk, line: EdgeSpan) -> list[EdgeSpan]:
    """A boundary that takes the short cut along a line instead of the stretches beyond it."""
    outside = [_within(stretch, beyond) for stretch in ring]
    first = next(i for i, out in enumerate(outside) if out and not outside[i - 1])
    turned, left_out = [*ring[first:], *ring[:first]], [*outside[first:], *outside[:first]]
    return [*(stretch for stretch, out in zip(turned, left_out, strict=True) if not out), line]


def _vertices_and_loops(following: Sequence[int], mates: Mapping[int, int]) -> tuple[int, list[list[int]]]:
    """Turn round every corner through the seams that end there; the free stretches make the loops.

    Stretches are known by their numbers. A corner is known by the stretch that ends in it. The way round a corner goes
    on to the next stretch of the part, and through the seam to the mate, which ends in the same corner.
    """
    inner = set(range(len(following)))
    loops: list[list[int]] = []
    vertices = 0
    for free in range(len(following)):  # corners on an opening: from a free stretch to the next free one
        if free in mates or free not in inner:
            continue
        loop, stretch = [], free
        while stretch in inner:
            loop.append(stretch)
            vertices += 1
            inner.discard(stretch)
            stretch = following[stretch]
            while stretch in mates:
                inner.discard(mates[stretch])
                stretch = following[mates[stretch]]
        loops.append(loop)
    while inner:  # corners that are sewn all round
        vertices += 1
        start = stretch = next(iter(inner))
        while stretch in inner:
            inner.discard(stretch)
            stretch = mates.get(following[stretch], start)
    return vertices, loops


def _components(ring_of: Sequence[int], rings: int, sewn: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The parts of each component, by the numbers of their rings; ``ring_of`` gives the part of each stretch."""
    group = list(range(rings))

    def find(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for a, b in sewn:
        group[find(ring_of[a])] = find(ring_of[b])
    found: dict[int, list[int]] = defaultdict(list)
    for i in range(rings):
        found[find(i)].append(i)
    return list(found.values())
