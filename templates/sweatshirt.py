"""Sweatshirt: wide sleeves, set in or raglan, with rib at the neck, the wrists and the waist."""

from mtmpattern.drafting import mm

from mtmpattern.templates.blocks import RibNeck, SweatTop


class Sweatshirt(SweatTop):
    name, version = "sweatshirt", "6"
    openings = ("neck", "waist", "cuff", "cuff")

    # The block (blocks/sweat_top.py) drafts the body, the sleeves and the ribs, and brings their options and fits.
    neck = RibNeck(band_height=mm(22, 15, 45, "height of the finished neckband"))

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back = self.front, self.back
        yield from self.arm.shouldered(front, back)
        yield from self.neck.making()
        yield from self.arm.sleeved(front, back)
        yield from self.arm.cuffed()
        yield from self.rib.making()

    def wearing(self):
        yield from self.neck.wearing()
        yield from super().wearing()
