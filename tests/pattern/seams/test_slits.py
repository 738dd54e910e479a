"""Slits: two edges on one line, walked and claimed like others, with no allowance, and cut inside the part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mtmpattern as mtm
from mtmpattern.drafting import (
    Outline,
    Point,
    Run,
    bind,
    cut,
    derived,
    drafted,
    edges,
    encase,
    fold,
    hem,
    lapped,
    line,
    piece,
    raw,
    sew,
    shell,
    slit,
    whole,
)
from mtmpattern.geometry import Region, mirrored_about, path
from mtmpattern.pattern import Part, Pattern, audit, surface
from mtmpattern.pattern.model.operation import Operation
from mtmpattern.pattern.seams.sewing import sewing_graph
from mtmpattern.pattern.stored import from_json
from tests.pattern.shirts import CuffedShirt, PlacketShirt
from tests.pattern.simple import panel, pattern_of
from tests.pattern.vests import Vest

BODY = mtm.Body.of({"chest_girth": 940})


@pytest.fixture(scope="module", params=[CuffedShirt, PlacketShirt])
def shirt(request: pytest.FixtureRequest) -> Pattern:
    return mtm.draft(request.param, BODY)


def part(pattern: Pattern, name: str, on_fold: bool = False) -> Part:
    return next(part for part in pattern.for_cutting(on_fold).parts if part.id == name)


def openings(pattern: Pattern) -> list[str]:
    return sorted(surface(pattern.sewing).openings)


def faults(template: type, without: str = "", also: Operation | None = None, **members: object) -> list[mtm.Problem]:
    def making(self: object) -> Iterator[Operation]:
        kept = [op for op in template.making(self) if not without or without not in str(op)]  # type: ignore[attr-defined]
        yield from kept
        if also is not None:
            yield also(self) if callable(also) else also
    return list(audit(drafted(type("Wrong", (template,), {"name": "wrong", "making": making, **members}), BODY)))


# ---- What a slit is ---------------------------------------------------------------------------------------------


def test_a_slit_makes_an_edge_for_each_of_its_sides(shirt: Pattern) -> None:
    sleeve = shirt.piece("sleeve")
    back, front = sleeve.slit_back, sleeve.slit_front
    assert (back.length, front.length, sleeve.slit.length) == (140, 140, 280)
    assert back.start == front.end and back.end == front.start
    assert sleeve.info.order[:4] == ("wrist_back", "slit_back", "slit_front", "wrist_front")
    assert str(sleeve.slit) == "sleeve.slit_back + sleeve.slit_front"


def test_the_sides_can_have_other_names() -> None:
    a, b, c = Point(0, 0), Point(50, 0), Point(100, 0)
    shape = edges(left=line(a, b), cut=slit(b, b.up(30), sides=("near", "far")), right=line(b, c),
                  rest=line(c, c.up(90)).then(line(c.up(90), a)))
    assert list(shape.edges) == ["left", "cut_near", "cut_far", "right", "rest"]
    assert shape.slits == {"cut": ("cut_near", "cut_far")}
    assert shape.outer == ("left", "right", "rest")


def test_the_outline_of_the_part_is_that_without_the_slit(shirt: Pattern) -> None:
    sleeve = part(shirt, "sleeve.left.shell.1")
    info = shirt.piece("sleeve").info
    assert path.area(sleeve.sewn_outline) == pytest.approx(path.area(c for e in info.edges.values() for c in e.curves))
    assert Region(sleeve.sewn_outline).is_simple and Region(sleeve.cut).is_simple
    assert {edge.name for edge in sleeve.sewn if edge.slit} == {"slit_back", "slit_front"}
    assert sum(edge.length for edge in sleeve.sewn if edge.slit) == pytest.approx(280)


def test_it_is_cut_from_the_cut_line_to_its_end(shirt: Pattern) -> None:
    for side in ("left", "right"):
        sleeve = part(shirt, f"sleeve.{side}.shell.1")
        (cut_in,) = [line for line in sleeve.lines if line.kind == "slit"]
        (stop,) = [line for line in sleeve.lines if line.kind == "stop"]
        start, end = cut_in.curves[0].start, cut_in.curves[-1].end
        assert path.nearest(sleeve.cut, start)[1] < 1e-6, "it begins at the raw edge, not at the sewn line"
        assert start.distance(end) == pytest.approx(140 + 10)
        assert path.nearest(stop.curves, end)[1] < 1e-9
        mates = [edge for edge in sleeve.sewn if edge.slit]
        assert all(path.nearest(edge.sewn, end)[1] < 1e-9 for edge in mates)


def test_slits_have_no_notches_and_their_mates_do(shirt: Pattern) -> None:
    assert not [notch for notch in shirt.notches if notch.edge.startswith("slit")]
    assert not [p for p in audit(shirt) if p.code == "notch.mate"]


def test_the_wrist_is_walked_through_the_underarm(shirt: Pattern) -> None:
    (left, _) = [seam for seam in shirt.sewing.outermost if "cuff.seam" in str(seam.operation)]
    assert [span.edge for span in left.first if span.part.startswith("sleeve")] == ["wrist_front", "wrist_back"]
    (mid,) = {notch.at for notch in shirt.notches if notch.piece == "cuff" and notch.reason == "sleeve and sleeve"}
    along = shirt.piece("sleeve").wrist_front.length + (
        shirt.piece("tower").foot.length if "tower" in {p.info.name for p in shirt.pieces} else 0)
    seam = shirt.piece("cuff").seam.length
    assert min(abs(mid - along), abs(seam - mid - along)) < 0.01 or abs(mid - along) <= 8.01


def test_the_order_of_the_walk_may_be_told_either_way() -> None:
    assert not faults(CuffedShirt, wrists=lambda self: self.sleeve.wrist_back + self.sleeve.wrist_front)


def test_openings_are_as_declared(shirt: Pattern) -> None:
    assert openings(shirt) == ["cuff", "cuff", "hem", "neck"]
    assert not audit(shirt)


def test_a_slit_that_is_open_lengthens_its_opening() -> None:
    pattern = drafted(type("Open", (CuffedShirt,), {"name": "open", "making": lambda self: [
        op for op in CuffedShirt.making(self) if "cuff" not in str(op)] + [hem(self.wrists(), depth=10)]}), BODY)
    found = surface(sewing_graph(pattern.pieces[:3], pattern.operations))
    assert sorted(found.openings) == ["cuff", "cuff", "hem", "neck"]
    cuff = next(loop for name, loop in zip(found.openings, found.loops, strict=True) if name == "cuff")
    assert {stretch.edge for stretch in cuff} == {"wrist_back", "wrist_front", "slit_back", "slit_front"}


def test_every_cut_of_the_piece_and_shrinkage() -> None:
    twill = replace(mtm.read_fabric("skirt-twill"), shrinkage_warp=0.10, shrinkage_weft=0.20)
    slitted = panel(at=120, end=Point(120, 90))
    cuts = (cut(shell, plies=2), cut("fusible", trimmed=2))
    slitted = type(slitted)(replace(slitted.info, cuts=cuts, outline=slitted.info.outline))
    hems = [hem(slitted.hem_back, slitted.hem_front, depth=30)]
    pattern = replace(pattern_of(slitted, hems), fabrics={"shell": twill})
    for each in pattern.for_cutting().parts:
        found = [line.curves[0] for line in each.lines if line.kind == "slit"]
        assert Region(each.cut).is_simple and Region(each.sewn_outline).is_simple
        if each.role == "fusible":
            assert not found
        else:
            assert [curve.length for curve in found] == [pytest.approx(90 / 0.9 + 30)], "the turn does not shrink"
            assert path.nearest(each.cut, found[0].start)[1] < 1e-6


def test_round_trip_and_both_sides(shirt: Pattern) -> None:
    again = from_json(shirt.to_json(), body=shirt.inputs["body"])
    assert again == shirt and again.to_json() == shirt.to_json()
    assert again.for_cutting() == shirt.for_cutting()
    left, right = part(shirt, "sleeve.left.shell.1"), part(shirt, "sleeve.right.shell.1")
    mirror = mirrored_about(Point(0, 0), Point(0, 1))
    ends = [sorted((round(p.x, 6), round(p.y, 6)) for line in lines if line.kind == "slit"
                   for p in (line.curves[0].start, line.curves[0].end))
            for lines in (left.lines, [type(line)(line.name, line.kind, tuple(c.moved(mirror) for c in line.curves))
                                       for line in right.lines])]
    assert ends[0] == ends[1]


def test_a_part_made_from_it_keeps_the_slit() -> None:
    parent = panel(at=120, end=Point(120, 90))
    shorter = derived(parent, shorter={"hem_back": 20, "hem_front": 20}).checked("panel")
    assert shorter.slits == {"vent": ("vent_back", "vent_front")}
    assert [round(shorter.edges[name].length, 6) for name in shorter.slits["vent"]] == [70, 70]


class StripShirt(CuffedShirt):
    """One strip binds both sides of the slit, and folds over itself where they meet: a continuous lap."""

    name = "strip-shirt"
    longer = 0

    @piece(cut(shell), on="arm", drawn="half", front=0.0)
    def strip(self) -> Outline:
        a, b = Point(0, 0), Point(280 + self.longer, 0)
        return edges(seam=line(a, b), end=line(b, b.up(25)), edge=line(b.up(25), a.up(25)), begin=line(a.up(25), a))

    def slits(self) -> Iterator[Operation]:
        strip = self.strip
        yield bind(self.sleeve.slit, strip.seam)
        yield raw(strip.edge)
        yield lapped(over=strip.edge.first(140), under=strip.edge.last(140))

    @property
    def wrist(self) -> float:
        return self.wrists().length

    def wrists(self) -> Run:
        return self.strip.begin + self.sleeve.wrist_front + self.sleeve.wrist_back + self.strip.end


def test_a_strip_that_binds_is_joined_to_what_it_binds() -> None:
    pattern = drafted(StripShirt, BODY)
    assert openings(pattern) == ["cuff", "cuff", "hem", "neck"]
    assert not audit(pattern)
    seen = faults(StripShirt, longer=3)
    assert any(p.code == "join.length" and "280.00 mm on 283.00 mm, -3.00 mm where +0.00 mm is stated" in str(p)
               for p in seen)


# ---- Along a fold -----------------------------------------------------------------------------------------------


class Slit(Vest):
    """A vest whose back is slit from the neck along its fold."""

    name = "slit-vest"

    @piece(cut(shell), on="torso back")
    def back(self) -> Outline:
        outline = Vest.back.method(self)
        neck = outline.edges["centre"].start
        kept = {name: edge for name, edge in outline.edges.items() if name != "centre"}
        return edges(**kept, slit=slit(neck, neck.down(90)), centre=fold(neck.down(90), outline.edges["centre"].end))

    def making(self) -> Iterator[Operation]:
        yield bind(self.back.slit)
        yield from Vest.making(self)


def test_on_a_fold_each_half_has_one_side_of_it() -> None:
    pattern = mtm.draft(Slit, BODY)
    assert openings(pattern) == ["armhole", "armhole", "hem", "neck"]
    opened, folded = part(pattern, "back.shell.1"), part(pattern, "back.shell.1", on_fold=True)
    plain = mtm.draft(Vest, BODY)
    assert path.area(opened.cut) == pytest.approx(path.area(part(plain, "back.shell.1").cut), rel=1e-9)
    assert path.area(opened.sewn_outline) == pytest.approx(2 * path.area(folded.sewn_outline), rel=1e-9)
    assert Region(opened.cut).is_simple and Region(opened.sewn_outline).is_simple
    assert {edge.name for edge in opened.sewn if edge.slit} == {"left slit", "right slit"}
    for each in (opened, folded):
        (cut_in,) = [line for line in each.lines if line.kind == "slit"]
        assert cut_in.curves[0].start.distance(cut_in.curves[0].end) == pytest.approx(90)
        assert len([line for line in each.lines if line.kind == "stop"]) == 1
    assert whole(pattern.piece("back").neckline).closed is False, "the slit opens it"
    assert from_json(pattern.to_json()) == pattern


def test_on_a_fold_it_goes_through_the_allowance() -> None:
    class Faced(Slit):
        name = "faced"

        def making(self) -> Iterator[Operation]:
            seen = [op for each in Slit.making(self) for op in (each if isinstance(each, tuple) else (each,))]
            yield from (op for op in seen if str(op) != "bind back.neckline")
            yield hem(self.back.neckline, depth=7)
    (cut_in,) = [line for line in part(drafted(Faced, BODY), "back.shell.1").lines if line.kind == "slit"]
    assert cut_in.curves[0].start.distance(cut_in.curves[0].end) == pytest.approx(97, abs=0.5)


# ---- Wrong uses, and what is read -------------------------------------------------------------------------------


def test_a_side_that_nothing_happens_to() -> None:
    seen = faults(CuffedShirt, slits=lambda self: [bind(self.sleeve.slit_back)])
    assert [str(p) for p in seen] == [("sleeve.slit_front: 140.0 mm of edge that nothing happens to. Sew, hem, bind it "
                                      "or call it raw. [claim.none]")]


def test_plackets_that_nobody_laps() -> None:
    seen = faults(PlacketShirt, without="lap ")
    assert {p.code for p in seen} == {"surface.openings"}
    assert "not declared: cuff, cuff" in str(seen[-1])


@pytest.mark.parametrize(("slits", "sentence"), [
    (lambda self: [hem(self.sleeve.slit, depth=10)],
     ("sleeve.slit_back: a hem of 10 mm has no cloth to be turned from; a slit is cut on its own line. Bind it, sew a "
     "placket to it, or roll it by 6 mm at most. [claim.slit]")),
    (lambda self: [sew(self.sleeve.slit_front, self.sleeve.slit_back, construction="felled")],
     ("sleeve.slit_front: cannot be sewn felled; a slit is cut on its own line and has no allowance. Sew it plain or "
     "lapped, or bind it. [claim.slit]")),
])
def test_what_has_no_cloth(slits: object, sentence: str) -> None:
    assert sentence in [str(p) for p in faults(CuffedShirt, slits=slits)]


def test_a_slit_may_be_rolled_or_left_raw() -> None:
    assert not faults(CuffedShirt, slits=lambda self: [
        hem(self.sleeve.slit_back, depth=5), raw(self.sleeve.slit_front)])


def test_an_allowance_stated_for_a_slit() -> None:
    @piece(cut(shell), on="arm", front=0.0, allowance={"slit_back": 6})
    def sleeve(self: object) -> Outline:
        return CuffedShirt.sleeve.method(self)
    (seen,) = faults(CuffedShirt, sleeve=sleeve)
    assert str(seen) == ("sleeve.slit_back: states an allowance of 6.0 mm, but a slit is cut on its own line. Leave it "
                         "out; a slit has no allowance. [claim.slit]")


@pytest.mark.parametrize("end", [Point(120, 520), Point(-5, 100), Point(0.5, 60), Point(120, -40), Point(150, 0)])
def test_a_slit_that_leaves_the_piece(end: Point) -> None:
    seen = audit(pattern_of(panel(at=120, end=end)))
    assert any(p.code == "outline.slit" and "does not lie inside the piece" in str(p) for p in seen)


def test_slits_that_cross() -> None:
    low, b, c, foot = Point(0, 0), Point(100, 0), Point(200, 0), Point(300, 0)
    shape = edges(hem_back=line(low, b), vent=slit(b, Point(200, 100), sides=("one", "two")), hem_mid=line(b, c),
                  cut=slit(c, Point(100, 100), sides=("one", "two")), hem_front=line(c, foot),
                  side=line(foot, foot.up(300)), top=line(foot.up(300), low.up(300)), centre=line(low.up(300), low))
    crossed = panel()
    crossed = type(crossed)(type(crossed.info)("panel", shape.checked("panel"), crossed.info.cuts))
    assert "panel: vent and cut run into each other" in [p.message for p in audit(pattern_of(crossed))]


@pytest.mark.parametrize(("named", "sentence"), [
    (lambda a, b, c: {"hem": line(a, b), "vent": slit(b, b.up(30)), "rest": line(b, c)},
     ("vent lies between hem and rest, which give no names for its sides. Call them hem_back and hem_front, "
     'or say sides=("back", "front"). [outline.slit]')),
    (lambda a, b, c: {"hem_back": line(a, b), "vent": slit(b.left(9), b.up(30)), "hem_front": line(b, c)},
     ("hem_back and hem_front do not meet at the mouth of vent, (41.0, 0.0). Divide the edge where the slit begins, "
     "and name the slit between. [outline.slit]")),
    (lambda a, b, c: {"hem_back": line(a, b), "vent": slit(b, b.up(30)), "slot": slit(b, b.up(9)),
                      "hem_front": line(b, c)},
     "two slits, vent and its neighbour, begin at one place. Draw an edge between them. [outline.slit]"),
    (lambda a, b, c: {"hem_back": line(a, b), "vent": slit(b, b.up(30)), "hem_front": line(b, c),
                      "vent_back": line(c, a)},
     ("two edges are called vent_back, one of them a side of vent. Give one of them another name; a slit takes "
     "sides=(..., ...). [outline.name]")),
    (lambda a, b, c: {"hem_back": line(a, b), "vent": slit(b, b), "hem_front": line(b, c)},
     ("a slit of 0.0 mm with the sides None. Draw it from its mouth to its end; its sides are two plain words: "
     '("back", "front"). [outline.slit]')),
    (lambda a, b, c: {"top": line(a, b), "vent": slit(b, c.up(40)),
                      "middle": fold(c.up(40), c.up(90))},
     ("vent ends on the fold and does not lie along it. Draw it on the line of the fold, or from an edge to a place "
     "inside. [outline.slit]")),
])
def test_slits_that_are_drawn_wrong(named: object, sentence: str) -> None:
    with pytest.raises(mtm.DraftError) as caught:
        edges(**named(Point(0, 0), Point(50, 0), Point(100, 0)))  # type: ignore[operator]
    assert str(caught.value) == sentence


def test_an_unknown_side_names_the_nearest(shirt: Pattern) -> None:
    with pytest.raises(mtm.DraftError, match=r"Did you mean slit_back\?"):
        _ = shirt.piece("sleeve").slit_bck


def test_a_wrist_sewn_round_at_the_slit_is_no_walk() -> None:
    seen = faults(CuffedShirt, without="encase",
                  also=lambda self: encase(self.sleeve.wrist_front + self.sleeve.slit_front, between=self.cuff.seam))
    assert seen


# ---- Anywhere on any piece --------------------------------------------------------------------------------------


@given(width=st.floats(120, 600), height=st.floats(150, 900), lean=st.floats(-40, 60), share=st.floats(.15, .85),
       deep=st.floats(.1, .8), aside=st.floats(-.08, .08), depth=st.floats(0, 40), flipped=st.booleans())
def test_a_slit_anywhere(width: float, height: float, lean: float, share: float, deep: float, aside: float,
                         depth: float, flipped: bool) -> None:
    end = Point(share * width + aside * width, deep * height)
    slitted, plain = (panel(width, height, at, end, lean, flipped=flipped) for at in (share * width, None))
    first = slitted.info.edges["vent_back"]
    hems = [slitted.hem_back, slitted.hem_front]
    operations = [*(hem(run, depth=depth) if depth >= 3 else raw(run) for run in hems), bind(slitted.vent),
                  raw(slitted.side, slitted.top, slitted.centre)]
    pattern = pattern_of(slitted, operations)
    same = pattern_of(plain, [hem(plain.hem, depth=depth) if depth >= 3 else raw(plain.hem),
                              raw(plain.side, plain.top, plain.centre)])
    assert not [p for p in audit(pattern) if not p.code.startswith(("surface", "smooth"))]
    assert first.length == pytest.approx(first.start.distance(end), abs=1e-9)
    for cut_part, whole_part in zip(pattern.for_cutting().parts, same.for_cutting().parts, strict=True):
        assert path.area(cut_part.sewn_outline) == pytest.approx(path.area(whole_part.sewn_outline), rel=1e-9)
        assert path.area(cut_part.cut) == pytest.approx(path.area(whole_part.cut), rel=1e-6)
        assert Region(cut_part.cut).is_simple
        (cut_in,) = [line for line in cut_part.lines if line.kind == "slit"]
        assert path.nearest(cut_part.cut, cut_in.curves[0].start)[1] < 1e-5
        sides = [edge for edge in cut_part.sewn if edge.slit]
        assert [edge.length for edge in sides] == pytest.approx([first.length] * 2, abs=1e-6)
    left, right = pattern.for_cutting().parts
    mirror = mirrored_about(Point(0, 0), Point(0, 1))
    assert Region(left.cut).polygon.symmetric_difference(
        Region(tuple(c.moved(mirror) for c in right.cut)).polygon).area < 0.5
    assert from_json(pattern.to_json()) == pattern
