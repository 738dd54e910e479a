"""Garments laid on cloth: from patterns, files of all kinds and orders to a plan of lays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Final, TypeAlias

from mtmpattern.cutting import (
    Bundle,
    Direction,
    Effort,
    LayRules,
    MarkerPlan,
    MarkerStore,
    PlanSettings,
    Progress,
    plan_markers,
)
from mtmpattern.cutting.cuts import WINDOW
from mtmpattern.cutting.marker_files import marker_formats
from mtmpattern.cutting.rules import example_of
from mtmpattern.errors import OptionError, Problem, StationError, check_arguments
from mtmpattern.formats.machine.profiles import USUAL_TABLE, read_plotter, read_table
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.fabric_file import read_fabric
from mtmpattern.pattern.parts.part import CutPattern

STEPS: Final = 100          # of the search that ends by a count
MOST_SECONDS: Final = 7 * 24 * 3600.0
SHELL: Final = "shell"

Cloth: TypeAlias = Fabric | str | PathLike[str]
"""A fabric, the name of a shipped one, or a file of one."""

Garments: TypeAlias = Pattern | CutPattern | Bundle | Iterable[Pattern | CutPattern | Bundle]
"""The garments that `marker` lays."""


def marker(garments: Garments, *, fabric: Cloth | Sequence[Cloth] | Mapping[str, Cloth | Sequence[Cloth]] | None = None,
           spacing: float | None = None, tilt: float = 0.0, direction: Direction = "part", plies: int = 1,
           table: float | None = None, end: float = 0.0, cutter: str | PathLike[str] | None = None,
           common_lines: bool = False, steps: int | None = None, seconds: float | None = None, seed: int = 1,
           store: PathLike[str] | str | None = None, watch: Callable[[Progress], None] | None = None,
           warn: Callable[[str], None] | None = None, plotter: str | PathLike[str] | None = None, spent: float = 0.0,
           formats: Sequence[str] = ("svg", "dxf")) -> MarkerPlan:
    """Lay garments on cloth with little waste, and order the cuts.

    Args:
        garments: patterns, patterns for cutting, or bundles of them with copies and an order's number.
        fabric: the cloth of the shell, or of each role by name; of several, the one on which the parts cost least is
            used. Without it every role lies on the cloth that its pattern names.
        spacing: mm between any two parts; by default that of the cutter, or 0.
        tilt: degrees off the grain that parts may lie.
        direction: which parts lie the same way: each ``part`` by itself, each ``garment`` whole, or the whole ``lay``.
        plies: lengths of cloth that lie on each other; equal garments are cut together.
        table: the longest lay in mm; more is cut in sections.
        end: mm of cloth lost at each end of each ply.
        cutter: the profile of a cutting table: its spacing, its length and its window.
        common_lines: cut a straight line that two parts share once, for lasers.
        steps: the length of the search as a count, which gives the same bytes every time; this is the default.
        seconds: the CPU seconds of everything: sharing out, search, order of cuts and files.
        seed: of the search, 0 or more.
        store: a folder that keeps long searches under the digest of their inputs for reuse.
        watch: called with the progress of the search.
        warn: called with a sentence, before the search would begin, where the seconds do not suffice for one or a lay
            is too long for the plotter.
        plotter: the plotter on which the plan will be drawn.
        spent: CPU seconds of ``seconds`` that were used before, to draft the garments for instance.
        formats: those in which the plan will be written, for which seconds are reserved. No lay is longer than the
            cutting table for which cutter data is written.

    Raises:
        StationError: every fault of the garments, cloths and rules.
        OptionError: impossible steps, seconds or seed.
        ExportError: an unknown format or cutter.

    """
    check_arguments(spacing=(spacing, "a number or None"), tilt=(tilt, "a number"), direction=(direction, "text"),
                    plies=(plies, "a whole number"), table=(table, "a number or None"), end=(end, "a number"),
                    steps=(steps, "a whole number or None"), seconds=(seconds, "a number or None"),
                    seed=(seed, "a whole number"), common_lines=(common_lines, "True or False"),
                    store=(store, "a folder or None"), spent=(spent, "a number"), formats=(formats, "a list of names"))
    written = marker_formats(formats)
    rules, reach = rules_for(spacing, table, cutter, cut_data="cutter" in written, tilt=tilt, direction=direction,
                             plies=plies, end=end)
    effort = effort_for(steps, seconds, seed)
    bundles = tuple(_bundles(garments))
    kept = MarkerStore(Path(store)) if store is not None else None
    settings = PlanSettings(rules=rules, effort=effort, watch=watch, warn=warn, common=common_lines, reach=reach,
                            store=kept, spent=spent, formats=written,
                            plotter=None if plotter is None else read_plotter(plotter))
    return plan_markers(bundles, _fabrics(fabric, bundles), settings)


def rules_for(spacing: float | None, table: float | None, cutter: str | PathLike[str] | None, *,
              cut_data: bool = False, tilt: float = 0.0, direction: Direction = "part", plies: int = 1,
              end: float = 0.0) -> tuple[LayRules, float]:
    """The rules of a lay, completed from a cutter's profile, and how much of a lay the cutter cuts at once (mm).

    ``cut_data`` says that cutter data will be written. Without a ``cutter`` it is for the usual one, and no lay is
    longer than its table.

    Raises:
        StationError: a rule out of range.
        ExportError: an unknown cutter.

    """
    reach = WINDOW
    if cutter is not None:
        profile = read_table(cutter)
        spacing = profile.spacing if spacing is None else spacing
        table = profile.length if table is None else min(table, profile.length)
        reach = profile.window or WINDOW
    elif cut_data:
        usual = read_table(USUAL_TABLE).length
        table = usual if table is None else min(table, usual)
    spacing = 0.0 if spacing is None else spacing
    return LayRules(spacing=spacing, tilt=tilt, direction=direction, plies=plies, table=table, end=end), reach


def effort_for(steps: int | None, seconds: float | None, seed: int) -> Effort:
    """The effort of a search by a count or by CPU-seconds. Raises `OptionError` for values out of range."""
    problems = []
    if steps is not None and seconds is not None:
        problems.append(Problem("a search ends by a count or by seconds, not by both", "marker.effort", "steps",
                                "Give steps or seconds."))
    if steps is not None and not 1 <= steps <= 1_000_000:
        problems.append(Problem(f"the search has {steps} steps", "marker.effort", "steps",
                                "Give 1 to 1,000,000."))
    if seconds is not None and not 0.0 <= seconds <= MOST_SECONDS:
        problems.append(Problem(f"the search takes {seconds:g} seconds", "marker.effort", "seconds",
                                "Give 0 seconds to a week."))
    if not 0 <= seed < 10**9:
        problems.append(Problem(f"the seed {seed} is not from 0 to 999,999,999", "marker.effort", "seed",
                                "Give a whole number."))
    if problems:
        raise OptionError.of(problems)
    if seconds is not None:
        return Effort(float(seconds), seed=seed)
    return Effort(steps=STEPS if steps is None else steps, seed=seed)


def _bundles(garments: Garments) -> Iterable[Bundle]:
    several = isinstance(garments, Iterable) and not isinstance(garments, (Pattern, CutPattern, Bundle))
    each: Iterable[object] = garments if several else (garments,)  # type: ignore[assignment]  # anything may be given
    for garment in each:
        if isinstance(garment, Pattern):
            yield Bundle(garment.for_cutting())
        elif isinstance(garment, CutPattern):
            yield Bundle(garment)
        elif isinstance(garment, Bundle):
            yield garment
        else:
            raise StationError(f"a {type(garment).__name__} cannot be laid", code="marker.garment",
                               hint="Give patterns from draft(), or bundles of them.")


def _fabrics(fabric: Cloth | Sequence[Cloth] | Mapping[str, Cloth | Sequence[Cloth]] | None,
             bundles: Sequence[Bundle]) -> dict[str, tuple[Fabric, ...]]:
    if fabric is None:
        return {}
    if isinstance(fabric, Mapping):
        return {role: _cloths(each) for role, each in fabric.items()}
    return {main_role([part.role for bundle in bundles for part in bundle.pattern.parts]): _cloths(fabric)}


def _cloths(given: Cloth | Sequence[Cloth]) -> tuple[Fabric, ...]:
    several = isinstance(given, Iterable) and not isinstance(given, (Fabric, str, PathLike))
    each: Iterable[Cloth] = given if several else (given,)  # type: ignore[assignment]  # anything may be given
    return tuple(cloth if isinstance(cloth, Fabric) else read_fabric(cloth) for cloth in each)


def main_role(roles: Sequence[str]) -> str:
    """The role of a cloth that is given without one: the shell, or the only role there is.

    Raises:
        StationError: there are several, and none of them is the shell.

    """
    known = list(dict.fromkeys(roles))
    if SHELL in known or not known:
        return SHELL
    if len(known) > 1:
        raise StationError(f"the parts are cut from {', '.join(known)}, and the fabric does not say which role it is "
                           "for", code="marker.fabric", where="fabric", argument="fabric",
                           hint=f"Name the role, as in {known[0]}: {example_of(known[0])}.")
    return known[0]
