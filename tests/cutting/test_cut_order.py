import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.cutting import CutPath, cut_order, dry_haul
from mtmpattern.cutting.cut_order import as_given
from mtmpattern.errors import StationError
from mtmpattern.placing import Shape, pack
from tests.placing.outlines import HOOK, SQUARE, TRIANGLE, leg, sleeve


def sixty_pieces():
    shapes = [Shape("front", leg(), count=8), Shape("back", leg(1130, 410, 250, 120), count=8),
              Shape("sleeve", sleeve(), count=8), Shape("hook", HOOK, count=8), Shape("pocket", TRIANGLE, count=14),
              Shape("loop", SQUARE * (3, 0.3), count=14)]
    cuts = []
    for pose, ring in pack(shapes, 1500.0, 3.0).outlines(shapes):
        piece = f"{pose.key}.{pose.copy}"
        cuts += [CutPath(piece, ring),
                 CutPath(piece, ring[:1] * 0.95 + ring.mean(axis=0) * 0.05, closed=False, inner=True),
                 CutPath(piece, ring[:2] * 0.9 + ring.mean(axis=0) * 0.1, closed=False, inner=True)]
    return cuts


CUTS = sixty_pieces()


def test_the_dry_haul_of_sixty_pieces_is_at_most_a_quarter_of_the_unordered_one():
    outlines = [cut for cut in CUTS if not cut.inner]
    assert len(outlines) == 60
    assert cut_order(outlines).dry_haul <= 0.2 * dry_haul(outlines, as_given(outlines))


def test_inner_cuts_are_made_on_the_way():
    ordered = cut_order(CUTS)
    assert ordered.dry_haul == pytest.approx(dry_haul(CUTS, ordered.steps))
    assert ordered.dry_haul <= 0.3 * dry_haul(CUTS, as_given(CUTS))


def test_every_cut_comes_once_inner_ones_before_their_outline():
    steps = cut_order(CUTS).steps
    assert sorted(step.cut for step in steps) == list(range(len(CUTS)))
    outlined = set()
    for step in steps:
        cut = CUTS[step.cut]
        assert cut.piece not in outlined
        if not cut.inner:
            outlined.add(cut.piece)


def test_small_pieces_come_first():
    steps = [step for step in cut_order(CUTS, small=30_000.0).steps if not CUTS[step.cut].inner]
    sizes = [CUTS[step.cut].area < 30_000.0 for step in steps]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == 14


def test_a_short_reach_cuts_the_lay_window_by_window():
    ordered = cut_order(CUTS, reach=1500.0)
    ends = {}
    for cut in CUTS:
        ends[cut.piece] = max(ends.get(cut.piece, 0.0), cut.points[:, 0].max())
    windows = [int(ends[CUTS[step.cut].piece] // 1500) for step in ordered.steps]
    assert windows == sorted(windows)
    assert len(set(windows)) > 1


@pytest.mark.parametrize("clockwise", [False, True])
def test_rings_run_one_way_round_from_a_corner_and_close(clockwise):
    rings = [CutPath("one", SQUARE), CutPath("two", TRIANGLE[::-1] + 500.0), CutPath("round", 50 * np.array(
        [(math.cos(a), math.sin(a)) for a in np.linspace(0, 2 * math.pi, 90, endpoint=False)]))]
    for path in cut_order(rings, clockwise=clockwise).paths(rings):
        x, y = path.T
        assert (path[0] == path[-1]).all()
        assert ((x[:-1] @ y[1:] - y[:-1] @ x[1:]) < 0) is np.bool_(clockwise)


def test_an_open_cut_runs_from_its_nearer_end():
    cuts = [CutPath("line", np.array([(100.0, 0.0), (50.0, 5.0), (0.0, 0.0)]), closed=False, inner=True)]
    (step,) = cut_order(cuts).steps
    assert step.backwards
    assert cut_order(cuts).paths(cuts)[0].tolist() == [[0, 0], [50, 5], [100, 0]]
    assert cut_order(cuts).dry_haul == 0.0


@given(st.lists(st.tuples(st.floats(0, 3000), st.floats(0, 1500), st.booleans()), min_size=1, max_size=14))
def test_an_order_is_whole_and_repeats(places):
    cuts = [CutPath(str(number), SQUARE[: 4 if closed else 2] + np.array((x, y)), closed=closed)
            for number, (x, y, closed) in enumerate(places)]
    ordered = cut_order(cuts, small=0.0)
    assert ordered.dry_haul == pytest.approx(dry_haul(cuts, ordered.steps))
    assert sorted(step.cut for step in ordered.steps) == list(range(len(cuts)))
    assert ordered.cut_length == pytest.approx(sum(cut.length for cut in cuts))
    assert cut_order(cuts, small=0.0) == ordered


def test_nothing_to_cut_is_an_empty_order():
    assert cut_order([]).steps == ()


@pytest.mark.parametrize(("cuts", "reach", "code"), [
    ([CutPath("none", np.zeros((0, 2)))], 1000.0, "cut.points"),
    ([CutPath("nan", SQUARE * float("nan"))], 1000.0, "cut.points"),
    ([CutPath("one", SQUARE)], 0.0, "cut.reach"),
])
def test_what_cannot_be_cut_is_refused(cuts, reach, code):
    with pytest.raises(StationError) as refused:
        cut_order(cuts, reach=reach)
    assert refused.value.code == code
