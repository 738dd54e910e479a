"""Cloth taken out of an edge before it is sewn: darts and pleats, drawn on an open line and trued.

A designer draws the open line and says how much goes out and where. Truing closes every intake, redraws the line by
the drawing rule from its first to its last point, and opens it again. So the line is smooth when the intakes are
sewn, and its sewn length is the drawn length less the intakes, exactly: what the redrawn line gains or loses (some
tenths of a millimetre) is given back to the intakes in equal parts.

A mouth may also be a straight curve of the open line by itself, exactly as wide as its intake: what was drafted by
closing one dart and opening another has such mouths. The line on either side of it is then left as it is, for it was
smooth before it was opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..errors import OutlineError, SolveError
from . import path
from .affine import IDENTITY, Affine, shifted, turned
from .cap import Intake, cap_over
from .curve import Curve
from .drawing import drawn
from .path import Curves
from .placed import Placed, Trued
from .point import between, heading, turn
from .roots import bracketed
from .tolerance import SAME

LEAST_BETWEEN = 1.0
"""Sewn line, in mm, that there must be on either side of an intake."""

STILL_SHARE, MOST_SHARE = 0.4, 1.6
"""How far truing may change an intake's width, as parts of it."""

PAST_JUMP = 1e-6
"""A change of that share by which a line is surely on the longer side of a jump in its length."""

SHORTEST = 0.05
"""How far the handles of a line may be shortened, as a part of them."""


def trued(curves: Curves, intakes: Sequence[Intake]) -> Trued:
    """The open line ``curves`` with its intakes, closed, redrawn and opened again."""
    sewn_length = path.length(curves) - sum(intake.width for intake in intakes)
    stretches: list[Curves] = [()]
    caps: list[Curves] = []
    placed: list[Placed] = []
    own: list[int] = []
    drawn_to, out, waiting = 0.0, 0.0, sorted(intakes, key=lambda intake: intake.at)
    for curve in curves:
        if waiting and _is_mouth(curve, waiting[0], waiting[0].at * sewn_length + out - drawn_to):
            intake = waiting.pop(0)
            own.append(len(placed))
            placed.append(_in_mouth(intake, curve))
            caps.append(())
            stretches.append(())
            out += intake.width
            drawn_to += curve.length
            continue
        here: list[tuple[Intake, float]] = []
        while waiting and waiting[0].at * sewn_length + out < drawn_to + curve.length - SAME:
            intake = waiting.pop(0)
            here.append((intake, intake.at * sewn_length + out - drawn_to))
            out += intake.width
        _must_have_room(here, curve)
        first, *rest = [(curve,)] if not here else _open_curve(curve, here, caps, placed)
        stretches[-1] += first
        stretches += rest
        drawn_to += curve.length
    if waiting:
        raise _no_room(waiting[0])
    for index in own:
        if not (stretches[index] and stretches[index + 1]):
            raise _no_room(placed[index].intake)
        caps[index], peak = cap_over(placed[index].intake, placed[index].point, stretches[index], stretches[index + 1])
        placed[index] = replace(placed[index], peak=peak)
    return Trued(tuple(stretches), tuple(caps), tuple(placed))


def _is_mouth(curve: Curve, intake: Intake, first_leg: float) -> bool:
    """Whether a straight curve is the mouth of an intake, from leg to leg."""
    return curve.straight and abs(first_leg) <= SAME and abs(curve.length - intake.width) <= SAME


def _in_mouth(intake: Intake, mouth: Curve) -> Placed:
    """An intake in a mouth of its own; the legs of a dart are equally long, so its tip lies square over the middle."""
    middle = between(mouth.start, mouth.end, 0.5)
    point = middle.along(mouth.direction(0.0) + 90.0, intake.length)
    return Placed(intake, point, mouth.start, mouth.end, middle)


def _must_have_room(here: Sequence[tuple[Intake, float]], curve: Curve) -> None:
    """Each mouth lies on one curve, with some sewn line on either side."""
    taken = 0.0
    for intake, first_leg in here:
        if first_leg < taken + LEAST_BETWEEN or first_leg + intake.width > curve.length - LEAST_BETWEEN:
            raise _no_room(intake)
        taken = first_leg + intake.width


def _no_room(intake: Intake) -> OutlineError:
    return OutlineError(
        f"a dart or pleat {intake.width:.1f} mm wide at {intake.at:.0%} of the edge does not lie within one curve, "
        f"{LEAST_BETWEEN:.0f} mm from its ends and from the next one", code="intake.place",
        hint="Move it, make it narrower or draw the edge as one curve.")


def _open_curve(curve: Curve, here: list[tuple[Intake, float]], caps: list[Curves],
                placed: list[Placed]) -> list[Curves]:
    """One curve with its intakes: stretches in the open frame; caps and places are added to the lists."""
    target = curve.length - sum(intake.width for intake, _ in here)
    hinges = [_hinge(curve, intake, first_leg) for intake, first_leg in here]

    def frames(share: float) -> list[Affine]:
        frame, found = IDENTITY, [IDENTITY]
        for close in hinges:
            frame = close(share).then(frame)
            found.append(frame)
        return found

    def redrawn(share: float) -> Curves:
        last = frames(share)[-1]
        end = last(curve.end)
        arrive = heading(end, last(curve.end.along(curve.direction(1.0), 100.0)))
        return drawn(curve.start, end, curve.direction(0.0), arrive, inflected=True)

    def too_long(share: float) -> float:
        return path.length(redrawn(share)) - target

    low, high = too_long(MOST_SHARE), too_long(STILL_SHARE)
    if low > 0 or high < 0:
        raise SolveError("the line cannot be drawn smoothly over its closed darts", code="intake.true",
                         hint="Make the darts narrower or put them further apart.")
    share = bracketed(too_long, MOST_SHARE, STILL_SHARE, f_low=low, f_high=high)
    line = redrawn(share)
    if abs(path.length(line) - target) > SAME:
        share -= PAST_JUMP
        line = _flatter(redrawn(share)[0], target)
    opened = [_inverse(frame) for frame in frames(share)]
    stretches: list[Curves] = []
    taken, before = 0.0, 0.0
    for index, (intake, first_leg) in enumerate(here):
        place = first_leg - taken
        stretches.append(tuple(c.moved(opened[index]) for c in path.part(line, before, place)))
        taken, before = taken + intake.width, place
    stretches.append(tuple(c.moved(opened[-1]) for c in path.part(line, before, path.length(line))))
    for index, (intake, first_leg) in enumerate(here):
        before_it, after_it = stretches[index], stretches[index + 1]
        middle = curve.parameter(first_leg + intake.width / 2)
        point = curve.point(middle).along(curve.direction(middle) + 90.0, intake.length)
        cap, peak = cap_over(intake, point, before_it, after_it)
        caps.append(cap)
        placed.append(Placed(intake, point, before_it[-1].end, after_it[0].start, peak))
    return stretches


def _flatter(line: Curve, target: float) -> Curves:
    """The line with shorter handles, so that it is as long as asked.

    The rule of drawing gives other handles to a line that bends to both sides than to one that almost does. Where the
    length that is asked for lies between the two, neither has it.
    """
    def scaled(share: float) -> Curve:
        return Curve(line.start, between(line.start, line.leave, share), between(line.end, line.arrive, share),
                     line.end)

    if not scaled(SHORTEST).length <= target <= line.length:
        raise SolveError("the line cannot be drawn smoothly over its closed darts", code="intake.true",
                         hint="Make the darts narrower or put them further apart.")
    return (scaled(bracketed(lambda share: scaled(share).length - target, SHORTEST, 1.0)),)


def _hinge(curve: Curve, intake: Intake, first_leg: float) -> Callable[[float], Affine]:
    """The move that closes an intake, as a function of the share of its nominal width."""
    a, b = curve.at(first_leg), curve.at(first_leg + intake.width)
    middle = curve.parameter(first_leg + intake.width / 2)
    tip = curve.point(middle).along(curve.direction(middle) + 90.0, intake.length)
    if intake.tip:
        angle = turn(heading(tip, b), heading(tip, a))
        return lambda share: turned(tip, angle * share)
    return lambda share: shifted((a.x - b.x) * share, (a.y - b.y) * share)


def _inverse(move: Affine) -> Affine:
    """The inverse of a move that keeps lengths."""
    a, b, c, d = move.a, move.c, move.b, move.d
    return Affine(a, b, c, d, -(a * move.e + c * move.f), -(b * move.e + d * move.f))
