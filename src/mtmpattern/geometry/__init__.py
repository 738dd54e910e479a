"""Points, curves, edges and cut lines: the geometry of flat cloth, in millimetres and degrees."""

from mtmpattern.geometry.curve import Curve
from mtmpattern.geometry.cut_line import Corner, CutLine, Margin, cut_line
from mtmpattern.geometry.drawing import drawn
from mtmpattern.geometry.edge import DOUBLED, FOLD, SEAM, SLIT, Edge, EdgeKind
from mtmpattern.geometry.intake import Diamond, FishEye, Intake, PlacedIntake, Trued
from mtmpattern.geometry.path import Curves
from mtmpattern.geometry.point import (
    DOWN,
    IDENTITY,
    LEFT,
    RIGHT,
    TURNED_OVER,
    UP,
    Affine,
    Point,
    between,
    crossing,
    heading,
    mirrored_about,
    scaled_along,
    shifted,
    turn,
    turned,
)
from mtmpattern.geometry.region import Region, shapes_apart

__all__ = [
    "DOUBLED", "DOWN", "FOLD", "IDENTITY", "LEFT", "RIGHT", "SEAM", "SLIT", "TURNED_OVER", "UP", "Affine", "Corner",
    "Curve", "Curves", "CutLine", "Diamond", "Edge", "EdgeKind", "FishEye", "Intake", "Margin", "PlacedIntake", "Point",
    "Region", "Trued", "between", "crossing", "cut_line", "drawn", "heading", "mirrored_about", "scaled_along",
    "shapes_apart", "shifted", "turn", "turned",
]
