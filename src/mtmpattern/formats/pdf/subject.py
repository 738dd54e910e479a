"""What a PDF shows, one size or all of them: how it is drawn, and what its first page says about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ...pattern.parts.part import CutPattern
from ...placing.placed import Placed
from ..palette import Ink, Palette
from ..svg.drawing import shrinkage_sentence

if TYPE_CHECKING:
    from .canvas import Book



# ---- What a PDF tells about the pattern, on its first page or at the head of a sheet -----------------------------


def about(pattern: CutPattern) -> str:
    """Version, size, count of parts and digest in a line."""
    return ", ".join(filter(None, (pattern.version and f"version {pattern.version}",
                                   pattern.size and f"size {pattern.size}", f"{len(pattern.parts)} parts", "scale 1:1",
                                   f"pattern {pattern.digest[:16]}")))


def told_by(pattern: CutPattern) -> tuple[str, ...]:
    """What the pattern and its parts have to say."""
    return (*pattern.notes, *(f"{part.id}: {note}" for part in pattern.parts for note in part.notes))


def notes_of(notes: Sequence[str], lacking: set[str]) -> list[str]:
    """What there is to say, and which letters the typeface lacks."""
    codes = ", ".join(f"U+{ord(letter):04X}" for letter in sorted(lacking))
    more = [f"Letters that this typeface lacks are shown as their codes: {codes}."] if lacking else []
    return [*notes, *more]


def left_out(notes: int) -> str:
    """The line that stands for notes for which there is no room."""
    return f"and {notes} more notes, kept with the pattern"


def heading(pattern: CutPattern, role: str, parts: int, pages: str = "") -> str:
    """The name of a cloth above its parts."""
    cloth = pattern.fabrics.get(role)
    return ", ".join(filter(None, (role + (f": {cloth.name}" if cloth else ""),
                                   f"{parts} {'part' if parts == 1 else 'parts'}", pages,
                                   pattern.cloth_sentence(role),
                                   shrinkage_sentence(pattern, role))))


# ---- What a PDF shows, one size or all of them: how it is drawn, and what the first page tells of it -------------


Size: TypeAlias = tuple[float, float]
"""Width and height in millimetres."""

Draw: TypeAlias = "Callable[[Book, str, Sequence[Placed], Size], list[str]]"
"""Draws parts where they are placed on a sheet of that size, as forms whose names begin with the word given; tells the
forms' names in the order of drawing."""


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: what a line stands for, and whether it is the one the others are told against."""

    name: str
    ink: Ink
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a book of pages is about.

    ``pattern`` holds the parts as they are laid out; ``advice`` says which line is which; ``layers`` names what a
    reader may switch, in order, with a sentence for each; ``legend`` is empty where all lines are of one size.
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
