"""dxf-parser, a reader in JavaScript, sees the same: needs node and what npm installs, and fails without them."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import ezdxf
import pytest
import shapely

import mtmpattern as mtm
from mtmpattern.body import find_chart
from mtmpattern.drafting.library import template_names
from mtmpattern.formats import find_format
from mtmpattern.formats.text import seven_bit
from mtmpattern.geometry import path
from mtmpattern.pattern.grading.grade import grade
from mtmpattern.pattern.parts.part import CutPattern
from mtmpattern.placing.sheet import lay_out
from tests.formats.made_garment import garment
from tests.places import BODIES

pytestmark = pytest.mark.system
HERE = Path(__file__).parent / "dxf_parser"
DIALECTS = ("astm", "aama", "clo")


@pytest.fixture(scope="module", params=["made", *template_names()])
def cut(request) -> CutPattern:
    if request.param == "made":
        return garment()
    body = mtm.read_body(BODIES / "ana.yaml")
    return mtm.draft(request.param, body, estimates=True).for_cutting()


def parsed(content: bytes, folder: Path) -> dict:
    assert shutil.which("node"), "apt-get install nodejs npm"
    assert (HERE / "node_modules").exists(), "make test-system installs it: npm install in tests/formats/dxf_parser"
    file = folder / "it.dxf"
    file.write_bytes(content)
    done = subprocess.run(["node", str(HERE / "read.mjs"), str(file)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def lines(entities, layer):
    return [[(x, y) for x, y, _ in each["points"]] for each in entities
            if each["layer"] == layer and each["kind"] == "POLYLINE"]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_reads_what_we_wrote(cut, dialect, tmp_path):
    (content,) = find_format("dxf").write(cut, {"dialect": dialect}).values()
    drawing = parsed(content, tmp_path)
    blocks = {name: each for name, each in drawing["blocks"].items() if not name.startswith("*")}
    shown = [each["block"] for each in drawing["entities"] if each["kind"] == "INSERT"]
    assert len(blocks) == len(cut.parts)
    assert shown == list(blocks)
    assert {each["kind"] for entities in blocks.values() for each in entities} <= {"POLYLINE", "LINE", "POINT", "TEXT"}
    for laid, entities in zip(lay_out(cut).laid, blocks.values(), strict=True):
        part = laid.part
        for layer, curves in (("1", part.cut), ("14", part.sewn_outline)):
            (ring,) = lines(entities, layer)
            assert all(each["closed"] for each in entities if each["layer"] == layer and each["kind"] == "POLYLINE")
            assert ring[0] != ring[-1]                      # the first vertex is not repeated
            assert shapely.Polygon(ring).area == pytest.approx(path.area(curves), rel=2e-4)
            assert shapely.LinearRing(ring).length == pytest.approx(path.length(curves), abs=0.05)
        (ring,) = lines(entities, "1")
        notches = [each["points"][0] for each in entities if each["layer"] == "4"]
        for notch, (x, y, depth) in zip(part.notches, notches, strict=True):
            assert math.dist((x - laid.x, y - laid.y), (notch.on_cut.x, notch.on_cut.y)) <= 0.05
            assert (x, y) in ring
            if dialect != "clo":                            # there a notch has its angle alone
                assert depth == pytest.approx(notch.depth, abs=0.001)
        said = [each["text"].casefold() for each in entities if each["kind"] == "TEXT"]
        assert f"annotation: {seven_bit(part.id)}".casefold() in said
        assert f"material: {part.role}".casefold() in said
        if dialect == "astm":
            assert lines(entities, "84") == lines(entities, "1")
            assert lines(entities, "87") == lines(entities, "14")


def test_it_counts_what_ezdxf_counts(cut, tmp_path):
    (content,) = find_format("dxf").write(cut, {}).values()
    drawing = parsed(content, tmp_path)
    (tmp_path / "other.dxf").write_bytes(content)
    document = ezdxf.readfile(tmp_path / "other.dxf")
    for name, entities in drawing["blocks"].items():
        if not name.startswith("*"):
            other = document.blocks[name]
            assert Counter(each["kind"] for each in entities) == Counter(each.dxftype() for each in other)
            assert [len(each["points"]) for each in entities if each["kind"] == "POLYLINE"] == [
                len(each) for each in other.query("POLYLINE")]


def test_the_plain_dialect(cut, tmp_path):
    (content,) = find_format("dxf").write(cut, {"dialect": "plain"}).values()
    rings = lines(parsed(content, tmp_path)["entities"], "CUT")
    outlines = [ring for ring in rings if len(ring) > 2]
    areas = sorted(shapely.Polygon(ring).area for ring in outlines)
    assert areas == pytest.approx(sorted(path.area(part.cut) for part in cut.parts), rel=2e-4)


def test_all_sizes_of_a_nest(tmp_path):
    chart = find_chart("women")
    nest = grade({size: mtm.draft("crew-tee", chart.body(size), estimates=True) for size in ("84-164", "92-164")})
    (content,) = find_format("dxf").write_grade(nest, {}).values()
    drawing = parsed(content, tmp_path)
    rings = [ring for name, entities in drawing["blocks"].items() if not name.startswith("*")
             for ring in lines(entities, "1")]
    parts = [part for size in nest.sizes for part in nest.cut(size).parts]
    assert sorted(shapely.Polygon(ring).area for ring in rings) == pytest.approx(
        sorted(path.area(part.cut) for part in parts), rel=2e-4)
