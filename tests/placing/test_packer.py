from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.errors import StationError
from mtmpattern.placing import Shape, faults_of, pack
from mtmpattern.placing.packer import blocks_of, kept_layout
from tests.placing.outlines import HOOK, SQUARE, TRIANGLE, kit, shapes


@settings(max_examples=40)
@given(shapes(), st.floats(650, 1600), st.sampled_from([0.0, 0.0, 1.0, 5.0, 40.0]))
def test_no_rule_is_ever_broken(found, width, spacing):
    layout = pack(found, width, spacing)
    assert faults_of(layout, found, spacing) == ()
    in_a_row = sum((np.hypot(*np.ptp(shape.outline, axis=0)) + spacing) * shape.count for shape in found)
    assert layout.length <= in_a_row * 1.01


def test_the_same_input_gives_the_same_layout():
    first = pack(kit(), 1450.0, 2.0)
    kept_layout.cache_clear()
    assert pack(kit(), 1450.0, 2.0) == first


def test_a_kit_is_laid_well():
    layout = pack(kit(), 1450.0)
    assert layout.length < 1800.0           # 1,698 mm is what a long search finds


def test_squares_fill_the_cloth():
    layout = pack([Shape("one", SQUARE, count=30)], 500.0)
    assert layout.length == pytest.approx(600.0, abs=0.01)


def test_four_legs_lie_side_by_side_where_the_width_just_allows_it():
    wedge = np.array([(0, 0), (1000, 0), (1000, 300), (0, 100)], dtype=float)
    layout = pack([Shape("wedge", wedge, count=4)], 805.0)
    assert layout.length == pytest.approx(1000.0, abs=0.01)


def test_a_shape_as_wide_as_the_cloth_is_laid():
    layout = pack([Shape("whole", HOOK, (0.0,)), Shape("small", SQUARE)], 300.0, 10.0)
    assert layout.length <= 410.1


def test_spacing_is_between_shapes_and_not_at_the_edges():
    layout = pack([Shape("one", SQUARE, count=2)], 210.0, 10.0)
    assert 100.0 <= layout.length < 220.0
    assert pack([Shape("one", SQUARE)], 100.0, 10.0).length == pytest.approx(100.0)


def test_an_outline_far_from_its_origin_is_laid_alike():
    far = [Shape(shape.key, shape.outline + np.array((1e5, -2e5)), shape.angles, shape.count) for shape in kit()]
    assert pack(far, 1450.0).length == pytest.approx(pack(kit(), 1450.0).length, rel=0.02)


@pytest.mark.parametrize("count", [41, 1000])
def test_many_copies_are_laid_in_blocks(count):
    many = [Shape("one", SQUARE, count=count), Shape("two", TRIANGLE, count=count // 3)]
    layout = pack(many, 1500.0, 2.0)
    assert len(layout.poses) == count + count // 3
    assert layout.use(many) > 0.6


def test_too_many_copies_are_refused():
    with pytest.raises(StationError, match="20001 outlines"):
        pack([Shape("one", SQUARE, count=20_001)], 1500.0)


@given(st.lists(st.integers(1, 900), min_size=1, max_size=60), st.integers(1, 50))
def test_blocks_hold_every_copy_once(counts, most):
    wanted = [Shape(str(number), SQUARE, count=count) for number, count in enumerate(counts)]
    blocks = blocks_of(wanted, most)
    held = {shape.key: 0 for shape in wanted}
    for block in blocks:
        assert block.size <= most
        for shape in block.shapes:
            held[shape.key] += shape.count * block.times
    assert held == {shape.key: shape.count for shape in wanted}


def test_more_turns_than_a_search_can_look_at():
    turns = tuple(float(angle) for angle in range(0, 360, 3))
    layout = pack([Shape(str(number), TRIANGLE, turns) for number in range(20)], 900.0)
    assert len(layout.poses) == 20


def test_the_same_outlines_under_other_names_are_laid_alike():
    renamed = [replace(shape, key=f"other {shape.key}") for shape in kit()]
    first, second = pack(kit(), 1450.0), pack(renamed, 1450.0)
    assert [f"other {pose.key}" for pose in first.poses] == [pose.key for pose in second.poses]
    assert [pose.dx for pose in first.poses] == [pose.dx for pose in second.poses]
    assert pack(kit(), 1450.0, 5.0).length > first.length
    one_way = [replace(shape, angles=shape.angles[:1]) for shape in kit()]
    assert {pose.angle for pose in pack(one_way, 1450.0).poses} == {0.0}
