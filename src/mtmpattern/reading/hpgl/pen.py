"""A plotter on paper: follows the commands of a plot and keeps what the pen draws."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from ..geometry import Point
from .findings import FAULT, WARNING, Finding, Weight
from .hpgl_commands import Command
from .hpgl_shapes import arc, box
from .plotted import UNITS, Plot, PlotLine
from .source import Opened

MOST_POINTS: Final = 1_000_000
"""Places that the pen goes to, those on drawn circles included."""

_SILENT: Final = """
AC AD AF AH AN AP AS BF BL BP BZ CA CC CF CM CO CP CR CS CT CV DC DF DI DL DP DR DS DT DV EC EP ES ET FI FN FP FR FS FT
GC GM GP IM IN IP IR IV IW KY LA LM LO LT MC MG MT NP NR OA OC OD OE OF OG OH OI OK OL OO OP OS OT OW PB PC PG PM PP PS
PT PW QL RF RO RP RQ SA SB SC SD SE SG SI SL SM SP SR SS ST SV TD TL TR UC UF UL VN VS WD WU XT YT"""

NO_LINES: Final = frozenset(_SILENT.split())
"""Commands of HPGL and HPGL/2 that are known and draw nothing that counts here."""

UNREAD: Final = {"PE": "an encoded line", "BR": "a curve", "RA": "a filled box", "RR": "a filled box",
                 "WG": "a filled wedge", "EW": "a wedge", "RT": "an arc by a point", "AT": "an arc by a point"}
"""Commands that draw what is not read; plain plotters do not know most of them either."""

@dataclass(slots=True)
class Reader:
    """Where the pen is, whether it is down, and what it has drawn."""

    file: Opened
    pen: int = 0
    down: bool = False
    absolute: bool = True
    at: tuple[float, float] = (0.0, 0.0)
    line: list[tuple[float, float]] = field(default_factory=list)
    begun: int = 0
    lines: list[PlotLine] = field(default_factory=list)
    labels: list[tuple[str, Point]] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    points: int = 0
    pages: int = 0

    def do(self, command: Command) -> None:
        """One command."""
        word, numbers = command.word, command.numbers
        if command.wrong:
            self._say("hpgl.number", FAULT, f"{word} has {command.wrong!r} among its numbers", "Mend that line.",
                      command)
        if word in {"PU", "PD", "PA", "PR"}:
            if word == "PU":
                self._lift()
            elif word == "PD":
                self._lower(command)
            else:
                self.absolute = word == "PA"
            self._go(command)
        elif word in {"CI", "AA", "AR", "EA", "ER"}:
            self._shape(command)
        elif word == "LB":
            self.labels.append((command.text, _mm(self.at)))
            if not command.ended:
                self._say("hpgl.end", FAULT, "a label does not end", "The file was cut off: something is missing.",
                          command)
        elif word in UNREAD or word not in NO_LINES:
            self.unknown[word] += 1
            self.first.setdefault(word, command.line)
        else:
            self._set(command, numbers)

    def _set(self, command: Command, numbers: tuple[float, ...]) -> None:
        if command.word in {"IN", "DF"}:
            self._lift()
            self.absolute = True
            if command.word == "IN":
                self.at, self.pen = (0.0, 0.0), 0
        elif command.word == "SP":
            self._lift()
            self.pen = int(numbers[0]) if numbers else 0
        elif command.word == "PG":
            self._lift()
            self.pages += 1
        elif command.word in {"SC", "IP", "RO"} and numbers and any(numbers):
            self._say("hpgl.scale", WARNING, f"{command.word} scales or turns what follows",
                      "It was read as plotter units of 0.025 mm; check a length.", command)

    def _go(self, command: Command) -> None:
        if len(command.numbers) % 2:
            self._say("hpgl.number", FAULT, f"{command.word} has {len(command.numbers)} numbers, an odd count",
                      "A place is missing a number.", command)
        for x, y in zip(command.numbers[::2], command.numbers[1::2], strict=False):
            self._to(x, y) if self.absolute else self._to(self.at[0] + x, self.at[1] + y)

    def _to(self, x: float, y: float) -> None:
        self.points += 1
        if self.points > MOST_POINTS:
            raise self.file.fault(f"the pen goes to more than {MOST_POINTS} places", "hpgl.large",
                                  "This is no sewing pattern; split the file.")
        self.at = (min(max(x, -1e9), 1e9), min(max(y, -1e9), 1e9))
        if self.down:
            self.line.append(self.at)

    def _lower(self, command: Command) -> None:
        if not self.down:
            self.down, self.line, self.begun = True, [self.at], command.line
            if self.pen <= 0 and "hpgl.pen" not in {each.code for each in self.found}:
                self._say("hpgl.pen", FAULT, "the pen comes down with no pen chosen", "Begin with SP1;.", command)

    def _lift(self) -> None:
        if self.down and len(self.line) > 1:
            self.lines.append(PlotLine(self.pen, tuple(map(_mm, self.line)), self.begun))
        self.down, self.line = False, []

    def _shape(self, command: Command) -> None:
        """Circles and arcs as chords, and boxes; the pen is then where it was, but at the end of an arc."""
        was_down, start = self.down, self.at
        needed = {"CI": 1, "AA": 3, "AR": 3, "EA": 2, "ER": 2}[command.word]
        if len(command.numbers) < needed:
            self._say("hpgl.number", FAULT, f"{command.word} has {len(command.numbers)} numbers of {needed}",
                      "Mend that line.", command)
            return
        if command.word in {"AA", "AR"} and not was_down:   # an arc moves the pen, drawing or not
            for place in arc(start, command):
                self._to(*place)
            return
        alone = command.word not in {"AA", "AR"}            # a line of its own, after which the pen is back
        places = box(start, command) if command.word in {"EA", "ER"} else arc(start, command)
        if alone:
            self._lift()
        if command.word == "CI":
            self.at = places[0]
        self._lower(command)
        for place in places:
            self._to(*place)
        if alone:
            self._lift()
            self.at = start
            if was_down:
                self._lower(command)

    def _say(self, code: str, weight: Weight, message: str, hint: str, command: Command) -> None:
        if sum(each.code == code for each in self.found) < 50:
            self.found.append(Finding(code, weight, message, hint, line=command.line))

    def plot(self) -> Plot:
        """Everything, once the file has ended."""
        if self.down and len(self.line) > 1:
            self.found.append(Finding("hpgl.end", WARNING, "the file ends with the pen down", "Was it cut off?"))
        self._lift()
        for word, count in sorted(self.unknown.items()):
            what = UNREAD.get(word)
            self.found.append(Finding(
                "hpgl.command", FAULT, f"{word} stands {count} {'time' if count == 1 else 'times'}, "
                + (f"which draws {what} that is not read" if what else "and is no command of HPGL"),
                "Plain plotters stop at it or leave it out.", line=self.first[word]))
        if not self.lines:
            self.found.append(Finding("hpgl.empty", FAULT, "nothing is drawn", "Is it the right file?"))
        return Plot(tuple(self.lines), tuple(self.labels), self.pages, tuple(self.found))


def _mm(at: tuple[float, float]) -> Point:
    return Point(at[0] / UNITS, at[1] / UNITS)
