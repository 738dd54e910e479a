"""A chart as an SVG drawing in the proportions of the gauge, with its key, row numbers and stitch counts."""

from __future__ import annotations

from io import StringIO
from typing import Any, Final

import svgwrite

from mtmpattern.knitting.chart import KINDS, StitchChart, blocks, grid_lines, runs

CELL: Final = 10.0
"""The width of a stitch, in units of the drawing."""

_GRID: Final = "#8c939c"
_INK: Final = "#22262b"
_MARGIN: Final = 52.0
_TEXT: Final = {"font_family": "sans-serif", "fill": _INK}


def colour(letter: str) -> str:
    """A kind's colour for SVG."""
    return "#{:02x}{:02x}{:02x}".format(*KINDS[letter].colour)


def chart_svg(chart: StitchChart) -> str:
    """The chart as the text of an SVG file."""
    cell = CELL / chart.aspect                          # the height of a course
    wide, high = chart.width * CELL, len(chart.rows) * cell
    key = 24 + 18 * len(chart.used)
    size = (wide + 2 * _MARGIN, high + 72 + key)
    drawing = svgwrite.Drawing(size=(_n(size[0]), _n(size[1])), debug=False,
                               viewBox=f"0 0 {_n(size[0])} {_n(size[1])}")
    drawing.add(drawing.rect((0, 0), (_n(size[0]), _n(size[1])), fill="#ffffff"))
    title = f"{chart.name}: {len(chart.rows)} rows, at most {max(chart.stitches)} stitches"
    drawing.add(drawing.text(title, insert=(_n(_MARGIN), 26), font_size=15, **_TEXT))
    picture = drawing.g(transform=f"translate({_n(_MARGIN)} 40)")
    _cells(drawing, picture, chart, cell)
    _numbers(drawing, picture, chart, cell)
    drawing.add(picture)
    _key(drawing, chart, 40 + high + 40)
    stream = StringIO()
    drawing.write(stream)
    return stream.getvalue()


def _n(value: float) -> float:
    """A number as it is written: three decimals, no negative zero."""
    return round(value, 3) + 0.0


def _cells(drawing: Any, picture: Any, chart: StitchChart, cell: float) -> None:
    """Coloured runs, the grid where there are stitches, and symbols."""
    symbols: dict[str, list[str]] = {}
    for letter, start, length, first, rows in blocks(chart.rows):
        top = (len(chart.rows) - first - rows) * cell
        picture.add(drawing.rect((_n(start * CELL), _n(top)), (_n(length * CELL), _n(rows * cell)),
                                 fill=colour(letter)))
    for number, row in enumerate(chart.rows, 1):
        top = (len(chart.rows) - number) * cell
        for letter, start, length in runs(row):
            for line in KINDS[letter].lines:
                symbols.setdefault(letter, []).extend(
                    "M" + "L".join(f"{_n((start + each + x) * CELL)} {_n(top + (1 - y) * cell)}" for x, y in line)
                    for each in range(length))
    along, up = grid_lines(chart.rows)
    high = len(chart.rows) * cell
    grid = [f"M{_n(a * CELL)} {_n(high - at * cell)}H{_n(b * CELL)}" for at, a, b in along]
    grid += [f"M{_n(at * CELL)} {_n(high - a * cell)}V{_n(high - b * cell)}" for at, a, b in up]
    picture.add(drawing.path("".join(grid), fill="none", stroke=_GRID, stroke_width=0.35))
    for letter, paths in symbols.items():
        ink = "#9aa0a8" if letter == "w" else _INK
        picture.add(drawing.path("".join(paths), fill="none", stroke=ink, stroke_width=1, stroke_linecap="round"))


def _numbers(drawing: Any, picture: Any, chart: StitchChart, cell: float) -> None:
    """Every tenth course and column with a heavier line; stitches where their number changes."""
    wide, high = chart.width * CELL, len(chart.rows) * cell
    lines = "".join(f"M0 {_n(high - number * cell)}h{_n(wide)}" for number in range(10, len(chart.rows) + 1, 10))
    lines += "".join(f"M{_n(column * CELL)} 0v{_n(high)}" for column in range(10, chart.width, 10))
    picture.add(drawing.path(lines, fill="none", stroke=_GRID, stroke_width=0.8, stroke_dasharray="2 2"))
    for number in sorted({1, len(chart.rows), *range(10, len(chart.rows), 10)}):
        picture.add(drawing.text(str(number), insert=(-6, _n(high - (number - 0.5) * cell + 3)), text_anchor="end",
                                 font_size=9, **_TEXT))
    for column in range(10, chart.width + 1, 10):
        picture.add(drawing.text(str(column), insert=(_n((column - 0.5) * CELL), _n(high + 12)), text_anchor="middle",
                                 font_size=9, **_TEXT))
    written = -100.0
    for number, stitches in sorted(enumerate(chart.stitches, 1), reverse=True):
        y = high - (number - 0.5) * cell + 3
        if (number == 1 or chart.stitches[number - 2] != stitches) and y - written >= 10:
            picture.add(drawing.text(f"{stitches} st", insert=(_n(wide + 6), _n(y)), font_size=9, **_TEXT))
            written = y


def _key(drawing: Any, chart: StitchChart, top: float) -> None:
    """What the cells mean."""
    for place, letter in enumerate(chart.used):
        y = top + 18 * place
        drawing.add(drawing.rect((_n(_MARGIN), _n(y)), (14, 12), fill=colour(letter), stroke=_GRID, stroke_width=0.5))
        for line in KINDS[letter].lines:
            path = "M" + "L".join(f"{_n(_MARGIN + x * 14)} {_n(y + (1 - v) * 12)}" for x, v in line)
            drawing.add(drawing.path(path, fill="none", stroke=_INK, stroke_width=1, stroke_linecap="round"))
        drawing.add(drawing.text(KINDS[letter].words, insert=(_n(_MARGIN + 22), _n(y + 10)), font_size=11, **_TEXT))
