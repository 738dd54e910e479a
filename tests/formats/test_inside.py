"""What is cut or marked inside a part reaches the files: slits on the cutting layer, buttons and darts as marks."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.formats import find_format
from tests.formats.dxf import dxf_reading as dxf
from tests.formats.svg.svg_reading import INKSCAPE, SVG, Drawing, length
from tests.pattern.seams.test_slits import Slit
from tests.pattern.shirts import PlacketShirt


@pytest.fixture(scope="module")
def shirt():
    return mtm.draft(PlacketShirt, mtm.Body.of({"chest_girth": 940})).for_cutting()


@pytest.fixture(scope="module")
def drawing(shirt):
    (content,) = find_format("svg").write(shirt, {}).values()
    return Drawing(content)


@pytest.fixture(scope="module")
def blocks(shirt):
    (content,) = find_format("dxf").write(shirt, {}).values()
    document = dxf.read(content)
    assert not document.audit().has_errors
    seen = {}
    for block in dxf.blocks(document).values():
        said = dict(words.split(": ", 1) for words in dxf.texts(block) if ": " in words)
        seen[said["Annotation"]] = block
    return seen


def lines(block, layer):
    return [[(v.dxf.location.x, v.dxf.location.y) for v in entity.vertices] for entity in block.query("POLYLINE")
            if entity.dxf.layer == layer]


def test_a_slit_is_cut_before_the_part_comes_free(drawing):
    order = [path.get(INKSCAPE + "label") for path in drawing.layers["cut"].iter(SVG + "path")]
    for side in ("left", "right"):
        name = f"sleeve.{side}.shell.1"
        (data,) = drawing.paths("cut", f"{name} slit")
        assert length(data) == pytest.approx(150, abs=0.01)
        assert order.index(f"{name} slit") < order.index(name)
        assert drawing.paths("marks", f"{name} slit end")
        assert not drawing.paths("marks", f"{name} slit")


def test_buttons_and_holes_are_marks(drawing):
    assert len(drawing.paths("marks", "front.right.shell.1 buttonhole")) == 6
    assert len(drawing.paths("marks", "front.left.shell.1 button")) == 12
    assert not drawing.paths("marks", "front.left.shell.1 buttonhole")
    assert all("stroke-dasharray" not in path.attrib for path in drawing.layers["marks"].iter(SVG + "path")
               if "button" in path.get(INKSCAPE + "label", ""))
    assert len(drawing.paths("marks", "back.shell.1 waist_dart")) == 8


def test_in_dxf_a_slit_is_an_internal_cutout(blocks, shirt):
    for part in shirt.parts:
        block = blocks[part.id]
        wanted = 1 if part.piece == "sleeve" else 0
        assert len(lines(block, "11")) == wanted and lines(block, "11") == lines(block, "86")
        assert len(lines(block, "8")) == len([line for line in part.lines if line.kind != "slit"])
    (slit,) = lines(blocks["sleeve.left.shell.1"], "11")
    (start, end) = slit
    assert abs(start[1] - end[1]) == pytest.approx(150, abs=0.002)
    xs = [x for x, y in dxf.outline(blocks["sleeve.left.shell.1"], "1") if abs(y - start[1]) < 0.002]
    assert min(xs) < start[0] < max(xs), "it begins on the cut line"


def test_inner_darts_are_drilled_in_dxf(blocks):
    assert len(dxf.points(blocks["back.shell.1"], "13")) == 8


@pytest.mark.parametrize("on_fold", [False, True])
def test_a_slit_on_the_fold_is_cut_once(on_fold):
    pattern = mtm.draft(Slit, mtm.Body.of({"chest_girth": 940})).for_cutting(on_fold=on_fold)
    drawing = Drawing(next(iter(find_format("svg").write(pattern, {}).values())))
    (data,) = drawing.paths("cut", "back.shell.1 slit")
    assert length(data) == pytest.approx(90, abs=0.01)
    document = dxf.read(next(iter(find_format("dxf").write(pattern, {}).values())))
    assert sum(len(lines(block, "11")) for block in dxf.blocks(document).values()) == 1
