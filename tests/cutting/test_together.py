"""Several garments in one lay: never longer than one behind the other, whatever the engines do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from mtmpattern.cutting import (
    Bundle,
    Effort,
    Filling,
    FoundLayout,
    LayRules,
    MarkerStore,
    Nested,
    PlanSettings,
    faults_of_lay,
    lay_of,
    nested,
    plan_markers,
    together,
)
from mtmpattern.cutting.together import groups_of
from mtmpattern.errors import StationError
from mtmpattern.placing import Layout, faults_of, pack
from tests.cutting.lays import garment, piece, planned, real
from tests.placing.outlines import kit

QUICK = [(Filling(), Effort(0.0))]
SPACING = 2.0


def garments(*sizes: float, times: int = 1):
    """A lay of kits of different sizes, each of them ``times`` times."""
    shapes = [replace(shape, key=f"{number}.{shape.key}", outline=shape.outline * size, count=shape.count * times)
              for number, size in enumerate(sizes) for shape in kit()]
    keys = [[shape.key for shape in shapes if shape.key.startswith(f"{number}.")
             for _ in range(shape.count // times)] for number in range(len(sizes)) for _ in range(times)]
    return lay_of(shapes, 1450.0, SPACING, keys)


def alone(lay, number: int):
    counts = Counter(lay.garments[number])
    return lay_of([replace(shape, count=counts[shape.key]) for shape in lay.shapes if counts[shape.key]], lay.width,
                  lay.spacing)


def total(lay) -> float:
    """The sum of the quick single lays, with the spacing between them."""
    lengths = [pack(single.shapes, single.width, single.spacing).length
               for single in (alone(lay, number) for number in range(len(lay.garments)))]
    return sum(lengths) + (len(lengths) - 1) * 1.02 * SPACING


LAY = garments(0.5, 0.4, 0.3)


@dataclass(frozen=True)
class PoorAtMany:
    """An engine that lays outlines one behind the other along an edge, unless there are few; it notes its searches."""

    few: int
    searches: list
    name: str = "poor"

    def missing(self):
        return ""

    def layouts(self, lay, effort):
        self.searches.append((lay.size, effort))
        good = pack(lay.shapes, lay.width, lay.spacing)
        if lay.size > self.few:
            poses = tuple(replace(pose, dx=pose.dx + at * good.length,
                                  dy=pose.dy - pose.laid(lay.outlines[pose.key])[:, 1].min())
                          for at, pose in enumerate(good.poses))
            good = Layout(poses, lay.width, good.length * len(poses))
        yield FoundLayout(good)


def test_together_never_takes_more_than_one_behind_the_other():
    few = len(LAY.garments[0])
    found = nested(LAY, Effort(9.0), plan=[(PoorAtMany(few, []), Effort(9.0))])
    assert faults_of(found.layout, LAY.shapes, SPACING) == ()
    assert len(found.layout.poses) == LAY.size
    assert found.layout.length <= total(LAY)
    assert found.stopped == "seconds"
    plain = nested(replace(LAY, garments=()), Effort(9.0), plan=[(PoorAtMany(few, []), Effort(9.0))])
    assert plain.layout.length > 1.5 * found.layout.length, "the engine is poor at many outlines"


def test_what_is_found_together_is_kept_where_it_is_shorter():
    found = nested(LAY, Effort(9.0), plan=QUICK)
    behind = nested(LAY, Effort(9.0), plan=[(PoorAtMany(len(LAY.garments[0]), []), Effort(9.0))])
    assert found.layout.length < 0.95 * behind.layout.length


def test_equal_garments_are_searched_once():
    searches: list = []
    found = nested(garments(0.4, times=3), Effort(steps=7), plan=[(PoorAtMany(99, searches), Effort(steps=7))])
    size = len(LAY.garments[0])
    assert [each for each, _ in searches] == [size, 3 * size]
    assert sorted(Counter(pose.key for pose in found.layout.poses).values()) == sorted(
        3 * shape.count for shape in kit())
    assert found.stopped == "steps"


def test_by_a_count_garments_alone_cost_a_fifth(monkeypatch):
    asked: list = []

    def searched(lay, effort, watch, plan, *, again):
        asked.append((lay.size, effort.steps, plan and [(engine.name, each.steps) for engine, each in plan]))
        return Nested(pack(lay.shapes, lay.width, lay.spacing), "fill", 0.0, 0.0, "steps")

    monkeypatch.setattr(together, "searched", searched)
    nested(garments(0.4, times=3), Effort(steps=7))
    size = len(LAY.garments[0])
    assert asked == [(size, 2, [("fill", 2), ("spyrrow", 2)]), (3 * size, 7, None)]


def test_a_watcher_sees_the_length_of_all_garments():
    seen: list = []
    found = nested(LAY, Effort(9.0), seen.append, QUICK)
    assert seen[-1].length == pytest.approx(found.layout.length, rel=0.02)
    assert all(earlier.seconds <= later.seconds for earlier, later in pairwise(seen))


def test_ctrl_c_while_groups_are_searched_keeps_the_single_lays():
    calls = 0

    def interrupt(running) -> None:
        nonlocal calls
        calls += 1
        if calls > len(LAY.garments):
            raise KeyboardInterrupt

    found = nested(LAY, Effort(9.0), interrupt, QUICK)
    assert found.stopped == "interrupted"
    assert faults_of(found.layout, LAY.shapes, SPACING) == ()
    assert found.layout.length <= total(LAY)


def test_large_garments_alone_get_all_seconds():
    searches: list = []
    lay = garments(0.45, 0.4, times=7)
    each = [key for key in lay.garments[0] for _ in range(7)], [key for key in lay.garments[-1] for _ in range(7)]
    nested(replace(lay, garments=tuple(map(tuple, each))), Effort(9.0), plan=[(PoorAtMany(999, searches), Effort(9.0))])
    assert [size for size, _ in searches] == [77, 77, 77, 77]
    assert [effort.seconds > 2.0 for _, effort in searches] == [False, False, True, True]


def test_an_engine_that_fails_on_groups_leaves_the_single_lays():
    few = len(LAY.garments[0])

    class Failing(PoorAtMany):
        def layouts(self, lay, effort):
            if lay.size > few:
                raise StationError("it broke", code="engine.failed")
            yield from super().layouts(lay, effort)

    found = nested(LAY, Effort(9.0), plan=[(Failing(few, []), Effort(9.0))])
    assert found.layout.length <= total(LAY)
    assert [problem.code for problem in found.failures] == ["engine.failed"]


def test_groups_are_about_equal():
    lay = garments(*[0.1 + 0.01 * number for number in range(17)])
    sizes = [len(group) for group in groups_of(lay, 60)]
    assert sum(sizes) == 17
    assert max(sizes) - min(sizes) <= 1
    assert max(sizes) * len(lay.garments[0]) <= 60
    assert groups_of(lay, 1) == [(number,) for number in range(17)]


def test_garments_have_every_copy_once():
    keys = [list(each) for each in LAY.garments]
    with pytest.raises(StationError, match="every copy of every outline once") as caught:
        lay_of(LAY.shapes, LAY.width, SPACING, keys[:-1])
    assert caught.value.code == "marker.garments"


def test_a_plan_of_several_orders_takes_no_more_than_their_plans():
    orders = [real("crew-tee", "ben"), real("hoodie", "ana"), real("crew-tee", "ben")]
    width = max(each.fabrics["shell"].width for each in orders)
    cloth = {"shell": [replace(orders[0].fabrics["shell"], width=width)]}
    orders = [replace(each, shrinkage={}, fabrics=each.fabrics | {"shell": cloth["shell"][0]}) for each in orders]

    def length(*some) -> float:
        return sum(lay.cloth for lay in planned(*some, direction="garment").lays if lay.marker.role == "shell")

    assert length(*orders) <= sum(map(length, orders)) + 0.01


@pytest.mark.parametrize("direction", ["part", "garment"])
def test_kept_lays_of_garments_alone_are_used_again(direction, tmp_path):
    store = MarkerStore(tmp_path)
    orders = [garment(piece("leg", (0, 0), (300, 0), (200, 700 - 30 * n), (50, 700 - 30 * n)),
                      piece("yoke", (0, 0), (500 - 40 * n, 0), (500 - 40 * n, 300), (0, 300)), name=f"order{n}")
              for n in range(3)]

    def length(*some, engines=QUICK) -> float:
        bundles = [Bundle(each) for each in some]
        rules = LayRules(direction=direction)
        plan = plan_markers(bundles, {}, PlanSettings(rules=rules, effort=Effort(5.0), engines=engines, store=store))
        assert [fault for lay in plan.lays for fault in faults_of_lay(lay, rules)] == []
        return sum(lay.marker.length for lay in plan.lays)

    poor = [(PoorAtMany(0, []), Effort(5.0))]
    single = sum(map(length, orders))
    assert length(*orders, engines=poor) <= single + 0.01
    store = MarkerStore(tmp_path / "other")
    assert length(*orders, engines=poor) > 1.2 * single
