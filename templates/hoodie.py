"""Hoodie: set-in or raglan sleeves, a hood of two halves, a kangaroo pocket, ribs, and a zip if wanted."""

from mtmpattern.drafting import (
    LEFT, RIGHT, Edge, Point, caught, choice, curve, cut, edges, fold, fusible, hem, lay, line, mm, once, other, passes,
    notion, percent, piece, sew, shell, slit, yes_no, zipped,
)

from mtmpattern.templates.blocks import SweatTop, two_piece_hood

# Chosen by eye, and from hoodies in shops.
POUCH_HIGH = 220        # mm that the pocket is high at most
POUCH_WIDE = 185        # mm that a half of it is wide at most
POUCH_TOP = 110         # mm that a half of its top is wide at most
POUCH_OF_FRONT = .36    # of the front, its top is wide at most
POUCH_SIDE = .3         # of its height, its short side is high
POUCH_HEM = 20          # mm that is turned in at its opening, which is straight
CORD = 5                # mm that the cord is wide
CORD_ENDS = 320         # mm that it is longer than the hem of the hood
EYELET = 8              # mm across an eyelet
EYELET_UP = 25          # mm that the eyelets lie above the neck seam
ZIP_FACING_WIDE = 35    # mm of a half zip's facing beside the slit
ZIP_FACING_BELOW = 30   # mm of it below the slit
ZIP_ABOVE_POUCH = 15    # mm that the facing ends above the pocket at least


class Hoodie(SweatTop):
    name, version = "hoodie", "7"
    openings = ("face", "waist", "cuff", "cuff")

    zip           = choice("none", "half", "full", note="a zip from the neck down: none, a half one, or a whole one")
    zip_length    = percent(48, 35, 55, "length of a half zip, part of the front from the neckline to the rib")
    hood_height   = percent(72, 64, 84, "height of the hood, part of the head girth")
    hood_depth    = percent(48, 42, 58, "depth of the hood from front to back, part of the head girth")
    hood_ease     = percent(6, 0, 10, "neck edge of the hood longer than the neckline")
    face_hem      = mm(30, 15, 40, "cloth turned in at the front of the hood")
    pocket_width  = percent(60, 45, 75, "kangaroo pocket at the rib, part of the front")
    pocket_height = percent(36, 28, 45, "kangaroo pocket, part of the length of the front")

    drawcord      = yes_no(True, "a cord in the hem of the hood, through two eyelets")

    # ---- Neck: closed, as far as the neckline stretches; a zip opens it wide --------------------------------------
    def neck_opens(self, half_width):
        return super().neck_opens(half_width) + 2 * self.unzipped

    @property
    def unzipped(self): return self.slit_length if self.zip == "half" else self.length if self.zip == "full" else 0

    def band_opens(self, seam): return seam * (1 + self.fabrics["shell"].stretch_weft)

    # ---- Pocket, as it lies on the front --------------------------------------------------------------------------
    @property
    def low(self): return Point(0, self.hem_level)                               # the centre at the rib

    @property
    def pocket_top(self):
        """Where its top meets the slanted opening."""
        height = min(self.pocket_height * (self.neck_front.y - self.low.y), POUCH_HIGH)
        return self.low.right(min(POUCH_OF_FRONT * self.hip / 4, POUCH_TOP)).up(height)

    @property
    def pocket_side(self):
        """Where the opening meets its short side."""
        width = min(self.pocket_width * self.hip / 4, POUCH_WIDE)
        return self.low.right(width).up(POUCH_SIDE * (self.pocket_top.y - self.low.y))

    @property
    def pocket_bottom(self):
        """Along the hem of the front."""
        hem = self.hem_line(self.front_middle, self.front_side)
        return Edge(hem.part(0, self.pocket_side.x))

    # ---- Half zip: in a slit, its tapes under a facing that is stitched down from outside -------------------------
    @once
    def slit_length(self):
        wanted  = self.zip_length * (self.neck_front.y - self.low.y)
        longest = self.neck_front.y - self.pocket_top.y - ZIP_FACING_BELOW - ZIP_ABOVE_POUCH
        if wanted > longest:
            self.rescued("half zip shortened so that its facing ends above the pocket", wanted - longest)
        return min(wanted, longest)

    @property
    def facing_neck(self):
        """The last part of the front neckline."""
        neckline = self.front_neck
        top = neckline.length - ZIP_FACING_WIDE
        return curve(neckline.at(top), self.neck_front, leave=neckline.direction(top), arrive=LEFT)

    @property
    def facing_edge(self):
        """From the foot of the facing, below the zip, round to the neckline."""
        foot = self.neck_front.down(self.slit_length + ZIP_FACING_BELOW)
        corner = foot.plumb_with(self.facing_neck.start)
        return line(foot, corner).then(line(corner, self.facing_neck.start))

    # ---- Pieces ---------------------------------------------------------------------------------------------------
    @piece(cut(shell), on="head", front=RIGHT, allowance={"neck": 7})
    def hood(self):
        head = self.middle.head_girth
        neck = self.neck_seam.length / 2                             # both halves are alike, also on uneven shoulders
        return two_piece_hood(neck * (1 + self.hood_ease), self.hood_height * head, self.hood_depth * head)

    @piece(cut(shell), on="torso front", level="neck point", allowance={"neckline": 7})
    def front(self):
        places = {"pocket_top": self.pocket_top, "pocket_side": self.pocket_side}
        if self.zip == "half":
            opening = slit(self.neck_front, self.neck_front.down(self.slit_length))
            return self.half_front(opening={"slit": opening}, inner={"zip_facing": self.facing_edge}, **places)
        return self.half_front(line if self.zip == "full" else fold, **places)

    # Its allowance at the centre is as wide as the zip's, where there is one.
    @piece(cut(shell), on="torso front", level="neck point", allowance={"centre": 20})
    def pocket(self):
        centre = line if self.zip == "full" else fold
        bottom = self.pocket_bottom
        middle = self.low.level_with(self.pocket_top)
        return edges(bottom = bottom,
                     side   = line(bottom.end, self.pocket_side),
                     mouth  = line(self.pocket_side, self.pocket_top),
                     top    = line(self.pocket_top, middle),
                     centre = centre(middle, bottom.start))

    @piece(cut(shell), cut(fusible, trimmed=2), on="torso front", level="neck point", when=zip.chosen("half"),
           allowance={"neckline": 7})
    def zip_facing(self):
        end = self.neck_front.down(self.slit_length)
        return edges(outer    = self.facing_edge,
                     neckline = self.facing_neck,
                     slit     = slit(self.neck_front, end),
                     centre   = fold(end, self.facing_edge.start))

    @property
    def half_hem(self):
        """From the centre back; where a zip runs down to the rib, from the zip on either side."""
        return self.front.hem + self.back.hem if self.zip == "full" else super().half_hem

    # ---- In order of work -----------------------------------------------------------------------------------------
    def making(self):
        front, back, hood, pocket = self.front, self.back, self.hood, self.pocket
        yield hem(pocket.mouth, depth=POUCH_HEM)
        yield lay(pocket, on=front, at="pocket_top", sewn=pocket.top)
        yield lay(pocket, on=front, at="pocket_side", sewn=pocket.side)
        if self.zip == "half":
            facing = self.zip_facing
            self.note("Half zip: lay the facing on the outside, sew 5 mm beside the slit and across its end, cut both "
                      "open, turn the facing in, and stitch the zip behind the edges.")
            yield zipped(front.slit, other(front.slit))
            yield caught(facing.slit, by=front.slit)                 # turned to the inside, over the tapes
            yield lay(facing, on=front, at="zip_facing", sewn=facing.outer)
        yield from self.arm.shouldered(front, back)
        yield sew(hood.crown, other(hood.crown))
        yield hem(hood.face, depth=self.face_hem)
        yield sew(hood.neck, self.half_neckline, eased=hood.neck.length - self.half_neckline.length)
        if self.zip == "half":
            yield caught(self.zip_facing.neckline, by=front.neckline)
        yield from self.arm.sleeved(front, back)
        yield from self.arm.cuffed()
        yield caught(pocket.bottom, by=front.hem)                    # before the rib is sewn on
        if self.zip == "full":
            yield from self.rib.sewn_on()
            yield zipped(front.centre, other(front.centre))
            yield zipped(self.rib.waistband.end, self.rib.waistband.begin)  # the same zip, on through it
            yield caught(pocket.centre, by=front.centre)
        else:
            yield from self.rib.making()

    def notions(self):
        yield from super().notions()
        if self.drawcord:
            yield notion("cord", "hem of the hood", length=2 * self.hood.face.length + CORD_ENDS, width=CORD)
            yield notion("eyelet", "hem of the hood", count=2, width=EYELET, note=
                         f"{EYELET_UP} mm above the neck, in the middle of the hem, backed with a patch of fusible")

    def outweighed(self): return (name for name in super().outweighed() if name != "head_girth")     # it makes the hood

    def wearing(self):
        zip = self.front.slit if self.zip == "half" else self.front.centre
        neck = self.stretched(self.neck_seam) + (2 * zip.length if self.zip != "none" else 0)
        yield passes("face", min(2 * self.hood.face.length, neck), "head girth", self.middle.head_girth)
        yield from super().wearing()
