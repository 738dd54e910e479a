"""Lines must run on smoothly where they cross a seam or a fold; limits as measured on industry patterns.

Two angles are added where a line crosses a seam: that of each piece between the seam and the line. 180 degrees is
smooth. Industry patterns keep the neckline at 180 to 197 and the armhole at 177 to 191 at the shoulder, and the armhole
at 160 to 210 over the side seam (facts measured on graded sportswear). A raglan seam counts as the
shoulder at the neckline, and as the armhole at the side seam.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mtmpattern.errors import Problem
from mtmpattern.geometry import turn
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.seams.cutting_list import CuttingList
from mtmpattern.pattern.seams.seam import EdgeSpan, Seam
from mtmpattern.units import places_apart

ACROSS = {
    ("neckline", "shoulder"): (175.0, 200.0),
    ("neckline", "raglan"): (175.0, 200.0),
    ("neckline", "raglan_front"): (175.0, 200.0),
    ("neckline", "raglan_back"): (175.0, 200.0),
    ("armhole", "shoulder"): (168.0, 192.0),
    ("armhole", "side"): (160.0, 210.0),
    ("raglan", "side"): (160.0, 210.0),
    ("cap", ""): (160.0, 205.0),
    ("crotch", ""): (170.0, 185.0),
    ("hem", ""): (176.0, 184.0),
    ("waist", ""): (174.0, 186.0),
}
"""Degrees allowed where a line crosses a seam, by line and seam; an empty name stands for any seam.

Only lines that are meant to run on over seams are listed; a vent or a tab may have any corners.
"""

ON_FOLD = 3.0
"""Degrees by which a line may miss a right angle to the fold that it crosses."""


def rough_places(seams: Iterable[Seam], parts: CuttingList, pieces: Sequence[Piece]) -> Iterator[Problem]:
    """Every place where a line has a corner that was not declared a peak."""
    for seam in seams:
        if seam.kind in ("sewn", "zipped"):
            yield from _across(seam.first[0], seam.second[0], parts, at_start=True)
            yield from _across(seam.first[-1], seam.second[-1], parts, at_start=False)
    for piece in pieces:
        yield from _on_folds(piece)


def _across(first: EdgeSpan, second: EdgeSpan, parts: CuttingList, *, at_start: bool) -> Iterator[Problem]:
    corner, mate = _corner(first, parts, at_start=at_start), _corner(second, parts, at_start=at_start)
    if corner is None or mate is None:
        return
    (line, angle, peak, name), (mate_line, mate_angle, mate_peak, mate_name) = corner, mate
    if line != mate_line or peak or mate_peak:
        return
    seam = parts.edge(first.part, first.edge).edge
    limits = ACROSS.get((line, seam)) or ACROSS.get((line, ""))
    both = angle + mate_angle
    if limits and not limits[0] <= both <= limits[1]:
        low, high = limits
        places = places_apart(both, low if both < low else high, places=1)
        yield Problem(
            f"{line} has a corner where {name} and {mate_name} are sewn: {angle:.1f} and {mate_angle:.1f} "
            f"degrees add to {both:.{places}f}, not {low:.0f} to {high:.0f}", "smooth.seam", name,
            "Draw the line square to the seam on both pieces, or declare the point a peak.")


def _corner(span: EdgeSpan, parts: CuttingList, *, at_start: bool) -> tuple[str, float, bool, str] | None:
    """The line beyond the seam at one end of a walk, the angle between them, whether it is a peak, and the edge."""
    listed = parts.edge(span.part, span.edge)
    info, edge = listed.piece.info, listed.piece.info.edges[listed.edge]
    at = listed.drawn_at(span.entry if at_start else span.exit)
    before, after = info.neighbours(listed.edge)
    if at <= 0.001:
        line, angle = before, 180.0 - turn(info.edges[before].arriving, edge.leaving)
    elif at >= edge.length - 0.001:
        line, angle = after, 180.0 - turn(edge.arriving, info.edges[after].leaving)
    else:
        return None
    if info.edges[line].kind != "seam":
        return None
    corner = edge.start if at <= 0.001 else edge.end
    return line, angle, info.is_peak(line, listed.edge, at=corner), f"{info.name}.{listed.edge}"


def _on_folds(piece: Piece) -> Iterator[Problem]:
    info = piece.info
    if not info.fold:
        return
    fold = info.edges[info.fold]
    before, after = info.neighbours(info.fold)
    for line, angle, at in ((before, 180.0 - turn(info.edges[before].arriving, fold.leaving), fold.start),
                            (after, 180.0 - turn(fold.arriving, info.edges[after].leaving), fold.end)):
        if info.is_peak(line, at=at) or info.edges[line].kind != "seam":
            continue
        if abs(angle - 90.0) > ON_FOLD:
            yield Problem(f"{info.name}.{line} meets the fold at {angle:.1f} degrees and has a corner when it is "
                          "opened", "smooth.fold", f"{info.name}.{line}",
                          "Draw it square to the fold, or declare the point a peak.")
