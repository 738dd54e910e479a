"""Pattern DXFs drawn by hand, with ezdxf alone, whose measures are known."""

from __future__ import annotations

from io import StringIO

import ezdxf

Points = list[tuple[float, float]]


class Sheet:
    """A drawing to add pieces to."""

    def __init__(self, style: str = "drawn") -> None:
        self.document = ezdxf.new("R12", units=0)
        self._text(self.document.modelspace(), f"Style Name: {style}")

    def piece(self, name: str, sewn: Points, *, cut: Points | None = None, side: str = "", number: int = 1,
              fabric: str = "poplin", material: str = "SHELL", lines: list[Points] | None = None,
              notches: Points | None = None, fold: Points | None = None,
              grain: Points | None = None, marked: bool = False) -> Sheet:
        """Add a piece; without a cut line it has no allowances. ``marked`` makes every vertex a turn point."""
        parts = [name, *([side] if side else []), material.lower(), str(number)]
        block = self.document.blocks.new("-".join(parts).upper())
        for text in (f"Piece Name: {'-'.join(parts).upper()}", f"Annotation: {'.'.join(parts)}",
                     f"Category: {name.upper()}", f"Material: {material}", f"Fabric: {fabric}"):
            self._text(block, text)
        block.add_polyline2d(cut or sewn, close=True, dxfattribs={"layer": "1"})
        block.add_polyline2d(sewn, close=True, dxfattribs={"layer": "14"})
        for line in lines or []:
            block.add_polyline2d(line, dxfattribs={"layer": "8"})
        for corner in sewn if marked else []:
            block.add_point(corner, dxfattribs={"layer": "2"})
        for notch in notches or []:
            block.add_point(notch, dxfattribs={"layer": "4"})
        for layer, line in (("6", fold), ("7", grain or [(sewn[0][0], 0.0), (sewn[0][0], 100.0)])):
            if line:
                block.add_line(line[0], line[1], dxfattribs={"layer": layer})
        return self

    @staticmethod
    def _text(layout: object, text: str) -> None:
        layout.add_text(text, dxfattribs={"layer": "1"})        # type: ignore[attr-defined]

    @property
    def bytes(self) -> bytes:
        """The file."""
        out = StringIO()
        self.document.write(out)
        return out.getvalue().encode("cp1252")


def button(x: float, y: float) -> list[Points]:
    """The cross of a button."""
    return [[(x, y - 5.5), (x, y + 5.5)], [(x - 5.5, y), (x + 5.5, y)]]


def buttonhole(x0: float, x1: float, y: float) -> list[Points]:
    """A lying buttonhole with its bars."""
    return [[(x0, y), (x1, y)], [(x0, y - 2), (x0, y + 2)], [(x1, y - 2), (x1, y + 2)]]
