"""Values that a template works out once, the measures that it intends, and decisions on how it is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from mtmpattern.errors import DraftError, SolveError
from mtmpattern.geometry.roots import bracketed
from mtmpattern.pattern.model.vocabulary import must_be_number
from mtmpattern.units import apart

if TYPE_CHECKING:
    from mtmpattern.drafting.blocks import Block
    from mtmpattern.drafting.template import Template



# ---- Structure ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Structure:
    """The numbers ``decided`` for one body, by name, and those ``held`` in their place."""

    held: Mapping[str, int] = field(default_factory=dict)
    decided: dict[str, int] = field(default_factory=dict)

    def decide(self, name: str, own: int) -> int:
        """The number to build with: what is held under that name, else the body's own."""
        self.decided[name] = max(own, self.decided.get(name, own))      # both sides of a garment decide
        return self.held.get(name, own)


def equal_over(structures: Iterable[Structure]) -> dict[str, int]:
    """The numbers to hold equal over a size range: the greatest, wherever the sizes differ.

    An extra dart or seam can always be sewn, but a size may not do with one too few.
    """
    every = list(structures)
    names = dict.fromkeys(name for each in every for name in each.decided)
    numbers = {name: [each.decided[name] for each in every if name in each.decided] for name in names}
    return {name: max(found) for name, found in numbers.items() if len(set(found)) > 1}


# ---- solve -------------------------------------------------------------------------------------------------------


EXACT = 1e-9
"""A single unknown is found to this share of its range, or until its result is this near its target."""
MISSED = 1e-4
"""A result that is further from its target than this, in mm, is not a solution."""
TINY = 0.02
"""A single result that jumps over its target is taken where it is this near to it in mm: no needle is as exact."""
CLOSE = 1e-7
"""Several unknowns are found when every result is this near its target, in mm."""
PLACES = 24
"""The steps between the bounds that are searched after a result has jumped over its target."""
STEP = 1e-5
"""The share of an unknown's range over which slopes are taken."""
ROUNDS, HALVINGS = 40, 12
"""The most rounds that several unknowns take, and the most times that one round is cut in half."""
JUMP_HINT = "A measurement or option on which it rests, changed by 1 mm, usually leads past the jump."
HINT = "Check the measurements it rests on, or choose options that ask for less."


@overload
def solve(f: Callable[[float], float], target: float, least: float, most: float, *, what: str,
          unit: str = "mm") -> float: ...
@overload
def solve(f: Callable[..., Sequence[float]], target: Sequence[float], least: Sequence[float],
          most: Sequence[float], *, what: str) -> tuple[float, ...]: ...
def solve(f: Callable[..., Any], target: Any, least: Any, most: Any, *, what: str, unit: str = "mm") -> Any:
    """The number between ``least`` and ``most`` for which ``f`` gives ``target``; ``what`` says what is sought.

    ``unit`` is that of the number, for messages.

    ``f`` must lie on either side of the target at the two bounds. When it does not, `SolveError` states the
    range that it reaches; if ``f`` jumps over the target by more than `TINY` and reaches it nowhere else, it states the
    values on either side. A bound that cannot be drafted at all is moved inward until it can.

    Several unknowns are solved at once: ``f`` takes as many numbers as there are targets and gives as many results,
    and targets and bounds are lists. Each result is within 1e-4 of its target, or `SolveError` states how near it
    came and what each result spans between the bounds.
    """
    if isinstance(target, int | float):
        return _one(f, target, least, most, what, unit)
    return _several(f, tuple(target), tuple(least), tuple(most), what)


def _one(f: Callable[[float], float], target: float, least: float, most: float, what: str, unit: str) -> float:
    found_misses: dict[float, float] = {}
    named = what if unit == "mm" else f"{what}, in {unit}"

    def miss(x: float) -> float:
        found_misses[x] = f(x) - target
        return found_misses[x]

    low, at_low = _drafts(miss, least, most)
    high, at_high = _drafts(miss, most, least)
    if (at_low > 0) == (at_high > 0) and at_low and at_high:
        wanted, *reach = apart(target, *sorted((at_low + target, at_high + target)), places=1)
        raise SolveError(
            f"{named}: no value between {low:.1f} and {high:.1f} reaches {wanted} mm; it spans {reach[0]} to "
            f"{reach[1]} mm", code="solve.range", where=what, hint=HINT)
    try:
        found = bracketed(miss, low, high, accuracy=EXACT, f_low=at_low, f_high=at_high)
    except DraftError:
        elsewhere = _elsewhere(miss, low, high)
        if elsewhere is None:
            raise
        return elsewhere
    if abs(found_misses[found]) > MISSED:
        elsewhere = _elsewhere(miss, low, high)
        if elsewhere is not None:
            return elsewhere
        if abs(found_misses[found]) <= TINY:
            return found
        sides = [target + max((each for each in found_misses.values() if each < 0), default=0.0),
                 target + min((each for each in found_misses.values() if each > 0), default=0.0)]
        raise SolveError(f"{named}: near {found:.3f} it jumps from {sides[0]:.3f} to {sides[1]:.3f} mm, so it cannot "
                         f"be {target:.3f} mm", code="solve.jump", where=what, hint=JUMP_HINT)
    return found


def _elsewhere(miss: Callable[[float], float], low: float, high: float) -> float | None:
    """A value that reaches the target, searched for in `PLACES` equal steps after the first search jumped over it.

    Values that cannot be drafted are skipped.
    """
    def value(x: float) -> float | None:
        try:
            return miss(x)
        except DraftError:
            return None

    places = [low + (high - low) * step / PLACES for step in range(PLACES + 1)]
    for (a, at_a), (b, at_b) in pairwise((place, value(place)) for place in places):
        if at_a is None or at_b is None or (at_a > 0) == (at_b > 0):
            continue
        try:
            found = bracketed(miss, a, b, accuracy=EXACT, f_low=at_a, f_high=at_b)
            if abs(miss(found)) <= MISSED:
                return found
        except DraftError:
            continue
    return None


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


# ---- Several unknowns --------------------------------------------------------------------------------------------

Numbers = tuple[float, ...]


def _several(f: Callable[..., Sequence[float]], target: Numbers, least: Numbers, most: Numbers,
             what: str) -> Numbers:
    if not len(target) == len(least) == len(most):
        raise SolveError(f"{what}: {len(target)} targets with {len(least)} lower and {len(most)} upper bounds",
                         code="solve.range", where=what, hint="Give as many of each as there are unknowns.")

    def misses(at: Numbers) -> Numbers:
        return tuple(float(got) - wanted for got, wanted in zip(f(*at), target, strict=True))

    place = tuple((low + high) / 2 for low, high in zip(least, most, strict=True))
    missed = misses(place)
    for _ in range(ROUNDS):
        if max(map(abs, missed)) <= CLOSE:
            break
        way = _newton_step(misses, place, missed, least, most)
        nearer = _nearer(misses, place, way, max(map(abs, missed)), least, most) if way else None
        if nearer is None:
            break
        place, missed = nearer
    if max(map(abs, missed)) > MISSED:
        raise _unreached(misses, place, missed, (target, least, most), what)
    return place


def _newton_step(misses: Callable[[Numbers], Numbers], place: Numbers, missed: Numbers, least: Numbers,
                 most: Numbers) -> Numbers | None:
    """How far each unknown must move by the slopes here; None if the results do not depend on them."""
    columns = []
    for i, (here, low, high) in enumerate(zip(place, least, most, strict=True)):
        step = STEP * (high - low) * (1 if here < (low + high) / 2 else -1)
        moved = misses((*place[:i], here + step, *place[i + 1:]))
        columns.append([(after - before) / step for after, before in zip(moved, missed, strict=True)])
    rows = [[column[i] for column in columns] + [-missed[i]] for i in range(len(place))]
    return _eliminated(rows)


def _eliminated(rows: list[list[float]]) -> Numbers | None:
    """The solution of linear equations, each with its right side last; None if there is no single one."""
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        if abs(rows[pivot][i]) <= EXACT:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for row in range(size):
            if row != i:
                part = rows[row][i] / rows[i][i]
                rows[row] = [a - part * b for a, b in zip(rows[row], rows[i], strict=True)]
    return tuple(rows[i][size] / rows[i][i] for i in range(size))


def _nearer(misses: Callable[[Numbers], Numbers], place: Numbers, way: Numbers, so_far: float, least: Numbers,
            most: Numbers) -> tuple[Numbers, Numbers] | None:
    """The first place in that direction, within the bounds, whose greatest miss is smaller, and its misses."""
    for halving in range(HALVINGS):
        there = tuple(min(max(here + step / 2 ** halving, low), high)
                      for here, step, low, high in zip(place, way, least, most, strict=True))
        try:
            missed = misses(there)
        except DraftError:
            continue
        if max(map(abs, missed)) < so_far:
            return there, missed
    return None


def _unreached(misses: Callable[[Numbers], Numbers], place: Numbers, missed: Numbers,
               bounds: tuple[Numbers, Numbers, Numbers], what: str) -> SolveError:
    """The error with the range of each result at the corners of the bounds, and the least miss."""
    target, least, most = bounds
    reached = [missed]
    for corner in product(*zip(least, most, strict=True)):
        try:
            reached.append(misses(corner))
        except DraftError:
            continue
    spans = [f"{wanted:.1f} mm, of {wanted + min(each):.1f} to {wanted + max(each):.1f} mm"
             for wanted, each in zip(target, zip(*reached, strict=True), strict=True)]
    best = ", ".join(f"{value:.1f}" for value in place)
    return SolveError(f"{what}: no values between the bounds give {' and '.join(spans)}; the nearest, {best}, miss by "
                      f"{max(map(abs, missed)):.2f} mm", code="solve.range", where=what, hint=HINT)


# ---- Once and intended -------------------------------------------------------------------------------------------


Drafter = TypeVar("Drafter", bound="Template | Block[Any]")
T = TypeVar("T")


class Once(Generic[T]):
    """A value that a template works out once for a draft, on first use, and that is read like an attribute.

    It is stored among the attributes of the template or block, where the next read finds it. ``key`` is its name in
    the class.
    """

    def __init__(self, method: Callable[[Any], Any]) -> None:
        self.method = method
        self.name = self.key = method.__name__
        self.__doc__ = method.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.key = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        if instance.reuse is not None:
            return instance.reuse.value(self, instance)
        value = self.worked_out(instance)
        if self.lasts(value) and getattr(owner, self.key, None) is self:  # not a base's, read through super()
            vars(instance)[self.key] = value
        return value

    def worked_out(self, template: Any) -> T:
        """The value itself."""
        return self.method(template)  # type: ignore[no-any-return]

    def lasts(self, value: object) -> bool:
        """Whether one value can be given to every reader."""
        return True


def once(method: Callable[[Any], T]) -> Once[T]:
    """Make a method a value that is worked out once for a draft, however often it is read."""
    return Once(method)


class Property(Once[T]):
    """A plain property of a template or block: it depends only on the draft, so it too is worked out once.

    A value that its reader could change or use up, such as a dict or a generator, is made for each read.
    """

    def lasts(self, value: object) -> bool:
        """Whether the value cannot change."""
        return not isinstance(value, list | dict | set | Iterator)


def keep_properties(cls: type) -> None:
    """Have the properties that a template or block class defines worked out once for each draft."""
    for name, value in list(vars(cls).items()):
        kept: Once[Any] | None = None
        if type(value) is property and value.fget is not None and value.fset is None:
            kept = Property(value.fget)
        elif isinstance(value, cached_property):
            kept = Once(value.func)
        if kept is not None:
            kept.__set_name__(cls, name)
            setattr(cls, name, kept)


def forget_properties(owner: object) -> None:
    """Drop the values of the plain properties of a template or block, so that the next read works them out."""
    for name in [name for name in vars(owner) if isinstance(getattr(type(owner), name, None), Property)]:
        del vars(owner)[name]


class Intended(Once[float]):
    """An intended measure: the value requested, or else the method's, plus the alteration of that name."""

    def __init__(self, method: Callable[[Any], float], name: str = "", each_side: bool = False,
                 note: str = "") -> None:
        super().__init__(method)
        self.name = name or self.name
        self.each_side = each_side
        self.note = note

    def worked_out(self, template: Template | Block[Any]) -> float:
        """The value requested, or else the method's, plus the alteration, on this side."""
        requested = on_side(template.wearer_side, template.requested_measures.get(self.name))
        altered = on_side(template.wearer_side, template.alterations.get(self.name))
        if requested is None:
            requested = self.method(template)
            must_be_number(requested, f"intended {self.name}: its value", "measure.word", where=self.name)
        return float(requested) + (altered or 0.0)


def on_side(side: str, given: float | Mapping[str, float] | None) -> float | None:
    """The number for one side, None where nothing was given for it."""
    return given.get(side) if isinstance(given, Mapping) else given


@overload
def intended(method: Callable[[Drafter], float]) -> Intended: ...
@overload
def intended(method: str = "", *, each_side: bool = False, note: str = "") -> Callable[
        [Callable[[Drafter], float]], Intended]: ...
def intended(method: Any = "", *, each_side: bool = False, note: str = "") -> Any:
    """Make a method an intended measurement, in mm: read by the draft, altered by name, compared with the pieces.

    ``@intended("sleeve")`` names it differently from the method, where a piece has the method's name.
    ``each_side=True`` is for a measure that each side of the garment has separately, such as a sleeve: it may be
    altered on one side. Others belong to the whole garment. ``note`` tells customers where it is measured, as in
    ``@intended(note="round the hip")``.
    """
    if callable(method):
        return Intended(method)
    return lambda function: Intended(function, method, each_side, note)
