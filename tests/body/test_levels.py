"""Where the levels of a body lie."""

from __future__ import annotations

import pytest

from mtmpattern.body import CATALOGUE, Body, complete, read_body
from mtmpattern.body.levels import LEVELS, below_neck, below_waist
from mtmpattern.errors import UnknownName
from mtmpattern.pattern.model.vocabulary import HEIGHTS


def whole(name: str) -> Body:
    body = read_body(name)
    measures = {name for level in LEVELS.values() for name, _ in level.drop} | {"back_neck_height", "waist_height"}
    return complete(body, sorted(measures))


def test_levels_are_measures_and_heights() -> None:
    for level in LEVELS.values():
        assert not level.over or level.over in CATALOGUE
        assert all(name in CATALOGUE for name, _ in level.drop)
    assert set(HEIGHTS) - {"neck point"} <= set(LEVELS)


@pytest.mark.parametrize("name", ["ana", "ben", "otto", "rosa", "lia", "tariq"])
def test_they_lie_in_order(name: str) -> None:
    body = whole(name)
    names = ["across back", "high bust", "chest", "waist", "belly", "hip", "crotch", "thigh", "knee", "calf", "ankle"]
    depths = [below_waist(body, each) for each in names]
    assert depths == sorted(depths), dict(zip(names, depths, strict=True))
    assert below_waist(body, "under bust") < 0 < below_waist(body, "top hip") < below_waist(body, "hip")
    for each in names:
        assert below_neck(body, each) - below_waist(body, each) == pytest.approx(below_neck(body, "waist"))


def test_a_depth_is_the_measures_down_to_its_level() -> None:
    body = whole("ana")
    assert below_waist(body, "belly") == body.waist_to_belly
    assert below_waist(body, "hip") == body.waist_to_hip
    assert below_waist(body, "armhole") == -body.waist_to_armpit


def test_the_arm_has_no_depth() -> None:
    with pytest.raises(UnknownName, match="lies on the arm"):
        below_waist(whole("ana"), "wrist")
    with pytest.raises(UnknownName, match="Did you mean belly"):
        below_waist(whole("ana"), "bely")
