"""What a garment shall measure, and values that a template works out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from .template import Template

Drafter = TypeVar("Drafter", bound="Template")
T = TypeVar("T")


class Intended(Generic[Drafter]):
    """What the garment shall measure; alterations of that name are added to what the method says."""

    def __init__(self, method: Callable[[Drafter], float], name: str = "", each_side: bool = False) -> None:
        self.method = method
        self.name = name or method.__name__
        self.each_side = each_side
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Intended[Drafter]: ...
    @overload
    def __get__(self, instance: Drafter, owner: type) -> float: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        key = f"intended {self.name}"
        if key not in instance.drafted_values:
            altered = instance.alterations.get(self.name, 0.0)
            if isinstance(altered, Mapping):
                altered = altered.get(instance.wearer_side, 0.0)
            instance.drafted_values[key] = float(self.method(instance)) + altered
        return instance.drafted_values[key]


@overload
def intended(method: Callable[[Drafter], float]) -> Intended[Drafter]: ...
@overload
def intended(method: str = "", *, each_side: bool = False) -> Callable[
        [Callable[[Drafter], float]], Intended[Drafter]]: ...
def intended(method: Any = "", *, each_side: bool = False) -> Any:
    """Make a method an intended measurement, in mm: read by the draft, altered by name, compared with what comes out.

    ``@intended("sleeve")`` gives it another name than the method's, where a piece already bears that.
    ``each_side=True`` is for what each side of the garment has for itself, such as a sleeve: it may be altered on one
    side. Others are of the whole garment.
    """
    if callable(method):
        return Intended(method)
    return lambda function: Intended(function, method, each_side)


class Once(Generic[T]):
    """A value that a template works out once."""

    def __init__(self, method: Callable[[Any], T]) -> None:
        self.method = method
        self.name = method.__name__
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        if self.name not in instance.drafted_values:
            instance.drafted_values[self.name] = self.method(instance)
        return instance.drafted_values[self.name]


def once(method: Callable[[Any], T]) -> Once[T]:
    """Make a method a value that is worked out once for a draft, however often it is read."""
    return Once(method)
