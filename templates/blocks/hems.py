"""Hems that meet leaning side seams squarely."""

from math import radians, tan

from mtmpattern.drafting import Point, curve, heading


def level_hem(left, right):
    """The hem between the feet of two lines drawn upward, square to both; straight where both stand plumb."""
    return curve(left.start, right.start, leave=left.leaving - 90, arrive=right.leaving - 90)


def side_foot(top, width, level):
    """Where the side seam from ``top`` ends, ``width`` mm from the centre, for a hem at ``level`` on the centre.

    A hem that is square to both the centre and a leaning side is an arc, so the foot lies a little off the level.
    """
    foot = Point(width, level)
    for _ in range(5):                                               # the lean hardly changes: this settles at once
        lean = heading(foot, top) - 90
        foot = Point(width, level + width * tan(radians(lean) / 2))
    return foot
