from __future__ import annotations

from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern.pattern import Pattern

BODIES = Path(__file__).parents[2] / "measurements" / "bodies"


@pytest.fixture(scope="session")
def ana() -> mtm.Body:
    return mtm.read_body(BODIES / "ana.yaml")


@pytest.fixture
def tee_twice(ana: mtm.Body) -> tuple[Pattern, Pattern]:
    again = mtm.read_body(BODIES / "ana.yaml")
    return mtm.draft("crew-tee", ana, fit="slim"), mtm.draft("crew-tee", again, fit="slim")
