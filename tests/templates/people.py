"""Drafts of the shipped people, each made once, and lengths measured on the parts without the join's own arithmetic."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from functools import cache

import pytest
from shapely import LineString
from shapely import Point as Place

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.geometry import turn
from mtmpattern.pattern import EdgeSpan, Pattern, Seam
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.parts.part import Part, PartEdge
from tests.places import BODIES

PEOPLE = tuple(sorted(path.stem for path in BODIES.glob("*.yaml")))
GARMENTS = tuple((template, fit) for template in template_names() for fit in find_template(template).fits)


@cache
def person(name: str) -> mtm.Body:
    """A shipped person as in a file in mm, so that sentences about the drafts state mm."""
    return replace(mtm.read_body(BODIES / f"{name}.yaml"), unit="mm")


@cache
def made(template: str, name: str, fit: str | None = None, **options: object) -> Pattern:
    return drafted(template, person(name), fit=fit, **options)


def changed(name: str, **measures: float | tuple[float, float]) -> mtm.Body:
    """A shipped person with some measures changed, in mm."""
    body = person(name)
    sides = {each: (measure.left, measure.right) for each, measure in body.measures.items()}
    return mtm.Body.of({**sides, **measures}, sex=body.sex, child=body.child)


def must_refuse_to_read_unasked(template: str, **options: object) -> None:
    """Each measure of ``needs`` is read: a template that forgets to list it is refused, with its name."""
    kind = find_template(template)
    for need in kind.needs:
        with pytest.raises(mtm.MtmError) as refused:
            drafted(forgetting(kind, need), person("ana"), **options)
        assert refused.value.code == "template.needs"
        assert need in str(refused.value)


def forgetting(kind: type, need: str) -> type:
    """The template without a measure that it needs: neither its class nor one of its blocks lists it."""
    blocks = {name: copy(block) for name, block in kind.blocks().items()}
    for block in blocks.values():
        block.needs = tuple(each for each in block.needs if each != need)
    return type("Forgetful", (kind,), {**blocks, "needs": tuple(each for each in kind.needs if each != need)})


def part(pattern: Pattern, name: str) -> Part:
    return next(each for each in pattern.for_cutting().parts if each.id == name)


def corner(piece: Piece, edge: str) -> float:
    """The angle inside the piece where an edge ends and the next begins, in degrees."""
    after = piece.info.neighbours(edge)[1]
    return 180 - turn(piece.info.edges[edge].arriving, piece.info.edges[after].leaving)


def meets(pattern: Pattern, seam: Seam, a: str, b: str) -> bool:
    """Whether a seam brings an end at ``piece.edge`` to one at the other; edges that lie next to it count."""
    ends = [(_corners(pattern, seam.first[at], at == 0), _corners(pattern, seam.second[at], at == 0)) for at in (0, -1)]
    return any({a, b} <= p | q and {a, b} & p and {a, b} & q for p, q in ends)


def _corners(pattern: Pattern, span: EdgeSpan, start: bool) -> set[str]:
    edge = pattern.sewing.parts.edge(span.part, span.edge)
    info, mm = edge.piece.info, edge.drawn_at(span.entry if start else span.exit)
    before, after = info.neighbours(edge.edge)
    beside = before if mm < 0.01 else after if mm > edge.length - 0.01 else edge.edge
    return {f"{info.name}.{edge.edge}", f"{info.name}.{beside}"}


def sewn(of: Part, edge: str) -> PartEdge:
    return next(each for each in of.sewn if edge in (each.name, each.edge))


def line_from(of: Part, edge: str, neighbour: str) -> LineString:
    """An edge of a part as a fine polyline, beginning where ``neighbour`` meets it."""
    places = [(p.x, p.y) for curve in sewn(of, edge).sewn for p in curve.flattened(0.0005)]
    ends = [end for curve in sewn(of, neighbour).sewn for end in (curve.start, curve.end)]
    start = min(Place(places[0]).distance(Place(p.x, p.y)) for p in ends)
    return LineString(places if start < 1e-6 else places[::-1])


def notches_along(of: Part, line: LineString, named: str = "") -> list[float]:
    """Places of the notches on a line of a part, in mm from its beginning."""
    found = [line.project(Place(n.at.x, n.at.y)) for n in of.notches
             if line.distance(Place(n.at.x, n.at.y)) < 1e-3 and (not named or n.name == named)]
    return sorted(mm for mm in found if 1 < mm < line.length - 1)
