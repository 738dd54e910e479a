from dataclasses import replace

import pytest

from mtmpattern.errors import StationError
from mtmpattern.placing import Layout, Pose, Shape, faults_of, verified
from tests.placing.outlines import HOOK, SQUARE

SHAPES = [Shape("square", SQUARE, count=2), Shape("hook", HOOK, (0.0,))]
SOUND = Layout((Pose("square", 0, 0.0, 310.0, 0.0), Pose("square", 1, 180.0, 410.0, 210.0),
                Pose("hook", 0, 0.0, 0.0, 0.0)), 300.0, 410.0)


def codes(layout, spacing=0.0):
    return [fault.code for fault in faults_of(layout, SHAPES, spacing)]


def with_pose(number, **changes):
    poses = list(SOUND.poses)
    poses[number] = replace(poses[number], **changes)
    return replace(SOUND, poses=tuple(poses))


def test_a_sound_layout_has_no_faults():
    assert codes(SOUND, 10.0) == []
    assert verified(SOUND, SHAPES, 10.0) is SOUND


@pytest.mark.parametrize(("layout", "broken"), [
    (replace(SOUND, poses=SOUND.poses[:2]), ["layout.count"]),
    (replace(SOUND, poses=(*SOUND.poses, Pose("hook", 1, 0.0, 1000.0, 0.0)), length=2000.0), ["layout.count"]),
    (replace(SOUND, poses=(*SOUND.poses, Pose("other", 0, 0.0, 1000.0, 0.0))), ["layout.count"]),
    (with_pose(1, angle=90.0, dy=100.0), ["layout.angle"]),
    (replace(with_pose(0, angle=180.001, dx=550.0, dy=200.0), length=600.0), ["layout.angle"]),
    (with_pose(0, dy=-0.00001), ["layout.outside"]),
    (with_pose(1, dy=300.00001), ["layout.outside"]),
    (replace(SOUND, length=409.99), ["layout.outside"] * 2),
    (with_pose(2, dx=float("nan")), ["layout.outside"]),
    (with_pose(0, dx=299.9), ["layout.overlap"]),
    (with_pose(0, dx=100.0, dy=100.0), []),                     # in the hollow of the hook
    (with_pose(0, dx=10.0, dy=100.0), ["layout.overlap"]),
])
def test_one_broken_rule_is_one_kind_of_fault(layout, broken):
    assert codes(layout) == broken
    if broken:
        with pytest.raises(StationError):
            verified(layout, SHAPES)


def test_a_copy_laid_twice_is_one_too_many_and_one_missing():
    assert codes(with_pose(1, copy=0)) == ["layout.count", "layout.count"]


def test_spacing_is_held_to_a_thousandth():
    assert codes(SOUND, 10.0005) == []
    assert codes(SOUND, 10.01) == ["layout.spacing"] * 2
    assert codes(with_pose(0, dx=300.0), 0.0) == []


def test_faults_name_the_parts_and_the_numbers():
    (fault,) = faults_of(with_pose(0, dx=299.0), SHAPES)
    assert str(fault) == "square copy 0 and hook copy 0 overlap by 60.000000 square mm [layout.overlap]"
