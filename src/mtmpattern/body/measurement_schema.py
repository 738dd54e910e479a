"""The JSON Schema (2020-12) of the measurements of an order, as `mtmpattern.body.read_body` reads them.

Everything that the reader accepts is valid: names in any spelling, values as numbers or as text with their unit. Faults
that a schema cannot express are refused by the reader with one of the codes of `LATER`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.catalogue_entries import Entry
from mtmpattern.body.checks import RARE
from mtmpattern.units import LENGTH, MASS

LATER: Final = (
    "alteration.range", "alteration.side", "alteration.unknown", "garment.range", "garment.side", "garment.unknown",
    "measurement.age", "measurement.alter", "measurement.ambiguous", "measurement.base", "measurement.contradiction",
    "measurement.doubtful", "measurement.duplicate", "measurement.empty", "measurement.estimated",
    "measurement.garment", "measurement.key", "measurement.missing", "measurement.negative", "measurement.none",
    "measurement.number", "measurement.person", "measurement.range", "measurement.sex", "measurement.sides",
    "measurement.type", "measurement.unit", "measurement.unknown", "measurement.zero", "file.empty",
)
"""Codes of the checks left to the reader: values as text, spellings, contradictions, missing measures."""
_UNITS: Final = ("cm", "mm", "in")
_WISH: Final = {"type": ["number", "string", "object"]}
"""A length, both sides, or the block of one garment."""


def measurement_schema(needs: Iterable[str], estimable: Collection[str]) -> dict[str, Any]:
    """The schema of the block ``measurements`` of an order for a garment.

    ``needs`` are the measures that it is drafted from, in the order of a form for them; those that are not
    ``estimable`` are required. They may stand in their own block, beside sex, age and unit, or directly.
    """
    measures = {name: _measure(CATALOGUE[name], required=name not in estimable) for name in needs}
    around: dict[str, dict[str, Any]] = {
        "name": {"type": "string", "title": "a name for the file; it is not written to any output"},
        "sex": {"type": "string", "title": "female or male; estimates are better with it", "examples": ["female"]},
        "age": {"type": ["string", "number"], "title": "adult, child, or the age in years", "examples": ["adult", 34]},
        "unit": {"type": "string", "title": "the unit of bare numbers", "examples": list(_UNITS)},
        "confirmed": {"type": ["array", "string"], "items": {"type": "string"},
                      "title": "measures that were checked again because they seemed unlikely"},
        "garment": {"type": "object", "title": "measures of the finished garment, or of each garment by its name",
                    "examples": [{"length": 64}, {"crew-tee": {"length": 64}}], "additionalProperties": _WISH},
        "alter": {"type": "object", "title": "what was pinned on the try-on garment, or on each garment by its name",
                  "examples": [{"waist": -1}, {"trousers": {"waist": -1}}], "additionalProperties": _WISH},
        "base": {"type": "object", "title": "the try-on garment", "required": ["chart", "size"],
                 "properties": {"chart": {"type": "string"}, "size": {"type": ["string", "number"]}},
                 "additionalProperties": False},
        "note": {"title": "anything"}, "estimated": {"title": "left out when it is read"},
    }
    around = {name: or_empty(each) for name, each in around.items()}
    required = [name for name in measures if name not in estimable]
    return {
        "type": "object", "minProperties": 1, "title": "measurements of the body",
        "description": "The measures by name, with `unit`, `sex` and `age` beside them or around a block "
                       "`measurements` of their own.",
        "properties": {**around, **measures, "measurements": {"anyOf": [
            {"type": "object", "properties": measures},
            {"type": "array", "title": "the answer of a scanning service", "items": {
                "type": "object", "required": ["name", "value"]}}]}},
        "allOf": [{"if": {"properties": {"unit": {"const": unit}}, "required": ["unit"]},
                   "then": _in_unit([CATALOGUE[name] for name in measures], unit)} for unit in _UNITS],
        "x-required": required, "x-estimable": [name for name in measures if name in estimable],
    }


def or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field that may be empty, which means the same as leaving it out."""
    if "type" in schema:
        types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        return {**schema, "type": [*(each for each in types if each != "null"), "null"]}
    if "enum" in schema:
        return {**schema, "enum": [*(each for each in schema["enum"] if each is not None), None]}
    return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]} if "anyOf" in schema else schema


def _measure(entry: Entry, *, required: bool) -> dict[str, Any]:
    """One measure: a number in the unit of the order, text with its unit, or both sides."""
    value = {"type": ["number", "string"], "minLength": 1}
    (low, high), (child_low, child_high) = entry.adult, entry.child
    about = {
        "title": entry.label, "description": entry.how, "x-unit": entry.unit, "x-sides": entry.sided,
        "x-required": required, "x-estimable": not required, "x-adult": [low, high], "x-child": [child_low, child_high],
        **({"x-iso": entry.iso} if entry.iso else {}), "examples": [entry.quantity.example.split(", ")[0]],
    }
    if not entry.sided:
        return {**value, **about}
    sides = {"type": "object", "properties": {"left": value, "right": value}, "required": ["left", "right"],
             "additionalProperties": False}
    return {"anyOf": [value, sides], **about}


def _in_unit(entries: Iterable[Entry], unit: str) -> dict[str, Any]:
    """The bounds of bare numbers in a unit: values beyond them are impossible even if confirmed."""
    bounds = {}
    for entry in entries:
        limits = _limits(entry, unit)
        if limits:
            one = {"minimum": limits[0], "maximum": limits[1]}     # does not apply to a text, or to both sides
            bounds[entry.name] = {**one, "properties": {"left": one, "right": one}} if entry.sided else one
    return {"properties": {**bounds, "measurements": {"properties": bounds}}}


def _limits(entry: Entry, unit: str) -> tuple[float, float] | None:
    """The least and largest value of a bare number of a measure if lengths are in ``unit``; None if unknown."""
    kind = entry.quantity.name
    if kind == "mass" and unit == "in":
        return None                                        # with inches it could also be pounds
    units = LENGTH.units if kind == "length" else MASS.units if kind == "mass" else {}
    size = float(units.get(unit if kind == "length" else "kg", 1))
    low, high = min(entry.adult[0], entry.child[0]), max(entry.adult[1], entry.child[1])
    if not entry.signed:
        low, high = RARE[0] * low, RARE[1] * high
    return round(low / size, 4) - 0.0001, round(high / size, 4) + 0.0001
