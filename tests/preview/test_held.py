"""A garment that goes round nothing is refused before it is draped; a ring holds on to the body."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.cli import main
from mtmpattern.preview.held import check_held
from mtmpattern.preview.sewing import sew

APRON = Path(__file__).parents[2] / "examples" / "apron.py"


def test_an_apron_on_its_straps_is_refused(tmp_path):
    done = CliRunner().invoke(main, ["preview", str(APRON), "-m", "ana", "-o", str(tmp_path / "out")])
    told = " ".join(done.output.split())
    assert done.exit_code == 5 and not (tmp_path / "out").exists()
    assert "apron: it goes round no part of the body, and what only hangs on it (cloth, strap, tie)" in told
    assert "[preview.held]" in told


@pytest.mark.parametrize("name", ["circle-skirt", "tank", "straight-skirt", "hoodie", "trousers"])
def test_garments_that_go_round_the_body_are_held(name):
    pattern = mtm.draft(name, mtm.read_body("ana"))
    check_held(sew(pattern), pattern)
