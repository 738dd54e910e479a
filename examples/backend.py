"""A shop's backend: takes an order as JSON, and returns the files of a pattern or the faults of the order.

Nothing in an order opens a file or becomes an argument of a function: the fields are passed on by name, and every fault
is answered with a message.
"""

import json
import sys
from pathlib import Path
from typing import Any

import mtmpattern as mtm

SOLD = ("crew-tee", "straight-skirt")
FIELDS = ("template", "measurements", "fit", "options", "alterations", "fabrics")


def answer(order: Any) -> dict[str, Any]:
    """The digest, notes and files (bytes by name) of an order; or its faults, as the body of an HTTP 422."""
    try:
        check(order)
        pattern = mtm.draft(order["template"], order["measurements"], fit=order.get("fit"),
                            options=order.get("options"), alterations=order.get("alterations"),
                            fabrics=order.get("fabrics"))
        files = {**mtm.write(pattern, "svg", "dxf"), "picture.svg": mtm.thumbnail(pattern)}
    except mtm.MtmError as error:
        return error.to_dict()
    notes = [{"code": note.code, "text": str(note), "params": dict(note.params)} for note in pattern.notes]
    return {"digest": pattern.digest, "notes": notes, "files": files}


def check(order: Any) -> None:
    """Raise an error for anything that is not an order of this shop."""
    if not isinstance(order, dict):
        raise mtm.OptionError("the order is not a mapping", code="order.form", hint="Send a JSON object.")
    if unknown := [str(name)[:40] for name in order if name not in FIELDS]:
        raise mtm.OptionError(f"an order has no field {', '.join(unknown[:3])}", code="order.field",
                              where=f"/{unknown[0]}", hint=f"Use {', '.join(FIELDS)}.")
    if not isinstance(order.get("template"), str) or order["template"] not in SOLD:
        raise mtm.TemplateNotFound("this garment is not on sale", code="template.unknown", where="/template",
                                   hint=f"Order {' or '.join(SOLD)}.")
    if not isinstance(order.get("measurements"), dict):
        raise mtm.MeasurementError("the order has no measurements", code="measurement.none", where="/measurements",
                                   hint="Send them as a mapping, as in a measurement file.")


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("order.json")
    reply = answer(json.loads(source.read_text("utf-8")))
    for file, content in reply.get("files", {}).items():
        print(f"{file}: {len(content)} bytes")
    for problem in reply.get("problems", ()):
        print(f"{problem['code']}: {problem['message']}")
