"""Programs of every kind of panel on every machine: silent checks, the outline read back, mirror images, same bytes."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.knitting import (
    Fashioning,
    KnitProgram,
    knit_panel,
    machine_names,
    read_knitout,
    read_machine,
    read_outline,
    read_swatch,
    spread,
)
from mtmpattern.knitting.knitout import Needle, Operation
from mtmpattern.knitting.panel import slope
from tests.knitting.panels import bust, front, raglan, samples, sleeve
from tests.knitting.random_panels import random_panel

SWATCH = read_swatch("merino-kniterate")
MACHINES = {name: read_machine(name) for name in machine_names()}


def knit(panel, machine: str = "kniterate") -> KnitProgram:
    return knit_panel(panel, MACHINES[machine], SWATCH)


@pytest.mark.parametrize("machine", machine_names())
def test_every_sample_is_sound_and_as_drawn(machine: str):
    for panel in samples():
        knitted = knit(panel, machine)
        checked = knitted.check()
        assert checked.sound, [str(fault) for fault in checked.faults]
        assert checked.loops == knitted.loops
        read = read_outline(checked, knitted.plan.panel, knitted.machine, knitted.offset)
        assert read.fits(panel), (panel.name, read)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(machine_names()))
def test_any_panel_is_sound_and_as_drawn(seed: int, machine: str):
    panel = random_panel(random.Random(seed))
    knitted = knit(panel, machine)
    checked = knitted.check()
    assert checked.sound, [str(fault) for fault in checked.faults]
    assert read_outline(checked, knitted.plan.panel, knitted.machine, knitted.offset).fits(panel)


def test_an_outline_that_is_not_the_panels_does_not_fit():
    knitted, other = knit(sleeve()), sleeve(top=60)
    checked = knitted.check()
    assert not read_outline(checked, other, knitted.machine, knitted.offset).fits(other)
    longer = replace(sleeve(), courses=(*sleeve().courses, sleeve().courses[-1]))
    assert not read_outline(checked, longer, knitted.machine, knitted.offset).fits(longer)


def test_the_same_panel_gives_the_same_bytes():
    assert knit(front()).program.text() == knit(front()).program.text()


def test_a_program_survives_its_file():
    knitted = knit(front(short_rows=True))
    assert read_knitout(knitted.program.text()) == knitted.program


def test_every_course_has_a_source():
    knitted = knit(sleeve())
    sources = [line.source for line in knitted.program.body if line.source]
    courses = len(sleeve().courses)
    for course in range(1, courses + 1):
        assert sum(source.startswith(f"sleeve, course {course} of {courses},") for source in sources) == 1
    assert sources[0] == "sleeve, waste section"
    assert sources[-1] == "sleeve, bind-off"


def body(knitted: KnitProgram) -> list[Operation]:
    """The operations of the panel's rows, machine settings left out."""
    lines = knitted.program.body[knitted.rows_at.start:knitted.rows_at.stop]
    return [line.operation for line in lines if line.operation and not line.operation.code.startswith("x-")]


def mirrored(knitted: KnitProgram) -> list[Operation]:
    """The same with left and right changed."""
    across = sum(knitted.plan.panel.extent) + 2 * knitted.offset

    def needle(old: Needle | None) -> Needle | None:
        return Needle(old.bed, across - old.number) if old else None

    return [replace(each, direction=-each.direction, needle=needle(each.needle), target=needle(each.target),
                    values=tuple(f"{0.0 - float(value):g}" for value in each.values)) for each in body(knitted)]


@pytest.mark.parametrize("machine", machine_names())
def test_a_mirror_image_gives_a_mirror_image(machine: str):
    panels = [sleeve(), raglan(), *filter(lambda each: each.cast_on == "closed" and len(each.courses[-1]) == 1,
                                          (random_panel(random.Random(seed)) for seed in range(6)))]
    if MACHINES[machine].enters == 0:                       # elsewhere a second yarn comes from one side alone
        panels += [front(), front(vee=True, starts="right"), bust()]
    for panel in panels:
        image = knit(panel.mirrored(), machine)
        same = (image.plan.panel.extent[0] + image.offset) - (
            knit(panel, machine).plan.panel.extent[0] + knit(panel, machine).offset)
        shifted = [replace(each, needle=each.needle and Needle(each.needle.bed, each.needle.number + same),
                           target=each.target and Needle(each.target.bed, each.target.number + same))
                   for each in mirrored(knit(panel, machine))]
        assert body(image) == shifted


@pytest.mark.parametrize("machine", ["kniterate", "shima-126-12"])
def test_a_mirrored_neck_lies_as_drawn_on_machines_with_a_side(machine: str):
    panel = front(short_rows=True).mirrored()
    knitted = knit(panel, machine)
    assert read_outline(knitted.check(), knitted.plan.panel, knitted.machine, knitted.offset).fits(panel)


def test_both_sides_of_a_neck_are_knitted_together_or_in_turn():
    together = knit(front(), "kniterate").plan
    courses = [row.course for row in together.rows]
    assert courses == sorted(courses)
    assert together.yarns == 2
    turned = [row.course for row in knit(front(), "domestic-200").plan.rows]
    assert turned != sorted(turned)


def test_increases_leave_their_own_trace():
    counts = {}
    for kind in ("lifted", "eyelet", "split"):
        panel = replace(sleeve(), fashioning=Fashioning(3, 2, kind))
        codes = [line.operation.code for line in knit(panel).program.body if line.operation]
        counts[kind] = codes.count("split"), codes.count("xfer")
    assert counts["lifted"][0] == counts["split"][0] == 24          # one for each stitch added
    assert counts["eyelet"][0] == 0
    assert counts["split"][1] < counts["lifted"][1]                 # only the edge's loop is moved


def test_settings_follow_the_zones_and_the_swatch():
    lines = knit(sleeve()).program.text().splitlines()
    said = [line.split(";")[0].strip() for line in lines if line.startswith("x-stitch-number")]
    assert said == [f"x-stitch-number {number}" for number in (6, 4, 5, 6, 7)]
    other = knit(sleeve(), "shima-126-12").program.text()
    assert "x-stitch-number" not in other                   # the swatch was knitted on another machine
    assert "x-presser-mode auto" in other


def test_changes_are_spread_evenly():
    assert spread(0, 20) == spread(3, 0) == ()
    for changes in range(1, 30):
        for courses in (29, 30, 61):
            at = spread(changes, courses)
            assert len(at) == changes
            assert list(at) == sorted(at)
            if changes <= courses - 2:
                assert at[0] > 1
                assert at[-1] < courses
                gaps = {b - a for a, b in pairwise(at)}
                assert not gaps or max(gaps) - min(gaps) <= 1
    assert slope(0, 3, 9) == (0, 0, 1, 1, 2, 2, 3, 3, 3)
    assert slope(5, 2, 9) == (5, 5, 4, 4, 3, 3, 2, 2, 2)
