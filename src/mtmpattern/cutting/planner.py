"""From garments and cloth to lays: choose the cloth, group the garments, search every lay with its share of effort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias, TypeVar

from mtmpattern.cutting.arrangement import Arrangement, PendingLay
from mtmpattern.cutting.budget import STARTING, Budget, ordering, sharing, writing
from mtmpattern.cutting.cuts import WINDOW
from mtmpattern.cutting.engine import Effort
from mtmpattern.cutting.grouping import Grouping, parcelled
from mtmpattern.cutting.inner_lines import laid_parts
from mtmpattern.cutting.lay_shapes import Laying, Parcel
from mtmpattern.cutting.marker_plan import ClothLay, ClothTrial, Garment, MarkerPlan, Search, letters_of
from mtmpattern.cutting.marker_store import KeptLayout, MarkerStore
from mtmpattern.cutting.portfolio import Plan, Running
from mtmpattern.cutting.rules import Bundle, LayRules, check_bundles, check_fabric, example_of, repeat_remark
from mtmpattern.cutting.together import nested
from mtmpattern.errors import Problem, StationError
from mtmpattern.formats.machine.profiles import Plotter, beyond_plotter
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.placing import Layout
from mtmpattern.placing.marker import Marker

GROUPING: Final = 0.15      # share of the seconds for comparing groups of garments
MOST_PARTS: Final = 400     # of a ply in one lay where no table is named
SECTION: Final = 12_000.0   # mm of a section where there are more
QUICK: Final = "fill"           # the engine of the quick packer's layouts
LEAST_FOR_ONE: Final = 0.003    # seconds for each part from which a search is worth its start,
LEAST_FOR_KIND: Final = 0.02    # and for each different one, because it begins with every garment alone
ENOUGH: Final = 0.999       # share of the allowed seconds from which a kept layout is used without a search

_T = TypeVar("_T")

_OnCloth: TypeAlias = tuple[str, Fabric, tuple[int, ...]]
"""A role, a cloth, and the numbers of the bundles whose parts of that role are laid on it."""

Fabrics: TypeAlias = Mapping[str, Sequence[Fabric]]
"""The cloth of each role; of several, the one on which the parts cost least is used."""


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


def plan_markers(bundles: Iterable[Bundle], fabrics: Fabrics, settings: PlanSettings) -> MarkerPlan:
    """Lay garments on their cloth: every role in lays of its own, cloth by cloth.

    A role is cut from the cloth in ``fabrics``, otherwise from that of its pattern. Roles that are knitted to shape are
    left out. Ctrl-C keeps the best layouts so far, lays the rest quickly and marks the plan as interrupted. Seconds
    include those that the order of cuts and the files take afterwards, as far as can be estimated.

    Raises:
        StationError: every fault of the input: nothing to lay, cloth that is missing or unsuitable, a part that does
            not fit its cloth.

    """
    bundles = tuple(bundles)
    check_bundles(bundles)
    planner = _Planner(bundles, fabrics, settings)
    return planner.plan()


class _Planner:
    """Builds one plan."""

    def __init__(self, bundles: tuple[Bundle, ...], fabrics: Fabrics, settings: PlanSettings) -> None:
        self._bundles, self._fabrics, self._settings = bundles, fabrics, settings
        self._budget = Budget(settings.effort, settings.spent)
        self._interrupted = False
        self._late = False                          # the seconds do not suffice for a search
        self._needed = 0.0                          # seconds for what comes after sharing out
        self._parcels: dict[tuple[int, str], Parcel] = {}
        self._remarks: list[str] = []               # sentences from engines and about defaults chosen here
        self._unfit: dict[_OnCloth, list[Problem]] = {}     # looked at before, and again while garments are shared out
        self._groupings: dict[_OnCloth, Grouping] = {}                              # Ctrl-C begins grouping again
        self._laid: dict[str, tuple[Layout, Search]] = {}                           # nor is a lay searched twice
        self._garments: list[Garment] = []
        self._numbers: list[list[int]] = []         # of the garments of each bundle
        for bundle in bundles:
            first, cut = len(self._garments) + 1, bundle.pattern
            self._numbers.append(list(range(first, first + bundle.copies)))
            self._garments += (Garment(number, cut.template, cut.version, cut.size, bundle.order, cut.digest)
                               for number in self._numbers[-1])

    def plan(self) -> MarkerPlan:
        due: list[PendingLay] = []
        problems: list[Problem] = []
        cloths = self._cloths()
        self._finished(partial(self._check_cloths, cloths))
        self._look_ahead(cloths)
        for (role, candidates), members in cloths.items():
            try:
                before = sum(each.role == role for each in due)
                due += self._finished(partial(self._lays, role, candidates, members, before))
            except StationError as error:
                problems += error.problems
        if problems:
            raise StationError.of(dict.fromkeys(problems))
        lays = self._searched(due)
        return MarkerPlan(tuple(self._garments), tuple(lays), self._settings.rules, self._notes(), self._interrupted)

    def _notes(self) -> tuple[str, ...]:
        """Remarks on patterns from other programs, and engines that failed."""
        foreign = (f"{bundle.pattern.template}: allowances and shrinkage are as in its file"
                   for bundle in self._bundles if not bundle.pattern.fabrics)
        return tuple(dict.fromkeys([*foreign, *self._remarks]))

    # ---- which parts on which cloth -------------------------------------------------------------------------------

    def _cloths(self) -> dict[tuple[str, tuple[Fabric, ...]], list[int]]:
        """The bundles of each role and cloth, roles in the order of the garments."""
        found: dict[tuple[str, tuple[Fabric, ...]], list[int]] = {}
        roles = {part.role for bundle in self._bundles for part in bundle.pattern.parts}
        problems = [Problem(f"no part is cut from {role}", "marker.role", role,
                            f"The parts are cut from {', '.join(sorted(roles))}.")
                    for role in self._fabrics if role not in roles]
        for number, bundle in enumerate(self._bundles):
            for role in dict.fromkeys(part.role for part in bundle.pattern.parts):
                own = bundle.pattern.fabrics.get(role)
                candidates = tuple(self._fabrics.get(role, () if own is None else (own,)))
                if not candidates:
                    problems.append(Problem(f"the cloth for {role} is not given", "marker.fabric", role,
                                            f"Name one for {role}, such as {example_of(role)}; only its width matters "
                                            "here.", argument="fabric"))
                elif not all(fabric.kind == "swatch" for fabric in candidates):
                    found.setdefault((role, candidates), []).append(number)
        if not found and not problems:
            problems.append(Problem("all parts are knitted to shape; there is nothing to lay", "marker.empty",
                                    hint="Use `mtmpattern knit`."))
        if problems:
            raise StationError.of(dict.fromkeys(problems))
        return found

    def _check_cloths(self, cloths: Mapping[tuple[str, tuple[Fabric, ...]], Sequence[int]]) -> None:
        """Refuse parts that fit none of their cloths, before garments are shared out, which takes long."""
        problems: list[Problem] = []
        for (role, candidates), members in cloths.items():
            found = [self._faults_of_cloth(role, fabric, members) for fabric in candidates]
            if all(found):
                problems += (problem for each in found for problem in each)
        if problems:
            raise StationError.of(dict.fromkeys(problems))

    def _look_ahead(self, cloths: Mapping[tuple[str, tuple[Fabric, ...]], Sequence[int]]) -> None:
        """Say it now where what must be done takes the allowed seconds, so that there can be no search."""
        needed, shared = STARTING, 0.0
        for (role, candidates), members in cloths.items():
            different, every = sum(len(pattern.of_role(role)) for pattern, _ in self._alike(members)), 0.0
            for number in members:
                parts = self._bundles[number].pattern.of_role(role)
                laid = min(self._bundles[number].copies, 1 + MOST_PARTS // len(parts)) / self._settings.rules.plies
                needed += laid * sum(writing(part, self._settings.formats) + ordering(1) for part in parts)
                every += laid * len(parts)
            shared += sharing(different, every if every > MOST_PARTS else 0.0) * len(candidates)
        self._needed = needed
        self._refuse_search(needed + shared)

    def _refuse_search(self, needed: float) -> None:
        """Note that there is no search where seconds that are still needed take all that are left."""
        allowed = self._settings.effort
        if self._late or allowed.steps is not None or not allowed.seconds or self._budget.left(needed):
            return
        self._late = True
        text = (f"{allowed.seconds:g} s were allowed; drafting, sharing out, the order of cuts and the files take "
                f"about {self._budget.used + needed:.1f} s, so there is no search")
        self._remarks.append(text)
        if self._settings.warn is not None:
            self._settings.warn(text)

    def _faults_of_cloth(self, role: str, fabric: Fabric, members: Sequence[int]) -> list[Problem]:
        """Why the parts of a role cannot be laid on a cloth; empty where they can."""
        key = role, fabric, tuple(members)
        if key not in self._unfit:
            self._unfit[key] = self._found_unfit(role, fabric, members)
        return self._unfit[key]

    def _found_unfit(self, role: str, fabric: Fabric, members: Sequence[int]) -> list[Problem]:
        problems: list[Problem] = []
        rules = replace(self._settings.rules, direction="part")
        for pattern, numbers in self._alike(members):
            found = check_fabric(fabric, role, pattern)
            if not found:
                try:
                    Laying([(self._parcel(pattern, role), 1)], fabric, rules).check()
                except StationError as error:
                    found += error.problems
            problems += (replace(each, message=self._named(numbers[0]) + each.message) for each in found)
        return problems

    def _named(self, number: int) -> str:
        """What a fault of a garment begins with: its number and its file, as far as they tell it from others."""
        bundle = next(bundle for bundle, numbers in zip(self._bundles, self._numbers, strict=True) if number in numbers)
        if len(self._garments) == 1:
            return f"{bundle.source}: " if bundle.source else ""
        return f"garment {number} ({bundle.source or bundle.pattern.template}): "

    def _lays(self, role: str, candidates: tuple[Fabric, ...], members: Sequence[int],
              before: int) -> list[PendingLay]:
        """The lays of one role on the cloth that costs least; ``before`` counts the role's lays on other cloth."""
        trials: list[ClothTrial] = []
        fitting: list[Arrangement] = []
        problems: list[Problem] = []
        for fabric in candidates:
            try:
                arranged = self._arranged(role, fabric, members)
            except StationError as error:
                problems += error.problems
                trials.append(ClothTrial(fabric, refused=error.problems[0].message))
                continue
            area = sum(parcel.area * len(numbers)
                       for parcel, numbers in zip(arranged.parcels, arranged.numbers, strict=True))
            fitting.append(arranged)
            trials.append(ClothTrial(fabric, arranged.length, area / (arranged.length * fabric.table_width)))
        if not fitting:
            raise StationError.of(dict.fromkeys(problems))
        priced = len({fabric.price and fabric.price.currency for fabric in candidates}) == 1 and candidates[0].price
        best = min(fitting, key=lambda each: float(each.fabric.cost(each.length) or 0.0) if priced
                   else each.length * each.fabric.full_width)
        if remark := repeat_remark(best.fabric):
            self._remarks.append(remark)
        several = len(best.groups) > 1 or before
        rules = self._settings.rules
        return [PendingLay(f"{role}-{number}" if several else role, role,
                            Laying([(best.parcels[at], count) for at, count in group.counts], best.fabric, rules),
                            plies, group.times, garments, tuple(trials), layout)
                for number, ((group, plies, garments), layout) in enumerate(
                    zip(best.dealt(), best.layouts, strict=True), before + 1)]

    def _arranged(self, role: str, fabric: Fabric, members: Sequence[int]) -> Arrangement:
        rules = self._settings.rules
        if problems := self._faults_of_cloth(role, fabric, members):
            raise StationError.of(dict.fromkeys(problems))
        if rules.table is None and sum(len(self._bundles[number].pattern.of_role(role)) * self._bundles[number].copies
                                       for number in members) > MOST_PARTS * rules.plies:
            rules = replace(rules, table=SECTION)
            self._remarks.append(f"{role}: more than {MOST_PARTS} parts are laid in sections of at most "
                                  f"{SECTION / 1000:g} m; name a table for another length")
        parcels: list[Parcel] = []
        numbers: list[tuple[int, ...]] = []
        for pattern, garments in self._alike(members):
            for parcel in parcelled(self._parcel(pattern, role), fabric, rules):
                parcels.append(parcel)
                numbers.append(garments)
        grouping = self._groupings.setdefault((role, fabric, tuple(members)), Grouping(
            parcels, fabric, rules, self._hurried, quick=self._is_quick(rules)))
        groups = [(group, plies) for plies, counts in (
            (rules.plies, [len(each) // rules.plies for each in numbers]),
            (1, [len(each) % rules.plies for each in numbers])) if any(counts) for group in grouping.groups(counts)]
        layouts = tuple(grouping.layout(group.counts) for group, _ in groups)
        length = sum(layout.length * group.times * plies
                     for layout, (group, plies) in zip(layouts, groups, strict=True))
        return Arrangement(fabric, tuple(parcels), tuple(numbers), tuple(groups), layouts, length)

    def _is_quick(self, rules: LayRules) -> bool:
        """Whether the first layouts of lays need not be good: seconds search them again, or do not suffice anyway."""
        return self._late or self._hurried() or (self._settings.effort.steps is None and rules.table is None)

    def _parcel(self, pattern: CutPattern, role: str) -> Parcel:
        """The parts of a role, one parcel however often it is asked for."""
        key = id(pattern), role
        if key not in self._parcels:
            parts, remarks = laid_parts(pattern, role)
            self._parcels[key] = Parcel(pattern, parts)
            self._remarks += remarks
        return self._parcels[key]

    def _alike(self, members: Sequence[int]) -> list[tuple[CutPattern, tuple[int, ...]]]:
        """The different patterns of these bundles, with the numbers of their garments."""
        found: list[tuple[CutPattern, list[int]]] = []
        for member in members:
            pattern = self._bundles[member].pattern
            for other, garments in found:
                if pattern is other or ((pattern.digest, pattern.size) == (other.digest, other.size)
                                        and pattern.parts == other.parts):
                    garments.extend(self._numbers[member])
                    break
            else:
                found.append((pattern, list(self._numbers[member])))
        return [(pattern, tuple(numbers)) for pattern, numbers in found]

    def _hurried(self) -> bool:
        """Whether to stop comparing groups of garments: Ctrl-C was pressed, or its share of the time is used up.

        That share is one of all seconds, and of those that are left beside the order of cuts and the files.
        """
        if self._interrupted or self._settings.effort.steps is not None:
            return self._interrupted
        left = self._budget.left(self._needed)
        return self._budget.has_used(GROUPING) or left < GROUPING * self._settings.effort.seconds

    # ---- the search -----------------------------------------------------------------------------------------------

    def _searched(self, due: Sequence[PendingLay]) -> list[ClothLay]:
        """Search every lay, the small ones first: the seconds that they leave go to the others.

        A lay that is spread several times gets that many times the seconds, because what it saves is saved each time.
        """
        done: dict[str, ClothLay] = {}
        allowed = self._settings.effort
        reserved = STARTING + sum(each.writing(self._settings.formats) + ordering(each.laying.task.size)
                                  for each in due)
        weight = whole = sum(each.weight for each in due)
        self._refuse_search(reserved)
        self._look_at_plotter(due)
        for each in sorted(due, key=lambda each: each.weight):
            effort = allowed
            if effort.steps is None:
                left = 0.0 if self._late else self._budget.left(reserved)
                effort = replace(effort, seconds=left * each.weight / weight)
            share = allowed.seconds * each.weight / whole
            done[each.name] = self._finished(partial(self._search, each, effort, share))
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

    def _finished(self, work: Callable[[], _T]) -> _T:
        """The result of some work; Ctrl-C lets it begin again, which then takes no longer than necessary."""
        try:
            return work()
        except KeyboardInterrupt:
            self._interrupted = True
            return work()

    def _search(self, due: PendingLay, effort: Effort, share: float) -> ClothLay:
        if due.name not in self._laid:
            self._laid[due.name] = self._found(due, effort, share)
        layout, search = self._laid[due.name]
        names = self._names(due)
        placed = due.laying.placed(layout, names)
        shrinkage = tuple(dict.fromkeys(parcel.pattern.shrinkage.get(due.role, (1.0, 1.0))
                                        for parcel, _ in due.laying.parcels))
        labels = {each.part.id: self._label(due, slot, each.part) for slot, each in placed}
        marker = Marker(due.role, due.laying.width, layout.length, tuple(each for _, each in placed),
                        self._settings.rules.spacing, due.laying.fabric, due.plies,
                        groups=tuple(slot for slot, _ in placed), labels=labels)
        lay = ClothLay(due.name, marker, due.garments, search, due.laying.digest, due.times, self._settings.rules.end,
                       due.trials, shrinkage, self._settings.common, self._settings.reach)
        return lay.in_order()

    def _names(self, due: PendingLay) -> list[str]:
        """The prefix of the ids of each slot's parts: the garment's number, or a letter where plies differ."""
        if letters := letters_of(due.garments):
            return [f"{letter}." for letter in letters]
        if len(self._garments) == 1 or len(due.garments) > 1:
            return [""] * len(due.laying.slots)
        return [f"{number}." for number in due.garments[0]]

    def _label(self, due: PendingLay, slot: int, part: Part) -> tuple[str, ...]:
        """The lines of a part's label: its name, its id, and its garment, with the order where all plies share it."""
        garment = self._garments[due.garments[0][slot] - 1]
        alone = len(due.garments) == 1
        what = " ".join(filter(None, (garment.template, garment.size and f"size {garment.size}",
                                      f"order {garment.order}" if garment.order and alone else "")))
        return part.title.upper(), part.id, what

    def _found(self, due: PendingLay, effort: Effort, share: float) -> tuple[Layout, Search]:
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
        if self._interrupted or (effort.steps is None and allowed.seconds > 0.0 and effort.seconds < least):
            return self._without_search(due, kept)
        alone = due.laying.kept_singles(store) if store is not None and effort.steps is None else {}
        found = nested(task, effort, watch, self._settings.engines, alone)
        self._budget.add(found.elsewhere)
        self._interrupted = self._interrupted or found.stopped == "interrupted"
        self._remarks += [f"{due.name}: {problem.message}" for problem in found.failures
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
        ended = "interrupted" if self._interrupted else "seconds" if kept is None else "kept"
        if kept is None or kept.layout.length > due.first.length:
            kept = KeptLayout(due.first, QUICK, 0.0 if kept is None else kept.seconds)
            if store is not None and not self._interrupted:
                store.keep(due.laying.parts_digest, due.laying.digest, kept)
        return kept.layout, Search(kept.engine, ended, kept.seconds, seed=seed)
