"""The written rows: followed by a knitter who knows nothing else, and read as a golden text."""

from __future__ import annotations

import json
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.knitting import (
    knit_panel,
    panel_files,
    panel_of_edges,
    read_machine,
    read_swatch,
    slope,
    station_report,
)
from mtmpattern.knitting.chart import panel_chart
from mtmpattern.knitting.hand_rows import hand_rows
from mtmpattern.knitting.machine_rows import machine_rows
from mtmpattern.knitting.panel import Panel
from mtmpattern.knitting.row_text import RowText
from tests.knitting.knitter import Knitter
from tests.knitting.panels import back, front, samples, sleeve
from tests.knitting.random_panels import random_panel

HAND, SWATCH = read_machine("hand"), read_swatch("dk-hand")

NECK = """\
Row 49: (right side) knit to the last 28 stitches, bind off 8, knit to the end. 20 stitches on the left-hand side of \
the neck and 20 on the right-hand side.

The neck is open: put the stitches of the other side on a holder and go on with its left-hand side alone.
Row 50: purl to the end. 20 stitches.
Row 51: (right side) knit 3, slip-slip-knit, knit to the end. 19 stitches.
Rows 52 to 57: repeat rows 50 and 51 3 more times. 16 stitches.
Rows 58 to 64: purl on the wrong side, knit on the right side. 16 stitches.
Row 65: (right side) knit to the last 3 stitches, wrap the next stitch and turn. 16 stitches.
Row 66: (wrong side) purl to the end. 16 stitches.
Row 67: (right side) knit to the last 6 stitches, wrap the next stitch and turn. 16 stitches.
Row 68: (wrong side) purl to the end. 16 stitches.
Row 69: (right side) knit to the last 9 stitches, wrap the next stitch and turn. 16 stitches.
Row 70: (wrong side) purl to the end. 16 stitches.
Row 71: (right side) knit to the end, working each wrap you come to together with its stitch. 16 stitches.
Row 72: purl to the end. 16 stitches.
Leave the 16 stitches on a holder or a spare thread, for joining.

Now the right-hand side of the neck: take up its stitches, join the yarn at the neck and go on with row 50.
Row 50: purl to the end. 20 stitches.
"""


def by_hand(panel: Panel) -> RowText:
    plan = knit_panel(panel, HAND, SWATCH).plan
    return hand_rows(plan, panel_chart(plan, SWATCH.swatch.aspect, away=False), SWATCH)


def by_carriage(panel: Panel) -> RowText:
    machine = read_machine("domestic-200")
    knitted = knit_panel(panel, machine, SWATCH)
    drawn = panel_chart(knitted.plan, SWATCH.swatch.aspect, away=True)
    return machine_rows(knitted.plan, drawn, SWATCH, machine, knitted.offset)


def follow(panel: Panel) -> None:
    """Knit a panel from its words alone and end where it ends."""
    text = by_hand(panel)
    cast_on = text.steps[0]
    knitter = Knitter(int(cast_on.split()[2]))
    assert knitter.stitches == panel.courses[0][0].stitches
    ends, started = [], False
    for step in text.steps[1:]:
        if heading := re.search(r"(left|right)-hand side", step) if step.startswith("\n") else None:
            knitter.stitches, knitter.beyond = knitter.sides[heading[1]], 0
            started = True
        elif step.startswith("Row"):
            knitter.read(step)
        else:
            ends.append(int(step.split(" the ")[1].split()[0]))
            assert ends[-1] == knitter.stitches
    assert started == (len(panel.courses[-1]) == 2)
    assert len(ends) == len(panel.courses[-1])
    for end, stretch in zip(sorted(ends), sorted(each.stitches for each in panel.courses[-1]), strict=True):
        assert abs(end - stretch) <= 12                     # a last step may wait for the yarn


@pytest.mark.parametrize("panel", samples(), ids=lambda panel: panel.name)
def test_a_hand_knitter_can_follow_the_samples(panel: Panel):
    follow(panel)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_hand_knitter_can_follow_any_panel(seed: int):
    follow(random_panel(random.Random(seed)))


def test_a_neck_in_words():
    text = str(by_hand(front(short_rows=True, live=True, starts="right")))
    assert NECK in text
    assert "- Slip-slip-knit: slip two stitches" in text


def test_an_increase_is_named_by_the_end_it_lies_at():
    both = [line for line in by_hand(sleeve()).steps if "increase" in line]
    assert "purl 3, right lifted increase, purl to the last 3 stitches, left lifted increase, purl 3" in both[0]
    rise = slope(0, 4, 24)
    one = by_hand(panel_of_edges("left", [-each for each in rise], [11] * len(rise)))
    rows = [line for line in one.steps if "increase" in line]
    assert rows
    assert all("to the last 3 stitches, left lifted increase, " in line for line in rows if "(right side)" in line)
    assert all(" 3, right lifted increase, " in line for line in rows if "(wrong side)" in line)


def test_stitches_are_slid_only_where_rows_follow_in_one_direction():
    assert "slide the stitches" not in str(by_hand(sleeve()))


def test_ribs_name_their_repeat():
    text = str(by_hand(front()))
    assert "* purl 2, knit 2; repeat from * to the end" in text
    assert "Row 1 is a wrong-side row" in text
    narrow = str(by_hand(front(61)))
    assert "end with" in narrow


def test_rows_at_a_machine():
    text = by_carriage(front(short_rows=True))
    assert text.steps[0].startswith("Bring 60 needles, L30 to R30, into work; knit 8 rows of waste yarn")
    joined = "\n".join(text.steps)
    assert "bind off 3 stitches at the right edge with the latch tool; knit the row from right to left" in joined
    assert "move the 4 edge stitches at the left 1 needle to the right" in joined
    assert "put the 3 needles at the left in holding position" in joined
    assert "bring the needles in holding position back into work" in joined
    assert "bind off the 8 stitches on needles L4 to R4" in joined
    assert "The purl side faces you" in "\n".join(text.needs)


def test_hems_and_live_tops_in_words():
    assert "hem. Work 12 rows" in str(by_hand(back()))
    assert "on a holder or a spare thread, for joining" in str(by_hand(back()))
    assert "hem. Knit 12 rows" in str(by_carriage(back()))
    assert "8 rows of waste yarn" in by_carriage(back()).steps[-1]


def test_no_line_breaks_off():
    for text in (by_hand(front()), by_carriage(front())):
        for step in text.steps:
            assert step.endswith("."), step
            assert ".." not in step
            assert "  " not in step


def test_a_report_adds_up():
    machine, swatch = read_machine("kniterate"), read_swatch("merino-kniterate")
    knitted = knit_panel(front(100), machine, swatch)
    report = station_report(knitted)
    assert report.stitches == front(100).stitches
    assert report.courses == 70
    assert sum(use.loops for use in report.yarns) == knitted.loops
    assert report.grams == pytest.approx(sum(use.loops for use in report.yarns if use.carrier in "34") * 0.0044)
    assert report.width == pytest.approx(1000 / 3.0)
    assert report.needles == (77, 176)
    assert 5 * 60 < report.seconds < 60 * 60
    assert [use.yarn for use in report.yarns][:2] == ["waste yarn", "draw thread"]
    assert json.loads(json.dumps(report.to_dict()))["panel"] == "front"
    assert len(list(report.lines())) == 8


@pytest.mark.parametrize(("machine", "names"), [
    ("kniterate", {"sleeve.k", "sleeve-bed.svg"}),
    ("domestic-200", {"sleeve-rows.txt", "sleeve-bed.svg"}),
    ("hand", {"sleeve-rows.txt"}),
])
def test_the_files_of_a_panel(machine: str, names: set[str]):
    files, report = panel_files(sleeve(), read_machine(machine), SWATCH)
    charts = {f"sleeve-chart.{suffix}" for suffix in ("png", "svg", "pdf")}
    assert set(files) == names | charts | {"sleeve-report.json"}
    assert json.loads(files["sleeve-report.json"])["courses"] == report.courses
    assert files == panel_files(sleeve(), read_machine(machine), SWATCH)[0]
