"""Markers of real parts: verified on the curves themselves, not on the chords that the packer sees."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from shapely import Polygon

import mtmpattern as mtm
from mtmpattern.geometry import heading
from mtmpattern.placing.marker import consumption, quick_marker
from mtmpattern.placing.placed import turns_of
from tests.templates.people import made


@pytest.mark.parametrize(("template", "role"), [("crew-tee", "shell"), ("trousers", "pocketing"), ("shirt", "shell")])
def test_parts_lie_apart_inside_the_cloth_and_along_the_grain(template, role):
    cut = made(template, "ana", estimates=True).for_cutting()
    fabric = cut.fabrics[role]
    marker = quick_marker(cut.of_role(role), role, fabric.table_width, fabric=fabric)
    assert sorted(each.part.id for each in marker.placed) == sorted(part.id for part in cut.of_role(role))
    rings = [Polygon([(p.x, p.y) for p in part.polygon(0.002)]) for part in marker.parts]
    assert max((a.intersection(b).area for a, b in combinations(rings, 2)), default=0) < 0.01
    for ring, part in zip(rings, marker.parts, strict=True):
        x0, y0, x1, y1 = ring.bounds
        assert min(x0, y0) > -0.002 and x1 < marker.length + 0.002 and y1 < marker.width + 0.002
        assert abs((heading(*part.grain) + 90) % 180 - 90) < 1e-6
    assert 0.3 < marker.use < 1


def test_cloth_with_a_nap_is_laid_one_way():
    cut = made("trousers", "ben", estimates=True).for_cutting()
    fabric = replace(cut.fabrics["shell"], nap=True)
    marker = quick_marker(cut.of_role("shell"), "shell", fabric.table_width, fabric=fabric)
    ways = {part.id: round(heading(*part.grain)) % 360 for part in marker.parts if part.grain_kind == "straight"}
    assert len(set(ways.values())) == 1


def test_a_tilt_is_allowed_to_both_sides_and_not_without_end():
    part = made("crew-tee", "ana").parts()[0]
    assert turns_of(part, tilt=1.0) == (0.0, 0.5, 1.0, 179.0, 179.5, 180.0, 180.5, 181.0, 359.0, 359.5)
    with pytest.raises(mtm.StationError, match="a tilt of 9 degrees"):
        turns_of(part, tilt=9)


def test_consumption_needs_cloth_and_opened_parts():
    pattern = made("hoodie", "ana", estimates=True)
    taken = consumption(pattern.for_cutting())
    assert set(taken) == {"shell", "rib"} and all(mm > 0 for mm in taken.values())
    with pytest.raises(mtm.StationError, match="there is no fabric for shell, rib"):
        consumption(replace(pattern.for_cutting(), fabrics={}))
    with pytest.raises(mtm.StationError, match="drawn on the fold"):
        consumption(pattern.for_cutting(on_fold=True))


def test_on_the_fold_there_are_no_seams_to_be_misread():
    assert made("crew-tee", "ana").for_cutting(on_fold=True).seams == ()
