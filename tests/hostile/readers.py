"""Every reader of untrusted data, each with valid files to damage and a call that takes bytes."""

from __future__ import annotations

import io
import json
import os
import runpy
import shutil
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import click
from PIL import Image

import mtmpattern as mtm
from mtmpattern.body.forms.columns import read_columns
from mtmpattern.cli import main
from mtmpattern.cutting import MarkerStore
from mtmpattern.documents import Text, _decoded
from mtmpattern.documents.encoding import encoding_of
from mtmpattern.formats import find_format
from mtmpattern.formats.machine import profiles
from mtmpattern.jobs.make import convert_drawing
from mtmpattern.orders.client_store import Fitting, FolderClients, keep_body, keep_fitting, read_client
from mtmpattern.orders.facility import read_facility_list
from mtmpattern.orders.order_source import raw_orders
from mtmpattern.orders.prices import read_prices
from mtmpattern.papers.print_page import sound_picture
from mtmpattern.pattern.stored import from_json
from mtmpattern.preview.avatar import stored
from mtmpattern.reading import audit_file, read_hpgl, read_rul
from tests.places import BODIES, EXAMPLES, ROOT

SIZES = ROOT / "measurements" / "sizes"
DATA = ROOT / "src" / "mtmpattern" / "data"
KEPT = Path(__file__).with_name("kept")


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of untrusted data: the valid files to damage, and the call for the damaged bytes."""

    seeds: Callable[[], list[bytes]]
    read: Callable[[bytes], object]


def _text(data: bytes, suffix: str) -> Text:
    """The bytes as the text of a file with that suffix."""
    return Text(
        _decoded(data, "x" + suffix, "file", 20_000_000, encoding_of(data), "cp1252" if suffix == ".csv" else ""),
        "x" + suffix, suffix,
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
    """The files of a garment's first two parts: what breaks a reader is in each part, and time goes by their number."""
    cut = pattern().for_cutting()
    return list(find_format(form).write(replace(cut, parts=cut.parts[:2]), settings).values())


def _drawings() -> list[bytes]:
    small = [path.read_bytes() for path in sorted((ROOT / "tests").rglob("*.dxf")) if path.stat().st_size < 200_000][
        :6
    ]
    return [*_files("dxf"), *_files("dxf", dialect="aama"), *_files("dxf", dialect="plain"), *small]


RULES = (
    b"ASTM/D13Proposal 1 Version: D 6673-04\nUNITS: METRIC\nGRADE RULE TABLE: x\nNUMBER OF SIZES: 3\nSIZE LIST: S M L\n"
    b"SAMPLE SIZE: M\nRULE: DELTA 1\n -1.5, 0.25 0, 0 1.5, -.25\nRULE: DELTA 2\n 0,0 0,0 2,2\nEND\n"
)


def _charts() -> list[bytes]:
    """The shipped charts, each with every sixth of its measures."""
    found = []
    for path in sorted(SIZES.glob("*.yaml")):
        lines = path.read_bytes().splitlines(keepends=True)
        found.append(b"".join(line for number, line in enumerate(lines)
                              if number % 6 == 0 or not (line.startswith(b"  ") and line.endswith(b"]\n"))))
    return found


def _drawn(data: bytes) -> object:
    audit_file(data)
    return convert_drawing(data, ("svg",))


def _order_of(data: bytes) -> object:
    """An order, as the backend of a shop receives it."""
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
        json.dumps({**order, "template": "straight-skirt", "fit": None, "options": {}, "fabrics": {}}).encode(),
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


# ---- Orders, shops and stations -------------------------------------------------------------------------------------

ROOM = Path(tempfile.gettempdir()) / f"mtmpattern-hostile-{os.getpid()}"
"""The folder for readers that need files; each process has its own, and `guard` removes it."""


def _shipped(folder: str) -> Callable[[], list[bytes]]:
    return lambda: [path.read_bytes() for path in sorted((DATA / folder).glob("*.yaml"))]


def _orders() -> list[dict[str, Any]]:
    order = json.loads((EXAMPLES / "order.json").read_text("utf-8"))
    printed = {"part": "front", "point": "centre", "width": 80, "height": 40, "up": -60, "turn": 5, "crossing": True}
    return [
        {"order": "1042", **order},
        {"order": "1043", **order, "template": "straight-skirt", "fit": None, "options": {}, "due": "2026-12-24",
         "alterations": {"waist": -5}, "fittings": [{"length": 10}], "quantity": 3,
         "fabrics": {"shell": {"name": "x", "kind": "woven", "width": "150 cm", "mass": "200 g/m2"}}},
        {"order": "1044", **order, "artwork": [printed], "stations": ["marker"], "formats": ["svg"],
         "estimates": True, "priority": "high", "version": "3"},
    ]


def _yaml_orders() -> list[bytes]:
    return [path.read_bytes() for path in sorted((EXAMPLES / "orders").glob("*.yaml"))]


TABLE = b"""\
order,template,fit,option.neck_drop,alteration.length,fabric.shell,formats,unit,height,chest,waist,hip,copies
1,crew-tee,relaxed,95 mm,20,jersey,svg dxf,cm,168,92.5,74.5,99.5,2
2,straight-skirt,,,,skirt-twill,,in,66,37 1/2,29 1/4,39,1
3,tank,,,-10,"jersey",svg,cm,170,90,70,95,
"""


def _source(suffix: str) -> Callable[[bytes], object]:
    """A file of many orders, each read by itself as in a batch."""
    def read(data: bytes) -> None:
        for raw in raw_orders(_file("orders" + suffix, data)):
            with suppress(mtm.MtmError):
                mtm.read_order(raw.content)
    return read


def _file(name: str, data: bytes) -> Path:
    ROOM.mkdir(exist_ok=True)
    path = ROOM / name
    path.write_bytes(data)
    return path


@cache
def _job() -> dict[str, bytes]:
    return mtm.job(mtm.read_order(_orders()[1]), papers=("work-order", "quote", "pattern")).files()


def _sealed(name: str, *commands: str) -> Callable[[bytes], object]:
    """A job folder with one damaged file, given to some commands."""
    def read(data: bytes) -> None:
        folder = ROOM / "1043"
        for each, content in {**_job(), name: data}.items():
            (folder / each).parent.mkdir(parents=True, exist_ok=True)
            (folder / each).write_bytes(content)
        for command in commands:
            _run(command.replace("JOB", str(folder)).replace("OUT", str(ROOM / "out")))
    return read


def _run(command: str) -> None:
    """Run a command in this process. Raises `AssertionError` for a defect."""
    output = io.StringIO()
    code = 0
    with redirect_stdout(output), redirect_stderr(output):
        try:
            code = main(command.split(), standalone_mode=False) or 0
        except click.exceptions.Exit as end:
            code = end.exit_code
        except click.ClickException as error:
            code = error.exit_code
    assert code in (0, 2, 3, 4, 5), f"exit {code}: {output.getvalue()[-200:]}"


def _clients() -> list[bytes]:
    store = FolderClients(ROOM / "whole clients")
    keep_body(store, "0" * 32, mtm.read_body("ana"))
    keep_fitting(store, "0" * 32, Fitting("crew-tee", {"length": 10.0, "sleeve": {"left": 5.0}}, "1042"))
    return [(ROOM / "whole clients" / f"{'0' * 32}.json").read_bytes()]


def _client(data: bytes) -> object:
    (ROOM / "clients").mkdir(parents=True, exist_ok=True)
    _file(f"clients/{'0' * 32}.json", data)
    store = FolderClients(ROOM / "clients")
    body = read_client(store, "0" * 32).body
    return body and mtm.draft("straight-skirt", body, estimates=True)


@cache
def _plan() -> mtm.MarkerPlan:
    return mtm.marker(pattern(), steps=1)


def _markers() -> MarkerStore:
    return MarkerStore(ROOM / "markers")


@cache
def _kept_lay() -> tuple[bytes, str]:
    """A stored layout, and the name of its file."""
    shutil.rmtree(ROOM / "markers", ignore_errors=True)
    mtm.marker(pattern(), seconds=0.01, store=ROOM / "markers")
    file = next((ROOM / "markers").glob("*.json"))
    return file.read_bytes(), file.name


def _stored_lay(data: bytes) -> object:
    _, name = _kept_lay()
    _file(f"markers/{name}", data)
    return mtm.marker(pattern(), seconds=0.0, store=ROOM / "markers")


def _pictures() -> list[bytes]:
    found = []
    for mode, form in (("RGB", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG")):
        out = io.BytesIO()
        Image.new(mode, (40, 20), None if mode == "P" else 9 if mode == "L" else (9, 8, 7, 200)[: len(mode)]).save(
            out, form)
        found.append(out.getvalue())
    return found


def _avatars() -> list[bytes]:
    return [stored.pack(mtm.avatar("ana"))]


def _kept_avatar(data: bytes) -> object:
    _file("x.npz", data)
    return stored.load(ROOM, "x")


READERS: dict[str, Reader] = {
    "yaml": Reader(_bodies, _sheet(".yaml")),
    "json": Reader(_json, _sheet(".json")),
    "csv": Reader(lambda: [*_written("csv")(), (EXAMPLES / "customers.csv").read_bytes()], _sheet(".csv")),
    "clients": Reader(
        lambda: [(EXAMPLES / "customers.csv").read_bytes()], lambda data: list(mtm.read_bodies(_text(data, ".csv")))
    ),
    "smis": Reader(_written("seamly"), _sheet(".smis")),
    "vit": Reader(_written("valentina"), _sheet(".vit")),
    "vst": Reader(lambda: [MULTISIZE], _sheet(".vst")),
    "freesewing": Reader(_written("freesewing"), _sheet(".yaml")),
    "columns": Reader(lambda: [(EXAMPLES / "columns.yaml").read_bytes()], read_columns),
    "chart": Reader(_charts, mtm.read_chart),
    "fabric": Reader(
        lambda: [path.read_bytes() for path in sorted((DATA / "fabrics").glob("*.yaml"))[:6]], mtm.read_fabric
    ),
    "profile": Reader(
        lambda: [path.read_bytes() for path in sorted((DATA / "plotters").glob("*.yaml"))], profiles.read_plotter
    ),
    "dxf": Reader(_drawings, _drawn),
    "rul": Reader(lambda: [RULES], lambda data: (audit_file(data), read_rul(data))),
    "hpgl": Reader(lambda: _files("hpgl"), lambda data: (audit_file(data), read_hpgl(data))),
    "pattern": Reader(
        lambda: [pattern().to_json().encode()],
        lambda data: (audit_file(data), from_json(data.decode("utf-8", "replace"))),
    ),
    "read_order": Reader(lambda: [json.dumps(order).encode() for order in _orders()], mtm.read_order),
    "order": Reader(_order_seeds, _order_of),
    "arguments": Reader(_order_seeds, _arguments),
    "yaml_order": Reader(_yaml_orders, mtm.read_order),
    "json_orders": Reader(lambda: [json.dumps(_orders(), indent=1).encode()], _source(".json")),
    "line_orders": Reader(lambda: ["\n".join(map(json.dumps, _orders())).encode()], _source(".jsonl")),
    "yaml_orders": Reader(lambda: [b"---\n".join(_yaml_orders()[:3])], _source(".yaml")),
    "csv_orders": Reader(lambda: [TABLE], _source(".csv")),
    "prices": Reader(_shipped("prices"), read_prices),
    "facilities": Reader(_shipped("facilities"), read_facility_list),
    "swatch": Reader(_shipped("swatches"), mtm.read_swatch),
    "machine": Reader(_shipped("machines"), mtm.read_machine),
    "cutter": Reader(_shipped("cutters"), profiles.read_table),
    "client": Reader(_clients, _client),
    "manifest": Reader(lambda: [_job()["manifest.json"]],
                       _sealed("manifest.json", "job JOB", "job JOB --json", "job JOB --label MTM1:x:y", "route JOB")),
    "kept_order": Reader(lambda: [_job()["client/order.json"]],
                         _sealed("client/order.json", "order --like JOB -o OUT")),
    "plan": Reader(lambda: [_plan().to_json().encode()], mtm.read_plan),
    "kept_lay": Reader(lambda: [_kept_lay()[0]], _stored_lay),
    "picture": Reader(_pictures, sound_picture),
    "avatar": Reader(_avatars, _kept_avatar),
}
