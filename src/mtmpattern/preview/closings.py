"""How closings lie when buttoned: the end of a band over its tab, of a cuff over itself, strips over a slit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from shapely.geometry import LineString, Polygon

from mtmpattern.geometry import Curve, Point
from mtmpattern.pattern.parts.part import Part, PartEdge, PartLine
from mtmpattern.pattern.seams.seam import EdgeSpan, Match, Seam
from mtmpattern.preview.panel import Floats

CLOSING = "(closing)"
"""The line across a band or a cuff on which its end lies."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a strip lies that is sewn to one edge of a slit in the part ``host`` and covers it.

    Places are complex numbers: ``seam`` is the start and the direction of its seam on the strip, ``slit`` on the host.
    """

    host: str
    seam: tuple[complex, complex]
    slit: tuple[complex, complex]
    mirrored: bool

    def __call__(self, points: Floats) -> Floats:
        """The places on the host of points (n, 2) of the strip, in mm."""
        local = (points @ (1, 1j) - self.seam[0]) / self.seam[1]
        placed = self.slit[0] + self.slit[1] * (local.conj() if self.mirrored else local)
        return np.stack([placed.real, placed.imag], axis=1)


def lapped(seam: Seam, parts: dict[str, Part], seams: Iterable[Seam]) -> Seam:
    """The seam of a closing with the end of a band or of a cuff on the line across it where it lies.

    Its part in ``parts`` gets that line. Other seams stay as they are.
    """
    if seam.kind != "closed" or len(seam.first) != 1 or len(seam.second) != 1 or any(seam.beyond):
        return seam
    over, under = seam.first[0], seam.second[0]
    part = parts[over.part]
    edge, tab = (next((each for each in part.sewn if each.name == span.edge), None) for span in (over, under))
    if over.part != under.part or edge is None or tab is None or edge.length < 1 or tab.length < 1:
        return seam
    place = part.sewn.index(tab)
    after = part.sewn[(place + 1) % len(part.sewn)]
    long = after if after.length > 200.0 else part.sewn[place - 1]
    corner = tab.at(tab.length if long is after else 0.0)
    way, on = _way(tab.at(0.0), tab.at(tab.length)), long.at(40.0 if long is after else long.length - 40.0)
    if abs(way @ _way(corner, on)) < 0.9:                     # no tab, which goes on from the band's long edge
        return _on_itself(seam, parts, edge, tab, seams)
    x, y = way * edge.length
    # It runs as the end of the band does: from the long edge where the tab begins, or towards it.
    ends = long.at(0.0), long.at(long.length)
    turned = min(map(edge.at(0.0).distance, ends)) > min(map(edge.at(edge.length).distance, ends))
    line = PartLine(CLOSING, "mark", (
        Curve.line(*(corner, Point(corner.x - y, corner.y + x))[::-1 if turned else 1]),))
    return _closed(seam, parts, over.walked(backward=False), line)


def _on_itself(seam: Seam, parts: dict[str, Part], edge: PartEdge, tab: PartEdge, seams: Iterable[Seam]) -> Seam:
    # One end of a cuff lies over the other, so far that its button is as far from the edges of both.
    part, inset = parts[seam.first[0].part], getattr(seam.operation, "inset", None)
    place = part.sewn.index(tab)
    sewn = {span.edge for each in seams if each.kind in ("sewn", "encased") and not each.layer for span in each.spans
            if span.part == part.id}
    beside = [each for each in (part.sewn[place - 1], part.sewn[(place + 1) % len(part.sewn)]) if each.name in sewn]
    if not inset or len(beside) != 1:
        return seam
    ends = [beside[0].at(0.0), beside[0].at(beside[0].length)]
    near, start = (min((0.0, each.length), key=lambda mm, of=each: min(map(of.at(mm).distance, ends)))     # type: ignore[misc]
                   for each in (tab, edge))
    way, along = _way(tab.at(near), tab.at(tab.length - near)), _way(tab.at(0.0), tab.at(tab.length))
    low = np.array((tab.at(near).x, tab.at(near).y)) + 2 * inset * np.array((-along[1], along[0]))
    outline = Polygon([(point.x, point.y) for point in part.polygon(0.05, sewn=True)])
    across = LineString([low + 0.1 * way, low + 5 * edge.length * way]).intersection(outline)
    if across.geom_type != "LineString" or across.length < edge.length - 1:
        return seam
    high = low + (0.1 + across.length) * way
    line = PartLine(CLOSING, "mark", (Curve.line(Point(*low.tolist()), Point(*high.tolist())),))
    return _closed(seam, parts, EdgeSpan(part.id, edge.name, 0.0, edge.length, start > 0), line)


def _closed(seam: Seam, parts: dict[str, Part], over: EdgeSpan, line: PartLine) -> Seam:
    part, length = parts[over.part], over.length
    parts[part.id] = replace(part, lines=(*part.lines, line))
    on = line.length if line.length < 1.5 * length and abs(line.length - length) < 1 else min(length, line.length)
    return replace(seam, first=(over,), second=(EdgeSpan(part.id, line.title, 0.0, on),),
                   matches=(Match("start", 0.0, 0.0), Match("end", length, on)), eased=(length - on,),
                   beyond=((), seam.second))


def over_slit(seam: Seam, parts: dict[str, Part], seams: Iterable[Seam]) -> tuple[Seam, dict[str, Strip]]:
    """The seam of a slit's closing: the strip under it is joined to the slit's other edge, that over it is laid on.

    Also where the strip that is laid on lies, by its name. Other seams stay as they are.
    """
    over, under = ({span.part for span in side} for side in (seam.first, seam.second))
    if (seam.kind != "closed" or any(seam.beyond) or len(over) != 1 or len(under) != 1 or over == under
            or len(seam.second) != 1):
        return seam, {}
    (top,), (strip,) = over, under
    on_top, below = _sewn_to(top, seams), _sewn_to(strip, seams)
    if on_top is None or below is None or on_top[1].part != below[1].part or on_top[1].part in (top, strip):
        return seam, {}
    (own, slit), (own_under, other) = on_top, below
    (t0, t1), (f0, f1), (s0, s1), (h0, h1), (e0, _) = (
        ends_of(parts[span.part].edge(span.edge), span) for span in (own, slit, own_under, other, seam.second[0]))
    seam_way, slit_way = (t1 - t0) / abs(t1 - t0), (f1 - f0) / abs(f1 - f0)
    outline = np.array([complex(point.x, point.y) for point in parts[top].polygon(0.5, sewn=True)])
    mirrored = ((outline.mean() - t0) / seam_way).imag * ((h0 - f0) / slit_way).imag < 0
    same = (abs(f0 - h0) < abs(f0 - h1)) == (abs(e0 - s0) < abs(e0 - s1))
    edge = seam.second[0] if same else seam.second[0].turned()
    made = replace(seam, first=(slit,), second=(edge,), eased=(slit.length - edge.length,), beyond=((), ()),
                   matches=(Match("start", 0.0, 0.0), Match("end", slit.length, edge.length)))
    return made, {top: Strip(slit.part, (t0, seam_way), (f0, slit_way), bool(mirrored))}


def _sewn_to(name: str, seams: Iterable[Seam]) -> tuple[EdgeSpan, EdgeSpan] | None:
    # The edge of a strip that is sewn to a slit, and that of the slit.
    for seam in seams:
        if seam.kind == "sewn" and not seam.layer and len(seam.first) == len(seam.second) == 1:
            pair = seam.first[0], seam.second[0]
            for own, host in (pair, pair[::-1]):
                if own.part == name != host.part:
                    return own, host
    return None


def ends_of(edge: PartEdge | PartLine, span: EdgeSpan) -> tuple[complex, complex]:
    """Where a walk enters and leaves a span of an edge or of a line."""
    one, other = edge.at(span.entry), edge.at(span.exit)
    return complex(one.x, one.y), complex(other.x, other.y)


def _way(start: Point, end: Point) -> Floats:
    way = np.array((end.x - start.x, end.y - start.y))
    result: Floats = way / max(float(np.linalg.norm(way)), 1e-9)
    return result
