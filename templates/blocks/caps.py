"""Set-in sleeves."""

from mtmpattern.drafting import LEFT, Point, between, curve, heading

CAP_STEEPER = 17        # degrees by which the cap is steeper in its middle than straight from underarm to crown (by
#                         eye)
CROWN_ROUNDER = 1.3     # a full crown: its smallest radius is 50 to 60 mm on a man's sleeve (measured: 59 to 82)
UNDERARM_ROUNDER = 1.15                 # under the arm it is a little fuller than an arc (by eye)
CAP_HOLLOW = 2.5        # mm by which the front of the cap is hollower, and the back fuller, than the even cap (by eye;
#                         books: the front 3 to 6 deeper)


def set_in_cap(width, height):
    """The cap of a sleeve whose front lies on the right, from the front underarm over the crown to the back underarm.

    Hollow near the underarm, round over the crown; it changes from one to the other in the middle of each side.
    """
    front, crown, back = Point(width / 2, 0), Point(0, height), Point(-width / 2, 0)
    up, down = heading(front, crown), heading(crown, back)
    front_turn = between(front, crown, 1 / 2).along(up + 90, CAP_HOLLOW)
    back_turn = between(crown, back, 1 / 2).along(down - 90, CAP_HOLLOW)
    return (curve(front, front_turn, leave=LEFT, arrive=up - CAP_STEEPER, rounder=UNDERARM_ROUNDER)
            .then(curve(front_turn, crown, leave=up - CAP_STEEPER, arrive=LEFT, rounder=CROWN_ROUNDER))
            .then(curve(crown, back_turn, leave=LEFT, arrive=down + CAP_STEEPER, rounder=CROWN_ROUNDER))
            .then(curve(back_turn, back, leave=down + CAP_STEEPER, arrive=LEFT, rounder=UNDERARM_ROUNDER)))
