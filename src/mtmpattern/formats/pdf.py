"""PDF at true scale: pages to glue together at home, one sheet for the copy shop, one page for a projector.

Curves stay Bezier curves, and cut line, sewn line, notches, marks, grain, text and test squares are layers that a
reader can switch off. The same pattern gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..pattern.part import CutPattern
from .label import label_lines
from .pdf_settings import PROJECTOR, SETTINGS, SINGLE, Asked, read_asked
from .registry import Format
from .settings import Settings, chosen
from .sound import refuse_unsound
from .words import file_name, printable


def write(pattern: CutPattern, settings: Settings) -> dict[str, bytes]:
    """The pattern as ``<template>.pdf``."""
    asked = read_asked(chosen(settings, SETTINGS, FORMAT.name))
    refuse_unsound(pattern)
    return {file_name(pattern, FORMAT.suffix): _drawn(pattern, asked)}


def _drawn(pattern: CutPattern, asked: Asked) -> bytes:
    # reportlab and pikepdf take a third of a second to import: only who draws a PDF pays for them
    from .pdf_canvas import Book  # noqa: PLC0415
    from .pdf_cover import draw_cover  # noqa: PLC0415
    from .pdf_fonts import shown  # noqa: PLC0415
    from .pdf_shapes import TITLES  # noqa: PLC0415
    from .pdf_sheets import draw_projector, draw_single  # noqa: PLC0415
    from .pdf_tiles import draw_pages, sections_of  # noqa: PLC0415

    book = Book()
    for words in _texts(pattern):                           # the first page tells which letters later ones lack
        shown(words, book.lacking)
    if asked.pages == SINGLE:
        draw_single(book, pattern, asked)
    elif asked.pages == PROJECTOR:
        draw_projector(book, pattern, asked)
    else:
        sections = sections_of(pattern, asked)
        draw_cover(book, pattern, sections, asked)
        for number, section in enumerate(sections):
            draw_pages(book, pattern, section, number, asked)
    return book.to_bytes(printable(f"{pattern.template}, pattern {pattern.digest[:16]}"), dict(TITLES))


def _texts(pattern: CutPattern) -> Iterator[str]:
    """All the words that come from outside."""
    yield from (pattern.template, pattern.version, pattern.size, *pattern.notes)
    for part in pattern.parts:
        yield from (*label_lines(pattern, part), part.title, *part.notes)


FORMAT: Final = Format("pdf", ".pdf", "true scale for printing at home, copy shops and projectors", write, SETTINGS)
"""The format as the registry finds it."""
