"""Woman's shirt: the classic shirt with a dart for the bust, from the side seam; for woven cloth."""

from mtmpattern.templates.blocks import BustDart, usual_as
from mtmpattern.templates.shirt import Shirt


@usual_as(Shirt, "women")
class WomensShirt(Shirt):
    """It asks for the bust point besides; so it is a garment of its own beside the shirt and its women's fit."""

    name = "womens-shirt"
    fits = {
        "slim":    {"chest_ease": 75, "waist_ease": 60, "hip_ease": 60, "shoulder_ease": 0},
        "regular": {},
        "relaxed": {"chest_ease": 130, "waist_ease": 150, "hip_ease": 110, "shoulder_ease": 10, "armhole_ease": 45,
                    "sleeve_ease": 60, "fullness": "plain"},
    }

    # Everything else is the shirt's (shirt.py), usually as in its women's fit; the dart is in blocks/shirt_bust.py.
    bust = BustDart()

    @property
    def longer(self):     return self.bust.longer
    @property
    def front_side(self): return self.bust.front_side

    def finished(self):
        yield from super().finished()
        yield from self.bust.finished()
