"""Drill holes and grain lines: what is repeated, and what is too short."""

from __future__ import annotations

import pytest

from mtmpattern.reading import audit_dxf, read_dxf
from tests.reading.dxf.habits import CUT, GRAIN, block, file, insert, line, point, polyline, style, tags


def drawing(more: str, grain: str = line("7", *GRAIN)) -> bytes:
    content = block("F", style("Piece Name: F", "Quantity: 1") + polyline("1", CUT) + grain + more)
    return file(content, style("Units: METRIC") + insert("F")).encode()


def circle(x: float, y: float, radius: float = 1.5) -> str:
    return tags(0, "CIRCLE", 8, "13", 10, x, 20, y, 40, radius)


@pytest.mark.parametrize(("holes", "left"), [
    (point("13", (150, 200)) * 2 + point("13", (150.3, 200)), 1),
    (point("13", (150, 200)) + point("13", (151, 200)), 2),
    (point("13", (150, 200)) + circle(150, 200.1), 1), (circle(150, 200) + point("13", (150, 210)), 2),
    (point("13", (150.49, 200)) + point("13", (150.51, 200)), 1)])
def test_a_drill_hole_that_is_repeated_is_one(holes, left):
    (piece,) = read_dxf(drawing(holes)).pieces
    assert len(piece.drills) == left
    assert ("dxf.drill_twice" in audit_dxf(drawing(holes)).codes) == (left == 1)
    assert "CIRCLE" not in holes or 3.0 in {drill.diameter for drill in piece.drills}


@pytest.mark.parametrize(("end", "kept"), [((150.3, 200.1), False), ((150, 202.9), False), ((150, 204), True)])
def test_a_grain_line_too_short_to_have_a_direction(end, kept):
    content = drawing("", line("7", (150, 200), end))
    assert (read_dxf(content).pieces[0].grain is not None) == kept
    assert [each.weight for each in audit_dxf(content) if each.code == "dxf.grain"] == (
        [] if kept else ["fault", "warning"])
