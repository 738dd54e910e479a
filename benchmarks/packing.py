"""The quick packer against the best lengths known: four garments, eight people, and what it costs.

    python benchmarks/packing.py                      the table; every lay is verified
    python benchmarks/packing.py --search SECONDS     first look for shorter lays with spyrrow, so many CPU-seconds each

Lengths are those of layouts without spacing, both directions of the grain allowed. The best known ones are in
packing_best.json, which grows whenever something shorter is found.
"""

from __future__ import annotations

import argparse
import statistics
import time

from lays import GARMENTS, Lay, known, lays, learn

from mtmpattern.placing import Layout, Pose, faults_of, pack

REPEATS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--search", type=float, metavar="SECONDS", default=0.0)
    seconds = parser.parse_args().search
    every = list(lays())
    if seconds:
        for lay in every:
            length = searched(lay, seconds)
            best = learn(lay.garment, lay.person, length)
            print(f"{lay.garment:9} {lay.person:6} spyrrow {length:8.2f}  best {best:8.2f}", flush=True)
    table(every)


def searched(lay: Lay, seconds: float) -> float:
    """The shortest sound layout that spyrrow finds over several seeds, one worker each."""
    import spyrrow  # noqa: PLC0415  # not needed for the table

    items = [spyrrow.Item(shape.key, [tuple(point) for point in shape.outline.tolist()], demand=1,
                          allowed_orientations=[0.0, 180.0]) for shape in lay.shapes]
    start, best, seed = time.process_time(), float("inf"), 0
    while (left := seconds - (time.process_time() - start)) > 1:
        seed += 1
        found = spyrrow.StripPackingInstance(lay.garment, strip_height=lay.width + 1e-3, items=items).solve(
            spyrrow.StripPackingConfig(early_termination=False, num_workers=1, seed=seed,
                                       total_computation_time=max(1, int(min(left, 4 if seed < 4 else 16)))))
        poses = tuple(Pose(each.id, 0, round(each.rotation) % 360.0, *each.translation) for each in found.placed_items)
        low = min(float(ring.min(axis=0)[1]) for _, ring in Layout(poses, lay.width, 0.0).outlines(lay.shapes))
        poses = tuple(Pose(pose.key, 0, pose.angle, pose.dx, pose.dy - low) for pose in poses)
        layout = Layout(poses, lay.width + 1e-3, found.width)
        if not faults_of(layout, lay.shapes):
            best = min(best, found.width)
    return best


def table(every: list[Lay]) -> None:
    best = known()
    ratios: list[float] = []
    print("garment   person  width parts   length     best  ratio    use  CPU ms")
    for garment in GARMENTS:
        costs: list[float] = []
        for lay in (each for each in every if each.garment == garment):
            for _ in range(REPEATS):
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
