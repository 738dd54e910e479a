"""A shirt collar: a stand that is buttoned at the neck, and a leaf that falls over it, with a smaller under collar."""

from mtmpattern.drafting import (
    LEFT, RIGHT, Block, Point, caught, curve, cut, degrees, edges, fold, fusible, line, mm, piece, sew, shell, solve,
)

from .shirt_body import COLLAR_SEAM, ShirtBody

STAND_RISES = .045      # of its length, the stand rises at the centre front, so that it leans to the neck (by eye;
#                         measured:
#                         8.5 of 204 on FreeSewing's shirt, 34 of 225 on a polo)
STAND_LOWER = 4         # mm that the stand is lower in front than behind (books: 2 to 5)
STAND_STRAIGHT = .35    # of its height the front end of the stand goes straight up before it is rounded (by eye)


class StandCollar(Block[ShirtBody]):
    """Stand, upper and under collar, each half of them with the centre back on x = 0 and its front on the right.

    The stand's seam is exactly as long as the neckline and its step, the seam of both collars exactly as long as the
    stand's top. The under collar is smaller at the points and the outer edge: the upper one is eased onto it, and so
    rolls the seam under, out of sight.
    """

    stand_height  = mm(32, 20, 45, "height of the stand at the centre back")
    collar_fall   = mm(10, 6, 20, "leaf higher than the stand at the centre back, so that it covers its seam")
    collar_point  = mm(70, 45, 95, "length of the collar's point")
    collar_spread = degrees(11, -8, 50, "lean of the collar's points: more is more cutaway")
    collar_roll   = mm(2.5, 0, 5, "under collar smaller at points and outer edge: thick cloth rolls over more")

    def rising(self, length, rise):
        """A line of a given length that leaves the centre back level and ends ``rise`` higher (or lower)."""
        def drawn(x): return curve(Point(0, 0), Point(x, rise), leave=RIGHT)
        return drawn(solve(lambda x: drawn(x).length, length, length - 2 * abs(rise) - 1, length + 1, what="collar"))

    @piece(cut(shell, plies=2), cut(fusible, trimmed=2), on="neck", front=RIGHT, allowance={"seam": COLLAR_SEAM})
    def stand(self):
        shirt = self.garment
        neck, step = shirt.yoke.neckline.length + shirt.front_neck.length, shirt.closing.stand_step.length
        seam   = self.rising(neck + step, STAND_RISES * (neck + step))
        centre = seam.at(neck)
        square = seam.direction(neck) + 90
        front  = self.stand_height - STAND_LOWER
        top    = centre.along(square, front)
        low    = seam.end.along(seam.arriving + 90, STAND_STRAIGHT * front)
        return edges(
            seam   = seam,
            end    = line(seam.end, low).then(curve(low, top, leave=seam.arriving + 90, arrive=square + 90)),
            top    = curve(top, Point(0, self.stand_height), leave=square + 90, arrive=LEFT),
            middle = fold(Point(0, self.stand_height), Point(0, 0)),
            points = {"neck": centre},
            inner  = {"centre": line(top, centre)})

    def leaf(self, smaller):
        """The collar above the stand; it bends against the stand and so falls outward."""
        length = self.stand.top.length
        neck   = self.rising(length, -STAND_RISES * length)
        toward = 90 - self.collar_spread
        tip    = neck.end.along(toward, self.collar_point - smaller).along(toward + 90, smaller)
        back   = Point(0, self.stand_height + self.collar_fall - smaller)
        return edges(
            neck   = neck,
            leaf   = line(neck.end, tip),
            outer  = curve(tip, back, arrive=LEFT),
            middle = fold(back, Point(0, 0)))

    @piece(cut(shell), cut(fusible, trimmed=2), on="neck", front=RIGHT)
    def collar(self): return self.leaf(0)

    @piece(cut(shell), on="neck")                                         # faces the other way: seen from outside
    def under_collar(self): return self.leaf(self.collar_roll)

    def bagged(self):
        """The upper collar is longer by what it rolls over, at the points and along the outer edge."""
        for upper, under in ((self.collar.outer, self.under_collar.outer), (self.collar.leaf, self.under_collar.leaf)):
            yield sew(upper, under, eased=upper.length - under.length, construction="bagged")
        yield caught(self.under_collar.neck, by=self.collar.neck)
