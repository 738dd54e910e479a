"""HPGL for pen plotters: 40 units a millimetre or as in a machine's profile, with text and signs as strokes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from mtmpattern.formats.fold_sign import FOLD_WORDS, WORDS, fold_bracket, fold_of, fold_words_place
from mtmpattern.formats.grain_arrow import head_corners, heads
from mtmpattern.formats.label import ADVANCE, LabelTexts, Writing, label
from mtmpattern.formats.machine import frames, nearest_first
from mtmpattern.formats.machine.profiles import PENS, Plotter, read_plotter, shipped
from mtmpattern.formats.registry import Format, Setting, Settings, chosen
from mtmpattern.formats.text import check_writable, printable, seven_bit
from mtmpattern.formats.trimmed import with_marks_inside
from mtmpattern.geometry import SLIT, Curves, Point, path
from mtmpattern.geometry.tolerance import FLATTEN
from mtmpattern.pattern.parts.part import CutPattern, Part, PartNotch
from mtmpattern.placing.placed import Placed

# ---- Letters and signs as strokes -----------------------------------------------------------------------------------

Stroke = tuple[Point, ...]
"""A line through points, drawn with the pen down."""

CAPITAL: Final = 0.7
"""Height of a letter in font sizes."""

_LETTER_WIDTH: Final = 0.42
"""Width of a letter in font sizes; the rest of its advance is space."""

# Each letter on a grid of 4 by 6: lines through points, two digits for each point.
_GLYPHS: Final = {
    "A": "0004264440 0242", "B": "00063645443303 3342413000", "C": "4536160501103041", "D": "00062644422000",
    "E": "46060040 0333", "F": "460600 0333", "G": "45361605011030414323", "H": "0006 4046 0343", "I": "1636 2620 1030",
    "J": "4641301001", "K": "0006 460340", "L": "060040", "M": "0006234640", "N": "00064046",
    "O": "103041453616050110", "P": "00063645443303", "Q": "103041453616050110 2240", "R": "00063645443303 2340",
    "S": "453616050413334241301001", "T": "0646 2620", "U": "060110304146", "V": "062046", "W": "0610233046",
    "X": "0046 0640", "Y": "062346 2320", "Z": "06460040",
    "0": "103041453616050110 0145", "1": "152620 1030", "2": "05163645440040", "3": "05163645443313 334241301001",
    "4": "30360242", "5": "460603334241301001", "6": "4536160501103041423303", "7": "064620",
    "8": "13040516364544331302011030414233", "9": "0110304145361605041343",
    ".": "2021", ",": "2110", "-": "0343", "_": "0040", "/": "0046", "\\": "0640", "+": "0343 2521", ":": "2122 2425",
    ";": "1021 2425", "(": "36252130", ")": "16252110", "[": "36161030", "]": "16363010", "{": "36252413222130",
    "}": "16252433222110", "'": "2624", '"': "1614 3634", "#": "1016 3036 0242 0444", "&": "400516250201102042",
    "%": "0046 0616150506 3141403031", "*": "2125 0244 0442", "=": "0242 0444", "<": "450341", ">": "054301",
    "?": "051636454423 2021", "!": "2622 2021", "$": "453616050413334241301001 2026", "~": "03143344", "^": "142634",
    "`": "1624", "|": "2026", "@": "33232234 3345361605011041",
}


def plain(text: str) -> str:
    """A text in printable ASCII; a character without a spelling becomes its code, such as ``[U+0EAD]``."""
    return "".join(map(_near, printable(text)))


@cache
def _near(letter: str) -> str:
    near = seven_bit(letter)
    return near if letter == "?" or "?" not in near else f"[U+{ord(letter):04X}]"


def written(text: str, at: Point, size: float, turn: float = 0.0) -> Iterator[Stroke]:
    """The strokes of a text of ``size`` millimetres, centred at ``at`` on its baseline, turned left by degrees."""
    letters = plain(text).upper()
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    x = -len(letters) * ADVANCE * size / 2 + (ADVANCE - _LETTER_WIDTH) * size / 2
    for letter in letters:
        for line in _GLYPHS.get(letter, "").split():
            places = [(x + int(line[i]) * _LETTER_WIDTH / 4 * size, int(line[i + 1]) * CAPITAL / 6 * size)
                      for i in range(0, len(line), 2)]
            yield tuple(Point(at.x + u * cos - v * sin, at.y + u * sin + v * cos) for u, v in places)
        x += ADVANCE * size


def notch_strokes(notch: PartNotch, form: str, width: float) -> Iterator[Stroke]:
    """A notch from the cut line into the allowance: ``I`` a slit, ``V`` two lines, ``T`` a slit with a bar inside."""
    tip = notch.on_cut.along(notch.direction, notch.depth)
    left, right = notch.direction + 90.0, notch.direction - 90.0
    if form == "V":
        yield notch.on_cut.along(left, width / 2), tip, notch.on_cut.along(right, width / 2)
        return
    yield notch.on_cut, tip
    if form == "T":
        yield tip.along(left, width / 2), tip.along(right, width / 2)


def cross(at: Point, arms: float) -> tuple[Stroke, Stroke]:
    """The sign for a hole, ``arms`` millimetres across."""
    half = arms / 2
    return (at.left(half), at.right(half)), (at.down(half), at.up(half))


# ---- HPGL -----------------------------------------------------------------------------------------------------------

_END_OF_TEXT: Final = "\x03"
_LETTER: Final = 0.4
"""Width of a machine's letter in font sizes; its advance is half as much again."""

SETTINGS: Final = (
    Setting("plotter", "a0-pen", f"the machine: {', '.join(shipped('plotters'))}, or a .yaml file", file=True),
)


@dataclass(frozen=True, slots=True)
class PenDrawing:
    """Strokes drawn one after the other as a unit, or a text in the machine's own letters."""

    strokes: tuple[Stroke, ...]
    text: Writing | None = None

    @property
    def start(self) -> Point:
        """Where the pen first comes down."""
        return self.strokes[0][0]

    @property
    def end(self) -> Point:
        """Where the pen is last lifted."""
        return self.strokes[-1][-1]


def write(pattern: CutPattern, settings: Settings) -> dict[str, bytes]:
    """The pattern as ``<template>-<role>.plt``, one file for each frame of paper."""
    plotter = read_plotter(chosen(settings, SETTINGS, FORMAT.name)["plotter"])
    check_writable(pattern)
    pattern = with_marks_inside(pattern)
    files = {}
    for stem, placed in frames(pattern, plotter.width, plotter.length, f"the plotter {plotter.name}",
                               on_paper=True):
        files[stem + FORMAT.suffix] = plot(pattern, placed, plotter)
    return files


def plot(pattern: CutPattern | LabelTexts, placed: Sequence[Placed], plotter: Plotter) -> bytes:
    """One frame of placed parts, x along the paper and y across it."""
    parts = [each.laid() for each in placed]
    length = max((part.bounds[2] for part in parts), default=0.0)
    shift = (0.0, 0.0) if plotter.origin == "corner" else (-length / 2, -plotter.width / 2)
    commands = ["IN;SP0;PU;PA;"]
    if plotter.velocity:
        commands.append(f"VS{plotter.velocity};")
    here = Point(0.0, 0.0)
    by_kind = [{kind: drawings for kind in PENS if (drawings := list(_drawings(pattern, part, kind, plotter)))}
               for part in nearest_first(parts)]
    forward = True
    for pen in sorted({plotter.pens[kind] for kinds in by_kind for kind in kinds} - {0}, reverse=True):
        commands.append(f"SP{pen};")
        for kinds in by_kind if forward else reversed(by_kind):
            drawings = [drawing for kind in _WORK for drawing in kinds.get(kind, ()) if plotter.pens[kind] == pen]
            for drawing in shortest(drawings, here):
                commands += _commands(drawing, plotter, shift)
                here = drawing.end
        forward = not forward
    commands.append("PU;SP0;" + ("PG;" if plotter.advance else ""))
    return "\n".join(commands).encode("ascii") + b"\n"


_WORK: Final = ("text", "draw", "notch", "cut")


def shortest(drawings: Sequence[PenDrawing], start: Point) -> Iterator[PenDrawing]:
    """The drawings, always the nearest next: an open line from its nearer end, a closed one from its nearest point."""
    left, here = list(drawings), start
    while left:
        entries = [_entry(each, here) for each in left]
        index = min(range(len(left)), key=lambda i: (entries[i][0], i))
        drawing, (_, at) = left.pop(index), entries[index]
        if at:
            (stroke,) = drawing.strokes
            drawing = PenDrawing(((*stroke[at:], *stroke[1 : at + 1]) if _closed(stroke) else stroke[::-1],))
        yield drawing
        here = drawing.end


def _entry(drawing: PenDrawing, here: Point) -> tuple[float, int]:
    """The distance to a drawing's best starting point, and the index of that point."""
    if drawing.text is not None or len(drawing.strokes) > 1:
        return here.distance(drawing.start), 0
    (stroke,) = drawing.strokes
    places = range(len(stroke) - 1) if _closed(stroke) else (0, len(stroke) - 1)
    return min((here.distance(stroke[place]), place) for place in places)


def _closed(stroke: Stroke) -> bool:
    return len(stroke) > 3 and stroke[0].same_as(stroke[-1])


def _drawings(pattern: CutPattern | LabelTexts, part: Part, kind: str, plotter: Plotter) -> Iterator[PenDrawing]:
    """The lines of a part for one kind of pen."""
    if kind == "cut":
        yield PenDrawing((_line(part.cut),))
        yield from (PenDrawing((_line(line.curves),)) for line in part.lines if line.kind == SLIT)
    elif kind == "notch":
        yield from (PenDrawing(tuple(notch_strokes(notch, plotter.notch, plotter.notch_width)))
                    for notch in part.notches)
    elif kind == "text":
        for text in _writings(pattern, part):
            yield _lettered(text[0], text[1], plotter)
    else:
        yield from (PenDrawing((stroke,)) for stroke in _inner(part))
        yield from (PenDrawing(cross(drill.at, plotter.drill)) for drill in part.drills)


def _inner(part: Part) -> Iterator[Stroke]:
    if not part.one_line:
        yield _line(part.sewn_outline)
    yield from (_line(line.curves) for line in part.lines if line.kind != SLIT)
    yield part.grain
    for head in heads(part.grain, part.nap):
        tip, left, right = head_corners(*head)
        yield left, tip, right
    if part.mirror:
        yield fold_bracket(fold_of(part))


def _writings(pattern: CutPattern | LabelTexts, part: Part) -> Iterator[tuple[Writing, float]]:
    """Texts of a part, and how far each is turned to the left, in degrees."""
    for writing in label(pattern, part):
        yield writing, 90.0 if writing.turned else 0.0
    if part.mirror:
        at, along = fold_words_place(fold_of(part))
        yield Writing(FOLD_WORDS, WORDS, at, False), along


def _lettered(writing: Writing, turn: float, plotter: Plotter) -> PenDrawing:
    if not plotter.labels:
        return PenDrawing(tuple(written(writing.text, writing.at, writing.size, turn)))
    half = len(plain(writing.text)) * ADVANCE * writing.size / 2
    ends = (writing.at.along(turn + 180.0, half), writing.at.along(turn, half))
    return PenDrawing((ends,), writing)


def _line(curves: Curves) -> Stroke:
    return tuple(path.flatten(curves, FLATTEN))


def _commands(drawing: PenDrawing, plotter: Plotter, shift: tuple[float, float]) -> Iterator[str]:
    def at(point: Point) -> str:
        return f"{round((point.x + shift[0]) * units)},{round((point.y + shift[1]) * units)}"

    units = round(1.0 / plotter.unit, 9)                    # exactly 40 for the usual unit

    if drawing.text is not None:
        size, (start, end) = drawing.text.size, drawing.strokes[0]
        run, rise = end.x - start.x, end.y - start.y
        length = start.distance(end) or 1.0
        yield (f"PU{at(start)};SI{_LETTER * size / 10:.3f},{CAPITAL * size / 10:.3f};DI{run / length:z.4f},"
               f"{rise / length:z.4f};LB{plain(drawing.text.text)}{_END_OF_TEXT}")
        return
    for stroke in drawing.strokes:
        places = [at(point) for point in stroke]
        kept = [places[0], *(b for a, b in pairwise(places) if a != b)]
        yield f"PU{kept[0]};"
        for first in range(1, len(kept), plotter.points):
            yield f"PD{','.join(kept[first : first + plotter.points])};"


FORMAT: Final = Format("hpgl", ".plt", "HPGL for pen plotters, by the profile of a machine", write, SETTINGS)
"""The format as the registry finds it."""
