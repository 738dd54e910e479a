"""Constructions that several garments share."""

from .armholes import hollow_armhole, racer_armhole
from .bands import doubled_band
from .flowing import x_at
from .hems import level_hem, side_foot
from .hoods import two_piece_hood
from .knit_top import KnitTop
from .legging_rise import LeggingRise
from .long_sleeve import LongSleeve
from .necklines import round_neckline, v_neckline
from .pockets import FrontPockets
from .raglan_sleeve import RaglanSleeve
from .rib_neck import RibNeck
from .rib_waist import RibWaist
from .set_in_sleeve import SetInSleeve
from .shirt_bust import BustDart
from .shirt_collar import StandCollar
from .shirt_sleeve import ShirtSleeve
from .side_pockets import SidePockets
from .skirt import Skirt
from .skirt_darts import skirt_back_darts, skirt_front_darts
from .skirt_lining import SkirtLining
from .skirt_waist import ElasticWaist, WaistFinish
from .skirts import arc, arc_between, band_on, buttoned_waistband, stride, turned, zip_length
from .sleeves import set_in_cap
from .sweat_top import SweatTop
from .trouser_block import TrouserBlock
from .usual import usually
from .turn_ups import TurnUps
from .welt_pockets import WeltPockets

__all__ = ["BustDart", "ElasticWaist", "FrontPockets", "KnitTop", "LeggingRise", "LongSleeve", "RaglanSleeve",
           "RibNeck", "RibWaist", "SetInSleeve", "ShirtSleeve", "SidePockets", "Skirt", "SkirtLining", "StandCollar",
           "SweatTop", "TrouserBlock", "TurnUps", "WaistFinish", "WeltPockets", "arc", "arc_between", "band_on",
           "buttoned_waistband", "doubled_band", "hollow_armhole", "level_hem", "racer_armhole", "round_neckline",
           "set_in_cap", "side_foot", "skirt_back_darts", "skirt_front_darts", "stride", "turned", "two_piece_hood",
           "usually", "v_neckline", "x_at", "zip_length"]
