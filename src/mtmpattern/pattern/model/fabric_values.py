"""The single values of a fabric file: lengths, shares, masses, stiffnesses, names and words, each with its fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from mtmpattern import errors, units
from mtmpattern.documents import Node
from mtmpattern.errors import FileFormatError, MeasurementError, did_you_mean
from mtmpattern.pattern.model.drape_figures import BENDING, KES_BENDING, KES_SHEAR, SHEAR

_NUMBER: Final = r"(?P<number>[0-9]{1,7}(?:[.,][0-9]{1,30})?)"
_NAME: Final = re.compile(r"[^\W_][\w .,/+-]{0,59}")
_TEXT: Final = re.compile(r"[^\W_][\w .,/+%()-]{0,79}")
_MASS: Final = re.compile(
    r"(?P<number>[0-9]{1,6}(?:[.,][0-9]{1,30})?)\s*(?P<unit>g/m2|g/m²|gsm|oz/yd2|oz/yd²|)", re.IGNORECASE)
_SHARE: Final = re.compile(r"(?P<number>-?[0-9]{1,4}(?:[.,][0-9]{1,30})?)\s*(?P<percent>%?)")
_BARE: Final = re.compile(_NUMBER)
_GRAMS: Final = re.compile(_NUMBER + r"\s*(?P<unit>g|mg)")
_STIFFNESS: Final = re.compile(_NUMBER + r"\s*(?P<unit>[^\d\s].{0,20})")
_CODE: Final = re.compile(r"[0-9A-Z]{1,3}")
_OZ_PER_YD2: Final = Fraction(28349523125, 10**9) / Fraction(9144, 10**4) ** 2
_DOTS: Final = str.maketrans({"µ": "u", "μ": "u", "·": " ", "*": " ", ".": " ", "²": "2", "°": "degree"})
_BENDINGS: Final = {BENDING: Fraction(1), "gf cm2/cm": Fraction(Decimal(repr(KES_BENDING)))}
_FORCES: Final = {"N/m": Fraction(1), "gf/cm": Fraction(980665, 1_000_000), "kN/m": Fraction(1000)}
_SHEARS: Final = {SHEAR: Fraction(1), "gf/cm degree": Fraction(Decimal(repr(KES_SHEAR)))}
_SAME: Final = {"gf/(cm degree)": "gf/cm degree", "gf/cm deg": "gf/cm degree", "gf/(cm deg)": "gf/cm degree",
                "uNm": "uN m"}
_MOST: Final = 40
"""The most entries of a list or block; no label and no machine has more."""



def length(node: Node, unit: str | None) -> Fraction:
    """A length in mm; ``unit`` is what a bare number is in."""
    try:
        return units.length(node.content if node.scalar and not node.empty else node.text(), unit)
    except MeasurementError as error:
        raise fault(node, error.code.rpartition(".")[2], error.problems[0].message,
                    "Write it with its unit, like 150 cm or 0.6 mm.") from None


def share(node: Node) -> Fraction:
    """A share such as ``5 %`` as a fraction of 1."""
    found = _SHARE.fullmatch(node.text())
    if not found:
        raise fault(node, "number", f"{short(node)} is not a share", "Write it like 5 %.")
    number = Fraction(found["number"].replace(",", "."))
    if found["percent"]:
        return number / 100
    if abs(number) >= 1:                                # 5 might be 5 % or 500 %: never guessed
        raise fault(node, "unit", f"{short(node)} has no % sign", f"Write {short(node)} %, or a fraction below 1.")
    return number


def mass(node: Node) -> Fraction:
    """A mass of cloth in g/m2."""
    found = _MASS.fullmatch(node.text())
    if not found:
        raise fault(node, "number", f"{short(node)} is not a mass of cloth", "Write it like 180 g/m2 or 5.3 oz/yd2.")
    number = Fraction(found["number"].replace(",", "."))
    return number * (_OZ_PER_YD2 if found["unit"].casefold().startswith("oz") else 1)


def grams(node: Node) -> Fraction:
    """A small mass in grams, with its unit."""
    found = _GRAMS.fullmatch(node.text())
    if not found:
        raise fault(node, "number", f"{short(node)} is not a mass of yarn", "Write it like 0.43 mg or 0.0043 g.")
    return Fraction(found["number"].replace(",", ".")) / (1000 if found["unit"] == "mg" else 1)


def number(node: Node) -> Fraction:
    """A number without a unit."""
    found = _BARE.fullmatch(node.text())
    if not found:
        raise fault(node, "number", f"{short(node)} is not a number", "Write digits, like 60 or 0.8.")
    return Fraction(found["number"].replace(",", "."))


def bending(node: Node) -> Fraction:
    """A bending stiffness in uN m."""
    return _stiffness(node, _BENDINGS, "12 uN m or 0.12 gf cm2/cm")


def tensile(node: Node) -> Fraction:
    """A tensile stiffness in N/m."""
    return _stiffness(node, _FORCES, "120 N/m")


def shear(node: Node) -> Fraction:
    """A shear stiffness in N/m per radian."""
    return _stiffness(node, _SHEARS, "40 N/m or 0.7 gf/cm degree")


def _stiffness(node: Node, known: dict[str, Fraction], example: str) -> Fraction:
    found = _STIFFNESS.fullmatch(node.text())
    if not found:
        raise fault(node, "number", f"{short(node)} is not a stiffness with its unit", f"Write it like {example}.")
    unit = " ".join(found["unit"].translate(_DOTS).split())
    factor = known.get(_SAME.get(unit, unit))
    if factor is None:
        raise fault(node, "unit", f"{short(node)} is in a unit that is not read here", f"Write it like {example}.")
    return Fraction(found["number"].replace(",", ".")) * factor


def fabric_name(node: Node) -> str:
    """The name of a fabric."""
    if not _NAME.fullmatch(node.text()):
        raise fault(node, "name", f"{short(node)} is not the name of a fabric",
                    "Use letters, digits, spaces and - . , / +, at most 60 in all.")
    return node.text()


def text(node: Node) -> str:
    """A short text on one line, such as the name of a yarn."""
    if not _TEXT.fullmatch(node.text()):
        raise fault(node, "name", f"{short(node)} cannot be written on a label",
                    "Use letters, digits, spaces and - . , / + % ( ), at most 80 in all.")
    return node.text()


def code(node: Node) -> str:
    """A machine's number for the size of a stitch: digits or capitals, three at most."""
    if not _CODE.fullmatch(node.text()):
        raise fault(node, "number", f"{short(node)} is not a stitch number", "Write it like 38, or like C.")
    return node.text()


def word(node: Node, known: Iterable[str], *, at: str = "", at_key: bool = False,
         find: Callable[[str], str] | None = None) -> str:
    """One of the known words; ``find`` gives the known word for what people write, or nothing."""
    listed = tuple(known)
    typed = at or node.text()
    meant = find(typed) if find else typed if typed in listed else ""
    if meant:
        return meant
    raise FileFormatError.of([node.problem(
        f"{node.path}: {clean(typed)} is not known", "fabric.word",
        did_you_mean(typed, listed, f"Use one of {', '.join(listed)}."), at_key=at_key,
        path=node.path, said=clean(typed))])


def bounded(value: Fraction, node: Node, limits: tuple[float, float], unit: str) -> float:
    """The number as a float, refused outside its limits; ``unit`` is for the sentence, ``%`` counts in hundredths."""
    least, most = limits
    found = float(value)
    if least <= found <= most:
        return found
    scale = 100 if unit == "%" else 1
    bounds = f"{least * scale:g} to {most * scale:g} {unit}".rstrip()
    shown = f"{found * scale:g} {unit}".rstrip()
    raise fault(node, "range", f"{shown} is outside {bounds}", "Check the number and its unit.")


def fault(node: Node, code: str, message: str, hint: str) -> FileFormatError:
    """A fault of a value, with its place."""
    return FileFormatError.of([node.problem(f"{node.path}: {message}", f"fabric.{code}", hint)])


def short(node: Node) -> str:
    """The value as typed, fit for one line."""
    return clean(node.text())


def clean(typed: str) -> str:
    """Typed text without control characters, cut to fit a sentence."""
    tidy = errors.clean(typed, 41)
    return tidy if len(tidy) <= 40 else f"{tidy[:37]}..."


def few(node: Node, parts: Mapping[str, Node]) -> Mapping[str, Node]:
    """The entries of a list or block; an error where they are more than any label or machine has."""
    if len(parts) > _MOST:
        raise fault(node, "range", f"{len(parts)} entries are more than {_MOST}", "Is it the right file?")
    return parts


def strange(node: Node, name: str, what: str, known: tuple[str, ...]) -> FileFormatError:
    """The error for an unknown line, with the name that was probably meant."""
    return FileFormatError.of([node.problem(
        f"{what} has no {clean(name)}", "fabric.field",
        did_you_mean(name, known, f"Use one of {', '.join(known)}."), at_key=True, what=what, name=clean(name))])
