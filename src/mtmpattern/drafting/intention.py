"""What a template works out once, what its garment shall measure, and how it is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from ..errors import DraftError, SolveError
from ..geometry.roots import bracketed

if TYPE_CHECKING:
    from .template import Template



# ---- How a garment is built, where that follows from the body: how many darts, a seam or none --------------------


@dataclass(slots=True)
class Structure:
    """What was ``decided`` for one body, by name, and what is ``held`` instead of it."""

    held: Mapping[str, int] = field(default_factory=dict)
    decided: dict[str, int] = field(default_factory=dict)

    def decide(self, name: str, own: int) -> int:
        """The number to build with: what is held under that name, else the body's own."""
        self.decided[name] = max(own, self.decided.get(name, own))      # both sides of a garment are asked
        return self.held.get(name, own)


def equal_over(structures: Iterable[Structure]) -> dict[str, int]:
    """What to hold equal over a range: the greatest number wherever the sizes differ.

    A dart or seam more than a size needs can be sewn; one too few cannot always.
    """
    every = list(structures)
    names = dict.fromkeys(name for each in every for name in each.decided)
    numbers = {name: [each.decided[name] for each in every if name in each.decided] for name in names}
    return {name: max(found) for name, found in numbers.items() if len(set(found)) > 1}


# ---- ``solve``: the number that makes a drafted length come out right --------------------------------------------


def solve(f: Callable[[float], float], target: float, least: float, most: float, *, what: str) -> float:
    """The number between ``least`` and ``most`` for which ``f`` gives ``target``, to 1e-9; mm unless ``what`` says.

    ``f`` must lie on either side of the target at the two bounds. When it does not, `SolveError` says the range it
    reaches. A bound that cannot be drafted at all is moved inward until it can.
    """
    def miss(x: float) -> float:
        return f(x) - target

    low, at_low = _drafts(miss, least, most)
    high, at_high = _drafts(miss, most, least)
    if (at_low > 0) == (at_high > 0) and at_low and at_high:
        reach = sorted((at_low + target, at_high + target))
        raise SolveError(
            f"{what}: no value between {low:.1f} and {high:.1f} reaches {target:.1f} mm; it spans {reach[0]:.1f} to "
            f"{reach[1]:.1f} mm", code="solve.range", where=what,
            hint="Check the measurements it rests on, or choose options that ask for less.")
    return bracketed(miss, low, high, accuracy=1e-9, f_low=at_low, f_high=at_high)


def _drafts(miss: Callable[[float], float], bound: float, other: float) -> tuple[float, float]:
    """The bound, or the first of eight places on the way to the other bound where the draft succeeds."""
    for step in range(8):
        place = bound + (other - bound) * step / 8
        try:
            return place, miss(place)
        except DraftError:
            if step == 7:
                raise
    raise AssertionError("unreachable")


# ---- What a template works out once, and what its garment shall measure ------------------------------------------


Drafter = TypeVar("Drafter", bound="Template")
T = TypeVar("T")


class Once(Generic[T]):
    """A value that a template works out once for a draft, on first use, and that is read like an attribute."""

    def __init__(self, method: Callable[[Any], Any]) -> None:
        self.method = method
        self.name = method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        known = instance.drafted_values
        if self.key not in known:
            known[self.key] = self.worked_out(instance)
        return known[self.key]

    @property
    def key(self) -> str:
        """The name under which the template keeps the value."""
        return self.name

    def worked_out(self, template: Any) -> T:
        """The value itself."""
        return self.method(template)  # type: ignore[no-any-return]


def once(method: Callable[[Any], T]) -> Once[T]:
    """Make a method a value that is worked out once for a draft, however often it is read."""
    return Once(method)


class Intended(Once[float]):
    """What the garment shall measure: what the method says or what was asked for, and what is altered of that name."""

    def __init__(self, method: Callable[[Any], float], name: str = "", each_side: bool = False) -> None:
        super().__init__(method)
        self.name = name or self.name
        self.each_side = each_side

    @property
    def key(self) -> str:
        """Apart from the name of a piece, which may be the same."""
        return f"intended {self.name}"

    def worked_out(self, template: Template) -> float:
        """What was asked of the garment, or else what the method says, and what is altered, on this side."""
        asked = _on(template.wearer_side, template.garment.get(self.name))
        altered = _on(template.wearer_side, template.alterations.get(self.name))
        return (float(self.method(template)) if asked is None else asked) + (altered or 0.0)


def _on(side: str, given: float | Mapping[str, float] | None) -> float | None:
    """The number for one side, None where nothing was given for it."""
    return given.get(side) if isinstance(given, Mapping) else given


@overload
def intended(method: Callable[[Drafter], float]) -> Intended: ...
@overload
def intended(method: str = "", *, each_side: bool = False) -> Callable[
        [Callable[[Drafter], float]], Intended]: ...
def intended(method: Any = "", *, each_side: bool = False) -> Any:
    """Make a method an intended measurement, in mm: read by the draft, altered by name, compared with what comes out.

    ``@intended("sleeve")`` gives it another name than the method's, where a piece already bears that.
    ``each_side=True`` is for what each side of the garment has for itself, such as a sleeve: it may be altered on one
    side. Others are of the whole garment.
    """
    if callable(method):
        return Intended(method)
    return lambda function: Intended(function, method, each_side)
