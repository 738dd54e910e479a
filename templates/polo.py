"""Polo shirt: a tee's body and sleeves with a buttoned placket and a collar, for piqué or jersey."""

from mtmpattern.drafting import cut, ease, hem, knit, mm, once, percent, piece, shell, yes_no

from mtmpattern.templates.blocks import PoloNeck, SetInSleeve, Tee, round_neckline

COLLAR_EASE = 5         # mm that a closed collar is wider than the neck at least (by eye)
POLO_VENT_HEM = 12      # mm turned in at the edges of a vent (by eye)


class Polo(Tee):
    name, version = "polo", "4"
    fabric = knit(stretch=.15, mass=(130, 300))
    fits   = {
        "slim":    {"chest_ease": 3, "hip_ease": 30, "belly_ease": 15, "shoulder_ease": 3, "across_ease": 2,
                    "armhole_ease": 18, "sleeve_ease": 36},
        "regular": {},
        "relaxed": {"chest_ease": 12, "hip_ease": 70, "belly_ease": 60, "shoulder_ease": 15, "across_ease": 8,
                    "armhole_ease": 32, "sleeve_ease": 78},
        "child":   {"neck_width": 6, "shoulder_ease": 4, "across_ease": 2, "forward": 6, "armhole_ease": 14,
                    "sleeve_ease": 46, "hip_ease": 30, "placket_length": 125, "placket_width": 24,
                    "collar_height": 55, "buttons": 2},
    }

    # The block (blocks/tee.py) drafts body and sleeves; placket and collar stand in blocks/polo_neck.py.
    chest_ease  = percent(8, -2, 40, "room around the chest, part of the chest girth, up to 1100 mm of it")
    body_length = percent(41, 30, 55, "length down the centre back, part of the height")
    neck_width  = mm(6, 0, 40, "neckline wider than the neck, at each side")
    neck_drop   = mm(78, 55, 120, "front neckline below the neck point, for a neck of 400; it grows with the neck")

    vents       = yes_no(False, "a vent at each side, from the hem up")
    vent_height = mm(50, 30, 100, "height of the vents above the hem")

    arm  = SetInSleeve(sleeve_length=percent(40, 22, 105, "sleeve, part of shoulder to wrist"))
    neck = PoloNeck()

    @once
    def half_neck(self):
        """Wider where the collar could not be closed round the neck."""
        needed = self.middle.neck_girth + COLLAR_EASE - self.neck.placket_width
        return self.neck_widened(super().half_neck, self.neck_when, needed, "neck", "the collar goes round the neck")

    def eased_neck(self):
        """The collar can be closed."""
        closed = self.neck_seam.length + self.neck.placket_width
        return ease("neck", closed, least=0, by=("neck_width", "neck_drop"))

    def outweighed(self):
        """The neckline is usually wider than neck and head ask."""
        yield from super().outweighed()
        if self.half_neck == super().half_neck:
            yield "neck_girth"

    def neck_opens(self, half_width): return self.neck.opens(self.neck_when(half_width))

    def front_neckline(self, neck, slope): return round_neckline(neck, self.neck.corner, slope)

    @piece(cut(shell), on="torso front", level="neck point", allowance={"neckline": 7})
    def front(self): return self.half_front(opening=self.neck.window())

    def girth(self, at):
        """With the placket closed, where it reaches that far down."""
        outline = self.front.info.outline
        level = outline.points[at].y if at in outline.points else outline.levels[at]
        return super().girth(at) + (self.neck.placket_width if level > outline.edges["placket"].end.y else 0)

    def closed(self, side): return side.part(self.vent_height, None) if self.vents else side

    # ---- In order of work; vents are turned in before the hem is turned up over them ------------------------------
    def making(self):
        front, back = self.front, self.back
        yield from self.neck.placketed()
        yield from self.arm.shouldered(front, back)
        yield from self.neck.making()
        yield from self.arm.sleeved(front, back)
        yield from self.arm.cuffed(self.hem_depth)
        if self.vents:
            yield hem(*(each.side.first(self.vent_height) for each in (front, back)), depth=POLO_VENT_HEM)
        yield hem(front.hem, back.hem, depth=self.hem_depth)
