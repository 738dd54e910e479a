"""One person's measures: immutable, in mm (body mass in kg, slopes in degrees), each with its source.

A name without a side means the mean of both sides::

    >>> body = Body.of({"chest_girth": 940, "arm_length": (585, 590)}, sex="female")
    >>> body.chest_girth, body.arm_length, body.left.arm_length, body.differs(["arm_length"])
    (940.0, 587.5, 585.0, True)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from mtmpattern.body.catalogue import CATALOGUE, canonical, unknown
from mtmpattern.errors import MeasurementError, Problem

if TYPE_CHECKING:
    from mtmpattern.body.chart import Chart, Nearest

Source = Literal["measured", "chart", "derived", "estimated"]
"""Taken on the person, from a size of a chart, calculated exactly, or estimated with its deviation."""
Sex = Literal["female", "male"]
Unit = Literal["mm", "cm", "in"]
UNITS: Final[Mapping[str | None, Unit]] = {"mm": "mm", "cm": "cm", "in": "in"}
"""The units of bare numbers in a file."""

ESTIMATES_VERSION: Final = "3"
"""Enters the digest of every body with derived or estimated measures; raise it with any change of a rule."""

KNOWN: Final = ("measured", "chart")
"""Sources of measures that were given, not calculated."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure on both sides, in mm (kg, degrees).

    ``sd`` is its standard deviation, 0 if it was measured; ``rule`` says how any other value was found.
    """

    left: float
    right: float
    source: Source = "measured"
    sd: float = 0.0
    rule: str = ""

    @property
    def middle(self) -> float:
        """The mean of both sides."""
        return self.left if self.left == self.right else (self.left + self.right) / 2

    @property
    def differs(self) -> bool:
        """Whether left and right differ."""
        return self.left != self.right


Amounts = Mapping[str, "float | Mapping[str, float]"]
"""Lengths in mm by name, or by name and side: ``{"length": 640.0, "sleeve": {"left": 5.0}}``."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Finished measures and pinned alterations in a measurement file, by the name of the garment.

    The name ``""`` stands for entries that do not name a garment.
    """

    garment: Mapping[str, Amounts] = field(default_factory=dict)
    alterations: Mapping[str, Amounts] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.garment or self.alterations)


class _Values:
    """Attribute access to measures, shared by a body and its sides."""

    __slots__ = ()

    def _value(self, name: str) -> float:
        raise NotImplementedError

    def __getattr__(self, name: str) -> float:
        # hasattr, copy and pickle ask for private and dunder names; those must raise AttributeError.
        if name.startswith("_"):
            raise AttributeError(name)
        return self._value(name)


@dataclass(frozen=True, slots=True, eq=False)
class Body(_Values):
    """A person to draft for. ``body.chest_girth`` is a number in mm: the mean if the sides differ.

    An unknown name and a measure that this body does not have raise `MeasurementError` (``measurement.unknown``,
    ``measurement.missing``) with the nearest name or with how to measure. ``unit`` is the unit shown to people.
    Two bodies are equal when their digests are. The person's ``name`` is not in any repr, digest or error. ``remarks``
    list what could not be used or seems doubtful in its file. ``doubted`` names the measures (and ``sex``) that are
    unlikely and not confirmed: no other measure is estimated from them. ``wishes`` are the entries of the file for
    garments; a draft follows them.
    """

    measures: Mapping[str, Measure] = field(repr=False)
    sex: Sex | None = None
    unit: Unit = "cm"
    child: bool = False
    name: str = field(default="", repr=False)
    remarks: tuple[Problem, ...] = field(default=(), repr=False)
    doubted: frozenset[str] = field(default=frozenset(), repr=False)
    wishes: Wishes = field(default=Wishes(), repr=False)

    def __post_init__(self) -> None:
        strange = [name for name in self.measures if name not in CATALOGUE]
        if strange:
            raise MeasurementError.of(map(unknown, strange))
        ordered = {name: self.measures[name] for name in CATALOGUE if name in self.measures}
        object.__setattr__(self, "measures", _Frozen(ordered))

    @classmethod
    def of(cls, values: Mapping[str, float | tuple[float, float]], *, sex: Sex | None = None, child: bool = False,
           unit: Unit = "mm") -> Body:
        """Make a body from plain numbers in mm (kg, degrees) or (left, right) pairs, as size charts and tests need."""
        measures = {}
        for name, value in values.items():
            left, right = value if isinstance(value, tuple) else (value, value)
            measures[canonical(name) or name] = Measure(float(left), float(right))
        return cls(measures, sex, unit, child)

    @property
    def left(self) -> Side:
        """The same names, with the values of the wearer's left side."""
        return Side(self, "left")

    @property
    def right(self) -> Side:
        """The same names, with the values of the wearer's right side."""
        return Side(self, "right")

    @property
    def middle(self) -> Side:
        """The same names, with the mean of both sides."""
        return Side(self, "middle")

    @property
    def names(self) -> tuple[str, ...]:
        """The measures that this body has, in the order of the catalogue."""
        return tuple(self.measures)

    def measure(self, name: str) -> Measure:
        """Return a measure with its sides, source and deviation. Raises `MeasurementError` if it is missing."""
        found = self.measures.get(name)
        if found is None:
            raise MeasurementError.of([missing_measure(name)])
        return found

    def differs(self, names: Iterable[str]) -> bool:
        """Return whether left and right differ in any of these measures; a missing one does not count."""
        found = [self.measures.get(name) for name in names]
        return any(measure is not None and measure.differs for measure in found)

    def with_measures(self, more: Mapping[str, Measure]) -> Body:
        """Return this body with these measures added or replaced."""
        return replace(self, measures={**self.measures, **more})

    def nearest_size(self, chart: Chart) -> Nearest:
        """Return the nearest size of a chart, with the differences; see `mtmpattern.body.chart`."""
        return chart.nearest(self)

    @property
    def digest(self) -> str:
        """The sha256 of the given values, the names of the completed measures, and the version of the rules."""
        taken = {name: [measure.left, measure.right] for name, measure in self.measures.items()
                 if measure.source in KNOWN}
        completed = [name for name in self.measures if name not in taken]
        facts = {"measured": taken, "completed": completed, "rules": ESTIMATES_VERSION if completed else "",
                 "sex": self.sex or "", "unit": "in" if self.unit == "in" else "cm", "child": self.child}
        if self.doubted and completed:
            facts["doubted"] = sorted(self.doubted)        # the estimates depend on it
        text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Body) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *self.measures]

    def _value(self, name: str) -> float:
        return self.measure(name).middle


class Side(_Values):
    """One side of a body, or the mean of both: the same measures by the same names."""

    __slots__ = ("_body", "_side")

    def __init__(self, body: Body, side: Literal["left", "right", "middle"]) -> None:
        object.__setattr__(self, "_body", body)
        object.__setattr__(self, "_side", side)

    _body: Body
    _side: str

    def measure(self, name: str) -> Measure:
        """Return the body's measure with its sides, source and deviation."""
        return self._body.measure(name)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a body's {name} cannot be set; bodies are immutable")

    def __repr__(self) -> str:
        return f"{self._body!r}.{self._side}"

    def __reduce__(self) -> tuple[type[Side], tuple[Body, str]]:
        return Side, (self._body, self._side)

    def _value(self, name: str) -> float:
        value: float = getattr(self._body.measure(name), self._side)
        return value


class _Frozen(dict[str, Measure]):
    """An immutable dict; unlike a mapping proxy it can be sent to another process."""

    def _refuse(self, *_: object, **__: object) -> None:
        raise TypeError("bodies are immutable; with_measures() returns a changed copy")

    __setitem__ = __delitem__ = update = pop = popitem = clear = setdefault = __ior__ = _refuse  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[_Frozen], tuple[dict[str, Measure]]]:
        return _Frozen, (dict(self),)


def missing_measure(name: str) -> Problem:
    """Describe a missing measure, with how to take it, or an unknown name, with the nearest one."""
    known = CATALOGUE.get(name)
    if known is None:
        return unknown(name)
    label = "" if known.label == name else f" ({known.label})"
    return Problem(f"{name}{label} is missing", "measurement.missing", "/measurements", f"Measure it: {known.how}",
                   params={"measure": name})


def missing(body: Body, names: Iterable[str]) -> tuple[Problem, ...]:
    """Return a problem for each of these measures that the body does not have, with how to take it."""
    return tuple(missing_measure(name) for name in dict.fromkeys(names) if name not in body.measures)
