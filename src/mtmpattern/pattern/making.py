"""What it takes to make a garment: every step with its stitch, pressing and minutes, and everything to be bought."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mtmpattern.pattern.model.notion import Notion
from mtmpattern.pattern.model.operation import (
    Bag,
    Bind,
    Buttoned,
    Encase,
    Hem,
    Opened,
    Operation,
    Raw,
    Separate,
    Sew,
    Zipped,
    stitch_of,
)
from mtmpattern.pattern.model.outline import FUSIBLE
from mtmpattern.pattern.model.run import touches_fold
from mtmpattern.pattern.model.times import Times, usual_times
from mtmpattern.pattern.pattern import Pattern
from mtmpattern.pattern.seams.seam import Seam, walked
from mtmpattern.pattern.seams.walk import Meetings

DART_STITCH: Final = "301"
BUTTON_STITCH: Final = "304+101"
"""Buttonholes, and buttons."""
PLIES: Final = 2.0
"""Layers of cloth in a seam, for its thread."""


@dataclass(frozen=True, slots=True)
class WorkStep:
    """One step in order of work.

    ``operation`` is its number among the pattern's operations, or -1 for what is done before the first of them;
    ``kind`` is that of its seams, or ``fuse``, ``dart``, ``pleat``, ``fish-eye``. ``count`` is how often it is done and
    ``length`` the mm sewn in all. ``stitch`` is a class of ISO 4915, empty where nothing is sewn; ``press`` how it is
    pressed, empty where it is not.
    """

    number: int
    operation: int
    kind: str
    count: int
    length: float
    stitch: str
    press: str
    minutes: float


def work_steps(pattern: Pattern, times: Times | None = None) -> tuple[WorkStep, ...]:
    """Every step that `papers.work.order_of_work` describes, timed by the shipped table or another."""
    table = times or usual_times()
    seams: dict[int, list[Seam]] = defaultdict(list)
    for seam in pattern.seams:
        if seam.layer == 0 and seam.step >= 0:
            seams[seam.step].append(seam)
    found = [*_preparations(pattern, table)]
    for number, operation in enumerate(pattern.operations):
        found.append(_step(pattern, number, operation, seams[number], table))
    return tuple(replace(step, number=place) for place, step in enumerate(found, 1))


def minutes(steps: Sequence[WorkStep]) -> float:
    """The minutes of all steps together."""
    return sum(step.minutes for step in steps)


def _preparations(pattern: Pattern, table: Times) -> Iterator[WorkStep]:
    pieces = {piece.info.name: piece for piece in pattern.pieces}
    for done in pattern.preparations:
        halves = len(pieces[done.piece].info.halves)
        count = done.count * halves
        length, stitch = 0.0, ""
        if done.kind == "dart":
            edge = pieces[done.piece].info.edges[done.edge]
            length, stitch = sum(2 * dart.intake.length for dart in edge.darts if dart.intake.tip) * halves, DART_STITCH
        elif done.kind == "fish-eye":
            length, stitch = done.length * halves, DART_STITCH
        press = {"fuse": "fuse", "pleat": "to one side"}.get(done.kind, "to the centre")
        time = count * table.handling[done.kind] + table.stitching(stitch, length)
        yield WorkStep(0, -1, done.kind, count, length, stitch, press, _whole(time, length, press, count, table))


def _step(pattern: Pattern, number: int, operation: Operation, seams: Sequence[Seam], table: Times) -> WorkStep:
    kind = seams[0].kind if seams else "raw"
    length = sum(walked(seam.first) for seam in seams)
    stitch = BUTTON_STITCH if isinstance(operation, Buttoned) and operation.count else (
        stitch_of(operation, _cloth(pattern, seams)) if seams and kind != "closed" else "")
    if isinstance(operation, Raw | Opened | Separate):
        stitch = operation.stitch
    press = _pressed(operation, _cloth(pattern, seams))
    count = _count(operation, seams)
    time = count * table.handling[kind if kind in table.handling else "sewn"]
    if isinstance(operation, Buttoned):
        time += count * operation.count * (table.buttonhole + table.button)
        length = 0.0
    else:
        time += table.stitching(stitch, length) * (2 if isinstance(operation, Encase | Bind) else 1)
    return WorkStep(0, number, kind, count, length, stitch, press, _whole(time, length, press, count, table))


def _count(operation: Operation, seams: Sequence[Seam]) -> int:
    """How often a seam is begun: one that runs on over a fold is one line, although it is a seam on each side."""
    runs = operation.runs if isinstance(operation, Hem | Raw) else operation.runs[:1]
    over_fold = any(touches_fold(step) for run in runs for step in run.steps)
    return math.ceil(len(seams) / 2) if over_fold else len(seams)


def _whole(time: float, length: float, press: str, count: int, table: Times) -> float:
    """The minutes of a step with its pressing and the allowance for rest."""
    pressing = count * table.pressing["each"] + length / 1000 * table.pressing["per_metre"] if press else 0.0
    return table.allowance * (time + pressing)


def _cloth(pattern: Pattern, seams: Sequence[Seam]) -> str:
    """The kind of the cloth that is sewn; woven if it is not known."""
    for seam in seams:
        for span in seam.first:
            cloth = pattern.fabrics.get(pattern.sewing.parts.parts[span.part].cut.role)
            if cloth is not None:
                return cloth.kind
    return "woven"


def _pressed(operation: Operation, cloth: str) -> str:
    """How a step is pressed: as stated, or as usual for its construction; knits are pressed only at their hems."""
    if isinstance(operation, Sew) and operation.press:
        return operation.press
    if isinstance(operation, Hem):
        return "up"
    if cloth in ("knit", "swatch"):
        return ""
    if isinstance(operation, Sew):
        return {"plain": "open", "French": "to one side", "felled": "to one side"}.get(operation.construction.name, "")
    if isinstance(operation, Encase | Bag):
        return "flat, turned out"
    return "to the side" if isinstance(operation, Zipped) else ""


# ---- What is to be bought -----------------------------------------------------------------------------------------


def to_buy(pattern: Pattern, times: Times | None = None) -> tuple[Notion, ...]:
    """All notions: those that follow from how it is sewn, those that the template states, then thread and fusible.

    A zip is as long as its seam, a tape as the edge that it binds, without the ends that are cut off. Thread is for the
    whole garment. Fusible is the area of its parts; how much of a roll they take only a marker can say.
    """
    table = times or usual_times()
    return (*_closings(pattern), *pattern.notions, *_thread(pattern, table), *_fusible(pattern))


def _closings(pattern: Pattern) -> Iterator[Notion]:
    found: dict[tuple[str, str, float, float], int] = defaultdict(int)
    bound: dict[int, list[Seam]] = defaultdict(list)
    for seam in pattern.seams:
        if isinstance(seam.operation, Bind) and seam.operation.by is None and not seam.layer:
            bound[seam.step].append(seam)
    for seam in pattern.seams:
        operation = seam.operation
        if seam.layer:
            continue
        if isinstance(operation, Zipped):
            found["zip", str(operation.first), round(walked(seam.first), 3), 0.0] += 1
        elif isinstance(operation, Bind) and seam is next(iter(bound[seam.step]), None):
            for use, length in _tapes(pattern, operation, bound[seam.step]):
                found["tape", use, length, 0.0] += 1
        elif isinstance(operation, Buttoned) and operation.count:
            found["button", str(operation.under), 0.0, operation.diameter] += operation.count
    for (kind, use, length, width), count in found.items():
        yield Notion(kind, use, count, length, width)


def _tapes(pattern: Pattern, operation: Bind, seams: Sequence[Seam]) -> Iterator[tuple[str, float]]:
    """Each tape of a binding: what it binds, and its length in mm.

    One tape goes on from one of the wearer's sides to the other over a fold, and over a seam that is sewn before.
    """
    meetings = Meetings(pattern.sewing.parts)
    for seam in pattern.sewing.outermost:
        if seam.step < seams[0].step:
            meetings.bring_together(meetings.entry(seam.first[0]), meetings.entry(seam.second[0]))
            meetings.bring_together(meetings.exit(seam.first[-1]), meetings.exit(seam.second[-1]))
    ends = [(meetings.entry(seam.first[0]), meetings.exit(seam.first[-1])) for seam in seams]
    lengths = [walked(seam.first) for seam in seams]
    if len(seams) == 2 and any(meetings.are_one(a, b) for a in ends[0] for b in ends[1]):
        yield f"whole({operation.run})", round(sum(lengths), 3)
    else:
        yield from ((str(operation.run), round(length, 3)) for length in lengths)


def _thread(pattern: Pattern, table: Times) -> Iterator[Notion]:
    shell = pattern.fabrics.get(pattern.pieces[0].info.role)
    thickness = PLIES * (shell.thickness if shell else 0.5)
    mm = 0.0
    for step in work_steps(pattern, table):
        operation = pattern.operations[step.operation] if step.operation >= 0 else None
        if isinstance(operation, Buttoned):
            mm += table.allowance * step.count * operation.count * (table.thread["buttonhole"] + table.thread["button"])
        else:
            mm += table.thread_of(step.stitch, step.length, thickness)
    if mm:
        yield Notion("thread", "the whole garment", 1, round(mm, 0))


def _fusible(pattern: Pattern) -> Iterator[Notion]:
    area = sum(part.area for part in pattern.for_cutting().parts if part.role == FUSIBLE)
    if area:
        yield Notion("fusible", "all fused parts", area=round(area, 0))
