"""Sewn up from parts and joins alone, both garments have exactly the openings that they declare."""

from __future__ import annotations

import pytest

from mtmpattern.pattern import Pattern, surface
from mtmpattern.pattern.closings import line_ends


def openings(pattern: Pattern, layer: str = "main") -> list[str]:
    return sorted(surface(pattern.pieces, pattern.operations, pattern.assembly.joins, layer).openings)


def test_tee(tee: Pattern) -> None:
    assert openings(tee) == ["cuff", "cuff", "hem", "neck"]


def test_skirt(skirt: Pattern) -> None:
    assert openings(skirt) == ["hem", "waist"]


def test_lining_is_counted_apart(lined: Pattern) -> None:
    assert openings(lined) == ["hem", "waist"]
    inner = surface(lined.pieces, lined.operations, lined.assembly.joins, "lining")
    assert (inner.components, inner.handles) == (1, 0)


def test_the_hem_of_the_skirt_runs_round_the_vent(skirt: Pattern) -> None:
    found = surface(skirt.pieces, skirt.operations, skirt.assembly.joins)
    hem = found.loops[found.openings.index("hem")]
    assert {edge for _, _, edge in hem} == {"hem", "vent"}


@pytest.mark.parametrize("left_out", [0, 2, 3, 4])  # 1 closes the neckband: open, it is a slit in the same opening
def test_a_missing_join_of_the_tee_changes_the_surface(tee: Pattern, left_out: int) -> None:
    kept = [op for i, op in enumerate(tee.operations) if i != left_out]
    joins = [join for join in tee.assembly.joins if join.operation is not tee.operations[left_out]]
    found = surface(tee.pieces, kept, joins)
    assert (sorted(found.openings), found.components, found.handles) != (["cuff", "cuff", "hem", "neck"], 1, 0)


def test_a_closing_along_an_inner_line_cuts_off_its_overlap(vest: Pattern) -> None:
    assert openings(vest) == ["armhole", "armhole", "hem", "neck"]
    unbuttoned = [op for op in vest.operations if type(op).__name__ != "Buttoned"]
    found = surface(vest.pieces, unbuttoned, vest.assembly.joins)
    assert len(found.openings) == 3, "open at the front, neck, front and hem are one opening"


def test_an_inner_line_meets_the_outline_at_its_ends(vest: Pattern) -> None:
    (first, _), (last, _) = line_ends(vest.piece("front").centre.steps[0])
    assert {first, last} == {"neckline", "hem"} or first == "stand_step" or last == "hem"
