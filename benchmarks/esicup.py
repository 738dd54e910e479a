"""The engines on the garment instances of the ESICUP collection, compared with the records.

    python benchmarks/esicup.py FOLDER [--seconds 60] [--seed 1] [NAME...]

FOLDER contains NAME.json in the form published by the sparrow project (JeroenGar/sparrow, data/input); they are
not part of this repository. Every layout is verified on the original outlines in double precision. CPU seconds are
those of all processes together, so other load does not matter. The records are the best layouts published by the
authors of sparrow.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

import numpy as np

from mtmpattern.cutting import Effort, LayTask, lay_of, nested
from mtmpattern.placing import Shape, verified

RECORDS = {"shirts": 90.920, "trousers": 92.615, "swim": 79.826, "marques": 92.015, "mao": 86.867, "albano": 89.821,
           "dagli": 90.172}


def instance(file: Path) -> LayTask:
    data = json.loads(file.read_text(encoding="utf-8"))
    return lay_of([Shape(str(item["id"]), ring(item["shape"]["data"]), tuple(item["allowed_orientations"]),
                         item["demand"]) for item in data["items"]], data["strip_height"])


def ring(points: list[list[float]]) -> np.ndarray:
    """The outline without repeated points."""
    outline = np.array(points, dtype=np.float64)
    return outline[(outline != np.roll(outline, 1, axis=0)).any(axis=1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_intermixed_args()
    ratios = []
    print("instance  pieces  length     use   record   ratio  engine     CPU-s  ended by")
    for name in args.names or RECORDS:
        lay = instance(args.folder / f"{name}.json")
        found = nested(lay, Effort(args.seconds, seed=args.seed))
        layout = verified(found.layout, lay.shapes)
        use = 100 * layout.use(lay.shapes)
        ratios.append(use / RECORDS[name])
        print(f"{name:9} {lay.size:6} {layout.length:8.1f} {use:6.2f}% {RECORDS[name]:7.2f}% {ratios[-1]:7.4f}  "
              f"{found.engine:9} {found.seconds:6.1f}  {found.stopped}", *map(str, found.failures), flush=True)
    print(f"mean ratio {statistics.mean(ratios):.4f}")


if __name__ == "__main__":
    main()
