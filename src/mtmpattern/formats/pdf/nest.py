"""The lines of a part in every size, a form for each size; its name, grain and the sizes' names beside their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ..geometry import Point, between, heading
from ..pattern.grading import Grade, GradedLine
from ..pattern.part import SLIT, CutPattern, Part
from ..placing.placed import Placed
from .label import label
from .nest_shapes import all_drawn
from .palette import Ink, Palette
from .pdf_canvas import Book, Pen
from .pdf_nest import layer_of
from .pdf_shapes import draw_fold, draw_grain, write_fold
from .pdf_subject import Size
from .svg_shapes import DRILL_RADIUS

_ROOM: Final = 1.3
"""Names are written only where the lines lie at least so many letters' heights apart."""

_FAR: Final = 150.0
"""They are written again after so many millimetres, so that most pages have them."""


@dataclass(frozen=True, slots=True)
class Nest:
    """Draws the parts of a grade where the parts of ``pattern``, their envelopes, are placed.

    ``inks`` are those of the sizes' cut lines; in millimetres, ``fine`` is the width of what is sewn or marked, and
    ``letters`` the height of the sizes' names.
    """

    grade: Grade
    pattern: CutPattern
    palette: Palette
    inks: dict[str, Ink]
    fine: float
    letters: float
    places: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def draw(self, book: Book, name: str, placed: Sequence[Placed], size: Size) -> list[str]:
        """The parts' names, their grain, and then the sizes, the sample on top of the others."""
        parts = {size: {part.id: part for part in self.grade.cut(size).parts} for size in self.grade.sizes}
        forms = []
        if self.palette.draws("text"):
            with book.form(f"{name}_text", "text", *size) as pen:
                pen.ink(self.palette.inks["text"])
                for each in placed:
                    self._label(pen, each, [sized[each.part.id] for sized in parts.values() if each.part.id in sized])
            forms.append(f"{name}_text")
        if self.palette.draws("grain"):
            with book.form(f"{name}_grain", "grain", *size) as pen:
                pen.ink(self.palette.inks["grain"])
                for each in placed:
                    draw_grain(pen, each.laid())
                    draw_fold(pen, each.laid())
            forms.append(f"{name}_grain")
        sizes = [*(each for each in self.grade.sizes if each != self.grade.sample), self.grade.sample]
        for each_size in sizes:
            layer = layer_of(self.grade, each_size)
            with book.form(f"{name}_{layer}", layer, *size) as pen:
                for each in placed:
                    if each.part.id in parts[each_size]:
                        self._lines(pen, replace(each, part=parts[each_size][each.part.id]).laid(),
                                    self.inks[each_size])
                        self._named(pen, each, each_size)
            forms.append(f"{name}_{layer}")
        return forms

    def _lines(self, pen: Pen, part: Part, ink: Ink) -> None:
        """One part in one size: thick what is cut, thin what is sewn or marked; notches are solid, being short."""
        fine = replace(ink, width=self.fine)
        if self.palette.draws("sew"):
            pen.ink(fine)
            pen.curves(part.sewn_outline, closed=True)
        if self.palette.draws("marks"):
            pen.ink(fine)
            for line in part.lines:
                if line.kind != SLIT:
                    pen.curves(line.curves)
            pen.dash("")
            for drill in part.drills:
                pen.ring(drill.at, DRILL_RADIUS / 2)
                pen.line(drill.at.left(DRILL_RADIUS / 2), drill.at.right(DRILL_RADIUS / 2))
                pen.line(drill.at.down(DRILL_RADIUS / 2), drill.at.up(DRILL_RADIUS / 2))
        pen.ink(ink)
        if self.palette.draws("cut"):
            for line in part.lines:
                if line.kind == SLIT:
                    pen.curves(line.curves)
            pen.curves(part.cut, closed=True)
        if self.palette.draws("notches"):
            pen.dash("")
            for notch in part.notches:
                pen.line(notch.on_cut, notch.on_cut.along(notch.direction, notch.depth))

    def _label(self, pen: Pen, placed: Placed, sized: Sequence[Part]) -> None:
        """The part's name where none of the sizes draws anything."""
        for writing in label(self.pattern, replace(placed, part=all_drawn(placed.part, sized)).laid()):
            pen.text(writing.text, writing.at, writing.size, bold=writing.bold, middle=True,
                     turn=90.0 if writing.turned else 0.0)
        write_fold(pen, placed.laid())

    def _named(self, pen: Pen, placed: Placed, size: str) -> None:
        """A size's name along its line, at the places where the sizes lie farthest apart."""
        graded = next((each for each in self.grade.parts if each.id == placed.part.id), None)
        if graded is None or not self.palette.draws("text"):
            return
        line = graded.cut.points[size]
        for vertex, share in self._places(placed.part.id, graded.cut):
            before, after = placed.move(line[vertex]), placed.move(line[(vertex + 1) % len(line)])
            if not before.same_as(after):
                along = (heading(before, after) + 90.0) % 180.0 - 90.0      # to be read from below or from the right
                at = between(before, after, share).along(along + 90.0, self.inks[size].width / 2 + 0.4)
                pen.text(size, at, self.letters, middle=True, turn=along, bold=size == self.grade.sample)

    def _places(self, part: str, line: GradedLine) -> tuple[tuple[int, float], ...]:
        """Chords, and how far along them, where all lines lie far enough apart for letters, the roomiest first."""
        if part not in self.places:
            rows = [line.points[size] for size in self.grade.sizes]
            tried: list[tuple[float, int, float, Point]] = []
            for vertex in range(len(rows[0])):
                ends = [(row[vertex], row[(vertex + 1) % len(row)]) for row in rows]
                count = max(1, round(ends[0][0].distance(ends[0][1]) / (_FAR / 2)))
                for share in ((step + 0.5) / count for step in range(count)):
                    there = [between(a, b, share) for a, b in ends]
                    gap = min((_beside(*each) for each in zip(ends, there, there[1:], strict=False)), default=0.0)
                    tried.append((gap, vertex, share, there[0]))
            found: list[tuple[int, float, Point]] = []
            for gap, vertex, share, at in sorted(tried, key=lambda each: (-round(each[0], 2), each[1], each[2])):
                if gap < self.letters * _ROOM:
                    break
                if all(at.distance(other) > _FAR for _, _, other in found):
                    found.append((vertex, share, at))
            self.places[part] = tuple((vertex, share) for vertex, share, _ in found)
        return self.places[part]


def _beside(chord: tuple[Point, Point], here: Point, other: Point) -> float:
    """How many millimetres the next size's place lies to the side of a line, square to it."""
    a, b = chord
    length = a.distance(b)
    return abs((b.x - a.x) * (other.y - here.y) - (b.y - a.y) * (other.x - here.x)) / length if length else 0.0
