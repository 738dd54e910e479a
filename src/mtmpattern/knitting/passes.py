"""A carrier's pass over the bed while a program is checked, and the state of each carrier."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

UNUSED: Final = -1_000_000
"""The number of the last needle worked on a bed that a pass did not work."""

OUT, PENDING, IN = "out", "pending", "in"


@dataclass(slots=True)
class Carrier:
    """One yarn carrier: out, pending (brought in, not yet used) or in. ``at`` and ``moved`` are in eighths of a needle.

    ``at`` is where it last formed a loop, ``moved`` where that loop has been transferred since.
    """

    name: str
    state: str = OUT
    by: str = ""                    # the opcode that brought it in
    mates: tuple[str, ...] = ()     # the carriers brought in with it
    brought_at: int = 0             # the line of the body
    way: int = 0                    # the way it went last
    at: int = 0
    moved: int = 0
    place: int = -1                 # of the needle whose loop it hangs on
    wrapped: int = -1               # the place it wrapped at its last turn
    cast_on: bool = False           # its last pass only began loops on empty needles
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
    """Consecutive operations of one set of carriers in one direction."""

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
    stopped: bool = False           # transfers followed its last operation; the fields below hold the beds' state then
    end: int = -1                   # the place of its last loop
    inside: bool = False            # whether the needle beyond that held a loop
    skipped: tuple[int, ...] = ()   # places passed over at its end
    strays: tuple[int, ...] = ()    # places of the other bed whose loops were left behind
    facing: int = 0                 # needles of the other bed that held loops along it, without those set aside
    kept: tuple[int, int] = (0, -1)  # its outermost needles that still held loops when it stopped

    @property
    def missed(self) -> bool:
        """Whether it formed no loop: the carrier was only moved."""
        return self.loops == 0


@dataclass(frozen=True, slots=True)
class PassRead:
    """One pass read from a program: the needles that it worked, and those that it left in work.

    ``line`` is its first line in the file; ``left`` and ``right`` are the outermost needles that it worked; ``kept``
    the outermost that held loops when it stopped (further in where stitches were bound off); ``beds`` is ``f``, ``b``
    or ``fb``; ``facing`` counts needles of the other bed that held loops between its ends; ``onto_empty`` counts loops
    begun on empty needles.
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
    """One planned pass: its carrier, direction, outermost needles and number of loops."""

    carrier: str
    way: int
    left: int
    right: int
    loops: int

    def __str__(self) -> str:
        way = "rightwards" if self.way > 0 else "leftwards"
        return f"{self.loops} loops {way} over needles {self.left} to {self.right} with carrier {self.carrier}"
