"""Readers of orders, files of shops and stored files: every kind of document, file and argument."""

from __future__ import annotations

import io
import json
import os
import struct
import zipfile
import zlib

import numpy as np
import pytest

import mtmpattern as mtm
from mtmpattern.cutting import MarkerStore
from mtmpattern.orders.client_store import FolderClients
from mtmpattern.orders.events import EventLog
from mtmpattern.orders.order_source import raw_orders
from mtmpattern.orders.sealed_folder import read_job
from mtmpattern.papers.print_page import sound_picture
from mtmpattern.preview.avatar import stored
from tests.hostile.kinds import documents, with_values
from tests.hostile.readers import READERS, _job
from tests.hostile.test_files import run
from tests.places import EXAMPLES

TREES = ["chart", "fabric", "columns", "profile", "cutter", "prices", "facilities", "swatch", "machine", "read_order",
         "yaml_order", "json_orders", "plan", "client"]
LONG = ("unknown names in YAML", "a name again and again", "quotes without end", "far too large")
"""Kinds that take a second or more each; in the quick tests only one reader gets them."""


def answered(reader, what, data):
    try:
        READERS[reader].read(data)
    except mtm.MtmError as error:
        assert not any(problem.code.endswith("defect") for problem in error.problems), (what, str(error))
    except Exception as error:
        raise AssertionError(f"{what}: {type(error).__name__} {error}") from error


@pytest.mark.parametrize("reader", TREES)
def test_every_kind_of_document_is_answered(reader):
    for what, data in documents(READERS[reader].seeds()[0]):
        if reader == "prices" or what not in LONG:
            answered(reader, what, data)


@pytest.mark.parametrize("reader", TREES)
def test_a_strange_value_in_any_place_is_answered(reader):
    for what, data in with_values(READERS[reader].seeds()[0], every=97 if reader == "plan" else 23):
        answered(reader, what, data)


@pytest.mark.slow
@pytest.mark.parametrize("reader", [*TREES, "manifest", "kept_order", "kept_lay", "pattern"])
def test_more_strange_values_in_any_place_are_answered(reader):
    for what, data in with_values(READERS[reader].seeds()[0], every=5):
        answered(reader, what, data)


# ---- Job folders ----------------------------------------------------------------------------------------------------

MANIFEST = json.loads(_job()["manifest.json"])
CHANGES = {
    **{f"{name} is {value!r}": {name: value} for name in MANIFEST if name not in ("due", "passport", "notes")
       for value in (None, "x" * 5_000, [None], {"a": 1}, 10**400, float("nan"))},
    "a path upwards": {"files": {"../../x": {"bytes": 1, "sha256": "0"}}},
    "an absolute path": {"files": {"/etc/passwd": {"bytes": 1, "sha256": "0"}}},
    "a device of Windows": {"files": {"C:\\x": {"bytes": 1, "sha256": "0"}}},
    "a name with a NUL": {"files": {"a\0b": {"bytes": 1, "sha256": "0"}}},
    "many files": {"files": {f"f{number}": {"bytes": 1, "sha256": "0"} for number in range(20_000)}},
    "a huge file": {"files": {"x": {"bytes": 10**15, "sha256": "0"}}},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_forged_manifest_is_answered(what):
    answered("manifest", what, json.dumps({**MANIFEST, **CHANGES[what]}).encode())


@pytest.fixture
def folder(tmp_path):
    for name, content in _job().items():
        (tmp_path / "1043" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "1043" / name).write_bytes(content)
    return tmp_path / "1043"


def test_links_in_a_job_folder_are_never_followed(folder, tmp_path):
    assert read_job(folder).faults == ()
    (folder / "factory").rename(tmp_path / "elsewhere")
    (folder / "factory").symlink_to(tmp_path / "elsewhere")
    codes = [problem.code for problem in read_job(folder).faults]
    assert "job.foreign" in codes and codes.count("job.missing") == sum(name.startswith("factory/") for name in _job())


def test_a_pipe_in_a_job_folder_is_not_opened(folder):
    (folder / "client/order.json").unlink()
    os.mkfifo(folder / "client/order.json")
    os.mkfifo(folder / "more")
    assert [problem.code for problem in read_job(folder).faults] == ["job.missing", "job.foreign"]
    (folder / "manifest.json").unlink()
    os.mkfifo(folder / "manifest.json")
    with pytest.raises(mtm.FileFormatError, match=r"job\.none"):
        read_job(folder)


def test_a_job_folder_with_many_other_files_and_deep_folders(folder):
    for number in range(300):
        (folder / f"x{number}").touch()
    deep = folder
    for _ in range(400):
        deep = deep / "d"
    deep.mkdir(parents=True)
    assert len(read_job(folder).faults) == 100


# ---- What a shop keeps ----------------------------------------------------------------------------------------------


def test_pipes_and_endless_files_in_a_store(tmp_path):
    store = FolderClients(tmp_path / "clients")
    (tmp_path / "clients").mkdir()
    os.mkfifo(tmp_path / "clients" / "salt")
    with pytest.raises(mtm.ExportError, match="cannot be used"):
        _ = store.salt
    os.mkfifo(tmp_path / "clients" / f"{'0' * 32}.json")
    with pytest.raises(mtm.ExportError, match="cannot be read"):
        store.read("0" * 32)
    (tmp_path / "clients" / f"{'1' * 32}.json").symlink_to("/dev/zero")
    with pytest.raises(mtm.ExportError, match="cannot be read"):
        store.read("1" * 32)
    (tmp_path / "clients" / "salt").unlink()
    (tmp_path / "clients" / "salt").write_bytes(b"x" * 10_000)
    with pytest.raises(mtm.ExportError, match="not a line"):
        _ = store.salt


def test_events_that_are_none_are_skipped(tmp_path):
    log = EventLog(tmp_path)
    strange = [b"[" * 50_000, b"x" * 300_000, b'{"state": "made", "order": "1", "revision": 1e999}', b"null",
               b'{"state": "made", "order": 5, "revision": 1}', b"\xff\xfe", b'{"state": ["made"]}']
    log.path.write_bytes(b"\n".join(strange) + b"\n")
    assert [event.order for event in log.read()] == ["5"]
    log.path.unlink()
    os.mkfifo(log.path)
    with pytest.raises(mtm.ExportError, match=r"output\.unwritable"):
        list(log.read())
    with pytest.raises(mtm.ExportError, match=r"output\.unwritable"):
        log.add()


def test_a_pipe_in_a_store_of_markers(tmp_path):
    os.mkfifo(tmp_path / f"{'a' * 24}-{'b' * 24}.json")
    assert MarkerStore(tmp_path).shortest("a" * 64) is None


@pytest.mark.parametrize("content", [b"", b"PK", b"\x93NUMPY"])
def test_a_kept_avatar_that_is_none(content, tmp_path):
    (tmp_path / "x.npz").write_bytes(content)
    assert stored.load(tmp_path, "x") is None


def test_a_kept_avatar_that_unpacks_without_end(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("halves.npy", b"\0" * 50_000_000)
    (tmp_path / "x.npz").write_bytes(out.getvalue())
    assert stored.load(tmp_path, "x") is None
    out = io.BytesIO()
    np.savez_compressed(out, halves=np.array([{"a": 1}], dtype=object), about=np.zeros(3, np.uint8))
    with pytest.raises(ValueError, match="not a stored avatar"):
        stored.unpack(out.getvalue())


# ---- Pictures -------------------------------------------------------------------------------------------------------


def png(width: int, height: int, kind: int = 2) -> bytes:
    """A PNG of one colour, small as a file however large it is."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(b"\0" * ((1 + width * {0: 1, 2: 3, 6: 4}[kind]) * min(height, 20)), 9)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0))
            + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


@pytest.mark.parametrize("content", [
    b"", b"\x89PNG\r\n\x1a\n", png(60_000, 60_000), png(10_000, 10_000), png(5_000, 5_000)[:60], png(0, 9), b"GIF89a",
    b"%PDF-1.7\n", b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    b"\xff\xd8\xff\xe0" + b"\0" * 900])
def test_a_picture_that_is_none(content):
    with pytest.raises(mtm.StationError) as caught:
        sound_picture(content)
    assert caught.value.code in ("artwork.picture", "artwork.size")


# ---- Many orders in one file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "content"), [
    ("a.csv", b"order,x\n" + b'"' + b"a\n" * 300_000), ("a.csv", b"order" + b",x" * 600 + b"\n1\n"),
    ("a.csv", b"order,x\n" + b"1," * 300_000), ("a.csv", b""), ("a.csv", b"\0" * 1_000), ("a.txt", b"order: 1"),
])
def test_a_table_of_orders_that_is_none(name, content, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(mtm.FileFormatError):
        list(raw_orders(tmp_path / name))


@pytest.mark.parametrize(("name", "content", "count"), [
    ("a.json", b"[" * 500_000, 1), ("a.json", b'[{"order": "' + b"x" * 900_000 + b'"}, {}]', 1),
    ("a.json", b"[{}, {}, {]", 3), ("a.jsonl", b"x" * 900_000 + b"\n{}\n", 2), ("a.jsonl", b"\xff\xfe\n", 1),
    ("a.yaml", b"---\n" * 50_000, 0), ("a.yaml", b"a: 1\n" * 200_000 + b"---\nb: 1\n", 2),
    ("a.csv", b"order\n\n1\n", 1),
])
def test_orders_that_are_too_large_are_read_in_part_and_refused(name, content, count, tmp_path):
    (tmp_path / name).write_bytes(content)
    found = list(raw_orders(tmp_path / name))
    assert len(found) == count
    assert all(len(raw.content) <= 200_002 for raw in found)
    if name != "a.csv":
        for raw in found:
            with pytest.raises(mtm.MtmError):
                mtm.read_order(raw.content)


# ---- Commands -------------------------------------------------------------------------------------------------------

ORDER = str(EXAMPLES / "orders" / "straight-skirt.yaml")
COMMANDS = {
    "order FILE -o out": 2, f"order {ORDER} --clients FILE -o out": 4, f"order {ORDER} --prices FILE -o out": 2,
    f"order {ORDER} --pictures FILE -o out": 2, "job FILE": 2, "batch FILE -o out": 2,
    "knit jumper -m ana --swatch FILE --machine hand -o out": 2, "swatch --machine FILE -o out": 2,
    "avatar -m FILE -o out": 2, "preview tank -m ana --fabric shell=FILE -o out": 2,
    "marker FILE --fabric jersey -o out": 2,
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", ["pipe", pytest.param("device", marks=pytest.mark.slow),
                                  pytest.param("long", marks=pytest.mark.slow)])
def test_a_pipe_a_device_or_a_long_name_for_any_option(command, kind, tmp_path):
    name = {"pipe": "pipe.yaml", "device": "/dev/zero", "long": "y" * 5_000 + ".yaml"}[kind]
    if kind == "pipe":
        os.mkfifo(tmp_path / name)
    done = run(tmp_path, command=command.replace("FILE", name))
    assert done.returncode in (COMMANDS[command], 2), done.stderr[-500:]
    assert "Traceback" not in done.stderr and "defect" not in done.stderr and done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.parametrize("args", [
    "swatch --machine hand --stitches {} -o out",
    "swatch --machine hand --yarn x --width {} --height 5 --grams 5 -o out",
    "swatch --machine hand --yarn x --width 5 --height 5 --grams 5 --stretch {} -o out",
    "knit jumper -m ana --swatch dk-hand --machine hand --inset {} -o out", "avatar -m ana --scale {} -o out",
    "preview tank -m ana --size {} -o out", "marker ana -t tank --fabric jersey --steps {} -o out",
    "marker ana -t tank --fabric jersey --seconds {} -o out", "marker ana -t tank --fabric jersey --copies {} -o out",
    "marker ana -t tank --fabric jersey --plies {} -o out", "marker ana -t tank --fabric jersey --width {} -o out",
    "marker ana -t tank --fabric jersey --tilt {} -o out", "marker ana -t tank --fabric jersey --seed {} -o out",
    "order " + ORDER + " --station marker.steps={} -o out", "batch " + ORDER + " --workers {} -o out",
    "batch " + ORDER + " --chunk {} -o out", "order " + ORDER + " --made {} -o out"])
@pytest.mark.parametrize("number", ["nan", "inf", "-1", "9" * 400, "9" * 5_000, "1e999999999", "x", "1e308"])
def test_a_strange_number_as_an_argument(args, number, tmp_path):
    done = run(tmp_path, command=args.format(number))
    assert done.returncode in (2, 3, 4, 5), done.stderr[-500:]
    assert "Traceback" not in done.stderr and "defect" not in done.stderr


