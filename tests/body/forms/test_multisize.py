"""Files of many sizes: the base, a chosen size, changing increases, corrections, and what is not there."""

from __future__ import annotations

import pytest

from mtmpattern.body.forms.form import Pick
from mtmpattern.body.reader import read_body
from mtmpattern.errors import MtmError
from tests.body.forms.foreign_files import BREAKS, NEW, OLD, remarks_of


def test_the_base_is_taken_with_a_remark() -> None:
    body = read_body(OLD)
    assert (body.height, body.chest_girth, body.belly_girth, body.unit) == (1760, 1044, 900, "mm")
    by_code = {remark.code: remark for remark in remarks_of(body)}
    assert set(by_code) == {"measurement.size", "measurement.unmapped"}
    assert "size 500 mm, height 1760 mm" in by_code["measurement.size"].message
    assert by_code["measurement.unmapped"].line == 10


@pytest.mark.parametrize(("size", "height", "chest", "tall"), [
    ("540", "1880", 1124, 1880), ("54 cm", "188 cm", 1124, 1880), ("440", "1640", 926, 1640), ("", "1820", 1046, 1820),
    ("500 mm", "", 1044, 1760),
])
def test_a_size_of_the_old_way(size: str, height: str, chest: float, tall: float) -> None:
    body = read_body(OLD, pick=Pick(size=size, height=height))
    assert (body.chest_girth, body.height) == (chest, tall)
    assert ("measurement.size" in {remark.code for remark in remarks_of(body)}) == (not size or not height)


@pytest.mark.parametrize(("size", "height", "chest", "tall"), [
    ("44", "170", 88, 170), ("46", "170", 91, 170), ("48", "176", 94, 176), ("52", "182", 104, 181),
    ("42", "164", 85, 164), ("38", "158", 79, 158), ("m", "170", 91, 170),
])
def test_increases_that_change_on_the_way(size: str, height: str, chest: float, tall: float) -> None:
    """Seamly2D looks the increase of each step up at the size where the step begins, upwards and downwards."""
    body = read_body(BREAKS, pick=Pick(size=size, height=height))
    assert (body.chest_girth, body.height) == (chest * 10, tall * 10)


@pytest.mark.parametrize(("size", "height", "chest", "slope"), [
    ("50", "176", 980, 21), ("52", "182", 1057.5, 21.5), ("L", "182", 1057.5, 21.5), ("44", "164", 860, 19.5),
])
def test_a_size_of_the_new_way(size: str, height: str, chest: float, slope: float) -> None:
    body = read_body(NEW, pick=Pick(size=size, height=height))
    assert (body.chest_girth, body.shoulder_slope) == (chest, slope)
    assert ["waist 88 cm" in remark.message for remark in remarks_of(body)] == [True]


@pytest.mark.parametrize(("text", "size", "height", "words"), [
    (OLD, "510", "", "size 220 to 720 mm in steps of 20"), (OLD, "50", "", "220 to 720 mm in steps of 20"),
    (OLD, "large", "", "220 to 720"), (OLD, "", "3000", "500 to 2000 mm in steps of 60"),
    (BREAKS, "56", "", "38 to 54 cm in steps of 2, or m"), (NEW, "XXL", "", "44 to 56 cm in steps of 2, or l"),
    (NEW.replace('type="x"', 'type="z"'), "50", "176", "Leave it out"),
])
def test_a_size_that_is_not_there(text: str, size: str, height: str, words: str) -> None:
    with pytest.raises(MtmError) as error:
        read_body(text, pick=Pick(size=size, height=height))
    assert "measurement.size" in {problem.code for problem in error.value.problems}
    assert words.removeprefix("size ") in str(error.value)


@pytest.mark.parametrize(("old", "new", "code", "line"), [
    ("<unit>mm", "<unit>inch", "measurement.unit", 3), ('<size base="500"/>', "", "measurement.size", 2),
    ('<size base="500"/>', '<size base="big"/>', "measurement.formula", 4),
    ('<size base="500"/>', '<size base="0"/>', "measurement.size", 4),
    ('base="1044"', 'base="a lot"', "measurement.formula", 8),
    ('size_increase="38"', 'size_increase="1/0"', "measurement.formula", 8),
    ('"waist_circ"', '"bust_circ"', "file.duplicate", 9), ('"waist_circ"', '""', "measurement.key", 9),
])
def test_faults_have_their_line(old: str, new: str, code: str, line: int) -> None:
    with pytest.raises(MtmError) as error:
        read_body(OLD.replace(old, new))
    assert (code, line) in [(problem.code, problem.line) for problem in error.value.problems]


def test_one_person_has_no_sizes() -> None:
    text = '<smis><unit>cm</unit><body-measurements><m name="height" value="170"/></body-measurements></smis>'
    (remark,) = remarks_of(read_body(text, pick=Pick(size="50")))
    assert remark.code == "measurement.size"


def test_a_correction_at_a_huge_number_corrects_nothing() -> None:
    huge = NEW.replace('coordinates="176;50;88"', 'coordinates="1e999999999;50;88"')
    [small] = [read_body(text).chest_girth for text in (NEW,)]
    assert read_body(huge).chest_girth == small + 20
