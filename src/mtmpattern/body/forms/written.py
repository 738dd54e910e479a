"""What all writers of measurement files share: which measures, under which names, with how many digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mtmpattern.body.body import KNOWN, Body, Measure
from mtmpattern.body.catalogue import CATALOGUE, Entry
from mtmpattern.body.forms.names import Meaning, System, meanings
from mtmpattern.errors import Problem
from mtmpattern.units import LENGTH

DECIMALS: Final = 6
WORKED_OUT: Final = ("derived", "estimated")
"""Sources that are told in a file where such values are asked for, so that nobody takes them for measured."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a file, and what of the body is not in it, or not quite."""

    text: str
    remarks: tuple[Problem, ...] = ()


def told(body: Body, estimated: bool) -> Iterator[tuple[Entry, Measure]]:
    """Go through the measures that are to be written."""
    return ((CATALOGUE[name], measure) for name, measure in body.measures.items()
            if estimated or measure.source in KNOWN)


def names_of(system: System) -> dict[str, Meaning]:
    """Return under which foreign name each measure is written."""
    return {each.measure: each for each in meanings(system) if each.rank == 2 and not each.parts}


def number(value: float, entry: Entry, unit: str, factor: int = 1) -> str:
    """Print a value of a measure in a unit (kg, degrees as they are), to six decimals.

    A value that a body can have is not rounded to one that none has.
    """
    size = Fraction(10**DECIMALS) / factor / (LENGTH.units[unit] if entry.quantity is LENGTH else 1)
    exact = Fraction(repr(value)) * size
    scaled = round(exact)
    for low, high in (entry.adult, entry.child):
        if scaled < Fraction(low) * size <= exact:
            scaled += 1
        elif scaled > Fraction(high) * size >= exact:
            scaled -= 1
    whole, part = divmod(abs(scaled), 10**DECIMALS)
    digits = f"{whole}.{part:0{DECIMALS}}".rstrip("0").rstrip(".")
    return f"-{digits}" if scaled < 0 else digits


def unwritten(what: str, why: str) -> Problem:
    """Describe what a file cannot hold."""
    return Problem(f"{what} is not in the file: {why}", "measurement.unwritten", what)


def near(meaning: Meaning) -> Problem:
    """Describe what differs between our measure and the name under which it is written."""
    return Problem(f"{meaning.measure} is written as {meaning.name}: {meaning.note}", "measurement.near",
                   meaning.measure)
