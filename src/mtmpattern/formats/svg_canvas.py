"""The one place that touches svgwrite, which is untyped: a sheet with layers, paths and lines of text."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, count
from typing import Any
from xml.etree import ElementTree as ET

import svgwrite
from svgwrite.extensions import Inkscape

from .palette import LAYERS, Palette
from .words import number, printable, slug

_FONTS = "Helvetica, Arial, 'DejaVu Sans', sans-serif"


class Canvas:
    """A sheet at true scale, one user unit a millimetre, with one Inkscape layer for each layer that is wanted.

    ``layers`` are names and titles in the order of drawing; the palette has an ink for each. What is added to a layer
    that the palette leaves out is not drawn.
    """

    def __init__(self, width: float, height: float, palette: Palette, layers: Mapping[str, str] = LAYERS) -> None:
        w, h = number(width), number(height)
        # debug=True would check every attribute, four times slower, and refuse Inkscape's.
        self._drawing: Any = svgwrite.Drawing(size=(f"{w}mm", f"{h}mm"), viewBox=f"0 0 {w} {h}", debug=False)
        self._inkscape: Any = Inkscape(self._drawing)
        self._layers: dict[str, Any] = {}
        taken: set[str] = set()
        for name, title in layers.items():
            if palette.draws(name):
                stem = f"layer-{slug(name, 'size')}"
                key = next(each for each in chain((stem,), (f"{stem}-{n}" for n in count(2))) if each not in taken)
                taken.add(key)
                layer = self._inkscape.layer(printable(name), id=key, **_ink(palette, name))
                layer.set_desc(title)
                self._layers[name] = self._drawing.add(layer)

    def describe(self, title: str, description: str) -> None:
        """What the file is, for browsers and people who look inside."""
        self._drawing.set_desc(printable(title), printable(description) or None)

    def has(self, layer: str) -> bool:
        """Whether the layer is drawn."""
        return layer in self._layers

    def path(self, layer: str, data: str, label: str, **attributes: str) -> None:
        """A path in a layer. Its name is a label and no id, because a label may hold any text."""
        if layer in self._layers and data:
            path = self._drawing.path(d=data, **attributes)
            path["inkscape:label"] = printable(label)
            self._layers[layer].add(path)

    def text(self, words: str, at: str, size: float, *, bold: bool = False, middle: bool = False,
             turn: float = 0.0) -> None:
        """A line of text at ``x,y``, ``size`` millimetres high; ``turn`` in degrees as SVG counts them, clockwise."""
        if "text" not in self._layers:
            return
        x, y = at.split(",")
        attributes = {"font_size": number(size)}
        if bold:
            attributes["font_weight"] = "bold"
        if middle:
            attributes["text_anchor"] = "middle"
        if turn:
            attributes["transform"] = f"rotate({number(turn)} {x} {y})"
        self._layers["text"].add(self._drawing.text(printable(words), x=[x], y=[y], **attributes))

    def to_bytes(self) -> bytes:
        """The file, indented so that a person and a diff can read it."""
        root = self._drawing.get_xml()
        ET.indent(root, " ")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _ink(palette: Palette, layer: str) -> dict[str, str]:
    """Ink stands on the layer, as attributes: cutters read neither style sheets nor classes."""
    ink = palette.inks[layer]
    if layer == "text":
        return {"fill": ink.colour, "font_family": _FONTS}
    style = {"fill": "none", "stroke": ink.colour, "stroke_width": number(ink.width)}
    return style | ({"stroke_dasharray": ink.dash} if ink.dash else {})
