"""The plain shapes that a file holds: lines as vertices, points, circles and texts, each on its layer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

XY: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through vertices; a closed one may or may not repeat its first."""

    layer: str
    points: Sequence[XY]
    closed: bool

    def moved(self, matrix: Any) -> Stroke:
        """The same after a move of its block."""
        return Stroke(self.layer, _moved(self.points, matrix), self.closed)


@dataclass(frozen=True, slots=True)
class Dot:
    """A POINT: its place, its height in z (a depth), its thickness (a width) and its angle, NaN where none is told."""

    layer: str
    x: float
    y: float
    z: float
    width: float
    angle: float

    def moved(self, matrix: Any) -> Dot:
        """The same after a move of its block; sizes grow with its scale."""
        (x, y), ahead = _moved([(self.x, self.y)], matrix)[0], math.radians(self.angle)
        angle, grown = self.angle, math.dist(*_moved([(0.0, 0.0), (1.0, 0.0)], matrix))
        if not math.isnan(angle):
            (bx, by) = _moved([(self.x + math.cos(ahead), self.y + math.sin(ahead))], matrix)[0]
            angle = math.degrees(math.atan2(by - y, bx - x))
        return Dot(self.layer, x, y, self.z * grown, self.width * grown, angle)


@dataclass(frozen=True, slots=True)
class Ring:
    """A CIRCLE, and its chords."""

    layer: str
    points: Sequence[XY]
    x: float
    y: float
    radius: float

    def moved(self, matrix: Any) -> Stroke | Ring:
        """The same after a move of its block."""
        points = _moved(self.points, matrix)
        x, y = _moved([(self.x, self.y)], matrix)[0]
        return Ring(self.layer, points, x, y, math.dist((x, y), points[0]))


@dataclass(frozen=True, slots=True)
class Words:
    """A TEXT at its place."""

    layer: str
    x: float
    y: float
    text: str

    def moved(self, matrix: Any) -> Words:
        """The same after a move of its block."""
        return Words(self.layer, *_moved([(self.x, self.y)], matrix)[0], self.text)


Shape: TypeAlias = Stroke | Dot | Ring | Words


@dataclass(slots=True)
class Content:
    """What one block holds, or the model space."""

    strokes: list[Stroke] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def add(self, shape: Shape) -> None:
        """Put a shape to its kind."""
        if isinstance(shape, Stroke):
            self.strokes.append(shape)
        elif isinstance(shape, Dot):
            self.dots.append(shape)
        elif isinstance(shape, Ring):
            self.rings.append(shape)
        else:
            self.words.append(shape)

    def moved(self, matrix: Any) -> Content:
        """Everything after a move."""
        moved = Content()
        everything: list[Shape] = [*self.strokes, *self.dots, *self.rings, *self.words]
        for shape in everything:
            moved.add(shape.moved(matrix))
        return moved

    def scaled(self, mm: float) -> Content:
        """Everything in millimetres, where a unit of the file has so many."""
        if mm == 1.0:
            return self
        return Content(
            [Stroke(each.layer, _times(each.points, mm), each.closed) for each in self.strokes],
            [Dot(d.layer, d.x * mm, d.y * mm, d.z * mm, d.width * mm, d.angle) for d in self.dots],
            [Ring(r.layer, _times(r.points, mm), r.x * mm, r.y * mm, r.radius * mm) for r in self.rings],
            [Words(w.layer, w.x * mm, w.y * mm, w.text) for w in self.words])


def _times(points: Sequence[XY], mm: float) -> list[XY]:
    return [(x * mm, y * mm) for x, y in points]


def _moved(points: Sequence[XY], matrix: Any) -> list[XY]:
    return [(at.x, at.y) for at in matrix.transform_vertices((x, y, 0.0) for x, y in points)]
