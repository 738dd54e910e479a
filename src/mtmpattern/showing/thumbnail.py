"""A small picture of the pieces of a garment for a customer: an SVG or PNG of a few kilobytes, without text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

from mtmpattern.errors import ExportError, shown
from mtmpattern.geometry import Curve, path
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.parts.part import Part
from mtmpattern.pattern.pattern import check_pattern
from mtmpattern.placing.sheet import lay_out

SMALLEST, LARGEST = 40, 2_000
"""The range of widths, in pixels."""
CLOTH, LINE, SEAM = "#e9edf2", "#1f2d3d", "#9aa8b8"
MARGIN: Final = 0.03
"""The margin on every side, as a share of the width."""
FINE: Final = 4
"""A PNG is drawn this many times larger and then scaled down, so that its lines are smooth."""
Line = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Picture:
    """Width and height in pixels, and the cut line and sewn line of each piece."""

    width: int
    height: int
    pieces: tuple[tuple[Line, Line], ...]


def thumbnail(pattern: Pattern, *, form: str = "svg", width: int = 320) -> bytes:
    """Draw the pieces of a pattern as a small picture for an order page, ``svg`` or ``png``, ``width`` pixels wide.

    Each piece is drawn once per side, as it is cut, all at one scale. The picture holds no name, measure, digest or
    other trace of the body; the same pattern gives the same bytes. Raises `ExportError` for another form or width.
    """
    check_pattern(pattern)
    if form not in ("svg", "png"):
        raise ExportError(f"a thumbnail cannot be written as {shown(form)}", code="format.unknown", where="form",
                          hint="Use svg or png.", params={"form": shown(form)})
    if isinstance(width, bool) or not isinstance(width, int) or not SMALLEST <= width <= LARGEST:
        raise ExportError(f"a thumbnail cannot be {shown(width)} pixels wide", code="format.value", where="width",
                          hint=f"Give {SMALLEST} to {LARGEST}.", params={"width": shown(width)})
    picture = _picture(pattern, width)
    return _svg(picture) if form == "svg" else _png(picture)


def _picture(pattern: Pattern, width: int) -> _Picture:
    cut_pattern = pattern.for_cutting()
    drawn_once: dict[tuple[str, str], Part] = {}
    for part in cut_pattern.parts:                          # a piece cut from cloth and fusible is drawn once
        drawn_once.setdefault((part.piece, part.side), part)
    sheet = lay_out(replace(cut_pattern, parts=tuple(drawn_once.values())))
    lines = [(_moved(each.part.cut, each.x, each.y), _moved(each.part.sewn_outline, each.x, each.y))
             for each in sheet.laid]
    points = [point for cut, _ in lines for point in cut]
    left, low = min(x for x, _ in points), min(y for _, y in points)
    wide, high = max(x for x, _ in points) - left, max(y for _, y in points) - low
    margin = MARGIN * width
    scale = (width - 2 * margin) / wide
    height = max(round(high * scale + 2 * margin), 1)

    def drawn(line: Line) -> Line:
        return [(margin + (x - left) * scale, height - margin - (y - low) * scale) for x, y in line]

    return _Picture(width, height, tuple((drawn(cut), drawn(sewn)) for cut, sewn in lines))


def _moved(curves: Sequence[Curve], x: float, y: float) -> Line:
    return [(point.x + x, point.y + y) for point in path.flatten(curves, 1.0)]


def _svg(picture: _Picture) -> bytes:
    size = f'width="{picture.width}" height="{picture.height}" viewBox="0 0 {picture.width} {picture.height}"'
    cuts = "".join(_path_data(cut) for cut, _ in picture.pieces)
    seams = "".join(_path_data(sewn) for _, sewn in picture.pieces)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
            f'<path d="{cuts}" fill="{CLOTH}" stroke="{LINE}" stroke-width="1.2" stroke-linejoin="round"/>'
            f'<path d="{seams}" fill="none" stroke="{SEAM}" stroke-width="0.7"/></svg>\n').encode()


def _path_data(line: Line) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in line) + "Z"


def _png(picture: _Picture) -> bytes:
    from PIL import Image, ImageDraw  # noqa: PLC0415  # only a PNG needs it

    image = Image.new("RGB", (picture.width * FINE, picture.height * FINE), "#ffffff")
    draw = ImageDraw.Draw(image)
    for cut, sewn in picture.pieces:
        corners = [(x * FINE, y * FINE) for x, y in cut]
        draw.polygon(corners, fill=CLOTH)
        draw.line([*corners, corners[0]], fill=LINE, width=round(1.2 * FINE), joint="curve")
        seam = [(x * FINE, y * FINE) for x, y in sewn]
        draw.line([*seam, seam[0]], fill=SEAM, width=round(0.7 * FINE), joint="curve")
    out = BytesIO()
    image.resize((picture.width, picture.height), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
