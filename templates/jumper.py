"""Jumper, knitted to shape on the grid of a swatch: sleeves set in or raglan, a round neck or a V, and ribs."""

from mtmpattern.drafting import raw

from mtmpattern.templates.blocks import JumperBody, JumperNeck, JumperSleeve


class Jumper(JumperBody):
    name, version = "jumper", "4"
    openings = ("neck", "hem", "cuff", "cuff")
    fits = {
        "slim":    {"chest_ease": 4, "hip_ease": 20, "belly_ease": 20, "shoulder_ease": 2, "across_ease": 2,
                    "armhole_ease": 18, "sleeve_ease": 57},
        "regular": {},
        "relaxed": {"chest_ease": 14, "hip_ease": 60, "belly_ease": 60, "shoulder_ease": 14, "across_ease": 3,
                    "armhole_ease": 32, "sleeve_ease": 84},
        "child":   {"chest_ease": 12, "neck_width": 25, "shoulder_ease": 4, "across_ease": 3, "forward": 6,
                    "armhole_ease": 16, "sleeve_ease": 52, "rib_height": 45, "cuff_height": 45, "band_height": 22},
    }

    # The blocks draft front and back (blocks/jumper_body.py), the sleeves and the neckband on the grid of the swatch.
    arm  = JumperSleeve()
    neck = JumperNeck()

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back = self.front, self.back
        yield from self.arm.shouldered(front, back)
        yield from self.neck.making()
        yield from self.arm.sleeved(front, back)
        yield raw(front.hem, back.hem, self.arm.sleeve.hem, self.neck.neckband.top)

    def wearing(self):
        yield from self.neck.wearing()
        yield from super().wearing()
