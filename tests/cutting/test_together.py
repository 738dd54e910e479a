"""Several garments in one lay: never longer than one behind the other, whatever the engines do."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from mtmpattern.cutting import Effort, Filling, FoundLayout, lay_of, nested
from mtmpattern.cutting.together import groups_of
from mtmpattern.errors import StationError
from mtmpattern.placing import Layout, Shape, faults_of, pack
from tests.placing.outlines import SQUARE, TRIANGLE, kit

QUICK = [(Filling(), Effort(0.0))]


def garments(*sizes):
    """A lay of kits of different sizes."""
    shapes = [replace(shape, key=f"{number}.{shape.key}", outline=shape.outline * size)
              for number, size in enumerate(sizes) for shape in kit()]
    keys = [[shape.key for shape in shapes if shape.key.startswith(f"{number}.") for _ in range(shape.count)]
            for number in range(len(sizes))]
    return lay_of(shapes, 1450.0, 2.0, keys)


def alone(lay, number):
    keys = set(lay.garments[number])
    return lay_of([shape for shape in lay.shapes if shape.key in keys], lay.width, lay.spacing)


LAY = garments(1.0, 0.9, 0.8)


@dataclass(frozen=True)
class Poor:
    """An engine that lays one shape behind the other, unless there are few of them."""

    few: int
    name: str = "poor"

    def missing(self):
        return ""

    def layouts(self, lay, effort):
        good = pack(lay.shapes, lay.width, lay.spacing)
        if lay.size <= self.few:
            yield FoundLayout(good)
            return
        poses = tuple(replace(pose, dx=pose.dx + number * good.length) for number, pose in enumerate(good.poses))
        yield FoundLayout(Layout(poses, lay.width, good.length * len(poses)))


def test_together_never_takes_more_than_one_behind_the_other():
    single = [nested(alone(LAY, number), Effort(1.0), plan=QUICK).layout.length for number in range(3)]
    plan = [(Poor(len(LAY.garments[0])), Effort(1.0))]
    found = nested(LAY, Effort(1.0), plan=plan)
    assert faults_of(found.layout, LAY.shapes, LAY.spacing) == ()
    assert found.layout.length <= sum(single) + 2 * LAY.spacing * 1.02
    assert len(found.layout.poses) == LAY.size
