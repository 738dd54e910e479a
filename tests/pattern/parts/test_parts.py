"""Parts as they are cut: ids, sides, allowances, notches on both mates, folds, shrinkage."""

from __future__ import annotations

from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.geometry import Point, Region, mirrored_about, path
from mtmpattern.pattern import Part, Pattern


def part(pattern: Pattern, name: str) -> Part:
    return next(part for part in pattern.for_cutting().parts if part.id == name)


def test_ids_are_stable(tee: Pattern, lined: Pattern) -> None:
    assert [p.id for p in tee.for_cutting().parts] == [
        "front.shell.1", "back.shell.1", "sleeve.left.shell.1", "sleeve.right.shell.1", "neckband.rib.1"]
    assert [p.id for p in lined.for_cutting().parts] == [
        "front.shell.1", "back.left.shell.1", "back.right.shell.1", "front_lining.lining.1",
        "back_lining.left.lining.1", "back_lining.right.lining.1", "waistband.shell.1", "waistband.fusible.1"]


@pytest.mark.parametrize("garment", ["tee", "lined", "vest"])
def test_outlines_close_and_run_counter_clockwise(garment: str, request: pytest.FixtureRequest) -> None:
    pattern: Pattern = request.getfixturevalue(garment)
    for on_fold in (False, True):
        for cut in pattern.for_cutting(on_fold).parts:
            for outline in (cut.cut, cut.sewn_outline):
                for a, b in zip(outline, [*outline[1:], outline[0]], strict=True):
                    assert a.end.same_as(b.start, 1e-5), (cut.id, a.end, b.start)
            assert path.area(cut.cut) > 0
            assert len({edge.name for edge in cut.sewn}) == len(cut.sewn)


def test_left_and_right_are_mirror_images(tee: Pattern) -> None:
    left, right = part(tee, "sleeve.left.shell.1"), part(tee, "sleeve.right.shell.1")
    mirror = mirrored_about(Point(0, 0), Point(0, 1))
    assert path.area(left.cut) == pytest.approx(path.area(right.cut), abs=1e-6)
    mirrored = Region(tuple(c.moved(mirror) for c in right.cut)).polygon
    assert Region(left.cut).polygon.symmetric_difference(mirrored).area < 0.5


def test_the_front_of_the_left_sleeve_lies_left_when_it_is_face_up(tee: Pattern) -> None:
    """Seen from the wearer's left, the front of the arm is to the left; its notch is single, the back's double."""
    sleeve = part(tee, "sleeve.left.shell.1")
    pitches = [n for n in sleeve.notches if "pitch" in n.name]
    assert sorted(n.at.x < 0 for n in pitches) == [False, False, True]


def test_notches_reach_from_the_cut_line_to_three_mm_before_the_sewn_line(tee: Pattern, lined: Pattern) -> None:
    for pattern in (tee, lined):
        for cut in pattern.for_cutting().parts:
            for notch in cut.notches:
                _, off = path.nearest(cut.cut, notch.on_cut)
                assert off < 0.005, (cut.id, notch)
                width = notch.at.distance(notch.on_cut)
                assert 0 < notch.depth <= 7.0 and notch.depth <= max(width - 2.99, width / 2), (cut.id, notch)
                inside = notch.on_cut.along(notch.direction, notch.depth)
                assert Region(cut.cut).contains(inside), (cut.id, notch)


def test_mates_have_their_notches_at_the_same_sewn_distance(tee: Pattern, skirt: Pattern) -> None:
    for pattern in (tee, skirt):
        placed = {}
        for notch in pattern.notches:
            if notch.joint:
                placed.setdefault(notch.joint, []).append(notch)
        assert placed
        for mates in placed.values():
            assert len(mates) == 2
        for seam in pattern.seams:
            assert not seam.faults


def test_a_seam_crossing_notches_the_mate(tee: Pattern) -> None:
    sleeve = part(tee, "sleeve.left.shell.1")
    crown = next(n for n in sleeve.notches if n.name == "front and back")
    cap = next(edge for edge in sleeve.sewn if edge.edge == "cap")
    mm, off = path.nearest(cap.sewn, crown.at)
    front = tee.piece("front").armhole.length
    assert off < 1e-6
    assert min(mm, cap.length - mm) == pytest.approx(front, abs=0.01)


def test_the_waistband_is_notched_at_the_side_seams_and_the_centre_front(skirt: Pattern) -> None:
    band = part(skirt, "waistband.shell.1")
    front, back = skirt.piece("front").waist.length, skirt.piece("back").waist.length
    at = sorted({round(n.at.x, 2) for n in band.notches if n.name in ("front and back", "back and front", "centre")})
    assert at == pytest.approx([back, back + front, back + 2 * front], abs=0.01)


def test_zip_end_is_notched(skirt: Pattern) -> None:
    back = part(skirt, "back.left.shell.1")
    zip_end = skirt.piece("back").opening.end
    assert any(n.name == "end" and abs(n.at.y - zip_end.y) < 1e-6 for n in back.notches)


def test_darts_bring_leg_notches_and_a_drill_ten_mm_inside_the_tip(skirt: Pattern) -> None:
    front, darts = part(skirt, "front.shell.1"), skirt.piece("front").waist.darts
    assert len([n for n in front.notches if n.name == "dart"]) == 4 * len(darts)
    assert len(front.drills) == 2 * len(darts)
    tips = [d.point for d in darts]
    assert all(min(d.at.distance(t) for t in tips + [Point(-t.x, t.y) for t in tips]) == pytest.approx(10)
               for d in front.drills)


def test_interfacing_is_trimmed_inside_the_sewn_line(skirt: Pattern) -> None:
    band, fusible = part(skirt, "waistband.shell.1"), part(skirt, "waistband.fusible.1")
    inside, sewn = Region(fusible.cut), Region(band.sewn_outline)
    assert sewn.holds(inside)
    assert sewn.polygon.exterior.distance(inside.polygon.exterior) == pytest.approx(2.0, abs=0.005)
    assert not fusible.notches


def test_a_doubled_piece_is_opened_to_twice_its_height(skirt: Pattern) -> None:
    band = part(skirt, "waistband.shell.1")
    ys = [p.y for c in band.sewn_outline for p in (c.start, c.end)]
    assert max(ys) - min(ys) == pytest.approx(2 * skirt.options["band_height"])
    assert {edge.name for edge in band.sewn} >= {"seam", "inner seam", "end", "inner end"}
    assert any(line.kind == "fold" for line in band.lines)


def test_on_the_fold_keeps_half_and_says_where_the_fold_is(tee: Pattern) -> None:
    half = next(p for p in tee.for_cutting(on_fold=True).parts if p.id == "front.shell.1")
    whole = part(tee, "front.shell.1")
    assert half.mirror is not None
    assert path.area(half.cut) * 2 == pytest.approx(path.area(whole.cut), rel=1e-9)
    for end in half.mirror:
        assert path.nearest(half.cut, end)[1] < 1e-6 and abs(end.x) < 1e-9


@pytest.mark.parametrize(("garment", "name", "edge", "t"), [
    ("tee", "front.shell.1", "left hem", 1.0), ("tee", "sleeve.left.shell.1", "hem", 0.0),
    ("tee", "sleeve.left.shell.1", "hem", 1.0), ("skirt", "front.shell.1", "left hem", 1.0),
])
def test_a_turned_hem_lies_edge_to_edge_on_the_side(garment: str, name: str, edge: str, t: float,
                                                    request: pytest.FixtureRequest) -> None:
    """At every depth the cloth reaches as far out below the hem line as it does the same way above it.

    Where the turn is flared the line of the fold is tilted by half of that.
    """
    pattern = request.getfixturevalue(garment)
    cut = part(pattern, name)
    flare = next(each.flare for each in pattern.turn_ups if each.part == name and edge in each.edges)
    hem = next(e for e in cut.sewn if e.name == edge)
    curve = hem.curves[-1 if t else 0]
    corner, way = curve.point(t), curve.direction(t) + (flare / 2 if t else -flare / 2)

    def reach(up: float) -> float:
        hits = [along for _, along in path.crossings(cut.cut, corner.along(way + 90, up), way)]
        return max(hits) if t else min(hits)
    for depth in (2.0, 7.0, 12.0, 18.0):
        assert reach(-depth) == pytest.approx(reach(depth), abs=0.005)


def test_shrinkage_is_applied_once_along_warp_and_weft_before_allowances(ana: mtm.Body) -> None:
    jersey = replace(mtm.read_fabric("jersey"), shrinkage_warp=0.06, shrinkage_weft=0.03)
    plain, grown = mtm.draft("crew-tee", ana), mtm.draft("crew-tee", ana, fabrics={"shell": jersey})
    assert grown.pieces == plain.pieces, "the draft is of the washed garment"
    a, b = part(plain, "front.shell.1"), part(grown, "front.shell.1")

    def box(outline: object) -> tuple[float, float]:
        points = path.flatten(outline, 0.01)  # type: ignore[arg-type]
        xs, ys = [p.x for p in points], [p.y for p in points]
        return max(xs) - min(xs), max(ys) - min(ys)
    (w0, h0), (w1, h1) = box(a.sewn_outline), box(b.sewn_outline)
    assert w1 * 0.97 == pytest.approx(w0, abs=0.01) and h1 * 0.94 == pytest.approx(h0, abs=0.01)
    assert box(b.cut)[0] - w1 == pytest.approx(box(a.cut)[0] - w0, abs=0.2), "allowances do not grow"
    assert grown.for_cutting().shrinkage["shell"] == pytest.approx((1 / 0.94, 1 / 0.97))
    assert grown.digest != plain.digest


def test_grain_lies_inside_the_part(tee: Pattern, lined: Pattern) -> None:
    for pattern in (tee, lined):
        for cut in pattern.for_cutting().parts:
            start, end = cut.grain
            assert start.distance(end) > 15
            assert min(abs(start.x - end.x), abs(start.y - end.y)) < 1e-6, "the warp is upright, or along a waistband"
            assert all(Region(cut.cut).contains(p) for p in cut.grain)
