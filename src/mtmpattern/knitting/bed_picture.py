"""A picture of the needle bed: which needles a panel takes, and where its carriers wait."""

from __future__ import annotations

from io import StringIO
from typing import Any, Final

import svgwrite

from mtmpattern.knitting.knit_program import KnitProgram
from mtmpattern.knitting.station_report import StationReport

_WIDE: Final = 860.0
_LEFT: Final = 90.0
_INK: Final = "#22262b"
_COLOURS: Final = ("#4878a8", "#c06048", "#689850", "#a068a8", "#b09030", "#408888")
_TEXT: Final = {"font_family": "sans-serif", "fill": _INK, "font_size": 11}


def bed_svg(knitted: KnitProgram, report: StationReport) -> str:
    """The bed as the text of an SVG file: both beds to scale, the needles in work, a row for each carrier."""
    machine, panel = knitted.machine, knitted.plan.panel
    step = _WIDE / machine.needles
    high = 194 + 22 * len(report.yarns)
    drawing = svgwrite.Drawing(size=(_WIDE + 2 * _LEFT, high), debug=False,
                               viewBox=f"0 0 {_WIDE + 2 * _LEFT:g} {high}")
    drawing.add(drawing.rect((0, 0), (_WIDE + 2 * _LEFT, high), fill="#ffffff"))
    title = f"{panel.name} on {machine.name}: {machine.needles} needles, {machine.gauge:g} to the inch"
    drawing.add(drawing.text(title, insert=(_LEFT, 26), **(_TEXT | {"font_size": 15})))

    def at(needle: float) -> float:
        return round(_LEFT + (needle - machine.first_needle) * step, 3)

    first = panel.courses[0][0]
    ranges = (("widest", *report.needles, "#dde6f2"),
              ("cast-on", first.left + knitted.offset, first.right + knitted.offset, "#a9c0dd"))
    for name, y in (("back bed", 62), ("front bed", 92)):
        drawing.add(drawing.rect((_LEFT, y), (_WIDE, 20), fill="#f4f4f2", stroke="#8c939c", stroke_width=0.6))
        for _, low, high_needle, colour in ranges:
            drawing.add(drawing.rect((at(low), y), (round((high_needle - low + 1) * step, 3), 20), fill=colour))
        drawing.add(drawing.text(name, insert=(_LEFT - 8, y + 14), text_anchor="end", **_TEXT))
    ticks = [number for number in range(machine.first_needle, machine.last_needle + 1) if number % 50 == 0]
    lines = "".join(f"M{at(number + 0.5)} 56v60" for number in ticks)
    drawing.add(drawing.path(lines, stroke="#8c939c", stroke_width=0.5, fill="none"))
    for number in ticks:
        drawing.add(drawing.text(str(number), insert=(at(number + 0.5), 52), text_anchor="middle", **_TEXT))
    _spans(drawing, ranges, at)
    _carriers(drawing, knitted, report, at)
    stream = StringIO()
    drawing.write(stream)
    return stream.getvalue()


def _spans(drawing: Any, ranges: tuple[tuple[str, int, int, str], ...], at: Any) -> None:
    """The first and last needles in work, below the front bed."""
    for y, (name, low, high, _) in zip((134, 156), ranges, strict=True):
        drawing.add(drawing.path(f"M{at(low)} {y}H{at(high + 1)}M{at(low)} {y - 4}v8M{at(high + 1)} {y - 4}v8",
                                 stroke=_INK, stroke_width=0.8, fill="none"))
        drawing.add(drawing.text(f"{name}: {low} to {high}, {high - low + 1} needles", insert=(at(low), y - 5),
                                 **_TEXT))


def _carriers(drawing: Any, knitted: KnitProgram, report: StationReport, at: Any) -> None:
    """A line for each carrier over the needles that it works, labelled with its yarn."""
    machine = knitted.machine
    spans: dict[str, tuple[int, int]] = {}
    for each in knitted.passes:
        low, high = spans.get(each.carrier, (each.left, each.right))
        spans[each.carrier] = (min(low, each.left), max(high, each.right))
    for place, use in enumerate(report.yarns):
        y = 186 + 22 * place
        low, high = spans[use.carrier]
        colour = _COLOURS[place % len(_COLOURS)]
        x = _LEFT + _WIDE + 12 if machine.yarn_from == "right" else _LEFT - 12
        if machine.yarn_from != "either":
            drawing.add(drawing.path(f"M{x} {y}H{at(high if machine.yarn_from == 'right' else low)}", stroke=colour,
                                     stroke_width=0.8, stroke_dasharray="3 3", fill="none"))
        drawing.add(drawing.circle((x, y), 6, fill=colour))
        drawing.add(drawing.path(f"M{at(low)} {y}H{at(high + 1)}", stroke=colour, stroke_width=4, fill="none"))
        anchor, text_x = ("start", x + 12) if machine.yarn_from == "right" else ("end", x - 12)
        drawing.add(drawing.text(f"carrier {use.carrier}", insert=(text_x, y + 4), text_anchor=anchor, **_TEXT))
        drawing.add(drawing.text(f"{use.yarn}, {use.grams:.0f} g", insert=(at(low), y - 5), **_TEXT))
