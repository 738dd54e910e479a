"""Reading a fabric: a shipped name, a YAML or JSON file or a dict becomes a `Fabric`, or one report of all faults.

::

    name: jersey
    kind: knit                          # knit, woven, fusible or swatch
    width: 150 cm                       # usable, between the selvedges; or full_width, over them
    mass: 180 g/m2
    shrinkage: {warp: 5 %, weft: 4 %}

Further there are selvedge, thickness, fusing, stretch, recovery, nap, print, form, repeat, origin, fibres, care, drape,
price; of a swatch, swatch in place of width and mass. ``docs/fabrics.md`` explains them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from os import PathLike
from typing import Any, Final

from mtmpattern import units
from mtmpattern.documents import Faults, Node, Source, read_document
from mtmpattern.errors import FileFormatError, MeasurementError, Problem, did_you_mean
from mtmpattern.pattern.model import fabric as care_label
from mtmpattern.pattern.model import fabric as drape_figures
from mtmpattern.pattern.model import fabric as swatches
from mtmpattern.pattern.model.fabric import (
    BENDING,
    FORMS,
    KES_BENDING,
    KES_SHEAR,
    KINDS,
    PRINTS,
    SHEAR,
    DrapeFigures,
    Fabric,
    Fibre,
    Price,
    RibGauge,
    Swatch,
    SwatchCount,
    contradictions,
)
from mtmpattern.pattern.model.fabric import LIMITS_FABRIC as LIMITS

# ---- Single values -----------------------------------------------------------------------------------------------


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
    """A shear stiffness in N/m to the radian."""
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


def name(node: Node) -> str:
    """The name of a fabric."""
    if not _NAME.fullmatch(node.text()):
        raise fault(node, "name", f"{short(node)} is not the name of a fabric",
                    "Use letters, digits, spaces and - . , / +, at most 60 in all.")
    return node.text()


def text(node: Node) -> str:
    """A short text on one line, such as what a yarn is called."""
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
    said = at or node.text()
    meant = find(said) if find else said if said in listed else ""
    if meant:
        return meant
    raise FileFormatError.of([node.problem(
        f"{node.path}: {clean(said)} is not known", "fabric.word",
        did_you_mean(said, listed, f"Use one of {', '.join(listed)}."), at_key=at_key,
        path=node.path, said=clean(said))])


def bounded(field: str, value: Fraction, node: Node, limits: tuple[float, float], unit: str) -> float:
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
    """What somebody typed, without control characters, cut to what a sentence can hold."""
    tidy = "".join(sign if sign.isprintable() else "?" for sign in typed[:41])
    return tidy if len(tidy) <= 40 else f"{tidy[:37]}..."


# ---- Whole files -------------------------------------------------------------------------------------------------


_PRICE: Final = re.compile(r"(?P<amount>[0-9]{1,7}(?:\.[0-9]{1,4})?)\s*(?P<currency>[A-Z]{3})\s*/\s*m")
_SHARES: Final = ("shrinkage", "fusing", "stretch", "recovery")
_REQUIRED: Final = ("name", "kind", "width", "mass")
_REQUIRED_OF_SWATCH: Final = ("name", "kind", "swatch")
_ASIDE: Final = ("unit", "note")                        # the unit of bare lengths; a remark for people
_FOLDERS: Final = ("fabrics", "swatches")
_MOST: Final = 40
"""Entries of a list or block; no label and no machine has more."""


def read(source: str | PathLike[str] | Mapping[str, Any]) -> Fabric:
    """What `mtmpattern.pattern.model.fabric.read_fabric` does."""
    if isinstance(source, str) and _word(source):
        if source in shipped():
            return _shipped(source)
        known = f"Use one of {', '.join(shipped())}, or a .yaml file."
        raise FileFormatError(f"there is no fabric {source}", code="fabric.unknown",
                              hint=f"{did_you_mean(source, shipped())} {known}".lstrip(), params={"name": source})
    return _read(source)


@cache
def shipped() -> tuple[str, ...]:
    """The names of the shipped fabrics, swatches among them, sorted."""
    return tuple(sorted(file.name.removesuffix(".yaml") for folder in _FOLDERS
                        for file in (resources.files("mtmpattern.data") / folder).iterdir()
                        if file.name.endswith(".yaml")))


@cache
def _shipped(name: str) -> Fabric:
    files = (resources.files("mtmpattern.data") / folder / f"{name}.yaml" for folder in _FOLDERS)
    return _read(next(file for file in files if file.is_file()).read_text("utf-8"))


def _word(text: str) -> bool:
    """A bare name, neither a path nor the text of a file."""
    return bool(text) and not set(text) & set("./\\\n{:") and len(text) <= 60


def _read(source: Source) -> Fabric:
    faults = Faults()
    top = read_document(source, what="fabric file", faults=faults)
    lines = _few(top, top.mapping())
    values: dict[str, Any] = {}
    with faults.caught():
        unit = _unit(lines["unit"]) if "unit" in lines else None
        for name, node in lines.items():
            with faults.caught():
                values |= _value(name, node, unit)
        with faults.caught():
            values |= _usable_width(values, lines)
    file = next((node.file for node in lines.values()), "")
    of_swatch = values.get("kind") == "swatch"
    faults.add(*(Problem(f"the fabric has no {name}", "fabric.missing", name, f"Add a line `{name}: ...`.", file,
               params={"name": name})
                 for name in (_REQUIRED_OF_SWATCH if of_swatch else _REQUIRED)
                 if name not in lines and not (name == "width" and "full_width" in lines)))
    values.pop("full_width", None)
    faults.add(*(_placed(problem, lines) for problem in _together(values, lines)))
    faults.check(FileFormatError)
    if of_swatch:
        values = {name: value for name, value in values.items() if name not in ("kind", "width", "mass")}
        return Fabric.of_swatch(**values)
    return Fabric(**values)


def _together(values: Mapping[str, Any], lines: Mapping[str, Node]) -> list[Problem]:
    """What cannot be together, among what could be read; where the kind could not be, nothing is said of it."""
    if "kind" not in values:
        return []
    if values["kind"] == "swatch" and "swatch" not in values:
        return []                                       # it is missing, or has faults of its own
    if values["kind"] != "swatch":
        return contradictions(values)
    known = {name: value for name, value in values.items() if name not in ("width", "mass")}
    return contradictions(known) + [
        Problem(f"a swatch has no {key}", "fabric.swatch", key, "Leave it out: it is knitted to shape, and weighed by "
                "its stitches.", params={"key": key}) for key in ("width", "full_width", "mass") if key in lines]


def _placed(problem: Problem, lines: Mapping[str, Node]) -> Problem:
    """The problem with the place of the line that it names."""
    node = lines.get(problem.where)
    return problem if node is None else replace(
        problem, where=node.pointer, file=node.file, line=node.key_line or node.line,
        column=node.key_column or node.column)


def _usable_width(values: Mapping[str, Any], lines: Mapping[str, Node]) -> dict[str, float]:
    """The width between the selvedges, from the full width and the selvedges."""
    if "full_width" not in values:
        return {}
    node = lines["full_width"]
    if "width" in lines:
        raise FileFormatError.of([node.problem("the width is stated twice, as width and as full_width", "fabric.twice",
                                               "Keep one: width is usable, between the selvedges.", at_key=True)])
    if values.get("kind") == "swatch" or ("selvedge" in lines and "selvedge" not in values):
        return {}                                       # reported elsewhere
    usable = values["full_width"] - Fraction(repr(values.get("selvedge", 0.0))) * 2
    return {"width": bounded("width", usable, node, LIMITS["width"], "mm")}


def _value(name: str, node: Node, unit: str | None) -> dict[str, Any]:
    """The fields of `Fabric` that one line of the file gives."""
    if name in _ASIDE:
        return {}
    if name == "full_width":
        return {name: length(node, unit)}
    if name in _PAIRS:
        return {f"{name}_{side}": _number(f"{name}_{side}", _PAIRS[name](part, unit), part)
                for side, part in _sides(node).items()}
    if name in _SINGLE:
        return {name: _number(name, _SINGLE[name](node, unit), node)}
    if name not in _PLAIN:
        raise _strange(node, name, "a fabric", (*_PLAIN, *_SINGLE, "full_width", *_PAIRS, *_ASIDE))
    return {name: _PLAIN[name](node)}


def _number(field: str, value: Fraction, node: Node) -> float:
    unit = "g/m2" if field == "mass" else "%" if field.startswith(_SHARES) else "mm"
    return bounded(field, value, node, LIMITS[field], unit)


def _kind(node: Node) -> str:
    if node.text() not in KINDS:
        raise fault(node, "kind", f"{short(node)} is not a kind of cloth", f"Use one of {', '.join(KINDS)}.")
    return node.text()


def _price(node: Node) -> Price:
    found = _PRICE.fullmatch(node.text())
    if not found:
        raise fault(node, "price", f"{short(node)} is not a price of a running metre", "Write it like 6.80 EUR/m.")
    return Price(Decimal(found["amount"]), found["currency"])


def _unit(node: Node) -> str:
    unit = units.LENGTH.unit(node.text())
    if unit is None:
        known = ", ".join(units.LENGTH.units)
        raise fault(node, "unit", f"{short(node)} is not a unit of length", f"Use one of {known}.")
    return unit


def _sides(node: Node) -> Mapping[str, Node]:
    """The entries ``warp`` and ``weft`` of a value such as shrinkage."""
    sides = node.mapping()
    wrong = [part.problem(f"{node.path} has no {clean(name)}", "fabric.field", "It has warp and weft.", at_key=True,
                          path=node.path, name=clean(name))
             for name, part in sides.items() if name not in ("warp", "weft")]
    if wrong:
        raise FileFormatError.of(wrong)
    return sides


# ---- Fibres and care ----------------------------------------------------------------------------------------------

def _fibres(node: Node) -> tuple[Fibre, ...]:
    """``{cotton: 95 %, elastane: 5 %}``."""
    faults, fibres = Faults(), []
    for name, part in _few(node, node.mapping()).items():
        with faults.caught():
            meant = word(part, care_label.FIBRES, at=name, at_key=True, find=care_label.fibre_name)
            fibres.append(Fibre(meant, bounded("fibres", share(part), part, (0, 1), "%")))
    if not faults:
        faults.add(*(replace(problem, file=node.file, line=node.line, column=node.column)
                     for problem in care_label.fibre_problems(fibres)))
    faults.check(FileFormatError)
    return tuple(fibres)


def _care(node: Node) -> tuple[str, ...]:
    """``[wash 40, do not bleach, line dry]``."""
    faults, words = Faults(), []
    for part in _few(node, {str(place): part for place, part in enumerate(node.sequence())}).values():
        with faults.caught():
            words.append(word(part, care_label.CARE_WORDS, find=care_label.care_word))
    faults.add(*(replace(problem, file=node.file, line=node.line, column=node.column)
                 for problem in care_label.care_problems(words)))
    faults.check(FileFormatError)
    return tuple(words)


# ---- Drape --------------------------------------------------------------------------------------------------------

def _drape(node: Node) -> DrapeFigures:
    """``{bending: {warp: 12 uN m, weft: 9 uN m}, tensile: ..., shear: 40 N/m, friction: 0.3, source: ...}``."""
    faults = Faults()
    values: dict[str, float] = {}
    readers = {"bending": bending, "tensile": tensile, "shear": shear,
               "friction": number}
    lines = node.mapping()
    for name, part in lines.items():
        with faults.caught():
            if name == "source":
                part.text()                             # for people; it changes no pattern, so it is not kept
            elif name not in readers:
                raise _strange(part, name, "drape", (*readers, "source"))
            elif drape_figures.NAMES[name]:
                for side, each in _both_sides(part).items():
                    field = f"{name}_{side}"
                    values[field] = _figure(field, readers[name](each), each)
            else:
                values[name] = _figure(name, readers[name](part), part)
    faults.add(*(node.problem(f"drape has no {name}", "fabric.missing", "A drape needs all of its figures.", name=name)
                 for name in drape_figures.NAMES if name not in lines))
    faults.check(FileFormatError)
    return DrapeFigures(**values)


def _both_sides(node: Node) -> Mapping[str, Node]:
    """Warp and weft; one value stands for both."""
    sides = {"warp": node, "weft": node} if node.scalar else _sides(node)
    missing = [node.problem(f"{node.path} has no {side}", "fabric.missing", "Write both, or one value for both.",
                            path=node.path, side=side)
               for side in ("warp", "weft") if side not in sides]
    if missing:
        raise FileFormatError.of(missing)
    return sides


def _figure(field: str, value: Fraction, node: Node) -> float:
    least, most, unit = drape_figures.LIMITS[field]
    return bounded(field, value, node, (least, most), unit)


# ---- Swatch -------------------------------------------------------------------------------------------------------

def _swatch(node: Node) -> Swatch:
    faults = Faults()
    values: dict[str, Any] = {}
    lines = node.mapping()
    for name, part in lines.items():
        with faults.caught():
            if name not in _SWATCH:
                raise _strange(part, name, "a swatch", tuple(_SWATCH))
            values[name] = _SWATCH[name](part)
    faults.add(*(node.problem(f"the swatch has no {name}", "fabric.missing", f"Add a line `{name}: ...` to it.",
               name=name)
                 for name in ("structure", "yarn", "stitches", "courses", "stitch_mass") if name not in lines))
    faults.check(FileFormatError)
    made = Swatch(**values)
    _ = bounded("mass", Fraction(repr(made.mass)), node, LIMITS["mass"], "g/m2")
    return made


def _count(node: Node) -> SwatchCount:
    """``{mean: 60, spread: 0.8}``, to 10 cm."""
    lines = node.mapping()
    wrong = [part.problem(f"{node.path} has no {clean(name)}", "fabric.field", "It has mean and spread.", at_key=True,
                          path=node.path, name=clean(name))
             for name, part in lines.items() if name not in ("mean", "spread")]
    wrong += [node.problem(f"{node.path} has no {name}", "fabric.missing",
                           "Write {mean: 60, spread: 0.8}: to 10 cm, and the standard deviation of several counts.",
                           path=node.path, name=name)
              for name in ("mean", "spread") if name not in lines]
    if wrong:
        raise FileFormatError.of(wrong)
    count = SwatchCount(float(number(lines["mean"])), float(number(lines["spread"])))
    wrong = swatches.count_problems(node.path.rpartition(".")[2], count)
    if wrong:
        raise FileFormatError.of(replace(problem, file=node.file, line=node.line, column=node.column)
                                 for problem in wrong)
    return count


def _rib(node: Node) -> RibGauge:
    """``{stitches: 36, courses: 44}``, to 10 cm."""
    lines = node.mapping()
    wrong = [part.problem(f"{node.path} has no {clean(name)}", "fabric.field", "It has stitches and courses.",
                          at_key=True, name=clean(name))
             for name, part in lines.items() if name not in ("stitches", "courses")]
    wrong += [node.problem(f"{node.path} has no {name}", "fabric.missing", "Write {stitches: 36, courses: 44}: to "
                           "10 cm of the rib, relaxed.",
                           path=node.path, name=name) for name in ("stitches", "courses") if name not in lines]
    if wrong:
        raise FileFormatError.of(wrong)
    return RibGauge(float(number(lines["stitches"])), float(number(lines["courses"])))


def _stitch_numbers(node: Node) -> tuple[tuple[str, str], ...]:
    """``{body: 38, rib: 34}``."""
    faults, numbers = Faults(), []
    for name, part in _few(node, node.mapping()).items():
        with faults.caught():
            numbers.append((word(part, swatches.ZONES, at=name, at_key=True), code(part)))
    faults.check(FileFormatError)
    return tuple(numbers)


def _few(node: Node, parts: Mapping[str, Node]) -> Mapping[str, Node]:
    if len(parts) > _MOST:
        raise fault(node, "range", f"{len(parts)} entries are more than {_MOST}", "Is it the right file?")
    return parts


def _strange(node: Node, name: str, what: str, known: tuple[str, ...]) -> FileFormatError:
    """A line that is not known, and what was meant."""
    return FileFormatError.of([node.problem(
        f"{what} has no {clean(name)}", "fabric.field",
        did_you_mean(name, known, f"Use one of {', '.join(known)}."), at_key=True, what=what, name=clean(name))])


_PLAIN: Final[dict[str, Callable[[Node], Any]]] = {
    "name": name, "kind": _kind, "nap": Node.flag, "price": _price, "fibres": _fibres, "care": _care,
    "form": lambda node: word(node, FORMS), "print": lambda node: word(node, PRINTS), "drape": _drape,
    "swatch": _swatch,
}
_SINGLE: Final[dict[str, Callable[[Node, str | None], Fraction]]] = {
    "width": length, "selvedge": length, "thickness": length, "mass": lambda node, _: mass(node),
    "recovery": lambda node, _: share(node),
}
_PAIRS: Final[dict[str, Callable[[Node, str | None], Fraction]]] = {
    "shrinkage": lambda node, _: share(node), "fusing": lambda node, _: share(node),
    "stretch": lambda node, _: share(node), "repeat": length, "origin": length,
}
_SWATCH: Final[dict[str, Callable[[Node], Any]]] = {
    "structure": lambda node: word(node, swatches.STRUCTURES), "yarn": text, "stitches": _count,
    "courses": _count,
    "stitch_mass": lambda node: bounded("stitch_mass", grams(node), node, swatches.STITCH_MASS, "g"),
    "stitch_numbers": _stitch_numbers, "machine": text, "half_gauge": Node.flag, "colour": text,
    "mass_spread": lambda node: bounded("mass_spread", grams(node), node, (0.0, swatches.STITCH_MASS[1]), "g"),
    "rib": _rib,
}
