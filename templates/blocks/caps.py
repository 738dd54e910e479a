"""Set-in sleeves."""

from mtmpattern.drafting import LEFT, Point, between, curve, heading

STEEPER = 17        # degrees by which the cap is steeper in its middle than straight from underarm to crown (by eye)
ROUNDER = 1.3       # a full crown: its smallest radius is 50 to 60 mm on a man's sleeve (measured: 59 to 82)
ROUND_UNDER = 1.15  # ... and a little fuller than an arc under the arm (by eye)
HOLLOW = 2.5        # mm by which the front of the cap is hollower, and the back fuller, than the even cap (by eye;
#                     books: the front 3 to 6 deeper)


def set_in_cap(width, height):
    """The cap of a sleeve whose front lies on the right, from the front underarm over the crown to the back underarm.

    Hollow near the underarm, round over the crown; it changes from one to the other in the middle of each side.
    """
    front, crown, back = Point(width / 2, 0), Point(0, height), Point(-width / 2, 0)
    up, down = heading(front, crown), heading(crown, back)
    front_turn = between(front, crown, 1 / 2).along(up + 90, HOLLOW)
    back_turn = between(crown, back, 1 / 2).along(down - 90, HOLLOW)
    return (curve(front, front_turn, leave=LEFT, arrive=up - STEEPER, rounder=ROUND_UNDER)
            .then(curve(front_turn, crown, leave=up - STEEPER, arrive=LEFT, rounder=ROUNDER))
            .then(curve(crown, back_turn, leave=LEFT, arrive=down + STEEPER, rounder=ROUNDER))
            .then(curve(back_turn, back, leave=down + STEEPER, arrive=LEFT, rounder=ROUND_UNDER)))
