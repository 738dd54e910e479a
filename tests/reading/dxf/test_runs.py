"""Sewn lines in several runs, with edges that have no allowance and no sewn line."""

from __future__ import annotations

import pytest
import shapely

from mtmpattern.reading import audit_dxf, read_dxf
from mtmpattern.reading.dxf.runs import along_cut
from tests.reading.dxf.habits import XY, block, file, insert, line, polyline, style

CUT: list[XY] = [(0, 0), (400, 0), (400, 600), (0, 600)]


def drawing(*runs: list[XY], more: str = "") -> bytes:
    content = block("F", style("Piece Name: F", "Quantity: 1") + polyline("1", CUT) + line("7", (200, 50), (200, 500))
                    + "".join(polyline("14", run, 0) for run in runs) + more)
    return file(content, style("Units: METRIC") + insert("F")).encode()


TOP_BARE: list[XY] = [(10, 10), (390, 10), (390, 600), (10, 600)]
BARE = {
    "two runs that meet": ([[(10, 10), (390, 10), (390, 590)], [(10, 590), (10, 10)]], TOP_BARE),
    "one run": ([[(10, 590), (10, 10), (390, 10), (390, 590)]], TOP_BARE),
    "one run to the cut line": ([[(390, 600), (390, 10), (10, 10), (10, 600)]], TOP_BARE),
    "two edges": ([[(10, 10), (10, 590)], [(390, 590), (390, 200), (390, 10)]],
                  [(10, 0), (390, 0), (390, 600), (10, 600)]),
    "a corner": ([[(10, 590), (10, 10), (390, 10)]], [(10, 10), (400, 10), (400, 600), (10, 600)]),
}


@pytest.mark.parametrize("what", list(BARE))
@pytest.mark.parametrize("turned", [False, True])
def test_an_edge_without_an_allowance_follows_the_cut_line(what, turned):
    runs, ring = BARE[what]
    content = drawing(*(run[::-1] if turned else run for run in runs))
    (piece,) = read_dxf(content).pieces
    assert shapely.Polygon([(at.x, at.y) for at in piece.sewn]).equals(shapely.Polygon(ring))
    assert not audit_dxf(content).faults
    assert [each.weight for each in audit_dxf(content) if each.code == "dxf.open"] == ["warning"]


@pytest.mark.parametrize("run", [
    [(100, 10), (10, 10), (10, 590), (390, 590), (390, 10), (140, 10)],         # a gap in an edge
    [(370, 10), (10, 10), (10, 590), (390, 590), (390, 30)],                    # a gap at a corner
    [(200, 200), (200, 400), (300, 400)]])                                      # a line in the middle
def test_other_gaps_are_faults(run):
    assert "dxf.open" in {each.code for each in audit_dxf(drawing(run)).faults}


def test_a_half_is_closed_by_its_fold():
    content = drawing([(0, 10), (390, 10), (390, 590), (0, 590)], more=line("6", (0, 0), (0, 600)))
    (piece,) = read_dxf(content).pieces
    assert piece.opened and not audit_dxf(content).faults and "dxf.open" not in audit_dxf(content).codes


def test_a_stitching_line_beside_the_runs_stays_a_line():
    runs = [(10, 590), (10, 10), (390, 10), (390, 590)]
    (piece,) = read_dxf(drawing(runs, [(100, 300), (200, 300), (200, 310)])).pieces
    assert len(piece.sewn) == 6 and len(piece.lines) == 1


def test_too_many_runs_are_not_joined():
    assert along_cut([[(10, 10 + n), (10, 11 + n)] for n in range(30)], CUT) is None and along_cut([], CUT) is None
