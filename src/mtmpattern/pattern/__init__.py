"""What a draft yields: pieces, operations and joins, parts to cut, finished measurements, and the audit."""

from .assembly import expand
from .audit import audit
from .fabric import Cloth, Fabric, knit, woven
from .part import CutPattern, Part
from .pattern import Pattern
from .piece import Piece
from .requirements import Note
from .run import Run, other, whole
from .surface import surface

__all__ = ["Cloth", "CutPattern", "Fabric", "Note", "Part", "Pattern", "Piece", "Run", "audit", "expand", "knit",
           "other", "surface", "whole", "woven"]
