"""Everything that is wrong or doubtful in a pattern DXF, gathered in one report."""

from __future__ import annotations

from .checks import LONGEST, check_piece
from .drawing import Drawing, read_dxf
from .findings import WARNING, Finding, Findings
from .source import Source

MOST_OF_ONE = 50
"""Findings of one code that are kept of one piece; the rest say nothing new."""


def audit_dxf(source: Source) -> Findings:
    """Read a drawing and check each of its pieces. Raises `FileFormatError` for what cannot be read at all."""
    return audit_drawing(read_dxf(source))


def audit_drawing(drawing: Drawing) -> Findings:
    """The faults of a drawing that was read, with those that showed while it was read."""
    found = list(drawing.findings)
    for text in drawing.texts:
        if len(text) > LONGEST:
            found.append(Finding("dxf.text", WARNING, f"a text has {len(text)} letters: {text[:40]!r}",
                                 f"DXF R12 holds {LONGEST}."))
    for piece in drawing.pieces:
        counts: dict[str, int] = {}
        for finding in check_piece(piece):
            counts[finding.code] = counts.get(finding.code, 0) + 1
            if counts[finding.code] <= MOST_OF_ONE:
                found.append(finding)
    return Findings.of("dxf", found, [piece.measures() for piece in drawing.pieces])
