"""The CPU time to make, read and check a panel: `python -m benchmarks.knit_speed`."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from mtmpattern.knitting.checker import check
from mtmpattern.knitting.knit_program import knit_panel
from mtmpattern.knitting.knitout import read_knitout
from mtmpattern.knitting.machine import read_machine
from mtmpattern.knitting.swatch import read_swatch
from tests.knitting.panels import front, sleeve


def best(work: Callable[[], object], tries: int = 7) -> float:
    """The least CPU time of some tries, in seconds."""
    times = []
    for _ in range(tries):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def main() -> None:
    swatch, machine = read_swatch("wool-shima-12"), read_machine("shima-126-12")
    for panel in (front(260), sleeve(110, 180, 240)):
        knitted = knit_panel(panel, machine, swatch)
        text, count = knitted.program.text(), knitted.program.operations
        print(f"{panel.name}, {count} operations")
        for name, work in (("made", lambda panel=panel: knit_panel(panel, machine, swatch)),
                           ("written", knitted.program.text), ("read", lambda text=text: read_knitout(text)),
                           ("checked", lambda knitted=knitted: check(knitted.program, machine, knitted.passes))):
            seconds = best(work)
            print(f"  {name}: {seconds:.3f} s, {count / seconds:,.0f} operations a second")


if __name__ == "__main__":
    main()
