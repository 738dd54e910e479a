"""Lengths, masses and angles as people type them, read exactly; and millimetres printed for people.

Everything is read as a `Fraction`, so that ``37 1/2 in`` is exactly 952.5 mm. Ambiguous texts (``3 4 cm``,
``1,234 mm``, a bare number without an agreed unit) are refused with a message, never guessed.

    >>> float(length("37 1/2 in")), float(length("34,5 cm")), float(length(92.5, "cm"))
    (952.5, 345.0, 925.0)
    >>> as_inches(952.5), as_cm(345), as_mm(12.25)
    ('37 1/2 in', '34.5 cm', '12.2 mm')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from numbers import Integral, Real
from typing import Final

from mtmpattern.errors import MeasurementError, clean
from mtmpattern.letters import bare
from mtmpattern.limits import NUMBER_PLACES, TYPED_LETTERS

Typed = str | int | float | Decimal | Fraction
"""The types of a measurement: text, or a number from JSON, YAML or a program."""



@dataclass(frozen=True, slots=True)
class Quantity:
    """One kind of measurement: its units by name, the unit it is stored in, and the small unit after each large one.

    ``pairs`` maps a large unit to its small one: feet are followed by inches, stones by pounds.
    """

    name: str
    kept: str
    units: dict[str, Fraction]
    spellings: dict[str, str]
    pairs: dict[str, str]
    example: str

    def unit(self, spelling: str) -> str | None:
        """Return the unit that a spelling means, or None: ``Inches`` and ``"`` are ``in``."""
        word = spelling.strip().rstrip(".").casefold()
        return word if word in self.units else self.spellings.get(word)


def _spelt(**units: str) -> dict[str, str]:
    return {word: unit.rstrip("_") for unit, words in units.items() for word in words.split()}


LENGTH: Final = Quantity(
    "length", "mm",
    {"mm": Fraction(1), "cm": Fraction(10), "m": Fraction(1000), "in": Fraction(254, 10), "ft": Fraction(3048, 10)},
    _spelt(mm="millimetre millimetres millimeter millimeters", cm="cms centimetre centimetres centimeter centimeters",
           m="metre metres meter meters", in_='" ins inch inches', ft="' foot feet"),
    {"ft": "in"}, "94 cm, 940 mm or 37 1/2 in")
MASS: Final = Quantity(
    "mass", "kg",
    {"kg": Fraction(1), "g": Fraction(1, 1000), "lb": Fraction(45359237, 100_000_000),
     "st": Fraction(14 * 45359237, 100_000_000)},
    _spelt(kg="kgs kilo kilos kilogram kilograms", g="gram grams", lb="lbs pound pounds", st="stone stones"),
    {"st": "lb"}, "68 kg or 150 lb")
ANGLE: Final = Quantity(
    "angle", "deg", {"deg": Fraction(1)}, _spelt(deg="° degree degrees"), {}, "21 deg")
QUANTITIES: Final = {each.name: each for each in (LENGTH, MASS, ANGLE)}

_MARKS: Final = str.maketrans({
    **dict.fromkeys("“”„″‶＂", '"'), **dict.fromkeys("‘’‚′‵＇", "'"), **dict.fromkeys("−–‐‑", "-"),
    "\t": " ", "⁄": "/", "º": "°",
    # A vulgar fraction becomes " 1/2": NFKC would glue it to the digits and turn 34½ into 341/2.
    **{sign: f" {text} " for sign, text in zip(
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞",
        ["1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/6", "5/6", "1/8", "3/8", "5/8", "7/8"],
        strict=True)},
})

_NUMBER: Final = r"""
    (?P<whole{0}>[0-9]+) (?:[ ]+|-[ ]?) (?P<top{0}>[0-9]+)[ ]*/[ ]*(?P<bottom{0}>[0-9]+)   # 37 1/2, 37-1/2
    | (?P<over{0}>[0-9]+)[ ]*/[ ]*(?P<under{0}>[0-9]+)                                         # 7/8
    | (?P<decimal{0}>[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)                                         # 94, 92.5, 34,5
"""
_UNIT: Final = r"""["'°]|[^\W\d_]+\.?"""
_GROUPED: Final = re.compile(r"[-+]?[ ]*(?P<whole>[0-9]{1,3}(?P<mark>[.,])[0-9]{3})(?!(?P=mark))[.,](?P<part>[0-9]+)")
"""``1.025,5`` or ``1,025.5``: as spreadsheets show numbers."""
_TYPED: Final = re.compile(
    rf"(?P<sign>[-+]?)[ ]*(?:{_NUMBER.format(1)})[ ]*(?P<unit1>{_UNIT})?"
    rf"(?:[ ]*(?:{_NUMBER.format(2)})[ ]*(?P<unit2>{_UNIT})?)?", re.VERBOSE)


def length(value: object, unit: str | None = None, *, signed: bool = False) -> Fraction:
    """Read a length, exact, in mm. ``unit`` is the unit of a bare number; without it a bare number is refused.

    ``signed`` allows alterations such as ``-10 mm``. Raises `MeasurementError`.
    """
    return read(value, LENGTH, unit, signed=signed)


def mass(value: object, unit: str | None = None) -> Fraction:
    """Read a body mass, exact, in kg: ``68 kg``, ``150 lb``, ``10 st 7 lb``. Raises `MeasurementError`."""
    return read(value, MASS, unit)


def angle(value: object, unit: str | None = "deg", *, signed: bool = False) -> Fraction:
    """Read an angle, exact, in degrees: ``21 deg``, ``21°`` or a bare number. Raises `MeasurementError`."""
    return read(value, ANGLE, unit, signed=signed)


def read(value: object, quantity: Quantity, unit: str | None = None, *, signed: bool = False) -> Fraction:
    """Read one value of a quantity, exact, in the unit that the quantity is stored in. Raises `MeasurementError`.

    Codes: ``measurement.empty``, ``.number`` (not readable), ``.unit`` (missing or unknown), ``.type``,
    ``.negative`` and ``.range`` (no body and no garment is that large).
    """
    if unit is not None:
        known = quantity.unit(unit)
        if known is None:
            raise _refused(f"{_shown(unit)} is not a unit of {quantity.name}", "unit", _known(quantity))
        unit = known
    if type(value) is str and len(value) <= TYPED_LETTERS and QUANTITIES.get(quantity.name) is quantity:
        result = _read_again(value, quantity.name, unit)
    elif isinstance(value, str):
        result = _read_text(value, quantity, unit)
    else:
        result = _read_number(value, quantity, unit)
    if abs(result) >= 1_000_000:
        raise _refused(f"{_shown(value)} is larger than any body or garment", "range",
                       f"Write it like {quantity.example}.")
    if result < 0 and not signed:
        raise _refused(f"{_shown(value)} is negative", "negative", f"Give the {quantity.name} as 0 or more.")
    return result


def given_unit(value: object, quantity: Quantity) -> str | None:
    """Return the unit in a readable text, the larger one of a pair; None for a bare number."""
    found = _TYPED.fullmatch(_tidied(value)) if isinstance(value, str) and len(value) <= TYPED_LETTERS else None
    return quantity.unit(found["unit1"]) if found and found["unit1"] else None


def readable(text: str, quantity: Quantity) -> bool:
    """Whether a text with its unit can be read."""
    try:
        read(text, quantity)
    except MeasurementError:
        return False
    return True


def _read_number(value: object, quantity: Quantity, unit: str | None) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, (Real, Decimal)):
        raise _refused(f"{_shown(value)} is not a valid {quantity.name}", "type", f"Write it like {quantity.example}.")
    if isinstance(value, (Fraction, Decimal, Integral)):
        finite = not isinstance(value, Decimal) or value.is_finite()
        if isinstance(value, Decimal) and finite and abs(value.adjusted()) > NUMBER_PLACES:
            raise _refused(f"{value} is not a size of a body or a garment", "range",
                           f"Write it like {quantity.example}.")
        number = Fraction(value) if finite else Fraction(0)
    else:
        # The printed digits of the float, as they were typed: 92.1 is 921/10, not the nearest binary fraction.
        digits = float.__repr__(float(value))
        finite = digits not in ("nan", "inf", "-inf")
        number = Fraction(digits) if finite else Fraction(0)
    if not finite:
        raise _refused(f"{value} is not a number", "number", f"Write it like {quantity.example}.")
    if unit is None:
        raise _no_unit(value, quantity)
    return number * quantity.units[unit]


@lru_cache(maxsize=4096)                        # the same few thousand values fill every table of clients
def _read_again(text: str, name: str, unit: str | None) -> Fraction:
    return _read_text(text, QUANTITIES[name], unit)


def _read_text(text: str, quantity: Quantity, unit: str | None) -> Fraction:
    example = f"Write it like {quantity.example}."
    if not bare(text):
        raise _refused("there is no value", "empty", example)
    if len(text) > TYPED_LETTERS:
        raise _refused(f"{_shown(text)} has {len(text)} characters; at most {TYPED_LETTERS} are read", "number",
                       example)
    tidy = _tidied(text)
    if grouped := _GROUPED.match(tidy):
        plain = f"{grouped['whole'].replace(grouped['mark'], '')}.{grouped['part']}"
        raise _refused(f"{_shown(text)} has a thousands separator", "number", f"Write it without, as {plain}.")
    found = _TYPED.fullmatch(tidy)
    if found is None:
        raise _refused(f"{_shown(text)} cannot be read as one {quantity.name}", "number", example)
    number = _number(found, 1, text)
    named = _unit(found["unit1"], text, quantity)
    if _has_second(found):
        result = _pair(found, number, named, text, quantity)
    elif named is None and unit is None:
        raise _no_unit(text, quantity)
    else:
        _check_pair_with_point(found, named or unit or "", text, quantity)
        result = number * quantity.units[named or unit or quantity.kept]
    return -result if found["sign"] == "-" else result


def _pair(found: re.Match[str], large: Fraction, unit: str | None, text: str, quantity: Quantity) -> Fraction:
    """Feet and inches, stones and pounds: a whole number of the large unit, then less than one of it."""
    small_unit = quantity.pairs.get(unit or "")
    named = _unit(found["unit2"], text, quantity)
    small = _number(found, 2, text)
    if small_unit is None or named not in (None, small_unit):
        raise _refused(f"{_shown(text)} has two numbers that do not belong together", "number",
                       f"Write one {quantity.name}, like {quantity.example}.")
    size, part = quantity.units[unit or ""], quantity.units[small_unit]
    if large.denominator != 1 or small * part >= size:
        raise _refused(f"{_shown(text)}: the {unit} must be whole, the {small_unit} after it less than {size / part}",
                       "number", f"Write one {quantity.name}, like {quantity.example}.")
    return large * size + small * part


def _check_pair_with_point(found: re.Match[str], unit: str, text: str, quantity: Quantity) -> None:
    """Refuse ``5.11 ft``, which is more often 5 ft 11 in than 5.11 feet; ``5.50 ft`` is clear."""
    whole, _, part = (found["decimal1"] or "").replace(",", ".").partition(".")
    small = quantity.pairs.get(unit)
    if small is None or not part or part.startswith("0"):
        return
    size = quantity.units[unit] / quantity.units[small]
    if int(part) < size:
        exact = float(Fraction(f"{whole or 0}.{part}") * size)
        raise _refused(f"{_shown(text)} can mean {whole or 0} {unit} {part} {small} or {exact:.1f} {small}", "number",
                       "Write the one that is meant.")


def _has_second(found: re.Match[str]) -> bool:
    return any(found[f"{part}2"] is not None for part in ("whole", "over", "decimal"))


def _number(found: re.Match[str], place: int, text: str) -> Fraction:
    whole, decimal = found[f"whole{place}"], found[f"decimal{place}"]
    if decimal is not None:
        before, comma, after = decimal.partition(",")
        if comma and len(after) == 3 and before.strip("0"):
            raise _refused(f"{_shown(text)} can mean {before}.{after} or {before}{after}", "number",
                           "Write a decimal point, and no thousands separator.")
        return Fraction(decimal.replace(",", "."))
    top, bottom = (found[f"top{place}"], found[f"bottom{place}"]) if whole else (
        found[f"over{place}"], found[f"under{place}"])
    if int(bottom) == 0:
        raise _refused(f"{_shown(text)} divides by 0", "number", "Write the fraction like 1/2.")
    fraction = Fraction(int(top), int(bottom))
    if whole and fraction >= 1:
        raise _refused(f"{_shown(text)}: after a whole number the fraction must be less than 1", "number",
                       "Write it like 37 1/2.")
    return fraction + int(whole or 0)


def _unit(spelling: str | None, text: str, quantity: Quantity) -> str | None:
    if not spelling:
        return None
    unit = quantity.unit(spelling)
    if unit is None:
        raise _refused(f"{_shown(text)}: {_shown(spelling)} is not a unit of {quantity.name}", "unit",
                       _known(quantity))
    return unit


def _tidied(text: str) -> str:
    """One spelling of quotes, dashes, spaces and fractions; two single quotes are an inch mark."""
    return re.sub(" +", " ", bare(text).translate(_MARKS)).replace("''", '"').replace(' "', '"').strip()


def _known(quantity: Quantity) -> str:
    return f"Use one of {', '.join(quantity.units)}."


def _no_unit(value: object, quantity: Quantity) -> MeasurementError:
    return _refused(f"{_shown(value)} has no unit", "unit",
                    f"Write the unit with it, like {quantity.example}, or set one unit for all bare numbers.")


def _refused(message: str, code: str, hint: str) -> MeasurementError:
    return MeasurementError(message, code=f"measurement.{code}", hint=hint)


def _shown(value: object) -> str:
    """Put a value into a sentence: short, on one line, without control characters; huge integers are not spelt out."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**30:
        return "a number of more than 30 digits"
    if not isinstance(value, (str, Real, Decimal)) or isinstance(value, bool):
        return "yes or no" if isinstance(value, bool) else f"a value of type {type(value).__name__}"
    try:
        whole = str(value)
    except ValueError:                          # a fraction with more digits than Python prints
        return "a number of more than 30 digits"
    text = clean(whole, TYPED_LETTERS)
    return text if len(whole) <= TYPED_LETTERS else f"{text[:24]}..."


# ---- Printing -------------------------------------------------------------------------------------------------------

def as_mm(mm: float) -> str:
    """``12.2 mm``: to a tenth, trailing zeros left out."""
    return f"{_decimal(mm, 1)} mm"


def as_cm(mm: float) -> str:
    """``34.5 cm``: to a tenth of a millimetre, trailing zeros left out."""
    return f"{_decimal(mm / 10, 2)} cm"


def as_inches(mm: float) -> str:
    """``37 1/2 in``: to the nearest sixteenth, reduced, as on a tape."""
    return f"{_sixteenths(mm)} in"


def printed(mm: float, unit: str) -> str:
    """Print a length given in mm in one of the units ``mm``, ``cm`` and ``in``."""
    return {"mm": as_mm, "cm": as_cm, "in": as_inches}[unit](mm)


def number_in(mm: float, unit: str) -> str:
    """Print only the number that `printed` shows, for ``70 to 160`` with the unit written once."""
    return printed(mm, unit).rsplit(" ", 1)[0]


FINEST_PLACES: Final = 6
"""The decimals beyond those wanted with which two numbers are told apart at most."""


def places_apart(*values: float, places: int = 0) -> int:
    """The decimals, ``places`` or more, with which numbers that differ are still printed differently.

    A sentence that compares a number with a bound prints both with these: ``90.04 is more than 90.00``.
    """
    numbers = set(values)
    for more in range(places, places + FINEST_PLACES):
        if len({printed_to(value, more) for value in numbers}) == len(numbers):
            return more
    return places


def apart(*values: float, places: int = 0) -> tuple[str, ...]:
    """Numbers with as many decimals as `places_apart` says."""
    finer = places_apart(*values, places=places)
    return tuple(printed_to(value, finer) for value in values)


def printed_to(value: float, places: int) -> str:
    """A number with that many decimals, and without a sign where these are all 0."""
    text = f"{value:.{places}f}"
    return text.lstrip("-") if not text.strip("-0.") else text


def printed_apart(mm: float, other: float, unit: str) -> tuple[str, str]:
    """Two lengths in ``unit``, as `printed` shows them; with more decimals where they would look equal and are not."""
    texts = printed(mm, unit), printed(other, unit)
    if texts[0] != texts[1] or mm == other:
        return texts
    size = float(LENGTH.units[unit])
    first, second = apart(mm / size, other / size, places=1)
    return f"{first} {unit}", f"{second} {unit}"


def typed(value: float) -> str:
    """A number as somebody typed it: rounded to six digits only where these are all that it has."""
    short = f"{value:g}"
    return short if float(short) == value else exact(value)


def exact(value: float, unit: str = "") -> str:
    """A number with its unit, for files: every digit, no exponent, so that the same float is read back.

    With the unit ``%`` a fraction is written in per cent: ``exact(0.05, "%")`` is ``5 %``.
    """
    text = repr(float(value))
    if unit == "%" or "e" in text or "n" in text:           # 1e+16, inf, nan
        number = Decimal(text) * (100 if unit == "%" else 1)
        text = f"{number.normalize():f}"
    return f"{text.removesuffix('.0')} {unit}".rstrip()


def _decimal(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _sixteenths(mm: float) -> str:
    count = round(Fraction(mm) * 16 / LENGTH.units["in"])
    whole, rest = divmod(abs(count), 16)
    sign = "-" if count < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{f'{whole} ' if whole else ''}{Fraction(rest, 16)}"
