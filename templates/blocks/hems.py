"""Hems that meet leaning side seams squarely."""

from math import degrees, radians, sin, tan

from mtmpattern.drafting import Point, curve, heading, line, solve

TURNS_BACK = 1.3    # a side that leans in leans no more, in radians, than so many times its height to its hem's width
MOST_LEAN = 80      # degrees that a side seam leans out at the most: a side that leans more is no side any more


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

    # A side that leans in raises its foot, and so leans more: there is a lean from which on no hem is that long.
    bounds = (-MOST_LEAN, 0) if top.x > width else (0, TURNS_BACK * degrees((top.y - level) / width))
    return foot(solve(lambda lean: heading(foot(lean), top) - 90 - lean, 0, *bounds,
                      what="lean of the side seam, in degrees"))


# ---- Hems of sleeves: turned up, they must lie flat -----------------------------------------------------------------
FLAT = .025         # of a hem its turned edge may be shorter than what it lies on (a knit gives 3 %)
OFF_SQUARE = 1      # degree by which a hem meets its seam less than squarely at the most
NARROWEST = .8      # of half the hem's width the foot of the seam is sought from
QUIET = 2           # degrees that the seam leans more at the underarm than straight (by eye)


def flat_lean(width, turn):
    """The degrees that both seams of a sleeve may lean at a hem ``width`` mm long, so that a turn of ``turn`` lies flat.

    The hem is an arc, and its turn goes on getting narrower, while the sleeve gets wider: over both the arc's angle
    counts twice.
    """
    return OFF_SQUARE + degrees(FLAT * width / (4 * turn)) if turn else MOST_LEAN


def under_seam(foot, underarm, most, half=1):
    """Straight, or where it would lean more than ``most`` degrees, less at the hem and more at the underarm.

    ``half`` is -1 where the sleeve goes to the left from its foot to the underarm.
    """
    lean = half * (90 - heading(foot, underarm))
    if lean <= most:
        return line(foot, underarm)
    return curve(foot, underarm, leave=90 - half * most, arrive=90 - half * (lean + min(QUIET, lean - most)))


def sleeve_hem(back, front):
    """The hem between the feet of both seams, which are mirror images of each other."""
    off = less_square(90 - front.leaving)
    return curve(back.start, front.start, leave=off, arrive=-off)


def less_square(lean):
    """The turn of half a hem whose seam leans in so many degrees; one that leans out is met squarely."""
    return max(lean - OFF_SQUARE, 0) if lean > 0 else lean


def sleeve_foot(underarm, width, level, most):
    """Where the under seam of a half ends, so that its hem, ``width`` mm long, lies on ``level`` in its middle."""
    def foot(x):
        plumb = Point(x, level)
        return plumb.down(x * tan(radians(less_square(min(90 - heading(plumb, underarm), most))) / 2))

    def hem(x):
        seam = under_seam(foot(x), underarm, most)
        return sleeve_hem(line(foot(x).left(2 * x), underarm), seam).length
    return foot(solve(hem, width, NARROWEST * width / 2, width / 2 + 1, what="foot of the sleeve's seam"))
