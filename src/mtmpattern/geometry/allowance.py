"""The cut line of a piece: each edge's own allowance laid outside the sewn line, corner by corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from . import path
from .affine import mirrored_about
from .curve import Curve
from .meeting import Ray, met, straight_met
from .path import Curves
from .point import Point, turn
from .region import simple_outline
from .tolerance import SAME

MITRE_LIMIT = 2.5
"""A mitred corner may reach this many allowances from the sewn corner; a sharper one is bevelled."""

KINK = 0.5
"""A turn of more degrees than this inside an edge is a corner of its own."""


REACH = 1.5
"""How far up a side its mirror image is looked at under a hem, in depths of the hem; sides lean less than that."""


class Corner(Enum):
    """How the allowances of two neighbouring edges meet; first and second in the order of the outline."""

    MITRE = "both allowances run on until they meet"
    FIRST = "cut square to the first edge"
    SECOND = "cut square to the second edge"
    HEM_FIRST = "the first edge is turned up: the second one's allowance is mirrored in it"
    HEM_SECOND = "the second edge is turned up: the first one's allowance is mirrored in it"
    BEVEL = "a straight line between the ends of both allowances"


@dataclass(frozen=True, slots=True)
class Margin:
    """One edge of an outline, the width of its allowance in millimetres, and the corner at its end."""

    curves: Curves
    width: float
    corner: Corner = Corner.MITRE


@dataclass(frozen=True, slots=True)
class CutLine:
    """The closed cut line, the stretch that belongs to each margin, and whether it had to be repaired."""

    stretches: tuple[Curves, ...]
    repaired: Curves = ()
    """The whole line as one outline of short chords where allowances ran into each other; otherwise empty."""

    @property
    def curves(self) -> Curves:
        """The closed outline."""
        return self.repaired or tuple(curve for stretch in self.stretches for curve in stretch)


@dataclass(slots=True)
class _Stretch:
    """A smooth part of one margin with its parallel curves, as they are trimmed and lengthened at the corners."""

    owner: int
    sewn: Curves
    width: float
    corner: Corner
    curves: list[Curve] = field(default_factory=list)
    tail: list[Curve] = field(default_factory=list)
    """What the corner at the end adds to this stretch."""


def cut_line(margins: Sequence[Margin]) -> CutLine:
    """The cut line outside a counter-clockwise outline; edges in order, each ending where the next starts."""
    stretches = [stretch for owner, margin in enumerate(margins) for stretch in _smooth_parts(owner, margin)]
    for stretch in stretches:
        stretch.curves = _parallel(stretch.sewn, -stretch.width)
    for first, second in zip(stretches, [*stretches[1:], stretches[0]], strict=True):
        _turn_corner(first, second)
    gathered: list[list[Curve]] = [[] for _ in margins]
    for stretch in stretches:
        gathered[stretch.owner] += [*stretch.curves, *stretch.tail]
    lines = tuple(tuple(curve for curve in curves if curve.length > SAME) for curves in gathered)
    whole = tuple(curve for curves in lines for curve in curves)
    return CutLine(lines, simple_outline(whole))


def _smooth_parts(owner: int, margin: Margin) -> list[_Stretch]:
    parts: list[list[Curve]] = [[margin.curves[0]]]
    for before, after in zip(margin.curves, margin.curves[1:], strict=False):
        if abs(turn(before.direction(1.0), after.direction(0.0))) > KINK:
            parts.append([])
        parts[-1].append(after)
    corners = [Corner.MITRE] * (len(parts) - 1) + [margin.corner]
    return [_Stretch(owner, tuple(part), margin.width, corner) for part, corner in zip(parts, corners, strict=True)]


def _parallel(sewn: Curves, mm: float) -> list[Curve]:
    curves: list[Curve] = []
    for curve in sewn:
        for piece in curve.parallel(mm):
            if curves and not curves[-1].end.same_as(piece.start):
                piece = Curve(curves[-1].end, piece.leave, piece.arrive, piece.end, piece.straight)
            curves.append(piece)
    return curves


def _turn_corner(first: _Stretch, second: _Stretch) -> None:
    corner_at = first.sewn[-1].end
    bend = turn(first.sewn[-1].direction(1.0), second.sewn[0].direction(0.0))
    kind = first.corner
    if kind in (Corner.HEM_FIRST, Corner.HEM_SECOND) and abs(bend) > KINK:
        _turn_hem(first, second, corner_at)
    elif abs(bend) <= KINK or kind is Corner.BEVEL:
        _bridge(first, second)
    elif kind in (Corner.FIRST, Corner.SECOND) and bend > 0:
        _square(first, second, corner_at)
    else:
        _mitre(first, second, corner_at, bend)


def _bridge(first: _Stretch, second: _Stretch) -> None:
    """A straight line from one allowance to the other; nothing where they already meet."""
    start, end = first.curves[-1].end, second.curves[0].start
    if not start.same_as(end):
        first.tail.append(Curve.line(start, end))


def _mitre(first: _Stretch, second: _Stretch, corner: Point, bend: float) -> None:
    point = met(first.curves, second.curves)
    if point is None or (bend > 0 and point.distance(corner) > MITRE_LIMIT * max(first.width, second.width)):
        _bridge(first, second)


def _square(first: _Stretch, second: _Stretch, corner: Point) -> None:
    """Cut along the line through the sewn corner that is square to one of the two edges."""
    squared, other = (first, second) if first.corner is Corner.FIRST else (second, first)
    if squared is first:
        square = Ray(corner, first.sewn[-1].direction(1.0) - 90.0)
        straight_met(other.curves, square, at_start=True)
    else:
        square = Ray(corner, second.sewn[0].direction(0.0) - 90.0)
        straight_met(other.curves, square, at_start=False)
    _bridge(first, second)


def _turn_hem(first: _Stretch, second: _Stretch, corner: Point) -> None:
    """Fold the neighbour's cut line over the hem line, so that the turn lies on the cloth edge to edge."""
    hem_is_first = first.corner is Corner.HEM_FIRST
    hem, side = (first, second) if hem_is_first else (second, first)
    along = hem.sewn[-1].direction(1.0) if hem_is_first else hem.sewn[0].direction(0.0)
    fold = Ray(corner, along)
    straight_met(side.curves, fold, at_start=hem_is_first)
    mirror = mirrored_about(corner, corner.along(along, 100.0))
    reach = REACH * hem.width
    if hem_is_first:  # walking the hem first: raw edge, up the mirrored side to the fold, on along the side
        near = path.part(side.curves, 0.0, min(reach, path.length(side.curves)))
        climb = list(path.reverse([curve.moved(mirror) for curve in near]))
        met(hem.curves, climb)
        hem.tail += climb
    else:
        whole = path.length(side.curves)
        near = path.part(side.curves, max(0.0, whole - reach), whole)
        descent = list(path.reverse([curve.moved(mirror) for curve in near]))
        met(descent, hem.curves)
        side.tail += descent
