"""The neck of a polo shirt: a placket of two strips in a window of the front, and a collar of two layers."""

from mtmpattern.drafting import (
    RIGHT, Block, Point, bag, buttoned, caught, choice, count, curve, cut, doubled, edges, encase, fold, fusible,
    line, mm, other, passes, piece, sew, shell, solve, whole,
)

from .knit_top import KnitTop

# Plackets of polos are 155 x 30 to 210 x 25 (measured).
COLLAR_LOWER = 11       # mm that the collar is lower at its ends than at the centre back (measured: 60 and 71)
SHORTEST_COLLAR = .9    # of the neckline's length, from which the collar's width is sought
INSIDE_STRIP = .5       # mm that the free edge of a strip lies inside the seam of the other, so that it does not show
BUTTON_BELOW_TOP = 14   # mm of the placket above its first button (by eye)
BUTTON_ABOVE_END = 22   # mm of it below its last button (by eye)


class PoloNeck(Block[KnitTop]):
    """The strips are sewn to the sides of a window as wide as the placket, and lap over each other in it.

    The collar ends at the centre front, in the middle of both strips; beyond it the strips are turned out.
    """

    needs     = ("head_girth", "neck_girth")
    estimable = needs

    placket_length = mm(150, 100, 260, "placket below the neckline")
    placket_width  = mm(30, 24, 40, "width of the finished placket")
    collar_height  = mm(70, 50, 90, "collar at the centre back")
    collar_flare  = mm(12, 0, 40, "collar's point beyond the end of its neck edge")
    buttons        = count(3, 2, 5, "buttons on the placket")
    closes         = choice("left over right", "right over left", note=
                            "which side laps over: men's left over right, women's right over left")

    def opens(self, seam): return seam + 2 * self.placket_length

    # ---- The window in the front -----------------------------------------------------------------------------------
    @property
    def corner(self):
        """Where the front neckline ends, at the placket."""
        return self.garment.neck_front.right(self.placket_width / 2)

    def window(self):
        """The edges of the front between its neckline and its centre."""
        foot = self.corner.down(self.placket_length)
        return {"placket":      line(self.corner, foot),
                "placket_foot": line(foot, foot.left(self.placket_width / 2))}

    @piece(cut(shell), cut(fusible, trimmed=2), on="chest front", allowance={"top": 7})
    def placket(self):
        """One strip, folded along its free edge; its seam is on x = 0, and the centre front halfway to that edge."""
        top, foot = Point(0, 0), Point(0, -self.placket_length)
        middle, side = top.left(self.placket_width / 2), top.left(self.placket_width - INSIDE_STRIP)
        below = middle.level_with(foot)
        return edges(seam     = line(foot, top),
                     top      = line(top, middle),
                     lap      = line(middle, side),
                     edge     = doubled(side, side.level_with(foot)),
                     foot_lap = line(side.level_with(foot), below),
                     foot     = line(below, foot),
                     inner    = {"centre": line(middle, below)})

    # ---- Collar: its centre back on x = 0, its front on the right --------------------------------------------------
    @property
    def half_seam(self):
        """Half the neckline, and half the placket."""
        return self.garment.half_neckline.length + self.placket_width / 2

    @piece(cut(shell, plies=2), cut(fusible, trimmed=2), on="neck", front=RIGHT, allowance={"neck": 7})
    def collar(self):
        def neck(x): return curve(Point(0, 0), Point(x, COLLAR_LOWER), leave=RIGHT)
        length = self.half_seam
        seam = neck(solve(lambda x: neck(x).length, length, SHORTEST_COLLAR * length, length,
                          what="neck edge of the collar"))
        back = Point(0, self.collar_height)
        tip  = seam.end.level_with(back).right(self.collar_flare)
        return edges(neck   = seam,
                     leaf   = line(seam.end, tip),
                     outer  = line(tip, back),
                     middle = fold(back, Point(0, 0)))

    # ---- In order of work ------------------------------------------------------------------------------------------
    def placketed(self):
        """Both strips are sewn to the window; over its foot each is caught in the other's seam."""
        front, strip = self.garment.front, self.placket
        yield bag(strip.lap)
        yield sew(strip.seam, front.placket)
        yield sew(strip.foot, front.placket_foot)
        yield caught(strip.foot_lap, by=other(front.placket_foot))

    def making(self):
        """The neckline between both layers of the collar; then the buttons."""
        collar, strip = self.collar, self.placket
        yield bag(collar.leaf + collar.outer)
        yield encase(whole(self.garment.half_neckline + strip.top), between=whole(collar.neck))
        yield buttoned(over=strip.centre, under=other(strip.centre), count=self.buttons, first=BUTTON_BELOW_TOP,
                       closes=self.closes,
                       spacing=(strip.centre.length - BUTTON_BELOW_TOP - BUTTON_ABOVE_END) / (self.buttons - 1))

    def wearing(self):
        yield passes("neck", self.opens(self.garment.neck_seam.length), "head girth", self.middle.head_girth)
