"""Solve, derived pieces, and what the words refuse."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import (
    LEFT,
    UP,
    Point,
    curve,
    dart,
    derived,
    doubled,
    edges,
    fold,
    line,
    pleat,
    solve,
    square_to,
)
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.piece import Cut, Piece, PieceInfo


def test_solve_reaches_its_target() -> None:
    assert solve(lambda x: x**3, 8.0, 0, 5, what="cube") == pytest.approx(2.0, abs=1e-9)
    assert solve(lambda x: 10 - x, 4.0, 0, 10, what="falling") == pytest.approx(6.0)
    assert solve(lambda x: x, 0.0, 0, 10, what="at a bound") == 0.0


def test_solve_says_the_range_it_reaches() -> None:
    with pytest.raises(mtm.SolveError) as caught:
        solve(lambda x: 100 + x, 300.0, 0, 90, what="side seam at the waist")
    assert "side seam at the waist: no value between 0.0 and 90.0 reaches 300.0 mm; it spans 100.0 to 190.0 mm" in str(
        caught.value)


def test_solve_moves_a_bound_that_cannot_be_drafted() -> None:
    def f(x: float) -> float:
        if x < 2:
            raise mtm.OutlineError("a curve that loops", code="curve.loop")
        return x
    assert solve(f, 7.0, 0, 10, what="bound") == pytest.approx(7.0)


def test_square_to() -> None:
    assert square_to(line(Point(0, 0), Point(0, 10))) == LEFT
    assert square_to(Point(0, 0), Point(10, 0)) == UP
    with pytest.raises(mtm.OutlineError, match="needs an edge, or two points"):
        square_to(Point(0, 0))  # type: ignore[call-overload]


def panel(**more: object) -> Piece:
    waist = line(Point(200, 0), Point(0, 0)).with_darts([dart(20, 90, 1 / 2)])
    outline = edges(hem=line(Point(0, -500), Point(240, -500)), side=curve(Point(240, -500), Point(200, 0), leave=UP),
                    waist=waist, centre=fold(Point(0, 0), Point(0, -500)),
                    points={"hip": Point(0, -200), "foot": Point(240, -500)})
    return Piece(PieceInfo("panel", outline, (Cut(),), **more))  # type: ignore[arg-type]


def test_a_lining_is_derived_shorter_and_keeps_names_darts_and_points() -> None:
    lining = derived(panel(), shorter={"hem": 25})
    assert list(lining.edges) == ["hem", "side", "waist", "centre"]
    assert lining.edges["hem"].start.y == pytest.approx(-475)
    assert lining.edges["waist"].intakes and lining.edges["centre"].kind == "fold"
    assert "hip" in lining.points and "foot" not in lining.points, "the foot no longer lies on an edge"
    lining.checked("lining")


def test_derived_leaves_darts_open_and_turns_edges_out() -> None:
    loose = derived(panel(), darts=False, turn={"side": 3})
    assert not loose.edges["waist"].intakes
    assert loose.edges["side"].start.x == pytest.approx(243)
    loose.checked("loose")


@pytest.mark.parametrize(("moves", "code"), [({"hemm": 3}, "derived.edge"), ({"waist": 3}, "derived.darts")])
def test_what_derived_refuses(moves: dict[str, float], code: str) -> None:
    with pytest.raises(mtm.DraftError) as caught:
        derived(panel(), shorter=moves)
    assert caught.value.code == code


@pytest.mark.parametrize(("draw", "code"), [
    (lambda: edges(hem=line(Point(0, 0), Point(10, 0)), side="no"), "outline.edge"),
    (lambda: edges(info=line(Point(0, 0), Point(10, 0)), side=line(Point(10, 0), Point(0, 0))), "outline.name"),
    (lambda: edges(hem=line(Point(0, 0), Point(10, 0))), "outline.edge"),
    (lambda: curve(Point(0, 0), Point(0, 0)), "curve.empty"),
    (lambda: curve(Point(0, 0), Point(100, 0), leave=30, arrive=30), "curve.inflection"),
    (lambda: curve(Point(0, 0), Point(100, 0), leave=30, hollow=-90), "curve.hollow"),
    (lambda: curve(Point(0, 0), Point(100, 0), through=Point(0, 0)), "curve.empty"),
    (lambda: line(Point(0, 0), Point(100, 0)).then(line(Point(0, 0), Point(1, 1))), "edge.then"),
    (lambda: line(Point(0, 0), Point(100, 0)).with_darts([dart(120, 50, 1 / 2)]), "intake.width"),
])
def test_what_drawing_refuses(draw: object, code: str) -> None:
    with pytest.raises(mtm.DraftError) as caught:
        draw()  # type: ignore[operator]
    assert caught.value.code == code
    assert caught.value.hint, "it says what to do"


def test_an_outline_must_close_and_run_counter_clockwise() -> None:
    a, b, c = Point(0, 0), Point(100, 0), Point(0, 100)
    with pytest.raises(mtm.OutlineError, match=r"5\.00 mm away") as caught:
        edges(one=line(a, b), two=line(b, c), three=line(c, a.up(5))).checked("corner")
    assert caught.value.code == "outline.open"
    with pytest.raises(mtm.OutlineError) as caught:
        edges(one=line(a, c), two=line(c, b), three=line(b, a)).checked("corner")
    assert caught.value.code == "outline.clockwise"


def test_two_folds_are_refused() -> None:
    a, b, c = Point(0, 0), Point(100, 0), Point(0, 100)
    outline = edges(one=doubled(a, b), two=doubled(b, c), three=line(c, a))
    with pytest.raises(mtm.OutlineError, match="2 edges that are doubled"):
        _ = PieceInfo("band", outline, (Cut(),)).doubled


def test_a_pleat_takes_cloth_out_like_a_dart() -> None:
    edge = line(Point(240, 0), Point(0, 0)).with_darts([pleat(40, 60, 1 / 2)])
    assert edge.length == pytest.approx(200)
    placed = edge.darts[0]
    assert placed.start.distance(placed.end) == pytest.approx(40, abs=1e-6)
    assert placed.start.y == pytest.approx(0, abs=1e-6) == placed.end.y


def test_the_same_order_has_the_same_digest(tee_twice: tuple[Pattern, Pattern]) -> None:
    first, second = tee_twice
    assert first.digest == second.digest and first == second
