"""What a PDF tells about the pattern, on its first page or at the head of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from ..pattern.part import CutPattern
from .svg_writing import shrinkage_sentence


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
                                   shrinkage_sentence(pattern, role))))
