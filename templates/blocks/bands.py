"""Bands and strips: straight pieces of any cloth, and how a waistband is sewn on."""

from math import degrees, radians

from mtmpattern.drafting import Point, bag, buttoned, doubled, edges, encase, line

from .arcs import arc

STRAIGHT = .5       # degrees: a band that curves by less is drawn straight (by eye)


def strip(length, height, names=("seam", "end", "top", "begin"), down=0, top=line):
    """A straight strip that begins at x = 0, ``down`` mm below y = 0; its edges are named from the lower one round."""
    start, end = Point(0, -down), Point(length, -down)
    drawn = (line(start, end),
             line(end, end.up(height)),
             top(end.up(height), start.up(height)),
             line(start.up(height), start))
    return edges(**dict(zip(names, drawn, strict=True)))


def doubled_band(length, height):
    """A strip that is folded along its middle; ``height`` is that of the finished band."""
    return strip(length, height, top=doubled)


def buttoned_waistband(start, end, height, underlap):
    """A straight waistband of two layers, from ``start`` to ``end``, with an underlap beyond its start."""
    tab = start.left(underlap)
    return edges(underlap = line(tab, start),
                 seam     = line(start, end),
                 end      = line(end, end.up(height)),
                 top      = doubled(end.up(height), tab.up(height)),
                 tab_end  = line(tab.up(height), tab))


def band_on(band, *waists):
    """The waists of all layers between both layers of the band; its ends closed, and a button."""
    yield encase(*waists, between=band.seam)
    yield bag(band.end)
    yield bag(band.tab_end + band.underlap)
    yield buttoned(over=band.end, under=band.underlap, count=1)


def shaped_waistband(length, height, underlap, turn, loops):
    """A waistband of two layers that curves by ``turn`` degrees from end to end, with an underlap beyond its end.

    It starts at the left front, so that its top is the shorter edge. ``loops`` are belt loops by name, so many mm from
    its start.
    """
    if turn < STRAIGHT:
        start, end = Point(0, 0), Point(length, 0)
        seam, under = line(start, end), line(end, end.right(underlap))
        top   = line(under.end.up(height), start.up(height))
        lines = {name: line(Point(mm, 0), Point(mm, height)) for name, mm in loops.items()}
    else:
        radius = length / radians(turn)
        middle, first = Point(length / 2, radius), 270 - turn / 2
        last, tab   = first + turn, first + turn + degrees(underlap / radius)
        seam, under = arc(middle, radius, first, last), arc(middle, radius, last, tab)
        top   = arc(middle, radius - height, first, tab).reversed()
        ways  = {name: first + degrees(mm / radius) for name, mm in loops.items()}
        lines = {name: line(middle.along(way, radius), middle.along(way, radius - height))
                 for name, way in ways.items()}
    return edges(seam     = seam,
                 underlap = under,
                 tab_end  = line(under.end, top.start),
                 top      = top,
                 end      = line(top.end, seam.start),
                 inner    = lines)
