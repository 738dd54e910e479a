"""Memory over many drafts in one process: `python -m benchmarks.memory [DRAFTS]`.

Every draft is for a new body: a shipped person with slightly different measures, so that a cache that grows with the
number of customers shows. Garments take turns; each draft is audited, every tenth written as SVG and JSON, and one in
four also goes through `mtmpattern.Live`.
"""

from __future__ import annotations

import resource
import sys
from collections import Counter
from pathlib import Path
from random import Random
from time import process_time

import mtmpattern as mtm
from mtmpattern.formats import find_format

GARMENTS = ("crew-tee", "straight-skirt", "trousers", "tank", "hoodie", "shirt", "leggings")
PEOPLE = ("ana", "ben", "jim", "mei")
MOVED = ("chest_girth", "waist_girth", "hip_girth", "arm_length")


def resident() -> float:
    """Memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def new_body(person: str, random: Random) -> mtm.Body:
    """A shipped person, each moved measure up to 4 mm larger or smaller."""
    body = mtm.read_body(person)
    sides = {name: (measure.left, measure.right) for name, measure in body.measures.items()}
    for name in MOVED:
        if name in sides:
            more = random.uniform(-4, 4)
            sides[name] = sides[name][0] + more, sides[name][1] + more
    return mtm.Body.of(sides, sex=body.sex)


def main(drafts: int = 10_000) -> None:
    random, svg = Random(1), find_format("svg")
    lives = {garment: mtm.Live(garment) for garment in GARMENTS}
    refused: Counter[str] = Counter()
    print("drafts  memory MB  CPU s")
    for number in range(drafts + 1):
        if number % max(drafts // 10, 1) == 0:
            print(f"{number:6}  {resident():9.1f}  {process_time():5.0f}", flush=True)
        garment = GARMENTS[number % len(GARMENTS)]
        body = new_body(PEOPLE[number % len(PEOPLE)], random)
        try:
            pattern = mtm.draft(garment, body, estimates=True)
            if number % 10 == 0:
                svg.write(pattern.for_cutting(), {})
                pattern.to_json()
            if number % 4 == 0:
                lives[garment].draft(body, estimates=True)
        except mtm.MtmError as error:
            refused[error.code] += 1
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"highest {highest:.1f} MB; refused: {dict(refused) or 'none'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
