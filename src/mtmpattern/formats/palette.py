"""Colours and widths of the layers of a drawing, as laser shops and cutters need them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from mtmpattern.errors import ExportError, MeasurementError, meant
from mtmpattern.formats.registry import Setting
from mtmpattern.formats.text import number
from mtmpattern.units import length

LAYERS: Final = {
    "square": "Test square: measure it before cutting",
    "text": "Names of the parts",
    "marks": "Folds, dart legs, placements and drill holes",
    "grain": "Grain lines",
    "sew": "Sewn line",
    "notches": "Notches, cut into the allowance",
    "cut": "Cut line",
}
"""The layers in the order of drawing and of work: the cut line, which frees a part from the cloth, comes last."""

NONE: Final = "none"
"""The colour of a layer that is left out."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Colour, line width and dashes in millimetres; ``dash`` empty is a solid line."""

    colour: str
    width: float
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Palette:
    """The ink of every layer; a ``plain`` palette has no dashes and no filled shapes, because lasers ignore both."""

    inks: Mapping[str, Ink]
    plain: bool = False

    def draws(self, layer: str) -> bool:
        """Whether the layer is drawn."""
        return self.inks[layer].colour != NONE


_BLACK, _GREY, _BLUE, _RED = "#000000", "#666666", "#0000ff", "#ff0000"
_HAIR: Final = 0.01

PALETTES: Final[Mapping[str, Palette]] = {
    "default": Palette({
        "cut": Ink("#111111", 0.8), "sew": Ink(_GREY, 0.45, "5,2.5"), "notches": Ink("#111111", 0.8),
        "grain": Ink("#111111", 0.5), "marks": Ink("#1f5f9f", 0.45), "text": Ink("#111111", 0.0),
        "square": Ink("#111111", 0.4),
    }),
    "laser": Palette({                                      # red cuts, blue scores, black engraves
        "cut": Ink(_RED, _HAIR), "notches": Ink(_RED, _HAIR), "sew": Ink(_BLUE, _HAIR), "marks": Ink(_BLUE, _HAIR),
        "grain": Ink(_BLUE, _HAIR), "square": Ink(_BLUE, _HAIR), "text": Ink(_BLACK, 0.0),
    }, plain=True),
}

SETTINGS: Final = (
    Setting("palette", "default", f"colours and widths by name: {', '.join(PALETTES)}"),
    Setting("hairline", "", "width of every line in mm, such as 0.01; empty keeps the palette's widths"),
    *(Setting(layer, "", f"colour of '{sentence.lower()}', such as #ff0000 or 255,0,0; none leaves it out")
      for layer, sentence in reversed(LAYERS.items())),
)

_NAMED: Final = frozenset((
    "black", "blue", "cyan", "gray", "green", "grey", "lime", "magenta", "maroon", "navy", "olive", "orange", "purple",
    "red", "teal", "white", "yellow"))


def read_palette(values: Mapping[str, str], default: Palette | None = None) -> Palette:
    """The palette in the settings. Raises `ExportError` for a bad value.

    ``default`` is the format's own palette of the name ``default``, if it has one.
    """
    name = values["palette"]
    if name not in PALETTES:
        raise _wrong("palette", name, meant(name, tuple(PALETTES), "Use one of"))
    palette = default if default is not None and name == "default" else PALETTES[name]
    inks = dict(palette.inks)
    for layer in LAYERS:
        if values[layer]:
            inks[layer] = replace(inks[layer], colour=_colour(layer, values[layer]))
    if values["hairline"]:
        width = _hairline(values["hairline"])
        inks = {layer: replace(ink, width=width) for layer, ink in inks.items()}
    return replace(palette, inks=inks)


def _colour(layer: str, text: str) -> str:
    word = text.casefold()
    if word == NONE or word in _NAMED or re.fullmatch("#([0-9a-f]{3}|[0-9a-f]{6})", word):
        return word
    if re.fullmatch(r"[0-9]{1,3}( *, *[0-9]{1,3}){2}", word):
        shares = [int(share) for share in word.split(",")]
        if max(shares) <= 255:
            return "#" + "".join(f"{share:02x}" for share in shares)
    raise _wrong(layer, text, "Write #ff0000, 255,0,0, the name of a common colour such as red, or none.")


def _hairline(text: str) -> float:
    try:
        width = float(length(text, "mm"))
    except MeasurementError as error:
        raise _wrong("hairline", text, "Write millimetres, as in hairline=0.01.") from error
    if not 0.001 <= width <= 5:
        raise _wrong("hairline", f"{number(width)} mm", "Choose a width of 0.001 to 5 mm.")
    return width


def _wrong(setting: str, value: str, hint: str) -> ExportError:
    return ExportError(f"{setting}={value} cannot be used", code="format.value", where=setting, hint=hint,
                       params={"setting": setting, "value": value})
