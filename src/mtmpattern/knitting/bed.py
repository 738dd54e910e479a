"""A program's operations laid out on the needle beds of a machine, ready to be executed quickly."""

from __future__ import annotations

from typing import Final

from mtmpattern.knitting.faults import FaultList
from mtmpattern.knitting.knitout import KnitoutLine, Needle, Operation, Program
from mtmpattern.knitting.machine import Machine

KNIT, TUCK, SPLIT, MISS, XFER, DROP, RACK, YARN, NOTHING = range(9)
BEDS: Final = ("f", "b", "fs", "bs")
EIGHTHS: Final = 8
"""Positions along the bed are counted in eighths of a needle: racks of 1/4 and 1/2 and the sides of a needle fit."""

_FORMING: Final = {"knit": KNIT, "tuck": TUCK, "split": SPLIT, "miss": MISS}
_BARE: Final = {"knit": "drop", "tuck": "amiss", "split": "xfer"}
_YARN: Final = ("in", "inhook", "releasehook", "out", "outhook")

Code = tuple[int, int, int, int, int, int, tuple[str, ...], Operation | None]
"""Kind, way, bed, needle number, place, target's place, carriers, operation. A place counts needles over all beds."""

_NOTHING: Final[Code] = (NOTHING, 0, 0, 0, 0, 0, (), None)


class Beds:
    """Turns operations into codes, each distinct line once, and reports whatever the machine lacks."""

    def __init__(self, program: Program, machine: Machine, faults: FaultList) -> None:
        self._machine, self._faults = machine, faults
        numbers = [needle.number for line in {id(line): line for line in program.body}.values() if line.operation
                   for needle in (line.operation.needle, line.operation.target) if needle]
        keep = program.header.get("Position", "Keep") == "Keep"
        low, high = min(numbers, default=0), max(numbers, default=0)
        self._first = machine.first_needle if keep else low
        self._last = machine.last_needle if keep else low + machine.needles - 1
        self.base = min(low, self._first) - 2       # a needle on either side that is never used
        self.size = max(high, self._last) - self.base + 3
        self._carriers: dict[tuple[str, ...], tuple[str, ...]] = {}
        seen: dict[int, Code] = {}
        self.codes: list[Code] = []
        for index, line in enumerate(program.body):
            code = seen.get(id(line))
            if code is None:
                code = seen[id(line)] = self._code(index, line)
            self.codes.append(code)

    def place(self, needle: Needle) -> int:
        """Where a needle stands in a row of all needles of all beds."""
        return BEDS.index(needle.bed) * self.size + needle.number - self.base

    def needle(self, place: int) -> str:
        """The needle at a place, as programs write it."""
        return f"{BEDS[place // self.size]}{place % self.size + self.base}"

    def _code(self, index: int, line: KnitoutLine) -> Code:
        operation = line.operation
        if operation is None:
            return _NOTHING
        code = operation.code
        carriers = self._carriers.setdefault(operation.carriers, operation.carriers)
        self._check_machine(index, operation)
        if code in _BARE and not carriers:
            code = _BARE[code]
        if code in _YARN:
            return (YARN, 0, 0, 0, 0, 0, carriers, operation)
        if code == "rack":
            return (RACK, 0, 0, 0, 0, 0, (), operation)
        if operation.needle is None or code == "amiss":
            return _NOTHING
        kind = _FORMING.get(code, XFER if code == "xfer" else DROP)
        if kind == MISS and not carriers:
            self._faults.add("knitting.yarn", index, "a miss moves a carrier, and none is named")
            return _NOTHING
        if kind in (KNIT, TUCK, SPLIT) and operation.needle.bed not in "fb":
            self._faults.add("knitting.slider", index, "a slider holds loops and cannot knit or tuck",
                             needle=str(operation.needle))
            return _NOTHING
        bed = BEDS.index(operation.needle.bed)
        target = self.place(operation.target) if operation.target else 0
        return (kind, operation.direction, bed, operation.needle.number, self.place(operation.needle), target,
                carriers, operation)

    def _check_machine(self, index: int, operation: Operation) -> None:
        """Report needles, carriers and extensions that the machine lacks."""
        machine, faults = self._machine, self._faults
        for carrier in operation.carriers:
            if carrier not in machine.carriers:
                faults.add("knitting.carrier", index, f"{machine.name} has carriers {' '.join(machine.carriers)}",
                           carrier=carrier)
        for needle in (operation.needle, operation.target):
            if needle and not self._first <= needle.number <= self._last:
                faults.add("knitting.needle", index, f"the bed's needles are {self._first} to {self._last}",
                           needle=str(needle))
            elif needle and needle.bed in ("fs", "bs") and not machine.sliders:
                faults.add("knitting.slider", index, f"{machine.name} has no sliders", needle=str(needle))
        if operation.code.startswith("x-"):
            values = machine.extensions.get(operation.code)
            if values is None:
                faults.add("knitting.extension", index, f"{machine.name} has no opcode {operation.code[:40]}")
            elif not values.allows(operation.values):
                faults.add("knitting.extension", index, f"{operation.code} is followed by "
                           f"{' '.join(operation.values)[:40]}; {machine.name} takes {values.written}")
