"""Cutter data for cutting tables of the Gerber kind: knife up and down, drills, notches as slits, by a table's profile.

One file for each cloth and lay, x along the cloth. Each part is cut from the inside out: lines and holes inside it,
then its notches, and last its outline, which frees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mtmpattern.errors import ExportError, Problem
from mtmpattern.formats.machine import frames, nearest_first
from mtmpattern.formats.machine.hpgl import Stroke, notch_strokes, plain
from mtmpattern.formats.machine.profiles import USUAL_TABLE, CuttingTable, read_table, shipped
from mtmpattern.formats.registry import Format, Setting, Settings, chosen
from mtmpattern.formats.text import check_writable, slug
from mtmpattern.geometry import SLIT, Point, heading, path, turn
from mtmpattern.geometry.tolerance import FLATTEN
from mtmpattern.pattern.parts.part import CutPattern, Part, PartNotch
from mtmpattern.placing.marker import KnifeLine
from mtmpattern.placing.placed import Placed
from mtmpattern.units import apart

INCH: Final = 25.4
CLEAR: Final = 10.0
"""Where possible, an outline starts at least this many millimetres from any notch or corner."""

_CORNER: Final = 10.0
_LABEL: Final = 36
"""The most letters of a label."""

SETTINGS: Final = (
    Setting("cutter", USUAL_TABLE, f"the table: {', '.join(shipped('cutters'))}, or a .yaml file", file=True),
)


def write(pattern: CutPattern, settings: Settings) -> dict[str, bytes]:
    """The pattern as ``<template>-<role>.cut``, laid on the width of each cloth by the quick packer."""
    table = read_table(chosen(settings, SETTINGS, FORMAT.name)["cutter"])
    check_writable(pattern)
    widths = {role: cloth.width for role, cloth in pattern.fabrics.items()}
    return {stem + FORMAT.suffix: cut(placed, table, stem)
            for stem, placed in frames(pattern, table.width, table.length, f"the table {table.name} with its cloth",
                                       widths)}


def cut(placed: Sequence[Placed], table: CuttingTable, name: str) -> bytes:
    """One lay of placed parts, x along the cloth and y across it, in millimetres.

    Raises `ExportError` for a part that is drawn on the fold: the table would cut along the fold.
    """
    parts = [each.laid() for each in placed]
    folded = [part.id for part in parts if part.mirror]
    if folded:
        raise ExportError.of(Problem(f"{each} is drawn on the fold, and the table would cut along it", "export.fold",
                                     each, "Write the parts opened: leave out on_fold.", argument="on_fold")
                             for each in folded)
    blocks = _begun(name, parts, table)
    here = Point(0.0, 0.0)
    for number, part in enumerate(nearest_first(parts), 1):
        blocks += [f"N{number}", *(table.begin if number == 1 else ())]
        for move in _moves(part, table, here):
            blocks += move.blocks(table)
            here = move.stroke[-1]
        if table.label:
            blocks += _label(part, table)
    return _ended(blocks, table)


def cut_lines(lines: Sequence[KnifeLine], parts: Sequence[Part], table: CuttingTable, name: str) -> bytes:
    """One lay whose cuts are already in order; each part is labelled before its outline frees it.

    Raises `ExportError` for a lay that is larger than the table.
    """
    by_id = {part.id: part for part in parts}
    length, width = (max((part.bounds[side] for part in parts), default=0.0) for side in (2, 3))
    if length > table.length + 1e-3 or width > table.width + 1e-3:
        (long, holds_long), (wide, holds_wide) = apart(length, table.length), apart(width, table.width)
        raise ExportError(f"the lay {name} is {long} mm long and {wide} mm wide, and the table {table.name} holds "
                          f"{holds_long} x {holds_wide} mm", code="export.fit", where=name,
                          hint=f"Cut it in sections of {table.length:.0f} mm at most.", argument="table")
    blocks = _begun(name, parts, table)
    number, before = 0, ""
    for line in lines:
        if line.part != before:
            number, before = number + 1, line.part
            blocks += [f"N{number}", *(table.begin if number == 1 else ())]
        if line.kind == "outline" and table.label:
            blocks += _label(by_id[line.part], table)
        stroke = line.points
        if line.kind == "notch" and table.notch != "I":
            blocks += [block for notch in by_id[line.part].notches if _tip(notch, stroke)
                       for each in notch_strokes(notch, table.notch, table.notch_width)
                       for block in _Move(each).blocks(table)]
            continue
        if line.kind == "outline" and line.closed and table.overcut:
            stroke = (*stroke, *_beyond(stroke, table.overcut))
        blocks += _Move(stroke).blocks(table)
    return _ended(blocks, table)


def _tip(notch: PartNotch, stroke: Stroke) -> bool:
    return any(notch.on_cut.same_as(point) for point in stroke)


def _beyond(ring: Stroke, overcut: float) -> Iterator[Point]:
    """The points of a ring beyond its beginning, for ``overcut`` millimetres."""
    for start, end in pairwise(ring):
        step = start.distance(end)
        if step >= overcut:
            yield start.toward(end, overcut)
            return
        yield end
        overcut -= step


def _begun(name: str, parts: Sequence[Part], table: CuttingTable) -> list[str]:
    boxes = [part.bounds for part in parts]
    extent = [f"{max((box[side] for box in boxes), default=0.0) / INCH:.3f}" for side in (2, 3)]
    return ["H1", "M20", f"{slug(name, 'lay').upper()}/L={extent[0]}/W={extent[1]}", table.up]


def _ended(blocks: Sequence[str], table: CuttingTable) -> bytes:
    return "".join(f"{block}*\n" for block in [*blocks, table.up, table.end]).encode("ascii")


@dataclass(frozen=True, slots=True)
class _Move:
    """A line to cut, or a hole to drill."""

    stroke: Stroke

    def blocks(self, table: CuttingTable) -> list[str]:
        """Its blocks, beginning and ending with the knife up."""
        if len(self.stroke) == 1:
            return [_at(self.stroke[0], table), table.drill]
        places = [(point, _at(point, table)) for point in self.stroke]
        kept = [places[0], *(after for before, after in pairwise(places) if before[1] != after[1])]
        blocks = [kept[0][1], table.down]
        for index in range(1, len(kept)):
            blocks.append(kept[index][1])
            if index + 1 < len(kept):
                a, b, c = (kept[index + step][0] for step in (-1, 0, 1))
                if abs(turn(heading(a, b), heading(b, c))) > table.corner:
                    blocks += [table.up, table.down]        # lift and plunge, so that the blade does not twist
        return [*blocks, table.up]


def _at(point: Point, table: CuttingTable) -> str:
    return f"X{round(point.x / table.step)}Y{round(point.y / table.step)}"


def _moves(part: Part, table: CuttingTable, here: Point) -> Iterator[_Move]:
    inner = [_Move((drill.at,)) for drill in part.drills]
    inner += [_Move(tuple(path.flatten(line.curves, FLATTEN))) for line in part.lines if line.kind == SLIT]
    notches = [_Move(stroke) for notch in part.notches
               for stroke in notch_strokes(notch, table.notch, table.notch_width)]
    for group in (inner, notches):
        while group:
            index = min(range(len(group)), key=lambda i: (round(here.distance(group[i].stroke[0]), 3), i))
            move = group.pop(index)
            here = move.stroke[-1]
            yield move
    yield _Move(_outline(part, table, here))


def _outline(part: Part, table: CuttingTable, here: Point) -> Stroke:
    """The outline from a place away from notches and corners, the nearest of those with enough room."""
    whole = path.length(part.cut)
    at, stops = 0.0, [path.nearest(part.cut, notch.on_cut)[0] for notch in part.notches]
    before = part.cut[-1]
    for curve in part.cut:
        if abs(turn(before.direction(1.0), curve.direction(0.0))) > _CORNER:
            stops.append(at)
        at, before = at + curve.length, curve
    stops = sorted(stop % whole for stop in stops) or [0.0]
    gaps = [(after - stop, (stop + after) / 2 % whole)
            for stop, after in zip(stops, [*stops[1:], stops[0] + whole], strict=True)]
    roomy = [middle for gap, middle in gaps if gap >= 2 * CLEAR] or [max(gaps)[1]]
    start = min(roomy, key=lambda middle: here.distance(_place(part, middle)))
    around = [*path.part(part.cut, start, whole), *path.part(part.cut, 0.0, start)]
    if table.overcut:
        around += path.part(part.cut, start, min(start + table.overcut, whole))
    return tuple(path.flatten(around, FLATTEN))


def _place(part: Part, mm: float) -> Point:
    index, t = path.locate(part.cut, mm)
    return part.cut[index].point(t)


def _label(part: Part, table: CuttingTable) -> list[str]:
    """The part's id, written along its grain line if the machine has a pen; ``*`` would end the block."""
    low, high = sorted(part.grain, key=lambda point: (point.x, point.y))
    words = plain(part.id).upper().replace("*", " ")[:_LABEL]
    return [_at(low, table), table.label, words, _at(high, table), table.label]


FORMAT: Final = Format("cutter", ".cut", "cutter data for cutting tables of the Gerber kind, by a table's profile",
                       write, SETTINGS)
"""The format as the registry finds it."""
