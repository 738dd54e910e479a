"""Time of printing: 40 pages to glue, one sheet, ten sizes, plots, cutter data; a report without limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.body import find_chart
from mtmpattern.formats import find_format
from mtmpattern.formats.pdf.nest import write_nest
from mtmpattern.pattern.grading.grade import Grade, grade
from mtmpattern.pattern.parts.part import CutPattern
from mtmpattern.reading import read_hpgl
from tests.formats.made_garment import garment


def without_fold() -> CutPattern:
    """A garment without parts on the fold, for the cutting table."""
    made = garment()
    return replace(made, parts=tuple(part for part in made.parts if not part.mirror))


def twice() -> CutPattern:
    """The parts of two garments, about 40 pages of A4."""
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


@pytest.fixture(scope="module")
def ten_sizes() -> Grade:
    chart = find_chart("women")
    drafts = {size: mtm.draft("crew-tee", chart.body(size), estimates=True) for size in list(chart.sizes)[20:30]}
    for each in drafts.values():
        each.for_cutting()                                  # so that only the writing is timed
    return grade(drafts)


@pytest.mark.parametrize("settings", [{}, {"paper": "roll1200"}, {"pages": "projector"}],
                         ids=["a4", "roll", "projector"])
def test_ten_sizes_over_each_other(benchmark, ten_sizes, settings):
    benchmark(write_nest, ten_sizes, settings)


def test_a_plot_is_read(benchmark):
    (content, *_) = find_format("hpgl").write(without_fold(), {"plotter": "garment-roll-1800"}).values()
    benchmark(read_hpgl, content)
