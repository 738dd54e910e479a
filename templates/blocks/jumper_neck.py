"""The neckband of a jumper: a rib that is picked up round the neckline, or knitted by itself and linked on."""

from math import ceil, floor, radians, tan

from mtmpattern.drafting import DOWN, Block, Point, edges, knitted, line, mm, once, passes, percent, piece, sew, shell

from .jumper_body import JumperBody


class JumperNeck(Block[JumperBody]):
    """A rib of one layer. Its ends meet at the left shoulder of a round neck, and at the point of a V, mitred."""

    needs = ("head_girth",)

    band_height = mm(26, 10, 60, "height of the neckband")
    band_ratio  = percent(88, 70, 100, "neckband, relaxed, part of the neckline")

    @property
    def grid(self): return self.garment.grid

    def band_stitches(self, seam):
        """Even, for a rib of one and one that is joined into a ring; rounded up, but no longer than the neckline."""
        pairs = seam / self.grid.rib_width / 2
        return 2 * min(ceil(pairs * self.band_ratio), floor(pairs))

    def opens(self, seam):
        """How far the band opens: a stitch of rib opens as far as one of plain knitting."""
        return self.grid.across(self.band_stitches(seam)) * (1 + self.fabrics["shell"].stretch_weft)

    @once
    def stitches(self): return self.band_stitches(self.garment.neck_seam.length)
    @once
    def courses(self): return self.grid.rib_courses(self.band_height)

    @once
    def slant(self):
        """How much shorter the band's upper edge is at each end: nothing, or what the mitre at the point takes."""
        if self.garment.neckline == "crew":
            return 0
        half = DOWN - self.garment.front_neck_drawn().arriving
        return self.grid.ribbed(self.courses) / tan(radians(half))

    @piece(knitted(shell), on="neck", drawn="whole")
    def neckband(self):
        start = Point(0, 0)
        end   = start.right(self.stitches * self.grid.rib_width)
        up    = self.grid.ribbed(self.courses)
        first, last = start.up(up).right(self.slant), end.up(up).left(self.slant)
        return edges(seam=line(start, end), end=line(end, last), top=line(last, first), begin=line(first, start))

    def making(self):
        seam, band = self.garment.neck_seam, self.neckband
        yield sew(band.begin, band.end, construction="linked")
        yield sew(band.seam, seam, stretched=band.seam.length / seam.length, construction="linked")

    def wearing(self):
        widest = min(self.stretched(self.garment.neck_seam), self.opens(self.garment.neck_seam.length))
        yield passes("neck", widest, "head girth", self.middle.head_girth)
