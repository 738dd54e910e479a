"""What is marked or cut inside a part: darts, slits, places of other pieces, buttonholes and buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..geometry import Affine, Curve, Edge, Point, between, heading, path
from ..geometry.tolerance import SAME
from .buttons import ButtonMark, drawn_mark
from .cutting_list import CuttingList
from .part import SLIT, Drill, PartDart, PartLine
from .piece import Piece
from .seam import Seam

DRILL_INSIDE = 10.0
"""A drill hole lies this far inside a dart's tip, so that the sewn dart hides it."""

DRILL_OPENED = 10.0
"""Where a piece is cut open at the sewing machine, the holes lie this far inside both ends of the cut."""

DRILL_BESIDE = 3.0
"""At the widest of a dart inside a piece, the holes lie this far inside its legs."""

STOP = 8.0
"""Length of the short line across a slit's end, where the cut stops."""


BAR = 4.0
"""Length of the bars at both ends of a buttonhole."""


def drilled_places(seams: Iterable[Seam], parts: CuttingList) -> dict[tuple[str, str], list[str]]:
    """The points where something is laid on and the lines that are cut open at the machine, by piece and half."""
    found: dict[tuple[str, str], list[str]] = {}
    for seam in seams:
        mark = seam.first[0] if seam.kind == "opened" else seam.second[0] if seam.kind == "laid" else None
        if mark is None or (seam.kind == "laid" and mark.length):
            continue
        piece = parts.parts[mark.part].piece
        half, _, name = mark.edge.rpartition(" ") if piece.info.opens else (parts.parts[mark.part].side, "", mark.edge)
        places = found.setdefault((piece.info.name, half), [])
        if name not in places and (seam.kind == "opened" or name in piece.info.outline.points):
            places.append(name)
    return found


def place_drills(piece: Piece, places: Iterable[str], stretch: Affine) -> list[Drill]:
    """Holes at points where something is laid on, and inside both ends of lines that will be cut open."""
    drills = []
    for name in places:
        line = piece.info.outline.inner.get(name)
        if line is None:
            drills.append(Drill(name, stretch(piece.info.outline.points[name])))
        else:
            start, end = stretch(line.start), stretch(line.end)
            inside = min(DRILL_OPENED, start.distance(end) / 4)
            drills += [Drill(name, start.toward(end, inside)), Drill(name, end.toward(start, inside))]
    return drills


def dart_drills(piece: Piece, edges: Mapping[str, Edge], stretch: Affine) -> list[Drill]:
    """Holes inside the tips of darts, and at the widest of those inside the piece."""
    drills = [Drill("dart", placed.point.toward(between(placed.start, placed.end, 0.5), DRILL_INSIDE))
              for edge in edges.values() for placed in edge.darts if placed.intake.tip]
    for name, dart in piece.info.outline.darts.items():
        shape = dart.moved(stretch)
        drills += [Drill(name, tip.toward(shape.middle, min(DRILL_INSIDE, tip.distance(shape.middle) / 2)))
                   for tip in shape.tips]
        drills += [Drill(name, side.toward(shape.middle, min(DRILL_BESIDE, side.distance(shape.middle) / 2)))
                   for side in shape.sides]
    return drills


def darts_of(piece: Piece, edges: Mapping[str, Edge], stretch: Affine) -> list[PartDart]:
    """Every dart and pleat where it lies."""
    found = []
    for name, edge in edges.items():
        for placed in edge.darts:
            tips, kind = ((placed.point,), "dart") if placed.intake.tip else ((), "pleat")
            place = placed.intake.at * edge.length
            found.append(PartDart(kind, name, "", kind, (placed.start, placed.end), tips, place))  # type: ignore[arg-type]
    for name, dart in piece.info.outline.darts.items():
        shape = dart.moved(stretch)
        found.append(PartDart(name, "", "", "fish-eye", shape.sides, shape.tips))
    return found


def dart_lines(piece: Piece, edges: Mapping[str, Edge], stretch: Affine) -> list[PartLine]:
    """The legs of darts and the folds of pleats."""
    lines = []
    for placed in (placed for edge in edges.values() for placed in edge.darts):
        if placed.intake.tip:
            lines += [PartLine("dart", "dart", (Curve.line(mouth, placed.point),))
                      for mouth in (placed.start, placed.end)]
        else:
            inward = heading(placed.start, placed.end) + 90.0
            lines += [PartLine("pleat", "fold", (Curve.line(mouth, mouth.along(inward, placed.intake.length)),))
                      for mouth in (placed.start, placed.end)]
    return lines + [PartLine(name, "dart", (leg,)) for name, dart in piece.info.outline.darts.items()
                    for leg in dart.moved(stretch).legs]


def slit_lines(piece: Piece, edges: Mapping[str, Edge], cut_of: Mapping[str, Sequence[Curve]],
               whole: Sequence[Curve]) -> list[PartLine]:
    """Each slit as it is cut, from the cut line through its mouth to its end, and a short line across its end."""
    lines = []
    for name, sides in piece.info.outline.slits.items():
        first = edges[sides[0]]
        on_fold = len(sides) == 1
        into = not on_fold or piece.info.neighbours(name)[0] != piece.info.fold  # a half's may run out, from its end
        mouth, end = (first.start, first.end) if into else (first.end, first.start)
        if on_fold:
            start = cut_of[name][0].start if into else cut_of[name][-1].end
        else:
            start = _out_to(whole, mouth, heading(end, mouth))
        stop = _bar(end, heading(mouth, end) + 90.0, STOP)
        lines += [PartLine(name, SLIT, (Curve.line(start, end),)), PartLine(f"{name} end", "stop", (stop,))]
    return lines


def _out_to(whole: Sequence[Curve], mouth: Point, outward: float) -> Point:
    """Where the way out of a mouth meets the cut line."""
    ahead = [along for along in path.crossed_at(whole, mouth, outward) if along > SAME]
    return mouth.along(outward, min(ahead)) if ahead else mouth


def button_lines(piece: Piece, marks: Sequence[ButtonMark], stretch: Affine) -> list[PartLine]:
    """Buttonholes and buttons. Their places move with the cloth; they themselves keep their size."""
    lines = []
    for mark in marks:
        line = piece.info.outline.inner[mark.line] if mark.inner else piece.info.edges[mark.line]
        centre, along, toward = mark.shape(line)
        at = stretch(centre)
        ways = (heading(at, stretch(centre.along(way, 1.0))) for way in (along, toward))
        drawn = drawn_mark(mark, at, *ways)
        lines += [PartLine(mark.kind, mark.kind, (curve,)) for curve in drawn]
        if mark.kind == "buttonhole":  # it may lie on a line that is drawn too: bars show where it ends
            lines += [PartLine("buttonhole end", "stop", (_bar(end, drawn[0].direction(0.0) + 90.0, BAR),))
                      for end in (drawn[0].start, drawn[0].end)]
    return lines


def _bar(at: Point, way: float, length: float) -> Curve:
    return Curve.line(at.along(way, -length / 2), at.along(way, length / 2))
