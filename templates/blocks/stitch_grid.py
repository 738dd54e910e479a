"""The stitch grid of a swatch: lengths of garments that are knitted to shape are whole stitches and whole courses."""

from dataclasses import dataclass
from math import ceil, floor

RIB_NARROWER = .84      # a stitch of rib, relaxed, to one of plain knitting, where the swatch has no rib (by eye)


@dataclass(frozen=True)
class StitchGrid:
    """Stitches across and courses up, in mm; ribs have a gauge of their own."""

    width: float
    height: float
    rib_width: float
    rib_height: float

    def stitches(self, mm):     return floor(mm / self.width + .5)
    def courses(self, mm):      return floor(mm / self.height + .5)
    def rib_courses(self, mm):  return max(floor(mm / self.rib_height + .5), 1)
    def across(self, stitches): return stitches * self.width
    def up(self, courses):      return courses * self.height
    def ribbed(self, courses):  return courses * self.rib_height

    def level(self, y):
        """The nearest course line, counted from y = 0."""
        return self.up(self.courses(y))

    def paired(self, mm, mate):
        """The nearest number of stitches that is even where ``mate`` is, so that both have one centre line."""
        return 2 * floor((mm / self.width - mate % 2) / 2 + .5) + mate % 2

    def paired_up(self, mm, mate, width):
        """The least number of stitches of that ``width`` that is enough, and even where ``mate`` is."""
        return 2 * ceil((mm / width - mate % 2) / 2 - 1e-9) + mate % 2


def stitch_grid(fabric):
    """The grid of a fabric that is a swatch."""
    swatch = fabric.swatch
    rib_width  = 100 / swatch.rib.stitches if swatch.rib else RIB_NARROWER * swatch.stitch_width
    rib_height = 100 / swatch.rib.courses if swatch.rib else swatch.course_height
    return StitchGrid(swatch.stitch_width, swatch.course_height, rib_width, rib_height)
