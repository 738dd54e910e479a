"""CPU time of SVG, DXF and JSON of whole garments, of this checkout and an older one in turn.

    git worktree add ../before b7a0c57
    (cd ../before && make .venv/installed)
    python benchmarks/files.py ../before [--rounds 9] [--formats svg dxf json pdf] [--garments crew-tee shirt]

Each checkout runs with the Python of its own ``.venv`` in a child process; both run one round in turn. A round drafts
a garment again, cuts it, and writes every format; only writing counts, once for each format, from parts that have not
been written before. The figure is the minimum of all rounds, because the machine may be
busy; times are CPU milliseconds of the child, so waiting does not count.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
GARMENTS = ("crew-tee", "hoodie", "trousers", "shirt")
FORMATS = ("svg", "dxf", "json")
TOGETHER = "together"

# Runs in either checkout, so it uses only what both have.
CHILD = """
import json, sys, time
from pathlib import Path
import mtmpattern as mtm
from mtmpattern.formats import find_format

here, formats = Path(sys.argv[1]), sys.argv[2].split(",")
body = mtm.read_body(here / "measurements/bodies/ben.yaml")
writers = {name: None if name == "json" else find_format(name) for name in formats}
for line in sys.stdin:
    pattern = mtm.draft(line.strip(), body, estimates=True)
    cut = pattern.for_cutting()
    spent = {}
    for name, writer in writers.items():
        start = time.process_time()
        written = pattern.to_json() if writer is None else writer.write(cut, {})
        spent[name] = 1e3 * (time.process_time() - start)
    print(json.dumps(spent), flush=True)
"""


class Checkout:
    """A checkout with a child process that writes one garment on each request."""

    def __init__(self, place: Path, formats: list[str]) -> None:
        self.place = place
        self._child = subprocess.Popen([place / ".venv/bin/python", "-c", CHILD, place, ",".join(formats)],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.best: dict[str, dict[str, float]] = {}

    def write(self, garment: str, *, counted: bool) -> None:
        """One round of one garment; the first ones load modules and are not counted."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        print(garment, file=self._child.stdin, flush=True)
        answer = self._child.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.place} cannot write {garment}")
        if counted:
            spent: dict[str, float] = json.loads(answer)
            spent[TOGETHER] = sum(spent.values())
            best = self.best.setdefault(garment, spent)
            self.best[garment] = {name: min(ms, best[name]) for name, ms in spent.items()}

    def close(self) -> None:
        """End the child."""
        self._child.communicate()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path, help="a checkout of an older commit with its own .venv")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--formats", nargs="+", default=list(FORMATS))
    parser.add_argument("--garments", nargs="+", default=list(GARMENTS))
    args = parser.parse_args()
    sides = [Checkout(args.before.resolve(), args.formats), Checkout(HERE, args.formats)]
    for number in range(args.rounds + 1):
        for garment in args.garments:
            for side in sides:
                side.write(garment, counted=number > 0)
    for side in sides:
        side.close()
    report(sides[0].best, sides[1].best)


def report(before: dict[str, dict[str, float]], now: dict[str, dict[str, float]]) -> None:
    """A table: for each garment and format the older time, the present one and their ratio."""
    row = "{:<10} {:<10} {:>10} {:>10} {:>7}".format
    print(row("garment", "format", "before ms", "now ms", "ratio"))
    totals: list[Any] = [0.0, 0.0]
    for garment, formats in before.items():
        for name, ms in formats.items():
            print(row(garment, name, f"{ms:.2f}", f"{now[garment][name]:.2f}", f"{now[garment][name] / ms:.2f}"))
        totals = [totals[0] + formats[TOGETHER], totals[1] + now[garment][TOGETHER]]
    print(row("all", TOGETHER, f"{totals[0]:.2f}", f"{totals[1]:.2f}", f"{totals[1] / totals[0]:.2f}"))


if __name__ == "__main__":
    sys.exit(main())
