"""Reads our SVG with other people's tools: xml.etree for the tree, fontTools for path data and measuring."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.perimeterPen import PerimeterPen
from fontTools.svgLib.path import parse_path

SVG = "{http://www.w3.org/2000/svg}"
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}"


class Drawing:
    def __init__(self, content: bytes) -> None:
        self.root = ET.fromstring(content)
        self.layers = {group.get(INKSCAPE + "label"): group for group in self.root.iter(SVG + "g")
                       if group.get(INKSCAPE + "groupmode") == "layer"}

    def paths(self, layer: str, label: str) -> list[str]:
        return [path.get("d", "") for path in self.layers[layer].iter(SVG + "path")
                if path.get(INKSCAPE + "label") == label]

    def texts(self) -> list[str]:
        return [text.text or "" for text in self.root.iter(SVG + "text")]


def area(data: str) -> float:
    pen = AreaPen()
    parse_path(data, pen)
    return pen.value


def length(data: str) -> float:
    pen = PerimeterPen(tolerance=1e-4)
    parse_path(data, pen)
    return pen.value


def bounds(data: str) -> tuple[float, float, float, float]:
    pen = BoundsPen(None)
    parse_path(data, pen)
    return pen.bounds


def places(data: str) -> list[tuple[float, float]]:
    """Every pair of coordinates in path data."""
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", data)]
