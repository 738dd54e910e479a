"""Cloth taken out before it is sewn: darts and pleats of an edge, trued and capped, and darts inside a piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mtmpattern.errors import OutlineError, SolveError, meant, shown
from mtmpattern.geometry import path
from mtmpattern.geometry.curve import Curve
from mtmpattern.geometry.drawing import drawn
from mtmpattern.geometry.path import Curves
from mtmpattern.geometry.point import (
    IDENTITY,
    UP,
    Affine,
    Point,
    between,
    heading,
    mirrored_about,
    shifted,
    turn,
    turned,
)
from mtmpattern.geometry.roots import bracketed
from mtmpattern.geometry.tolerance import ON_LINE, PAST_JUMP, SAME

# ---- Intakes and their caps -----------------------------------------------------------------------------------------

PRESSED = ("start", "end")
"""The end of its edge to which a dart or pleat is pressed."""


@dataclass(frozen=True, slots=True)
class Intake:
    """``width`` mm of cloth taken out of an edge at the fraction ``at`` of its sewn length.

    A dart is ``length`` mm long and ends in a tip; a pleat (``tip`` false) is folded square to the edge and its fold
    is marked over ``length`` mm. The cloth is pressed toward the ``end`` (or ``start``) of the edge. ``stated`` are the
    file and line where a designer wrote it, for what is said of it.
    """

    width: float
    length: float
    at: float
    tip: bool = True
    pressed: str = "end"
    stated: tuple[str, int] | None = field(default=None, compare=False, repr=False, metadata={"stored": "never"})

    def __post_init__(self) -> None:
        if self.pressed not in PRESSED:
            raise OutlineError(f"a dart or pleat cannot be pressed to {shown(self.pressed)}", code="intake.pressed",
                               hint=meant(self.pressed, PRESSED, "Say"))

    def reversed(self) -> Intake:
        """The same on the edge walked the other way."""
        return replace(self, at=1 - self.at, pressed={"start": "end", "end": "start"}[self.pressed])


def cap_over(intake: Intake, tip: Point, before: Curves, after: Curves) -> tuple[Curves, Point]:
    """The cut edge over an intake that lies along the sewn line once the intake is pressed, and its peak on the fold.

    The half next to the side it is pressed to is the sewn line mirrored about that leg, as far as the fold; the other
    half is its mirror image about the fold.
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
    """The same curves with their outer ends set exactly."""
    first = curves[0]
    curves = (Curve(start, first.leave, first.arrive, first.end, first.straight), *curves[1:])
    last = curves[-1]
    if last.end.distance(end) > ON_LINE:
        raise OutlineError("a dart's cap does not close", code="intake.cap", hint="Make the dart longer or narrower.")
    return (*curves[:-1], Curve(last.start, last.leave, last.arrive, end, last.straight))


# ---- Intakes on a trued edge ----------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class PlacedIntake:
    """An intake with its places after truing; points on the open, flat cloth."""

    intake: Intake
    point: Point
    start: Point
    end: Point
    peak: Point

    @property
    def closed_mouth(self) -> Point:
        """Where the mouth closes: the end of the leg met first along the edge."""
        return self.start

    def moved(self, move: Affine) -> PlacedIntake:
        """The same after a move of the drawing."""
        return replace(self, point=move(self.point), start=move(self.start), end=move(self.end), peak=move(self.peak))

    def reversed(self) -> PlacedIntake:
        """The same on the edge walked the other way."""
        return replace(self, intake=self.intake.reversed(), start=self.end, end=self.start)


@dataclass(frozen=True, slots=True)
class Trued:
    """An edge as it is cut: the sewn stretches between its intakes, and the caps that lie over them."""

    sewn: tuple[Curves, ...]
    caps: tuple[Curves, ...]
    placed: tuple[PlacedIntake, ...]

    @property
    def outline(self) -> Curves:
        """Sewn stretches and caps in order: the cut edge before allowances."""
        curves = list(self.sewn[0])
        for cap, stretch in zip(self.caps, self.sewn[1:], strict=True):
            curves += [*cap, *stretch]
        return tuple(curves)

    def moved(self, move: Affine) -> Trued:
        """The same after a move of the drawing."""
        return Trued(tuple(tuple(c.moved(move) for c in stretch) for stretch in self.sewn),
                     tuple(tuple(c.moved(move) for c in cap) for cap in self.caps),
                     tuple(placed.moved(move) for placed in self.placed))

    def reversed(self) -> Trued:
        """The same walked the other way."""
        return Trued(tuple(path.reverse(stretch) for stretch in reversed(self.sewn)),
                     tuple(path.reverse(cap) for cap in reversed(self.caps)),
                     tuple(placed.reversed() for placed in reversed(self.placed)))


# ---- Truing ---------------------------------------------------------------------------------------------------------

LEAST_BETWEEN = 1.0
"""The least sewn line, in mm, on either side of an intake."""

LEAST_SHARE, MOST_SHARE = 0.4, 1.6
"""The range in which truing may change an intake's width, as fractions of it."""

SHORTEST = 0.05
"""The shortest that the handles of a line may become, as a fraction of their length."""


def trued(curves: Curves, intakes: Sequence[Intake]) -> Trued:
    """The open line ``curves`` with its intakes: closed, redrawn and opened again."""
    sewn_length = path.length(curves) - sum(intake.width for intake in intakes)
    stretches: list[Curves] = [()]
    caps: list[Curves] = []
    placed: list[PlacedIntake] = []
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


def _in_mouth(intake: Intake, mouth: Curve) -> PlacedIntake:
    """An intake in its own mouth; the legs of a dart are equally long, so its tip lies square over the middle."""
    middle = between(mouth.start, mouth.end, 0.5)
    point = middle.along(mouth.direction(0.0) + 90.0, intake.length)
    return PlacedIntake(intake, point, mouth.start, mouth.end, middle)


def _must_have_room(here: Sequence[tuple[Intake, float]], curve: Curve) -> None:
    """Refuse a mouth that does not lie on one curve with some sewn line on either side."""
    taken = 0.0
    for intake, first_leg in here:
        if first_leg < taken + LEAST_BETWEEN or first_leg + intake.width > curve.length - LEAST_BETWEEN:
            raise _no_room(intake)
        taken = first_leg + intake.width


def _no_room(intake: Intake) -> OutlineError:
    return OutlineError(
        f"a dart or pleat {intake.width:.1f} mm wide at {intake.at:.0%} of the edge does not lie within one curve, "
        f"{LEAST_BETWEEN:.0f} mm from its ends and from the next one", code="intake.place",
        hint="Move it, make it narrower or draw the edge as one curve.", params={"at": intake.at})


def _open_curve(curve: Curve, here: list[tuple[Intake, float]], caps: list[Curves],
                placed: list[PlacedIntake]) -> list[Curves]:
    """The stretches of one curve with its intakes, on the open cloth; ``caps`` and ``placed`` are extended."""
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

    low, high = too_long(MOST_SHARE), too_long(LEAST_SHARE)
    if low > 0 or high < 0:
        raise SolveError("the line cannot be drawn smoothly over its closed darts", code="intake.true",
                         hint="Make the darts narrower or put them further apart.")
    share = bracketed(too_long, MOST_SHARE, LEAST_SHARE, f_low=low, f_high=high)
    line = redrawn(share)
    if abs(path.length(line) - target) > SAME:
        share -= PAST_JUMP
        line = _flatter(redrawn(share)[0], target)
    opened = [frame.inverse for frame in frames(share)]
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
        placed.append(PlacedIntake(intake, point, before_it[-1].end, after_it[0].start, peak))
    return stretches


def _flatter(line: Curve, target: float) -> Curves:
    """The line with its handles shortened to the target length.

    The rule of drawing gives different handles to a line with an inflection and to one just without. If the target
    lies between their lengths, neither line has it.
    """
    def scaled(share: float) -> Curve:
        return Curve(line.start, between(line.start, line.leave, share), between(line.end, line.arrive, share),
                     line.end)

    if not scaled(SHORTEST).length <= target <= line.length:
        raise SolveError("the line cannot be drawn smoothly over its closed darts", code="intake.true",
                         hint="Make the darts narrower or put them further apart.")
    return (scaled(bracketed(lambda share: scaled(share).length - target, SHORTEST, 1.0)),)


def _hinge(curve: Curve, intake: Intake, first_leg: float) -> Callable[[float], Affine]:
    """The move that closes an intake, as a function of the fraction of its nominal width."""
    a, b = curve.at(first_leg), curve.at(first_leg + intake.width)
    middle = curve.parameter(first_leg + intake.width / 2)
    tip = curve.point(middle).along(curve.direction(middle) + 90.0, intake.length)
    if intake.tip:
        angle = turn(heading(tip, b), heading(tip, a))
        return lambda share: turned(tip, angle * share)
    return lambda share: shifted((a.x - b.x) * share, (a.y - b.y) * share)


# ---- Darts inside a piece -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FishEye:
    """``width`` mm taken out at ``centre``, running out ``above`` and ``below`` it.

    ``lean`` turns the dart, in degrees counter-clockwise from upright. Where ``above`` or ``below`` is 0 it has one tip
    and ends in a mouth at its centre. Its legs are straight, so the two legs to a tip are equally long. ``stated`` are
    the file and line where a designer wrote it.
    """

    centre: Point
    above: float
    below: float
    width: float
    lean: float = 0.0
    stated: tuple[str, int] | None = field(default=None, compare=False, repr=False, metadata={"stored": "never"})

    @property
    def shape(self) -> Diamond:
        """Where it lies on the open, flat cloth."""
        return self.moved(IDENTITY)

    def laid(self, move: Affine) -> FishEye:
        """The same dart after a move that keeps lengths: shifted, turned or turned over."""
        centre = move(self.centre)
        way = heading(centre, move(self.centre.along(UP + self.lean, 100.0)))
        return replace(self, centre=centre, lean=turn(UP, way))

    def moved(self, move: Affine) -> Diamond:
        """Where it lies after a move of the drawing, which may stretch it."""
        ways = ((self.above, UP + self.lean), (self.below, UP + self.lean + 180.0))
        tips = tuple(move(self.centre.along(way, length)) for length, way in ways if length > SAME)
        left, right = (move(self.centre.along(self.lean + way, self.width / 2)) for way in (180.0, 0.0))
        return Diamond(tips, (left, right))


@dataclass(frozen=True, slots=True)
class Diamond:
    """The shape of a dart inside a piece: its tips, and the two places at its widest that are sewn together."""

    tips: tuple[Point, ...]
    sides: tuple[Point, Point]

    @property
    def middle(self) -> Point:
        """The middle of its widest place."""
        return between(*self.sides, 0.5)

    @property
    def legs(self) -> tuple[Curve, ...]:
        """The lines that are sewn on each other, in pairs, from its widest place to each tip."""
        return tuple(Curve.line(side, tip) for tip in self.tips for side in self.sides)

    @property
    def corners(self) -> tuple[Point, ...]:
        """Its outline, in order round it."""
        return (self.sides[0], self.tips[0], self.sides[1], *self.tips[1:])

    def width_at(self, level: float) -> float:
        """The width in mm that it takes out at the height ``level``."""
        places = []
        for a, b in pairwise((*self.corners, self.corners[0])):
            if min(a.y, b.y) - SAME <= level <= max(a.y, b.y) + SAME:  # a corner belongs to both its sides
                places += [a.x, b.x] if abs(a.y - b.y) <= SAME else [between(a, b, (level - a.y) / (b.y - a.y)).x]
        return max(places) - min(places) if places else 0.0
