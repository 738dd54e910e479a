"""Reading a fabric: a shipped name, a YAML or JSON file or a dict becomes a `Fabric`, or one report of all faults.

::

    name: jersey
    kind: knit                          # knit, woven or fusible
    width: 150 cm                       # usable, between the selvedges
    mass: 180 g/m2
    shrinkage: {warp: 5 %, weft: 4 %}   # further: selvedge thickness fusing stretch recovery nap repeat price
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from os import PathLike
from typing import Any, Final

from mtmpattern import units
from mtmpattern.documents import Faults, Node, Source, nearest, read_document
from mtmpattern.errors import FileFormatError, MeasurementError, Problem
from mtmpattern.pattern.fabric import KINDS, LIMITS, Fabric, Price

_NAME: Final = re.compile(r"[^\W_][\w .,/+-]{0,59}")
_MASS: Final = re.compile(
    r"(?P<number>[0-9]{1,6}(?:[.,][0-9]{1,30})?)\s*(?P<unit>g/m2|g/m²|gsm|oz/yd2|oz/yd²|)", re.IGNORECASE)
_SHARE: Final = re.compile(r"(?P<number>-?[0-9]{1,4}(?:[.,][0-9]{1,30})?)\s*(?P<percent>%?)")
_PRICE: Final = re.compile(r"(?P<amount>[0-9]{1,7}(?:\.[0-9]{1,4})?)\s*(?P<currency>[A-Z]{3})\s*/\s*m")
_OZ_PER_YD2: Final = Fraction(28349523125, 10**9) / Fraction(9144, 10**4) ** 2
_SHARES: Final = ("shrinkage", "fusing", "stretch", "recovery")
_REQUIRED: Final = ("name", "kind", "width", "mass")
_ASIDE: Final = ("unit", "note")                        # the unit of bare lengths; a remark for people


def read(source: str | PathLike[str] | Mapping[str, Any]) -> Fabric:
    """What `mtmpattern.pattern.fabric.read_fabric` does."""
    if isinstance(source, str) and _word(source):
        if source in shipped():
            return _shipped(source)
        near = nearest(source, shipped())
        raise FileFormatError(f"there is no fabric {source}", code="fabric.unknown", where=source, hint=(
            f"Did you mean {near}? " if near else "") + f"Known are {', '.join(shipped())}; or give a .yaml file.")
    return _read(source)


@cache
def shipped() -> tuple[str, ...]:
    """The names of the shipped fabrics, sorted."""
    folder = resources.files("mtmpattern.data") / "fabrics"
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


@cache
def _shipped(name: str) -> Fabric:
    return _read((resources.files("mtmpattern.data") / "fabrics" / f"{name}.yaml").read_text("utf-8"))


def _word(text: str) -> bool:
    """A bare name, neither a path nor the text of a file."""
    return bool(text) and not set(text) & set("./\\\n{:") and len(text) <= 60


def _read(source: Source) -> Fabric:
    faults = Faults()
    fields = read_document(source, what="fabric file", faults=faults).mapping()
    values: dict[str, Any] = {}
    with faults.caught():
        unit = _unit(fields["unit"]) if "unit" in fields else None
        for name, node in fields.items():
            with faults.caught():
                values |= _value(name, node, unit)
    file = next((node.file for node in fields.values()), "")
    faults.add(*(Problem(f"the fabric has no {name}", "fabric.missing", name, f"Add a line `{name}: ...`.", file)
                 for name in _REQUIRED if name not in fields))
    faults.check(FileFormatError)
    return Fabric(**values)


def _value(name: str, node: Node, unit: str | None) -> dict[str, Any]:
    """The fields of `Fabric` that one entry of the file gives."""
    if name in _ASIDE:
        return {}
    if name in _PAIRS:
        return {f"{name}_{side}": _bounded(f"{name}_{side}", _PAIRS[name](part, unit), part)
                for side, part in _sides(node).items()}
    if name in _SINGLE:
        return {name: _bounded(name, _SINGLE[name](node, unit), node)}
    if name not in _PLAIN:
        known = (*_PLAIN, *_SINGLE, *_PAIRS, *_ASIDE)
        near = nearest(name, known)
        raise FileFormatError.of([node.problem(
            f"a fabric has no {name[:40]}", "fabric.field",
            f"Did you mean {near}?" if near else f"Known are {', '.join(known)}.", at_key=True)])
    return {name: _PLAIN[name](node)}


def _bounded(field: str, value: Fraction, node: Node) -> float:
    least, most = LIMITS[field]
    number = float(value)
    if least <= number <= most:
        return number
    unit = "g/m2" if field == "mass" else "%" if field.startswith(_SHARES) else "mm"
    scale = 100 if unit == "%" else 1
    bounds = f"{least * scale:g} to {most * scale:g} {unit}"
    raise _fault(node, "range", f"{number * scale:g} {unit} is outside {bounds}",
                 "Check the number and its unit.")


def _length(node: Node, unit: str | None) -> Fraction:
    try:
        return units.length(node.content if node.scalar and not node.empty else node.text(), unit)
    except MeasurementError as error:
        raise _fault(node, error.code.rpartition(".")[2], error.problems[0].message,
                     "Write it with its unit, like 150 cm or 0.6 mm.") from None


def _share(node: Node, _unit: str | None) -> Fraction:
    found = _SHARE.fullmatch(node.text())
    if not found:
        raise _fault(node, "number", f"{_short(node)} is not a share", "Write it like 5 %.")
    number = Fraction(found["number"].replace(",", "."))
    if found["percent"]:
        return number / 100
    if abs(number) >= 1:                                # 5 might be 5 % or 500 %: never guessed
        raise _fault(node, "unit", f"{_short(node)} has no % sign", f"Write {_short(node)} %, or a fraction below 1.")
    return number


def _mass(node: Node, _unit: str | None) -> Fraction:
    found = _MASS.fullmatch(node.text())
    if not found:
        raise _fault(node, "number", f"{_short(node)} is not a mass of cloth", "Write it like 180 g/m2 or 5.3 oz/yd2.")
    number = Fraction(found["number"].replace(",", "."))
    return number * (_OZ_PER_YD2 if found["unit"].casefold().startswith("oz") else 1)


def _name(node: Node) -> str:
    if not _NAME.fullmatch(node.text()):
        raise _fault(node, "name", f"{_short(node)} is no name of a fabric",
                     "Use letters, digits, spaces and - . , / +, at most 60 in all.")
    return node.text()


def _kind(node: Node) -> str:
    if node.text() not in KINDS:
        raise _fault(node, "kind", f"{_short(node)} is no kind of cloth", f"Known are {', '.join(KINDS)}.")
    return node.text()


def _price(node: Node) -> Price:
    found = _PRICE.fullmatch(node.text())
    if not found:
        raise _fault(node, "price", f"{_short(node)} is no price of a running metre", "Write it like 6.80 EUR/m.")
    return Price(Decimal(found["amount"]), found["currency"])


def _unit(node: Node) -> str:
    unit = units.LENGTH.unit(node.text())
    if unit is None:
        known = ", ".join(units.LENGTH.units)
        raise _fault(node, "unit", f"{_short(node)} is not a unit of length", f"Known are {known}.")
    return unit


def _sides(node: Node) -> Mapping[str, Node]:
    """The entries ``warp`` and ``weft`` of a value such as shrinkage."""
    sides = node.mapping()
    wrong = [part.problem(f"{node.path} has no {name}", "fabric.field", "It has warp and weft.", at_key=True)
             for name, part in sides.items() if name not in ("warp", "weft")]
    if wrong:
        raise FileFormatError.of(wrong)
    return sides


def _fault(node: Node, code: str, message: str, hint: str) -> FileFormatError:
    return FileFormatError.of([node.problem(f"{node.path}: {message}", f"fabric.{code}", hint)])


def _short(node: Node) -> str:
    """The value as typed, fit for one line."""
    text = "".join(sign if sign.isprintable() else "?" for sign in node.text())
    return text if len(text) <= 40 else f"{text[:37]}..."


_PLAIN: Final[dict[str, Callable[[Node], Any]]] = {"name": _name, "kind": _kind, "nap": Node.flag, "price": _price}
_SINGLE: Final[dict[str, Callable[[Node, str | None], Fraction]]] = {
    "width": _length, "selvedge": _length, "thickness": _length, "mass": _mass, "recovery": _share,
}
_PAIRS: Final[dict[str, Callable[[Node, str | None], Fraction]]] = {
    "shrinkage": _share, "fusing": _share, "stretch": _share, "repeat": _length,
}
