"""The quote for an order: cloth, time, yarn and notions, and their cost by a price file, before anything is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from mtmpattern.cutting.marker_plan import CUTTING, LIFT
from mtmpattern.geometry import path
from mtmpattern.orders.order import PicturePlacement
from mtmpattern.orders.prices import Prices, cents
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.making import minutes, to_buy, work_steps
from mtmpattern.pattern.model.notion import Notion
from mtmpattern.pattern.model.times import Times
from mtmpattern.pattern.parts.part import ClothNeed, CutPattern, Part

DENSEST: Final = 0.86
"""The share of the cloth that the parts of one garment cover in the best markers of a long search."""
WITHIN: Final = 1.15
"""A quick lay longer than this times the length at that share may be far too long, and is given as "about"."""


@dataclass(frozen=True, slots=True)
class ClothLine:
    """One cloth of one garment: mm along the roll, and whether that is approximate or an upper bound.

    ``refused`` says why the parts do not fit the cloth.
    """

    role: str
    fabric: str
    width: float
    length: float
    about: bool
    at_most: bool
    cost: Decimal | None
    currency: str = ""
    refused: str = ""

    @property
    def text(self) -> str:
        """``about 0.74 m`` or ``0.74 m at most``."""
        if self.refused:
            return self.refused
        metres = f"{self.length / 1000:.2f} m"
        return f"about {metres}" if self.about else f"{metres} at most" if self.at_most else metres


@dataclass(frozen=True, slots=True)
class Quote:
    """What one garment takes, and what ``quantity`` of them cost by currency, overhead included.

    ``missing`` lists the items without a price.
    """

    quantity: int
    cloth: tuple[ClothLine, ...]
    sewing_minutes: float
    cutting_minutes: float
    yarn_grams: float
    notions: tuple[tuple[Notion, Decimal | None], ...]
    print_square_metres: float
    costs: Mapping[str, Decimal]
    missing: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The quote as plain data: lengths in mm, amounts as text."""
        return {
            "quantity": self.quantity,
            "cloth": [{"role": each.role, "fabric": each.fabric, "width": each.width,
                       "length": round(each.length, 1), "text": each.text, "about": each.about,
                       "cost": _text(each.cost), "currency": each.currency} for each in self.cloth],
            "sewing_minutes": round(self.sewing_minutes, 2), "cutting_minutes": round(self.cutting_minutes, 2),
            "yarn_grams": round(self.yarn_grams, 1), "print_square_metres": round(self.print_square_metres, 4),
            "notions": [{"what": each.what, "count": each.count, "length": round(each.length, 1),
                         "cost": _text(cost)} for each, cost in self.notions],
            "cost": {currency: str(amount) for currency, amount in self.costs.items()},
            "without_price": list(self.missing),
        }


def quote_of(pattern: Pattern, cut: CutPattern, needs: Mapping[str, ClothNeed], prices: Prices, *, quantity: int = 1,
             artwork: Sequence[PicturePlacement] = (), times: Times | None = None) -> Quote:
    """The quote for a pattern; ``needs`` is how much of each cloth one garment takes."""
    cloth = tuple(_cloth(cut, needs))
    notions = tuple((each, prices.of(each)) for each in to_buy(pattern, times) if each.what != "fusible")
    sewing, cutting = minutes(work_steps(pattern, times)), _cutting(cut)
    yarn = sum(_grams(cut, role) for role, fabric in cut.fabrics.items() if fabric.kind == "swatch")
    printed = sum(each.width * each.height for each in artwork) / 1e6
    own = (prices.sewing_minute * _exact(sewing) + prices.cutting_minute * _exact(cutting)
           + prices.yarn_gram * _exact(yarn) + prices.print_square_metre * _exact(printed)
           + sum((cost for _, cost in notions if cost is not None), Decimal(0)))
    costs: dict[str, Decimal] = {prices.currency: own}
    for line in cloth:
        if line.cost is not None:
            costs[line.currency] = costs.get(line.currency, Decimal(0)) + line.cost
    factor = quantity * (1 + prices.overhead / 100)
    missing = [*(f"cloth for {line.role}" for line in cloth if line.cost is None),
               *dict.fromkeys(each.what for each, cost in notions if cost is None)]
    return Quote(quantity, cloth, sewing, cutting, yarn, notions, printed,
                 {currency: cents(amount * factor) for currency, amount in costs.items()}, tuple(missing))


def _cloth(cut: CutPattern, needs: Mapping[str, ClothNeed]) -> Iterator[ClothLine]:
    for role, need in needs.items():
        fabric = cut.fabrics[role]
        least = sum(part.area for part in cut.of_role(role)) / fabric.table_width / DENSEST
        longest = max(map(_along, cut.of_role(role)))
        about = need.at_most and need.length > WITHIN * max(least, longest)
        yield ClothLine(role, fabric.name, fabric.table_width, need.length, about, need.at_most and not about,
                        None if need.refused else fabric.cost(need.length),
                        fabric.price.currency if fabric.price else "", need.refused)


def _along(part: Part) -> float:
    """Roughly how long a part is along its grain, in mm: no lay is shorter."""
    x0, y0, x1, y1 = part.bounds
    start, end = part.grain
    return x1 - x0 if abs(end.x - start.x) > abs(end.y - start.y) else y1 - y0


def _cutting(cut: CutPattern) -> float:
    """Minutes that a single-ply knife takes for all cut lines."""
    seconds = sum(path.length(part.cut) / CUTTING + LIFT * (1 + len(part.notches)) for part in cut.parts)
    return seconds / 60.0


def _grams(cut: CutPattern, role: str) -> float:
    return sum(part.area for part in cut.of_role(role)) * 1e-6 * cut.fabrics[role].mass


def _exact(number: float) -> Decimal:
    return Decimal(repr(float(number)))


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
