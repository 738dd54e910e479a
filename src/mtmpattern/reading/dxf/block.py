"""Reading one block as one piece: its lines, marks and texts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

import shapely

from mtmpattern.geometry import Point, heading
from mtmpattern.limits import DXF_IN_LINE, DXF_MARKS
from mtmpattern.reading.dxf.astray import about_layers
from mtmpattern.reading.dxf.cloths import cloths_of
from mtmpattern.reading.dxf.content import XY, Content, Stroke
from mtmpattern.reading.dxf.foreign_tolerance import TOUCH
from mtmpattern.reading.dxf.halves import NOT_MIRRORED, opened
from mtmpattern.reading.dxf.outline import (
    SEWN_SHARE,
    Border,
    Line,
    Outlines,
    by_role,
    find_outlines,
    fold_of,
    lines_of,
)
from mtmpattern.reading.dxf.piece import Points, ReadDrill, ReadLine, ReadNotch, ReadPiece, RulePoint
from mtmpattern.reading.dxf.spikes import tidied
from mtmpattern.reading.dxf.stated import about_block, about_quantity
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

_Mark = TypeVar("_Mark", ReadNotch, ReadDrill)

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
    kept = _once(found, TOUCH, lambda notch: notch.kind)
    return kept, len(found) - len(kept)


def _once(marks: Iterable[_Mark], reach: float, kind: Callable[[_Mark], str]) -> list[_Mark]:
    """The marks without those within ``reach`` mm of an earlier one of their kind."""
    cells: dict[tuple[int, int, str], list[_Mark]] = {}
    found = []
    for mark in marks:
        x, y, of = math.floor(mark.at.x / reach), math.floor(mark.at.y / reach), kind(mark)
        beside = (each for dx in (-1, 0, 1) for dy in (-1, 0, 1) for each in cells.get((x + dx, y + dy, of), ()))
        if not any(each.at.distance(mark.at) <= reach for each in beside):
            cells.setdefault((x, y, of), []).append(mark)
            found.append(mark)
    return found


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


SAME_DRILL = 0.5
"""Drill holes this near, in mm, are one: no two holes are drilled into one another."""


def read_drills(content: Content) -> tuple[list[ReadDrill], int]:
    """The drill holes, each once, and how many were repeated.

    A POINT has its diameter as height, a circle has its true size.
    """
    points = [ReadDrill(Point(dot.x, dot.y), abs(dot.z)) for dot in content.dots if role_of(dot.layer) == DRILL]
    circles = (ring for ring in content.rings if role_of(ring.layer) == DRILL)
    found = points[:DXF_MARKS] + [ReadDrill(Point(ring.x, ring.y), 2 * ring.radius) for ring in circles][:DXF_MARKS]
    sized = sorted(found, key=lambda each: -each.diameter)                  # one that states its size is kept
    once = {*map(id, _once(sized, SAME_DRILL, lambda _: DRILL))}
    return [drill for drill in found if id(drill) in once], len(found) - len(once)


# ---- A block as a piece ---------------------------------------------------------------------------------------------

SHORTEST_GRAIN = 3.0
"""A grain line shorter than this, in mm, has no direction that is surely meant."""

INNER = (CUTOUT, REFERENCE, STRIPE, PLAID)


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
    drills, again = read_drills(content)
    if again:
        found.append(Finding("dxf.drill_twice", NOTE, f"{again} drill holes are repeated at one place",
                             "Each was read once.", block))
    cloths, more = cloths_of(words, block)
    found += [*about_quantity(fields, block), *more, *about_block(words, block, cloths=bool(cloths))]
    grain = _longest(roles.get(GRAIN, ()))
    if grain and grain[0].distance(grain[1]) < SHORTEST_GRAIN:
        found.append(Finding("dxf.grain", WARNING, f"the grain line is {grain[0].distance(grain[1]):.2f} mm long",
                             "Left out: it is too short to have a direction.", block, grain[0]))
        grain = None
    size = fields.get(SIZE) or fields_of(words, frozenset((SAMPLE_SIZE,))).get(SAMPLE_SIZE, "")
    piece = ReadPiece(
        fields.get(PIECE_NAME) or _without_size(block, size), block, size, quantity, fields, tuple(words),
        cut=_ring(outlines.cut), sewn=_ring(outlines.sewn), grain=grain,
        notches=tuple(notches), drills=tuple(drills), lines=tuple(_inner(roles, outlines)),
        mirror=_longest(roles.get(MIRROR, ())),
        rules=tuple(RulePoint(number, Point(each.x, each.y)) for each in content.words
                    if (number := rule_number(each.text)) is not None),
        turns=tuple(Point(dot.x, dot.y) for dot in content.dots if role_of(dot.layer) == TURN),
        single=tuple(Point(each.x, each.y) for each in content.words if each.text.strip() == NOT_MIRRORED),
        gap=outlines.cut.gap, cloths=cloths)
    if opening:
        piece, more = opened(piece)
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
    elif outlines.cut and border and _like_sizes(outlines.cut, outlines.spare, border):
        yield Finding("dxf.outlines", FAULT, f"{said}, one over the other like the sizes of a nest",
                      "The largest was read as the piece. Draw each size in a block of its own, with its Size.", block,
                      Point(*outlines.spare[0].points[0]))
    else:
        yield Finding("dxf.outlines", WARNING, said, "The largest is the outline; the others were read as internal "
                      "lines.", block, Point(*outlines.spare[0].points[0]))


def _like_sizes(cut: Line, spare: Sequence[Line], border: Border) -> bool:
    """Whether outlines beside the cut line are other sizes: one of them may be a sewn line, if it lies inside."""
    large = [line for line in spare if abs(line.area) >= SEWN_SHARE * abs(cut.area)]
    return len(large) > 1 or any(len(line.points) <= DXF_IN_LINE and border.outside(line.points).max() > ON_CUT
                                 for line in large)


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
