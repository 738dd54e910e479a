"""A drawing of a pattern CAD, read: its pieces, its style texts, and everything there is to say of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .assembling import Assembly, about_file, duplicates
from .findings import FAULT, Finding
from .limits import LARGEST
from .loading import Loader
from .piece import ReadPiece
from .source import Source, opened
from .texts import SAMPLE_SIZE, STYLE_NAME
from .washing import Washer

if TYPE_CHECKING:
    from ..pattern.part import CutPattern, Part
    from ..pattern.piece import Piece


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a DXF holds, in millimetres: pieces in the order of the file, the style's texts, and what was found.

    ``scale`` is how many mm a unit of the file has, ``dialect`` the habit it shows (``astm``, ``aama``, ``clo``,
    ``plain``, or empty), ``digest`` the sha256 of the file.
    """

    pieces: tuple[ReadPiece, ...]
    style: Mapping[str, str]
    texts: tuple[str, ...]
    scale: float
    dialect: str
    findings: tuple[Finding, ...]
    digest: str
    file: str = ""

    @property
    def name(self) -> str:
        """The name of the style, empty where none is told."""
        return self.style.get(STYLE_NAME, "")

    @property
    def sample_size(self) -> str:
        """The size that is graded from, empty where none is told."""
        return self.style.get(SAMPLE_SIZE, "")

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes of the pieces, each once, in the order of the file."""
        return tuple(dict.fromkeys(piece.size for piece in self.pieces))

    def parts(self, size: str | None = None) -> tuple[Part, ...]:
        """The pieces of one size as parts to lay, plot and preview; see `mtmpattern.reading.parts`."""
        from .parts import parts_of  # noqa: PLC0415  the drawing does not need them to be read

        return parts_of(self, size)

    def pattern(self, size: str | None = None) -> CutPattern:
        """The same as a pattern that every writer takes, of the template ``foreign``."""
        from .parts import pattern_of  # noqa: PLC0415

        return pattern_of(self, size)

    def drafted(self, size: str | None = None) -> tuple[Piece, ...]:
        """The same as pieces to be sewn and seamed like our own; see `mtmpattern.reading.drafted`."""
        from .drafted import pieces_of  # noqa: PLC0415

        return pieces_of(self, size)


def read_dxf(source: Source, *, opened_halves: bool = True) -> Drawing:
    """Read a pattern DXF of any dialect: a path, or its bytes.

    Halves with a mirror line are opened unless ``opened_halves`` is false. Raises `FileFormatError` for what cannot be
    read, is too large, or holds no piece; everything less is told in the ``findings``.
    """
    file = opened(source, what="drawing", largest=LARGEST)
    washed = Washer(file).wash()
    loader = Loader(file, washed)
    reading = Assembly(loader, washed, opened_halves)
    pieces = reading.pieces()
    if not pieces:
        problems = [item for item in reading.findings if item.weight == FAULT]
        hint = "; ".join(f"{item.block}: {item.message}" for item in problems[:3]) or "Is it the right file?"
        raise file.fault("the drawing holds no piece: no closed line that could be an outline", "dxf.empty", hint)
    return Drawing(tuple(pieces), reading.style, reading.texts, reading.scale, reading.dialect(pieces),
                   (*about_file(file.data, washed, loader), *duplicates(washed), *reading.findings),
                   hashlib.sha256(file.data).hexdigest(), file.file)
