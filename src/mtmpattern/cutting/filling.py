"""Our own bottom-left fill with order swaps, which wins on tiny lays."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Final

from mtmpattern.cutting.engine import Effort, FoundLayout, LayTask
from mtmpattern.placing import pack
from mtmpattern.placing.packer import Packing

MOST: Final = 60        # outlines; a larger lay gets the quick packer's layout alone
ROUNDS: Final = 20      # rounds of changes in one search
ROWS: Final = (180, 300)
MOST_SEARCHES: Final = 10**9


@dataclass(frozen=True, slots=True)
class Filling:
    """The quick packer's layout first, then a search for each of several seeds; a step is one search.

    ``after`` searches were made before; they are not repeated.
    """

    name: str = field(default="fill")
    after: int = 0

    def missing(self) -> str:
        """Empty: it runs everywhere."""
        return ""

    def layouts(self, lay: LayTask, effort: Effort) -> Generator[FoundLayout, None, None]:
        """Ever shorter layouts."""
        start = time.process_time()
        best = pack(lay.shapes, lay.width, lay.spacing, hurried=effort.steps is None and lay.size > MOST)
        yield FoundLayout(best)
        if lay.size > MOST:
            return
        packings = [Packing(lay.shapes, lay.width, lay.spacing, rows) for rows in ROWS]
        rounds = max(4, ROUNDS * 20 // (20 + lay.size))
        step, last = self.after, self.after + (MOST_SEARCHES if effort.steps is None else effort.steps)
        longest = 0.0
        while step < last and (before := time.process_time()) - start + longest / 2.0 < effort.seconds:
            step += 1
            packing = packings[step % len(packings)]
            if best.length <= packing.floor * 1.0001:
                return
            found = [packing.along(rounds, effort.seed + step)]
            if packing.is_long(best.length):
                found += packing.across(best.length, rounds, effort.seed + step)
            shorter = min(found, key=lambda each: each.length)
            if shorter.length < best.length:
                best = shorter
            longest = max(longest, time.process_time() - before)
            yield FoundLayout(best)
