"""The JSON Schema (2020-12) of a garment's inputs: measurements, fit, options, alterations, cloth.

Input that validates is accepted by `mtmpattern.read_body` and `mtmpattern.draft`, unless it is refused with one of the
codes under ``x-checked-later``, or because no garment of that shape can be drafted. Input that they accept validates.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Final

from mtmpattern.body.measurement_schema import LATER as OF_MEASURES
from mtmpattern.body.measurement_schema import measurement_schema
from mtmpattern.drafting.option import Option
from mtmpattern.drafting.template import Template
from mtmpattern.pattern.model.fabric_file import shipped_fabrics

MOST_ALTERED: Final = 500.0
"""An alteration of more than this many mm is a typing error."""
LONGEST: Final = 5000.0
"""The longest measure of a garment, in mm."""
LATER: Final = (*OF_MEASURES, "fabric.unfit", "fabric.unknown")
"""Codes of faults that the schema of a garment cannot find."""


def garment_schema(kind: type[Template]) -> dict[str, Any]:
    """The schema of an order for a garment: JSON values, lengths of options and alterations as numbers in mm."""
    about = (kind.__doc__ or sys.modules[kind.__module__].__doc__ or "").strip()
    fits = sorted(kind.fits)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.name, "description": about.split("\n")[0],
        "type": "object", "additionalProperties": False,
        "properties": {
            "version": {"const": kind.version, "title": "version of the garment",
                        "description": "Refused where another one is installed; may be left out."},
            "measurements": measurement_schema(kind.needs, kind.estimable),
            "estimates": {"type": "boolean", "default": False, "title": "estimate what is required and missing",
                          "description": "The garment is then drafted from fewer measures, and fits less well."},
            "fit": {"enum": [*fits, None], "default": None, "title": "fit",
                    "description": "A named set of options; single options override it."},
            "options": {"type": ["object", "null"], "additionalProperties": False, "title": "options",
                        "properties": {name: option_schema(each) for name, each in kind.options().items()}},
            "alterations": {"type": ["object", "null"], "additionalProperties": False, "title": "alterations",
                            "description": "Millimetres added to what the garment is intended to measure.",
                            "properties": amounts_schema(kind, -MOST_ALTERED, MOST_ALTERED)},
            "garment": {"type": ["object", "null"], "additionalProperties": False, "title": "finished measures",
                        "description": "What the garment must measure, in mm, as taken from one that fits.",
                        "properties": amounts_schema(kind, 1.0, LONGEST)},
            "fabrics": {"type": ["object", "null"], "additionalProperties": False, "title": "cloth by its role",
                        "properties": {role: {"type": "string", "description": cloth.sentence,
                                              "examples": list(shipped_fabrics())}
                                       for role, cloth in kind.cloths().items()}},
        },
        "required": ["measurements"],
        "x-checked-later": list(LATER),
    }


def option_schema(option: Option[Any]) -> dict[str, Any]:
    """One option: its type, range and default, in its own unit."""
    about = {"title": option.name.replace("_", " ").replace(".", " "), "description": option.note,
             "default": option.default}
    if option.kind == "yes_no":
        return {"type": "boolean", **about}
    if option.kind == "choice":
        return {"enum": list(option.choices), **about}
    kind = "integer" if option.kind == "count" else "number"
    return {"type": kind, "minimum": option.least, "maximum": option.most, **about,
            **({"x-unit": option.unit} if option.unit else {})}


def amounts_schema(kind: type[Template], least: float, most: float) -> Mapping[str, Any]:
    """The intended measures of a garment by name, in mm; for each side where its sides have their own."""
    number = {"type": "number", "minimum": least, "maximum": most}
    sides = {"type": "object", "properties": {"left": number, "right": number}, "additionalProperties": False}
    return {name: {"title": name.replace("_", " "), **({"description": each.note} if each.note else {}), "x-unit": "mm",
                   **({"anyOf": [number, sides]} if each.each_side else number)}
            for name, each in kind.intended_measures().items()}
