"""Turned hems of pieces drawn by hand."""

import math

import pytest
from written.drawing import read_drawing
from written.hems import Hem, hems

from tests.tools.drawn import Sheet


def only(sheet):
    hem, = hems(read_drawing(sheet.bytes))
    return hem


def test_a_straight_tube_turns_flat():
    sheet = Sheet().piece("sleeve", [(0, 0), (300, 0), (300, 500), (0, 500)],
                          cut=[(-10, -40), (310, -40), (310, 510), (-10, 510)])
    hem = only(sheet)
    assert (hem.depth, hem.raw, hem.lands_on) == pytest.approx((40, 300, 300), abs=0.05)
    assert hem.flat("woven")


def tapered(slope, *, mirrored):
    """A leg that narrows by ``slope`` mm a mm at each side; the allowance goes on so or is mirrored at the fold."""
    shape = [(0.0, 0.0), (200.0, 0.0), (200 + 500 * slope, 500.0), (-500 * slope, 500.0)]
    sign = 1 if mirrored else -1
    side = 10 * math.hypot(1, slope)
    cut = [(-side - sign * 40 * slope, -40), (200 + side + sign * 40 * slope, -40), (200 + side, 0),
           (200 + 500 * slope + side, 510), (-500 * slope - side, 510), (-side, 0)]
    return Sheet().piece("sleeve", shape, cut=cut)


def test_a_mirrored_allowance_lands_where_it_is_sewn():
    hem = only(tapered(0.1, mirrored=True))
    assert (hem.raw, hem.lands_on) == pytest.approx((208, 208), abs=0.3)
    assert hem.flat("woven")


def test_an_allowance_that_goes_on_with_the_taper_is_short():
    hem = only(tapered(0.1, mirrored=False))
    assert (hem.raw, hem.lands_on) == pytest.approx((192, 208), abs=0.3)
    assert hem.excess == pytest.approx(100 * (192 / 208 - 1), abs=0.2)
    assert not hem.flat("woven") and not hem.flat("knit")


def arc(radius, angle, centre=(0.0, 0.0), steps=120):
    return [(centre[0] + radius * math.sin(-angle / 2 + angle * k / steps),
             centre[1] + radius * math.cos(-angle / 2 + angle * k / steps)) for k in range(steps + 1)]


def flared(inner, outer, angle, allowance):
    """A sector of a ring hanging down: its hem is the outer arc."""
    def down(points):
        return [(x, -y) for x, y in points]

    sewn = down(arc(inner, angle)) + list(reversed(down(arc(outer, angle))))
    cut = down(arc(inner - 10, angle)) + list(reversed(down(arc(outer + allowance, angle))))
    return Sheet().piece("front", sewn, cut=cut, grain=[(0, -400), (0, -300)]).piece(
        "back", sewn, cut=cut, grain=[(0, -400), (0, -300)])


def test_an_arc_is_longer_by_the_depth_on_either_side():
    for hem in hems(read_drawing(flared(300, 900, 1.0, 25).bytes)):
        assert hem.depth == pytest.approx(25, abs=0.1)
        assert hem.raw == pytest.approx(925, rel=0.001)
        assert hem.lands_on == pytest.approx(875, rel=0.001)
        assert hem.excess == pytest.approx(100 * (925 / 875 - 1), abs=0.15)
        assert not hem.flat("woven") and not hem.flat("knit")


def test_a_hem_that_a_rib_ends_is_none():
    tube = [(0, 0), (300, 0), (300, 500), (0, 500)]
    cut = [(-10, -10), (310, -10), (310, 510), (-10, 510)]
    sheet = Sheet().piece("sleeve", tube, cut=cut, fabric="sweatshirt")
    sheet.piece("cuff", [(0, 0), (180, 0), (180, 120), (0, 120)])
    assert hems(read_drawing(sheet.bytes)) == []
    assert len(hems(read_drawing(Sheet().piece("sleeve", tube, cut=cut).bytes))) == 1


def test_another_edge_is_turned_where_both_ends_are_notched():
    # A pocket whose left side is curved inward and turned by 20.
    mouth = arc(150, 1.0, centre=(-100, 0))
    side = [(y - 100 + 100, x) for x, y in mouth]                     # bulges to the right, from low to high
    sewn = [*[(x, y) for x, y in side], (300, side[-1][1]), (300, side[0][1])]
    cut = [*[(x - 20, y) for x, y in side], (310, side[-1][1] + 10), (310, side[0][1] - 10)]
    ends = [side[0], side[-1]]
    notched = Sheet().piece("pocket", sewn, cut=cut, notches=[(x - 8, y) for x, y in ends])
    assert [hem.edge for hem in hems(read_drawing(notched.bytes))] == ["edge"]
    assert hems(read_drawing(Sheet().piece("pocket", sewn, cut=cut).bytes)) == []


@pytest.mark.parametrize("raw, cloth, flat", [(99.1, "woven", True), (98.9, "woven", False), (103.1, "woven", False),
                                              (97.1, "knit", True), (96.9, "knit", False), (105.1, "knit", False)])
def test_the_bounds_are_those_of_the_cloth(raw, cloth, flat):
    assert Hem("leg", "left", "hem", 40, raw, 100.0).flat(cloth) is flat
