"""A contact sheet: one garment for several bodies, and in several variants, all on one page at one scale.

The cell of a refused body shows its faults, and its drawing under them where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mtmpattern.body import Sheet, read_sheet
from mtmpattern.body.forms.form import ALONE
from mtmpattern.drafting import drafted
from mtmpattern.drafting.request import Request
from mtmpattern.drafting.request_text import read_request
from mtmpattern.errors import MtmError, OptionError, Problem
from mtmpattern.pattern.audit import refuse_faulty
from mtmpattern.pattern.parts.part import CutPattern
from mtmpattern.showing.small import Cell, Row, draw_small, in_rows

if TYPE_CHECKING:
    from mtmpattern.drafting import Template

MOST_CELLS: Final = 400
ENDINGS: Final = (".yaml", ".yml", ".json", ".csv", ".smis", ".vit")


@dataclass(frozen=True, slots=True)
class Variant:
    """One row of a sheet: its heading, and the fit and options of its garments."""

    heading: str
    request: Request


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact sheet as SVG; ``refused`` are the cells of refused garments, each with its faults."""

    svg: bytes
    garments: int
    refused: tuple[tuple[str, tuple[str, ...]], ...]


def variants(kind: type[Template], fits: Sequence[str], sets: Sequence[str]) -> list[Variant]:
    """Every combination of the fits (``all`` for every one) and of options that are given several times.

    Raises `OptionError` with every fault of the texts.
    """
    named = list(kind.fits) if "all" in fits and "all" not in kind.fits else list(dict.fromkeys(fits))
    values: dict[str, list[str]] = {}
    for text in dict.fromkeys(text.strip() for text in sets):
        values.setdefault(_name(text), []).append(text)
    several = {name for name, texts in values.items() if len(texts) > 1}
    found: list[Variant] = []
    problems: list[Problem] = []
    fits_or_none: list[str | None] = [*named] or [None]
    for fit, chosen in product(fits_or_none, product(*values.values())):
        heading = [f"fit {fit}"] * (len(named) > 1) + [text for text in chosen if _name(text) in several]
        try:
            found.append(Variant(", ".join(heading), read_request(kind, fit=fit, sets=chosen)))
        except OptionError as error:
            problems += error.problems
    if problems:
        raise OptionError.of(dict.fromkeys(problems))
    return found


def _name(text: str) -> str:
    return text.partition("=")[0].strip()


def body_files(named: Iterable[Path]) -> list[Path]:
    """The measurement files named; a folder stands for all those in it, sorted by name."""
    found: list[Path] = []
    for each in named:
        inside = sorted(file for file in each.iterdir() if file.suffix in ENDINGS) if each.is_dir() else []
        found += inside or [each]
    return found


def read_sheets(files: Iterable[Path]) -> list[Sheet]:
    """Read the measurement files. Raises the faults of all of them in one error."""
    sheets, errors = [], []
    for file in files:
        try:
            sheets.append(read_sheet(file, pick=ALONE))
        except MtmError as error:
            errors.append(error)
    if errors:
        raise type(errors[0]).of(problem for error in errors for problem in error.problems)
    return sheets


def contact_sheet(kind: type[Template], sheets: Sequence[Sheet | MtmError], rows: Sequence[Variant], *,
                  estimates: bool = False) -> Contact:
    """Draw the template for every body and variant; an error in place of a body is shown in its cells."""
    if len(sheets) * len(rows) > MOST_CELLS:
        raise OptionError(f"{len(sheets)} bodies in {len(rows)} variants do not fit on one sheet", code="option.range",
                          hint=f"One sheet holds {MOST_CELLS} drawings; name fewer bodies or variants.",
                          params={"count": len(sheets), "count_2": len(rows)})
    refused: list[tuple[str, tuple[str, ...]]] = []
    drawn = []
    for variant in rows:
        cells = []
        for number, sheet in enumerate(sheets, 1):
            cut, rescues, faults = _garment(kind, sheet, variant.request, estimates=estimates)
            if faults:
                refused.append((f"{number} {variant.heading}".strip(), faults))
            cells.append(Cell(f"{number}: refused" if faults else str(number), cut, (*faults, *rescues)))
        drawn.append(Row(variant.heading, tuple(cells)))
    lined_up = drawn if len(drawn) > 1 else in_rows(drawn[0].cells)
    svg = draw_small(f"{kind.name}, version {kind.version}", lined_up)
    return Contact(svg, len(sheets) * len(rows), tuple(refused))


def faulty_sheet(title: str, problems: Iterable[Problem]) -> Contact:
    """The sheet of a template that cannot be drawn at all, with its faults."""
    faults = tuple(map(str, problems))
    return Contact(draw_small(title, [Row("", (Cell("", None, faults),))]), 1, ((title, faults),))


def _garment(kind: type[Template], sheet: Sheet | MtmError, request: Request, *,
             estimates: bool) -> tuple[CutPattern | None, tuple[str, ...], tuple[str, ...]]:
    """The parts if there are any, the rescues, and the faults."""
    if isinstance(sheet, MtmError):
        return None, (), tuple(map(str, sheet.problems))
    try:
        pattern = drafted(kind, sheet.body, **request.arguments, estimates=estimates)
    except MtmError as error:
        return None, (), _faults_of(error)
    rescues = tuple(f"rescued: {note}" for note in pattern.rescues)
    try:
        return refuse_faulty(pattern).for_cutting(), rescues, ()
    except MtmError as error:
        faults = _faults_of(error)
    try:
        return pattern.for_cutting(), rescues, faults
    except Exception:                           # a pattern with faults need not have a cut line
        return None, rescues, faults


def _faults_of(error: MtmError) -> tuple[str, ...]:
    return tuple(str(replace(problem, file="", line=None, column=None)) for problem in error.problems)
