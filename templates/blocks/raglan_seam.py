"""The raglan seam of a front or a back, and how it lies on the sleeve."""

from math import asin, degrees

from mtmpattern.drafting import DOWN, LEFT, RIGHT, UP, Edge, Point, curve, heading, solve

from .flowing import turned_by

FRONT, BACK = 1, -1         # on the sleeve the front lies on the right, as it is drawn; the back is its mirror image
WIDE, LONG = .7, .05        # the seam below its notch: of the width from underarm to pitch, of the way to the neckline
STEEPER = 3                 # degrees by which the seam leaves its notch steeper than straight to the neckline
NECK = Point(0, 0)          # the neck point on the sleeve: from there shoulder and arm go straight down


def as_long_as(length, start, leave, arrive, toward=None):
    """A curve of a certain length between two directions; it ends where it must, ``toward`` a direction if one is told.

    Without one it is even, like an arc.
    """
    turn   = turned_by(leave, arrive)
    toward = leave + turn / 2 if toward is None else toward
    tried  = curve(start, start.along(toward, 100), leave=leave, arrive=leave + turn, inflected=True)
    return curve(start, start.along(toward, 100 * length / tried.length), leave=leave, arrive=leave + turn,
                 inflected=True)


class RaglanSeam:
    """From the underarm, hollow as an armhole, to a notch, and on to a place on the neckline.

    It is hollow until it points nearly to this place, which lies ``along`` mm from the neck point: so it runs on
    quietly, and is a little S-shaped.
    """

    def __init__(self, half, neckline, along, underarm, pitch, slope):
        self.half, self.slope, self.neck, self.over = half, slope, neckline.start, along
        self.place, self.across = neckline.at(along), neckline.direction(along)
        self.below = Edge(neckline.part(along, neckline.length))
        hollow = WIDE * (underarm.x - pitch.x) + LONG * underarm.distance(self.place)

        def lower(up): return as_long_as(hollow, underarm, LEFT, up)
        self.lower = lower(solve(lambda up: heading(lower(up).end, self.place) - up, STEEPER, UP, LEFT - 5,
                                 what="notch of the raglan seam, in degrees"))
        self.notch = self.lower.end
        self.upper = curve(self.notch, self.place, leave=self.lower.arriving)

    def on_body(self, notch):
        """The edges from the side up and round to the centre, and the place of the ``notch`` on them."""
        return {"raglan": self.lower.then(self.upper), "neckline": self.below}, {notch: self.notch}

    # ---- On the sleeve: the shoulder has no seam there, front and back meet along it ------------------------------
    def laid(self, way):
        """A direction on the body, as it is on the sleeve."""
        return DOWN - self.half * (self.slope + way)

    def on_sleeve(self, lowered, turned=0):
        """From the neck point to the neckline's place, to the notch and to the underarm, for an arm ``lowered`` so far.

        Above the notch the seam is as long as the body's, and bends by as much as the arm is lowered from the line of
        the shoulder. Below the notch it is hollow as the body's is, so that there is room under the arm, and ends
        level. ``turned`` turns all of it about the neck point.
        """
        outward = (RIGHT if self.half == FRONT else LEFT) + turned
        way   = self.laid(heading(self.neck, self.place)) + turned
        over  = as_long_as(self.over, NECK, outward, self.laid(self.across) + turned, toward=way)
        above = self.laid(self.upper.arriving + 180) + turned
        below = self.laid(self.upper.leaving + 180) + turned - self.half * lowered
        upper = as_long_as(self.upper.length, over.end, above, below)
        lower = as_long_as(self.lower.length, upper.end, below, outward)
        return over, upper, lower

    def level_with(self, other, lowered):
        """By how much it must be turned so that its underarm lies as low as another half's."""
        foot = self.on_sleeve(lowered)[2].end
        return degrees(asin(foot.y / NECK.distance(foot))) - degrees(asin(other.y / NECK.distance(foot)))
