"""Size charts: the shipped ones, one's own, letters, and the nearest size."""

from __future__ import annotations

from pathlib import Path

import pytest
from mtmpattern.measurements.sizes import derive

from mtmpattern.body import CATALOGUE, Body, find_chart, read_body, read_chart, read_sheet, shipped_charts
from mtmpattern.body.checks import contradictions
from mtmpattern.errors import FileFormatError, MeasurementError, MtmError

OWN = """\
name: ours
sex: female
unit: cm
sizes:
  S: {height: 168, chest: 86, waist: 70, hip: 94}
  M: {height: 168, chest: 92, waist: 76, hip: 100}
"""
GRADED = """\
name: mine
unit: cm
steps: {chest: [84, 88], height: [164, 172]}
base: {chest_girth: 88, height: 164}
per: {chest: 4, height: 8}
grade:
  waist: [74, 4.1, 0.2]
letters: {S: [82, 90]}
"""


@pytest.mark.parametrize("name", shipped_charts())
def test_the_shipped_charts_are_what_their_script_derives(name: str) -> None:
    assert (Path(derive.__file__).parent / f"{name}.yaml").read_text() == derive.chart(name)


@pytest.mark.parametrize("name", shipped_charts())
def test_every_size_is_a_body_that_could_be(name: str) -> None:
    chart = find_chart(name)
    for size, body in {**chart.sizes, **chart.letters}.items():
        assert not list(contradictions(body.measures, "cm")), size
        assert len(body.names) > 60
        for measure in body.names:
            low, high = CATALOGUE[measure].adult
            assert low <= getattr(body, measure) <= high, (size, measure)


def test_the_figures_of_the_survey() -> None:
    """Regression on chest and height of all its people, published beside the survey's columns in no table of ours."""
    women, men = find_chart("women"), find_chart("men")
    assert women.body("92-164").neck_girth == pytest.approx(326, abs=3)
    assert men.body("100-180").inside_leg == pytest.approx(875, abs=5)
    growth = men.body("104-180").waist_girth - men.body("100-180").waist_girth
    assert growth == pytest.approx(45.4, abs=1)
    assert men.body("120-180").arm_length - men.body("88-180").arm_length == pytest.approx(0, abs=8)
    assert women.body("92-172").inside_leg - women.body("92-164").inside_leg == pytest.approx(49, abs=3)


def test_letters_are_a_view_of_the_sizes() -> None:
    chart = find_chart("women")
    assert [chart.letter(size) for size in ("76-164", "84-156", "92-164", "100-172", "128-164")] == [
        "XS", "S", "M", "L", "XXL"]
    assert (chart.body("M").chest_girth, chart.body("m").height) == (940, 1640)
    assert find_chart("men").letter("126-180") == "XXL"


def test_own_charts_both_ways() -> None:
    chart = read_chart(OWN)
    assert (chart.name, list(chart.sizes), chart.letter("M")) == ("ours", ["S", "M"], "")
    assert chart.body("M").hip_girth == 1000
    graded = read_chart(GRADED)
    assert list(graded.sizes) == ["84-164", "84-172", "88-164", "88-172"]
    assert (graded.body("84-172").waist_girth, graded.body("S").chest_girth) == (701, 860)


def test_the_nearest_size_with_its_differences() -> None:
    body = Body.of({"height": 1690, "chest_girth": 935, "waist_girth": 760, "hip_girth": 1010, "weight": 66}, unit="cm")
    nearest = body.nearest_size(find_chart("women"))
    assert nearest.size == "92-172"
    assert nearest.differences["chest_girth"] == 15
    assert str(nearest).startswith("women 92-172: chest_girth +1.5 cm, waist_girth ")
    hips = Body.of({"hip_girth": 1200}).nearest_size(find_chart("women"))
    assert hips.size.startswith("122")
    with pytest.raises(MeasurementError) as caught:
        Body.of({"height": 1700}).nearest_size(find_chart("women"))
    assert caught.value.code == "chart.compare"


@pytest.mark.parametrize(("text", "code", "line"), [
    (OWN.replace("chest: 92", "chest: 920"), "measurement.unit", 6),
    (OWN.replace("waist: 76", "wast: 76"), "measurement.unknown", 6),
    (OWN.replace("hip: 100", "hips: 100"), "measurement.ambiguous", 6),
    (OWN.replace("sizes:", "size:"), "chart.key", 4),
    ("name: x\nunit: cm\n", "chart.none", None),
    ("sizes: {}\n", "chart.none", 1),
    (GRADED.replace("[74, 4.1, 0.2]", "[74, 4.1]"), "chart.grade", 7),
    (GRADED.replace("[74, 4.1, 0.2]", "[7400, 4.1, 0.2]"), "chart.range", 7),
    (GRADED.replace("[74, 4.1, 0.2]", "[a, 4.1, 0.2]"), "file.type", 7),
    (GRADED.replace("per: {chest: 4, height: 8}", "per: {chest: 0, height: 8}"), "chart.grade", 5),
    (GRADED.replace("per: {chest: 4, height: 8}", "per: {chest: 4}"), "chart.grade", 5),
    (GRADED.replace("base: {chest_girth: 88, height: 164}\n", ""), "chart.grade", 3),
    (GRADED.replace("[82, 90]", "[90, 82]"), "chart.letters", 8),
    (GRADED.replace("  waist:", "  wast:"), "measurement.unknown", 7),
    (GRADED.replace("[84, 88]", "[]"), "chart.grade", 3),
    ("steps: {chest: [1, 2], waist: [1], hip: [3]}\nbase: {}\nper: {}\ngrade: {}\n", "chart.grade", 1),
    ("unit: cm\nsizes: 3\n", "file.type", 2),
])
def test_wrong_charts(text: str, code: str, line: int | None) -> None:
    with pytest.raises(MtmError) as caught:
        read_chart(text)
    assert (code, line) in [(problem.code, problem.line) for problem in caught.value.problems]
    assert isinstance(caught.value, (MeasurementError, FileFormatError))


def test_names_that_are_not_there() -> None:
    with pytest.raises(MeasurementError, match="Did you mean women"):
        find_chart("woman")
    with pytest.raises(MeasurementError, match=r"has no size 92-165\. Did you mean 92-16"):
        find_chart("women").body("92-165")


def test_a_try_on_garment_stands_on_a_size() -> None:
    sheet = read_sheet("base: {chart: women, size: 92-164}\nunit: cm\nmeasurements: {arm_length: 60}\n"
                       "alter: {chest: -2, sleeve: {left: 0.5}}\n")
    assert (sheet.body.chest_girth, sheet.body.arm_length, sheet.body.sex) == (920, 600, "female")
    assert sheet.body.measure("chest_girth").source == "chart"
    assert sheet.body.measure("arm_length").source == "measured"
    assert sheet.alterations == {"chest": -20, "sleeve": {"left": 5}}
    other = read_body("base: {chart: women, size: 96-164}\nunit: cm\n")
    assert other.digest != sheet.body.digest


def test_a_garment_that_fits_is_measured_flat() -> None:
    sheet = read_sheet("unit: cm\nmeasurements: {height: 168}\ngarment: {chest_width: 51, length: 64}\n")
    assert sheet.garment == {"chest": 1020, "length": 640}


@pytest.mark.parametrize(("lines", "code"), [
    ("base: {chart: woman, size: M}", "chart.unknown"), ("base: {chart: women, size: Q}", "chart.size"),
    ("base: women", "file.type"), ("base: {chart: women}", "measurement.base"),
    ("measurements: {chest_width: 51}", "measurement.garment"),
    ("measurements: {chest: 92}\ngarment: {chest_width: 51, chest: 102}", "measurement.garment"),
    ("measurements: {chest: 92}\nalter: {sleeve: {top: 3}}", "measurement.alter"),
    ("measurements: {chest: 92}\nalter: {sleeve: soft}", "measurement.number"),
    ("measurements: {chest: 92}\ngarment: {chest: -3}", "measurement.negative"),
    ("measurements: {chest: 92}\nconfirmed: [chst]", "measurement.unknown"),
])
def test_wrong_modes_are_told(lines: str, code: str) -> None:
    with pytest.raises(MtmError) as caught:
        read_sheet(f"unit: cm\n{lines}\n")
    assert caught.value.code == code
