"""The garment as one surface: the openings it has when it is sewn up, counted from parts and joins alone.

No shape is looked at, only which stretches of boundary are sewn to which. That finds a wrong end, a twisted walk, a
forgotten edge. With every closing closed, the main layer must be one surface without handles, whose openings are
exactly those that the template declares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..geometry.tolerance import JOIN
from .boundaries import boundaries, cut_at
from .closings import cuts_for, lapping, shortened
from .joining import PartJoin
from .opening_names import is_slit, opening_name
from .operations import Lay, Operation
from .outline import FUSIBLE, LINING
from .piece import Piece
from .run import Step
from .spans import Spans
from .walks import Cell, PartStep, Ref, step_at


@dataclass(frozen=True, slots=True)
class Surface:
    """What a layer of the garment amounts to when it is sewn up.

    A slit whose mouth is closed lies shut, and is none of the openings.
    """

    openings: tuple[str, ...]
    loops: tuple[tuple[Ref, ...], ...]
    components: int
    handles: int


def surface(pieces: Sequence[Piece], operations: Sequence[Operation], joins: Iterable[PartJoin],
            layer: str = "main") -> Surface:
    """The main layer, or the ``lining``, with every closing closed."""
    members = {piece.info.name: piece for piece in layer_pieces(pieces, operations, layer)}
    rings = [ring for piece in members.values() for ring in boundaries(piece)]
    glued = [join for join in joins if all(s.piece.info.name in members for s in (*join.first, *join.second))]
    cuts, pairs = _sewn_cells(glued)
    closings = [pair for pair in lapping(operations) if pair[0][0].piece.info.name in members]
    for step, half in (side for pair in closings for side in pair):
        for ref, mm in cuts_for(step, half):
            if not any(abs(mm - known) <= 3 * JOIN for known in cuts[ref]):  # a seam may end there already
                cuts[ref].add(round(mm, 2))
    cells = [cut_at(ring, cuts) for ring in rings]
    pairs += [_close(cells, *pair) for pair in closings]
    there = {cell for ring in cells for cell in ring}
    pairs = [(a, b) for a, b in pairs if a in there and b in there]
    mates = dict(pairs) | {b: a for a, b in pairs}
    following = {cell: ring[(i + 1) % len(ring)] for ring in cells for i, cell in enumerate(ring)}
    vertices, loops = _vertices_and_loops(following, mates)
    components = _components(cells, mates)
    euler = vertices - (len(following) - len(pairs)) + len(rings)
    open_ones = [loop for loop in loops if not all(is_slit(members, cell) for cell in loop)]
    return Surface(tuple(opening_name(loop, members) for loop in open_ones),
                   tuple(tuple(dict.fromkeys(cell[0] for cell in loop)) for loop in open_ones),
                   components, (2 * components - len(loops) - euler) // 2)


def layer_pieces(pieces: Sequence[Piece], operations: Sequence[Operation], layer: str) -> list[Piece]:
    """The pieces of the main layer, or of the lining; laid pieces and interfacings belong to neither."""
    laid = {operation.piece.info.name for operation in operations if isinstance(operation, Lay)}
    if layer == LINING:
        return [piece for piece in pieces if piece.info.role == LINING]
    return [p for p in pieces if p.info.role not in (LINING, FUSIBLE) and p.info.name not in laid]


def _sewn_cells(joins: Sequence[PartJoin]) -> tuple[dict[Ref, set[float]], list[tuple[Cell, Cell]]]:
    """Where the joins cut the edges, and which stretches they sew to which."""
    cuts: dict[Ref, set[float]] = defaultdict(set)
    pairs = []
    for join in joins:
        spans = join.spans
        breaks = _breaks(join, spans)
        for low, high in pairwise(breaks):
            a = _cell(join.first, low, high)
            b = _cell(join.second, spans.onto_second(low), spans.onto_second(high))
            pairs.append((a, b))
            for ref, start, end in (a, b):
                cuts[ref] |= {start, end}
    return cuts, pairs


def _close(cells: list[list[Cell]], over: tuple[Step, str], under: tuple[Step, str]) -> tuple[Cell, Cell]:
    """Cut the overlaps off both boundaries; the two cells that the closing brings together."""
    lines = []
    for step, half in (over, under):
        index = next(i for i, ring in enumerate(cells) if any(c[0][:2] == (step.piece.info.name, half) for c in ring))
        cells[index], line = shortened(cells[index], step, half)
        lines.append(line)
    return lines[0], lines[1]


def _breaks(join: PartJoin, spans: Spans) -> list[float]:
    """Places along the first walk where either walk comes to a corner."""
    found = [0.0]
    run = 0.0
    for step in join.first:
        run += step.length
        found.append(run)
    total, run = run, 0.0
    for step in join.second[:-1]:
        run += step.length
        found.append(spans.onto_first(run))
    kept = [0.0]
    for mm in sorted(found):
        if kept[-1] + 3 * JOIN < mm < total - 3 * JOIN:
            kept.append(mm)
    return [*kept, total]


def _cell(steps: Sequence[PartStep], low: float, high: float) -> Cell:
    """The stretch of one edge that lies between two places of a walk with no corner between them."""
    step, _ = step_at(steps, (low + high) / 2)
    before = sum(s.length for s in steps[: steps.index(step)])
    start, end = sorted(_snapped(step, step.mm_at(mm - before)) for mm in (low, high))
    return ((step.piece.info.name, step.half, step.step.edge), start, end)


def _snapped(step: PartStep, mm: float) -> float:
    length = step.step.shape.length
    if mm < 3 * JOIN:
        return 0.0
    return round(length if mm > length - 3 * JOIN else mm, 2)


def _vertices_and_loops(following: dict[Cell, Cell], mates: dict[Cell, Cell]) -> tuple[int, list[list[Cell]]]:
    """Turn round every corner through the seams that end there; the free stretches make the loops.

    A corner is known by the stretch that ends in it. Round the corner goes: on to the next stretch of the part, and
    through the seam to the mate, which ends in the same corner.
    """
    inner = set(following)
    loops: list[list[Cell]] = []
    vertices = 0
    for free in following:  # corners on an opening: from a free stretch to the next free one
        if free in mates or free not in inner:
            continue
        loop, cell = [], free
        while cell in inner:
            loop.append(cell)
            vertices += 1
            inner.discard(cell)
            cell = following[cell]
            while cell in mates:
                inner.discard(mates[cell])
                cell = following[mates[cell]]
        loops.append(loop)
    while inner:  # corners that are sewn all round
        vertices += 1
        start = cell = next(iter(inner))
        while cell in inner:
            inner.discard(cell)
            after = following[cell]
            cell = mates.get(after, start)
    return vertices, loops


def _components(rings: Sequence[Sequence[Cell]], mates: dict[Cell, Cell]) -> int:
    part_of = {cell: index for index, ring in enumerate(rings) for cell in ring}
    group = list(range(len(rings)))

    def find(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for a, b in mates.items():
        if a in part_of and b in part_of:
            group[find(part_of[a])] = find(part_of[b])
    return len({find(i) for i in group})
