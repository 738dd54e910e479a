"""Bands and strips: straight pieces of any cloth, and how a waistband is sewn on."""

from math import degrees, radians

from mtmpattern.drafting import Point, bag, buttoned, doubled, edges, encase, line

from .arcs import arc

ELASTIC_IN = 4          # mm that elastic is narrower than the doubled band in which it lies (by eye)
STRAIGHT_BAND = .5      # degrees: a band that curves by less is drawn straight (by eye)


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


def shaped_waistband(length, height, turn, loops, laps=("", ""), underlap=0):
    """A waistband of two layers, or a part of one, that curves by ``turn`` degrees from end to end.

    It starts at the left front, so that its top is the shorter edge. ``laps`` name its ends, first and last: one called
    ``tab_end`` has an underlap before it. ``loops`` are belt loops by name, in mm from its start.
    """
    before, beyond = (underlap if name == "tab_end" else 0 for name in laps)
    if turn < STRAIGHT_BAND:
        def along(start, end, up): return line(Point(start, up), Point(end, up))
        def across(mm):            return line(Point(mm, 0), Point(mm, height))
    else:
        radius = length / radians(turn)
        middle, first = Point(length / 2, radius), 270 - turn / 2
        def way(mm): return first + degrees(mm / radius)
        def along(start, end, up): return arc(middle, radius - up, way(start), way(end))
        def across(mm):            return line(middle.along(way(mm), radius), middle.along(way(mm), radius - height))

    seam, top = along(0, length, 0), along(-before, length + beyond, height)
    lead = {"underlap": along(-before, 0, 0)} if before else {}
    tail = {"underlap": along(length, length + beyond, 0)} if beyond else {}
    low  = [*lead.values(), seam, *tail.values()]
    first_end, last_end = laps
    return edges(**lead, seam=seam, **tail, **{last_end: line(low[-1].end, top.end), "top": top.reversed(),
                                               first_end: line(top.start, low[0].start)},
                 inner={name: across(mm) for name, mm in loops.items()})
