"""Jumpers at the knitting station: `python -m benchmarks.knit_jumpers [SWATCHES [PEOPLE]]`, or
`... model [PERSON [SWATCH [MACHINE...]]]`.

The first executes every variant of `jumper` (sleeves, neckline) for every person, swatch and machine with our checker,
reads its outline back and compares it with the drawn one, and compares the courses of edges that are sewn course by
course; there must be no faults. Panels too wide for a machine are counted, and the refusal of the widest is printed.
The second has virtual-knitting-machine execute the panels of every variant on every machine, by default on a coarse
swatch: there must be no errors, no warnings, no loops or carriers held at the end, and as many loops as planned.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import product
from time import process_time

import mtmpattern as mtm
from mtmpattern.errors import StationError
from mtmpattern.knitting import (
    INCREASES,
    Fashioning,
    KnitProgram,
    Machine,
    PartPanel,
    knit_panel,
    machine_names,
    measured_swatch,
    part_panel,
    read_machine,
    read_outline,
    seam_counts,
)
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.fabric import Fabric

PEOPLE = (("ana", "regular"), ("mei", "slim"), ("rosa", "regular"), ("ben", "regular"), ("otto", "relaxed"),
          ("tariq", "slim"), ("lia", "child"), ("nils", "regular"))
SWATCHES = ("dk-hand", "merino-kniterate", "wool-shima-12")
VARIANTS = tuple(product(("set-in", "raglan"), ("crew", "V")))


CHUNKY = measured_swatch("chunky", "hand", "chunky wool", stitches=12, courses=16, widths=[100], heights=[100],
                         grams=[4.0], stretch=0.45)
"""A coarse swatch, so that the public model takes minutes."""


def panels_of(pattern: Pattern, number: int) -> dict[str, PartPanel]:
    """The panels of a pattern; the top and the increases change from one pattern to the next."""
    swatch = pattern.fabrics["shell"].swatch
    assert swatch is not None
    found = {}
    for part in pattern.parts(grown=False):
        try:
            found[part.id] = part_panel(part, swatch, top=("chained", "live")[number % 2],
                                        fashioning=Fashioning(3, 2, INCREASES[number % 3]))
        except StationError as error:
            if error.code != "knitting.slant":
                raise
    return found


def drafts(people: tuple[tuple[str, str], ...],
           swatches: tuple[str | Fabric, ...]) -> Iterator[tuple[int, str, Pattern]]:
    """Every variant for every person and swatch, numbered."""
    for number, ((person, fit), name, (sleeves, neckline)) in enumerate(product(people, swatches, VARIANTS)):
        pattern = mtm.draft("jumper", mtm.read_body(person), fit=fit, estimates=True, sleeves=sleeves,
                            neckline=neckline, fabrics={"shell": name})
        called = name if isinstance(name, str) else name.name
        yield number, f"{person} {fit} {called} {sleeves} {neckline}", pattern


def knitted(panels: dict[str, PartPanel], machine: Machine, pattern: Pattern,
            refused: list[tuple[int, str]]) -> Iterator[tuple[PartPanel, KnitProgram]]:
    """The panels that fit on a machine; of the others the stitches and the refusal go to ``refused``."""
    for panel in panels.values():
        try:
            yield panel, knit_panel(panel.panel, machine, pattern.fabrics["shell"])
        except StationError as error:
            if error.code != "station.needles":
                raise
            refused.append((panel.panel.widest, str(error)))


def checked(people: tuple[tuple[str, str], ...], swatches: tuple[str, ...]) -> int:
    """Every variant on every machine with our checker."""
    count: dict[str, Counter[str]] = {name: Counter() for name in machine_names()}
    machines = {name: read_machine(name) for name in machine_names()}
    refused: dict[str, list[tuple[int, str]]] = {name: [] for name in machine_names()}
    mates = unequal = 0
    for number, what, pattern in drafts(people, swatches):
        panels = panels_of(pattern, number)
        for seam in seam_counts(pattern, panels):
            name = str(seam.seam)
            if "side" in name or "raglan" in name or "shoulder" in name:
                mates += 1
                unequal += not (seam.by_course or seam.by_stitch)
        for name, machine in machines.items():
            row = count[name]
            for panel, program in knitted(panels, machine, pattern, refused[name]):
                start = process_time()
                found = program.check()
                row["check"] += round((process_time() - start) * 1e6)
                read = read_outline(found, program.plan.panel, machine, program.offset)
                row["panels"] += 1
                row["operations"] += program.program.operations
                row["faults"] += found.total
                row["off"] += not read.fits(program.plan.panel)
                row["beside"] = max(row["beside"], round(panel.farthest * 100))
                if found.total or not read.fits(program.plan.panel):
                    print(f"{what}, {panel.part.title} on {name}: {found.faults[:2]} {read}", file=sys.stderr)
    print("| machine | panels | refused | operations | faults | off the outline | most stitches beside it | "
          "operations/s |")
    print("|---|---|---|---|---|---|---|---|")
    for name, row in count.items():
        print(f"| {name} | {row['panels']} | {len(refused[name])} | {row['operations']} | {row['faults']} | "
              f"{row['off']} | {row['beside'] / 100:.2f} | {row['operations'] / max(row['check'], 1) * 1e6:.0f} |")
    for name, listed in refused.items():
        if listed:
            print(f"\n{name}: {max(listed)[1]}")
    print(f"\n{mates} seams sewn course by course or stitch by stitch, {unequal} of them with unequal edges")
    return sum(row["faults"] + row["off"] for row in count.values()) + unequal


def modelled(person: tuple[str, str], swatch: str | Fabric, machines: tuple[str, ...]) -> int:
    """Every variant on these machines with the public model."""
    from tests.knitting.machine_model import run  # noqa: PLC0415  # slow to load

    count: dict[str, Counter[str]] = {name: Counter() for name in machines}
    for number, what, pattern in drafts((person,), (swatch,)):
        panels = panels_of(pattern, number)
        for name in machines:
            refused: list[tuple[int, str]] = []
            for panel, program in knitted(panels, read_machine(name), pattern, refused):
                verdict = run(program.program)
                row = count[name]
                row["panels"] += 1
                row["operations"] += program.program.operations
                row["planned"] += program.loops
                row["loops"] += verdict.loops
                row["held"] += verdict.held + verdict.carriers
                row["raised"] += bool(verdict.raised or verdict.warned)
                print(f"{what}, {panel.part.title} on {name}, {program.program.operations} operations, "
                      f"{program.loops} loops: {verdict}", file=sys.stderr, flush=True)
            count[name]["refused"] += len(refused)
            for _, message in refused:
                print(f"{what} on {name}: {message}", file=sys.stderr, flush=True)
    print("| machine | panels | refused | operations | planned loops | loops | held or in at the end | "
          "raised or warned |")
    print("|---|---|---|---|---|---|---|---|")
    for name, row in count.items():
        print(f"| {name} | {row['panels']} | {row['refused']} | {row['operations']} | {row['planned']} | "
              f"{row['loops']} | {row['held']} | {row['raised']} |")
    return sum(row["held"] + row["raised"] + (row["loops"] != row["planned"]) for row in count.values())


if __name__ == "__main__":
    if sys.argv[1:2] == ["model"]:
        chosen = sys.argv[2] if len(sys.argv) > 2 else "lia"
        on = sys.argv[3] if len(sys.argv) > 3 else CHUNKY
        sys.exit(modelled((chosen, dict(PEOPLE)[chosen]), on, tuple(sys.argv[4:]) or machine_names()) > 0)
    limits = [int(word) for word in sys.argv[1:]] + [len(SWATCHES), len(PEOPLE)][len(sys.argv) - 1:]
    sys.exit(checked(PEOPLE[:limits[1]], SWATCHES[:limits[0]]) > 0)
