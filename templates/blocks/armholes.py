"""Armholes, and what a sleeve needs of a garment with one."""

from dataclasses import dataclass
from math import acos, atan2, degrees, sqrt

from mtmpattern.drafting import LEFT, UP, Point, Template, curve, heading, line

from .flowing import LEAST_RADIUS

TIP_HOLLOW = 3          # degrees that an armhole bends above the pitch at least, so that it stays hollow (by eye)
LEAST_TIP_HOLLOW = 1    # degrees that it does where front and back would otherwise meet with a corner (by eye)
PITCH_RADIUS = 22       # mm of its radius above the pitch at least (by eye)
PITCH_SHAPE = .86       # factor of the curve above the pitch as it is drawn, for that radius
UNDERARM_RADIUS = 18    # mm of its radius under the arm at least (by eye)
RISE_UNDER_ARM = 1.2    # of its width it rises under the arm at least (by eye)
LEAST_STRAIGHT = .01    # mm: a shorter straight part below the pitch is left out
TIP_RADIUS = 16         # mm of its radius below the tip at least (by eye)
TIP_SHAPE = 1.6         # factor of the curve below the tip as it is drawn, for that radius
TIP_ASLANT = 3          # degrees that it meets the tip less than squarely for that at most (by eye)
MOST_CORNER = 11        # degrees less than square that front and back together leave the shoulder, so that no corner
#                         shows
STRAP_SQUARE = 5        # degrees by which a racer's armhole meets its strap less than squarely (by eye)


class Armholed(Template):
    """A garment with an armhole for a sleeve: how long it is, how deep, and how long when it is made deeper."""

    across_ease: float

    @property
    def half_across_back(self):
        """Half the back from arm to arm, with its ease."""
        return self.middle.across_back / 2 + self.across_ease
    @property
    def half_across_front(self): return self.middle.across_front / 2 + self.across_ease

    @property
    def armhole(self) -> float:
        """Length of the whole armhole."""
        raise NotImplementedError

    @property
    def armhole_depth(self) -> float:
        """From the shoulder tip straight down to the underarm."""
        raise NotImplementedError

    def armhole_when(self, deeper: float) -> float:
        """Length of the whole armhole when it is ``deeper`` mm deeper than usual."""
        raise NotImplementedError


@dataclass(frozen=True)
class HollowArmhole:
    """From the underarm, square to the side, upright at the pitch point, to the shoulder tip, square to the shoulder.

    ``slope`` is the shoulder's, in degrees. On a very flat shoulder it leans in a little more, so that it stays hollow.
    """

    underarm: Point
    pitch: Point
    tip: Point
    slope: float

    @property
    def square(self): return 90 - self.slope

    @property
    def steepest(self):
        """The steepest direction in which it can reach the tip and still be hollow."""
        return heading(self.pitch, self.tip) - TIP_HOLLOW

    @property
    def own(self):
        """The direction in which it reaches the tip, considering its own half alone."""
        quiet = min(quietest(self.pitch, self.tip), self.square + TIP_ASLANT)
        return min(max(self.square, quiet), self.steepest, roundest(self.pitch, self.tip))

    @property
    def room(self):
        """How many degrees it can lean to the other side and stay hollow."""
        return self.steepest - self.own

    def arriving(self, way):
        return under_arm(self.underarm, self.pitch, LEFT).then(
            curve(self.pitch, self.tip, leave=UP, arrive=way, least_radius=LEAST_RADIUS))

    def drawn(self, beside):
        """With the shoulders laid together it runs through to the one ``beside`` it, as it is trued on paper.

        Where that one has to leave its shoulder aslant, this one leans the other way, as far as it stays hollow; if
        that is not enough, both are almost straight there.
        """
        corner = max((self.square - self.own) + (beside.square - beside.own) - MOST_CORNER, 0)
        room   = self.room + beside.room
        leans  = min(corner * self.room / max(room, LEAST_STRAIGHT), self.room)
        return self.arriving(self.own + leans + min(max(corner - room, 0) / 2, TIP_HOLLOW - LEAST_TIP_HOLLOW))


@dataclass(frozen=True)
class RacerArmhole(HollowArmhole):
    """Far in to the narrow between the shoulder blades, then out again along the strap, almost square to its end."""

    room = 0

    @property
    def own(self): return self.square - STRAP_SQUARE

    def drawn(self, beside):
        return curve(self.underarm, self.pitch, leave=LEFT, arrive=UP).then(
            curve(self.pitch, self.tip, leave=UP, arrive=self.own, inflected=True))


def roundest(pitch, tip):
    """The steepest direction in which an armhole can reach the tip without bending too sharply at the pitch."""
    out = tip.x - pitch.x
    if out <= 0:
        return UP
    bends = sqrt(PITCH_RADIUS * out) * PITCH_SHAPE                           # where the directions at both ends cross
    return degrees(atan2(tip.y - pitch.y - bends, out))


def quietest(pitch, tip):
    """The flattest direction in which an armhole can reach the tip without bending too sharply there."""
    out  = max(tip.x - pitch.x, 0)
    bend = TIP_SHAPE * out ** 2 / (TIP_RADIUS * (tip.y - pitch.y))
    return degrees(acos(min(bend ** (1 / 3), 1)))


def under_arm(underarm, pitch, leave):
    """The lower armhole up to the pitch, where it stands upright.

    A narrow one stands upright lower down, for a long curve in little width would be too sharp to sew.
    """
    wide  = underarm.x - pitch.x
    round_up_to = underarm.y + max(wide ** 2 / UNDERARM_RADIUS, RISE_UNDER_ARM * wide)
    if round_up_to > pitch.y - LEAST_STRAIGHT:
        return curve(underarm, pitch, leave=leave, arrive=UP)
    upright = Point(pitch.x, round_up_to)
    return curve(underarm, upright, leave=leave, arrive=UP).then(line(upright, pitch))
