"""One block as one piece: its lines told apart, its marks and texts read, a half opened."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ..geometry import Point
from .findings import FAULT, NOTE, WARNING, Finding
from .folded import opened_ring, over, side_of
from .layers import CUTOUT, DRILL, GRAIN, INTERNAL, MIRROR, NOTCH, PLAID, REFERENCE, STRIPE, TURN, role_of
from .limits import MOST_MARKS
from .lines import Line
from .marks import read_drills, read_notches
from .outlines import Outlines, by_role, find_outlines, lines_of
from .piece import Points, ReadLine, ReadPiece, RulePoint
from .shapes import XY, Content, Stroke
from .texts import PIECE_KEYS, PIECE_NAME, QUANTITY, SIZE, fields_of, read_quantity, rule_number

INNER = (CUTOUT, REFERENCE, STRIPE, PLAID)
NOT_MIRRORED = "NM"
"""AccuMark's mark beside an internal line that the other half has not."""


def piece_of(content: Content, block: str, opening: bool) -> tuple[ReadPiece | None, list[Finding]]:
    """The piece that a block draws, or ``None`` for a block without an outline; and what there is to say of it."""
    words = [each.text.strip() for each in content.words if each.text.strip()]
    fields = fields_of(words, PIECE_KEYS)
    roles = by_role(content)
    outlines = find_outlines(roles, block)
    if outlines.cut is None:
        missing = Finding("dxf.open", FAULT, "the block has no cut line", "Nothing can be cut from it.", block)
        return None, [missing] if PIECE_NAME in fields or content.dots else []
    found = [*outlines.findings, *_about_lines(outlines, block)]
    notches, twice = read_notches(content, outlines.cut.points)
    marks = max(sum(role_of(dot.layer) == role for dot in content.dots) for role in (NOTCH, DRILL))
    if marks > MOST_MARKS:
        found.append(Finding("dxf.dense", FAULT, f"the piece has {marks} notches or drill holes",
                             f"The first {MOST_MARKS} were read; is it a piece?", block))
    if twice:
        found.append(Finding("dxf.notch_twice", NOTE, f"{twice} notches stand twice at one place",
                             "Each was read once; chained outlines repeat them.", block))
    quantity = read_quantity(fields[QUANTITY]) if QUANTITY in fields else None
    if QUANTITY in fields and quantity is None:
        found.append(Finding("dxf.quantity", FAULT, f"Quantity: {fields[QUANTITY][:40]} cannot be read",
                             "It is one number, or right and left as in 1,1.", block))
    size = fields.get(SIZE, "")
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
            yield Finding("dxf.vertex", NOTE, f"the {what} line has {line.repeated} vertices at one place with another",
                          "Each was read once.", block, Point(*line.points[0]))
    if outlines.spare:
        yield Finding("dxf.outlines", WARNING, f"{len(outlines.spare) + 1} closed lines lie on the layers of outlines",
                      "The largest is the outline; the others were read as internal lines.", block,
                      Point(*outlines.spare[0].points[0]))


def _without_size(block: str, size: str) -> str:
    """The name of a piece from that of its block, ``<piece>_<size>``."""
    return block.removesuffix(f"_{size}") or block if size else block


def _ring(line: Line | None) -> Points:
    if line is None:
        return ()
    points = tuple(Point(*at) for at in line.points)
    return points if line.area >= 0 else (points[0], *reversed(points[1:]))


def _longest(strokes: Sequence[Stroke]) -> tuple[Point, Point] | None:
    """Both ends of the longest of some straight lines."""
    ends = [(stroke.points[0], stroke.points[-1]) for stroke in strokes if len(stroke.points) > 1]
    if not ends:
        return None
    a, b = max(ends, key=lambda pair: math.dist(*pair))
    return (Point(*a), Point(*b)) if math.dist(a, b) > 0 else None


def _inner(roles: dict[str, list[Stroke]], outlines: Outlines) -> Iterator[ReadLine]:
    drawn = [stroke for index, stroke in enumerate(roles.get(INTERNAL, ())) if index not in outlines.used]
    for role, strokes in ((INTERNAL, drawn), *((role, roles.get(role, ())) for role in INNER)):
        for stroke in strokes:                              # each by itself: lines that meet are still two lines
            for line in lines_of([stroke]):
                yield ReadLine(role, tuple(Point(*at) for at in line.points), line.closed)
    for line in outlines.spare:
        yield ReadLine(INTERNAL, tuple(Point(*at) for at in line.points), True)


# ---- Opening a half ---------------------------------------------------------------------------------------------


def _opened(piece: ReadPiece, content: Content) -> tuple[ReadPiece, list[Finding]]:
    a, b = piece.mirror or (Point(0, 0), Point(0, 0))
    fold = ((a.x, a.y), (b.x, b.y))
    rings = [opened_ring(_xy(ring), fold) if ring else [] for ring in (piece.cut, piece.sewn)]
    if rings[0] is None or rings[1] is None:
        which = "cut" if rings[0] is None else "sewn"
        return piece, [Finding("dxf.mirror", FAULT, f"the mirror line is no edge of the {which} line",
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
    """Whether one of the places lies at a vertex of the line, to a millimetre or two."""
    around = ((x + dx, y + dy) for x, y in (_cell(at.x, at.y) for at in line.points if cells)
              for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return any(cell in cells for cell in around)


def _cell(x: float, y: float) -> tuple[int, int]:
    return round(x), round(y)


def _xy(points: Points) -> list[XY]:
    return [(at.x, at.y) for at in points]
