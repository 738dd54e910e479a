"""The process in which a third-party solver runs, so that it can be ended at any moment whatever it does.

This is a script that imports nothing else of the package. It reads one line of JSON from standard input and writes
lines of JSON: ``{"cpu": seconds}`` to show that it is running, the same with ``"length"`` and ``"poses"`` for a layout
(each pose ``[key, degrees, x, y]``), and at the end the latest layouts again, so that these are the same in every run,
and ``{"end": ...}`` with ``done``, ``steps``, ``seconds``, or
``failed`` with a ``"text"``. It ends when its CPU-seconds are used up, and when standard input is closed because its
parent has ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from collections import deque
from typing import Any

POLL = 0.05             # seconds between two checks of the solver
SIGN_OF_LIFE = 0.5      # the least seconds between two lines
FOREVER = 10**6         # seconds
LONG = 150.0            # CPU-seconds from which a last phase of compression gains more than further exploration;
EXPLORE = 0.8           # the share of the time before it, which is measured by the clock on this busy or idle machine
LATEST = 8              # layouts, each the shortest when it was found
HOPE = 1.1              # optimistic: a search that ends early leaves time for another, one cut off skips compression


class Reporter:
    """Collects the solver's layouts, writes the best one regularly, and ends the process when its time is up."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.seconds = float(job["seconds"])
        self.steps: int | None = job["steps"]
        self.lock = threading.Lock()
        self._best: tuple[float, list[Any]] | None = None
        self._latest: deque[tuple[float, list[Any]]] = deque(maxlen=LATEST)
        self._written = 0.0
        self._new = False

    def take(self, length: float, poses: list[Any]) -> None:
        """Take a layout, and keep it if it is shorter than the best so far."""
        if self._best is None or length < self._best[0]:
            self._best = length, poses
            self._latest.append(self._best)
            self._new = True

    def look(self) -> None:
        """Write a line where one is due, and end when the CPU-seconds are used up."""
        if time.process_time() >= self.seconds:
            self.end("seconds")
        if time.monotonic() - self._written >= SIGN_OF_LIFE:
            self.write({})

    def write(self, more: dict[str, Any]) -> None:
        """Write a line, with the best layout if that is new."""
        line: dict[str, Any] = {"cpu": time.process_time(), **more}
        if self._new and self._best is not None:
            line["length"], line["poses"] = self._best
            self._new = False
        self._written = time.monotonic()
        text = (json.dumps(line) + "\n").encode()
        while text:
            text = text[os.write(1, text) :]

    def end(self, why: str, text: str = "") -> None:
        """Write the latest layouts and the last line, and end the process at once."""
        for latest in [*self._latest] if len(self._latest) > 1 else []:
            self._best, self._new = latest, True
            self.write({})
        self.write({"end": why, "text": text})
        os._exit(0)


def run_spyrrow(job: dict[str, Any], reporter: Reporter) -> None:
    """Solve with spyrrow: the constructed layout first, then the search."""
    import spyrrow  # noqa: PLC0415  # only this job needs it

    items = [spyrrow.Item(item["key"], [tuple(point) for point in item["ring"]], item["count"], item["angles"])
             for item in job["items"]]
    instance = spyrrow.StripPackingInstance("lay", job["height"], items)

    def take(solution: Any) -> None:
        reporter.take(solution.width, [[each.id, each.rotation, *each.translation] for each in solution.placed_items])

    counted = reporter.steps is not None
    first = instance.solve(spyrrow.StripPackingConfig(total_computation_time=0, num_workers=1, seed=job["seed"]))
    with reporter.lock:
        take(first)
        reporter.look()
    if job["quick"]:
        return
    explore = compress = FOREVER
    if not counted and reporter.seconds >= LONG:
        share = calibrated(spyrrow, instance, job["seed"], take, reporter)
        # spyrrow goes by the clock and we by the processor: on a busy machine it gets more of the clock
        left = (reporter.seconds - time.process_time()) / _processors(share, job["workers"])
        explore, compress = int(left * EXPLORE), int(left * (1 - EXPLORE))
    config = spyrrow.StripPackingConfig(
        early_termination=counted, num_workers=job["workers"], seed=job["seed"],
        total_computation_time=None, exploration_time=max(1, explore), compression_time=max(1, compress))
    queue = spyrrow.ProgressQueue()
    steps = 0

    def drain() -> None:
        nonlocal steps
        for kind, solution in queue.drain():
            if int(kind) in (0, 3, 4):          # feasible
                take(solution)
            if counted and int(kind) < 3:       # of the exploration
                steps += 1
                if steps == reporter.steps:
                    reporter.end("steps")

    def watch() -> None:
        while True:
            time.sleep(POLL)
            with reporter.lock:
                drain()
                reporter.look()

    threading.Thread(target=watch, daemon=True).start()
    final = instance.solve(config, progress=queue)
    with reporter.lock:
        drain()
        take(final)
        reporter.end("done")


def calibrated(spyrrow: Any, instance: Any, seed: int, take: Any, reporter: Reporter) -> float:
    """The share of a processor that this process gets at present, by a short search, whose layout counts too."""
    clock, before = time.monotonic(), time.process_time()
    solution = instance.solve(spyrrow.StripPackingConfig(
        early_termination=False, num_workers=1, seed=seed + 1000, total_computation_time=None, exploration_time=2,
        compression_time=1))
    with reporter.lock:
        take(solution)
        reporter.look()
    return min(1.0, max(0.05, HOPE * (time.process_time() - before) / (time.monotonic() - clock)))


def run_packingsolver(job: dict[str, Any], reporter: Reporter) -> None:
    """Solve with packingsolver: everything in one bin of open length."""
    from packingsolver import irregular  # noqa: PLC0415  # only this job needs it

    builder = irregular.InstanceBuilder()
    builder.set_objective(irregular.Objective.OpenDimensionX)
    builder.add_bin_type(irregular.build_rectangle(job["longest"], job["height"]))
    for item in job["items"]:
        outline = irregular.build_shape([irregular.BuildShapeElement(x, y) for x, y in item["ring"]])
        builder.add_item_type(outline, copies=item["count"],
                              allowed_rotations=[(angle, angle, False) for angle in item["angles"]])
    parameters = irregular.OptimizeParameters()
    parameters.verbosity_level = 0
    parameters.time_limit = FOREVER

    def found(output: Any) -> None:
        solution = output.solution
        if not solution.full() or solution.number_of_bins() != 1:
            return
        poses = [[job["items"][each.item_type_id]["key"], each.angle, each.bl_corner.x, each.bl_corner.y]
                 for each in solution.bin(0).items]
        with reporter.lock:
            reporter.take(solution.x_max(), poses)

    def watch() -> None:
        while True:
            time.sleep(POLL)
            with reporter.lock:
                reporter.look()

    parameters.new_solution_callback = found
    if reporter.steps is not None:
        parameters.optimization_mode = irregular.OptimizationMode.NotAnytimeDeterministic
    threading.Thread(target=watch, daemon=True).start()
    found(irregular.optimize(builder.build(), parameters))


def _processors(share: float, workers: int) -> float:
    """How many processors the workers keep busy; they wait for each other half the time."""
    others = min(workers, os.cpu_count() or 1) - 1
    return share * (1.0 + 0.5 * others * share)


def main() -> None:
    """Read the job, solve it, and report how it ended."""
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not on every platform

        resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    reporter = Reporter(job)
    try:
        {"spyrrow": run_spyrrow, "packingsolver": run_packingsolver}[job["solver"]](job, reporter)
    except BaseException as error:  # a panic in Rust is not an Exception
        with reporter.lock:
            reporter.end("failed", f"{type(error).__name__}: {error}")
    with reporter.lock:
        reporter.end("done")


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
