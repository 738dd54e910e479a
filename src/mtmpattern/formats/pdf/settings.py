"""The settings of a PDF: paper, pages, overlap, margin, colours and the ground of a projector's page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from mtmpattern.errors import ExportError, MeasurementError, Problem, did_you_mean, meant
from mtmpattern.formats.palette import LAYERS, PALETTES, Ink, Palette, read_palette
from mtmpattern.formats.palette import SETTINGS as COLOURS
from mtmpattern.formats.registry import Setting
from mtmpattern.formats.text import number
from mtmpattern.units import length

# ---- Inks -----------------------------------------------------------------------------------------------------------

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
"""The dark ground behind everything."""

TITLES: Final[Mapping[str, str]] = {**LAYERS, PAGES: "Frames of the pages, match marks and page codes"}
"""The layers in the order of drawing, with their titles in a reader's list."""


def titles(palette: Palette) -> dict[str, str]:
    """The layers that the palette draws, with their titles."""
    return {layer: title for layer, title in TITLES.items() if layer == PAGES or palette.draws(layer)}


def own_palette(*, projector: bool, dark: bool) -> Palette:
    """The palette named ``default``."""
    return Palette(projected(dark=dark) if projector else PAPER)


def projected(*, dark: bool) -> dict[str, Ink]:
    """Inks for a projector: bold, and bright on a dark ground."""
    colours = _ON_DARK if dark else _ON_LIGHT
    dash = {"sew": "10,6"}
    return {layer: Ink(colours[layer], width, dash.get(layer, "")) for layer, width in _BOLD.items()}


# ---- Settings -------------------------------------------------------------------------------------------------------

PAPERS: Final[Mapping[str, tuple[float, float]]] = {
    "a4": (210.0, 297.0), "a3": (297.0, 420.0), "a2": (420.0, 594.0), "a1": (594.0, 841.0), "a0": (841.0, 1189.0),
    "letter": (215.9, 279.4), "legal": (215.9, 355.6), "tabloid": (279.4, 431.8),
}
"""Width and height of upright paper, in millimetres."""

_SHEET: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)([a-z\"]{0,6})[x×*](\d{1,4}(?:[.,]\d{1,3})?)([a-z\"]{0,6})")
"""A sheet: ``24x36in``, ``610mmx914mm``."""

LONGEST: Final = 14_400 * 25.4 / 72
"""The most millimetres of a page of a PDF, either way (14,400 units of 1/72 inch)."""

TILED, SINGLE, PROJECTOR = "tiled", "single", "projector"
LIGHT, DARK = "light", "dark"
DISTINCT, EVERY = "distinct", "every"

SETTINGS: Final = (
    Setting("paper", "", f"{', '.join(PAPERS)}, a sheet such as 24x36in or 610x914mm, or the width of a roll such as "
                         "roll914 or 36 in; by default a4, or a0 for pages=single"),
    Setting("pages", "", "tiled: pages to glue together; single: all on one sheet; projector: one page with bold "
                         "lines; by default tiled, or single on a roll"),
    Setting("overlap", "10 mm", "the overlap of neighbouring pages"),
    Setting("margin", "10 mm", "the edge of the paper that the printer leaves white"),
    Setting("cover", "yes", "yes or no: a first page with test squares and a map of the tiled pages"),
    Setting("parts", DISTINCT, "distinct: each piece once, with its count; every: every part of the garment"),
    Setting("ground", LIGHT, "light or dark, for a projector"),
    *COLOURS,
)


@dataclass(frozen=True, slots=True)
class PdfChoice:
    """The settings as numbers. ``height`` of a roll is the longest possible page; ``name`` is the name of the paper."""

    name: str
    width: float
    height: float
    roll: bool
    pages: str
    overlap: float
    margin: float
    dark: bool
    palette: Palette
    cover: bool = True
    every: bool = False

    @property
    def room(self) -> tuple[float, float]:
        """Printable width and height in millimetres."""
        return self.width - 2 * self.margin, self.height - 2 * self.margin


def read_choice(values: Mapping[str, str]) -> PdfChoice:
    """Read the settings as numbers. Raises one `ExportError` with all bad values."""
    problems: list[Problem] = []

    def kept(name: str, default: float) -> float:
        try:
            mm = float(length(values[name] or default, "mm"))
        except MeasurementError:
            mm = -1.0
        if 0.0 <= mm <= 100.0:
            return mm
        problems.append(_wrong(name, values[name], "Write 0 to 100 mm, as in 10 mm."))
        return default

    words = {"pages": (TILED, SINGLE, PROJECTOR, ""), "ground": (LIGHT, DARK), "cover": ("yes", "no"),
             "parts": (DISTINCT, EVERY)}
    for name, known in words.items():
        if values[name].casefold() not in known:
            hint = meant(values[name].casefold(), tuple(filter(None, known)), "Use one of")
            problems.append(_wrong(name, values[name], hint))
    pages = values["pages"].casefold()
    name, size = _paper(values["paper"] or ("a0" if pages == SINGLE else "a4"), problems)
    dark = values["ground"].casefold() == DARK
    choice = PdfChoice(name, *size, roll=name.startswith("roll"),
                  pages=pages or (SINGLE if name.startswith("roll") else TILED), overlap=kept("overlap", 10.0),
                  margin=kept("margin", 10.0), dark=dark, palette=_colours(values, pages == PROJECTOR, dark, problems),
                  cover=values["cover"].casefold() != "no", every=values["parts"].casefold() == EVERY)
    if not problems:
        problems += _too_small(choice)
    if problems:
        raise ExportError.of(problems)
    return choice


def _colours(values: Mapping[str, str], projector: bool, dark: bool, problems: list[Problem]) -> Palette:
    """The palette; frames of pages are always drawn, in their own thin grey."""
    own = own_palette(projector=projector, dark=dark)
    try:
        palette = read_palette(values, own)
    except ExportError as error:
        problems += error.problems
        return own
    return replace(palette, inks={**palette.inks, PAGES: own.inks[PAGES]})


def _paper(text: str, problems: list[Problem]) -> tuple[str, tuple[float, float]]:
    word = text.casefold().replace(" ", "")
    if word in PAPERS:
        return word, PAPERS[word]
    if size := _SHEET.fullmatch(word):
        return _sheet(text, size, problems)
    rest = word.removeprefix("roll")
    try:
        width = float(length(rest, "mm")) if rest[:1].isdigit() else -1.0
    except MeasurementError:
        width = -1.0
    if 100.0 <= width <= LONGEST:
        return f"roll of {number(width)} mm", (width, LONGEST)
    near = "" if rest[:1].isdigit() else did_you_mean(word, PAPERS)
    known = (f"Use one of {', '.join(PAPERS)}, a sheet such as 24x36in or 610x914mm, or a roll of 100 to "
             f"{LONGEST:.0f} mm, as in roll914.")
    problems.append(_wrong("paper", text, f"{near} {known}".lstrip()))
    return "a4", PAPERS["a4"]


def _sheet(text: str, size: re.Match[str], problems: list[Problem]) -> tuple[str, tuple[float, float]]:
    """A sheet by its width and height, in that orientation; one unit may stand for both."""
    unit = size[4] or size[2]
    try:
        width, height = (float(length(each + (own or unit or ""), "mm"))
                         for each, own in ((size[1], size[2]), (size[3], size[4])))
    except MeasurementError as error:
        problems.append(_wrong("paper", text, f"{error.problems[0].message}. Write it as 24x36in or 610x914mm."))
        return "a4", PAPERS["a4"]
    if not all(100.0 <= side <= LONGEST for side in (width, height)):
        problems.append(_wrong("paper", text, f"That is {number(width)} x {number(height)} mm; each side may be 100 to "
                               f"{LONGEST:.0f} mm."))
        return "a4", PAPERS["a4"]
    return f"{number(width)} x {number(height)} mm", (width, height)


def _too_small(choice: PdfChoice) -> list[Problem]:
    width, height = choice.room
    if choice.pages == PROJECTOR:
        return []
    if min(width, height) < 100.0:
        return [_wrong("margin", f"{number(choice.margin)} mm", f"It leaves only {number(width)} x {number(height)} mm "
                       f"of {choice.name}; at least 100 mm are needed either way.")]
    if choice.pages == TILED and choice.overlap > min(width, height) / 4:
        return [_wrong("overlap", f"{number(choice.overlap)} mm", f"On {choice.name} it may be at most "
                       f"{number(min(width, height) / 4)} mm, a quarter of the printed width or height.")]
    return []


def _wrong(setting: str, value: str, hint: str) -> Problem:
    return Problem(f"{setting}={value[:60]} cannot be used", "format.value", setting, hint,
                   params={"setting": setting, "value": value[:60]})
