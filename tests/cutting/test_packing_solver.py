import pytest

from mtmpattern.cutting import Effort, PackingSolver, lay_of, plan_for
from mtmpattern.placing import Shape, faults_of
from tests.placing.outlines import HOOK, SQUARE, TRIANGLE, kit

here = pytest.mark.skipif(bool(PackingSolver().missing()), reason="packingsolver needs Python 3.12 and is optional")


def last(lay, effort):
    return [found.layout for found in PackingSolver().layouts(lay, effort) if found.layout is not None][-1]


@here
@pytest.mark.parametrize("spacing", [0.0, 4.0])
def test_its_layouts_are_sound(spacing):
    lay = lay_of([*kit(), Shape("far", TRIANGLE + 1e5, (0.0, 30.0, 210.0))], 1450.0, spacing)
    assert faults_of(last(lay, Effort(4.0)), lay.shapes, spacing) == ()


@here
def test_counted_it_repeats():
    lay = lay_of([Shape("hook", HOOK, count=2), Shape("one", SQUARE, count=3)], 500.0)
    assert last(lay, Effort(steps=1)) == last(lay, Effort(steps=1))


def test_it_is_in_the_plan_where_it_is_installed():
    engines = [engine.name for engine, _ in plan_for(lay_of(kit(), 1450.0), Effort(20.0))]
    assert ("packingsolver" in engines) is not bool(PackingSolver().missing())
