"""What the head of a column means: a measure, perhaps with its side and unit, or something about the client.

``Chest [in]``, ``arm_length_left``, ``left arm length (cm)`` and ``ArmLength`` are understood. Whatever a scanner or a
shop calls its columns otherwise is told by a column map::

    unit: cm              # of numbers in columns that name no unit
    id: OrderNo           # the column that names each row
    columns:
      Brustumfang: chest
      ArmL: arm_length left
      Notes: ""           # leave it out
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from mtmpattern.body.catalogue import CATALOGUE, canonical, tidy, unknown
from mtmpattern.body.forms.native import clean, unit_of
from mtmpattern.body.forms.taken import Pick
from mtmpattern.body.table import AMBIGUOUS
from mtmpattern.documents import Faults, Node, Source, nearest, read_document
from mtmpattern.errors import FileFormatError, MeasurementError, Problem
from mtmpattern.units import ANGLE, LENGTH, MASS, Quantity

ROLES: Final = {word: role for role, words in {
    "id": "id client customer order person # no nr number client_id customer_id order_id person_id client_no "
          "customer_no order_no client_number customer_number order_number",
    "name": "name full_name client_name customer_name", "sex": "sex gender", "age": "age", "unit": "unit units",
    "value": "value", "measure": "measure measurement", "side": "side", "source": "source", "confirmed": "confirmed",
    "skip": "note notes comment comments remark remarks method date first_name last_name surname email phone address",
}.items() for word in words.split()}
"""What a column can tell besides measures; what is skipped is left out without a word."""
SIDES: Final = {"left": "left", "l": "left", "right": "right", "r": "right"}
_GIRTHS: Final = ("circ", "circumf", "circumference")
_KEYS: Final = ("unit", "id", "columns")
_MARKS: Final = re.compile(r"[()\[\]{},:;./]")
_QUOTES: Final = frozenset("\"'°′″’”")
_THREE: Final = re.compile(r"\d+,\d{3}")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Column:
    """One column: its head as the file has it, and its role; ``measure`` has a name or alias, a side and a unit.

    An empty role is a head that means nothing here, or (``meanings``) too much.
    """

    head: str
    role: str = ""
    word: str = ""
    side: str = ""
    unit: str = ""

    @cached_property
    def shown(self) -> str:
        """The head, fit for a sentence."""
        return clean(self.head)

    @property
    def name(self) -> str:
        """The catalogue's name of the measure, empty for other roles."""
        return canonical(self.word) or "" if self.role == "measure" else ""

    @property
    def quantity(self) -> Quantity:
        """What the measure's values are."""
        return CATALOGUE[self.name].quantity

    @property
    def meanings(self) -> tuple[str, ...]:
        """The measures between which nobody may guess."""
        return AMBIGUOUS.get(tidy(self.word), ()) if not self.role else ()


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How a shop's or a scanner's tables are to be read; see `read_columns`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    id: str = ""

    def pick(self, person: str = "") -> Pick:
        """Return the choice of a row, by its id, in a table with these columns."""
        return Pick(person=person, columns=self.columns, unit=self.unit, id=self.id)


def read_columns(source: Source) -> ColumnMap:
    """Read a column map: a path, a text or a dict. Raises `MeasurementError` or `FileFormatError` with every fault."""
    faults = Faults()
    parts = read_document(source, what="column map", faults=faults).mapping()
    for key, node in parts.items():
        if key not in _KEYS:
            near = nearest(key, _KEYS)
            hint = f"Did you mean {near}?" if near else "Indent the heads of columns under `columns:`."
            faults.add(node.problem(f"{clean(key)} is not part of a column map", "measurement.columns", hint,
                                    at_key=True))
    unit = unit_of(parts.get("unit"), faults) or ""
    head, columns = "", {}
    with faults.caught():
        head = parts["id"].text() if "id" in parts and not parts["id"].empty else ""
    with faults.caught():
        for key, node in (parts["columns"].mapping() if "columns" in parts else {}).items():
            with faults.caught():
                columns[key] = "" if node.empty else node.text()
                faults.add(*wrong_target(columns[key], node))
    if faults:
        bad_file = all(problem.code.startswith("file.") for problem in faults.problems)
        faults.check(FileFormatError if bad_file else MeasurementError)
    return ColumnMap(columns, unit, head)


def wrong_target(target: str, node: Node) -> tuple[Problem, ...]:
    """Return the fault of what a column is mapped to, if it has one."""
    column = column_of(target)
    if not target.strip() or (column.role and not _unfit(column)):
        return ()
    fault = Problem(_unfit(column), "measurement.unit") if column.role else unknown(column.word or target)
    return (node.problem(f"{clean(node.path)}: {fault.message}", fault.code, fault.hint or "Leave the unit out."),)


def column_of(head: str) -> Column:
    """Tell what a head means by itself."""
    plain = tidy(_MARKS.sub(" ", head))
    role = ROLES.get(plain) or ROLES.get(tidy(_CAMEL.sub(" ", head)))
    if role:
        return Column(head, role)
    first = _peeled(head, plain)
    if first.role:
        return first
    second = _peeled(head, tidy(_MARKS.sub(" ", _CAMEL.sub(" ", head))))
    return second if second.role or second.meanings else first


def _peeled(head: str, word: str) -> Column:
    """Take side and unit off the ends of a word until a measure is left."""
    words = ["girth" if each in _GIRTHS else each for each in word.split("_") if each]
    side = unit = ""
    while words and canonical("_".join(words)) is None:
        if not unit and len(words) > 1 and _unit(words[-1]):
            unit = _unit(words.pop())
        elif not side and len(words) > 1 and words[-1] in SIDES:
            side = SIDES[words.pop()]
        elif not side and len(words) > 1 and words[0] in SIDES:
            side = SIDES[words.pop(0)]
        else:
            return Column(head, "", "_".join(words), side, unit)
    return Column(head, "measure" if words else "", "_".join(words), side, unit)


def _unit(word: str) -> str:
    return next((unit for kind in (LENGTH, MASS, ANGLE) if (unit := kind.unit(word))), "")


def _unfit(column: Column) -> str:
    """Tell that a measure cannot be in the unit of its head, or an empty text."""
    if column.role != "measure" or not column.unit or column.unit in column.quantity.units:
        return ""
    return f"{column.name} is a {column.quantity.name} and cannot be in {column.unit}"


def columns_of(heads: tuple[str, ...], pick: Pick, place: Node, faults: Faults) -> tuple[Column, ...]:
    """Tell what every column of a table is; ``place`` is its header, for faults."""
    exact = {str(head).strip(): str(target).strip() for head, target in pick.columns.items()}
    loose = {tidy(head): target for head, target in exact.items()}
    found = []
    for head in heads:
        target = exact.get(head, loose.get(tidy(head)) if tidy(head) else None)
        if pick.id and tidy(head) == tidy(pick.id):
            found.append(Column(head, "id"))
        elif target is None:
            found.append(column_of(head) if head else Column(head, "skip"))
        else:
            mapped = column_of(target)
            found.append(Column(head, mapped.role or "skip", mapped.word, mapped.side, mapped.unit))
            if target:
                faults.add(*wrong_target(target, Node(target, head, place.file, place.line)))
    for column in found:
        if _unfit(column):
            faults.add(Node("", column.shown, place.file, place.line).problem(
                f"the column {column.shown}: {_unfit(column)}", "measurement.unit", "Mend its head."))
    return tuple(found)


def with_unit(cell: str, unit: str, *, comma: bool) -> str:
    """Return a value with the unit of its column, unless it has one of its own.

    Where the comma is the decimal mark, ``92,125`` is no thousands; elsewhere it stays, and is refused as unclear.
    """
    if comma and _THREE.fullmatch(cell):
        cell = cell.replace(",", ".")
    own = not cell or not unit or any(sign.isalpha() or sign in _QUOTES for sign in cell)
    return cell if own else f"{cell} {unit}"
