"""From garments and cloth to lays: choose the cloth, group the garments, search every lay with its share of effort."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from mtmpattern.cutting.arrangement import PendingLay
from mtmpattern.cutting.budget import STARTING, ordering, sharing, writing
from mtmpattern.cutting.cloth_choice import MOST_PARTS, ClothChoice, Cloths, Fabrics
from mtmpattern.cutting.lay_search import LaySearch
from mtmpattern.cutting.marker_plan import MarkerPlan
from mtmpattern.cutting.plan_garments import PlanGarments
from mtmpattern.cutting.plan_run import PlanRun, PlanSettings
from mtmpattern.cutting.rules import Bundle, check_bundles
from mtmpattern.errors import Problem, StationError


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
    run, garments = PlanRun(settings), PlanGarments(bundles)
    choice = ClothChoice(garments, fabrics, run)
    cloths = choice.cloths()
    run.completed(partial(choice.check, cloths))
    _look_ahead(cloths, garments, run)
    due: list[PendingLay] = []
    problems: list[Problem] = []
    for (role, candidates), members in cloths.items():
        try:
            before = sum(each.role == role for each in due)
            due += run.completed(partial(choice.lays, role, candidates, members, before))
        except StationError as error:
            problems += error.problems
    if problems:
        raise StationError.of(dict.fromkeys(problems))
    lays = LaySearch(garments, run).searched(due)
    return MarkerPlan(garments.every, tuple(lays), settings.rules, _notes(bundles, run.remarks), run.interrupted)


def _look_ahead(cloths: Cloths, garments: PlanGarments, run: PlanRun) -> None:
    """Note now, before any slow work, where all allowed seconds are needed for other work than a search."""
    settings = run.settings
    needed, shared = STARTING, 0.0
    for (role, candidates), members in cloths.items():
        different, every = sum(len(pattern.of_role(role)) for pattern, _ in garments.alike(members)), 0.0
        for bundle in (garments.bundles[number] for number in members):
            parts = bundle.pattern.of_role(role)
            laid = min(bundle.copies, 1 + MOST_PARTS // len(parts)) / settings.rules.plies
            needed += laid * sum(writing(part, settings.formats) + ordering(1) for part in parts)
            every += laid * len(parts)
        shared += sharing(different, every if every > MOST_PARTS else 0.0) * len(candidates)
    run.needed = needed
    run.note_if_late(needed + shared)


def _notes(bundles: Iterable[Bundle], remarks: Iterable[str]) -> tuple[str, ...]:
    """Remarks on patterns from other programs, and those of the run, each once."""
    foreign = (f"{bundle.pattern.template}: allowances and shrinkage are as in its file"
               for bundle in bundles if not bundle.pattern.fabrics)
    return tuple(dict.fromkeys([*foreign, *remarks]))
