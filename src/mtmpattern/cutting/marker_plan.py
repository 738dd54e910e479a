"""A plan for the cutting room: the lays of each cloth, where the parts lie, and how much cloth they take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from os import PathLike
from typing import Final

from mtmpattern.cutting.cuts import WINDOW, CutList, cut_list, in_cutting_order, splices_of
from mtmpattern.cutting.rules import LayRules
from mtmpattern.errors import Problem
from mtmpattern.formats.label import Words, words_of
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.placing.marker import Marker

CUTTING: Final = 200.0      # mm a second: a knife that cuts curves
TRAVEL: Final = 800.0       # mm a second: the knife lifted
LIFT: Final = 0.6           # seconds to lift, turn and plunge once


@dataclass(frozen=True, slots=True)
class Garment:
    """One garment of a plan. ``number`` counts from 1 and appears on its parts' labels; ``order`` may be empty."""

    number: int
    template: str
    version: str
    size: str
    order: str
    digest: str


@dataclass(frozen=True, slots=True)
class ClothTrial:
    """A cloth that was considered: the length of it that the parts take, or why they do not fit (``refused``)."""

    fabric: Fabric
    length: float = 0.0
    use: float = 0.0
    refused: str = ""

    @property
    def cost(self) -> Decimal | None:
        """The price of that length, in the currency of the cloth's price; None without a price."""
        return self.fabric.cost(self.length) if not self.refused else None


@dataclass(frozen=True, slots=True)
class Search:
    """How a layout was found: the engine, why the search stopped, and its CPU-seconds or steps."""

    engine: str
    stopped: str
    seconds: float | None = None
    steps: int | None = None
    seed: int = 1


def letters_of(garments: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """The letters on the parts of a lay that stand for its garments, by slot, where these differ from ply to ply.

    ``garments`` holds the numbers of the garments of each ply. Empty where numbers stand for them, or nothing does.
    """
    if len(garments) < 2 or len(garments[0]) < 2:
        return ()
    return tuple(map(_letter, range(len(garments[0]))))


def _letter(number: int) -> str:
    """A, B ... Z, AA, AB ..."""
    rest, letter = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + letter)


@dataclass(frozen=True)
class ClothLay:
    """One lay: parts on a length of one cloth, in the marker's number of plies, spread ``times`` times.

    The marker's groups are slots, each for one garment of every ply. ``garments`` holds, for each ply of all spreads,
    the number of the garment in each slot. ``end`` is the cloth lost at each end of a ply, in mm.
    """

    name: str
    marker: Marker
    garments: tuple[tuple[int, ...], ...]
    search: Search
    digest: str
    times: int = 1
    end: float = 0.0
    trials: tuple[ClothTrial, ...] = ()
    shrinkage: tuple[tuple[float, float], ...] = ()
    common: bool = False
    reach: float = WINDOW

    @property
    def fabric(self) -> Fabric:
        """The cloth."""
        fabric = self.marker.fabric
        if fabric is None:
            raise ValueError(f"the lay {self.name} has no cloth")
        return fabric

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters on the parts that stand for the garments of a ply, by slot; see `letters_of`."""
        return letters_of(self.garments)

    @property
    def layers(self) -> int:
        """How many lengths of cloth are cut, over all plies and spreads."""
        return self.marker.plies * self.times

    @property
    def cloth(self) -> float:
        """The length of cloth in mm that is drawn off the roll, with the losses at the ends."""
        return self.layers * (self.marker.length + 2.0 * self.end)

    @property
    def use(self) -> float:
        """The share of the usable cloth that parts cover."""
        return self.marker.use

    @property
    def use_of_full(self) -> float:
        """The share of all cloth, selvedges and ends included, that parts cover."""
        return self.use * self.marker.width / self.fabric.full_width * self.marker.length * self.layers / self.cloth

    @property
    def cost(self) -> Decimal | None:
        """The cost of the cloth; None where it has no price."""
        return self.fabric.cost(self.cloth)

    @cached_property
    def cuts(self) -> CutList:
        """The cuts of one ply, in order."""
        return cut_list(self.marker.lines, reach=self.reach, common=self.common)

    @cached_property
    def words(self) -> Words:
        """The label of each part at its place, the same in every drawing."""
        return words_of(self.marker.labels, self.marker.lines)

    def in_order(self) -> ClothLay:
        """The lay with its parts in cutting order, and with its splice marks."""
        names = in_cutting_order(self.marker.lines, reach=self.reach, common=self.common)
        at = {name: number for number, name in enumerate(names)}
        order = sorted(range(len(at)), key=lambda number: at[self.marker.placed[number].part.id])
        return replace(self, marker=self.marker.reordered(order, splices_of(self.marker)))

    def cut_like(self, other: ClothLay) -> None:
        """Use the order of cuts of a lay with the same cuts, such as this one before it was stored: it takes long."""
        vars(self)["cuts"] = cut_list(self.marker.lines, reach=self.reach, common=self.common, known=other.cuts)

    @property
    def seconds(self) -> float:
        """Roughly how long a single-ply knife takes for one ply: 200 mm/s cutting, 800 mm/s lifted, 0.6 s a cut."""
        order = self.cuts.order
        return order.cut_length / CUTTING + order.dry_haul / TRAVEL + LIFT * len(order.steps)

    @cached_property
    def consumption(self) -> Mapping[int, float]:
        """The length of cloth in mm that each garment takes, by number, in proportion to the area of its parts."""
        areas: dict[int, float] = {}
        for slot, placed in zip(self.marker.groups, self.marker.placed, strict=True):
            areas[slot] = areas.get(slot, 0.0) + placed.part.area
        each = self.cloth / self.layers / (sum(areas.values()) or 1.0)
        taken: dict[int, float] = {}
        for ply in self.garments:
            for slot, number in enumerate(ply):
                taken[number] = taken.get(number, 0.0) + areas.get(slot, 0.0) * each
        return dict(sorted(taken.items()))


@dataclass(frozen=True)
class MarkerPlan:
    """All lays of some garments, cloth by cloth; ``interrupted`` says that the search was stopped early."""

    garments: tuple[Garment, ...]
    lays: tuple[ClothLay, ...]
    rules: LayRules
    notes: tuple[str, ...] = ()
    interrupted: bool = False

    @cached_property
    def cloths(self) -> Mapping[str, str]:
        """The name of the cloth of each lay: its role, with the fabric where a role is cut from several.

        Of several fabrics with one name, the width is added.
        """
        fabrics: dict[str, dict[Fabric, None]] = {}
        for lay in self.lays:
            fabrics.setdefault(lay.marker.role, {})[lay.fabric] = None
        names = {}
        for lay in self.lays:
            others = [fabric.name for fabric in fabrics[lay.marker.role]]
            wide = f" {lay.fabric.table_width:g} mm" if others.count(lay.fabric.name) > 1 else ""
            names[lay.name] = lay.marker.role + (f": {lay.fabric.name}{wide}" if len(others) > 1 else "")
        return names

    @cached_property
    def lengths(self) -> Mapping[str, float]:
        """The length in mm of each cloth that is drawn off the roll, by its name in ``cloths``."""
        total: dict[str, float] = {}
        for lay in self.lays:
            total[self.cloths[lay.name]] = total.get(self.cloths[lay.name], 0.0) + lay.cloth
        return total

    @cached_property
    def consumption(self) -> Mapping[str, Mapping[int, float]]:
        """The length in mm of each cloth that each garment takes, by the cloth's name in ``cloths`` and number."""
        taken: dict[str, dict[int, float]] = {}
        for lay in self.lays:
            of_cloth = taken.setdefault(self.cloths[lay.name], {})
            for number, mm in lay.consumption.items():
                of_cloth[number] = of_cloth.get(number, 0.0) + mm
        return {cloth: dict(sorted(of_cloth.items())) for cloth, of_cloth in taken.items()}

    @property
    def costs(self) -> Mapping[str, Decimal]:
        """The cost of all cloth, by currency; cloth without a price is left out."""
        total: dict[str, Decimal] = {}
        for lay in self.lays:
            if lay.fabric.price is not None and lay.cost is not None:
                currency = lay.fabric.price.currency
                total[currency] = total.get(currency, Decimal(0)) + lay.cost
        return total

    @property
    def unpriced(self) -> tuple[str, ...]:
        """The names in ``cloths`` of the cloths that have no price, so that ``costs`` do not hold them."""
        return tuple(dict.fromkeys(self.cloths[lay.name] for lay in self.lays if lay.cost is None))

    def lay(self, name: str) -> ClothLay:
        """The lay of a name. Raises `LookupError` for an unknown one."""
        for lay in self.lays:
            if lay.name == name:
                return lay
        raise LookupError(f"there is no lay {name}; use one of {', '.join(lay.name for lay in self.lays)}")

    def files(self, formats: Iterable[str] = ("svg", "dxf"), settings: Mapping[str, str | PathLike[str]] | None = None,
              unwritten: list[Problem] | None = None) -> dict[str, bytes]:
        """All files, name to bytes; see `mtmpattern.cutting.plan_files`."""
        from mtmpattern.cutting.marker_files import plan_files  # noqa: PLC0415  # it builds on this module

        return plan_files(self, formats, settings, unwritten)

    def to_json(self) -> str:
        """The plan as JSON, which `mtmpattern.cutting.read_plan` reads back."""
        from mtmpattern.cutting.stored_plan import plan_text  # noqa: PLC0415  # it builds on this module

        return plan_text(self)
