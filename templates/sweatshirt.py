"""Sweatshirt: wide sleeves, set in or raglan, with rib at the neck, the wrists and the waist."""

from mtmpattern.drafting import mm
from mtmpattern.templates.blocks import RibNeck, SweatTop


class Sweatshirt(RibNeck, SweatTop):
    name, version = "sweatshirt", "2"
    openings = ("neck", "waist", "cuff", "cuff")

    # The block (blocks/sweat_top.py) drafts the body, the sleeves and the ribs, and brings their options and fits.
    band_height = mm(22, 15, 45, "height of the finished neckband")

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        yield from self.shouldered()
        yield from self.banded()
        yield from self.sleeved()
        yield from self.cuffed()
        yield from self.ribbed()
