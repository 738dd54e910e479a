"""All sizes of a garment over each other as PDF: a layer for each size, on the same papers as a single size.

Every size has its own colour and its own dashes, which also show on black-and-white paper; the sample size has a thick
solid line. The first page, or the head of the sheet, has the legend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from mtmpattern.errors import ExportError
from mtmpattern.formats.label import label, part_count
from mtmpattern.formats.nest import all_drawn, colours, dashes, distinct_nest, growth, range_of, together
from mtmpattern.formats.palette import Ink, Palette
from mtmpattern.formats.pdf.canvas import Book, PdfPen
from mtmpattern.formats.pdf.settings import PAGES, PROJECTOR, SETTINGS, TITLES, PdfChoice, read_choice
from mtmpattern.formats.pdf.shapes import draw_fold, draw_grain, write_allowances, write_fold
from mtmpattern.formats.pdf.subject import Size
from mtmpattern.formats.registry import Settings, chosen
from mtmpattern.formats.svg.pen import DRILL_RADIUS
from mtmpattern.formats.text import check_writable, number, slug
from mtmpattern.geometry import SLIT, Point, between, heading
from mtmpattern.pattern.grading.grade import Grade, GradedLine
from mtmpattern.pattern.parts.part import CutPattern, Part
from mtmpattern.placing.placed import Placed

# ---- The file -------------------------------------------------------------------------------------------------------

THIN, LINE, SAMPLE = 0.18, 0.4, 0.8
"""Widths in millimetres on paper: sewn lines and marks, cut lines, and the sample's cut line."""

LETTERS: Final = 3.0
"""Height in millimetres of a size's name along its line."""

_BOLDER: Final = 4.0
"""How much wider lines are on a projector's page; dashes get longer by the square root of that."""


def write_nest(grade: Grade, settings: Settings) -> dict[str, bytes]:
    """The sizes as ``<template>-nest.pdf``, with the settings of the single size's PDF.

    Raises the errors of `mtmpattern.formats.pdf`, and `ExportError` for the laser palette, whose lines have no dashes.
    """
    values = chosen(settings, SETTINGS, "pdf")
    choice = read_choice(values)
    if choice.palette.plain:
        raise ExportError(f"palette={values['palette']} cannot be used for several sizes", code="format.value",
                          where="palette", hint="All its lines look the same; write one size at a time.",
                          params={"setting": "palette", "value": values["palette"]})
    sizes = {size: grade.cut(size) for size in grade.sizes}
    for cut in sizes.values():
        check_writable(cut)
    # reportlab and pikepdf take a third of a second to import, so only drawing a PDF imports them
    from mtmpattern.formats.pdf.book import bound  # noqa: PLC0415
    from mtmpattern.formats.pdf.subject import Key, Subject  # noqa: PLC0415

    pattern = together(grade)
    pattern = pattern if choice.every else distinct_nest(grade, pattern)
    scale = _BOLDER if choice.pages == PROJECTOR else 1.0
    inks = _inks(grade, choice, values, scale)
    fine = min(THIN * scale, *(ink.width for ink in inks.values()))
    nest = Nest(grade, pattern, choice.palette, inks, fine, LETTERS * scale**0.5)
    notes = (*growth(grade), *grade.notes, *pattern.notes, *map(str, grade.apart))
    legend = tuple(Key(size, ink, size == grade.sample and len(sizes) > 1) for size, ink in inks.items())
    subject = Subject(pattern, choice.palette, _about(grade, pattern),
                      "Cut along the thick line of your size, sew along its thin one. The allowances are included.",
                      notes, _layers(grade, choice.palette), nest.draw, legend, choice.dark)
    return {f"{slug(pattern.template, 'pattern')}-nest.pdf": bound(subject, choice)}


def layer_of(grade: Grade, size: str) -> str:
    """The name of a size's layer; it is a number, because a size may have the name of another layer."""
    return f"size{grade.sizes.index(size)}"


def _layers(grade: Grade, palette: Palette) -> dict[str, str]:
    """The layers that can be switched in a reader: first the sizes, in their order."""
    sizes = {layer_of(grade, size): f"Size {size}" + (", sample size" if size == grade.sample else "")
             for size in grade.sizes}
    others = {layer: TITLES[layer] for layer in ("grain", "text", "square", PAGES)
              if layer == PAGES or palette.draws(layer)}
    return sizes | others


def _about(grade: Grade, pattern: CutPattern) -> str:
    count = len(grade.sizes)
    return ", ".join(filter(None, (
        pattern.version and f"version {pattern.version}", f"{count} sizes" if count > 1 else "1 size",
        range_of(grade), f"{part_count(pattern.parts)} parts in each", "scale 1:1", f"pattern {pattern.digest[:16]}")))


def _inks(grade: Grade, choice: PdfChoice, values: Mapping[str, str], scale: float) -> dict[str, Ink]:
    """The line of each size; a colour set for cut lines applies to every size."""
    own = [size for size in grade.sizes if size != grade.sample]
    rhythm = dict(zip(own, dashes(len(own), scale**0.5), strict=True))
    own_colour = values["cut"] and choice.palette.draws("cut")
    inks = {}
    for size, colour in zip(grade.sizes, colours(len(grade.sizes), dark=choice.dark), strict=True):
        width = (SAMPLE if size == grade.sample else LINE) * scale
        inks[size] = Ink(choice.palette.inks["cut"].colour if own_colour else colour,
                         choice.palette.inks["cut"].width if values["hairline"] else float(number(width)),
                         rhythm.get(size, ""))
    return inks


# ---- Drawing the parts in every size --------------------------------------------------------------------------------

_ROOM: Final = 1.3
"""Names are written only where the lines are at least this many letter heights apart."""

_FAR: Final = 150.0
"""Names are repeated after this many millimetres, so that most pages have them."""


@dataclass(frozen=True, slots=True)
class Nest:
    """Draws the parts of a grade where their envelopes, the parts of ``pattern``, are placed.

    ``inks`` are the inks of the sizes' cut lines; ``fine`` is the width of sewn lines and marks in millimetres, and
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
                    if each.part.id in parts[self.grade.sample]:
                        write_allowances(pen, replace(each, part=parts[self.grade.sample][each.part.id]).laid())
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

    def _lines(self, pen: PdfPen, part: Part, ink: Ink) -> None:
        """One part in one size: cut lines thick, sewn lines and marks thin, notches solid because they are short."""
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

    def _label(self, pen: PdfPen, placed: Placed, sized: Sequence[Part]) -> None:
        """The part's label, where no size has a line."""
        for writing in label(self.pattern, replace(placed, part=all_drawn(placed.part, sized)).laid()):
            pen.text(writing.text, writing.at, writing.size, bold=writing.bold, middle=True,
                     turn=90.0 if writing.turned else 0.0)
        write_fold(pen, placed.laid())

    def _named(self, pen: PdfPen, placed: Placed, size: str) -> None:
        """A size's name along its line, at the places where the sizes are farthest apart."""
        graded = next((each for each in self.grade.parts if each.id == placed.part.id), None)
        if graded is None or not self.palette.draws("text"):
            return
        line = graded.cut.points[size]
        for vertex, share in self._places(placed.part.id, graded.cut):
            before, after = placed.move(line[vertex]), placed.move(line[(vertex + 1) % len(line)])
            if not before.same_as(after):
                along = (heading(before, after) + 90.0) % 180.0 - 90.0      # readable from below or from the right
                at = between(before, after, share).along(along + 90.0, self.inks[size].width / 2 + 0.4)
                pen.text(size, at, self.letters, middle=True, turn=along, bold=size == self.grade.sample)

    def _places(self, part: str, line: GradedLine) -> tuple[tuple[int, float], ...]:
        """Chords, and fractions along them, where all lines are far enough apart for letters, the widest first."""
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
    """The distance in millimetres of the next size's place from a line, square to it."""
    a, b = chord
    length = a.distance(b)
    return abs((b.x - a.x) * (other.y - here.y) - (b.y - a.y) * (other.x - here.x)) / length if length else 0.0
