"""How the pieces are cut, as a pattern cutter would check them: proportions, level hems, darts, hip curves."""

from __future__ import annotations

from math import hypot

import pytest

from mtmpattern.drafting import drafted
from mtmpattern.geometry.drawing import depth
from tests.templates.people import PEOPLE, changed, corner, made, person


@pytest.mark.parametrize("name", PEOPLE)
def test_the_sleeve_has_the_proportions_of_the_trade(name):
    pattern = made("crew-tee", name, "child" if person(name).child else None)
    front, back, sleeve = (pattern.piece(each) for each in ("front", "back", "sleeve"))
    armhole = front.armhole.length + back.armhole.length
    width, height = 2 * sleeve.info.edges["cap"].start.x, sleeve.info.edges["cap"].curves[1].end.y
    assert 0.24 <= height / armhole <= 0.30
    assert 0.75 <= width / armhole <= 0.82
    assert sleeve.info.edges["cap"].length / 2 / hypot(width / 2, height) == pytest.approx(1.033, abs=0.011)
    depths = [each.info.edges["armhole"].end.y - each.info.edges["armhole"].start.y for each in (front, back)]
    assert 0.55 <= height / (sum(depths) / 2) <= 0.82
    assert -16 <= back.armhole.length - front.armhole.length <= 30


@pytest.mark.parametrize("name", PEOPLE)
def test_front_and_back_differ_as_they_should(name):
    pattern = made("crew-tee", name)
    front, back = pattern.piece("front").info.edges, pattern.piece("back").info.edges
    assert front["neckline"].end.y < back["neckline"].end.y - 40               # the front neck is deeper
    assert front["neckline"].start.x < back["neckline"].start.x                # and a little narrower
    hollow = {each: edges["armhole"].end.x - edges["armhole"].curves[0].end.x
              for each, edges in (("front", front), ("back", back))}
    assert hollow["front"] > 5 and hollow["back"] > 5
    assert front["side"].length == pytest.approx(back["side"].length, abs=0.01)
    assert front["shoulder"].length == pytest.approx(back["shoulder"].length, abs=0.01)


@pytest.mark.parametrize("piece", ["front", "back", "sleeve"])
@pytest.mark.parametrize("name", PEOPLE)
def test_hems_are_level_and_square(name, piece):
    drawn = made("crew-tee", name).piece(piece)
    assert corner(drawn, "hem") == pytest.approx(90, abs=0.1)
    hem = drawn.info.edges["hem"]
    if piece == "sleeve":
        assert hem.start.y == pytest.approx(hem.end.y, abs=0.01)
    else:
        assert hem.leaving == pytest.approx(0, abs=0.1)              # square to the fold


def test_shoulders_slope_with_the_body():
    square, sloped = (drafted("crew-tee", changed("ana", shoulder_slope=slope)).piece("front").info.edges["shoulder"]
                      for slope in (15, 27))
    assert sloped.end.y - sloped.start.y > square.end.y - square.start.y + 15


def test_the_neckline_grows_with_the_neck():
    drops = {}
    for name in ("lia", "ana", "otto"):
        neckline = made("crew-tee", name).piece("front").info.edges["neckline"]
        drops[name] = -neckline.end.y
        assert 0 <= drops[name] - neckline.start.x <= 18             # a little deeper than half its width
    assert drops["lia"] < drops["ana"] < drops["otto"]


@pytest.mark.parametrize("name", PEOPLE)
def test_darts_follow_hip_less_waist(name):
    pattern = made("straight-skirt", name)
    intended, depths = pattern.intended, person(name).waist_to_hip
    for piece, share, longest in (("front", .20, 100), ("back", .35, 140)):
        darts = [placed.intake for placed in pattern.piece(piece).info.edges["waist"].darts]
        take = share * (intended["hip"] - intended["waist"]) / 2
        if name not in ("otto", "rosa", "freya"):                    # a belly is in front; a centre back takes its part
            assert sum(dart.width for dart in darts) == pytest.approx(take if take >= 8 else 0)
        assert all(8 <= dart.width <= 28 and dart.length <= min(longest, .65 * depths + 4) for dart in darts)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_hip_curve_is_quiet_and_the_same_on_front_and_back(name):
    pattern = made("straight-skirt", name)
    front, back = pattern.piece("front").info.edges["side"], pattern.piece("back").info.edges["side"]
    curves = [edge.curves[-1] for edge in (front, back)]
    assert all(curve.straight or depth(curve) < 30 for curve in curves)
    assert front.length == pytest.approx(back.length, abs=1e-6)
    assert all(not curve.inflections for curve in curves)


def test_a_belly_hangs_straight():
    pattern = made("straight-skirt", "otto")
    belly = next(each for each in pattern.ease if each.level == "belly")
    assert belly.amount >= 10
    assert not pattern.piece("back").info.edges["waist"].darts
