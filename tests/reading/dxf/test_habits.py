"""The same piece as eight programs write it reads to the same geometry, texts and marks."""

from __future__ import annotations

import pytest

from mtmpattern.geometry import Point
from mtmpattern.reading import Drawing, audit_drawing, read_dxf
from mtmpattern.reading.dxf.piece import perimeter
from tests.reading.dxf import habits
from tests.reading.dxf.habits import HABITS, block, file, insert, line, point, polyline, style, tags, text


@pytest.fixture(params=list(HABITS))
def habit(request: pytest.FixtureRequest) -> tuple[str, Drawing]:
    return request.param, read_dxf(HABITS[request.param]())


def near(points, others, within=0.01):
    return len(points) == len(others) and all(
        any(a.distance(Point(*b)) <= within for b in others) for a in points)


def test_outlines_are_the_same(habit):
    (piece,) = habit[1].pieces
    assert piece.area == pytest.approx(habits.AREA, rel=1e-4)
    assert perimeter(piece.cut) == pytest.approx(habits.AROUND, abs=0.05)
    assert near(piece.cut, habits.CUT)
    assert near(piece.sewn, habits.SEWN)
    assert piece.gap == 0


def test_texts_are_the_same(habit):
    name, drawing = habit
    (piece,) = drawing.pieces
    assert (piece.name, piece.size, piece.material, piece.category) == ("FRONT", "40", "SHELL", "FRONT")
    assert piece.quantity.total == 2
    assert piece.quantity.handed == (name in ("accumark_astm", "accumark_english"))
    if name != "valentina":
        assert drawing.sample_size == "40"
    assert [(rule.number, rule.at.distance(Point(*habits.CUT[1])) < 0.01) for rule in piece.rules] == [(12, True)]


def test_marks_are_the_same(habit):
    name, drawing = habit
    (piece,) = drawing.pieces
    assert near([notch.at for notch in piece.notches], [at for at, _ in habits.NOTCHES])
    for notch, (_, angle) in zip(piece.notches, habits.NOTCHES, strict=True):
        assert notch.kind == "slit"
        assert notch.depth == (None if name == "clo" else pytest.approx(3.998, abs=0.001))
        if notch.angle is not None:
            assert notch.angle == pytest.approx(angle, abs=0.01)
    assert near(piece.grain, habits.GRAIN)
    assert near([drill.at for drill in piece.drills], [habits.DRILL])
    (inner,) = [each for each in piece.lines if each.kind == "internal"]
    assert near(inner.points, habits.INNER)


def test_the_dialect_is_known_where_it_shows():
    seen = {name: read_dxf(make()).dialect for name, make in HABITS.items()}
    assert seen == {"accumark_astm": "astm", "accumark_aama": "aama", "accumark_english": "astm", "clo": "clo",
                    "polypattern": "", "optitex": "", "valentina": "", "plotter_shop": ""}


def test_nothing_is_a_fault(habit):
    findings = audit_drawing(habit[1])
    assert not findings.faults
    expected = {"accumark_astm": {"dxf.notch_twice"}, "valentina": {"dxf.sewn_layer", "dxf.units"},
                "plotter_shop": {"dxf.sewn_layer"}}
    assert findings.codes == expected.get(habit[0], set())


def half(mirror: bool = True, more: str = "") -> str:
    """The left half of a piece, folded along x = 0."""
    content = (style("Piece Name: BACK", "Quantity: 1") + polyline("1", [(0, 0), (100, 0), (90, 150), (0, 140)])
               + polyline("14", [(0, 10), (90, 10), (80, 140), (0, 130)]) + point("4", (100, 0), 30, 4, 50, 135)
               + point("4", (0, 0), 30, 4, 50, 90) + polyline("8", [(20, 50), (60, 60)], 0)
               + line("7", (20, 20), (20, 90))
               + (line("6", (0, 0), (0, 140)) if mirror else "") + more)
    return file(block("BACK", content), style("Units: METRIC") + insert("BACK"))


def test_a_half_is_opened_over_its_mirror_line():
    (piece,) = read_dxf(half()).pieces
    assert piece.opened
    assert piece.area == pytest.approx(2 * 13_800)
    assert len(piece.cut) == 6
    assert len(piece.sewn) == 6
    assert sorted((notch.at.x, round(notch.angle)) for notch in piece.notches) == [(-100, 45), (0, 90), (100, 135)]
    assert len([each for each in piece.lines if each.kind == "internal"]) == 2
    (closed,) = read_dxf(half(), opened_halves=False).pieces
    assert closed.area == pytest.approx(13_800)
    assert closed.mirror


def test_a_line_that_is_not_mirrored_stays_single():
    (piece,) = read_dxf(half(more=text("NM", "8", (20, 50)))).pieces
    assert len([each for each in piece.lines if each.kind == "internal"]) == 1


def test_a_mirror_line_that_is_no_edge_is_told():
    drawing = read_dxf(half(mirror=False, more=line("6", (50, 0), (50, 140))))
    assert [each.code for each in drawing.findings if each.weight == "fault"] == ["dxf.mirror"]


def test_blocks_of_one_name_stay_apart():
    def square(side):
        return polyline("1", [(0, 0), (side, 0), (side, side), (0, side)])

    drawing = read_dxf(file(block("DETAIL", square(100)) + block("detail", square(200)),
                            insert("DETAIL") + insert("DETAIL", 10, 500, 20, 0)))
    assert [(piece.block, piece.area, piece.cut[0].x) for piece in drawing.pieces] == [
        ("DETAIL", 10_000, 0), ("detail (2)", 40_000, 500)]
    assert "dxf.duplicate" in {each.code for each in drawing.findings}


@pytest.mark.parametrize(("words", "header", "scale"), [
    ("Units: METRIC", (), 1.0), ("UNITS:english", (), 25.4), ("Units: IMPERIAL", (), 25.4),
    ("", ("$INSUNITS", 5), 10.0), ("", ("$INSUNITS", 4), 1.0), ("Units: METRIC", ("$INSUNITS", 1), 1.0),
    ("", (), 25.4), ("", ("$MEASUREMENT", 1), 10.0)])
def test_units_are_told_or_guessed(words, header, scale):
    head = tags(9, header[0], 70, header[1]) if header else ""
    drawing = read_dxf(file(block("A", polyline("1", [(0, 0), (20, 0), (20, 30), (0, 30)])),
                            (text(words) if words else "") + insert("A"), head))
    assert drawing.scale == scale
    units = [each for each in drawing.findings if each.code == "dxf.units"]
    assert bool(units) == (not words or bool(header))


def test_a_key_point_boundary_is_taken_from_its_check_curve():
    arc = [(100 * c, 100 * s) for c, s in ((1, 0), (0.866, 0.5), (0.5, 0.866), (0, 1))]
    drawing = read_dxf(file(block("A", polyline("1", [(0, 0), arc[0], arc[2], arc[3]])
                                  + polyline("84", [(0, 0), *arc])), text("Units: METRIC") + insert("A")))
    assert len(drawing.pieces[0].cut) == 5
    assert "dxf.curves" in {each.code for each in drawing.findings}


def test_a_small_gap_is_closed_and_a_wide_one_is_a_fault():
    def open_by(gap):
        drawing = read_dxf(file(block("A", polyline("1", [(0, 0), (200, 0), (200, 200), (0, 200), (0, gap)], 0)),
                                text("Units: METRIC") + insert("A")))
        (finding,) = [each for each in drawing.findings if each.code == "dxf.open"]
        return drawing.pieces[0].gap, finding.weight

    assert open_by(0.5) == (0.5, "warning")
    assert open_by(20) == (20, "fault")


LOOSE = (polyline("CUT", habits.CUT) + polyline("SEW", habits.SEWN) + line("GRAIN", *habits.GRAIN)
         + text("front left", "TEXT", (100, 100)))


def test_loose_pieces_are_told_apart():
    shifted = polyline("CUT", [(x + 1000, y) for x, y in habits.CUT]) + text("back", "TEXT", (1100, 100))
    drawing = read_dxf(file("", LOOSE + shifted, tags(9, "$INSUNITS", 70, 4)))
    assert [(piece.name, len(piece.sewn)) for piece in drawing.pieces] == [("front left", 8), ("back", 0)]
    assert drawing.dialect == "plain"


def test_general_cad_draws_with_curves():
    """A strip as a light polyline with bulges, and as lines and arcs; a hole as a circle, a mark as a spline."""
    strip = tags(0, "LWPOLYLINE", 5, "1A", 330, "1F", 100, "AcDbEntity", 8, "profile", 100, "AcDbPolyline", 90, 4,
                 70, 1, 10, 0, 20, 0, 10, 200, 20, 0, 42, 1, 10, 200, 20, 100, 10, 0, 20, 100, 42, 1)
    arcs = (line("profile", (1000, 0), (1200, 0)) + line("profile", (1200, 100), (1000, 100))
            + tags(0, "ARC", 8, "profile", 10, 1200, 20, 50, 40, 50, 50, 270, 51, 90)
            + tags(0, "ARC", 8, "profile", 10, 1000, 20, 50, 40, 50, 50, 90, 51, 270))
    spline = tags(0, "SPLINE", 8, "marks", 70, 8, 71, 3, 72, 8, 73, 4, 74, 0,
                  *(each for knot in (0, 0, 0, 0, 1, 1, 1, 1) for each in (40, knot)),
                  *(each for x, y in ((10, 20), (60, 90), (120, 10), (180, 80)) for each in (10, x, 20, y, 30, 0)))
    hole = tags(0, "CIRCLE", 8, "hole", 10, 100, 20, 50, 40, 2)
    drawing = read_dxf(file("", strip + arcs + spline + hole, tags(9, "$ACADVER", 1, "AC1015", 9, "$INSUNITS", 70, 4)))
    first, second = drawing.pieces
    exact = 200 * 100 + 3.141592653589793 * 50**2
    assert first.area == pytest.approx(exact, rel=2e-4)
    assert second.area == pytest.approx(exact, rel=2e-4)
    assert [drill.diameter for drill in first.drills] == [4]
    (mark,) = first.lines
    assert len(mark.points) > 8
    assert mark.points[0].same_as(Point(10, 20))


def test_blocks_in_blocks_shown_turned_and_mirrored():
    inner = block("PART", polyline("1", habits.CUT) + point("4", (150, 0), 30, 4, 50, 90), (10, 0))
    outer = block("SHEET", insert("PART", 10, 100, 20, 0, 50, 90))
    drawing = read_dxf(file(outer + inner, text("Units: METRIC") + insert("SHEET", 10, 0, 20, 0, 41, -1)))
    (piece,) = drawing.pieces
    assert piece.block == "SHEET"
    assert piece.area == pytest.approx(habits.AREA)
    (notch,) = piece.notches
    assert (round(notch.at.x, 6), round(notch.at.y, 6)) == (-100, 140)
    assert notch.angle == pytest.approx(0)


def test_names_beyond_seven_bits():
    drawing = read_dxf(file(block("YLÄKAULUS/1", style("Piece Name: Yläkaulus") + polyline("1", habits.CUT)),
                            text("Units: METRIC") + insert("yläkaulus/1")).encode("cp1252"))
    assert drawing.pieces[0].name == "Yläkaulus"
    assert "dxf.ascii" in {each.code for each in drawing.findings}
    assert "dxf.insert" not in {each.code for each in drawing.findings}


def test_a_nest_keeps_its_sizes():
    blocks = "".join(block(f"A_{size}", style("Piece Name: A", f"SIZE: {size}")
                           + polyline("1", [(x * grown, y * grown) for x, y in habits.CUT]))
                     for size, grown in (("S", 0.9), ("M", 1.0), ("L", 1.1)))
    shown = "".join(map(insert, ("A_S", "A_M", "A_L")))
    drawing = read_dxf(file(blocks, style("Units: METRIC", "Sample Size: M") + shown))
    assert drawing.sizes == ("S", "M", "L")
    assert {piece.name for piece in drawing.pieces} == {"A"}
    assert [part.id for part in drawing.parts()] == ["a.shell.1"]
    assert drawing.pattern("L").size == "L"
