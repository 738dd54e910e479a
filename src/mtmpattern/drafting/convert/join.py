"""Two pieces joined into one along a seam that is not sewn: a yoke over the shoulder, a raglan sleeve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from mtmpattern.errors import OutlineError
from mtmpattern.geometry import (
    FOLD,
    IDENTITY,
    Affine,
    Edge,
    Point,
    between,
    heading,
    mirrored_about,
    shifted,
    turn,
    turned,
)
from mtmpattern.geometry.reshape import ending_at, in_one, starting_at
from mtmpattern.geometry.tolerance import JOIN, SAME
from mtmpattern.pattern.model.outline import Outline

SAMPLES = 16
"""The number of places along an edge at which its shape is compared with its mate's."""

Item = TypeVar("Item", Point, Edge)


def joined(first: Outline, second: Outline, edge: str, mate: str = "", *, turned_over: bool = False,
           line: str = "") -> Outline:
    """One piece made of two: the second is moved and turned until its edge ``mate`` lies on ``edge`` of the first.

    ``mate`` has the name of ``edge`` unless given. Both must have the same shape and length, to 0.01 mm.
    ``turned_over`` lays the second face down first, as needed for a front seen from outside and a back drafted through
    the body. The seam vanishes, or stays as the inner line ``line``. Adjoining edges of the same name become one edge,
    and so do inner lines that meet.

    Refused: edges that differ, with the numbers (``joined.length``, ``joined.shape``); edges with darts
    (``joined.darts``); a name that both use for things that do not meet (``joined.names``: use ``.renamed``).
    """
    mate = mate or edge
    for outline, name in ((first, edge), (second, mate)):
        outline.must_have_edge(name)
        if outline.edges[name].intakes:
            raise OutlineError(f"{name} has darts or pleats and cannot be joined", code="joined.darts", where=name,
                               hint="Move them to another edge first.")
    here = first.edges[edge]
    move = _laid_on(here, second.edges[mate], edge, mate, turned_over)
    second = second.moved(move)
    _must_match(here, second.edges[mate].reversed(), edge, mate, turned_over)
    ring = _ring(first, edge, second, mate)
    if len(ring) < 2:
        raise OutlineError(f"joined along {edge}, nothing of the outline is left", code="joined.names", where=edge,
                           hint="Name the other edges apart.")
    inner = _inner(first.inner, second.inner)
    if line:
        inner = _both(inner, {line: Edge(here.curves)}, "inner line")
    for name in first.darts.keys() & second.darts.keys():
        raise _clash("dart", name)
    for name in ring.keys() & inner.keys():
        raise _clash("edge and an inner line", name)
    return Outline(ring, _both(first.points, second.points, "point"), inner, {**first.darts, **second.darts})


def _laid_on(here: Edge, there: Edge, edge: str, mate: str, turned_over: bool) -> Affine:
    """The move that lays one edge on the other, walked against each other, their middles on each other."""
    if abs(here.length - there.length) > JOIN:
        raise OutlineError(f"{edge} is {here.length:.2f} mm long and {mate} {there.length:.2f} mm: they differ by "
                           f"{abs(here.length - there.length):.2f} mm, and {JOIN} mm is allowed", code="joined.length",
                           where=mate, hint="Draft them as one line, or sew them with ease and join nothing.")
    a, b = (there.start, there.end) if turned_over else (there.end, there.start)
    move = mirrored_about(a, b) if turned_over else IDENTITY
    angle = turn(heading(a, b), heading(here.start, here.end))
    to, middle = between(here.start, here.end, 0.5), between(a, b, 0.5)
    if a.distance(b) < 1 or here.start.distance(here.end) < 1:
        raise OutlineError(f"{edge} and {mate} begin where they end and cannot be laid on each other",
                           code="joined.shape", where=mate, hint="Join along an edge that has two ends.")
    if abs(angle) > SAME * 1e-3:
        move = move.then(turned(middle, angle))
    shift = (to.x - middle.x, to.y - middle.y)
    return move.then(shifted(*shift)) if shift != (0.0, 0.0) else move


def _must_match(here: Edge, there: Edge, edge: str, mate: str, turned_over: bool) -> None:
    """Both edges lie on each other along their whole length."""
    shares = [i / SAMPLES for i in range(SAMPLES + 1)]
    off = max(here.at(s * here.length).distance(there.at(s * there.length)) for s in shares)
    if off > JOIN:
        hint = "Draft both from one line" + ("." if turned_over else ", or lay the second turned_over=True.")
        raise OutlineError(f"{edge} and {mate} are both {here.length:.1f} mm long and bend differently: laid on each "
                           f"other they are {off:.2f} mm apart, and {JOIN} mm is allowed", code="joined.shape",
                           where=mate, hint=hint)


def _ring(first: Outline, edge: str, second: Outline, mate: str) -> dict[str, Edge]:
    """The first's edges in their order, with the second's in the place of the edge that vanishes."""
    here, there = first.edges[edge], list(second.edges.items())
    cut = [name for name, _ in there].index(mate)
    brought = [*there[cut + 1:], *there[:cut]]
    name, start = brought[0]
    brought[0] = (name, starting_at(start, here.start))
    name, end = brought[-1]
    brought[-1] = (name, ending_at(end, here.end))
    own = list(first.edges)
    place = own.index(edge)
    rest = [(name, first.edges[name]) for name in (*own[place + 1:], *own[:place])]
    if rest and rest[0][0] == brought[-1][0]:
        name, before = brought.pop()
        rest[0] = (name, _one(name, before, rest[0][1]))
    if rest and (brought or rest)[0][0] == rest[-1][0] and (brought or len(rest) > 1):
        name, after = brought.pop(0) if brought else rest.pop(0)
        rest[-1] = (name, _one(name, rest[-1][1], after))
    ring = [*rest, *brought]
    names = [name for name, _ in ring]
    for i, name in enumerate(names):
        if name in names[:i]:
            raise _clash("edge", name)
    begin = min(range(len(ring)), key=lambda i: own.index(names[i]) if names[i] in own else len(own) + i)
    return dict([*ring[begin:], *ring[:begin]])


def _one(name: str, first: Edge, second: Edge) -> Edge:
    """Two edges of one name that follow each other, as one."""
    bend = abs(turn(first.arriving, second.leaving))
    if first.kind != second.kind or (first.kind == FOLD and bend > SAME):
        raise OutlineError(f"{name} is a {first.kind} and a {second.kind} that meet at {bend:.1f} degrees, and cannot "
                           "become one edge", code="joined.names", where=name, hint="Name them apart.")
    return in_one(first, second)


def _inner(first: Mapping[str, Edge], second: Mapping[str, Edge]) -> dict[str, Edge]:
    """The inner lines of both; those of one name that run on are one."""
    found, other = dict(first), dict(second)
    for name in first.keys() & second.keys():
        for before, after in ((first[name], second[name]), (second[name], first[name])):
            if before.end.same_as(after.start, JOIN):
                found[name] = in_one(before, starting_at(after, before.end))
                del other[name]
                break
    return _both(found, other, "inner line")


def _both(first: Mapping[str, Item], second: Mapping[str, Item], what: str) -> dict[str, Item]:
    """The named things of both; one that both have at the same place is one."""
    for name in first.keys() & second.keys():
        one, other = first[name], second[name]
        if not (isinstance(one, Point) and isinstance(other, Point) and one.same_as(other, JOIN)):
            raise _clash(what, name)
    return {**second, **first}


def _clash(what: str, name: str) -> OutlineError:
    return OutlineError(f"both pieces have the {what} {name}, and these do not run on into each other",
                        code="joined.names", where=name, hint=f'Rename one before: .renamed({name}="...").')
