"""Cut lines: their distance from the sewn line, and every kind of corner."""

import math
import random
from itertools import pairwise

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mtmpattern.errors import OutlineError
from mtmpattern.geometry import Corner, Curve, Margin, Point, cut_line, drawn, heading, mirrored_about, path, turn
from mtmpattern.geometry.tolerance import OFFSET
from tests.geometry import oracle


def lines_of(points):
    return [(Curve.line(a, b),) for a, b in zip(points, [*points[1:], points[0]], strict=True)]


def corners_of(line):
    return [(round(curve.start.x, 6), round(curve.start.y, 6)) for curve in line.curves]


@st.composite
def outlines(draw):
    """Counter-clockwise outlines of straight and curved edges, hollow and full, sharp and blunt."""
    number = draw(st.integers(3, 8))
    rng = random.Random(draw(st.integers(0, 10 ** 9)))
    angles = sorted(rng.uniform(0, 360) for _ in range(number))
    points = [Point(0, 0).along(angle, rng.uniform(80, 400)) for angle in angles]
    edges = []
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        assume(a.distance(b) > 3)
        side, way = rng.choice([-1, 0, 1]), heading(a, b)
        edges.append(drawn(a, b, way - side * rng.uniform(1, 55), way + side * rng.uniform(1, 55)))
    ring = oracle.polygon_of([c for edge in edges for c in edge])
    assume(ring.is_valid and ring.exterior.is_ccw)
    for before, after in zip(edges, [*edges[1:], edges[0]], strict=True):
        assume(abs(turn(before[-1].direction(1), after[0].direction(0))) < 150)
    return edges


def away_from_corners(edges, widths):
    """Sewn places with the point that the cut line must pass there: far from all that other edges do."""
    reach = 3 * max(widths) + 0.1
    for i, (edge, width) in enumerate(zip(edges, widths, strict=True)):
        own = oracle.line_of(edge, 0.001)
        others = shapely.unary_union([oracle.line_of(other, 0.01) for j, other in enumerate(edges) if j != i])
        for curve in edge:
            for k in range(1, 24):
                point = curve.point(k / 24).along(curve.direction(k / 24) - 90, width)
                if others.distance(oracle.place(point)) > reach and own.distance(oracle.place(point)) > width - 0.004:
                    yield point


@settings(max_examples=120)
@given(outlines(), st.lists(st.sampled_from([0.0, 6.0, 7.0, 10.0, 15.0, 25.0, 40.0]), min_size=8, max_size=8))
def test_any_outline_with_any_widths(edges, widths):
    widths = widths[: len(edges)]
    line = cut_line([Margin(edge, width) for edge, width in zip(edges, widths, strict=True)])
    assert oracle.connected(line.curves)
    cut, sewn = oracle.polygon_of(line.curves), oracle.polygon_of([c for edge in edges for c in edge])
    assert cut.is_valid
    assert cut.exterior.is_ccw
    assert cut.buffer(0.02).covers(sewn)
    assert sewn.buffer(2.6 * 1.2 * max(*widths, 0.1)).covers(cut)
    outline = oracle.line_of(line.curves)
    for point in away_from_corners(edges, widths):
        assert outline.distance(oracle.place(point)) < OFFSET


@settings(max_examples=60)
@given(outlines(), st.floats(3, 40))
def test_one_width_covers_the_band_along_every_edge(edges, width):
    line = cut_line([Margin(edge, width) for edge in edges])
    cut = oracle.polygon_of(line.curves).buffer(0.02)
    for edge in edges:
        for curve in edge:
            for k in range(41):
                for share in (0.5, 0.999):
                    point = curve.point(k / 40).along(curve.direction(k / 40) - 90, share * width)
                    assert cut.covers(oracle.place(point))


def test_different_widths_meet_in_a_mitre():
    line = cut_line([Margin(edge, width) for edge, width in zip(oracle.box(), (20, 10, 7, 0), strict=True)])
    assert line.repaired == ()
    assert set(corners_of(line)) == {(0, -20), (210, -20), (210, 307), (0, 307)}
    assert path.area(line.curves) == pytest.approx(210 * 327)


def test_a_sharp_mitre_is_cut_square_across_at_its_limit():
    spike = [Point(0, 0), Point(300, -15), Point(300, 15)]
    line = cut_line([Margin(edge, 10) for edge in lines_of(spike)])
    tip = [curve for curve in line.curves if curve.start.x < -5 and curve.end.x < -5]
    assert len(tip) == 1
    assert tip[0].start.x == pytest.approx(-25) == tip[0].end.x
    assert oracle.polygon_of(line.curves).is_valid


def test_bevel():
    margins = [Margin(edge, 10, Corner.BEVEL) for edge in oracle.box()]
    assert path.area(cut_line(margins).curves) == pytest.approx(200 * 300 + 2 * 10 * 500 + 4 * 50)


@pytest.mark.parametrize("corner", [Corner.FIRST, Corner.SECOND])
def test_cut_square_to_one_of_the_edges(corner):
    a, b, c, d = Point(0, 0), Point(200, 0), Point(260, 150), Point(0, 150)      # turns left by 68 degrees at b
    edges = lines_of([a, b, c, d])
    margins = [Margin(edges[0], 10, corner), Margin(edges[1], 20), Margin(edges[2], 10), Margin(edges[3], 10)]
    line = cut_line(margins)
    along_first, along_second = heading(a, b), heading(b, c)
    ring = [curve.start for curve in line.curves]
    square = [(p, q) for p, q in zip(ring, [*ring[1:], ring[0]], strict=True)
              if p.distance(q) == pytest.approx(10 if corner is Corner.FIRST else 20, abs=1e-6)
              and p.distance(b) < 60 and q.distance(b) < 60]
    assert len(square) == 1
    p, q = square[0]
    if corner is Corner.FIRST:
        assert q.y == pytest.approx(0)                         # on the first sewn line, run on
        assert abs(turn(heading(p, q), along_first + 90)) < 1e-6
        assert oracle.line_of(edges[1]).distance(oracle.place(q)) == pytest.approx(20)
    else:
        assert p.y == pytest.approx(-10)                       # where the second, run back, meets the first's cut line
        assert abs(turn(heading(b, p), along_second + 180)) < 1e-6
        assert abs(turn(heading(p, q), along_second - 90)) < 1e-6
    assert oracle.polygon_of(line.curves).is_valid


@pytest.mark.parametrize("corner", [Corner.FIRST, Corner.SECOND, Corner.MITRE, Corner.BEVEL])
def test_at_a_right_angle_square_is_mitre_and_inward_all_are_trimmed(corner):
    right = cut_line([Margin(edge, 10, corner) for edge in oracle.box()])
    if corner is not Corner.BEVEL:
        assert path.area(right.curves) == pytest.approx(220 * 320)
    notched = lines_of([Point(0, 0), Point(200, 0), Point(200, 200), Point(100, 120), Point(0, 200)])
    inward = cut_line([Margin(edge, 10, corner if i == 2 else Corner.MITRE) for i, edge in enumerate(notched)])
    plain = cut_line([Margin(edge, 10) for edge in notched])
    assert corners_of(inward) == corners_of(plain)
    assert inward.repaired == ()
    deep = min(inward.curves, key=lambda c: c.start.distance(Point(100, 120))).start
    assert deep.x == pytest.approx(100)
    assert deep.y == pytest.approx(120 + 10 / math.cos(math.atan2(80, 100)))


def test_a_change_of_width_on_a_straight_line_is_a_square_step():
    bottom = [(Curve.line(Point(0, 0), Point(80, 0)),), (Curve.line(Point(80, 0), Point(200, 0)),)]
    line = cut_line([Margin(bottom[0], 10), Margin(bottom[1], 25), *(Margin(edge, 10) for edge in oracle.box()[1:])])
    assert {(80, -10), (80, -25)} <= set(corners_of(line))
    assert line.repaired == ()


@pytest.mark.parametrize("bend", [-0.4, -0.05, 0.05, 0.4, 3.0, -3.0])
def test_a_hardly_bent_line_is_trimmed_or_filled_without_a_bow(bend):
    knee = Point(100, 0)
    points = [Point(0, 0), knee, knee.along(bend, 100), Point(200, 300), Point(0, 300)]
    line = cut_line([Margin(edge, 20) for edge in lines_of(points)])
    assert line.repaired == ()
    assert oracle.polygon_of(line.curves, 1e-6).is_valid
    near = min(line.curves, key=lambda c: c.start.distance(Point(100, -20))).start
    assert near.distance(knee) == pytest.approx(20 / math.cos(math.radians(bend / 2)), abs=2e-3)


def test_inside_the_sewn_line():
    line = cut_line([Margin(edge, -2) for edge in oracle.box()])
    assert path.area(line.curves) == pytest.approx(196 * 296)
    with pytest.raises(OutlineError, match="leaves nothing"):
        cut_line([Margin(edge, -120) for edge in oracle.box()])


# ---- Hems -------------------------------------------------------------------------------------------------------


def bent(a, b, first, last):
    return drawn(a, b, heading(a, b) - first, heading(a, b) + last) if first else (Curve.line(a, b),)


@settings(max_examples=150)
@given(st.floats(-50, 50), st.floats(-50, 50),
       st.tuples(st.sampled_from([-1, 0, 1]), st.floats(1, 12), st.floats(1, 12)),
       st.tuples(st.sampled_from([-1, 0, 1]), st.floats(1, 6), st.floats(1, 6)),
       st.sampled_from([15, 20, 40, 60]), st.sampled_from([0, 6, 10, 15]))
def test_a_hem_folds_true(left_lean, right_lean, side, hem, depth, width):
    a, b = Point(0, 0), Point(400, 0)
    c, d = Point(400 + right_lean, 500), Point(left_lean, 500)
    edges = [bent(a, b, hem[0] * hem[1], hem[0] * hem[2]), bent(b, c, side[0] * side[1], side[0] * side[2]),
             bent(c, d, 0, 0), bent(d, a, side[0] * side[1], side[0] * side[2])]
    line = cut_line([Margin(edges[0], depth, Corner.HEM_FIRST), Margin(edges[1], width), Margin(edges[2], 10),
                     Margin(edges[3], width, Corner.HEM_SECOND)])
    assume(not line.repaired)                        # an end drawn tighter than the allowance is wide
    assert oracle.polygon_of(line.curves).is_valid
    outline = oracle.line_of(line.curves)
    for corner, along, turned in ((b, edges[0][-1].direction(1), line.stretches[0]),
                                  (a, edges[0][0].direction(0), line.stretches[3])):
        mirror = mirrored_about(corner, corner.along(along, 100))
        seen = 0
        for curve in turned:
            for share in (0.05, 0.2, 0.4, 0.6, 0.8, 0.95):
                point = curve.point(share)
                below = -turn_height(point, corner, along)
                if 0.2 < below < 0.7 * depth and point.distance(corner) < 2.2 * depth:     # deeper down is the raw edge
                    assert outline.distance(oracle.place(mirror(point))) < OFFSET
                    seen += 1
        assert seen


def turn_height(point, corner, along):
    """How far a point lies left of the line through the corner."""
    ux, uy = math.cos(math.radians(along)), math.sin(math.radians(along))
    return (point.y - corner.y) * ux - (point.x - corner.x) * uy


def test_a_hem_under_a_side_of_several_pieces_still_folds_true():
    """Found by trial: the end of the mirrored side was a short piece, and the crossing before it was not looked for."""
    a, b = Point(0, 0), Point(476, -11)
    left = (Curve(Point(-3.877, 542.318), Point(-9.225, 361.244), Point(-10.016, 65.036), a),)
    hem = (Curve(a, Point(159.231, 25.84), Point(376.145, 25.737), b),)
    line = cut_line([Margin(hem, 60, Corner.HEM_FIRST), Margin((Curve.line(b, Point(470, 540)),), 0),
                     Margin((Curve.line(Point(470, 540), left[0].start),), 10), Margin(left, 15, Corner.HEM_SECOND)])
    assert min(p.y for p in path.flatten(line.stretches[3], 0.1)) > -66


# ---- Repair -----------------------------------------------------------------------------------------------------


def slot(radius, depth=60.0):
    """A box with a round hollow in its top edge."""
    a, b, c, d = Point(0, 0), Point(200, 0), Point(200, 100), Point(0, 100)
    right, left = Point(100 + radius, 100), Point(100 - radius, 100)
    hollow = (Curve(right, Point(right.x, 100 - depth * 1.3), Point(left.x, 100 - depth * 1.3), left),)
    return [(Curve.line(a, b),), (Curve.line(b, c),), (Curve.line(c, right),), hollow, (Curve.line(left, d),),
            (Curve.line(d, a),)]


@pytest.mark.parametrize(("radius", "width", "mended"),
                         [(40, 10, False), (30, 25, True), (14, 12, True), (9, 10, True)])
def test_an_allowance_wider_than_a_hollow(radius, width, mended):
    edges = slot(radius)
    line = cut_line([Margin(edge, width) for edge in edges])
    assert bool(line.repaired) is mended
    cut, sewn = oracle.polygon_of(line.curves), oracle.polygon_of([c for e in edges for c in e])
    assert cut.is_valid
    assert cut.buffer(0.01).covers(sewn)
    whole = sewn.buffer(width, join_style="mitre", quad_segs=64)
    assert cut.symmetric_difference(shapely.Polygon(whole.exterior)).area < 0.003 * whole.area
    ring = shapely.LineString(sewn.exterior.coords)
    for curve in line.curves:
        for share in (0.2, 0.5, 0.8):
            assert ring.distance(oracle.place(curve.point(share))) > width - OFFSET
    assert [len(stretch) > 0 for stretch in line.stretches].count(False) <= 1       # the hollow's own may be gone
    assert oracle.connected([c for stretch in line.stretches for c in stretch])


def test_a_mended_line_is_made_of_the_same_curves_not_of_chords():
    assert len(cut_line([Margin(edge, 25) for edge in slot(30)]).curves) < 30


@pytest.mark.parametrize("short", [0.5, 2.0, 6.0])
@pytest.mark.parametrize("width", [10.0, 20.0])
def test_a_neighbour_shorter_than_the_allowance_is_trimmed_away(short, width):
    """A hollow corner of two turns: the short edge between them has no place on the cut line."""
    points = [Point(0, 0), Point(300, 0), Point(300, 200), Point(150, 90), Point(150, 90).along(180, short),
              Point(0, 200)]
    edges = lines_of(points)
    line = cut_line([Margin(edge, width) for edge in edges])
    cut, sewn = oracle.polygon_of(line.curves), oracle.polygon_of([c for e in edges for c in e])
    assert cut.is_valid
    truth = sewn.buffer(width, join_style="mitre", mitre_limit=3)
    assert cut.symmetric_difference(truth).area < 0.5
    assert oracle.connected(line.curves)


def test_two_short_neighbours_in_a_row():
    points = [Point(0, 0), Point(300, 0), Point(300, 200), Point(153, 92), Point(151, 91), Point(149, 91),
              Point(147, 92), Point(0, 200)]
    edges = lines_of(points)
    line = cut_line([Margin(edge, 30) for edge in edges])
    sewn = oracle.polygon_of([c for e in edges for c in e])
    truth = sewn.buffer(30, join_style="mitre", mitre_limit=3)
    assert oracle.polygon_of(line.curves).symmetric_difference(truth).area < 1.0


def test_a_narrow_slot_is_closed_over():
    points = [Point(0, 0), Point(200, 0), Point(200, 100), Point(106, 100), Point(106, 40), Point(94, 40),
              Point(94, 100), Point(0, 100)]
    edges = lines_of(points)
    line = cut_line([Margin(edge, 10) for edge in edges])
    assert line.repaired
    cut = oracle.polygon_of(line.curves)
    assert cut.is_valid
    assert cut.area == pytest.approx(220 * 120)


def half_piece(angle, bow=0.0):
    """A half that opens over x = 0; its upper edge meets the fold at the origin, at ``angle`` degrees in the cloth."""
    corner, foot = Point(0, 0), Point(0, -500)
    far = corner.along(270 + angle, 250)
    way = heading(far, corner)
    upper = [far] if angle < 150 else [Point(450, far.y + 50), far.up(50), far]
    points = [foot, Point(450, -500), *([Point(450, max(far.y, -400))] if 60 <= angle < 150 else []), *upper]
    below = [(Curve.line(a, b),) for a, b in pairwise(points) if a.distance(b) > 1]
    return below, drawn(far, corner, way - bow, way + bow), (Curve.line(corner, foot),)


@pytest.mark.parametrize("width", [10.0, 40.0, -2.0])
@pytest.mark.parametrize("bow", [0.0, 8.0, -8.0])
@pytest.mark.parametrize("backward", [False, True])
def test_a_seam_meets_a_fold_at_any_angle(width, bow, backward):
    """Opened, both halves of the cut line meet on the fold: in the mitre of a V, and without a step anywhere."""
    for angle in range(10, 171, 8):
        below, seam, fold = half_piece(angle, bow)
        margins = [*(Margin(edge, width) for edge in below), Margin(seam, width), Margin(fold, 0.0, mirrored=True)]
        if backward:  # the same turned over: the fold comes before the seam
            over = [tuple(c.moved(mirrored_about(Point(0, 0), Point(0, 1))).reversed() for c in reversed(margin.curves))
                    for margin in margins]
            margins = [Margin(edge, margin.width, mirrored=margin.mirrored)
                       for edge, margin in zip(over[::-1], margins[::-1], strict=True)]
        line = cut_line(margins)
        assert oracle.polygon_of(line.curves).is_valid
        owner = 0 if backward else len(margins) - 1
        on_fold = line.stretches[owner]
        assert all(abs(c.start.x) < 1e-6 and abs(c.end.x) < 1e-6 for c in on_fold), "the fold owns no bridge"
        top = max(on_fold[0].start.y, on_fold[-1].end.y)
        if bow:
            continue
        bend = 180.0 - angle
        true = width / math.sin(math.radians(bend))
        assert top == pytest.approx(min(true, 2.5 * width) if bend > 90 and width > 0 else true, abs=OFFSET)
