"""Job folders: every file read by somebody else, every label scanned, nothing about the body for the factory."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path

import ezdxf
import pikepdf
import pypdfium2
import pytest
import zxingcpp

import mtmpattern as mtm
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.orders import stations
from mtmpattern.orders.laid import JobSettings, read_jobs
from mtmpattern.orders.manifest import BLANKS
from mtmpattern.orders.sealed_folder import read_job
from mtmpattern.orders.stations import Station, StationOutput
from mtmpattern.papers.job_head import read_payload
from tests.orders.made import EXAMPLES, MEASURES, ORDERS, codes, job, order, picture

DPI = 300


@pytest.fixture(scope="module")
def examples(tmp_path_factory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("jobs")
    made = {}
    for path in ORDERS:
        made[path.stem] = root / path.stem
        mtm.job(mtm.read_order(path)).write(made[path.stem])
    return made


def test_there_is_an_order_for_every_garment():
    assert [path.stem for path in ORDERS] == sorted(mtm.template_names())


@pytest.mark.parametrize("name", [path.stem for path in ORDERS])
def test_every_file_of_an_example_is_read_by_somebody_else(examples, name):
    folder = examples[name]
    assert read_job(folder).faults == ()
    data = json.loads((folder / "manifest.json").read_bytes())
    assert {"factory/labels.pdf", "factory/work-order.pdf", "client/quote.json", "client/order.json",
            "client/pattern.json", "factory/marker/marker.json" if name != "jumper" else "manifest.json"} <= {
                *data["files"], "manifest.json"}
    assert [each["state"] for each in data["stations"]] == ["done"] * len(data["stations"])
    for path in folder.rglob("*"):
        if path.is_file():
            _opened(path)


def _opened(path: Path) -> None:
    content = path.read_bytes()
    match path.suffix:
        case ".json":
            assert json.loads(content)
        case ".svg":
            assert ET.fromstring(content).tag.endswith("svg")
        case ".dxf":
            drawing = ezdxf.read(StringIO(content.decode("ascii").replace("\r\n", "\n")))
            assert not drawing.audit().has_errors
            assert len(drawing.modelspace()) + sum(map(len, drawing.blocks)) > 0
        case ".pdf":
            assert len(pypdfium2.PdfDocument(content)) > 0
            assert not pikepdf.open(BytesIO(content)).check_pdf_syntax()
        case ".html":
            HTMLParser().feed(content.decode())
        case ".cut":
            assert content.isascii()
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("name", ["crew-tee", "shirt", "trousers"])
def test_every_label_is_scanned_back_from_a_picture(examples, name):
    data = json.loads((examples[name] / "manifest.json").read_bytes())
    sheets = pypdfium2.PdfDocument(examples[name] / "factory" / "labels.pdf")
    read = [read_payload(code.text) for sheet in sheets
            for code in zxingcpp.read_barcodes(sheet.render(scale=DPI / 72).to_pil())]
    assert sorted(part for _, part, _ in read) == sorted(each["id"] for each in data["parts"])
    assert {reference for reference, _, _ in read} == {data["reference"]}
    words = "".join(sheet.get_textpage().get_text_range() for sheet in sheets)
    assert all(each["id"] in words for each in data["parts"])


def test_labels_of_several_garments_say_which():
    labels = job(quantity=2).files()["factory/labels.pdf"]
    codes_read = [read_payload(code.text) for sheet in pypdfium2.PdfDocument(labels)
                  for code in zxingcpp.read_barcodes(sheet.render(scale=DPI / 72).to_pil())]
    assert sorted({copy for _, _, copy in codes_read}) == [1, 2]
    assert len(codes_read) == 2 * len(job().cut.parts)
    for text in ("", "MTM1", "MTM2:a:b", "MTM1:a:b:c", "MTM1:a:b:1:2", "http://x"):
        assert read_payload(text) is None


def test_the_work_order_says_everything(examples):
    pages = pypdfium2.PdfDocument(examples["shirt"] / "factory" / "work-order.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    steps = json.loads((examples["shirt"] / "factory" / "work-order.json").read_bytes())["steps"]
    plain = " ".join(text.split())
    for step in steps:
        assert " ".join(step["text"].split()[:4]) in plain
    for word in ("Finished measures", "To buy", "301 lockstitch", "press", "poplin", "chest", "Order 1014"):
        assert word in plain


# ---- Nothing about the body for the factory ---------------------------------------------------------------------

ODD = {"unit": "mm", "name": "Zora Quimby", "sex": "female", "measurements": {
    "height": 1683.7, "chest": 927.3, "waist": 743.9, "hip": 993.1, "neck_base": 373.7, "shoulder_length": 131.3,
    "shoulder_slope": "21.37 deg", "scye_depth": 168.9, "upper_arm": 281.9,
    "arm_length": {"left": 577.3, "right": 583.9}, "head": 561.7, "hand": 187.9, "across_back": 356.3,
    "back_waist_length": 409.7}}


def texts(name: str, content: bytes) -> Iterator[str]:
    """Every text, key, label and metadata of a file; not its drawn geometry."""
    match Path(name).suffix:
        case ".json":
            yield from _json_texts(json.loads(content))
        case ".svg":
            for element in ET.fromstring(content).iter():
                yield element.text or ""
                yield element.tail or ""
                yield from (f"{key}={value}" for key, value in element.attrib.items()
                            if not re.fullmatch(r"[-0-9.,eE MLCZz]*", value))
        case ".dxf":
            lines = content.decode("ascii").splitlines()
            yield from (value for code, value in zip(lines[::2], lines[1::2], strict=True)
                        if not 10 <= int(code) < 60)
        case ".pdf":
            yield from (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
            pdf = pikepdf.open(BytesIO(content))
            yield from (f"{key}={value}" for key, value in pdf.docinfo.items())
            yield from (str(value) for value in pdf.Root)
            yield str(pdf.open_metadata())
        case ".html":
            yield re.sub(r'(d|points)="[^"]*"', "", content.decode())
        case _:
            yield re.sub(r"X-?[0-9]+Y-?[0-9]+", "", content.decode("latin-1"))


def _json_texts(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _json_texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _json_texts(value)
    elif isinstance(data, str):
        yield data


@pytest.mark.parametrize("template", ["crew-tee", "shirt", "trousers"])
def test_nothing_for_the_factory_states_a_measure_a_name_or_a_path(tmp_path, template):
    sent = order(template=template, estimates=True, stations=["marker", "print"],
                 artwork=[{"part": "sleeve" if template != "trousers" else "waistband", "point": "centre", "width": 5,
                           "height": 5, "picture": "logo"}],
                 formats=["svg", "dxf", "pdf", "hpgl", "cutter", "rul"][:5]) | {"measurements": ODD}
    if template == "trousers":
        sent.pop("artwork")
        sent["stations"] = ["marker"]
    shop = mtm.Shop(pictures={"logo": picture()}, salt="pepper")
    source = tmp_path / "zora.json"
    source.write_text(json.dumps(sent))
    made = mtm.job(mtm.read_order(source, shop=shop), shop=shop)
    body = mtm.read_body(ODD)
    files = made.files()
    words = "\n".join(text for name, content in files.items() if not name.startswith("client/")
                      for text in [name, *texts(name, content)])
    for name in CATALOGUE:
        assert not re.search(rf"\b{name}\b", words) or name in made.pattern.finished or "_" not in name, name
        assert CATALOGUE[name].label not in words or " " not in CATALOGUE[name].label or (
            CATALOGUE[name].label in {each.replace("_", " ") for each in made.pattern.finished}), name
    for name, each in body.measures.items():
        for value in {each.left, each.right}:
            for shown in {f"{value:g}", f"{value:.1f}", f"{value / 10:g}", f"{value / 25.4:.3f}"}:
                assert not re.search(rf"(?<![0-9.]){re.escape(shown)}(?![0-9])", words), (name, shown)
    assert "Zora" not in words
    assert "Quimby" not in words
    assert "zora" not in words
    for path in (str(tmp_path), str(Path.cwd()), "/home", "/tmp", "\\Users", "zora.json"):
        assert path not in words
    assert body.digest not in words
    assert made.pattern.digest not in words
    assert any(b"927" in content for name, content in files.items() if name.startswith("client/"))


def test_the_reference_is_not_of_the_body_and_the_salt_keys_the_rest():
    one, two = (job() for _ in range(2))
    other = mtm.job(mtm.read_order(order() | {"measurements": {**MEASURES, "measurements": {
        **MEASURES["measurements"], "hip": 101}}}))
    assert one.reference == two.reference == other.reference
    assert one.order_key != other.order_key
    salted = job(shop=mtm.Shop(salt="x"))
    assert len({one.reference, salted.reference}) == len({one.digest, salted.digest}) == 2


# ---- The folder -----------------------------------------------------------------------------------------------------

def test_the_same_order_gives_the_same_bytes_and_is_found_done(tmp_path):
    one, two = job(stations=["marker"]), job(stations=["marker"], fit="regular", fabrics={"shell": "jersey"})
    assert one.files() == two.files()
    first = one.write(tmp_path / "a")
    before = {path: path.stat().st_mtime_ns for path in first}
    third = mtm.job(mtm.read_order(order(stations=["marker"])))
    assert third.write(tmp_path / "a") == first
    assert {path: path.stat().st_mtime_ns for path in first} == before
    assert "pattern" not in vars(third)                         # nothing was drafted


def test_another_job_never_replaces_a_sealed_one(tmp_path):
    job(papers=()).write(tmp_path / "a")
    for other, code in ((job(papers=(), fit="relaxed"), "job.changed"), (job(papers=("quote",)), "job.built")):
        with pytest.raises(mtm.ExportError) as caught:
            other.write(tmp_path / "a")
        assert caught.value.code == code
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "note.txt").write_text("mine")
    with pytest.raises(mtm.ExportError) as caught:
        job(papers=()).write(tmp_path / "b")
    assert caught.value.code == "output.occupied"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.parametrize(("spoil", "code"), [
    (lambda folder: (folder / "factory" / "crew-tee.svg").write_bytes(b"x"), "job.altered"),
    (lambda folder: (folder / "factory" / "crew-tee.svg").unlink(), "job.missing"),
    (lambda folder: (folder / "factory" / "extra.svg").write_bytes(b"x"), "job.foreign"),
])
def test_a_spoilt_folder_is_noticed(tmp_path, spoil, code):
    job(papers=()).write(tmp_path / "a")
    spoil(tmp_path / "a")
    assert [problem.code for problem in read_job(tmp_path / "a").faults] == [code]
    with pytest.raises(mtm.ExportError):
        job(papers=()).write(tmp_path / "a")


@pytest.mark.parametrize(("old", "new"), [
    ('"quantity": 1', '"quantity": 7'), ('"id": "front.shell.1"', '"id": "front.shell.9"'), ('"jersey"', '"kersey"'),
    ('"stitches"', '"stitched"'), ('"seal": "', '"seal": "0')])
def test_a_changed_manifest_is_noticed(tmp_path, old, new):
    job(stations=[]).write(tmp_path / "a")
    manifest = tmp_path / "a" / "manifest.json"
    assert old in manifest.read_text()
    manifest.write_text(manifest.read_text().replace(old, new, 1))
    if new == '"stitched"':                     # nothing that a manifest could be
        with pytest.raises(mtm.FileFormatError, match="is not a job folder"):
            read_job(tmp_path / "a")
        return
    assert [(each.code, each.where) for each in read_job(tmp_path / "a").faults] == [("job.altered", "manifest.json")]
    with pytest.raises(mtm.FileFormatError, match=r"manifest.json was changed after it was sealed"):
        read_jobs([tmp_path / "a"], JobSettings())
    with pytest.raises(mtm.ExportError, match=r"manifest.json was changed"):
        job(stations=[]).write(tmp_path / "a")


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format": "mtmpattern job 1", "files": {"../x": {}}}',
                                  "[" * 100_000])
def test_a_manifest_that_is_none(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(mtm.FileFormatError) as caught:
        read_job(tmp_path)
    assert caught.value.code == "job.none"


def test_a_pattern_is_a_job_too():
    pattern = mtm.draft("crew-tee", mtm.read_body("ana"))
    made = mtm.job(pattern, order="1042", papers=("quote",), stations=["marker"])
    assert made.quote.costs
    assert {"factory/crew-tee.svg", "client/quote.json", "manifest.json"} <= set(made.files())
    assert made.order_key == mtm.job(mtm.draft("crew-tee", mtm.read_body("ana")), order="1042",
                                     stations=["marker"]).order_key
    for wrong in ({"order": "no name"}, {"order": "1", "papers": ("x",)}):
        with pytest.raises(mtm.OptionError):
            mtm.job(pattern, **wrong)


def test_the_manifest_has_the_facts_of_a_passport():
    made = mtm.job(mtm.read_order(order()), made=date(2026, 12, 1), facility="atelier")
    data = json.loads(made.files()["manifest.json"])
    passport = data["passport"]
    assert passport["made"]["value"] == "2026-12-01"
    assert passport["facility"]["value"] == "atelier"
    assert all(passport[name] == {"type": kind, "value": None} for name, kind in BLANKS.items())
    shell = passport["materials"][0]
    area = sum(part.area for part in made.cut.of_role("shell")) * 1e-6
    assert shell["grams"] == pytest.approx(area * 180, abs=0.06)
    assert shell["waste_grams"] > 0


def test_hostile_texts_come_out_as_text():
    for name in ("<script>alert(1)</script>", ") Tj ET", "1\nEOF", "%%EOF (", "\x1b[2J"):
        with pytest.raises(mtm.OptionError) as caught:
            job(fabrics={"shell": mtm.read_fabric("jersey").to_dict() | {"name": name}})
        assert caught.value.code.startswith(("fabric.", "file."))
    cloth = mtm.read_fabric("jersey").to_dict() | {"name": "0 SECTION, EOF - 1/2 + 999"}
    files = job(fabrics={"shell": cloth}, stations=["marker"], formats=["svg", "dxf", "pdf"]).files()
    for name, content in files.items():
        if name.startswith("factory/"):
            assert b"<script" not in content, name
    drawing = ezdxf.read(StringIO(files["factory/crew-tee.dxf"].decode("ascii").replace("\r\n", "\n")))
    assert not drawing.audit().has_errors
    for name in ("factory/crew-tee.pdf", "factory/work-order.pdf", "factory/labels.pdf"):
        assert len(pypdfium2.PdfDocument(files[name])) > 0
    ET.fromstring(files["factory/crew-tee.svg"])


# ---- Stations -------------------------------------------------------------------------------------------------------

class Entry:
    """What an installed package declares."""

    def __init__(self, station: Station) -> None:
        self.name, self.dist, self.value, self.station = station.name, None, "someone:STATION", station

    def load(self) -> Station:
        return self.station


@pytest.fixture
def plugged_in(monkeypatch):
    def plug(*each: Station) -> None:
        monkeypatch.setattr(stations, "plugged_in", lambda: tuple(map(Entry, each)))

    return plug


def _raises(_: object) -> StationOutput:
    raise RuntimeError("chest is 927 mm")


def test_a_station_of_another_package_works_in_a_job(plugged_in, tmp_path):
    seen = {}

    def work(given):
        seen["given"] = given
        return StationOutput({"parts.txt": "\n".join(part.id for part in given.cut.parts).encode()}, {"parts": 5},
                             {"embroider": {"width": 80}})

    plugged_in(Station(name="embroider", sentence="names on cuffs", work=work))
    made = job(stations=["embroider"], papers=())
    made.write(tmp_path / "a")
    assert (tmp_path / "a" / "factory" / "embroider" / "parts.txt").read_text().startswith("front.shell.1")
    data = read_job(tmp_path / "a").manifest
    assert data["stations"] == [{"name": "embroider", "state": "done", "report": {"parts": 5}}]
    assert data["needs"]["embroider"] == {"width": 80}
    assert seen["given"].body is None
    assert not seen["given"].pattern.ease


def test_a_station_for_the_client_gets_the_body(plugged_in):
    plugged_in(Station(name="look", sentence="a look", side="client", needs_body=True,
                       work=lambda given: StationOutput({"chest.txt": str(given.body.chest_girth).encode()})))
    assert job(stations=["look"], papers=()).files()["client/look/chest.txt"] == b"925.0"
    with pytest.raises(mtm.PluginError, match=r"plugin\.station"):
        Station(name="x", sentence="", work=_raises, needs_body=True)


@pytest.mark.parametrize(("work", "code"), [
    (_raises, "station.raised"), (lambda _: {"a": b""}, "station.output"),
    (lambda _: StationOutput({"a": "text"}), "station.output"),
    (lambda _: StationOutput({}, {"a": object()}), "station.output"),
    (lambda _: StationOutput({}, {"a": float("nan")}), "station.output"),
])
def test_a_station_that_fails_is_reported_and_the_folder_is_valid(plugged_in, tmp_path, work, code):
    plugged_in(Station(name="broken", sentence="", work=work))
    made = job(stations=["broken", "marker"], papers=())
    made.write(tmp_path / "a")
    assert codes(mtm.MtmError(problems=made.failed)) == [code]
    sealed = read_job(tmp_path / "a")
    assert sealed.faults == ()
    assert sealed.manifest["stations"][0] == {"name": "broken", "state": "failed", "codes": [code]}
    assert sealed.manifest["stations"][1]["state"] == "done"
    assert "927" not in (tmp_path / "a" / "manifest.json").read_text().split('"files"')[0]


def test_a_jumper_is_knitted_to_shape():
    read = mtm.read_order(EXAMPLES / "orders" / "jumper.yaml")
    made = mtm.job(replace(read, stations=("knit",)), papers=(), settings={"knit": {"machine": "kniterate"}})
    data = json.loads(made.files()["manifest.json"])
    assert data["stations"][0]["state"] == "done"
    assert data["needs"]["knit"]["machine"] == "kniterate"
    assert any(name.startswith("factory/knit/") and name.endswith(".k") for name in data["files"])


def test_a_station_that_writes_outside_is_refused(plugged_in, tmp_path):
    plugged_in(Station(name="evil", sentence="", work=lambda _: StationOutput({"../../x": b""})))
    with pytest.raises(mtm.ExportError) as caught:
        job(stations=["evil"], papers=()).write(tmp_path / "a" / "b")
    assert caught.value.code == "output.name"
    assert list(tmp_path.iterdir()) == []


# ---- Pictures on parts ----------------------------------------------------------------------------------------------

def placed(shop: mtm.Shop | None = None, **more: object) -> mtm.Job:
    art = {"part": "front", "point": "centre", "width": 80, "height": 40, **more}
    return job(shop=shop, papers=(), artwork=[art])


def test_a_picture_is_printed_true_to_scale():
    shop = mtm.Shop(pictures={"logo": picture(400, 200)})
    made = placed(shop, picture="logo", right=-40, up=-20, turn=0)
    files = made.files()
    page = pypdfium2.PdfDocument(files["factory/print/print-1.pdf"])[0]
    assert [round(each * 25.4 / 72, 1) for each in page.get_size()] == [130.0, 90.0]
    report = json.loads(files["manifest.json"])["stations"][0]["report"]["pictures"][0]
    x0, y0, x1, y1 = made.cut.part("front.shell.1").bounds
    assert report["left"] == pytest.approx((x0 + x1) / 2 - 40, abs=0.001)
    assert report["low"] == pytest.approx((y0 + y1) / 2 - 20, abs=0.001)
    pixels = page.render(scale=1).to_pil().convert("RGB")
    red = [(x, y) for x in range(pixels.width) for y in range(pixels.height) if pixels.getpixel((x, y))[1] < 60
           and pixels.getpixel((x, y))[0] > 150]
    width = (max(x for x, _ in red) - min(x for x, _ in red) + 1) * 25.4 / 72
    assert width == pytest.approx(80, abs=0.8)


@pytest.mark.parametrize(("more", "code"), [
    ({"right": 190}, "artwork.crossing"), ({"part": "collar"}, "artwork.part"), ({"point": "nowhere"}, "artwork.point"),
    ({"width": 900}, "artwork.crossing")])
def test_a_picture_that_cannot_lie_there_is_refused(more, code):
    with pytest.raises(mtm.StationError) as caught:
        placed(**more).files()
    assert caught.value.code == code


def test_a_picture_crosses_a_seam_where_that_is_asked_for():
    data = json.loads(placed(right=190, crossing=True).files()["manifest.json"])
    assert data["stations"][0]["report"]["pictures"][0]["crossing"] is True


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, picture()[:60]])
def test_a_picture_that_is_none_is_refused(content):
    with pytest.raises(mtm.StationError) as caught:
        placed(mtm.Shop(pictures={"x": content}), picture="x").files()
    assert caught.value.code == "artwork.picture"


def test_a_lay_longer_than_the_cutting_table_lies_in_sections():
    files = job(quantity=16, papers=(), stations=["marker"]).files()
    plan = json.loads(files["factory/marker/marker.json"])
    lengths = [each["length"] for each in plan["lays"]]
    assert len(lengths) > 2                                              # the shell's sections, and the rib
    assert max(lengths) <= 10_000
    assert sum(name.endswith(".cut") for name in files) == len(lengths)
    made = mtm.job(mtm.read_order(order(quantity=4, stations=["marker"])), papers=(),
                   settings={"marker": {"table": "2m"}})
    assert max(each["length"] for each in json.loads(made.files()["factory/marker/marker.json"])["lays"]) <= 2000
