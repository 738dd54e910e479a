"""Buttons: where holes and buttons go, on which of the wearer's sides, and what closes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.drafting import RIGHT, Outline, Point, buttoned, cut, drafted, edges, lapped, line, other, piece, shell
from mtmpattern.drafting.library import find_template
from mtmpattern.geometry import Region, path
from mtmpattern.pattern import Part, Pattern, Piece, audit, surface
from mtmpattern.pattern.seams.sewing import sewing_graph
from mtmpattern.pattern.stored import from_json
from tests.pattern.shirts import CuffedShirt
from tests.pattern.simple import panel, pattern_of
from tests.pattern.vests import Vest

BODY = mtm.Body.of({"chest_girth": 940})


@pytest.fixture(scope="module")
def shirt() -> Pattern:
    return mtm.draft(CuffedShirt, BODY)


def marks(pattern: Pattern, kind: str) -> dict[str, list[tuple[Point, Point]]]:
    found: dict[str, list[tuple[Point, Point]]] = {}
    for part in pattern.for_cutting().parts:
        for each in part.lines:
            if each.kind == kind:
                found.setdefault(part.id, []).append((each.curves[0].start, each.curves[0].end))
    return found


def part(pattern: Pattern, name: str) -> Part:
    return next(part for part in pattern.for_cutting().parts if part.id == name)


def test_a_column_on_the_centre_line(vest: Pattern) -> None:
    """Left over right, as it was drafted: the first 20 mm below the neckline, six to the hem."""
    holes, buttons = marks(vest, "buttonhole"), marks(vest, "button")
    assert {*holes} == {"front.left.shell.1"} and {*buttons} == {"front.right.shell.1"}
    assert len(holes["front.left.shell.1"]) == 6 and len(buttons["front.right.shell.1"]) == 12
    spacing = (420 - 20) / 6
    middles = [(a.y + b.y) / 2 for a, b in holes["front.left.shell.1"]]
    assert middles == pytest.approx([-80 - 20 - i * spacing for i in range(6)])
    assert all(a.x == pytest.approx(b.x) and a.distance(b) == pytest.approx(14) for a, b in holes["front.left.shell.1"])
    centres = buttons["front.right.shell.1"][::2]
    assert [(a.y + b.y) / 2 for a, b in centres] == pytest.approx(middles)


@pytest.mark.parametrize(("closes", "over"), [("left over right", "left"), ("right over left", "right")])
def test_the_wearers_side_that_is_over(vest: Pattern, closes: str, over: str) -> None:
    centre = vest.piece("front").centre
    for first, second in ((centre, other(centre)), (other(centre), centre)):
        closing = buttoned(over=first, under=second, count=4, closes=closes)
        pattern = replace(vest, operations=(*vest.operations[:-2], vest.operations[-1], closing))
        assert {*marks(pattern, "buttonhole")} == {f"front.{over}.shell.1"}
        assert {*marks(pattern, "button")} == {f"front.{'left' if over == 'right' else 'right'}.shell.1"}


def test_spacing_and_holes_across(vest: Pattern) -> None:
    """A hole across begins 3 mm beyond the centre line, on the side of the edge."""
    centre = vest.piece("front").centre
    closing = buttoned(over=centre, under=other(centre), count=3, first=30, spacing=90, diameter=20, holes="across")
    pattern = replace(vest, operations=(closing,))
    holes = marks(pattern, "buttonhole")["front.left.shell.1"]
    assert [a.y for a, _ in holes] == pytest.approx([-110, -200, -290])
    assert all((a.x, b.x) == pytest.approx((-3, 20)) for a, b in holes)


def test_it_does_not_matter_which_way_the_line_is_drawn(vest: Pattern) -> None:
    front = vest.piece("front")
    inner = {"centre": front.info.outline.inner["centre"].reversed()}
    turned = Piece(replace(front.info, outline=replace(front.info.outline, inner=inner)))
    closing = buttoned(over=turned.centre, under=other(turned.centre), count=3, first=30, holes="across")
    same = buttoned(over=front.centre, under=other(front.centre), count=3, first=30, holes="across")
    a, b = (marks(replace(vest, pieces=(piece,), operations=(op,)), "buttonhole") for piece, op in
            ((turned, closing), (front, same)))
    for (p, q), (r, s) in zip(a["front.left.shell.1"], b["front.left.shell.1"], strict=True):
        assert p.same_as(r, 1e-6) and q.same_as(s, 1e-6)


def test_an_end_over_a_line(shirt: Pattern) -> None:
    """The cuff's end comes to lie on the line where its wrist ends: the button as far beyond it as the hole inside."""
    cuff, (hole,), cross = (part(shirt, "cuff.left.shell.1"), marks(shirt, "buttonhole")["cuff.left.shell.1"],
                            marks(shirt, "button")["cuff.left.shell.1"])
    ends = {edge.edge: path.nearest(edge.sewn, Point((hole[0].x + hole[1].x) / 2, hole[0].y))[1] for edge in cuff.sewn}
    button = Point((cross[0][0].x + cross[0][1].x) / 2, (cross[0][0].y + cross[0][1].y) / 2)
    meets = next(each for each in cuff.lines if each.name == "meets")
    assert path.nearest(meets.curves, button)[1] == pytest.approx(11.5)
    assert hole[0].distance(hole[1]) == pytest.approx(14) and ends["end"] == pytest.approx(11.5 - 3 + 7)
    assert {*marks(shirt, "buttonhole")} == {"front.right.shell.1", "cuff.left.shell.1", "cuff.right.shell.1"}
    assert all(Region(cuff.cut).contains(p) for p in (*hole, button))


def test_an_end_over_the_foot_of_its_tab() -> None:
    """The skirt's band: hole and button lie in the middle of the tab and of the band."""
    skirt = mtm.draft("straight-skirt", mtm.read_body("ana"))
    (hole,), cross = (marks(skirt, kind)["waistband.shell.1"] for kind in ("buttonhole", "button"))
    length = skirt.piece("waistband").seam.length
    assert hole[0].y == pytest.approx(17.5) and max(p.x for p in hole) == pytest.approx(length - 15 + 3)
    assert (cross[0][0].x + cross[0][1].x) / 2 == pytest.approx(-15)
    assert (cross[1][0].y + cross[1][1].y) / 2 == pytest.approx(17.5)


def test_both_cuffs_are_closed(shirt: Pattern) -> None:
    found = surface(shirt.sewing)
    assert sorted(found.openings) == ["cuff", "cuff", "hem", "neck"]
    assert (found.components, found.handles) == (1, 0)
    opened = surface(shirt.sewing, without=[seam for seam in shirt.seams if "cuff.meets" in str(seam.operation)])
    assert {"slit_back", "slit_front"} <= {each.edge for loop in opened.loops for each in loop}, "the slit gapes"


def test_a_stand_closes_at_its_centre_on_one_part() -> None:
    """A stand opens over its fold: hole and button lie on the two halves of one part, and both laps are cut off."""
    shirt = find_template(Path("examples/little_shirt.py"))

    @piece(cut(shell, plies=2), on="neck", front=RIGHT)
    def stand(self: object) -> Outline:
        outline = shirt.stand.method(self)
        top = outline.edges["top"].start
        return replace(outline, inner={"centre": line(top, Point(top.x, 0))})

    def making(self: object) -> Iterator[object]:
        yield from shirt.making(self)
        centre = self.stand.centre  # type: ignore[attr-defined]
        yield buttoned(over=centre, under=other(centre), count=1, holes="across")
    closed = type("Closed", (shirt,), {"name": "closed", "stand": stand, "making": making})
    pattern = drafted(closed, mtm.read_body("ana"))
    assert not audit(pattern)
    (hole,), cross = (marks(pattern, kind)["stand.shell.1"] for kind in ("buttonhole", "button"))
    assert hole[0].x * cross[0][0].x < 0, "on the two ends of the stand"
    assert "stand.shell.2" not in marks(pattern, "buttonhole")


def test_two_closings_on_one_piece() -> None:
    """A wrap that laps at both of its ends: each closing cuts off its own overlap."""
    a, b = Point(0, 0), Point(400, 0)
    shape = edges(bottom=line(a, b), end=line(b, b.up(90)), top=line(b.up(90), a.up(90)), begin=line(a.up(90), a),
                  inner={"one": line(Point(30, 90), Point(30, 0)), "two": line(Point(370, 90), Point(370, 0))})
    plain = panel(side="whole")
    wrap = Piece(replace(plain.info, name="wrap", outline=shape.checked("wrap")))
    closing = buttoned(over=wrap.one, under=wrap.two, count=2)
    found = surface(sewing_graph((wrap,), (closing,)))
    assert (sorted(found.openings), found.components, found.handles) == (["bottom", "top"], 1, 0)


def test_shrinkage_moves_buttons_and_leaves_holes_as_long(vest: Pattern) -> None:
    twill = replace(mtm.read_fabric("skirt-twill"), shrinkage_warp=0.10, shrinkage_weft=0.05)
    grown = replace(vest, fabrics={"shell": twill})
    for kind, length in (("buttonhole", 14), ("button", 11)):
        for (a, b), (c, d) in zip(*(next(iter(marks(p, kind).values())) for p in (vest, grown)), strict=True):
            assert c.distance(d) == pytest.approx(length)
            assert (c.y + d.y) * 0.9 == pytest.approx(a.y + b.y)


def test_the_inner_ply_has_none(vest: Pattern) -> None:
    front = vest.piece("front")
    double = Piece(replace(front.info, cuts=(cut(shell, plies=2), cut("fusible", trimmed=2))))
    pattern = replace(vest, pieces=(double,), operations=(
        buttoned(over=double.centre, under=other(double.centre), count=3),))
    assert {*marks(pattern, "buttonhole"), *marks(pattern, "button")} == {"front.left.shell.1", "front.right.shell.1"}


def test_round_trip(shirt: Pattern) -> None:
    again = from_json(shirt.to_json(), body=shirt.inputs["body"])
    assert again.operations == shirt.operations and again.for_cutting() == shirt.for_cutting()


# ---- Wrong uses, and what is read -------------------------------------------------------------------------------


@pytest.mark.parametrize(("wrong", "sentence"), [
    (lambda f: buttoned(over=f.centre, under=other(f.centre), count=6, first=60, spacing=90),
     ("6 buttons, the last at 510 mm, do not fit front.centre, which is 420 mm long. Take fewer, or put them closer "
     "together. [operation.value]")),
    (lambda f: buttoned(over=f.centre, under=f.band, count=6, closes="right over left"),
     ("front.centre closes right over left front.band, but is not its mirror image. Leave closes= out, and name first "
     "what lies over. [operation.value]")),
    (lambda f: buttoned(over=f.centre, under=other(f.centre), count=6, closes="women"),
     ("front.centre: closes='women' is not a word known here. Say left over right, right over left. "
     "[operation.word]")),
    (lambda f: buttoned(over=f.centre, under=other(f.centre), count=6, holes="upright"),
     "front.centre: holes='upright' is not a word known here. Say along, across. [operation.word]"),
    (lambda f: buttoned(over=f.centre, under=other(f.centre), count=6, diameter=90),
     ("buttons 90 mm wide, the first at None mm, None mm apart, None mm inside. A button is 3 to 60 mm wide, and its "
     "distances are millimetres. [operation.value]")),
    (lambda f: buttoned(over=f.hem + f.side, under=other(f.centre), count=6),
     ("front.hem + front.side is buttoned over other(front.centre). Name one edge or line on each side. "
     "[operation.value]")),
])
def test_what_is_refused(vest: Pattern, wrong: Callable[[Piece], object], sentence: str) -> None:
    with pytest.raises(mtm.DraftError) as caught:
        wrong(vest.piece("front"))
    assert str(caught.value) == sentence


def test_a_button_that_is_wider_than_its_band(vest: Pattern) -> None:
    centre = vest.piece("front").centre
    closing = buttoned(over=centre, under=other(centre), count=4, diameter=34)
    seen = [str(p) for p in audit(replace(vest, operations=(*vest.operations[:-2], closing, vest.operations[-1])))]
    assert seen == [("button front.centre over other(front.centre), 4: 17.0 mm of cloth lap beyond front.centre, and a "
                    "button of 34 mm needs 18.0. Make the lap wider or the buttons smaller. [closing.room]")]


def test_a_lap_without_buttons_closes_too(vest: Pattern) -> None:
    centre = vest.piece("front").centre
    operations = tuple(lapped(over=centre, under=other(centre), closes="right over left")
                       if str(op).startswith("button") else op for op in vest.operations)
    pattern = replace(vest, operations=operations)
    assert sorted(surface(pattern.sewing).openings) == sorted(Vest.openings)
    assert not marks(pattern, "buttonhole") and not audit(pattern)
    assert "lap other(front.centre) over front.centre" in map(str, operations)
    assert from_json(pattern.to_json()) == pattern


@given(count=st.integers(1, 12), first=st.floats(0, 60), spacing=st.floats(5, 28), diameter=st.floats(6, 20),
       across=st.booleans(), right=st.booleans())
def test_any_column(count: int, first: float, spacing: float, diameter: float, across: bool, right: bool) -> None:
    piece = panel(lean=0, inner={"middle": line(Point(30, 500), Point(30, 0))})
    closing = buttoned(over=piece.middle, under=other(piece.middle), count=count, first=first, spacing=spacing,
                       diameter=diameter, holes="across" if across else "along",
                       closes="right over left" if right else "left over right")
    pattern = pattern_of(piece, [closing])
    over, under = ("right", "left") if right else ("left", "right")
    holes, buttons = marks(pattern, "buttonhole"), marks(pattern, "button")
    assert {*holes} == {f"panel.{over}.shell.1"} and {*buttons} == {f"panel.{under}.shell.1"}
    (found,), (crosses,) = holes.values(), buttons.values()
    assert len(found) == count and len(crosses) == 2 * count
    for i, (a, b) in enumerate(found):
        assert a.distance(b) == pytest.approx(diameter + 3)
        middle = [(p.y + q.y) / 2 for p, q in (found[i], crosses[2 * i])]
        assert middle == pytest.approx([500 - first - i * spacing] * 2)
    assert from_json(pattern.to_json()) == pattern
