"""What every engine of the marker station is asked and what it answers."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..errors import StationError
from ..placing import Layout, Outline, Shape, checked
from ..placing.packer import Packing


@dataclass(frozen=True, slots=True, eq=False)
class LayTask:
    """Shapes to be laid on cloth of one usable width, ``spacing`` mm apart. `lay_of` makes it of sound input alone."""

    shapes: tuple[Shape, ...]
    width: float
    spacing: float = 0.0

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
        """A length in mm that no layout can be shorter than: the longest shape, or the area of all on this width."""
        return Packing(self.shapes, self.width, self.spacing).floor


def lay_of(shapes: Iterable[Shape], width: float, spacing: float = 0.0) -> LayTask:
    """A lay, once its input is found sound.

    Raises:
        StationError: every fault, as `mtmpattern.placing.checked` finds them.

    """
    return LayTask(checked(shapes, width, spacing), float(width), float(spacing))


@dataclass(frozen=True, slots=True)
class Effort:
    """How long an engine may look: CPU-seconds of all its processes together, or a number of steps that repeats.

    With ``steps`` the same lay, seed and version of the engine give the same layout on one platform; with ``seconds``
    they do not. What a step is, is the engine's own. ``share`` is the share of a processor that a process gets on
    this machine just now, for engines that count by the clock.
    """

    seconds: float = math.inf
    steps: int | None = None
    seed: int = 1
    share: float = 1.0

    def __post_init__(self) -> None:
        if math.isnan(self.seconds) or self.seconds < 0:
            raise StationError(f"{self.seconds:g} CPU-seconds were allowed", code="effort.seconds",
                               hint="Allow 0 seconds or more.")
        if self.steps is not None and self.steps < 1:
            raise StationError(f"{self.steps} steps were allowed", code="effort.steps", hint="Allow one or more.")
        if self.steps is None and math.isinf(self.seconds):
            raise StationError("neither seconds nor steps were allowed", code="effort.seconds",
                               hint="Say how many CPU-seconds or steps an engine may take.")


@dataclass(frozen=True, slots=True)
class Found:
    """A layout that an engine has found (not yet verified), None for a sign of life.

    ``elsewhere`` are the CPU-seconds that its other processes have used so far.
    """

    layout: Layout | None
    elsewhere: float = 0.0


class Engine(Protocol):
    """Something that lays shapes. It owns its processes: closing the iterator ends them."""

    @property
    def name(self) -> str:
        """A short name for reports."""

    def missing(self) -> str:
        """Why the engine cannot run here, in a sentence; empty where it can."""

    def layouts(self, lay: LayTask, effort: Effort) -> Generator[Found, None, None]:
        """Ever shorter layouts until the effort is spent.

        Raises:
            StationError: the engine failed; layouts given before stay good.

        """
