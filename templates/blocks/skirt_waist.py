"""How the waist of a skirt is finished: a waistband, a shaped facing, or a casing with elastic.

Numbers were chosen by eye, or from skirts in shops.
"""

from mtmpattern.drafting import (
    LEFT, RIGHT, Block, Point, bind, caught, choice, cut, edges, encase, fold, fusible, measured, mm, percent, piece,
    proportion, sew, shell, whole,
)

from .bands import band_on, buttoned_waistband, doubled_band
from .skirt import Skirt

ELASTIC_LAPS = 20       # mm by which the ends of the elastic lap
IN_CASING = 5           # mm that the elastic is narrower than its casing
PULLED_OVER_HIPS = 20   # mm by which a waist that is pulled on is wider than the hips
MOST_STRETCH = 2        # times its length, elastic stretches at most


class WaistFinish(Block[Skirt]):
    """A straight waistband with a button, or a shaped facing: then the zip runs up to the edge of the waist."""

    waist_finish = choice("waistband", "facing", note="how the waist is finished")
    band_height  = mm(35, 20, 60, "height of the finished waistband or casing")
    underlap     = mm(30, 20, 50, "waistband under the button")
    facing_depth = mm(60, 40, 80, "depth of the finished facing")

    @property
    def faced(self):       return self.waist_finish == "facing"
    @property
    def pulled_on(self):   return False
    @property
    def least_waist(self): return 0.0                                # how wide the waist of the cloth must be

    @piece(cut(shell), cut(fusible, trimmed=2), on="waist", drawn="whole", grain="cross",
           when=waist_finish.chosen("waistband"))
    def waistband(self):                                             # face up: right back at x = 0, underlap beyond it
        start, end = Point(0, 0), Point(self.garment.waist_seam.length, 0)
        return buttoned_waistband(start, end, self.band_height, self.underlap)

    # The facings are drawn on the panels, and lie under them face in: they are seen from inside.
    @piece(cut(shell), cut(fusible, trimmed=2), on="waist front", front=RIGHT, level="waist",
           when=waist_finish.chosen("facing"))
    def front_facing(self):
        low, side, waist, centre = self.facing_of(self.garment.front)
        return edges(low=low, side=side, waist=waist, centre=fold(centre.start, centre.end))

    @piece(cut(shell), cut(fusible, trimmed=2), on="waist back", front=LEFT, level="waist",
           when=waist_finish.chosen("facing"), allowance={"centre": 20})
    def back_facing(self):
        low, side, waist, centre = self.facing_of(self.garment.back)
        return edges(low=low, side=side, waist=waist, centre=centre)

    def facing_of(self, panel):
        lines  = panel.info.edges
        centre = lines.get("opening") or lines["centre"]
        return self.garment.top_of(self.garment.pocket.side_of(panel), panel.waist.edge, centre, self.facing_depth)

    def making(self):
        yield from self.facing_on() if self.faced else band_on(self.waistband, self.garment.waist_seam)
        yield from self.lining_hung(self.facing_low if self.faced else self.waistband.seam)

    def lining_hung(self, seam):
        """A lining is sewn to the low edge of a facing, or caught in the seam of a band."""
        inside = self.garment.inside
        if inside is None or not inside.lined:
            if self.faced:
                yield bind(seam)
        elif self.faced:
            long, short = sorted((inside.waist, seam), key=lambda run: -run.length)
            yield sew(long, short, eased=long.length - short.length)
        else:
            yield caught(inside.waist, by=seam)

    def facing_on(self):
        """The facing is sewn to the waist, turned in and caught at the zip."""
        front, back = self.front_facing, self.back_facing
        self.note("Trim the waist in steps and understitch the facing. Catch it to side seams and darts by hand.")
        self.note("Sew a hook and eye above the zip.")
        yield sew(front.side, back.side)
        yield sew(whole(back.waist + front.waist), self.garment.waist_seam)
        yield caught(back.centre, by=self.garment.back.opening)

    @property
    def facing_low(self): return whole(self.back_facing.low + self.front_facing.low)

    def finished(self): return ()
    def wearing(self):  return ()


class ElasticWaist(WaistFinish):
    """Beside these a casing with elastic: the waist opens over the hips by itself, and no zip is needed."""

    needs = ("waist_girth", "hip_girth")

    waist_finish  = choice("waistband", "facing", "elastic", note=
                           "how the waist is finished; with elastic it has no zip")
    elastic_ratio = percent(92, 80, 100, "elastic in the casing, part of the waist girth")

    @property
    def pulled_on(self): return self.waist_finish == "elastic"
    @property
    def least_waist(self): return self.middle.hip_girth + PULLED_OVER_HIPS if self.pulled_on else 0.0
    @property
    def elastic_length(self): return self.elastic_ratio * self.middle.waist_girth

    @piece(cut(shell), on="waist", drawn="whole", grain="cross", when=waist_finish.chosen("elastic"))
    def casing(self): return doubled_band(self.garment.waist_seam.length, self.band_height)

    def making(self):
        if not self.pulled_on:
            yield from super().making()
            return
        long, wide = self.elastic_length + ELASTIC_LAPS, self.band_height - IN_CASING
        self.note(f"Cut {long:.0f} mm of elastic, {wide:.0f} mm wide; "
                  f"its ends lap by {ELASTIC_LAPS} mm. Draw it in through a gap in the seam of the casing. It gathers "
                  f"{self.garment.waist:.0f} mm of cloth to the waist.")
        yield sew(self.casing.begin, self.casing.end)
        yield encase(self.garment.waist_seam, between=self.casing.seam)
        yield from self.lining_hung(self.casing.seam)

    def finished(self):
        if self.pulled_on:
            yield measured("elastic", self.elastic_length + ELASTIC_LAPS)

    def wearing(self):
        if self.pulled_on:
            yield proportion("hip girth to the elastic", self.middle.hip_girth / self.elastic_length, 0, MOST_STRETCH,
                             "Take a longer elastic, or a skirt with a zip.")
