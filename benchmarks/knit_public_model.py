"""Knitting programs on a public machine model: `python -m benchmarks.knit_public_model [RANDOM [SCALE]]`.

Every sample panel on every machine, and RANDOM (default 20) random panels, are executed by virtual-knitting-machine.
There must be no errors and no warnings, no loops or carriers held at the end, and as many loops as planned.
"""

from __future__ import annotations

import random
import sys
from time import process_time

from mtmpattern.knitting.knit_program import KnitProgram, knit_panel
from mtmpattern.knitting.machine import machine_names, read_machine
from mtmpattern.knitting.swatch import read_swatch
from tests.knitting.machine_model import run
from tests.knitting.panels import samples
from tests.knitting.random_panels import random_panel


def line(knitted: KnitProgram, what: str) -> bool:
    start = process_time()
    verdict = run(knitted.program)
    sound = verdict.sound(knitted.loops)
    seconds = process_time() - start
    print(f"| {knitted.machine.name} | {what} | {knitted.program.operations} | {knitted.loops} | {verdict.loops} | "
          f"{verdict.held} | {verdict.carriers} | {verdict.raised or '; '.join(verdict.warned[:2]) or 'nothing'} | "
          f"{seconds:.1f} |", flush=True)
    return sound and knitted.check().sound


def main(count: int, scale: float) -> int:
    swatch = read_swatch("merino-kniterate")
    machines = [read_machine(name) for name in machine_names()]
    print("| machine | panel | operations | planned loops | loops | held | carriers in | raised or warned | CPU s |")
    print("|---|---|---|---|---|---|---|---|---|")
    results = [line(knit_panel(panel, machine, swatch), panel.name) for machine in machines for panel in samples(scale)]
    for seed in range(count):
        machine = machines[seed % len(machines)]
        results.append(line(knit_panel(random_panel(random.Random(seed)), machine, swatch), f"random {seed}"))
    print(f"\n{sum(results)} of {len(results)} sound")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, float(sys.argv[2]) if len(sys.argv) > 2 else 1.0))
