"""Cloth whose print has an upright is laid one way, as a nap is."""

from __future__ import annotations

from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.placing.table import ways_by_role
from tests.places import BODIES


@pytest.mark.parametrize(("print_way", "ways"), [("none", 2), ("either-way", 2), ("one-way", 1)])
def test_a_print_with_an_upright_lies_one_way(print_way, ways):
    tee = mtm.draft("crew-tee", mtm.read_body(BODIES / "ana.yaml")).for_cutting()
    printed = {role: replace(cloth, print=print_way) for role, cloth in tee.fabrics.items()}
    assert {len(each) for each in ways_by_role(replace(tee, fabrics=printed))["shell"]} == {ways}
