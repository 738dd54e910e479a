"""From drafted halves to parts on the table: opened over folds, doubled, paired, turned face up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..geometry import DOUBLED, FOLD, IDENTITY, SLIT, TURNED_OVER, Curves, Point, mirrored_about, path
from .buttons import ButtonMark
from .claims import Claims
from .halves import Bit, CutLines, Half, cut_half, warp_direction
from .notches import Notch, own_notches
from .outline import Cut
from .part import Part, PartLine, SewnEdge
from .piece import Piece
from .tidying import closed, distinct_drills, distinct_notches, lines_of_ply
from .walks import LEFT, NONE, RIGHT

GRAIN_SHARE = 0.6
"""The grain line covers this much of the part along the warp."""

LONG_ENOUGH = 0.6
"""A stretch of cloth this long, in parts of the part's height, needs no better place for the grain line."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """What pieces are cut by: claims, and by piece and half the notches of joins, the places to drill and the buttons.

    ``growth`` are the factors along warp and weft of each role; ``on_fold`` leaves symmetrical pieces folded.
    """

    claims: Claims
    notches: Mapping[tuple[str, str], Sequence[Notch]]
    drilled: Mapping[tuple[str, str], Sequence[str]]
    buttons: Mapping[tuple[str, str], Sequence[ButtonMark]]
    growth: Mapping[str, tuple[float, float]]
    on_fold: bool = False


Shape = tuple[str, Half, tuple[Point, Point] | None]
"""Half, shape face up, and the fold line where it is cut on the fold."""


def parts_of(piece: Piece, cutting: Cutting) -> list[Part]:
    """All parts of a piece: every cut, side and copy."""
    parts, known = [], CutLines()
    for cut in piece.info.cuts:
        for half, shape, mirror in _shapes(piece, cut, cutting, known):
            for copy in range(1, cut.plies + 1):
                # Layers that are bagged lie face to face, so every second ply is the mirror image.
                ply = shape if copy % 2 else shape.moved(TURNED_OVER)
                line = mirror if copy % 2 or mirror is None else (TURNED_OVER(mirror[0]), TURNED_OVER(mirror[1]))
                parts.append(_part(piece, half, cut, copy, ply, line))
    return parts


def _shapes(piece: Piece, cut: Cut, cutting: Cutting, known: CutLines) -> list[Shape]:
    """The shapes of the parts of one cut."""
    claims, name = cutting.claims, piece.info.name
    growth = cutting.growth.get(cut.role, (1.0, 1.0))

    def half_of(side: str) -> Half:
        drafted = piece if side in (NONE, piece.info.side) else piece.other_side()
        own = own_notches(drafted, side, claims) if cut.trimmed is None else []
        notches = [*own, *cutting.notches.get((name, side), ())]
        buttons = cutting.buttons.get((name, side), ()) if cut.role == piece.info.role else ()
        drilled = cutting.drilled.get((name, side), ())
        elsewhere = [each for half in piece.info.halves for each in cutting.drilled.get((name, half), ())]
        shape = cut_half(drafted, side, cut, claims, notches, growth, known, drilled, buttons,
                         unmarked={*elsewhere} - {*drilled})
        return _doubled(shape) if piece.info.doubled else shape

    face_up = TURNED_OVER if piece.info.flipped else IDENTITY
    face_down = IDENTITY if piece.info.flipped else TURNED_OVER
    if not piece.info.is_half:
        return [(NONE, half_of(NONE).moved(face_up), None)]
    left = half_of(LEFT) if LEFT in piece.info.halves else _renamed(half_of(RIGHT), LEFT)
    alike = all(marked.get((name, LEFT), ()) == marked.get((name, RIGHT), ())
                for marked in (cutting.drilled, cutting.buttons))
    same = piece.other_side() is piece and alike and _claims_alike(piece, claims)
    right = _renamed(left, RIGHT) if same or piece.info.only else half_of(RIGHT)
    if not piece.info.fold:
        both = [(LEFT, left.moved(face_up), None), (RIGHT, right.moved(face_down), None)]
        return [shape for shape in both if shape[0] in piece.info.halves]
    if cutting.on_fold and same:
        fold = next(bit for bit in left.bits if bit.kind == FOLD)
        ends = (face_up(fold.cut[0].start), face_up(fold.cut[-1].end))
        return [(NONE, left.moved(face_up), ends)]
    return [(NONE, _opened(left, right).moved(face_up), None)]


def _claims_alike(piece: Piece, claims: Claims) -> bool:
    """Whether both halves of a piece are finished alike, so that one is the mirror image of the other."""
    name = piece.info.name
    return all([(c.start, c.end, c.width) for c in claims.get((name, LEFT, edge), ())]
               == [(c.start, c.end, c.width) for c in claims.get((name, RIGHT, edge), ())] for edge in piece.info.order)


def _renamed(shape: Half, half: str) -> Half:
    return replace(shape, bits=tuple(bit.of(half) for bit in shape.bits))


def _opened(left: Half, right: Half) -> Half:
    """Both halves as one, the right one mirrored about the fold."""
    fold = next(bit for bit in left.bits if bit.kind == FOLD)
    return _unfolded(left, right, fold, FOLD)


def _doubled(half: Half) -> Half:
    """The outer layer and its mirror image, the inner layer, as one; the fold between them becomes a line."""
    fold = next(bit for bit in half.bits if bit.kind == DOUBLED)
    inner = replace(half, bits=tuple(replace(bit, inner=True) for bit in half.bits), drills=(),
                    lines=tuple(line for line in half.lines if line.kind == SLIT))
    whole = _unfolded(half, inner, fold, DOUBLED)
    return replace(whole, lines=(*whole.lines, PartLine(fold.edge, "fold", fold.outline)))


def _unfolded(half: Half, mate: Half, fold: Bit, kind: str) -> Half:
    axis = mirrored_about(fold.outline[0].start, fold.outline[-1].end)
    image = mate.moved(axis)
    bits = [replace(bit, cut=()) if bit.kind == SLIT else bit  # a slit on the fold is none of the opened outline
            for bit in (*_after(half.bits, kind), *_after(image.bits, kind))]
    return Half(tuple(bits), (*half.notches, *image.notches), (*half.drills, *image.drills),
                (*half.lines, *image.lines), half.repaired or image.repaired)


def _after(bits: Sequence[Bit], kind: str) -> list[Bit]:
    """The bits in order from behind the fold round to it, the fold left out."""
    place = next(i for i, bit in enumerate(bits) if bit.kind == kind)
    return [*bits[place + 1:], *bits[:place]]


def _part(piece: Piece, half: str, cut: Cut, copy: int, shape: Half, mirror: tuple[Point, Point] | None) -> Part:
    bits = [bit for bit in shape.bits if mirror is not None or bit.kind not in (FOLD, DOUBLED)]
    sewn = tuple(_sewn_edge(bit, piece) for bit in bits)
    curves = tuple(c for bit in shape.bits for c in bit.cut)
    notes = []
    if shape.repaired:
        notes.append(f"{piece.info.name}: an allowance is wider than the hollow it lies in; the cut line was evened")
    direction = warp_direction(piece)
    if piece.info.flipped != (half == RIGHT) != (copy % 2 == 0):
        direction = 180.0 - direction
    kind = piece.info.grain if isinstance(piece.info.grain, str) else "straight"
    return Part(
        id=piece.info.part_id(half, cut, copy), piece=piece.info.name, side=half, role=cut.role, copy=copy, sewn=sewn,
        cut=closed(curves), notches=distinct_notches(shape.notches), drills=distinct_drills(shape.drills),
        lines=lines_of_ply(shape.lines, copy), grain=_grain(curves, direction), grain_kind=kind, nap=piece.info.nap,
        mirror=mirror, notes=tuple(notes))


def _sewn_edge(bit: Bit, piece: Piece) -> SewnEdge:
    words = [bit.half if piece.info.opens else "", "inner" if bit.inner else "", bit.edge]
    return SewnEdge(" ".join(word for word in words if word), bit.edge, bit.half, bit.outline, bit.sewn,
                    bit.backward, bit.inner, bit.kind == SLIT and not bit.cut, bit.cut)


def _grain(outline: Curves, direction: float) -> tuple[Point, Point]:
    """The middle part of the longest stretch of cloth along the warp near the middle of the part."""
    points = [p for curve in outline for p in (curve.start, curve.point(0.5))]
    xs, ys = [p.x for p in points], [p.y for p in points]
    best = (0.0, points[0], points[0])
    for share in (0.5, 0.42, 0.58, 0.35, 0.65):
        through = Point(min(xs) + share * (max(xs) - min(xs)), min(ys) + share * (max(ys) - min(ys)))
        hits = sorted(path.crossed_at(outline, through, direction))
        for low, high in zip(hits[::2], hits[1::2], strict=False):
            if high - low > best[0] * 1.2:
                spare = (high - low) * (1 - GRAIN_SHARE) / 2
                best = (high - low, through.along(direction, low + spare), through.along(direction, high - spare))
        if best[0] > LONG_ENOUGH * (max(ys) - min(ys)):
            break
    return best[1], best[2]


def by_half(notches: Sequence[Notch]) -> dict[tuple[str, str], list[Notch]]:
    """Join notches sorted by the piece and half they lie on."""
    found: dict[tuple[str, str], list[Notch]] = defaultdict(list)
    for notch in notches:
        found[notch.piece, notch.half].append(notch)
    return dict(found)
