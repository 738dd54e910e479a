"""A shaped facing: the strip of a piece along one of its edges, cut again to lie inside it."""

from __future__ import annotations

from mtmpattern.errors import DraftError, UnknownName, shown
from mtmpattern.geometry import Curve, Curves, Edge, path
from mtmpattern.geometry.corner import met
from mtmpattern.geometry.tolerance import ON_LINE
from mtmpattern.pattern.model.outline import Outline
from mtmpattern.pattern.model.piece import Piece, must_be_piece
from mtmpattern.pattern.model.vocabulary import is_number
from mtmpattern.pattern.seams.surface import INNER


def facing(piece: Piece, edge: str, *, depth: float) -> Outline:
    """The outline of a facing for one edge of a piece: ``depth`` mm of the piece along it, whatever its shape.

    The edge and its two neighbours, shortened, keep their names; the line inside is called ``inner``. Use it for a hem
    that curves too much to be turned up: sew it to the edge, right sides together, and turn it in. What it leaves open
    is called as the edge was, for ``openings`` and ``passes``. Raises `DraftError` if the piece is not that deep beside
    the edge.
    """
    info = must_be_piece(piece, "facing").info
    if edge not in info.outline.outer:
        raise UnknownName.among(info.outline.outer, edge, f"{info.name} has no edge {shown(edge)} to face",
                                code="derived.edge", where=info.name)
    if not (is_number(depth) and depth > 0):
        raise DraftError(f"a facing {shown(depth)} mm deep", code="operation.value", where=f"{info.name}.{edge}",
                         hint="Say how deep, in millimetres.")
    if info.edges[edge].intakes:
        raise DraftError(f"{info.name}.{edge} has darts and cannot be faced in one piece", code="derived.darts",
                         where=f"{info.name}.{edge}", hint="Draft this facing by itself.")
    names = info.outline.outer
    place = names.index(edge)
    before, after = names[place - 1], names[(place + 1) % len(names)]
    inside = [each for curve in info.edges[edge].curves for each in curve.parallel(depth)]
    rest, own = list(info.edges[after].curves), list(info.edges[before].curves)
    if met(inside, rest) is None or met(own, inside) is None:
        raise DraftError(f"{info.name}: a facing {depth:.0f} mm deep along {edge} does not end on {before} and {after}",
                         code="derived.meet", where=f"{info.name}.{edge}", hint="Make it less deep.")
    ends = {after: _cut_off(info.edges[after], rest, at_start=True),
            before: _cut_off(info.edges[before], own, at_start=False)}
    for name, curves in ends.items():
        if not curves or path.length(curves) > info.edges[name].drawn_length - ON_LINE:
            raise DraftError(f"{info.name}: {name} is {info.edges[name].length:.0f} mm long, and a facing "
                             f"{depth:.0f} mm deep along {edge} ends beyond it", code="derived.meet",
                             where=f"{info.name}.{name}", hint="Make it less deep.")
    lines = {edge: info.edges[edge], after: Edge(ends[after], info.edges[after].kind),
             INNER: Edge(path.reverse(inside)), before: Edge(ends[before], info.edges[before].kind)}
    lines = _joined(lines, edge, before, after)
    still = {name: point for name, point in info.outline.points.items()
             if any(each.nearest(point)[1] <= ON_LINE for each in lines.values())}
    return Outline(lines, still)


def _cut_off(edge: Edge, rest: list[Curve], *, at_start: bool) -> Curves:
    """The part of a neighbour between its end and its ``rest``."""
    taken = edge.drawn_length - path.length(rest)
    if at_start:
        return path.part(edge.curves, 0.0, taken)
    return path.part(edge.curves, edge.drawn_length - taken, edge.drawn_length)


def _joined(lines: dict[str, Edge], edge: str, before: str, after: str) -> dict[str, Edge]:
    """The edges, with the inner one made to meet its neighbours exactly."""
    first, *middle = lines[INNER].curves
    start, end = lines[after].end, lines[before].start
    curves = [Curve(start, first.leave, first.arrive, first.end, first.straight), *middle]
    last = curves[-1]
    curves[-1] = Curve(last.start, last.leave, last.arrive, end, last.straight)
    return {edge: lines[edge], after: lines[after], INNER: Edge(tuple(curves)), before: lines[before]}
