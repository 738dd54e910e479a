"""What is done before the first seam and stated by no template: interfacing is fused, darts are sewn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .outline import FUSIBLE
from .piece import Piece


@dataclass(frozen=True, slots=True)
class Preparation:
    """One thing that is done to a piece by itself: ``count`` darts or pleats of an edge, a dart inside, or fusing.

    ``edge`` names the edge, or the dart inside the piece; ``width`` and ``length`` in mm are those of a dart inside.
    """

    kind: Literal["fuse", "dart", "pleat", "fish-eye"]
    piece: str
    edge: str = ""
    count: int = 1
    width: float = 0.0
    length: float = 0.0


def preparations(pieces: Iterable[Piece]) -> tuple[Preparation, ...]:
    """What is done to single pieces before they are sewn together, in order of work."""
    pieces = tuple(pieces)
    fused = [Preparation("fuse", piece.info.name) for piece in pieces
             if piece.info.role != FUSIBLE and any(cut.role == FUSIBLE for cut in piece.info.cuts)]
    return (*fused, *(each for piece in pieces for each in _darts(piece)))


def _darts(piece: Piece) -> Iterator[Preparation]:
    name = piece.info.name
    for edge, shape in piece.info.edges.items():
        darts = sum(intake.tip for intake in shape.intakes)
        if darts:
            yield Preparation("dart", name, edge, darts)
        if darts < len(shape.intakes):
            yield Preparation("pleat", name, edge, len(shape.intakes) - darts)
    for inner, dart in piece.info.outline.darts.items():
        yield Preparation("fish-eye", name, inner, 1, dart.width, dart.above + dart.below)
