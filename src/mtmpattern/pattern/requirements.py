"""What a template asks of its own result beyond joins: that it can be put on, and that its proportions wear well."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import Problem


@dataclass(frozen=True, slots=True)
class Passage:
    """An opening, how wide it gets when it is stretched or undone, and what of the body must go through, in mm."""

    opening: str
    widest: float
    body_part: str
    needed: float

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it, if anything."""
        if self.widest >= self.needed:
            return None
        return Problem(
            f"{self.opening}: opens to {self.widest:.0f} mm and the {self.body_part} is {self.needed:.0f} mm",
            "wear.passage", self.opening, "Make it wider, give it a closing, or use cloth that stretches more.")


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
        return Problem(f"{self.name} is {self.value:.3g}, outside {self.least:.3g} to {self.most:.3g}",
                       "wear.proportion", self.name, self.advice or "The garment would wear badly.")


@dataclass(frozen=True, slots=True)
class Note:
    """Something the maker should know. A rescue changed the draft by ``mm`` so that this body could be drafted."""

    text: str
    code: str = "note"
    mm: float = 0.0
    side: str = ""

    @property
    def is_rescue(self) -> bool:
        """Whether the construction had to be rescued on this body."""
        return self.code == "rescue"

    def __str__(self) -> str:
        side = f" ({self.side})" if self.side else ""
        return f"{self.text}{side}" + (f": {self.mm:.1f} mm" if self.mm else "")
