"""Why a machine cannot knit a planned panel: what it lacks, by how much, and what would fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mtmpattern.errors import Problem
from mtmpattern.knitting.machine import Machine, machine_names, read_machine
from mtmpattern.knitting.plan import Plan
from mtmpattern.knitting.swatch import counted
from mtmpattern.pattern.model.fabric import Fabric


def refusals(plan: Plan, machine: Machine, swatch: Fabric) -> Iterator[Problem]:
    """One problem for each thing that the machine has too little of, and for each stitch number that it rejects."""
    name = plan.panel.name
    width = plan.panel.widest
    if width > machine.needles:
        mm = counted(swatch).width(width)
        per_cm = machine.needles / (mm / 10)
        yield Problem(
            f"{name} takes {width} needles and {machine.name} has {machine.needles}: {width - machine.needles} too few",
            "station.needles", name,
            f"{_others(machine, lambda other: other.needles >= width)}a swatch of {per_cm:.2f} stitches/cm or fewer "
            f"would fit its {mm:.0f} mm.",
            params={"panel": name, "width": width, "machine": machine.name, "needles": machine.needles,
                    "missing": width - machine.needles})
    yarns = 1 if plan.in_turn else plan.yarns
    if yarns > len(machine.main):
        yield Problem(
            f"{name} takes {yarns} carriers with the main yarn and {machine.name} is threaded with "
            f"{len(machine.main)}: {yarns - len(machine.main)} too few", "station.carriers", name,
            f"{_others(machine, lambda other: len(other.main) >= yarns or other.neck_in_turn)}a profile with more main "
            "carriers, or a panel without a neck split, would fit.",
            params={"panel": name, "yarns": yarns, "machine": machine.name, "carriers": len(machine.main),
                    "missing": yarns - len(machine.main)})
    rack = max(plan.widest_shift, 1)
    if rack > machine.rack:
        hint = (f"fashioning by {machine.rack} stitches at once would fit." if machine.rack
                else "a machine that racks by 1 or more would fit.")
        yield Problem(
            f"{name} moves stitches by {rack} needles and {machine.name} racks by {machine.rack}: "
            f"{rack - machine.rack} too few", "station.rack", name,
            f"{_others(machine, lambda other: other.rack >= rack)}{hint}",
            params={"panel": name, "rack": rack, "machine": machine.name, "most": machine.rack,
                    "over": rack - machine.rack})
    yield from _numbers(machine, swatch)


def _numbers(machine: Machine, swatch: Fabric) -> Iterator[Problem]:
    """Stitch numbers of the swatch that the machine rejects."""
    gauge = counted(swatch)
    if gauge.machine != machine.name:
        return
    for zone, value in gauge.stitch_numbers:
        code = machine.transfer_stitch if zone == "transfer" else machine.stitch
        allowed = machine.extensions.get(code)
        if allowed is not None and not allowed.allows((value,)):
            yield Problem(f"the swatch {swatch.name} sets the stitch number {value} for {zone}; {machine.name} takes "
                          f"{allowed.written}", "station.numbers", swatch.name, "Correct the swatch's numbers.",
                          params={"swatch": swatch.name, "value": value, "zone": zone, "machine": machine.name,
                                  "allowed": allowed.written})


def _others(machine: Machine, fits: Callable[[Machine], bool]) -> str:
    """The other shipped machines that fit, as the beginning of a hint."""
    names = [name for name in machine_names() if name not in (machine.name, "hand") and fits(read_machine(name))]
    return f"{', '.join(names)} would fit; or " if names else ""
