"""Colours and widths of a PDF: on paper those of the drawing, for a projector bold ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .palette import LAYERS, PALETTES, Ink, Palette

PAGES: Final = "pages"
"""The layer of frames, page codes and match marks."""

PAPER: Final[Mapping[str, Ink]] = {**PALETTES["default"].inks, PAGES: Ink("#5a5a5a", 0.25)}
"""Inks for paper: those of the drawing, and a thin grey for the frames of pages."""

_BOLD: Final = {"cut": 2.5, "notches": 2.5, "sew": 1.2, "marks": 1.5, "grain": 2.0, "square": 1.2, "text": 0.0,
                PAGES: 1.0}
_ON_DARK: Final = {"cut": "#ffffff", "notches": "#ffffff", "sew": "#9fd8ff", "marks": "#ffd75e", "grain": "#ffffff",
                   "square": "#ffffff", "text": "#ffffff", PAGES: "#aaaaaa"}
_ON_LIGHT: Final = {"cut": "#000000", "notches": "#000000", "sew": "#0a58a8", "marks": "#b3261e", "grain": "#000000",
                    "square": "#000000", "text": "#000000", PAGES: "#555555"}

GROUND: Final = Ink("#000000", 0.0)
"""A dark ground, behind everything."""

TITLES: Final[Mapping[str, str]] = {**LAYERS, PAGES: "Frames of the pages, match marks and page codes"}
"""The layers in the order of drawing, and what a reader's list calls them."""


def titles(palette: Palette) -> dict[str, str]:
    """The layers that the palette does not leave out."""
    return {layer: title for layer, title in TITLES.items() if layer == PAGES or palette.draws(layer)}


def own_palette(*, projector: bool, dark: bool) -> Palette:
    """What stands for the palette ``default``."""
    return Palette(projected(dark=dark) if projector else PAPER)


def projected(*, dark: bool) -> dict[str, Ink]:
    """Inks for a projector: bold, and bright on a dark ground."""
    colours = _ON_DARK if dark else _ON_LIGHT
    dash = {"sew": "10,6"}
    return {layer: Ink(colours[layer], width, dash.get(layer, "")) for layer, width in _BOLD.items()}
