"""Which garments lie together in one lay: sections that fit the table, and garments that nest well together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Final, TypeAlias

import numpy as np

from mtmpattern.cutting.lay_shapes import Laying, Parcel
from mtmpattern.cutting.rules import LayRules
from mtmpattern.errors import Problem, StationError
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.placing import Layout, pack, verified
from mtmpattern.placing.layout import turned
from mtmpattern.placing.packer import HURRIED, MOST, joined

CANDIDATES: Final = 6       # parcels that are considered as the next one of a section
FILLED: Final = 0.86        # the usual share of the cloth that parts cover
NEARLY: Final = 0.99        # a little less than the number of parcels that should fit in proportion
FEW_MORE: Final = 12        # parcels of a kind up to which one more is attempted
FULL: Final = 0.93          # share of a table from which nothing more is added
LONG: Final = 2.5           # times its longest part: a shorter lay is packed as a whole even in a hurry
QUICKLY: Final = 0.75       # the share of the first section that parcels chosen in a hurry cover


Counts: TypeAlias = tuple[tuple[int, int], ...]
"""Parcels as pairs of number and count."""


@dataclass(frozen=True, slots=True)
class Group:
    """The parcels of one lay, and how often that lay is made."""

    counts: Counts
    times: int = 1


class Grouping:
    """Groups parcels into lays no longer than the table; ``hurried`` returns whether to stop comparing choices.

    In a hurry, or where ``quick`` says so, a lay of many garments is packed a few garments at a time.
    """

    def __init__(self, parcels: Sequence[Parcel], fabric: Fabric, rules: LayRules,
                 hurried: Callable[[], bool] = lambda: False, *, quick: bool = False) -> None:
        self._parcels, self._fabric, self._rules, self._hurried = parcels, fabric, rules, hurried
        self._quick = quick
        self._known: dict[Counts, Layout] = {}
        self._few: dict[Counts, Layout] = {}        # garments packed hurriedly, of which lays are joined
        self._quickly = QUICKLY

    def groups(self, counts: Sequence[int]) -> list[Group]:
        """Lays that hold each parcel as often as ``counts`` says.

        Without a table everything is one lay. Otherwise a lay begins with the largest parcel that is left; while it
        fits, the parcel is added that lengthens it least for the cloth it covers, or in a hurry the largest; it is made
        as often as the counts allow.

        Raises:
            StationError: a part that is longer than the table, or wider than the cloth.

        """
        left = dict(enumerate(counts))
        whole = self._sorted(left)
        if self._rules.table is None or self._fits(whole):
            return [Group(whole)]
        groups = []
        while any(left.values()):
            chosen = self._by_area(left) if self._hurried() else self._filled(left)
            times = min(left[at] // count for at, count in chosen)
            for at, count in chosen:
                left[at] -= count * times
            groups.append(Group(chosen, times))
        return groups

    def _filled(self, left: dict[int, int]) -> Counts:
        first = max((at for at, count in left.items() if count), key=lambda at: (self._parcels[at].area, -at))
        chosen: dict[int, int] = {}
        self._add(chosen, first, left[first])
        while (self.length(self._sorted(chosen)) < FULL * self._table and (
                best := self._next({at: count - chosen.get(at, 0) for at, count in left.items()}, chosen)) is not None):
            self._add(chosen, best, left[best] - chosen.get(best, 0))
        return self._sorted(chosen)

    def _by_area(self, left: dict[int, int]) -> Counts:
        """A section chosen by area, the largest parcels first, with hardly more than one layout."""
        room = self._table * self._fabric.table_width * self._quickly
        while True:
            chosen: dict[int, int] = {}
            free = room
            for at in sorted((at for at, count in left.items() if count),
                             key=lambda at: (-self._parcels[at].area, at)):
                count = min(left[at], max(int(free / self._parcels[at].area), 0 if chosen else 1))
                if count:
                    chosen[at] = count
                    free -= count * self._parcels[at].area
            section = self._sorted(chosen)
            length = self.length(section)
            self._quickly = (room - free) / (length * self._fabric.table_width) * NEARLY    # for the sections after it
            if sum(chosen.values()) == 1 or length <= self._table:
                return section
            room = (room - free) * min(NEARLY, self._table / length) - 1.0

    @property
    def _table(self) -> float:
        table = self._rules.table
        return table if table is not None else float("inf")

    def _next(self, left: dict[int, int], chosen: dict[int, int]) -> int | None:
        """Of the parcels that still fit, the one that lengthens the section least for the cloth it covers."""
        start = self.length(self._sorted(chosen))
        room = (self._table - start) * self._fabric.table_width
        possible = [at for at, count in left.items() if count and self._parcels[at].area <= room]
        best: tuple[float, int] | None = None
        tries = 1 if self._hurried() else CANDIDATES
        for at in sorted(possible, key=lambda at: (-self._parcels[at].area, at))[:tries]:
            with_it = self._sorted({**chosen, at: chosen.get(at, 0) + 1})
            if self._fits(with_it):
                cost = (self.length(with_it) - start) / self._parcels[at].area
                best = min(best, (cost, at)) if best else (cost, at)
        return best[1] if best else None

    def _add(self, chosen: dict[int, int], at: int, most: int) -> None:
        """Add a parcel as often as it fits, at least once."""
        have = chosen.get(at, 0)
        start = self.length(self._sorted(chosen)) if chosen else 0.0
        room = (self._table - start) * self._fabric.table_width * FILLED
        more = max(1, min(most, int(room / self._parcels[at].area)))
        while more > 1 and not self._fits(self._sorted({**chosen, at: have + more})):
            length = self.length(self._sorted({**chosen, at: have + more}))
            more = max(1, min(more - 1, int(more * (self._table - start) / (length - start) * NEARLY)))
        if more <= FEW_MORE and not self._hurried():
            while more < most and self._fits(self._sorted({**chosen, at: have + more + 1})):
                more += 1
        chosen[at] = have + more

    def _sorted(self, counts: dict[int, int]) -> Counts:
        return tuple(sorted((at, count) for at, count in counts.items() if count))

    def _fits(self, counts: Counts) -> bool:
        area = sum(self._parcels[at].area * count for at, count in counts)
        return area <= self._table * self._fabric.table_width and self.length(counts) <= self._table

    def length(self, counts: Counts) -> float:
        """The length in mm of the quick packer's layout of parcels, given as pairs of number and count."""
        return self.layout(counts).length

    def layout(self, counts: Counts) -> Layout:
        """The quick packer's layout of parcels, given as pairs of number and count."""
        if counts not in self._known:
            laying = Laying([(self._parcels[at], count) for at, count in counts], self._fabric, self._rules)
            quick = laying.size > MOST and (self._quick or self._hurried())
            if quick and self._is_worth(laying, counts):
                self._known[counts] = self._behind(laying, counts)
            else:
                self._known[counts] = pack(laying.task.shapes, laying.width, self._rules.spacing, hurried=quick)
        return self._known[counts]

    def _is_worth(self, laying: Laying, counts: Counts) -> bool:
        """Whether to pack a few garments at a time: where they differ, and a lay is much longer than its parts."""
        kinds = sum(len(self._parcels[at].parts) for at, _ in counts)
        if kinds <= HURRIED or not laying.is_free:
            return False
        longest = max(float(np.ptp(shape.outline[:, 0])) for shape in laying.task.shapes)
        return laying.area >= LONG * longest * laying.width

    def _behind(self, laying: Laying, counts: Counts) -> Layout:
        """The garments of a lay packed a few at a time, one behind the other: quicker than all together.

        It is shorter too where garments differ: their small parts fill the room that their large ones leave.
        """
        few: list[list[int]] = []
        room = 0
        for at in (at for at, count in counts for _ in range(count)):
            size = len(self._parcels[at].parts)
            if not few or size > room:
                few.append([])
                room = HURRIED
            few[-1].append(at)
            room -= size
        places = {at: place for place, (at, _) in enumerate(counts)}
        parts = []
        for each, equal in groupby(few):
            of_few = tuple((at, len(list(same))) for at, same in groupby(each))
            layout = laying.keyed(self._of_few(of_few), [places[at] for at, _ in of_few])
            parts.append((layout, len(list(equal))))
        layout = joined(parts, laying.task.outlines, laying.width, self._rules.spacing)
        return verified(layout, laying.task.shapes, self._rules.spacing)

    def _of_few(self, counts: Counts) -> Layout:
        if counts not in self._few:
            laying = Laying([(self._parcels[at], count) for at, count in counts], self._fabric, self._rules)
            self._few[counts] = pack(laying.task.shapes, laying.width, self._rules.spacing, hurried=True)
        return self._few[counts]


def parcelled(parcel: Parcel, fabric: Fabric, rules: LayRules) -> list[Parcel]:
    """The parcel where it fits the table, otherwise its parts in as many parcels as needed, large parts first.

    Raises:
        StationError: a part that is longer than the table (``marker.table``), or that does not fit the cloth.

    """
    if rules.table is None:
        return [parcel]
    table = rules.table

    def length(chosen: Parcel) -> float:
        laying = Laying([(chosen, 1)], fabric, rules)
        return pack(laying.task.shapes, laying.width, rules.spacing).length

    behind = sum(max(float(np.ptp(turned(shape.outline, angle)[:, 0])) for angle in shape.angles)
                 for shape in Laying([(parcel, 1)], fabric, rules).task.shapes)
    if behind + len(parcel.parts) * rules.spacing <= table:         # even one part behind the other: nothing to pack
        return [parcel]
    if parcel.area <= table * fabric.table_width and length(parcel) <= table:
        return [parcel]
    left = sorted(parcel.parts, key=lambda part: (-round(part.area, 3), part.id))
    parcels: list[Parcel] = []
    while left:
        areas = accumulate(part.area for part in left)
        count = max(1, sum(area <= FILLED * table * fabric.table_width for area in areas))
        while (needed := length(chosen := Parcel(parcel.pattern, tuple(left[:count])))) > table:
            if count == 1:
                raise StationError.of([Problem(f"{left[0].id} is {needed:.0f} mm long, longer than the table of "
                                               f"{table:g} mm", "marker.table", left[0].id,
                                               "Lay it on a longer table.")])
            count -= max(1, count // 8)
        parcels.append(chosen)
        left = left[count:]
    return parcels
