"""Reading untrusted orders: YAML, JSON, a row of a table. Every fault of an order comes in one report.

An order is data. It can name what is installed and what the shop provides, and it never opens a file; a name that looks
like a path is an unknown name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

from mtmpattern import units
from mtmpattern.body import Body, Sheet, read_sheet
from mtmpattern.body.body import UNITS, Unit
from mtmpattern.body.forms.native import top_name
from mtmpattern.body.forms.scan import answer_of
from mtmpattern.documents import Faults, Node, Source, Text, read_document
from mtmpattern.documents.file_kind import kind_of_names
from mtmpattern.drafting import Template
from mtmpattern.drafting.checked_request import (
    checked_alterations,
    checked_fabrics,
    checked_garment,
    checked_options,
    completed_for,
    unknown,
)
from mtmpattern.drafting.file_wishes import file_wishes, replaced
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.errors import (
    FileFormatError,
    MeasurementError,
    MtmError,
    OptionError,
    Problem,
    clean,
    did_you_mean,
    listed,
    meant,
    shown,
)
from mtmpattern.formats.registry import format_names
from mtmpattern.limits import ORDER_BYTES, ORDER_GARMENTS, ORDER_NAMES, ORDER_VALUES
from mtmpattern.orders.artwork import read_artwork
from mtmpattern.orders.client_store import ID as CLIENT_ID
from mtmpattern.orders.client_store import read_client
from mtmpattern.orders.order import FORMATS, PRIORITIES, Order, plain_body
from mtmpattern.orders.order_fields import OrderFields
from mtmpattern.orders.shop import Shop
from mtmpattern.orders.stations import station_names
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.fabric_file import read_fabric, shipped_fabrics
from mtmpattern.pattern.model.requirement import Sided

FIELDS: Final = (
    "order", "revision", "cancel", "template", "version", "fit", "options", "alterations", "fittings", "garment",
    "measurements", "client", "estimates", "fabrics", "quantity", "copies", "formats", "stations", "artwork", "due",
    "priority",
)
ORDER_ID: Final = re.compile(r"(?!.*(\.\.|//))[A-Za-z0-9#][A-Za-z0-9._/#:-]{0,39}")


def wrong_id(text: str, where: str = "") -> Problem | None:
    """The fault of an order's id that could be a path or a person's name; None for a good one.

    A text with a blank or an ``@``, which may be a name or an address, is not repeated: errors are kept in files.
    """
    if ORDER_ID.fullmatch(text):
        return None
    personal = any(letter.isspace() or letter == "@" for letter in text)
    shown = f"a text of {len(text)} letters with a blank or @" if personal else repr(clean(text))
    return Problem(f"{shown} cannot be the id of an order", "order.id", where,
                   "Use up to 40 letters, digits and . _ - / # : as in 1042 or 2026/1042; never a person's name.",
                   params={"letters": len(text)} if personal else {"typed": clean(text)})


class OrderCancelled(OptionError):
    """The order cancels an earlier one, whose id and revision are ``order`` and ``revision``."""

    order = ""
    revision = 1


def read_order(source: Source | Text, *, shop: Shop | None = None, measured: Sheet | Body | None = None) -> Order:
    """Read one order: a `Path`, the text of a file, bytes, or a dict of the same shape.

    A text is never taken for a path. ``measured`` is the body for an order without one, as from a file named on a
    command line. The place of every problem (``where``) is a JSON Pointer into the order.

    Raises:
        FileFormatError: only the document itself is faulty.
        OptionError: every fault of the order, its measures, options and cloths included; `OrderCancelled` where it
            cancels another.

    """
    text = Text(source) if isinstance(source, str) else source
    faults = Faults()
    top = read_document(text, what="order", faults=faults, largest=ORDER_BYTES, most_values=ORDER_VALUES)
    return order_of(top, faults, shop or Shop(), measured)


def order_of(top: Node, faults: Faults, shop: Shop, measured: Sheet | Body | None = None, *,
             anonymous: bool = False) -> Order:
    """The order in a document that has been read; ``faults`` are those found while reading it.

    An ``anonymous`` order needs no id.
    """
    if isinstance(top.content, Mapping) and (kind := kind_of_names(top.content)) and kind.name != "order":
        raise kind.fault("order", top.file)
    reader = _Reader(top, shop, measured, anonymous=anonymous)
    order = reader.order()
    problems = [*(reader.places.at(each) for each in faults.problems), *reader.problems]
    if problems or order is None:
        raise _error([each.in_unit(reader.unit) for each in problems])
    return order


def _error(problems: Sequence[Problem]) -> MtmError:
    of_file = all(each.code.startswith("file.") for each in problems)
    ordered = sorted(problems, key=lambda each: (each.line or 0, each.column or 0))
    return (FileFormatError if of_file else OptionError).of(dict.fromkeys(ordered))


class _Reader(OrderFields):
    """Reads one order."""

    def __init__(self, top: Node, shop: Shop, measured: Sheet | Body | None, *, anonymous: bool) -> None:
        super().__init__(top)
        self._anonymous, self._top, self._shop, self._measured = anonymous, top, shop, measured
        self.unit: Unit = "cm"

    def order(self) -> Order | None:
        """The order; None where there are faults."""
        for name, node in self.fields.items():
            if name not in FIELDS:
                self.fault(node.problem(f"an order has no field {clean(name)}", "order.field", meant(name, FIELDS),
                                         at_key=True, name=clean(name)))
        number, revision = self._id(), self.whole("revision", 1, 1, 9_999)
        if self.flag("cancel"):
            self._cancelled(number, revision)
        kind = self._template()
        self._place_misplaced(kind)
        sheet = self._sheet()
        self.unit = sheet.body.unit if sheet else self._stated_unit()
        wishes = self._wishes(kind, sheet) if kind else {}
        quantity = self.whole("quantity" if "quantity" in self.fields else "copies", 1, 1, ORDER_GARMENTS)
        made: dict[str, Any] = {
            "formats": self._words("formats", format_names, FORMATS),
            "stations": self._words("stations", station_names, ()), "artwork": read_artwork(self, self._shop.pictures),
            "due": self._due(), "priority": self._priority(), "quantity": quantity,
            "estimates": self.flag("estimates"),
        }
        if kind is None or sheet is None or self.problems:
            return None
        if made["artwork"]:
            made["stations"] = tuple(dict.fromkeys((*made["stations"], "print")))
        return Order(id=number, revision=revision, template=kind.name, body=plain_body(sheet.body), unit=self.unit,
                     client=self.text("client"), **wishes,
                     remarks=tuple(each.in_unit(self.unit) for each in (*sheet.body.remarks, *self._replaced)), **made)

    def _place_misplaced(self, kind: type[Template] | None) -> None:
        """Say where options and measures of the garment belong that stand among the fields of the order."""
        for number, fault in enumerate(self.problems):
            name = fault.params.get("name", "") if fault.code == "order.field" and kind else ""
            if kind and name in kind.options():
                hint = f"Put it under `options`; in a table its column is called option.{name}."
            elif kind and name in kind.intentions():
                hint = (f"Put what to add to it under `alterations` (in a table the column alter.{name}), or what the "
                        f"garment must measure under `garment` (garment.{name}).")
            else:
                continue
            self.problems[number] = replace(fault, hint=hint)

    # ---- One field after the other --------------------------------------------------------------------------------

    def _id(self) -> str:
        if "order" not in self.fields and self._anonymous:
            return ""
        if "order" not in self.fields:
            self.fault(Problem("the order has no id", "order.id", "", "Add `order:` with the shop's order number."))
            return ""
        number = self.caught(self.fields["order"].text)
        if isinstance(self.fields["order"].content, bool):
            self.fault(self.fields["order"].problem("yes or no cannot be the id of an order", "order.id",
                                                    "Give the shop's order number."))
        elif number is not None and (wrong := wrong_id(number)):
            self.fault(self.fields["order"].problem(wrong.message, wrong.code, wrong.hint, **wrong.params))
        return number or ""

    def _cancelled(self, number: str, revision: int) -> None:
        if self.problems:
            return
        error = OrderCancelled(f"order {number} is cancelled", code="order.cancelled", where="/cancel",
                               hint="Send a higher revision to make it after all.", params={"number": number})
        error.order, error.revision = number, revision
        raise error

    def _template(self) -> type[Template] | None:
        if "template" not in self.fields:
            self.fault(Problem("the order has no template", "order.template", "", "Add `template:`, as in crew-tee."))
            return None
        name, node = self.text("template"), self.fields["template"]
        on_sale = template_names() if self._shop.templates is None else self._shop.templates
        if name not in on_sale or name not in template_names():
            if name or (isinstance(node.content, str) and not node.content.strip()):
                self.fault(node.problem(f"there is no template {clean(name, 60)!r}", "template.unknown",
                                         did_you_mean(name, on_sale, f"Use one of {listed(on_sale)}."),
                                         name=clean(name, 60)))
            return None
        kind = self.caught(lambda: find_template(name))
        wanted = self.text("version")
        if kind and wanted and wanted != kind.version:
            self.fault(self.fields["version"].problem(
                f"the order is for version {clean(wanted)} of {kind.name}, and version {kind.version} is installed",
                "order.version", f"Order version {kind.version}, or install the release with {clean(wanted)}.",
                wanted=clean(wanted), template=kind.name, version=kind.version))
        return kind

    def _words(self, name: str, known: Callable[[], tuple[str, ...]], otherwise: tuple[str, ...]) -> tuple[str, ...]:
        """A list of known words, or one of them."""
        if name not in self.fields:
            return otherwise
        node = self.fields[name]
        nodes = (node,) if node.scalar else self.caught(node.sequence) or ()
        listed_words = known()
        if otherwise and not nodes:
            self.fault(node.problem(f"{name} is an empty list", f"order.{name}", f"Name some, or leave {name} out.",
                                    field=name, name=""))
        found = []
        for each in nodes[:ORDER_NAMES]:
            word = (self.caught(each.text) or "").casefold()
            if word not in listed_words:
                self.fault(each.problem(f"{name}: {clean(word)!r} is unknown", f"order.{name}",
                                         meant(word, listed_words, "Use one of"), field=name, name=clean(word)))
            found.append(word)
        return tuple(dict.fromkeys(found))

    def _due(self) -> date | None:
        text = self.text("due")
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault(self.fields["due"].problem(f"due: {clean(text)!r} is not a date", "order.due",
                                                   "Write it as 2026-12-24.", typed=clean(text)))
            return None

    def _priority(self) -> Any:
        word = self.text("priority") or "normal"
        if word not in PRIORITIES:
            self.fault(self.fields["priority"].problem(f"{clean(word)!r} is not a priority", "order.priority",
                                                        f"Use one of {', '.join(PRIORITIES)}.", typed=clean(word)))
        return word

    # ---- The body ---------------------------------------------------------------------------------------------------

    def _sheet(self) -> Sheet | None:
        """The body and what its file says about the garment: from the order, the client's store, or the caller."""
        sources = [name for name in ("measurements", "client") if name in self.fields]
        if len(sources) > 1:
            self.fault(self.fields["client"].problem("the order has both measurements and a client", "order.body",
                                                      "Keep one of them: the store has the client's measures."))
            return None
        if not sources:
            if self._measured is None:
                self.fault(Problem("the order has no measurements", "order.measurements", "",
                                    "Add `measurements:` as in a measurement file, or `client:` with an id."))
            return self._measured if isinstance(self._measured, Sheet) or self._measured is None else Sheet(
                self._measured, "given")
        if sources == ["client"]:
            return self._of_client()
        node = self.fields["measurements"]
        if not isinstance(node.content, Mapping):
            self.fault(node.problem("the measurements are not a block of named values", "order.measurements",
                                     "An order never names a file: write the measures into it."))
            return None
        plain: Any = node.plain()
        if "measurements" not in map(top_name, plain) and answer_of(node.content) is None:
            # the measures themselves, without the block around them
            around = {name: value for name, value in plain.items() if top_name(name) in _AROUND}
            plain = {"measurements": {name: value for name, value in plain.items() if name not in around}, **around}
        before = len(self.problems)
        sheet = self.caught(lambda: read_sheet(_texts(plain)), "/measurements")
        for number in range(before, len(self.problems)):
            if not self.problems[number].code.startswith(("measurement.", "chart.", "file.", "fabric.")):
                self.problems[number] = replace(self.problems[number], where="/measurements")
        return sheet

    def _stated_unit(self) -> Unit:
        """The stated unit of measurements that could not be read."""
        node = self.fields.get("measurements")
        block = node.content if node and isinstance(node.content, Mapping) else {}
        stated = block.get("unit")
        word = stated.content if stated is not None else ""
        return UNITS.get(units.LENGTH.unit(word) if isinstance(word, str) and len(word) < 40 else None, "cm")

    def _of_client(self) -> Sheet | None:
        client, node = self.text("client"), self.fields["client"]
        if not CLIENT_ID.fullmatch(client):
            self.fault(node.problem("the client is not an id of 32 hexadecimal digits", "client.id",
                                     "Use the salted id of the shop's store, never a name or an address."))
            return None
        store = self._shop.clients
        if store is None:
            self.fault(replace(node.problem("the order names a client, but there is no store of clients",
                                             "client.store", "Name the store."), argument="clients"))
            return None
        known = self.caught(lambda: read_client(store, client), "/client")
        if known is None:
            return None
        if known.body is None:
            self.fault(node.problem("the store has no body for that client", "client.unknown", "Keep the body first."))
            return None
        self._carried = known.fittings
        return Sheet(known.body, "client")

    _carried: Sequence[Any] = ()
    _replaced: tuple[Problem, ...] = ()

    # ---- The garment -------------------------------------------------------------------------------------------------

    def _wishes(self, kind: type[Template], sheet: Sheet | None) -> dict[str, Any]:
        """Fit, options, alterations, garment measures and cloths, each checked against the template."""
        fit = self.text("fit")
        values = self._options(kind, fit)
        pinned, fitting, strange = file_wishes(kind, sheet.body) if sheet else ({}, {}, [])
        for problem in strange:
            self.fault(problem, "/measurements")
        altered, wanted = self._amounts("alterations"), self._amounts("garment")
        self._replaced = (*replaced("alter", pinned, altered), *replaced("garment", fitting, wanted))
        alterations, garment = {**pinned, **altered}, {**fitting, **wanted}
        fittings = tuple(each.alterations for each in self._carried if each.template == kind.name)
        fittings += self._fittings(kind)
        checked = self.caught(lambda: checked_alterations(kind, alterations)) or {}
        finished = self.caught(lambda: checked_garment(kind, garment)) or {}
        cloths = self._fabrics(kind, values)
        if sheet is not None:
            self._missing(kind, sheet.body)
        return {"fit": fit, "options": without_defaults(kind, values), "alterations": checked, "garment": finished,
                "fittings": fittings, "fabrics": cloths}

    def _block(self, name: str) -> Mapping[str, Node]:
        if name not in self.fields:
            return {}
        found = self.caught(self.fields[name].mapping) or {}
        if len(found) > ORDER_NAMES:
            self.fault(self.fields[name].problem(f"{name} has {len(found)} names; the limit is {ORDER_NAMES}",
                                                  "order.size", "Leave some of them out.",
                                                  name=name, count=len(found), most=ORDER_NAMES))
            return {}
        return found

    def _options(self, kind: type[Template], fit: str) -> dict[str, Any]:
        if fit and fit not in kind.fits:
            self.fault(unknown("fit", fit, kind.fits, kind.name))
            fit = ""
        known, given = kind.options(), {}
        for name, node in self._block("options").items():
            if name not in known:
                fault = unknown("option", name, known, kind.name)
                self.fault(node.problem(fault.message, fault.code, fault.hint, at_key=True, **fault.params))
            elif (value := self.caught(lambda node=node, name=name: known[name].parse(node.text()),  # type: ignore[misc]
                                        )) is not None:
                given[name] = value
        values = self.caught(lambda: checked_options(kind, fit or None, given))
        return dict(values or {})

    def _amounts(self, name: str) -> dict[str, Sided]:
        return {key: value for key, node in self._block(name).items() if (value := self._amount(key, node)) is not None}

    def _amount(self, name: str, node: Node) -> Sided | None:
        if isinstance(node.content, Mapping):
            for side, inner in node.content.items():
                if isinstance(inner.content, Mapping):
                    self.fault(inner.problem(f"{clean(name)} {clean(side)} is a block, not millimetres",
                                              "alteration.value", "Write {left: 5, right: 5}.",
                                              name=clean(name), side=clean(side)))
                    return None
            sides = {side: self._amount(f"{name} {side}", inner) for side, inner in node.content.items()}
            return {side: float(mm) for side, mm in sides.items() if isinstance(mm, float)}
        try:
            return float(units.length(node.text(), "mm", signed=True))
        except MtmError as error:
            self.fault(node.problem(f"{clean(name)}: {error.problems[0].message}", "alteration.value",
                                     "Write millimetres, as in -10.",
                                     name=clean(name), typed=shown(node.content)))
            return None

    def _fittings(self, kind: type[Template]) -> tuple[dict[str, Sided], ...]:
        if "fittings" not in self.fields:
            return ()
        found = []
        for node in (self.caught(self.fields["fittings"].sequence) or ())[:ORDER_NAMES]:
            amounts = {name: self._amount(name, inner) for name, inner in (self.caught(node.mapping) or {}).items()}
            given = {name: mm for name, mm in amounts.items() if mm is not None}
            found.append(self.caught(lambda given=given, at=node.pointer: checked_alterations(kind, given, at)) or {})  # type: ignore[misc]
        return tuple(each for each in found if each)

    def _fabrics(self, kind: type[Template], values: Mapping[str, Any]) -> dict[str, Fabric]:
        given: dict[str, Fabric] = {}
        for role, node in self._block("fabrics").items():
            if isinstance(node.content, Mapping):
                plain: Any = node.plain()
                cloth = self.caught(lambda plain=plain: read_fabric(_texts(plain)), node.pointer)  # type: ignore[misc]
            else:
                cloth = self._named_fabric(node)
            if cloth is not None:
                given[role] = cloth
        return self.caught(lambda: checked_fabrics(kind, given, values)) or {}

    def _named_fabric(self, node: Node) -> Fabric | None:
        name = self.caught(node.text)
        if name is None:
            return None
        if name in self._shop.fabrics:
            return self._shop.fabrics[name]
        if name in shipped_fabrics():
            return _shipped(name)
        known = sorted({*self._shop.fabrics, *shipped_fabrics()})
        self.fault(node.problem(f"{clean(name, 60)!r} is not a fabric of this shop, and an order cannot name files",
                                 "order.fabric", meant(name, known, "Use one of"), name=clean(name, 60)))
        return None

    def _missing(self, kind: type[Template], body: Body) -> None:
        try:
            completed_for(kind, body, estimates=self.flag("estimates"))
        except MeasurementError as error:
            for problem in error.problems:
                self.fault(problem)


_AROUND: Final = ("name", "sex", "age", "unit", "confirmed", "garment", "base", "alter", "note", "estimated")
"""The fields of a measurement file beside the measures."""


@cache
def _shipped(name: str) -> Fabric:
    """A shipped fabric, read once."""
    return read_fabric(name)


def _texts(value: Any) -> Any:
    """The block alone: any other value might be taken for a path."""
    return value if isinstance(value, Mapping) else {}


def without_defaults(kind: type[Template], values: Mapping[str, Any]) -> dict[str, Any]:
    """The option values that differ from their default, sorted by name."""
    known = kind.options()
    return {name: value for name, value in sorted(values.items()) if value != known[name].default}
