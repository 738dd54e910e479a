"""The quick packer and the engines against the best known lengths, with their cost: four garments, eight people.

    python benchmarks/packing.py                       the quick packer's table; every lay is verified
    python benchmarks/packing.py --engines SECONDS     all engines with that many CPU seconds per lay, and the winners
    python benchmarks/packing.py --mixed SECONDS       all people's garments in one lay, against the sum of single lays,
                                                       and four garments for two people on one cloth
    python benchmarks/packing.py --search SECONDS      look for shorter lays with spyrrow over twenty seeds

Lengths are those of layouts without spacing, both directions of the grain allowed. The best known ones are in
packing_best.json, which is updated whenever a shorter one is found; delete the lines of a garment whose draft changed.
GARMENT... and --people ana,ben select lays.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import replace

from lays import GARMENTS, PEOPLE, Lay, known, lays, learn

from mtmpattern.cutting import Effort, Nested, Sparrow, lay_of, nested
from mtmpattern.placing import faults_of, pack, verified
from mtmpattern.placing.packer import kept_layout

REPEATS = 3
SEEDS = 20
CLOTH = 1400.0              # mm, on which four garments are mixed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("garments", nargs="*", default=GARMENTS)
    parser.add_argument("--people", default=",".join(PEOPLE))
    parser.add_argument("--search", type=float, metavar="SECONDS", default=0.0)
    parser.add_argument("--engines", type=float, metavar="SECONDS", default=0.0)
    parser.add_argument("--mixed", type=float, metavar="SECONDS", default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_intermixed_args()
    every = list(lays(tuple(args.garments), tuple(args.people.split(","))))
    if args.search:
        searched(every, args.search, args.seed)
    elif args.mixed:
        mixed(every, args.mixed, args.seed)
    elif args.engines:
        engines(every, args.engines, args.seed)
    else:
        table(every)


def searched(every: list[Lay], seconds: float, seed: int) -> None:
    """Search with spyrrow over several seeds, and keep new shortest lays."""
    plan = [(Sparrow(), Effort(seconds / SEEDS, seed=seed + number)) for number in range(SEEDS)]
    print("garment   person   length     best  CPU-s")
    for lay in every:
        found = nested(lay_of(lay.shapes, lay.width), Effort(seconds), plan=plan)
        print(f"{lay.garment:9} {lay.person:6} {of(lay, found)} {found.seconds:6.1f}", flush=True)


def engines(every: list[Lay], seconds: float, seed: int) -> None:
    """Print the results of all engines against the best known."""
    ratios = []
    print("garment   person   length     best  ratio  engine      at   CPU-s  ended by")
    for lay in every:
        found = nested(lay_of(lay.shapes, lay.width), Effort(seconds, seed=seed))
        text = of(lay, found)
        ratios.append(found.layout.length / known()[lay.garment][lay.person])
        print(f"{lay.garment:9} {lay.person:6} {text} {ratios[-1]:6.3f}  {found.engine:9} {found.found_at:5.1f} "
              f"{found.seconds:6.1f}  {found.stopped}", *map(str, found.failures), flush=True)
    print(f"ratio: median {statistics.median(ratios):.3f}, worst {max(ratios):.3f}")


def mixed(every: list[Lay], seconds: float, seed: int) -> None:
    """Each garment for all people in one lay, against the sum of their single lays with an eighth of the seconds.

    The last line mixes all garments of two people on one cloth.
    """
    print("garment   orders parts  singles together  saved    use   CPU-s")
    mixes = {garment: [lay for lay in every if lay.garment == garment]
             for garment in dict.fromkeys(lay.garment for lay in every)}
    two = list(dict.fromkeys(lay.person for lay in every))[:2]
    if len(mixes) > 1:
        mixes["all"] = [replace(lay, width=CLOTH) for lay in every if lay.person in two]
    for garment, orders in mixes.items():
        alone = sum(min(nested(lay_of(lay.shapes, lay.width), Effort(seconds / 8, seed=seed)).layout.length,
                        pack(lay.shapes, lay.width).length) for lay in orders)
        shapes = [replace(shape, key=f"{lay.garment}.{lay.person}.{shape.key}")
                  for lay in orders for shape in lay.shapes]
        keys = [[f"{lay.garment}.{lay.person}.{shape.key}" for shape in lay.shapes] for lay in orders]
        found = nested(lay_of(shapes, orders[0].width, garments=keys), Effort(seconds, seed=seed))
        layout = verified(found.layout, shapes)
        print(f"{garment:9} {len(orders):6} {len(shapes):5} {alone:8.1f} {layout.length:8.1f} "
              f"{100 * (1 - layout.length / alone):5.1f}% {100 * layout.use(shapes):5.1f}%  {found.seconds:6.1f}",
              flush=True)


def of(lay: Lay, found: Nested) -> str:
    """The length found and the best known one, including this."""
    length = verified(found.layout, lay.shapes).length
    return f"{length:8.2f} {learn(lay.garment, lay.person, length):8.2f}"


def table(every: list[Lay]) -> None:
    best = known()
    ratios: list[float] = []
    print("garment   person  width parts   length     best  ratio    use  CPU ms")
    for garment in dict.fromkeys(lay.garment for lay in every):
        costs: list[float] = []
        for lay in (each for each in every if each.garment == garment):
            for _ in range(REPEATS):
                kept_layout.cache_clear()
                start = time.process_time()
                layout = pack(lay.shapes, lay.width)
                costs.append(1e3 * (time.process_time() - start))
            assert not faults_of(layout, lay.shapes)
            length = learn(garment, lay.person, layout.length)
            ratios.append(layout.length / min(length, best.get(garment, {}).get(lay.person, length)))
            print(f"{garment:9} {lay.person:6} {lay.width:6.0f} {len(lay.shapes):5} {layout.length:8.1f} {length:8.1f} "
                  f"{ratios[-1]:6.3f} {100 * layout.use(lay.shapes):5.1f}%  {costs[-1]:4.0f}")
        print(f"{garment:9} CPU median {statistics.median(costs):.0f} ms, 95th percentile "
              f"{sorted(costs)[int(0.95 * len(costs))]:.0f} ms")
    print(f"ratio: median {statistics.median(ratios):.3f}, worst {max(ratios):.3f}")


if __name__ == "__main__":
    main()
