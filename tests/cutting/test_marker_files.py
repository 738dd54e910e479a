"""The files of a plan: drawn again from its JSON byte for byte, and read by readers that are not ours."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pypdfium2
import pytest
from defusedxml import ElementTree
from shapely import Polygon, affinity, box

import mtmpattern as mtm
from mtmpattern.cutting import Bundle, read_plan
from mtmpattern.reading import read_hpgl
from tests.cutting.lays import BELT, BOX, TOY, TWILL, WEDGE, garment, piece, planned, real, ring
from tests.formats.dxf.dxf_reading import read

EVERY = ("svg", "dxf", "hpgl", "cutter", "pdf")


@pytest.fixture(scope="module")
def plan():
    return planned(Bundle(real("crew-tee", "ana"), 1, "1042"), real("crew-tee", "ben"), spacing=2.0)


@pytest.fixture(scope="module")
def files(plan):
    return plan.files(EVERY)


def test_a_file_for_each_lay_and_format(files):
    assert sorted(files) == sorted(["marker.json", "marker.html", "plan.pdf", *(
        f"{lay}.{suffix}" for lay in ("shell", "rib") for suffix in ("svg", "dxf", "plt", "cut", "pdf"))])


def test_all_is_drawn_again_from_the_json_alone(files):
    again = read_plan(files["marker.json"])
    assert again.files(EVERY) == files
    assert mtm.read_plan(files["marker.json"].decode()).to_json().encode() == files["marker.json"]


def test_the_json_says_what_a_factory_asks(files, plan):
    data = json.loads(files["marker.json"])
    lay = data["lays"][0]
    assert data["cloth"]["by_order"]["1042"]["shell"] == pytest.approx(plan.consumption["shell"][1], abs=0.001)
    assert lay["cutting"]["notches"] == sum(len(each.part.notches) for each in plan.lays[0].marker.placed)
    assert lay["use"] < 1 and lay["use_of_full_width"] < lay["use"]
    assert lay["cost"] == str(plan.lays[0].cost) and lay["search"]["engine"] == "fill"
    assert "ana" not in files["marker.json"].decode()


def test_ezdxf_reads_every_cut_where_it_lies(files, plan):
    doc = read(files["shell.dxf"])
    assert not doc.audit().errors
    model = doc.modelspace()
    outlines = [Polygon([tuple(vertex.dxf.location)[:2] for vertex in line.vertices])
                for line in model if (line.dxftype(), line.dxf.layer) == ("POLYLINE", "CUT")]
    parts = {part.id: Polygon([(p.x, p.y) for p in part.polygon()]) for part in plan.lays[0].marker.parts}
    assert len(outlines) == len(parts)
    for outline, name in zip(outlines, plan.lays[0].cuts.parts, strict=True):      # in the order of cutting
        assert outline.symmetric_difference(parts[name]).area < 5.0
    notches = [line for line in model if (line.dxftype(), line.dxf.layer) == ("LINE", "NOTCH")]
    assert len(notches) == sum(len(each.part.notches) for each in plan.lays[0].marker.placed)
    texts = {text.dxf.text for text in model.query("TEXT")}
    assert {f"{number}.front.shell.1" for number in (1, 2)} <= texts


def test_the_plot_covers_the_lay(files, plan):
    marker = plan.lays[0].marker
    points = [point for line in read_hpgl(files["shell.plt"]).lines for point in line.points]
    assert max(point.x for point in points) == pytest.approx(marker.length, abs=0.1)
    assert min(point.y for point in points) >= 0 and max(point.y for point in points) <= marker.width + 0.05


def test_the_knife_frees_each_part_once_after_its_notches(files, plan):
    blocks = files["shell.cut"].decode().replace("\n", "").split("*")
    labels = [blocks[at + 1] for at, block in enumerate(blocks[:-1]) if block == "M31"
              and not re.fullmatch(r"X-?\d+Y-?\d+|M\d+|N\d+", blocks[at + 1])]
    assert labels == [name.upper() for name in plan.lays[0].cuts.parts]
    kinds = [(line.part, line.kind) for line in plan.lays[0].cuts.lines]
    for name in plan.lays[0].cuts.parts:
        mine = [kind for part, kind in kinds if part == name]
        assert mine[-1] == "outline" and mine.count("outline") == 1


def test_the_pdf_is_as_large_as_the_lay(files, plan):
    page = pypdfium2.PdfDocument(files["shell.pdf"])[0]
    width, height = (points * 25.4 / 72 for points in page.get_size())
    assert width == pytest.approx(plan.lays[0].marker.length + 24.0, abs=0.1)
    assert height == pytest.approx(plan.lays[0].marker.width + 48.0, abs=0.1)
    words = pypdfium2.PdfDocument(files["plan.pdf"])[0].get_textpage().get_text_bounded()
    assert "jersey" in words and "Cutting" in words


def test_a_long_lay_is_several_pages_of_a_pdf():
    plan = planned(Bundle(TOY, 24))
    pdf = pypdfium2.PdfDocument(plan.files(("pdf",))["shell.pdf"])
    assert plan.lays[0].marker.length > 5080 and len(pdf) == 2


def test_the_picture_has_a_path_for_each_part(files, plan):
    root = ElementTree.fromstring(files["shell.svg"])
    labels = [each.get("{http://www.inkscape.org/namespaces/inkscape}label") for each in root.iter()]
    for placed in plan.lays[0].marker.placed:
        assert labels.count(placed.part.id) >= 3
    assert b"<script" not in files["marker.html"] and b"1042" in files["marker.html"]


def test_plies_are_listed_by_garment():
    plan = planned(Bundle(TOY, 4), plies=2)
    page = plan.files(())["marker.html"].decode()
    assert "1: garments A = 1, B = 2" in page and "2: garments A = 3, B = 4" in page


def test_shared_lines_are_cut_once():
    boxes = garment(*(replace(BOX, id=f"box.shell.{n}", copy=n, notches=()) for n in range(1, 5)))
    plain = planned(boxes)
    once = replace(plain, lays=tuple(replace(lay, common=True) for lay in plain.lays))
    saved = plain.lays[0].cuts.order.cut_length - once.lays[0].cuts.order.cut_length
    assert saved == pytest.approx(3 * 500.0, abs=1.0) or saved > 500.0
    assert json.loads(once.to_json())["lays"][0]["common_lines"] is True
    doc = read(once.files(("dxf",))["shell.dxf"])
    assert not doc.audit().errors


# ---- refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("formats", "settings", "code"), [
    (("svgg",), {}, "format.unknown"), (("svg",), {"plotter": "a0-pen"}, "format.setting"),
    (("hpgl",), {"plotter": "nothing"}, "format.value"), (("cutter",), {"cutter": "nothing"}, "format.value"),
    (("svg",), {"palette": "nothing"}, "format.value"), (("hpgl",), {"plotter": "a0-pen"}, "export.fit"),
])
def test_formats_and_settings_that_cannot_be(plan, formats, settings, code):
    with pytest.raises(mtm.ExportError) as caught:
        plan.files(formats, settings)
    assert caught.value.code == code


def test_a_lay_longer_than_the_table_is_not_written_for_it():
    plan = planned(Bundle(garment(BELT, WEDGE, fabric=replace(TWILL, width=450.0)), 20))
    with pytest.raises(mtm.ExportError, match="holds 10000 x 1780 mm"):
        plan.files(("cutter",))


@pytest.mark.parametrize("change", [
    lambda data: data.update(format="other"), lambda data: data.pop("lays"), lambda data: data.update(lays={}),
    lambda data: data["lays"][0]["placed"][0].update(x=1e9), lambda data: data["lays"][0]["placed"][0].update(x="0"),
    lambda data: data["lays"][0]["placed"][0].update(part=99), lambda data: data["lays"][0]["placed"][0].update(slot=7),
    lambda data: data["lays"][0]["placed"][0].update(turned=45.0), lambda data: data["lays"][0].update(garments=[]),
    lambda data: data["lays"][0]["placed"][1].update(
        x=data["lays"][0]["placed"][0]["x"], y=data["lays"][0]["placed"][0]["y"], turned=90.0, part=0),
    lambda data: data["parts"][0]["cut"].pop(), lambda data: data["parts"][0]["cut"][0].append(1.0),
    lambda data: data["parts"][0].update(cut=[]), lambda data: data["parts"][0].update(nap="yes"),
    lambda data: data["rules"].update(spacing=-1), lambda data: data["rules"].update(other=1),
    lambda data: data["garments"][0].update(number=2), lambda data: data["lays"][0].update(length=float("nan")),
    lambda data: data["lays"][0]["fabric"].update(width="3 km"), lambda data: data["lays"][0].update(plies=10**9),
    lambda data: data["lays"][0].update(name="x" * 5000), lambda data: data["lays"][0].update(reach=0.0),
])
def test_a_changed_json_is_refused_in_a_sentence(change):
    data = json.loads(planned(TOY).to_json())
    change(data)
    with pytest.raises((mtm.FileFormatError, mtm.StationError)):
        read_plan(json.dumps(data))


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "[" * 100_000, '{"format": "mtmpattern marker 1"}'])
def test_what_is_not_a_plan_is_refused(text):
    with pytest.raises(mtm.FileFormatError) as caught:
        read_plan(text)
    assert caught.value.code == "marker.format"


def test_a_file_is_called_as_its_lay():
    plan = planned(garment(*(replace(part, role="rib_1", id=f"{part.piece}.rib_1.1") for part in TOY.parts)))
    assert sorted(plan.files(["svg"])) == ["marker.html", "marker.json", "rib_1.svg"]


def test_every_label_of_a_dxf_lies_within_its_part():
    """Also on a narrow slanting part, which has room for its id alone, and on a low one, where all is in two lines."""
    low = piece("low", (0, 0), (22, 0), (22, 400), (0, 400), notch=False)
    sliver = piece("sliver", (0, 0), (12, 0), (212, 160), (200, 160), notch=False)
    plan = planned(garment(BOX, BELT, WEDGE, low, sliver))
    places = {each.part.id: Polygon([(point.x, point.y) for point in each.laid().polygon()])
              for each in plan.lays[0].marker.placed}
    seen = {}
    for text in read(plan.files(["dxf"])["shell.dxf"]).modelspace().query("TEXT"):
        if text.dxf.text in places:
            seen[text.dxf.text] = text.dxf.rotation
            across = len(text.dxf.text) * 0.6 / 0.7 * text.dxf.height
            written = affinity.rotate(box(0, 0, across, text.dxf.height), text.dxf.rotation, (0, 0))
            assert places[text.dxf.text].covers(affinity.translate(written, *text.dxf.insert.vec2)), text.dxf.text
    assert set(seen) == set(places)
    assert seen["sliver.shell.1"] % 90.0 != 0.0


def test_trimmed_fusible_is_laid_counted_and_drawn_as_it_is_cut():
    """The parts are 200 mm square within a sewn line of 220 mm; four of them fill a cloth of 400 mm."""
    sewn = ring((-10, -10), (210, -10), (210, 210), (-10, 210))
    square = piece("square", (0, 0), (200, 0), (200, 200), (0, 200), notch=False)
    trimmed = replace(square, sewn=(square.sewn[0]._replace(curves=sewn, sewn=sewn),))
    parts = [replace(trimmed, id=f"square.shell.{copy}", copy=copy) for copy in range(1, 5)]
    lay, = planned(garment(*parts, fabric=replace(TWILL, width=400.0))).lays
    assert lay.marker.length == pytest.approx(400.0, abs=0.01)
    assert lay.use == pytest.approx(1.0, abs=1e-4)
    drawn = planned(garment(*parts, fabric=replace(TWILL, width=400.0))).files(["dxf"])["shell.dxf"]
    assert not read(drawn).modelspace().query('POLYLINE[layer=="SEW"]')
