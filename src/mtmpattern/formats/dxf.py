"""DXF for pattern CADs: one size, one block a part, the layers of the withdrawn ASTM D6673-10.

Written by hand, because the bytes must repeat and the readers are old: HEADER present and empty, no TABLES, seven bits,
no curves. There is no creation date: the same pattern gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..geometry import Point
from ..geometry.tolerance import FLATTEN
from ..pattern.part import CutPattern
from . import dxf_tags as dxf
from .dxf_names import block_name, piece_names, size_name
from .dxf_part import BOUNDARY, TEXT_HEIGHT, content
from .registry import Format
from .settings import Settings, chosen
from .sheet import lay_out
from .sound import refuse_unsound
from .words import file_name, number

RELEASE: Final = "1"
"""Release of this writer; raised when the same pattern gives other bytes."""

VERSION_LINE: Final = "ASTM/D13Proposal 1 Version: D 6673-04"
"""As AccuMark writes it and others look for it."""


def write(pattern: CutPattern, settings: Settings) -> dict[str, bytes]:
    """The pattern as ``<template>.dxf``."""
    chosen(settings, FORMAT.settings, FORMAT.name)
    refuse_unsound(pattern)
    size = size_name(pattern.size)
    names = piece_names((part.id for part in pattern.parts), size)
    blocks, entities = [], list(_style_texts(pattern, size))
    for laid in lay_out(pattern).laid:
        name = names[laid.part.id]
        blocks.append(dxf.block(block_name(name, size), content(pattern, laid.part, name, size, (laid.dx, laid.dy))))
        entities.append(dxf.insert(block_name(name, size)))
    text = (dxf.section("HEADER") + dxf.section("BLOCKS", "".join(blocks))
            + dxf.section("ENTITIES", "".join(entities)) + dxf.tags((0, "EOF")))
    return {file_name(pattern, FORMAT.suffix): text.encode("ascii")}


def _style_texts(pattern: CutPattern, size: str) -> Iterator[str]:
    origin = dxf.xy(Point(0.0, 0.0))
    for words in (
        VERSION_LINE,
        f"Style Name: {pattern.template.upper()}",
        f"Author: MTMPATTERN ; MTMPATTERN ; {RELEASE}",     # vendor, application, release
        f"Sample Size: {size}",
        "Units: METRIC",
        f"Curve Tolerance: {number(FLATTEN)}",
    ):
        yield dxf.text(BOUNDARY, origin, TEXT_HEIGHT, words)


FORMAT: Final = Format("dxf", ".dxf", "AAMA/ASTM exchange file for pattern CADs and nesting, one size", write)
"""The format as the registry finds it."""
