"""FreeSewing's measurements, as YAML or JSON: mm, and degrees for the slope of the shoulder.

It reads ``measurements:`` with FreeSewing's names, a set exported from an account (``{measies, imperial, name}``), or
only the names. Other lines of a settings file are not about the body and are skipped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from mtmpattern.body.forms.form import Pick, Taken, word_of
from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.documents import Faults, Node
from mtmpattern.units import LENGTH

BLOCKS: Final = ("measurements", "measies")
BESIDE: Final = frozenset({"name", "units", "imperial", "notes", "id", "public", "img", "createdAt", "updatedAt",
                           "garment", "alter"})
"""Names among bare ones that are not measurements."""


def read(top: Node, faults: Faults, pick: Pick) -> Taken:
    """Read FreeSewing's measurements. They are always in mm, but shown in inches if their owner chose inches."""
    parts = top.mapping()
    block = next((parts[name] for name in BLOCKS if name in parts), None)
    taken = Taken("freesewing", unit="mm")
    gathering = Gathering("freesewing", pick, faults, taken)
    with faults.caught():
        if "name" in parts and parts["name"].scalar and not parts["name"].empty:
            taken.name = parts["name"].text()[:200]
        names = block.mapping() if block is not None else {name: node for name, node in parts.items()
                                                           if name not in BESIDE}
        inches = word_of(parts.get("units")) == "imperial" or word_of(parts.get("imperial")) in ("true", "yes")
        taken.unit = "in" if inches else "mm"
        take_all(gathering, names, unit="mm" if inches else "")
    gathering.finish(block or top)
    return taken


def take_all(gathering: Gathering, names: Mapping[str, Node], unit: str = "") -> None:
    """Add every name with a value, as typed; null and 0 mean not taken.

    ``unit`` is appended to bare lengths if it is not the one shown to people.
    """
    for name, node in names.items():
        if nothing(node):
            gathering.columns.pop(name, None)
            continue
        here = node
        meaning = gathering.meaning(name, here)
        if meaning is None:
            continue
        if unit and meaning.entry.quantity is LENGTH and amount_of(here) is not None:
            here = replace(here, content=f"{here.content} {unit}")
        gathering.add(meaning, here)


def nothing(node: Node) -> bool:
    """Return whether a value means that the measure was not taken."""
    return node.empty or (node.scalar and amount_of(node) == 0)


def amount_of(node: Node) -> Fraction | None:
    """Return a bare number, exact; None for anything else."""
    try:
        text = str(node.content).strip().replace(",", ".")
        return Fraction(text) if len(text) <= 40 and "/" not in text and "e" not in text.casefold() else None
    except ValueError:
        return None
