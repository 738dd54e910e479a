"""An intake, and its cap: the edge that is cut over a dart or pleat so that it is caught whole in the seam."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..errors import OutlineError, meant, shown
from . import path
from .affine import mirrored_about
from .curve import Curve
from .path import Curves
from .point import Point, between, heading
from .tolerance import ON_LINE

PRESSED = ("start", "end")
"""To which end of its edge a dart or pleat is pressed."""


@dataclass(frozen=True, slots=True)
class Intake:
    """``width`` mm of cloth taken out of an edge at the part ``at`` of its sewn length.

    A dart is ``length`` mm long and ends in a tip; a pleat (``tip`` false) is folded square to the edge and its fold
    is marked over ``length`` mm. The cloth is pressed toward the ``end`` (or ``start``) of the edge.
    """

    width: float
    length: float
    at: float
    tip: bool = True
    pressed: str = "end"

    def __post_init__(self) -> None:
        if self.pressed not in PRESSED:
            raise OutlineError(f"a dart or pleat cannot be pressed to {shown(self.pressed)}", code="intake.pressed",
                               hint=meant(self.pressed, PRESSED, "Say"))

    def reversed(self) -> Intake:
        """The same on the edge walked the other way."""
        return replace(self, at=1 - self.at, pressed={"start": "end", "end": "start"}[self.pressed])


def cap_over(intake: Intake, tip: Point, before: Curves, after: Curves) -> tuple[Curves, Point]:
    """The edge over an intake, such that pressed to its side it ends along the sewn line, and the peak on its fold.

    The half next to the side it is pressed to is the sewn line mirrored about that leg, as far as the fold; the
    other half is that, mirrored about the fold.
    """
    start, end = before[-1].end, after[0].start
    fold_mouth = between(start, end, 0.5)
    inward = heading(start, end) + 90.0
    if not intake.tip:
        tip = fold_mouth.along(inward, max(intake.length, 1.0))
    toward_end = intake.pressed == "end"
    leg, stretch = (end, after) if toward_end else (start, path.reverse(before))
    leg_foot = tip if intake.tip else leg.along(inward, max(intake.length, 1.0))
    mirrored = tuple(c.moved(mirrored_about(leg_foot, leg)) for c in stretch)
    tangent = mirrored[-1].direction(1.0)
    mirrored += (Curve.line(mirrored[-1].end, mirrored[-1].end.along(tangent, 10 * intake.width)),)
    met = path.crossings(mirrored, tip, heading(tip, fold_mouth))
    if not met:
        raise OutlineError("a dart's cap does not reach its fold", code="intake.cap",
                           hint="Make the dart longer or narrower.")
    half = path.part(mirrored, 0.0, met[0][0])
    peak = half[-1].end
    far = tuple(c.moved(mirrored_about(tip, fold_mouth)) for c in half)
    rising, falling = (far, path.reverse(half)) if toward_end else (half, path.reverse(far))
    return (*_pinned(rising, start, peak), *_pinned(falling, peak, end)), peak


def _pinned(curves: Curves, start: Point, end: Point) -> Curves:
    """The same curves with their outer ends set to the last bit."""
    first = curves[0]
    curves = (Curve(start, first.leave, first.arrive, first.end, first.straight), *curves[1:])
    last = curves[-1]
    if last.end.distance(end) > ON_LINE:
        raise OutlineError("a dart's cap does not close", code="intake.cap", hint="Make the dart longer or narrower.")
    return (*curves[:-1], Curve(last.start, last.leave, last.arrive, end, last.straight))
