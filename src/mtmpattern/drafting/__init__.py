"""What a template file imports: the words of a drafting book.

Directions, points and lines; pieces and options; sewing, closing and hemming; measures and requirements.
"""

from mtmpattern.drafting.blocks import Block
from mtmpattern.drafting.bounds import bound
from mtmpattern.drafting.convert.dart_move import dart_moved
from mtmpattern.drafting.convert.facing import facing
from mtmpattern.drafting.convert.join import joined
from mtmpattern.drafting.convert.split import split
from mtmpattern.drafting.convert.spread import spread, spread_evenly
from mtmpattern.drafting.draft import draft, drafted
from mtmpattern.drafting.intention import intended, once, solve
from mtmpattern.drafting.option import choice, count, degrees, mm, percent, yes_no
from mtmpattern.drafting.piece_method import if_drawn, piece
from mtmpattern.drafting.sewing import (
    bag,
    bind,
    buttoned,
    caught,
    encase,
    hem,
    lapped,
    lay,
    opened,
    raw,
    separate,
    sew,
    zipped,
)
from mtmpattern.drafting.template import Template
from mtmpattern.drafting.words import (
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
from mtmpattern.geometry import DOWN, LEFT, RIGHT, UP, Edge, Point, between, heading
from mtmpattern.pattern.model.cloth import Cloth, knit, swatch, woven
from mtmpattern.pattern.model.ease import ease
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.notion import notion
from mtmpattern.pattern.model.outline import Outline
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.requirement import across, around, measured
from mtmpattern.pattern.model.run import Run, other, whole
from mtmpattern.pattern.seams.sewing import expand

__all__ = [
    "DOWN", "LEFT", "RIGHT", "UP", "Block", "Cloth", "Edge", "Fabric", "Outline", "Piece", "Point", "Run",
    "Template", "across", "around", "bag", "between", "bind", "bound", "buttoned", "caught", "choice", "count",
    "curve", "cut", "dart", "dart_moved", "degrees", "derived", "doubled", "draft", "drafted", "ease", "edges",
    "encase", "expand", "facing", "fish_eye", "fold", "fusible", "heading", "hem", "if_drawn", "intended", "joined",
    "knit", "knitted", "lapped", "lay", "line", "lining", "measured", "mm", "notion", "once", "opened", "other",
    "passes", "percent", "piece", "pleat", "proportion", "raw", "rib", "separate", "sew", "shell", "slit", "solve",
    "split", "spread", "spread_evenly", "square_to", "swatch", "whole", "woven", "yes_no", "zipped",
]
