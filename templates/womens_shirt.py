"""Women's shirt: the classic shirt with a dart for the bust, from the side seam; for woven cloth."""

from mtmpattern.templates.blocks import BustDart, usual_as
from mtmpattern.templates.shirt import Shirt


@usual_as(Shirt, "women")
class WomensShirt(Shirt):
    # It also needs the bust point, so it is a garment of its own beside the shirt and its women's fit.
    name, version = "womens-shirt", "6"
    fits = {
        "slim":    {"chest_ease": 84, "waist_ease": 60, "hip_ease": 60, "shoulder_ease": 0, "across_ease": 13},
        "regular": {},
        "relaxed": {"chest_ease": 130, "waist_ease": 150, "hip_ease": 110, "shoulder_ease": 10, "across_ease": 18,
                    "armhole_ease": 45, "sleeve_ease": 80, "fullness": "plain"},
    }

    # Everything else is the shirt's (shirt.py), usually as in its women's fit; the dart is in blocks/shirt_bust.py.
    bust = BustDart()

    @property
    def longer(self):         return self.bust.longer if self.bust.bust_dart else 0
    @property
    def front_side_most(self):
        """Less below a full bust, from which it comes in on a short way."""
        most = self.usual_side_most
        return min(most, self.bust.side_in_most) if self.bust.bust_dart else most
    @property
    def front_side_more(self): return self.bust.side_more
    @property
    def front_side(self):     return self.bust.side if self.bust.bust_dart else self.plain_front_side
    @property
    def front_dart(self):     return self.bust.waist_dart_width
    @property
    def bust_line(self):      return self.bust.aim.y
    @property
    def chest_level(self):
        """In front and in back."""
        return (self.bust.bust_level, self.bust.behind) if self.bust.bust_dart else super().chest_level
    def front_darts(self):    return self.bust.waist_darts()

    def bounds(self):
        yield from self.bust.bounds()             # first, for a front with a dart beyond them cannot be drawn
        yield from super().bounds()

    def outweighed(self):
        yield from super().outweighed()
        yield from self.bust.outweighed()

    def finished(self):
        yield from super().finished()
        yield from self.bust.finished()
