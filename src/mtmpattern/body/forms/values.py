"""The values of a person as a reader gathers them: each under its measure, with what is left out and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from mtmpattern.body.catalogue import CATALOGUE, canonical
from mtmpattern.body.forms.columns import Column
from mtmpattern.body.forms.native import unknown_at
from mtmpattern.body.forms.wishes import BLOCKS
from mtmpattern.documents import Faults, Node
from mtmpattern.errors import Problem, clean
from mtmpattern.units import given_unit, readable

BLANK: Final = frozenset(("", "-", "--", "–", "—", "n/a", "na", "nan", "none", "null", "#n/a"))
"""Cells that mean that nothing was measured."""
_ZERO: Final = re.compile(r"[-+]?0+(?:[.,]0*)?(?: ?[a-z]{1,3})?")


@dataclass(slots=True)
class _Found:
    """The values of one measure, by side or whole, and the rank of their name."""

    word: str
    rank: int
    sides: dict[str, Node] = field(default_factory=dict)


class Values(dict[str, _Found]):
    """Values by measure while they are gathered; see `put_value`."""

    def measures(self, file: str, remarks: list[Problem]) -> dict[str, Node]:
        """The values by the word of each measure, whole or by side; a single side is used for both."""
        measures = {}
        for name, each in self.items():
            side, first = next(iter(each.sides.items()))
            if len(each.sides) == 1:
                measures[each.word] = first
                if side and (name not in CATALOGUE or CATALOGUE[name].sided):
                    remarks.append(first.problem(f"{clean(each.word)}: only the {side} side was measured; it is taken "
                                                 "for both", "measurement.one_side", measure=name, side=side))
            else:
                measures[each.word] = Node(each.sides, first.trail, file, first.line, None, False, first.line)
        return measures


def put_value(found: Values, column: Column, node: Node, remarks: list[Problem], faults: Faults) -> None:
    """Keep a value under its measure. Of two names for one measure the better one is used; equals are a fault."""
    name = column.name or column.head
    kept = found.setdefault(name, _Found(column.word if column.name else column.head, column.rank))
    if kept.sides and kept.rank != column.rank:
        lost = node if kept.rank < column.rank else next(iter(kept.sides.values()))
        if kept.rank > column.rank:
            kept.sides.clear()
            kept.word, kept.rank = column.word, column.rank
        read = next(iter(kept.sides.values()), node)
        remarks.append(lost.problem(f"{clean(lost.name)} was left out: {clean(read.name)} is read as {name}",
                                    "measurement.unmapped", name=clean(lost.name), measure=name))
        if lost is node:
            return
    pair = _pair(kept.sides.get(column.side), node, column)
    if pair is not None:
        kept.sides[column.side] = pair
        return
    if column.side in kept.sides or (kept.sides and "" in (column.side, *kept.sides)):
        first = next(iter(kept.sides.values()))
        alike = first.line == node.line
        message = (f"{clean(node.name)} and {clean(first.name)} are the same measure, {name}, and both have a value"
                   if alike else f"{clean(kept.word)} is given twice, on line {first.line} and on line {node.line}")
        faults.add(node.problem(message, "measurement.duplicate", "Keep one of them." if alike else
                                "Keep one of them, or mark them left and right.", measure=name,
                                names=[clean(first.name), clean(node.name)]))
        return
    kept.sides[column.side] = node
    if column.note and not (column.side and len(kept.sides) > 1):
        remarks.append(node.problem(f"{clean(node.name)} is read as {name}: {column.note}", "measurement.near",
                                    name=clean(node.name), measure=name))


def _pair(first: Node | None, second: Node, column: Column) -> Node | None:
    """Feet and inches in two columns, or stones and pounds, as one value; None for anything else."""
    if first is None or not column.name:
        return None
    quantity = column.quantity
    for large, small in ((first, second), (second, first)):
        units = given_unit(large.content, quantity), given_unit(small.content, quantity)
        text = f"{large.content} {small.content}"
        if units in quantity.pairs.items() and readable(text, quantity):
            return replace(first, content=text)
    return None


def not_taken(cell: str, column: Column) -> bool:
    """Whether a cell means that nothing was measured: empty, a dash, no, or 0 where a body cannot measure 0."""
    word = cell.strip().casefold()
    if word in BLANK or word in ("false", "no"):
        return True
    signed = bool(column.name) and CATALOGUE[column.name].signed
    number = _ZERO.fullmatch(word)
    return number is not None and not signed and column.role not in BLOCKS


def put_wish(wishes: dict[str, dict[str, Node]], column: Column, node: Node) -> None:
    """Store a value of ``garment.length`` or ``alter.trousers.waist`` like a block of a measurement file."""
    inner: Any = wishes.setdefault(column.role, {})
    steps = [each.strip() for each in column.word.split(".")][:4]
    for step in steps[:-1]:
        held = inner.get(step)
        if held is None or not isinstance(held.content, dict):
            held = inner[step] = replace(node, content={})
        inner = held.content
    inner[steps[-1]] = node


def wish_blocks(wishes: Mapping[str, Mapping[str, Node]], place: Node) -> dict[str, Node]:
    """The values that `put_wish` stored, as the blocks of a measurement file."""
    return {block: Node(given, block, place.file, place.line) for block, given in wishes.items()}


def untaken(count: int, what: str, place: Node) -> Problem:
    """The remark on values that mean that nothing was measured."""
    values = f"{count} {what}" + ("s say" if count > 1 else " says")
    return Problem(f"{values} that nothing was measured, and {'were' if count > 1 else 'was'} left out",
                   "measurement.untaken", "", "Measure what a garment needs.", place.file, place.line,
                   params={"count": count})


def confirmed(node: Node | None, faults: Faults) -> frozenset[str]:
    """Read the names of measures that were checked again, separated by spaces, commas or semicolons."""
    words = str(node.content).replace(",", " ").replace(";", " ").split() if node else []
    for word in words:
        if node and canonical(word) is None:
            faults.found(partial(unknown_at, word, node))
    return frozenset(name for word in words if (name := canonical(word)))
