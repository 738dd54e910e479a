"""The parts of garments on one cloth as shapes to lay, and a layout of shapes as placed parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np

from mtmpattern.cutting.engine import LayTask
from mtmpattern.cutting.marker_store import KeptLayout, MarkerStore
from mtmpattern.cutting.rules import LayRules
from mtmpattern.errors import Problem, StationError
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.placing import Layout, Pose, Shape, checked, pack
from mtmpattern.placing.marker import along, is_trimmed, shape_of
from mtmpattern.placing.placed import Placed, turns_of

FEW: Final = 4          # garments: all combinations of their directions are compared
CHOICES: Final = 6      # combinations that are compared for more garments
LARGE: Final = 60       # parts: beyond these only the simplest two combinations are compared

# ---- Parcels and their shapes ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Parcel:
    """Parts of one garment that are laid together on one cloth: all of them, or as many as a short table holds."""

    pattern: CutPattern
    parts: tuple[Part, ...]

    @property
    def area(self) -> float:
        """The cloth that its parts cover, in square millimetres."""
        return sum(part.area for part in self.parts)

    @cached_property
    def shapes(self) -> Mapping[str, Shape]:
        """The shape of each part by its id, as it is drawn; taken once, however often the parcel is laid."""
        return {part.id: shape_of(part, (0.0,)) for part in self.parts}


class Laying:
    """Parcels and their counts, on one cloth and under one set of rules.

    ``slots`` has an entry for each garment of the lay, in order: the number of its parcel. Fusible that is trimmed lies
    without its sewn line, which would run across other parts.
    """

    def __init__(self, parcels: Sequence[tuple[Parcel, int]], fabric: Fabric, rules: LayRules) -> None:
        self.parcels = tuple((parcel, count) for parcel, count in parcels if count)
        self.fabric, self.rules = fabric, rules
        self.slots = tuple(at for at, (_, count) in enumerate(self.parcels) for _ in range(count))
        self._parts = {(at, part.id): replace(part, one_line=part.one_line or is_trimmed(part))
                       for at, (parcel, _) in enumerate(self.parcels) for part in parcel.parts}

    @property
    def width(self) -> float:
        """The usable width in mm."""
        return self.fabric.table_width

    @property
    def area(self) -> float:
        """The cloth that all parts cover, in square millimetres."""
        return sum(parcel.area * count for parcel, count in self.parcels)

    @property
    def size(self) -> int:
        """How many parts lie in it."""
        return sum(len(parcel.parts) * count for parcel, count in self.parcels)

    @property
    def is_free(self) -> bool:
        """Whether there is nothing to choose but places: no garment has a direction that others need not have."""
        return len(self._ways()) == 1

    @property
    def digest(self) -> str:
        """The sha256 of the parcels and the rules; of inputs only, never of computed numbers."""
        return _sum({"parcels": self._named(), "width": repr(self.width), "one way": self.fabric.one_way,
                     "spacing": repr(self.rules.spacing), "tilt": repr(self.rules.tilt),
                     "direction": self.rules.direction})

    @property
    def parts_digest(self) -> str:
        """The sha256 of the parcels and the width, whatever the rules."""
        return _sum({"parcels": self._named(), "width": repr(self.width)})

    def _named(self) -> list[object]:
        return [[parcel.pattern.digest, parcel.pattern.size, sorted(part.id for part in parcel.parts), count]
                for parcel, count in self.parcels]

    @cached_property
    def task(self) -> LayTask:
        """The lay as a task for engines; where a garment lies one way, in the directions best for the quick packer.

        Raises:
            StationError: every fault that `mtmpattern.placing.checked` finds, with the names of the parts.

        """
        try:
            tasks = [LayTask(checked(self._shapes(way), self.width, self.rules.spacing), self.width,
                             self.rules.spacing, self._garments(way)) for way in self._ways()]
        except StationError as error:
            raise StationError.of(dict.fromkeys(map(_of_part, error.problems))) from error
        if len(tasks) == 1:
            return tasks[0]
        return min(tasks, key=lambda task: pack(task.shapes, task.width, task.spacing).length)

    def check(self) -> None:
        """Raise `StationError` for every part that cannot be laid on the cloth at all."""
        _ = self.task

    def _ways(self) -> list[tuple[float, ...]]:
        """The combinations of directions to compare; the first garment always lies head up."""
        count = len(self.slots)
        level = (0.0,) * count
        if self.rules.direction != "garment" or self.fabric.one_way or count == 1:
            return [level]
        by_turns = tuple(180.0 * (slot % 2) for slot in range(count))
        if sum(len(self.parcels[at][0].parts) for at in self.slots) > LARGE:
            return [level, by_turns]
        if count <= FEW:
            return [(0.0, *rest) for rest in product((0.0, 180.0), repeat=count - 1)]
        chance = np.random.default_rng(count)
        rest = [tuple((180.0 * chance.integers(0, 2, count)).tolist()) for _ in range(CHOICES - 2)]
        return list(dict.fromkeys([level, by_turns, *rest]))

    def _shapes(self, way: Sequence[float]) -> Iterator[Shape]:
        """A shape for each part and direction, as often as garments lie that way."""
        for at, (parcel, _) in enumerate(self.parcels):
            ways = [way[slot] for slot, parcel_at in enumerate(self.slots) if parcel_at == at]
            for direction in dict.fromkeys(ways):
                for part in parcel.parts:
                    yield replace(parcel.shapes[part.id], key=_key(at, direction, part),
                                  angles=self._turns(part, direction), count=ways.count(direction))

    def _garments(self, way: Sequence[float]) -> tuple[tuple[str, ...], ...]:
        """The keys of the shapes of each slot."""
        return tuple(tuple(_key(at, way[slot], part) for part in self.parcels[at][0].parts)
                     for slot, at in enumerate(self.slots))

    def _turns(self, part: Part, direction: float) -> tuple[float, ...]:
        turns = turns_of(part, self.fabric, self.rules.tilt)
        if self.rules.direction == "part" or self.fabric.one_way:
            return turns
        straight = turns_of(replace(part, nap=True), self.fabric, self.rules.tilt)
        return tuple((turn + direction) % 360.0 for turn in straight)

    # ---- layouts that a store keeps -------------------------------------------------------------------------------

    def kept_singles(self, store: MarkerStore) -> dict[tuple[str, ...], KeptLayout]:
        """The kept layout of each garment alone, by the keys of its shapes in this lay."""
        found: dict[tuple[str, ...], KeptLayout] = {}
        for keys, at in dict(zip(self.task.garments, self.slots, strict=True)).items():
            single = Laying([(self.parcels[at][0], 1)], self.fabric, self.rules)
            kept = store.find(single.parts_digest, single.digest, single.task)
            if kept is None:
                continue
            turn = float(keys[0].split(":", 2)[1])
            layout = kept.layout.turned_round() if turn else kept.layout
            names = {_key(0, 0.0, part): _key(at, turn, part) for part in self.parcels[at][0].parts}
            poses = tuple(replace(pose, key=names[pose.key]) for pose in layout.poses)
            found[keys] = replace(kept, layout=replace(layout, poses=poses))
        return found

    @staticmethod
    def keyed(layout: Layout, places: Sequence[int]) -> Layout:
        """A layout of some of the parcels, with the keys of a lay in which they are those at ``places``."""
        poses = []
        for pose in layout.poses:
            at, rest = pose.key.split(":", 1)
            poses.append(replace(pose, key=f"{places[int(at)]}:{rest}"))
        return replace(layout, poses=tuple(poses))

    # ---- a layout as placed parts ---------------------------------------------------------------------------------

    def placed(self, layout: Layout, names: Sequence[str]) -> tuple[tuple[int, Placed], ...]:
        """The slot of each part and where it lies; ``names``, one for each slot, are put before the ids of parts."""
        slots: dict[tuple[int, float], list[int]] = {}
        way = self._way_of(layout)
        for slot, at in enumerate(self.slots):
            slots.setdefault((at, way[slot]), []).append(slot)
        placed = []
        for pose in layout.poses:
            at, direction, name = _read_key(pose)
            slot = slots[at, direction][pose.copy]
            part = self._parts[at, name]
            named = replace(part, id=names[slot] + part.id)
            placed.append((slot, Placed(named, pose.dx, pose.dy, (along(part) + pose.angle) % 360.0)))
        return tuple(placed)

    def _way_of(self, layout: Layout) -> list[float]:
        """The direction of each slot, from the keys of its shapes; garments that lie head up come first."""
        counts: dict[int, dict[float, int]] = {}
        for pose in layout.poses:
            at, direction, _ = _read_key(pose)
            known = counts.setdefault(at, {})
            known[direction] = max(known.get(direction, 0), pose.copy + 1)
        ways = {at: [direction for direction in sorted(known) for _ in range(known[direction])]
                for at, known in counts.items()}
        return [ways[at].pop(0) for at in self.slots]


def kept_lengths(cut: CutPattern, folder: Path | str) -> dict[str, float]:
    """The length in mm of each cloth in the shortest marker of one such garment that a store keeps."""
    store = MarkerStore(folder)
    lengths = {}
    for role in dict.fromkeys(part.role for part in cut.parts):
        fabric = cut.fabrics.get(role)
        if fabric is not None and fabric.kind != "swatch":
            laying = Laying([(Parcel(cut, cut.of_role(role)), 1)], fabric, LayRules())
            if (length := store.shortest(laying.parts_digest)) is not None:
                lengths[role] = length
    return lengths


def _key(at: int, direction: float, part: Part) -> str:
    return f"{at}:{direction:g}:{part.id}"


def _read_key(pose: Pose) -> tuple[int, float, str]:
    at, direction, name = pose.key.split(":", 2)
    return int(at), float(direction), name


def _of_part(problem: Problem) -> Problem:
    """The problem of a shape, reported for its part."""
    if problem.where.count(":") < 2:
        return problem
    name = problem.where.split(":", 2)[2]
    return replace(problem, where=name, message=problem.message.replace(problem.where, name))


def _sum(data: object) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
