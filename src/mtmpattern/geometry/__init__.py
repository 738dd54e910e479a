"""Points, curves, edges and cut lines: the geometry of flat cloth, in millimetres and degrees."""

from .affine import IDENTITY, TURNED_OVER, Affine, mirrored_about, scaled_along, shifted, turned
from .allowance import Corner, CutLine, Margin, cut_line
from .cap import Intake
from .curve import Curve
from .drawing import drawn
from .edge import DOUBLED, FOLD, SEAM, SLIT, Edge
from .fish_eye import Diamond, FishEye
from .path import Curves
from .placed import Placed, Trued
from .point import DOWN, LEFT, RIGHT, UP, Point, between, crossing, heading, turn
from .region import Region, shapes_apart

__all__ = [
    "DOUBLED", "DOWN", "FOLD", "IDENTITY", "LEFT", "RIGHT", "SEAM", "SLIT", "TURNED_OVER", "UP", "Affine", "Corner",
    "Curve", "Curves", "CutLine", "Diamond", "Edge", "FishEye", "Intake", "Margin", "Placed", "Point", "Region",
    "Trued", "between", "crossing", "cut_line", "drawn", "heading", "mirrored_about", "scaled_along", "shapes_apart",
    "shifted", "turn", "turned",
]
