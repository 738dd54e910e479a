"""Armholes."""

from mtmpattern.drafting import LEFT, UP, curve, heading


def hollow_armhole(underarm, pitch, tip, shoulder_slope):
    """From the underarm, square to the side, upright at the pitch point, to the shoulder tip, square to the shoulder.

    On a very flat shoulder it leans in a little more, so that it stays hollow.
    """
    arrive = min(90 - shoulder_slope, heading(pitch, tip) - 3)
    return curve(underarm, pitch, leave=LEFT, arrive=UP).then(curve(pitch, tip, leave=UP, arrive=arrive))


def racer_armhole(underarm, pitch, tip, shoulder_slope):
    """Far in to the narrow between the shoulder blades, then out again along the strap, almost square to its end."""
    return curve(underarm, pitch, leave=LEFT, arrive=UP).then(
        curve(pitch, tip, leave=UP, arrive=85 - shoulder_slope, inflected=True))
