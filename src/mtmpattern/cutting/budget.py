"""The CPU-seconds of a plan: what is used already, what its files will take, and what is left for the search."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Final

from mtmpattern.cutting.engine import Effort
from mtmpattern.pattern.parts.part import Part

# Measured on tees, shirts and trousers, on one core of a busy machine.
SHARING: Final = 0.011      # for each different part: a quick layout of many garments,
DIVIDING: Final = 0.002     # and for each part where they are divided into sections
STARTING: Final = 0.3       # seconds to load and run the writers of a plan
ORDERING: Final = 0.0007    # for each part: the parts in cutting order
CHECKING: Final = 0.0012    # for each part: the report, the page and the verification
DRAWING: Final = {"svg": 0.0003, "dxf": 0.0006, "hpgl": 0.006, "cutter": 0.0015, "pdf": 0.005}     # for each part
CUTTING: Final = 0.0004     # for each cut: its place in the order of cuts


class Budget:
    """The CPU-seconds that a plan may use in all, with those of its child processes.

    ``spent`` were used before, to draft the garments for instance. A counted effort has no limit.
    """

    def __init__(self, effort: Effort, spent: float = 0.0) -> None:
        self._effort = effort
        self._start = time.process_time() - spent
        self._elsewhere = 0.0

    @property
    def used(self) -> float:
        """The CPU-seconds used so far."""
        return time.process_time() - self._start + self._elsewhere

    def left(self, reserved: float = 0.0) -> float:
        """The CPU-seconds that are left, without some that later work needs; never less than 0."""
        return max(0.0, self._effort.seconds - reserved - self.used)

    def has_used(self, share: float) -> bool:
        """Whether that share of the seconds is used up; never in a counted effort."""
        return self._effort.steps is None and self.used > share * self._effort.seconds

    def add(self, elsewhere: float) -> None:
        """Count the CPU-seconds of processes that have ended."""
        self._elsewhere += elsewhere


def ordering(parts: int) -> float:
    """About how many seconds it takes to bring the parts of a lay into cutting order."""
    return ORDERING * parts


def sharing(different: int, divided: float = 0.0) -> float:
    """About how many seconds it takes to share out garments with so many different parts, and to lay them quickly.

    So many parts in all are ``divided`` into sections.
    """
    return SHARING * different + DIVIDING * divided


def writing(part: Part, formats: Iterable[str]) -> float:
    """About how many seconds one more such part takes in the order of cuts and in the files of a lay."""
    cuts = 1 + len(part.notches) + len(part.drills) + sum(line.kind == "slit" for line in part.lines)
    return CHECKING + sum(DRAWING.get(name, 0.0) for name in formats) + CUTTING * cuts
