"""Reading a fabric: a shipped name, a YAML or JSON file or a dict becomes a `Fabric`, or one report of all faults.

::

    name: jersey
    kind: knit                          # knit, woven, fusible or swatch
    width: 150 cm                       # usable, between the selvedges; or full_width, over them
    mass: 180 g/m2
    shrinkage: {warp: 5 %, weft: 4 %}

Other fields are selvedge, thickness, fusing, stretch, recovery, nap, print, form, repeat, origin, fibres, care, drape
and price; a swatch has swatch in place of width and mass. ``docs/fabrics.md`` explains them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from os import PathLike
from typing import Any, Final

from mtmpattern import units
from mtmpattern.documents import Faults, Node, Source, read_document
from mtmpattern.errors import FileFormatError, Problem, did_you_mean, no_surprise
from mtmpattern.pattern.model.care_label import (
    CARE_WORDS,
    FIBRES,
    Fibre,
    care_problems,
    care_word,
    fibre_name,
    fibre_problems,
)
from mtmpattern.pattern.model.drape_figures import LIMITS as FIGURE_LIMITS
from mtmpattern.pattern.model.drape_figures import NAMES, DrapeFigures
from mtmpattern.pattern.model.fabric import FORMS, KINDS, LIMITS, PRINTS, Fabric, Price, contradictions
from mtmpattern.pattern.model.fabric_values import (
    bending,
    bounded,
    clean,
    fabric_name,
    fault,
    few,
    length,
    mass,
    number,
    share,
    shear,
    short,
    strange,
    tensile,
    word,
)
from mtmpattern.pattern.model.swatch_file import read_swatch

_PRICE: Final = re.compile(r"(?P<amount>[0-9]{1,7}(?:\.[0-9]{1,4})?)\s*(?P<currency>[A-Z]{3})\s*/\s*m")
_SHARES: Final = ("shrinkage", "fusing", "stretch", "recovery")
_REQUIRED: Final = ("name", "kind", "width", "mass")
_REQUIRED_OF_SWATCH: Final = ("name", "kind", "swatch")
_ASIDE: Final = ("unit", "note")                        # the unit of bare lengths; a remark for people
_FOLDERS: Final = ("fabrics", "swatches")


@no_surprise(FileFormatError, "the fabric", "file.defect")
def read_fabric(source: str | PathLike[str] | Mapping[str, Any]) -> Fabric:
    """A fabric from a shipped name (``"jersey"``), the `Path` of a YAML or JSON file, its text, or such a dict.

    Raises `FileFormatError` with every fault of the file at once.
    """
    if isinstance(source, str) and _word(source):
        if source in shipped_fabrics():
            return _shipped(source)
        known = shipped_fabrics()
        hint = f"{did_you_mean(source, known)} Use one of {', '.join(known)}, or a .yaml file.".lstrip()
        raise FileFormatError(f"there is no fabric {source}", code="fabric.unknown", hint=hint,
                              params={"name": source})
    return _read(source)


@cache
def shipped_fabrics() -> tuple[str, ...]:
    """The names of the fabrics and swatches that come with mtmpattern, sorted."""
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
    lines = few(top, top.mapping())
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
    """The contradictions among the values that could be read; none if the kind could not be read."""
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
    return {"width": bounded(usable, node, LIMITS["width"], "mm")}


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
        raise strange(node, name, "a fabric", (*_PLAIN, *_SINGLE, "full_width", *_PAIRS, *_ASIDE))
    return {name: _PLAIN[name](node)}


def _number(field: str, value: Fraction, node: Node) -> float:
    unit = "g/m2" if field == "mass" else "%" if field.startswith(_SHARES) else "mm"
    return bounded(value, node, LIMITS[field], unit)


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
    for name, part in few(node, node.mapping()).items():
        with faults.caught():
            meant = word(part, FIBRES, at=name, at_key=True, find=fibre_name)
            fibres.append(Fibre(meant, bounded(share(part), part, (0, 1), "%")))
    if not faults:
        faults.add(*(replace(problem, file=node.file, line=node.line, column=node.column)
                     for problem in fibre_problems(fibres)))
    faults.check(FileFormatError)
    return tuple(fibres)


def _care(node: Node) -> tuple[str, ...]:
    """``[wash 40, do not bleach, line dry]``."""
    faults, words = Faults(), []
    for part in few(node, {str(place): part for place, part in enumerate(node.sequence())}).values():
        with faults.caught():
            words.append(word(part, CARE_WORDS, find=care_word))
    faults.add(*(replace(problem, file=node.file, line=node.line, column=node.column)
                 for problem in care_problems(words)))
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
                raise strange(part, name, "drape", (*readers, "source"))
            elif NAMES[name]:
                for side, each in _both_sides(part).items():
                    field = f"{name}_{side}"
                    values[field] = _figure(field, readers[name](each), each)
            else:
                values[name] = _figure(name, readers[name](part), part)
    faults.add(*(node.problem(f"drape has no {name}", "fabric.missing", "A drape needs all of its figures.", name=name)
                 for name in NAMES if name not in lines))
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
    least, most, unit = FIGURE_LIMITS[field]
    return bounded(value, node, (least, most), unit)


_PLAIN: Final[dict[str, Callable[[Node], Any]]] = {
    "name": fabric_name, "kind": _kind, "nap": Node.flag, "price": _price, "fibres": _fibres, "care": _care,
    "form": lambda node: word(node, FORMS), "print": lambda node: word(node, PRINTS), "drape": _drape,
    "swatch": read_swatch,
}
_SINGLE: Final[dict[str, Callable[[Node, str | None], Fraction]]] = {
    "width": length, "selvedge": length, "thickness": length, "mass": lambda node, _: mass(node),
    "recovery": lambda node, _: share(node),
}
_PAIRS: Final[dict[str, Callable[[Node, str | None], Fraction]]] = {
    "shrinkage": lambda node, _: share(node), "fusing": lambda node, _: share(node),
    "stretch": lambda node, _: share(node), "repeat": length, "origin": length,
}
