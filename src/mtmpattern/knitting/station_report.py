"""The knitting station's report on a panel: stitches, courses, yarn, time and the needles it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from mtmpattern.knitting.checker import Checked
from mtmpattern.knitting.knit_program import KnitProgram
from mtmpattern.knitting.swatch import counted

_INCH = 25.4


@dataclass(frozen=True, slots=True)
class YarnUse:
    """One carrier's yarn: what it is, how many loops it forms and their mass in grams."""

    carrier: str
    yarn: str
    loops: int
    grams: float


@dataclass(frozen=True, slots=True)
class StationReport:
    """One panel on one machine. Lengths in mm, ``seconds`` of machine time, ``grams`` of the main yarn only."""

    panel: str
    machine: str
    swatch: str
    stitches: int
    courses: int
    width: float
    height: float
    needles: tuple[int, int]
    bed: tuple[int, int]
    passes: int
    transfer_passes: int
    operations: int
    widest_rack: float
    longest_float: int
    yarns: tuple[YarnUse, ...]
    grams: float
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data, with mm, grams and seconds to two decimals."""
        return {name: _rounded(value) for name, value in asdict(self).items()}

    def lines(self) -> Iterator[str]:
        """The report as lines for people."""
        first, last = self.needles
        yield f"{self.panel} on {self.machine} with swatch {self.swatch}"
        yield (f"{self.stitches} stitches in {self.courses} courses; at most {self.width:.0f} mm wide and "
               f"{self.height:.0f} mm high when washed")
        yield (f"needles {first} to {last}, {last - first + 1} of {self.bed[1] - self.bed[0] + 1}; widest rack "
               f"{self.widest_rack:g}, longest float {self.longest_float} needles")
        yield (f"{self.passes} knitting and {self.transfer_passes} transfer passes, {self.operations} operations, "
               f"about {self.seconds / 60:.0f} minutes")
        for use in self.yarns:
            yield f"carrier {use.carrier}: {use.yarn}, {use.loops} loops, {use.grams:.1f} g"


def _rounded(value: Any) -> Any:
    """Numbers in plain data without the noise of their last digits."""
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, Mapping):
        return {name: _rounded(each) for name, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, (list, tuple)) else value


def station_report(knitted: KnitProgram, checked: Checked | None = None) -> StationReport:
    """Report on a panel's program; ``checked`` is the checker's result, where there is one already.

    A yarn's mass, that of waste yarn included, is its loops times the swatch's mass of a stitch. Time is the width of
    each pass at the profile's carriage speed, with the mean width for transfers.
    """
    checked = checked or knitted.check()
    machine, swatch, panel = knitted.machine, knitted.swatch, knitted.panel
    header = knitted.program.header
    loops: dict[str, int] = {}
    for each in checked.passes:
        for carrier in each.carriers:
            loops[carrier] = loops.get(carrier, 0) + each.loops
    gauge = counted(swatch)
    yarns = tuple(
        YarnUse(carrier, header.get(f"Yarn-{carrier}", ""), loops[carrier], loops[carrier] * gauge.stitch_mass)
        for carrier in machine.carriers if carrier in loops)
    main = sum(use.grams for use in yarns if use.carrier in machine.main)
    pitch = _INCH / machine.gauge / 1000
    way = sum(each.right - each.left + 1 for each in checked.passes) * pitch
    mean = way / max(1, len(checked.passes))
    pace = machine.pace
    seconds = (way / pace.knitting + checked.transfer_passes * mean / pace.transfer
               + (len(checked.passes) + checked.transfer_passes) * pace.turn)
    return StationReport(
        panel.name, machine.name, swatch.name, panel.stitches, len(panel.courses), gauge.width(panel.widest),
        gauge.height(len(panel.courses)), checked.needles, (machine.first_needle, machine.last_needle),
        len(checked.passes), checked.transfer_passes, checked.operations, checked.widest_rack, checked.longest_float,
        yarns, main, seconds)
