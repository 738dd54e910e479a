"""A shop's backend: takes an order as JSON, and returns the files of a pattern or the faults of the order."""

import json
import sys
from pathlib import Path
from typing import Any

import mtmpattern as mtm
from mtmpattern.formats import find_format

SOLD = ("crew-tee", "straight-skirt")        # orders are checked against this list: a template may also be a .py file


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """The digest, the notes and the files of an order as bytes by name; or its faults, as the body of an HTTP 422."""
    try:
        garment = order.get("template")
        if garment not in SOLD:
            raise mtm.TemplateNotFound(f"{garment} is not on sale", code="template.unknown", where="template",
                                       hint=f"Order {' or '.join(SOLD)}.")
        body = mtm.read_body(order.get("measurements", {}))
        wishes = {name: order.get(name) for name in ("fit", "fabrics", "alterations")}
        pattern = mtm.draft(garment, body, **order.get("options", {}) | wishes)
        cut = pattern.for_cutting()
        files = {**find_format("svg").write(cut, {}), **find_format("dxf").write(cut, {})}
    except mtm.MtmError as error:
        return error.to_dict()
    return {"digest": pattern.digest, "notes": cut.notes, "files": files}


if __name__ == "__main__":
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("order.json")
    reply = answer(json.loads(source.read_text("utf-8")))
    for file, content in reply.get("files", {}).items():
        print(f"{file}: {len(content)} bytes")
    for problem in reply.get("problems", ()):
        print(f"{problem['code']}: {problem['message']}")
