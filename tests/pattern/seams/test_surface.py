"""Sewn up from parts and joins alone, both garments have exactly the openings that they declare."""

from __future__ import annotations

import pytest

from mtmpattern.pattern import Pattern, surface


def openings(pattern: Pattern, layer: str = "main") -> list[str]:
    return sorted(surface(pattern.sewing, layer).openings)


def test_tee(tee: Pattern) -> None:
    assert openings(tee) == ["cuff", "cuff", "hem", "neck"]


def test_skirt(skirt: Pattern) -> None:
    assert openings(skirt) == ["hem", "waist"]


def test_lining_is_counted_apart(lined: Pattern) -> None:
    assert openings(lined) == ["hem", "waist"]
    inner = surface(lined.sewing, "lining")
    assert (inner.components, inner.handles) == (1, 0)


def test_the_hem_of_the_skirt_runs_round_the_vent(skirt: Pattern) -> None:
    found = surface(skirt.sewing)
    hem = found.loops[found.openings.index("hem")]
    assert {stretch.edge.split()[-1] for stretch in hem} == {"hem", "vent"}


@pytest.mark.parametrize("left_out", [0, 2, 3, 4])  # 1 closes the neckband: open, it is a slit in the same opening
def test_a_missing_join_of_the_tee_changes_the_surface(tee: Pattern, left_out: int) -> None:
    found = surface(tee.sewing, without=[seam for seam in tee.seams if seam.step == left_out])
    assert (sorted(found.openings), found.components, found.handles) != (["cuff", "cuff", "hem", "neck"], 1, 0)


def test_a_closing_along_an_inner_line_cuts_off_its_overlap(vest: Pattern) -> None:
    assert openings(vest) == ["armhole", "armhole", "hem", "neck"]
    found = surface(vest.sewing, without=[seam for seam in vest.seams if seam.kind == "closed"])
    assert len(found.openings) == 3, "open at the front, neck, front and hem are one opening"


def test_an_inner_line_meets_the_outline_at_its_ends(vest: Pattern) -> None:
    (closed,) = vest.sewing.laps
    for line, beyond in zip((closed.first, closed.second), closed.beyond, strict=True):
        part = next(part for part in vest.parts() if part.id == line[0].part)
        ends = {(round(c.start.x, 3), round(c.start.y, 3)) for c in part.along(line[0])}
        met = part.along(beyond[0])[0].start, part.along(beyond[-1])[-1].end
        assert ends & {(round(p.x, 3), round(p.y, 3)) for p in met}
