"""Sample panels at any width: pieces of jumpers with every kind of shaping, for tests and benchmarks."""

from __future__ import annotations

from dataclasses import replace

from mtmpattern.knitting.panel import Band, Fashioning, Mark, Panel, PanelStretch, panel_of_edges, slope


def sleeve(width: int = 30, top: int = 54, courses: int = 60, band: Band | None = None,
           increase: str = "lifted") -> Panel:
    """A set-in sleeve: widened evenly, bound off at the underarm, narrowed to the cap and bound off."""
    band = Band("rib", 8) if band is None else band
    rise = (top - width) // 2
    left = [0] * (band.courses + 1) + [-column for column in slope(0, rise, courses)]
    right = [width - 1 - column for column in left]
    low, high = left[-1] + 4, right[-1] - 4
    while high - low + 1 > top // 3:
        left, right = [*left, low, low], [*right, high, high]
        low, high = low + 1, high - 1
    left, right = [*left, low + 3, low + 3], [*right, high - 3, high - 3]
    marks = [Mark(band.courses + courses // 2, side) for side in ("left", "right")]
    return panel_of_edges("sleeve", left, right, band=band, marks=marks, fashioning=Fashioning(increase=increase))


def armholes(width: int, courses: int, rise: int, step: int) -> tuple[list[int], list[int]]:
    """The outer ends of a body: straight up, a bind-off step at each armhole, narrowings, straight up."""
    left, right = [0] * courses, [width - 1] * courses
    low, high = step, width - 1 - step
    for course in range(rise):
        left, right = [*left, low], [*right, high]
        if course % 2 == 1 and low < step * 2:
            low, high = low + 1, high - 1
    return left, right


def front(width: int = 60, *, vee: bool = False, short_rows: bool = False, live: bool = False, starts: str = "left",
          band: Band | None = None) -> Panel:
    """A front with armholes and a crew or V neck; the shoulders end straight, or slope with short rows."""
    band = band or Band("rib", 10, 2, 2)
    left, right = armholes(width, 30, 40, max(3, width // 20))
    depth, middle = (34, (width - 1) // 2) if vee else (22, (width - 1) // 2)
    column = middle if vee else middle - width // 14
    inner: list[int] = []
    for course in range(depth):
        inner.append(column)
        if course % (3 if vee else 2) == 1 and column > middle - width // 7:
            column -= 1
    made = panel_of_edges(
        "front", left, right, neck=(inner, [width - 1 - each for each in inner]), band=band, starts=starts,
        top="live" if live else "chained", marks=[Mark(40, "left"), Mark(40, "right", int(vee))])
    return shoulders(made, 2 + width // 40) if short_rows else made


def shoulders(made: Panel, step: int, turns: int = 3) -> Panel:
    """Short rows in the last courses of both sides, and two courses over everything."""
    courses = list(made.courses)
    first = len(courses) - 2 * turns
    for turn in range(turns):
        for course in (first + 2 * turn, first + 2 * turn + 1):
            a, b = courses[course]
            courses[course] = (replace(a, turn_left=a.left + step * (turn + 1)),
                               replace(b, turn_right=b.right - step * (turn + 1)))
    last = courses[-1]
    over = tuple(PanelStretch(each.left, each.right) for each in last)
    return replace(made, courses=(*courses, over, over))


def back(width: int = 60, band: Band | None = None) -> Panel:
    """A back with armholes and short-row shoulders over the whole width, left live, and a hem."""
    left, right = armholes(width, 30, 38, max(3, width // 20))
    made = panel_of_edges("back", left, right, band=band or Band("hem", 6), top="live")
    low, high = left[-1], right[-1]
    step = max(2, width // 16)
    turned = [(PanelStretch(low, high, low + step * turn, high - step * turn),) for turn in (1, 1, 2, 2, 3, 3)]
    return replace(made, courses=(*made.courses, *turned, (PanelStretch(low, high),), (PanelStretch(low, high),)))


def bust(width: int = 56) -> Panel:
    """A front panel with short rows for the bust in its middle, an open cast-on and eyelet increases at a waist."""
    down, up = [*range(4), *[3] * 6], [*range(3, -1, -1), *[0] * 8]
    left = [0] * 6 + _twice(down) + _twice(up)
    right = [width - 1 - each for each in left]
    courses: list[tuple[PanelStretch, ...]] = [(PanelStretch(*ends),) for ends in zip(left, right, strict=True)]
    middle = [(PanelStretch(0, width - 1, 4 * turn, width - 1 - 4 * turn),) for turn in (1, 1, 2, 2, 3, 3)]
    over = [(PanelStretch(0, width - 1),)] * 12
    return Panel("bust front", (*courses, *middle, *over), cast_on="open", fashioning=Fashioning(2, 1, "eyelet"))


def _twice(values: list[int]) -> list[int]:
    return [value for value in values for _ in (0, 1)]


def raglan(width: int = 30, top: int = 44) -> Panel:
    """A raglan sleeve, asymmetric at the top, narrowed by two at once, with split increases."""
    rise = (top - width) // 2
    left = [0] * 9 + [-each for each in slope(0, rise, 40)]
    right = [width - 1 - each for each in left]
    low, high = left[-1] + 3, right[-1] - 3
    for course in range(28):
        left, right = [*left, low], [*right, high]
        if course % 4 == 1 and high - low > 14:
            low, high = low + 2, high - 2
    left, right = [*left, low, low], [*right, high - 4, high - 4]
    return panel_of_edges("raglan sleeve", left, right, band=Band("rib", 8), fashioning=Fashioning(4, 2, "split"))


def samples(scale: float = 1.0) -> list[Panel]:
    """One of each kind, at about the same size."""
    wide = round(60 * scale)
    return [sleeve(round(30 * scale), round(54 * scale)),
            sleeve(round(30 * scale), round(54 * scale), band=Band("hem", 5), increase="eyelet"),
            front(wide), front(wide, vee=True, short_rows=True),
            front(wide, short_rows=True, live=True, starts="right"),
            back(wide), bust(round(56 * scale)), raglan(round(30 * scale), round(44 * scale)),
            raglan(round(30 * scale), round(44 * scale)).mirrored()]
