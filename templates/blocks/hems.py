"""Hems that meet leaning side seams squarely."""

from math import radians, sin

from mtmpattern.drafting import Point, curve, heading


def level_hem(left, right):
    """The hem between the feet of two lines drawn upward, square to both; straight where both stand plumb."""
    return curve(left.start, right.start, leave=left.leaving - 90, arrive=right.leaving - 90)


def side_foot(top, width, level):
    """Where the side seam from ``top`` ends, so that the hem from the centre to it is ``width`` mm long.

    Square to the centre and to a leaning side, the hem is an arc that begins at ``level``; it turns as much as the side
    leans, and its chord turns half as much.
    """
    foot = Point(width, level)
    for _ in range(6):                                               # the lean hardly changes: this settles at once
        half_lean = radians(heading(foot, top) - 90) / 2
        chord = width * sin(half_lean) / half_lean if half_lean else width
        foot = Point(0, level).along(heading(foot, top) / 2 - 45, chord)
    return foot
