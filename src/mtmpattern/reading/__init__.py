"""Patterns that come in: DXF of any dialect, grade rules as RUL, our own pattern JSON, and an auditor for all of them.

Beside `mtmpattern.formats`, which writes; what is read becomes parts that the other stations take.
"""

from __future__ import annotations

from .auditing import audit_drawing, audit_dxf
from .drawing import Drawing, read_dxf
from .findings import FAULT, NOTE, WARNING, Finding, Findings
from .patterns import audit_file, audit_pattern, audit_rul, read_pattern
from .piece import ReadDrill, ReadLine, ReadNotch, ReadPiece, RulePoint
from .rul import Rules, read_rul
from .texts import Quantity

__all__ = [
    "FAULT", "NOTE", "WARNING", "Drawing", "Finding", "Findings", "Quantity", "ReadDrill", "ReadLine", "ReadNotch",
    "ReadPiece", "RulePoint", "Rules", "audit_drawing", "audit_dxf", "audit_file", "audit_pattern", "audit_rul",
    "read_dxf", "read_pattern", "read_rul",
]
