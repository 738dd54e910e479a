"""What is marked or cut inside a part: darts, slits, places of other pieces, buttonholes and buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mtmpattern.geometry import SLIT, Affine, Curve, Edge, Point, between, heading, path, turn
from mtmpattern.geometry.tolerance import SAME
from mtmpattern.pattern.model.operation import Buttoned
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.run import Step
from mtmpattern.pattern.parts.part import Drill, PartDart, PartLine
from mtmpattern.pattern.seams.cutting_list import CuttingList
from mtmpattern.pattern.seams.seam import EdgeSpan, Seam

# ---- Buttonholes and buttons -------------------------------------------------------------------------------------


ALONG, ACROSS = "along", "across"

LONGER = 3.0
"""A buttonhole is this many mm longer than its button is wide."""

BEYOND = 3.0
"""A buttonhole across the closing begins this far beyond the button's place, where the button will pull to."""

FROM_EDGE = 6.0
"""On an edge that closes, a button's rim stays this many mm inside."""
SAME_LENGTH = 1.0
"""The ends of a band are as long as each other within this many mm."""


@dataclass(frozen=True, slots=True)
class ButtonMark:
    """The buttonhole or button at ``place`` mm along an edge or inner line as drafted, and ``inset`` mm beside it.

    ``toward`` is +1 where the inset lies to the left of the line, into the cloth of an edge, and -1 to its right.
    ``length`` is that of the hole or the width of the button; ``way`` that of a hole.
    """

    kind: str
    line: str
    inner: bool
    place: float
    inset: float
    toward: int
    length: float
    way: str = ""

    def shape(self, line: Edge) -> tuple[Point, float, float]:
        """Its centre, and the directions along the line and toward the inset, on the line as drafted."""
        curve, t = line.place(self.place)
        along = curve.direction(t)
        toward = along + 90.0 * self.toward
        return curve.point(t).along(toward, self.inset), along, toward


def button_marks(seams: Iterable[Seam], parts: CuttingList) -> dict[tuple[str, str], list[ButtonMark]]:
    """The marks of all buttonholes and buttons, by the piece and half they lie on."""
    found: dict[tuple[str, str], list[ButtonMark]] = {}
    for seam in seams:
        if isinstance(seam.operation, Buttoned) and seam.operation.count:
            for piece, half, mark in _marks_of(seam.operation, sides_of(seam, parts)):
                found.setdefault((piece, half), []).append(mark)
    return found


Side = tuple[Step, str]
"""One side of a closing: an edge or line of a piece as drafted for that side of the wearer, and the side."""


def sides_of(seam: Seam, parts: CuttingList) -> tuple[Side, Side]:
    """The side of a closing that laps over, and the one that lies under."""
    return _side(seam.first[0], parts), _side(seam.second[0], parts)


def _side(span: EdgeSpan, parts: CuttingList) -> Side:
    part = parts.parts[span.part]
    if span.edge in part.edges:
        edge = part.edges[span.edge]
        return Step(edge.piece, edge.edge), edge.half
    half, name = part.line_on(span.edge)
    piece = next(edge.piece for edge in part.ring if edge.half == half)
    return Step(piece, name, inner=True), half


def _marks_of(operation: Buttoned, sides: tuple[Side, Side]) -> Iterator[tuple[str, str, ButtonMark]]:
    insets = insets_of(operation, sides[0][0], sides[1][0])
    for kind, (step, half), inset in zip(("buttonhole", "button"), sides, insets, strict=True):
        shape, hole = step.shape, kind == "buttonhole"
        way = operation.holes or (ALONG if step.inner else ACROSS)
        for down in operation.places(shape.length):
            place = down if shape.start.y >= shape.end.y - SAME else shape.length - down
            toward = overlap_side(step, place) if step.inner else 1
            yield step.piece.info.name, half, ButtonMark(
                kind, step.edge, step.inner, place, inset, toward,
                operation.diameter + LONGER if hole else operation.diameter, way if hole else "")


def insets_of(operation: Buttoned, over: Step, under: Step) -> tuple[float, float]:
    """The distance of the buttons from each line; 0 for lines inside pieces, which lie on each other when closed."""
    if over.inner and under.inner:
        return 0.0, 0.0
    if operation.inset is not None:
        return operation.inset, operation.inset
    if not (over.inner or under.inner) and _is_tab(over, under):  # the middle of the tab
        return under.length / 2, over.length / 2
    usual = operation.diameter / 2 + FROM_EDGE
    return usual, usual


def _is_tab(over: Step, under: Step) -> bool:
    """Whether ``under`` is the foot of a tab: square to the end that closes over it, or to the tab's own, as long end.

    On a band that curves, the end that closes lies at another angle; one of two parts has it on another piece.
    """
    edges = under.piece.info.edges
    names = list(edges)
    at = names.index(under.edge)
    ends = (edges[names[at - 1]], edges[names[(at + 1) % len(names)]])
    square = [end for end in ends if abs(end.length - over.length) < SAME_LENGTH]
    if over.piece.info.name == under.piece.info.name:
        square.append(over.shape)
    return any(45.0 < abs(turn(end.leaving, under.shape.leaving)) % 180.0 < 135.0 for end in square)


def overlap_side(step: Step, place: float) -> int:
    """The side of an inner line with less cloth, the overlap: +1 left of the way it was drawn, -1 right."""
    left, right = cloth_beside(step.piece, step.shape, place)
    return 1 if left < right else -1


def cloth_beside(piece: Piece, line: Edge, place: float) -> tuple[float, float]:
    """Millimetres of cloth to the left and to the right of a place on a line inside a piece, square to it."""
    curve, t = line.place(place)
    at, way = curve.point(t), curve.direction(t) + 90.0
    hits = path.crossed_at(piece.info.outline.boundary, at, way)
    return (min((hit for hit in hits if hit >= -SAME), default=0.0),
            -max((hit for hit in hits if hit <= SAME), default=0.0))


def drawn_mark(mark: ButtonMark, centre: Point, along: float, toward: float) -> tuple[Curve, ...]:
    """The lines of a mark: a short line for a buttonhole, the two of a cross for a button."""
    if mark.kind == "button":
        reach = mark.length / 2
        return tuple(Curve.line(centre.along(way, -reach), centre.along(way, reach)) for way in (along, toward))
    if mark.way == ALONG:
        return (Curve.line(centre.along(along, -mark.length / 2), centre.along(along, mark.length / 2)),)
    edge = toward + 180.0 if not mark.inner else toward  # an edge closes on the far side from its cloth
    start = centre.along(edge, BEYOND)
    return (Curve.line(start, start.along(edge + 180.0, mark.length)),)


# ---- Darts, slits, places of other pieces ------------------------------------------------------------------------


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
        part = parts.parts[mark.part]
        piece, (half, name) = part.piece, part.line_on(mark.edge)
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
