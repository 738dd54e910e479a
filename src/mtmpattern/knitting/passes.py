"""A carrier's pass over the bed while a program is checked, and what is known of each carrier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

UNUSED: Final = -1_000_000
"""The number of the last needle worked on a bed that a pass did not work."""

OUT, ASKED, IN = "out", "asked", "in"


@dataclass(slots=True)
class Carrier:
    """One yarn carrier: out, asked in (not yet used) or in. ``at`` and ``moved`` are in eighths of a needle.

    ``at`` is where it last formed a loop, ``moved`` where that loop was transferred to since.
    """

    name: str
    state: str = OUT
    by: str = ""                    # the opcode it was asked in with
    mates: tuple[str, ...] = ()     # the carriers it was asked in with
    asked: int = 0                  # the line of the body
    way: int = 0                    # the way it went last
    at: int = 0
    moved: int = 0
    place: int = -1                 # of the needle whose loop it hangs on
    wrapped: int = -1               # the place it wrapped at its last turn
    cast_on: bool = False           # its last pass began loops on empty needles and no more
    last_loop: int = -1             # the line of the body of its last loop
    turns: list[Turn] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn within the cloth that was not wrapped: between ``number`` and its neighbour on a bed."""

    bed: int
    number: int
    way: int
    index: int


@dataclass(slots=True)
class Pass:
    """The operations of one set of carriers in one way without a step back."""

    index: int
    carriers: tuple[str, ...]
    way: int
    first: int                      # needle number of the first operation
    start: int                      # where its carrier stood before, in eighths
    pos: int                        # of the last operation
    last: list[int]                 # by bed: the last needle worked
    begun: list[int]                # by bed: the first needle worked
    loops: int = 0
    onto_empty: int = 0             # tucks that began a new loop
    tucks: list[tuple[int, int]] = field(default_factory=list)    # onto held loops: index and place
    aside: list[int] = field(default_factory=list)                # places that splits left old loops on
    stopped: bool = False           # transfers came after its last operation; the rest says how the beds lay then
    end: int = -1                   # the place of its last loop
    inside: bool = False            # whether the needle beyond that held a loop
    skipped: tuple[int, ...] = ()   # places passed over at its end
    strays: tuple[int, ...] = ()    # places of the other bed whose loops were left behind
    facing: int = 0                 # needles of the other bed that held loops along it, those set aside left out
    kept: tuple[int, int] = (0, -1)  # the outermost needles of it that still held loops when it stopped

    @property
    def missed(self) -> bool:
        """It formed nothing: the carrier was only moved."""
        return self.loops == 0


@dataclass(frozen=True, slots=True)
class PassRead:
    """One pass as it was read from a program: which needles it went over, and what it left in work.

    ``line`` is its first line in the file; ``left`` and ``right`` are the outermost needles that it worked; ``kept``
    those of them that held loops when it stopped (fewer where stitches were bound off); ``beds`` is ``f``, ``b`` or
    ``fb``; ``facing`` counts needles of the bed it did not work that held loops between its ends; ``onto_empty``
    counts loops that were begun on empty needles.
    """

    line: int
    carriers: tuple[str, ...]
    way: int
    left: int
    right: int
    kept: tuple[int, int]
    loops: int
    beds: str
    facing: int
    onto_empty: int


@dataclass(frozen=True, slots=True)
class PlannedPass:
    """One pass as it was planned: its carrier, way, outermost needles and number of loops."""

    carrier: str
    way: int
    left: int
    right: int
    loops: int

    def __str__(self) -> str:
        way = "rightwards" if self.way > 0 else "leftwards"
        return f"{self.loops} loops {way} over needles {self.left} to {self.right} with carrier {self.carrier}"
