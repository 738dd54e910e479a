"""A template that forgets, twists, mismatches or contradicts itself is refused, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from mtmpattern.templates.blocks.knit_sleeves import SetInSleeve

import mtmpattern as mtm
from mtmpattern.drafting import (
    Outline,
    Point,
    Template,
    bag,
    buttoned,
    caught,
    cut,
    drafted,
    edges,
    encase,
    fusible,
    hem,
    line,
    passes,
    piece,
    raw,
    sew,
    shell,
    whole,
    woven,
)
from mtmpattern.drafting.library import find_template
from mtmpattern.geometry import LEFT
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.model.operation import Operation
from tests.pattern.simple import folded

CrewTee = find_template("crew-tee")
StraightSkirt = find_template("straight-skirt")
Making = Callable[[CrewTee], Iterator[Operation]]  # type: ignore[valid-type]


def refused(template: type, making: Making | None, ana: mtm.Body, **members: object) -> list[mtm.Problem]:
    methods = {**members, **({"making": making} if making else {})}
    wrong = type("Wrong", (template,), {"name": "wrong", **methods})
    problems = audit(drafted(wrong, ana))
    with pytest.raises(mtm.DraftError):
        mtm.draft(wrong, ana)
    return list(problems)


def replaced(find: str, by: Operation | Callable[[object], Operation] | None) -> Making:
    """The tee's or skirt's making with the operation whose text holds ``find`` left out or exchanged."""
    def making(self: object) -> Iterator[Operation]:
        base = type(self).__mro__[1]
        hits = 0
        for operation in base.making(self):  # type: ignore[attr-defined]
            if find in str(operation):
                hits += 1
                if by is not None:
                    yield by(self) if callable(by) else by
            else:
                yield operation
        assert hits == 1, f"{hits} operations hold {find!r}"
    return making


def codes(problems: list[mtm.Problem]) -> set[str]:
    return {problem.code for problem in problems}


def test_a_forgotten_hem(ana: mtm.Body) -> None:
    problems = refused(StraightSkirt, replaced("hem back.vent", None), ana)
    assert [p.code for p in problems] == ["claim.none"]
    assert str(problems[0]).startswith("back.vent: ")
    assert "mm of edge that nothing happens to. Sew, hem, bind it or call it raw. [claim.none]" in str(problems[0])


def test_a_forgotten_seam(ana: mtm.Body) -> None:
    problems = refused(CrewTee, replaced("sew front.side", None), ana)
    assert {"claim.none", "surface.openings"} <= codes(problems)
    assert {p.where for p in problems if p.code == "claim.none"} >= {"front.side", "back.side"}


def test_an_edge_claimed_twice(ana: mtm.Body) -> None:
    def making(self: object) -> Iterator[Operation]:
        yield from CrewTee.making(self)  # type: ignore[attr-defined]
        yield hem(self.front.shoulder, depth=20)  # type: ignore[attr-defined]
    assert "claim.twice" in codes(refused(CrewTee, making, ana))


def test_a_wrong_end(ana: mtm.Body) -> None:
    """The neckband sewn to the armholes instead of the sleeve: lengths and surface both tell."""
    problems = refused(CrewTee, replaced(
        "sew front.shoulder", lambda t: sew(t.front.shoulder, t.back.side)), ana)
    assert "join.length" in codes(problems)


def test_a_sleeve_with_its_front_on_the_wrong_side(ana: mtm.Body) -> None:
    class Turned(SetInSleeve):
        @piece(cut(shell), on="arm", front=LEFT)
        def sleeve(self) -> object:
            return self.set_in()
    problems = refused(CrewTee, None, ana, arm=Turned())
    assert codes(problems) & {"join.twist", "join.walk"}
    assert any("sleeve.under_front" in str(p) for p in problems)


def test_a_twisted_walk(ana: mtm.Body) -> None:
    problems = refused(CrewTee, replaced(
        "sew front.side", lambda t: sew(t.front.side + t.arm.sleeve.under_front,
                                        t.arm.sleeve.under_back + t.back.side)), ana)
    assert "join.twist" in codes(problems)
    assert any("the same way round" in str(p) for p in problems)


def test_a_walk_that_nothing_connects(ana: mtm.Body) -> None:
    problems = refused(CrewTee, replaced("sew sleeve.cap", None), ana)
    assert any(p.code == "join.walk" and "nothing brings the ends of front.side and sleeve.under_front together"
               in p.message for p in problems)


def test_a_length_that_does_not_agree(ana: mtm.Body) -> None:
    problems = refused(CrewTee, replaced(
        "sew sleeve.cap", lambda t: sew(t.arm.sleeve.cap, t.front.armhole + t.back.armhole, eased=3.0)), ana)
    seen = [p for p in problems if p.code == "join.length"]
    assert seen and "+0.00 mm where +3.00 mm is stated" in seen[0].message


def test_ease_in_a_span_that_does_not_exist(ana: mtm.Body) -> None:
    problems = refused(CrewTee, replaced("sew sleeve.cap", lambda t: sew(
        t.arm.sleeve.cap, t.front.armhole + t.back.armhole, eased={"pitch..tip": 4})), ana)
    assert any(p.code == "join.span" and "pitch..tip" in p.message for p in problems)


def skirt_front(**allowance: float) -> object:
    """The front of the straight skirt with allowances of its own."""
    return piece(cut(shell), on="torso front", allowance=allowance)(StraightSkirt.front.method)


def test_an_allowance_against_its_construction(ana: mtm.Body) -> None:
    problems = refused(StraightSkirt, None, ana, front=skirt_front(side=3))
    assert codes(problems) == {"claim.allowance"}
    assert any("cannot be sewn plain, which takes 5 to 40 mm" in str(p) for p in problems)


def test_allowances_that_differ_on_a_plain_seam(ana: mtm.Body) -> None:
    problems = refused(StraightSkirt, None, ana, front=skirt_front(side=15))
    assert any("15.0 mm on one side and 10.0 mm on the other" in str(p) for p in problems)


def test_an_allowance_stated_on_a_hem(ana: mtm.Body) -> None:
    assert "claim.allowance" in codes(refused(StraightSkirt, None, ana, front=skirt_front(hem=15)))


def test_openings_that_are_not_true(ana: mtm.Body) -> None:
    problems = refused(CrewTee, None, ana, openings=("neck", "hem", "cuff"))
    assert "not declared: cuff" in str(problems[0])


def test_a_half_joined_to_a_whole(ana: mtm.Body) -> None:
    problems = refused(CrewTee, replaced("sew neckband.seam", lambda t: sew(
        t.neck.neckband.seam, t.back.neckline + t.front.neckline, stretched=.85)), ana)
    assert any(p.code == "join.reach" and "Say whole(" in p.hint for p in problems)


def test_a_zip_that_is_left_out_opens_the_waist_into_the_hem(ana: mtm.Body) -> None:
    problems = refused(StraightSkirt, replaced("zip back.opening", lambda t: raw(t.back.opening)), ana)
    assert "surface.openings" in codes(problems)


def test_a_neckline_that_is_too_tight(ana: mtm.Body) -> None:
    def wearing(self: object) -> Iterator[object]:
        yield from CrewTee.wearing(self)  # type: ignore[attr-defined]
        yield passes("neck", 400, "head girth", 560)
    problems = refused(CrewTee, None, ana, wearing=wearing)
    assert codes(problems) == {"wear.passage"} and "opens to 400 mm and the head girth is 560 mm" in str(problems[0])


def test_an_opening_nobody_thought_of(ana: mtm.Body) -> None:
    problems = refused(CrewTee, None, ana, wearing=lambda self: ())
    assert codes(problems) == {"wear.unchecked"}


def test_an_intention_that_is_never_measured(ana: mtm.Body) -> None:
    problems = refused(CrewTee, None, ana, finished=lambda self: ())
    assert codes(problems) == {"measure.missing"}


def test_other_operations_on_one_side(ana: mtm.Body) -> None:
    def making(self: object) -> Iterator[Operation]:
        operations = list(CrewTee.making(self))  # type: ignore[attr-defined]
        yield from operations if self.wearer_side == "left" else operations[::-1]  # type: ignore[attr-defined]
    wrong = type("Wrong", (CrewTee,), {"name": "wrong", "making": making})
    with pytest.raises(mtm.DraftError, match="different operations for the right side") as caught:
        drafted(wrong, ana, alterations={"sleeve": {"left": 5}})
    assert caught.value.code == "making.sides"


def test_a_line_inside_a_piece_is_no_edge(ana: mtm.Body) -> None:
    problems = refused(CrewTee, replaced(
        "sew front.shoulder", lambda t: sew(t.arm.sleeve.centre, t.back.shoulder)), ana)
    assert any(p.code == "join.inner" and "sleeve.centre is a line inside the piece" in p.message for p in problems)


@pytest.mark.parametrize("wrong", [
    lambda t: hem(t.front.hem, depth=0), lambda t: hem(t.front.hem, depth=-5), lambda t: hem(depth=5),
    lambda t: hem(t.front.hem, depth=float("nan")), lambda t: sew(t.front.side, t.back.side, stretched=1.2),
    lambda t: sew(t.front.side, t.back.side, gathered=.5), lambda t: sew(t.front.side, t.back.side, stretched=0),
    lambda t: sew(t.front.side, t.back.side, stretched=.9, gathered=1.1), lambda t: cut(shell, plies=0),
    lambda t: buttoned(over=t.front.side, under=t.back.side, count=0),
])
def test_numbers_that_no_operation_can_be_done_with(tee: Pattern, wrong: Callable[[object], object]) -> None:
    pieces = SimpleNamespace(**{piece.info.name: piece for piece in tee.pieces})
    with pytest.raises(mtm.DraftError) as caught:
        wrong(pieces)
    assert caught.value.code == "operation.value" and caught.value.hint


def test_unknown_construction_and_edge(ana: mtm.Body) -> None:
    for making, code, near in (
        (lambda self: iter([sew(self.front.sholder, self.back.shoulder)]), "piece.edge", "Did you mean shoulder?"),
        (lambda self: iter([sew(self.front.side, self.back.side, construction="feled")]), "operation.construction",
         "Did you mean felled?"),
    ):
        wrong = type("Wrong", (CrewTee,), {"name": "wrong", "making": making})
        with pytest.raises(mtm.DraftError) as caught:
            drafted(wrong, ana)
        assert caught.value.code == code and near in str(caught.value)


# ---- Words that are said of something else than an edge, found by strangers ---------------------------------------


class Plain(Template):
    """Two halves that open over their folds, with a line inside, and a band of one layer."""

    name = "plain"
    needs = ("waist_girth",)
    fabric = woven()
    openings = ("waist", "hem")

    def half(self) -> Outline:
        return folded(250, 400, inner={"ln": line(Point(50, -200), Point(150, -200))})

    @piece(cut(shell), on="torso front")
    def front(self) -> Outline:
        return self.half()

    @piece(cut(shell), on="torso back")
    def back(self) -> Outline:
        return self.half()

    @piece(cut(shell), on="waist", drawn="whole")
    def band(self) -> Outline:
        a, b = Point(0, 0), Point(1000, 0)
        return edges(low=line(a, b), end=line(b, b.up(40)), top=line(b.up(40), a.up(40)), begin=line(a.up(40), a))

    def making(self) -> Iterator[object]:
        front, back, band = self.front, self.back, self.band
        yield sew(front.side, back.side)
        yield sew(band.begin, band.end)
        yield sew(band.low, whole(back.waist + front.waist))
        yield hem(front.hem, back.hem, depth=20)
        yield hem(band.top, depth=10)
        yield from self.more()

    def more(self) -> Iterator[object]:
        return iter(())

    def wearing(self) -> Iterator[object]:
        yield passes("waist", 1000, "waist girth", self.middle.waist_girth)


def plain(more: Callable[[Plain], object]) -> set[str]:
    kind = type("PlainAndMore", (Plain,), {"more": lambda self: iter([more(self)])})
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft(kind, mtm.Body.of({"waist_girth": 1000}))
    return {problem.code for problem in caught.value.problems}


def test_the_plain_garment_is_sound() -> None:
    mtm.draft(Plain, mtm.Body.of({"waist_girth": 1000}))


@pytest.mark.parametrize(("more", "code"), [
    (lambda t: raw(t.front.centre), "join.fold"),
    (lambda t: hem(t.front.centre, depth=10), "join.fold"),
    (lambda t: sew(t.front.centre, t.back.centre), "join.fold"),
    (lambda t: caught(t.band.top, by=t.front.centre), "join.fold"),
    (lambda t: raw(t.front.ln), "join.inner"),
    (lambda t: hem(t.front.ln, depth=10), "join.inner"),
    (lambda t: caught(t.front.ln, by=t.front.hem), "join.inner"),
    (lambda t: hem(t.front.hem.part(0, 900), depth=10), "run.place"),
    (lambda t: sew(t.front.side.part(-50, None), t.back.side), "run.place"),
    (lambda t: hem(t.front.waist + t.back.hem, depth=10), "join.walk"),
    (lambda t: sew(t.front.hem, t.front.hem), "join.self"),
    (lambda t: caught(t.front.hem, by=t.front.hem), "join.self"),
    (lambda t: encase(whole(t.back.waist + t.front.waist), between=t.band.low), "encase.layers"),
    (lambda t: bag(t.front.hem), "bag.layers"),
])
def test_what_is_said_of_something_else_than_an_edge_is_refused_in_words(more, code) -> None:
    assert code in plain(more)


def test_a_stay_that_nobody_lays_is_a_fault() -> None:
    class Stayed(Plain):
        @piece(cut(fusible), on="torso front")
        def stay(self) -> Outline:
            return self.half()
    with pytest.raises(mtm.MtmError) as caught_error:
        mtm.draft(Stayed, mtm.Body.of({"waist_girth": 1000}))
    assert {problem.code for problem in caught_error.value.problems} == {"claim.part"}


def test_points_that_are_no_places_are_refused() -> None:
    class Nowhere(Plain):
        def half(self) -> Outline:
            return replace_points(super().half())

    def replace_points(outline: Outline) -> Outline:
        return Outline(outline.edges, {"x": Point(float("nan"), 0)}, outline.inner)
    with pytest.raises(mtm.MtmError) as caught_error:
        mtm.draft(Nowhere, mtm.Body.of({"waist_girth": 1000}))
    assert caught_error.value.code == "outline.place"
