"""The ease of a garment at each level of the body: its measure as sewn, less the measure of the body there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.levels import LEVELS, find_level
from mtmpattern.body.levels import over as measure_over
from mtmpattern.errors import DraftError, Problem, shown
from mtmpattern.pattern.model.requirement import Note
from mtmpattern.pattern.model.run import Run
from mtmpattern.pattern.model.vocabulary import is_number
from mtmpattern.units import apart, places_apart, printed_to

RISK: Final = 0.05
"""The chance that the real body leaves less than the least ease, above which its measure should be taken."""
NEAR: Final = 5.0
"""Ease above the least by fewer mm than this is a near miss."""


@dataclass(frozen=True, slots=True)
class RequiredEase:
    """The ease required at a level: the garment's mm there as sewn, the least and the most ease, what governs it.

    ``girth`` is the body's where the garment lies, if that is not at the level.
    """

    level: str
    garment: float
    least: float
    most: float | None
    over: str
    by: tuple[str, ...]
    girth: float | None = None


def ease(level: str, garment: float | Run, *, least: float, most: float | None = None, over: str = "",
         by: str | tuple[str, ...] = (), girth: float | None = None) -> RequiredEase:
    """The ease at a level of the body: ``garment`` mm as sewn, darts, laps and pleats closed, less the body there.

    Fewer than ``least`` mm are refused, and more than ``most`` mm are noted; less than 0 is for cloth that stretches.
    The body's measure follows from the level; ``over`` names another one. Where the garment lies off the level, as a
    waist seam below the waist does, ``girth`` is what the body measures there, in mm. ``by`` are the options and
    intended measures that govern the width, so that a refusal can name the one that was given; by default they are
    those named after the level: ``waist`` and ``waist_ease``.
    """
    found = find_level(level, code="wear.level")
    names = (by,) if isinstance(by, str) else tuple(by)
    mm = garment.length if isinstance(garment, Run) else garment
    measure = measure_over(over, level) if over else found.over
    if not measure:
        raise DraftError(f"nothing is measured round the body at the {level}", code="wear.measure", where=level,
                         hint="Name the measure: over=...", params={"level": level})
    if not (is_number(mm) and is_number(least) and (most is None or (is_number(most) and most >= least))):
        raise DraftError(f"ease at the {level}: {shown(mm)} mm on the body with {shown(least)} to {shown(most)} mm",
                         code="wear.number", where=level, hint="Say millimetres, the most not below the least.",
                         params={"level": level, "mm": shown(mm), "least": shown(least), "most": shown(most)})
    word = level.replace(" ", "_")
    return RequiredEase(level, float(mm), float(least), None if most is None else float(most), measure,
                        names or (word, f"{word}_ease"), girth)


@dataclass(frozen=True, slots=True)
class Ease:
    """The measure of a garment at a level, that of the body there, and the ease that it must have, in mm.

    ``source`` and ``sd`` say where the body's measure comes from: measured, derived, or estimated with its standard
    deviation. ``most`` may be None. ``by`` names the options and intended measures that govern the width, and ``given``
    the one of them that the customer gave, in words: ``the alteration waist -300 mm``. ``side`` is empty where
    both sides are the same.
    """

    level: str
    garment: float
    body: float
    measure: str
    least: float
    most: float | None = None
    source: str = "measured"
    sd: float = 0.0
    by: tuple[str, ...] = ()
    given: str = ""
    side: str = ""

    @property
    def amount(self) -> float:
        """The ease: garment less body, in mm."""
        return self.garment - self.body

    @property
    def short(self) -> float:
        """How many mm the ease is short of the least; 0 or less if it is enough."""
        return self.least - self.amount

    @property
    def tight(self) -> bool:
        """Whether it is too tight for the body.

        An estimate alone refuses nothing: where nothing was given that governs the width, it is too tight only if the
        body cannot be as much smaller, by its deviation.
        """
        spread = self.sd if self.source == "estimated" and not self.given else 0.0
        return self.short > ROUNDED + spread

    @property
    def near(self) -> bool:
        """Whether it is enough by less than `NEAR` mm."""
        return -NEAR < self.short <= 0.0

    @property
    def compared(self) -> str:
        """The level, with what is measured there unless it is the level's own girth."""
        usual = LEVELS[self.level].over if self.level in LEVELS else self.measure
        return self.level if self.measure == usual else f"{self.level} ({self.label})"

    @property
    def place(self) -> str:
        """What is compared, with its side where the sides differ."""
        return f"{self.compared}, {self.side}" if self.side else self.compared

    @property
    def risk(self) -> float:
        """The chance from 0 to 1 that the real body leaves less than the least ease, where it was estimated."""
        if self.sd <= 0.0:
            return 0.0
        return 0.5 * math.erfc(-self.short / self.sd / math.sqrt(2.0))

    @property
    def problem(self) -> Problem | None:
        """Its problem, if any: too tight for the body, or too loose because of what the customer gave."""
        tight = self.tight
        loose = self.most is not None and self.amount > self.most + ROUNDED and bool(self.given)
        if not (tight or loose):
            return None
        limit = self.least if tight or self.most is None else self.most
        places = places_apart(self.amount, limit)
        garment, body, amount, bound = (printed_to(each, places) for each in (
            self.garment, self.body, self.amount, limit))
        body += f" mm (estimated: measure the {self.label})" if self.source == "estimated" else " mm"
        return Problem(
            f"{self.place}: the garment measures {garment} mm and the body {body}, so its ease is {amount} mm;"
            f" it must be at {'least' if tight else 'most'} {bound} mm", "wear.girth", self.place, self.advice,
            advice=self.advice, params={
                "level": self.level, **({"side": self.side} if self.side else {}), "garment": round(self.garment, 1),
                "body": round(self.body, 1), "measure": self.measure, "ease": round(self.amount, 1),
                "least": self.least, **({} if self.most is None else {"most": self.most})})

    @property
    def advice(self) -> str:
        """What to change, as far as the ease alone shows it."""
        off = self.short if self.short > 0 else (self.most or 0.0) - self.amount
        word = "more" if off > 0 else "less"
        what = f"It follows from {self.given}" if self.given else f"It follows from the body's {self.label}"
        needed = apart(abs(off), 0.0)[0]
        return f"{what}; {needed} mm {word} {'is' if needed == '1' else 'are'} needed."

    @property
    def label(self) -> str:
        """The name of the body's measure for people."""
        return CATALOGUE[self.measure].label if self.measure in CATALOGUE else self.measure

    @property
    def note(self) -> Note | None:
        """A note to take a measure, or that the garment is looser than intended; it states no measure of the body.

        A measure should be taken if it was estimated with more than a small risk (`RISK`).
        """
        if self.source == "estimated" and self.risk > RISK and not self.tight:
            return Note(f"Measure the {self.label}: it was estimated, and there is a chance of {100 * self.risk:.0f} % "
                        f"that the garment has too little ease there (level: {self.level})", "wear.unmeasured",
                        given={"measure": self.measure, "level": self.level, "percent": round(100 * self.risk)})
        if self.most is not None and self.amount > self.most + ROUNDED and not self.given:
            return Note(f"The garment is looser than its fit asks for, by {self.amount - self.most:.0f} mm (level: "
                        f"{self.level})", "wear.loose",
                        given={"level": self.level, "mm": round(self.amount - self.most, 1)})
        return None


ROUNDED: Final = 0.05
"""Ease may miss its bounds by this many mm: a tenth of what a tape shows."""
