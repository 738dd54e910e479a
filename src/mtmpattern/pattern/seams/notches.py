"""Where notches go: joins, folds, hem turns, doubled edges and dart legs place them, never a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mtmpattern.geometry import SEAM, SLIT, turn
from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.model.operation import Caught
from mtmpattern.pattern.seams.claims import Claim, Claims
from mtmpattern.pattern.seams.cutting_list import CuttingList, ListedPart, edge_name
from mtmpattern.pattern.seams.seam import EdgeSpan, Seam, Walk, span_at, span_ends, walked
from mtmpattern.pattern.seams.walk import points_on

APART = 8.0
"""The second cut of a double notch lies this many millimetres from the first, on the far side from the walk's start."""


FLOWING = 3.0
"""Where two edges meet with a turn of fewer degrees than this, only a notch shows the end."""


class Notch(NamedTuple):
    """A notch on the sewn line: ``at`` sewn mm along an edge as drawn. ``joint`` names its mate on the other piece."""

    piece: str
    half: str
    edge: str
    at: float
    reason: str
    joint: str = ""


def join_notches(seams: Iterable[Seam], parts: CuttingList) -> list[Notch]:
    """For every join, a notch on both mates at named points, and on the mate alone where a run crosses a seam."""
    notches: list[Notch] = []
    for index, seam in enumerate(seams):
        if seam.kind != "closed":
            notches += _of_join(index, seam, parts)
    return notches


def caught_notches(seams: Iterable[Seam], parts: CuttingList, known: Iterable[Notch]) -> Iterator[Notch]:
    """A notch where something is caught at a named point of an edge, such as a tie in a hem, unless a join has it."""
    there = {(notch.piece, notch.half, notch.edge, round(notch.at, 2)) for notch in known}
    for seam in seams:
        at = seam.operation.at if isinstance(seam.operation, Caught) and not seam.layer else ""
        for name, mm in points_on(seam.second, parts).items() if at else ():
            notch = _notch(seam.second, mm, at, "", parts)
            place = notch.piece, notch.half, notch.edge, round(notch.at, 2)
            if (name == at or name.endswith(f" {at}")) and place not in there and not _in_slit(seam.second, mm, parts):
                there.add(place)
                yield notch


def _of_join(index: int, seam: Seam, parts: CuttingList) -> Iterator[Notch]:
    total = walked(seam.first)
    places: dict[float, tuple[str, bool, bool]] = {}
    for walk, ours, onto in ((seam.first, True, float), (seam.second, False, seam.onto_first)):
        for name, mm in points_on(walk, parts).items():
            _add(places, onto(mm), name, (True, True))
        for mm, name in _corners(walk, parts):
            _add(places, onto(mm), name, (not ours, ours))
    for mm, (name, on_first, on_second) in sorted(places.items()):
        if not 2 * JOIN < mm < total - 2 * JOIN:
            continue
        mates = ((seam.first, mm, on_first), (seam.second, seam.onto_second(mm), on_second))
        cuts = [(walk, at) for walk, at, wanted in mates
                if wanted and not _at_corner(walk, at) and not _in_slit(walk, at, parts)]
        if not cuts:
            continue
        double = _is_back([span_at(walk, at + side)[0] for walk, at, _ in mates for side in (-1.0, 1.0)], parts)
        joint = f"{index}:{name}" if len(cuts) == 2 else ""
        reason = name.removeprefix("left ").removeprefix("right ")  # a mirrored part names its own side already
        for walk, at in cuts:
            yield _notch(walk, at, reason, joint, parts)
            if double and at + APART < walked(walk):
                yield _notch(walk, at + APART, reason, joint and joint + "'", parts)


def _add(places: dict[float, tuple[str, bool, bool]], mm: float, name: str, wanted: tuple[bool, bool]) -> None:
    near = next((key for key in places if abs(key - mm) <= 2 * JOIN), None)
    if near is None:
        places[mm] = (name, *wanted)
    else:
        known, first, second = places[near]
        places[near] = (known, first or wanted[0], second or wanted[1])


def _corners(walk: Walk, parts: CuttingList) -> list[tuple[float, str]]:
    """Where a walk passes from one edge to the next; a fold that it passes over counts."""
    found = []
    for mm, (span, following) in zip(span_ends(walk), pairwise(walk), strict=False):
        before, after = (parts.edge(each.part, each.edge) for each in (span, following))
        same = before.piece.info.name == after.piece.info.name
        found.append((mm, "centre" if same and before.half != after.half else
                      f"{before.piece.info.name} and {after.piece.info.name}"))
    return found


def _at_corner(walk: Walk, mm: float) -> bool:
    *inside, _ = span_ends(walk)
    return any(abs(mm - corner) <= 2 * JOIN for corner in inside)


def _in_slit(walk: Walk, mm: float, parts: CuttingList) -> bool:
    """Whether a place lies on a slit, which has no allowance to cut a notch in."""
    span, _ = span_at(walk, mm)
    return parts.edge(span.part, span.edge).kind == SLIT


def _is_back(spans: Sequence[EdgeSpan], parts: CuttingList) -> bool:
    """Whether a notch is double, as on backs: a back lies at the join, and no front."""
    places = [parts.parts[span.part].piece.info.on for span in spans]
    return any("back" in on for on in places) and not any("front" in on for on in places)


def _notch(walk: Walk, mm: float, reason: str, joint: str, parts: CuttingList) -> Notch:
    span, along = span_at(walk, mm)
    edge = parts.edge(span.part, span.edge)
    return Notch(edge.piece.info.name, edge.half, edge.edge, edge.drawn_at(span.at(along)), reason, joint)


def own_notches(part: ListedPart, half: str, claims: Claims) -> list[Notch]:
    """The notches that a part needs apart from joins, on one of its halves.

    On its fold, at the turn of a hem, at the fold of a doubled part, and where one operation ends within an edge and
    another begins: the mouth of a pocket in a seam.
    """
    info = part.drafted_for(half).info
    found = []

    of: dict[str, Sequence[Claim]] = {
        edge: claims.get((part.outermost, edge_name(part.piece, edge, half)), ()) for edge in info.edges}
    hems = {edge for edge, of_edge in of.items() for claim in of_edge if claim.is_hem}
    for edge, shape in info.edges.items():
        if shape.kind != SEAM:
            continue
        before, after = info.neighbours(edge)
        found += [Notch(info.name, half, edge, claim.start, "end") for claim in of[edge]
                  if 2 * JOIN < claim.start < shape.length - 2 * JOIN]
        for at, neighbour in ((0.0, before), (shape.length, after)):
            if neighbour == info.fold:
                found.append(Notch(info.name, half, edge, at, "centre"))
            elif neighbour == info.doubled:
                found.append(Notch(info.name, half, edge, at, "fold"))
            elif info.is_slit(neighbour):
                continue  # the cut itself shows where it begins
            elif at and abs(turn(shape.arriving, info.edges[neighbour].leaving)) < FLOWING:
                found.append(Notch(info.name, half, edge, at, "end"))
            elif neighbour in hems and edge not in hems:
                found.append(Notch(info.name, half, edge, at, "hem"))
    return found
