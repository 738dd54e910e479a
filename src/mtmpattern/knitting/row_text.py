"""A panel's rows in plain words: the structure that instructions for hand and machine knitting share.

`hand_rows` and `machine_rows` describe a single row; here rows are put in working order, plain rows are joined, and
repeats are written once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Protocol

from mtmpattern.knitting.chart import StitchChart
from mtmpattern.knitting.plan import Ending, Plan, PlanRow
from mtmpattern.knitting.swatch import counted
from mtmpattern.pattern.model.fabric import Fabric

WEIGHED: Final = 5
"""Grams to which the yarn of a panel is rounded up."""

LEAST_REPEATS: Final = 3
"""How often a block of steps must recur to be written as a repeat."""

_LONGEST_REPEAT: Final = 4


@dataclass(frozen=True, slots=True)
class RowText:
    """Written instructions: a title, what is needed, and one paragraph a step."""

    title: str
    needs: tuple[str, ...]
    steps: tuple[str, ...]

    def __str__(self) -> str:
        needs = "\n".join(f"- {line}" for line in self.needs)
        return f"{self.title}\n{'=' * len(self.title)}\n\n{needs}\n\n" + "\n".join(self.steps) + "\n"


@dataclass(frozen=True, slots=True)
class RowStep:
    """One or more rows worked alike, and the stitches in work after them."""

    first: int
    last: int
    does: str
    leaves: str

    def __str__(self) -> str:
        rows = f"Row {self.first}" if self.first == self.last else f"Rows {self.first} to {self.last}"
        return f"{rows}: {self.does}. {self.leaves}."


class RowWords(Protocol):
    """The words for one kind of knitter."""

    def event(self, row: PlanRow, *, closes: bool) -> str:
        """A row with shaping, marks or turns; ``closes`` says that it passes stitches that were wrapped."""

    def plain(self, rows: Sequence[PlanRow]) -> str:
        """Rows knitted from end to end."""

    def rests(self) -> str:
        """What to do with the stitches of the other side of a neck."""

    def end(self, ending: Ending) -> str:
        """The end of a stretch."""


def count(number: int, one: str = "stitch", many: str = "stitches") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def needs(plan: Plan, chart: StitchChart, swatch: Fabric) -> Iterator[str]:
    """What every knitter needs to know before row 1."""
    yield f"{len(chart.rows)} rows, at most {max(chart.stitches)} stitches."
    gauge = counted(swatch)
    grams = math.ceil(plan.panel.stitches * gauge.stitch_mass / WEIGHED) * WEIGHED
    yield (f"Yarn: {gauge.thread}, about {grams} g. Swatch, washed: {gauge.stitches.mean:.3g} stitches and "
           f"{gauge.courses.mean:.3g} rows to 10 cm.")
    if plan.panel.marks:
        yield "Marks show where the panel meets its neighbours: match them when you join."


def hem_rows(rows: Sequence[PlanRow]) -> int:
    """Rows of a hem that is folded in half: twice its height, and one more where that is odd."""
    return 2 * len(rows) + len(rows) % 2


def is_plain(row: PlanRow) -> bool:
    """Whether a row is knitted from end to end without shaping, marks or turns."""
    whole = (row.first, row.last) == (row.stretch.left, row.stretch.right)
    return whole and not (row.shifts or row.bound or row.centre or row.eyelets or row.purls or row.wrap is not None)


def steps(plan: Plan, words: RowWords) -> Iterator[str]:
    """All paragraphs after the cast-on: the whole width, then each side of a neck by itself, each with its end."""
    divided = bool(plan.split)
    yield from _repeated(_steps([row for row in plan.rows if not divided or row.course <= plan.split], plan, words))
    if not divided:
        yield words.end(plan.endings[0])
        return
    for number, ending in enumerate(plan.endings):
        side = "left" if ending.part == 0 else "right"
        if number == 0:
            yield f"\nThe neck is open: {words.rests()} and go on with its {side}-hand side alone."
        else:
            yield (f"\nNow the {side}-hand side of the neck: take up its stitches, join the yarn at the neck and go on "
                   f"with row {plan.split + 1}.")
        yield from _repeated(_steps([row for row in plan.rows if row.course > plan.split and row.part == ending.part],
                                    plan, words))
        yield words.end(ending)


def _steps(rows: Sequence[PlanRow], plan: Plan, words: RowWords) -> list[RowStep]:
    """Rows as steps: one for each event, one for all plain rows in between."""
    wrapped: set[int] = set()
    found_rows: list[tuple[str, str, PlanRow]] = []
    for row in rows:
        passed = wrapped & set(row.columns)
        wrapped -= passed
        if row.wrap is not None:
            wrapped.add(row.wrap)
        dividing = bool(plan.split) and row.course == plan.split
        event = "" if is_plain(row) and not passed and not dividing else words.event(row, closes=bool(passed))
        found_rows.append((row.zone, event, row))
    found = []
    for (_, event), group in groupby(found_rows, lambda each: each[:2]):
        alike = [row for _, _, row in group]
        for several in [[row] for row in alike] if event else [alike]:
            found.append(RowStep(several[0].course, several[-1].course, event or words.plain(several),
                              _leaves(several[-1], plan)))
    return found


def _leaves(row: PlanRow, plan: Plan) -> str:
    if plan.split and row.course == plan.split:
        left, right = (each.stitches for each in plan.panel.courses[row.course - 1])
        return f"{count(left)} on the left-hand side of the neck and {right} on the right-hand side"
    return count(row.stitches)


def _repeated(found: list[RowStep]) -> Iterator[str]:
    """The steps as paragraphs; blocks of up to four steps that recur are written once with their number."""
    at = 0
    while at < len(found):
        length, times = _block(found, at)
        yield from (str(step) for step in found[at:at + length])
        if times > 1:
            first, last = found[at], found[at + length - 1]
            repeat, end = found[at + length], found[at + length * times - 1]
            which = f"row {first.first}" if first.first == last.last else (
                f"rows {first.first} {'and' if last.last - first.first == 1 else 'to'} {last.last}")
            yield (f"Rows {repeat.first} to {end.last}: repeat {which} {count(times - 1, 'more time', 'more times')}. "
                   f"{end.leaves}.")
        at += length * times


def _block(found: list[RowStep], at: int) -> tuple[int, int]:
    """The length of the block of steps that begins here, and how often it occurs in a row."""
    best = (1, 1)
    for length in range(1, _LONGEST_REPEAT + 1):
        keys = [(step.does, step.last - step.first) for step in found[at:at + length]]
        times = 1
        while [(step.does, step.last - step.first)
               for step in found[at + length * times:at + length * (times + 1)]] == keys:
            times += 1
        if times >= LEAST_REPEATS and length * times > best[0] * best[1]:
            best = (length, times)
    return best
