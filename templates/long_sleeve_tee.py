"""Long-sleeve T-shirt: set-in sleeves with a hem or rib cuffs, and a neckband of rib, for jersey."""

from mtmpattern.drafting import knit, percent

from mtmpattern.templates.blocks import LongSleeve, Tee, fits_with


class LongSleeveTee(Tee):
    name, version = "long-sleeve-tee", "5"
    fabric = knit(stretch=.25, mass=(110, 300))
    fits   = fits_with(Tee.fits, slim={"wrist_ease": 40}, relaxed={"wrist_ease": 65}, cuffed={"rib_cuffs": True},
                       child={"cuff_height": 50, "wrist_ease": 40})

    # The blocks draft and sew the tee (blocks/tee.py) and its sleeve (knit_sleeves.py), and bring their options.
    arm = LongSleeve(cuff_ratio=percent(78, 65, 95, "cuff, part of the sleeve's edge"))
