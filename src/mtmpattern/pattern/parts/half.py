"""One drafted half as it is cut: sewn lines stretched for shrinkage, allowances laid on, notches cut through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from mtmpattern.geometry import FOLD, SLIT, Affine, Corner, Curve, Curves, CutLine, Edge, Margin, Point, heading, path
from mtmpattern.geometry.cut_line import crossing_themselves, drawn_cut_line
from mtmpattern.geometry.tolerance import SAME
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.parts.marks import (
    ButtonMark,
    button_lines,
    dart_drills,
    dart_lines,
    darts_of,
    place_drills,
    slit_lines,
)
from mtmpattern.pattern.parts.part import Drill, PartDart, PartEdge, PartLine, PartNotch
from mtmpattern.pattern.seams.claims import Claim, Claims
from mtmpattern.pattern.seams.cutting_list import ListedPart, edge_name
from mtmpattern.pattern.seams.notches import Notch

# ---- Notches as they are cut -------------------------------------------------------------------------------------


LEFT_STANDING = 3.0
"""A notch ends this many millimetres before the sewn line."""

DEEPEST = 7.0
"""A notch is never deeper than this many millimetres, however wide the hem."""

IN_A_RAW_EDGE = 2.0
"""How deep a notch is cut where there is no allowance to cut it in."""


def cut_notch(notch: Notch, piece: Piece, edges: Mapping[str, Edge], here: Curves, whole: Curves) -> PartNotch:
    """A notch square to the sewn line, or along the neighbour's line where it marks that line's end.

    ``edges`` are the piece's, stretched for shrinkage; ``here`` is the edge's stretch of the ``whole`` cut line.
    """
    drafted, edge = piece.info.edges[notch.edge], edges[notch.edge]
    curve, t = _same_place(drafted, edge, notch.at)
    at, outward = curve.point(t), curve.direction(t) - 90.0
    if notch.reason in ("centre", "hem", "fold") and _is_end(notch.at, drafted.length):
        before, after = piece.info.neighbours(notch.edge)
        outward = edges[before].arriving if notch.at <= SAME else edges[after].leaving + 180.0
    return _through(notch.reason, at, outward, here, whole)


def _is_end(at: float, length: float) -> bool:
    return at <= SAME or at >= length - SAME


def _same_place(drafted: Edge, edge: Edge, mm: float) -> tuple[Curve, float]:
    """The place on the stretched edge that was ``mm`` along the drafted one; affine moves keep curve parameters."""
    if drafted is edge:
        return edge.place(mm)
    curve, t = drafted.place(mm)
    stretches = drafted.trued.sewn
    for i, stretch in enumerate(stretches):
        for j, candidate in enumerate(stretch):
            if candidate is curve:
                return edge.trued.sewn[i][j], t
    return edge.place(mm * edge.length / drafted.length)


def _through(name: str, at: Point, outward: float, here: Curves, whole: Curves) -> PartNotch:
    for curves in (here, whole):
        ahead = [along for along in path.crossed_at(curves, at, outward) if along >= -SAME]
        if ahead:
            width = max(min(ahead), 0.0)
            depth = min(max(width - LEFT_STANDING, width / 2), DEEPEST) if width > SAME else IN_A_RAW_EDGE
            return PartNotch(name, at, at.along(outward, width), (outward + 180.0) % 360.0, depth)
    return PartNotch(name, at, at, (outward + 180.0) % 360.0, IN_A_RAW_EDGE)


def leg_notches(edge: Edge, whole: Curves) -> list[PartNotch]:
    """Both legs of a dart or pleat, cut in the direction of the leg."""
    found = []
    for placed in edge.darts:
        for mouth in (placed.start, placed.end):
            outward = heading(placed.point, mouth) if placed.intake.tip else heading(placed.start, placed.end) - 90.0
            found.append(_through("dart" if placed.intake.tip else "pleat", mouth, outward, whole, whole))
    return found


# ---- Halves ------------------------------------------------------------------------------------------------------


GRAIN = {"bias": 45.0, "cross": 0.0, "either": 90.0}
"""The direction of the warp, in degrees, of the named grains."""


@dataclass(frozen=True, slots=True)
class Half:
    """A half with everything that lies on it, in the frame it was drafted in, outline counter-clockwise.

    ``warp`` is the direction of the warp in degrees.
    """

    edges: tuple[PartEdge, ...]
    notches: tuple[PartNotch, ...]
    drills: tuple[Drill, ...]
    lines: tuple[PartLine, ...]
    warp: float
    points: Mapping[str, Point] = field(default_factory=dict)
    darts: tuple[PartDart, ...] = ()
    repaired: bool = False
    """Whether allowances ran into each other and the cut line had to be evened."""

    def moved(self, move: Affine) -> Half:
        """After a move of everything on it."""
        if move.is_identity:
            return self
        lengths = {edge.edge: edge.length for edge in self.edges} if move.mirrors and self.darts else {}
        edges = tuple(edge.moved(move) for edge in self.edges)
        origin = Point(0.0, 0.0)
        return Half(edges[::-1] if move.mirrors else edges, tuple(notch.moved(move) for notch in self.notches),
                    tuple(drill.moved(move) for drill in self.drills), tuple(line.moved(move) for line in self.lines),
                    heading(move(origin), move(origin.along(self.warp, 1.0))),
                    {name: move(point) for name, point in self.points.items()},
                    tuple(dart.moved(move, lengths.get(dart.edge, 0.0)) for dart in self.darts), self.repaired)

    def of(self, half: str) -> Half:
        """The same, as the half of that name of a part."""
        if half == self.edges[0].half:
            return self
        return replace(self, edges=tuple(edge.called(edge.name, half) for edge in self.edges),
                       lines=tuple(line._replace(half=half) for line in self.lines),
                       darts=tuple(replace(dart, half=half) for dart in self.darts))


def warp_direction(piece: Piece) -> float:
    """The direction of the warp on the piece as drafted, in degrees."""
    grain = piece.info.grain
    return GRAIN[grain] if isinstance(grain, str) else float(grain)


class CutLines:
    """The cut lines of one piece: two halves or two cloths with the same allowances have one."""

    def __init__(self) -> None:
        self._known: list[tuple[list[Margin], CutLine]] = []

    def of(self, margins: list[Margin]) -> CutLine:
        """The cut line outside an outline, drawn once; `mend_crossings` checks later whether it crosses itself."""
        for known, line in self._known:
            if known == margins:
                return line
        line = drawn_cut_line(margins)
        self._known.append((margins, line))
        return line

    @property
    def drawn(self) -> list[CutLine]:
        """The lines so far."""
        return [line for _, line in self._known]

    def mend(self, number: int) -> None:
        """Draw one of the lines again, without crossings."""
        margins, _ = self._known[number]
        self._known[number] = margins, drawn_cut_line(margins, mend=True)


def mend_crossings(pieces: Iterable[CutLines]) -> bool:
    """Mend all lines that cross themselves, checked for all pieces together; whether there were any."""
    places = [(lines, number, line) for lines in pieces for number, line in enumerate(lines.drawn)]
    crossed = crossing_themselves([line for _, _, line in places])
    for (lines, number, _), crosses in zip(places, crossed, strict=True):
        if crosses:
            lines.mend(number)
    return any(crossed)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks that seams put on one half: notches, the names of places to drill, and buttons.

    ``elsewhere`` are the names that are drilled only on the other half, so that this one is not marked with them.
    """

    notches: Sequence[Notch] = ()
    drilled: Sequence[str] = ()
    buttons: Sequence[ButtonMark] = ()
    elsewhere: AbstractSet[str] = frozenset()


def cut_half(part: ListedPart, half: str, claims: Claims, stretch: Affine, lines: CutLines, marks: Marks) -> Half:
    """One half of a part as it is cut.

    ``stretch`` is the growth along warp and weft in the frame of the drawing, ``lines`` the piece's cut lines that are
    known already.
    """
    piece, cut = part.drafted_for(half), part.cut
    edges = {name: edge.moved(stretch) for name, edge in piece.info.edges.items()}
    margins, owners = _margins(part, half, edges, claims)
    line = lines.of(margins)
    cut_of: dict[str, list[Curve]] = {name: [] for name in edges}
    for owner, curves in zip(owners, line.stretches, strict=True):
        cut_of[owner].extend(curves)
    bounds = tuple(PartEdge(name, name, half, edge.outline, _sewn(edge), slit=edge.kind == SLIT and not cut_of[name],
                            cut=tuple(cut_of[name]), kind=edge.kind) for name, edge in edges.items())
    points = {name: stretch(point) for name, point in piece.info.outline.points.items()}
    warp = warp_direction(piece)
    if cut.trimmed is not None:
        return Half(bounds, (), (), (), warp, points, (), bool(line.repaired))
    whole = tuple(c for edge in bounds for c in edge.cut)
    cuts = [cut_notch(notch, piece, edges, tuple(cut_of[notch.edge]), whole) for notch in marks.notches]
    cuts += [notch for edge in edges.values() for notch in leg_notches(edge, whole)]
    drills = dart_drills(piece, edges, stretch)
    drills += place_drills(piece, marks.drilled, stretch)
    drawn = [*slit_lines(piece, edges, cut_of, whole), *dart_lines(piece, edges, stretch)]
    drawn += [PartLine(name, FOLD if inner.kind == FOLD else "mark", inner.moved(stretch).curves)
              for name, inner in piece.info.outline.inner.items() if name not in marks.elsewhere]
    drawn += button_lines(piece, marks.buttons, stretch)
    darts = darts_of(piece, edges, stretch)
    if half:
        drawn = [PartLine(each.name, each.kind, each.curves, half) for each in drawn]
        darts = [replace(dart, half=half) for dart in darts]
    return Half(bounds, tuple(cuts), tuple(drills), tuple(drawn), warp, points, tuple(darts), bool(line.repaired))


def _sewn(edge: Edge) -> Curves:
    """The sewn stretches of an edge in one; without intakes, the outline itself."""
    return tuple(c for stretch in edge.trued.sewn for c in stretch) if edge.intakes else edge.curves


_Stretch = tuple[str, Curves, float, bool, tuple[float, float]]
"""A stretch of the outline: its edge, its curves, how wide its allowance is, whether it is a hem, and its flare."""

UNFLARED = (0.0, 0.0)


def _margins(part: ListedPart, half: str, edges: Mapping[str, Edge],
             claims: Claims) -> tuple[list[Margin], list[str]]:
    """The allowance of each edge, split where its width changes, with the corner at each end."""
    piece, cut = part.drafted_for(half), part.cut
    stretches: list[_Stretch] = []
    for name in piece.info.outline.outer:
        edge, here = edges[name], claims.get((part.outermost, edge_name(piece, name, half)), ())
        if edge.kind != "seam":
            stretches.append((name, edge.curves, 0.0, False, UNFLARED))
        elif cut.trimmed is not None:
            stretches.append((name, edge.outline, -cut.trimmed, False, UNFLARED))
        elif len({(claim.width, claim.is_hem) for claim in here}) <= 1:
            width, hem = (here[0].width, here[0].is_hem) if here else (0.0, False)
            flare = (here[0].flare[0], here[-1].flare[1]) if here else UNFLARED
            stretches.append((name, edge.outline, width, hem, flare))
        else:
            stretches.extend(_split(name, edge, piece.info.edges[name].length, here))
    margins = []
    for (name, curves, width, hem, flare), (after, _, _, next_hem, _) in zip(stretches, [*stretches[1:], stretches[0]],
                                                                  strict=True):
        folds = edges[name].kind != "seam" or edges[after].kind != "seam"
        corner = Corner.MITRE
        if hem != next_hem and not folds and name != after:
            corner = Corner.HEM_FIRST if hem else Corner.HEM_SECOND
        margins.append(Margin(curves, width, corner, edges[name].kind != "seam", flare))
    return margins, [name for name, *_ in stretches]


def _split(name: str, edge: Edge, length: float, here: Sequence[Claim]) -> list[_Stretch]:
    """One edge with several claims; places scale with the edge where it was stretched for shrinkage."""
    scale = edge.length / length
    parts = [(name, edge.part(claim.start * scale, claim.end * scale), claim.width, claim.is_hem, claim.flare)
             for claim in here]
    return [part for part in parts if part[1]]
