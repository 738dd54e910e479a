"""Time of a draft with allowances and audit; a report without limits."""

from __future__ import annotations

from pathlib import Path

import pytest

import mtmpattern as mtm

BODIES = Path(__file__).parents[1] / "measurements" / "bodies"


@pytest.mark.parametrize("name", ["ana", "tariq"])                   # his sides differ: both are drafted
@pytest.mark.parametrize("template", ["crew-tee", "straight-skirt"])
def test_draft_with_audit(benchmark, template, name):
    benchmark(mtm.draft, template, mtm.read_body(BODIES / f"{name}.yaml"))
