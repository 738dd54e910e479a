"""Single faults in sound programs: at least 95 of 100 are caught, planned for or not."""

from __future__ import annotations

import random

import pytest

from mtmpattern.knitting import knit_panel, read_machine, read_swatch
from tests.knitting.mutations import PLANNED, UNPLANNED, trial
from tests.knitting.panels import back, front, sleeve

TRIALS = 5


@pytest.fixture(scope="module")
def programs():
    swatch = read_swatch("merino-kniterate")
    return [knit_panel(panel, read_machine(machine), swatch) for panel, machine in (
        (sleeve(20, 34, 24), "kniterate"), (front(44, short_rows=False), "shima-swg091n2"), (back(36), "domestic-200"))]


@pytest.mark.parametrize(("kinds", "alone_too"), [(PLANNED, True), (UNPLANNED, False)], ids=["planned", "unplanned"])
def test_faults_are_caught(programs, kinds, alone_too: bool):
    alone, caught, missed = 0, 0, []
    for name, mutation in kinds.items():
        chance, done = random.Random(name), 0
        while done < TRIALS:
            found = trial(chance.choice(programs), mutation, chance)
            if found is None:
                continue
            done += 1
            alone, caught = alone + found[0], caught + found[1]
            if not found[1]:
                missed.append(f"{name}: {found[2]}")
    total = TRIALS * len(kinds)
    assert caught >= 0.95 * total, missed
    if alone_too:                                           # without the planned passes
        assert alone >= 0.95 * total, missed


def test_a_program_without_a_fault_is_silent(programs):
    assert all(program.check().sound for program in programs)
