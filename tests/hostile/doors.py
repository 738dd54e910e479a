"""Everything through which a stranger's data comes in, each with sound files to damage and a call that takes bytes."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import mtmpattern as mtm
from mtmpattern.body.forms.columns import read_columns
from mtmpattern.documents import Text, _decoded
from mtmpattern.formats import find_format
from mtmpattern.formats.machine import profiles
from mtmpattern.jobs.make import convert_drawing
from mtmpattern.pattern.stored import from_json
from mtmpattern.reading import audit_file, read_hpgl, read_rul
from tests.places import BODIES, EXAMPLES, ROOT

SIZES = ROOT / "measurements" / "sizes"
DATA = ROOT / "src" / "mtmpattern" / "data"
KEPT = Path(__file__).with_name("kept")


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: the sound files that are damaged, and what is done with the damaged bytes."""

    seeds: Callable[[], list[bytes]]
    enter: Callable[[bytes], object]


def _text(data: bytes, suffix: str) -> Text:
    """The bytes as a file of that ending, read as a file would be."""
    return Text(
        _decoded(data, "x" + suffix, "file", 20_000_000, "cp1252" if suffix == ".csv" else ""), "x" + suffix, suffix
    )


def _sheet(suffix: str) -> Callable[[bytes], object]:
    return lambda data: mtm.read_sheet(_text(data, suffix))


def _bodies() -> list[bytes]:
    return [path.read_bytes() for path in sorted(BODIES.glob("*.yaml"))[:4]]


def _written(form: str) -> Callable[[], list[bytes]]:
    return lambda: [mtm.write_body(mtm.read_body(name), form).text.encode() for name in ("ana", "ben")]


def _json() -> list[bytes]:
    order = json.loads((EXAMPLES / "order.json").read_text("utf-8"))
    sided = {
        "sex": "female",
        "age": 34,
        "unit": "in",
        "measurements": {"chest": "37 1/2", "arm_length": {"left": 23, "right": 23.5}},
        "alter": {"sleeve": {"left": 0.5}},
        "garment": {"chest_width": 20},
        "confirmed": ["chest"],
    }
    return [json.dumps(order["measurements"]).encode(), json.dumps(sided, indent=1).encode()]


MULTISIZE = (
    b'<?xml version="1.0"?><vst><version>0.5</version><unit>cm</unit><dimensions><dimension type="x" min="150" '
    b'max="200" step="6" base="176"/></dimensions><body-measurements><m name="height" base="176" shiftA="6">'
    b'<corrections><correction coordinates="170" correction="1"/></corrections></m></body-measurements></vst>'
)


@cache
def pattern() -> mtm.Pattern:
    """A small garment."""
    return mtm.draft("straight-skirt", mtm.read_body("ana"))


def _files(form: str, **settings: str) -> list[bytes]:
    return list(find_format(form).write(pattern().for_cutting(), settings).values())


def _drawings() -> list[bytes]:
    small = [path.read_bytes() for path in sorted((ROOT / "tests").rglob("*.dxf")) if path.stat().st_size < 200_000][
        :6
    ]
    return [*_files("dxf"), *_files("dxf", dialect="aama"), *_files("dxf", dialect="plain"), *small]


RULES = (
    b"ASTM/D13Proposal 1 Version: D 6673-04\nUNITS: METRIC\nGRADE RULE TABLE: x\nNUMBER OF SIZES: 3\nSIZE LIST: S M L\n"
    b"SAMPLE SIZE: M\nRULE: DELTA 1\n -1.5, 0.25 0, 0 1.5, -.25\nRULE: DELTA 2\n 0,0 0,0 2,2\nEND\n"
)


def _drawn(data: bytes) -> object:
    audit_file(data)
    return convert_drawing(data, ("svg",))


def _order_of(data: bytes) -> object:
    """An order, as a shop's backend gets it."""
    try:
        order = json.loads(data)
    except (ValueError, RecursionError):
        order = data.decode("utf-8", "replace")
    return _answered(order)


def _answered(order: Any) -> object:
    answer = _backend()
    return answer(order)


@cache
def _backend() -> Callable[[Any], object]:
    return runpy.run_path(str(EXAMPLES / "backend.py"))["answer"]


def _order_seeds() -> list[bytes]:
    order = json.loads((EXAMPLES / "order.json").read_text("utf-8"))
    return [
        json.dumps(order).encode(),
        json.dumps({**order, "template": "straight-skirt", "fit": None, "options": {}}).encode(),
    ]


def _arguments(data: bytes) -> object:
    """The values of a JSON text as arguments of the library."""
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        given = data.decode("utf-8", "replace")
    values = given if isinstance(given, dict) else {"fit": given, "options": given}
    body = mtm.read_body("ana")
    return mtm.draft(
        values.get("template", "straight-skirt"),
        body,
        fit=values.get("fit"),
        options=values.get("options"),
        alterations=values.get("alterations"),
        fabrics=values.get("fabrics"),
        garment=values.get("garment"),
    )


DOORS: dict[str, Door] = {
    "yaml": Door(_bodies, _sheet(".yaml")),
    "json": Door(_json, _sheet(".json")),
    "csv": Door(lambda: [*_written("csv")(), (EXAMPLES / "customers.csv").read_bytes()], _sheet(".csv")),
    "clients": Door(
        lambda: [(EXAMPLES / "customers.csv").read_bytes()], lambda data: list(mtm.read_bodies(_text(data, ".csv")))
    ),
    "smis": Door(_written("seamly"), _sheet(".smis")),
    "vit": Door(_written("valentina"), _sheet(".vit")),
    "vst": Door(lambda: [MULTISIZE], _sheet(".vst")),
    "freesewing": Door(_written("freesewing"), _sheet(".yaml")),
    "columns": Door(lambda: [(EXAMPLES / "columns.yaml").read_bytes()], read_columns),
    "chart": Door(lambda: [path.read_bytes() for path in sorted(SIZES.glob("*.yaml"))], mtm.read_chart),
    "fabric": Door(
        lambda: [path.read_bytes() for path in sorted((DATA / "fabrics").glob("*.yaml"))[:6]], mtm.read_fabric
    ),
    "profile": Door(
        lambda: [path.read_bytes() for path in sorted((DATA / "plotters").glob("*.yaml"))], profiles.read_plotter
    ),
    "dxf": Door(_drawings, _drawn),
    "rul": Door(lambda: [RULES], lambda data: (audit_file(data), read_rul(data))),
    "hpgl": Door(lambda: _files("hpgl"), lambda data: (audit_file(data), read_hpgl(data))),
    "pattern": Door(
        lambda: [pattern().to_json().encode()],
        lambda data: (audit_file(data), from_json(data.decode("utf-8", "replace"))),
    ),
    "read_order": Door(_order_seeds, mtm.read_order),
    "order": Door(_order_seeds, _order_of),
    "arguments": Door(_order_seeds, _arguments),
}
