"""DXF R12 entities as text: a group code on one line, its value on the next.

For pattern CADs POLYLINE, LINE, POINT, TEXT, BLOCK and INSERT; for others CIRCLE and a table of layers. Coordinates
arrive written (`xy`), so that one that appears on several layers is written once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ..geometry import Point
from .words import number, seven_bit

END: Final = "\r\n"
LONGEST: Final = 250
"""R12 holds 255 characters in a text."""


def tags(*pairs: tuple[int, str]) -> str:
    """Group codes and values, two lines each."""
    return "".join(f"{code:3d}{END}{value}{END}" for code, value in pairs)


def xy(point: Point, dx: float = 0.0, dy: float = 0.0) -> str:
    """The x and y of a point in millimetres, shifted, to three decimals."""
    return f" 10\r\n{point.x + dx:z.3f}\r\n 20\r\n{point.y + dy:z.3f}\r\n"


def polyline(layer: str, vertices: Iterable[str], *, closed: bool, kind: str = "") -> str:
    """A POLYLINE through written coordinates; a closed one does not repeat its first vertex. ``kind`` is CLO's 250."""
    head = f"  0\r\nVERTEX\r\n  8\r\n{layer}\r\n"
    return (tags((0, "POLYLINE"), (8, layer), (66, "1"), (70, "1" if closed else "0"))
            + (tags((250, kind)) if kind else "")
            + "".join([head + vertex for vertex in vertices])
            + tags((0, "SEQEND"), (8, layer)))


def line(layer: str, start: str, end: Point, dx: float, dy: float) -> str:
    """A LINE from a written place to another one."""
    return (tags((0, "LINE"), (8, layer)) + start
            + tags((11, f"{end.x + dx:z.3f}"), (21, f"{end.y + dy:z.3f}")))


def point(layer: str, at: str, extra: Sequence[tuple[int, str]] = ()) -> str:
    """A POINT at a written place, with further groups after it."""
    return f"  0\r\nPOINT\r\n  8\r\n{layer}\r\n{at}" + (tags(*extra) if extra else "")


def circle(layer: str, at: str, radius: float) -> str:
    """A CIRCLE about a written place."""
    return tags((0, "CIRCLE"), (8, layer)) + at + tags((40, number(radius)))


def text(layer: str, at: str, height: float | None, words: str) -> str:
    """A line of TEXT in seven bits; without a height the reader takes its own."""
    tall = () if height is None else ((40, number(height)),)
    return tags((0, "TEXT"), (8, layer)) + at + tags(*tall, (1, seven_bit(words)[:LONGEST]))


def layer_tables(colours: Mapping[str, int]) -> str:
    """The tables that name layers and their colours (of the 255 of AutoCAD), all drawn in one plain line."""
    plain = tags((0, "TABLE"), (2, "LTYPE"), (70, "1"), (0, "LTYPE"), (2, "CONTINUOUS"), (70, "64"),
                 (3, "Solid line"), (72, "65"), (73, "0"), (40, "0"), (0, "ENDTAB"))
    rows = "".join(tags((0, "LAYER"), (2, name), (70, "64"), (62, str(colour)), (6, "CONTINUOUS"))
                   for name, colour in colours.items())
    return plain + tags((0, "TABLE"), (2, "LAYER"), (70, str(len(colours)))) + rows + tags((0, "ENDTAB"))


def block(name: str, content: str) -> str:
    """A BLOCK around entities."""
    return (tags((0, "BLOCK"), (8, "0"), (2, name), (70, "64"), (10, "0.000"), (20, "0.000")) + content
            + tags((0, "ENDBLK"), (8, "0")))


def insert(name: str) -> str:
    """The INSERT that shows a block where it was drawn."""
    return tags((0, "INSERT"), (8, "1"), (2, name), (10, "0.000"), (20, "0.000"))


def section(name: str, content: str = "") -> str:
    """A SECTION of the file."""
    return tags((0, "SECTION"), (2, name)) + content + tags((0, "ENDSEC"))
