"""The published JSON Schema (2020-12) of an order: for any garment, or for one with its options and measures."""

from __future__ import annotations

import re
from typing import Any, Final

from mtmpattern.body.measurement_schema import LATER as OF_MEASURES
from mtmpattern.body.measurement_schema import or_empty
from mtmpattern.drafting.library import find_template, schema, template_names
from mtmpattern.formats.registry import format_names
from mtmpattern.limits import ORDER_GARMENTS, ORDER_NAMES, ORDER_PICTURES
from mtmpattern.orders.artwork import WIDEST
from mtmpattern.orders.order import PRIORITIES
from mtmpattern.orders.order_reader import ORDER_ID
from mtmpattern.orders.stations import station_names
from mtmpattern.pattern.model.fabric_file import shipped_fabrics

SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"
LATER: Final = (
    *OF_MEASURES, "alteration.value", "option.type", "option.range", "artwork.place", "artwork.picture", "client.id",
    "client.store", "client.unknown", "fabric", "order.due", "order.fabric", "order.size",
)
"""Codes of faults that a schema cannot find, as in texts with units, contradictions, or what the shop has."""


def order_schema(template: str = "") -> dict[str, Any]:
    """The schema of an order, or of an order of one ``template``.

    An order that validates is accepted, or refused with a code that begins with one of ``x-checked-later``. Raises
    `TemplateNotFound`.
    """
    length = {"type": ["number", "string"], "description": "mm as a number, or a length with its unit: 3 cm, 1 1/4 in"}
    amounts = {"anyOf": [length, {"type": "object", "properties": {"left": length, "right": length},
                                  "additionalProperties": False}]}
    own = schema(template)["properties"] if template else {}
    version = re.escape(find_template(template).version) if template else ""
    options = own.get("options", {"type": "object", "maxProperties": ORDER_NAMES})
    names = {"propertyNames": {"enum": sorted(own["alterations"]["properties"])}} if template else {}
    altered = {"type": "object", "maxProperties": ORDER_NAMES, "additionalProperties": amounts, **names}
    properties: dict[str, Any] = {
        "order": {"type": "string", "pattern": f"^{ORDER_ID.pattern}$",
                  "title": "the shop's order number; never a person's name"},
        "revision": {"type": "integer", "minimum": 1, "maximum": 9999, "default": 1,
                     "title": "a later one supersedes the earlier ones"},
        "cancel": {"type": "boolean", "title": "cancels the order up to this revision"},
        "template": {"enum": [template] if template else list(template_names()), "title": "the garment"},
        "version": {"type": "string", **({"pattern": rf"^\s*({version})?\s*$"} if template else {}),
                    "title": "refused if another one is installed"},
        "fit": {"anyOf": [own["fit"], {"type": "string", "pattern": r"^\s*$"}]} if template else {"type": "string"},
        "options": _typed(options) if template else {**options, "title": "what `mtmpattern show` lists"},
        "alterations": {**altered, "title": "mm added to a finished measure"},
        "fittings": {"type": "array", "items": altered, "maxItems": ORDER_NAMES,
                     "title": "alterations after fittings, kept one by one"},
        "garment": {**altered, "title": "what the finished garment should measure"},
        "measurements": own.get("measurements",
                                {"type": "object", "minProperties": 1, "title": "as in a measurement file"}),
        "client": {"type": "string", "pattern": "^[0-9a-f]{32}$", "title": "the salted id of the shop's store"},
        "estimates": {"type": "boolean", "title": "also estimate measures that should be measured"},
        "fabrics": {"type": "object", "maxProperties": ORDER_NAMES, "title": "the cloth of each role",
                    "additionalProperties": {"anyOf": [
                        {"type": "string", "examples": list(shipped_fabrics())},
                        {"type": "object", "required": ["name", "kind"], "title": "as in a fabric file"}]}},
        "quantity": {"type": "integer", "minimum": 1, "maximum": ORDER_GARMENTS, "default": 1},
        "formats": _words(format_names(), "the formats of the parts"),
        "stations": _words(station_names(), "the stations that work on it"),
        "artwork": {"type": "array", "maxItems": ORDER_PICTURES, "items": _artwork(length)},
        "due": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "priority": {"enum": list(PRIORITIES), "default": "normal"},
    }
    required = ("order", "template", "measurements", "client")
    properties = {name: each if name in required else or_empty(each) for name, each in properties.items()}
    return {
        "$schema": SCHEMA, "title": f"order of {template}" if template else "order", "type": "object",
        "properties": properties, "additionalProperties": False,
        "if": {"properties": {"cancel": {"const": True}}, "required": ["cancel"]},
        "then": {"required": ["order"]},
        "else": {"required": ["order", "template"],
                 "oneOf": [{"required": ["measurements"]}, {"required": ["client"]}]},
        "x-checked-later": list(LATER),
    }


def _words(known: tuple[str, ...], title: str) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": list(known)}, "title": title}


def _typed(options: dict[str, Any]) -> dict[str, Any]:
    """Options as they may be sent: a number in its unit, or text with the unit."""
    properties = {name: {"anyOf": [each, {"type": "string"}], "title": each.get("description", "")}
                  if each.get("type") in ("number", "integer") else each
                  for name, each in options["properties"].items()}
    return {**options, "properties": properties, "maxProperties": ORDER_NAMES}


def _artwork(length: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "required": ["part", "point", "width", "height"], "additionalProperties": False,
        "properties": {
            "part": {"type": "string", "minLength": 1, "maxLength": 80, "title": "the part's id or piece"},
            "point": {"type": "string", "minLength": 1, "maxLength": 80,
                      "title": "a named point of the part, an edge (its middle), or centre"},
            "picture": {"type": "string", "title": "one of the shop's pictures"},
            **dict.fromkeys(("width", "height", "right", "up"), length),
            "turn": {"type": "number", "minimum": -360, "maximum": 360},
            "crossing": {"type": "boolean", "title": f"may reach over the sewn line; at most {WIDEST:g} mm wide"},
        }}
