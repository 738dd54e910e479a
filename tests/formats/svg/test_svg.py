"""The SVG shows the model at true scale: measured by readers that are not ours."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest

from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.formats.palette import LAYERS
from mtmpattern.geometry import path
from tests.formats.svg.svg_reading import INKSCAPE, SVG, Drawing, area, bounds, length, places


@pytest.fixture(scope="module")
def drawing(svg_bytes):
    return Drawing(svg_bytes)


def written(pattern, **settings):
    (content,) = find_format("svg").write(pattern, settings).values()
    return Drawing(content)


def test_the_file_is_named_after_the_template_alone(pattern):
    assert list(find_format("svg").write(pattern, {})) == ["prove-skirt-top.svg"]


def test_one_user_unit_is_one_millimetre(drawing):
    _, _, width, height = map(float, drawing.root.get("viewBox").split())
    assert drawing.root.get("width") == f"{width:g}mm"
    assert drawing.root.get("height") == f"{height:g}mm"
    assert 0.5 < width / height < 3


def test_the_test_squares_measure_50_mm_and_1_in(drawing):
    for label, side in (("test square 50 mm", 50), ("test square 1 in", 25.4)):
        (data,) = drawing.paths("square", label)
        x0, y0, x1, y1 = bounds(data)
        assert (x1 - x0, y1 - y0) == pytest.approx((side, side), abs=1e-9)
    assert {"50 mm", "1 in"} <= set(drawing.texts())


def test_every_role_of_line_has_a_titled_layer(drawing):
    assert list(drawing.layers) == list(LAYERS)
    for layer in drawing.layers.values():
        assert layer.find(SVG + "title").text
        assert len(layer) > 1


def test_outlines_measure_as_the_model_does(every_pattern):
    drawing = written(every_pattern)
    for part in every_pattern.parts:
        for layer, curves in (("cut", part.cut), ("sew", part.sewn_outline)):
            (data,) = drawing.paths(layer, part.id)
            # y points down in SVG, so a counter-clockwise outline has a negative area there.
            assert -area(data) == pytest.approx(path.area(curves), rel=1e-5)
            assert length(data) == pytest.approx(path.length(curves), abs=0.02)


def test_curves_stay_curves_and_straights_straight(drawing, pattern):
    part = pattern.parts[0]
    (data,) = drawing.paths("cut", part.id)
    assert data.count("C") == sum(not curve.straight for curve in part.cut)
    assert data.count("Z") == 1


def test_notches_drills_and_grain_lie_where_the_model_has_them(drawing, pattern):
    for part in pattern.parts:
        (cut,) = drawing.paths("cut", part.id)
        start = places(cut)[0]
        dx, dy = start[0] - part.cut[0].start.x, start[1] + part.cut[0].start.y

        def there(point, dx=dx, dy=dy):
            return pytest.approx((point.x + dx, dy - point.y), abs=0.0011)

        if part.notches:
            (data,) = drawing.paths("notches", part.id)
            ticks = places(data)
            for notch, tick, inner in zip(part.notches, ticks[::2], ticks[1::2], strict=True):
                assert tick == there(notch.on_cut)
                assert inner == there(notch.on_cut.along(notch.direction, notch.depth))
        shaft, _ = drawing.paths("grain", part.id)
        assert places(shaft) == [there(part.grain[0]), there(part.grain[1])]
        for data, drill in zip(drawing.paths("marks", part.id), part.drills, strict=True):
            x0, y0, x1, y1 = bounds(data)
            assert ((x0 + x1) / 2, (y0 + y1) / 2) == there(drill.at)


def test_a_nap_has_one_arrow_head_and_no_nap_two(drawing, pattern):
    for part in pattern.parts:
        _, heads = drawing.paths("grain", part.id)
        assert heads.count("Z") == (1 if part.nap else 2)


def test_parts_lie_apart_and_on_the_sheet(drawing, pattern):
    _, _, width, height = map(float, drawing.root.get("viewBox").split())
    boxes = [bounds(drawing.paths("cut", part.id)[0]) for part in pattern.parts]
    for x0, y0, x1, y1 in boxes:
        assert min(x0, y0, width - x1, height - y1) >= 18
    for a, b in combinations(boxes, 2):
        assert a[2] + 18 <= b[0] or b[2] + 18 <= a[0] or a[3] + 18 <= b[1] or b[3] + 18 <= a[1]


def test_names_of_any_spelling_are_kept(drawing):
    texts = drawing.texts()
    assert 'BELEG <"HALS" & ÄRMEL>' in texts
    assert "rücken.left.shell.1" in texts
    assert "cut 1 of 2 in shell" in texts
    assert "cut 1 on the fold in fusible" in texts
    assert any("warp x 1.05, weft x 1.02" in text for text in texts)


def test_control_characters_never_reach_the_file(pattern):
    bad = replace(pattern, template="tee\x00\x1b[31m\u202e\ud800", notes=("a\x07b\ufffe",))
    drawing = written(bad)
    assert "tee[31m" in drawing.texts()
    assert drawing.root.find(SVG + "desc").text.startswith("ab")


def test_numbers_are_short_and_never_minus_zero(svg_bytes):
    text = svg_bytes.decode()
    assert not re.search(r"-0[ ,\"Z]|-0\.0+\b|nan|inf[ ,\"]|\d\.\d{4,}|\de[-+]?\d", "\n".join(
        re.findall(r' (?:d|x|y|transform|viewBox)="[^"]*"', text)))


def test_the_laser_palette_cuts_red_scores_blue_engraves_black(pattern):
    drawing = written(pattern, palette="laser")
    strokes = {name: layer.get("stroke") for name, layer in drawing.layers.items()}
    assert strokes["cut"] == strokes["notches"] == "#ff0000"
    assert strokes["sew"] == strokes["marks"] == strokes["grain"] == "#0000ff"
    assert drawing.layers["text"].get("fill") == "#000000"
    assert {layer.get("stroke-width") for name, layer in drawing.layers.items() if name != "text"} == {"0.01"}
    assert not any(element.get("stroke-dasharray") for element in drawing.root.iter())


def test_colours_and_hairline_can_be_set(pattern):
    drawing = written(pattern, palette="laser", cut="0, 0,255", sew="none", grain="Lime", text="none",
                      hairline="0.1 mm")
    assert drawing.layers["cut"].get("stroke") == "#0000ff"
    assert drawing.layers["grain"].get("stroke") == "lime"
    assert drawing.layers["cut"].get("stroke-width") == "0.1"
    assert "sew" not in drawing.layers and "text" not in drawing.layers
    assert drawing.texts() == []


@pytest.mark.parametrize(("setting", "value"), [
    ("palette", "lazer"), ("cut", "rot"), ("cut", "256,0,0"), ("cut", "#12"), ("cut", 'red" onload="x'),
    ("hairline", "thin"), ("hairline", "0"), ("hairline", "1 m"), ("hairline", "nan")])
def test_a_wrong_value_says_what_to_write(pattern, setting, value):
    with pytest.raises(ExportError) as caught:
        find_format("svg").write(pattern, {setting: value})
    assert caught.value.code == "format.value"
    assert caught.value.where == setting
    assert caught.value.hint


def test_labels_are_attributes_of_inkscape(drawing, pattern):
    labels = [element.get(INKSCAPE + "label") for element in drawing.layers["cut"].iter(SVG + "path")]
    assert labels == [part.id for part in pattern.parts]


def test_golden(svg_bytes, golden):
    golden("garment.svg", svg_bytes.decode())


def test_golden_for_a_laser(pattern, golden):
    (content,) = find_format("svg").write(pattern, {"palette": "laser"}).values()
    golden("garment-laser.svg", content.decode())
