"""Counts what a drawing holds while it is read, and stops when it is too much."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from .limits import MOST_BLOCKS, MOST_CONTROLS, MOST_ENTITIES, MOST_VERTICES
from .records import Record, as_number
from .source import Opened

_FINE: Final = 0.005                                        # chords are finer in inches; this lies between
_BULGIEST: Final = 1_000.0


@dataclass(slots=True)
class Budget:
    """Counts what a file holds and stops the reading when it is too much."""

    source: Opened
    entities: int = 0
    vertices: int = 0
    blocks: int = 0

    def entity(self) -> None:
        """One entity more."""
        self.entities += 1
        if self.entities > MOST_ENTITIES:
            raise self._too_much(f"more than {MOST_ENTITIES} entities")

    def vertex(self, count: int = 1) -> None:
        """One vertex more, or several."""
        self.vertices += count
        if self.vertices > MOST_VERTICES:
            raise self._too_much(f"more than {MOST_VERTICES} vertices")

    def block(self) -> None:
        """One block more."""
        self.blocks += 1
        if self.blocks > MOST_BLOCKS:
            raise self._too_much(f"more than {MOST_BLOCKS} blocks")

    def curve(self, record: Record) -> int:
        """What an entity costs: the vertices that it has, or becomes when it is drawn."""
        places = [abs(as_number(value) or 0.0) for code, value in record.tags if code in {10, 20, 11, 21}]
        cost = len(places) // 2
        if record.kind in {"ARC", "CIRCLE"}:
            cost = chords(as_number(record.first(40)) or 0.0)
        elif record.kind == "ELLIPSE":
            cost = chords(sum(places[2:4]))
        elif record.kind == "SPLINE":
            if cost > MOST_CONTROLS:
                raise self.source.fault(f"a spline has {cost} control points, more than {MOST_CONTROLS}", "dxf.large",
                                        "Draw it as a polyline.", record.line)
            cost = 8 * cost + 4 * chords(max(places, default=0.0))
        self.vertex(cost)
        return cost + (self.arcs(record) if record.kind == "LWPOLYLINE" else 0)

    def arcs(self, record: Record) -> int:
        """What the bulges of a polyline cost: together no more than arcs of a circle round it all."""
        bent = [abs(as_number(value) or 0.0) for code, value in record.tags if code == 42]
        most = max(bent, default=0.0)
        if not most:
            return 0
        if most > _BULGIEST:
            raise self.source.fault(f"a bulge of {most:g} is no arc of a pattern", "dxf.number", "Is it a slip?",
                                    record.line)
        reach = max((abs(as_number(value) or 0.0) for code, value in record.tags if code in {10, 20}), default=0.0)
        count = sum(map(bool, bent))
        cost = int(chords(2 * reach * (1.0 + most)) * math.sqrt(count)) + 8 * count
        self.vertex(cost)
        return cost

    def _too_much(self, what: str) -> Exception:
        return self.source.fault(f"the drawing has {what}", "dxf.large", "This is no sewing pattern; split the file.")


def chords(extent: float) -> int:
    """About how many chords a curve of this extent becomes."""
    return 8 + int(math.sqrt(abs(extent) / _FINE))
