"""Foreign pieces as pieces of ours: edges by name, other allowances, seams between them; and in every format."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.errors import ExportError, FileFormatError, MtmError
from mtmpattern.formats import find_format
from mtmpattern.geometry import path
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.operation import Raw, Sew, construction
from mtmpattern.reading import read_dxf, read_hpgl, reseamed
from tests.formats.made_garment import garment
from tests.formats.svg.svg_reading import Drawing, area
from tests.reading.dxf import habits
from tests.reading.dxf.habits import block, file, insert, line, polyline, style, text


@pytest.mark.parametrize("habit", list(habits.HABITS))
def test_every_habit_becomes_a_piece(habit):
    (piece,) = read_dxf(habits.HABITS[habit]()).drafted()
    info = piece.info
    assert info.name == "front"
    assert list(info.edges) == [f"edge_{number}" for number in range(1, 7)]
    assert path.area(curve for edge in info.edges.values() for curve in edge.curves) == pytest.approx(102_953, rel=1e-4)
    assert set(info.outline.points) == {"notch_1", "notch_2", "drill_1"}
    assert set(info.outline.inner) == {"line_1"}
    assert info.grain == pytest.approx(90)
    assert info.role == "shell"
    assert info.places["notch_1"]                           # it lies on an edge, so that a seam can name it
    handed = habit in {"accumark_astm", "accumark_english"}
    assert info.side == ("left" if handed else "whole")
    assert info.cuts[0].plies == (1 if handed else 2)


@pytest.mark.parametrize("habit", list(habits.HABITS))
def test_every_habit_is_written_as_svg_and_plot(habit):
    pattern = read_dxf(habits.HABITS[habit]()).pattern()
    (svg,) = find_format("svg").write(pattern, {}).values()
    for part in pattern.parts:
        (drawn,) = Drawing(svg).paths("cut", part.id)
        assert abs(area(drawn)) == pytest.approx(habits.AREA, rel=2e-4)
    (plt,) = find_format("hpgl").write(pattern, {}).values()
    rings = [shapely.Polygon([(at.x, at.y) for at in each.points]) for each in read_hpgl(plt).lines if each.closed]
    assert sorted(ring.area for ring in rings) == pytest.approx([102_953] * 2 + [habits.AREA] * 2, rel=3e-4)


@pytest.mark.parametrize("name", ["pdf", "cutter", "dxf"])
def test_the_other_formats_take_it_too(name):
    pattern = read_dxf(habits.accumark_astm()).pattern()
    files = find_format(name).write(pattern, {})
    assert files == find_format(name).write(pattern, {})
    if name == "dxf":
        (content,) = files.values()
        assert [piece.area for piece in read_dxf(content).pieces] == pytest.approx([habits.AREA] * 2, rel=1e-6)


def test_our_own_tee_comes_back_with_its_edges():
    pattern = mtm.draft("crew-tee", mtm.read_body("ana")).for_cutting()
    (content,) = find_format("dxf").write(pattern, {}).values()
    drawing = read_dxf(content)
    for piece, read in zip(drawing.drafted(), drawing.pieces, strict=True):
        part = next(each for each in pattern.parts if each.id == read.annotation)
        whole = sum(edge.length for edge in piece.info.edges.values())
        assert whole == pytest.approx(path.length(part.sewn_outline), abs=0.05)
        lengths = [edge.length for edge in piece.info.edges.values()]
        longest = max(path.length(edge.curves) for edge in part.sewn)
        assert any(each == pytest.approx(longest, abs=0.1) for each in lengths)


SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]


def square(**texts):
    fields = style("Piece Name: A", "Material: Shell", *(f"{key}: {value}" for key, value in texts.items()))
    content = fields + polyline("1", [(-5, -5), (105, -5), (105, 105), (-5, 105)]) + polyline("14", SQUARE)
    return file(block("A", content + line("7", (50, 10), (50, 90))), text("Units: METRIC") + insert("A"))


def test_other_allowances():
    (part,) = read_dxf(square()).parts()
    assert path.area(reseamed(part, 10.0).cut) == pytest.approx(120**2)
    assert path.area(reseamed(part, 0.0).cut) == pytest.approx(100**2)
    one = reseamed(part, {"edge_1": 40.0}, otherwise=10.0)
    assert path.area(one.cut) == pytest.approx(120 * 150)
    assert one.sewn_outline == part.sewn_outline


@pytest.mark.parametrize("habit", ["accumark_astm", "clo", "plotter_shop"])
def test_new_notches_reach_from_the_new_line(habit):
    part = reseamed(read_dxf(habits.HABITS[habit]()).parts()[0], 20.0)
    for notch in part.notches:
        assert path.nearest(part.cut, notch.on_cut)[1] < 0.01
        assert path.nearest(part.sewn_outline, notch.at)[1] < 0.01
        assert notch.at.distance(notch.on_cut) == pytest.approx(20, abs=0.5)
        assert notch.depth <= 17.01


def test_a_curved_garment_gets_another_allowance_all_round():
    (content,) = find_format("dxf").write(garment(), {}).values()
    for part in read_dxf(content).pattern().parts:
        wide = reseamed(part, 12.0)
        sewn = shapely.Polygon([(at.x, at.y) for at in path.flatten(part.sewn_outline, 0.01)])
        cut = shapely.Polygon([(at.x, at.y) for at in path.flatten(wide.cut, 0.01)])
        assert cut.is_valid
        assert cut.contains(sewn)
        if part.mirror is None:
            assert sewn.exterior.distance(cut.exterior) == pytest.approx(12.0, abs=0.02)


@pytest.mark.parametrize(("allowance", "says"), [(-1.0, "-1 mm"), (float("nan"), "nan"), (500.0, "500 mm"),
                                                 ({"edge_9": 5.0}, "no edge edge_9"), ("5", "type str"), (None, "None"),
                                                 ({"edge_1": "5"}, "type str"), ({5: 5.0}, "no edge 5")])
def test_wrong_allowances(allowance, says):
    (part,) = read_dxf(square()).parts()
    with pytest.raises(ExportError, match=says) as caught:
        reseamed(part, allowance)
    assert caught.value.code == "export.allowance"


@pytest.mark.parametrize("otherwise", [float("nan"), -5.0, 1e9])
def test_wrong_allowances_of_the_other_edges(otherwise):
    (part,) = read_dxf(square()).parts()
    with pytest.raises(ExportError) as caught:
        reseamed(part, {"edge_1": 5.0}, otherwise)
    assert caught.value.code == "export.allowance"


def test_a_crossed_line_gets_no_allowance():
    content = style("Piece Name: A") + polyline("1", [(0, 0), (100, 0), (0, 100), (100, 100)])
    (part,) = read_dxf(file(block("A", content), text("Units: METRIC") + insert("A"))).parts()
    with pytest.raises(ExportError) as caught:
        reseamed(part, 10.0)
    assert caught.value.code == "export.outline"


def test_foreign_pieces_are_sewn_like_ours():
    content = "".join(block(name, style(f"Piece Name: {name}") + polyline("1", SQUARE) + habits.point("4", (100, 50)))
                      for name in ("A", "B"))
    one, two = read_dxf(file(content, text("Units: METRIC") + insert("A") + insert("B"))).drafted()
    seams = [Sew(one.edge_2, two.edge_2)]
    raw = Raw((one.edge_1, one.edge_3, one.edge_4, two.edge_1, two.edge_3, two.edge_4), construction("raw"))
    pattern = Pattern("foreign", "1", (one, two), (*seams, raw))
    for part in pattern.for_cutting().parts:
        assert path.area(part.cut) == pytest.approx(100 * 110)
        assert len(part.notches) == 1
    assert len(pattern.sewing.outermost) == 1


def test_a_half_is_opened_over_its_fold():
    content = (style("Piece Name: A") + polyline("1", [(0, 0), (100, 0), (90, 200), (0, 200)])
               + line("6", (0, 0), (0, 200)))
    drawn = file(block("A", content), text("Units: METRIC") + insert("A"))
    (half,) = read_dxf(drawn, opened_halves=False).drafted()
    assert half.info.side == "left"
    assert half.info.fold
    raw = Raw(tuple(getattr(half, name) for name in half.info.edges if name != half.info.fold), construction("raw"))
    (part,) = Pattern("foreign", "1", (half,), (raw,)).for_cutting().parts
    assert path.area(part.cut) == pytest.approx(2 * 19_000)
    (whole,) = read_dxf(drawn).drafted()
    assert whole.info.side == "whole"
    assert sum(edge.drawn_length for edge in whole.info.edges.values()) == pytest.approx(path.length(part.cut))
    (folded,) = read_dxf(drawn, opened_halves=False).parts()
    assert path.area(reseamed(folded, 10.0).cut) == pytest.approx(path.area(part.cut) / 2 + 10 * 400.25, rel=0.01)


def test_names_that_come_twice_are_told_apart():
    content = block("A", style("Piece Name: Ärmel") + polyline("1", SQUARE)) + block(
        "B", style("Piece Name: ARMEL") + polyline("1", SQUARE))
    names = [piece.info.name for piece in read_dxf(file(content, text("Units: METRIC") + insert("A"))).drafted()]
    assert names == ["armel", "armel_2"]


def test_a_size_that_is_not_there():
    with pytest.raises(FileFormatError, match=r"dxf\.no_size"):
        read_dxf(habits.clo()).drafted("99")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=3, max_size=12, unique=True),
       st.integers(0, 30))
def test_any_outline_is_seamed_or_refused(points, allowance):
    drawn = file(block("A", style("Piece Name: A") + polyline("1", [(float(x), float(y)) for x, y in points])),
                 text("Units: METRIC") + insert("A"))
    try:
        drawing = read_dxf(drawn)
        drawing.drafted()
        for part in drawing.parts():
            pattern = replace(drawing.pattern(), parts=(reseamed(part, float(allowance)),))
            assert find_format("hpgl").write(pattern, {})
    except MtmError:
        return
