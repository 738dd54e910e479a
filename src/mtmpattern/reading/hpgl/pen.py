"""A simulated plotter: reads the commands of a plot, follows them, and records what the pen draws."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, Final

from mtmpattern.geometry import Point
from mtmpattern.limits import HPGL_FINDINGS, HPGL_PENS, HPGL_POINTS
from mtmpattern.reading.code_pages import code_page_of
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding, Weight
from mtmpattern.reading.hpgl.command import Command
from mtmpattern.reading.hpgl.curves import MOVING, NEEDED, OF_HPGL2, places_of
from mtmpattern.reading.hpgl.encoded import moves
from mtmpattern.reading.hpgl.scaling import Place, PlotScale
from mtmpattern.reading.source import OpenedFile

# ---- What a plot draws ----------------------------------------------------------------------------------------------

UNITS: Final = 40.0
"""Plotter units in a millimetre."""


@dataclass(frozen=True, slots=True)
class PlotLine:
    """A line drawn with the pen down, in mm; ``line`` is the line of the file where it begins."""

    pen: int
    points: tuple[Point, ...]
    line: int

    @property
    def closed(self) -> bool:
        """Whether it ends where it begins, to within a plotter unit."""
        return len(self.points) > 3 and self.points[0].distance(self.points[-1]) <= 1.5 / UNITS

    @property
    def length(self) -> float:
        """Length in millimetres."""
        return sum(map(Point.distance, self.points, self.points[1:]))


@dataclass(frozen=True, slots=True)
class Plot:
    """The drawing: lines in order, labels with their places, the number of pages, and findings."""

    lines: tuple[PlotLine, ...]
    labels: tuple[tuple[str, Point], ...]
    pages: int
    findings: tuple[Finding, ...]

    @property
    def pens(self) -> tuple[int, ...]:
        """The pens that draw, in order of number."""
        return tuple(sorted({line.pen for line in self.lines}))

    def measures(self) -> list[dict[str, Any]]:
        """A row for each pen: lengths in mm, and the extent of its lines in each direction."""
        rows = []
        of_pens: dict[int, list[PlotLine]] = {}
        for line in self.lines:
            of_pens.setdefault(line.pen, []).append(line)
        for pen, lines in sorted(of_pens.items()):
            xs, ys = zip(*((at.x, at.y) for line in lines for at in line.points), strict=True)
            rows.append({"pen": pen, "lines": len(lines), "closed": sum(line.closed for line in lines),
                         "drawn": round(sum(line.length for line in lines), 1),
                         "from x": round(min(xs), 2), "to x": round(max(xs), 2),
                         "from y": round(min(ys), 2), "to y": round(max(ys), 2)})
        return rows


# ---- Following the pen ----------------------------------------------------------------------------------------------

_SILENT: Final = """
AC AD AF AH AN AP AS BF BL BP CA CC CF CM CO CP CR CS CT CV DC DF DI DL DP DR DS DT DV EC EP ES ET FI FN FP FR FS FT
GC GM GP IM IN IP IR IV IW KY LA LM LO LT MC MG MT NP NR OA OC OD OE OF OG OH OI OK OL OO OP OS OT OW PB PC PG PM PP PS
PT PW QL RF RO RP RQ SA SB SC SD SE SG SI SL SM SP SR SS ST SV TD TL TR UC UF UL VN VS WD WU XT YT"""

NO_LINES: Final = frozenset(_SILENT.split())
"""Known commands of HPGL and HPGL/2 that draw no lines."""

UNREAD: Final = {"RA": "a filled box", "RR": "a filled box", "WG": "a filled wedge"}
"""Commands that draw but are not read; they leave the pen where it is, and plain plotters do not know them."""

FINE: Final = 0.02
"""Millimetres within which the chords of a curve follow it."""

CLIPPED: Final = 1.0
"""A line beyond the window by at most this many mm is a matter of rounding."""


@dataclass(slots=True)
class Reader:
    """The state of the pen, and what it has drawn."""

    file: OpenedFile
    pen: int = 0
    down: bool = False
    absolute: bool = True
    at: tuple[float, float] = (0.0, 0.0)
    line: list[tuple[float, float]] = field(default_factory=list)
    begun: int = 0
    lines: list[PlotLine] = field(default_factory=list)
    labels: list[tuple[str, Point]] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    shapes: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    points: int = 0
    pages: int = 0
    units: float = UNITS
    scale: PlotScale = field(default_factory=PlotScale)
    encoded: int = 0
    polygon: Place | None = None
    """Where the polygon begins that is being drawn, None outside of polygons."""
    afresh: bool = False
    """Whether the next place begins another polygon."""
    window: tuple[float, float, float, float] | None = None
    clipped: list[float] = field(default_factory=list)
    """How far each line beyond the window reaches out of it, in mm."""

    def follow(self, command: Command) -> None:
        """Follow one command: move the pen, keep a text or a setting, or note what is wrong or not read."""
        word, numbers = command.word, command.numbers
        if command.wrong:
            self._report("hpgl.number", FAULT, f"{word} has {command.wrong!r} among its numbers", "Correct that line.",
                         command)
        if word == "?":
            self._report("hpgl.syntax", FAULT, f"{command.text!r} is not a command", "It was left out; a plotter may "
                         "stop there.", command)
        elif word in {"PU", "PD", "PA", "PR"}:
            if word == "PU":
                self._lift()
            elif word == "PD":
                self._lower(command)
            else:
                self.absolute = word == "PA"
            self._go(command)
        elif word in NEEDED:
            self._shape(command)
        elif word == "PE":
            self._encoded(command)
        elif word in {"BL", "LB", "MG", "WD"}:
            self._text(command)
        elif word in UNREAD or word not in NO_LINES:
            self.unknown[word] += 1
            self.first.setdefault(word, command.line)
        else:
            self._set(command, numbers)

    def _set(self, command: Command, numbers: tuple[float, ...]) -> None:
        if command.word in {"IN", "DF"}:
            self._lift()
            self.absolute = True
            here, self.scale = self.scale(self.at), PlotScale()
            self.at = (0.0, 0.0) if command.word == "IN" else here
            self.polygon, self.window = None, None
            if command.word == "IN":
                self.pen = 0
        elif command.word == "SP":
            self._lift()
            self.pen = int(numbers[0]) if numbers else 0
            if self.pen > HPGL_PENS:
                self._report("hpgl.pen", FAULT, f"the pen {self.pen} is selected; no plotter has more than {HPGL_PENS}",
                             f"Its lines were read as those of pen {HPGL_PENS}.", command)
                self.pen = HPGL_PENS
        elif command.word == "PG":
            self._lift()
            self.pages += 1
        elif command.word in {"SC", "IP", "IR", "RO"}:
            self._rescale(command)
        elif command.word == "PM":
            self._in_polygon(int(numbers[0]) if numbers else 0)
        elif command.word == "IW":
            self._set_window(command)

    def _in_polygon(self, step: int) -> None:
        """Follow ``PM``: 0 begins a polygon where the pen is, 1 closes it and begins another, 2 closes the last."""
        if step == 0:
            self.polygon = self.at
        elif self.polygon is not None:
            if self.down and len(self.line) > 2 and self.at != self.polygon:
                self._to(*self.polygon)
            self.afresh = step == 1
            self.polygon = self.polygon if step == 1 else None

    def _set_window(self, command: Command) -> None:
        """Follow ``IW``, beyond which a plotter draws nothing until it is set again."""
        self.window = None
        if len(command.numbers) >= 4:
            corners = [self.scale((command.numbers[0], command.numbers[1])),
                       self.scale((command.numbers[2], command.numbers[3]))]
            xs, ys = zip(*corners, strict=True)
            self.window = min(xs), min(ys), max(xs), max(ys)
            self.first.setdefault("IW", command.line)

    def _rescale(self, command: Command) -> None:
        """Follow a command that scales or turns what follows; the pen stays where it is."""
        here, scale = self.scale(self.at), self.scale
        if command.word == "RO":
            found: PlotScale | None = scale.rotated(command.numbers[0] if command.numbers else 0.0)
        elif command.word == "IP":
            found = scale.with_points(command.numbers)
        elif command.word == "IR":                          # percent of a page that the file need not give
            found = scale if len(command.numbers) <= 2 else replace(scale, span=None)
        else:
            found = scale.scaled(command.numbers)
            if found is None:
                self._report("hpgl.scale", WARNING, "SC scales what follows by an unknown size of the page",
                             f"It was read as plotter units of {1 / self.units:g} mm; check a length.", command)
            elif found.on:
                x, y = (abs(factor) / self.units for factor in found.factors)
                sides = f"{x:.4g} mm" if math.isclose(x, y, rel_tol=1e-6) else f"{x:.4g} by {y:.4g} mm"
                self._report("hpgl.scale", NOTE, f"SC sets the unit of what follows to {sides}", "It was read so.",
                             command)
        self.scale = found or scale
        self.at = self.scale.back(here)

    def _encoded(self, command: Command) -> None:
        """Follow an encoded line."""
        self.encoded += 1
        self.first.setdefault("PE", command.line)
        try:
            for move in moves(command.text):
                if move.pen is not None:
                    self._lift()
                    self.pen = min(max(move.pen, 0), HPGL_PENS)
                    continue
                x, y = move.to if move.absolute else (self.at[0] + move.to[0], self.at[1] + move.to[1])
                if move.up:
                    self._lift()
                else:
                    self._lower(command)
                self._to(x, y)
        except ValueError as error:
            self._report("hpgl.command", FAULT, f"an encoded line (PE) cannot be read: {error}",
                         "It was read up to there.", command)

    def _go(self, command: Command) -> None:
        if len(command.numbers) % 2:
            self._report("hpgl.number", FAULT, f"{command.word} has {len(command.numbers)} numbers, an odd count",
                         "A point is missing a number.", command)
        for x, y in zip(command.numbers[::2], command.numbers[1::2], strict=False):
            self._to(x, y) if self.absolute else self._to(self.at[0] + x, self.at[1] + y)

    def _to(self, x: float, y: float) -> None:
        self.points += 1
        if self.points > HPGL_POINTS:
            raise self.file.fault(f"the pen moves to more than {HPGL_POINTS} points", "hpgl.large",
                                  "No sewing pattern is that large; split the file.")
        self.at = (min(max(x, -1e9), 1e9), min(max(y, -1e9), 1e9))
        if self.afresh:
            self.afresh, self.polygon, was_down = False, self.at, self.down
            self._lift()
            self.down = was_down
        if self.down:
            self.line.append(self.scale(self.at))

    def _lower(self, command: Command) -> None:
        if not self.down:
            self.down, self.line, self.begun = True, [self.scale(self.at)], command.line
            if self.pen <= 0 and not self.counts["hpgl.pen"]:
                self._report("hpgl.pen", FAULT, "the pen is lowered before one is selected", "Begin with SP1;.",
                             command)

    def _lift(self) -> None:
        if self.down and len(self.line) > 1:
            self.lines.append(PlotLine(self.pen, tuple(map(self._mm, self.line)), self.begun))
            if self.window is not None:
                left, low, right, high = self.window
                beyond = max(max(left - x, x - right, low - y, y - high) for x, y in self.line) / self.units
                self.clipped += [beyond] if beyond > CLIPPED else []
        self.down, self.line = False, []

    def _text(self, command: Command) -> None:
        word = command.word
        if not command.ended:
            what = "a label" if word in {"BL", "LB"} else f"the text of {word}"
            self._report("hpgl.end", FAULT, f"{what} does not end", "The file is truncated; something is missing.",
                         command)
        if word == "LB":
            self.labels.append((command.text, self._mm(self.scale(self.at))))

    def _shape(self, command: Command) -> None:
        """Draw a shape as chords; the pen returns to where it was, except after an arc or a curve."""
        was_down, start, word = self.down, self.at, command.word
        needed, count = NEEDED[word], len(command.numbers)
        if count < needed or (word in {"BZ", "BR"} and count % needed):
            self._report("hpgl.number", FAULT, f"{word} has {count} numbers instead of {needed}"
                         + (" for each curve" if count > needed else ""), "Correct that line.", command)
            if count < needed:
                return
        if word in OF_HPGL2:
            self.shapes[word] += 1
            self.first.setdefault(word, command.line)
        factor = min(map(abs, self.scale.factors)) if self.scale.on else 1.0
        places = places_of(start, command, FINE * self.units / factor)
        if word not in MOVING:                              # a separate line
            self._lift()
            if word == "CI":
                self.at = places[0]
            self._lower(command)
        for place in places:
            self._to(*place)
        if word not in MOVING:
            self._lift()
            self.at = start
            if was_down:
                self._lower(command)

    def _report(self, code: str, weight: Weight, message: str, hint: str, command: Command) -> None:
        self.counts[code] += 1
        if self.counts[code] <= HPGL_FINDINGS:
            self.found.append(Finding(code, weight, message, hint, line=command.line))

    def plot(self) -> Plot:
        """Return the plot at the end of the file."""
        if self.down and len(self.line) > 1:
            self.found.append(Finding("hpgl.end", WARNING, "the file ends with the pen down", "Is it truncated?"))
        self._lift()
        if not self.lines and self.counts["hpgl.syntax"]:
            first = next(each for each in self.found if each.code == "hpgl.syntax")
            raise self.file.fault(f"{first.message}, and nothing is drawn", "hpgl.syntax",
                                  "A command is two letters and numbers, as in PU100,200;", first.line)
        if self.encoded:
            self.found.append(Finding(
                "hpgl.encoded", WARNING, f"PE occurs {self.encoded} {'time' if self.encoded == 1 else 'times'}",
                "Its encoded lines were read; plain plotters do not know it.", line=self.first["PE"]))
        for word, count in sorted(self.shapes.items()):
            self.found.append(Finding(
                "hpgl.curve", WARNING, f"{word} occurs {count} {'time' if count == 1 else 'times'}; it draws "
                f"{OF_HPGL2[word]}", "It was read; plain plotters do not know it.", line=self.first[word]))
        if self.clipped:
            count = len(self.clipped)
            self.found.append(Finding(
                "hpgl.window", FAULT, f"{'a line reaches' if count == 1 else f'{count} lines reach'} up to "
                f"{max(self.clipped):.1f} mm beyond the window that IW sets",
                "It was read whole; a plotter leaves that part out.", line=self.first["IW"]))
        for word, count in sorted(self.unknown.items()):
            what = UNREAD.get(word)
            self.found.append(Finding(
                "hpgl.command", FAULT, f"{word} occurs {count} {'time' if count == 1 else 'times'}; "
                + (f"it draws {what}, which is not read" if what else "it is not an HPGL command"),
                "Plain plotters stop there or ignore it.", line=self.first[word]))
        if not self.lines:
            self.found.append(Finding("hpgl.empty", FAULT, "nothing is drawn", "Is it the right file?"))
        page = code_page_of("\n".join(text for text, _ in self.labels).encode("latin-1", "replace"))
        labels = ((text if (page.sure and page.name == "ascii") or max(text, default="") > "\xff" else
                   text.encode("latin-1").decode(page.name, "replace"), at) for text, at in self.labels)
        return Plot(tuple(self.lines), tuple(labels), self.pages, tuple(self.found))

    def _mm(self, at: Place) -> Point:
        return Point(at[0] / self.units, at[1] / self.units)
