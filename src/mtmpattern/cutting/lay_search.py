"""The search of each lay with its share of the effort, and the finished lays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from mtmpattern.cutting.arrangement import PendingLay
from mtmpattern.cutting.budget import STARTING, ordering
from mtmpattern.cutting.engine import Effort
from mtmpattern.cutting.marker_plan import ClothLay, Search
from mtmpattern.cutting.marker_store import KeptLayout
from mtmpattern.cutting.plan_garments import PlanGarments
from mtmpattern.cutting.plan_run import PlanRun, Progress
from mtmpattern.cutting.portfolio import Running
from mtmpattern.cutting.together import nested
from mtmpattern.formats.machine.profiles import beyond_plotter
from mtmpattern.placing import Layout
from mtmpattern.placing.marker import Marker

QUICK: Final = "fill"           # the engine of the quick packer's layouts
LEAST_FOR_ONE: Final = 0.003    # seconds for each part from which a search is worth its start,
LEAST_FOR_KIND: Final = 0.02    # and for each different one, because it begins with every garment alone
ENOUGH: Final = 0.999       # share of the allowed seconds from which a kept layout is used without a search


class LaySearch:
    """Searches the lays of a plan, each with its share of the seconds that are left."""

    def __init__(self, garments: PlanGarments, run: PlanRun) -> None:
        self._garments, self._run = garments, run
        self._settings = run.settings
        self._laid: dict[str, tuple[Layout, Search]] = {}       # after Ctrl-C no lay is searched twice

    def searched(self, due: Sequence[PendingLay]) -> list[ClothLay]:
        """Search every lay, the small ones first: the seconds that they leave go to the others.

        A lay that is spread several times gets that many times the seconds, because what it saves is saved each time.
        """
        done: dict[str, ClothLay] = {}
        allowed = self._settings.effort
        reserved = STARTING + sum(each.writing(self._settings.formats) + ordering(each.laying.task.size)
                                  for each in due)
        weight = whole = sum(each.weight for each in due)
        self._run.note_if_late(reserved)
        self._look_at_plotter(due)
        for each in sorted(due, key=lambda each: each.weight):
            effort = allowed
            if effort.steps is None:
                left = 0.0 if self._run.late else self._run.budget.left(reserved)
                effort = replace(effort, seconds=left * each.weight / weight)
            share = allowed.seconds * each.weight / whole
            done[each.name] = self._run.completed(partial(self._lay, each, effort, share))
            reserved -= ordering(each.laying.task.size)
            weight -= each.weight
        return [done[each.name] for each in due]

    def _look_at_plotter(self, due: Sequence[PendingLay]) -> None:
        """Say it now where a lay will hardly fit the plotter: a search makes the quick lay only a little shorter."""
        plotter, warn = self._settings.plotter, self._settings.warn
        if plotter is None or warn is None:
            return
        for each in due:
            if problem := beyond_plotter(each.name, each.first.length, each.laying.width, plotter, about="about "):
                warn(f"{problem.message}. {problem.hint}")

    def _lay(self, due: PendingLay, effort: Effort, share: float) -> ClothLay:
        if due.name not in self._laid:
            self._laid[due.name] = self._layout(due, effort, share)
        layout, search = self._laid[due.name]
        names = self._garments.id_prefixes(due)
        placed = due.laying.placed(layout, names)
        shrinkage = tuple(dict.fromkeys(parcel.pattern.shrinkage.get(due.role, (1.0, 1.0))
                                        for parcel, _ in due.laying.parcels))
        labels = {each.part.id: self._garments.label(due, slot, each.part) for slot, each in placed}
        marker = Marker(due.role, due.laying.width, layout.length, tuple(each for _, each in placed),
                        self._settings.rules.spacing, due.laying.fabric, due.plies,
                        groups=tuple(slot for slot, _ in placed), labels=labels)
        lay = ClothLay(due.name, marker, due.garments, search, due.laying.digest, due.times, self._settings.rules.end,
                       due.trials, shrinkage, self._settings.common, self._settings.reach)
        return lay.in_order()

    def _layout(self, due: PendingLay, effort: Effort, share: float) -> tuple[Layout, Search]:
        """The layout: the kept one where its search was long enough, otherwise the better of that and a new search.

        Long enough is its ``share`` of the allowed seconds, which does not depend on how quick other lays were.
        """
        task, store, allowed = due.laying.task, self._settings.store, self._settings.effort
        kept = None
        if store is not None and effort.steps is None:
            kept = store.find(due.laying.parts_digest, due.laying.digest, task)
            if kept is not None and kept.seconds >= ENOUGH * share:
                return kept.layout, Search(kept.engine, "kept", kept.seconds, seed=allowed.seed)

        report = self._settings.watch

        def watch(running: Running) -> None:
            if report is not None:
                report(Progress(due.name, running.length, running.engine, running.seconds, effort.seconds))

        least = LEAST_FOR_ONE * task.size + (LEAST_FOR_KIND * len(task.shapes) if len(task.garments) > 1 else 0.0)
        if self._run.interrupted or (effort.steps is None and allowed.seconds > 0.0 and effort.seconds < least):
            return self._without_search(due, kept)
        alone = due.laying.kept_singles(store) if store is not None and effort.steps is None else {}
        found = nested(task, effort, watch, self._settings.engines, alone)
        self._run.budget.add(found.elsewhere)
        self._run.interrupted = self._run.interrupted or found.stopped == "interrupted"
        self._run.remarks += [f"{due.name}: {problem.message}" for problem in found.failures
                              if problem.code != "engine.missing"]
        if effort.steps is not None:
            return found.layout, Search(found.engine, found.stopped, steps=effort.steps, seed=effort.seed)
        layout, engine, seconds = found.layout, found.engine, round(found.seconds, 3)
        if kept is not None:
            seconds = round(seconds + kept.seconds, 3)
            if kept.layout.length <= layout.length:
                layout, engine = kept.layout, kept.engine
        if self._settings.engines is None and due.first.length < layout.length:     # a short search of many garments
            layout, engine = due.first, QUICK
        if store is not None and found.stopped != "interrupted":
            store.keep(due.laying.parts_digest, due.laying.digest,
                       KeptLayout(layout, engine, max(seconds, share)))
        return layout, Search(engine, found.stopped, seconds, seed=effort.seed)

    def _without_search(self, due: PendingLay, kept: KeptLayout | None) -> tuple[Layout, Search]:
        """The kept layout or the quick one, whichever is shorter, where no time is left for a search."""
        store, seed = self._settings.store, self._settings.effort.seed
        ended = "interrupted" if self._run.interrupted else "seconds" if kept is None else "kept"
        if kept is None or kept.layout.length > due.first.length:
            kept = KeptLayout(due.first, QUICK, 0.0 if kept is None else kept.seconds)
            if store is not None and not self._run.interrupted:
                store.keep(due.laying.parts_digest, due.laying.digest, kept)
        return kept.layout, Search(kept.engine, ended, kept.seconds, seed=seed)
