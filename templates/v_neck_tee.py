"""V-neck T-shirt: set-in sleeves, and a neckband of rib that is mitred or lapped at the point, for jersey."""

from math import radians, tan

from mtmpattern.drafting import (
    DOWN, Point, caught, choice, cut, doubled, edges, line, mm, other, percent, piece, rib, sew, shell, whole,
)

from mtmpattern.templates.blocks import ABOVE_UNDERARM, USUAL_NECK, RibNeck, Tee, fits_with, v_neckline


ROUND_DROP = 90         # mm of the drop that a round neckline has too
BELOW_ARMHOLES = 40     # mm that the point of a V lies below the armholes at most (by eye)


class VNeckBand(RibNeck):
    """A neckband for a V: mitred, its ends are sewn together at the point; lapped, one lies over the other."""

    point = choice("mitred", "lapped", note=
                   "how the band ends at the point: its ends sewn together, or one over the other")

    @property
    def angle(self):
        """Between the neckline and the centre line at the point, half the V."""
        return DOWN - self.garment.front_neck.arriving

    @piece(cut(rib), on="neck", drawn="whole", allowance={"seam": 7})
    def neckband(self):
        """Mitred, the seam of its ends lies on the centre line; lapped, each end lies on the other side's neckline.

        They do so when the band is stretched, so the ends slant less by the same ratio.
        """
        angle  = self.angle if self.point == "mitred" else 2 * self.angle
        slant  = self.band_ratio * self.band_height / tan(radians(angle))
        start  = Point(0, 0)
        end    = start.right(self.band_ratio * self.garment.neck_seam.length)
        top    = end.up(self.band_height).left(slant)
        bottom = start.up(self.band_height).right(slant)
        return edges(seam=line(start, end), end=line(end, top), top=doubled(top, bottom), begin=line(bottom, start))

    def making(self):
        """Mitred, the band is closed first; lapped, its ends are caught beside the point."""
        if self.point == "mitred":
            yield from super().making()
            return
        band, neckline = self.neckband, self.garment.front.neckline
        yield sew(band.seam, self.garment.neck_seam, stretched=self.band_ratio)
        yield caught(band.begin, by=other(neckline.last(band.begin.length)))       # the other side's, up to the point
        yield caught(band.end, by=neckline.last(band.end.length))


class VNeckTee(Tee):
    name, version = "v-neck-tee", "6"
    fits = fits_with(Tee.fits, deep={"neck_drop": 196}, child={"neck_drop": 150})

    # The block (blocks/tee.py) drafts and sews the rest of the tee, and brings its options.
    neck_drop = mm(175, 120, 230, "point of the V below the neck point, for a neck of 400")
    neck      = VNeckBand(band_ratio=percent(92, 80, 100, "neckband, part of the neckline"))

    @property
    def drop_wanted(self):
        """A round neckline grows with the neck; the further depth of a V does not."""
        return self.neck_drop + ROUND_DROP * (self.middle.neck_base_girth / USUAL_NECK - 1)

    @property
    def lowest_neckline(self):
        """A V may end below the armholes, but above the bust."""
        return max(self.throat.y - self.middle.hps_to_bust, self.armhole_level(0) - BELOW_ARMHOLES) + ABOVE_UNDERARM

    @property
    def bust_point_counts(self):
        """It also counts where the bust ends a deep V."""
        raised = self.front_drop < self.drop_wanted
        return super().bust_point_counts or (raised and self.armhole_level(0) - BELOW_ARMHOLES + ABOVE_UNDERARM
                                             < self.lowest_neckline)

    def front_neckline(self, neck, slope): return v_neckline(neck, self.neck_front, slope)

    @piece(cut(shell), on="torso front", level="neck point", allowance={"neckline": 7}, peaks=("neckline",))
    def front(self): return self.half_front()

    @property
    def neck_seam(self): return whole(self.front.neckline + self.back.neckline)      # from the point round to it
