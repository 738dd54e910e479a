"""Reading and auditing patterns: DXF of any dialect, grade rules as RUL, plots in HPGL, and our own JSON.

The counterpart of `mtmpattern.formats`, which writes; pieces of a DXF become parts that every station accepts.
"""

from __future__ import annotations

from mtmpattern.reading.dxf.checks import audit_drawing, audit_dxf, miscut
from mtmpattern.reading.dxf.drawing import Drawing, read_dxf
from mtmpattern.reading.dxf.piece import ReadDrill, ReadLine, ReadNotch, ReadPiece, RulePoint
from mtmpattern.reading.dxf.reseam import reseamed
from mtmpattern.reading.dxf.texts import PieceQuantity
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding, Findings
from mtmpattern.reading.hpgl import audit_hpgl, read_hpgl
from mtmpattern.reading.hpgl.pen import Plot, PlotLine
from mtmpattern.reading.rul import Rules, read_rul
from mtmpattern.reading.stored import audit_file, audit_pattern, audit_rul, read_pattern

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
    "miscut",
    "read_dxf",
    "read_hpgl",
    "read_pattern",
    "read_rul",
    "reseamed",
]
