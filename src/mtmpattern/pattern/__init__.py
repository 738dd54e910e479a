"""What a draft yields: pieces, operations and joins, parts to cut, finished measurements, and the audit."""

from .audit import audit
from .model.fabric import Cloth, Fabric, knit, woven
from .model.piece import Piece
from .model.requirement import Note
from .model.run import Run, other, whole
from .parts.part import CutPattern, Part
from .pattern import Pattern
from .seams.seam import EdgeSpan, Seam
from .seams.sewing import expand
from .seams.surface import surface

__all__ = ["Cloth", "CutPattern", "EdgeSpan", "Fabric", "Note", "Part", "Pattern", "Piece", "Run", "Seam", "audit",
           "expand", "knit", "other", "surface", "whole", "woven"]
