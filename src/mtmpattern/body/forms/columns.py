"""The columns of a table of measures: the meaning of each name, its unit, and column maps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Final

from mtmpattern.body.catalogue import AMBIGUOUS, CATALOGUE, canonical, tidy, unknown
from mtmpattern.body.forms.form import Pick
from mtmpattern.body.forms.native import unit_of
from mtmpattern.body.forms.scanner_names import OWN, WORDS, scanned
from mtmpattern.body.forms.wishes import BLOCKS
from mtmpattern.documents import Faults, Node, Source, read_document
from mtmpattern.errors import FileFormatError, MeasurementError, Problem, clean, did_you_mean, no_surprise
from mtmpattern.units import ANGLE, LENGTH, MASS, Quantity

ROLES: Final = {word: role for role, words in {
    "id": "id client customer order person # no nr number client_id customer_id order_id person_id client_no "
          "customer_no order_no client_number customer_number order_number kunde kundin kundennummer cliente klient",
    "name": "name full_name client_name customer_name", "sex": "sex gender", "age": "age", "unit": "unit units einheit",
    "value": "value values value_metric value_imperial metric imperial result reading measured_value messwert wert "
             "valeur valor valore wartość",
    "value left": "left left_value value_left", "value right": "right right_value value_right",
    "valid": "valid", "type": "type",
    "measure": "measure measurement measure_name measurement_name body_part messstrecke körpermaß mesure medida misura "
               "wymiar",
    "side": "side", "source": "source", "confirmed": "confirmed",
    "skip": "note notes comment comments remark remarks method date first_name last_name surname email phone address",
}.items() for word in words.split()}
"""Roles of columns besides measures; those in the role ``skip`` are left out without a remark."""
SIDES: Final = {"left": "left", "l": "left", "right": "right", "r": "right"}
_GIRTHS: Final = ("circ", "circumf", "circumference")
_KEYS: Final = ("unit", "id", "columns")
_MARKS: Final = re.compile(r"[()\[\]{},:;./]")
_QUOTES: Final = frozenset("\"'°′″’”")
_THREE: Final = re.compile(r"\d+,\d{3}")
_GLUED: Final = re.compile(r"(?<=[a-z])(circumference)\Z")
"""ANSUR writes ``chestcircumference``."""
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True)
class Column:
    """One column: its name in the file (``head``) and its role; a ``measure`` has a name or alias, a side and a unit.

    The role is empty for an unknown name, or for an ambiguous one (``meanings``). Of several columns with one measure
    the lowest ``rank`` is used; ``note`` says how another program's measure differs from ours. In the roles ``garment``
    and ``alter`` the word is a way such as ``trousers.waist``.
    """

    head: str
    role: str = ""
    word: str = ""
    side: str = ""
    unit: str = ""
    rank: int = OWN
    note: str = ""

    @cached_property
    def shown(self) -> str:
        """The column's name, fit for a message."""
        return clean(self.head)

    def unmapped(self, *, search: bool) -> str:
        """What to do about a column of no known measure; ``search`` looks for one whose name is near.

        ``Waist (natural)`` is looked up as it is written.
        """
        meant = unknown(self.head if "(" in self.head and not self.unit else self.word or self.head) if search else None
        if meant and meant.params.get("near"):
            return meant.hint
        return f"If it is a measure, map it in a column map: `{self.shown}: chest`."

    @property
    def name(self) -> str:
        """The catalogue's name of the measure, empty for other roles."""
        return canonical(self.word) or "" if self.role == "measure" else ""

    @property
    def quantity(self) -> Quantity:
        """The quantity of the measure's values."""
        return CATALOGUE[self.name].quantity

    @property
    def meanings(self) -> tuple[str, ...]:
        """The measures that an ambiguous name may mean."""
        return AMBIGUOUS.get(tidy(self.word), ()) if not self.role else ()


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How to read the tables of a shop or a scanner; see `read_columns`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    id: str = ""

    def pick(self, person: str = "") -> Pick:
        """Return the choice of a row by its id, for a table with these columns."""
        return Pick(person=person, columns=self.columns, unit=self.unit, id=self.id)


@no_surprise(FileFormatError, "the column map", "file.defect")
def read_columns(source: Source) -> ColumnMap:
    """Read a column map: a path, a text or a dict. Raises `MeasurementError` or `FileFormatError` with every fault."""
    faults = Faults()
    parts = read_document(source, what="column map", faults=faults).mapping()
    for key, node in parts.items():
        if key not in _KEYS:
            faults.found(partial(_unknown_key, key, node))
    unit = unit_of(parts.get("unit"), faults) or ""
    head, columns = "", {}
    with faults.caught():
        head = parts["id"].text() if "id" in parts and not parts["id"].empty else ""
    with faults.caught():
        for key, node in (parts["columns"].mapping() if "columns" in parts else {}).items():
            with faults.caught():
                columns[key] = "" if node.empty else node.text()
                faults.add(*wrong_target(columns[key], node))
    faults.check_contents(MeasurementError)
    return ColumnMap(columns, unit, head)


def _unknown_key(key: str, node: Node) -> Problem:
    return node.problem(f"{clean(key)} is not part of a column map", "measurement.columns",
                        did_you_mean(key, _KEYS, "Indent the names of columns under `columns:`."), at_key=True,
                        key=clean(key))


def wrong_target(target: str, node: Node) -> tuple[Problem, ...]:
    """Return the fault of the target of a column map, if it has one."""
    column = column_of(target)
    if not target.strip() or (column.role and not _unfit(column)):
        return ()
    fault = Problem(_unfit(column), "measurement.unit") if column.role else unknown(column.word or target)
    return (node.problem(f"{clean(node.name)}: {fault.message}", fault.code, fault.hint or "Leave the unit out."),)


def column_of(head: str) -> Column:
    """Return the meaning of a column's name by itself."""
    block, dot, way = head.strip().partition(".")
    if dot and block.casefold() in BLOCKS:
        bare, _, unit = way.partition("[")
        return Column(head, block.casefold(), bare.strip(), "", unit_named(unit.rstrip("] ")) if unit else "")
    plain = _GLUED.sub(r"_\1", tidy(_MARKS.sub(" ", head)))
    role = ROLES.get(plain) or ROLES.get(tidy(_CAMEL.sub(" ", head)))
    if head.strip().lower() == "maß":                        # which is spelt mass in capitals
        role = "measure"
    if role:
        return Column(head, role, unit=unit_at_end(plain) if role.startswith("value") else "")
    united = _of_values(head, plain)
    if united is not None:
        return united
    first = _peeled(head, plain)
    if first.role:
        return first
    second = _peeled(head, tidy(_MARKS.sub(" ", _CAMEL.sub(" ", head))))
    return second if second.role or second.meanings else first


def _of_values(head: str, plain: str) -> Column | None:
    """The column of values whose head has a unit, or nothing else: ``value (inches)``, ``Left [cm]``, ``mm``."""
    word, _, last = plain.rpartition("_")
    unit = unit_at_end(last)
    if not unit or (not word and (len(last) == 1 or canonical(last))):       # a size is called M, a measure foot
        return None
    role = ROLES.get(word, "") if word else "value"
    return Column(head, role, unit=unit) if role.startswith("value") or role == "measure" else None


def unit_at_end(head: str) -> str:
    """The unit that a head ends in: the ``metric`` values of a body scanner are in cm."""
    last = tidy(_MARKS.sub(" ", head)).rpartition("_")[2]
    return {"metric": "cm", "imperial": "in"}.get(last) or unit_named(last)


def _peeled(head: str, word: str) -> Column:
    """Strip side, unit, a leading number and filler words from the ends of a word until a measure is left."""
    words = ["girth" if each in _GIRTHS else each for each in word.split("_") if each]
    side = unit = ""
    while words:
        name = "_".join(words)
        theirs = scanned(name, side)
        if theirs is not None and (canonical(name) is None or side):
            return Column(head, "measure", theirs.measure, side, unit, theirs.rank, theirs.note)
        if canonical(name) is not None:
            return Column(head, "measure", name, side, unit)
        if not unit and len(words) > 1 and unit_named(words[-1]):
            unit = unit_named(words.pop())
        elif not side and len(words) > 1 and words[-1] in SIDES:
            side = SIDES[words.pop()]
        elif not side and len(words) > 1 and words[0] in SIDES:
            side = SIDES[words.pop(0)]
        elif not side and len(words) > 2 and words[1] in SIDES:
            side = SIDES[words.pop(1)]                      # inside_leg_left_height, arm_r_length
        elif not side and len(words) > 2 and words[-2] in SIDES:
            side = SIDES[words.pop(-2)]                     # knee_girth_left_horizontal
        elif len(words) > 1 and words[-1] in WORDS:
            words.pop()
        elif len(words) > 1 and words[0].isdigit():
            words.pop(0)
        else:
            return Column(head, "", name, side, unit)
    return Column(head)


def unit_named(word: str) -> str:
    """The unit that a word means, empty for any other word."""
    return next((unit for kind in (LENGTH, MASS, ANGLE) if (unit := kind.unit(word))), "")


def _unfit(column: Column) -> str:
    """Return the fault of a measure whose column names an impossible unit, or an empty text."""
    if not column.name or not column.unit or column.unit in column.quantity.units:
        return ""
    return f"{column.name} is a {column.quantity.name} and cannot be in {column.unit}"


def columns_of(heads: tuple[str, ...], pick: Pick, place: Node, faults: Faults) -> tuple[Column, ...]:
    """Return the meaning of every column of a table; ``place`` is its header, for faults."""
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
            found.append(replace(mapped, head=head, role=mapped.role or "skip"))
            if target:
                faults.add(*wrong_target(target, Node(target, head, place.file, place.line)))
    for column in found:
        if _unfit(column):
            faults.add(Node("", column.shown, place.file, place.line).problem(
                f"the column {column.shown}: {_unfit(column)}", "measurement.unit", "Correct the column's name.",
                name=column.shown))
    return tuple(found)


def with_unit(cell: str, unit: str, *, comma: bool) -> str:
    """Return a value with the unit of its column, unless it has its own.

    If the comma is the decimal mark, ``92,125`` is read that way; otherwise it stays and is refused as unclear.
    """
    if comma and _THREE.fullmatch(cell):
        cell = cell.replace(",", ".")
    own = not cell or not unit or any(sign.isalpha() or sign in _QUOTES for sign in cell)
    return cell if own else f"{cell} {unit}"
