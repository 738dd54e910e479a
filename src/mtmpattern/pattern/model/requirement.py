"""What a garment must measure and let through: finished measures, passages, proportions and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from mtmpattern.errors import Problem, UnknownName, meant, shown
from mtmpattern.figures import figures_of, in_unit
from mtmpattern.geometry import RIGHT, Curve, PlacedIntake, Point, between, path
from mtmpattern.geometry.tolerance import ON_LINE
from mtmpattern.pattern.model.piece import Piece, must_be_piece
from mtmpattern.pattern.model.run import WHOLE, Run
from mtmpattern.pattern.model.vocabulary import must_be_number, must_be_text
from mtmpattern.units import apart

# ---- What a garment must let through, and how it must be proportioned --------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """An opening, how wide it gets when stretched or undone, and the part of the body that must go through, in mm."""

    opening: str
    widest: float
    body_part: str
    needed: float

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it, if anything."""
        if self.widest >= self.needed:
            return None
        widest, needed = apart(self.widest, self.needed)
        return Problem(
            f"{self.opening}: opens to {widest} mm and the {self.body_part} is {needed} mm",
            "wear.passage", self.opening, "Make it wider, give it a closing, or use cloth that stretches more.",
            params={"opening": self.opening, "widest": round(self.widest, 1), "part": self.body_part,
                    "needed": round(self.needed, 1)})


@dataclass(frozen=True, slots=True)
class Proportion:
    """A ratio or difference that decides how the garment wears, with the band it must stay in."""

    name: str
    value: float
    least: float
    most: float
    advice: str = ""

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it, if anything."""
        if self.least <= self.value <= self.most:
            return None
        limit  = self.least if self.value < self.least else self.most
        digits = next((each for each in range(3, 9) if f"{self.value:.{each}g}" != f"{limit:.{each}g}"), 9)
        value, least, most = (f"{each:.{digits}g}" for each in (self.value, self.least, self.most))
        return Problem(f"{self.name} is {value}, outside {least} to {most}",
                       "wear.proportion", self.name, self.advice or "The garment would wear badly.",
                       params={"name": self.name, "value": self.value, "least": self.least, "most": self.most})


OF_BODY: Final = ("measure.unused", "wear.unmeasured", "wear.loose", "wear.alike", "estimated", "measurements",
                  "alteration.unnamed", "alteration.others")
"""Codes of notes about the customer's measures, which are left out of what is cut."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something the maker should know. A rescue changed the draft by ``mm`` so that this body could be drafted."""

    text: str
    code: str = "note"
    mm: float = 0.0
    side: str = ""
    unit: str = field(default="mm", metadata={"stored": "where it differs"})
    given: Mapping[str, Any] = field(default_factory=dict, compare=False, metadata={"stored": "never"})

    @property
    def params(self) -> Mapping[str, Any]:
        """The values in the sentence, for translating it: names, and numbers in mm, kg and degrees.

        A note that was given none has the figures of its text.
        """
        by = {"by": self.mm} if self.mm else {}
        return {**(self.given or figures_of(self.text)), **by, **({"side": self.side} if self.side else {})}

    def in_unit(self, unit: str) -> Note:
        """The same with its text for somebody who measures in ``unit``; the params stay in mm.

        A text that is no longer in mm stays as it is.
        """
        if unit == "mm" or self.unit != "mm":
            return self
        return replace(self, text=in_unit(self.text, unit), unit=unit, given=self.given or figures_of(self.text))

    @property
    def is_rescue(self) -> bool:
        """Whether the construction was changed so that this body could be drafted."""
        return self.code == "rescue"

    @property
    def is_of_body(self) -> bool:
        """Whether it is about the customer's measures: meant for those who take them, not for the factory."""
        return self.code in OF_BODY

    def __str__(self) -> str:
        side = f" ({self.side})" if self.side else ""
        return f"{self.text}{side}" + (f": {in_unit(f'{self.mm:.1f} mm', self.unit)}" if self.mm else "")


# ---- Finished measurements ---------------------------------------------------------------------------------------


Sided: TypeAlias = float | Mapping[str, float]
"""A value in mm, or one for ``left`` and one for ``right``."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A finished measurement and its value on the drafted side; ``both`` if it is one of the whole garment."""

    name: str
    value: float
    both: bool


def measured(name: str, of: Run | float) -> Measured:
    """The finished measurement ``name``: the length of a run, or a number of millimetres such as `around` gives.

    A run over pieces that are not halves, or over both sides, measures the whole garment.
    """
    must_be_text(name, "measured: its name", "measure.word")
    if isinstance(of, Run):
        one = of.reach == WHOLE or not any(step.piece.info.is_half and step.shape.kind != "fold"
                                           for step in of.steps)
        return Measured(name, of.length, one)
    must_be_number(of, f"measured {shown(name)}: its value", "measure.word")
    return Measured(name, float(of), False)


def around(*pieces: Piece, at: str) -> float:
    """The girth in mm round the garment at the height of the point or level ``at``, which every piece must have.

    Measured level across the flat pieces; cloth inside darts is left out; halves count for both of the wearer's sides.
    """
    return sum(_width_of_both_sides(must_be_piece(piece, "around"), at) for piece in pieces)


def across(piece: Piece, *, at: str) -> float:
    """The width in mm of one piece at the height of the point or level ``at``; cloth inside darts is left out."""
    return _width(must_be_piece(piece, "across"), at)


def _width_of_both_sides(piece: Piece, at: str) -> float:
    width = _width(piece, at)
    if not piece.info.is_half:
        return width
    other = piece.other_side()
    return width + (width if other is piece else _width(other, at))


def _width(piece: Piece, at: str) -> float:
    info = piece.info
    level = _level(piece, at)
    outline = info.outline.boundary
    hits = _hits(outline, level)
    if len(hits) % 2:  # the line just touches a corner: look slightly higher
        level = level.up(ON_LINE)
        hits = _hits(outline, level)
    width = sum(end - start for start, end in zip(hits[::2], hits[1::2], strict=True))
    taken = [_dart_width(placed, level) for edge in info.edges.values() for placed in edge.darts
             if placed.intake.tip]                        # a pleat opens below its edge: its template counts it
    return width - sum(taken) - sum(dart.shape.width_at(level.y) for dart in info.outline.darts.values())


def _level(piece: Piece, at: str) -> Point:
    """A place at the height of a point or of a level of the body; the point if both have the name."""
    outline = piece.info.outline
    if at in outline.points:
        return outline.points[at]
    if at not in outline.levels:
        known = (*outline.points, *outline.levels)
        raise UnknownName(f"{piece.info.name} has no point or level {at} to measure round", code="measure.point",
                          where=piece.info.name,
                          hint=f"Give it one: points={{'{at}': ...}} or levels={{'{at}': ...}}. {meant(at, known)}",
                          params={"name": piece.info.name, "at": at})
    return Point(0.0, outline.levels[at])


def _hits(outline: Sequence[Curve], level: Point) -> list[float]:
    """Where a level line meets an outline, each place once."""
    found: list[float] = []
    for along in sorted(path.crossed_at(outline, level, RIGHT)):
        if not found or along - found[-1] > ON_LINE:
            found.append(along)
    return found


def _dart_width(placed: PlacedIntake, level: Point) -> float:
    """The cloth that an intake takes out at a height: the distance between its legs there."""
    tip = placed.point
    legs = []
    for mouth in (placed.start, placed.end):
        if not min(tip.y, mouth.y) < level.y < max(tip.y, mouth.y):
            return 0.0
        legs.append(between(tip, mouth, (level.y - tip.y) / (mouth.y - tip.y)))
    return legs[0].distance(legs[1])
