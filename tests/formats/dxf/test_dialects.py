"""What the dialects change, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.geometry import Curve, Point
from mtmpattern.pattern.parts.part import Drill, Part, PartEdge, PartLine, PartNotch
from tests.formats.dxf import dxf_reading as dxf
from tests.formats.made_garment import JERSEY, garment

DIALECTS = ("astm", "aama", "clo", "plain")


def ring(*places):
    points = [Point(*place) for place in places]
    return tuple(Curve.line(a, b) for a, b in zip(points, [*points[1:], points[0]], strict=True))


@pytest.fixture(scope="module")
def small():
    """A pocket with everything a part can have, in few vertices."""
    sewn = ring((0, 0), (100, 0), (100, 120), (0, 120))
    part = Part("pocket.left.shell.1", "pocket", "left", "shell", 1,
                tuple(PartEdge(f"e{i}", f"e{i}", "left", (curve,), (curve,)) for i, curve in enumerate(sewn)),
                ring((-10, -10), (110, -10), (110, 140), (-10, 140)),
                (PartNotch("half", Point(50, 0), Point(50, -10), 90.0, 7.0),), (Drill("corner", Point(10, 110)),),
                (PartLine("hem", "fold", (Curve.line(Point(-10, 120), Point(110, 120)),)),
                 PartLine("mouth", "slit", (Curve.line(Point(50, 140), Point(50, 100)),))),
                (Point(50, 30), Point(50, 90)))
    return replace(garment(), template="pocket", size="M", parts=(part,), fabrics={"shell": JERSEY}, notes=())


def written(pattern, dialect):
    (content,) = find_format("dxf").write(pattern, {"dialect": dialect}).values()
    return content


@pytest.mark.parametrize("dialect", DIALECTS)
def test_golden(small, dialect, golden):
    golden(f"pocket-{dialect}.dxf", written(small, dialect).decode("ascii").replace("\r\n", "\n"))


def test_astm_is_what_is_written_when_nobody_asks(small):
    assert written(small, "astm") == next(iter(find_format("dxf").write(small, {}).values()))


def test_the_same_pattern_gives_the_same_bytes(small):
    for dialect in DIALECTS:
        assert written(small, dialect) == written(replace(small, digest="x"), dialect)


def test_an_unknown_dialect_is_refused(small):
    with pytest.raises(ExportError) as caught:
        written(small, "amaa")
    assert caught.value.code == "format.value"
    assert "Did you mean aama?" in str(caught.value)


@pytest.mark.parametrize("dialect", ["aama", "clo"])
def test_only_astm_repeats_its_lines_and_writes_to_people(small, dialect):
    layers = {entity.dxf.layer for block in dxf.blocks(dxf.read(written(small, dialect))).values() for entity in block}
    assert layers == {"1", "2", "3", "4", "5", "7", "8", "11", "13", "14"} - {"3"}


def test_aama_spells_as_accumark_does(small):
    document = dxf.read(written(small, "aama"))
    assert dxf.texts(document.modelspace()) == [
        "Style Name: POCKET", "Author: MTMPATTERN", "PRODUCT: MTMPATTERN", "VERSION: 1", "Sample Size: M",
        "Units: METRIC", "TOLERANCE: 0.02"]
    (block,) = dxf.blocks(document).values()
    assert "Quantity: 1" in dxf.texts(block)


def test_clo_has_capitals_group_250_and_no_heights(small):
    text = written(small, "clo").decode("ascii").replace("\r\n", "\n")
    assert text.count("250\n2\n") == 1                      # the sewn line
    assert text.count("250\n0\n") == 3
    assert "$ACADVER\n  1\nAC1006\n" in text
    block = text.partition("ENDBLK")[0]
    assert "\n 40\n" not in block
    assert "\n 39\n" not in block                           # a notch is reported by its angle alone
    words = dxf.texts(dxf.read(written(small, "clo")).modelspace())
    assert words == [word.upper() for word in words]


def test_plain_names_its_layers_and_says_millimetres(small):
    document = dxf.read(written(small, "plain"))
    assert not dxf.blocks(document)
    assert document.header["$INSUNITS"] == 4
    layers = [entity.dxf.layer for entity in document.modelspace()]
    assert list(dict.fromkeys(layers)) == ["TEXT", "GRAIN", "SEW", "DRAW", "DRILL", "INTCUT", "NOTCH", "CUT"]
    (notch,) = document.modelspace().query("LINE[layer=='NOTCH']")
    assert (notch.dxf.end - notch.dxf.start).magnitude == pytest.approx(7)
    assert {layer.dxf.name: layer.color for layer in document.layers}["CUT"] == 1


def test_plain_refuses_a_notch_off_the_line_too(small):
    part = small.parts[0]
    off = replace(part, notches=(replace(part.notches[0], on_cut=Point(50, 30)),))
    with pytest.raises(ExportError) as caught:
        written(replace(small, parts=(off,)), "plain")
    assert caught.value.code == "export.boundary"
