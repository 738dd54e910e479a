"""Lines that flow: smooth through their points, and nearly square where they meet a seam."""

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, copysign, degrees

from mtmpattern.drafting import curve, heading

# Degrees, all by eye: on smooth waists of a few thousand people.
ONE_WAY = 4         # a line that bends to one side leaves and arrives this far off the straight way at least
BOTH_WAYS = 1       # a line that bends to both sides does so by this much at least
OTHER_SIDE = .4     # a line that bends to the other side by less than this may change over when its darts are closed
BARELY = .05        # a line keeps this far off the straight way, where it would jump
STEEP_END = 10      # beside an end that is steeper than this the other one is made steeper, too
EVENLY = .25        # part of the bend at one end of a line that its other end has at least
CLOSED_WAY = .6     # part of what closed darts turn a waist by, that its straight way is turned
LEAST_RADIUS = 22   # mm of armholes, sides and necklines; an allowance of 13 needs more than 13 to lie flat
OFF_SQUARE = 2.9    # a waist meets its seams squarely, or as far off as this


def turned_by(start, end):
    """The turn from one direction to another in degrees, left turns positive."""
    return (end - start + 180) % 360 - 180


def same_side(bend, over, least=BARELY):
    """A bend in degrees that stays ``over`` to one side, 1 or -1, by ``least`` at least; 0 leaves it as it is."""
    return over * max(over * bend, least) if over else bend


def evened(bend, other, least=EVENLY):
    """The bend at one end of a line, in degrees, at ``least`` a part of that at its ``other`` end where both are alike.

    A line that bends only at one end would bend too sharply there for its allowance.
    """
    return sorted((least * other, bend, other / least))[1] if bend * other > 0 else bend


def quiet(leave, way, arrive, closing=0.0, most=OFF_SQUARE):
    """The directions of a waist between its seams, up to ``most`` degrees off square where that makes it straighter.

    ``way`` leads straight from end to end. A line that bends to one side leaves and arrives some degrees off it at
    least; otherwise it bends to both sides, as little as can be. A waist with darts is drawn with them closed, which
    turns its further end back by ``closing`` degrees: that line is what should bend evenly.
    """
    if closing:
        leave, arrive = quiet(leave, way - CLOSED_WAY * closing, arrive - closing, most=most)
        return leave, arrive + closing
    first, last = turned_by(leave, way), turned_by(way, arrive)
    if max(abs(first), abs(last)) > STEEP_END:
        first, last = _shared(first, last, most) if abs(first) > abs(last) else _shared(last, first, most)[::-1]
        return way - first, way + last
    if first * last > 0 and min(abs(first), abs(last)) < ONE_WAY - most / 2:
        if abs(first) < abs(last):
            first = -copysign(BOTH_WAYS, first) if abs(first) < most - BOTH_WAYS else copysign(ONE_WAY, first)
        else:
            last = -copysign(BOTH_WAYS, last) if abs(last) < most - BOTH_WAYS else copysign(ONE_WAY, last)
    elif first * last > 0:
        first, last = (copysign(max(abs(each), ONE_WAY), each) for each in (first, last))
    else:
        first, last = (copysign(max(abs(each) - most, BOTH_WAYS), each) for each in (first, last))
    return way - first, way + last


def _shared(steep, other, most):
    """The bends at a steep end of a line and at its other end, each changed by ``most`` degrees or less.

    The other end takes a part of the bend. If that is too small a part, the line bends to both sides instead, however
    slightly, or it would bend too sharply at its steep end.
    """
    side = copysign(1, steep)
    less, same = abs(steep) - most, other * side                     # the same side is positive from here
    if same + most < EVENLY * less and same - most < -OTHER_SIDE:
        return side * less, side * min(same, max(same - most, -BOTH_WAYS))
    return side * less, side * (same + most)


@dataclass(frozen=True, slots=True)
class WaistWays:
    """The directions in which a waist leaves the side and arrives at the centre, in degrees, and how it bends.

    ``twice`` if it rises to the centre, ``alike`` if it bends to one side once its darts are closed; ``over`` is 1 or
    -1 where it arrives to the left or right of the straight way, before they are.
    """

    leave: float
    arrive: float
    twice: bool
    alike: bool
    over: int


def bends(leave, way, arrive, darts):
    """The degrees by which a waist bends at the side and at the centre.

    With its darts closed, as it is drawn, the straight way to the centre and the direction there are turned.
    """
    turned = [(degrees(atan2(each.width, each.length)), each.at) for each in darts if each.tip]
    way   -= sum(turn * (1 - at) for turn, at in turned)
    return way - leave, arrive - sum(turn for turn, _ in turned) - way


def flat_enough(start, end, leave, arrive):
    """A line across a panel below its waist, which leaves and arrives so, or less squarely where it would bend sharply.

    Where it bends to one side, each end has a part of the bend of the other. Otherwise it does not bend to one side
    once its pleats are closed, either.
    """
    way = heading(start, end)
    first, last = turned_by(leave, way), turned_by(way, arrive)
    side = copysign(1, first if abs(first) > abs(last) else -last)
    if first * last > 0:
        first, last = (copysign(max(abs(each), EVENLY * abs(other)), each) for each, other in ((first, last),
                                                                                              (last, first)))
    else:
        first, last = same_side(first, side, OTHER_SIDE), same_side(last, -side, OTHER_SIDE)
    return curve(start, end, leave=way - first, arrive=way + last, inflected=True)


def through(a, via, b):
    """The direction at ``via`` of the arc through three points."""
    return heading(a, via) + turned_by(heading(a, b), heading(via, b))


def flowing(*points, leave, running_out=1.0):
    """One smooth line through the points: at each it has the direction of the arc through it and its neighbours.

    A direction is turned a little where the line would bend too sharply beside a point. It arrives as an arc would, or
    straighter: ``running_out`` is the part of the arc's turn that is left.
    """
    ways = [leave, *(through(*points[i - 1:i + 2]) for i in range(1, len(points) - 1))]
    last = heading(*points[-2:])
    ways.append(last + running_out * turned_by(ways[-1], last))
    for i, (a, b) in enumerate(pairwise(points)):
        way = heading(a, b)
        ways[i + 1] = way + evened(turned_by(way, ways[i + 1]), turned_by(ways[i], way), min(EVENLY, running_out))
    edge = None
    for a, b, out, into in zip(points, points[1:], ways, ways[1:], strict=False):
        part = curve(a, b, leave=out, arrive=into, inflected=True)
        edge = part if edge is None else edge.then(part)
    return edge
