"""The DXF holds the model: read back by ezdxf, audited, measured."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
import shapely

from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.formats.text import seven_bit
from mtmpattern.geometry import Curve, Point, path
from tests.formats.dxf import dxf_reading as dxf
from tests.formats.made_garment import garment

AREA, PLACE = 2e-4, 0.05                                    # what was promised: 0.02 % and 0.05 mm


@pytest.fixture(scope="module")
def document(dxf_bytes):
    return dxf.read(dxf_bytes)


@pytest.fixture(scope="module")
def pairs(document, pattern):
    """Each part with its block."""
    return list(zip(pattern.parts, dxf.blocks(document).values(), strict=True))


@pytest.fixture(scope="module")
def every_pair(every_pattern):
    (content,) = find_format("dxf").write(every_pattern, {}).values()
    return list(zip(every_pattern.parts, _by_id(every_pattern, dxf.read(content)), strict=True))


def _by_id(pattern, document):
    """The blocks in the order of the parts: the sheet groups them by cloth."""
    found = {words.removeprefix("Annotation: "): block for block in dxf.blocks(document).values()
             for words in dxf.texts(block) if words.startswith("Annotation: ")}
    return [found[seven_bit(part.id)] for part in pattern.parts]


def shift(part, block):
    """How far a part was moved to its place on the table."""
    (grain,) = (line for line in block.query("LINE") if line.dxf.layer == "7")
    return grain.dxf.start.x - part.grain[0].x, grain.dxf.start.y - part.grain[0].y


def test_ezdxf_finds_nothing_to_mend(document):
    auditor = document.audit()
    assert not auditor.errors
    assert not auditor.fixes


def test_the_file_is_seven_bits_and_shaped_as_accumark_wants_it(dxf_bytes):
    lines = dxf_bytes.decode("ascii").split("\r\n")
    assert [lines[i + 2] for i, line in enumerate(lines) if line == "SECTION"] == ["HEADER", "BLOCKS", "ENTITIES"]
    assert lines[:6] == ["  0", "SECTION", "  2", "HEADER", "  0", "ENDSEC"]
    assert lines[-2:] == ["EOF", ""]
    kinds = {lines[i + 1] for i in range(0, len(lines) - 1, 2) if lines[i] == "  0"}
    assert kinds == {"SECTION", "ENDSEC", "EOF", "BLOCK", "ENDBLK", "INSERT", "POLYLINE", "VERTEX", "SEQEND", "LINE",
                     "POINT", "TEXT"}
    assert "-0.000" not in lines


def test_one_block_and_one_insert_a_part(document, pattern):
    names = list(dxf.blocks(document))
    assert names == ["FRONT-SHELL-1_M", "RUCKEN-LEFT-SHELL-1_M", "RUCKEN-RIGHT-SHELL-1_M", "BELE-HALS-ARMEL-FU-1_M",
                     "NECKBAND_WITH_-RIB-1_M"]
    inserts = document.modelspace().query("INSERT")
    assert [insert.dxf.name for insert in inserts] == names
    assert {(insert.dxf.layer, insert.dxf.insert.x, insert.dxf.insert.y) for insert in inserts} == {("1", 0, 0)}


def test_style_texts(document):
    assert dxf.texts(document.modelspace()) == [
        "ASTM/D13Proposal 1 Version: D 6673-04", "Style Name: PROVE-SKIRT & TOP", "Author: MTMPATTERN ; MTMPATTERN ; 1",
        "Sample Size: M", "Units: METRIC", "Curve Tolerance: 0.02"]


def test_piece_texts(pairs):
    _, block = pairs[1]
    said = dict(words.split(": ", 1) for words in dxf.texts(block) if ": " in words)
    assert said["Piece Name"] == "RUCKEN-LEFT-SHELL-1"
    assert said["Size"] == "M"
    assert said["Quantity"] == "1,0"
    assert said["Material"] == "SHELL"
    assert said["Annotation"] == "rucken.left.shell.1"
    assert said["Rotation"] == "0"                          # this cloth has a nap
    assert "cut 1 of 2 in shell" in dxf.texts(block)


@pytest.mark.parametrize(("layer", "checked"), [("1", "84"), ("14", "87")])
def test_areas_measure_as_the_model_does(every_pair, layer, checked):
    for part, block in every_pair:
        curves = part.cut if layer == "1" else part.sewn_outline
        vertices = dxf.outline(block, layer)
        assert vertices == dxf.outline(block, checked)
        assert vertices[0] != vertices[-1]
        ring = shapely.Polygon(vertices)
        assert ring.is_valid
        assert ring.exterior.is_ccw
        assert ring.area == pytest.approx(path.area(curves), rel=AREA)


def test_every_sewn_edge_keeps_its_ends_and_length(every_pair):
    for part, block in every_pair:
        dx, dy = shift(part, block)
        vertices = dxf.outline(block, "14")
        for edge in part.sewn:
            ends = [(at.x + dx, at.y + dy) for at in (edge.curves[0].start, edge.curves[-1].end)]
            first, last = (min(range(len(vertices)), key=lambda i: math.dist(vertices[i], end)) for end in ends)
            for index, end in ((first, ends[0]), (last, ends[1])):
                assert vertices[index] == pytest.approx(end, abs=0.002)
            walk = vertices[first:] + vertices[: last + 1] if last <= first else vertices[first : last + 1]
            length = sum(math.dist(a, b) for a, b in pairwise(walk))
            assert length == pytest.approx(path.length(edge.curves), abs=PLACE), edge.name


def test_notches_are_vertices_of_the_boundary(every_pair):
    for part, block in every_pair:
        dx, dy = shift(part, block)
        vertices = set(dxf.outline(block, "1"))
        found = dxf.points(block, "4")
        assert len(found) == len(part.notches)
        for notch, entity in zip(part.notches, found, strict=True):
            at = entity.dxf.location
            assert (at.x, at.y) in vertices
            assert (at.x - dx, at.y - dy) == pytest.approx((notch.on_cut.x, notch.on_cut.y), abs=PLACE)
            assert at.z == pytest.approx(notch.depth, abs=0.001)
            assert entity.dxf.thickness == 0                # a slit
            assert entity.dxf.angle == pytest.approx(notch.direction, abs=0.001)


def test_turn_and_curve_points_are_vertices(pairs):
    for _, block in pairs:
        vertices = set(dxf.outline(block, "1")) | set(dxf.outline(block, "14"))
        for layer in ("2", "3"):
            for entity in dxf.points(block, layer):
                assert (entity.dxf.location.x, entity.dxf.location.y) in vertices
        turns = len(dxf.points(block, "2"))
        assert turns >= 6
    front = pairs[0][1]
    assert len(dxf.points(front, "2")) == 16                # eight corners a line: the neckline's middle is smooth
    assert dxf.points(front, "3")
    band = pairs[-1][1]
    assert len(dxf.points(band, "2")) == 8
    assert not dxf.points(band, "3")


def test_the_fold_ends_on_the_boundary(pairs):
    folds = {part.id: [line for line in block.query("LINE") if line.dxf.layer == "6"] for part, block in pairs}
    part, block = pairs[3]
    (line,) = folds[part.id]
    vertices = set(dxf.outline(block, "1"))
    assert {(line.dxf.start.x, line.dxf.start.y), (line.dxf.end.x, line.dxf.end.y)} <= vertices
    assert "Fold: Y" in dxf.texts(block)
    assert sum(map(len, folds.values())) == 1


def test_grain_inner_lines_and_drills(pairs):
    part, block = pairs[1]
    lines = [line for line in block.query("LINE") if line.dxf.layer in ("5", "7")]
    assert {(line.dxf.end - line.dxf.start).magnitude for line in lines} == {350.0}
    assert len([line for line in block.query("POLYLINE") if line.dxf.layer == "8"]) == len(part.lines)
    assert len([line for line in block.query("POLYLINE") if line.dxf.layer == "85"]) == len(part.lines)
    (hole,) = dxf.points(block, "13")
    assert hole.dxf.location.z == 1.0


def test_blocks_do_not_lie_on_each_other(pairs):
    rings = [shapely.Polygon(dxf.outline(block, "1")) for _, block in pairs]
    for index, ring in enumerate(rings):
        assert all(ring.distance(other) >= 18 for other in rings[:index])


def test_golden(document, golden):
    golden("garment.dxf.txt", dxf.dump(document))


def one_part(**changes):
    pattern = garment()
    return replace(pattern, parts=(replace(pattern.parts[0], **changes),))


def refused(pattern):
    with pytest.raises(ExportError) as caught:
        find_format("dxf").write(pattern, {})
    return caught.value


def test_a_pattern_without_parts_is_refused(pattern):
    assert refused(replace(pattern, parts=())).code == "export.empty"


def test_the_same_id_twice_is_refused(pattern):
    error = refused(replace(pattern, parts=(pattern.parts[0], *pattern.parts)))
    assert error.code == "export.name"
    assert "front.shell.1" in str(error)


@pytest.mark.parametrize("bad", [math.nan, math.inf, 20_001.0, -1e9])
def test_a_coordinate_that_cannot_be_is_refused(bad):
    error = refused(one_part(grain=(Point(0, bad), Point(0, 10))))
    assert error.code == "export.size"
    assert "front.shell.1" in str(error)


def test_a_nan_in_the_outline_is_refused():
    cut = (Curve.line(Point(0, 0), Point(math.nan, 0)), Curve.line(Point(math.nan, 0), Point(0, 0)))
    assert {problem.code for problem in refused(one_part(cut=cut)).problems} == {"export.outline", "export.size"}


def test_an_open_outline_is_refused(pattern):
    error = refused(one_part(cut=pattern.parts[0].cut[:-1]))
    assert error.code == "export.outline"
    assert "open by" in str(error)


def test_an_outline_of_nothing_is_refused():
    assert refused(one_part(cut=())).code == "export.outline"


def test_a_notch_off_the_cut_line_is_refused(pattern):
    notch = replace(pattern.parts[0].notches[0], on_cut=Point(0, 300))
    error = refused(one_part(notches=(notch,)))
    assert error.code == "export.boundary"
    assert "pitch" in str(error)


def test_a_fold_off_the_cut_line_is_refused():
    assert refused(one_part(mirror=(Point(0, 100), Point(0, 200)))).code == "export.boundary"
