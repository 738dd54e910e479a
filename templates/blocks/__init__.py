"""Constructions that several garments share. Each loads on first use: a tee does not load the trousers."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .arcs import arc, arc_between
    from .armholes import RacerArmhole
    from .bands import ELASTIC_IN, band_on, buttoned_waistband, doubled_band, shaped_waistband, strip
    from .cap_sleeve import CapSleeve
    from .caps import set_in_cap
    from .figure import BELLY_FREE, EASE_SPARE, HIP_FREE, TOP_HIP_FREE, WAIST_EASY, LowerFigure
    from .hems import HAIR, level_hem, side_foot
    from .hoods import two_piece_hood
    from .jumper_body import JumperBody
    from .jumper_neck import JumperNeck
    from .jumper_sleeve import JumperSleeve
    from .knit_sleeves import LongSleeve, SetInSleeve, SleevedTop
    from .knit_top import KnitTop
    from .knit_upper import ABOVE_UNDERARM, USUAL_NECK
    from .legging_block import LeggingBlock
    from .limits import yielding
    from .necklines import round_neckline, v_neckline
    from .polo_neck import PoloNeck
    from .raglan import RaglanSleeve
    from .ribs import RibNeck, RibWaist
    from .shirt_body import ShirtBody
    from .shirt_bust import BustDart
    from .shirt_collar import StandCollar
    from .shirt_sleeve import ShirtSleeve
    from .skirt import DIP_PARTS, SIDE_RISES, Skirt
    from .skirt_darts import IN_BACK_DARTS, IN_FRONT_DARTS, in_centre_back, skirt_back_darts, skirt_front_darts
    from .skirt_lining import SkirtLining
    from .skirt_openings import stride, zip_length
    from .skirt_pockets import SidePockets
    from .skirt_waist import ElasticWaist, WaistFinish
    from .sweat_top import SweatTop
    from .tee import Tee
    from .trouser_block import CREASE_OFF_WAIST, TrouserBlock
    from .trouser_fly import Fly
    from .trouser_legs import BACK_MORE, FRONT_MORE
    from .trouser_measures import HEEL_FREE
    from .trouser_pockets import FrontPockets, WeltPockets
    from .trouser_rise import BELLY_LEAN, FRONT_LEAN, LEAST_BACK_LEAN, MOST_BACK_LEAN
    from .turn_ups import TurnUps
    from .usual import fits_with, fixed, usual_as, usually

__all__ = ["ABOVE_UNDERARM", "BACK_MORE", "BELLY_FREE", "BELLY_LEAN", "CREASE_OFF_WAIST", "DIP_PARTS",
           "EASE_SPARE", "ELASTIC_IN", "FRONT_LEAN", "FRONT_MORE", "HAIR", "HEEL_FREE", "HIP_FREE",
           "IN_BACK_DARTS", "IN_FRONT_DARTS", "LEAST_BACK_LEAN", "MOST_BACK_LEAN", "SIDE_RISES",
           "TOP_HIP_FREE", "USUAL_NECK", "WAIST_EASY", "BustDart", "CapSleeve", "ElasticWaist", "Fly", "FrontPockets",
           "JumperBody", "JumperNeck", "JumperSleeve", "KnitTop", "LeggingBlock", "LongSleeve", "LowerFigure",
           "PoloNeck", "RacerArmhole", "RaglanSleeve", "RibNeck", "RibWaist", "SetInSleeve", "ShirtBody", "ShirtSleeve",
           "SidePockets", "Skirt", "SkirtLining", "SleevedTop", "StandCollar", "SweatTop", "Tee", "TrouserBlock",
           "TurnUps", "WaistFinish", "WeltPockets", "arc", "arc_between", "band_on", "buttoned_waistband",
           "doubled_band", "fits_with", "fixed", "in_centre_back", "level_hem", "round_neckline", "set_in_cap",
           "shaped_waistband", "side_foot", "skirt_back_darts", "skirt_front_darts", "stride", "strip",
           "two_piece_hood", "usual_as", "usually", "v_neckline", "yielding", "zip_length"]

_NAMES = {
    "arcs": ("arc", "arc_between"),
    "armholes": ("RacerArmhole",),
    "bands": ("ELASTIC_IN", "band_on", "buttoned_waistband", "doubled_band", "shaped_waistband", "strip"),
    "cap_sleeve": ("CapSleeve",),
    "caps": ("set_in_cap",),
    "figure": ("BELLY_FREE", "EASE_SPARE", "HIP_FREE", "TOP_HIP_FREE", "WAIST_EASY", "LowerFigure"),
    "hems": ("HAIR", "level_hem", "side_foot"),
    "hoods": ("two_piece_hood",),
    "jumper_body": ("JumperBody",),
    "jumper_neck": ("JumperNeck",),
    "jumper_sleeve": ("JumperSleeve",),
    "knit_sleeves": ("LongSleeve", "SetInSleeve", "SleevedTop"),
    "knit_top": ("KnitTop",),
    "knit_upper": ("ABOVE_UNDERARM", "USUAL_NECK"),
    "legging_block": ("LeggingBlock",),
    "limits": ("yielding",),
    "necklines": ("round_neckline", "v_neckline"),
    "polo_neck": ("PoloNeck",),
    "raglan": ("RaglanSleeve",),
    "ribs": ("RibNeck", "RibWaist"),
    "shirt_body": ("ShirtBody",),
    "shirt_bust": ("BustDart",),
    "shirt_collar": ("StandCollar",),
    "shirt_sleeve": ("ShirtSleeve",),
    "skirt": ("DIP_PARTS", "SIDE_RISES", "Skirt"),
    "skirt_darts": ("IN_BACK_DARTS", "IN_FRONT_DARTS", "in_centre_back", "skirt_back_darts", "skirt_front_darts"),
    "skirt_lining": ("SkirtLining",),
    "skirt_openings": ("stride", "zip_length"),
    "skirt_pockets": ("SidePockets",),
    "skirt_waist": ("ElasticWaist", "WaistFinish"),
    "sweat_top": ("SweatTop",),
    "tee": ("Tee",),
    "trouser_block": ("CREASE_OFF_WAIST", "TrouserBlock"),
    "trouser_fly": ("Fly",),
    "trouser_legs": ("BACK_MORE", "FRONT_MORE"),
    "trouser_measures": ("HEEL_FREE",),
    "trouser_pockets": ("FrontPockets", "WeltPockets"),
    "trouser_rise": ("BELLY_LEAN", "FRONT_LEAN", "LEAST_BACK_LEAN", "MOST_BACK_LEAN"),
    "turn_ups": ("TurnUps",),
    "usual": ("fits_with", "fixed", "usual_as", "usually"),
}
"""The modules, with the names that each gives."""
_MODULES = {name: module for module, names in _NAMES.items() for name in names}

if not TYPE_CHECKING:                                       # so that a type checker reports misspelt names

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        globals()[name] = value                             # the next look-up finds it
        return value


def __dir__() -> list[str]:
    return sorted({*__all__, *globals()})
