"""What a template file imports: the words of a drafting book.

Directions, points and lines; pieces and options; sewing, closing and hemming; what is measured and what must pass.
"""

from ..geometry import DOWN, LEFT, RIGHT, UP, Edge, Point, between, heading
from ..pattern.fabric import Cloth, Fabric, knit, swatch, woven
from ..pattern.measured import across, around, measured
from ..pattern.outline import Outline
from ..pattern.piece import Piece
from ..pattern.run import Run, other, whole
from ..pattern.sewing import expand
from .blocks import Block
from .dart_moving import dart_moved
from .deriving import derived
from .draft import draft, drafted
from .intentions import intended, once
from .joining import joined
from .options import choice, count, degrees, mm, percent, yes_no
from .pieces import if_drawn, piece
from .sewing import bag, bind, buttoned, caught, encase, hem, lapped, lay, opened, raw, sew, zipped
from .solving import solve
from .splitting import split
from .spreading import spread, spread_evenly
from .template import Template
from .words import (
    curve,
    cut,
    dart,
    doubled,
    edges,
    fish_eye,
    fold,
    fusible,
    knitted,
    line,
    lining,
    passes,
    pleat,
    proportion,
    rib,
    shell,
    slit,
    square_to,
)

__all__ = [
    "DOWN", "LEFT", "RIGHT", "UP", "Block", "Cloth", "Edge", "Fabric", "Outline", "Piece", "Point", "Run",
    "Template", "across", "around", "bag", "between", "bind", "buttoned", "caught", "choice", "count", "curve",
    "cut", "dart", "dart_moved", "degrees", "derived", "doubled", "draft", "drafted", "edges", "encase", "expand",
    "fish_eye", "fold", "fusible", "heading", "hem", "if_drawn", "intended", "joined", "knit", "knitted", "lapped",
    "lay", "line", "lining", "measured", "mm", "once", "opened", "other", "passes", "percent", "piece", "pleat",
    "proportion", "raw", "rib", "sew", "shell", "slit", "solve", "split", "spread", "spread_evenly", "square_to",
    "swatch", "whole", "woven", "yes_no", "zipped",
]
