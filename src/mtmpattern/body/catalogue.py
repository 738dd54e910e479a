"""What can be measured on a body: names, other names, units, plausible ranges, and how to take each measure.

Friendly names lead to the same entry::

    >>> entry("bust").name
    'chest_girth'
    >>> entry("wrist").iso
    'ISO 8559-1, 5.3.19 Wrist girth'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mtmpattern.body.table import AMBIGUOUS, ROWS
from mtmpattern.errors import MeasurementError, Problem
from mtmpattern.units import ANGLE, LENGTH, MASS, Quantity


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure of the catalogue.

    ``kind`` is girth, height, surface, width, arc, length, mass, angle or posture. ``adult`` and ``child`` (under 14)
    are the least and the largest value that a body can have, in `unit`. ``sided`` measures may differ between left and
    right. Those of posture are signed, and 0 is usual.
    """

    name: str
    label: str
    kind: str
    sided: bool
    iso_name: str
    iso_clause: str
    aliases: tuple[str, ...]
    adult: tuple[float, float]
    child: tuple[float, float]
    how: str

    @property
    def quantity(self) -> Quantity:
        """The kind of value: a length, a mass or an angle."""
        return {"mass": MASS, "angle": ANGLE}.get(self.kind, LENGTH)

    @property
    def unit(self) -> str:
        """The unit that values are kept in: ``mm``, ``kg`` or ``deg``."""
        return self.quantity.kept

    @property
    def signed(self) -> bool:
        """Whether 0 and less are values like others."""
        return self.kind == "posture"

    @property
    def iso(self) -> str:
        """Clause and name of ISO 8559-1 where they are confirmed, otherwise an empty text."""
        return f"ISO 8559-1, {self.iso_clause} {self.iso_name}" if self.iso_clause else ""

    def range(self, *, child: bool) -> tuple[float, float]:
        """Return the least and the largest plausible value for an adult or a child."""
        return self.child if child else self.adult


def _entries() -> dict[str, Entry]:
    entries = {}
    for name, label, kind, iso_name, clause, aliases, (low, high, child_low, child_high), how in ROWS:
        entries[name] = Entry(name, label, kind.lower(), kind.isupper(), iso_name, clause, tuple(aliases.split()),
                              (low, high), (child_low, child_high), how)
    return entries


CATALOGUE: Final[dict[str, Entry]] = _entries()
"""Every measure by its name, in the order of a measuring sheet."""

NAMES: Final[dict[str, str]] = {**{name: name for name in CATALOGUE},
                                **{alias: each.name for each in CATALOGUE.values() for alias in each.aliases}}
"""Every name and alias, with the name of the measure it means."""


def tidy(name: str) -> str:
    """Spell a name as the catalogue does: ``Upper-arm girth`` is ``upper_arm_girth``."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def canonical(name: str) -> str | None:
    """Return the catalogue's name for a name or alias however it is spelt, or None where it has none."""
    return NAMES.get(name) or NAMES.get(tidy(name))


def unknown(name: str) -> Problem:
    """Describe the fault of a name that the catalogue does not have, with the nearest one or the ones it may mean."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in name[:48])
    meanings = AMBIGUOUS.get(tidy(name))
    if meanings:
        both = " or ".join(f"{each} ({CATALOGUE[each].how.rstrip('.')})" for each in meanings)
        return Problem(f"{shown} means different things to different people", "measurement.ambiguous", shown,
                       f"Write {both}.")
    from difflib import get_close_matches  # noqa: PLC0415  # only an error needs it

    near = dict.fromkeys(NAMES[each] for each in get_close_matches(tidy(name[:64]), list(NAMES), 3, 0.6))
    hint = f"Did you mean {' or '.join(list(near)[:2])}?" if near else "See the measuring guide for the names."
    return Problem(f"no measure is called {shown}", "measurement.unknown", shown, hint)


def entry(name: str) -> Entry:
    """Return the entry for a name or alias. Raises `MeasurementError` with the nearest names for any other word."""
    found = canonical(name)
    if found is None:
        raise MeasurementError.of([unknown(name)])
    return CATALOGUE[found]
