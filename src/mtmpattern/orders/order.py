"""An order, checked: one garment for one body, with everything that decides what is made."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal

from mtmpattern.body import Body, Measure
from mtmpattern.body.body import KNOWN, Sex, Source, Unit
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.drafting import draft
from mtmpattern.drafting.draft import drafted
from mtmpattern.drafting.library import find_template
from mtmpattern.errors import DraftError, Problem, texts_in
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.audit import refuse_faulty
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.requirement import Sided

Priority = Literal["low", "normal", "high"]
SEXES: Final[tuple[Sex, ...]] = ("female", "male")
PRIORITIES: Final[tuple[Priority, ...]] = ("low", "normal", "high")
FORMATS: Final = ("svg", "dxf")
"""The formats of the parts if an order names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePlacement:
    """A picture to print on one part: its lower left corner lies ``right`` and ``up`` mm from a named point.

    The picture is ``width`` by ``height`` mm and turned by ``turn`` degrees about that corner, counter-clockwise as
    the part lies with its grain up. ``crossing`` allows it to reach over the sewn line. ``picture`` names one of the
    shop's pictures; empty for a placement alone.
    """

    part: str
    point: str
    width: float
    height: float
    right: float = 0.0
    up: float = 0.0
    turn: float = 0.0
    crossing: bool = False
    picture: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The placement as an order states it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order. `mtmpattern.orders.order_reader.read_order` makes it from untrusted data.

    ``options`` are those of the fit with single options over them, without the ones at their default, so that the same
    garment asked for in another way is the same order. ``fittings`` are alterations after fittings, kept one by one and
    added to ``alterations``; both in mm. ``body`` has neither name nor remarks; the remarks from reading it are in
    ``remarks``. ``client`` is the id of a client in the shop's store. ``unit`` is used in messages to the
    customer; the key does not depend on it.
    """

    id: str
    template: str
    body: Body = field(repr=False)
    revision: int = 1
    fit: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    alterations: Mapping[str, Sided] = field(default_factory=dict)
    fittings: Sequence[Mapping[str, Sided]] = ()
    garment: Mapping[str, Sided] = field(default_factory=dict)
    fabrics: Mapping[str, Fabric] = field(default_factory=dict)
    estimates: bool = False
    quantity: int = 1
    formats: tuple[str, ...] = FORMATS
    stations: tuple[str, ...] = ()
    artwork: tuple[PicturePlacement, ...] = ()
    due: date | None = None
    priority: Priority = "normal"
    client: str = field(default="", repr=False)
    unit: Unit = "cm"
    remarks: tuple[Problem, ...] = field(default=(), repr=False)

    @property
    def altered(self) -> dict[str, Sided]:
        """All alterations added up, in mm by name, without those that add up to 0."""
        return added_up([self.alterations, *self.fittings])

    def asked(self) -> dict[str, Any]:
        """The order as canonical plain data, without the body: equal orders give equal data."""
        return {
            "order": self.id, "revision": self.revision, "template": self.template, "options": dict(self.options),
            "alterations": self.altered, "garment": dict(self.garment), "estimates": self.estimates,
            "fabrics": {role: fabric.to_dict() for role, fabric in self.fabrics.items()}, "quantity": self.quantity,
            "formats": sorted(self.formats), "stations": sorted(self.stations),
            "artwork": [each.to_dict() for each in self.artwork],
            "due": self.due.isoformat() if self.due else None, "priority": self.priority,
        }

    def key(self, salt: str = "") -> str:
        """The idempotency key: a sha256 of the order and its body, without versions or computed numbers.

        With the shop's ``salt`` no one else can find the measures by guessing.
        """
        return key_of(self.asked(), self.body, salt)

    def draft(self) -> Pattern:
        """Draft and audit the garment. Raises `DraftError` naming the request that caused it, and its range."""
        with texts_in(self.unit):
            return self._draft()

    def _draft(self) -> Pattern:
        kind = find_template(self.template)
        wishes: dict[str, Any] = {"alterations": self.altered, "garment": dict(self.garment),
                                  "fabrics": dict(self.fabrics), "estimates": self.estimates}
        try:
            return refuse_faulty(drafted(kind, self.body, **wishes, **self.options))
        except DraftError:
            fitted = kind.fits.get(self.fit, {})
            own = {name: value for name, value in self.options.items() if fitted.get(name) != value}
            draft(kind, self.body, fit=self.fit or None, **wishes, **own)       # raises with the cause
            raise

    def with_fitting(self, fitting: Mapping[str, Sided]) -> Order:
        """Return the order with one more fitting, unless that is empty."""
        return replace(self, fittings=(*self.fittings, dict(fitting))) if fitting else self


def key_of(asked: Mapping[str, Any], body: Body, salt: str = "") -> str:
    """The key of an order from its canonical data, as given by `Order.asked`, and its body."""
    return digest_of({"asked": asked, "body": body_as_data(body)}, salt)


def added_up(all_of: Sequence[Mapping[str, Sided]]) -> dict[str, Sided]:
    """Alterations added up by name: one number where both sides are equal, otherwise left and right."""
    sides: dict[str, tuple[float, float]] = {}
    for each in all_of:
        for name, value in each.items():
            left, right = (value.get("left", 0.0), value.get("right", 0.0)) if isinstance(value, Mapping) else (
                value, value)
            before = sides.get(name, (0.0, 0.0))
            sides[name] = before[0] + left, before[1] + right
    return {name: left if left == right else {"left": left, "right": right}
            for name, (left, right) in sorted(sides.items()) if left or right}


def plain_body(body: Body) -> Body:
    """The measures alone, without name, remarks and unit, so that the same body in inches is equal."""
    given = {name: replace(each, sd=0.0, rule="") for name, each in body.measures.items() if each.source in KNOWN}
    return Body(given, body.sex, "mm", body.child, doubted=body.doubted)    # the factory's papers are in mm


def body_as_data(body: Body) -> dict[str, Any]:
    """The given measures in mm, left and right, as canonical plain data; `body_from_data` reads it."""
    given = {name: [each.left, each.right] for name, each in body.measures.items() if each.source == "measured"}
    chart = {name: [each.left, each.right] for name, each in body.measures.items() if each.source == "chart"}
    return {"sex": body.sex or "", "child": body.child, "measures": given, **({"chart": chart} if chart else {}),
            **({"doubted": sorted(body.doubted)} if body.doubted else {})}


def body_from_data(data: Mapping[str, Any]) -> Body:
    """The body from the data of `body_as_data`. Other data raise `ValueError`, `TypeError` or another Python error."""
    child = bool(data["child"])
    measures = {name: _kept(name, sides, "measured", child=child) for name, sides in data["measures"].items()}
    measures |= {name: _kept(name, sides, "chart", child=child) for name, sides in data.get("chart", {}).items()}
    if data["sex"] not in ("", *SEXES):
        raise ValueError("not a sex")
    return Body(measures, data["sex"] or None, "cm", child, doubted=frozenset(map(str, data.get("doubted", ()))))


def _kept(name: str, sides: Any, source: Source, *, child: bool) -> Measure:
    """A measure from a kept order. The file may have been edited, so an impossible value raises `ValueError`."""
    left, right = map(float, sides)
    low, high = CATALOGUE[name].range(child=child)
    least, most = (2 * low if low < 0 else low / 2), 2 * high
    if not (least <= left <= most and least <= right <= most):
        raise ValueError("not a measure of a body")
    return Measure(left, right, source)


def digest_of(data: object, salt: str = "") -> str:
    """The sha256 of plain data as canonical text, keyed with the salt if there is one."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode()
    return hmac.new(salt.encode(), text, hashlib.sha256).hexdigest() if salt else hashlib.sha256(text).hexdigest()
