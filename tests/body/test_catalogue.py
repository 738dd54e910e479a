from __future__ import annotations

import subprocess
import sys

import pytest

from mtmpattern.body import CATALOGUE, canonical, entry
from mtmpattern.body.catalogue import AMBIGUOUS, NAMES, unknown
from mtmpattern.body.catalogue_entries import ENTRIES
from mtmpattern.body.checks import AT_MOST, SMALLER
from mtmpattern.errors import MeasurementError


def test_it_holds_every_measure_once() -> None:
    assert len(ENTRIES) == len(CATALOGUE) == 74
    aliases = [alias for each in CATALOGUE.values() for alias in each.aliases]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & set(CATALOGUE)


def test_every_entry_can_be_followed() -> None:
    for each in CATALOGUE.values():
        assert each.how.endswith(".")
        assert len(each.how) > 20
        if each.signed:
            assert each.adult[0] <= each.child[0] < 0 < each.child[1] <= each.adult[1]
        else:
            assert 0 < each.adult[0] < each.adult[1]
            assert 0 < each.child[0] < each.child[1]
            assert each.child[0] <= each.adult[0]
        assert each.kind in ("girth", "height", "surface", "width", "angle", "mass", "arc", "length", "posture")
        assert bool(each.iso_name) == bool(each.iso_clause)


@pytest.mark.parametrize(("typed", "name"), [
    ("chest", "chest_girth"), ("bust", "chest_girth"), ("Bust girth", "chest_girth"), ("hip", "hip_girth"),
    ("seat", "hip_girth"), ("Upper-arm", "upper_arm_girth"), ("biceps", "upper_arm_girth"), ("neck", "neck_girth"),
    ("collar", "neck_girth"), ("inseam", "inside_leg"), ("HEIGHT", "height"), ("high hip", "top_hip_girth"),
    ("nape to waist", "back_waist_length"),
])
def test_friendly_names(typed: str, name: str) -> None:
    assert canonical(typed) == entry(typed).name == name


@pytest.mark.parametrize("word", list(AMBIGUOUS))
def test_words_with_two_meanings_are_not_guessed(word: str) -> None:
    assert word not in NAMES
    with pytest.raises(MeasurementError) as caught:
        entry(word)
    assert caught.value.code == "measurement.ambiguous"
    for meaning in AMBIGUOUS[word]:
        assert meaning in CATALOGUE
        assert meaning in caught.value.hint


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(MeasurementError, match="chest_girth"):
        entry("chst")
    with pytest.raises(MeasurementError, match="measuring guide"):
        entry("zzzzzz")


@pytest.mark.parametrize(("written", "name"), [
    ("bicepscircumferenceflexed", "upper_arm_girth"), ("weightkg", "weight"), ("chestcm", "chest_girth"),
    ("Bicep flexed", "upper_arm_girth"), ("thighleft", "thigh_girth"), ("wristcircumferenceright (cm)", "wrist_girth")])
def test_the_measure_in_a_glued_name_is_the_only_one_asked_about(written: str, name: str) -> None:
    assert unknown(written).hint == f"Did you mean {name}?"


def test_units_and_clauses() -> None:
    assert (entry("weight").unit, entry("shoulder_slope").unit, entry("waist").unit) == ("kg", "deg", "mm")
    assert entry("bust").iso == "ISO 8559-1, 5.3.4 Bust girth"
    assert entry("waist_to_knee").iso == entry("head").iso == ""  # clauses that nobody confirmed are never shown


def test_order_relations_name_real_measures() -> None:
    for small, large in SMALLER + AT_MOST:
        assert small in CATALOGUE
        assert large in CATALOGUE


def test_bodies_load_nothing_heavy() -> None:
    code = ("import sys; import mtmpattern.body; heavy = {'ruamel.yaml', 'shapely', 'kurbopy', 'numpy', 'difflib'};"
            "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)")
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
