"""Bands of rib."""

from mtmpattern.drafting import Point, doubled, edges, line


def doubled_band(length, height):
    """A straight strip that is folded along its middle; ``height`` is that of the finished band."""
    start = Point(0, 0)
    end   = start.right(length)
    return edges(seam  = line(start, end),
                 end   = line(end, end.up(height)),
                 top   = doubled(end.up(height), start.up(height)),
                 begin = line(start.up(height), start))
