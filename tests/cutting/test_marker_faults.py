"""The verification of finished lays: sound ones pass, and each broken rule is found, alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtmpattern.cutting import Bundle, LayRules, faults_of_lay
from tests.cutting.lays import BOX, TOY, TWILL, WEDGE, garment, napped, planned, ring

RULES = {"spacing": 4.0}
PLAN = planned(Bundle(TOY, 2), **RULES)
LAY = PLAN.lays[0]


def codes(lay, **rules):
    return [fault.code for fault in faults_of_lay(lay, LayRules(**{**RULES, **rules}))]


def with_placed(lay, number, **changes):
    placed = list(lay.marker.placed)
    placed[number] = replace(placed[number], **changes)
    return with_marker(lay, placed=tuple(placed))


def with_marker(lay, **changes):
    return replace(lay, marker=replace(lay.marker, **changes))


def number_of(lay, name):
    return next(at for at, each in enumerate(lay.marker.placed) if name in each.part.id)


def test_what_the_planner_makes_is_sound():
    assert codes(LAY) == []
    assert len(LAY.marker.placed) == 6


def far(lay):
    """The lay on cloth that is so long that a part can be put behind all others."""
    return with_marker(lay, length=lay.marker.length + 5000.0)


def put_away(lay, number, turned):
    """The lay with one part turned by so many degrees, alone behind all others."""
    lay = far(lay)
    there = replace(lay.marker.placed[number], rotated=lay.marker.placed[number].rotated + turned)
    x0, y0, _, _ = there.laid().bounds
    return with_placed(lay, number, rotated=there.rotated, x=there.x - x0 + lay.marker.length - 3000.0,
                       y=there.y - y0 + 100.0)


@pytest.mark.parametrize(("lay", "rules", "broken"), [
    (with_placed(LAY, 1, part=replace(LAY.marker.placed[1].part, id=LAY.marker.placed[0].part.id)), {},
     ["layout.count"]),
    (put_away(LAY, 0, 90.0), {}, ["layout.angle"]),
    (put_away(LAY, 0, 0.4), {}, ["layout.angle"]),
    (put_away(LAY, 0, 180.0), {}, []),
    (with_placed(LAY, 0, y=LAY.marker.placed[0].y - 3000.0), {}, ["layout.outside"]),
    (with_marker(LAY, length=LAY.marker.length - 0.01), {}, ["layout.outside"]),
    (with_marker(LAY, width=TWILL.table_width + 0.1), {}, ["layout.outside"]),
    (LAY, {"spacing": 90.0}, ["layout.spacing"]),
])
def test_one_broken_rule_is_one_kind_of_fault(lay, rules, broken):
    assert sorted(set(codes(lay, **rules))) == broken


def test_parts_on_each_other_overlap():
    one, other = (number_of(LAY, "box"), number_of(LAY, "wedge"))
    there = LAY.marker.placed[other]
    moved = with_placed(LAY, one, x=there.x, y=there.y, rotated=there.rotated)
    assert "layout.overlap" in codes(moved)


@pytest.mark.parametrize("direction", ["garment", "lay"])
def test_a_part_that_lies_the_other_way_is_found(direction):
    lay = planned(garment(BOX, WEDGE), direction=direction).lays[0]
    assert codes(lay, spacing=0.0, direction=direction) == []
    one = number_of(lay, "wedge")
    turned = put_away(lay, one, 180.0)
    assert codes(turned, spacing=0.0, direction=direction) == ["layout.direction"]
    assert codes(turned, spacing=0.0) == []


def test_on_napped_cloth_nothing_lies_head_down():
    lay = planned(Bundle(garment(BOX, WEDGE, fabric=napped(TWILL)), 2)).lays[0]
    assert codes(lay, spacing=0.0) == []
    one = number_of(lay, "wedge")
    turned = put_away(lay, one, 180.0)
    assert "layout.angle" in codes(turned, spacing=0.0)


def test_an_outline_that_crosses_itself_is_found_first():
    a, b, c, d = ((curve.start.x, curve.start.y) for curve in BOX.cut)
    crossed = replace(BOX, cut=ring(a, c, b, d))
    assert codes(with_placed(LAY, 0, part=crossed)) == ["marker.outline"]
