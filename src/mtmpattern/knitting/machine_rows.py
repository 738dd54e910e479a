"""A panel's rows for a domestic machine: which stitches to move before a row, and which way the carriage goes."""

from __future__ import annotations

from collections.abc import Sequence

from mtmpattern.knitting.chart import StitchChart
from mtmpattern.knitting.machine import Machine
from mtmpattern.knitting.plan import Ending, Plan, PlanRow, Shift
from mtmpattern.knitting.row_text import RowText, count, hem_rows, needs, steps
from mtmpattern.pattern.model.fabric import Fabric


def machine_rows(plan: Plan, chart: StitchChart, swatch: Fabric, machine: Machine, offset: int) -> RowText:
    """The rows of a plan for a domestic machine; a column's needle is its number plus ``offset``.

    Left and right are those of the bed as the knitter sees it.
    """
    words = _MachineWords(plan, machine, offset)
    side = "purl" if machine.right_side_away else "knit"
    swapped = ", so left and right change places between the two" if machine.right_side_away else ""
    lines = (*needs(plan, chart, swatch),
            f"The {side} side faces you; left and right are those of the bed. The chart shows the knit side{swapped}.")
    stretch = plan.panel.courses[0][0]
    numbers = " to ".join(words.needle(column) for column in (stretch.left, stretch.right))
    stands = "left" if plan.rows[0].way > 0 else "right"
    waste = machine.waste_courses
    first = f"knit {count(waste, 'row', 'rows')} of waste yarn and one of draw thread; then " if waste else ""
    begin = "begin the main yarn straight on it" if plan.panel.cast_on == "open" and waste else (
        "cast on the main yarn with a closed edge")
    cast_on = (f"Bring {stretch.stitches} needles, {numbers}, into work; {first}{begin}. Set the row counter to 0; the "
               f"carriage stands at the {stands}.")
    return RowText(plan.panel.name, lines, (cast_on, *steps(plan, words)))


class _MachineWords:
    """What is done at a domestic machine in each row, with needles numbered from the middle of its bed."""

    def __init__(self, plan: Plan, machine: Machine, offset: int) -> None:
        self.plan, self.machine, self.offset = plan, machine, offset

    def needle(self, column: int) -> str:
        """A needle as domestic beds number them: from the middle to the left and to the right."""
        number = column + self.offset
        half = self.machine.first_needle + self.machine.needles // 2
        return f"L{half - number}" if number < half else f"R{number - half + 1}"

    def event(self, row: PlanRow, *, closes: bool) -> str:
        """What to do before and in a row."""
        near, far = ("left", "right") if row.way > 0 else ("right", "left")
        parts = ["bring the needles in holding position back into work"] if closes and row.wrap is None else []
        parts += [_moved(shift) for shift in row.shifts]
        if row.bound:
            parts.append(f"bind off {count(row.bound)} at the {near} edge with the latch tool")
        waits = abs((row.stretch.right if row.way > 0 else row.stretch.left) - (row.wrap or 0)) + 1
        if row.wrap is None:
            parts.append(f"knit the row from {near} to {far}")
        else:
            parts.append(f"put the {count(waits, 'needle', 'needles')} at the {far} in holding position, knit the row "
                         f"from {near} to {far} and lay the yarn round the nearest of them")
        parts += [f"turn the stitch on needle {self.needle(column)} to purl with the latch tool (mark)"
                  for column in row.purls]
        if row.centre:
            first, last = (self.needle(column) for column in row.centre)
            parts.append(f"bind off the {count(row.centre[1] - row.centre[0] + 1)} on needles {first} to {last}")
        elif self.plan.split == row.course:
            parts.append("divide the stitches for the neck")
        return "; ".join(parts)

    def plain(self, rows: Sequence[PlanRow]) -> str:
        """Rows without an event: a band, or plain knitting."""
        band = self.plan.panel.band
        if rows[0].zone == "rib" and band:
            if band.kind == "hem":
                return (f"hem. Knit {hem_rows(rows)} rows and hang the loops of the first one onto the needles beside "
                        "those of the last")
            return (f"rib, {band.knit} by {band.purl} counted from the {band.anchor} edge; then move the ribber's "
                    "stitches to the main bed")
        return f"knit {count(len(rows), 'row', 'rows')}"

    def rests(self) -> str:
        """What to do with the stitches of the other side of a neck."""
        return "put the needles of the other side in holding position"

    def end(self, ending: Ending) -> str:
        """The end of a stretch."""
        stitches = count(ending.stretch.stitches)
        if self.plan.panel.top == "live":
            return f"Knit 8 rows of waste yarn over the {stitches} and take them off the machine, for linking."
        return f"Bind off the {stitches} with the latch tool, cut the yarn and draw it through the last loop."


def _moved(shift: Shift) -> str:
    """A fashioning as it is done with the transfer tool."""
    many = shift.last - shift.first + 1
    inner = "right" if shift.side == "left" else "left"
    by = count(abs(shift.by), "needle", "needles")
    edge = f"{'the edge stitch' if many == 1 else f'the {many} edge stitches'} at the {shift.side}"
    if not shift.increase:
        return f"move {edge} {by} to the {inner}"
    if not many:
        return f"bring one needle into work at the {shift.side} and hang the loop below the edge stitch on it"
    lift = "lift the loop below the next stitch onto the empty needle" if shift.lifted is not None else (
        "leave the empty needle in work")
    return f"move {edge} out by {by} and {lift}"
