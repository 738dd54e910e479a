"""The body files of GarmentCode: ``body:`` with its own names, in cm and degrees.

If it has only the parts of a measure, ours is calculated: the height of the waist is ``height`` less ``head_l`` and
``waist_line``, the front of the bust is ``bust`` less its back half ``back_width``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.freesewing import amount_of, nothing, take_all
from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.body.forms.names import Meaning, meanings
from mtmpattern.documents import Faults, Node


def read(top: Node, faults: Faults, pick: Pick) -> Taken:
    """Read a body of GarmentCode; a mapping without ``body`` is read as its content."""
    parts = top.mapping()
    block = parts.get("body", top)
    taken = Taken("garmentcode", unit="cm")
    gathering = Gathering("garmentcode", pick, faults, taken)
    derived = tuple(each for each in meanings("garmentcode") if each.parts)
    with faults.caught():
        names = block.mapping()
        used = {part.lstrip("-") for each in derived for part in each.parts} - {*gathering.known, *gathering.columns}
        take_all(gathering, {name: node for name, node in names.items() if name not in used})
        read_names = set(gathering.known).union(*(_derive(gathering, meaning, names) for meaning in derived))
        for name in sorted(used - read_names):
            if name in names and not nothing(names[name]):
                gathering.remark(names[name],
                                 f"{name} was left out: the measure it is subtracted from is missing",
                                 "measurement.unmapped")
    gathering.finish(block)
    return taken


def _derive(gathering: Gathering, meaning: Meaning, names: Mapping[str, Node]) -> set[str]:
    """Calculate one measure if all its parts are given, and return the names of the parts."""
    total = Fraction(0)
    for part in meaning.parts:
        node = names.get(part.lstrip("-"))
        amount = amount_of(node) if node is not None else None
        if not amount:
            return set()
        total += -amount if part.startswith("-") else amount
    first = names[meaning.parts[0]]
    gathering.add_amount(meaning, total, first)
    return {part.lstrip("-") for part in meaning.parts}
