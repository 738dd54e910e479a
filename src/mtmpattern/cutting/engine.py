"""The contract of the marker station's engines: a task, an effort, and the layouts found."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from mtmpattern.errors import StationError
from mtmpattern.placing import Layout, Outline, Shape, checked
from mtmpattern.placing.packer import Packing


@dataclass(frozen=True, slots=True, eq=False)
class LayTask:
    """Shapes to be laid on cloth of one usable width, ``spacing`` mm apart. `lay_of` checks its input.

    ``garments`` lists the keys of the outlines of each garment, every outline once; it may be left empty.
    """

    shapes: tuple[Shape, ...]
    width: float
    spacing: float = 0.0
    garments: tuple[tuple[str, ...], ...] = ()

    @property
    def size(self) -> int:
        """How many outlines are laid."""
        return sum(shape.count for shape in self.shapes)

    @property
    def outlines(self) -> Mapping[str, Outline]:
        """The outline of each shape by its key."""
        return {shape.key: shape.outline for shape in self.shapes}

    @property
    def floor(self) -> float:
        """The length in mm below which there is no layout: that of the longest shape, or of all areas on this width."""
        return Packing(self.shapes, self.width, self.spacing).floor


def lay_of(shapes: Iterable[Shape], width: float, spacing: float = 0.0,
           garments: Iterable[Iterable[str]] = ()) -> LayTask:
    """A task of checked shapes; ``garments`` are the keys of the outlines of each garment, if they are known.

    Raises:
        StationError: every fault that `mtmpattern.placing.checked` finds; garments that do not have every copy of
            every shape once between them (``marker.garments``).

    """
    task = LayTask(checked(shapes, width, spacing), float(width), float(spacing), tuple(map(tuple, garments)))
    counts = {shape.key: shape.count for shape in task.shapes}
    if task.garments and Counter(key for keys in task.garments for key in keys) != counts:
        raise StationError("the garments of a lay do not have every copy of every outline once",
                           code="marker.garments", hint="List the key of each outline once for each of its copies.")
    return task


@dataclass(frozen=True, slots=True)
class Effort:
    """How long an engine may search: CPU-seconds of all its processes together, or a repeatable number of steps.

    With ``steps`` the same lay, seed and version of the engine give the same layout on one platform; with ``seconds``
    they do not. Each engine defines its step. With both, whichever is used up first ends the search.
    """

    seconds: float = math.inf
    steps: int | None = None
    seed: int = 1

    def __post_init__(self) -> None:
        if math.isnan(self.seconds) or self.seconds < 0:
            raise StationError(f"the effort is {self.seconds:g} CPU-seconds", code="effort.seconds",
                               hint="Allow 0 seconds or more.")
        if self.steps is not None and self.steps < 1:
            raise StationError(f"the effort is {self.steps} steps", code="effort.steps", hint="Allow 1 step or more.")
        if self.steps is None and math.isinf(self.seconds):
            raise StationError("the effort has no limit", code="effort.seconds",
                               hint="Give the CPU-seconds or the steps that an engine may take.")


@dataclass(frozen=True, slots=True)
class FoundLayout:
    """A layout that an engine has found, not yet verified; None where it only reports that it is running.

    ``elsewhere`` are the CPU-seconds that the engine's other processes have used so far.
    """

    layout: Layout | None
    elsewhere: float = 0.0


class Engine(Protocol):
    """A search for layouts. It owns its processes: closing the iterator ends them."""

    @property
    def name(self) -> str:
        """A short name for reports."""

    def missing(self) -> str:
        """Why the engine cannot run here, as a sentence; empty where it can."""

    def layouts(self, lay: LayTask, effort: Effort) -> Generator[FoundLayout, None, None]:
        """Ever shorter layouts until the effort is spent.

        Raises:
            StationError: the engine failed; the layouts before that stay valid.

        """
