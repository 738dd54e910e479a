"""Letters as lines, for machines that have a pen and no typeface; and the signs for notches and drill holes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Final

from ..geometry import Point
from ..pattern.part import PartNotch
from .label import ADVANCE
from .words import printable, seven_bit

Stroke = tuple[Point, ...]
"""A line through points, drawn with the pen down."""

CAPITAL: Final = 0.7
"""Height of a letter in font sizes."""

_LETTER_WIDTH: Final = 0.42
"""Width of a letter in font sizes; the rest of its advance is air."""

# Each letter on a grid of 4 by 6: lines through points, two digits a point.
_GLYPHS: Final = {
    "A": "0004264440 0242", "B": "00063645443303 3342413000", "C": "4536160501103041", "D": "00062644422000",
    "E": "46060040 0333", "F": "460600 0333", "G": "45361605011030414323", "H": "0006 4046 0343", "I": "1636 2620 1030",
    "J": "4641301001", "K": "0006 460340", "L": "060040", "M": "0006234640", "N": "00064046",
    "O": "103041453616050110", "P": "00063645443303", "Q": "103041453616050110 2240", "R": "00063645443303 2340",
    "S": "453616050413334241301001", "T": "0646 2620", "U": "060110304146", "V": "062046", "W": "0610233046",
    "X": "0046 0640", "Y": "062346 2320", "Z": "06460040",
    "0": "103041453616050110 0145", "1": "152620 1030", "2": "05163645440040", "3": "05163645443313 334241301001",
    "4": "30360242", "5": "460603334241301001", "6": "4536160501103041423303", "7": "064620",
    "8": "13040516364544331302011030414233", "9": "0110304145361605041343",
    ".": "2021", ",": "2110", "-": "0343", "_": "0040", "/": "0046", "\\": "0640", "+": "0343 2521", ":": "2122 2425",
    ";": "1021 2425", "(": "36252130", ")": "16252110", "[": "36161030", "]": "16363010", "{": "36252413222130",
    "}": "16252433222110", "'": "2624", '"': "1614 3634", "#": "1016 3036 0242 0444", "&": "400516250201102042",
    "%": "0046 0616150506 3141403031", "*": "2125 0244 0442", "=": "0242 0444", "<": "450341", ">": "054301",
    "?": "051636454423 2021", "!": "2622 2021", "$": "453616050413334241301001 2026", "~": "03143344", "^": "142634",
    "`": "1624", "|": "2026", "@": "33232234 3345361605011041",
}


def plain(text: str) -> str:
    """A text in printable ASCII; a letter that has no near spelling is shown as its code, such as ``[U+0EAD]``."""
    return "".join(map(_near, printable(text)))


@cache
def _near(letter: str) -> str:
    near = seven_bit(letter)
    return near if letter == "?" or "?" not in near else f"[U+{ord(letter):04X}]"


def written(text: str, at: Point, size: float, turn: float = 0.0) -> Iterator[Stroke]:
    """The strokes of a text of ``size`` millimetres, centred at ``at`` on its baseline, turned left by degrees."""
    letters = plain(text).upper()
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    x = -len(letters) * ADVANCE * size / 2 + (ADVANCE - _LETTER_WIDTH) * size / 2
    for letter in letters:
        for line in _GLYPHS.get(letter, "").split():
            places = [(x + int(line[i]) * _LETTER_WIDTH / 4 * size, int(line[i + 1]) * CAPITAL / 6 * size)
                      for i in range(0, len(line), 2)]
            yield tuple(Point(at.x + u * cos - v * sin, at.y + u * sin + v * cos) for u, v in places)
        x += ADVANCE * size


def notch_strokes(notch: PartNotch, form: str, width: float) -> Iterator[Stroke]:
    """A notch from the cut line into the allowance: ``I`` a slit, ``V`` two lines, ``T`` a slit with a bar inside."""
    tip = notch.on_cut.along(notch.direction, notch.depth)
    left, right = notch.direction + 90.0, notch.direction - 90.0
    if form == "V":
        yield notch.on_cut.along(left, width / 2), tip, notch.on_cut.along(right, width / 2)
        return
    yield notch.on_cut, tip
    if form == "T":
        yield tip.along(left, width / 2), tip.along(right, width / 2)


def cross(at: Point, arms: float) -> tuple[Stroke, Stroke]:
    """The sign for a hole, ``arms`` millimetres across."""
    half = arms / 2
    return (at.left(half), at.right(half)), (at.down(half), at.up(half))
