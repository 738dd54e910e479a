"""The inputs of a marker: patterns and their folders, job folders, drawings, orders, measurement files.

What only one kind of file needs is imported where it is read: all of it together takes a fifth of a second to load.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtmpattern.body import read_sheet
from mtmpattern.body.forms.form import ALONE
from mtmpattern.cutting import Bundle
from mtmpattern.cutting.rules import MOST_GARMENTS
from mtmpattern.documents import Faults, Node, read_document
from mtmpattern.documents.file_kind import DXF, kind_of_file
from mtmpattern.drafting import Template, draft
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.errors import FileFormatError, MtmError, OptionError, Problem, StationError
from mtmpattern.input_file import read_at_most
from mtmpattern.limits import ORDER_BYTES, PATTERN_CHARACTERS
from mtmpattern.pattern.pattern import Pattern

if TYPE_CHECKING:
    from mtmpattern.reading import Drawing

# ---- Jobs: files of all kinds ------------------------------------------------------------------------------------


PATTERN_FILE: Final = "pattern.json"
DRAWINGS: Final = (".dxf",)


@dataclass(frozen=True, slots=True)
class JobSettings:
    """How measurement files and sizes are drafted, and which size of a drawing is laid; ``copies`` of each."""

    templates: tuple[str | Path, ...] = ()
    sizes: str | None = None
    size: str | None = None
    request: Callable[[type[Template]], Request] = field(default=lambda _: Request())
    estimates: bool = False
    copies: int = 1
    unit: str | None = None
    """The unit of drawings that state none, or a wrong one."""


def read_jobs(jobs: Iterable[Path], settings: JobSettings) -> tuple[Bundle, ...]:
    """The bundles of some files: patterns and their folders, drawings, orders, and measurement files with templates.

    Measurement files and the sizes of a chart are drafted from each of the templates. Bundles hold no file names or
    paths; several drawings are called ``foreign-1``, ``foreign-2`` and so on. A drawing with a fault that makes a cut
    part wrong is refused.

    Raises:
        MtmError: every fault of every file, as its reader raises it.

    """
    if not 1 <= settings.copies <= MOST_GARMENTS:
        raise StationError(f"the number of copies is {settings.copies}", code="marker.count", where="copies",
                           hint=f"Give 1 to {MOST_GARMENTS}.")
    read: list[tuple[Path, Bundle]] = []
    errors: list[MtmError] = []
    for job in jobs:
        try:
            read += ((job, replace(bundle, source=job.name)) for bundle in _read_job(job, settings))
        except MtmError as error:
            errors.append(error)
    bundles = _numbered(read)
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
        from mtmpattern.orders.manifest import CLIENT, MANIFEST  # noqa: PLC0415
        from mtmpattern.orders.sealed_folder import read_manifest  # noqa: PLC0415
        from mtmpattern.reading import read_pattern  # noqa: PLC0415

        if (kept := job / CLIENT / PATTERN_FILE).exists() and (job / MANIFEST).exists():
            data = read_manifest(job)
            return [Bundle(read_pattern(kept).for_cutting(), int(data["quantity"]), data["order"])]
        job = job / PATTERN_FILE
        if not job.exists():
            raise FileFormatError(f"the folder {job.parent} holds no {PATTERN_FILE}", code="file.missing",
                                  hint="Give a folder that `mtmpattern make` wrote, or that `order` wrote with the "
                                  "client's papers.",
                                  params={"name": job.parent, "file": PATTERN_FILE})
    if (kind := kind_of_file(job)) is not None and kind is not DXF:
        raise kind.fault("garment to lay", job.name[-80:])
    if job.suffix.casefold() in DRAWINGS:
        from mtmpattern.jobs.make import size_of  # noqa: PLC0415
        from mtmpattern.reading import audit_drawing, read_dxf  # noqa: PLC0415

        drawing = read_dxf(job, unit=settings.unit)
        _check_cut(job, drawing, settings.size)
        found = tuple(f"{job.name}: {each}" for each in audit_drawing(drawing))
        return [Bundle(drawing.pattern(size_of(drawing, settings.size)), remarks=found)]
    if job.suffix.casefold() == ".json" and _is_pattern(job):
        from mtmpattern.reading import read_pattern  # noqa: PLC0415

        return [Bundle(read_pattern(job).for_cutting())]
    if job.suffix.casefold() in (".json", ".yaml", ".yml") and (order := _order(job)) is not None:
        return [_ordered(*order)]
    sheet = read_sheet(job, pick=ALONE)
    if not settings.templates:
        raise OptionError(f"{job.name} is a measurement file and needs a template", code="marker.template",
                          where="template", hint="Name one, such as crew-tee.", argument="template")
    patterns = [draft(kind, sheet.body, **settings.request(kind).arguments, estimates=settings.estimates)
                for kind in map(find_template, settings.templates)]
    return [Bundle(pattern.for_cutting(), remarks=_doubts(pattern, f"{job.name}: ")) for pattern in patterns]


def _check_cut(job: Path, drawing: Drawing, size: str | None) -> None:
    """Raise `FileFormatError` for every finding that makes a cut part wrong."""
    from mtmpattern.reading import miscut  # noqa: PLC0415

    problems = []
    for each in miscut(drawing, size):
        place = "" if each.at is None else f" at ({each.at.x:.1f}, {each.at.y:.1f})"
        where = f"{each.block}{place}: " if each.block else ""
        problems.append(Problem(f"{job.name}: {where}{each.message}", each.code, each.block,
                                f"{each.hint} Correct the drawing before it is cut."))
    if problems:
        raise FileFormatError.of(problems)


def _numbered(bundles: list[tuple[Path, Bundle]]) -> list[Bundle]:
    """The bundles of some files; of several drawings each has a number, because no report may hold a file's name."""
    if not any(job.suffix.casefold() in DRAWINGS for job, _ in bundles):
        return [bundle for _, bundle in bundles]
    from mtmpattern.reading.dxf.parts import FOREIGN  # noqa: PLC0415

    drawings = [bundle for _, bundle in bundles if bundle.pattern.template == FOREIGN]
    if len(drawings) < 2:
        return [bundle for _, bundle in bundles]
    found = []
    number = 0
    for job, bundle in bundles:
        if bundle.pattern.template == FOREIGN:
            number += 1
            name = f"{FOREIGN}-{number}"
            bundle = replace(bundle, pattern=replace(bundle.pattern, template=name),  # noqa: PLW2901
                             remarks=(f"{name} is {job.name}", *bundle.remarks))
        found.append(bundle)
    return found


def _doubts(pattern: Pattern, before: str = "") -> tuple[str, ...]:
    """The doubts about the measures that a pattern was drafted from."""
    return tuple(f"{before}{note}" for note in pattern.notes if note.code == "measurements")


def _graded(sizes: str, settings: JobSettings) -> list[Bundle]:
    if not settings.templates:
        raise OptionError("sizes are drafted from a template, and none is named", code="marker.template",
                          where="template", hint="Name one, such as crew-tee.", argument="template")
    from mtmpattern.jobs.grade import read_sizes  # noqa: PLC0415

    chart, chosen = read_sizes(sizes)
    return [replace(bundle, pattern=replace(bundle.pattern, size=size), source=f"size {size}")
            for kind in map(find_template, settings.templates) for size in chosen
            for bundle in [Bundle(draft(kind, chart.body(size), **settings.request(kind).arguments,
                                        estimates=True).for_cutting())]]


def _is_pattern(job: Path) -> bool:
    """Whether a JSON file is a stored pattern; the next reader reports errors of opening and reading."""
    try:
        data = json.loads(read_at_most(job, PATTERN_CHARACTERS))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and str(data.get("format", "")).startswith("mtmpattern pattern")


# ---- Orders ---------------------------------------------------------------------------------------------------------


def _order(job: Path) -> tuple[Node, Faults] | None:
    """The document of an order and its faults; None for any other document."""
    faults = Faults()
    try:
        top = read_document(job, what="order", faults=faults, largest=ORDER_BYTES)
    except FileFormatError:
        return None                                         # the reader of measurement files reports the fault
    return (top, faults) if "template" in top.mapping() else None


def _ordered(top: Node, faults: Faults) -> Bundle:
    """Draft an order; here it may have no id."""
    from mtmpattern.orders.order_reader import order_of  # noqa: PLC0415
    from mtmpattern.orders.shop import Shop  # noqa: PLC0415

    order = order_of(top, faults, Shop(), anonymous=True)
    pattern = order.draft()
    return Bundle(pattern.for_cutting(), order.quantity, order.id, _doubts(pattern, f"order {order.id}: "))
