"""Constructions that several garments share."""

from .armholes import hollow_armhole
from .hems import level_hem, side_foot
from .skirt_darts import skirt_back_darts, skirt_front_darts
from .sleeves import set_in_cap

__all__ = ["hollow_armhole", "level_hem", "set_in_cap", "side_foot", "skirt_back_darts", "skirt_front_darts"]
