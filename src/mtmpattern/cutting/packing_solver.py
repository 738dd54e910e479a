"""packingsolver in a process of its own, for Python 3.12 and newer; it is quick on small lays."""

from __future__ import annotations

import importlib.util
from collections.abc import Generator
from dataclasses import dataclass, field

from mtmpattern.cutting.engine import Effort, FoundLayout, LayTask
from mtmpattern.cutting.solver import lines
from mtmpattern.cutting.solver_job import SolverJob


@dataclass(frozen=True, slots=True)
class PackingSolver:
    """packingsolver's search for the least length, without a seed; with steps it uses its repeatable search."""

    name: str = field(default="packingsolver")

    def missing(self) -> str:
        """Why it cannot run here."""
        return "" if importlib.util.find_spec("packingsolver") else "packingsolver is not installed"

    def layouts(self, lay: LayTask, effort: Effort) -> Generator[FoundLayout, None, None]:
        """The layouts that the child reports, each shorter than the one before."""
        job = SolverJob(lay)
        seconds = min(effort.seconds, 1e9)
        for line in lines("packingsolver", {**job.plain, "seconds": seconds, "steps": effort.steps}):
            yield FoundLayout(job.layout(line["poses"]) if "poses" in line else None, line["cpu"])
