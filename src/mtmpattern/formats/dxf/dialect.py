"""Dialects of pattern DXF for different readers: AAMA and ASTM as written by AccuMark, and CLO.

Dialects differ in texts, and in the layers that are repeated or left out. Geometry, layers and blocks are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

BOUNDARY, TURN, CURVE, NOTCH, REFERENCE, MIRROR, GRAIN, INTERNAL = "1", "2", "3", "4", "5", "6", "7", "8"
CUTOUT, DRILL, SEWN, NOTE = "11", "13", "14", "15"
PLAIN: Final = "plain"
"""Not a dialect of pattern CADs: named layers for lasers and general CAD."""

TEXT_HEIGHT, NOTE_HEIGHT = 0.25, 5.0
"""Millimetres: texts for a CAD are too small to see, as in AccuMark; texts for people can be read."""

VERSION_LINE: Final = "ASTM/D13Proposal 1 Version: D 6673-04"
"""As written by AccuMark and expected by other programs."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way to write the same pieces.

    ``checked`` names, for each layer of lines, the layer that repeats it so that a reader can check its own curves.
    ``both_hands`` writes a quantity as right and left, ``1,0``. ``notes`` adds texts for people. ``capitals`` writes
    all texts in capitals. ``kinds`` has group 250 of a POLYLINE by layer. ``piece_height`` writes the height of a
    piece's texts, ``notch_sizes`` depth and width of its notches. ``release`` is the version in the header, empty for
    no header. ``rule_first`` writes the number of a grade rule before its point, on the layer of the line.
    """

    name: str
    checked: Mapping[str, str] = field(default_factory=dict)
    both_hands: bool = False
    notes: bool = False
    capitals: bool = False
    kinds: Mapping[str, str] = field(default_factory=dict)
    piece_height: bool = True
    notch_sizes: bool = True
    release: str = ""
    rule_first: bool = False

    @property
    def quantity(self) -> str:
        """The quantity of a part: one, as it is drawn."""
        return "1,0" if self.both_hands else "1"

    def spelt(self, words: str) -> str:
        """A text in the dialect's spelling."""
        return words.upper() if self.capitals else words

    def layers(self, layer: str) -> tuple[str, ...]:
        """The layers on which a line is drawn: its own, and the one to check against."""
        return (layer, self.checked[layer]) if layer in self.checked else (layer,)

    def style_texts(self, style: str, size: str, release: str, tolerance: str, table: str = "") -> Iterator[str]:
        """The texts of the file as a whole; ``tolerance`` in mm, ``table`` the name of the grade rules."""
        maker = "MTMPATTERN"
        if self.name == "astm":
            yield VERSION_LINE
        yield self.spelt(f"Style Name: {style}")
        if self.name == "astm":
            yield f"Author: {maker} ; {maker} ; {release}"  # vendor, application, release
        else:
            yield self.spelt(f"Author: {maker}")
        if self.name == "aama":
            yield from (f"PRODUCT: {maker}", f"VERSION: {release}")
        yield self.spelt(f"Sample Size: {size}")
        if table:
            yield self.spelt(f"Grade Rule Table: {table}")
        yield self.spelt("Units: METRIC")
        yield f"TOLERANCE: {tolerance}" if self.name == "aama" else self.spelt(f"Curve Tolerance: {tolerance}")


DIALECTS: Final[Mapping[str, Dialect]] = {each.name: each for each in (
    Dialect("astm", {BOUNDARY: "84", INTERNAL: "85", CUTOUT: "86", SEWN: "87"}, both_hands=True, notes=True,
            rule_first=True),
    Dialect("aama"),
    # Group 250 as Seamly writes it for CLO, 2 for sewn lines; CLO's own files have 0 and 2 on boundaries.
    Dialect("clo", capitals=True, kinds={SEWN: "2"}, piece_height=False, notch_sizes=False, release="AC1006"),
)}
"""The dialects of pattern CADs by name; the first is the default."""

DEFAULT_KIND: Final = "0"
"""Group 250 of a POLYLINE whose layer a dialect with ``kinds`` does not name."""
