"""A file given to the wrong command: the message says what it is, and which command takes it."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.body.reader import person_file
from mtmpattern.cli import main
from mtmpattern.documents.file_kind import kind_of, kind_of_text

COMMANDS = {"convert": ("-f", "svg", "-o", "out"), "audit": (), "marker": ("--fabric", "jersey", "-o", "out"),
            "measure": (), "order": ("-o", "out")}
TAKE = {"dxf": {"convert", "audit", "marker"}, "plot": {"audit"}, "pattern": {"audit", "marker"},
        "order": {"marker", "order"}, "measurements": {"marker", "measure"}}


@pytest.fixture(scope="module")
def files():
    pattern = mtm.draft("crew-tee", mtm.read_body("ana"))
    made = mtm.write(pattern, "svg", "pdf", "dxf", "hpgl", "cutter")
    found = {name.rpartition(".")[2]: content for name, content in made.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("crew-tee.dxf", made["crew-tee.dxf"])
    ana = person_file("ana").read_bytes()
    order = {"order": "1", "template": "crew-tee", "measurements": {"unit": "cm", "measurements": {"chest": 92}}}
    return {
        "dxf": found["dxf"], "plot": found["plt"], "cut": found["cut"], "pdf": found["pdf"], "svg": found["svg"],
        "pattern": pattern.without_body().to_json().encode(), "archive": packed.getvalue(),
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(64)),
        "dwg": b"AC1027\x00\x00\x00", "spreadsheet": b"PK\x03\x04\x14\x00[Content_Types].xml", "measurements": ana,
        "order": json.dumps(order).encode(), "manifest": b'{"files": {"a.dxf": {}}}',
        "marker": b'{"format": "mtmpattern marker 1", "rules": {}, "lays": []}', "columns": b"columns:\n  a: chest\n",
        "fabric": b"name: x\nkind: woven\nwidth: 1400 mm\n"}


@pytest.mark.parametrize("kind", ["dxf", "plot", "cut", "pdf", "svg", "pattern", "archive", "picture", "dwg",
                                  "spreadsheet", "measurements", "order", "manifest", "marker", "columns", "fabric"])
def test_every_kind_at_every_command(files, kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (kind_of(files[kind]) or kind_of_text(files[kind])).name == kind
    for command, options in COMMANDS.items():
        if command in TAKE.get(kind, ()):
            continue
        drawn = command in ("convert", "audit")
        text = kind in ("pattern", "measurements", "order", "manifest", "marker", "columns", "fabric")
        name = f"it.{'dxf' if drawn else 'json' if files[kind][:1] == b'{' else 'yaml' if text else kind}"
        (tmp_path / name).write_bytes(files[kind])
        done = CliRunner().invoke(main, [command, name, *options])
        assert done.exit_code == 2 and "Traceback" not in done.output, (command, done.output)
        assert "[file.kind, " in done.output or (kind == "dwg" and "dxf.binary" in done.output), (command, done.output)
        assert not (tmp_path / "out").exists()


def test_a_packed_drawing_of_any_program_is_no_drawing():
    assert kind_of(gzip.compress(b"0\nSECTION\n")).name == "archive"


@pytest.mark.parametrize("data", [b"", b"chest: 92 cm\n", b"  0\nEOF\n", b"name;chest\nana;92\n",
                                  b"\xef\xbb\xbfunit: cm", b"<?xml version='1.0'?><smis></smis>",
                                  b"IN 5;", b"H1 is high"])
def test_what_is_not_recognized_is_left_to_its_reader(data):
    assert kind_of(data) is None and kind_of_text(data) is None


def test_measures_sent_as_an_order_name_what_they_lack():
    with pytest.raises(mtm.MtmError) as caught:
        mtm.read_order({"measurements": {"chest": 92}})
    assert {each.code for each in caught.value.problems} >= {"order.id", "order.template"}


def test_a_batch_of_an_empty_folder_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "orders").mkdir()
    done = CliRunner().invoke(main, ["batch", "orders", "-o", "out"])
    assert done.exit_code == 0 and "orders holds no orders" in done.output
