"""Pieces that state several materials: they are cut of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from mtmpattern.errors import listed
from mtmpattern.reading.dxf.piece import ReadPiece
from mtmpattern.reading.dxf.texts import MATERIAL, QUANTITY, PieceQuantity, every_field, is_interfacing, read_quantity
from mtmpattern.reading.findings import FAULT, WARNING, Finding

_PARTED: Final = re.compile(r"\s*[,;/+&|]\s*|\s+and\s+", re.IGNORECASE)
_CLOTH: Final = re.compile(
    r"(?:self|shell|main|outer|body|fabric|fashion|lining|lin|contrast|contr|trim|pocketing|pocket|rib|mesh|lace|"
    r"interlining|wadding|padding|fleece|canvas|leather|oberstoff|futter|futterstoff|tissu|doublure|tela|forro|"
    r"tessuto|fodera|面料|面布|里料|里布|里子)[ _-]?\d?|[A-H]|[1-9]", re.IGNORECASE)
"""Names of cloths, in a list of which each is one."""

_NAMES: Final = re.compile(r"[^\d%]{2,30}[,;+&][^\d%]{2,30}")
"""Words that look like a list of cloths. A mixture of fibres has numbers or a percent sign."""


def cloths_of(texts: Sequence[str], block: str) -> tuple[tuple[tuple[str, PieceQuantity | None], ...], list[Finding]]:
    """The materials that a block states, each with its quantity; empty for a single one. And findings about them."""
    fields = list(every_field(texts, frozenset((MATERIAL, QUANTITY))))
    stated = [value for key, value in fields if key == MATERIAL and value]
    quantities = [value for key, value in fields if key == QUANTITY]
    materials = list(dict.fromkeys(stated))
    if len({material.casefold() for material in materials}) > 1:
        paired = len(quantities) == len(stated) and len(stated) == len(materials)
        if not paired and len({quantity.strip() for quantity in quantities}) > 1:
            return (), [Finding("dxf.material", FAULT, f"the block states the materials {listed(materials[:6], 6)} and "
                                f"the quantities {listed(quantities[:6], 6)}", "Nothing says which quantity is of "
                                "which material; the first of each was used. Write a quantity after each material.",
                                block)]
        counts = quantities if paired else (quantities[:1] or [""]) * len(materials)
        each = [(part, count) for text, count in zip(materials, counts, strict=True) for part in _parts(text)]
        return _said(_once(each), block)
    material = materials[0] if materials else ""
    if len(parts := _parts(material)) > 1:
        return _said(((part, (quantities or [""])[0]) for part in parts), block)
    if _NAMES.fullmatch(material):
        return (), [Finding("dxf.material", WARNING, f"Material: {material[:40]} may be several cloths",
                            "It was read as the name of one. Write a text Material for each, with its Quantity after "
                            "it.", block)]
    return (), []


def _parts(material: str) -> list[str]:
    """The cloths in a list such as ``SELF, LINING``; the text itself where it is no list of cloths."""
    parts = list(dict.fromkeys(part for part in _PARTED.split(material[:120]) if part))
    return parts if len(parts) > 1 and all(_CLOTH.fullmatch(part) or is_interfacing(part) for part in parts) else [
        material]


def _once(cloths: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each cloth once, with the first of its quantities."""
    found: dict[str, tuple[str, str]] = {}
    for material, quantity in cloths:
        found.setdefault(material.casefold(), (material, quantity))
    return list(found.values())


def _said(cloths: Iterable[tuple[str, str]],
          block: str) -> tuple[tuple[tuple[str, PieceQuantity | None], ...], list[Finding]]:
    stated = list(cloths)
    read = tuple((material, read_quantity(quantity)) for material, quantity in stated)
    each = listed([f"{material[:40]} ({quantity})" if quantity else material[:40] for material, quantity in read], 6)
    found = [Finding("dxf.material", WARNING, f"the block states {len(read)} materials: {each}",
                     "It was read as a piece of each; check the quantities.", block)]
    found += [Finding("dxf.quantity", FAULT, f"Quantity: {quantity[:40]} of {material[:40]} cannot be read",
                      "Write one number, or right and left as in 1,1.", block)
              for (material, quantity), (_, count) in zip(stated, read, strict=True)
              if count is None and quantity.strip("0,;/ ")]
    return read, found


def by_cloth(pieces: Iterable[ReadPiece]) -> Iterator[ReadPiece]:
    """The pieces, with one for each cloth of those that state several."""
    for piece in pieces:
        if not piece.cloths:
            yield piece
        for material, quantity in piece.cloths:
            yield replace(piece, fields={**piece.fields, MATERIAL: material}, quantity=quantity or piece.quantity,
                          cloths=())
