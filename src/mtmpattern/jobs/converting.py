"""Patterns that were drafted elsewhere, written in the formats that our own are written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mtmpattern.errors import ExportError
from mtmpattern.jobs.making import check_settings, find_formats
from mtmpattern.pattern.part import CutPattern
from mtmpattern.reading import Findings, audit_drawing, read_dxf, reseamed


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
    pattern = drawing.pattern(size)
    if allowance is not None:
        pattern = replace(pattern, parts=tuple(reseamed(part, allowance) for part in pattern.parts))
    files: dict[str, bytes] = {}
    for writer in writers:
        known = {setting.name for setting in writer.settings}
        written = writer.write(pattern, {name: value for name, value in (settings or {}).items() if name in known})
        if twice := sorted(files.keys() & written.keys()):
            raise ExportError(f"the format {writer.name} writes {twice[0]}, which is there already",
                              code="format.files", where=writer.name, hint="Ask for the formats one at a time.")
        files |= written
    return Converted(pattern, files, audit_drawing(drawing))
