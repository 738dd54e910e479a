"""What a reader of one form hands over: values under our names, not yet judged, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mtmpattern.body.body import Sex, Unit
from mtmpattern.documents import Node
from mtmpattern.errors import Problem

Amounts = Mapping[str, float | Mapping[str, float]]
"""Lengths in mm by name, or by name and side: ``{"length": 640.0, "sleeve": {"left": 5.0}}``."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Which of several things in a file is meant, as its reader needs it; empty for those that hold only one.

    ``person`` is a row of a table of clients. ``size`` and ``height`` choose in a file of many sizes. ``columns`` maps
    the names that a file uses to ours, or to an empty text for what is to be left out; ``unit`` and ``id`` say, of a
    table, what bare numbers are in and which column names the rows.
    """

    person: str = ""
    size: str = ""
    height: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    id: str = ""


@dataclass(slots=True)
class Taken:
    """One person's file in our words.

    ``measurements`` is a mapping node whose names are measures and whose values are scalars, or mappings of ``left``
    and ``right``: text as it was typed, or exact numbers in ``unit``. The path of each value is the name in the file.
    ``unit_node`` is where the unit stands; ``unclear`` tells that it could not be read. ``remarks`` list what has no
    place here.
    """

    form: str
    measurements: Node | None = None
    sex: Sex | None = None
    child: bool = False
    unit: Unit | None = None
    unit_node: Node | None = None
    unclear: bool = False
    name: str = ""
    remarks: list[Problem] = field(default_factory=list)
    confirmed: frozenset[str] = frozenset()
    base: Node | None = None
    garment: Amounts = field(default_factory=dict)
    alterations: Amounts = field(default_factory=dict)
