"""The graded nest: a block for each part and size, vertices that correspond, true in every size."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import pytest
import shapely

import mtmpattern as mtm
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.formats.dxf.tags import SIZE_NAME, size_names
from mtmpattern.geometry import SLIT, path
from mtmpattern.jobs.grade import make_grade, read_sizes
from mtmpattern.reading import audit_drawing, read_dxf
from mtmpattern.reading.dxf.piece import perimeter
from tests.formats.dxf.graded import blocks, document, files, graded
from tests.marked_vest import MarkedVest

AREA, PLACE = 2e-4, 0.05                                    # what was promised: 0.02 % and 0.05 mm
SIZES = "women:S,M,L"


@cache
def nest(template, sizes=SIZES, dialect="astm"):
    grade = graded(template, sizes)
    ((name, content),) = files(grade, "dxf", dialect).items()
    assert name == f"{template}-nest.dxf"
    return grade, content


@pytest.mark.parametrize("template", mtm.template_names())
def test_every_size_is_read_as_it_was_drafted(template):
    grade, content = nest(template)
    drawing = read_dxf(content)
    assert not audit_drawing(drawing).faults
    assert drawing.sample_size == grade.sample
    pieces = {(piece.annotation, piece.size): piece for piece in drawing.pieces}
    assert set(pieces) == {(part.id, size) for size in grade.sizes for part in grade.cut(size).parts}
    held = {part.id: part.parts for part in grade.parts}
    for size in grade.sizes:
        for part in grade.cut(size).parts:
            same(held.get(part.id, {}).get(size, part), pieces[part.id, size])


def same(part, piece):
    """Area, length of each sewn edge, notches, drill holes, lines and texts of a part and of what was read."""
    assert piece.area == pytest.approx(path.area(part.cut), rel=AREA)
    assert piece.quantity.total == 1
    assert piece.material == part.role.upper()
    ring = shapely.LineString([(at.x, at.y) for at in (*piece.sewn, piece.sewn[0])])
    dx, dy = piece.grain[0].x - part.grain[0].x, piece.grain[0].y - part.grain[0].y
    assert perimeter(piece.cut) == pytest.approx(path.length(part.cut), abs=2 * PLACE)
    for edge in part.sewn:
        if not edge.slit:
            a, b = (ring.project(shapely.Point(at.x + dx, at.y + dy))
                    for at in (edge.curves[0].start, edge.curves[-1].end))
            assert (b - a) % ring.length == pytest.approx(path.length(edge.curves), abs=PLACE), edge.name
    border = shapely.LinearRing([(at.x, at.y) for at in piece.cut])
    assert len(piece.notches) == len(part.notches)
    for notch, read in zip(part.notches, piece.notches, strict=True):
        assert math.dist((read.at.x - dx, read.at.y - dy), (notch.on_cut.x, notch.on_cut.y)) <= PLACE
        assert read.depth == pytest.approx(notch.depth, abs=0.002)
        assert border.distance(shapely.Point(read.at.x, read.at.y)) < 0.002
    assert [(read.at.x - dx, read.at.y - dy) for read in piece.drills] == [
        pytest.approx((drill.at.x, drill.at.y), abs=0.002) for drill in part.drills]
    kinds = [line.kind for line in piece.lines if line.kind != "reference"]
    assert kinds.count("cutout") == sum(line.kind == SLIT for line in part.lines)
    assert len(kinds) == len(part.lines)


@pytest.mark.parametrize("template", mtm.template_names())
def test_vertices_correspond_in_every_line(template):
    grade, content = nest(template)
    found = blocks(content)
    for part in grade.parts:
        own = [found[part.id, size] for size in grade.sizes]
        for layer in own[0].lines:
            assert len({tuple(map(len, block.lines[layer])) for block in own}) == 1, (part.id, layer)
        assert len({tuple(sorted((layer, len(each)) for layer, each in block.points.items())) for block in own}) == 1


@pytest.mark.parametrize("dialect", ["astm", "aama", "clo"])
def test_ezdxf_finds_nothing_to_mend(dialect):
    grade, content = nest("crew-tee", SIZES, dialect)
    doc = document(content)
    auditor = doc.audit()
    assert not auditor.errors
    assert not auditor.fixes
    shown = [insert.dxf.name for insert in doc.modelspace().query("INSERT")]
    assert [name.rpartition("_")[2] for name in shown] == list(grade.sizes) * len(grade.parts)
    for first in range(0, len(shown), len(grade.sizes)):
        own = [doc.blocks[name] for name in shown[first:first + len(grade.sizes)]]
        for layer in ("1", "14", "8", "11"):
            counts = {tuple(len(line.vertices) for line in block.query("POLYLINE") if line.dxf.layer == layer)
                      for block in own}
            assert len(counts) == 1, (shown[first], layer)


def test_sizes_lie_over_each_other_and_parts_beside_each_other():
    grade, content = nest("crew-tee")
    by_part = {}
    for (part, _), block in blocks(content).items():
        by_part.setdefault(part, []).append(shapely.Polygon(block.lines["1"][0]))
    assert set(by_part) == {part.id for part in grade.parts}
    for part, rings in by_part.items():
        assert all(each.intersects(rings[0]) for each in rings)
        for other, others in by_part.items():
            assert part == other or min(a.distance(b) for a in rings for b in others) > 15


def test_texts():
    _, content = nest("crew-tee")
    style = [text.dxf.text for text in document(content).modelspace().query("TEXT")]
    assert "Sample Size: M" in style
    assert not any(words.startswith("Grade Rule Table") for words in style)     # there is none
    found = blocks(content)
    assert {size for _, size in found} == {"S", "M", "L"}
    assert found["front.shell.1", "S"].seen["Piece Name"] == found["front.shell.1", "L"].seen["Piece Name"]
    assert not any(block.rules for block in found.values())


def test_grain_and_reference_are_one_line():
    for block in blocks(nest("crew-tee")[1]).values():
        assert block.straight["7"] == block.straight["5"]


def test_halves_have_their_fold_in_every_size():
    grade = make_grade(find_template("crew-tee"), *read_sizes(SIZES), Request(), on_fold=True)
    (content,) = files(grade, "dxf").values()
    opened = {(part.id, size): part.cut.points[size] for part in graded("crew-tee", SIZES).parts
              for size in grade.sizes}
    for size in grade.sizes:
        assert len(blocks(content)["front.shell.1", size].straight["6"]) == 1
    pieces = {(piece.annotation, piece.size): piece for piece in read_dxf(content).pieces}
    for key, points in opened.items():
        whole = shapely.Polygon([(at.x, at.y) for at in points]).area
        assert pieces[key].area == pytest.approx(whole, rel=AREA)


def test_a_part_of_another_shape_is_drawn_and_told():
    grade = graded(MarkedVest, "men:84-164,132-164")
    assert grade.apart
    (content,) = files(grade, "dxf").values()
    assert {(problem.where, size) for problem in grade.apart for size in grade.sizes} <= set(blocks(content))


def test_plain_has_no_nest():
    with pytest.raises(ExportError) as caught:
        files(graded("crew-tee", SIZES), "dxf", "plain")
    assert caught.value.code == "format.value"


def test_sizes_keep_apart_however_they_are_called():
    names = size_names(("S / M", "S-M", "a very long size name", "a very long size names", ""))
    assert list(names.values()) == ["S-M", "S-M$2", "A-VERY-LONG", "A-VERY-LON$2", "MTM"]
    assert all(len(name) <= SIZE_NAME for name in names.values())


def test_what_cannot_be_written_is_refused():
    grade = graded("crew-tee", SIZES)
    spoilt = {size: replace(pattern, pieces=()) for size, pattern in grade.patterns.items()}
    with pytest.raises(ExportError) as caught:
        find_format("dxf").write_grade(replace(grade, patterns=spoilt, parts=()), {})
    assert caught.value.code == "export.empty"
