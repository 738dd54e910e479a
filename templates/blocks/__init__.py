"""Constructions that several garments share."""

from .armholes import hollow_armhole, racer_armhole
from .crotch import crotch_seam, fork_rise
from .hems import level_hem, side_foot
from .hoods import two_piece_hood
from .knit_top import KnitTop, LongSleeve, RibNeck, RibWaist, SetInSleeve, SweatTop, doubled_band
from .necklines import round_neckline, v_neckline
from .pockets import SlantPockets
from .shirt_collar import StandCollar
from .shirt_sleeve import ShirtSleeve
from .skirt_darts import skirt_back_darts, skirt_front_darts
from .skirts import arc, arc_between, band_on, buttoned_waistband, turned, zip_length
from .sleeves import set_in_cap
from .trouser_legs import TrouserBlock, x_at

__all__ = ["KnitTop", "LongSleeve", "RibNeck", "RibWaist", "SetInSleeve", "ShirtSleeve", "SlantPockets", "StandCollar",
           "SweatTop", "TrouserBlock", "arc", "arc_between", "band_on", "buttoned_waistband", "crotch_seam",
           "doubled_band", "fork_rise", "hollow_armhole", "level_hem", "racer_armhole", "round_neckline", "set_in_cap",
           "side_foot", "skirt_back_darts", "skirt_front_darts", "turned", "two_piece_hood", "v_neckline", "x_at",
           "zip_length"]
