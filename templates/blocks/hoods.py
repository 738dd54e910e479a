"""Hoods of two halves."""

from mtmpattern.drafting import DOWN, LEFT, RIGHT, Point, curve, edges, line, solve

NECK_EDGE_RISES = .14   # of its length, the neck edge rises to the front (books: 20 to 50 mm)
HEAD_BEHIND = 14        # mm by which the back of the head goes beyond the nape, at least (by eye)
FURTHEST_BEHIND = .42   # of the height, where the back of the head lies furthest out (by eye)
CROWN_FULLER = 1.1      # the crown is drawn a little further into its corner than an arc (by eye)
SHORTEST_HOOD = .8      # of the neck edge's length, from which its width is sought


def two_piece_hood(neck, height, depth):
    """Half a hood: the nape on (0, 0), its front on the right, its neck edge ``neck`` mm long.

    The neck edge leaves square to the seam over the head and rises to the front. The front edge stands upright, so that
    it can be turned; the seam leaves it squarely, and runs over the crown and round the back of the head to the nape.
    """
    def neck_edge(width): return curve(Point(0, 0), Point(width, NECK_EDGE_RISES * neck), leave=RIGHT)

    nape   = Point(0, 0)
    width  = solve(lambda width: neck_edge(width).length, neck, SHORTEST_HOOD * neck, neck,
                   what="neck edge of the hood")
    seam   = neck_edge(width)
    front  = seam.end.level_with(nape).up(height)
    bulge  = max(HEAD_BEHIND, depth - front.x)
    behind = Point(-bulge, FURTHEST_BEHIND * height)
    crown  = curve(front, behind, leave=LEFT, arrive=DOWN, rounder=CROWN_FULLER)
    return edges(neck=seam, face=line(seam.end, front),
                 crown=crown.then(curve(behind, nape, leave=DOWN, arrive=DOWN, inflected=True)),
                 points={"behind": behind})
