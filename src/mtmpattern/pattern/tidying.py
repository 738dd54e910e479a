"""The last touch to a part: outlines closed to the last bit, and everything once that both halves brought."""

from __future__ import annotations

from collections.abc import Sequence

from ..geometry import Curve, Curves, path
from ..geometry.tolerance import SAME
from .part import Drill, PartLine, PartNotch


def closed(curves: Curves) -> Curves:
    """The outline with every end set to the next start, to the last bit."""
    pinned = []
    for curve, after in zip(curves, [*curves[1:], curves[0]], strict=True):
        end = after.start
        pinned.append(curve if curve.end == end else
                      Curve(curve.start, curve.leave, curve.arrive, end, curve.straight))
    return tuple(curve for curve in pinned if path.longer_than(curve, SAME))


def distinct_notches(notches: Sequence[PartNotch]) -> tuple[PartNotch, ...]:
    """Each notch once; those on a fold come from both halves."""
    kept: dict[tuple[int, int, int], PartNotch] = {}
    for notch in notches:
        key = (round(notch.on_cut.x * 20), round(notch.on_cut.y * 20), round(notch.direction % 360.0))
        kept.setdefault(key, notch)
    return tuple(kept.values())


def distinct_drills(drills: Sequence[Drill]) -> tuple[Drill, ...]:
    """Each hole once."""
    kept: dict[tuple[str, int, int], Drill] = {}
    for drill in drills:
        kept.setdefault((drill.name, round(drill.at.x * 20), round(drill.at.y * 20)), drill)
    return tuple(kept.values())


def lines_of_ply(lines: Sequence[PartLine], copy: int) -> tuple[PartLine, ...]:
    """The lines of one ply: a slit on the fold once, buttonholes and buttons on the upper ply alone."""
    kept, seen = [], set()
    for line in lines:
        if copy > 1 and (line.kind == "button" or line.name.startswith("buttonhole")):
            continue
        if line.kind in ("slit", "stop"):
            ends = (line.curves[0].start, line.curves[-1].end)
            key = (line.name, frozenset((round(p.x, 3), round(p.y, 3)) for p in ends))
            if key in seen:
                continue
            seen.add(key)
        kept.append(line)
    return tuple(kept)
