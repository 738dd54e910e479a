"""The sizes of a nest: those that mean one another, pieces for every size, and pieces that a size lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from mtmpattern.errors import listed
from mtmpattern.reading.dxf.piece import LOOSE, ReadPiece
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding

MISSING: Final = "dxf.missing"
"""The code of a size without one of the pieces."""

_EVERY: Final = frozenset(("all", "all sizes", "any", "every", "one size", "onesize", "one", "os", "o/s", "uni",
                           "unisize", "universal", "common", "-", "--", "*", "均码", "フリー"))
"""Sizes of a piece that is the same in every size, beside pieces of other sizes."""

_MOST: Final = 8                                            # pieces and sizes in one sentence


def same_sizes(pieces: Sequence[ReadPiece]) -> tuple[list[ReadPiece], list[Finding]]:
    """The pieces with sizes that differ only in capitals or blanks as one, and without sizes that mean every size."""
    spelled: dict[str, str] = {}
    for piece in pieces:
        if piece.size:
            spelled.setdefault(_folded(piece.size), piece.size)
    every = {folded for folded in spelled if folded in _EVERY} if len(spelled) > 1 else set()
    made = [replace(piece, size="" if _folded(piece.size) in every else spelled[_folded(piece.size)])
            if piece.size else piece for piece in pieces]
    found = [Finding("dxf.nest", NOTE, f"the size {spelled[folded][:40]} is read as every size",
                     "Its pieces are cut with those of each other size.") for folded in sorted(every)]
    return made, found


def size_meant(name: str, pieces: Sequence[ReadPiece]) -> str:
    """The size of a piece that a name means, whatever its capitals; the name itself where there is none."""
    return next((piece.size for piece in pieces if _folded(piece.size) == _folded(name)), name)


def about_sizes(pieces: Sequence[ReadPiece], sample: str) -> Iterator[Finding]:
    """Findings about a sample size that no piece has, and about pieces that are not drawn in every size."""
    sizes = _sizes(pieces)
    if len(sizes) < 2:
        return
    if sample and sample not in sizes:
        yield Finding("dxf.nest", WARNING, f"its sample size {sample[:40]} is not among {_list(sizes)}",
                      f"Name the size to write, such as {sizes[0][:40]}.", argument="size")
    elif not sample:
        yield Finding("dxf.nest", WARNING, f"it has the sizes {_list(sizes)} and does not name its sample size",
                      f"Name the size to write, such as {sizes[0][:40]}.", argument="size")
    for what, drawn in _again(pieces).items():
        yield Finding("dxf.nest", FAULT, f"{what} is drawn in {_named(drawn)}, and again without a size",
                      "Each size would get both. State the size of every one.")
    for what, quantities in _quantities(pieces, stated_once=sample in sizes).items():
        yield Finding("dxf.quantity", WARNING, f"the quantity of {what} differs: {quantities}", "Check which is meant.")
    together: dict[tuple[str, ...], list[str]] = {}
    for what, where in _lacks(pieces).items():
        together.setdefault(where, []).append(what)
    for where, lost in together.items():
        yield _missing(f"{_named(where)} {'has' if len(where) == 1 else 'have'}", lost)


def missing_in(pieces: Sequence[ReadPiece], size: str) -> Iterator[Finding]:
    """The finding about the pieces that one size lacks."""
    lost = [what for what, where in _lacks(pieces).items() if size in where]
    if lost:
        yield _missing(f"size {size[:40]} has", lost)


def _missing(which: str, lost: Sequence[str]) -> Finding:
    return Finding(MISSING, FAULT, f"{which} no {_list(lost)}", "A garment would lack it. Draw it in that size, or "
                   "leave out its Size if it is the same in all sizes.")


def _named(sizes: Sequence[str]) -> str:
    return f"size{'' if len(sizes) == 1 else 's'} {_list(sizes)}"


def _again(pieces: Sequence[ReadPiece]) -> dict[str, list[str]]:
    """Pieces that are drawn with and without a size, each with the sizes."""
    bare = {_key(piece) for piece in pieces if not piece.size} - {""}
    found: dict[str, list[str]] = {}
    for piece in pieces:
        if piece.size and _key(piece) in bare and piece.size not in (sizes := found.setdefault(piece.name[:40], [])):
            sizes.append(piece.size)
    return found


def _quantities(pieces: Sequence[ReadPiece], stated_once: bool) -> dict[str, str]:
    """Pieces whose quantities differ from size to size, with these: ``1 in S, L; 2 in M``.

    A size without one does not count where it is ``stated_once``, for the sample size.
    """
    every: dict[str, dict[str, list[str]]] = {}
    names: dict[str, str] = {}
    for piece in pieces:
        if piece.size and (piece.quantity or not stated_once) and (key := _key(piece)):
            names.setdefault(key, piece.name[:40])
            every.setdefault(key, {}).setdefault(str(piece.quantity or "none"), []).append(piece.size)
    return {names[key]: "; ".join(f"{quantity} in {_list(list(dict.fromkeys(sizes)))}"
                                  for quantity, sizes in list(found.items())[:_MOST])
            for key, found in every.items()
            if len(found) > 1 and not any(set(one) & set(other) for one in found.values() for other in found.values()
                                          if one is not other)}


def _lacks(pieces: Sequence[ReadPiece]) -> dict[str, tuple[str, ...]]:
    """What some sizes lack, each with these sizes: the name of a piece, or ``second POCKET`` where one is drawn."""
    sizes = _sizes(pieces)
    counts: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    for piece in pieces:
        if piece.size:
            key = _key(piece)
            counts.setdefault(key, Counter())[piece.size] += 1
            names.setdefault(key, piece.name if key else "piece without a name")
    for key in [key for key, found in counts.items() if key and len(found) == 1]:
        (size, count), = counts[key].items()
        if bare := _without(size, key):                     # FRONT S, FRONT M: each size has its own name of one piece
            names.setdefault(bare, _without(size, names[key]) or names[key])
            del counts[key]
            counts.setdefault(bare, Counter())[size] += count
    lost: dict[str, tuple[str, ...]] = {}
    for key, found in counts.items():
        for number in range(1, max(found.values()) + 1):
            where = tuple(size for size in sizes if found[size] < number)
            if where:
                lost[_numbered(number, names[key][:40])] = where
    return lost


def _numbered(number: int, name: str) -> str:
    return name if number == 1 else f"second {name}" if number == 2 else f"{name} number {number}"


def _key(piece: ReadPiece) -> str:
    """What the piece is called in every size; empty for one outside blocks that has no name."""
    return "" if piece.name == piece.block and piece.block.startswith(LOOSE) else _folded(piece.name)


def name_in_all(piece: ReadPiece) -> str:
    """What the piece is called in every size, without a size in its name; empty where it has no name."""
    key = _key(piece)
    return (_without(piece.size, key) if piece.size else "") or key


def _without(size: str, name: str) -> str:
    """A name without its size as a word of it; empty if it does not hold the size, or is nothing else."""
    beside = r"\d" if size[:1].isdigit() else r"[^\W\d_]"
    bare, found = re.subn(rf"(?<!{beside}){re.escape(size)}(?!{beside})", " ", name, flags=re.IGNORECASE)
    return " ".join(re.sub(r"[\s_.()-]+", " ", bare).split()) if found else ""


def _sizes(pieces: Sequence[ReadPiece]) -> list[str]:
    return list(dict.fromkeys(piece.size for piece in pieces if piece.size))


def _list(names: Sequence[str]) -> str:
    return listed([name[:40] for name in names], _MOST)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
