"""Plans of lays: who lies where, on which cloth, in which section and ply, and no rule ever broken."""

from __future__ import annotations

import json
import signal
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.cutting import (
    Bundle,
    Effort,
    LayRules,
    MarkerStore,
    PlanSettings,
    faults_of_lay,
    grouping,
    marker_plan,
    plan_markers,
)
from mtmpattern.cutting.cloth_choice import MOST_PARTS, SECTION
from mtmpattern.cutting.cuts import splices_of
from mtmpattern.cutting.engine import FoundLayout
from mtmpattern.cutting.grouping import Grouping
from mtmpattern.cutting.lay_shapes import Laying, Parcel
from mtmpattern.errors import StationError
from mtmpattern.placing import faults_of, pack
from mtmpattern.placing.packer import HURRIED
from tests.cutting.lays import BELT, BOX, QUICK, TOY, TWILL, WEDGE, garment, napped, piece, planned, real, ring
from tests.templates.people import person

PEOPLE = ("ana", "ben", "jim", "lia", "mei")


def sound(plan):
    return [fault for lay in plan.lays for fault in faults_of_lay(lay, plan.rules)] == []


def garments_of(plan, role="shell"):
    return sorted(number for lay in plan.lays if lay.marker.role == role for ply in lay.garments for number in ply)


# ---- what comes together -----------------------------------------------------------------------------------------


def test_every_cloth_has_lays_of_its_own_and_every_part_lies_once():
    plan = planned(real("crew-tee", "ana"), real("hoodie", "ana"))
    assert [lay.name for lay in plan.lays] == ["shell", "rib", "shell-2"]
    assert {lay.name: lay.fabric.name for lay in plan.lays} == {"shell": "jersey", "rib": "rib",
                                                               "shell-2": "sweatshirt"}
    laid = sorted(each.part.id for lay in plan.lays for each in lay.marker.placed)
    asked = [f"{number}.{part.id}" for number, cut in ((1, real("crew-tee", "ana")), (2, real("hoodie", "ana")))
             for part in cut.parts]
    assert laid == sorted(asked)
    assert sound(plan)


def test_one_garment_keeps_the_ids_of_its_parts():
    plan = planned(TOY)
    assert sorted(each.part.id for each in plan.lays[0].marker.placed) == sorted(part.id for part in TOY.parts)
    assert plan.lays[0].marker.labels["box.shell.1"] == ("BOX", "box.shell.1", "toy size M")


def test_consumption_is_shared_by_area_and_added_up_by_order():
    small, large = garment(BELT, name="small"), garment(BOX, BOX_2, name="large")
    plan = planned(Bundle(small, 2, "17"), Bundle(large, 1, "18"))
    taken = plan.consumption["shell"]
    assert list(taken) == [1, 2, 3]
    assert sum(taken.values()) == pytest.approx(plan.lays[0].cloth)
    assert taken[3] / taken[1] == pytest.approx(2 * BOX.area / BELT.area)
    assert plan.costs["EUR"] == TWILL.cost(plan.lays[0].cloth)


BOX_2 = replace(BOX, id="box.shell.2", copy=2)


def test_plies_take_equal_garments_and_the_rest_lies_once():
    other = garment(WEDGE, name="other")
    plan = planned(Bundle(TOY, 5), other, plies=2, end=20.0)
    assert [(lay.marker.plies, lay.times, lay.garments) for lay in plan.lays] == [
        (2, 1, ((1, 2), (3, 4))), (1, 1, ((5, 6),))]
    two = plan.lays[0]
    assert two.cloth == pytest.approx(2 * (two.marker.length + 40.0))
    assert {name.split(".")[0] for name in two.marker.labels} == {"A", "B"}
    assert garments_of(plan) == [1, 2, 3, 4, 5, 6]
    assert sound(plan)


# ---- sections ----------------------------------------------------------------------------------------------------


def test_a_long_lay_is_cut_into_sections_that_repeat():
    plan = planned(Bundle(TOY, 40), table=2500.0, spacing=3.0)
    assert all(lay.marker.length <= 2500.0 for lay in plan.lays)
    assert garments_of(plan) == list(range(1, 41))
    assert plan.lays[0].times > 2
    assert sound(plan)


def test_a_thousand_copies_are_cut_in_sections_without_a_table():
    plan = planned(Bundle(TOY, 1000))
    assert all(lay.marker.length <= SECTION for lay in plan.lays)
    assert garments_of(plan) == list(range(1, 1001))
    assert len(plan.lays) <= 2, "equal sections are laid once"
    assert any("in sections of at most 12 m" in note for note in plan.notes)
    few = planned(Bundle(TOY, MOST_PARTS // len(TOY.parts)))
    assert len(few.lays) == 1
    assert few.notes == ()


def test_orders_that_lie_together_take_less_than_alone():
    orders = [garment(piece(f"a{n}", (0, 0), (260 + 37 * n, 0), (200 + 30 * n, 700), (60, 700)),
                      piece(f"b{n}", (0, 0), (500 - 40 * n, 0), (500 - 40 * n, 300), (0, 300)), name=f"order{n}")
              for n in range(8)]
    plan = planned(*orders, table=2500.0)
    alone = sum(lay.marker.length for order in orders for lay in planned(order).lays)
    assert all(lay.marker.length <= 2500.0 for lay in plan.lays)
    assert len(plan.lays) < len(orders)
    assert sum(lay.marker.length for lay in plan.lays) < 0.9 * alone
    assert garments_of(plan) == list(range(1, 9))


def test_a_garment_longer_than_the_table_is_parted():
    plan = planned(garment(*(replace(BELT, id=f"belt.shell.{n}", copy=n) for n in range(1, 60))), table=1000.0)
    assert len(plan.lays) > 1
    assert all(lay.marker.length <= 1000.0 for lay in plan.lays)
    assert sorted(each.part.id for lay in plan.lays for each in lay.marker.placed) == sorted(
        f"belt.shell.{n}" for n in range(1, 60))
    with pytest.raises(StationError, match=r"belt.shell.1 is 900 mm long, longer than the table of 800 mm") as caught:
        planned(TOY, table=800.0)
    assert caught.value.code == "marker.table"


# ---- cloth -------------------------------------------------------------------------------------------------------


def test_the_cloth_that_costs_least_is_taken_and_all_are_told():
    rolls = [replace(TWILL, name=f"roll-{width:g}", width=width) for width in (350.0, 620.0, 1500.0)]
    plan = planned(garment(BOX, WEDGE), fabrics={"shell": rolls})
    tried = plan.lays[0].trials
    assert [each.fabric.name for each in tried] == ["roll-350", "roll-620", "roll-1500"]
    assert "wedge.shell.1 is 400.0 mm wide and the cloth 350.0 mm" in tried[0].refused
    best = min((each for each in tried if not each.refused), key=lambda each: each.cost)
    assert plan.lays[0].fabric == best.fabric


def test_without_prices_the_least_area_counts():
    rolls = [replace(TWILL, name=f"roll-{width:g}", width=width, price=None) for width in (710.0, 3000.0)]
    assert planned(garment(BOX, WEDGE), fabrics={"shell": rolls}).lays[0].fabric.name == "roll-710"
    assert planned(garment(BOX, WEDGE), fabrics={"shell": rolls}).costs == {}


def test_shrinkage_in_the_parts_is_recorded_and_other_cloth_is_refused():
    shrunk = replace(garment(BOX), shrinkage={"shell": (1.05, 1.03)})
    assert planned(shrunk).lays[0].shrinkage == ((1.05, 1.03),)
    with pytest.raises(StationError, match="are for cloth with another shrinkage") as caught:
        planned(shrunk, fabrics={"shell": [replace(TWILL, name="another")]})
    assert caught.value.code == "marker.shrinkage"


@pytest.mark.parametrize(("bundle", "rules", "code"), [
    (Bundle(garment()), {}, "marker.empty"),
    (Bundle(TOY, 0), {}, "marker.count"),
    (Bundle(TOY, 10**6), {}, "marker.count"),
    (Bundle(TOY, 1, "x" * 50), {}, "marker.order"),
    (Bundle(garment(BOX, fabric=None)), {}, "marker.fabric"),
    (Bundle(garment(BOX, fabric=replace(TWILL, form="folded"))), {}, "marker.form"),
    (Bundle(garment(BOX, fabric=replace(TWILL, form="tubular", selvedge=0.0))), {}, "marker.form"),
    (Bundle(garment(piece("wide", (0, 0), (2000, 0), (2000, 90), (0, 90)))), {}, "marker.too_wide"),
    (Bundle(garment(replace(BOX, mirror=BOX.grain))), {}, "marker.fold"),
    (Bundle(garment(replace(BOX, cut=ring((0, 0), (100, 100), (100, 0), (0, 100))))), {}, "marker.outline"),
    (Bundle(TOY), {"spacing": -1.0}, "marker.spacing"), (Bundle(TOY), {"spacing": float("nan")}, "marker.spacing"),
    (Bundle(TOY), {"tilt": 9.0}, "marker.tilt"), (Bundle(TOY), {"direction": "up"}, "marker.direction"),
    (Bundle(TOY), {"plies": 0}, "marker.plies"), (Bundle(TOY), {"table": 0.0}, "marker.table"),
    (Bundle(TOY), {"end": float("inf")}, "marker.end"),
])
def test_what_cannot_be_laid_is_refused_in_a_sentence(bundle, rules, code):
    with pytest.raises(StationError) as caught:
        planned(bundle, **rules)
    assert caught.value.code == code
    assert caught.value.hint


def test_all_faults_come_at_once_with_the_names_of_the_parts():
    with pytest.raises(StationError) as caught:
        planned(garment(piece("wide", (0, 0), (2000, 0), (2000, 90), (0, 90))),
                garment(piece("broad", (0, 0), (1900, 0), (1900, 90), (0, 90))))
    assert [problem.where for problem in caught.value.problems] == ["wide.shell.1", "broad.shell.1"]


def test_a_swatch_is_not_laid():
    with pytest.raises(StationError, match="knitted to shape"):
        planned(garment(BOX, fabric=mtm.read_fabric("merino-jersey")))


# ---- the search --------------------------------------------------------------------------------------------------


class Spy:
    """An engine that lays quickly and counts how often it was asked."""

    name = "spy"

    def __init__(self, seconds=0.0):
        self.asked, self._seconds = 0, seconds

    def missing(self):
        return ""

    def layouts(self, lay, effort):
        self.asked += 1
        yield FoundLayout(pack(lay.shapes, lay.width, lay.spacing), self._seconds)


def searched(spy, store, seconds, **rules):
    return plan_markers([Bundle(TOY)], {}, PlanSettings(rules=LayRules(**rules), effort=Effort(seconds), store=store,
                                                 engines=[(spy, Effort(seconds))]))


def test_a_search_by_seconds_is_kept_and_used_again(tmp_path):
    spy, store = Spy(5.0), MarkerStore(tmp_path / "store")
    first = searched(spy, store, 5.0)
    again = searched(spy, store, 5.0)
    assert (spy.asked, again.lays[0].search.stopped) == (1, "kept")
    assert again.lays[0].marker == first.lays[0].marker
    searched(spy, store, 50.0)                              # asked for more: searched again
    searched(spy, store, 5.0, spacing=5.0)                  # other rules
    assert spy.asked == 3


def test_a_kept_layout_that_was_changed_is_not_used(tmp_path):
    spy, store = Spy(5.0), MarkerStore(tmp_path)
    searched(spy, store, 5.0)
    (path,) = tmp_path.iterdir()
    moved = json.loads(path.read_text())
    moved["poses"][0][3] -= 5000.0
    for text in ("{}", "[]", "no", path.read_text().replace("box", "fox"), json.dumps(moved)):
        path.write_text(text)
        assert searched(spy, store, 5.0).lays[0].search.stopped != "kept"


def test_a_store_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(mtm.ExportError) as caught:
        searched(Spy(), MarkerStore(tmp_path / "file"), 5.0)
    assert caught.value.code == "output.unwritable"


def test_ctrl_c_keeps_what_there_is_and_lays_the_rest_quickly():
    def interrupt(progress):
        raise KeyboardInterrupt

    plan = plan_markers([Bundle(real("hoodie", "ana"))], {},
                        PlanSettings(rules=LayRules(), effort=Effort(30.0), watch=interrupt))
    assert plan.interrupted
    assert len(plan.lays) == 2 and sound(plan)


class Failing(Spy):
    """An engine whose process is killed."""

    def layouts(self, lay, effort):
        yield from super().layouts(lay, effort)
        raise StationError("the process of spy was ended by signal 9 (SIGKILL)", code="engine.killed")


def test_an_engine_that_is_killed_is_a_sentence_in_the_plan():
    plan = searched(Failing(), None, 1.0)
    assert plan.notes == ("shell: the process of spy was ended by signal 9 (SIGKILL)",)
    assert sound(plan)


def test_who_watches_sees_each_lay():
    seen = []
    plan_markers([Bundle(real("hoodie", "ana"))], {},
                 PlanSettings(rules=LayRules(), effort=Effort(2.0), watch=seen.append, engines=QUICK))
    assert {each.lay for each in seen} == {"shell", "rib"}
    assert all(each.length > 0 and each.allowed <= 2.0 for each in seen)


def test_the_same_input_gives_the_same_plan():
    one, two = (planned(Bundle(TOY, 3), effort=Effort(steps=1), direction="garment", spacing=2.0).to_json()
                for _ in range(2))
    assert one == two


# ---- no rule is ever broken --------------------------------------------------------------------------------------


@st.composite
def pieces(draw, number):
    corners = draw(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 700)), min_size=3, max_size=3, unique=True)
                   .filter(lambda points: abs((points[1][0] - points[0][0]) * (points[2][1] - points[0][1])
                                              - (points[2][0] - points[0][0]) * (points[1][1] - points[0][1])) > 2000))
    (ax, ay), (bx, by), (cx, cy) = corners
    if (bx - ax) * (cy - ay) - (cx - ax) * (by - ay) < 0:
        corners = corners[::-1]
    return piece(f"p{number}", *corners, grain_kind=draw(st.sampled_from(["straight", "either"])))


RULES = st.fixed_dictionaries({
    "spacing": st.sampled_from([0.0, 0.5, 3.0, 12.0]), "tilt": st.sampled_from([0.0, 0.5, 2.0]),
    "direction": st.sampled_from(["part", "garment", "lay"]), "plies": st.integers(1, 3),
    "table": st.sampled_from([None, 1500.0, 4000.0])})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), rules=RULES, width=st.sampled_from([900.0, 1450.0]), nap=st.booleans())
def test_no_rule_is_broken_for_random_garments(data, rules, width, nap):
    cloth = replace(TWILL, width=width, nap=nap)
    bundles = [Bundle(garment(*(data.draw(pieces(number)) for number in range(data.draw(st.integers(1, 4)))),
                              name=f"toy{each}", fabric=cloth), data.draw(st.integers(1, 3)))
               for each in range(data.draw(st.integers(1, 2)))]
    plan = planned(*bundles, **rules)
    assert sound(plan)
    assert garments_of(plan) == sorted(each.number for each in plan.garments) or rules["table"] is not None
    laid = [(ply[group], each.part.id.rpartition(".shell")[0].rpartition(".")[2])
            for lay in plan.lays for ply in lay.garments
            for group, each in zip(lay.marker.groups, lay.marker.placed, strict=True)]
    asked = [(number, part.piece) for bundle, number in zip(
        [bundle for bundle in bundles for _ in range(bundle.copies)], range(1, 100), strict=False)
        for part in bundle.pattern.parts]
    assert sorted(laid) == sorted(asked)


@settings(max_examples=6, deadline=None)
@given(who=st.sampled_from(["ana", "ben", "mei", "otto", "rosa"]), wear=st.sampled_from(["crew-tee", "trousers"]),
       rules=RULES, nap=st.booleans())
def test_no_rule_is_broken_for_real_garments(who, wear, rules, nap):
    assert person(who)
    cut = real(wear, who)
    cut = replace(cut, fabrics={role: napped(each) if nap else each for role, each in cut.fabrics.items()})
    assert sound(planned(Bundle(cut, 2), **{**rules, "table": None}))


# ---- the seconds, and Ctrl-C, before there is a search -----------------------------------------------------------


def test_where_no_seconds_are_left_there_is_no_search_and_the_plan_says_so(tmp_path):
    spy, store = Spy(5.0), MarkerStore(tmp_path)
    given = PlanSettings(rules=LayRules(), effort=Effort(5.0), spent=5.0, store=store, engines=[(spy, Effort(5.0))])
    plan = plan_markers([Bundle(TOY)], {}, given)
    assert spy.asked == 0 and sound(plan)
    assert len(plan.notes) == 1 and plan.notes[0].startswith("5 s were allowed; drafting, sharing out")
    assert plan.lays[0].marker.length == planned(TOY).lays[0].marker.length
    assert plan_markers([Bundle(TOY)], {}, given).lays[0].search.stopped == "kept"


def test_what_leaves_no_time_for_a_search_is_said_before_garments_are_shared_out(monkeypatch):
    """Forty tees with 2 s of which 0.9 s are used: their cuts and files take longer."""
    groups, said, before = Grouping.groups, [], []
    monkeypatch.setattr(Grouping, "groups", lambda self, counts: before.append(len(said)) or groups(self, counts))
    plan = plan_markers([Bundle(real("crew-tee", "ana"), 40)], {}, PlanSettings(
        rules=LayRules(), effort=Effort(2.0), spent=0.9, warn=said.append))
    assert before == [1, 1] and len(said) == 1 and said[0] in plan.notes
    assert said[0].startswith("2 s were allowed; drafting, sharing out, the order of cuts and the files take about")


def test_in_a_hurry_different_garments_are_packed_a_few_at_a_time_each_few_once(monkeypatch):
    packed = []
    monkeypatch.setattr(grouping, "pack", lambda shapes, *rest, **more: packed.append(
        sum(shape.count for shape in shapes)) or pack(shapes, *rest, **more))
    cuts = [real("crew-tee", who) for who in PEOPLE] + [real("long-sleeve-tee", who) for who in PEOPLE]
    parcels = [Parcel(cut, cut.of_role("shell")) for cut in cuts]
    counts = tuple((at, 6) for at in range(len(parcels)))
    hurried = Grouping(parcels, TWILL, LayRules(), lambda: True)
    layout = hurried.layout(counts)
    task = Laying([(parcels[at], count) for at, count in counts], TWILL, LayRules()).task
    assert not faults_of(layout, task.shapes) and max(packed) <= HURRIED
    once = len(packed)
    hurried.layout(tuple((at, 5 + (at == 0)) for at in range(len(parcels))))
    assert len(packed) - once < once


@pytest.mark.parametrize("table", [None, 1500.0])
def test_ctrl_c_while_garments_are_shared_out_lays_them_quickly(monkeypatch, table):
    """A real signal, when the first groups are asked for."""
    groups, calls = Grouping.groups, []

    def interrupted(self, counts):
        calls.append(counts)
        if len(calls) == 1:
            signal.raise_signal(signal.SIGINT)
        return groups(self, counts)

    monkeypatch.setattr(Grouping, "groups", interrupted)
    spy = Spy(5.0)
    plan = plan_markers([Bundle(TOY, 5)], {}, PlanSettings(rules=LayRules(table=table), effort=Effort(60.0),
                                                           engines=[(spy, Effort(60.0))]))
    assert plan.interrupted and spy.asked == 0 and len(calls) == 2
    assert sound(plan) and garments_of(plan) == [1, 2, 3, 4, 5]
    assert {lay.search.stopped for lay in plan.lays} == {"interrupted"}


def test_ctrl_c_while_cuts_are_put_in_order_begins_that_again(monkeypatch):
    calls = []

    def interrupted(marker):
        calls.append(marker)
        if len(calls) == 1:
            signal.raise_signal(signal.SIGINT)
        return splices_of(marker)

    monkeypatch.setattr(marker_plan, "splices_of", interrupted)
    plan = planned(TOY)
    assert plan.interrupted and sound(plan) and len(calls) == 2


@given(st.lists(st.integers(0, 7), min_size=1, max_size=3).filter(any), st.sampled_from((1100.0, 2500.0, 9000.0)))
@settings(max_examples=20, deadline=None)
def test_in_a_hurry_sections_still_fit_the_table_and_hold_every_garment_once(counts, table):
    parcels = [Parcel(cut, cut.parts) for cut in (TOY, garment(BOX, name="boxes"), garment(WEDGE, BELT, name="wedges"))]
    rules = LayRules(table=table)
    sharing = Grouping(parcels, TWILL, rules, lambda: True)
    groups = sharing.groups(counts)
    made = [sum(dict(group.counts).get(at, 0) * group.times for group in groups) for at in range(len(counts))]
    assert made == counts
    assert all(sharing.length(group.counts) <= table for group in groups)


def test_parts_that_fit_no_cloth_are_refused_before_garments_are_shared_out(monkeypatch):
    monkeypatch.setattr(Grouping, "groups", None)
    wide = piece("wide", (0, 0), (2000, 0), (2000, 300), (0, 300), role="rib")
    with pytest.raises(StationError) as refused:
        planned(garment(BOX, wide))
    assert [problem.code for problem in refused.value.problems] == ["marker.too_wide"]


# ---- what the report says of the cloth ---------------------------------------------------------------------------


def test_a_repeat_to_which_nothing_is_matched_is_reported():
    checked = replace(TWILL, name="checks", repeat_warp=60.0, repeat_weft=40.0)
    plan = planned(TOY, fabrics={"shell": (checked,)})
    note, = plan.notes
    assert note == ("the print of checks repeats every 60 mm along the cloth and every 40 mm across it; parts are not "
                    "matched to it, so stripes or checks do not meet at the seams")
    assert "every 40 mm across" in plan.files(())["marker.html"].decode()
    assert "across" not in planned(TOY, fabrics={"shell": (replace(checked, repeat_weft=0.0),)}).notes[0]


def test_two_cloths_of_one_role_are_not_added_up():
    other = replace(TWILL, name="linen", price=None)
    plan = planned(TOY, garment(BOX, name="box", fabric=other), garment(BELT, name="belt", fabric=other))
    assert list(plan.consumption) == [f"shell: {TWILL.name}", "shell: linen"] == list(plan.lengths)
    assert list(plan.consumption["shell: linen"]) == [2, 3]
    assert sum(plan.lengths.values()) == pytest.approx(sum(lay.cloth for lay in plan.lays))
    assert plan.unpriced == ("shell: linen",)
    text = json.loads(plan.to_json())["cloth"]
    assert list(text["length"]) == list(plan.lengths) and text["without_price"] == ["shell: linen"]
    assert "EUR without shell: linen, whose price is not known" in plan.files(())["marker.html"].decode()


def test_two_widths_of_one_cloth_are_told_apart():
    wide = replace(TWILL, width=TWILL.width + 100.0)
    plan = planned(TOY, garment(BOX, name="box", fabric=wide))
    assert list(plan.lengths) == [f"shell: {TWILL.name} {each.table_width:g} mm" for each in (TWILL, wide)]


def test_letters_stand_for_garments_only_where_these_differ_from_ply_to_ply():
    several = planned(Bundle(TOY, 4), plies=2)
    assert several.lays[0].letters == ("A", "B")
    assert {each.part.id[:2] for each in several.lays[0].marker.placed} == {"A.", "B."}
    assert json.loads(several.to_json())["lays"][0]["letters"] == ["A", "B"]
    assert planned(Bundle(TOY, 2)).lays[0].letters == planned(Bundle(TOY, 2), plies=2).lays[0].letters == ()
