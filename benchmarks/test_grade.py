"""Time of a grade: a tee's DXF, and a shirt in ten sizes drafted, compared and written; a report without limits."""

from __future__ import annotations

import pytest

from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.formats import find_format
from mtmpattern.jobs.grade import asked_sizes, make_grade
from mtmpattern.pattern.grading.grade import Grade, grade

TEN = "men:" + ",".join(f"{chest}-180" for chest in range(84, 124, 4))


def ten_shirts() -> Grade:
    return make_grade(find_template("shirt"), *asked_sizes(TEN), Request())


@pytest.fixture(scope="module")
def shirts() -> Grade:
    return ten_shirts()


def test_a_tee_as_dxf(benchmark):
    tee = make_grade(find_template("crew-tee"), *asked_sizes("women:M"), Request()).cut("M")
    benchmark(find_format("dxf").write, tee, {})


def test_ten_shirts_drafted_and_brought_together(benchmark):
    benchmark.pedantic(ten_shirts, rounds=3, iterations=1, warmup_rounds=1)


def test_ten_shirts_brought_together(benchmark, shirts):
    benchmark.pedantic(grade, (shirts.patterns,), rounds=3, iterations=1, warmup_rounds=1)


@pytest.mark.parametrize("name", ["dxf", "rul", "svg"])
def test_ten_shirts_written(benchmark, shirts, name):
    benchmark.pedantic(find_format(name).write_grade, (shirts, {}), rounds=3, iterations=1, warmup_rounds=1)
