"""A sheet with Inkscape layers, written as XML text: paths and lines of text in the order in which they are added.

We write the text directly, because building a tree of elements takes longer than drawing the garment. Attributes are
in the order of their names, with one element on each line, so that people and diffs can read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, count
from typing import Final

from mtmpattern.formats.palette import LAYERS, Palette
from mtmpattern.formats.text import number, printable, slug

_FONTS: Final = "Helvetica, Arial, 'DejaVu Sans', sans-serif"
_NAMESPACES: Final[Mapping[str, str]] = {
    "xmlns": "http://www.w3.org/2000/svg", "xmlns:ev": "http://www.w3.org/2001/xml-events",
    "xmlns:inkscape": "http://www.inkscape.org/namespaces/inkscape",
    "xmlns:sodipodi": "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}


class Canvas:
    """A sheet at true scale, one user unit a millimetre, with an Inkscape layer for each layer that is drawn.

    ``layers`` are names and titles in the order of drawing; the palette has an ink for each. Paths added to a layer
    that the palette leaves out are ignored.
    """

    def __init__(self, width: float, height: float, palette: Palette, layers: Mapping[str, str] = LAYERS) -> None:
        w, h = number(width), number(height)
        self._sheet = {"baseProfile": "full", "height": f"{h}mm", "version": "1.1", "viewBox": f"0 0 {w} {h}",
                       "width": f"{w}mm", **_NAMESPACES}
        self._described: list[str] = []
        self._layers: dict[str, list[str]] = {}
        taken: set[str] = set()
        for name, title in layers.items():
            if palette.draws(name):
                stem = f"layer-{slug(name, 'size')}"
                key = next(each for each in chain((stem,), (f"{stem}-{n}" for n in count(2))) if each not in taken)
                taken.add(key)
                attributes = {"id": key, "inkscape:groupmode": "layer", "inkscape:label": printable(name),
                              **_ink(palette, name)}
                self._layers[name] = [f" <g{_written(attributes)}>", element("title", {}, title, "  ")]

    def describe(self, title: str, description: str) -> None:
        """Set the title and description of the file."""
        words = {"title": printable(title), "desc": printable(description)}
        self._described = [element(name, {}, text, " ") for name, text in words.items() if text or name == "title"]

    def has(self, layer: str) -> bool:
        """Whether the layer is drawn."""
        return layer in self._layers

    def path(self, layer: str, data: str, label: str, **attributes: str) -> None:
        """A path in a layer. Its name is written as a label, not an id, because it may be any text."""
        if layer in self._layers and data:
            self._layers[layer].append(element("path", {"d": data, "inkscape:label": printable(label), **attributes},
                                               "", "  "))

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
        self._layers["text"].append(element("text", {**attributes, "x": x, "y": y}, printable(words), "  "))

    def to_bytes(self) -> bytes:
        """The file, indented so that people and diffs can read it."""
        layers = chain.from_iterable([*lines, " </g>"] for lines in self._layers.values())
        return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', f"<svg{_written(self._sheet)}>", *self._described,
                          " <defs />", *layers, "</svg>\n")).encode()


def element(name: str, attributes: Mapping[str, str], text: str, indent: str) -> str:
    """An element on a line of its own; ``_`` in an attribute's name becomes ``-``, an empty attribute is left out."""
    if text:
        return f"{indent}<{name}{_written(attributes)}>{_escaped(text)}</{name}>"
    return f"{indent}<{name}{_written(attributes)} />"


def _written(attributes: Mapping[str, str]) -> str:
    return "".join([f' {name.replace("_", "-")}="{_escaped(value, quoted=True)}"'
                    for name, value in sorted(attributes.items()) if value])


def _escaped(text: str, *, quoted: bool = False) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if quoted and '"' in text else text


def _ink(palette: Palette, layer: str) -> dict[str, str]:
    """Ink as attributes of the layer: cutters read neither style sheets nor classes."""
    ink = palette.inks[layer]
    if layer == "text":
        return {"fill": ink.colour, "font_family": _FONTS}
    style = {"fill": "none", "stroke": ink.colour, "stroke_width": number(ink.width)}
    return style | ({"stroke_dasharray": ink.dash} if ink.dash else {})
