"""How the turned-up cloth of a hem lies: the turned edge against the line inside the garment that it is sewn to.

A curved hem cannot lie flat by itself. Laid parallel to a line that turns by an angle a, one line inside and one
outside at the depth d differ by 2 d a: on a leg that tapers the turned edge is too short, on a flared skirt too long.
Where that is more than the cloth gives, the ends of the turn are drawn further out, or in: it flares as the leg does
above the hem, since it lies on it upside down. This shears the cloth, so the flare has a limit; the cloth must take up
the rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from mtmpattern.errors import Problem
from mtmpattern.geometry import Curve, Curves, path, turn
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.operation import Hem
from mtmpattern.pattern.model.outline import FUSIBLE
from mtmpattern.pattern.seams.claims import Claim, Claims
from mtmpattern.pattern.seams.cutting_list import CuttingList, ListedPart, edge_name
from mtmpattern.units import apart

KINK: Final = 0.5
"""A hem line that turns by fewer degrees runs on smoothly."""
SHORTER: Final = {"woven": .01, "knit": .03}
"""The share of its length by which a turned edge may be stretched."""
LONGER: Final = {"woven": .03, "knit": .05}
"""The share of its length by which it may be eased."""
NOTED: Final = {"woven": .02, "knit": .04}
"""If it would be eased by more than this share of its length, its ends are drawn in; any excess left is noted."""
NARROW: Final = 7.0
"""A hem no deeper than this many mm is rolled; easing it within its limit needs no care."""
SHALLOWEST: Final = 6.0
"""A hem that is made less deep, so that it lies flat, stays at least this many mm deep."""
ROLLED: Final = 3.0
"""A narrow hem that is turned twice stays at least this many mm wide: a foot for rolled hems makes 3 mm."""


def most_flare(kind: str) -> float:
    """The largest angle in degrees by which the end of a turn may be drawn out.

    Cloth that shears by an angle from 0 in the middle to g at the end grows longer up and down by g squared / 6 on
    average: as much as its hem may be stretched.
    """
    return math.degrees(math.sqrt(6 * SHORTER[kind]))


@dataclass(frozen=True)
class TurnUp:
    """The cloth turned up along one smooth stretch of a part's hem, in mm at body size.

    ``name`` is the template's name of its first edge, as in ``front.hem``, and ``edges`` the names of all on the part.
    ``turned`` are the degrees that the line turns, negative where the turned edge is too short. ``leans`` are the
    degrees by which the lines at its start and end lean out from square to the hem, beyond it; ``free`` says at which
    of them the turn may be drawn out: not on a fold, nor where another hem begins.
    """

    part: str
    name: str
    operation: Hem
    length: float
    turned: float
    kind: str
    edges: tuple[str, ...] = ()
    leans: tuple[float, float] = (0.0, 0.0)
    free: tuple[bool, bool] = (False, False)

    @property
    def deep(self) -> float:
        """All the cloth in mm that is turned: what shows, and what is turned in once more under it."""
        return self.operation.depth + self.operation.under

    @property
    def amiss(self) -> float:
        """By how many mm the turned edge is longer than the line it lands on, without a flare; negative if shorter."""
        return self._amiss(self.deep, 0.0)

    @cached_property
    def flare(self) -> float:
        """Degrees by which each free end is drawn out; 0 if the cloth gives enough, negative inward."""
        return self._flare(self.deep)

    @cached_property
    def left(self) -> float:
        """By how many mm the turned edge is still too long when the ends are flared; negative if too short."""
        return self._amiss(self.deep, self.flare)

    @property
    def lands_on(self) -> float:
        """The length in mm of the line that the turned edge lands on."""
        return self._landing(self.deep)

    @property
    def deepest(self) -> float:
        """The most cloth in mm that can be turned and lies flat here, up to its own depth."""
        low, high = 0.0, self.deep
        if self._fits(high, self.left):
            return high
        while high - low > .01:
            middle = (low + high) / 2
            low, high = (middle, high) if self._fits(middle, self._amiss(middle, self._flare(middle))) else (
                low, middle)
        return low

    @cached_property
    def problem(self) -> Problem | None:
        """What is wrong with it, if anything."""
        left, lands = self.left, self.lands_on
        if self._fits(self.deep, left):
            return None
        most = 100 * (SHORTER if left < 0 else LONGER)[self.kind]
        off, _ = apart(100 * abs(left) / lands, most, places=1)
        return Problem(
            f"{self.name}: {self.deep:.0f} mm turned up give an edge of {lands + left:.0f} mm "
            f"on {lands:.0f} mm of the garment, {off} % too {'short' if left < 0 else 'long'}; "
            f"{self.kind} cloth takes up {most:g} %", "hem.turn", self.name,
            f"Turn up {math.floor(self.deepest)} mm{' in all' if self.operation.under else ''} at the most, draw the "
            "hem straighter, or sew a shaped facing to it.")

    @property
    def is_eased(self) -> bool:
        """Whether the turned edge has to be eased in with care."""
        return self._needs_easing(self.deep, self.left)

    def _landing(self, depth: float) -> float:
        return self.length - depth * math.radians(self.turned) + depth * sum(
            math.tan(math.radians(lean)) for lean in self.leans)

    def _amiss(self, depth: float, flare: float) -> float:
        """The excess length with the ends drawn out: a line that leans by a reaches d tan a further at the depth d."""
        drawn_out = sum(math.tan(math.radians(lean + flare)) - math.tan(math.radians(lean))
                        for lean, free in zip(self.leans, self.free, strict=True) if free)
        return depth * (2 * math.radians(self.turned) + drawn_out)

    def _flare(self, depth: float) -> float:
        unflared = self._amiss(depth, 0.0)
        if not any(self.free) or (self._fits(depth, unflared) and not self._needs_easing(depth, unflared)):
            return 0.0
        most = math.copysign(most_flare(self.kind), -self.turned)
        if self._amiss(depth, most) * self.turned > 0:
            return most                                             # not enough, or just so
        low, high = 0.0, most
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if self._amiss(depth, middle) * self.turned > 0 else (low, middle)
        return low

    def _needs_easing(self, depth: float, amiss: float) -> bool:
        return depth - self.operation.under > NARROW and amiss > NOTED[self.kind] * self._landing(depth)

    def _fits(self, depth: float, amiss: float) -> bool:
        landing = self._landing(depth)
        return -SHORTER[self.kind] * landing <= amiss <= LONGER[self.kind] * landing


class _Stretch(NamedTuple):
    """A stretch of a half's outline: its curves, and the claim on it where it is a hem."""

    edge: str
    curves: Curves
    claim: Claim | None
    seam: bool


def turn_ups(parts: CuttingList, claims: Claims, fabrics: Mapping[str, Fabric]) -> Iterator[TurnUp]:
    """Every smooth stretch of every hem, on each half of each outermost part that is cut."""
    hemmed = {part for (part, _), of_edge in claims.items() for claim in of_edge if claim.is_hem}
    for part in parts:
        if part.id not in hemmed or part.id != part.outermost or part.cut.role == FUSIBLE or part.cut.knitted:
            continue
        kind = "knit" if part.cut.role in fabrics and fabrics[part.cut.role].kind == "knit" else "woven"
        for half in part.piece.info.halves if part.piece.info.opens else (part.side,):
            yield from _of_half(part, half, claims, kind)


def flared(claims: Claims, turned_up: Iterable[TurnUp]) -> dict[tuple[str, str], list[Claim]]:
    """The claims, those of hems with the flare that lets them lie flat."""
    found = {key: list(each) for key, each in claims.items()}
    for turned in turned_up:
        if turned.flare:
            for name, first in ((turned.edges[0], True), (turned.edges[-1], False)):
                if turned.free[0 if first else 1]:
                    of_edge = found[turned.part, name]
                    place = 0 if first else -1
                    start, end = of_edge[place].flare
                    of_edge[place] = replace(of_edge[place], flare=(turned.flare, end) if first else (
                        start, turned.flare))
    return found


def _of_half(part: ListedPart, half: str, claims: Claims, kind: str) -> Iterator[TurnUp]:
    stretches = list(_stretches(part, half, claims))
    if not any(each.claim for each in stretches):
        return
    count = len(stretches)
    begins = [i for i in range(count) if stretches[i].claim and not _goes_on(stretches[i - 1], stretches[i])]
    for begin in begins:
        chain = [stretches[begin]]
        while len(chain) < count and _goes_on(chain[-1], stretches[(begin + len(chain)) % count]):
            chain.append(stretches[(begin + len(chain)) % count])
        before, after = stretches[begin - 1], stretches[(begin + len(chain)) % count]
        curves = [curve for each in chain for curve in each.curves]
        first = chain[0].claim
        if first is None or not isinstance(first.operation, Hem):
            continue
        yield TurnUp(part.id, f"{part.piece.info.name}.{chain[0].edge}", first.operation, path.length(curves),
                     _turning(curves), kind, tuple(_named(part, half, each.edge) for each in chain),
                     (_lean(before, chain[0], at_start=True), _lean(after, chain[-1], at_start=False)),
                     (_is_free(before, chain[0], at_start=True), _is_free(after, chain[-1], at_start=False)))


def _named(part: ListedPart, half: str, edge: str) -> str:
    return edge_name(part.piece, edge, half)


def _stretches(part: ListedPart, half: str, claims: Claims) -> Iterator[_Stretch]:
    info = part.drafted_for(half).info
    for name in info.outline.outer:
        edge, here = info.edges[name], claims.get((part.id, _named(part, half, name)), ())
        if edge.kind != "seam" or not any(claim.is_hem for claim in here):
            yield _Stretch(name, edge.outline, None, edge.kind == "seam")
            continue
        for claim in here:
            curves = edge.part(claim.start, claim.end)
            if curves:
                yield _Stretch(name, curves, claim if claim.is_hem else None, True)


def _goes_on(before: _Stretch, after: _Stretch) -> bool:
    """Whether one hem runs on smoothly from one stretch to the next."""
    if before.claim is None or after.claim is None or before.claim.operation is not after.claim.operation:
        return False
    return abs(turn(before.curves[-1].direction(1.0), after.curves[0].direction(0.0))) <= KINK


def _corner(neighbour: _Stretch, hem: _Stretch, *, at_start: bool) -> float:
    """Degrees that the outline turns from the neighbour to the hem, or from it to the neighbour."""
    if at_start:
        return turn(neighbour.curves[-1].direction(1.0), hem.curves[0].direction(0.0))
    return turn(hem.curves[-1].direction(1.0), neighbour.curves[0].direction(0.0))


def _lean(neighbour: _Stretch, hem: _Stretch, *, at_start: bool) -> float:
    """Degrees by which the neighbour's mirror image below the hem leans out."""
    return min(max(90.0 - _corner(neighbour, hem, at_start=at_start), -MOST_LEAN), MOST_LEAN)


def _is_free(neighbour: _Stretch, hem: _Stretch, *, at_start: bool) -> bool:
    """Whether the turn ends there at a seam where it can be drawn out."""
    return neighbour.seam and neighbour.claim is None and _corner(neighbour, hem, at_start=at_start) > SIDE


def _turning(curves: Sequence[Curve]) -> float:
    """Degrees that a line turns from its start to its end, counter-clockwise, however often it turns to and fro."""
    directions = [curve.direction(t / STEPS) for curve in curves for t in range(1 if curve.straight else STEPS + 1)]
    return sum(turn(a, b) for a, b in pairwise(directions))


MOST_LEAN: Final = 60.0
"""A line that leans out by more degrees than this counts as leaning out by this many."""
SIDE: Final = 30.0
"""The outline turns by at least this many degrees where a hem ends at a side."""
STEPS: Final = 8
"""The steps in which the direction of a curve is sampled; none turns by half a circle within one."""
