"""CPU time of drafting, compared with another commit: `python -m benchmarks.beside CHECKOUT [GARMENT ...]`.

CHECKOUT is a work tree of the other commit with its own `.venv` (`git worktree add`, then `make .venv/installed`).
Both are measured in turn, each time in a new process, because the speed of a machine drifts; only the ratio matters.
Then `mtmpattern.Live` is measured alone: the pieces, and the whole pattern, after a change of one option.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any

HERE = Path(__file__).resolve().parents[1]
GARMENTS = ("crew-tee", "hoodie", "trousers", "shirt")
ROUNDS, DRAFTS = 3, 15

MEASURE = """
import json, sys, time
from pathlib import Path
import mtmpattern as mtm
from mtmpattern.formats import find_format
body, svg = mtm.read_body(Path("measurements/bodies/ben.yaml")), find_format("svg")
found = {}
for name in sys.argv[2:]:
    times = []
    for _ in range(int(sys.argv[1]) + 2):
        start = time.process_time()
        pattern = mtm.draft(name, body, estimates=True)
        drafted = time.process_time()
        svg.write(pattern.for_cutting(), {})
        times.append((1e3 * (drafted - start), 1e3 * (time.process_time() - start)))
    found[name] = times[2:]
print(json.dumps(found))
"""


def measured(tree: Path, garments: tuple[str, ...]) -> dict[str, list[tuple[float, float]]]:
    """For each garment the CPU ms of drafts with their audit, and with SVG added."""
    done = subprocess.run([tree / ".venv/bin/python", "-c", MEASURE, str(DRAFTS), *garments], cwd=tree, check=True,
                          capture_output=True, text=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def beside(other: Path, garments: tuple[str, ...]) -> None:
    """Both trees in turn."""
    found: dict[tuple[Path, str], list[tuple[float, float]]] = {}
    for _ in range(ROUNDS):
        for tree in (other, HERE):
            for name, times in measured(tree, garments).items():
                found.setdefault((tree, name), []).extend(times)
    print("CPU ms, medians: that commit, this one, ratio")
    for name in garments:
        for column, what in enumerate(("draft and audit", "with SVG")):
            before, after = (median(times[column] for times in found[tree, name]) for tree in (other, HERE))
            print(f"  {name:10} {what:15} {before:7.1f} {after:7.1f} {after / before:6.2f}")


def redrafted(name: str) -> None:
    """One option changed on a drafted garment, each option in turn."""
    import mtmpattern as mtm  # noqa: PLC0415  # the other tree is measured without this one loaded

    random, live, body = Random(1), mtm.Live(name), mtm.read_body("ben")
    pieces, whole = [], []
    for option in live.kind.options().values():
        for _ in range(3):
            options = {option.name: _value(option, random)}
            for draft, times in ((live.pieces, pieces), (live.draft, whole)):
                live.draft(body, estimates=True)
                start = process_time()
                draft(body, estimates=True, **options)  # type: ignore[operator]
                times.append(1e3 * (process_time() - start))
    print(f"  {name:10} pieces {median(pieces):5.1f} (at most {max(pieces):.1f}), "
          f"pattern {median(whole):5.1f} (at most {max(whole):.1f})")


def _value(option: Any, random: Random) -> Any:
    if option.kind == "yes_no":
        return not option.default
    if option.kind == "choice":
        return random.choice(option.choices)
    value = random.uniform(option.default, option.least + (option.most - option.least) * random.random())
    return round(value) if option.kind == "count" else value


def main() -> None:
    garments = tuple(sys.argv[2:]) or GARMENTS
    beside(Path(sys.argv[1]).resolve(), garments)
    print("One option changed, CPU ms, medians over all options")
    for name in garments:
        redrafted(name)


if __name__ == "__main__":
    main()
