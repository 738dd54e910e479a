"""PDF at true scale: pages to glue together at home, one sheet for the copy shop, one page for a projector.

Curves stay Bezier curves, and cut line, sewn line, notches, marks, grain, text and test squares are layers that a PDF
reader can switch off. The same pattern gives the same bytes.
"""

from __future__ import annotations

from typing import Final

from mtmpattern.formats.pdf.settings import SETTINGS, read_choice
from mtmpattern.formats.registry import Format, Settings, chosen
from mtmpattern.formats.text import check_writable, file_name
from mtmpattern.formats.trimmed import with_marks_inside
from mtmpattern.pattern.grading.grade import Grade
from mtmpattern.pattern.parts.part import CutPattern


def write(pattern: CutPattern, settings: Settings) -> dict[str, bytes]:
    """The pattern as ``<template>.pdf``."""
    choice = read_choice(chosen(settings, SETTINGS, FORMAT.name))
    check_writable(pattern)
    pattern = with_marks_inside(pattern)
    # reportlab and pikepdf take a third of a second to import, so only drawing a PDF imports them
    from mtmpattern.formats.pdf.book import bound  # noqa: PLC0415
    from mtmpattern.formats.pdf.shapes import one_size  # noqa: PLC0415
    from mtmpattern.placing.distinct import distinct  # noqa: PLC0415

    pattern = pattern if choice.every else distinct(pattern)
    return {file_name(pattern, FORMAT.suffix): bound(one_size(pattern, choice.palette, choice.dark), choice)}


def write_grade(grade: Grade, settings: Settings) -> dict[str, bytes]:
    """All sizes over each other as ``<template>-nest.pdf``, one layer for each."""
    from mtmpattern.formats.pdf.nest import write_nest  # noqa: PLC0415

    return write_nest(grade, settings)


FORMAT: Final = Format("pdf", ".pdf", "true scale for printing at home, copy shops and projectors", write, SETTINGS,
                       write_grade)
"""The format as the registry finds it."""
