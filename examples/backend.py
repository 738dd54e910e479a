"""A shop's backend: an order as JSON goes in, the files of a pattern or the faults of the order come out."""

import json
import sys
from pathlib import Path
from typing import Any

import mtmpattern as mtm
from mtmpattern.formats import find_format

SOLD = ("crew-tee", "straight-skirt")        # never a customer's text: a template may also be a path to a .py file


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """The digest, the notes and the files of an order, name to bytes; or its faults, fit for an HTTP 422."""
    try:
        garment = order.get("template")
        if garment not in SOLD:
            raise mtm.TemplateNotFound(f"we do not make {garment}", code="template.unknown", where="template",
                                       hint=f"Order {' or '.join(SOLD)}.")
        body = mtm.read_body(order.get("measurements", {}))
        asked = {name: order.get(name) for name in ("fit", "fabrics", "alterations")}
        pattern = mtm.draft(garment, body, **order.get("options", {}) | asked)
        cut = pattern.for_cutting()
        files = {**find_format("svg").write(cut, {}), **find_format("dxf").write(cut, {})}
    except mtm.MtmError as error:
        return error.to_dict()
    return {"digest": pattern.digest, "notes": cut.notes, "files": files}


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("order.json")
    answered = answer(json.loads(source.read_text("utf-8")))
    for file, content in answered.get("files", {}).items():
        print(f"{file}: {len(content)} bytes")
    for problem in answered.get("problems", ()):
        print(f"{problem['code']}: {problem['message']}")
