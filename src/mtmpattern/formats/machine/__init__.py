"""Frames along a roll: each cloth's parts laid for a plotter or a cutting table, on as many frames as they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mtmpattern.errors import ExportError, Problem
from mtmpattern.formats.text import file_name, slug
from mtmpattern.geometry import Point
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.placing.marker import quick_marker
from mtmpattern.placing.placed import Placed
from mtmpattern.placing.table import AIR, Ways, fill, ways_by_role, ways_on_paper
from mtmpattern.units import apart


def frames(pattern: CutPattern, width: float, length: float, what: str,
           widths: Mapping[str, float] | None = None, *,
           on_paper: bool = False) -> Iterator[tuple[str, tuple[Placed, ...]]]:
    """Each cloth's parts on frames along a roll: file names without suffix, and the parts as they lie.

    ``on_paper`` allows a quarter turn of a part that is too long or too wide along its grain, if it then fits.
    """
    roles = ways_by_role(pattern)
    across = {role: min(width, (widths or {}).get(role, width)) for role in roles}
    turned = _turned(pattern, roles, across, length) if on_paper else set()
    _refuse_large(roles, across, length, what)
    names: set[str] = set()
    for role, ways in roles.items():
        stem = f"{file_name(pattern, '')}-{slug(role, 'cloth')}"
        while stem in names:                                # two roles may have the same spelling in a file name
            stem += "-x"
        names.add(stem)
        laid = ([table.on_roll() for table in fill(across[role], ways, length)] if role in turned
                else _frames(pattern, role, ways, across[role], length))
        for number, placed in enumerate(laid, 1):
            yield stem + (f"-{number}" if number > 1 else ""), placed


def nearest_first(parts: Sequence[Part]) -> list[Part]:
    """Always the nearest part next, from the beginning of the lay."""
    left = [(part, Point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)) for part in parts for box in [part.bounds]]
    order, here = [], Point(0.0, 0.0)
    while left:
        index = min(range(len(left)), key=lambda i: (round(here.distance(left[i][1]), 3), i))
        part, here = left.pop(index)
        order.append(part)
    return order


def _frames(pattern: CutPattern, role: str, ways: list[Ways], width: float,
            length: float) -> Iterator[tuple[Placed, ...]]:
    """The parts of one cloth on one frame by the quick packer, or on several, filled one after the other."""
    marker = quick_marker(pattern.of_role(role), role, width, fabric=pattern.fabrics.get(role), spacing=AIR,
                          folded=True)
    if marker.length <= length:
        yield marker.placed
        return
    for table in fill(width, ways, length):
        yield table.on_roll()


def _turned(pattern: CutPattern, roles: dict[str, list[Ways]], across: Mapping[str, float], length: float) -> set[str]:
    """Turn parts that do not fit, if that helps; return the roles that have such a part."""
    found = set()
    for role, free in ways_on_paper(pattern).items():
        for place, (ways, any_way) in enumerate(zip(roles[role], free, strict=True)):
            fitting = [tuple(shape for shape in shapes if shape.width <= across[role] + _HAIR
                             and shape.height <= length + _HAIR) for shapes in (ways, any_way)]
            if not fitting[0] and fitting[1]:
                roles[role][place] = fitting[1]
                found.add(role)
    return found


_HAIR = 1e-3


def _refuse_large(roles: dict[str, list[Ways]], across: dict[str, float], length: float, what: str) -> None:
    problems = [Problem(
        "{} is {} mm wide and {} mm long along its grain, and {} holds {} x {} mm".format(
            shape.part.id, *(each for each, _ in sizes), what, *(each for _, each in sizes)),
        "export.fit", shape.part.id, "Use a larger machine or wider cloth.")
        for role, each in roles.items() for shape, *_ in each
        for sizes in [(apart(shape.width, across[role], places=1), apart(shape.height, length, places=1))]
        if shape.width > across[role] + 1e-3 or shape.height > length + 1e-3]
    if problems:
        raise ExportError.of(problems)
