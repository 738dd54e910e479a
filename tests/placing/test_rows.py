from itertools import product

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.placing.fill import Grid, RowLine, least_sums, reach
from tests.placing.outlines import HOOK, kit, shapes


def test_the_reach_of_a_triangle():
    low, high = reach(np.array([(0.0, 0.0), (40.0, 0.0), (0.0, 40.0)]), 10.0, 4)
    assert low.tolist() == [0, 0, 0, 0]
    assert high.tolist() == [40, 30, 20, 10]


@given(shapes(most=1))
def test_rows_enclose_their_outline(found):
    ring = found[0].outline - found[0].outline.min(axis=0)
    row = 7.3
    low, high = reach(ring, row, int(np.ceil(ring[:, 1].max() / row)))
    cover = shapely.union_all([shapely.box(a, i * row, b, (i + 1) * row)
                               for i, (a, b) in enumerate(zip(low, high, strict=True))])
    assert cover.buffer(1e-9).covers(shapely.Polygon(ring))


@pytest.mark.parametrize(("one", "other"), [
    ((1.0, 5.0), (2.0, 0.0, 9.0)), ((2.0, 0.0, 9.0), (1.0, 5.0)), ((1.0,), (4.0,))])
def test_least_sums_by_the_sum_of_their_places(one, other):
    sums = {}
    for (i, a), (k, b) in product(enumerate(one), enumerate(other)):
        sums[i + k] = min(sums.get(i + k, np.inf), a + b)
    assert least_sums(RowLine(np.array(one)), RowLine(np.array(other))).tolist() == [sums[at] for at in sorted(sums)]


@pytest.mark.parametrize("spacing", [0.0, 4.0])
def test_where_shapes_block_each_other_is_what_their_rows_say(spacing):
    grid = Grid(kit(), 1500.0, spacing, 12.0)
    chance = np.random.default_rng(1)
    for _ in range(400):
        laid, lain = chance.integers(0, len(grid.rows), 2)
        one, other = grid.rows[laid], grid.rows[lain]
        up = int(chance.integers(1 - len(other.low), len(one.low)))
        below, above = max(0, up), min(len(one.low), up + len(other.low))
        least = (one.low[below:above] - other.high[below - up : above - up]).min()
        most = (one.high[below:above] - other.low[below - up : above - up]).max()
        assert grid.blocked_from[laid, lain, up + grid.height] == pytest.approx(least, abs=1e-5)
        assert grid.blocked_to[laid, lain, up + grid.height] == pytest.approx(most, abs=1e-5)


def test_shapes_in_different_rows_do_not_block_each_other():
    grid = Grid(kit(), 1500.0, 0.0, 12.0)
    assert np.isinf(grid.blocked_from[0, 1, grid.height + len(grid.rows[0].low)])
    assert np.isinf(grid.blocked_from[0, 1, grid.height - len(grid.rows[1].low)])


@given(st.floats(300, 3000))
def test_a_shape_as_wide_as_the_cloth_takes_all_its_rows(width):
    whole = kit()[4]
    assert whole.outline is HOOK
    grid = Grid([type(whole)("whole", HOOK * (1, width / 300))], width, 3.0, 8.0)
    assert {len(rows.low) for rows in grid.rows} == {grid.height}
