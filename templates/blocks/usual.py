"""Options and fits that a garment takes from another, with values of its own."""

from copy import copy
from functools import partial
from typing import Any


def fixed(value: Any = None) -> Any:
    """The value that an inherited option always has: it is no longer offered."""
    return value


def usually(option, default):
    """The same option, range and sentence, with another default."""
    changed = copy(option)
    changed.default = changed.checked(default)          # as for a customer's own number, so that the digest is the same
    return changed


def usual_as(garment, fit):
    """A class decorator: options have the values of another garment's fit as their defaults.

    It makes a class of the same name that inherits from the decorated one.
    """
    def decorate(kind):
        usual, options = garment.fits[fit], garment.options()
        changed = {name: usually(getattr(garment, name), usual[name])
                   for name in filter(partial(hasattr, garment), usual)}
        for name, block in kind.blocks().items():
            its_own = {each: usually(options[each], usual[each]) for each in block.options() if each in usual}
            changed[name] = block.but(**its_own)
        return type(kind)(kind.__name__, (kind,), {"__module__": kind.__module__, "__doc__": kind.__doc__, **changed})
    return decorate


def fits_with(fits, **more):
    """The same fits, some of them with more options set, and new ones; the one for children stays the last."""
    changed = fits | {name: fits.get(name, {}) | values for name, values in more.items()}
    return {name: changed[name] for name in sorted(changed, key="child".__eq__)}
