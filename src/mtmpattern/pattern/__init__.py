"""What a draft yields: pieces, operations and joins, parts to cut, finished measurements, and the audit."""

from .audit import audit
from .fabric import Cloth, Fabric, knit, woven
from .part import CutPattern, Part
from .pattern import Pattern
from .piece import Piece
from .requirements import Note
from .run import Run, other, whole
from .seam import EdgeSpan, Seam
from .sewing import expand
from .surface import surface

__all__ = ["Cloth", "CutPattern", "EdgeSpan", "Fabric", "Note", "Part", "Pattern", "Piece", "Run", "Seam", "audit",
           "expand", "knit", "other", "surface", "whole", "woven"]
