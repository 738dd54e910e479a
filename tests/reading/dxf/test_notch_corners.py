"""A notch at a corner may be meant for either edge, or for both."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.geometry import Point
from mtmpattern.reading import audit_dxf
from mtmpattern.reading.dxf.notch import doubted, notches_of
from mtmpattern.reading.dxf.piece import ReadNotch, ReadPiece

SQUARE = tuple(Point(x, y) for x, y in ((0, 0), (100, 0), (100, 100), (0, 100)))


@pytest.mark.parametrize(("angle", "believed"), [(90.0, True), (0.0, True), (45.0, True), (-100.0, False),
                                                 (225.0, False), (None, True)])
def test_a_corner(angle, believed):
    piece = ReadPiece("a", "A", cut=SQUARE, notches=(ReadNotch(Point(0, 0), "slit", 4.0, 0.0, angle),))
    assert doubted(piece)[0] == (not believed)
    (notch,) = notches_of(piece)
    if believed and angle is not None:
        assert notch.direction == angle


def test_on_an_edge_only_its_own_direction_is_believed():
    piece = ReadPiece("a", "A", cut=SQUARE, notches=(ReadNotch(Point(50, 0), "slit", 4.0, 0.0, 0.0),))
    assert doubted(piece)[0] == 1


@pytest.mark.parametrize("name", ["shirt", "trousers", "hoodie"])
def test_our_own_drawings_are_believed(name):
    drawn = mtm.write(mtm.draft(name, mtm.read_body("ana")), "dxf")
    (content,) = (data for file, data in drawn.items() if file.endswith(".dxf"))
    assert not [found for found in audit_dxf(content) if found.code == "dxf.notch_angle"]
