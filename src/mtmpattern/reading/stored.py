"""Reading and auditing our own patterns as JSON, and auditing any file by its content."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mtmpattern.body import Body
from mtmpattern.documents.file_kind import OURS, kind_of, kind_of_text
from mtmpattern.errors import DraftError, FileFormatError, no_surprise
from mtmpattern.geometry import path
from mtmpattern.limits import DXF_BYTES, PATTERN_CHARACTERS, RUL_BYTES
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.stored import from_json
from mtmpattern.reading.code_pages import about_letters
from mtmpattern.reading.dxf.checks import audit_dxf
from mtmpattern.reading.dxf.washing import check_is_text_dxf
from mtmpattern.reading.findings import NOTE, Finding, Findings, from_problem
from mtmpattern.reading.hpgl import audit_hpgl
from mtmpattern.reading.hpgl.command import is_plot
from mtmpattern.reading.rul import about_moves, read_rul
from mtmpattern.reading.source import Source, opened

_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_RUL: Final = re.compile(rb"^[ \t]*+(RULE\b|(NUMBER OF SIZES|GRADE RULE TABLE|SIZE LIST)[ \t]*:)", re.IGNORECASE | re.M)
_CODE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*-?\d{1,4}[ \t]*[\r\n]")
_SECTION: Final = re.compile(rb"^[ \t]*+0[ \t]*+[\r\n]++[ \t]*+SECTION\b", re.IGNORECASE | re.M)


@no_surprise(FileFormatError, "the pattern", "file.defect")
def read_pattern(source: Source, *, body: Body | None = None) -> Pattern:
    """Read a ``pattern.json`` that `mtmpattern make` wrote: a path, its bytes or its text.

    Without the ``body`` it was drafted for (with its estimates, as from ``complete(body, needs)`` of its template)
    the pattern has a remark that wearability was not checked. Raises `FileFormatError` for a file that was changed, or
    drafted for another body.
    """
    if body is not None and not isinstance(body, Body):
        raise FileFormatError(f"a {type(body).__name__} is not a body", code="file.type", where="body",
                              hint="Read one with read_body.", params={"type": type(body).__name__})
    if isinstance(source, str) and source.lstrip().startswith("{"):
        source = source.encode("utf-8", "replace")
    file = opened(source, what="pattern", largest=PATTERN_CHARACTERS)
    if not _JSON.match(file.data):
        raise file.fault("this is not a pattern that mtmpattern wrote", "pattern.format",
                         "Give the pattern.json of make.")
    try:
        return from_json(file.text, body=body.digest if body else "")
    except FileFormatError as error:
        raise FileFormatError.of(replace(problem, file=problem.file or file.file) for problem in error.problems) \
            from error


@no_surprise(FileFormatError, "the pattern", "file.defect")
def audit_pattern(source: Source) -> Findings:
    """Repeat the audit of a pattern on a ``pattern.json``."""
    pattern = read_pattern(source)
    try:
        faults, parts = audit(pattern), pattern.for_cutting().parts
    except (DraftError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        why = error.problems[0].message if isinstance(error, DraftError) else type(error).__name__
        raise FileFormatError(f"this pattern cannot be rebuilt: {why}", code="pattern.format",
                              hint="It was changed by hand, or written by another version.") from error
    notes = [Finding("pattern.note", NOTE, str(note)) for note in pattern.notes]
    notes += [Finding(remark.code, NOTE, str(remark)) for remark in pattern.remarks]
    measures = [{"piece": part.id, "block": part.piece, "size": pattern.size, "quantity": "1", "material": part.role,
                 "area": round(path.area(part.cut) / 1e6, 4), "cut": round(path.length(part.cut), 2),
                 "sewn": round(path.length(part.sewn_outline), 2), "notches": len(part.notches),
                 "drills": len(part.drills)}
                for part in parts]
    return Findings.of("pattern", [*map(from_problem, faults), *notes], measures)


def audit_rul(source: Source, *, unit: str | float | None = None) -> Findings:
    """The findings about a rule table, as `read_rul` reads it. Raises `FileFormatError` where it cannot be read."""
    try:
        rules = read_rul(source, unit=unit)
    except FileFormatError as error:
        if not all(problem.code.startswith("rul.") for problem in error.problems):
            raise
        if {"rul.empty", "rul.large"} & {problem.code for problem in error.problems}:
            raise
        return Findings.of("rul", map(from_problem, error.problems))
    file = opened(source, what="rule table", largest=RUL_BYTES)
    found = [*about_moves(rules, stated=unit is not None), *about_letters(file.data, file.page)]
    return Findings.of("rul", found, rules.measures())


def audit_file(source: Source, *, unit: str | float | None = None) -> Findings:
    """Audit a DXF, a RUL, a plot in HPGL or a ``pattern.json``, recognized by its content.

    ``unit`` overrides the unit of the file if that is missing or wrong; a ``pattern.json`` is in mm.
    """
    data = opened(source, what="file", largest=DXF_BYTES)
    head = data.data[:20_000]
    if _JSON.match(head):
        if (kind := kind_of_text(data.data)) and kind is not OURS:
            raise kind.fault("file that can be audited", data.file)
        return audit_pattern(source)
    if is_plot(head.replace(b"\x00", b"")):
        return audit_hpgl(source, unit=unit)
    if _RUL.search(head) and not _SECTION.search(head):
        return audit_rul(source, unit=unit)
    if not _CODE.match(head):
        if (kind := kind_of(data.data) or kind_of_text(data.data)) and kind.name not in ("dwg", "binary dxf"):
            raise kind.fault("file that can be audited", data.file)
        check_is_text_dxf(data)
        raise data.fault("this is not a drawing (DXF), a table of grade rules (RUL), a plot (HPGL) or a pattern.json",
                         "file.type", "Other files, such as cutter data (.cut), cannot be audited.")
    return audit_dxf(source, unit=unit)
