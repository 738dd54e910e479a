"""All sizes of a garment over each other as PDF: a layer for each size, on the same papers as a single size.

Every size has its own colour and its own dashes, which tell it on black-and-white paper too; the sample size has a
thick solid line. The first page, or the head of the sheet, shows which line is whose.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..errors import ExportError
from ..pattern.grading import Grade
from ..pattern.part import CutPattern
from .nest_inks import colours, dashes
from .nest_shapes import range_of, together
from .palette import Ink, Palette
from .pdf_inks import PAGES, TITLES
from .pdf_settings import PROJECTOR, SETTINGS, Asked, read_asked
from .settings import Settings, chosen
from .sound import refuse_unsound
from .words import number, slug

THIN, LINE, SAMPLE = 0.18, 0.4, 0.8
"""Widths in millimetres on paper: of sewn lines and marks, of cut lines, and of the sample's cut line."""

LETTERS: Final = 3.0
"""Height in millimetres of a size's name along its line."""

_BOLDER: Final = 4.0
"""How much wider all that is on a projector's page; dashes grow with it, but less."""


def write_nest(grade: Grade, settings: Settings) -> dict[str, bytes]:
    """The sizes as ``<template>-nest.pdf``, with the settings of the single size's PDF.

    Raises `ExportError` for what `mtmpattern.formats.pdf` refuses, and for the laser palette: its lines have no dashes.
    """
    values = chosen(settings, SETTINGS, "pdf")
    asked = read_asked(values)
    if asked.palette.plain:
        raise ExportError(f"palette={values['palette']} cannot be used for several sizes", code="format.value",
                          where="palette", hint="Its lines are all alike; write one size at a time.")
    sizes = {size: grade.cut(size) for size in grade.sizes}
    for cut in sizes.values():
        refuse_unsound(cut)
    # reportlab and pikepdf take a third of a second to import: only who draws a PDF pays for them
    from .pdf_book import bound  # noqa: PLC0415
    from .pdf_nest_lines import Nest  # noqa: PLC0415
    from .pdf_subject import Key, Subject  # noqa: PLC0415

    pattern = together(grade)
    scale = _BOLDER if asked.pages == PROJECTOR else 1.0
    inks = _inks(grade, asked, values, scale)
    fine = min(THIN * scale, *(ink.width for ink in inks.values()))
    nest = Nest(grade, pattern, asked.palette, inks, fine, LETTERS * scale**0.5)
    told = (*grade.notes, *pattern.notes, *map(str, grade.apart))
    legend = tuple(Key(size, ink, size == grade.sample and len(sizes) > 1) for size, ink in inks.items())
    subject = Subject(pattern, asked.palette, _about(grade, pattern),
                      "Cut along the thick line of your size, sew along its thin one. The allowances are included.",
                      told, _layers(grade, asked.palette), nest.draw, legend, asked.dark)
    return {f"{slug(pattern.template, 'pattern')}-nest.pdf": bound(subject, asked)}


def layer_of(grade: Grade, size: str) -> str:
    """The name of a size's layer; numbers, because a size may be called like another layer."""
    return f"size{grade.sizes.index(size)}"


def _layers(grade: Grade, palette: Palette) -> dict[str, str]:
    """What a reader may switch: the sizes first, in their order."""
    sizes = {layer_of(grade, size): f"Size {size}" + (", sample size" if size == grade.sample else "")
             for size in grade.sizes}
    others = {layer: TITLES[layer] for layer in ("grain", "text", "square", PAGES)
              if layer == PAGES or palette.draws(layer)}
    return sizes | others


def _about(grade: Grade, pattern: CutPattern) -> str:
    count = len(grade.sizes)
    return ", ".join(filter(None, (
        pattern.version and f"version {pattern.version}", f"{count} sizes" if count > 1 else "1 size",
        range_of(grade), f"{len(pattern.parts)} parts in each", "scale 1:1", f"pattern {pattern.digest[:16]}")))


def _inks(grade: Grade, asked: Asked, values: Mapping[str, str], scale: float) -> dict[str, Ink]:
    """The line of each size; a colour asked for cut lines is every size's."""
    own = [size for size in grade.sizes if size != grade.sample]
    rhythm = dict(zip(own, dashes(len(own), scale**0.5), strict=True))
    asked_for = values["cut"] and asked.palette.draws("cut")
    inks = {}
    for size, colour in zip(grade.sizes, colours(len(grade.sizes), dark=asked.dark), strict=True):
        width = (SAMPLE if size == grade.sample else LINE) * scale
        inks[size] = Ink(asked.palette.inks["cut"].colour if asked_for else colour,
                         asked.palette.inks["cut"].width if values["hairline"] else float(number(width)),
                         rhythm.get(size, ""))
    return inks
