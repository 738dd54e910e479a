"""Limits that give way a little, so that no measure of the figure is ever ignored, and bounds of what is ordered."""

from mtmpattern.drafting import bound

TWICE = 2               # of the body, a garment is wide at most (by eye)
HALF_AGAIN = 1.5        # of the body, a garment is wide at the chest at most (by eye)
TRUMPET = 1.5           # of its width at the underarm, a sleeve is wide at its hem at most (by eye)
OVER_HAND = 1.2         # of the arm's length, a sleeve reaches from the shoulder bone over half the hand (by eye)
TO_FLOOR = .8           # of the height, a garment reaches from the nape down to the ankles
UNDER_FOOT = 100        # mm that a leg is longer than the body's at most: over a heel, or turned up (by eye)
LOOSE_WAIST = 40        # mm that a waist without hips below it is wider than usual at most (trade: a waist seam's ease)
GIVES = .1              # of what lies beyond a limit is drafted all the same (by eye)


def yielding(value, least, most, gives=GIVES):
    """``value`` between ``least`` and ``most``; beyond either it goes on, by a small part of the excess."""
    within = min(max(value, least), most)
    return within + gives * (value - within)


def said_longer(block, option, asked, drawn):
    """Note that a sleeve is longer than chosen, for its cap takes so much of it; both are parts of the arm."""
    block.note(f"{option} {100 * asked:.0f} % is too short for this arm: the sleeve is drawn with {100 * drawn:.0f} %, "
               "so that there is a seam below its cap.")


def gradually(value, none, wholly):
    """0 where ``value`` is at ``none`` or beyond it, 1 where it is at ``wholly``, and evenly in between.

    A construction that begins at some measure comes in gradually, so that 1 mm of a body never moves a seam by more.
    """
    return min(max((value - none) / (wholly - none), 0), 1)


# ---- Bounds of what customers order ---------------------------------------------------------------------------------


def body_there(girth, ease, place=""):
    """What is wrong with a measure below the body's ``girth`` with the least ``ease``, in the words of a refusal."""
    return f"the body measures {girth:.0f} mm {place or 'there'}, and the least ease is {ease:.0f} mm"


def twice(name, girth, ease=None):
    """A garment is at most twice as wide as the body, and has at least this ``ease`` over it where one is given."""
    if ease is None:
        return bound(name, "it would be more than twice as wide as the body", most=TWICE * girth)
    return bound(name, "it would be more than twice as wide as the body", least=girth + ease, most=TWICE * girth,
                 short=body_there(girth, ease))


def half_again(name, girth):
    """A chest is at most half as wide again as the body."""
    return bound(name, "it would be more than half as wide again as the body", most=HALF_AGAIN * girth)


def to_floor(name, height):
    """A garment ends above the floor."""
    return bound(name, "it would reach the floor", most=TO_FLOOR * height)


def over_hand(name, arm_length, shoulder):
    """A sleeve ends above the fingers; its seam lies ``shoulder`` mm beyond the shoulder bone."""
    return bound(name, "it would cover the fingers", most=OVER_HAND * arm_length - shoulder)


def trumpet(name, upper_arm):
    """A sleeve's hem is at most half as wide again as its sleeve at the underarm."""
    return bound(name, "the hem would be more than half as wide again as the sleeve at the underarm",
                 most=TRUMPET * upper_arm)
