from __future__ import annotations

import json

import pytest

import mtmpattern as mtm
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.serial import from_json

from .conftest import BODIES


@pytest.mark.parametrize("template", ["crew-tee", "straight-skirt"])
@pytest.mark.parametrize("person", ["ana", "tariq"])
def test_round_trip(template: str, person: str) -> None:
    body = mtm.read_body(BODIES / f"{person}.yaml")
    sides = {"sleeve": {"left": 3.0}} if template == "crew-tee" else {"length": 4.0}
    pattern = mtm.draft(template, body, alterations=sides)
    again = from_json(pattern.to_json(), body=body.digest)
    assert again == pattern
    assert again.to_json() == pattern.to_json()
    assert again.digest == pattern.digest
    assert again.for_cutting() == pattern.for_cutting()


def test_json_tells_nothing_of_the_person(tee: Pattern) -> None:
    assert '"ana"' not in tee.to_json()


@pytest.mark.parametrize("text", [
    "", "{}", "[]", "null", "{", '{"format":"other"}', '{"format":"mtmpattern pattern 1"}', "[" * 5000, "1" * 100,
    '{"format": "mtmpattern pattern 1", "pieces": 3}',
])
def test_what_is_no_pattern_is_refused(text: str) -> None:
    with pytest.raises(mtm.FileFormatError) as caught:
        from_json(text)
    assert caught.value.code.startswith("pattern.")


def test_a_damaged_pattern_is_refused(tee: Pattern) -> None:
    data = json.loads(tee.to_json())
    for key in data:
        damaged = {k: v for k, v in data.items() if k != key}
        if key == "digest":
            continue
        with pytest.raises(mtm.FileFormatError):
            from_json(json.dumps(damaged))
