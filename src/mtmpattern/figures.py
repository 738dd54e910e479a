"""Figures of a sentence, for translation where a problem was raised without params; and lengths in the reader's unit.

Sentences of drafting state lengths as ``12.5 mm``, one by one or as ``60 to 140 mm``. Nothing else in a text is
changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, isfinite
from numbers import Real
from typing import Any, Final

_NUMBER: Final = r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
_AND: Final = r"(?: mm)?(?: to | x )"
_LENGTHS: Final = re.compile(rf"({_NUMBER}(?:{_AND}{_NUMBER})*) mm(?![\w²/])")
_ONE: Final = re.compile(_NUMBER)
_FIGURE: Final = re.compile(rf"(?P<lengths>{_NUMBER}(?:{_AND}{_NUMBER})*) mm(?![\w²/])|(?P<deg>{_NUMBER}) deg\w*"
                            rf"|(?P<percent>{_NUMBER}) ?%|'(?P<name>[^']{{1,80}})'|(?P<number>{_NUMBER})")
_COMPARED: Final = re.compile(r"\b(?:than|least|most|outside|beyond|opens to|reaches|holds)\b")
INCH: Final = Fraction(254, 10)
LARGEST: Final = 10**15
DEEPEST: Final = 3
LETTERS: Final = 200
LONGEST: Final = 4_000
"""Longer texts are left as they are."""
FINEST: Final = 3.0
"""Lengths below this many mm are printed as decimals of an inch: a sixteenth is 1.6 mm."""


def figures_of(text: str) -> Mapping[str, Any]:
    """The lengths in mm, angles, percentages, other numbers and quoted names of a sentence, each in their order."""
    found: dict[str, list[Any]] = {}
    for hit in _FIGURE.finditer(text[:LONGEST]):
        kind = hit.lastgroup or "number"
        if kind == "name":
            found.setdefault(kind, []).append(hit[kind])
        else:
            numbers = [float(each) for each in _ONE.findall(hit[kind])]
            found.setdefault("mm" if kind == "lengths" else kind, []).extend(filter(isfinite, numbers))
    return found


def plain(value: Any, depth: int = 0) -> Any:
    """A value that JSON can represent: finite numbers, texts cut to a length fit for a message, lists, dicts."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < LARGEST else None
    if isinstance(value, Real | Decimal):
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return None
        return number if isfinite(number) and abs(number) < LARGEST else None
    if depth > DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {str(name)[:LETTERS]: plain(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each, depth + 1) for each in value]
    return str(value)[:LETTERS]


def in_unit(text: str, unit: str) -> str:
    """The text with its lengths in cm or inches if ``unit`` is ``cm`` or ``in``; in other units it stays in mm.

    Centimetres are exact. In inches the ends of a range are rounded inwards, so that the rounded range lies within it.
    Lengths that are compared and differ by less than a sixteenth are printed as decimals.

    >>> in_unit("neck_drop may be 60 mm to 140 mm; the seam is 0.2 mm longer", "cm")
    'neck_drop may be 6 to 14 cm; the seam is 0.02 cm longer'
    >>> in_unit("neck_drop may be 60 mm to 140 mm; the seam is 0.2 mm longer", "in")
    'neck_drop may be 2 3/8 to 5 1/2 in; the seam is 0.008 in longer'
    """
    if unit not in ("cm", "in") or "mm" not in text or len(text) >= LONGEST:
        return text
    if unit == "cm":
        return _LENGTHS.sub(_centimetres, text)
    close: frozenset[str] = frozenset()
    if _COMPARED.search(text):
        close = _close(each for hit in _LENGTHS.finditer(text) for each in _ONE.findall(hit[1]))
    return _LENGTHS.sub(lambda hit: _inches(hit, close), text)


def _close(numbers: Iterable[str]) -> frozenset[str]:
    """Those of some lengths in mm that differ, and would be printed as one and the same number of inches."""
    alike: dict[str, set[str]] = {}
    for number in numbers:
        alike.setdefault(_inch(float(number)), set()).add(number)
    return frozenset(each for found in alike.values() if len({*map(float, found)}) > 1 for each in found)


def _centimetres(hit: re.Match[str]) -> str:
    return _ONE.sub(lambda one: f"{_sign(one[0])}{(Decimal(one[0]) / 10).normalize() + 0:f}",
                    hit[1].replace(" mm", "")) + " cm"


def _inches(hit: re.Match[str], close: frozenset[str]) -> str:
    lengths = hit[1].replace(" mm", "")
    first, word, last = lengths.partition(" to ")
    if word and _ONE.fullmatch(first) and _ONE.fullmatch(last):
        low, high = (float(first) / float(INCH) * 16, float(last) / float(INCH) * 16)
        inside = ceil(low - 1e-9), floor(high + 1e-9)
        if inside[0] <= inside[1] and abs(high) * float(INCH) / 16 >= FINEST:
            return f"{_sign(first)}{_sixteenths(inside[0])} to {_sign(last)}{_sixteenths(inside[1])} in"
    return _ONE.sub(lambda one: _sign(one[0]) + _inch(float(one[0]), finer=one[0] in close), lengths) + " in"


def _sign(number: str) -> str:
    return "+" if number.startswith("+") else ""


def _inch(mm: float, *, finer: bool = False) -> str:
    if finer:
        return f"{mm / float(INCH):.3f}"
    if 0 < abs(mm) < FINEST:
        return f"{mm / float(INCH):.3f}" if abs(mm) >= 0.02 else f"{mm / float(INCH):.5f}".rstrip("0")
    return _sixteenths(round(Fraction(mm) * 16 / INCH))


def _sixteenths(count: int) -> str:
    whole, rest = divmod(abs(count), 16)
    part = str(Fraction(rest, 16)) if rest else ""
    return ("-" if count < 0 else "") + (f"{whole} {part}".strip() if whole or not part else part)
