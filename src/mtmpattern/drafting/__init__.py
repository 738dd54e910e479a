"""What a template file imports: the words of a drafting book.

Directions, points and lines; pieces and options; sewing, closing and hemming; measures and requirements.
"""

from ..geometry import DOWN, LEFT, RIGHT, UP, Edge, Point, between, heading
from ..pattern.model.ease import ease
from ..pattern.model.fabric import Cloth, Fabric, knit, swatch, woven
from ..pattern.model.notion import notion
from ..pattern.model.outline import Outline
from ..pattern.model.piece import Piece
from ..pattern.model.requirement import across, around, measured
from ..pattern.model.run import Run, other, whole
from ..pattern.seams.sewing import expand
from .blocks import Block
from .convert.dart_move import dart_moved
from .convert.facing import facing
from .convert.join import joined
from .convert.split import split
from .convert.spread import spread, spread_evenly
from .draft import draft, drafted
from .intention import intended, once, solve
from .option import choice, count, degrees, mm, percent, yes_no
from .piece_method import if_drawn, piece
from .sewing import bag, bind, buttoned, caught, encase, hem, lapped, lay, opened, raw, sew, zipped
from .template import Template
from .words import (
    curve,
    cut,
    dart,
    derived,
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
    "cut", "dart", "dart_moved", "degrees", "derived", "doubled", "draft", "drafted", "ease", "edges", "encase",
    "expand", "facing", "fish_eye", "fold", "fusible", "heading", "hem", "if_drawn", "intended", "joined", "knit",
    "knitted", "lapped", "lay", "line", "lining", "measured", "mm", "notion", "once", "opened", "other", "passes",
    "percent", "piece", "pleat", "proportion", "raw", "rib", "sew", "shell", "slit", "solve", "split", "spread",
    "spread_evenly", "square_to", "swatch", "whole", "woven", "yes_no", "zipped",
]
