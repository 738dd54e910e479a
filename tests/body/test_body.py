from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from mtmpattern.body import Body, Measure, missing, read_body
from mtmpattern.errors import MeasurementError

BODY = Body.of({"chest": 940, "arm_length": (585, 590), "weight": 64, "shoulder_slope": 21}, sex="female")


def test_values_and_sides() -> None:
    assert (BODY.chest_girth, BODY.arm_length, BODY.weight, BODY.shoulder_slope) == (940, 587.5, 64, 21)
    assert (BODY.left.arm_length, BODY.right.arm_length, BODY.middle.arm_length) == (585, 590, 587.5)
    assert BODY.left.chest_girth == BODY.right.chest_girth == 940
    assert BODY.names == ("weight", "chest_girth", "shoulder_slope", "arm_length")
    assert BODY.differs(["chest_girth", "arm_length"])
    assert not BODY.differs(["chest_girth", "waist_girth"])


def test_a_missing_measure_says_how_to_take_it() -> None:
    for ask in (lambda: BODY.waist_girth, lambda: BODY.left.waist_girth, lambda: BODY.measure("waist_girth")):
        with pytest.raises(MeasurementError, match="midway between the lowest rib") as caught:
            ask()
        assert caught.value.code == "measurement.missing"
    problems = missing(BODY, ["chest_girth", "waist_girth", "hip_girth", "waist_girth"])
    assert [problem.params["measure"] for problem in problems] == ["waist_girth", "hip_girth"]


def test_an_unknown_name_names_the_nearest() -> None:
    with pytest.raises(MeasurementError, match="Did you mean chest_girth") as caught:
        _ = BODY.chest_girt
    assert caught.value.code == "measurement.unknown"


def test_private_names_miss_in_the_ordinary_way() -> None:
    assert not hasattr(BODY, "__array__")
    assert not hasattr(BODY, "_repr_html_")
    assert not hasattr(BODY.left, "__array__")


def test_it_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        BODY.sex = "male"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        BODY.chest_girth = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        BODY.left.chest_girth = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        BODY.measures["chest_girth"] = Measure(1, 1)  # type: ignore[index]
    with pytest.raises(TypeError):
        BODY.measures.pop("chest_girth")  # type: ignore[attr-defined]


def test_it_can_be_copied_and_sent_to_another_process() -> None:
    for again in (copy.copy(BODY), copy.deepcopy(BODY), pickle.loads(pickle.dumps(BODY))):
        assert again == BODY
        assert again.left.arm_length == 585
        assert hash(again) == hash(BODY)
    assert pickle.loads(pickle.dumps(BODY.right)).arm_length == 590


def test_the_digest_is_of_the_measures_not_the_name() -> None:
    text = "name: {}\nsex: f\nmeasurements: {{chest: {}}}\n"
    zorro, maria = read_body(text.format("zorro", "94 cm")), read_body(text.format("maria", "940 mm"))
    assert zorro.digest == maria.digest
    assert zorro.name == "zorro"
    assert "zorro" not in repr(zorro) + repr(zorro.left) + str(zorro)
    assert zorro.digest != read_body(text.format("zorro", "941 mm")).digest
    assert zorro.digest != replace(zorro, sex="male").digest
    assert zorro.digest != replace(zorro, child=True).digest


def test_the_digest_is_frozen() -> None:
    """The same on every machine and in every release, or orders made before would be made twice."""
    assert replace(BODY, unit="mm").digest == BODY.digest != replace(BODY, unit="in").digest, "notes are in inches"
    assert BODY.digest == "18c3b3f20b5eb893f337ffe87a071291e41370d4bf626c4990593223335f2079"


def test_it_takes_only_measures_of_the_catalogue() -> None:
    with pytest.raises(MeasurementError, match="chest_girth"):
        Body({"chst_girth": Measure(1, 1)})


def test_with_measures_makes_another_body() -> None:
    more = BODY.with_measures({"waist_girth": Measure(700, 700, "estimated", 20, "a rule")})
    assert more.waist_girth == 700
    assert "waist_girth" not in BODY.names
    assert more.digest != BODY.digest
    assert more.digest == BODY.with_measures({"waist_girth": Measure(701, 701, "estimated", 20, "a rule")}).digest
