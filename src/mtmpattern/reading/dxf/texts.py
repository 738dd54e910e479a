"""The meaning of layers, texts and units in a pattern file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mtmpattern.limits import DXF_COPIES

# ---- Layers ---------------------------------------------------------------------------------------------------------

BOUNDARY, TURN, CURVE, NOTCH, REFERENCE, MIRROR, GRAIN, INTERNAL = (
    "boundary", "turn", "curve", "notch", "reference", "mirror", "grain", "internal")
STRIPE, PLAID, CUTOUT, DRILL, SEWN, TEXT, CHECK = "stripe", "plaid", "cutout", "drill", "sewn", "text", "check"

NUMBERED: Final[Mapping[int, str]] = {
    1: BOUNDARY, 2: TURN, 3: CURVE, 4: NOTCH, 5: REFERENCE, 6: MIRROR, 7: GRAIN, 8: INTERNAL, 9: STRIPE, 10: PLAID,
    11: CUTOUT, 13: DRILL, 14: SEWN, 15: TEXT, 19: TEXT, 26: REFERENCE,
    80: NOTCH, 81: NOTCH, 82: NOTCH, 83: NOTCH, 84: CHECK, 85: CHECK, 86: CHECK, 87: CHECK,
}
"""Layers 0 and 12 are empty in pattern files; 19 and 26 are used by plotter shops."""

NOTCHES: Final[Mapping[int, str]] = {80: "t", 81: "castle", 82: "check", 83: "u"}
"""Kinds of notches that have their own layer; on layer 4 a notch is a slit, or a V if it has a width."""

CHECKS: Final[Mapping[str, int]] = {BOUNDARY: 84, SEWN: 87}
"""The layer that repeats a line, so that a reader can check its curves."""

NAMED: Final[Mapping[str, str]] = {
    "cut": BOUNDARY, "cutline": BOUNDARY, "boundary": BOUNDARY, "outline": BOUNDARY, "contour": BOUNDARY,
    "sew": SEWN, "sewline": SEWN, "seam": SEWN, "seamline": SEWN, "stitch": SEWN,
    "draw": INTERNAL, "internal": INTERNAL, "mark": INTERNAL, "marks": INTERNAL,
    "intcut": CUTOUT, "cutout": CUTOUT, "internalcut": CUTOUT,
    "notch": NOTCH, "notches": NOTCH, "drill": DRILL, "drills": DRILL, "hole": DRILL, "holes": DRILL,
    "grain": GRAIN, "grainline": GRAIN, "mirror": MIRROR, "fold": MIRROR,
    "cutting": BOUNDARY, "cuttingline": BOUNDARY, "cuttinglines": BOUNDARY, "cutlines": BOUNDARY, "cuts": BOUNDARY,
    "schnitt": BOUNDARY, "schnittlinie": BOUNDARY, "kontur": BOUNDARY, "corte": BOUNDARY, "coupe": BOUNDARY,
    "taglio": BOUNDARY, "contorno": BOUNDARY, "裁剪线": BOUNDARY, "毛边": BOUNDARY, "毛样": BOUNDARY,
    "sewing": SEWN, "sewingline": SEWN, "sewlines": SEWN, "seams": SEWN, "seamlines": SEWN, "stitching": SEWN,
    "stitchline": SEWN, "stitchingline": SEWN, "stitches": SEWN, "netline": SEWN, "naht": SEWN, "nahtlinie": SEWN,
    "costura": SEWN, "couture": SEWN, "cucitura": SEWN, "净边": SEWN, "净样": SEWN, "缝线": SEWN,
    "internals": INTERNAL, "internalline": INTERNAL, "internallines": INTERNAL, "internalcuts": CUTOUT,
    "cutouts": CUTOUT, "knips": NOTCH, "knipse": NOTCH, "piquete": NOTCH, "piquetes": NOTCH, "cran": NOTCH,
    "crans": NOTCH, "tacca": NOTCH, "tacche": NOTCH, "剪口": NOTCH, "刀口": NOTCH, "drillhole": DRILL,
    "drillholes": DRILL, "grainlines": GRAIN, "fadenlauf": GRAIN, "hilo": GRAIN, "droitfil": GRAIN,
    "drittofilo": GRAIN, "布纹线": GRAIN, "mirrorline": MIRROR, "foldline": MIRROR,
    "text": TEXT, "texts": TEXT, "annotation": TEXT, "label": TEXT, "ref": REFERENCE, "reference": REFERENCE,
}

_NUMBER: Final = re.compile(r"(?:layer|l)?[ _-]*0*(\d{1,3})", re.IGNORECASE)


@lru_cache(maxsize=1024)
def number_of(layer: str) -> int | None:
    """The number of a layer, written as ``1``, ``01`` or ``Layer 1``; ``None`` where it has a name."""
    found = _NUMBER.fullmatch(layer.strip())
    return int(found[1]) if found else None


@lru_cache(maxsize=1024)
def role_of(layer: str) -> str:
    """The role of a layer; empty for an unknown one."""
    number = number_of(layer)
    if number is not None:
        return NUMBERED.get(number, "")
    return NAMED.get(re.sub(r"[ _-]+", "", layer.strip()).casefold(), "")


def notch_kind(layer: str, width: float) -> str:
    """``slit``, ``v``, ``t``, ``castle``, ``check`` or ``u``."""
    return NOTCHES.get(number_of(layer) or 4, "v" if width else "slit")


# ---- Texts ----------------------------------------------------------------------------------------------------------

PIECE_NAME, SIZE, QUANTITY, MATERIAL, CATEGORY, ANNOTATION, FABRIC, ROTATION = (
    "piece name", "size", "quantity", "material", "category", "annotation", "fabric", "rotation")
PIECE_KEYS: Final = frozenset((PIECE_NAME, SIZE, QUANTITY, MATERIAL, CATEGORY, ANNOTATION, FABRIC, ROTATION, "flip",
                               "tilt", "fold"))
UNITS, SAMPLE_SIZE, STYLE_NAME, AUTHOR = "units", "sample size", "style name", "author"
STYLE_KEYS: Final = frozenset((UNITS, SAMPLE_SIZE, STYLE_NAME, AUTHOR, "creation date", "creation time", "product",
                               "version", "grade rule table", "curve tolerance", "tolerance"))
VERSION: Final = "astm/d13proposal 1 version"
CLO_RELEASE: Final = "AC1006"
"""The version of DXF that CLO writes, R10."""

_QUANTITY: Final = re.compile(r"(\d{1,6})(?:\.0{0,6})?\s*+(?:[,;/+]\s*+(\d{1,6})(?:\.0{0,6})?)?(?: ?(?:pcs|pieces?))?",
                              re.ASCII | re.IGNORECASE)
_PAIRS: Final = re.compile(r"(\d{1,3})? ?(?:pairs?|pr)\.?", re.IGNORECASE)
_SIDE: Final = re.compile(r"\b(?:([LR])(?:ight|eft)?[ :=]{0,2})?(\d{1,3})(?:[ ]?([LR])(?:ight|eft)?)?\b", re.IGNORECASE)
"""How many of one side: ``L1``, ``1L``, ``Left: 1``."""
_LONGEST: Final = 255
_MIRRORED: Final = re.compile(r"(\d{1,4})[ ,;]*\(?mirr(?:or(?:ed)?(?: image)?)?\.?\)?", re.ASCII | re.IGNORECASE)
_SIDES: Final = re.compile(r"(.{1,40}?) ?[(\[] ?(L ?[/,+&]? ?R|R ?[/,+&]? ?L) ?[)\]]", re.IGNORECASE)
_TIMES: Final = re.compile(r"(?:cut ?)?(?:(\d{1,4}) ?[x×])? ?(\d{1,4})", re.ASCII | re.IGNORECASE)
_ON_FOLD: Final = re.compile(
    r"\b(?:(?:placed?|lay|laid|cut) )?(?<!not )on (?:the |a )?(?:c\.?[fb]\.? |cent(?:re|er) (?:front |back )?)?fold\b"
    r"|\b(?:cut|place|lay)(?: (?:x ?)?\d{1,2})?(?: (?:to|at|along))?(?: the)? fold\b|\bhalf[ -]piece\b"
    r"|\b(?:im|am|an den|zum) (?:stoff)?bruch\b|\bstoffbruch\b|\b(?:al|en el|sobre el) doblez\b"
    r"|\b(?:au|sur le|sur la|dans le) pli(?:ure)?\b|\b(?:su|sulla|alla) piega\b|\bna dobra\b|\bstofvouw\b"
    r"|对折|對折|连裁|連裁|双折|сгиб|골선", re.IGNORECASE)
"""Words that the piece is a half, to be cut on the folded cloth; ``FOLD LINE`` is where a whole one is folded."""
_FOLD_ALONE: Final = re.compile(r"(?:c\.?[fb]\.? ?|cent(?:re|er) (?:front |back )?)?fold", re.IGNORECASE)
_COLON: Final = re.compile("[:：=]")
_NEXT_KEY: Final = re.compile(r"[;|]")
_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9 /.]{0,40}")
_INTERFACING: Final = re.compile(
    r"fus(?:e|ing|ible)|interfac|interlin|\bintf|stabili[sz]er|vlieselin|einlage|fixier|kleb|thermocol|entoil|entretela"
    r"|termoadhes|fliselin|flizelin|adesiv|teletta|粘|衬|襯|芯|флизелин|дублер|клеев|심지",
    re.IGNORECASE)
"""Words for interfacing in the languages of files that are read."""
_RULE: Final = re.compile(r"#\s*+(\d{1,6})")


@dataclass(frozen=True, slots=True)
class PieceQuantity:
    """How often a piece is cut as drawn, and how often turned over.

    AAMA has one number, ASTM right and left; ``handed`` is whether both were given.
    """

    drawn: int
    turned: int = 0
    handed: bool = False

    @property
    def total(self) -> int:
        """The sum of both."""
        return self.drawn + self.turned

    def __str__(self) -> str:
        return f"{self.drawn},{self.turned}" if self.handed else str(self.drawn)


def fields_of(texts: Iterable[str], known: frozenset[str]) -> dict[str, str]:
    """The first value of each known key that is not empty, keys in lower case."""
    found: dict[str, str] = {}
    for key, value in every_field(texts, known):
        found[key] = found.get(key) or value
    return found


def every_field(texts: Iterable[str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every known key, in lower case, with its value, in the order of the texts."""
    for text in texts:
        field = field_of(text)
        if field and field[0] in known:
            yield from _together(text, known) if len(_COLON.findall(text)) > 1 else [field]


def _together(text: str, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The fields of a text that has several: ``Piece Name: A; Size: M | Quantity: 2``."""
    begun = ""
    for part in [*_NEXT_KEY.split(text), ""]:
        if begun and (not part or ((field := field_of(part)) and field[0] in known)):
            if whole := field_of(begun):
                yield whole
            begun = part
        else:
            begun = f"{begun}; {part.strip()}" if begun else part


def field_of(text: str, more: str = "") -> tuple[str, str] | None:
    """The key, in lower case, and the value of ``Key: value`` or ``Key=value``; None for other texts.

    Keys may contain ``more``; Chinese programs write the colon of their own script.
    """
    colon = _COLON.search(text)
    if colon is None:
        return None
    head, value = text[:colon.start()], text[colon.end():]
    key = head.strip()
    for sign in more:
        key = key.replace(sign, ".")
    if not _KEY.fullmatch(key):
        return None
    return " ".join(head.casefold().split()), value.strip()


def rule_number(text: str) -> int | None:
    """The number of a grade rule in ``# 12``; ``None`` for any other text."""
    match = _RULE.fullmatch(text.strip())
    return int(match[1]) if match else None


def read_quantity(text: str) -> PieceQuantity | None:
    """``2`` or ``2.0``, right and left as ``1,1`` or ``1+1``, ``1 pair`` or ``R1 L1``; None for anything else.

    None too for 0 and for more than `DXF_COPIES`. What is written behind it may say which sides are meant, as in
    ``2 (mirrored)`` or ``2,1 (L/R)``, or that the piece lies on the fold.
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST])
    text = _ON_FOLD.sub("", text).strip(" ,;") if _ON_FOLD.search(text) else text.strip()
    if mirrored := _MIRRORED.fullmatch(text):
        half, odd = divmod(int(mirrored[1]), 2)
        return PieceQuantity(half, half, True) if half and not odd and 2 * half <= DXF_COPIES else None
    sides = _SIDES.fullmatch(text)
    found = _quantity(sides[1].strip() if sides else text)
    if sides and found and found.handed and sides[2][:1].upper() == "L":
        found = PieceQuantity(found.turned, found.drawn, True)
    return found if found and 0 < found.total <= DXF_COPIES else None


def is_on_fold(text: str) -> bool:
    """Whether a text says that the piece is a half on the fold: ``CUT 1 ON FOLD``, ``im Bruch``, or ``FOLD`` alone."""
    text = text[:_LONGEST].replace("_", " ")
    return bool(_ON_FOLD.search(text) or _FOLD_ALONE.fullmatch(text.strip()))


def _quantity(text: str) -> PieceQuantity | None:
    if match := _QUANTITY.fullmatch(text):
        return PieceQuantity(int(match[1]), int(match[2] or 0), match[2] is not None)
    if match := _TIMES.fullmatch(text):
        return PieceQuantity(int(match[1] or 1) * int(match[2]))
    if match := _PAIRS.fullmatch(text):
        return PieceQuantity(int(match[1] or 1), int(match[1] or 1), True)
    sides = {(before or after).upper(): int(count) for before, count, after in _SIDE.findall(text) if before or after}
    if len(sides) == 2 and not _SIDE.sub("", text).strip(" ,;/+&"):
        return PieceQuantity(sides["R"], sides["L"], True)
    return None


def is_interfacing(text: str) -> bool:
    """Whether a material, or the name of a piece, is that of interfacing."""
    return _INTERFACING.search(text) is not None


def dialect_of(texts: Iterable[str], style: Mapping[str, str], release: str, handed: bool, named: bool) -> str:
    """The dialect of a file: ``astm``, ``aama``, ``clo``, ``plain``, or empty where it cannot be recognized."""
    words = list(texts)
    if any(text.casefold().lstrip().startswith(VERSION) for text in words):
        return "astm"
    if named:
        return "plain"
    if "tolerance" in style or "product" in style:
        return "aama"
    if release == CLO_RELEASE and any(text.lstrip().startswith(("PIECE NAME:", "STYLE NAME:")) for text in words):
        return "clo"
    return "astm" if handed else ""
