"""Where notches go. Nobody places them: joins, folds, hem turns, doubled edges and dart legs do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..geometry import SEAM, turn
from ..geometry.tolerance import JOIN
from .buttons import Buttoned
from .claims import Claims
from .joining import PartJoin
from .piece import Piece
from .walks import PartStep, step_at

APART = 8.0
"""The second cut of a double notch lies this many millimetres from the first, on the far side from the walk's start."""


FLOWING = 3.0
"""Where two edges go on from each other with less of a turn than this in degrees, only a notch shows the end."""


@dataclass(frozen=True, slots=True)
class Notch:
    """A notch on the sewn line: ``at`` sewn mm along an edge as drawn. ``joint`` names its mate on the other piece."""

    piece: str
    half: str
    edge: str
    at: float
    reason: str
    joint: str = ""


def join_notches(joins: Iterable[PartJoin]) -> list[Notch]:
    """For every join, a notch on both mates at named points, and on the mate alone where a run crosses a seam."""
    notches = []
    for index, join in enumerate(joins):
        if isinstance(join.operation, Buttoned):
            continue
        spans = join.spans
        total = sum(s.length for s in join.first)
        places: dict[float, tuple[str, bool, bool]] = {}
        for steps, marks, ours, onto in ((join.first, join.marks[0], True, float),
                                         (join.second, join.marks[1], False, spans.onto_first)):
            for name, mm in marks.items():
                _add(places, onto(mm), name, (True, True))
            for mm, name in _corners(steps):
                _add(places, onto(mm), name, (not ours, ours))
        for mm, (name, on_first, on_second) in sorted(places.items()):
            if not 2 * JOIN < mm < total - 2 * JOIN:
                continue
            mates = ((join.first, mm, on_first), (join.second, spans.onto_second(mm), on_second))
            cuts = [(steps, at) for steps, at, wanted in mates
                    if wanted and not _at_corner(steps, at) and not _in_slit(steps, at)]
            double = _is_back([step_at(steps, at + side)[0] for steps, at, _ in mates for side in (-1.0, 1.0)])
            joint = f"{index}:{name}" if len(cuts) == 2 else ""
            reason = name.removeprefix("left ").removeprefix("right ")  # a mirrored part bears its own side already
            for steps, at in cuts:
                notches.append(_notch(steps, at, reason, joint))
                if double and at + APART < sum(s.length for s in steps):
                    notches.append(_notch(steps, at + APART, reason, joint and joint + "'"))
    return notches


def _add(places: dict[float, tuple[str, bool, bool]], mm: float, name: str, wanted: tuple[bool, bool]) -> None:
    near = next((key for key in places if abs(key - mm) <= 2 * JOIN), None)
    if near is None:
        places[mm] = (name, *wanted)
    else:
        known, first, second = places[near]
        places[near] = (known, first or wanted[0], second or wanted[1])


def _corners(steps: Sequence[PartStep]) -> list[tuple[float, str]]:
    """Where a walk passes from one edge to the next; a fold that it passes over counts."""
    found, run = [], 0.0
    for before, after in pairwise(steps):
        run += before.length
        same = before.piece.info.name == after.piece.info.name
        found.append((run, "centre" if same and before.half != after.half else
                      f"{before.piece.info.name} and {after.piece.info.name}"))
    return found


def _at_corner(steps: Sequence[PartStep], mm: float) -> bool:
    run = 0.0
    for step in steps[:-1]:
        run += step.length
        if abs(mm - run) <= 2 * JOIN:
            return True
    return False


def _in_slit(steps: Sequence[PartStep], mm: float) -> bool:
    """A slit has no allowance to cut a notch in."""
    step, _ = step_at(steps, mm)
    return step.piece.info.is_slit(step.step.edge)


def _is_back(steps: Sequence[PartStep]) -> bool:
    """Back notches are double: where no front lies on either side of the join, and a back on one."""
    places = [step.piece.info.on for step in steps]
    return any("back" in on for on in places) and not any("front" in on for on in places)


def _notch(steps: Sequence[PartStep], mm: float, reason: str, joint: str) -> Notch:
    step, along = step_at(steps, mm)
    return Notch(step.piece.info.name, step.half, step.step.edge, step.mm_at(along), reason, joint)


def own_notches(piece: Piece, half: str, claims: Claims) -> list[Notch]:
    """The notches a piece needs for itself.

    On its fold, at the turn of a hem, at the fold of a doubled piece, and where one operation ends within an edge and
    another begins: the mouth of a pocket in a seam.
    """
    info = piece.info
    found = []
    for edge, shape in info.edges.items():
        if shape.kind != SEAM:
            continue
        before, after = info.neighbours(edge)
        found += [Notch(info.name, half, edge, claim.start, "end") for claim in claims.get((info.name, half, edge), ())
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
            elif _hemmed(claims, info.name, half, neighbour) and not _hemmed(claims, info.name, half, edge):
                found.append(Notch(info.name, half, edge, at, "hem"))
    return found


def _hemmed(claims: Claims, piece: str, half: str, edge: str) -> bool:
    return any(claim.is_hem for claim in claims.get((piece, half, edge), ()))


