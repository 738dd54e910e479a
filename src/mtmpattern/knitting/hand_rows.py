"""A panel's rows for two needles: what to do with each stitch, in the order of working."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from mtmpattern.knitting.chart import StitchChart
from mtmpattern.knitting.plan import Ending, Plan, PlanRow
from mtmpattern.knitting.row_text import LEAST_REPEATS, RowText, count, hem_rows, needs, steps
from mtmpattern.pattern.model.fabric import Fabric

_RIGHT_SIDE: Final = {
    "k": "knit {n}", "p": "purl {n}", "/": "knit 2 together", "\\": "slip-slip-knit", "3": "knit 3 together",
    "o": "yarn over", "b": "bind off {n}", "m": "purl 1 (mark)", "h": "knit {n}",
}
_WRONG_SIDE: Final = {
    "k": "purl {n}", "p": "knit {n}", "/": "purl 2 together", "\\": "purl 2 together through the back loops",
    "3": "purl 3 together", "o": "yarn over", "b": "bind off {n}", "m": "knit 1 (mark)", "h": "purl {n}",
}
_TIMES: Final = {1: "", 2: " twice", 3: " three times"}
_COUNTED: Final = 5
"""Runs up to this length inside a row are counted; longer ones are worked "to the last" stitches."""
_TAKEN: Final = {"/": 2, "\\": 2, "3": 3, "l": 0, "o": 0}
"""The stitches of the row below that a letter uses, if not one."""


def hand_rows(plan: Plan, chart: StitchChart, swatch: Fabric) -> RowText:
    """The rows for two needles of a plan that was made for the ``hand`` profile."""
    words = _HandWords(plan, chart)
    lines = list(needs(plan, chart, swatch))
    if _slides(plan):
        lines.append("A circular needle, worked back and forth: between two rows of the same side, slide the stitches "
                     "to its other end.")
    lines += ["Right-side rows are worked with the knit side towards you, from right to left as the chart shows them.",
            "Left and right are those of the chart."]
    if "\\" in chart.used:
        lines.append("Slip-slip-knit: slip two stitches one by one as if to knit, then knit them together through the "
                    "back loops.")
    if "l" in chart.used:
        lines += ["Right lifted increase: lift the stitch below the next one onto the left needle and knit it.",
                  "Left lifted increase: the same with the stitch two rows below the one just knitted.",
                  "On wrong-side rows both are purled."]
    if any(row.bound for row in plan.rows):
        lines.append("The stitch on the right needle after binding off is the first of those that follow.")
    start = "wrong-side" if plan.rows[0].way > 0 else "right-side"
    provisional = " with spare yarn, so that the loops can be taken up later" if plan.panel.cast_on == "open" else ""
    cast_on = f"Cast on {plan.panel.courses[0][0].stitches} stitches{provisional}. Row 1 is a {start} row."
    return RowText(plan.panel.name, tuple(lines), (cast_on, *steps(plan, words)))


class _HandWords:
    """What a hand knitter does in each row, in the words and counts of a written pattern."""

    def __init__(self, plan: Plan, chart: StitchChart) -> None:
        self.plan, self.chart = plan, chart

    def event(self, row: PlanRow, *, closes: bool) -> str:
        """A row in the order of working."""
        side, words = _side(row)
        cells = self.chart.rows[row.course - 1]
        letters = [cells[column - self.chart.left] for column in row.columns]
        found = [(letter, len(list(group))) for letter, group in groupby(letters)]
        longest = max(range(len(found)), key=lambda at: found[at][1] if found[at][0] in "kp" else 0)
        waits = 0 if row.wrap is None else abs((row.stretch.right if row.way > 0 else row.stretch.left) - row.wrap) + 1
        parts: list[str] = []
        for place, (letter, many) in enumerate(found):
            rest = waits + sum(_TAKEN.get(each, 1) * times for each, times in found[place + 1:])
            if letter == "l":
                before = sum(_TAKEN.get(each, 1) * times for each, times in found[:place])
                parts.append(f"{'right' if before < rest else 'left'} lifted increase")
            elif letter in "kp" and not rest and (place == longest or found[place - 1][0] == "b"):
                parts.append(f"{words[letter].split(' ')[0]} to the end")
            elif letter in "kp" and place == longest and (many > _COUNTED or place == len(found) - 1):
                parts.append(f"{words[letter].split(' ')[0]} to the last {'stitch' if rest == 1 else count(rest)}")
            else:
                parts.append(words[letter].format(n=many) + ("" if letter in "kpbh" else _TIMES[many]))
        if row.wrap is not None:
            parts.append("wrap the next stitch and turn")
        if self.plan.split == row.course and not row.centre:
            parts.append("divide the stitches for the neck")
        if closes:
            parts.append("working each wrap you come to together with its stitch")
        return f"({side}) {', '.join(parts)}"

    def plain(self, rows: Sequence[PlanRow]) -> str:
        """Rows without an event: a band, or plain knitting."""
        band = self.plan.panel.band
        if rows[0].zone != "rib" or band is None:
            if len(rows) == 1:
                return f"{_verb(_side(rows[0])[1])} to the end"
            first = f"{_verb(_side(rows[0])[1])} on the {_side(rows[0])[0]}"
            return f"{first}, {_verb(_side(rows[1])[1])} on the {_side(rows[1])[0]}"
        if band.kind == "hem":
            return (f"hem. Work {hem_rows(rows)} rows, knit on the right side and purl on the wrong side; fold them in "
                    "half with the purl side inside and knit each stitch of the last one together with its loop of "
                    "the cast-on")
        lines = [f"{side.replace(' ', '-')} rows: {_rib(self.letters(row), words)}"
                 for row in rows[:2] for side, words in [_side(row)]]
        return f"rib. {'; '.join(lines).capitalize()}"

    def letters(self, row: PlanRow) -> str:
        """A row of the rib, stitch by stitch in the order of working."""
        cells = self.chart.rows[row.course - 1]
        return "".join(cells[column - self.chart.left] for column in row.columns)

    def rests(self) -> str:
        """What to do with the stitches of the other side of a neck."""
        return "put the stitches of the other side on a holder"

    def end(self, ending: Ending) -> str:
        """The end of a stretch."""
        stitches = count(ending.stretch.stitches)
        if self.plan.panel.top == "live":
            return f"Leave the {stitches} on a holder or a spare thread, for joining."
        return f"Bind off the {stitches} loosely, cut the yarn and draw it through the last loop."


def _slides(plan: Plan) -> bool:
    """Whether two rows of one part follow each other in the same direction."""
    ways: dict[int, int] = {}
    for row in plan.rows:
        part = row.part if plan.split and row.course > plan.split else 0
        if ways.get(part) == row.way:
            return True
        ways[part] = row.way
    return False


def _side(row: PlanRow) -> tuple[str, dict[str, str]]:
    return ("wrong side", _WRONG_SIDE) if row.way > 0 else ("right side", _RIGHT_SIDE)


def _verb(words: dict[str, str]) -> str:
    return words["k"].split(" ")[0]


def _rib(letters: str, words: dict[str, str]) -> str:
    """A rib row: the stitches before the repeat, the repeat, and the last stitches."""
    found = [(letter, len(list(group))) for letter, group in groupby(letters)]
    named = [words[letter].format(n=many) for letter, many in found]
    head = 1 if len(found) > 2 and found[0][1] != found[2][1] else 0
    pairs = 0
    while head + 2 * pairs + 2 <= len(found) and found[head + 2 * pairs:head + 2 * pairs + 2] == found[head:head + 2]:
        pairs += 1
    if pairs < LEAST_REPEATS:
        return ", ".join(named)
    tail = named[head + 2 * pairs:]
    text = ", ".join([*named[:head], f"* {named[head]}, {named[head + 1]}; repeat from *"])
    return f"{text}, end with {', '.join(tail)}" if tail else f"{text} to the end"
