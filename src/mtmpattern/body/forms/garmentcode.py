"""The body files of GarmentCode: ``body:`` with names of its own, in cm and degrees.

Where it has no measure but the parts of one, ours is worked out: the height of the waist is ``height`` less ``head_l``
and ``waist_line``, the front of the bust is ``bust`` less its back half ``back_width``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.freesewing import amount_of, nothing, take_all
from mtmpattern.body.forms.names import Gathering, Meaning, meanings
from mtmpattern.documents import Faults, Node


def read(top: Node, faults: Faults, pick: Pick) -> Taken:
    """Read a body of GarmentCode; a mapping without ``body`` is taken for what should stand under it."""
    parts = top.mapping()
    block = parts.get("body", top)
    taken = Taken("garmentcode", unit="cm")
    gathering = Gathering("garmentcode", pick, faults, taken)
    derived = tuple(each for each in meanings("garmentcode") if each.parts)
    with faults.caught():
        names = block.mapping()
        used = {part.lstrip("-") for each in derived for part in each.parts} - {*gathering.known, *gathering.columns}
        take_all(gathering, {name: node for name, node in names.items() if name not in used})
        told = set(gathering.known).union(*(_derive(gathering, meaning, names) for meaning in derived))
        for name in sorted(used - told):
            if name in names and not nothing(names[name]):
                gathering.remark(replace(names[name], path=name), f"{name} tells nothing without what it is taken from",
                                 "measurement.unmapped")
    gathering.finish(block)
    return taken


def _derive(gathering: Gathering, meaning: Meaning, names: Mapping[str, Node]) -> set[str]:
    """Work out one measure where all its parts are there, and return the names of the parts."""
    total = Fraction(0)
    for part in meaning.parts:
        node = names.get(part.lstrip("-"))
        amount = amount_of(node) if node is not None else None
        if not amount:
            return set()
        total += -amount if part.startswith("-") else amount
    first = names[meaning.parts[0]]
    gathering.add_amount(meaning, total, replace(first, path=meaning.name))
    return {part.lstrip("-") for part in meaning.parts}
