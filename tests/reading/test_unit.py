"""The unit of a foreign file: stated, shown by areas, depths and sizes, or said by whoever reads it."""

from __future__ import annotations

import pytest

from mtmpattern.errors import FileFormatError
from mtmpattern.reading import read_dxf
from mtmpattern.reading.unit import Stated, UnitSigns, area_in, perimeter_in, read_unit, scale_of, unit_of_words
from tests.reading.dxf.habits import block, file, insert, polyline, style


@pytest.mark.parametrize(("typed", "mm"), [
    ("mm", 1.0), ("CM", 10.0), ("in", 25.4), ("inch", 25.4), ("0.025mm", 0.025), ("1/16 in", 1.5875), ("2", 2.0),
    (0.0254, 0.0254), ("m", 1000.0)])
def test_units_that_are_stated(typed, mm):
    assert read_unit(typed) == pytest.approx(mm)


@pytest.mark.parametrize("typed", ["", "ells", "0", "-1mm", "10km", "nan", "mm mm", "x" * 5000])
def test_what_is_no_unit(typed):
    with pytest.raises(FileFormatError) as caught:
        read_unit(typed)
    assert caught.value.code == "file.unit"


@pytest.mark.parametrize(("text", "mm2"), [
    ("Area: 0.3432 sq.m", 343_200), ("AREA = 3432 cm2", 343_200), ("Area: 0,3432 m²", 343_200),
    ("area (sq.cm): 3432", 343_200), ("Piece area 532 sq in", 343_225), ("Area: 12", 0), ("Areas of use: 3 m2", 0)])
def test_areas_in_texts(text, mm2):
    assert area_in(text) == pytest.approx(mm2, rel=1e-4)


def test_perimeters_in_texts():
    assert perimeter_in("Perimeter: 232.0 cm") == 2320
    assert perimeter_in("Perimeter") == 0


FRONT = ("FRONT",)


@pytest.mark.parametrize(("signs", "mm", "weights"), [
    (UnitSigns("METRIC", {}, 600), 1.0, ()),
    (UnitSigns("METRIC", {}, 60, names=FRONT), 10.0, ("warning",)),
    (UnitSigns("METRIC", {}, 60, metric=True), 10.0, ("warning",)),
    (UnitSigns("METRIC", {}, 60, names=FRONT, depths=[4.0]), 1.0, ("warning",)),       # notches of 4 mm
    (UnitSigns("METRIC", {}, 60, names=("LABEL",)), 1.0, ("warning",)),                # a label may be small
    (UnitSigns("METRIC", {}, 60, names=("LABEL",), depths=[0.4]), 10.0, ("warning",)),
    (UnitSigns("METRIC", {}, 0.6, names=FRONT), 1000.0, ("warning",)),
    (UnitSigns("ENGLISH", {}, 600), 1.0, ("warning",)),
    (UnitSigns("ENGLISH", {}, 24), 25.4, ()),
    (UnitSigns("", {"$INSUNITS": "1"}, 640), 1.0, ("warning",)),
    (UnitSigns("METRIC", {"$INSUNITS": "5"}, 60), 10.0, ("warning",)),                 # cm in a metric header
    (UnitSigns("METRIC", {"$INSUNITS": "5"}, 600), 1.0, ("warning",)),
    (UnitSigns("METRIC", {"$INSUNITS": "1"}, 60), 1.0, ("warning", "warning")),        # inches are a usual default
    (UnitSigns("METRIC", {"$INSUNITS": "1"}, 24), 25.4, ("warning",)),
    (UnitSigns("ENGLISH", {"$INSUNITS": "4"}, 600), 1.0, ("warning",)),
    (UnitSigns("", {"$INSUNITS": "1"}, 60), 25.4, ("warning",)),                       # cm would look as right
    (UnitSigns("", {"$INSUNITS": "1"}, 24), 25.4, ("note",)),
    (UnitSigns("MKS", {}, 600), 1.0, ("fault",)),
    (UnitSigns("", {}, 760), 1.0, ("warning",)),
    (UnitSigns("", {}, 76), 10.0, ("warning",)),
    (UnitSigns("", {}, 30), 25.4, ("warning",)),
    (UnitSigns("", {}, 30, depths=[0.4, 0.4]), 10.0, ("warning",)),
    (UnitSigns("", {}, 60, stated=[Stated(True, 343_200.0, (3432.0,))]), 10.0, ("warning",)),
    (UnitSigns("METRIC", {}, 24, stated=[Stated(True, 343_200.0, (532.0, 12.0))]), 25.4, ("warning",)),
    (UnitSigns("METRIC", {}, 600, stated=[Stated(True, 343_200.0, (171_600.0,))]), 1.0, ())])    # of the whole piece
def test_units_that_show(signs, mm, weights):
    scale, found = scale_of(signs)
    assert scale == mm
    assert tuple(each.weight for each in found) == weights


def test_the_unit_that_is_said_is_used():
    scale, found = scale_of(UnitSigns("METRIC", {}, 60, names=FRONT), 10.0)
    assert scale == 10.0 and [each.weight for each in found] == ["note"]
    assert scale_of(UnitSigns("", {}, 60), 25.4)[1] == []


@pytest.mark.parametrize(("text", "mm"), [
    ("METRIC", 1), ("Metric (mm)", 1), ("METRIC CM", 10), ("metric/cm", 10), ("ENGLISH (INCH)", 25.4), ('"', 25.4),
    ("0.01 mm", 0.01), ("inch(es)", 25.4), ("MM.", 1), ("Zoll", 25.4), ("毫米", 1), ("公制(cm)", 10), ("", 0),
    ("10", 0), ("METRIC INCH", 0), ("CM MM", 0), ("METRIC 1:10", 0), ("x" * 9999, 0)])
def test_texts_that_state_a_unit(text, mm):
    assert unit_of_words(text) == pytest.approx(mm)


@pytest.mark.parametrize(("wide", "high", "unit", "asked"), [
    (4000, 6000, None, True), (1200, 2600, None, True), (1200, 2400, None, False), (40, 3200, None, False),
    (4000, 6000, "mm", False)])
def test_a_piece_that_no_garment_has_asks_for_the_unit(wide, high, unit, asked):
    """Tenths of a millimetre in a file that states METRIC; a binding may be long."""
    content = file(block("F", style("Piece Name: F") + polyline("1", [(0, 0), (wide, 0), (wide, high), (0, high)])),
                   style("Units: METRIC") + insert("F")).encode()
    found = [each for each in read_dxf(content, unit=unit).findings if each.code == "dxf.size"]
    assert [(each.weight, each.argument) for each in found] == ([("warning", "unit")] if asked else [])
