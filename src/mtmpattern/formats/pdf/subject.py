"""The subject of a PDF, one size or all of them: its drawing, and the words of its first page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from mtmpattern.formats.label import counted, part_count
from mtmpattern.formats.palette import Ink, Palette
from mtmpattern.pattern.parts.part import CutPattern
from mtmpattern.placing.placed import Placed

if TYPE_CHECKING:
    from mtmpattern.formats.pdf.canvas import Book


# ---- Words about a pattern ------------------------------------------------------------------------------------------

def about(pattern: CutPattern) -> str:
    """Version, size, number of parts and digest in one line."""
    return ", ".join(filter(None, (
        pattern.version and f"version {pattern.version}", pattern.size and f"size {pattern.size}",
        counted(part_count(pattern.parts)), "scale 1:1", f"pattern {pattern.digest[:16]}")))


def with_missing_letters(notes: Sequence[str], missing: set[str]) -> list[str]:
    """The notes, and one that lists the letters missing from the typeface, if there are any."""
    codes = ", ".join(f"U+{ord(letter):04X}" for letter in sorted(missing))
    more = [f"Letters missing from this typeface are shown as their codes: {codes}."] if missing else []
    return [*notes, *more]


def left_out(notes: int) -> str:
    """The line in place of notes that do not fit."""
    return f"and {notes} more notes, kept with the pattern"


# ---- The subject ----------------------------------------------------------------------------------------------------

Size: TypeAlias = tuple[float, float]
"""Width and height in millimetres."""

Draw: TypeAlias = "Callable[[Book, str, Sequence[Placed], Size], list[str]]"
"""Draws parts where they are placed on a sheet of that size, as forms whose names begin with the given word; returns
the names of the forms in the order of drawing."""


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: the name and ink of a size, and whether it is the sample size."""

    name: str
    ink: Ink
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """The content of a PDF.

    ``pattern`` has the parts as they are laid out; ``advice`` explains the lines; ``layers`` are the switchable layers,
    in order, with a sentence for each; ``legend`` is empty if there is only one size.
    """

    pattern: CutPattern
    palette: Palette
    about: str
    advice: str
    notes: tuple[str, ...]
    layers: Mapping[str, str]
    draw: Draw
    legend: tuple[Key, ...] = ()
    dark: bool = False
