"""Slits as a template names them: one word between two edges, an edge for each side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..errors import OutlineError
from ..geometry import FOLD, SLIT, Curve, Edge, Point, crossing
from ..geometry.tolerance import JOIN, SAME


@dataclass(frozen=True, slots=True)
class Slit:
    """A cut into a piece, before its edges know what they lie between."""

    mouth: Point
    end: Point
    sides: tuple[str, str] | None = None


def sides_of(name: str, slit: Slit, named: Mapping[str, Edge | Slit]) -> dict[str, Edge]:
    """The edges of a slit by their names: one for each side, or only one where it lies along the fold."""
    order = list(named)
    place = order.index(name)
    before, after = order[place - 1], order[(place + 1) % len(order)]
    first, second = named[before], named[after]
    into, out = Edge((Curve.line(slit.mouth, slit.end),), SLIT), Edge((Curve.line(slit.end, slit.mouth),), SLIT)
    if isinstance(first, Slit) or isinstance(second, Slit):
        raise OutlineError(f"two slits, {name} and its neighbour, begin at one place", code="outline.slit", where=name,
                           hint="Draw an edge between them.")
    if second.kind == FOLD and second.start.same_as(slit.end, SAME * 10):
        _must_lie_on_fold(name, slit, second)
        return {name: into}
    if first.kind == FOLD and first.end.same_as(slit.end, SAME * 10):
        _must_lie_on_fold(name, slit, first)
        return {name: out}
    if not (first.end.same_as(slit.mouth, SAME * 10) and second.start.same_as(slit.mouth, SAME * 10)):
        raise OutlineError(
            f"{before} and {after} do not meet at the mouth of {name}, ({slit.mouth.x:.1f}, {slit.mouth.y:.1f})",
            code="outline.slit", where=name, hint="Divide the edge where the slit begins, and name the slit between.")
    words = slit.sides or _words(name, before, after)
    return {f"{name}_{words[0]}": into, f"{name}_{words[1]}": out}


def _must_lie_on_fold(name: str, slit: Slit, fold: Edge) -> None:
    off = crossing(slit.mouth, fold.leaving + 90.0, fold.start, fold.leaving)
    if off is None or abs(off[0]) > JOIN:
        raise OutlineError(f"{name} ends on the fold and does not lie along it", code="outline.slit", where=name,
                           hint="Draw it on the line of the fold, or from an edge to a place inside.")


def _words(name: str, before: str, after: str) -> tuple[str, str]:
    """The sides as the neighbours are called: ``back`` and ``front`` between ``wrist_back`` and ``wrist_front``."""
    (stem, _, first), (mate, _, second) = before.rpartition("_"), after.rpartition("_")
    if not stem or stem != mate:
        raise OutlineError(f"{name} lies between {before} and {after}, which do not tell what its sides are called",
                           code="outline.slit", where=name,
                           hint=f'Call them {before}_back and {before}_front, or say sides=("back", "front").')
    return first, second
