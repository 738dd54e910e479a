"""What is left of a file after washing: its blocks as clean text for ezdxf."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Block:
    """A block as it stands in the file, and what it costs; ``inserts`` names those inside it."""

    name: str
    line: int
    text: list[str | Reference] = field(default_factory=list)
    vertices: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """An INSERT: the name it asks for, and its other groups as text."""

    name: str
    line: int
    text: str


@dataclass(slots=True)
class Washed:
    """The blocks of a file and its model space (the first of them) as clean text, with what was learnt on the way."""

    blocks: list[Block]
    layers: dict[str, int]
    header: dict[str, str]
    left_out: Counter[str]
    ended: bool
    comma: int = 0
    """The first line of a coordinate with a decimal comma, 0 for none."""

    @property
    def model(self) -> Block:
        """What lies in the model space."""
        return self.blocks[0]
