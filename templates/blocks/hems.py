"""Hems that meet leaning side seams squarely."""

from math import radians, sin

from mtmpattern.drafting import Point, curve, heading, solve

MOST_LEAN = 40      # degrees that a side seam leans at the most (by eye; short tapered sleeves lean 20)


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

    return foot(solve(lambda lean: heading(foot(lean), top) - 90 - lean, 0, -MOST_LEAN, MOST_LEAN,
                      what="lean of the side seam, in degrees"))
