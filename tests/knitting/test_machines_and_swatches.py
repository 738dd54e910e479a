from __future__ import annotations

import pytest

from mtmpattern.errors import FileFormatError, MeasurementError, StationError
from mtmpattern.jobs.knit import swatch_files
from mtmpattern.knitting import machine_names, measured_swatch, read_machine, read_swatch, swatch_names

MACHINE = """\
name: own
model: Own 100
needles: 100
first_needle: 1
gauge: 5 /in
carriers: ["1", "2", "3"]
threading: {waste: "1", draw: "2", main: ["3"]}
yarn: {in_by: hand, from: either}
sliders: no
rack: {most: 3, all_needle: 0.5}
loops: 4
longest_float: 8
neck: in turn
worked_by: carriage
right_side: away
waste_courses: 6
extensions: {x-speed-number: 0-15, x-mode: off auto, x-size: 0-9 A-F}
settings: {x-speed-number: {body: 3}}
pace: {knitting: 0.5 m/s, transfer: 0.1 m/s, turn: 1 s}
"""


def test_the_shipped_machines_are_those_of_the_station():
    assert machine_names() == ("domestic-200", "hand", "kniterate", "shima-126-12", "shima-swg091n2")
    needles = {name: read_machine(name).needles for name in machine_names()}
    assert needles["shima-swg091n2"] == 540
    assert needles["kniterate"] == 252
    assert needles["domestic-200"] == 200


def test_a_machine_says_where_its_yarn_comes_from():
    assert read_machine("kniterate").enters == 1            # from grippers on the left
    assert read_machine("shima-swg091n2").enters == -1      # from the right, with a hook
    assert read_machine("shima-swg091n2").hook_width == 5
    assert read_machine("domestic-200").enters == 0


def test_a_machine_is_read_from_text():
    machine = read_machine(MACHINE)
    assert machine.last_needle == 100
    assert machine.extensions["x-mode"].allows(("auto",))
    assert not machine.extensions["x-mode"].allows(("on",))
    assert machine.extensions["x-size"].allows(("B",))
    assert not machine.extensions["x-size"].allows(("G",))
    assert not machine.extensions["x-size"].allows(("3", "4"))
    assert machine.settings == {"x-speed-number": {"body": "3"}}


@pytest.mark.parametrize(("line", "by", "found", "words"), [
    ("needles: 100", "needles: 3", 3, "between 10 and 5000"),
    ("gauge: 5 /in", "gauge: 5", 5, "unit"),
    ("neck: in turn", "neck: sometimes", 13, "together, in turn"),
    ("rack: {most: 3, all_needle: 0.5}", "rack: {most: 3}", 10, "all_needle"),
    ("pace: {knitting", "speed: 3\npace: {knitting", 19, "no field speed"),
    ('main: ["3"]', 'main: ["9"]', 7, "carrier 9 is not among"),
    ('draw: "2"', 'draw: "1"', 7, "share a carrier"),
    ("{in_by: hand, from: either}", "{in_by: hook, from: either, hook_width: 3}", 8, "from: left or from: right"),
    ("{in_by: hand, from: either}", "{in_by: gripper, from: left}", 13, "neck: together"),
    ("{body: 3}", "{body: 30}", 18, "0-15"),
    ("{body: 3}", "{sleeve: 3}", 18, "not a zone"),
])
def test_a_wrong_machine_says_where(line: str, by: str, found: int, words: str):
    with pytest.raises(FileFormatError) as error:
        read_machine(MACHINE.replace(line, by))
    assert [problem.line for problem in error.value.problems] == [found]
    assert words in str(error.value)


def test_all_faults_of_a_machine_come_together():
    with pytest.raises(FileFormatError) as error:
        read_machine("name: x\nneedles: 3\nloops: many\n")
    lines = [problem.line for problem in error.value.problems]
    assert lines.count(2) == lines.count(3) == 1
    assert len(lines) > 10


@pytest.mark.parametrize(("read", "name", "near"), [(read_machine, "knitrate", "kniterate"),
                                                    (read_swatch, "merino-knitrate", "merino-kniterate")])
def test_an_unknown_name_has_its_nearest(read, name: str, near: str):
    with pytest.raises(StationError, match=f"Did you mean {near}"):
        read(name)


@pytest.mark.parametrize("name", swatch_names())
def test_a_swatch_survives_its_own_file(name: str):
    swatch = read_swatch(name)
    assert read_swatch(swatch.to_dict()) == swatch
    assert swatch.swatch is not None
    assert swatch.swatch.machine in ("", *machine_names())
    assert swatch.swatch.width(100) == pytest.approx(10000 / swatch.swatch.stitches.mean)


def test_cloth_from_a_roll_is_no_swatch():
    with pytest.raises(StationError, match="cloth on a roll"):
        read_swatch("jersey")


def test_a_structure_that_is_not_knitted_to_shape_is_refused():
    rib = read_swatch("dk-hand").to_dict()
    rib["swatch"]["structure"] = "2x2 rib"
    with pytest.raises(StationError, match="knitted in 2x2 rib; panels are knitted in jersey"):
        read_swatch(rib)


@pytest.mark.parametrize(("change", "words"), [
    ({"stitches": {"mean": 0, "spread": 0}}, "outside 5 to 300"), ({"stitch_mass": "3 kg"}, "not a mass"),
    ({"structure": "cable"}, "1x1 rib"), ({"stitch_numbers": {"sleeve": 3}}, "sleeve"),
    ({"rib": {"stitches": 3, "courses": 30}}, "3 rib stitches"), ({"rib": {"stitches": 30}}, "no courses"),
    ({"mass_spread": "20 mg"}, "spread"),
])
def test_a_wrong_swatch_is_refused(change, words: str):
    good = {"structure": "jersey", "yarn": "wool", "stitches": {"mean": 24, "spread": 0.5},
            "courses": {"mean": 34, "spread": 0.5}, "stitch_mass": "11 mg", "machine": "kniterate"}
    assert read_swatch({"name": "own", "kind": "swatch", "swatch": good}).swatch.courses.mean == 34
    with pytest.raises(FileFormatError) as error:
        read_swatch({"name": "own", "kind": "swatch", "swatch": good | change})
    assert len(error.value.problems) == 1
    assert words in str(error.value)


def test_a_measured_swatch_has_mean_and_spread():
    made = measured_swatch("own", "kniterate", "wool", stitches=50, courses=70, widths=[200, 202, 198], heights=[175],
                           grams=[40.0, 42.0])
    swatch = made.swatch
    assert swatch.stitches.mean == pytest.approx(25, abs=0.01)
    assert swatch.courses.mean == pytest.approx(40.0)
    assert swatch.stitch_mass == pytest.approx(41 / 3500, rel=1e-5)
    assert measured_swatch("own", "kniterate", "wool", stitches=50, courses=70, widths=[200], heights=[175],
                           grams=[41.0], weighed=4100).swatch.stitch_mass == pytest.approx(0.01)
    assert swatch.stitches.spread == pytest.approx(0.25, abs=0.005)
    assert swatch.courses.spread == 0
    assert swatch.mass_spread == pytest.approx(2 / 3500 / 2**0.5, rel=1e-5)
    assert read_swatch(made.to_dict()) == made


def test_a_swatch_that_was_not_measured_is_refused():
    with pytest.raises(MeasurementError) as error:
        measured_swatch("own", "kniterate", "wool", stitches=5, courses=70, widths=[], heights=[0], grams=[3])
    assert {problem.where for problem in error.value.problems} == {"width", "height", "swatch"}


@pytest.mark.parametrize(("stitches", "courses", "weighed", "code"), [
    (10**400, 70, 0, "swatch.large"), (50, 2_001, 0, "swatch.large"), (50, 70, 10**400, "swatch.reading"),
    (50, 70, -1, "swatch.reading")])
def test_a_swatch_of_a_mistyped_size_is_refused(stitches, courses, weighed, code):
    with pytest.raises(MeasurementError) as error:
        measured_swatch("own", "kniterate", "wool", stitches=stitches, courses=courses, widths=[200], heights=[175],
                        grams=[3], weighed=weighed)
    assert [problem.code for problem in error.value.problems] == [code]
    if code == "swatch.large":
        with pytest.raises(StationError, match="too large"):
            swatch_files(read_machine("hand"), stitches, courses)
