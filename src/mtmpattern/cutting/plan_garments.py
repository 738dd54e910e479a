"""The garments of a plan: their numbers, which of them are alike, and the texts on their parts."""

from __future__ import annotations

from collections.abc import Sequence

from mtmpattern.cutting.arrangement import PendingLay
from mtmpattern.cutting.marker_plan import Garment, letters_of
from mtmpattern.cutting.rules import Bundle
from mtmpattern.pattern.parts.part import CutPattern, Part


class PlanGarments:
    """The garments of some bundles, numbered from 1 in the order of the bundles: ``every`` one of them."""

    def __init__(self, bundles: tuple[Bundle, ...]) -> None:
        self.bundles = bundles
        every: list[Garment] = []
        self._numbers: list[range] = []         # of the garments of each bundle
        for bundle in bundles:
            first, cut = len(every) + 1, bundle.pattern
            self._numbers.append(range(first, first + bundle.copies))
            every += (Garment(number, cut.template, cut.version, cut.size, bundle.order, cut.digest)
                      for number in self._numbers[-1])
        self.every = tuple(every)

    def alike(self, members: Sequence[int]) -> list[tuple[CutPattern, tuple[int, ...]]]:
        """The different patterns of these bundles, with the numbers of their garments."""
        found: list[tuple[CutPattern, list[int]]] = []
        for member in members:
            pattern = self.bundles[member].pattern
            for other, garments in found:
                if pattern is other or ((pattern.digest, pattern.size) == (other.digest, other.size)
                                        and pattern.parts == other.parts):
                    garments.extend(self._numbers[member])
                    break
            else:
                found.append((pattern, list(self._numbers[member])))
        return [(pattern, tuple(numbers)) for pattern, numbers in found]

    def fault_prefix(self, number: int) -> str:
        """How a message about a garment begins: its number and its file, where there is more than one garment."""
        bundle = next(bundle for bundle, numbers in zip(self.bundles, self._numbers, strict=True) if number in numbers)
        if len(self.every) == 1:
            return f"{bundle.source}: " if bundle.source else ""
        return f"garment {number} ({bundle.source or bundle.pattern.template}): "

    def id_prefixes(self, due: PendingLay) -> list[str]:
        """The prefix of the ids of each slot's parts: the garment's number, or a letter where plies differ."""
        if letters := letters_of(due.garments):
            return [f"{letter}." for letter in letters]
        if len(self.every) == 1 or len(due.garments) > 1:
            return [""] * len(due.laying.slots)
        return [f"{number}." for number in due.garments[0]]

    def label(self, due: PendingLay, slot: int, part: Part) -> tuple[str, ...]:
        """The lines of a part's label: its name, its id, and its garment, with the order where all plies share it."""
        garment = self.every[due.garments[0][slot] - 1]
        alone = len(due.garments) == 1
        what = " ".join(filter(None, (garment.template, garment.size and f"size {garment.size}",
                                      f"order {garment.order}" if garment.order and alone else "")))
        return part.title.upper(), part.id, what
