"""Options as people type them."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting.library import find_template


@pytest.mark.parametrize(("typed", "said"), [
    ("9.5", "9.5 was read as millimetres. Did you mean 9.5 centimetres? Write the unit with the value."),
    ("3,5", "3,5 was read as millimetres. Did you mean 3,5 inches? Write the unit with the value."),
    ("999", "999 was read as millimetres. Write the unit with the value.")])
def test_a_length_without_a_unit_says_how_it_was_read(typed: str, said: str) -> None:
    with pytest.raises(mtm.OptionError) as caught:
        find_template("crew-tee").options()["neck_drop"].parse(typed)
    [problem] = caught.value.problems
    assert problem.code == "option.range"
    assert problem.hint == f"It may be 60 mm to 140 mm. {said}"


@pytest.mark.parametrize("typed", ["9.5mm", "30 cm", "1/2 in"])
def test_a_length_with_its_unit_needs_no_such_words(typed: str) -> None:
    with pytest.raises(mtm.OptionError) as caught:
        find_template("crew-tee").options()["neck_drop"].parse(typed)
    assert "read as" not in str(caught.value)
