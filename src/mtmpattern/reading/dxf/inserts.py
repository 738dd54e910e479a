"""Blocks that are inserted mirrored, scaled, several times, or inside of blocks that only gather them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from mtmpattern.errors import listed
from mtmpattern.limits import DXF_COPIES
from mtmpattern.reading.dxf.content import Content, Loader, moved_points
from mtmpattern.reading.dxf.loose import rings_of
from mtmpattern.reading.dxf.outline import by_role, fold_of
from mtmpattern.reading.dxf.piece import ReadPiece
from mtmpattern.reading.dxf.texts import BOUNDARY, PIECE_KEYS, QUANTITY, PieceQuantity, fields_of
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding

_SAME: Final = 1e-3
"""Scales that differ by at most this share are one."""

_MEETS: Final = 0.5
"""Both copies of a half lie on its fold if that moves by at most this many units."""


@dataclass(frozen=True, slots=True)
class InsertPlace:
    """One place of a block in the drawing: where and how large, mirrored or not, and how often in rows and columns."""

    matrix: Any
    copies: int
    scales: tuple[float, float]
    mirrored: bool

    @classmethod
    def of(cls, matrix: Any, copies: int) -> InsertPlace:
        """A placement by its matrix: how many times as long lines along x and y become, and whether it turns over."""
        (x1, y1, _, _, x2, y2, *_) = tuple(matrix)
        return cls(matrix, copies, (math.hypot(x1, y1), math.hypot(x2, y2)), x1 * y2 - y1 * x2 < 0)

    @property
    def as_drawn(self) -> bool:
        """Whether it has the size of the block."""
        return all(abs(scale - 1.0) <= _SAME for scale in self.scales)

    def as_large(self, other: InsertPlace) -> bool:
        """Whether both have the same size."""
        return all(abs(one - two) <= _SAME * two for one, two in zip(sorted(self.scales), sorted(other.scales),
                                                                       strict=True))


# ---- Where the blocks lie -------------------------------------------------------------------------------------------

@dataclass(slots=True)
class Placements:
    """Where each block lies in the drawing, and the blocks that are no pieces because they only gather others."""

    of: dict[int, list[InsertPlace]] = field(default_factory=dict)
    gathering: set[int] = field(default_factory=set)

    def chosen(self, block: int) -> InsertPlace | None:
        """The placement in which a block is read: not mirrored and as large as drawn, where there is such a one."""
        return min(self.of.get(block, ()), key=lambda each: (not each.as_drawn, each.mirrored), default=None)


def placements_of(loader: Loader) -> Placements:
    """Where the blocks of a drawing lie; a block that only gathers the pieces of a style is looked into."""
    found = Placements()
    gathers = _Gathering(loader)
    waiting = [(each, None, 1) for each in reversed(loader.insertions(0))]
    while waiting:
        each, move, copies = waiting.pop()
        matrix = each.matrix if move is None else each.matrix @ move
        copies = min(copies * each.copies, DXF_COPIES + 1)
        if gathers(each.block):
            found.gathering.add(each.block)
            waiting += [(inner, matrix, copies) for inner in reversed(loader.insertions(each.block))]
        else:
            found.of.setdefault(each.block, []).append(InsertPlace.of(matrix, copies))
    return found


class _Gathering:
    """Tells blocks that draw nothing themselves and gather at least two pieces; each block is looked at once."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        self.known: dict[int, bool] = {}
        self.pieces: dict[int, bool] = {}

    def __call__(self, block: int) -> bool:
        if block not in self.known:
            self.known[block] = len(self.loader.inside[block]) > 1 and self._look(block)
        return self.known[block]

    def _look(self, block: int) -> bool:
        own = self.loader.own(block)
        if own.strokes or own.rings or own.dots or fields_of([words.text for words in own.words], PIECE_KEYS):
            return False
        count = 0
        for inner in self.loader.inside[block]:
            count += self(inner) or self._is_piece(inner)
            if count > 1:
                return True
        return False

    def _is_piece(self, block: int) -> bool:
        if block not in self.pieces:
            roles = by_role(self.loader.block(block))
            self.pieces[block] = bool(rings_of(roles.get(BOUNDARY, ())))
        return self.pieces[block]


# ---- What the placements say about a piece --------------------------------------------------------------------------

def about_scales(placements: Mapping[int, InsertPlace], names: Mapping[int, str]) -> Iterator[Finding]:
    """Findings about blocks that are not inserted as large as they are drawn, those of one scale together."""
    together: dict[tuple[str, str], list[str]] = {}
    for block, placed in placements.items():
        if not placed.as_drawn:
            x, y = placed.scales
            together.setdefault((f"{x:.5g}", f"{y:.5g}"), []).append(names[block][:40])
    for (along, up), blocks in together.items():
        which = f"{blocks[0]} is" if len(blocks) == 1 else f"{len(blocks)} blocks are"
        even = along == up
        yield Finding("dxf.insert", NOTE if even else WARNING,
                      f"{which} inserted at a scale of {along}" + ("" if even else f" by {up}"),
                      "Read at that size." if even else "Read so; is it the shrinkage of the cloth?")


def counted(piece: ReadPiece, placed: Sequence[InsertPlace], drawn: InsertPlace,
            block: Content) -> tuple[ReadPiece, list[Finding]]:
    """The piece of a block that is inserted several times, with the quantity that this shows, and findings.

    ``drawn`` is the placement in which it was read, ``block`` its content before that.
    """
    found = list(_other_sizes(piece, placed, drawn))
    each_once = {tuple(round(value, 4) for value in each.matrix): each for each in placed if each.as_large(drawn)}
    alike = list(each_once.values())
    turned = sum(each.copies for each in alike if each.mirrored != drawn.mirrored and not _on_fold(each, drawn, block))
    straight = sum(each.copies for each in alike if each.mirrored == drawn.mirrored)
    times = sum(each.copies for each in placed)
    if straight + turned < 2 or straight + turned > DXF_COPIES:
        if times > 1 and not found:
            found.append(Finding("dxf.insert", NOTE, f"the block is inserted {times} times", "It was read once; its "
                                 "quantity says how often it is cut.", piece.block))
        return piece, found
    quantity, weight, hint = _quantity(piece, straight, turned)
    what = f"{straight} times" if not turned else f"{_times(straight)} as drawn and {_times(turned)} mirrored"
    stated = f", and its Quantity is {piece.quantity}" if piece.quantity else ", and no text gives a Quantity"
    if piece.quantity is None and QUANTITY in piece.fields:
        stated = ""
    found.append(Finding("dxf.insert", weight, f"the block is inserted {what}{stated}", hint, piece.block))
    return replace(piece, quantity=quantity), found


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _quantity(piece: ReadPiece, straight: int, turned: int) -> tuple[PieceQuantity | None, Any, str]:
    """The quantity of a piece, the weight of the finding about it, and its hint."""
    stated, placed = piece.quantity, PieceQuantity(straight, turned, turned > 0)
    if stated is None:
        weight = NOTE if QUANTITY in piece.fields and piece.fields[QUANTITY].strip("0,;/ ") else WARNING
        return placed, weight, f"Read as {_sides(placed)}."
    if not turned:
        if stated.total == straight:
            return stated, NOTE, "It was read once; its quantity says how often it is cut."
        return stated, WARNING, "The quantity was used; check how often it is cut."
    if stated.handed:
        if stated.drawn and stated.turned:
            return stated, NOTE, "It was read once; its quantity says how often it is cut."
        return stated, WARNING, "The quantity was used; is a side missing?"
    share, rest = divmod(stated.total, placed.total)
    if rest == 0:
        both_sides = PieceQuantity(straight * share, turned * share, True)
        return both_sides, NOTE, f"Read as {_sides(both_sides)}."
    if stated.total == 1:
        return placed, WARNING, f"Read as {_sides(placed)}."
    return stated, FAULT, "Nothing says how many of them are mirrored. State both, as in 2,1."


def _sides(quantity: PieceQuantity) -> str:
    if not quantity.turned:
        return f"{quantity.drawn} parts"
    return f"left and right parts: {quantity.drawn} as drawn, {quantity.turned} turned over"


def _on_fold(each: InsertPlace, drawn: InsertPlace, block: Content) -> bool:
    """Whether a mirrored copy of a half lies on its fold, so that both show the whole piece."""
    fold = fold_of(by_role(block))
    if fold is None:
        return False
    return all(math.dist(a, b) <= _MEETS for a, b in zip(
        moved_points(fold, each.matrix), moved_points(fold, drawn.matrix), strict=True))


def _other_sizes(piece: ReadPiece, placed: Sequence[InsertPlace], drawn: InsertPlace) -> Iterator[Finding]:
    others = [each for each in placed if not each.as_large(drawn)]
    if others:
        scales = list(dict.fromkeys(f"{max(each.scales):.4g}" for each in (drawn, *others)))
        yield Finding("dxf.insert", WARNING if drawn.as_drawn else FAULT,
                      f"the block is inserted at the scales {listed(scales, 6)}",
                      f"It was read at {scales[0]}; draw other sizes in blocks of their own.", piece.block)
