"""The people that ship: coherent, and of every kind that a template has to cope with."""

from __future__ import annotations

import pytest

import mtmpattern
from mtmpattern.body import Body, complete, missing, read_body
from mtmpattern.body.estimate import RULES_FOR
from tests.places import BODIES

PEOPLE = {path.stem: read_body(path) for path in sorted(BODIES.glob("*.yaml"))}
GARMENTS = ("height", "chest_girth", "waist_girth", "hip_girth", "neck_girth", "neck_base_girth", "head_girth",
            "shoulder_length", "shoulder_slope", "across_back", "across_front", "back_waist_length", "scye_depth",
            "upper_arm_girth", "wrist_girth", "hand_girth", "arm_length", "waist_to_hip", "waist_to_knee")


def test_there_is_one_of_every_kind() -> None:
    assert len(PEOPLE) >= 9
    assert {body.sex for body in PEOPLE.values()} == {"female", "male"}
    assert PEOPLE["otto"].belly_girth > PEOPLE["otto"].chest_girth
    assert PEOPLE["tariq"].differs(["arm_length"])
    assert PEOPLE["tariq"].differs(["shoulder_slope"])
    assert PEOPLE["lia"].child
    assert PEOPLE["jim"].unit == "in"
    assert PEOPLE["jim"].height == pytest.approx(70.5 * 25.4)
    heights = [body.height for body in PEOPLE.values() if not body.child]
    assert min(heights) < 1550
    assert max(heights) > 1900


@pytest.mark.parametrize("name", list(PEOPLE))
def test_everybody_has_what_the_garments_need(name: str) -> None:
    assert missing(PEOPLE[name], GARMENTS) == ()
    assert PEOPLE[name].name == name
    assert (BODIES / f"{name}.yaml").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", list(PEOPLE))
def test_everybody_is_coherent(name: str) -> None:
    """Each measure lies within three deviations of what the others make likely."""
    body = PEOPLE[name]
    for each in set(body.names) & set(RULES_FOR):
        others = {key: value for key, value in body.measures.items() if key != each}
        guess = complete(Body(others, body.sex, body.unit, body.child), [each]).measures.get(each)
        if guess is not None:
            assert abs(guess.middle - body.measure(each).middle) < max(3 * guess.sd, 12), each


def test_they_are_installed_with_the_package() -> None:
    assert mtmpattern.__name__ == "mtmpattern"
    from importlib.resources import files  # noqa: PLC0415

    assert files("mtmpattern.measurements.bodies").joinpath("ana.yaml").is_file()
