"""Hems that meet leaning side seams squarely."""

from math import copysign, degrees, radians, sin

from mtmpattern.drafting import UP, Point, curve, heading, line, solve

from .flowing import through

HAIR = .1               # mm below a corner, where a level line crosses both its edges
MOST_LEAN_IN = 1.3      # a side leans in no more, in radians, than this many times its height to its hem's width
MOST_LEAN_OUT = 80      # degrees that a side seam leans out at the most


def level_hem(left, right):
    """The hem between the feet of two lines drawn upward, square to both; straight where both stand plumb."""
    return curve(left.start, right.start, leave=left.leaving - 90, arrive=right.leaving - 90)


def side_foot(top, width, level):
    """Where the side seam from ``top`` ends, so that the hem from the centre to it is ``width`` mm long.

    Square to the centre and to a leaning side, the hem is an arc that begins at ``level``; it turns as much as the side
    leans, and its chord turns half as much.
    """
    if top.x == width:
        return Point(width, level)

    def foot(lean):
        half  = radians(lean) / 2
        chord = width * sin(half) / half if half else width
        return Point(0, level).along(lean / 2, chord)

    # A side that leans in raises its foot, and so leans more: beyond a certain lean no hem is that long.
    bounds = (-MOST_LEAN_OUT, 0) if top.x > width else (0, MOST_LEAN_IN * degrees((top.y - level) / width))
    return foot(solve(lambda lean: heading(foot(lean), top) - 90 - lean, 0, *bounds,
                      what="lean of the side seam", unit="degrees"))


# ---- Hems of sleeves: turned up, they must lie flat -----------------------------------------------------------------
NO_LEAN = .1            # degrees: a lesser lean counts as none
STEEPENS = 1        # degrees that it leans less at the elbow than up to there at least
UNDER_SEAM_LEANS = 1.5  # times its lean the under seam leans at the underarm ...
UNDER_SEAM_MOST = 12    # ... but no more than this many degrees, or it would be a peak there ...
UNDER_SEAM_LEAST = 1.15 # ... and times its lean at the least (by eye)


def under_seam(foot, underarm, turn):
    """Plumb as far as the hem is turned up, so that the turn lies flat, and then out to the underarm."""
    above = foot.up(turn)
    lean  = heading(above, underarm) - UP
    if abs(lean) < NO_LEAN:
        return line(foot, underarm)
    arrive = UP + lean * max(min(UNDER_SEAM_LEANS, UNDER_SEAM_MOST / abs(lean)), UNDER_SEAM_LEAST)
    return line(foot, above).then(curve(above, underarm, leave=UP, arrive=arrive))


def elbowed_seam(foot, elbow, underarm, turn):
    """Plumb as far as the hem is turned up, out to the elbow, and on to the underarm: as wide as an arm is there."""
    above    = foot.up(turn)
    straight = heading(above, elbow)
    back     = copysign(STEEPENS, straight - UP)                         # or it would bend too sharply above the hem
    way      = straight - back * max((straight - through(above, elbow, underarm)) / back, 1)
    return line(foot, above).then(curve(above, elbow, leave=UP, arrive=way, inflected=True)).then(
        curve(elbow, underarm, leave=way, inflected=True))
