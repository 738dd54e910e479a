"""Woman's shirt: the classic shirt with a dart for the bust, from the side seam; for woven cloth."""

from mtmpattern.templates.blocks import BustDart, usually
from mtmpattern.templates.shirt import Shirt


class WomensShirt(BustDart, Shirt):
    """It asks for the bust point besides; so it is a garment of its own beside the shirt and its women's fit."""

    name      = "womens-shirt"
    needs     = (*Shirt.needs, *BustDart.needs)
    estimable = (*Shirt.estimable, *BustDart.estimable)
    fits = {
        "slim":    {"chest_ease": 75, "waist_ease": 60, "hip_ease": 60, "shoulder_ease": 0},
        "regular": {},
        "relaxed": {"chest_ease": 130, "waist_ease": 150, "hip_ease": 110, "shoulder_ease": 10, "armhole_ease": 45,
                    "sleeve_ease": 60, "fullness": "plain"},
    }

    # Everything else is the shirt's (shirt.py), with these for its usual values; the dart is in blocks/shirt_bust.py.
    chest_ease    = usually(Shirt.chest_ease, 90)
    waist_ease    = usually(Shirt.waist_ease, 85)
    hip_ease      = usually(Shirt.hip_ease, 80)
    shoulder_ease = usually(Shirt.shoulder_ease, 4)
    armhole_ease  = usually(Shirt.armhole_ease, 42)
    sleeve_ease   = usually(Shirt.sleeve_ease, 52)
    cap           = usually(Shirt.cap, 26)
    body_length   = usually(Shirt.body_length, 40.5)
    fullness      = usually(Shirt.fullness, "darts")
    closes        = usually(Shirt.closes, "right over left")
    band          = usually(Shirt.band, 14)
    stand_height  = usually(Shirt.stand_height, 28)
    collar_point  = usually(Shirt.collar_point, 62)
    cuff_ease     = usually(Shirt.cuff_ease, 40)
    cuff_height   = usually(Shirt.cuff_height, 55)
    slit_length   = usually(Shirt.slit_length, 105)
    placket       = usually(Shirt.placket, 22)
    wrist_pleats  = usually(Shirt.wrist_pleats, 40)
