"""Panels of any shape that one can draw, from a random source or from hypothesis."""

from __future__ import annotations

import random
from dataclasses import replace

from mtmpattern.knitting.panel import Band, Fashioning, Mark, Panel, PanelStretch, panel_of_edges


def random_panel(chance: random.Random) -> Panel:
    """A panel with random edges, steps, neck, band, short rows, marks and techniques."""
    width = chance.randrange(14, 40)
    kind = chance.choice(("rib", "hem", None))
    band = Band(kind, chance.randrange(1, 7), chance.randrange(1, 4), chance.randrange(1, 4),
                chance.choice(("left", "right"))) if kind else None
    start = band.courses + 1 if band else 1
    left, right = [0] * start, [width - 1] * start
    for _ in range(chance.randrange(6, 50)):
        low, high = left[-1], right[-1]
        change = [chance.choice((0, 0, 0, 0, 1, -1, 2, chance.randrange(3, 6))) for _ in range(2)]
        if high - low + 1 - change[0] - change[1] < 10:
            change = [0, 0]
        left.append(low + change[0])
        right.append(high - change[1])
    inner: tuple[list[int], list[int]] = ([], [])
    if right[-1] - left[-1] > 11 and chance.random() < 0.5:
        middle = (left[-1] + right[-1]) // 2
        a, b = middle - chance.randrange(0, 3), middle + 1 + chance.randrange(0, 3)
        low, high = left[-1], right[-1]
        for _ in range(chance.randrange(3, 20)):
            inner[0].append(a)
            inner[1].append(b)
            left.append(low)
            right.append(high)
            if a - low > 6 and chance.random() < 0.4:
                a -= chance.choice((1, 1, 2, 3))
            elif a - low > 5 and chance.random() < 0.2:
                low += 1
            if high - b > 6 and chance.random() < 0.4:
                b += chance.choice((1, 1, 2, 3))
    made = panel_of_edges("random", left, right, neck=inner, band=band, cast_on=chance.choice(("closed", "open")),
                 top=chance.choice(("chained", "live")), starts=chance.choice(("left", "right")),
                 fashioning=Fashioning(chance.randrange(0, 5), chance.choice((1, 2)),
                                       chance.choice(("lifted", "eyelet", "split"))))
    if chance.random() < 0.4:
        made = _with_short_rows(made, chance)
    marks = tuple(Mark(course, side) for course in range(start + 1, len(made.courses) + 1, 7)
                  for side in ("left", "right"))
    return replace(made, marks=marks if chance.random() < 0.5 else ())


def _with_short_rows(made: Panel, chance: random.Random) -> Panel:
    """Short rows over the last course, at one end or at both, and two courses over everything."""
    last = tuple(PanelStretch(each.left, each.right) for each in made.courses[-1])
    rows = []
    sides = [chance.choice(("outer", "both")) for _ in last]
    for turn in (1, 1, 2, 2):
        row = []
        for part, each in enumerate(last):
            step = turn * max(1, each.stitches // 8)
            both = len(last) == 1 and sides[0] == "both"
            row.append(PanelStretch(each.left, each.right, each.left + step if both or part == 0 else None,
                               each.right - step if both or part == 1 else None))
        rows.append(tuple(row))
    return replace(made, courses=(*made.courses, last, *rows, last, last))
