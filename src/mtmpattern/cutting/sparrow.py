"""spyrrow in a process of its own: the search that wastes least cloth on most lays."""

from __future__ import annotations

import importlib.util
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Final

from mtmpattern.cutting.engine import Effort, FoundLayout, LayTask
from mtmpattern.cutting.solver import lines
from mtmpattern.cutting.solver_job import SolverJob

LONG_RUN: Final = 25.0      # CPU-seconds from which two workers find more than one,
PER_POINT: Final = 0.08     # if there are at least this many for each point of the outlines


@dataclass(frozen=True, slots=True)
class Sparrow:
    """spyrrow with one seed; a step is one progress report of its exploration.

    ``quick`` stops at the layout that it constructs before the search. With two workers each move is the better of two,
    which finds more in long runs and less in short ones; a counted run has one worker.
    """

    quick: bool = False
    name: str = field(default="spyrrow")

    def missing(self) -> str:
        """Why it cannot run here."""
        return "" if importlib.util.find_spec("spyrrow") else "spyrrow is not installed"

    def layouts(self, lay: LayTask, effort: Effort) -> Generator[FoundLayout, None, None]:
        """The layouts that the child reports, each shorter than the one before; at the end the latest again."""
        job = SolverJob(lay)
        for line in lines("spyrrow", {**job.plain, "seconds": min(effort.seconds, 1e9), "steps": effort.steps,
                                      "seed": effort.seed, "quick": self.quick,
                                      "workers": 2 if _is_long(effort, job.points) else 1}):
            layout = job.layout(line["poses"]) if "poses" in line else None
            yield FoundLayout(layout, line["cpu"])


def _is_long(effort: Effort, points: int) -> bool:
    return effort.steps is None and effort.seconds > max(LONG_RUN, PER_POINT * points)
