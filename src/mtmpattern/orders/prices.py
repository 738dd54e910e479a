"""A price file: the price of minutes, yarn, printing and notions. Cloth has its price in its fabric file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from importlib import resources
from typing import Final

from mtmpattern.documents import Faults, Node, Source, Text, read_document
from mtmpattern.errors import FileFormatError, meant
from mtmpattern.pattern.model.notion import KINDS, Notion

CENT: Final = Decimal("0.01")
SINGLE: Final = ("sewing_minute", "cutting_minute", "yarn_gram", "print_square_metre", "overhead")
HIGHEST: Final = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices in one currency. ``overhead`` is a percentage of everything else.

    Notions under ``each`` are priced by the piece, those under ``metre`` by the metre; others are counted without a
    price.
    """

    currency: str
    sewing_minute: Decimal
    cutting_minute: Decimal
    yarn_gram: Decimal = Decimal(0)
    print_square_metre: Decimal = Decimal(0)
    overhead: Decimal = Decimal(0)
    each: Mapping[str, Decimal] = field(default_factory=dict)
    metre: Mapping[str, Decimal] = field(default_factory=dict)

    def of(self, notion: Notion) -> Decimal | None:
        """The price of a notion; None where the file has no price for its kind."""
        if notion.what in self.each:
            return cents(self.each[notion.what] * notion.count)
        if notion.what in self.metre:
            return cents(self.metre[notion.what] * notion.count * Decimal(repr(notion.length)) / 1000)
        return None


def cents(amount: Decimal) -> Decimal:
    """An amount to two decimals."""
    return amount.quantize(CENT, ROUND_HALF_UP)


@cache
def usual_prices() -> Prices:
    """The prices that ship: an example to copy, not an offer."""
    return read_prices(Text((resources.files("mtmpattern.data") / "prices" / "example.yaml").read_text("utf-8")))


def read_prices(source: Source | Text) -> Prices:
    """Read a price file. Raises `FileFormatError` with every fault of it."""
    faults = Faults()
    top = read_document(source, what="price file", faults=faults).mapping()
    known = ("currency", *SINGLE, "each", "metre", "note")
    for name, node in top.items():
        if name not in known:
            faults.add(node.problem(f"a price file has no field {name[:40]}", "prices.key", meant(name, known),
                                    at_key=True, name=name[:40]))
    currency = ""
    with faults.caught():
        if "currency" not in top:
            raise FileFormatError("the price file has no currency", code="prices.key", where="currency",
                                  hint="Add a line such as `currency: EUR`.")
        currency = top["currency"].text()
        if not (currency.isalpha() and len(currency) == 3):
            faults.add(top["currency"].problem(f"{currency[:20]} is not a currency", "prices.currency",
                                               "Write its code of three letters, as in EUR.", currency=currency[:20]))
    single = {name: _amount(top[name], faults) if name in top else Decimal(0) for name in SINGLE}
    groups = {name: _group(top[name], faults) if name in top else {} for name in ("each", "metre")}
    faults.check(FileFormatError)
    return Prices(currency=currency.upper(), sewing_minute=single["sewing_minute"],
                  cutting_minute=single["cutting_minute"], yarn_gram=single["yarn_gram"],
                  print_square_metre=single["print_square_metre"], overhead=single["overhead"], each=groups["each"],
                  metre=groups["metre"])


def _group(node: Node, faults: Faults) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    with faults.caught():
        for name, value in node.mapping().items():
            if name not in KINDS:
                faults.add(value.problem(f"{name[:40]} is not a kind of notion", "prices.key", meant(name, KINDS),
                                         at_key=True, name=name[:40]))
            found[name] = _amount(value, faults)
    return found


def _amount(node: Node, faults: Faults) -> Decimal:
    with faults.caught():
        try:
            amount = Decimal(node.text().replace(",", ".", 1).removesuffix("%").strip())
        except InvalidOperation:
            amount = Decimal(-1)
        if not (amount.is_finite() and 0 <= amount <= HIGHEST):
            faults.add(node.problem(f"{node.text()[:40]} is not a price", "prices.amount",
                                    f"Write a number from 0 to {HIGHEST}.", value=node.text()[:40]))
        else:
            return amount
    return Decimal(0)
