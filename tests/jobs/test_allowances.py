"""Other allowances by the names of seams; hems, and the other side of each seam, follow."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.errors import DraftError, OptionError
from mtmpattern.jobs.allowances import read_widths, seams_of, with_widths
from mtmpattern.reading.dxf.reseam import widths_of


@pytest.fixture(scope="module")
def skirt():
    return mtm.draft("straight-skirt", mtm.read_body("ana"))


def widths(pattern, name):
    part = pattern.for_cutting().part(name)
    return {edge.name: round(mm, 1) for edge, mm in zip(part.sewn, widths_of(part), strict=True)}


def test_a_seam_gets_its_width_on_both_sides_and_the_hem_keeps_its_depth(skirt):
    wide = with_widths(skirt, {"side": 15.0})
    assert {name: mm for name, mm in widths(wide, "front.shell.1").items() if "left" in name} == {
        "left hem": 40.0, "left side": 15.0, "left waist": 10.0}
    assert widths(wide, "back.left.shell.1")["side"] == 15.0
    assert wide.digest != skirt.digest and wide.remarks == skirt.remarks
    assert with_widths(skirt, {}) is skirt


def test_what_a_construction_cannot_take_is_refused(skirt):
    with pytest.raises(DraftError, match="allowance"):
        with_widths(skirt, {"side": 90.0})


@pytest.mark.parametrize(("typed", "seen"), [
    ("15mm", "does not name a seam"), ("side=", "side"), ("side=400mm", "more than 100 mm"), ("side=ell", "side")])
def test_what_cannot_be_read(typed, seen):
    with pytest.raises(OptionError, match=seen):
        read_widths([typed])


@pytest.mark.parametrize(("name", "seen"), [("sidee", "Did you mean side"), ("hem", "option of the garment")])
def test_a_seam_that_is_not_there(skirt, name, seen):
    assert "side" in seams_of(skirt)
    with pytest.raises(OptionError, match=r"no seam|depth of a hem") as caught:
        with_widths(skirt, {name: 12.0})
    assert seen in str(caught.value)


def test_widths_as_they_are_typed():
    assert read_widths(["side=15mm", "under-back = 3/8 in"]) == {"side": 15.0, "under_back": 9.525}
