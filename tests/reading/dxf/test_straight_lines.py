"""Straight lines are read without ezdxf: the same lines, in the order of the file, in bounded work."""

from __future__ import annotations

import pytest

from mtmpattern.errors import FileFormatError
from mtmpattern.limits import DXF_BYTES
from mtmpattern.reading import audit_dxf
from mtmpattern.reading.dxf.content import Content, Loader
from mtmpattern.reading.dxf.washing import StraightLine, Washer
from mtmpattern.reading.source import opened
from tests.effort import counted_calls
from tests.reading.dxf import habits
from tests.reading.dxf.habits import block, file, insert, line, polyline, tags

ARC = tags(0, "ARC", 8, "arc", 10, 0, 20, 0, 40, 5, 50, 0, 51, 90)
LIGHT = tags(0, "LWPOLYLINE", 8, "light", 90, 2, 70, 1, 10, 1, 20, 2, 42, 0, 10, 3, 20, 4)
SWAPPED = tags(0, "LINE", 8, "swapped", 11, 3, 21, 4, 10, 1, 20, 2)
BULGED = tags(0, "LWPOLYLINE", 8, "bulged", 90, 2, 70, 0, 10, 0, 20, 0, 42, 1, 10, 10, 20, 0)


def loaded(*entities: str) -> tuple[Content, list[object]]:
    """The content of a block, and what was not given to ezdxf."""
    source = opened(file(block("A", "".join(entities)), insert("A")).encode(), what="drawing", largest=DXF_BYTES)
    washed = Washer(source).wash()
    straight = [each for each in washed.blocks[1].text if isinstance(each, StraightLine)]
    return Loader(source, washed).block(1), straight


def test_the_order_of_the_file_is_kept_whoever_reads_a_line():
    content, straight = loaded(line("1", (0, 0), (9, 0)), ARC, LIGHT, SWAPPED, polyline("8", [(0, 0), (5, 5)]), BULGED,
                               line("14", (1, 1), (2, 2)))
    assert [stroke.layer for stroke in content.strokes] == ["1", "arc", "light", "swapped", "8", "bulged", "14"]
    assert len(straight) == 4
    by_layer = {stroke.layer: stroke for stroke in content.strokes}
    assert (list(by_layer["light"].points), by_layer["light"].closed) == ([(1.0, 2.0), (3.0, 4.0)], True)
    assert list(by_layer["swapped"].points) == [(1.0, 2.0), (3.0, 4.0)] and len(by_layer["bulged"].points) > 9


def test_a_block_inside_a_block_is_moved_with_its_lines():
    inner = block("A", line("1", (0, 0), (9, 0)) + ARC) + block(
        "B", insert("A", 10, 100, 20, 50) + line("8", (1, 1), (2, 2)))
    source = opened(file(inner, insert("B")).encode(), what="drawing", largest=DXF_BYTES)
    content = Loader(source, Washer(source).wash()).block(2)
    assert [list(stroke.points[:2]) for stroke in content.strokes if len(stroke.points) == 2] == [
        [(100.0, 50.0), (109.0, 50.0)], [(1.0, 1.0), (2.0, 2.0)]]


@pytest.mark.parametrize("wrong", ["wide", "nan", "1e9"])
def test_a_wrong_number_of_a_line_is_reported_with_its_line(wrong):
    with pytest.raises(FileFormatError) as caught:
        loaded(tags(0, "LINE", 8, "1", 10, 0, 20, 0, 11, wrong, 21, 0))
    assert caught.value.code == "dxf.number" and caught.value.problems[0].line


@pytest.mark.parametrize(("one", "most"), [(line("8", (10, 10), (20, 20)), 180), (LIGHT, 220),
                                           (polyline("8", [(10, 10), (20, 20), (30, 10)]), 350)])
def test_each_line_takes_few_calls(one, most):
    """A drawing of 59,000 lines is read within the limit of time: two hundred calls a line are two seconds."""
    few, many = (file(block("A", polyline("1", habits.CUT) + one * count), insert("A")).encode() for count in (50, 550))
    audit_dxf(few)
    efforts = []
    for data in (few, many):
        with counted_calls() as effort:
            audit_dxf(data)
        efforts.append(effort.calls)
    assert (efforts[1] - efforts[0]) / 500 < most
