"""What a PDF shows, one size or all of them: how it is drawn, and what the first page tells of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ..pattern.part import CutPattern
from ..placing.placed import Placed
from .palette import Ink, Palette

if TYPE_CHECKING:
    from .pdf_canvas import Book

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
