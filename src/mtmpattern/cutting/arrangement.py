"""Garments shared out among lays, and lays that are still to be searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtmpattern.cutting.budget import writing
from mtmpattern.cutting.grouping import Group
from mtmpattern.cutting.lay_shapes import Laying, Parcel
from mtmpattern.cutting.marker_plan import ClothTrial
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.placing import Layout


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The garments of a role on one cloth: parcels, the numbers of each parcel's garments, and groups for lays."""

    fabric: Fabric
    parcels: tuple[Parcel, ...]
    numbers: tuple[tuple[int, ...], ...]
    groups: tuple[tuple[Group, int], ...]       # and in how many plies
    layouts: tuple[Layout, ...]                 # of the groups, by the quick packer
    length: float                               # of all plies, as laid by the quick packer

    def dealt(self) -> Iterator[tuple[Group, int, tuple[tuple[int, ...], ...]]]:
        """Each group with its plies, and the garment of each slot for every ply of all spreads."""
        left = [list(numbers) for numbers in self.numbers]
        for group, plies in self.groups:
            yield group, plies, tuple(tuple(left[at].pop(0) for at, count in group.counts for _ in range(count))
                                      for _ in range(plies * group.times))


@dataclass(frozen=True, slots=True)
class PendingLay:
    """A lay that is still to be searched."""

    name: str
    role: str
    laying: Laying
    plies: int
    times: int
    garments: tuple[tuple[int, ...], ...]
    trials: tuple[ClothTrial, ...]
    first: Layout           # by the quick packer

    @property
    def weight(self) -> int:
        """Its share of the seconds, relative to the other lays."""
        return self.laying.task.size * self.times

    def writing(self, formats: Sequence[str]) -> float:
        """About how many CPU-seconds its files take."""
        return sum(count * writing(part, formats) for parcel, count in self.laying.parcels for part in parcel.parts)
