"""What the openings of a garment are called: by the limb they lie on, or by their longest edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .piece import Piece
from .walks import Cell

BY_BODY = {"neck": "neck", "waist": "waist", "arm": "cuff", "wrist": "cuff", "leg": "leg", "ankle": "leg",
           "head": "face"}
"""What an opening is called that lies on a piece hanging there."""

BY_EDGE = {"neckline": "neck", "armhole": "armhole"}
"""What an opening is called on the torso, by its longest edge; others are called by that edge's own name."""


def is_slit(members: Mapping[str, Piece], cell: Cell) -> bool:
    """Whether a stretch of boundary is one side of a slit."""
    (piece, _, edge), _, _ = cell
    info = members[piece].info
    return edge in info.edges and info.is_slit(edge)


def opening_name(loop: Sequence[Cell], members: Mapping[str, Piece]) -> str:
    """The name of an opening: by the limb it lies on, otherwise by its longest edge; a slit only lengthens it."""
    lengths: dict[tuple[str, str], float] = defaultdict(float)
    for (piece, _, edge), start, end in (cell for cell in loop if not is_slit(members, cell)):
        lengths[piece, edge] += end - start
    piece, _ = max(lengths, key=lambda key: lengths[key])
    limb = next((word for word in members[piece].info.on.split() if word in BY_BODY), "")
    if limb:
        return BY_BODY[limb]
    by_name: dict[str, float] = defaultdict(float)
    for (_, edge), mm in lengths.items():
        by_name[edge] += mm
    name = max(by_name, key=lambda key: by_name[key])
    return BY_EDGE.get(name, name)
