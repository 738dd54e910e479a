"""Checks of what lies inside a piece: slits, darts that touch no edge, and buttons on a lap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mtmpattern.errors import Problem
from mtmpattern.geometry import Diamond, Point, Region, shapes_apart
from mtmpattern.pattern.model.operation import Buttoned, Opened
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.parts.marks import cloth_beside, insets_of, sides_of
from mtmpattern.pattern.seams.cutting_list import CuttingList
from mtmpattern.pattern.seams.seam import Seam
from mtmpattern.units import apart

COARSE = 0.05
"""Chords this close to an outline, in mm, are fine enough to tell what lies inside it."""

LEAST_BESIDE = 2.0
"""A slit leaves at least this much cloth between itself and any edge, in mm."""

LEAST_OPENED = 12.0
"""Cloth between an edge and a line that is cut open at the machine: the seams of a welt must fit between, in mm."""

LEAST_ROUND = 5.0
"""A dart inside a piece stays this many mm from every edge; a nearer one should run into the edge."""

STEEPEST = 0.25
"""The most half-width of a dart, as a share of the way to its nearer tip; above it the tip cannot be pressed flat."""

RIM = 1.0
"""Cloth that a button must have beyond its rim where it laps, in mm."""


def lies_inside(pieces: Iterable[Piece]) -> Iterator[Problem]:
    """Slits and inner darts that leave their piece, run into each other, or cannot be sewn."""
    for piece in pieces:
        outline = piece.info.outline
        if outline.slits or outline.darts:
            yield from _lies_inside(piece)


def _lies_inside(piece: Piece) -> Iterator[Problem]:
    info = piece.info
    cloth = Region(info.outline.boundary, COARSE)
    taken: list[tuple[str, tuple[Point, ...]]] = [
        (f"a dart of {name}", (dart.start, dart.point, dart.end)) for name, edge in info.edges.items()
        for dart in edge.darts if dart.intake.tip]
    for name, sides in info.outline.slits.items():
        first = info.edges[sides[0]]
        if len(sides) == 2:
            inside = first.start.toward(first.end, min(2 * LEAST_ROUND, first.length / 2))
            if cloth.room_for((inside, first.end)) < LEAST_BESIDE:
                yield Problem(f"{info.name}.{name}: the slit of {first.length:.1f} mm does not lie inside the piece",
                              "outline.slit", f"{info.name}.{name}",
                              f"Let it end inside, {LEAST_BESIDE:.0f} mm or more from every edge.")
        taken.append((name, (first.start, first.end)))
    for name, dart in info.outline.darts.items():
        shape = dart.shape
        yield from _dart_can_be_sewn(piece, name, shape, cloth)
        taken.append((name, shape.corners))
    yield from _apart(piece, taken)


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


def _apart(piece: Piece, taken: Sequence[tuple[str, tuple[Point, ...]]]) -> Iterator[Problem]:
    for i, (name, shape) in enumerate(taken):
        for other, beside in taken[i + 1:]:
            if shapes_apart(shape, beside) <= 0:
                yield Problem(f"{piece.info.name}: {name} and {other} run into each other", "intake.crossing",
                              piece.info.name, "Move one of them, or make it shorter or narrower.")


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
            cloth = Region(info.outline.boundary, COARSE)
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
                              "Make the lap wider or the buttons smaller.")
