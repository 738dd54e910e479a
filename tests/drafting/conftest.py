from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.pattern import Pattern
from tests.places import BODIES


@pytest.fixture
def tee_twice(ana: mtm.Body) -> tuple[Pattern, Pattern]:
    again = mtm.read_body(BODIES / "ana.yaml")
    return mtm.draft("crew-tee", ana, fit="slim"), mtm.draft("crew-tee", again, fit="slim")
