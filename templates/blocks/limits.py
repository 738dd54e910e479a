"""Limits that give way a little, so that no measure of the figure is ever ignored, and limits of what is ordered."""

TWICE, HALF_AGAIN = 2, 1.5              # a garment is at most this many times as wide as the body, and at the chest
#                     (by eye)
OVER_HAND = 1.2     # of the arm's length, a sleeve reaches from the shoulder bone over half the hand (by eye)
TO_FLOOR = .8       # of the height, a garment reaches from the nape down to the ankles
UNDER_FOOT = 100    # mm that a leg is longer than the body's at most: over a heel, or turned up (by eye)
LOOSE_WAIST = 40    # mm that a waist without hips below it is wider than usual at most (trade: a waist seam's ease)
GIVES = .1          # of what lies beyond a limit is drafted all the same (by eye)


def yielding(value, least, most, gives=GIVES):
    """``value`` between ``least`` and ``most``; beyond either it goes on, by a small part of the excess."""
    within = min(max(value, least), most)
    return within + gives * (value - within)
