"""The making of one plan: its settings, the CPU-seconds it has left, Ctrl-C, and remarks for its notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from mtmpattern.cutting.budget import Budget
from mtmpattern.cutting.cuts import WINDOW
from mtmpattern.cutting.engine import Effort
from mtmpattern.cutting.marker_store import MarkerStore
from mtmpattern.cutting.portfolio import Plan
from mtmpattern.cutting.rules import LayRules
from mtmpattern.formats.machine.profiles import Plotter

GROUPING: Final = 0.15      # share of the seconds for comparing groups of garments

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Progress:
    """The lay that is being searched, its shortest length so far (mm) and engine, CPU-seconds used and allowed."""

    lay: str
    length: float
    engine: str
    seconds: float
    allowed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """How a plan is made: rules, effort, watcher, store of long searches, and how the lays are cut.

    ``common`` cuts lines shared by two parts once; ``reach`` is how much of a lay is cut at once, in mm. ``spent`` are
    CPU-seconds of the effort that were used before, to draft the garments for instance; for files in ``formats`` some
    are reserved. ``warn`` is called with a sentence where the seconds do not suffice for a search or a lay is too long
    for the ``plotter``, before any work that takes long.
    """

    rules: LayRules
    effort: Effort
    watch: Callable[[Progress], None] | None = None
    store: MarkerStore | None = None
    common: bool = False
    reach: float = WINDOW
    engines: Plan | None = None
    plotter: Plotter | None = None
    warn: Callable[[str], None] | None = None
    spent: float = 0.0
    formats: Sequence[str] = ("svg", "dxf")


class PlanRun:
    """What the steps of one plan share.

    ``interrupted`` says that Ctrl-C was pressed, ``late`` that the seconds do not suffice for a search. ``needed`` are
    the CPU-seconds that the order of cuts and the files will take. ``remarks`` are sentences from engines and about
    defaults that were chosen.
    """

    def __init__(self, settings: PlanSettings) -> None:
        self.settings = settings
        self.budget = Budget(settings.effort, settings.spent)
        self.interrupted = False
        self.late = False
        self.needed = 0.0
        self.remarks: list[str] = []

    def completed(self, work: Callable[[], _T]) -> _T:
        """The result of some work; after Ctrl-C it is begun again, and then takes no longer than necessary."""
        try:
            return work()
        except KeyboardInterrupt:
            self.interrupted = True
            return work()

    def note_if_late(self, needed: float) -> None:
        """Note that there will be no search where the seconds that are still ``needed`` are all that are left."""
        allowed = self.settings.effort
        if self.late or allowed.steps is not None or not allowed.seconds or self.budget.left(needed):
            return
        self.late = True
        text = (f"{allowed.seconds:g} s were allowed; drafting, sharing out, the order of cuts and the files take "
                f"about {self.budget.used + needed:.1f} s, so there is no search")
        self.remarks.append(text)
        if self.settings.warn is not None:
            self.settings.warn(text)

    def is_hurried(self) -> bool:
        """Whether to stop comparing groups of garments: Ctrl-C was pressed, or its share of the time is used up.

        That share is one of all seconds, and of those that are left beside the order of cuts and the files.
        """
        if self.interrupted or self.settings.effort.steps is not None:
            return self.interrupted
        left = self.budget.left(self.needed)
        return self.budget.has_used(GROUPING) or left < GROUPING * self.settings.effort.seconds
