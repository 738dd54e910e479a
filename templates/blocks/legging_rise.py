"""From the fork to the waist of leggings: crotch seams and waist. `LeggingRise`."""

from math import cos, radians

from mtmpattern.drafting import Point, between, curve, heading, once, solve

from .crotch import crotch_seam, fork_rise
from .legging_leg import LeggingLeg


class LeggingRise(LeggingLeg):
    """Both centre seams lean so that the waist is as long as intended, and rise so that the crotch seam is."""

    @property
    def extension(self): return self.thigh - self.hip / 2

    @property
    def hip_height(self): return max(.27 * self.middle.body_rise, .62 * self.extension)

    def hips(self):
        """Where the crotch seam becomes straight, at the hip: 42 % of the extension lies before it, 58 % behind."""
        return (Point(self.thigh / 2 - .42 * self.extension, self.hip_height),
                Point(.58 * self.extension - self.thigh / 2, self.hip_height))

    def tops(self, front, back, lean):
        """Centre front and centre back of the waist, at their heights; the back leans more than the front."""
        front_hip, back_hip = self.hips()
        front_lean, back_lean = lean, 9 + .45 * lean
        return (front_hip.along(90 + front_lean, (front - front_hip.y) / cos(radians(front_lean))),
                back_hip.along(90 - back_lean, (back - back_hip.y) / cos(radians(back_lean))))

    def waistline(self, front, back, lean):
        """Square to the centre front and to the centre back, and along the straight line between them in its middle."""
        front_hip, back_hip = self.hips()
        front_top, back_top = self.tops(front, back, lean)
        middle, way = between(front_top, back_top, 1 / 2), heading(front_top, back_top)
        return (curve(front_top, middle, leave=heading(front_hip, front_top) + 90, arrive=way, inflected=True)
                .then(curve(middle, back_top, leave=way, arrive=heading(back_hip, back_top) + 90, inflected=True)))

    def crotch_halves(self, front, back):
        """Both halves of the crotch seam for these heights, with the lean that gives the waist."""
        lean = solve(lambda x: self.waistline(front, back, x).length, self.waist / 2, -35, 40,
                     what="lean of the centre seams for the waist")
        half, before, behind = self.thigh / 2, *fork_rise(self.fork_lean)
        (front_hip, back_hip), (front_top, back_top) = self.hips(), self.tops(front, back, lean)
        return (crotch_seam(Point(half, 0), front_hip, front_top, 180 - before),
                crotch_seam(Point(-half, 0), back_hip, back_top, behind), lean)

    @once
    def heights(self):
        """Centre front and centre back above the fork, so that the crotch seam is as long as intended.

        The front follows from the body's rise. The back stands higher: by so much, within bounds, that the seam is
        long enough; what is missing or left over then, both take.
        """
        scale  = min(self.middle.hip_girth / 940, 1)
        rise   = (self.middle.body_rise - self.below_waist) * (1 - self.shortening)
        front  = max(rise - self.band_height - 22 * scale, self.hip_height + 60 * scale)
        wanted = self.crotch - 2 * self.band_height

        def seam(lower, raised):
            before, behind, _ = self.crotch_halves(front + lower, front + lower + raised)
            return before.length + behind.length

        low, high = 50 * scale, 68 * scale
        if seam(0, low) < wanted < seam(0, high):
            raised = solve(lambda r: seam(0, r), wanted, low, high, what="height of the centre back")
            return front, front + raised
        raised = low if seam(0, low) >= wanted else high
        lower  = solve(lambda x: seam(x, raised), wanted, self.hip_height + 10 - front, 220,
                       what="rise for the crotch length")
        return front + lower, front + lower + raised
