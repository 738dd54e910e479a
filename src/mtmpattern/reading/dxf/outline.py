"""The cut line and the sewn line of a piece, found among everything that its block draws."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..geometry import Point
from .findings import FAULT, NOTE, WARNING, Finding
from .layers import BOUNDARY, CHECK, CHECKS, INTERNAL, SEWN, number_of, role_of
from .lines import Line, joined
from .shapes import Content, Stroke

MOST_GAP = 1.0
"""An outline open by no more mm than this was surely meant to be closed."""

SEWN_SHARE = 0.6
"""A closed line on the layer of internal lines that holds this much of the piece is its sewn line."""


@dataclass(slots=True)
class Outlines:
    """What was found: both lines, the closed lines that are neither, and what there is to say."""

    cut: Line | None
    sewn: Line | None
    spare: list[Line] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def by_role(content: Content) -> dict[str, list[Stroke]]:
    """The strokes of each role; circles count as closed lines."""
    found: dict[str, list[Stroke]] = {}
    for stroke in (*content.strokes, *(Stroke(ring.layer, ring.points, True) for ring in content.rings)):
        found.setdefault(role_of(stroke.layer), []).append(stroke)
    return found


def lines_of(strokes: Iterable[Stroke]) -> list[Line]:
    """Strokes joined to lines."""
    return joined((stroke.points, stroke.closed) for stroke in strokes)


def find_outlines(roles: Mapping[str, Sequence[Stroke]], block: str) -> Outlines:
    """Look for the outlines of one piece among its strokes."""
    found = Outlines(None, None)
    found.cut = _boundary(roles, block, found)
    if found.cut is None:
        return found
    found.cut = _checked(found.cut, roles, BOUNDARY, block, found)
    rings = sorted((line for line in lines_of(roles.get(SEWN, ())) if line.closed), key=lambda line: -abs(line.area))
    opens = [line for line in lines_of(roles.get(SEWN, ())) if not line.closed and len(line.points) > 2]
    if rings:
        found.sewn = _checked(rings[0], roles, SEWN, block, found)
        found.spare += rings[1:]
    elif opens:
        found.sewn = _closed(max(opens, key=lambda line: line.length), "sewn line", block, found)
    else:
        _among_internal(roles, block, found)
    return found


def _boundary(roles: Mapping[str, Sequence[Stroke]], block: str, found: Outlines) -> Line | None:
    lines = lines_of(roles.get(BOUNDARY, ()))
    if not any(len(line.points) > 2 for line in lines):
        lines = lines_of(stroke for stroke in roles.get(CHECK, ()) if number_of(stroke.layer) == CHECKS[BOUNDARY])
    if not any(len(line.points) > 2 for line in lines):
        everything = [stroke for role, strokes in roles.items() if role in {"", INTERNAL, SEWN} for stroke in strokes]
        lines = [line for line in lines_of(everything) if line.closed]
        if lines:
            found.findings.append(Finding("dxf.layer", WARNING, "no line lies on layer 1 or CUT",
                                          "The largest closed line was taken for the cut line.", block))
    rings = sorted((line for line in lines if line.closed), key=lambda line: -abs(line.area))
    opens = [line for line in lines if not line.closed and len(line.points) > 2]
    widest = max(opens, key=lambda line: line.length, default=None)
    if rings and (widest is None or widest.length < rings[0].length):
        found.spare += rings[1:]
        return rings[0]
    return _closed(widest, "cut line", block, found) if widest else None


def _closed(line: Line, what: str, block: str, found: Outlines) -> Line:
    """An open outline, closed by a straight line."""
    weight = WARNING if line.gap <= MOST_GAP else FAULT
    found.findings.append(Finding("dxf.open", weight, f"the {what} is open by {line.gap:.2f} mm",
                                  "It was closed by a straight line.", block, Point(*line.points[-1])))
    return Line(line.points, True, line.gap, line.pieces, line.repeated)


def _checked(line: Line, roles: Mapping[str, Sequence[Stroke]], role: str, block: str, found: Outlines) -> Line:
    """The line as the layer of its check curve has it where that is finer: the line itself may be key points only."""
    checks = [each for each in lines_of(stroke for stroke in roles.get(CHECK, ())
                                        if number_of(stroke.layer) == CHECKS[role]) if each.closed]
    finest = max(checks, key=lambda each: abs(each.area), default=None)
    if finest is None or len(finest.points) <= len(line.points) or line.gap:
        return line
    if abs(abs(finest.area) - abs(line.area)) > 0.1 * abs(finest.area):
        found.findings.append(Finding("dxf.curves", WARNING, f"layer {CHECKS[role]} does not repeat its line",
                                      "It was left out.", block))
        return line
    found.findings.append(Finding(
        "dxf.curves", NOTE, f"layer {CHECKS[role]} has {len(finest.points)} vertices where its line has "
        f"{len(line.points)}", "The finer one was taken.", block))
    return finest


def _among_internal(roles: Mapping[str, Sequence[Stroke]], block: str, found: Outlines) -> None:
    """AAMA files of some programs have the sewn line on layer 8, with all that is drawn."""
    for index, stroke in enumerate(roles.get(INTERNAL, ())):
        for line in lines_of([stroke]):
            share = abs(line.area) / (abs(found.cut.area) or math.inf) if found.cut else 0.0
            if line.closed and SEWN_SHARE <= share <= 1.0 and (
                    found.sewn is None or abs(line.area) > abs(found.sewn.area)):
                found.sewn, found.used = line, {index}
    if found.sewn:
        found.findings.append(Finding("dxf.sewn_layer", NOTE, "the sewn line is drawn on the layer of internal lines",
                                      "The largest closed line there was taken for it.", block))


def unknown_layers(content: Content) -> dict[str, int]:
    """How many things lie on each layer that nobody knows."""
    found: dict[str, int] = {}
    layers = [*(each.layer for each in content.strokes), *(each.layer for each in content.rings),
              *(each.layer for each in content.dots)]
    for layer in layers:
        if not role_of(layer) and number_of(layer) != 0:
            found[layer] = found.get(layer, 0) + 1
    return found
