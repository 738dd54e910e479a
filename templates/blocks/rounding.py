"""Curves that stay round: one that bends mostly at one end is drawn further out, so that its allowance lies flat."""

from math import hypot

from mtmpattern.drafting import curve

# By eye, on armholes, sides and necklines of a few thousand people.
ROUND      = 22     # mm of a curve's radius at the least; an allowance of 13 needs more than 13
FURTHER    = .1     # by this much further out it is drawn at a time ...
FURTHEST   = 3.5    # ... up to here
STRAIGHT   = 1e-9   # mm2: a curve that bends by less is straight
ENDS       = 0, 1
PLACES     = [i / 16 for i in range(17)]          # where the radius is compared


def round_curve(a, b, leave, arrive, rounder=1, inflected=True):
    """As `curve`, but drawn further out where it would bend too sharply for its allowance."""
    best = drawn = curve(a, b, leave, arrive, rounder=rounder, inflected=inflected)
    if sharpest(drawn, ENDS) >= ROUND:
        return drawn
    radius = sharpest(drawn)
    while radius < ROUND and rounder < FURTHEST:
        rounder += FURTHER
        drawn  = curve(a, b, leave, arrive, rounder=rounder, inflected=inflected)
        if sharpest(drawn) > radius:
            best, radius = drawn, sharpest(drawn)
    return best


def sharpest(drawn, places=PLACES):
    """The smallest radius in mm of an edge of one curve, at these of its parameters."""
    (bent,) = drawn.curves
    return min(radius(bent, t) for t in places)


def radius(bent, t):
    """The radius of a cubic curve at the parameter ``t`` in mm; infinite where it is straight."""
    first, middle, last = ((q.x - p.x, q.y - p.y) for p, q in (
        (bent.start, bent.leave), (bent.leave, bent.arrive), (bent.arrive, bent.end)))
    s = 1 - t
    dx, dy = (s * s * u + 2 * s * t * v + t * t * w for u, v, w in zip(first, middle, last, strict=True))
    ex, ey = (s * (v - u) + t * (w - v) for u, v, w in zip(first, middle, last, strict=True))
    bend = abs(dx * ey - dy * ex)
    return 3 * hypot(dx, dy) ** 3 / (2 * bend) if bend > STRAIGHT else float("inf")
