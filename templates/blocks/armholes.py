"""Armholes, and what a sleeve asks of a garment with one."""

from mtmpattern.drafting import LEFT, UP, Template, curve, heading

TIP_HOLLOW = 3      # degrees that an armhole bends above the pitch at least, so that it stays hollow (by eye)
STRAP_SQUARE = 5    # degrees by which a racer's armhole meets its strap less than squarely (by eye)


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
        """Length of the whole armhole when it is so many mm deeper than usual."""
        raise NotImplementedError


def hollow_armhole(underarm, pitch, tip, shoulder_slope):
    """From the underarm, square to the side, upright at the pitch point, to the shoulder tip, square to the shoulder.

    On a very flat shoulder it leans in a little more, so that it stays hollow.
    """
    arrive = min(90 - shoulder_slope, heading(pitch, tip) - TIP_HOLLOW)
    return curve(underarm, pitch, leave=LEFT, arrive=UP).then(curve(pitch, tip, leave=UP, arrive=arrive))


def racer_armhole(underarm, pitch, tip, shoulder_slope):
    """Far in to the narrow between the shoulder blades, then out again along the strap, almost square to its end."""
    return curve(underarm, pitch, leave=LEFT, arrive=UP).then(
        curve(pitch, tip, leave=UP, arrive=90 - STRAP_SQUARE - shoulder_slope, inflected=True))
