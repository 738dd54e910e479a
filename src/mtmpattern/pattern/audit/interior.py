"""Checks of what lies inside a piece: slits, darts, named points, lines, and buttons on a lap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from shapely import LineString, Polygon
from shapely import Point as PlacePoint

from mtmpattern.errors import Problem
from mtmpattern.geometry import Diamond, PlacedIntake, Point, Region, path, shapes_apart
from mtmpattern.geometry.tolerance import COARSE_CHORD
from mtmpattern.pattern.model.operation import Buttoned, Opened
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.parts.marks import cloth_beside, insets_of, sides_of
from mtmpattern.pattern.parts.part import Part
from mtmpattern.pattern.seams.cutting_list import CuttingList
from mtmpattern.pattern.seams.seam import Seam
from mtmpattern.units import apart

LEAST_BESIDE = 2.0
"""A slit leaves at least this much cloth between itself and any edge, in mm."""

LEAST_OPENED = 12.0
"""Cloth between an edge and a line that is cut open at the machine: the seams of a welt must fit between, in mm."""

LEAST_ROUND = 5.0
"""A dart inside a piece stays this many mm from every edge; a nearer one should run into the edge. So does the tip of a
dart that begins on an edge."""

OFF_MOUTH = 1.0
"""So far from its mouth, in mm, the legs of a dart must lie inside the piece: at the mouth they touch its edge."""

STEEPEST = 0.25
"""The most half-width of a dart, as a share of the way to its nearer tip; above it the tip cannot be pressed flat."""

RIM = 1.0
"""Cloth that a button must have beyond its rim where it laps, in mm."""


def lies_inside(pieces: Iterable[Piece]) -> Iterator[Problem]:
    """Slits and darts that leave their piece, run into each other, or cannot be sewn."""
    for piece in pieces:
        outline = piece.info.outline
        if outline.slits or outline.darts or any(edge.intakes for edge in outline.edges.values()):
            yield from _lies_inside(piece)


def _lies_inside(piece: Piece) -> Iterator[Problem]:
    info = piece.info
    cloth = Region(info.outline.boundary, COARSE_CHORD)
    taken: list[_Taken] = []
    for name, edge in info.edges.items():
        for placed in (each for each in edge.darts if each.intake.tip):
            yield from _runs_inside(piece, name, placed, cloth)
            taken.append((f"a dart of {name}", (placed.start, placed.point, placed.end), placed.intake.stated))
    for name, sides in info.outline.slits.items():
        first = info.edges[sides[0]]
        if len(sides) == 2:
            inside = first.start.toward(first.end, min(2 * LEAST_ROUND, first.length / 2))
            if cloth.room_for((inside, first.end)) < LEAST_BESIDE:
                yield Problem(f"{info.name}.{name}: the slit of {first.length:.1f} mm does not lie inside the piece",
                              "outline.slit", f"{info.name}.{name}",
                              f"Let it end inside, {LEAST_BESIDE:.0f} mm or more from every edge.")
        taken.append((name, (first.start, first.end), None))
    for name, dart in info.outline.darts.items():
        shape = dart.shape
        yield from _dart_can_be_sewn(piece, name, shape, cloth)
        taken.append((name, shape.corners, dart.stated))
    yield from _apart(piece, taken)


_Taken: TypeAlias = tuple[str, tuple[Point, ...], tuple[str, int] | None]
"""The name of a dart or slit, its corners, and where a designer wrote it."""


def _runs_inside(piece: Piece, name: str, dart: PlacedIntake, cloth: Region) -> Iterator[Problem]:
    """A dart from an edge whose tip or legs lie beyond the piece, or too near another of its edges."""
    info, length = piece.info, dart.point.distance(dart.peak)
    legs = [(mouth.toward(dart.point, min(OFF_MOUTH, length / 2)), dart.point) for mouth in (dart.start, dart.end)]
    others = [edge.nearest(dart.point)[1] for other, edge in info.edges.items() if other != name]
    if min(map(cloth.room_for, legs)) > 0 and min(others) >= LEAST_ROUND:
        return
    where = f"{info.name}.{name}"
    fold = info.edges[info.fold] if info.fold else None
    if fold is not None and not _beside((dart.point,), fold.start, fold.end):
        said = f"runs to the fold {info.fold}, over which it would meet its mirror image"
    elif not cloth.contains(dart.point):
        said = "ends outside the piece"
    else:
        said = f"does not lie inside the piece, {LEAST_ROUND:.0f} mm from every other edge"
    yield _at(Problem(f"{where}: the dart of {dart.intake.length:.1f} mm at {dart.intake.at:.0%} of the edge {said}",
                      "intake.inside", where, "Make it shorter, or move it along the edge."), dart.intake.stated)


def _at(problem: Problem, stated: tuple[str, int] | None) -> Problem:
    """The problem with the line where the designer wrote what it is about."""
    return replace(problem, file=stated[0], line=stated[1]) if stated else problem


def _dart_can_be_sewn(piece: Piece, name: str, shape: Diamond, cloth: Region) -> Iterator[Problem]:
    where, info = f"{piece.info.name}.{name}", piece.info
    width = shape.sides[0].distance(shape.sides[1])
    short = min(tip.distance(shape.middle) for tip in shape.tips)
    if width / 2 > STEEPEST * short:
        yield Problem(f"{where}: a dart {width:.1f} mm wide that runs out in {short:.1f} mm stands off at its tip",
                      "intake.steep", where, f"Make it {width / 2 / STEEPEST:.0f} mm long or more on that side, or "
                      f"{2 * STEEPEST * short:.0f} mm wide or less.")
    if cloth.room_for(shape.corners) >= LEAST_ROUND:
        return
    fold = info.edges[info.fold] if info.fold else None
    if fold is not None and not _beside(shape.corners, fold.start, fold.end):
        yield Problem(f"{where}: the dart lies on the fold {info.fold}, over which it would meet its mirror image",
                      "intake.inside", where, "Move it off the fold, or take its width out of a seam there instead.")
    else:
        yield Problem(f"{where}: the dart does not lie inside the piece, {LEAST_ROUND:.0f} mm from every edge",
                      "intake.inside", where, "Move its centre, or make it shorter; a dart from an edge is with_darts.")


def _beside(corners: Sequence[Point], a: Point, b: Point) -> bool:
    """Whether all of a shape lies well to the left of a line, where the cloth is."""
    length = a.distance(b)
    off = [((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length for p in corners]
    return min(off) >= LEAST_ROUND


def _apart(piece: Piece, taken: Sequence[_Taken]) -> Iterator[Problem]:
    for i, (name, shape, _) in enumerate(taken):
        for other, beside, stated in taken[i + 1:]:
            if shapes_apart(shape, beside) <= 0:
                both = f"two darts of {name.removeprefix('a dart of ')}" if name == other else f"{name} and {other}"
                yield _at(Problem(f"{piece.info.name}: {both} run into each other", "intake.crossing",
                                  piece.info.name, "Move one of them, or make it shorter or narrower."), stated)


# ---- Named points and lines --------------------------------------------------------------------------------------


LOST = 100.0
"""A named point so many mm outside its piece is a mistake; nearer ones may name a height."""

OFF_CLOTH = 0.1
"""A line inside a piece may run beyond its cut line by this much, in mm."""


def points_lie_on_cloth(pieces: Iterable[Piece]) -> Iterator[Problem]:
    """Named points far outside their piece."""
    for piece in pieces:
        info = piece.info
        free = {name: point for name, point in info.outline.points.items() if not info.places[name]}
        cloth = Region(info.outline.boundary, COARSE_CHORD).polygon if free else None
        for name, point in free.items():
            if cloth and cloth.distance(PlacePoint(point.x, point.y)) >= LOST:
                where = f"{info.name}.{name}"
                beside, edge = info.nearest_edge(point)
                yield Problem(f"{where}: the point lies outside the piece, {beside:.0f} mm off {edge}",
                              "outline.beside", where, "Name a point of the cloth; a height is named with levels=.")


def lines_lie_on_cloth(parts: Sequence[tuple[Part, Polygon]], pieces: Iterable[Piece],
                       operations: Iterable[object]) -> Iterator[Problem]:
    """Lines inside pieces that leave the cloth; ``parts`` are parts with the areas inside their cut lines.

    Lines that are cut open are left to `openings_lie_inside`.
    """
    opened = {(each.on.info.name, each.at) for each in operations if isinstance(each, Opened)}
    inner = {piece.info.name: piece.info.outline.inner for piece in pieces}
    for part, cut in parts:
        if not cut.is_valid:                    # it crosses itself, which is a fault of its own
            continue
        for line in part.lines:
            if line.name not in inner[part.piece] or (part.piece, line.name) in opened:
                continue
            places = path.flatten(line.curves, COARSE_CHORD)
            drawn = LineString([(at.x, at.y) for at in places])
            if not (cut.covers(drawn) or cut.buffer(OFF_CLOTH).covers(drawn)):
                where = f"{part.piece}.{line.name}"
                beyond = max(cut.distance(PlacePoint(at.x, at.y)) for at in places)
                yield Problem(f"{where}: {drawn.difference(cut).length:.1f} of the {drawn.length:.1f} mm of this line "
                              f"lie outside the cut line, up to {beyond:.1f} mm away from the cloth",
                              "outline.inner", where, "Let it end on the edges of its piece, or inside them.")


# ---- Openings and buttons ----------------------------------------------------------------------------------------


def openings_lie_inside(operations: Iterable[object]) -> Iterator[Problem]:
    """Lines along which a piece is cut open at the machine: straight, and well inside it."""
    for operation in operations:
        if not isinstance(operation, Opened) or operation.at not in operation.on.info.outline.inner:
            continue
        for piece in {id(each): each for each in (operation.on, operation.on.other_side())}.values():
            info, shape = piece.info, piece.info.outline.inner[operation.at]
            where = f"{info.name}.{operation.at}"
            if len(shape.curves) > 1 or not shape.curves[0].straight:
                yield Problem(f"{where}: a piece is cut open along a straight line only", "outline.slit", where,
                              "Draw it with line.")
            cloth = Region(info.outline.boundary, COARSE_CHORD)
            if cloth.room_for((shape.start, shape.end)) < LEAST_OPENED:
                yield Problem(f"{where}: the opening of {shape.length:.0f} mm does not lie inside the piece",
                              "outline.slit", where, f"Let it end {LEAST_OPENED:.0f} mm or more from every edge.")


def buttons_hold(seams: Iterable[Seam], parts: CuttingList) -> Iterator[Problem]:
    """Buttons on a line inside a piece need a lap beyond it that is wide enough for them."""
    for seam in seams:
        operation = seam.operation
        if not isinstance(operation, Buttoned) or not operation.count:
            continue
        (over, _), (under, _) = sides_of(seam, parts)
        for step, inset in zip((over, under), insets_of(operation, over, under), strict=True):
            if not step.inner:
                continue
            needed = inset + operation.diameter / 2 + RIM
            there = min(min(cloth_beside(step.piece, step.shape, place))
                        for place in operation.places(step.shape.length))
            if there < needed:
                laps, wanted = apart(there, needed, places=1)
                yield Problem(f"{operation}: {laps} mm of cloth lap beyond {step}, and a button of "
                              f"{operation.diameter:.0f} mm needs {wanted}", "closing.room", str(step),
                              "Make the lap wider or the buttons smaller.", operation=str(operation))
