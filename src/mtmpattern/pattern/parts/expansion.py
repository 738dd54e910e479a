"""From drafted halves to parts on the table: opened over folds, doubled, paired, turned face up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mtmpattern.geometry import (
    DOUBLED,
    FOLD,
    IDENTITY,
    SLIT,
    TURNED_OVER,
    Affine,
    Curve,
    Curves,
    Point,
    heading,
    mirrored_about,
    path,
    scaled_along,
)
from mtmpattern.geometry.corner import met
from mtmpattern.geometry.tolerance import ON_LINE, SAME
from mtmpattern.pattern.model.outline import FUSIBLE, LINING
from mtmpattern.pattern.parts.half import CutLines, Half, Marks, cut_half, mend_crossings, warp_direction
from mtmpattern.pattern.parts.marks import ButtonMark
from mtmpattern.pattern.parts.part import Drill, Layer, Part, PartEdge, PartLine, PartNotch
from mtmpattern.pattern.seams.claims import Claims
from mtmpattern.pattern.seams.cutting_list import LEFT, NONE, RIGHT, CuttingList, ListedPart, edge_name
from mtmpattern.pattern.seams.notches import Notch, own_notches

# ---- Once for both halves ----------------------------------------------------------------------------------------


def closed(curves: Curves) -> Curves:
    """The outline with every end set exactly to the next start."""
    pinned = []
    for curve, after in zip(curves, [*curves[1:], curves[0]], strict=True):
        end = after.start
        joined = curve if curve.end is end or curve.end == end else (
            Curve(curve.start, curve.leave, curve.arrive, end, curve.straight))
        if path.longer_than(joined, SAME):
            pinned.append(joined)
    return tuple(pinned)


def distinct_notches(notches: Sequence[PartNotch]) -> tuple[PartNotch, ...]:
    """Each notch once; those on a fold come from both halves."""
    kept: dict[tuple[int, int, int], PartNotch] = {}
    for notch in notches:
        key = (round(notch.on_cut.x * 20), round(notch.on_cut.y * 20), round(notch.direction % 360.0))
        kept.setdefault(key, notch)
    return tuple(kept.values())


def distinct_drills(drills: Sequence[Drill]) -> tuple[Drill, ...]:
    """Each hole once."""
    kept: dict[tuple[str, int, int], Drill] = {}
    for drill in drills:
        kept.setdefault((drill.name, round(drill.at.x * 20), round(drill.at.y * 20)), drill)
    return tuple(kept.values())


def lines_of_ply(lines: Sequence[PartLine], copy: int) -> tuple[PartLine, ...]:
    """The lines of one ply: a slit on the fold once, buttonholes and buttons only on the upper ply."""
    kept, seen = [], set()
    for line in lines:
        if copy > 1 and (line.kind == "button" or line.name.startswith("buttonhole")):
            continue
        if line.kind in ("slit", "stop"):
            ends = (line.curves[0].start, line.curves[-1].end)
            key = (line.name, frozenset((round(p.x, 3), round(p.y, 3)) for p in ends))
            if key in seen:
                continue
            seen.add(key)
        kept.append(line)
    return tuple(kept)


# ---- Parts from halves -------------------------------------------------------------------------------------------


GRAIN_SHARE = 0.6
"""The grain line covers this much of the part along the warp."""

LONG_ENOUGH = 0.6
"""A stretch of cloth of this share of the part's height is long enough for the grain line."""

SQUARE = 1e-9
"""Degrees by which a warp may miss a fold, or the square to it, and both halves still grow as mirror images."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """The data for cutting parts: claims, and by piece and half the notches of joins, places to drill and buttons.

    ``growth`` are the factors along warp and weft of each role; ``laid`` are the pieces that are laid on others;
    ``on_fold`` leaves symmetrical pieces folded.
    """

    parts: CuttingList
    claims: Claims
    notches: Mapping[tuple[str, str], Sequence[Notch]]
    drilled: Mapping[tuple[str, str], Sequence[str]]
    buttons: Mapping[tuple[str, str], Sequence[ButtonMark]]
    growth: Mapping[str, tuple[float, float]]
    laid: frozenset[str] = frozenset()
    on_fold: bool = False


Mirror = tuple[Point, Point] | None
"""The fold line of a part that is cut on the fold."""


def cut_parts(cutting: Cutting) -> tuple[Part, ...]:
    """All parts of a garment, in the order of the cutting list."""
    known: dict[str, CutLines] = defaultdict(CutLines)
    parts = tuple(_cut_parts(cutting, known))
    return tuple(_cut_parts(cutting, known)) if mend_crossings(known.values()) else parts


def _cut_parts(cutting: Cutting, known: dict[str, CutLines]) -> Iterator[Part]:
    """The same, by cut lines that may not have been checked yet."""
    halves: dict[str, Half] = {}
    for (piece, _, _), plies in groupby(cutting.parts, key=lambda part: (part.piece.info.name, part.side, part.cut)):
        first, *further = plies
        shape, mirror = _shape(first, cutting, known[piece], halves)
        yield _part(first, shape, mirror, cutting)
        for part in further:  # a second ply is the first, or its mirror image
            turned = part.turned != first.turned
            line = (TURNED_OVER(mirror[0]), TURNED_OVER(mirror[1])) if mirror and turned else mirror
            yield _part(part, shape.moved(TURNED_OVER if turned else IDENTITY), line, cutting)


def _shape(part: ListedPart, cutting: Cutting, known: CutLines, halves: dict[str, Half]) -> tuple[Half, Mirror]:
    """The shape of a part, face up; ``halves`` holds those of pairs that are already cut."""
    piece, info = part.piece, part.piece.info
    face = TURNED_OVER if part.turned else IDENTITY
    if not info.opens:
        twin = LEFT if part.side == RIGHT and LEFT in info.halves and _alike(part, cutting) else part.side
        source = cutting.parts.parts[info.part_id(twin, part.cut, part.copy)]
        if source.id not in halves:
            halves[source.id] = _half_of(source, twin, cutting, known)
        return halves[source.id].of(part.side).moved(face), None
    growth = cutting.growth.get(part.cut.role, (1.0, 1.0))
    square = growth == (1.0, 1.0) or _square(part)
    same = piece.other_side() is piece and _alike(part, cutting)
    left = _half_of(part, LEFT, cutting, known)
    right = left.of(RIGHT) if same and square else _half_of(part, RIGHT, cutting, known)
    if cutting.on_fold and same and square:
        fold = next(edge for edge in left.edges if edge.kind == FOLD)
        return left.moved(face), (face(fold.cut[0].start), face(fold.cut[-1].end))
    return _unfolded(left, right, FOLD, None if square else _axis(part, LEFT), face), None


def _alike(part: ListedPart, cutting: Cutting) -> bool:
    """Whether both of the wearer's sides are drafted, finished and marked alike, so that one mirrors the other."""
    name = part.piece.info.name
    if part.piece.other_side() is not part.piece or any(
            marked.get((name, LEFT), ()) != marked.get((name, RIGHT), ())
            for marked in (cutting.drilled, cutting.buttons)):
        return False
    info = part.piece.info

    def finish(half: str, edge: str) -> list[tuple[float, ...]]:
        claims = cutting.claims.get((info.part_id(half), edge_name(part.piece, edge, half)), ())
        return [(claim.start, claim.end, claim.width, *claim.flare) for claim in claims]

    return all(finish(info.halves[0], edge) == finish(info.halves[-1], edge) for edge in info.order)


def _half_of(part: ListedPart, half: str, cutting: Cutting, known: CutLines) -> Half:
    """One half of a part with its allowances and marks; of a doubled part both layers, one beside the other."""
    piece, claims = part.drafted_for(half), cutting.claims
    name = piece.info.name
    drilled = cutting.drilled.get((name, half), ())
    elsewhere = {each for side in piece.info.halves for each in cutting.drilled.get((name, side), ())} - {*drilled}
    marks = Marks([*(own_notches(part, half, claims) if part.cut.trimmed is None else ()),
                   *cutting.notches.get((name, half), ())], drilled,
                  cutting.buttons.get((name, half), ()) if part.cut.role == piece.info.role else (), elsewhere)
    growth = cutting.growth.get(part.cut.role, (1.0, 1.0))
    stretch = IDENTITY if growth == (1.0, 1.0) else scaled_along(warp_direction(piece), *growth)
    if half == RIGHT and piece.info.opens and growth != (1.0, 1.0) and not _square(part):
        stretch = _conjugate(stretch, _axis(part, RIGHT))
    outer = cut_half(part, half, claims, stretch, known, marks)
    if not piece.info.doubled:
        return outer
    if growth == (1.0, 1.0) or _square(part):
        return _doubled(outer, outer, None)
    axis = _axis(part, half)
    return _doubled(outer, cut_half(part, half, claims, _conjugate(stretch, axis), known, marks), axis)


def _square(part: ListedPart) -> bool:
    """Whether the warp runs along the fold or square to it, so that both layers or halves grow as mirror images."""
    edges = part.piece.info.edges
    fold = edges[part.piece.info.fold or part.piece.info.doubled]
    off = (warp_direction(part.piece) - fold.leaving) % 90.0
    return min(off, 90.0 - off) < SQUARE


def _axis(part: ListedPart, half: str) -> Affine:
    """The mirror about the fold as it was drawn, before the cloth was allowed to shrink."""
    info = part.drafted_for(half).info
    fold = info.edges[info.fold or info.doubled]
    return mirrored_about(fold.start, fold.end)


def _conjugate(stretch: Affine, mirror: Affine) -> Affine:
    """The same growth seen from the mirror image: one cloth has one warp, whichever half of it is drawn."""
    return mirror.then(stretch).then(mirror)


def _doubled(outer: Half, inner: Half, axis: Affine | None) -> Half:
    """The outer layer and its mirror image, the inner layer, as one; the fold between them becomes a line."""
    fold = next(edge for edge in outer.edges if edge.kind == DOUBLED)
    behind = replace(inner, edges=tuple(edge._replace(inner=True) for edge in inner.edges), drills=(), points={},
                     darts=(), lines=tuple(line for line in inner.lines if line.kind == SLIT))
    whole = _unfolded(outer, behind, DOUBLED, axis)
    return replace(whole, lines=(*whole.lines, PartLine(fold.edge, "fold", fold.curves, bounds=True)))


def _unfolded(half: Half, mate: Half, kind: str, axis: Affine | None, face: Affine = IDENTITY) -> Half:
    """A half and its mate, mirrored about the fold between them, as one, laid on the table by ``face``.

    ``axis`` is that mirror where it is another than the fold of the half as it is cut.
    """
    fold = next(edge for edge in half.edges if edge.kind == kind)
    skew, axis = axis is not None, axis or mirrored_about(fold.curves[0].start, fold.curves[-1].end)
    half, image = half.moved(face), mate.moved(axis if face is IDENTITY else axis.then(face))
    in_order = (image, half) if face.mirrors else (half, image)
    sides = [[edge._replace(cut=(), slit=True) if edge.kind == SLIT else edge  # one on the fold is in no outline now
              for edge in _after(each.edges, kind)] for each in in_order]
    notches = [*half.notches, *image.notches]
    if skew:                                        # the halves grew unlike, and so did their allowances at the fold
        for first, second in (sides, sides[::-1]):
            notches = _mitred(first, second, notches)
    edges = [edge for side in sides for edge in side]
    points = {**_called(half, half.points), **_called(mate, image.points)} if kind == FOLD else half.points
    return Half(tuple(edges), tuple(notches), (*half.drills, *image.drills),
                (*half.lines, *image.lines), half.warp, points, (*half.darts, *image.darts),
                half.repaired or image.repaired)


def _mitred(first: list[PartEdge], second: list[PartEdge], notches: list[PartNotch]) -> list[PartNotch]:
    """The notches, once the cut lines of two halves meet in one corner over the fold; both lists are changed.

    Both halves have their notch in that corner.
    """
    last = next((place for place in reversed(range(len(first))) if first[place].cut), None)
    next_ = next((place for place, edge in enumerate(second) if edge.cut), None)
    if last is None or next_ is None:
        return notches
    ending, starting = list(first[last].cut), list(second[next_].cut)
    corner = first[last].curves[-1].end
    point = None if ending[-1].end.same_as(starting[0].start) else met(ending, starting)
    if point is None:
        return notches
    first[last], second[next_] = first[last]._replace(cut=tuple(ending)), second[next_]._replace(cut=tuple(starting))
    return [replace(notch, at=corner, on_cut=point, direction=heading(point, corner))
            if notch.name in ("centre", "fold") and notch.at.same_as(corner, ON_LINE) else notch for notch in notches]


def _called(half: Half, points: Mapping[str, Point]) -> dict[str, Point]:
    """The points of one of two halves, with the half in their names."""
    return {f"{half.edges[0].half} {name}": point for name, point in points.items()}


def _after(edges: Sequence[PartEdge], kind: str) -> list[PartEdge]:
    """The edges in order from after the fold round to it, without the fold."""
    place = next(i for i, edge in enumerate(edges) if edge.kind == kind)
    return [*edges[place + 1:], *edges[:place]]


def _part(part: ListedPart, shape: Half, mirror: Mirror, cutting: Cutting) -> Part:
    piece, info = part.piece, part.piece.info

    def name(edge: str, half: str, *, inner: bool = False) -> str:
        return edge_name(piece, edge, half, inner=inner)

    edges = tuple(edge.called(name(edge.edge, edge.half, inner=edge.inner), edge.half) for edge in shape.edges
                  if mirror is not None or edge.kind not in (FOLD, DOUBLED))
    curves = tuple(c for edge in shape.edges for c in edge.cut)
    notes: tuple[str, ...] = ()
    if shape.repaired:
        notes = (f"{info.name}: an allowance is wider than the hollow it lies in; the cut line was evened",)
    kind = info.grain if isinstance(info.grain, str) else "straight"
    other = {LEFT: RIGHT, RIGHT: LEFT}.get(part.side, NONE)
    lines = lines_of_ply(shape.lines, part.copy)
    if not info.opens:
        lines = tuple(PartLine(line.name, line.kind, line.curves, "", line.bounds) for line in lines)
    return Part(
        id=part.id, piece=info.name, side=part.side, role=part.cut.role, copy=part.copy, sewn=edges,
        cut=closed(curves), notches=distinct_notches(shape.notches), drills=distinct_drills(shape.drills), lines=lines,
        grain=_grain(curves, shape.warp), grain_kind=kind, nap=info.nap, mirror=mirror, notes=notes, on=info.on,
        level=info.level, layer=_layer(part, cutting), points=shape.points,
        twin=info.part_id(other, part.cut, part.copy) if other in info.halves and other else "",
        darts=tuple(replace(dart, edge=name(dart.edge, dart.half) if dart.edge else "",
                            half=dart.half if info.opens else "") for dart in shape.darts))


def _layer(part: ListedPart, cutting: Cutting) -> Layer:
    """Where a part lies in the garment."""
    role = part.cut.role
    if role == FUSIBLE:
        return "fused"
    if part.piece.info.name in cutting.laid:
        return "laid"
    return "lining" if role == LINING or part.piece.info.in_lining else "inner" if part.layer else "main"


def _grain(outline: Curves, direction: float) -> tuple[Point, Point]:
    """The middle part of the longest stretch of cloth along the warp near the middle of the part."""
    if direction % 360.0 >= 180.0:  # searched in the opposite direction, so that a mirror image has the same line
        end, start = _grain(outline, direction % 180.0)
        return start, end
    xs: list[float] = []
    ys: list[float] = []
    for curve in outline:                                                     # with the middle of each curve
        a, b, c, d = curve.start, curve.leave, curve.arrive, curve.end
        xs += (a.x, .125 * a.x + .375 * b.x + .375 * c.x + .125 * d.x)
        ys += (a.y, .125 * a.y + .375 * b.y + .375 * c.y + .125 * d.y)
    left, bottom, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    best = (0.0, outline[0].start, outline[0].start)
    for share in (0.5, 0.42, 0.58, 0.35, 0.65):
        through = Point(left + share * width, bottom + share * height)
        hits = sorted(path.crossed_at(outline, through, direction))
        for low, high in zip(hits[::2], hits[1::2], strict=False):
            if high - low > best[0] * 1.2:
                margin = (high - low) * (1 - GRAIN_SHARE) / 2
                best = (high - low, through.along(direction, low + margin), through.along(direction, high - margin))
        if best[0] > LONG_ENOUGH * height:
            break
    return best[1], best[2]


def by_half(notches: Sequence[Notch]) -> dict[tuple[str, str], list[Notch]]:
    """Join notches sorted by the piece and half they lie on."""
    found: dict[tuple[str, str], list[Notch]] = defaultdict(list)
    for notch in notches:
        found[notch.piece, notch.half].append(notch)
    return dict(found)
