"""What a person asks for as text: read whole, every fault in one report."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mtmpattern import FileFormatError, OptionError
from mtmpattern.drafting.request_text import read_request


def millimetres(text):
    try:
        return float(text.removesuffix("mm"))
    except ValueError:
        raise OptionError(f"neck_drop: {text} is no length", code="option.value", where="neck_drop") from None


TEE = SimpleNamespace(name="tee", fits={"slim": {}}, options=lambda: {"neck_drop": SimpleNamespace(parse=millimetres)})


def codes(**asked):
    with pytest.raises(OptionError) as caught:
        read_request(TEE, **asked)
    return [problem.code for problem in caught.value.problems]


def test_everything_as_draft_takes_it():
    asked = read_request(TEE, fit="slim", sets=["neck_drop = 95mm"], fabrics=["shell=jersey"],
                       alters=["waist=-10", "sleeve.left=5", "sleeve.right=1/2 in"])
    assert asked.fit == "slim"
    assert asked.options == {"neck_drop": 95.0}
    assert asked.alterations == {"waist": -10.0, "sleeve": {"left": 5.0, "right": 12.7}}
    assert asked.fabrics["shell"].name == "jersey"


def test_nothing_asked():
    asked = read_request(TEE)
    assert (asked.fit, asked.options, asked.alterations, asked.fabrics) == (None, {}, {}, {})


def test_all_faults_in_one_report():
    assert codes(fit="slin", sets=["neck_drop=x", "nek_drop=3", "neck_drop", "=5"],
                 alters=["waist=wide", "a.middle=3", "s.=2"], fabrics=["shell"]) == [
        "fit.unknown", "option.form", "option.form", "option.value", "option.unknown",
        "alteration.value", "alteration.name", "alteration.name", "option.form"]


@pytest.mark.parametrize(("asked", "code"), [
    ({"sets": ["neck_drop=1", "neck_drop=2"]}, "option.twice"),
    ({"alters": ["a=1", "a=2"]}, "option.twice"),
    ({"alters": ["a=1", "a.left=2"]}, "alteration.twice"),
    ({"alters": ["a.left=2", "a=1"]}, "alteration.twice"),
    ({"alters": [".left=2"]}, "alteration.name"),
    ({"alters": ["a=nan"]}, "alteration.value"),
    ({"fabrics": ["shell=jersey", "shell=rib"]}, "option.twice"),
])
def test_contradictions(asked, code):
    assert codes(**asked) == [code]


def test_the_nearest_name_is_offered():
    with pytest.raises(OptionError, match=r"tee has no option \'nek_drop\'\. Did you mean neck_drop\?"):
        read_request(TEE, sets=["nek_drop=3"])


def test_the_faults_of_all_fabric_files_come_together():
    with pytest.raises(FileFormatError) as caught:
        read_request(TEE, fabrics=["shell=jersy", "rib=ribb"])
    assert [problem.code for problem in caught.value.problems] == ["fabric.unknown"] * 2
