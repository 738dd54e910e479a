"""Reading and auditing plots in HPGL: sizes, outlines that do not close, commands that a plotter does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mtmpattern.errors import FileFormatError, no_surprise
from mtmpattern.limits import DXF_BYTES, HPGL_FINDINGS
from mtmpattern.reading.findings import FAULT, NOTE, Finding, Findings
from mtmpattern.reading.hpgl.command import commands, is_plot
from mtmpattern.reading.hpgl.pen import UNITS, Plot, PlotLine, Reader
from mtmpattern.reading.source import Source, opened
from mtmpattern.reading.unit import read_unit

OLD: Final = 32_767
"""The largest coordinate of the first plotters in plotter units, 819 mm."""

_CONTROLS: Final = re.compile(rb"[\x01\x02\x05-\x08\x0e-\x10\x12\x14-\x1a\x1c-\x1f]")
"""Bytes that do not occur in plots, beside ends of labels, escapes and the hand-shaking of serial lines."""

FARTHEST: Final = 20_000.0
"""Millimetres; no table or roll is longer."""

OUTLINE, NEARLY = 200.0, 5.0
"""A line of at least the first length in mm, with ends closer than the second, should be a closed outline."""


@no_surprise(FileFormatError, "the plot", "file.defect")
def read_hpgl(source: Source, *, unit: str | float | None = None) -> Plot:
    """Read a plot: a path, its bytes or its text. Raises `FileFormatError` if it is not a plot, or too large.

    ``unit`` is the length of a plotter unit if it is not 0.025 mm, as in ``0.01mm`` or 0.0254.
    """
    file = opened(source, what="plot", largest=DXF_BYTES)
    if b"\x00" in file.data:                                # padding for serial lines, which plotters ignore
        file = replace(file, data=file.data.replace(b"\x00", b""))
        if not is_plot(file.data[:20_000]) or _CONTROLS.search(file.data, 0, 100_000):
            raise file.fault("this has bytes that do not occur in HPGL", "file.binary", "Is it the right file?")
    reader = Reader(file, units=UNITS if unit is None else 1.0 / read_unit(unit))
    for command in commands(file):
        reader.follow(command)
    return reader.plot()


@no_surprise(FileFormatError, "the plot", "file.defect")
def audit_hpgl(source: Source, *, unit: str | float | None = None) -> Findings:
    """The findings about a plot; ``unit`` as in `read_hpgl`. Raises `FileFormatError` where it cannot be read."""
    plot = read_hpgl(source, unit=unit)
    return Findings.of("hpgl", [*plot.findings, *_far(plot), *_open(plot)], plot.measures())


def _far(plot: Plot) -> Iterator[Finding]:
    """Findings about points beyond any paper, and about numbers too large for old plotters."""
    off = [(line, at) for line in plot.lines for at in line.points
           if abs(at.x) > FARTHEST or abs(at.y) > FARTHEST]
    if off:
        line, at = off[0]
        yield Finding("hpgl.range", FAULT, f"{len(off)} points are more than {FARTHEST / 1000:g} m from the origin",
                      "Was it written in other units?", at=at, line=line.line)
    elif any(max(abs(at.x), abs(at.y)) * UNITS > OLD for line in plot.lines for at in line.points):
        yield Finding("hpgl.range", NOTE, f"the plot reaches beyond {OLD} units ({OLD / UNITS:.0f} mm)",
                      "The first plotters cannot go further; garment plotters can.")


def _open(plot: Plot) -> Iterator[Finding]:
    found = [line for line in plot.lines if _nearly(line)]
    for line in found[:HPGL_FINDINGS]:
        gap = line.points[0].distance(line.points[-1])
        yield Finding("hpgl.open", FAULT, f"a line of {line.length:.0f} mm ends {gap:.2f} mm from where it begins",
                      "Was it meant to be closed?", f"pen {line.pen}", line.points[-1], line.line)


def _nearly(line: PlotLine) -> bool:
    return (len(line.points) > 3 and not line.closed and line.points[0].distance(line.points[-1]) <= NEARLY
            and line.length >= OUTLINE)
