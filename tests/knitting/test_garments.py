"""Garments at the knitting station: the jumper and other knit templates as panels, read back, joined, refused."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest

import mtmpattern as mtm
from mtmpattern.errors import OptionError, StationError
from mtmpattern.knitting import (
    KnittedGarment,
    measured_swatch,
    part_panel,
    read_machine,
    read_outline,
    read_swatch,
    seam_counts,
)
from mtmpattern.knitting.knit_program import knit_panel
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.fabric import Fabric

DK = "dk-hand"
COARSE = "coarse"
"""A swatch of 12 stitches to 10 cm, where a test asks for shapes alone; `benchmarks.knit_jumpers` has finer ones."""


@cache
def cloth(name: str) -> Fabric | str:
    return measured_swatch(COARSE, "hand", "chunky wool", stitches=12, courses=16, widths=[100], heights=[100],
                           grams=[4.0], stretch=0.45) if name == COARSE else name


@cache
def jumper(person: str = "lia", fit: str = "child", swatch: str = DK, sleeves: str = "set-in",
           neckline: str = "crew") -> Pattern:
    return mtm.draft("jumper", mtm.read_body(person), fit=fit, estimates=True, fabrics={"shell": cloth(swatch)},
                     sleeves=sleeves, neckline=neckline)


@cache
def knitted(machine: str = "hand", **asked: str) -> KnittedGarment:
    pattern = jumper(**asked)
    return mtm.knit(pattern, swatch=pattern.fabrics["shell"], machine=machine)


PEOPLE = [("ana", "regular"), ("rosa", "slim"), ("otto", "relaxed"), ("lia", "child")]
VARIANTS = [{}, {"neckline": "V"}, {"sleeves": "raglan"}, {"sleeves": "raglan", "neckline": "V"}]


# ---- On the grid --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", VARIANTS, ids=str)
@pytest.mark.parametrize(("person", "fit"), PEOPLE)
def test_every_corner_lies_on_a_whole_stitch_and_course(asked, person: str, fit: str):
    pattern = jumper(person, fit, **asked)
    swatch = pattern.fabrics["shell"].swatch
    for part in pattern.parts(grown=False):
        if part.on == "neck":
            continue
        panel = part_panel(part, swatch)
        for edge in part.sewn:
            for point in (edge.sewn[0].start, edge.sewn[-1].end):
                column = (point.x - panel.origin) / swatch.stitch_width
                centre = part.piece in ("front", "back") and abs(point.x) < 1e-6
                assert centre or column == pytest.approx(round(column), abs=1e-4), (part.id, edge.name)
                assert min(abs(point.y - level) for level in panel.levels) < 1e-4, (part.id, edge.name)


@pytest.mark.parametrize("swatch", ["dk-hand", "merino-kniterate", "wool-shima-15"])
@pytest.mark.parametrize(("person", "fit"), PEOPLE)
def test_finished_measures_are_within_half_a_stitch_or_course(person: str, fit: str, swatch: str):
    pattern = jumper(person, fit, swatch)
    of = pattern.fabrics["shell"].swatch
    for name, asked in pattern.intended.items():
        half = (of.course_height if name in ("length", "sleeve") else of.stitch_width) / 2
        got = pattern.finished[name]
        for side in ("left", "right"):
            a, b = (value if isinstance(value, float) else value[side] for value in (asked, got))
            assert abs(a - b) <= half + 0.05, name


@pytest.mark.parametrize("person", ["rosa", "otto"])
@pytest.mark.parametrize("asked", VARIANTS, ids=str)
def test_edges_that_are_sewn_course_by_course_agree(asked, person: str):
    pattern = jumper(person, "regular", **asked)
    panels = {part.id: part_panel(part, pattern.fabrics["shell"].swatch) for part in pattern.parts(grown=False)
              if part.on != "neck"}
    found = {str(each.seam): each for each in seam_counts(pattern, panels)}
    sides = [each for name, each in found.items() if "side" in name]
    assert len(sides) == 2
    assert all(each.by_course for each in sides)
    if asked.get("sleeves") == "raglan":
        assert sum("raglan" in name and each.by_course for name, each in found.items()) == 4
    else:
        assert sum(each.by_stitch for each in found.values()) == 2, "shoulders"
        caps = [each for name, each in found.items() if "cap" in name]
        assert all(0 <= each.lengths[0] - each.lengths[1] < 6 for each in caps)


def test_a_front_that_is_longer_gets_short_rows_and_the_sides_stay_equal():
    pattern = jumper("otto", "regular")
    front = next(part for part in pattern.parts(grown=False) if part.piece == "front")
    assert front.darts, "drawn as darts"
    panel = part_panel(front, pattern.fabrics["shell"].swatch).panel
    turned = [course[0] for number, course in enumerate(panel.courses)
              if course[0].turn_left is not None and number < 0.7 * len(panel.courses)]
    assert len(turned) >= 2
    assert len(turned) % 2 == 0
    assert all(each.turn_right is not None for each in turned)


# ---- Panels and programs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("machine", ["kniterate", "domestic-200", "hand", "shima-126-12"])
@pytest.mark.parametrize("asked", VARIANTS, ids=str)
def test_programs_read_back_as_the_outline(machine: str, asked):
    made = knitted(machine, swatch=COARSE, **asked)
    assert len(made.panels) >= 4
    for panel in made.panels:
        assert panel.drawn.farthest <= 0.51, panel.name
        assert panel.read.fits(panel.knitted.plan.panel), panel.name
        assert panel.knitted.check().sound


def test_increases_and_tops_of_all_kinds():
    for increase, top in (("lifted", "live"), ("eyelet", "chained"), ("split", "live")):
        made = mtm.knit(jumper(swatch=COARSE), swatch=cloth(COARSE), machine="kniterate", increase=increase, top=top)
        assert {panel.knitted.panel.top for panel in made.panels if panel.name != "neckband"} == {top}
        assert all(panel.read.fits(panel.knitted.plan.panel) for panel in made.panels)


def test_left_and_right_raglan_sleeves_are_mirror_images():
    made = knitted("hand", sleeves="raglan")
    left, right = (next(each for each in made.panels if each.name == f"sleeve {side}") for side in ("left", "right"))
    assert [[(-b.right, -b.left) for b in reversed(course)] for course in left.drawn.panel.courses] == [
        [(a.left - shift, a.right - shift) for a in course] for shift in [shift_of(left, right)]
        for course in right.drawn.panel.courses]


def shift_of(left, right) -> int:
    return right.drawn.panel.courses[0][0].left + left.drawn.panel.courses[0][0].right


def test_the_same_garment_gives_the_same_bytes():
    assert mtm.knit(jumper(), swatch=DK, machine="kniterate").files() == knitted("kniterate").files()


def test_marks_lie_every_40_mm_on_both_edges_of_a_cap():
    made = knitted("hand")
    panels = {part: panel for panel in made.panels for part in panel.parts}
    caps = [each for each in made.seams if "cap" in str(each.seam)]
    assert caps
    count = sum(len(panels[name].drawn.panel.marks) for name in ("front.shell.1", "back.shell.1"))
    sleeves = sum(len(panel.drawn.panel.marks) for name, panel in panels.items() if name.startswith("sleeve"))
    assert count == sleeves
    expected = sum(each.lengths[1] / 40 for each in caps)
    assert expected * 0.6 <= count <= expected + 2, "those on bound-off stitches are left out"


# ---- Papers -------------------------------------------------------------------------------------------------------


def test_the_joining_is_told_in_order_of_work():
    text = knitted("hand").joining
    steps = [line for line in text.splitlines() if line[:1].isdigit()]
    words = [step.split(". ", 1)[1] for step in steps]
    assert words[0].startswith("The front shoulder to the back shoulder")
    assert "stitch by stitch" in words[0]
    assert words[1].startswith("The neckband, by hand")
    picked = int(words[1].split("pick up ")[1].split()[0])
    shares = [int(part.split()[0]) for part in words[1].split("round the neckline, ")[1].split(".")[0].split(", ")]
    assert sum(shares) == picked
    assert "match the marks, one every 40 mm" in words[3]
    assert "course by course" in words[4]


def test_a_v_is_picked_up_and_narrowed_at_the_point():
    made = knitted("hand", neckline="V")
    assert made.beside == {"neckband.shell.1": "picked up round the neckline and narrowed at the point"}
    assert "begin at the point of the V" in made.joining


def test_files_of_machines_and_of_people():
    by_hand, by_machine = knitted("hand").files(), knitted("kniterate").files()
    assert {"front-rows.txt", "front-chart.png", "front-chart.svg", "front-chart.pdf", "joining.txt"} <= by_hand.keys()
    assert not any(name.endswith(".k") for name in by_hand)
    assert {"front.k", "front-bed.svg", "knitting.json"} <= by_machine.keys()
    report = json.loads(by_machine["knitting.json"])
    assert report["yarns"]["double-knitting wool, red"] > 50
    assert sum(each["stitches"] * len(each["parts"]) for each in report["panels"]) == report["stitches"]


# ---- Other garments, and refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["crew-tee", "sweatshirt", "v-neck-tee", "tank"])
def test_other_knit_garments_become_panels(template: str):
    made = mtm.knit(template, mtm.read_body("ben"), swatch=cloth(COARSE), machine="hand", estimates=True)
    assert {"front", "back"} <= {panel.name for panel in made.panels}
    assert all(panel.read.fits(panel.knitted.plan.panel) for panel in made.panels)
    assert all(panel.drawn.farthest <= 0.51 for panel in made.panels)


@pytest.mark.parametrize(("template", "words"), [
    ("straight-skirt", "is cut from a woven cloth"), ("circle-skirt", "is cut from a woven cloth"),
    ("hoodie", "hood left course 2"),
])
def test_what_is_no_panel_is_refused(template: str, words: str):
    with pytest.raises(StationError, match=words):
        mtm.knit(template, mtm.read_body("ana"), swatch=DK, machine="hand", estimates=True)


def test_a_body_that_does_not_fit_the_bed_is_refused_with_what_would():
    with pytest.raises(StationError) as error:
        mtm.knit("jumper", mtm.read_body("otto"), estimates=True, swatch="wool-shima-15", machine="kniterate")
    assert {problem.code for problem in error.value.problems} == {"station.needles"}
    assert "front takes" in str(error.value)
    assert "shima-126-12, shima-swg091n2 would fit" in error.value.hint


@pytest.mark.parametrize("asked", [{"top": "open"}, {"shoulders": "square"}, {"increase": "m1"}, {"page": "a3"}])
def test_unknown_words_are_refused(asked):
    with pytest.raises(OptionError, match=r"knitting\.word"):
        mtm.knit(jumper(), swatch=DK, machine="hand", **asked)


def test_a_pattern_is_knitted_by_the_swatch_it_was_drafted_on():
    with pytest.raises(OptionError, match="grid of dk-hand"):
        mtm.knit(jumper(), swatch="merino-kniterate", machine="kniterate")


def test_bound_off_shoulders_lose_their_stitches_in_steps():
    made = mtm.knit(jumper(), swatch=DK, machine="hand", shoulders="bound off")
    back = next(panel for panel in made.panels if panel.name == "back")
    assert not any(stretch.turn_left is not None for course in back.drawn.panel.courses for stretch in course)
    assert back.knitted.check().sound


def test_a_program_of_a_panel_is_that_of_the_garment():
    made = knitted("kniterate")
    front = next(panel for panel in made.panels if panel.name == "front")
    again = knit_panel(front.knitted.panel, read_machine("kniterate"), read_swatch(DK))
    assert again.program.text().encode() == front.files["front.k"]
    read = read_outline(again.check(), replace(again.plan.panel), read_machine("kniterate"), again.offset)
    assert read == front.read
