"""DXF R12 as text: entities as group codes and values, and names that pattern CADs accept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.formats.coordinate_text import BREAK, coordinate_texts
from mtmpattern.formats.text import number, seven_bit
from mtmpattern.geometry import Point

# ---- Entities -------------------------------------------------------------------------------------------------------

LONGEST: Final = 250
"""The most characters of a text; R12 allows 255."""


def tags(*pairs: tuple[int, str]) -> str:
    """Group codes and values, two lines each."""
    return "".join([f"{code:3d}\r\n{value}\r\n" for code, value in pairs])


def xy(point: Point, dx: float = 0.0, dy: float = 0.0) -> str:
    """The x and y of a point in millimetres, shifted, to three decimals."""
    return f" 10\r\n{point.x + dx:z.3f}\r\n 20\r\n{point.y + dy:z.3f}\r\n"


_BEFORE: Final = np.frombuffer(b" 10\r\n 20\r\n", dtype=np.uint8).reshape(2, 5)
_AFTER: Final = np.frombuffer(b"\r\n\0\r\n" + BREAK.encode(), dtype=np.uint8).reshape(2, 3)


def coordinates(places: Sequence[NDArray[np.float64]], shifts: Sequence[tuple[float, float]]) -> Iterator[list[str]]:
    """The text of `xy` for each of the (n, 2) points of several lines, each line shifted, all at once."""
    if not places:
        return
    counts = [len(each) for each in places]
    there = np.concatenate(places) + np.repeat(np.array(shifts), counts, axis=0)
    texts = coordinate_texts(there.ravel(), np.tile(_BEFORE, (len(there), 1)), np.tile(_AFTER, (len(there), 1)),
                             zeros=True)
    for end, count in zip(accumulate(counts), counts, strict=True):
        yield texts[end - count : end]


def polyline(layer: str, vertices: Iterable[str], *, closed: bool, kind: str = "") -> str:
    """A POLYLINE through written coordinates; a closed one does not repeat its first vertex. ``kind`` is group 250."""
    head = f"  0\r\nVERTEX\r\n  8\r\n{layer}\r\n"
    grouped = f"250\r\n{kind}\r\n" if kind else ""
    return (f"  0\r\nPOLYLINE\r\n  8\r\n{layer}\r\n 66\r\n1\r\n 70\r\n{1 if closed else 0}\r\n{grouped}{head}"
            f"{head.join(vertices)}  0\r\nSEQEND\r\n  8\r\n{layer}\r\n")


def line(layer: str, start: str, end: Point, dx: float = 0.0, dy: float = 0.0) -> str:
    """A LINE from a written place to a point."""
    return (f"  0\r\nLINE\r\n  8\r\n{layer}\r\n{start} 11\r\n{end.x + dx:z.3f}\r\n 21\r\n{end.y + dy:z.3f}\r\n")


def point(layer: str, at: str, extra: Sequence[tuple[int, str]] = ()) -> str:
    """A POINT at a written place, with further groups after it."""
    return f"  0\r\nPOINT\r\n  8\r\n{layer}\r\n{at}" + (tags(*extra) if extra else "")


def circle(layer: str, at: str, radius: float) -> str:
    """A CIRCLE about a written place."""
    return tags((0, "CIRCLE"), (8, layer)) + at + tags((40, number(radius)))


def text(layer: str, at: str, height: float | None, words: str, turned: float = 0.0) -> str:
    """A line of TEXT in seven bits, turned by so many degrees; without a height the reader uses its own."""
    tall = "" if height is None else f" 40\r\n{number(height)}\r\n"
    turn = f" 50\r\n{number(turned)}\r\n" if turned else ""
    return f"  0\r\nTEXT\r\n  8\r\n{layer}\r\n{at}{tall}  1\r\n{seven_bit(words)[:LONGEST]}\r\n{turn}"


def layer_tables(colours: Mapping[str, int]) -> str:
    """The tables of line types and layers, with the layers' AutoCAD colours; every layer has a solid line."""
    plain = tags((0, "TABLE"), (2, "LTYPE"), (70, "1"), (0, "LTYPE"), (2, "CONTINUOUS"), (70, "64"),
                 (3, "Solid line"), (72, "65"), (73, "0"), (40, "0"), (0, "ENDTAB"))
    rows = "".join(tags((0, "LAYER"), (2, name), (70, "64"), (62, str(colour)), (6, "CONTINUOUS"))
                   for name, colour in colours.items())
    return plain + tags((0, "TABLE"), (2, "LAYER"), (70, str(len(colours)))) + rows + tags((0, "ENDTAB"))


def block(name: str, content: Iterable[str]) -> list[str]:
    """A BLOCK around entities."""
    return [tags((0, "BLOCK"), (8, "0"), (2, name), (70, "64"), (10, "0.000"), (20, "0.000")), *content,
            tags((0, "ENDBLK"), (8, "0"))]


def insert(name: str) -> str:
    """The INSERT of a block at the place where it was drawn."""
    return tags((0, "INSERT"), (8, "1"), (2, name), (10, "0.000"), (20, "0.000"))


def file(sections: Mapping[str, Iterable[str]]) -> bytes:
    """A whole file of sections by name."""
    pieces: list[str] = []
    for name, content in sections.items():
        pieces += (tags((0, "SECTION"), (2, name)), *content, tags((0, "ENDSEC")))
    return "".join([*pieces, tags((0, "EOF"))]).encode("ascii")


# ---- Names ----------------------------------------------------------------------------------------------------------

PIECE_NAME: Final = 20
"""The most characters of a piece name; AccuMark reportedly accepts 20."""

SIZE_NAME: Final = 12
"""The most characters of a size name, such as ``MTM-1DB4EDEE``."""

BLOCK_NAME: Final = 31
"""The most characters of a block name in R12; it is the piece name, an underscore and the size name."""


def piece_names(ids: Iterable[str], size: str) -> dict[str, str]:
    """A piece name for every part id: ``sleeve.left.shell.1`` becomes ``SLEEVE-LEFT-SHELL-1``.

    In a long name side and cloth are abbreviated, ``FRONT_FACING-L-SH-1``; then its longest word loses letters, so that
    people still recognize it. A name that is already taken gets a number at its end.
    """
    most = min(PIECE_NAME, BLOCK_NAME - 1 - len(size))
    names: dict[str, str] = {}
    taken: set[str] = set()
    for part_id in ids:
        name = plain = _shortened(_allowed(part_id) or "PART", most)
        count = 1
        while name in taken:
            count += 1
            tail = f"${count}"
            name = _shortened(plain, most - len(tail)) + tail
        taken.add(name)
        names[part_id] = name
    return names


def size_name(size: str) -> str:
    """The size without spaces, because readers split lists of sizes there; ``MTM`` where there is none."""
    return _allowed(size)[:SIZE_NAME].strip("-") or "MTM"


def size_names(sizes: Iterable[str]) -> dict[str, str]:
    """A unique name for every size of a range: sizes with equal names get a number."""
    names: dict[str, str] = {}
    for size in sizes:
        name = plain = size_name(size)
        count = 1
        while name in names.values():
            count += 1
            tail = f"${count}"
            name = plain[:SIZE_NAME - len(tail)] + tail
        names[size] = name
    return names


def block_name(piece: str, size: str) -> str:
    """``<piece>_<size>``, as AccuMark and CLO name their blocks."""
    return f"{piece}_{size}"


def _allowed(text: str) -> str:
    """Capitals, digits, hyphens and underscores; anything else becomes a hyphen."""
    return re.sub(r"[^A-Z0-9_]+", "-", seven_bit(text).upper()).strip("-")


SHORT: Final = ({"LEFT": "L", "RIGHT": "R"}, {"SHELL": "SH", "LINING": "LI", "FUSIBLE": "FU"})
"""Abbreviations of words common to many names, in the order in which they are used."""


def _shortened(name: str, most: int) -> str:
    for words in SHORT:
        if len(name) > most:
            head, *rest = name.split("-")
            name = "-".join([head, *(words.get(word, word) for word in rest)])
    words_of = name.split("-")
    while len("-".join(words_of)) > most:
        longest = max(range(len(words_of)), key=lambda index: len(words_of[index]))
        if len(words_of[longest]) == 1:                     # only single letters: cut the end off
            return "-".join(words_of)[:most]
        words_of[longest] = words_of[longest][:-1]
    return "-".join(words_of)
