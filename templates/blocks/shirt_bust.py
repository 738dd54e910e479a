"""A dart for the bust, from the side seam of a shirt's front toward the bust point."""

from math import asin, cos, degrees, radians, sqrt

from mtmpattern.drafting import Block, Point, curve, dart, heading, intended, line, measured, once, solve, yes_no

from .shirt_body import ShirtBody

# By eye, where no source is named.

FLAT = 18           # mm by which a front without a bust is shorter than its back, from the side of the neck down
LEAST, MOST = 12, 40                    # mm that the dart takes ...
STEEPEST = .3       # ... and this part of its length: more would make a point of it
BEFORE = 28         # mm before the bust point the dart ends (measured: 13 to 28)
BELOW = 65          # mm below the armhole it begins, or lower for a low bust ...
WITHIN = .62        # ... but within this part of the way down to the waist
UNDER, RISING = 20, 12                  # mm that the tip lies below the armhole, and above the mouth, at least
SLANT = 1 / 3       # of the dart's angle its upper leg takes of the side's turn: both close onto one smooth line
SPARE = 5           # mm beyond what the dart takes within which the front's length is sought


class BustDart(Block[ShirtBody]):
    """The front is longer over the bust, at the centre and the side, by what the dart takes in at the side.

    With the dart closed the side seam is as long as the back's, and runs on smoothly over the dart.
    """

    needs     = ("back_waist_length", "hps_to_bust", "bust_span", "hps_to_waist_front")
    estimable = ("hps_to_bust", "bust_span", "hps_to_waist_front")

    bust_dart = yes_no(True, "a dart for the bust, from the side seam")

    @intended("bust_dart")
    def taken(self):
        """By how much the way over the bust is longer than that of a flat front."""
        if not self.bust_dart:
            return 0
        asked = self.middle.hps_to_waist_front - (self.middle.back_waist_length - self.garment.nape.y) + FLAT
        most  = min(MOST, STEEPEST * self.reach)
        if asked > most:
            self.note(f"The bust asks for a dart of {asked:.0f} mm; it takes {most:.0f}, the rest hangs as fullness.")
        return min(max(asked, LEAST), most)

    # ---- Where the dart begins and ends, closed -------------------------------------------------------------------
    @property
    def side_room(self): return WITHIN * (self.garment.armhole_level - self.garment.waist_level)

    @once
    def bust_point(self):
        across, down, armhole = self.middle.bust_span / 2, self.middle.hps_to_bust, self.garment.armhole_level
        level = -sqrt(down ** 2 - (across - self.garment.neck_point.x) ** 2)
        return Point(across, armhole - min(max(armhole - level, UNDER), self.side_room - RISING))

    @once
    def mouth(self):
        """How far down the side seam."""
        return min(max(BELOW, self.garment.armhole_level - self.bust_point.y + RISING), self.side_room)

    @property
    def above(self): return self.garment.side.at(self.garment.side.length - self.mouth)

    @property
    def reach(self):
        """Length of the dart's legs."""
        return self.above.distance(self.bust_point) - BEFORE

    # ---- The side of the front, with the dart open ----------------------------------------------------------------
    @property
    def longer(self): return self.opened_side[0] if self.taken else 0

    @property
    def front_side(self): return self.opened_side[1] if self.taken else self.garment.side

    @once
    def opened_side(self):
        """How far the front hangs down below the open dart, and its side seam with the dart.

        The lower leg ends where the upper one comes to lie when the dart is opened about its tip. From there the seam
        goes to the waist, which lies as much lower as makes it, without the dart, as long as the back's.
        """
        shirt = self.garment
        side, above, reach = shirt.side, self.above, self.reach
        tip    = above.toward(self.bust_point, reach)
        angle  = 2 * degrees(asin(self.taken / 2 / reach))
        below  = tip.along(heading(tip, above) - angle, reach)
        slant  = side.direction(side.length - self.mouth) + SLANT * angle
        upper  = curve(above, side.end, leave=slant, arrive=side.arriving, inflected=True)

        def to_dart(longer):
            return curve(shirt.side_waist(longer), below, leave=shirt.at_waist, arrive=slant - angle, inflected=True)

        longer = solve(lambda mm: to_dart(mm).length, side.length - upper.length - shirt.lower_side().length,
                       -SPARE, 2 * self.taken + SPARE, what="side seam below the bust dart")
        lower  = shirt.lower_side(longer).then(to_dart(longer))
        closed = dart(self.taken, reach * cos(radians(angle / 2)), lower.length / side.length, pressed="start")
        return longer, lower.then(line(below, above)).then(upper).with_darts([closed])

    def finished(self):
        yield measured("bust_dart", sum(placed.start.distance(placed.end) for placed in self.front_side.darts))
