"""Seams: which stretch of which part's edge goes with which, for everything that is done to a garment.

A seam has two sides, each a walk over edge spans in the order in which they are sewn; the two walks start together and
end together. What is done to an edge alone (a hem, bought tape, an edge left raw) has one side only. Nothing here
depends on the kind of its operation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from mtmpattern.geometry import Affine
from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.model.operation import Operation

SeamKind: TypeAlias = Literal["sewn", "encased", "bagged", "bound", "zipped", "closed", "hemmed", "caught", "laid",
                              "fused", "opened", "raw"]
"""What a seam is.

``sewn``, ``encased`` (between both layers of the second side), ``bagged`` (two layers of one piece), ``bound`` (with a
piece, or with tape and one side only) and ``zipped`` bring edges together. ``closed`` is what buttons, or a lap alone,
hold. ``hemmed`` and ``raw`` have one side. ``caught``: the first side lies in the seam or turn of the second. ``laid``:
the first side is stitched down inside the part of the second. ``fused``: interfacing on the cloth it stiffens.
``opened``: cut open along a line at the sewing machine.
"""

EDGE_TO_EDGE: frozenset[SeamKind] = frozenset({"sewn", "encased", "bagged", "bound", "zipped"})
"""Kinds whose two sides are one line on the sewn garment, equal in length but for the ease."""


class EdgeSpan(NamedTuple):
    """A stretch of one edge of one part, from ``start`` to ``end`` in sewn mm along the part's outline.

    ``edge`` names an edge of the part or a line on it. Along an edge, mm run as the outline does, counter-clockwise
    with the right side up; along a line inside the part, as it is drawn. ``reversed``: the seam walks it the
    other way, from ``end`` to ``start``. ``layer`` is 0 on the outermost cloth of its piece, 1 on its second ply or on
    the inside of a doubled part, and so on.
    """

    part: str
    edge: str
    start: float
    end: float
    reversed: bool = False
    layer: int = 0

    @property
    def length(self) -> float:
        """Sewn millimetres."""
        return self.end - self.start

    @property
    def entry(self) -> float:
        """Where the walk enters it, in mm along the edge."""
        return self.end if self.reversed else self.start

    @property
    def exit(self) -> float:
        """Where the walk leaves it, in mm along the edge."""
        return self.start if self.reversed else self.end

    def at(self, walked: float) -> float:
        """The place along the edge after ``walked`` mm of the walk."""
        return self.end - walked if self.reversed else self.start + walked

    def between(self, low: float, high: float) -> EdgeSpan:
        """The stretch between two places of the walk, in mm from where it enters."""
        a, b = sorted((self.at(low), self.at(high)))
        return EdgeSpan(self.part, self.edge, a, b, self.reversed, self.layer)

    def walked(self, *, backward: bool) -> EdgeSpan:
        """The same walked with the outline, or against it."""
        if backward == self.reversed:
            return self
        return EdgeSpan(self.part, self.edge, self.start, self.end, backward, self.layer)

    def turned(self) -> EdgeSpan:
        """The same walked the other way."""
        return self.walked(backward=not self.reversed)

    def __str__(self) -> str:
        return f"{self.part} {self.edge}"


Walk: TypeAlias = tuple[EdgeSpan, ...]
"""Spans in the order in which they are sewn; each begins where the one before it ends."""


class Match(NamedTuple):
    """Two places that are sewn together: a named point in mm along both walks."""

    name: str
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch between two matches: mm along both walks, and by how many mm the first must be longer."""

    name: str
    first: tuple[float, float]
    second: tuple[float, float]
    eased: float

    @property
    def fault(self) -> float:
        """How far the first side is from the stated length, in mm; positive if it is too long."""
        return (self.first[1] - self.first[0]) - (self.second[1] - self.second[0]) - self.eased


@dataclass(frozen=True, slots=True)
class Seam:
    """One thing that is done to edges of parts, on one of the wearer's sides.

    ``step`` is the place of its operation in the order of work, -1 for what is done before the first. ``layer`` is 0
    where it concerns the outermost cloth of every piece in it, and higher where the same operation takes in further
    layers. ``matches`` are the places that must meet; the walks' starts and ends come first and last. ``eased`` is how
    many mm longer the first side is, stretch by stretch. ``depth`` is what a hem turns up and ``under`` what it turns
    in. ``beyond`` is what laps beyond the line of a closing, on the first and on the second side. ``move`` brings the
    first part to where it lies on the second, for what is laid on or fused.
    """

    kind: SeamKind
    first: Walk
    second: Walk = ()
    operation: Operation | None = None
    step: int = -1
    layer: int = 0
    matches: tuple[Match, ...] = ()
    eased: tuple[float, ...] = ()
    unknown: tuple[str, ...] = ()
    """Spans whose ease the operation states and that these walks do not have."""
    depth: float = 0.0
    under: float = 0.0
    beyond: tuple[Walk, Walk] = ((), ())
    move: Affine | None = None

    @property
    def lengths(self) -> tuple[float, float]:
        """Sewn millimetres of both walks."""
        return walked(self.first), walked(self.second)

    @property
    def spans(self) -> tuple[EdgeSpan, ...]:
        """Every edge span of both sides."""
        return (*self.first, *self.second)

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the parts it concerns, each once."""
        return tuple(dict.fromkeys(span.part for span in self.spans))

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches between matches, with their ease."""
        return tuple(Stretch(f"{a.name}..{b.name}", (a.first, b.first), (a.second, b.second), eased)
                     for a, b, eased in zip(self.matches, self.matches[1:], self.eased, strict=False))

    @property
    def faults(self) -> tuple[Stretch, ...]:
        """The stretches that are not as long as stated, by more than 0.01 mm."""
        return tuple(stretch for stretch in self.stretches if abs(stretch.fault) > JOIN)

    @property
    def corners(self) -> list[float]:
        """Places in mm along the first walk where either walk passes from one span to the next, both ends among them.

        Two that are less than 0.03 mm apart are one.
        """
        *inside, total = span_ends(self.first)
        *mates, _ = span_ends(self.second)
        kept = [0.0]
        for mm in sorted([*inside, *map(self.onto_first, mates)]):
            if kept[-1] + 3 * JOIN < mm < total - 3 * JOIN:
                kept.append(mm)
        return [*kept, total]

    def onto_second(self, mm: float) -> float:
        """The place on the second walk that is sewn to a place on the first, in mm along the walks."""
        matches, i = self.matches, 1
        while i < len(matches) - 1 and matches[i].first <= mm:
            i += 1
        before, after = matches[i - 1], matches[i]
        return _carried(before.first, after.first, before.second, after.second, mm)

    def onto_first(self, mm: float) -> float:
        """The place on the first walk that is sewn to a place on the second, in mm along the walks."""
        matches, i = self.matches, 1
        while i < len(matches) - 1 and matches[i].second <= mm:
            i += 1
        before, after = matches[i - 1], matches[i]
        return _carried(before.second, after.second, before.first, after.first, mm)

    def __str__(self) -> str:
        first, second = (" + ".join(map(str, walk)) for walk in (self.first, self.second))
        return f"{first} = {second}" if second else first


def _carried(own: float, own_end: float, mate: float, mate_end: float, mm: float) -> float:
    """A place on one stretch as the same part of another."""
    width = own_end - own
    share = (mm - own) / width if width > 0 else 0.0
    return mate + share * (mate_end - mate)


def walked(walk: Walk) -> float:
    """Sewn millimetres of a walk."""
    return sum([span.end - span.start for span in walk])


def span_ends(walk: Walk) -> Iterator[float]:
    """Where each span of a walk ends, in mm along the walk."""
    return accumulate([span.end - span.start for span in walk])


def turned_round(walk: Walk) -> Walk:
    """The same walk from its end to its start."""
    return tuple(span.turned() for span in reversed(walk))


def span_at(walk: Walk, mm: float) -> tuple[EdgeSpan, float]:
    """The span ``mm`` along a walk, and the millimetres into it."""
    for span in walk:
        length = span.end - span.start
        if mm <= length + JOIN:
            return span, min(mm, length)
        mm -= length
    return walk[-1], walk[-1].length


def part_of_walk(walk: Walk, low: float, high: float) -> Walk:
    """The part of a walk between two places in mm along it; slivers under 0.01 mm are left out."""
    found, run = [], 0.0
    for span in walk:
        a, b = max(low - run, 0.0), min(high - run, span.length)
        if b - a > JOIN:
            found.append(span.between(a, b))
        run += span.length
    return tuple(found)
