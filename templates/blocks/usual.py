"""Options that a garment takes over from another with a default of its own."""

from copy import copy


def usually(option, default):
    """The same option, range and sentence; another value where the customer asks for none."""
    changed = copy(option)
    changed.default = default
    return changed
