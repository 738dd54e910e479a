"""Patterns that were drafted elsewhere, written in the formats that our own are written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mtmpattern import units
from mtmpattern.errors import ExportError, FileFormatError, MtmError, OptionError, Problem
from mtmpattern.jobs.asking import meant
from mtmpattern.jobs.making import check_settings, files_of, find_formats
from mtmpattern.pattern.part import CutPattern, Part
from mtmpattern.reading import Drawing, Findings, audit_drawing, read_dxf, reseamed
from mtmpattern.reading.reseaming import WIDEST

_NAMED = 12
"""Sizes that a sentence names."""


@dataclass(frozen=True, slots=True)
class Converted:
    """The parts as they were read, their files, name to bytes, and what the audit of the drawing found."""

    pattern: CutPattern
    files: dict[str, bytes]
    findings: Findings


def convert_drawing(source: Path | bytes, formats: Iterable[str], *, size: str | None = None,
                    allowance: float | None = None, settings: Mapping[str, str] | None = None,
                    on_fold: bool = False) -> Converted:
    """Read a pattern DXF of any program and write one size of it.

    ``allowance`` in mm replaces those of the file, laid round its sewn lines; a part that has none is sewn along its
    cut line. ``on_fold`` leaves halves with a mirror line as they are. Raises `FileFormatError` for what cannot be
    read and `ExportError` for what cannot be written; a drawing with faults is written all the same, and they are told.
    """
    writers = find_formats(formats)
    check_settings(writers, settings or {})
    drawing = read_dxf(source, opened_halves=not on_fold)
    pattern = drawing.pattern(_size(drawing, size))
    if allowance is not None:
        pattern = replace(pattern, parts=_reseamed(pattern.parts, allowance))
    files = files_of(writers, settings or {}, lambda each, own: each.write(pattern, own), {})
    return Converted(pattern, files, audit_drawing(drawing))


def read_allowance(text: str) -> float:
    """Read the allowance that is to be laid round a drawing, in mm where it has no unit. Raises `OptionError`."""
    try:
        mm = float(units.length(text, "mm"))
    except MtmError as error:
        raise OptionError.of(replace(each, message=f"--allowance: {each.message}", code="export.allowance",
                                     where="--allowance", hint=f"Write 0 to {WIDEST:g} mm, as in 10mm or 3/8 in.")
                             for each in error.problems) from error
    if mm > WIDEST:
        raise OptionError(f"--allowance: {mm:g} mm is more than {WIDEST:g} mm", code="export.allowance",
                          where="--allowance", hint="A wider allowance is a slip; look at its unit.")
    return mm


def _size(drawing: Drawing, asked: str | None) -> str | None:
    """The size that is meant; one of several has to be named unless the drawing has a sample size."""
    sizes = [size for size in drawing.sizes if size]
    if asked is not None:
        asked = str(asked)
        found = meant(asked, sizes)
        if found is None:
            told = f"It has {', '.join(size[:40] for size in sizes[:_NAMED])}" if sizes else "It tells of none"
            raise FileFormatError.of([Problem(f"the drawing has no size {asked[:40]!r}", "dxf.no_size", "size",
                                              f"{told}{_more(sizes)}.", drawing.file)])
        return found
    if len(sizes) > 1 and drawing.sample_size not in sizes:
        listed = ", ".join(size[:40] for size in sizes[:_NAMED]) + _more(sizes)
        raise FileFormatError.of([Problem(f"the drawing has the sizes {listed}, and does not tell which is its sample "
                                          "size", "dxf.no_size", "size", f"Name one, as in --size {sizes[0][:40]}.",
                                          drawing.file)])
    return None


def _more(sizes: Sequence[str]) -> str:
    return f" and {len(sizes) - _NAMED} more" if len(sizes) > _NAMED else ""


def _reseamed(parts: Sequence[Part], allowance: float) -> tuple[Part, ...]:
    """The parts with the allowance; every part round which it cannot be laid is in the one error."""
    made = []
    problems: list[Problem] = []
    for part in parts:
        try:
            made.append(reseamed(part, allowance))
        except ExportError as error:
            problems += error.problems
    if problems:
        raise ExportError.of(problems)
    return tuple(made)
