"""From a body to the files of a pattern, and from another program's drawing to files in our formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtmpattern import units
from mtmpattern.body import Body
from mtmpattern.drafting import Template, draft
from mtmpattern.drafting.checked_request import checked_request
from mtmpattern.drafting.request import Request
from mtmpattern.drafting.request_text import meant
from mtmpattern.errors import (
    ExportError,
    FileFormatError,
    MeasurementError,
    MtmError,
    OptionError,
    Problem,
    check_arguments,
    gathered,
    no_surprise,
)
from mtmpattern.figures import in_unit
from mtmpattern.formats.registry import Format, Settings, find_format, refuse_unknown_settings
from mtmpattern.jobs.allowances import with_widths
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.parts.part import ClothNeed, CutPattern, Part
from mtmpattern.pattern.pattern import check_pattern
from mtmpattern.placing.marker import cloth_needs

if TYPE_CHECKING:
    from mtmpattern.reading import Drawing, Findings

# ---- From a body to files -------------------------------------------------------------------------------------------

PATTERN_FILE = "pattern.json"


@dataclass(frozen=True, slots=True)
class Made:
    """A pattern, its files (name to bytes), and the notes of drafting and cutting; nothing is on disk yet.

    ``needs`` is the length of each cloth, by role. ``notes`` state lengths in ``unit``.
    """

    pattern: Pattern
    files: dict[str, bytes]
    notes: tuple[str, ...]
    needs: Mapping[str, ClothNeed] = field(default_factory=dict)
    unit: str = "mm"


def make_garment(template: type[Template], body: Body, request: Request, formats: Iterable[str], *,
                 on_fold: bool = False, settings: Settings | None = None, estimates: bool = False,
                 store: Path | None = None, allowances: Mapping[str, float] | None = None) -> Made:
    """Draft the template for the body and write it in the formats, which are checked before drafting.

    ``estimates`` allows every missing measure to be estimated. ``settings`` go to the writers that have them, as in
    ``{"palette": "laser"}``. ``store`` is a folder of kept markers, which give the length of cloth that the garment
    takes; without one the lengths are upper bounds. ``allowances`` are other widths in mm by the names of seams.
    Raises the errors of `mtmpattern.drafting.draft`, and `ExportError` for a format that is unknown or cannot hold the
    pattern.
    """
    writers = find_formats(formats)
    check_settings(writers, settings or {})
    pattern = draft(template, body, **request.arguments, estimates=estimates)
    pattern = with_widths(pattern, allowances or {})
    kept: Mapping[str, float] = {}
    if store is not None:
        from mtmpattern.cutting.lay_shapes import kept_lengths  # noqa: PLC0415  # the station is needed only for this

        kept = kept_lengths(pattern.for_cutting(), store)
    needs = cloth_needs(pattern.for_cutting(), kept)
    files = make_files(pattern, writers, on_fold=on_fold, settings=settings, needs=needs)
    of_parts = (in_unit(note, body.unit) for note in pattern.for_cutting(on_fold=on_fold).notes)
    notes = dict.fromkeys([*map(str, pattern.notes), *of_parts])
    return Made(pattern, files, tuple(notes), needs, body.unit)


def all_faults(template: type[Template], body: Body | None, request: Request, found: Sequence[Problem], *,
               estimates: bool = False) -> MtmError:
    """All faults of a request in one error: ``found`` while it was read, and those for which a draft would fail."""
    problems = list(found)
    if body is not None:
        gathered(problems, lambda: checked_request(template, body, request, estimates=estimates))
    kinds = {each.code.partition(".")[0] for each in problems if not each.weight}
    of_body = kinds <= {"measurement", "file"}
    kind = FileFormatError if kinds == {"file"} else MeasurementError if of_body else OptionError
    faults = sorted(dict.fromkeys(problems), key=lambda each: each.weight != "")
    return kind.of(each.in_unit(body.unit if body else "mm") for each in faults)


def make_files(pattern: Pattern, formats: Iterable[Format], *, on_fold: bool = False,
               settings: Settings | None = None,
               needs: Mapping[str, ClothNeed] | None = None) -> dict[str, bytes]:
    """The files of a finished pattern in these formats and ``pattern.json``, name to bytes."""
    cut = replace(pattern.for_cutting(on_fold=on_fold), needs=needs or {})
    return files_of(formats, settings or {}, lambda each, own: each.write(cut, own),
                    {PATTERN_FILE: pattern.without_body().to_json().encode()})


def write(pattern: Pattern, *formats: str, on_fold: bool = False, settings: Settings | None = None,
          folder: Path | None = None) -> dict[str, bytes]:
    """The files of a pattern in these formats, name to bytes; they are also written to disk if a ``folder`` is given.

    ``mtm.write(pattern, "svg", "dxf", settings={"palette": "laser"})``. ``on_fold`` writes pieces with a fold as
    halves. The folder is written completely or not at all, and must not hold other files. Raises `ExportError` for an
    unknown format or setting, and for a pattern that a format cannot hold.
    """
    check_pattern(pattern)
    check_arguments(on_fold=(on_fold, "True or False"), settings=(settings, "named values or None"),
                    folder=(folder, "a folder or None"))
    writers = find_formats(formats)
    if not writers:
        raise ExportError("no format is named", code="format.unknown", where="formats",
                          hint='Name one or more, as in write(pattern, "svg", "dxf").')
    check_settings(writers, settings or {})
    cut = pattern.for_cutting(on_fold=on_fold)
    files = files_of(writers, settings or {}, lambda each, own: each.write(cut, own), {})
    if folder is not None:
        from mtmpattern.jobs.folder import write_folder  # noqa: PLC0415  # most callers keep the bytes

        write_folder(files, folder)
    return files


def files_of(formats: Iterable[Format], settings: Settings,
             write: Callable[[Format, Settings], dict[str, bytes]], beside: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that each format writes with the settings that it has, and the files ``beside``, name to bytes."""
    files = dict(beside)
    for each in formats:
        known = {setting.name for setting in each.settings}
        with no_surprise(ExportError, f"the format {each.name}", "export.defect"):
            written = write(each, {name: value for name, value in settings.items() if name in known})
        if twice := sorted(files.keys() & written.keys()):
            raise ExportError(f"the format {each.name} writes {twice[0]}, which another one has written",
                              code="format.files", where=each.name, hint="Write the formats one at a time.",
                              params={"format": each.name, "file": twice[0]})
        files |= written
    return files


def find_formats(names: Iterable[str]) -> tuple[Format, ...]:
    """The formats of these names, each once. Raises one `ExportError` with every unknown name."""
    found: dict[str, Format] = {}
    problems: list[Problem] = []
    given = [names] if isinstance(names, str) else list(names)
    for name in [*dict.fromkeys(each for each in given if isinstance(each, str)),
                 *(each for each in given if not isinstance(each, str))]:
        try:
            known = find_format(name)                       # "SVG" and ".svg" are the same
        except ExportError as error:
            problems.extend(error.problems)
        else:
            found[known.name] = known
    if problems:
        raise ExportError.of(problems)
    return tuple(found.values())


def check_settings(formats: Sequence[Format], settings: Settings) -> None:
    """Raise `ExportError` for a setting that none of the formats has, which would have no effect."""
    known = tuple(dict.fromkeys(setting.name for each in formats for setting in each.settings))
    refuse_unknown_settings(known, [each.name for each in formats], settings)


# ---- From another program's drawing to files ------------------------------------------------------------------------

_NAMED = 12
"""The most sizes named in a message."""


@dataclass(frozen=True, slots=True)
class Converted:
    """The parts as they were read, their files (name to bytes), and the findings of the drawing's audit.

    ``kept`` lists the edges that a new allowance did not change: hems and trimmed fusibles.
    """

    pattern: CutPattern
    files: dict[str, bytes]
    findings: Findings
    kept: tuple[str, ...] = ()


def convert_drawing(source: Path | bytes, formats: Iterable[str], *, size: str | None = None,
                    allowance: float | None = None, hem: float | None = None, unit: str | float | None = None,
                    settings: Settings | None = None, on_fold: bool = False) -> Converted:
    """Read a pattern DXF of any program and write one size of it.

    ``allowance`` in mm replaces those of the file, outside its sewn lines; a part without a sewn line is sewn along its
    cut line. Hems keep their depth unless ``hem`` is given, and trimmed fusibles keep their cut line. ``unit`` is for a
    file that states none, or a wrong one. ``on_fold`` leaves halves with a mirror line as they are. Raises
    `FileFormatError` if the drawing cannot be read and `ExportError` if it cannot be written. A drawing with faults is
    still written; the findings list them.
    """
    from mtmpattern.reading import audit_drawing, read_dxf  # noqa: PLC0415  # needed only for drawings

    writers = find_formats(formats)
    check_settings(writers, settings or {})
    drawing = read_dxf(source, opened_halves=not on_fold, unit=unit)
    pattern = drawing.pattern(size_of(drawing, size))
    kept: tuple[str, ...] = ()
    if allowance is not None:
        parts, kept = _reseamed(pattern.parts, allowance, hem)
        pattern = replace(pattern, parts=parts, notes=(*pattern.notes, *kept))
    files = files_of(writers, settings or {}, lambda each, own: each.write(pattern, own), {})
    return Converted(pattern, files, audit_drawing(drawing), kept)


def read_allowance(text: str) -> float:
    """Read an allowance for a drawing; without a unit it is in mm. Raises `OptionError`."""
    from mtmpattern.reading.dxf.reseam import WIDEST  # noqa: PLC0415  # needed only for drawings

    try:
        mm = float(units.length(text, "mm"))
    except MtmError as error:
        raise OptionError.of(replace(each, message=f"allowance: {each.message}", code="export.allowance",
                                     where="allowance", argument="allowance",
                                     hint=f"Write 0 to {WIDEST:g} mm, as in 10mm or 3/8 in.")
                             for each in error.problems) from error
    if mm > WIDEST:
        raise OptionError(f"allowance: {units.typed(mm)} mm is more than {WIDEST:g} mm", code="export.allowance",
                          where="allowance", hint="Check its unit.", argument="allowance")
    return mm


def read_allowances(texts: Iterable[str]) -> tuple[float | None, float | None]:
    """Read the allowances of seams and of hems for a drawing, as in ``12mm`` and ``hem=40mm``.

    Raises `OptionError`.
    """
    every: dict[str, float] = {}
    for text in texts:
        name, equals, width = text.partition("=")
        name = name.strip().casefold() if equals else ""
        if name not in {"", "hem", "hems"}:
            raise OptionError(f"allowance: a drawing does not name its seams, so {name[:40]}= cannot be used",
                              code="export.allowance", where="allowance", argument="allowance",
                              hint="Write one for all seams, as in 12mm, and hem=40mm for hems.")
        every["hem" if name else ""] = read_allowance(width if equals else text)
    if "hem" in every and "" not in every:
        raise OptionError("allowance: hem= alone does not say how wide the seams are", code="export.allowance",
                          where="allowance", argument="allowance", hint="Give one for the seams too, as in 12mm.")
    return every.get(""), every.get("hem")


def size_of(drawing: Drawing, name: str | None) -> str | None:
    """The size to write; it must be named if the drawing has several and no sample size. Raises `FileFormatError`.

    ``name`` is matched without regard to capitals.
    """
    sizes = [size for size in drawing.sizes if size]
    if name is not None:
        name = str(name)
        found = meant(name, sizes)
        if found is None:
            listed = f"It has {', '.join(size[:40] for size in sizes[:_NAMED]) or 'none'}{_more(sizes)}."
            raise FileFormatError.of([Problem(f"the drawing has no size {name[:40]!r}", "dxf.no_size", "size",
                                              listed, drawing.file)])
        return found
    if len(sizes) > 1 and drawing.sample_size not in sizes:
        listed = ", ".join(size[:40] for size in sizes[:_NAMED]) + _more(sizes)
        sample = drawing.sample_size[:40]
        why = (f"its sample size {sample} is not among {listed}" if sample else
               f"the drawing has the sizes {listed} and does not name its sample size")
        raise FileFormatError.of([Problem(why,
                                          "dxf.no_size", "size", f"Name one, such as {sizes[0][:40]}.",
                                          drawing.file, argument="size")])
    return None


def _more(sizes: Sequence[str]) -> str:
    return f" and {len(sizes) - _NAMED} more" if len(sizes) > _NAMED else ""


def _reseamed(parts: Sequence[Part], allowance: float,
              hem: float | None) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The parts with the new allowance, and the edges kept. Raises `ExportError` for all parts that cannot have it."""
    from mtmpattern.reading.dxf.reseam import converted  # noqa: PLC0415  # needed only for drawings

    made: list[Part] = []
    kept: list[str] = []
    problems: list[Problem] = []
    for part in parts:
        try:
            part_made, why = converted(part, allowance, hem)
            made.append(part_made)
            kept += why
        except ExportError as error:
            problems += error.problems
    if problems:
        raise ExportError.of(problems)
    return tuple(made), tuple(kept)
