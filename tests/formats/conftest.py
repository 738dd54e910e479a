from __future__ import annotations

import pytest

from mtmpattern.formats import find_format
from mtmpattern.pattern.part import CutPattern
from tests.formats.made_garment import garment


@pytest.fixture(scope="session")
def pattern() -> CutPattern:
    return garment()


@pytest.fixture(scope="session")
def dxf_bytes(pattern: CutPattern) -> bytes:
    (content,) = find_format("dxf").write(pattern, {}).values()
    return content


@pytest.fixture(scope="session")
def svg_bytes(pattern: CutPattern) -> bytes:
    (content,) = find_format("svg").write(pattern, {}).values()
    return content
