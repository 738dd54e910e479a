"""Garments laid on cloth: from patterns, files of all kinds and orders to a plan of lays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import Any, Final, TypeAlias

from mtmpattern import units
from mtmpattern.body import read_body, read_sheet
from mtmpattern.cutting import (
    Asked,
    Bundle,
    Direction,
    Effort,
    LayRules,
    MarkerPlan,
    MarkerStore,
    Progress,
    plan_markers,
)
from mtmpattern.cutting.cuts import WINDOW
from mtmpattern.documents import Node, read_document
from mtmpattern.drafting import draft
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.drafting.request import Asked as Wanted
from mtmpattern.drafting.request import typed_fabric
from mtmpattern.errors import FileFormatError, MtmError, OptionError, Problem, StationError, TemplateNotFound, meant
from mtmpattern.formats.machine.profiles import read_table
from mtmpattern.input_file import read_at_most
from mtmpattern.jobs.grade import asked_sizes
from mtmpattern.limits import MOST_PROBLEMS, PATTERN_CHARACTERS
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.fabric import Fabric, read_fabric
from mtmpattern.pattern.parts.part import CutPattern
from mtmpattern.reading import read_dxf, read_pattern

STEPS: Final = 100          # of the search that ends by a count
MOST_SECONDS: Final = 7 * 24 * 3600.0
SHELL: Final = "shell"

Cloth: TypeAlias = Fabric | str | PathLike[str]
"""A fabric, the name of a shipped one, or a file of one."""

Garments: TypeAlias = Pattern | CutPattern | Bundle | Iterable[Pattern | CutPattern | Bundle]
"""The garments that `marker` lays."""

# ---- Markers -----------------------------------------------------------------------------------------------------


def marker(garments: Garments, *, fabric: Cloth | Sequence[Cloth] | Mapping[str, Cloth | Sequence[Cloth]] | None = None,
           spacing: float | None = None, tilt: float = 0.0, direction: Direction = "part", plies: int = 1,
           table: float | None = None, end: float = 0.0, cutter: str | PathLike[str] | None = None,
           common_lines: bool = False, steps: int | None = None, seconds: float | None = None, seed: int = 1,
           store: PathLike[str] | str | None = None, watch: Callable[[Progress], None] | None = None) -> MarkerPlan:
    """Lay garments on cloth so that little of it is wasted, and order the cuts.

    Args:
        garments: patterns, patterns for cutting, or bundles of them with copies and an order's number.
        fabric: the cloth of the shell, or of each role by name; of several the one on which the parts cost least is
            taken. Without it every role lies on the cloth that its pattern names.
        spacing: mm between any two parts; without it that of the cutter, else 0.
        tilt: degrees off the grain that parts may lie.
        direction: which parts lie the same way: each ``part`` by itself, each ``garment`` whole, or the whole ``lay``.
        plies: lengths of cloth that lie on each other; equal garments are cut together.
        table: the longest lay in mm; more is cut in sections.
        end: mm of cloth lost at each end of each ply.
        cutter: the profile of a cutting table: its spacing, its length and its window.
        common_lines: cut a straight line that two parts share once, for lasers.
        steps: the length of the search as a count, so that the bytes are the same every time; the default.
        seconds: the length of the search in CPU seconds.
        seed: of the search, 0 or more.
        store: a folder that keeps long searches under the digest of their inputs, to be used again.
        watch: called with the progress of the search.

    Raises:
        StationError: every fault of the garments, cloths and rules; nothing is laid then.
        OptionError: impossible steps, seconds or seed.

    """
    rules, reach = rules_for(spacing, table, cutter, tilt=tilt, direction=direction, plies=plies, end=end)
    effort = effort_for(steps, seconds, seed)
    bundles = tuple(_bundles(garments))
    asked = Asked(rules=rules, effort=effort, watch=watch, common=common_lines, reach=reach,
                  store=MarkerStore(Path(store)) if store is not None else None)
    return plan_markers(bundles, _fabrics(fabric, bundles), asked)


def rules_for(spacing: float | None, table: float | None, cutter: str | PathLike[str] | None, *, tilt: float = 0.0,
              direction: Direction = "part", plies: int = 1, end: float = 0.0) -> tuple[LayRules, float]:
    """The rules of a lay with those of a cutter's profile, and how much of it the cutter has before it at once (mm).

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
    spacing = 0.0 if spacing is None else spacing
    return LayRules(spacing=spacing, tilt=tilt, direction=direction, plies=plies, table=table, end=end), reach


def effort_for(steps: int | None, seconds: float | None, seed: int) -> Effort:
    """The effort of a search by a count or by CPU-seconds. Raises `OptionError` for what cannot be."""
    problems = []
    if steps is not None and seconds is not None:
        problems.append(Problem("a search ends by a count or by seconds, not by both", "marker.effort", "steps",
                                "Give steps or seconds."))
    if steps is not None and not 1 <= steps <= 1_000_000:
        problems.append(Problem(f"{steps} steps cannot be searched", "marker.effort", "steps",
                                "Give 1 to 1,000,000."))
    if seconds is not None and not 0.0 <= seconds <= MOST_SECONDS:
        problems.append(Problem(f"{seconds:g} seconds cannot be searched", "marker.effort", "seconds",
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
    each: Iterable[object] = (garments,) if isinstance(garments, (Pattern, CutPattern, Bundle)) else garments
    for garment in each:
        if isinstance(garment, Pattern):
            yield Bundle(garment.for_cutting())
        elif isinstance(garment, CutPattern):
            yield Bundle(garment)
        elif isinstance(garment, Bundle):
            yield garment
        else:
            raise StationError(f"a {type(garment).__name__} cannot be laid", code="marker.garment",
                               hint="Give patterns, as draft() makes them, or bundles of them.")


def _fabrics(fabric: Cloth | Sequence[Cloth] | Mapping[str, Cloth | Sequence[Cloth]] | None,
             bundles: Sequence[Bundle]) -> dict[str, tuple[Fabric, ...]]:
    if fabric is None:
        return {}
    if isinstance(fabric, Mapping):
        return {role: _cloths(each) for role, each in fabric.items()}
    return {main_role([part.role for bundle in bundles for part in bundle.pattern.parts]): _cloths(fabric)}


def _cloths(given: Cloth | Sequence[Cloth]) -> tuple[Fabric, ...]:
    each = (given,) if isinstance(given, (Fabric, str, PathLike)) else given
    return tuple(cloth if isinstance(cloth, Fabric) else read_fabric(cloth) for cloth in each)


def main_role(roles: Sequence[str]) -> str:
    """The role that a cloth without a role is meant for: the shell, or the only one there is.

    Raises:
        StationError: there are several, and none is called shell.

    """
    known = list(dict.fromkeys(roles))
    if SHELL in known or not known:
        return SHELL
    if len(known) > 1:
        raise StationError(f"the parts are cut from {', '.join(known)}, and the fabric does not say which role it is "
                           "for", code="marker.fabric", where="fabric",
                           hint=f"Name one, as in --fabric {known[0]}=jersey.")
    return known[0]


# ---- Jobs: files of all kinds ------------------------------------------------------------------------------------


PATTERN_FILE: Final = "pattern.json"
DRAWINGS: Final = (".dxf",)
ORDER_KEYS: Final = ("template", "measurements", "fit", "options", "alterations", "fabrics", "copies", "order")


@dataclass(frozen=True, slots=True)
class JobSettings:
    """How measurement files and sizes are drafted, and which size of a drawing is laid."""

    templates: tuple[str | Path, ...] = ()
    sizes: str | None = None
    size: str | None = None
    wanted: Callable[[Any], Wanted] = field(default=lambda _: Wanted())
    estimates: bool = False
    copies: int = 1


def read_jobs(jobs: Iterable[Path], settings: JobSettings) -> tuple[Bundle, ...]:
    """The bundles of some files: patterns and their folders, drawings, orders, and measurement files with templates.

    A measurement file is drafted for each of the templates, and so are the sizes of a chart. Bundles hold no file names
    or paths.

    Raises:
        MtmError: every fault of every file, as its reader raises it.

    """
    bundles: list[Bundle] = []
    errors: list[MtmError] = []
    for job in jobs:
        try:
            bundles += _read_job(job, settings)
        except MtmError as error:
            errors.append(error)
    if settings.sizes is not None:
        try:
            bundles += _graded(settings.sizes, settings)
        except MtmError as error:
            errors.append(error)
    if errors:
        raise type(errors[0]).of(dict.fromkeys(problem for error in errors for problem in error.problems))
    return tuple(replace(bundle, copies=bundle.copies * settings.copies) for bundle in bundles)


def _read_job(job: Path, settings: JobSettings) -> list[Bundle]:
    if job.is_dir():
        job = job / PATTERN_FILE
        if not job.exists():
            raise FileFormatError(f"the folder {job.parent} holds no {PATTERN_FILE}", code="file.missing",
                                  hint="Give a folder that `mtmpattern make` wrote.")
    if job.suffix.casefold() in DRAWINGS:
        drawing = read_dxf(job)
        return [Bundle(drawing.pattern(settings.size))]
    if job.suffix.casefold() == ".json" and _is_pattern(job):
        return [Bundle(read_pattern(job).for_cutting())]
    if job.suffix.casefold() in (".json", ".yaml", ".yml") and (order := _order(job)) is not None:
        return [_ordered(order)]
    sheet = read_sheet(job)
    if not settings.templates:
        raise OptionError(f"{job.name} is a measurement file and needs a template", code="marker.template",
                          where="template", hint="Name one, as in --template crew-tee.")
    return [Bundle(draft(kind, sheet.body, **_as_arguments(settings.wanted(kind).with_sheet(sheet)),
                         estimates=settings.estimates).for_cutting())
            for kind in map(find_template, settings.templates)]


def _as_arguments(wanted: Wanted) -> dict[str, Any]:
    return {"fit": wanted.fit, "fabrics": wanted.fabrics, "alterations": wanted.alterations,
            "garment": wanted.garment, **wanted.options}


def _graded(sizes: str, settings: JobSettings) -> list[Bundle]:
    if not settings.templates:
        raise OptionError("--sizes needs a template", code="marker.template", where="template",
                          hint="Name one, as in --template crew-tee.")
    chart, chosen = asked_sizes(sizes)
    return [replace(bundle, pattern=replace(bundle.pattern, size=size))
            for kind in map(find_template, settings.templates) for size in chosen
            for bundle in [Bundle(draft(kind, chart.body(size), **_as_arguments(settings.wanted(kind)),
                                        estimates=True).for_cutting())]]


def _is_pattern(job: Path) -> bool:
    """Whether a JSON file is a stored pattern; errors of opening and reading are left to the next reader."""
    try:
        data = json.loads(read_at_most(job, PATTERN_CHARACTERS))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and str(data.get("format", "")).startswith("mtmpattern pattern")


# ---- Orders: a template, a body and choices in one file ----------------------------------------------------------


def _order(job: Path) -> Mapping[str, Node] | None:
    """The fields of an order; ``None`` for any other document."""
    try:
        fields = read_document(job, what="order").mapping()
    except FileFormatError:
        return None                                         # the reader of measurement files reports the fault
    return fields if "template" in fields else None


def _ordered(fields: Mapping[str, Node]) -> Bundle:
    """Draft an order. It contains the measurements; it can name shipped templates and fabrics, but no files."""
    unknown = [name for name in fields if name not in ORDER_KEYS]
    if unknown:
        raise FileFormatError.of(fields[name].problem(f"an order has no {name[:40]}", "order.field",
                                                      meant(name, ORDER_KEYS), at_key=True)
                                 for name in unknown[:MOST_PROBLEMS])
    template = fields["template"].text()
    if template not in template_names():
        raise TemplateNotFound(f"there is no template {template[:60]!r}", code="template.unknown", where="template",
                               hint=meant(template, template_names(), "There are"))
    measures = fields.get("measurements")
    if measures is None or not isinstance(measures.content, Mapping):
        raise FileFormatError("the order has no measurements", code="order.measurements", where="measurements",
                              hint="Add them to the order, as in a measurement file.")
    kind = find_template(template)
    plain: dict[str, Any] = {name: fields[name].plain() for name in ("options", "alterations", "fabrics")
                             if name in fields}
    for name, value in plain.items():
        if not isinstance(value, dict):
            raise FileFormatError.of([fields[name].problem(f"{name} is not a mapping of names to values", "order.field",
                                                           f"Write {name}: {{name: value}}.")])
    from mtmpattern.drafting.request import read_asked  # noqa: PLC0415

    strange = [name for name in plain.get("fabrics", {}).values() if not _is_shipped(name)]
    if strange:
        raise FileFormatError(f"{str(strange[0])[:60]} is not a shipped fabric, and an order cannot name files",
                              code="order.fabric", where="fabrics",
                              hint="Name a shipped fabric, or give --fabric.")
    asked = read_asked(kind, fit=fields["fit"].text() if "fit" in fields else None, sets=_pairs(plain.get("options")),
                       alters=_pairs(plain.get("alterations")), fabrics=_pairs(plain.get("fabrics")))
    body = read_body(_inner(measures.plain()))
    copies = fields["copies"].whole() if "copies" in fields else 1
    order = fields["order"].text() if "order" in fields else ""
    return Bundle(draft(kind, body, **_as_arguments(asked)).for_cutting(), copies, order)


def _inner(measures: object) -> dict[str, object]:
    return measures if isinstance(measures, dict) else {}


def _is_shipped(name: object) -> bool:
    from mtmpattern.pattern.model.fabric import shipped_fabrics  # noqa: PLC0415

    return str(name) in shipped_fabrics()


def _pairs(given: object) -> list[str]:
    """``{"waist": -10, "sleeve": {"left": 5}}`` as ``waist=-10`` and ``sleeve.left=5``."""
    found = []
    for name, value in (given.items() if isinstance(given, dict) else ()):
        if isinstance(value, dict):
            found += [f"{name}.{side}={mm}" for side, mm in value.items()]
        else:
            found.append(f"{name}={value}")
    return found


# ---- Typed cloths and lengths ------------------------------------------------------------------------------------


def read_cloths(texts: Iterable[str], widths: Iterable[str]) -> dict[str, tuple[Fabric, ...]]:
    """Read ``FILE`` and ``ROLE=FILE`` texts by role, ``""`` without one, each in all the ``widths``.

    Widths are usable widths of rolls on hand, of the cloth without a role; its price is scaled by area.

    Raises:
        MtmError: every fault of the fabric files and of the widths.

    """
    found: dict[str, list[Fabric]] = {}
    problems: list[Problem] = []
    for text in texts:
        role, sign, name = text.partition("=")
        role, name = (role.strip(), name.strip()) if sign and not Path(text).exists() else ("", text.strip())
        try:
            found.setdefault(role, []).append(typed_fabric(name))
        except FileFormatError as error:
            problems += error.problems
    rolls = []
    for width in widths:
        try:
            rolls.append(read_length(width, "--width"))
        except OptionError as error:
            problems += error.problems
    if rolls and not found.get("") and not problems:
        problems.append(Problem("--width needs the fabric that is on the rolls", "marker.width", "--width",
                                "Add --fabric FILE."))
    if not problems and rolls:
        try:
            found[""] = [_as_wide(cloth, width) for cloth in found[""] for width in rolls]
        except FileFormatError as error:
            problems += error.problems
    if problems:
        raise FileFormatError.of(problems)
    return {role: tuple(cloths) for role, cloths in found.items()}


def _as_wide(cloth: Fabric, width: float) -> Fabric:
    """The same cloth on a roll of another usable width, at the same price by area."""
    price = cloth.price
    if price is not None:
        price = replace(price, amount=price.of(1000.0 * width / cloth.width))
    return replace(cloth, width=width, price=price)


def read_length(text: str, flag: str) -> float:
    """Read a typed length, in mm without a unit. Raises `OptionError` that names the flag."""
    try:
        return float(units.length(text, "mm", signed=True))
    except MtmError as error:
        raise OptionError.of(replace(each, message=f"{flag}: {each.message}", code="marker.length", where=flag,
                                     hint="Write a length, as in 3 mm or 2.5 m.") for each in error.problems) from error
