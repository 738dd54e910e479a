"""Notches as they are cut: from the cut line toward the sewn line, square to it, leaving a safe rest."""

from __future__ import annotations

from collections.abc import Mapping

from ..geometry import Curve, Curves, Edge, Point, heading, path
from ..geometry.tolerance import SAME
from .notches import Notch
from .part import PartNotch
from .piece import Piece

LEFT_STANDING = 3.0
"""A notch leaves this many millimetres to the sewn line."""

DEEPEST = 7.0
"""And is never deeper than this, however wide the hem."""

IN_A_RAW_EDGE = 2.0
"""How deep a notch is cut where there is no allowance to cut it in."""


def cut_notch(notch: Notch, piece: Piece, edges: Mapping[str, Edge], here: Curves, whole: Curves) -> PartNotch:
    """A notch square to the sewn line, or along the neighbour's line where it marks that line's end.

    ``edges`` are the piece's, stretched for shrinkage; ``here`` is the edge's stretch of the ``whole`` cut line.
    """
    drafted, edge = piece.info.edges[notch.edge], edges[notch.edge]
    curve, t = _same_place(drafted, edge, notch.at)
    at, outward = curve.point(t), curve.direction(t) - 90.0
    if notch.reason in ("centre", "hem", "fold") and _is_end(notch.at, drafted.length):
        before, after = piece.info.neighbours(notch.edge)
        outward = edges[before].arriving if notch.at <= SAME else edges[after].leaving + 180.0
    return _through(notch.reason, at, outward, here, whole)


def _is_end(at: float, length: float) -> bool:
    return at <= SAME or at >= length - SAME


def _same_place(drafted: Edge, edge: Edge, mm: float) -> tuple[Curve, float]:
    """The place on the stretched edge that was ``mm`` along the drafted one; affine moves keep curve parameters."""
    if drafted is edge:
        return edge.place(mm)
    curve, t = drafted.place(mm)
    stretches = drafted.trued.sewn
    for i, stretch in enumerate(stretches):
        for j, candidate in enumerate(stretch):
            if candidate is curve:
                return edge.trued.sewn[i][j], t
    return edge.place(mm * edge.length / drafted.length)


def _through(name: str, at: Point, outward: float, here: Curves, whole: Curves) -> PartNotch:
    for curves in (here, whole):
        ahead = [along for along in path.crossed_at(curves, at, outward) if along >= -SAME]
        if ahead:
            width = max(min(ahead), 0.0)
            depth = min(max(width - LEFT_STANDING, width / 2), DEEPEST) if width > SAME else IN_A_RAW_EDGE
            return PartNotch(name, at, at.along(outward, width), (outward + 180.0) % 360.0, depth)
    return PartNotch(name, at, at, (outward + 180.0) % 360.0, IN_A_RAW_EDGE)


def leg_notches(edge: Edge, whole: Curves) -> list[PartNotch]:
    """Both legs of a dart or pleat, cut in the direction of the leg."""
    found = []
    for placed in edge.darts:
        for mouth in (placed.start, placed.end):
            outward = heading(placed.point, mouth) if placed.intake.tip else heading(placed.start, placed.end) - 90.0
            found.append(_through("dart" if placed.intake.tip else "pleat", mouth, outward, whole, whole))
    return found
