"""Circles, arcs and boxes of HPGL as chords, in plotter units."""

from __future__ import annotations

import math
from typing import Final

from .hpgl_commands import Command

Place = tuple[float, float]

CHORD: Final = 5.0
"""Degrees of a circle that one chord stands for, where the file does not say."""


def arc(start: Place, command: Command) -> list[Place]:
    """Chords of a circle round the pen, or of an arc round a centre."""
    numbers = command.numbers
    if command.word == "CI":
        (x, y), radius, begin, sweep, chord = start, abs(numbers[0]), 0.0, 360.0, numbers[1:2]
    else:
        x, y = (start[0] + numbers[0], start[1] + numbers[1]) if command.word == "AR" else numbers[:2]
        radius, sweep, chord = math.dist(start, (x, y)), max(-360.0, min(360.0, numbers[2])), numbers[3:4]
        begin = math.degrees(math.atan2(start[1] - y, start[0] - x))
    step = min(max(abs(chord[0]), 0.5), 120.0) if chord else CHORD
    count = max(1, math.ceil(abs(sweep) / step))
    angles = [math.radians(begin + sweep * place / count) for place in range(command.word != "CI", count + 1)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def box(start: Place, command: Command) -> list[Place]:
    """The other corners of a box from the pen to the opposite corner, and back."""
    x, y = command.numbers[:2]
    if command.word == "ER":
        x, y = start[0] + x, start[1] + y
    return [(x, start[1]), (x, y), (start[0], y), start]
