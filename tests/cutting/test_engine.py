import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.cutting import Effort, Filling, Sparrow, lay_of
from mtmpattern.errors import StationError
from mtmpattern.placing import Shape, faults_of
from tests.placing.outlines import BOW_TIE, SQUARE, kit, shapes


@pytest.mark.parametrize(("asked", "width", "spacing", "code"), [
    ([], 1500, 0, "marker.empty"),
    ([Shape("wide", SQUARE * (1, 16))], 1500, 0, "marker.too_wide"),
    ([Shape("bow", BOW_TIE)], 1500, 0, "marker.outline"),
    ([Shape("one", SQUARE)], 0, 0, "marker.width"),
    ([Shape("one", SQUARE)], 1500, -2, "marker.spacing"),
])
def test_no_engine_sees_what_cannot_be_laid(asked, width, spacing, code):
    with pytest.raises(StationError) as refused:
        lay_of(asked, width, spacing)
    assert refused.value.code == code


def test_a_lay_knows_what_it_cannot_be_shorter_than():
    assert lay_of([Shape("one", SQUARE * (3, 1), count=2)], 150.0).floor == pytest.approx(400.0)
    turned = lay_of([Shape("one", SQUARE * (9, 1), (90.0, 0.0)), Shape("two", SQUARE)], 1500.0)
    assert turned.floor == pytest.approx(100.0)


@pytest.mark.parametrize(("seconds", "steps", "code"), [
    (-1.0, None, "effort.seconds"), (math.nan, None, "effort.seconds"), (math.inf, None, "effort.seconds"),
    (math.inf, 0, "effort.steps"),
])
def test_an_effort_says_when_to_stop(seconds, steps, code):
    with pytest.raises(StationError) as refused:
        Effort(seconds, steps)
    assert refused.value.code == code


@pytest.mark.parametrize("engine", [Filling(), Sparrow()])
@pytest.mark.parametrize("spacing", [0.0, 3.0])
def test_every_layout_of_an_engine_is_sound_and_shorter_than_the_one_before(engine, spacing):
    lay = lay_of(kit(), 1450.0, spacing)
    lengths = []
    for found in engine.layouts(lay, Effort(steps=4)):
        if found.layout is not None:
            assert faults_of(found.layout, lay.shapes, spacing) == ()
            lengths.append(found.layout.length)
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] < 2300.0


@settings(max_examples=12)
@given(shapes(most=4), st.floats(650, 1600), st.sampled_from([0.0, 2.0, 25.0]), st.sampled_from([Filling(), Sparrow()]))
def test_no_engine_ever_breaks_a_rule(found, width, spacing, engine):
    lay = lay_of(found, width, spacing)
    for each in engine.layouts(lay, Effort(steps=2)):
        assert each.layout is None or faults_of(each.layout, lay.shapes, spacing) == ()


@pytest.mark.parametrize("engine", [Filling(), Sparrow()])
def test_so_many_steps_give_the_same_layout_every_time(engine):
    lay = lay_of(kit(), 1450.0, 2.0)
    first, second = ([found.layout for found in engine.layouts(lay, Effort(steps=4, seed=3)) if found.layout][-1]
                     for _ in range(2))
    assert first == second
