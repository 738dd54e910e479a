from dataclasses import dataclass, replace

import numpy as np
import pytest

from mtmpattern.cutting import Effort, Filling, FoundLayout, Nested, Sparrow, lay_of, nested, plan_for
from mtmpattern.cutting.compaction import Compaction
from mtmpattern.errors import StationError
from mtmpattern.placing import Layout, Shape, faults_of, pack
from tests.placing.outlines import SQUARE, TRIANGLE, kit

LAY = lay_of(kit(), 1450.0, 2.0)
GOOD = pack(LAY.shapes, LAY.width, LAY.spacing)


@dataclass(frozen=True)
class Canned:
    """An engine that gives what it was given."""

    found: tuple
    name: str = "canned"
    why: str = ""

    def missing(self):
        return self.why

    def layouts(self, lay, effort):
        for each in self.found:
            if isinstance(each, BaseException):
                raise each
            yield FoundLayout(each, 0.5)


def run(*engines):
    return nested(LAY, Effort(10.0), plan=[(engine, Effort(10.0)) for engine in engines])


def moved(layout, by):
    poses = tuple(replace(pose, dx=pose.dx + by) for pose in layout.poses)
    return Layout(poses, layout.width, layout.length + by)


def test_the_shortest_sound_layout_is_kept_whoever_found_it():
    found = run(Canned((moved(GOOD, 50.0),), "first"), Canned((GOOD, moved(GOOD, 9.0)), "second"))
    assert (found.engine, found.stopped, found.failures) == ("second", "seconds", ())
    assert found.layout.length <= GOOD.length
    assert found.seconds >= 1.0


def test_a_layout_that_breaks_a_rule_is_refused_and_said():
    too_short = replace(GOOD, length=GOOD.length / 2)
    found = run(Canned((too_short, GOOD)))
    assert found.layout.length > too_short.length
    assert [problem.code for problem in found.failures] == ["layout.outside"]
    with pytest.raises(StationError, match="a layout by canned breaks a rule"):
        run(Canned((too_short,)))


def test_an_engine_that_fails_spoils_nothing():
    broken = Canned((GOOD, StationError("it broke", code="engine.failed")))
    found = run(broken, Canned((), "none", "it is not installed"))
    assert found.engine == "canned"
    assert [problem.code for problem in found.failures] == ["engine.failed", "engine.missing"]


def test_where_every_engine_fails_each_says_why():
    with pytest.raises(StationError) as failed:
        run(Canned((StationError("it broke", code="engine.failed"),)), Canned((), why="it is not installed"))
    assert [problem.code for problem in failed.value.problems] == ["engine.failed", "engine.missing"]
    with pytest.raises(StationError, match="no engine gave a layout"):
        run()


def test_the_latest_layouts_of_an_engine_are_moved_closer_together():
    """What is loose but last may get shorter than the best, and quick runs leave that out."""
    loose = Layout(tuple(replace(pose, dx=1.01 * pose.dx) for pose in GOOD.poses), GOOD.width, 1.02 * GOOD.length)
    found = run(Canned((loose,)))
    assert faults_of(found.layout, LAY.shapes, LAY.spacing) == ()
    assert found.layout.length < 1.001 * GOOD.length
    quick = nested(LAY, Effort(0.0), plan=[(Canned((loose,)), Effort(0.0))])
    assert found.layout.length < quick.layout.length <= loose.length


def test_ctrl_c_keeps_the_best_so_far_and_says_so():
    found = run(Canned((GOOD, KeyboardInterrupt())), Canned((moved(GOOD, -1.0),)))
    assert (found.stopped, found.engine) == ("interrupted", "canned")
    with pytest.raises(KeyboardInterrupt):
        run(Canned((KeyboardInterrupt(),)))


def test_ctrl_c_while_layouts_are_moved_together_keeps_the_best(monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(Compaction, "shorter", interrupted)
    found = run(Canned((GOOD,)), Canned((moved(GOOD, -1.0),)))
    assert (found.layout, found.stopped) == (GOOD, "interrupted")


def test_who_watches_sees_the_running_length():
    seen = []
    nested(LAY, Effort(10.0), seen.append, [(Canned((moved(GOOD, 20.0), None, GOOD)), Effort(10.0))])
    assert [running.length for running in seen[:3]] == [GOOD.length + 20.0] * 2 + [GOOD.length]
    assert all(running.length < GOOD.length for running in seen[3:])


def test_a_layout_as_short_as_can_be_ends_the_search():
    lay = lay_of([Shape("one", SQUARE, count=6)], 300.0)
    found = nested(lay, Effort(60.0))
    assert (found.stopped, found.engine) == ("floor", "fill")
    assert found.layout.length == pytest.approx(200.0, abs=0.01)


def test_a_counted_run_repeats():
    def counted() -> Nested:
        return nested(LAY, Effort(steps=5))

    first, second = counted(), counted()
    assert first.layout == second.layout
    assert first.stopped == "steps"
    assert first.layout.length <= GOOD.length


def test_no_seconds_are_a_quick_start():
    plan = plan_for(LAY, Effort(0.0))
    assert [engine for engine, _ in plan] == [Filling(), Sparrow(quick=True)]
    found = nested(LAY, Effort(0.0))
    assert faults_of(found.layout, LAY.shapes, LAY.spacing) == ()


def test_small_lays_get_more_seeds_of_the_same_seconds():
    small = lay_of([Shape("one", TRIANGLE, count=4)], 700.0)
    long, short = plan_for(small, Effort(100.0)), plan_for(small, Effort(5.0))
    assert len(long) > len(short)
    assert sum(effort.seconds for _, effort in long) == pytest.approx(100.0)


def test_a_thousand_copies_are_cut_into_sections():
    many = lay_of([Shape("one", SQUARE, count=700), Shape("two", TRIANGLE, count=300)], 1500.0, 2.0)
    seen = []
    found = nested(many, Effort(0.0), seen.append)
    assert len(found.layout.poses) == 1000
    assert faults_of(found.layout, many.shapes, many.spacing) == ()
    assert seen


def test_ctrl_c_in_a_section_lays_the_rest_quickly():
    many = lay_of([Shape("one", SQUARE, count=150), Shape("two", TRIANGLE, count=33)], 1500.0)

    def watch(running):
        raise KeyboardInterrupt

    found = nested(many, Effort(60.0), watch)
    assert found.stopped == "interrupted"
    assert faults_of(found.layout, many.shapes) == ()


@pytest.mark.parametrize(("corners", "seeds"), [(4, 3), (60, 1)])
def test_a_large_lay_of_many_points_gets_one_long_run_instead_of_several_seeds(corners, seeds):
    way = np.linspace(0.0, 2.0 * np.pi, corners, endpoint=False)
    wavy = (100.0 + 10.0 * np.cos(way * corners / 4.0))[:, None] * np.column_stack((np.cos(way), np.sin(way)))
    lay = lay_of([Shape("wavy", wavy, count=48)], 1450.0)
    assert sum(isinstance(engine, Sparrow) for engine, _ in plan_for(lay, Effort(300.0))) == seeds
