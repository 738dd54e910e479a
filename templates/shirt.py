"""Classic shirt for women, men and children: collar on a stand, yoke, cuffs, plackets, curved hem; for woven cloth."""

from mtmpattern.drafting import (
    Point, bag, buttoned, choice, cut, edges, encase, hem, lay, line, mm, once, other, passes, piece, sew, shell,
    whole, woven, yes_no,
)

from mtmpattern.templates.blocks import ShirtBody, ShirtSleeve, StandCollar

# By eye, and from shirts in shops.
PATCH_WIDE = .095       # of the chest, the pocket is wide
PATCH_HIGH = .11        # of the chest, it is high
PATCH_POINT = 18        # mm by which its middle is longer than its sides
PATCH_IN = .055         # of the chest, it lies from the centre
PATCH_UP = .08          # of the armhole's depth, it begins above the armhole
SHIRT_HEM = 6           # mm turned up at the hem, twice (trade: 6 to 10)
PATCH_HEM = 25, 8       # mm turned in at the top of the pocket, and under
FIRST_BUTTON = 65       # mm from the neckline to the first button, about
LEAST_FIRST = 35        # mm at least
LAST_BUTTON = 110       # mm from the last button to the hem at least
LEAST_LAST = 60         # mm at least, where all sizes have one number of buttons
SPACING_OFF = 5         # mm that buttons lie closer or wider than usual, so that one is at the bust line (cutter: 85
#                         to 95)


class Shirt(ShirtBody):
    name, version = "shirt", "5"
    fabric   = woven(mass=(70, 250), default="poplin")
    openings = ("neck", "hem", "cuff", "cuff")
    fits     = {                                  # "child" is for children, the others for adults
        "extra slim": {"chest_ease": 90, "waist_ease": 90, "hip_ease": 80, "shoulder_ease": 0, "across_ease": 13,
                       "armhole_ease": 40, "sleeve_ease": 70, "cap": 26, "wrist_pleats": 26, "fullness": "darts"},
        "slim":       {"chest_ease": 120, "waist_ease": 115, "hip_ease": 90, "shoulder_ease": 4, "across_ease": 14,
                       "sleeve_ease": 71, "cap": 26, "wrist_pleats": 30},
        "regular":    {},
        "relaxed":    {"chest_ease": 200, "waist_ease": 240, "hip_ease": 140, "shoulder_ease": 16, "across_ease": 19,
                       "armhole_ease": 44, "sleeve_ease": 82, "cap": 24, "fullness": "box pleat"},
        "women":      {"chest_ease": 90, "waist_ease": 95, "hip_ease": 80, "shoulder_ease": 2, "across_ease": 14,
                       "armhole_ease": 44, "sleeve_ease": 71, "cap": 26, "fullness": "darts", "body_length": 40.5,
                       "closes": "right over left", "band": 14, "stand_height": 28, "collar_point": 62, "cuff_ease": 40,
                       "cuff_height": 55, "slit_length": 105, "placket": 22, "wrist_pleats": 40},
        "child":      {"chest_ease": 110, "waist_ease": 170, "hip_ease": 80, "shoulder_ease": 0, "across_ease": 13,
                       "armhole_ease": 30, "sleeve_ease": 70, "neck_ease": 10, "body_length": 42, "tail": 40,
                       "back_longer": 10, "band": 13, "stand_height": 24, "collar_fall": 8, "collar_point": 50,
                       "sleeve_extra": 10, "cuff_ease": 34, "cuff_height": 42, "slit_length": 80, "placket": 20,
                       "wrist_pleats": 24},
    }

    # The block that it inherits drafts the body and its yoke (blocks/shirt_widths.py, shirt_block.py, shirt_body.py);
    # these are in shirt_sleeve.py and shirt_collar.py. All of them bring their options.
    arm    = ShirtSleeve()
    collar = StandCollar()

    button_spacing = mm(90, 70, 110, "from button to button, within 5 mm; one of them lies at the bust line")
    closes = choice("left over right", "right over left", note=
                    "which side laps over: men's shirts left over right, women's right over left")
    pocket = yes_no(False, "a patch pocket on the left of the chest")

    @property
    def deeper(self): return self.arm.deeper

    def front_points(self):
        """The pocket's upper corner toward the centre lies a little above the armhole."""
        if not self.pocket:
            return {}
        return {"pocket": Point(PATCH_IN * self.chest, self.armhole_level + PATCH_UP * self.armhole_depth)}

    @piece(cut(shell), on="torso front", only="left", when=pocket)
    def chest_pocket(self):
        wide, high = PATCH_WIDE * self.chest, PATCH_HIGH * self.chest
        top, low   = Point(0, 0), Point(0, -high)
        tip, begin = low.right(wide / 2), low.up(PATCH_POINT)
        end        = begin.right(wide)
        return edges(left  = line(top, begin),
                     point = line(begin, tip).then(line(tip, end)),
                     right = line(end, top.right(wide)),
                     mouth = line(top.right(wide), top))

    # ---- In order of work: interfacings are fused, darts are sewn and pleats are folded first ---------------------
    def making(self):
        front, back, yoke, stand, arm = self.front, self.back, self.yoke, self.collar.stand, self.arm
        sleeve = arm.sleeve
        yield from self.collar.bagged()
        yield encase(self.collar.collar.neck, between=stand.top)                      # the leaf ends at the centre ...
        yield bag(stand.end)                                              # ... the stand runs on past it
        if arm.long_sleeves:
            yield from arm.placketed()
        if self.pocket:
            yield from self.pocketed()
        yield from self.buttoned_edge()
        yield encase(back.yoke, between=yoke.back)
        yield encase(front.yoke, between=yoke.front)
        yield encase(self.half_neck_seam, between=stand.seam)
        yield sew(sleeve.cap, self.armhole_seam, eased=arm.cap_eased, construction="felled")
        yield sew(front.side + sleeve.under_front, back.side + sleeve.under_back,
                  construction="plain" if self.inlay else "felled")
        yield from arm.cuffed()
        yield hem(front.hem, back.hem, depth=SHIRT_HEM, under=SHIRT_HEM, stitch="301")
        yield buttoned(over=stand.centre, under=other(stand.centre), count=1, holes="across", closes=self.closes)
        centre = self.closing.centre
        yield buttoned(over=centre, under=other(centre), first=self.first_button, count=self.buttons,
                       spacing=self.between_buttons, closes=self.closes)

    # ---- Buttons: counted from the one at the bust line, where a shirt would gape ---------------------------------
    @property
    def to_bust_line(self): return self.neck_front.y - self.bust_line
    @once
    def buttons_above(self):
        """From the bust line up to the neckline."""
        return self.held("buttons above the bust", max(int((self.to_bust_line - LEAST_FIRST)
                                                           / (self.button_spacing - SPACING_OFF)), 0))
    @once
    def between_buttons(self):
        wanted  = (self.to_bust_line - FIRST_BUTTON) / self.buttons_above if self.buttons_above else self.button_spacing
        spacing = min(max(wanted, self.button_spacing - SPACING_OFF), self.button_spacing + SPACING_OFF)
        return min(spacing, (self.to_bust_line - LEAST_FIRST) / self.buttons_above) if self.buttons_above else spacing
    @property
    def first_button(self): return self.to_bust_line - self.buttons_above * self.between_buttons
    @once
    def buttons(self):
        below = self.closing.centre.length - self.to_bust_line
        usual = self.buttons_above + 1 + int((below - LAST_BUTTON) / self.between_buttons)
        most  = self.buttons_above + 1 + int((below - LEAST_LAST) / self.between_buttons)
        return min(self.held("buttons", usual), most)

    def pocketed(self):
        pocket = self.chest_pocket
        yield hem(pocket.mouth, depth=PATCH_HEM[0], under=PATCH_HEM[1], stitch="301")
        yield lay(pocket, on=self.front, at="pocket", sewn=pocket.left + pocket.point + pocket.right)

    def finished(self):
        yield from super().finished()
        yield from self.arm.finished()

    def bounds(self):
        yield from super().bounds()
        yield from self.arm.bounds()

    def outweighed(self):
        yield from super().outweighed()
        yield from self.arm.outweighed()

    def wearing(self):
        undone = whole(self.half_neck_seam).length + whole(self.closing.centre).length + whole(self.back.hem).length
        yield passes("neck", undone, "chest girth", self.middle.chest_girth)                   # it goes on like a coat
        yield from self.arm.wearing()
        yield from super().wearing()
