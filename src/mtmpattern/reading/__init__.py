"""Reading and auditing patterns: DXF of any dialect, grade rules as RUL, plots in HPGL, and our own JSON.

The counterpart of `mtmpattern.formats`, which writes; pieces of a DXF become parts that every station accepts.
"""

from __future__ import annotations

from .dxf.checks import audit_drawing, audit_dxf
from .dxf.drawing import Drawing, read_dxf
from .dxf.piece import ReadDrill, ReadLine, ReadNotch, ReadPiece, RulePoint
from .dxf.reseam import reseamed
from .dxf.texts import PieceQuantity
from .findings import FAULT, NOTE, WARNING, Finding, Findings
from .hpgl import audit_hpgl, read_hpgl
from .hpgl.pen import Plot, PlotLine
from .rul import Rules, read_rul
from .stored import audit_file, audit_pattern, audit_rul, read_pattern

__all__ = [
    "FAULT",
    "NOTE",
    "WARNING",
    "Drawing",
    "Finding",
    "Findings",
    "PieceQuantity",
    "Plot",
    "PlotLine",
    "ReadDrill",
    "ReadLine",
    "ReadNotch",
    "ReadPiece",
    "RulePoint",
    "Rules",
    "audit_drawing",
    "audit_dxf",
    "audit_file",
    "audit_hpgl",
    "audit_pattern",
    "audit_rul",
    "read_dxf",
    "read_hpgl",
    "read_pattern",
    "read_rul",
    "reseamed",
]
