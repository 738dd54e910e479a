"""Time of the geometry: parallels, cut lines, darts, and the way from drafting to audited parts."""

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.geometry import Corner, Curve, Edge, Intake, Margin, Point, cut_line, drawn

ARMHOLE = Curve(Point(0, 0), Point(-40, 0), Point(-65, 40), Point(-60, 140))


@pytest.fixture(scope="module")
def ana(request):
    return mtm.read_body(request.config.rootpath / "measurements/bodies/ana.yaml")


def panel():
    a, b, c, d = Point(0, 0), Point(250, 0), Point(240, 450), Point(0, 600)
    return [Margin((Curve.line(a, b),), 20, Corner.HEM_FIRST), Margin((Curve.line(b, c),), 10),
            Margin(drawn(c, d, 180, 100), 10), Margin((Curve.line(d, a),), 0)]


def test_parallel(benchmark):
    assert len(benchmark(ARMHOLE.parallel, -10.0)) < 8


def test_nearest(benchmark):
    assert benchmark(ARMHOLE.nearest, Point(-30, 90))[1] > 0


def test_cut_line(benchmark):
    assert not benchmark(cut_line, panel()).repaired


def test_mended_cut_line(benchmark):
    margins = [Margin(m.curves, 60.0 if i == 2 else m.width) for i, m in enumerate(panel())]
    assert benchmark(cut_line, margins).curves


def test_two_darts_trued(benchmark):
    line = drawn(Point(260, 12), Point(0, 0), 190, 180)
    darts = (Intake(20, 110, 1 / 3), Intake(15, 90, 2 / 3))
    assert len(benchmark(lambda: Edge(line).with_darts(darts).darts)) == 2


def test_tee_drafted(benchmark, ana):
    assert benchmark(drafted, "crew-tee", ana).pieces


def test_tee_cut(benchmark, ana):
    assert benchmark(lambda: drafted("crew-tee", ana).for_cutting()).parts


def test_tee_drafted_cut_and_audited(benchmark, ana):
    assert benchmark(mtm.draft, "crew-tee", ana).pieces
