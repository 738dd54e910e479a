"""The sewing graph of every garment: each part is in it, and each kind of seam states a relation that holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Polygon
from shapely import Point as Place

import mtmpattern as mtm
from mtmpattern.drafting import Point, Template, cut, drafted, edges, fold, line, raw, shell, woven
from mtmpattern.drafting import piece as piece_of
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.geometry import TURNED_OVER, heading, path, scaled_along, shifted, turned
from mtmpattern.pattern import Part, Pattern, Seam
from tests.pattern.seams.sewn_mesh import glued
from tests.templates.people import GARMENTS, made, person

BODY = mtm.Body.of({"waist_girth": 700})
ONE_LINE = ("sewn", "encased", "bagged", "bound", "zipped")


def choices(template: str) -> Iterator[dict[str, object]]:
    """Every choice and every yes or no of a garment by itself, and the pockets of trousers with both welts."""
    for option in find_template(template).options().values():
        if option.kind == "choice":
            yield from ({option.name: value} for value in option.choices)
        if option.kind == "yes_no":
            yield {option.name: not option.default}
    if template == "trousers":
        yield {"back_pockets": "two", "welts": "single"}
        yield {"back_pockets": "one", "welts": "double"}


CHOSEN = [(template, tuple(chosen.items())) for template in template_names() for chosen in [{}, *choices(template)]]


@cache
def draft(template: str, chosen: tuple[tuple[str, object], ...]) -> Pattern | None:
    try:
        return drafted(template, person("ana"), estimates=True, **dict(chosen))
    except mtm.OptionError:  # a choice that asks for another one beside it
        return None


def some(template: str) -> Iterator[Pattern]:
    """The drafts of a garment, one for each choice."""
    found = [draft(name, chosen) for name, chosen in CHOSEN if name == template]
    yield from (pattern for pattern in found if pattern is not None)


def parts_of(pattern: Pattern, *, grown: bool = False) -> dict[str, Part]:
    return {part.id: part for part in pattern.parts(grown=grown)}


def lengths(seam: Seam, parts: dict[str, Part]) -> tuple[float, float]:
    """Lengths of both walks as drawn on the parts."""
    first, second = (sum(path.length(parts[span.part].along(span)) for span in walk)
                     for walk in (seam.first, seam.second))
    return first, second


# ---- What is in the graph -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", template_names())
def test_every_part_is_in_a_seam_with_every_choice(template):
    for pattern in some(template):
        sewn = {part for seam in pattern.seams for part in seam.parts}
        assert sewn == {part.id for part in pattern.parts()}, pattern.options


@pytest.mark.parametrize(("template", "fit"), GARMENTS)
def test_every_part_is_in_a_seam_in_every_fit(template, fit):
    pattern = made(template, "lia" if fit == "child" else "ben", fit, estimates=True)
    assert {part for seam in pattern.seams for part in seam.parts} == {part.id for part in pattern.parts()}


@pytest.mark.parametrize("template", template_names())
def test_the_edges_of_the_graph_are_those_of_the_parts(template):
    """In the same order round the part, drawn the same way, and as long."""
    for pattern in some(template):
        parts = parts_of(pattern)
        assert list(parts) == [part.id for part in pattern.sewing.parts]
        for listed in pattern.sewing.parts:
            sewn = parts[listed.id].sewn
            start = [edge.name for edge in sewn].index(listed.ring[0].name)
            turned = [*sewn[start:], *sewn[:start]]
            assert [edge.name for edge in turned] == [edge.name for edge in listed.ring]
            for edge, known in zip(turned, listed.ring, strict=True):
                assert edge.backward != known.forward
                assert edge.length == pytest.approx(known.length, abs=0.002)


@pytest.mark.parametrize("template", template_names())
def test_seams_go_on_from_span_to_span(template):
    """Each span of a walk ends where the next begins, on one part or on one that it has been sewn to."""
    for pattern in some(template):
        parts = parts_of(pattern)
        for seam in pattern.seams:
            for walk in (seam.first, seam.second):
                for a, b in pairwise(walk):
                    if a.part == b.part and seam.kind != "fused":
                        end, start = parts[a.part].along(a)[-1].end, parts[b.part].along(b)[0].start
                        assert end.distance(start) < 0.01 or pattern.sewing.parts.parts[a.part].fold or _at_slit(
                            parts[a.part], a.edge) or _sewn_between(pattern, a, b)


def _at_slit(part: Part, edge: str) -> bool:
    return any(each.slit for each in part.sewn)


def _sewn_between(pattern: Pattern, a, b) -> bool:
    """Whether both places were brought together by other seams."""
    place = pattern.sewing.parts.parts[a.part].place
    return any({place(a.edge, a.exit), place(b.edge, b.entry)} <= _met(pattern, seam) for seam in pattern.seams)


def _met(pattern: Pattern, seam: Seam) -> set[object]:
    parts = pattern.sewing.parts.parts
    return {parts[span.part].place(span.edge, mm) for span in seam.spans for mm in (span.start, span.end)
            if span.edge in parts[span.part].edges}


# ---- What each kind states ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", template_names())
def test_lines_that_are_sewn_together_are_as_long_as_asked(template):
    """Measured on the parts at body size, stretch by stretch, ease included, in every layer."""
    for pattern in some(template):
        parts = parts_of(pattern)
        for seam in pattern.seams:
            if seam.kind in ONE_LINE and seam.second:
                first, second = lengths(seam, parts)
                assert first - second == pytest.approx(sum(seam.eased), abs=0.01), str(seam)
                assert not seam.faults


@pytest.mark.parametrize("template", template_names())
def test_interfacing_lies_on_the_cloth_that_it_stiffens(template):
    for pattern in some(template):
        parts = parts_of(pattern)
        for seam in pattern.seams:
            if seam.kind == "fused":
                stay, under = parts[seam.first[0].part], parts[seam.second[0].part]
                there = Polygon([(p.x, p.y) for p in stay.moved(seam.move).polygon(0.01)])
                assert stay.role == "fusible" and under.role != "fusible"
                assert stay.piece == under.piece and stay.side == under.side
                assert Polygon([(p.x, p.y) for p in under.polygon(0.01)]).buffer(0.05).covers(there)
                for a, b in zip(seam.first, seam.second, strict=True):
                    assert stay.along(a)[0].start.distance(under.along(b)[0].start) < 0.001


@pytest.mark.parametrize("template", template_names())
def test_hems_turn_up_what_they_say(template):
    """Beyond the middle of a hemmed edge lies as much cloth as is turned up and turned in."""
    found = 0
    for pattern in some(template):
        parts = parts_of(pattern)
        for seam in pattern.seams:
            if seam.kind != "hemmed":
                continue
            for span in seam.first:
                part = parts[span.part]
                edge = part.edge(span.edge)
                if edge.slit:
                    continue
                middle = edge.at((span.start + span.end) / 2)
                outline = LineString([(p.x, p.y) for p in path.flatten(part.cut, 0.01)])
                assert outline.distance(Place(middle.x, middle.y)) <= seam.depth + seam.under + 0.02
                beyond = LineString([(p.x, p.y) for p in path.flatten(edge.cut, 0.01)])
                assert beyond.distance(Place(middle.x, middle.y)) == pytest.approx(seam.depth + seam.under, abs=0.02)
                found += 1
    assert found or template in ("sweatshirt", "jumper"), "all but those with ribs are hemmed"


@pytest.mark.parametrize("template", template_names())
def test_what_is_laid_on_lies_at_its_mark(template):
    for pattern in some(template):
        parts = parts_of(pattern)
        for seam in pattern.seams:
            if seam.kind != "laid" or seam.layer:
                continue
            own, on = parts[seam.first[0].part], parts[seam.second[0].part]
            mark = seam.second[0]
            if seam.move is None:  # sewn along a line that it was not drawn on: anywhere along it
                assert mark.length > 0
                continue
            there = own.moved(seam.move)
            walk = [c.moved(seam.move) for span in seam.first for c in own.along(span)]
            ends = walk[0].start, walk[-1].end
            if not mark.length:
                assert min(end.distance(on.points[mark.edge]) for end in ends) < 0.001
            else:
                drawn = on.along(mark)
                if seam.matches:
                    assert ends[0].distance(drawn[0].start) < 0.01 and ends[1].distance(drawn[-1].end) < 0.01
                assert max(path.nearest(drawn, end)[1] for end in ends) < 0.01
            cloth = Polygon([(p.x, p.y) for p in on.polygon(0.01)])
            sewn = Polygon([(p.x, p.y) for p in there.polygon(0.01, sewn=True)])
            assert cloth.intersection(sewn).area > 0.6 * sewn.area, str(seam)


@pytest.mark.parametrize("template", template_names())
def test_what_is_caught_is_as_long_as_where_it_is_caught(template):
    for pattern in some(template):
        parts = parts_of(pattern)
        for seam in pattern.seams:
            if seam.kind == "caught" and seam.layer == 0:
                first, second = lengths(seam, parts)
                assert seam.matches, str(seam)
                assert first - second == pytest.approx(sum(seam.eased), abs=0.01), str(seam)
                assert abs(first - second) < 1, str(seam)


# ---- The garment as a whole ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", template_names())
def test_glued_from_the_graph_alone_it_has_the_openings_it_declares(template):
    for pattern in some(template):
        found = glued(pattern)
        assert found.components == 1
        assert found.euler == 2 - found.loops, "handles"
        assert found.loops - found.shut == len(pattern.openings), pattern.options


# ---- Cloth that shrinks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", [name for name in template_names() if name != "jumper"])     # a swatch is relaxed
def test_grown_spans_are_their_shapes_grown_along_warp_and_weft(template):
    plain = draft(template, ())
    shrunk = {role: replace(fabric, shrinkage_warp=0.08, shrinkage_weft=0.03)
              for role, fabric in plain.fabrics.items() if role != "fusible"}
    pattern = drafted(template, person("ana"), estimates=True, fabrics=shrunk)
    body, cut = parts_of(pattern), pattern.for_cutting()
    assert [str(seam) for seam in pattern.seams] == [str(seam) for seam in cut.seams]
    assert [seam.lengths for seam in pattern.seams] == [seam.lengths for seam in plain.seams], "seams are of body size"
    for seam, grown in zip(pattern.seams, cut.seams, strict=True):
        for span, larger in zip(seam.spans, grown.spans, strict=True):
            part, there = body[span.part], cut.part(larger.part)
            growth = scaled_along(heading(*part.grain), *cut.shrinkage[part.role])
            expected = sum(c.moved(growth).length for c in part.along(span))
            assert path.length(there.along(larger)) == pytest.approx(expected, abs=0.01)
            assert larger.length == pytest.approx(expected, abs=0.01)


def swatch(angle: float | str, plies: int, on: str, folded: bool) -> type[Template]:
    """A leaning panel with a line along its warp, to see where that comes to lie on each part."""
    degrees = {"bias": 45.0, "cross": 0.0, "either": 90.0}.get(angle, angle)

    class Swatch(Template):
        name = "swatch"
        needs = ("waist_girth",)
        fabric = woven()
        openings = ("hem", "waist")

        @piece_of(cut(shell, plies=plies), on=on, grain=angle)
        def panel(self):
            top, low = Point(0, 0), Point(0, -400)
            centre = (fold if folded else line)(top, low)
            start = Point(110, -210)
            return edges(hem=line(low, Point(250, -420)), side=line(Point(250, -420), Point(230, 0)),
                         waist=line(Point(230, 0), top), centre=centre,
                         inner={"warp": line(start, start.along(degrees, 90))})

        def making(self):
            yield raw(*(getattr(self.panel, name) for name, edge in self.panel.info.edges.items()
                        if edge.kind != "fold"))

    return Swatch


@settings(deadline=None, max_examples=60)
@given(angle=st.one_of(st.floats(0, 180), st.sampled_from(["bias", "cross", "either", 90.0])),
       plies=st.integers(1, 3), on=st.sampled_from(["torso front", "torso back"]), folded=st.booleans(),
       shrinks=st.tuples(st.floats(0, 0.15), st.floats(0, 0.15)))
def test_a_line_along_the_warp_lies_along_the_grain_of_every_part(angle, plies, on, folded, shrinks):
    fabric = replace(mtm.read_fabric("poplin"), shrinkage_warp=shrinks[0], shrinkage_weft=shrinks[1])
    pattern = drafted(swatch(angle, plies, on, folded), BODY, fabrics={"shell": fabric})
    body = parts_of(pattern)
    for part in pattern.parts():
        grain = heading(*part.grain)
        marked = [each for each in part.lines if each.name == "warp"]
        along = [abs((each.curves[0].direction(0) - grain + 90) % 180 - 90) for each in marked]
        assert along and min(along) < 1e-6
        if not folded:
            assert max(along) < 1e-6
        warp, weft = pattern.growth("shell")
        taken, before = (path.area(each.sewn_outline) for each in (part, body[part.id]))
        assert taken == pytest.approx(before * warp * weft, rel=1e-9)
        outline, grown = body[part.id].sewn_outline, part.sewn_outline
        move = scaled_along(grain, warp, weft)
        for a, b in zip(outline, grown, strict=True):
            assert (move(a.end).x - move(a.start).x) == pytest.approx(b.end.x - b.start.x, abs=1e-6)
            assert (move(a.end).y - move(a.start).y) == pytest.approx(b.end.y - b.start.y, abs=1e-6)


# ---- Parts that are moved -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["trousers", "shirt", "hoodie"])
def test_a_part_that_is_moved_takes_everything_along(template):
    for part in draft(template, ()).parts():
        for move in (turned(Point(30, -20), 33.0).then(shifted(400, 70)), TURNED_OVER):
            there = part.moved(move)
            back = there.moved(TURNED_OVER if move is TURNED_OVER else
                               shifted(-400, -70).then(turned(Point(30, -20), -33.0)))
            assert path.area(there.cut) == pytest.approx(path.area(part.cut))
            assert path.area(there.sewn_outline) == pytest.approx(path.area(part.sewn_outline))
            for a, b in zip(part.sewn, back.sewn, strict=True):
                assert (a.name, a.backward) == (b.name, b.backward)
                for ours, theirs in ((a.curves, b.curves), (a.sewn, b.sewn), (a.cut, b.cut)):
                    assert all(c.start.distance(d.start) < 1e-9 for c, d in zip(ours, theirs, strict=True))
            for a, b in zip(part.notches, back.notches, strict=True):
                assert a.at.distance(b.at) < 1e-9 and abs((a.direction - b.direction + 180) % 360 - 180) < 1e-6
            for name, point in part.points.items():
                assert move(point).same_as(there.points[name])
            for a, b in zip(part.darts, back.darts, strict=True):
                assert a.place == pytest.approx(b.place) and a.mouth[0].distance(b.mouth[0]) < 1e-9


def test_darts_have_legs_as_long_as_each_other_and_lie_on_their_edge():
    skirt = draft("straight-skirt", ())
    darts = [(part, dart) for part in skirt.parts() for dart in part.darts]
    assert darts
    for part, dart in darts:
        (a, b) = (start.distance(tip) for start, tip in dart.legs)
        assert a == pytest.approx(b, abs=0.01)
        edge = part.edge(dart.edge)
        assert edge.at(dart.place).distance(dart.mouth[0]) < 0.01 or edge.at(dart.place).distance(dart.mouth[1]) < 0.01


def test_a_pair_names_its_twin_and_a_part_that_is_not_there_is_refused_with_the_nearest():
    cut = draft("crew-tee", ()).for_cutting()
    assert cut.part("sleeve.left.shell.1").twin == "sleeve.right.shell.1"
    assert cut.part("front.shell.1").twin == ""
    with pytest.raises(mtm.DraftError, match=r"Did you mean sleeve.left.shell.1\?"):
        cut.part("sleeve.left.shell")
    with pytest.raises(mtm.DraftError, match=r"Did you mean left armhole\?"):
        cut.part("front.shell.1").edge("left armhol")
