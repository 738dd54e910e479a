"""The parts that make up a layer of the garment, its outside or its lining, without what only hangs on it.

What is laid on another piece, what is only caught in a seam (a tie, the handle of a bag, a loop), and what is worn with
the garment and not sewn to it, adds no opening and is counted apart, with everything that is sewn to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TypeAlias

from mtmpattern.pattern.model.operation import Separate
from mtmpattern.pattern.model.outline import FUSIBLE, LINING
from mtmpattern.pattern.seams.cutting_list import ListedPart
from mtmpattern.pattern.seams.sewing import SewingGraph

Unit: TypeAlias = str
"""Parts of one layer that are sewn to each other edge to edge, known by the id of one of them."""
ELSEWHERE: Unit = ""
"""What lies in another layer."""


def layer_parts(graph: SewingGraph, layer: str) -> list[ListedPart]:
    """The parts of the main layer, or of the lining, that make it one surface when they are sewn."""
    members = _members(graph, layer)
    units = _units(graph, members) if len(members) > 1 else {}
    if len({*units.values()}) < 2:
        return members
    hanging = _hanging(graph, members, units)
    return [part for part in members if units[part.id] not in hanging]


def hanging_pieces(graph: SewingGraph) -> frozenset[str]:
    """The names of the pieces of the main layer that only hang on it: ties, loops, what is separate."""
    members = _members(graph, "main")
    kept = {part.id for part in layer_parts(graph, "main")}
    return frozenset({part.piece.info.name for part in members} - {
        part.piece.info.name for part in members if part.id in kept})


def not_separate(graph: SewingGraph) -> Iterator[tuple[Separate, str]]:
    """What is called separate and yet is sewn to the garment, with the name of a piece that it is sewn to."""
    stated = [operation for operation in graph.operations if isinstance(operation, Separate)]
    if not stated:
        return
    laid, named = _laid(graph), _separate(graph)
    for operation in stated:
        name = operation.piece.info.name
        members = _members(graph, LINING if operation.piece.info.in_lining else "main")
        units = _units(graph, members)
        held = dict(_holds(graph, units, laid))
        mine = {units[part.id] for part in members if part.piece.info.name == name}
        alone = {units[part.id] for part in members if part.piece.info.name in named}
        under = next((laid[part.id] for part in graph.parts if part.piece.info.name == name and part.id in laid), "")
        under = under or next((held[unit] for unit in mine if unit in held), "")
        if not under and not {*units.values()} - alone - {*held}:    # nothing else is left: it is the garment
            under = next((part.id for part in members if units[part.id] in mine and part.piece.info.name not in named),
                         "")
        if under:
            yield operation, graph.parts.parts[under].piece.info.name


def _separate(graph: SewingGraph) -> Set[str]:
    """The names of the pieces that are called separate."""
    return {operation.piece.info.name for operation in graph.operations if isinstance(operation, Separate)}


def _members(graph: SewingGraph, layer: str) -> list[ListedPart]:
    """The outermost parts of a layer; what is laid on and interfacings belong to none."""
    outer = [part for part in graph.parts if part.layer == 0]
    if layer == LINING:
        return [part for part in outer if part.piece.info.in_lining]
    laid = {graph.parts.parts[part].piece.info.name for part in _laid(graph)}
    return [part for part in outer if not part.piece.info.in_lining and part.piece.info.role != FUSIBLE
            and part.piece.info.name not in laid]


def _laid(graph: SewingGraph) -> dict[str, str]:
    """The parts that are laid on others, and those under them."""
    return {seam.first[0].part: seam.second[0].part for seam in graph.seams if seam.kind == "laid"}


def _units(graph: SewingGraph, members: Sequence[ListedPart]) -> dict[str, Unit]:
    """The unit of each part."""
    above = {part.id: part.id for part in members}

    def top(part: str) -> str:
        while above[part] != part:
            part = above[part]
        return part

    for seam in (*graph.outermost, *graph.laps):
        inside = [part for part in seam.parts if part in above]
        for part in inside[1:]:
            above[top(part)] = top(inside[0])
    return {part: top(part) for part in above}


def _holds(graph: SewingGraph, units: Mapping[str, Unit], laid: Mapping[str, str]) -> Iterator[tuple[Unit, str]]:
    """The units that hang on another, each with a part that holds it: in a seam, or under what is laid on it."""
    for seam in graph.seams:
        if seam.layer or not seam.second:
            continue
        if seam.kind == "caught":
            pairs = [(seam.first[0].part, seam.second[0].part)]
        elif seam.kind in ("sewn", "encased", "zipped", "bound"):
            pairs = [(one, other) for one in seam.parts for other in seam.parts if other in laid]
        else:
            continue
        for part, host in pairs:
            if part in units and units[part] != _unit_under(host, units, laid):
                yield units[part], host


def _unit_under(part: str, units: Mapping[str, Unit], laid: Mapping[str, str]) -> Unit:
    """The unit of a part, or of what it is laid on."""
    seen: set[str] = set()
    while part not in units and part in laid and part not in seen:
        seen.add(part)
        part = laid[part]
    return units.get(part, ELSEWHERE)


def _hanging(graph: SewingGraph, members: Sequence[ListedPart], units: Mapping[str, Unit]) -> Set[Unit]:
    """The units that hang on the rest of the layer, directly or on each other, and those that are separate.

    The garment itself hangs on nothing; if everything does, it is the unit with the most cloth.
    """
    laid = _laid(graph)
    named = _separate(graph)
    separate = {units[part.id] for part in members if part.piece.info.name in named}
    holders: dict[Unit, set[Unit]] = {}
    for unit, host in _holds(graph, units, laid):
        holders.setdefault(unit, set()).add(_unit_under(host, units, laid))
    area = dict.fromkeys(units.values(), 0.0)
    for part in members:
        area[units[part.id]] += part.piece.info.outline.area
    garment = [unit for unit in area if unit not in holders and unit not in separate] or [
        max((unit for unit in area if unit not in separate), key=lambda unit: area[unit],
            default=max(area, key=lambda unit: area[unit]))]
    reached = {ELSEWHERE, *garment, *separate}              # what hangs on a belt is part of the belt
    while more := [unit for unit, on in holders.items() if unit not in reached and on & reached]:
        reached.update(more)
    return reached - {ELSEWHERE, *garment}
