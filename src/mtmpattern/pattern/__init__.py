"""What a draft yields: pieces, operations and joins, parts to cut, finished measurements, and the audit."""

from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.model.cloth import Cloth, knit, woven
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.requirement import Note
from mtmpattern.pattern.model.run import Run, other, whole
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.pattern.pattern import Pattern
from mtmpattern.pattern.seams.seam import EdgeSpan, Seam
from mtmpattern.pattern.seams.sewing import expand
from mtmpattern.pattern.seams.surface import surface

__all__ = ["Cloth", "CutPattern", "EdgeSpan", "Fabric", "Note", "Part", "Pattern", "Piece", "Run", "Seam", "audit",
           "expand", "knit", "other", "surface", "whole", "woven"]
