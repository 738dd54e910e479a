"""How many single faults in knitting programs the checker finds: `python -m benchmarks.knit_mutations [TRIALS]`.

For every kind of fault, the program of a sample panel is changed in one place, TRIALS (default 100) times. The tables
count the faults found by the rules alone, and by the rules together with the planned passes.
"""

from __future__ import annotations

import random
import sys

from mtmpattern.knitting.knit_program import knit_panel
from mtmpattern.knitting.machine import read_machine
from mtmpattern.knitting.swatch import read_swatch
from tests.knitting.mutations import PLANNED, UNPLANNED, trial
from tests.knitting.panels import samples

MACHINES = ("shima-swg091n2", "kniterate", "domestic-200")


def main(trials: int, *, show: bool) -> None:
    swatch = read_swatch("merino-kniterate")
    knitted = [knit_panel(panel, read_machine(machine), swatch) for machine in MACHINES for panel in samples(0.8)]
    totals = [0, 0, 0]
    for title, kinds in (("planned for", PLANNED), ("not planned for", UNPLANNED)):
        print(f"| {title} | faults | rules alone | with the plan |\n|---|---|---|---|")
        for name, mutation in kinds.items():
            chance = random.Random(name)
            counts = [0, 0, 0]
            while counts[0] < trials:
                found = trial(chance.choice(knitted), mutation, chance)
                if found is None:
                    continue
                counts = [counts[0] + 1, counts[1] + found[0], counts[2] + found[1]]
                if show and not found[1]:
                    print(f"    missed: {found[2]}")
                elif show and not found[0]:
                    print(f"    only with the plan: {found[2]}")
            totals = [total + count for total, count in zip(totals, counts, strict=True)]
            print(row(name, counts), flush=True)
    print(row("all", totals))


def row(name: str, counts: list[int]) -> str:
    return f"| {name} | {counts[0]} | {100 * counts[1] / counts[0]:.1f} % | {100 * counts[2] / counts[0]:.1f} % |"


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "-v"]
    main(int(words[0]) if words else 100, show="-v" in sys.argv)
