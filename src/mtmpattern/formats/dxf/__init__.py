"""DXF for pattern CADs: a block for each part and size, the layers of the withdrawn ASTM D6673-10.

Written by our own code, because the bytes must repeat and the readers are old: no TABLES, seven bits, no curves, no
creation date. Dialects cover the differences between readers; ``plain`` is a different drawing, for lasers and general
CAD.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from mtmpattern.errors import ExportError, meant
from mtmpattern.formats.dxf import tags as dxf
from mtmpattern.formats.dxf.dialect import BOUNDARY, DIALECTS, PLAIN, TEXT_HEIGHT, Dialect
from mtmpattern.formats.dxf.part import DrawnBlock, content, drawn_sheet, written_blocks
from mtmpattern.formats.dxf.plain import plain_file
from mtmpattern.formats.dxf.tags import block_name, piece_names, size_name
from mtmpattern.formats.registry import Format, Setting, Settings, chosen
from mtmpattern.formats.text import file_name, number, slug
from mtmpattern.geometry import Point
from mtmpattern.geometry.tolerance import FLATTEN
from mtmpattern.pattern.grading.grade import Grade
from mtmpattern.pattern.parts.part import CutPattern

RELEASE: Final = "1"
"""Release of this writer; raised when the same pattern gives different bytes."""

KNOWN: Final = (*DIALECTS, PLAIN)


def write(pattern: CutPattern, settings: Settings) -> dict[str, bytes]:
    """The pattern as ``<template>.dxf`` in the dialect of the settings."""
    name = dialect_asked(chosen(settings, FORMAT.settings, FORMAT.name), KNOWN)
    return {file_name(pattern, FORMAT.suffix):
            plain_file(pattern) if name == PLAIN else _exchange_file(pattern, DIALECTS[name])}


def write_grade(grade: Grade, settings: Settings) -> dict[str, bytes]:
    """The graded nest as ``<template>-nest.dxf``: a block for each part and size."""
    from mtmpattern.formats.dxf.nest import nest_drawn  # noqa: PLC0415  not needed for one size

    name = dialect_asked(chosen(settings, FORMAT.settings, FORMAT.name), tuple(DIALECTS), "several sizes")
    drawn, sample = nest_drawn(grade)
    dialect = DIALECTS[name]
    style = dialect.style_texts(grade.template.upper(), sample, RELEASE, number(FLATTEN))
    return {slug(grade.template, "pattern") + "-nest.dxf": exchange_file(drawn, style, dialect)}


def dialect_asked(values: Mapping[str, Any], known: tuple[str, ...], use: str = "") -> str:
    """The dialect in the settings. Raises `ExportError` for one not among the ``known`` for this ``use``."""
    name: str = values["dialect"].casefold()
    if name not in known:
        where = f" for {use}" if use else ""
        raise ExportError(f"dialect={name[:60]} cannot be used{where}", code="format.value", where="dialect",
                          hint=meant(name, known, "Use one of"), params={"setting": "dialect", "value": name[:60]})
    return name


def _exchange_file(pattern: CutPattern, dialect: Dialect) -> bytes:
    size = size_name(pattern.size)
    names = piece_names((part.id for part in pattern.parts), size)
    drawn = drawn_sheet(pattern, names, size)
    style = dialect.style_texts(pattern.template.upper(), size, RELEASE, number(FLATTEN))
    return exchange_file(drawn, style, dialect)


def exchange_file(drawn: Sequence[DrawnBlock], style: Iterable[str], dialect: Dialect) -> bytes:
    """The file: one block for each part in each size, and an INSERT that shows it."""
    origin = dxf.xy(Point(0.0, 0.0))
    blocks: list[str] = []
    entities = [dxf.text(BOUNDARY, origin, TEXT_HEIGHT, words) for words in style]
    for each in written_blocks(drawn):
        name = block_name(each.block.name, each.block.size)
        blocks += dxf.block(name, content(each, dialect))
        entities.append(dxf.insert(name))
    header = [dxf.tags((9, "$ACADVER"), (1, dialect.release))] if dialect.release else []
    return dxf.file({"HEADER": header, "BLOCKS": blocks, "ENTITIES": entities})


FORMAT: Final = Format(
    "dxf", ".dxf", "AAMA/ASTM exchange file for pattern CADs and nesting, one size or a nest", write,
    (Setting("dialect", "astm", "astm or aama for pattern CADs, clo for CLO 3D, plain for lasers and general CAD "
             "(one size)"),), write_grade)
"""The format as the registry finds it."""
