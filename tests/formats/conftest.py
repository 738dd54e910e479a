from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.formats import find_format
from mtmpattern.pattern.parts.part import CutPattern
from tests.formats.made_garment import garment
from tests.places import BODIES


@pytest.fixture(scope="session")
def pattern() -> CutPattern:
    return garment()


@pytest.fixture(scope="session", params=["made", "crew-tee", "straight-skirt"])
def every_pattern(request: pytest.FixtureRequest, pattern: CutPattern) -> CutPattern:
    """The invented garment, and what our templates draft."""
    if request.param == "made":
        return pattern
    return mtm.draft(request.param, mtm.read_body(BODIES / "ana.yaml")).for_cutting()


@pytest.fixture(scope="session")
def dxf_bytes(pattern: CutPattern) -> bytes:
    (content,) = find_format("dxf").write(pattern, {}).values()
    return content


@pytest.fixture(scope="session")
def svg_bytes(pattern: CutPattern) -> bytes:
    (content,) = find_format("svg").write(pattern, {}).values()
    return content
