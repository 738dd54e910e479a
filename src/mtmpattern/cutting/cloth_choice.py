"""The cloth of each role: which bundles are laid on it, which of several costs least, and its lays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from mtmpattern.cutting.arrangement import Arrangement, PendingLay
from mtmpattern.cutting.grouping import Grouping, parcelled
from mtmpattern.cutting.inner_lines import laid_parts
from mtmpattern.cutting.lay_shapes import Laying, Parcel
from mtmpattern.cutting.marker_plan import ClothTrial
from mtmpattern.cutting.plan_garments import PlanGarments
from mtmpattern.cutting.plan_run import PlanRun
from mtmpattern.cutting.rules import LayRules, check_fabric, example_of, repeat_remark
from mtmpattern.errors import Problem, StationError
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.parts.part import CutPattern

MOST_PARTS: Final = 400     # of a ply in one lay where no table is named
SECTION: Final = 12_000.0   # mm of a section where there are more

Fabrics: TypeAlias = Mapping[str, Sequence[Fabric]]
"""The cloth of each role; of several, the one on which the parts cost least is used."""

Cloths: TypeAlias = Mapping[tuple[str, tuple[Fabric, ...]], Sequence[int]]
"""The numbers of the bundles that are cut in a role from one of several candidates."""

_OnCloth: TypeAlias = tuple[str, Fabric, tuple[int, ...]]
"""A role, a cloth, and the numbers of the bundles whose parts of that role are laid on it."""


class ClothChoice:
    """Chooses the cloth of each role and groups its garments into lays."""

    def __init__(self, garments: PlanGarments, fabrics: Fabrics, run: PlanRun) -> None:
        self._garments, self._fabrics, self._run = garments, fabrics, run
        self._settings = run.settings
        self._parcels: dict[tuple[int, str], Parcel] = {}
        self._unfit: dict[_OnCloth, list[Problem]] = {}     # looked at before, and again while garments are shared out
        self._groupings: dict[_OnCloth, Grouping] = {}      # Ctrl-C begins grouping again

    def cloths(self) -> Cloths:
        """The bundles of each role and cloth, roles in the order of the garments.

        Raises:
            StationError: cloth for a role that no garment has, a role without cloth, nothing but knitted parts.

        """
        found: dict[tuple[str, tuple[Fabric, ...]], list[int]] = {}
        roles = {part.role for bundle in self._garments.bundles for part in bundle.pattern.parts}
        problems = [Problem(f"no part is cut from {role}", "marker.role", role,
                            f"The parts are cut from {', '.join(sorted(roles))}.")
                    for role in self._fabrics if role not in roles]
        for number, bundle in enumerate(self._garments.bundles):
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

    def check(self, cloths: Cloths) -> None:
        """Raise `StationError` for parts that fit none of their cloths, before the slow sharing out of garments."""
        problems: list[Problem] = []
        for (role, candidates), members in cloths.items():
            found = [self._faults_of_cloth(role, fabric, members) for fabric in candidates]
            if all(found):
                problems += (problem for each in found for problem in each)
        if problems:
            raise StationError.of(dict.fromkeys(problems))

    def lays(self, role: str, candidates: tuple[Fabric, ...], members: Sequence[int],
             before: int) -> list[PendingLay]:
        """The lays of one role on the cloth that costs least; ``before`` counts the role's lays on other cloth.

        Raises:
            StationError: parts that fit none of the candidates.

        """
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
            self._run.remarks.append(remark)
        several = len(best.groups) > 1 or before
        rules = self._settings.rules
        return [PendingLay(f"{role}-{number}" if several else role, role,
                            Laying([(best.parcels[at], count) for at, count in group.counts], best.fabric, rules),
                            plies, group.times, garments, tuple(trials), layout)
                for number, ((group, plies, garments), layout) in enumerate(
                    zip(best.dealt(), best.layouts, strict=True), before + 1)]

    def _arranged(self, role: str, fabric: Fabric, members: Sequence[int]) -> Arrangement:
        """The garments of a role grouped into lays of one cloth. Raises `StationError` where a part does not fit."""
        rules = self._settings.rules
        if problems := self._faults_of_cloth(role, fabric, members):
            raise StationError.of(dict.fromkeys(problems))
        bundles = [self._garments.bundles[number] for number in members]
        if rules.table is None and sum(len(bundle.pattern.of_role(role)) * bundle.copies
                                       for bundle in bundles) > MOST_PARTS * rules.plies:
            rules = replace(rules, table=SECTION)
            self._run.remarks.append(f"{role}: more than {MOST_PARTS} parts are laid in sections of at most "
                                     f"{SECTION / 1000:g} m; name a table for another length")
        parcels: list[Parcel] = []
        numbers: list[tuple[int, ...]] = []
        for pattern, garments in self._garments.alike(members):
            for parcel in parcelled(self._parcel(pattern, role), fabric, rules):
                parcels.append(parcel)
                numbers.append(garments)
        grouping = self._groupings.setdefault((role, fabric, tuple(members)), Grouping(
            parcels, fabric, rules, self._run.is_hurried, quick=self._is_quick(rules)))
        groups = [(group, plies) for plies, counts in (
            (rules.plies, [len(each) // rules.plies for each in numbers]),
            (1, [len(each) % rules.plies for each in numbers])) if any(counts) for group in grouping.groups(counts)]
        layouts = tuple(grouping.layout(group.counts) for group, _ in groups)
        length = sum(layout.length * group.times * plies
                     for layout, (group, plies) in zip(layouts, groups, strict=True))
        return Arrangement(fabric, tuple(parcels), tuple(numbers), tuple(groups), layouts, length)

    def _faults_of_cloth(self, role: str, fabric: Fabric, members: Sequence[int]) -> list[Problem]:
        """Why the parts of a role cannot be laid on a cloth; empty where they can."""
        key = role, fabric, tuple(members)
        if key not in self._unfit:
            self._unfit[key] = self._found_unfit(role, fabric, members)
        return self._unfit[key]

    def _found_unfit(self, role: str, fabric: Fabric, members: Sequence[int]) -> list[Problem]:
        problems: list[Problem] = []
        rules = replace(self._settings.rules, direction="part")
        for pattern, numbers in self._garments.alike(members):
            found = check_fabric(fabric, role, pattern)
            if not found:
                try:
                    Laying([(self._parcel(pattern, role), 1)], fabric, rules).check()
                except StationError as error:
                    found += error.problems
            prefix = self._garments.fault_prefix(numbers[0])
            problems += (replace(each, message=prefix + each.message) for each in found)
        return problems

    def _parcel(self, pattern: CutPattern, role: str) -> Parcel:
        """The parts of a role, one parcel however often it is asked for."""
        key = id(pattern), role
        if key not in self._parcels:
            parts, remarks = laid_parts(pattern, role)
            self._parcels[key] = Parcel(pattern, parts)
            self._run.remarks += remarks
        return self._parcels[key]

    def _is_quick(self, rules: LayRules) -> bool:
        """Whether the first layouts of lays need not be good: seconds search them again, or do not suffice anyway."""
        return (self._run.late or self._run.is_hurried()
                or (self._settings.effort.steps is None and rules.table is None))
