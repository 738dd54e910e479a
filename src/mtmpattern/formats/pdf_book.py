"""A subject as pages: tiled with a cover, on one sheet, or for a projector. Importing this loads the PDF libraries."""

from __future__ import annotations

from collections.abc import Iterator

from ..pattern.part import CutPattern
from .label import label_lines
from .pdf_canvas import Book
from .pdf_cover import draw_cover
from .pdf_fonts import shown
from .pdf_settings import PROJECTOR, SINGLE, Asked
from .pdf_sheets import draw_projector, draw_single
from .pdf_subject import Subject
from .pdf_tiles import draw_pages, sections_of
from .words import printable


def bound(subject: Subject, asked: Asked) -> bytes:
    """The finished file."""
    book, pattern = Book(), subject.pattern
    for words in _texts(subject):                           # the first page tells which letters later ones lack
        shown(words, book.lacking)
    if asked.pages == SINGLE:
        draw_single(book, subject, asked)
    elif asked.pages == PROJECTOR:
        draw_projector(book, subject, asked)
    else:
        sections = sections_of(pattern, asked)
        draw_cover(book, subject, sections, asked)
        for number, section in enumerate(sections):
            draw_pages(book, subject, section, number, asked)
    return book.to_bytes(printable(f"{pattern.template}, pattern {pattern.digest[:16]}"), dict(subject.layers))


def _texts(subject: Subject) -> Iterator[str]:
    """All the words that come from outside."""
    yield from _words_of(subject.pattern)
    yield from (subject.about, *subject.notes, *(key.name for key in subject.legend))


def _words_of(pattern: CutPattern) -> Iterator[str]:
    yield from (pattern.template, pattern.version, pattern.size, *pattern.notes)
    for part in pattern.parts:
        yield from (*label_lines(pattern, part), part.title, *part.notes)
