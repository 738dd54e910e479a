"""How long printing takes: 40 pages to glue, one sheet, plots and cutter data; reported, never a gate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtmpattern.formats import find_format
from mtmpattern.pattern.part import CutPattern
from tests.formats.made_garment import garment


def without_fold() -> CutPattern:
    """A garment that a table can cut."""
    made = garment()
    return replace(made, parts=tuple(part for part in made.parts if not part.mirror))


def twice() -> CutPattern:
    """The parts of two garments, which take about 40 pages of A4."""
    made = garment()
    again = tuple(replace(part, id=f"{part.id}.again", copy=2) for part in made.parts if part.role == "shell")
    return replace(made, parts=made.parts + again)


def test_forty_pages(benchmark):
    pattern, write = twice(), find_format("pdf").write
    benchmark(write, pattern, {})


@pytest.mark.parametrize(("name", "settings"), [
    ("pdf", {"paper": "roll1200"}), ("pdf", {"pages": "projector"}), ("hpgl", {"plotter": "garment-roll-1800"}),
    ("cutter", {"cutter": "gerber-inch"})], ids=["roll", "projector", "hpgl", "cutter"])
def test_write(benchmark, name, settings):
    pattern, write = without_fold(), find_format(name).write
    benchmark(write, pattern, settings)
