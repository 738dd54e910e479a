"""Time to write a garment of five parts; a report without limits."""

from __future__ import annotations

import pytest

from mtmpattern.formats import find_format
from tests.formats.made_garment import garment


@pytest.mark.parametrize("name", ["svg", "dxf"])
def test_write(benchmark, name):
    pattern, write = garment(), find_format(name).write
    benchmark(write, pattern, {})
