"""Options and fits that a garment takes over from another, with values of its own."""

from copy import copy
from functools import partial
from typing import Any


def fixed(value: Any = None) -> Any:
    """The value that an inherited option always has: it is not asked for any more."""
    return value


def usually(option, default):
    """The same option, range and sentence; another value where the customer asks for none."""
    changed = copy(option)
    changed.default = changed.checked(default)          # as a customer's own number is: the same digest either way
    return changed


def usual_as(garment, fit):
    """Above a class: what it asks is usually as it is in a fit of another garment.

    It makes a class of the same name that inherits from the one it stands above.
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
