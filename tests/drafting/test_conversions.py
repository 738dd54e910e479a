"""Split, joined, spread, darts moved: what the words keep, what they redraw, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.drafting import (
    LEFT,
    RIGHT,
    UP,
    Edge,
    Outline,
    Point,
    between,
    curve,
    dart,
    dart_moved,
    edges,
    fish_eye,
    fold,
    heading,
    joined,
    line,
    slit,
    split,
    spread,
    spread_evenly,
    square_to,
)
from mtmpattern.geometry import mirrored_about, turn, turned

FEW = settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
PLACES = st.floats(.15, .85)


def bodice(width: float = 240, drop: float = 90, slope: float = 40, waist_dart: float = 30, at: float = .45) -> Outline:
    neck, tip, nape = Point(75, 0), Point(width - 40, -slope), Point(0, -drop)
    under, foot = Point(width, -230), Point(width - 20, -420)
    waist = line(Point(0, -420), foot).with_darts([dart(waist_dart, 150, at)])
    into_tip = heading(tip, neck) + 90 - 180
    return edges(
        waist=waist, side=line(foot, under), armhole=curve(under, tip, leave=UP + 80, arrive=into_tip + 180 - 90 - 90,
                                                           inflected=True),
        shoulder=line(tip, neck), neckline=curve(neck, nape, leave=heading(tip, neck) + 90, arrive=LEFT),
        centre=fold(nape, Point(0, -420)), points={"low": under.down(90).left(30 * 0), "mark": Point(60, -200)})


bodices = st.builds(bodice, st.floats(225, 290), st.floats(60, 110), st.floats(20, 55), st.floats(12, 45),
                    st.floats(.3, .6))


def skirt(width: float = 250, intake: float = 60) -> Outline:
    hip, top = Point(width, -200), Point(width - intake, 8)
    side = line(Point(width, -600), hip).then(curve(hip, top, leave=UP))
    return edges(hem=line(Point(0, -600), Point(width, -600)), side=side,
                 waist=curve(top, Point(0, 0), leave=heading(top, Point(0, 0)) + 5, arrive=LEFT),
                 centre=fold(Point(0, 0), Point(0, -600)), points={"hip": hip, "middle": Point(width / 2, -600)},
                 inner={"level": line(Point(0, -300), Point(width, -300))})


def kinks(edge: Edge) -> float:
    """The greatest turn where two curves of a sewn stretch meet, in degrees."""
    return max((abs(turn(a.direction(1), b.direction(0))) for stretch in edge.trued.sewn for a, b in pairwise(stretch)),
               default=0.0)


def lengths(outline: Outline, *without: str) -> dict[str, float]:
    return {name: edge.length for name, edge in outline.edges.items() if name not in without}


def closed_kink(edge: Edge, number: int = 0) -> float:
    """How much a line turns over a dart when that is sewn."""
    placed, sewn = edge.trued.placed[number], edge.trued.sewn
    close = turn(heading(placed.point, placed.end), heading(placed.point, placed.start))
    return abs(turn(sewn[number][-1].direction(1), sewn[number + 1][0].direction(0) + close))


def alike(one: Outline, other: Outline, within: float = 1e-6) -> bool:
    """Whether two outlines are one shape, edge by edge."""
    return list(one.edges) == list(other.edges) and all(
        abs(a.length - b.length) < within and all(a.at(a.length * i / 9).same_as(b.at(b.length * i / 9), within)
                                                  for i in range(10))
        for a, b in zip(one.edges.values(), other.edges.values(), strict=True))


# ---- Split and joined -------------------------------------------------------------------------------------------


@FEW
@given(bodices, PLACES, PLACES, st.floats(-12, 12))
def test_split_and_joined_again(piece: Outline, on_centre: float, on_armhole: float, hollow: float) -> None:
    start, end = piece.at("centre", on_centre * .6), piece.at("armhole", on_armhole)
    seam = curve(start, end, hollow=hollow) if abs(hollow) > 1 else line(start, end)
    upper, lower = split(piece, seam, named="yoke")
    assert list(upper.edges) == ["armhole", "shoulder", "neckline", "centre", "yoke"]
    assert list(lower.edges) == ["waist", "side", "armhole", "yoke", "centre"]
    upper.checked("upper")
    lower.checked("lower")
    assert upper.area + lower.area == pytest.approx(piece.area, abs=1e-6)
    for name in ("armhole", "centre"):
        assert upper.edges[name].length + lower.edges[name].length == pytest.approx(piece.edges[name].length, abs=1e-6)
    assert upper.edges["centre"].kind == lower.edges["centre"].kind == "fold"
    assert lower.edges["waist"] is piece.edges["waist"], "what is not crossed stays what it is"
    assert alike(joined(lower, upper.moved(turned(Point(30, 80), 77)), "yoke"), piece)
    again = joined(lower, upper, "yoke", line="seam")
    assert alike(again, piece) and len(again.edges["armhole"].curves) == 1 and "seam" in again.inner


@FEW
@given(bodices, st.floats(.7, .85), PLACES)
def test_a_panel_through_an_edge_with_a_dart(piece: Outline, on_waist: float, on_neck: float) -> None:
    seam = line(piece.at("waist", on_waist), piece.at("shoulder", on_neck))
    left, right = split(piece, seam, named="panel")
    left.checked("left")
    right.checked("right")
    assert left.edges["waist"].intakes and not right.edges["waist"].intakes
    assert left.edges["waist"].length + right.edges["waist"].length == pytest.approx(piece.edges["waist"].length,
                                                                                     abs=1e-6)
    assert left.area + right.area == pytest.approx(piece.area, abs=1e-4)
    assert left.edges["waist"].darts[0].point.same_as(piece.edges["waist"].darts[0].point, 1e-6)
    whole = joined(left, right, "panel")
    assert alike(whole, piece) and whole.edges["waist"].darts[0].start.same_as(piece.edges["waist"].darts[0].start)


def test_points_inner_lines_and_darts_go_where_they_lie() -> None:
    piece = skirt()
    piece = Outline(piece.edges, {**piece.points, "seam": Point(100, -300)}, piece.inner,
                    {"pinch": fish_eye(Point(180, -400), above=60, below=60, width=10)})
    left, right = split(piece, line(Point(100, -600), piece.at("waist", .5)), named="panel")
    top = piece.at("waist", .5)
    crossed = 100 + (top.x - 100) * 300 / (600 + top.y)
    assert left.inner["level"].length == pytest.approx(crossed) and right.inner["level"].end.x == 250
    assert list(right.darts) == ["pinch"] and not left.darts
    assert not left.points and set(right.points) == {"hip", "middle", "seam"}
    assert joined(left, right, "panel").inner["level"] == piece.inner["level"]


def test_a_yoke_is_joined_over_the_shoulder() -> None:
    """Front seen from outside and back through the body: one is turned over."""
    front, back = bodice(drop=90), bodice(drop=25)
    front_yoke, _ = split(front, line(front.at("neckline", .4), front.at("armhole", .8)), named="front")
    back_yoke, _ = split(back, line(back.at("centre", .2), back.at("armhole", .6)), named="back")
    yoke = joined(back_yoke, front_yoke, "shoulder", turned_over=True, line="shoulder").checked("yoke")
    assert list(yoke.edges) == ["armhole", "front", "neckline", "centre", "back"]
    assert yoke.area == pytest.approx(front_yoke.area + back_yoke.area)
    assert yoke.edges["armhole"].length == pytest.approx(
        back_yoke.edges["armhole"].length + front_yoke.edges["armhole"].length)
    assert yoke.inner["shoulder"].length == pytest.approx(front.edges["shoulder"].length)
    over = mirrored_about(back.edges["shoulder"].start, back.edges["shoulder"].end)
    assert yoke.edges["front"].start.same_as(over(front_yoke.edges["front"].end))


def test_laid_renamed_and_turned() -> None:
    piece = skirt()
    beside = piece.laid(Point(0, 0), Point(0, -600), Point(500, 0), Point(900, 0)).renamed(hem="foot")
    assert beside.edges["centre"].end.same_as(Point(1100, 0)) and next(iter(beside.edges)) == "foot"
    over = piece.laid(Point(0, 0), Point(0, -600), Point(0, 0), Point(0, -600), turned_over=True).checked("over")
    assert over.area == pytest.approx(piece.area) and over.points["hip"].same_as(Point(-250, -200))
    assert Point(10, 0).turned(Point(0, 0), 90).same_as(Point(0, 10))
    pinch = fish_eye(Point(60, 0), above=60, below=40, width=10, lean=20)
    laid = pinch.laid(mirrored_about(Point(0, 0), Point(0, 1)))
    assert laid.lean == pytest.approx(-20) and laid.centre.same_as(Point(-60, 0))


def refusals() -> dict[str, Callable[[], object]]:
    b, s = bodice(), skirt()
    tip = b.edges["waist"].darts[0].point
    slitted = edges(left=line(Point(0, 0), Point(60, 0)), cut=slit(Point(60, 0), Point(60, 90), sides=("a", "b")),
                    right=line(Point(60, 0), Point(200, 0)), end=line(Point(200, 0), Point(200, 200)),
                    top=line(Point(200, 200), Point(0, 200)), back=line(Point(0, 200), Point(0, 0)))
    longer = skirt(width=252)
    return {
        "intake.cut": lambda: split(b, line(b.at("waist", .38), b.at("side", .9)), named="seam"),
        "intake.cut mouth": lambda: split(b, line(b.at("waist", .45), b.at("neckline", .5)), named="seam"),
        "intake.cut slit": lambda: split(slitted, line(Point(0, 50), Point(200, 50)), named="seam"),
        "outline.place": lambda: split(s, line(Point(3, -5), s.at("hem", .5)), named="seam"),
        "outline.place slit": lambda: split(slitted, line(Point(60, 0), Point(100, 200)), named="seam"),
        "split.line": lambda: split(b, line(b.at("side", .2), b.at("shoulder", .1)), named="seam"),
        "split.line same": lambda: split(s, line(s.at("hem", .5), s.at("hem", .5)), named="seam"),
        "split.names": lambda: split(b, curve(b.at("armhole", .2), b.at("armhole", .7), hollow=-30), named="seam"),
        "outline.name": lambda: split(s, line(s.at("hem", .5), s.at("waist", .5)), named="waist"),
        "outline.name renamed": lambda: s.renamed(hem="waist"),
        "outline.unknown": lambda: s.renamed(hems="foot"),
        "outline.unknown edge": lambda: s.at("hems", .5),
        "outline.unknown point": lambda: spread(s, "foot", s.at("waist", .5), degrees=3),
        "joined.length": lambda: joined(s, longer, "hem"),
        "joined.shape": lambda: joined(s, s, "side"),
        "joined.names": lambda: joined(s, s, "hem"),
        "joined.darts": lambda: joined(b, b, "waist"),
        "spread.value": lambda: spread(s, "middle", s.at("waist", .5)),
        "spread.value both": lambda: spread(s, "middle", s.at("waist", .5), degrees=3, by=20),
        "spread.value wide": lambda: spread(s, "middle", s.at("waist", .5), by=2000),
        "spread.value word": lambda: spread(s, "middle", s.at("waist", .5), degrees=3, into="tuck"),
        "spread.value none": lambda: spread_evenly(s, "hem", "waist", slashes=0, degrees=3),
        "spread.place": lambda: spread(s, s.at("hem", 0), s.at("waist", .5), degrees=3),
        "spread.place dart": lambda: dart_moved(b, "waist", b.at("waist", .1)),
        "spread.fold": lambda: spread(s, s.at("side", .4), s.at("centre", .5), degrees=3),
        "spread.closed": lambda: spread(s, "middle", s.at("waist", .5), degrees=-25),
        "spread.dart": lambda: dart_moved(b, "waist", b.at("side", .5), number=2),
        "spread.dart about": lambda: dart_moved(b, "waist", b.at("side", .5), about=tip.right(9)),
        "spread.inner": lambda: dart_moved(
            Outline(b.edges, {}, {"level": line(Point(0, -330), Point(230, -330))}), "waist", b.at("side", .5)),
        "intake.width": lambda: dart_moved(b, "waist", b.at("side", .5), short=140),
    }


@pytest.mark.parametrize("case", refusals())
def test_what_is_refused(case: str) -> None:
    with pytest.raises(mtm.OutlineError) as caught:
        refusals()[case]()
    assert caught.value.code == case.split(maxsplit=1)[0] and caught.value.hint, str(caught.value)


def test_edges_that_are_only_nearly_alike_are_refused_with_the_numbers() -> None:
    hollow = skirt()
    hem = curve(Point(0, -600), Point(250, -600), hollow=.2)
    nearly = Outline({**hollow.edges, "hem": hem}).renamed(side="a", waist="b", centre="c")
    with pytest.raises(mtm.OutlineError, match=r"they are 0\.20 mm apart, and 0\.01 mm is allowed"):
        joined(hollow, nearly, "hem")


# ---- Slash and spread -------------------------------------------------------------------------------------------


@FEW
@given(st.floats(200, 320), PLACES, PLACES, st.floats(1, 30))
def test_spread_and_back(width: float, on_hem: float, on_waist: float, degrees: float) -> None:
    piece = skirt(width)
    at = piece.at("hem", on_hem)
    piece = Outline(piece.edges, {**piece.points, "slash": at}, piece.inner)
    wide = spread(piece, "slash", piece.at("waist", on_waist), degrees=degrees).checked("wide")
    assert lengths(wide, "hem") == pytest.approx(lengths(piece, "hem"), abs=1e-6)
    assert max(kinks(wide.edges[name]) for name in ("hem", "waist")) < 1e-6
    assert wide.edges["centre"] == piece.edges["centre"], "the part with the fold stays"
    mouth = 2 * at.distance(piece.at("waist", on_waist)) * abs(Point(0, 0).along(degrees / 2, 1).y)
    assert wide.edges["hem"].length == pytest.approx(width + mouth, rel=.03)
    back = spread(wide, "slash", wide.at("waist", on_waist), degrees=-degrees)
    assert lengths(back, "hem") == pytest.approx(lengths(piece, "hem"), abs=1e-6)
    assert back.edges["side"].end.same_as(piece.edges["side"].end, .1 * degrees), "but for what the hinge was moved"
    assert back.edges["hem"].length == pytest.approx(width, abs=.1 * degrees)
    about = piece.edges["side"].end                         # a corner is not moved, and all is as it was
    there = spread(piece, "slash", about, degrees=degrees)
    assert alike(spread(there, "slash", about, degrees=-degrees, still="centre"), piece, 1e-6)


def test_spread_by_a_width_keeps_the_distance_from_the_hinge() -> None:
    piece = skirt()
    hinge = piece.at("waist", .5)
    wide = spread(piece, "middle", hinge, by=80)
    assert wide.points["middle"].distance(hinge) == pytest.approx(piece.points["middle"].distance(hinge))
    assert wide.edges["hem"].length == pytest.approx(330, abs=1)
    assert kinks(wide.inner["level"]) < 1e-6 and wide.inner["level"].length > 250
    assert wide.edges["side"].length == pytest.approx(piece.edges["side"].length)
    still = spread(piece, "middle", hinge, by=80, still="side")
    assert still.edges["side"] == piece.edges["side"] and still.edges["centre"].leaving != 270


def test_nothing_spread_is_the_same() -> None:
    piece = skirt()
    same = spread_evenly(piece, "hem", "waist", slashes=3, degrees=0)
    assert alike(same, piece, 1e-9) and [len(edge.curves) for edge in same.edges.values()] == [1, 2, 1, 1]


@pytest.mark.parametrize("slashes", [1, 3, 6])
def test_flare_and_fullness_evenly(slashes: int) -> None:
    piece = skirt()
    wide = spread_evenly(piece, "hem", "waist", slashes=slashes, by=180).checked("wide")
    assert wide.edges["hem"].length == pytest.approx(430, abs=1.5)
    assert lengths(wide, "hem") == pytest.approx(lengths(piece, "hem"), abs=1e-6)
    assert kinks(wide.edges["hem"]) < 1e-6 and kinks(wide.edges["waist"]) < 1e-6


def test_a_gap_kept_as_a_dart() -> None:
    piece = skirt()
    tucked = spread(piece, "middle", piece.at("waist", .5), degrees=6, into="dart", short=300).checked("tucked")
    hem = tucked.edges["hem"]
    assert lengths(tucked) == pytest.approx(lengths(piece), abs=1e-6)
    assert hem.intakes[0].width == pytest.approx(63.2, abs=.5) and closed_kink(hem) < 1e-6
    assert hem.drawn_length - hem.length == pytest.approx(hem.intakes[0].width)


def test_a_hinge_at_a_corner_leaves_that_corner() -> None:
    piece = skirt()
    wide = spread(piece, "middle", piece.edges["waist"].start, degrees=8)
    assert wide.edges["waist"] == piece.edges["waist"] and wide.edges["side"].length == pytest.approx(
        piece.edges["side"].length)


# ---- Darts moved ------------------------------------------------------------------------------------------------

TO = st.sampled_from(["side", "armhole", "shoulder", "neckline"])


@FEW
@given(bodices, TO, PLACES)
def test_a_dart_there_and_back(piece: Outline, to: str, part: float) -> None:
    old = piece.edges["waist"].darts[0]
    piece = Outline(piece.edges, {"mark": piece.points["mark"]})
    try:
        there = dart_moved(piece, "waist", piece.at(to, part)).checked("there")
    except mtm.OutlineError as error:
        assert error.code in ("split.line", "intake.cap"), "a slash over the hollow of the armhole"
        return
    assert lengths(there) == pytest.approx(lengths(piece), abs=1e-6)
    assert not there.edges["waist"].intakes and kinks(there.edges["waist"]) < 1e-6
    new = there.edges[to].darts[0]
    assert new.point.same_as(old.point, 1e-6) and closed_kink(there.edges[to]) < 1e-6
    assert new.point.distance(new.start) == pytest.approx(new.point.distance(new.end))
    assert turn(heading(new.point, new.start), heading(new.point, new.end)) == pytest.approx(
        turn(heading(old.point, old.start), heading(old.point, old.end)))
    back = dart_moved(there, to, there.at("waist", piece.edges["waist"].intakes[0].at))
    assert alike(back, piece) and back.points["mark"].same_as(piece.points["mark"])
    assert back.edges["waist"].darts[0].start.same_as(old.start)


@FEW
@given(bodices, st.floats(.2, .9), st.floats(15, 35), st.floats(10, 30))
def test_a_share_of_a_dart_that_ends_before_the_bust_point(piece: Outline, share: float, short: float,
                                                          beyond: float) -> None:
    old = piece.edges["waist"].darts[0]
    bust = old.point.along(heading(between(old.start, old.end, .5), old.point), beyond)
    moved = dart_moved(piece, "waist", piece.at("shoulder", .5), about=bust, share=share, short=short).checked("moved")
    assert lengths(moved) == pytest.approx(lengths(piece), abs=1e-6)
    waist, shoulder = moved.edges["waist"], moved.edges["shoulder"]
    assert len(waist.darts) == len(shoulder.darts) == 1
    for edge in (waist, shoulder):
        assert closed_kink(edge) < 1e-5 and kinks(edge) < 1e-5
    assert shoulder.darts[0].point.distance(bust) == pytest.approx(short)
    assert waist.darts[0].point.distance(bust) == pytest.approx(beyond)
    whole = dart_moved(piece, "waist", piece.at("shoulder", .5), about=bust, short=short)
    assert not whole.edges["waist"].intakes and kinks(whole.edges["waist"]) < 1e-5
    assert whole.edges["waist"].length == pytest.approx(piece.edges["waist"].length, abs=1e-6)


def test_a_dart_becomes_flare() -> None:
    """The A-line skirt: the dart closes into the hem."""
    piece = skirt()
    waist = piece.edges["waist"].with_darts([dart(24, 130, .5)])
    piece = Outline({**piece.edges, "waist": waist}, piece.points)
    flared = dart_moved(piece, "waist", "middle", into="line").checked("flared")
    assert lengths(flared, "hem") == pytest.approx(lengths(piece, "hem"), abs=1e-6)
    tip = waist.darts[0].point
    assert flared.edges["hem"].length == pytest.approx(250 + 24 / 130 * (600 + tip.y), rel=.03)
    assert kinks(flared.edges["hem"]) < 1e-6 and flared.edges["centre"] == piece.edges["centre"]
    assert flared.edges["side"].leaving > UP


def test_the_second_of_two_darts() -> None:
    waist = line(Point(0, 0), Point(300, 0)).with_darts([dart(20, 90, .3), dart(24, 120, .65)])
    piece = edges(waist=waist, side=line(Point(300, 0), Point(310, 300)), top=line(Point(310, 300), Point(0, 300)),
                  centre=fold(Point(0, 300), Point(0, 0)))
    moved = dart_moved(piece, "waist", piece.at("side", .7), number=2).checked("moved")
    assert lengths(moved) == pytest.approx(lengths(piece), abs=1e-6)
    assert len(moved.edges["waist"].intakes) == 1
    assert moved.edges["waist"].darts[0].point.same_as(waist.darts[0].point, 1e-6)
    assert moved.edges["side"].darts[0].point.same_as(waist.darts[1].point, 1e-6)
    assert moved.edges["waist"].start == Point(0, 0) and moved.edges["centre"].leaving == square_to(
        Point(0, 0), Point(-1, 0)) == 270 and RIGHT == 0
