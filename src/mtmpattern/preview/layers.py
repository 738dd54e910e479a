"""What lies on the draped cloth: laid parts such as pockets, and laps, tabs, vents and pocket bags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from shapely import distance, points
from shapely.geometry import LinearRing

from mtmpattern.geometry import Affine, Point, path
from mtmpattern.pattern.parts.part import Part, PartEdge, PartLine
from mtmpattern.pattern.seams.seam import EdgeSpan, Seam
from mtmpattern.preview.closings import Strip, ends_of
from mtmpattern.preview.outline import EdgeRing
from mtmpattern.preview.panel import Floats, Ints, MeshedPart, mesh_panel
from mtmpattern.preview.sewn import Laid, SewnCloth, Ties

OUTSIDE: Final = 0.1
"""A point that lies off the cloth under it by more than this share of a triangle is not held there."""
LAPPING: Final = 2.0
"""The same for what laps over a closing: the tab of a band may be higher than its end."""


def laid_on(seams: Sequence[Seam], parts: Mapping[str, Part], cloth: SewnCloth, panels: Mapping[str, MeshedPart],
            size: float, strips: Mapping[str, Strip]) -> tuple[tuple[Laid, ...], tuple[str, ...]]:
    """The parts that seams lay on the draped ones, and notes on those that cannot be shown.

    ``panels`` are the meshes of the draped parts by their names, ``size`` is the side of a triangle in mm; ``strips``
    lie over slits.
    """
    found: list[Laid] = []
    notes: list[str] = []
    moves: dict[str, tuple[Affine | Strip, str]] = {name: (strip, strip.host) for name, strip in strips.items()}
    for seam in seams:
        if seam.kind == "laid" and seam.move is not None and seam.second and seam.second[0].part in panels:
            moves.setdefault(seam.first[0].part, (seam.move, seam.second[0].part))
    for name, (move, under) in moves.items():
        part = parts[name]
        if name in panels or part.role == "fusible":
            continue
        ring = _flat([edge.sewn for edge in part.sewn if not edge.inner and not edge.slit], size)
        try:
            panel = mesh_panel(ring, size)
        except ValueError:
            notes.append(f"{name} is not shown")
            continue
        moved = move(panel.points) if isinstance(move, Strip) else np.array(
            [(p.x, p.y) for p in (move(Point(x, y)) for x, y in panel.points.tolist())])
        faces, weights = _located(moved, panels[under])
        found.append(Laid(part, panel, faces + _first_face(cloth, under), weights))
    return tuple(found), tuple(notes)


def lying(rings: Mapping[str, EdgeRing], glued: Sequence[Seam],
          panels: Mapping[str, MeshedPart]) -> Iterable[tuple[str, Ints, Floats, str]]:
    """Yield what of a part lies on another: its name, the numbers of its points, their places there, the other part.

    Bags lie behind the part they are drawn on, one side of a vent behind the other, which is folded under. What laps
    beyond the line of a closing is found by `laps`.
    """
    closed = {part for seam in glued if seam.kind == "closed" for part in seam.parts}
    for name, panel in panels.items():
        part = rings[name].part
        host = max((rings[each].part for each in panels if rings[each].part.level == part.level
                    and (rings[each].part.on, rings[each].part.side) == (part.on, part.side)),
                   key=lambda each: each.area)
        if part.level and host.role != part.role:
            turned = -1.0 if is_mirrored(part, host) else 1.0
            yield name, np.arange(len(panel.points)), panel.points * (turned, 1.0), host.id
        elif part.twin in panels and part.body_part == "torso" and part.level and name not in closed:
            outward = np.sign(panel.points[:, 0].mean())
            beyond = np.flatnonzero(panel.points[:, 0] * outward < -2.0)
            if len(beyond) and part.side == "left":
                yield name, beyond, panel.points[beyond] * (-1.0, 1.0), name
            elif len(beyond):
                yield name, beyond, panel.points[beyond], part.twin


def laps(rings: Mapping[str, EdgeRing], glued: Sequence[Seam],
         panels: Mapping[str, MeshedPart]) -> Iterable[tuple[str, Ints, Floats, str, bool]]:
    """Yield what laps beyond the lines of closings, as `lying` does, and whether it lies outside.

    The first side of a closing laps over the second: the edge of a buttoned front, of a placket, of a stand. The tab of
    a band lies under its end.
    """
    for seam in glued:
        if seam.kind != "closed" or len(seam.first) != 1 or len(seam.second) != 1:
            continue
        (over, under), beyond = (seam.first[0], seam.second[0]), seam.beyond
        for own, other, walk, outside in ((over, under, beyond[0], True), (under, over, beyond[1], False)):
            reach = np.array([complex(p.x, p.y) for span in walk for share in (0.0, 0.5, 1.0)
                              for p in [_edge(rings, span).at(span.start + share * span.length)]])
            if not len(reach):
                continue
            (start, end), (first, last) = (ends_of(_edge(rings, span), span) for span in (own, other))
            way = (end - start) / abs(end - start)
            far = ((reach - start) / way).imag
            flat = panels[own.part].points @ (1, 1j)
            away = ((flat - start) / way).imag * np.sign(far.mean())
            numbers = np.flatnonzero((away > 2.0) & (away < abs(far).max() + 1.0))
            where = (flat[numbers] - start) / way * (last - first) / abs(last - first) + first
            yield own.part, numbers, np.stack([where.real, where.imag], axis=1), other.part, outside


def _edge(rings: Mapping[str, EdgeRing], span: EdgeSpan) -> PartEdge | PartLine:
    ring = rings[span.part]
    return ring.lines[span.edge] if span.edge in ring.lines else ring.part.edge(span.edge)


def ties_of(cloth: SewnCloth, panels: Mapping[str, MeshedPart], lies: Iterable[tuple[str, Ints, Floats, str]],
            most: float = OUTSIDE) -> Ties:
    """The ties that hold what lies on other cloth where it is drawn.

    Points off the other cloth by more than the share ``most`` of a triangle are not held; others on its edge.
    """
    nodes, faces, weights = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros((0, 3))]
    for name, numbers, where, under in lies:
        if not len(numbers):
            continue
        own = cloth.node[cloth.points_of(name)[numbers]]
        found, weigh = _located(where, panels[under])
        found = found + _first_face(cloth, under)
        sound = (weigh.min(1) > -most) & ~(cloth.triangles[found] == own[:, None]).any(1)
        if most > OUTSIDE:
            weigh = np.maximum(weigh, 0.0)
            weigh /= weigh.sum(1, keepdims=True)
        nodes.append(own[sound])
        faces.append(found[sound])
        weights.append(weigh[sound])
    return Ties(np.concatenate(nodes), np.concatenate(faces), np.vstack(weights))


def together(one: Ties, other: Ties) -> Ties:
    """The ties of both; a point is held once, as the first have it."""
    kept = ~np.isin(other.node, one.node)
    return Ties(np.concatenate([one.node, other.node[kept]]), np.concatenate([one.faces, other.faces[kept]]),
                np.vstack([one.weights, other.weights[kept]]))


def is_mirrored(part: Part, host: Part) -> bool:
    """Whether a part behind another is drawn face down: its mirror image then follows more of the other's outline."""
    edge = LinearRing([(point.x, point.y) for point in host.polygon(0.5, sewn=True)])
    own = np.array([(point.x, point.y) for point in part.polygon(0.5, sewn=True)])
    own = np.vstack([np.linspace(a, b, 8) for a, b in zip(own, np.roll(own, -1, axis=0), strict=True)])
    near = [int((distance(edge, points(own * (sign, 1.0))) < 2.0).sum()) for sign in (1.0, -1.0)]
    return near[1] > near[0]


def _first_face(cloth: SewnCloth, part: str) -> int:
    return int(np.searchsorted(cloth.owner, next(i for i, each in enumerate(cloth.parts) if each.id == part)))


def _flat(curves: list[tuple[object, ...]], size: float) -> Floats:
    points: list[tuple[float, float]] = []
    for each in curves:
        length = path.length(each)                            # type: ignore[arg-type]
        for mm in np.linspace(0, length, max(1, round(length / size)) + 1)[:-1]:
            index, t = path.locate(each, float(mm))           # type: ignore[arg-type]
            point = each[index].point(t)                      # type: ignore[attr-defined]
            points.append((point.x, point.y))
    return np.array(points)


def _located(points: Floats, panel: MeshedPart) -> tuple[Ints, Floats]:
    """The triangle that holds each point, or the nearest one, with barycentric weights."""
    corner = panel.points[panel.faces]
    one, other = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    area = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    faces, weights = np.zeros(len(points), np.int64), np.zeros((len(points), 3))
    for number, point in enumerate(points):
        away = point - corner[:, 0]
        b = (away[:, 0] * other[:, 1] - away[:, 1] * other[:, 0]) / area
        c = (one[:, 0] * away[:, 1] - one[:, 1] * away[:, 0]) / area
        inside = np.minimum(np.minimum(b, c), 1 - b - c)
        best = int(np.argmax(inside))
        faces[number] = best
        weights[number] = 1 - b[best] - c[best], b[best], c[best]
    return faces, weights
