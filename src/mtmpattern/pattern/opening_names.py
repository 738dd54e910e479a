"""What the openings of a garment are called: by the limb they lie on, or by their longest edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..geometry import SLIT
from .cutting_list import CuttingList
from .seam import EdgeSpan

BY_BODY = {"neck": "neck", "waist": "waist", "arm": "cuff", "wrist": "cuff", "leg": "leg", "ankle": "leg",
           "head": "face"}
"""What an opening is called that lies on a piece hanging there."""

BY_EDGE = {"neckline": "neck", "armhole": "armhole"}
"""What an opening is called on the torso, by its longest edge; others are called by that edge's own name."""


def is_slit(parts: CuttingList, stretch: EdgeSpan) -> bool:
    """Whether a stretch of boundary is one side of a slit."""
    edge = parts.parts[stretch.part].edges.get(stretch.edge)
    return edge is not None and edge.kind == SLIT


def opening_name(loop: Sequence[EdgeSpan], parts: CuttingList) -> str:
    """The name of an opening: by the limb it lies on, otherwise by its longest edge; a slit only lengthens it."""
    lengths: dict[tuple[str, str], float] = defaultdict(float)
    for stretch in loop:
        if not is_slit(parts, stretch):
            part = parts.parts[stretch.part]
            edge = part.edges.get(stretch.edge)
            lengths[part.piece.info.name, edge.edge if edge else stretch.edge] += stretch.length
    longest, _ = max(lengths, key=lambda key: lengths[key])
    on = next(piece.info.on for piece in parts.pieces if piece.info.name == longest)
    limb = next((word for word in on.split() if word in BY_BODY), "")
    if limb:
        return BY_BODY[limb]
    by_name: dict[str, float] = defaultdict(float)
    for (_, name), mm in lengths.items():
        by_name[name] += mm
    name = max(by_name, key=lambda key: by_name[key])
    return BY_EDGE.get(name, name)
