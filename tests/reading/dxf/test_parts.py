"""Foreign pieces as parts: laid and plotted like our own."""

from __future__ import annotations

import pytest

from mtmpattern.errors import FileFormatError
from mtmpattern.formats import find_format
from mtmpattern.geometry import path
from mtmpattern.placing.sheet import lay_out
from mtmpattern.reading import read_dxf
from tests.reading.dxf import habits
from tests.reading.dxf.habits import HABITS, block, file, insert, line, point, polyline, style, text


@pytest.mark.parametrize("name", list(HABITS))
def test_every_habit_becomes_parts(name):
    parts = read_dxf(HABITS[name]()).parts()
    assert [part.id for part in parts] == ["front.shell.1", "front.shell.2"]
    for part in parts:
        assert path.area(part.cut) == pytest.approx(habits.AREA, rel=1e-4)
        assert path.area(part.sewn_outline) > 0
        assert len(part.sewn) >= 4
        for notch in part.notches:
            assert path.nearest(part.cut, notch.on_cut)[1] < 0.01
            assert path.nearest(part.sewn_outline, notch.at)[1] < 0.01
            assert notch.depth == pytest.approx(3.998, abs=0.003)


def test_a_pair_is_turned_over():
    left, right = read_dxf(habits.accumark_astm()).parts()
    assert [edge.length for edge in left.sewn] == pytest.approx([edge.length for edge in reversed(right.sewn)])
    assert right.grain[0].x == -left.grain[0].x
    two = read_dxf(habits.accumark_aama()).parts()
    assert two[0].cut == two[1].cut                         # one number says nothing of sides


def test_they_can_be_written(tmp_path):
    pattern = read_dxf(habits.polypattern()).pattern()
    for name in ("svg", "dxf"):
        (content,) = find_format(name).write(pattern, {}).values()
        assert content
    assert len(lay_out(pattern).laid) == 2
    assert pattern.template == "foreign"
    assert len(pattern.digest) == 64


def test_corners_part_the_sewn_line():
    content = (style("Piece Name: A") + polyline("1", [(0, 0), (400, 0), (400, 400), (0, 400)])
               + polyline("14", [(10, 10), (200, 10), (390, 11), (390, 390), (10, 390)]))
    drawn = file(block("A", content), text("Units: METRIC") + insert("A"))
    assert len(read_dxf(drawn).parts()[0].sewn) == 4
    marked = drawn.replace("0\nENDBLK", point("2", (200, 10)) + "0\nENDBLK")
    assert len(read_dxf(marked).parts()[0].sewn) == 5


def test_what_a_piece_lacks_is_made_up():
    content = (polyline("1", [(0, 0), (100, 0), (100, 200), (0, 200)]) + point("4", (50, 0))
               + line("11", (40, 90), (60, 90)))
    (part,) = read_dxf(file(block("Ä b", content), text("Units: METRIC") + insert("Ä b"))).parts()
    assert part.id == "a_b.shell.1"
    assert part.sewn_outline == part.cut
    assert (part.grain[0].y, part.grain[1].y) == (50, 150)
    assert (part.notches[0].direction, part.notches[0].depth) == (pytest.approx(90), 4)
    assert [each.kind for each in part.lines] == ["slit"]


def test_a_size_that_is_not_there():
    with pytest.raises(FileFormatError) as caught:
        read_dxf(habits.clo()).parts("99")
    assert caught.value.code == "dxf.no_size"
