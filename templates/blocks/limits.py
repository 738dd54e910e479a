"""Limits that give way a little, so that no measure of the figure is ever ignored."""

GIVES = .1          # of what lies beyond a limit is drafted all the same (by eye)


def yielding(value, least, most, gives=GIVES):
    """``value`` between ``least`` and ``most``; beyond either it goes on, by a small part of the excess."""
    within = min(max(value, least), most)
    return within + gives * (value - within)
