"""GDAL reads the DXF too, and measures the same: needs ogrinfo, and fails without it."""

from __future__ import annotations

import math
import re
import subprocess

import pytest
import shapely
import shapely.wkt

import mtmpattern as mtm
from mtmpattern.drafting.library import find_template
from mtmpattern.formats import find_format
from mtmpattern.formats.text import seven_bit
from mtmpattern.geometry import path
from mtmpattern.placing.sheet import lay_out
from tests.formats.dxf.graded import files, graded

pytestmark = pytest.mark.system


@pytest.fixture(scope="module", params=["astm", "aama", "clo"])
def dialect(request):
    return request.param


@pytest.fixture(scope="module")
def features(every_pattern, dialect, tmp_path_factory):
    (content,) = find_format("dxf").write(every_pattern, {"dialect": dialect}).values()
    return seen_in(content, tmp_path_factory.mktemp("gdal"))


def seen_in(content, folder):
    """(layer, text, geometry) of everything GDAL sees, in the order of the file, part by part."""
    file = folder / "garment.dxf"
    file.write_bytes(content)
    done = subprocess.run(["ogrinfo", "--config", "DXF_MERGE_BLOCK_GEOMETRIES", "FALSE", "-q", "-al", str(file)],
                          capture_output=True, text=True, check=True)
    assert "ERROR" not in done.stderr
    parts, seen = [], []
    for feature in done.stdout.split("OGRFeature(entities)")[1:]:
        layer = re.search(r"Layer \(String\) = (\S+)", feature)[1]
        text = re.search(r"Text \(String\) = (.*)", feature)
        shape = shapely.wkt.loads(re.search(r"^  ((?:POINT|LINESTRING|POLYGON).*)$", feature, re.MULTILINE)[1])
        if text and text[1].casefold().startswith("piece name: "):
            seen = []
            parts.append(seen)
        seen.append((layer, text[1] if text else "", shape))
    return parts


def shapes(part, layer):
    return [shape for on, text, shape in part if on == layer and not text]


def _in_order(pattern):
    """The parts as the sheet groups them, cloth by cloth."""
    return [laid.part for laid in lay_out(pattern).laid]


def test_every_part_is_seen(features, every_pattern):
    assert len(features) == len(every_pattern.parts)


@pytest.mark.parametrize(("layer", "which"), [
    ("1", "cut"), ("14", "sewn_outline"), ("84", "cut"), ("87", "sewn_outline")])
def test_areas_and_lengths(features, every_pattern, dialect, layer, which):
    if layer in {"84", "87"} and dialect != "astm":
        assert not any(shapes(seen, layer) for seen in features)
        return
    for part, seen in zip(_in_order(every_pattern), features, strict=True):
        curves = getattr(part, which)
        (line,) = shapes(seen, layer)
        assert line.is_closed
        assert shapely.Polygon(line).area == pytest.approx(path.area(curves), rel=2e-4)
        assert line.length == pytest.approx(path.length(curves), abs=0.05)


def test_edge_lengths(features, every_pattern):
    for part, seen in zip(_in_order(every_pattern), features, strict=True):
        (line,) = shapes(seen, "14")
        (grain,) = shapes(seen, "7")
        dx, dy = grain.coords[0][0] - part.grain[0].x, grain.coords[0][1] - part.grain[0].y
        for edge in part.sewn:
            a, b = (line.project(shapely.Point(at.x + dx, at.y + dy))
                    for at in (edge.curves[0].start, edge.curves[-1].end))
            assert (b - a) % line.length == pytest.approx(path.length(edge.curves), abs=0.05), edge.name


def test_notch_places(features, every_pattern, dialect):
    for part, seen in zip(_in_order(every_pattern), features, strict=True):
        (grain,) = shapes(seen, "7")
        dx, dy = grain.coords[0][0] - part.grain[0].x, grain.coords[0][1] - part.grain[0].y
        for notch, point in zip(part.notches, shapes(seen, "4"), strict=True):
            assert math.dist((point.x - dx, point.y - dy), (notch.on_cut.x, notch.on_cut.y)) <= 0.05
            if dialect != "clo":
                assert point.z == pytest.approx(notch.depth, abs=0.001)


def test_texts_and_quantities(features, every_pattern, dialect):
    for part, seen in zip(_in_order(every_pattern), features, strict=True):
        said = [text.casefold() for _, text, _ in seen if text]
        assert f"annotation: {seven_bit(part.id)}".casefold() in said
        assert ("quantity: 1,0" if dialect == "astm" else "quantity: 1") in said
        assert f"material: {part.role}".casefold() in said


def test_plain(every_pattern, tmp_path):
    """Named layers, no blocks; everything measures the same."""
    (content,) = find_format("dxf").write(every_pattern, {"dialect": "plain"}).values()
    (tmp_path / "plain.dxf").write_bytes(content)
    done = subprocess.run(["ogrinfo", "-q", "-al", str(tmp_path / "plain.dxf")], capture_output=True, text=True,
                          check=True)
    assert "ERROR" not in done.stderr
    lines = {"CUT": [], "SEW": [], "NOTCH": []}
    for feature in done.stdout.split("OGRFeature(entities)")[1:]:
        layer = re.search(r"Layer \(String\) = (\S+)", feature)[1]
        if layer in lines:
            shape = re.search(r"^  ((?:LINESTRING|POLYGON).*)$", feature, re.MULTILINE)[1]
            lines[layer].append(shapely.wkt.loads(shape))
    laid = lay_out(every_pattern).laid
    for each, cut, sewn in zip(laid, lines["CUT"], lines["SEW"], strict=True):
        assert shapely.Polygon(cut).area == pytest.approx(path.area(each.part.cut), rel=2e-4)
        assert cut.length == pytest.approx(path.length(each.part.cut), abs=0.05)
        assert sewn.length == pytest.approx(path.length(each.part.sewn_outline), abs=0.05)
    notches = [(notch, each.x, each.y) for each in laid for notch in each.part.notches]
    for (notch, dx, dy), line in zip(notches, lines["NOTCH"], strict=True):
        assert math.dist(line.coords[0][:2], (notch.on_cut.x + dx, notch.on_cut.y + dy)) <= 0.05
        assert line.length == pytest.approx(notch.depth, abs=0.002)


@pytest.mark.parametrize("template", sorted(mtm.template_names()))
def test_every_size_of_a_nest(template, tmp_path):
    grade = graded(template, "women:S,M,L")
    (content,) = files(grade, "dxf").values()
    wanted = {(part.id, size): part for size in grade.sizes for part in grade.cut(size).parts}
    sheets = seen_in(content, tmp_path)
    assert len(sheets) == len(wanted)
    notches = {}
    for seen in sheets:
        data = dict(text.casefold().split(": ", 1) for _, text, _ in seen if ": " in text)
        part = wanted.pop((data["annotation"], data["size"].upper()))
        for layer, curves in (("1", part.cut), ("14", part.sewn_outline)):
            (line,) = shapes(seen, layer)
            assert shapely.Polygon(line).area == pytest.approx(path.area(curves), rel=2e-4)
            assert line.length == pytest.approx(path.length(curves), abs=0.05)
        assert len(shapes(seen, "4")) >= len(part.notches)             # an end notch of one size stands in all
        notches.setdefault(part.id, set()).add(len(shapes(seen, "4")))
    assert not wanted
    apart = {problem.where for problem in grade.apart}
    assert not apart or find_template(template).fabric.kind == "swatch"     # marks every 40 mm: a long seam has more
    assert {len(each) for part, each in notches.items() if part not in apart} == {1}
