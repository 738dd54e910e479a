"""What a template works out once, and what its garment shall measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

if TYPE_CHECKING:
    from .blocks import Block
    from .template import Template

Drafter = TypeVar("Drafter", bound="Template | Block[Any]")
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

    def worked_out(self, template: Template | Block[Any]) -> float:
        """What was asked of the garment, or else what the method says, and what is altered, on this side."""
        asked = _on(template.wearer_side, template.asked_measures.get(self.name))
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
