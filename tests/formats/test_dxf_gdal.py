"""GDAL reads the DXF too, and measures the same: needs ogrinfo, and fails without it."""

from __future__ import annotations

import math
import re
import subprocess

import pytest
import shapely
import shapely.wkt

from mtmpattern.formats import find_format
from mtmpattern.formats.sheet import lay_out
from mtmpattern.geometry import path

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def features(every_pattern, tmp_path_factory):
    """(layer, text, geometry) of everything GDAL sees, in the order of the file, part by part."""
    file = tmp_path_factory.mktemp("gdal") / "garment.dxf"
    (content,) = find_format("dxf").write(every_pattern, {}).values()
    file.write_bytes(content)
    done = subprocess.run(["ogrinfo", "--config", "DXF_MERGE_BLOCK_GEOMETRIES", "FALSE", "-q", "-al", str(file)],
                          capture_output=True, text=True, check=True)
    assert "ERROR" not in done.stderr
    parts, seen = [], []
    for feature in done.stdout.split("OGRFeature(entities)")[1:]:
        layer = re.search(r"Layer \(String\) = (\S+)", feature)[1]
        text = re.search(r"Text \(String\) = (.*)", feature)
        shape = shapely.wkt.loads(re.search(r"^  ((?:POINT|LINESTRING|POLYGON).*)$", feature, re.MULTILINE)[1])
        if text and text[1].startswith("Piece Name: "):
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
def test_areas_and_lengths(features, every_pattern, layer, which):
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


def test_notch_places(features, every_pattern):
    for part, seen in zip(_in_order(every_pattern), features, strict=True):
        (grain,) = shapes(seen, "7")
        dx, dy = grain.coords[0][0] - part.grain[0].x, grain.coords[0][1] - part.grain[0].y
        for notch, point in zip(part.notches, shapes(seen, "4"), strict=True):
            assert math.dist((point.x - dx, point.y - dy), (notch.on_cut.x, notch.on_cut.y)) <= 0.05
            assert point.z == pytest.approx(notch.depth, abs=0.001)
