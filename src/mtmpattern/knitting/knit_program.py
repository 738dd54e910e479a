"""A panel's program as knitout: waste section, draw thread, cast-on, band, every row of its plan, and its top.

The programs have been executed by our checker and by a public machine model, not on a real machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mtmpattern.errors import StationError
from mtmpattern.knitting.checker import Checked, check
from mtmpattern.knitting.knitout import Program, Writer
from mtmpattern.knitting.machine import Machine
from mtmpattern.knitting.panel import Panel, PanelStretch
from mtmpattern.knitting.passes import PlannedPass
from mtmpattern.knitting.plan import Ending, Plan, PlanRow, plan_panel
from mtmpattern.knitting.refusals import refusals
from mtmpattern.knitting.swatch import counted
from mtmpattern.pattern.model.fabric import Fabric

TAG = 6
"""Courses of the one-stitch tag that fastens a chained edge."""

LIVE_WASTE = 8
"""Waste courses knitted over stitches that stay live."""


@dataclass(frozen=True, slots=True)
class KnitProgram:
    """A panel as a machine knits it: the program, its plan, and the planned passes for the checker.

    A column of the plan's panel plus ``offset`` is its needle; ``rows_at`` are the lines of the program's body that
    hold the plan's rows, after the cast-on and before the top.
    """

    panel: Panel
    machine: Machine
    swatch: Fabric
    plan: Plan
    program: Program
    passes: tuple[PlannedPass, ...]
    offset: int
    rows_at: range

    @property
    def loops(self) -> int:
        """How many loops all passes form."""
        return sum(each.loops for each in self.passes)

    def check(self) -> Checked:
        """Execute the program with our checker and compare it with the plan."""
        return check(self.program, self.machine, self.passes)


def knit_panel(panel: Panel, machine: Machine, swatch: Fabric) -> KnitProgram:
    """Write the program of a panel.

    Raises `StationError` with everything that the machine lacks, by how much, and what would fit.
    """
    planned = plan_panel(panel, machine)
    problems = list(refusals(planned, machine, swatch))
    if problems:
        raise StationError.of(problems)
    low, high = planned.panel.extent
    offset = machine.first_needle + (machine.needles - (high - low + 1)) // 2 - low
    maker = _Maker(planned, machine, swatch, offset)
    maker.make()
    return KnitProgram(panel, machine, swatch, planned, maker.writer.program(), tuple(maker.passes), offset,
                       maker.rows_at)


class _Maker:
    """Writes one program. Needles are columns plus ``offset``."""

    def __init__(self, planned: Plan, machine: Machine, swatch: Fabric, offset: int) -> None:
        self.plan, self.machine, self.swatch, self.offset = planned, machine, swatch, offset
        self.panel = planned.panel
        gauge = counted(swatch)
        self.numbers = dict(gauge.stitch_numbers) if gauge.machine == machine.name else {}
        self.rows = [row for row in planned.rows if not self.in_hem(row)]
        self.first_way = self.rows[0].way
        self.mains = machine.main if not planned.in_turn else (machine.main[0], machine.main[0])
        self.passes: list[PlannedPass] = []
        self.waiting: list[str] = []                # carriers that leave at the end
        self.held: list[tuple[int, int]] = []       # ranges of needles still in work
        self.inside: set[str] = set()
        self.rows_at = range(0)
        self.writer = Writer(tuple(self.headers()))

    def headers(self) -> Iterable[tuple[str, str]]:
        machine = self.machine
        yield "Machine", machine.model
        yield "Gauge", f"{machine.gauge:g}"
        yield "Carriers", " ".join(machine.carriers)
        yield "Position", "Keep"
        if machine.waste_courses or self.panel.top == "live":
            yield f"Yarn-{machine.waste}", "waste yarn"
        if machine.waste_courses:
            yield f"Yarn-{machine.draw}", "draw thread"
        for carrier in dict.fromkeys(self.mains[:self.plan.yarns]):
            yield f"Yarn-{carrier}", counted(self.swatch).thread

    def make(self) -> None:
        panel, machine = self.panel, self.machine
        first = panel.courses[0][0]
        low, high = first.left + self.offset, first.right + self.offset
        self.held = [(low, high)]
        way = machine.enters or (self.first_way if self.opens() else -self.first_way)
        if machine.waste_courses:
            self.waste_section(low, high, way)
        self.cast_on(low, high, way)
        rows, start = self.rows, len(self.writer)
        for number, row in enumerate(rows):
            self.row(row)
            self.rows_at = range(start, len(self.writer))
            if self.plan.in_turn and self.plan.split and row.course == len(panel.courses) and number + 1 < len(rows):
                self.ending(self.plan.endings[0], last=False)
        for ending in self.endings():
            self.ending(ending, last=True)
        for carrier in self.waiting:
            self.writer.yarn(self.out_code, carrier)

    def endings(self) -> Sequence[Ending]:
        """The endings in the order in which carriers can leave, starting at the gripper's side."""
        endings = self.plan.endings[1:] if self.plan.in_turn and self.plan.split else self.plan.endings
        return sorted(endings, key=lambda each: each.stretch.left, reverse=self.machine.yarn_from == "right")

    # -- yarns and settings

    @property
    def in_code(self) -> str:
        return "inhook" if self.machine.yarn_in == "hook" else "in"

    @property
    def out_code(self) -> str:
        return "outhook" if self.machine.yarn_in == "hook" else "out"

    def bring(self, carrier: str) -> None:
        self.writer.yarn(self.in_code, carrier)
        self.inside.add(carrier)

    def release(self, carrier: str) -> None:
        if self.machine.yarn_in == "hook":
            self.writer.yarn("releasehook", carrier)

    def leave(self, carrier: str, needle: int) -> None:
        """Take a carrier out, at once or, where needles in work lie between it and its gripper, at the end."""
        self.inside.discard(carrier)
        if self.machine.yarn_in == "gripper":
            left = self.machine.yarn_from == "left"
            if any((low < needle if left else high > needle) for low, high in self.held):
                self.waiting.append(carrier)
                return
        self.writer.yarn(self.out_code, carrier)

    def zone(self, name: str) -> None:
        """Write the settings that the machine and the swatch give for a zone."""
        machine, writer = self.machine, self.writer
        if machine.stitch and name in self.numbers:
            writer.setting(machine.stitch, self.numbers[name])
        if machine.transfer_stitch and "transfer" in self.numbers:
            writer.setting(machine.transfer_stitch, self.numbers["transfer"])
        for code, zones in machine.settings.items():
            if name in zones:
                writer.setting(code, zones[name])

    # -- passes

    def knit(self, way: int, needles: Iterable[tuple[str, str, int]], carrier: str) -> None:
        """One pass: opcode, bed and number of each needle in order."""
        worked = []
        for code, bed, number in needles:
            self.writer.form(code, way, bed, number, carrier)
            worked.append(number)
        self.planned(carrier, way, worked)

    def planned(self, carrier: str, way: int, worked: Sequence[int]) -> None:
        self.passes.append(PlannedPass(carrier, way, min(worked), max(worked), len(worked)))

    def course(self, way: int, low: int, high: int, carrier: str, bed: str = "f") -> None:
        """A plain course on one bed."""
        self.knit(way, (("knit", bed, number) for number in _along(low, high, way)), carrier)

    # -- the beginning

    def opens(self) -> bool:
        """Whether the first row is knitted straight onto the draw thread, wherever its yarn comes from."""
        band = self.panel.band
        return self.panel.cast_on == "open" and self.machine.waste_courses > 0 and not (band and band.kind == "hem")

    def waste_section(self, low: int, high: int, way: int) -> None:
        """Waste courses that end where their carrier leaves, and the draw thread."""
        machine, writer = self.machine, self.writer
        writer.source(f"{self.panel.name}, waste section")
        self.zone("waste")
        self.bring(machine.waste)
        near = high if way < 0 else low
        self.knit(way, (("tuck", "f", number) for number in _along(low, high, way) if (number - near) % 2 == 0),
                  machine.waste)
        self.knit(-way, (("tuck", "f", number) for number in _along(low, high, -way) if (number - near) % 2),
                  machine.waste)
        for course in range(machine.waste_courses + machine.waste_courses % 2):
            if course == 2:
                self.release(machine.waste)
            self.course(way if course % 2 == 0 else -way, low, high, machine.waste)
        if machine.waste_courses <= 2:
            self.release(machine.waste)
        self.leave(machine.waste, low - 1 if way > 0 else high + 1)
        writer.source(f"{self.panel.name}, draw thread")
        self.bring(machine.draw)
        self.course(way, low, high, machine.draw)
        self.release(machine.draw)
        self.leave(machine.draw, high + 1 if way > 0 else low - 1)

    def cast_on(self, low: int, high: int, way: int) -> None:
        """The first loops of the main yarn, so that the next row goes the plan's first way."""
        carrier, writer = self.mains[0], self.writer
        if self.opens():                                # the first row is the cast-on
            self.to_rib(low, high, way)
            return
        writer.source(f"{self.panel.name}, cast-on")
        self.zone("cast-on")
        self.bring(carrier)
        band, base = self.panel.band, "knit" if self.machine.waste_courses else "tuck"
        if band and band.kind == "rib":
            self.rib_cast_on(low, high, way, base, carrier)
        else:
            rounds = band.courses if band else 1
            self.tube(low, high, way, base, carrier, rounds)
        self.release(carrier)

    def to_rib(self, low: int, high: int, way: int) -> None:
        """Move the purl columns' loops to the back bed."""
        for number in _along(low, high, way):
            if self.purl(number, low, high):
                self.writer.transfer("f", number)

    def purl(self, number: int, low: int, high: int) -> bool:
        band = self.panel.band
        return band is not None and band.purls(number, low, high)

    def rib_cast_on(self, low: int, high: int, way: int, base: str, carrier: str) -> None:
        """A course over both beds in the rib's order, then one over each bed, so that the edge is closed."""
        purl = [self.purl(number, low, high) for number in range(low, high + 1)]
        if base == "knit":
            self.to_rib(low, high, way)
        self.knit(way, ((base, "b" if purl[number - low] else "f", number) for number in _along(low, high, way)),
                  carrier)
        full = self.first_way == -way
        for each, bed in ((-way, "f"), *(((way, "b"),) if full else ())):
            needles = [number for number in _along(low, high, each) if purl[number - low] == (bed == "b")]
            self.knit(each, (("knit", bed, number) for number in needles), carrier)
            edge = high if each > 0 else low
            if needles[-1] != edge:                     # out of the way of the needle at the edge
                self.writer.form("miss", each, "b" if bed == "f" else "f", edge, carrier)

    def tube(self, low: int, high: int, way: int, base: str, carrier: str, rounds: int) -> None:
        """A course over all needles of both beds, rounds on front and back bed, and all loops to the front."""
        writer = self.writer
        writer.rack(self.machine.all_needle)
        order = (("tuck", "b"), (base, "f")) if way < 0 else ((base, "f"), ("tuck", "b"))
        self.knit(way, ((code, bed, number) for number in _along(low, high, way) for code, bed in order), carrier)
        writer.rack(0)
        full = self.first_way == -way
        for each in range(rounds):
            if each == 1 and self.panel.band:
                self.zone("rib")
            self.course(-way, low, high, carrier)
            if full or each < rounds - 1:
                self.course(way, low, high, carrier, "b")
        for number in _along(low, high, way):
            writer.transfer("b", number)

    # -- rows

    def in_hem(self, row: PlanRow) -> bool:
        """Whether a row is one of a hem, which the cast-on knits as a tube."""
        band = self.panel.band
        return band is not None and band.kind == "hem" and row.course <= band.courses

    def row(self, row: PlanRow) -> None:
        """One row of the plan with its transfers."""
        panel, writer, band = self.panel, self.writer, self.panel.band
        name = f"{panel.name}, course {row.course} of {len(panel.courses)}"
        if self.plan.split and row.course > self.plan.split:
            name += f", {'left' if row.part == 0 else 'right'} side"
        writer.source(f"{name}, {row.stitches} stitches")
        low, high = (each + self.offset for each in (panel.courses[0][0].left, panel.courses[0][0].right))
        if band and band.kind == "rib" and row.course == band.courses + 1:
            for number in _along(low, high, row.way):
                if self.purl(number, low, high):
                    writer.transfer("b", number)
        self.zone(row.zone)
        carrier = self.mains[row.yarn]
        enters = carrier not in self.inside
        self.shift(row)
        if enters:
            self.bring(carrier)
        self.over(row, carrier, low, high)
        if enters:
            self.release(carrier)
        self.hold(row)

    def shift(self, row: PlanRow) -> None:
        """The transfers that shape the edges before a row."""
        writer, offset = self.writer, self.offset
        groups = []
        for shift in row.shifts:
            columns = [*range(shift.first, shift.last + 1)]
            for column in _ordered(columns, row.way):
                writer.transfer("f", column + offset)
            groups.append((shift.by, columns + ([shift.lifted] if shift.lifted is not None else [])))
        for by in sorted({by for by, _ in groups}, key=lambda by: -by * row.way):
            writer.rack(by)
            for each, columns in groups:
                if each == by:
                    for column in _ordered(columns, row.way):
                        writer.transfer("b", column + offset)
        writer.rack(0)

    def over(self, row: PlanRow, carrier: str, low: int, high: int) -> None:
        """The yarn's way over a row: chained stitches, tucks, splits, marks."""
        writer, offset, way = self.writer, self.offset, row.way
        rib = row.zone == "rib"
        start = (row.first if way > 0 else row.last)
        chains = {start + way * step for step in range(row.bound)}
        if row.centre:
            chains |= set(range(row.centre[0], row.centre[1] + 1))
        worked = []
        for column in row.purls:
            writer.transfer("f", column + offset)
        for column in row.columns:
            number = column + offset
            worked.append(number)
            if column in row.splits:
                writer.split(way, "f", number, carrier)
            elif column in row.eyelets:
                writer.form("tuck", way, "f", number, carrier)
            else:
                back = column in row.purls or (rib and self.purl(number, low, high))
                writer.form("knit", way, "b" if back else "f", number, carrier)
            if column in chains:
                self.chain(number, way)
        if row.wrap is not None:
            writer.form("tuck", way, "f", row.wrap + offset, carrier)
            worked.append(row.wrap + offset)
        for column in row.purls:
            writer.transfer("b", column + offset)
        self.planned(carrier, way, worked)

    def chain(self, number: int, way: int) -> None:
        """Lay a knitted stitch over its neighbour."""
        self.writer.transfer("f", number)
        self.writer.rack(way)
        self.writer.transfer("b", number)
        self.writer.rack(0)

    def hold(self, row: PlanRow) -> None:
        """Remember which needles are in work after a row."""
        now = (row.stretch.left + self.offset, row.stretch.right + self.offset)
        if self.plan.split and row.course == self.plan.split:
            self.held = [(each.left + self.offset, each.right + self.offset)
                         for each in self.halves()]
        elif self.plan.split and row.course > self.plan.split and len(self.held) == 2:
            self.held[row.part] = now
        else:
            self.held = [now]

    def halves(self) -> tuple[PanelStretch, ...]:
        return self.panel.courses[self.plan.split - 1]

    # -- the end

    def ending(self, ending: Ending, *, last: bool) -> None:
        """Chain a stretch off, or leave it live on waste courses."""
        low, high = ending.stretch.left + self.offset, ending.stretch.right + self.offset
        side = "" if not self.plan.split else f", {'left' if ending.part == 0 else 'right'} side"
        carrier = self.mains[ending.yarn]
        if self.panel.top == "live":
            self.writer.source(f"{self.panel.name}, live top{side}")
            self.live(low, high, carrier, ending)
        else:
            self.writer.source(f"{self.panel.name}, bind-off{side}")
            self.zone("bind-off")
            self.bind_off(low, high, carrier, ending.way)
        if not last:
            self.inside.discard(carrier)

    def off(self, low: int, high: int) -> None:
        """Remember that these needles are empty."""
        self.held = [(left, right) for left, right in self.held if right < low or left > high]

    def bind_off(self, low: int, high: int, carrier: str, way: int) -> None:
        """Chain every stitch, knit a tag on the last one, take the carrier out and let the last loop go."""
        needles = list(_along(low, high, way))
        for number in needles:
            self.writer.form("knit", way, "f", number, carrier)
            if number != needles[-1]:
                self.chain(number, way)
        self.planned(carrier, way, needles)
        self.off(low, high)
        end, leaves = needles[-1], -self.machine.enters or way
        for step in range(TAG + (way * (-1) ** TAG != leaves)):
            turned = way * (-1) ** (step + 1)
            self.writer.form("knit", turned, "f", end, carrier)
            self.planned(carrier, turned, [end])
        self.leave(carrier, end)
        self.writer.drop("f", end)

    def live(self, low: int, high: int, carrier: str, ending: Ending) -> None:
        """Waste courses over live stitches, dropped after the waste yarn has left."""
        machine, way = self.machine, self.machine.enters or ending.way
        stands = low - 1 if ending.way > 0 else high + 1
        self.leave(carrier, stands)
        self.zone("waste")
        self.bring(machine.waste)
        for course in range(LIVE_WASTE):
            if course == 2:
                self.release(machine.waste)
            self.course(way if course % 2 == 0 else -way, low, high, machine.waste)
        self.off(low, high)
        self.leave(machine.waste, low - 1 if way > 0 else high + 1)
        for number in _along(low, high, way):
            self.writer.drop("f", number)


def _along(low: int, high: int, way: int) -> range:
    return range(low, high + 1) if way > 0 else range(high, low - 1, -1)


def _ordered(columns: Iterable[int], way: int) -> list[int]:
    return sorted(columns, reverse=way < 0)
