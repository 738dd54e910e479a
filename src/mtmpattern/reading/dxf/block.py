"""Reading one block as one piece: its lines, marks and texts, with a half opened at its fold."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

import shapely

from mtmpattern.geometry import Point, between, heading
from mtmpattern.limits import DXF_IN_LINE, DXF_MARKS
from mtmpattern.reading.dxf.astray import about_layers
from mtmpattern.reading.dxf.content import XY, Content, Stroke
from mtmpattern.reading.dxf.foreign_tolerance import TOUCH
from mtmpattern.reading.dxf.outline import Border, Line, Outlines, by_role, find_outlines, fold_of, lines_of
from mtmpattern.reading.dxf.piece import Points, ReadDrill, ReadLine, ReadNotch, ReadPiece, RulePoint, xy_of
from mtmpattern.reading.dxf.spikes import tidied
from mtmpattern.reading.dxf.texts import (
    CUTOUT,
    DRILL,
    GRAIN,
    INTERNAL,
    MIRROR,
    NOTCH,
    PIECE_KEYS,
    PIECE_NAME,
    PLAID,
    QUANTITY,
    REFERENCE,
    SAMPLE_SIZE,
    SIZE,
    STRIPE,
    TURN,
    fields_of,
    notch_kind,
    read_quantity,
    role_of,
    rule_number,
)
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding

# ---- Notches and drill holes ----------------------------------------------------------------------------------------

ON_CUT = 0.5
"""A notch farther than this many mm from a line is not on it."""

SAME_NOTCH = 3.0
"""A notch on the sewn line within its distance from the cut line and this many mm of one on the cut line repeats it."""


def read_notches(content: Content, boundary: Sequence[XY]) -> tuple[list[ReadNotch], int]:
    """The notches, each once and at most `DXF_MARKS`, and how many were repeated."""
    found: list[ReadNotch] = []
    for dot in [dot for dot in content.dots if role_of(dot.layer) == NOTCH][:DXF_MARKS]:
        width = abs(dot.width)                              # negative for a check notch that opens the other way
        angle = None if math.isnan(dot.angle) else dot.angle % 360.0
        found.append(ReadNotch(Point(dot.x, dot.y), notch_kind(dot.layer, width), abs(dot.z) or None, width, angle))
    drawn = [stroke for stroke in content.strokes if role_of(stroke.layer) == NOTCH and len(stroke.points) > 1]
    drawn = drawn[:DXF_MARKS]
    if drawn and len(boundary) <= DXF_IN_LINE:
        ends = [end for stroke in drawn for end in (stroke.points[0], stroke.points[-1])]
        off = Border(boundary).distances(ends)
        found += [_drawn(stroke, off[2 * index] > off[2 * index + 1]) for index, stroke in enumerate(drawn)]
    kept: dict[tuple[int, int, str], ReadNotch] = {}
    for notch in found:
        x, y = round(notch.at.x / TOUCH), round(notch.at.y / TOUCH)
        beside = ((x + dx, y + dy, notch.kind) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if not any(key in kept and kept[key].at.distance(notch.at) <= TOUCH for key in beside):
            kept[x, y, notch.kind] = notch
    return list(kept.values()), len(found) - len(kept)


def _on_lines(notches: list[ReadNotch], outlines: Outlines, roles: dict[str, list[Stroke]],
              block: str) -> tuple[list[ReadNotch], list[Finding]]:
    """The notches without those that repeat another one on the sewn line, or lie on an internal line."""
    cut = outlines.cut
    if not notches or cut is None or any(line and len(line.points) > DXF_IN_LINE for line in (cut, outlines.sewn)):
        return notches, []
    places = [(notch.at.x, notch.at.y) for notch in notches]
    fold = fold_of(roles)
    off = Border(cut.points, fold).distances(places)
    from_sewn = Border(outlines.sewn.points, fold).distances(places) if outlines.sewn else off + ON_CUT
    chords = [pair for stroke in roles.get(INTERNAL, ()) for pair in pairwise(stroke.points)][:DXF_IN_LINE]
    inner = shapely.STRtree(shapely.linestrings(chords)) if chords else None
    kept: list[ReadNotch] = []
    twice = inside = 0
    for notch, far, sewn in zip(notches, off, from_sewn, strict=True):
        if far > ON_CUT and sewn <= ON_CUT and any(
                other.at.distance(notch.at) <= far + SAME_NOTCH and away <= ON_CUT
                for other, away in zip(notches, off, strict=True)):
            twice += 1
        elif far > ON_CUT and sewn > ON_CUT and inner is not None and len(
                inner.query(shapely.Point(notch.at.x, notch.at.y), predicate="dwithin", distance=ON_CUT)):
            inside += 1
        else:
            kept.append(notch)
    found = []
    if twice:
        found.append(Finding("dxf.notch_twice", NOTE, f"{twice} notches stand on both the cut line and the sewn "
                             "line", "Each was read once.", block))
    if inside:
        found.append(Finding("dxf.notch", WARNING, f"{inside} notches lie on internal lines, not on the cut line",
                             "They were left out.", block))
    return kept, found


def _drawn(stroke: Stroke, backward: bool) -> ReadNotch:
    """A notch drawn as a line from the boundary inward, or as the two sides of a V."""
    points = [Point(*at) for at in stroke.points]
    first, last = points[0], points[-1]
    if len(points) == 2:
        a, b = (last, first) if backward else (first, last)
        return ReadNotch(a, notch_kind(stroke.layer, 0.0), a.distance(b), 0.0, heading(a, b))
    mouth = Point((first.x + last.x) / 2, (first.y + last.y) / 2)
    tip = max(points, key=mouth.distance)
    return ReadNotch(mouth, notch_kind(stroke.layer, first.distance(last)), mouth.distance(tip), first.distance(last),
                     heading(mouth, tip))


def read_drills(content: Content) -> list[ReadDrill]:
    """The drill holes: a POINT has its diameter as height, a circle has its true size."""
    points = [ReadDrill(Point(dot.x, dot.y), abs(dot.z)) for dot in content.dots if role_of(dot.layer) == DRILL]
    points = points[:DXF_MARKS]
    circles = (ring for ring in content.rings if role_of(ring.layer) == DRILL)
    return points + [ReadDrill(Point(ring.x, ring.y), 2 * ring.radius) for ring in circles][:DXF_MARKS]


# ---- Halves on the fold ---------------------------------------------------------------------------------------------

ON_FOLD = 0.1
"""A vertex within this many mm of the mirror line lies on it."""

Side: TypeAlias = Callable[[XY], float]


def side_of(fold: tuple[XY, XY]) -> Side:
    """A function that returns how far a point lies to the left of the mirror line, in mm."""
    (x0, y0), (x1, y1) = fold
    far = math.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / far, (y1 - y0) / far
    return lambda at: ux * (at[1] - y0) - uy * (at[0] - x0)


def over(fold: tuple[XY, XY]) -> Callable[[XY], XY]:
    """A function that mirrors a point over the line."""
    (x0, y0), (x1, y1) = fold
    far = math.hypot(x1 - x0, y1 - y0)
    ux, uy, left = (x1 - x0) / far, (y1 - y0) / far, side_of(fold)

    def mirrored(at: XY) -> XY:
        away = 2 * left(at)
        return at[0] + away * uy, at[1] - away * ux

    return mirrored


def opened_ring(ring: Sequence[XY], fold: tuple[XY, XY]) -> list[XY] | None:
    """The whole outline of a half, without its fold, or ``None`` if it cannot be opened.

    That is when no two neighbouring vertices lie on the mirror line, or the half lies on both sides of it.
    """
    left = side_of(fold)
    away = [left(at) for at in ring]
    if max(away) > ON_FOLD and min(away) < -ON_FOLD:
        return None
    on = [abs(distance) <= ON_FOLD for distance in away]
    if all(on) or not any(on):
        return None
    count = len(ring)
    runs: list[tuple[float, int, int]] = []                 # length of a run along the fold, its first and last vertex
    for start in range(count):
        if on[start] and not on[start - 1]:
            last = start
            while on[(last + 1) % count]:
                last += 1
            runs.append((math.dist(ring[start], ring[last % count]), start, last))
    length, first, last = max(runs)
    if length <= ON_FOLD:
        return None
    arc = [ring[index % count] for index in range(last, first + count + 1)]
    mirrored = over(fold)
    return arc + [mirrored(at) for at in arc[-2:0:-1]]


# ---- A block as a piece ---------------------------------------------------------------------------------------------

INNER = (CUTOUT, REFERENCE, STRIPE, PLAID)
NOT_MIRRORED = "NM"
"""AccuMark's mark beside an internal line that the other half does not have."""


def piece_of(content: Content, block: str, opening: bool) -> tuple[ReadPiece | None, list[Finding]]:
    """The piece that a block draws, or ``None`` for a block without an outline, and the findings about it."""
    words = [each.text.strip() for each in content.words if each.text.strip()]
    fields = fields_of(words, PIECE_KEYS)
    roles = by_role(content)
    outlines = find_outlines(roles, block)
    if outlines.cut is None:
        missing = Finding("dxf.open", FAULT, "the block has no cut line", "Nothing can be cut from it.", block)
        return None, [missing] if PIECE_NAME in fields or content.dots else []
    found = [*outlines.findings, *_about_lines(outlines, block)]
    for what, line in (("cut", outlines.cut), ("sewn", outlines.sewn)):
        found += _tidied(line, what, block) if line else ()
    found += about_layers(content, roles, outlines, block)
    notches, twice = read_notches(content, outlines.cut.points)
    notches, about = _on_lines(notches, outlines, roles, block)
    found += about
    marks = max(sum(role_of(dot.layer) == role for dot in content.dots) for role in (NOTCH, DRILL))
    if marks > DXF_MARKS:
        found.append(Finding("dxf.dense", FAULT, f"the piece has {marks} notches or drill holes",
                             f"The first {DXF_MARKS} were read; is it a piece?", block))
    if twice:
        found.append(Finding("dxf.notch_twice", NOTE, f"{twice} notches are repeated at one place",
                             "Each was read once; chained outlines repeat them.", block))
    quantity = read_quantity(fields[QUANTITY]) if QUANTITY in fields else None
    if QUANTITY in fields and quantity is None and not fields[QUANTITY].strip("0,;/ "):
        found.append(Finding("dxf.quantity", WARNING, f"Quantity: {fields[QUANTITY][:40] or 'nothing'} is read as not "
                             "given", "One is cut; AccuMark writes 0 where no number was entered.", block))
    elif QUANTITY in fields and quantity is None:
        found.append(Finding("dxf.quantity", FAULT, f"Quantity: {fields[QUANTITY][:40]} cannot be read",
                             "Write one number, or right and left as in 1,1.", block))
    size = fields.get(SIZE) or fields_of(words, frozenset((SAMPLE_SIZE,))).get(SAMPLE_SIZE, "")
    piece = ReadPiece(
        fields.get(PIECE_NAME) or _without_size(block, size), block, size, quantity, fields, tuple(words),
        cut=_ring(outlines.cut), sewn=_ring(outlines.sewn), grain=_longest(roles.get(GRAIN, ())),
        notches=tuple(notches), drills=tuple(read_drills(content)), lines=tuple(_inner(roles, outlines)),
        mirror=_longest(roles.get(MIRROR, ())),
        rules=tuple(RulePoint(number, Point(each.x, each.y)) for each in content.words
                    if (number := rule_number(each.text)) is not None),
        turns=tuple(Point(dot.x, dot.y) for dot in content.dots if role_of(dot.layer) == TURN),
        gap=outlines.cut.gap)
    if piece.mirror and opening:
        piece, more = _opened(piece, content)
        found += more
    return piece, found


def _about_lines(outlines: Outlines, block: str) -> Iterator[Finding]:
    for what, line in (("cut", outlines.cut), ("sewn", outlines.sewn)):
        if line and line.repeated:
            yield Finding("dxf.vertex", NOTE, f"the {what} line has {line.repeated} repeated vertices",
                          "Each was read once.", block, Point(*line.points[0]))
    if not outlines.spare:
        return
    said = f"{len(outlines.spare) + 1} closed lines lie on the layers of outlines"
    border = Border(outlines.cut.points) if outlines.cut and abs(outlines.cut.area) > 0 else None
    apart = next((line for line in outlines.spare if border and border.outside(line.points).min() > 0), None)
    if apart:
        yield Finding("dxf.outlines", FAULT, f"{said}, and one lies outside the largest",
                      "It was read as an internal line; draw each piece in a block of its own.", block,
                      Point(*apart.points[0]))
    else:
        yield Finding("dxf.outlines", WARNING, said, "The largest is the outline; the others were read as internal "
                      "lines.", block, Point(*outlines.spare[0].points[0]))


def _tidied(line: Line, what: str, block: str) -> Iterator[Finding]:
    """Leave off what no cutter can cut."""
    if len(line.points) > DXF_IN_LINE:
        return
    tidy = tidied(line.points)
    line.points = tidy.ring
    if tidy.hair:
        yield Finding("dxf.loop", NOTE, f"the {what} line runs {tidy.hair:.3f} mm out and back",
                      "It was left off; it holds no cloth.", block, Point(*tidy.hair_at))
    if tidy.loop:
        yield Finding("dxf.loop", NOTE, f"the {what} line has a loop of {tidy.loop:.3f} mm",
                      "It was left off; no cutter is that fine.", block, Point(*tidy.loop_at))


def _without_size(block: str, size: str) -> str:
    """The name of a piece, from a block name ``<piece>_<size>``."""
    return block.removesuffix(f"_{size}") or block if size else block


def _ring(line: Line | None) -> Points:
    if line is None:
        return ()
    points = tuple(Point(*at) for at in line.points)
    return points if line.area >= 0 else (points[0], *reversed(points[1:]))


def _longest(strokes: Sequence[Stroke]) -> tuple[Point, Point] | None:
    """Both ends of the longest straight line."""
    ends = [(stroke.points[0], stroke.points[-1]) for stroke in strokes if len(stroke.points) > 1]
    if not ends:
        return None
    a, b = max(ends, key=lambda pair: math.dist(*pair))
    return (Point(*a), Point(*b)) if math.dist(a, b) > 0 else None


def _inner(roles: dict[str, list[Stroke]], outlines: Outlines) -> Iterator[ReadLine]:
    drawn = [stroke for index, stroke in enumerate(roles.get(INTERNAL, ())) if index not in outlines.used]
    for role, strokes in ((INTERNAL, drawn), *((role, roles.get(role, ())) for role in INNER)):
        for stroke in strokes:                              # one at a time: lines that meet are still two lines
            for line in lines_of([stroke]):
                yield ReadLine(role, tuple(Point(*at) for at in line.points), line.closed)
    for line in (*outlines.spare, *outlines.strays):
        yield ReadLine(INTERNAL, tuple(Point(*at) for at in line.points), line.closed)


# ---- Opening a half -------------------------------------------------------------------------------------------------

def _opened(piece: ReadPiece, content: Content) -> tuple[ReadPiece, list[Finding]]:
    a, b = piece.mirror or (Point(0, 0), Point(0, 0))
    fold = ((a.x, a.y), (b.x, b.y))
    rings = [opened_ring(xy_of(ring), fold) if ring else [] for ring in (piece.cut, piece.sewn)]
    if rings[0] is None or rings[1] is None:
        which, ring = ("cut", piece.cut) if rings[0] is None else ("sewn", piece.sewn)
        along = (between(a, b, share) for share in (0.25, 0.5, 0.75))
        off = max(Border(xy_of(ring)).distances([(at.x, at.y) for at in along]))
        return piece, [Finding("dxf.mirror", FAULT, f"the mirror line is not an edge of the {which} line, but up to "
                               f"{off:.2f} mm off it",
                               "The half could not be opened; both ends of the line should be vertices.",
                               piece.block, a)]
    mirror, left = over(fold), side_of(fold)

    def there(at: Point) -> Point:
        return Point(*mirror((at.x, at.y)))

    def apart(at: Point) -> bool:
        return abs(left((at.x, at.y))) > 0.1

    axis = math.degrees(math.atan2(b.y - a.y, b.x - a.x))
    single = {_cell(each.x, each.y) for each in content.words if each.text.strip() == NOT_MIRRORED}
    cut, sewn = (tuple(Point(*at) for at in ring or ()) for ring in rings)
    return replace(
        piece, cut=cut, sewn=sewn, opened=True,
        notches=piece.notches + tuple(
            replace(each, at=there(each.at), angle=None if each.angle is None else (2 * axis - each.angle) % 360.0)
            for each in piece.notches if apart(each.at)),
        drills=piece.drills + tuple(replace(each, at=there(each.at)) for each in piece.drills if apart(each.at)),
        lines=piece.lines + tuple(
            replace(each, points=tuple(there(at) for at in each.points)) for each in piece.lines
            if each.kind in {INTERNAL, CUTOUT} and any(map(apart, each.points)) and not _beside(each, single)),
        turns=piece.turns + tuple(there(at) for at in piece.turns if apart(at))), []


def _beside(line: ReadLine, cells: Collection[tuple[int, int]]) -> bool:
    """Whether one of the places is within a millimetre or two of a vertex of the line."""
    around = ((x + dx, y + dy) for x, y in (_cell(at.x, at.y) for at in line.points if cells)
              for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return any(cell in cells for cell in around)


def _cell(x: float, y: float) -> tuple[int, int]:
    return round(x), round(y)
