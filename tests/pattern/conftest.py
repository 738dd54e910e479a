from __future__ import annotations

from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern.pattern import Pattern


@pytest.fixture(scope="session")
def tee(ana: mtm.Body) -> Pattern:
    return mtm.draft("crew-tee", ana)


@pytest.fixture(scope="session")
def skirt(ana: mtm.Body) -> Pattern:
    return mtm.draft("straight-skirt", ana)


@pytest.fixture(scope="session")
def lined(ana: mtm.Body) -> Pattern:
    return mtm.draft("straight-skirt", ana, lined=True)


@pytest.fixture(scope="session")
def vest() -> Pattern:
    return mtm.draft(Path(__file__).with_name("vests.py"), mtm.Body.of({"chest_girth": 940}))
