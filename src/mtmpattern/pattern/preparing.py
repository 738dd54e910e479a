"""What is done before the first seam and that nobody writes down: interfacing is fused, darts are sewn."""

from __future__ import annotations

from collections.abc import Iterable

from .outline import FUSIBLE
from .piece import Piece


def preparations(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """One line for each thing that is done to a piece before it is sewn to another, in order of work."""
    pieces = tuple(pieces)
    fused = [f"fuse {piece.info.name}" for piece in pieces
             if piece.info.role != FUSIBLE and any(cut.role == FUSIBLE for cut in piece.info.cuts)]
    return (*fused, *(line for piece in pieces for line in _darts(piece)))


def _darts(piece: Piece) -> list[str]:
    lines = []
    for name, edge in piece.info.edges.items():
        for tip, what in ((True, "dart"), (False, "pleat")):
            count = sum(intake.tip is tip for intake in edge.intakes)
            if count:
                lines.append(f"{'sew' if tip else 'fold'} {count} {what}{'s' if count > 1 else ''} "
                             f"of {piece.info.name}.{name}")
    for name, dart in piece.info.outline.darts.items():
        lines.append(f"sew {name} inside {piece.info.name}, {dart.width:.0f} mm wide and "
                     f"{dart.above + dart.below:.0f} mm long")
    return lines
