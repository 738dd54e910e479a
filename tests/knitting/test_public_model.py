"""A few programs on a machine model that is not ours; `python -m benchmarks.knit_public_model` runs many."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from mtmpattern.knitting import Band, knit_panel, read_machine, read_swatch
from mtmpattern.knitting.knitout import KnitoutLine
from tests.knitting.machine_model import run
from tests.knitting.panels import front, sleeve
from tests.knitting.random_panels import random_panel

SWATCH = read_swatch("merino-kniterate")


@pytest.mark.parametrize(("panel", "machine"), [
    (sleeve(18, 26, 16, Band("rib", 4)), "shima-swg091n2"),
    (sleeve(18, 26, 16, Band("hem", 3), "split"), "domestic-200"),
    (replace(front(30, vee=True), courses=front(30, vee=True).courses[24:], band=None), "domestic-200"),
    (random_panel(random.Random(3)), "shima-126-12"),
], ids=["sleeve", "hemmed sleeve", "neck", "random"])
def test_the_public_model_agrees(panel, machine: str):
    knitted = knit_panel(panel, read_machine(machine), SWATCH)
    verdict = run(knitted.program)
    assert verdict.sound(knitted.loops), verdict


def test_the_public_model_is_awake():
    program = knit_panel(sleeve(18, 26, 16), read_machine("shima-swg091n2"), SWATCH).program
    at = next(at for at, line in enumerate(program.body) if line.operation and line.operation.code == "rack")
    broken = replace(program, body=(*program.body[:at], KnitoutLine(), *program.body[at + 1:-1]))
    verdict = run(broken)
    assert verdict.raised or verdict.held
