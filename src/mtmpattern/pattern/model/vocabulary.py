"""The words that a piece or an operation may state, and the problem with any other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from numbers import Real
from typing import Final, Literal, TypeAlias, TypeGuard, get_args

from mtmpattern.body.levels import LEVELS
from mtmpattern.errors import DraftError, Problem, UnknownName, meant, shown

BodyPlace: TypeAlias = Literal[
    "head", "head front", "head back", "head side", "neck", "neck front", "neck back", "neck side",
    "shoulder", "shoulder front", "shoulder back", "shoulder side", "torso", "torso front", "torso back", "torso side",
    "chest", "chest front", "chest back", "chest side", "waist", "waist front", "waist back", "waist side",
    "hip", "hip front", "hip back", "hip side", "crotch", "crotch front", "crotch back", "crotch side",
    "arm", "arm front", "arm back", "arm side", "elbow", "elbow front", "elbow back", "elbow side",
    "wrist", "wrist front", "wrist back", "wrist side", "hand", "hand front", "hand back", "hand side",
    "leg", "leg front", "leg back", "leg side", "thigh", "thigh front", "thigh back", "thigh side",
    "knee", "knee front", "knee back", "knee side", "calf", "calf front", "calf back", "calf side",
    "ankle", "ankle front", "ankle back", "ankle side", "foot", "foot front", "foot back", "foot side", ""]
"""Where on the body a piece is worn (``on=``): a part of the body, or its front, back or side; empty if unstated."""
BODY_PLACES: Final[tuple[BodyPlace, ...]] = tuple(filter(None, get_args(BodyPlace)))
BODY_PARTS: Final = tuple(place for place in BODY_PLACES if " " not in place)

_GARMENT_WORDS: Final = {
    "hood": "head", "collar": "neck", "stand": "neck", "yoke": "shoulder", "bodice": "torso", "body": "torso",
    "trunk": "torso", "skirt": "torso", "bust": "chest", "waistband": "waist", "belt": "waist", "hips": "hip",
    "seat": "hip", "gusset": "crotch", "sleeve": "arm", "sleeves": "arm", "arms": "arm", "cuff": "wrist",
    "glove": "hand", "hands": "hand", "legs": "leg", "trouser": "leg", "trousers": "leg", "sock": "foot",
    "feet": "foot",
}
"""Words for garments that are written by mistake, and the part of the body that is meant by each."""

HEIGHTS: Final = ("neck point", *(level for level in LEVELS if level != "neck"))
"""Heights of the body at which a piece may lie (``level=``, ``levels=``), from the neck down and along the arm.

They are the levels of the body except the neck, whose girth lies at no single height of a piece.
"""

Grain: TypeAlias = Literal["bias", "cross", "either"]
GRAINS: Final[tuple[Grain, ...]] = get_args(Grain)
"""Directions of the warp that have a name; others are degrees."""

WearerSide: TypeAlias = Literal["left", "right", ""]
"""One of the wearer's sides, or empty for both."""

PieceSide: TypeAlias = Literal["left", "right", "whole"]
SIDES: Final[tuple[PieceSide, ...]] = get_args(PieceSide)
"""The side for which a piece is drafted: the wearer's left or right half, or the whole."""

PieceLayer: TypeAlias = Literal["main", "lining", ""]
LAYERS: Final[tuple[PieceLayer, ...]] = tuple(filter(None, get_args(PieceLayer)))
"""The layer that a piece belongs to (``layer=``): the outside of the garment, or the one that is sewn up inside it."""

Press: TypeAlias = Literal["open", "up", "down", "to one side", "to the front", "to the back", "to the centre",
                           "to the side", "left over right", "right over left", ""]
PRESSES: Final[tuple[Press, ...]] = tuple(filter(None, get_args(Press)))
"""How the allowances of a seam are pressed."""

ClothMatch: TypeAlias = Literal["stripe", "plaid", "print", ""]
MATCHES: Final[tuple[ClothMatch, ...]] = tuple(filter(None, get_args(ClothMatch)))
"""The design of the cloth that runs on over a seam."""

Closing: TypeAlias = Literal["left over right", "right over left", ""]
CLOSINGS: Final[tuple[Closing, ...]] = tuple(filter(None, get_args(Closing)))
"""Which of the wearer's sides lies over the other where a garment closes."""

Holes: TypeAlias = Literal["along", "across", ""]
HOLES: Final[tuple[Holes, ...]] = tuple(filter(None, get_args(Holes)))
"""The direction of a buttonhole: along its closing or across it."""

LARGEST_ALLOWANCE: Final = 300.0
"""The widest allowance that a piece may state, in mm."""


def must_be_word(word: object, known: Sequence[str], what: str, *, code: str, where: str = "") -> None:
    """Refuse a word that is not among the ``known`` ones; ``what`` names it as the template writes it: ``press``."""
    if word not in known:
        raise UnknownName.of([unknown_word(word, known, what, code=code, where=where)])


def must_be_number(value: object, what: str, code: str, *, where: str = "") -> None:
    """Refuse anything but a finite number for ``what`` a template states: ``dart: width``."""
    if is_number(value):
        return
    kind = type(value).__name__
    hint = ("Nothing comes from what stands there; write return in its method." if value is None else
            "Write the number without quotes." if isinstance(value, str) else
            "Name an edge of the piece, and its length: front.hem.length." if kind == "Piece" else
            "Write .length after it." if kind in ("Run", "Edge") else "Write a finite number.")
    raise DraftError(f"{what} is {shown(value)}, which is not a number", code=code, where=where or what, hint=hint,
                     params={"what": what, "value": shown(value)})


def must_be_text(value: object, what: str, code: str) -> None:
    """Refuse anything but text for ``what`` a template states."""
    if not isinstance(value, str):
        raise DraftError(f"{what} is {shown(value)}, which is not text", code=code, where=what,
                         hint="Write a word in quotes.", params={"what": what, "value": shown(value)})


def unknown_word(word: object, known: Sequence[str], what: str, *, code: str, where: str = "") -> Problem:
    """The problem with a word that is not among the ``known`` ones."""
    place = f"{where}: " if where else ""
    return Problem(f"{place}{what}={shown(word)} is not a word known here", code, where, meant(word, known, "Say"))


def stitch_problem(stitch: object) -> str:
    """The fault of a stitch class of ISO 4915 (``301``, ``401+504``); empty if it is one."""
    if isinstance(stitch, str) and all(
            len(each) == 3 and each.isascii() and each.isdigit() and each[0] in "123456" for each in stitch.split("+")):
        return ""
    return f"stitch={shown(stitch)} is not a stitch class of ISO 4915"


def words_of_piece(name: str, *, on: object = "", side: object = "left", only: object = "", grain: object = 90.0,
                   nap: object = False) -> Iterator[Problem]:
    """The problems with the words that a piece states, apart from those about its edges."""
    if on != "" and on not in BODY_PLACES:
        yield _unknown_place(name, on)
    if side not in SIDES:
        yield unknown_word(side, SIDES, "side", code="piece.word", where=name)
    if only not in ("", "left", "right"):
        yield unknown_word(only, ("left", "right"), "only", code="piece.word", where=name)
    if grain not in GRAINS and not is_number(grain):
        yield Problem(f"{name}: grain={shown(grain)} is neither a word known here nor a number of degrees",
                      "piece.word", name, f"{meant(grain, GRAINS, 'Say')} Or give its direction in degrees.")
    if not isinstance(nap, bool):
        yield Problem(f"{name}: nap={shown(nap)} is neither True nor False", "piece.word", name, "Say nap=True.")


def _unknown_place(name: str, on: object) -> Problem:
    """The problem with a place that is not on the body; for a word of the garment, the hint is the body's."""
    first, _, face = str(on).partition(" ")
    place = f"{_GARMENT_WORDS[first]} {face}".strip() if first in _GARMENT_WORDS else ""
    near = f"Did you mean {place}? " if place in BODY_PLACES else meant(on, BODY_PLACES).partition("It has")[0]
    return Problem(f"{name}: on={shown(on)} is not a place of the body", "piece.word", name,
                   f"{near}Say a part, alone or with front, back or side: {', '.join(BODY_PARTS)}.")


def stated_of_edges(name: str, edges: Iterable[str], points: Iterable[str], allowance: Mapping[str, float],
                    peaks: Sequence[str]) -> Iterator[Problem]:
    """The problems with what a piece states about its edges: exceptional allowances, and peaks."""
    known, places = tuple(edges), tuple(points)
    for edge, mm in allowance.items():
        if edge not in known:
            yield Problem(f"{name}: allowance= states {shown(mm)} mm for {shown(edge)}, which is not an edge of it",
                          "piece.allowance", name, meant(edge, known))
        elif not (is_number(mm) and 0 <= float(mm) <= LARGEST_ALLOWANCE):
            yield Problem(f"{name}: allowance= states {shown(mm)} mm for {edge}", "piece.allowance", name,
                          f"An allowance is 0 to {LARGEST_ALLOWANCE:.0f} mm wide.")
    if not isinstance(peaks, tuple | list) or not all(isinstance(peak, str) for peak in peaks):
        yield Problem(f"{name}: peaks={shown(peaks)} is not a tuple of names", "piece.peaks", name,
                      f'Say peaks=("{peaks}",).' if isinstance(peaks, str) else 'Say peaks=("neckline",).')
        return
    for peak in peaks:
        if peak not in known and peak not in places:
            yield Problem(f"{name}: peaks= names {shown(peak)}, which is neither an edge nor a point of it",
                          "piece.peaks", name, meant(peak, (*known, *places)))


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value is a finite number other than True and False."""
    try:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:                        # an integer beyond every float
        return False


def number_of(value: object) -> float | None:
    """A finite number of any kind that a program holds (NumPy's, ``Decimal``, ``Fraction``); None for anything else."""
    if not isinstance(value, Real | Decimal) or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):         # an integer beyond every float; a signalling NaN
        return None
    return number if math.isfinite(number) else None
