"""Measurements as a table (CSV): one measure on each line, or one client on each row."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from io import StringIO
from typing import Any, Final

from mtmpattern.body.body import KNOWN, UNITS, Body, Measure
from mtmpattern.body.catalogue import CATALOGUE, canonical, tidy
from mtmpattern.body.forms.client_table import ClientTable, open_table
from mtmpattern.body.forms.columns import SIDES, Column, Record, column_of, with_unit
from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.native import age_of, sex_of, unit_of, unknown_at
from mtmpattern.body.forms.wishes import BLOCKS, wishes_of
from mtmpattern.documents import Faults, Node, Text
from mtmpattern.errors import FileFormatError, MeasurementError, Problem, clean
from mtmpattern.limits import MEASURE_LINES, NEAR_COLUMNS
from mtmpattern.units import LENGTH, given_unit, readable

# ---- One measure on each line ---------------------------------------------------------------------------------------

CALCULATED: Final = ("estimated", "derived")
"""Sources of values that were not measured; they are calculated again when needed."""


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


@dataclass(slots=True)
class _Lines:
    """The lines of a long table while they are read."""

    table: ClientTable
    faults: Faults
    renamed: dict[str, str]
    found: Values = field(default_factory=Values)
    wishes: dict[str, dict[str, Node]] = field(default_factory=dict)
    about: dict[str, Node] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)
    remarks: list[Problem] = field(default_factory=list)
    calculated: int = 0
    untaken: int = 0

    def line(self, record: Record, name: int, value: int, side: str) -> None:
        """Read one line: a measure, or a fact about the person; the column of the value may have a side."""
        head, text = record.cells[name], record.cells[value]
        target = self.renamed.get(tidy(head), head)
        if not target or self._left_out(record):
            return
        column = column_of(target)
        column = replace(column, side=column.side or side)
        if column.role in ("skip", "id") or (side and not text):
            return
        node = self.table.at(text, clean(head), record.line)
        if column.role in ("sex", "age", "unit", "name", "confirmed"):
            if column.role in self.about:
                self._twice(head, node, self.about[column.role])
            self.about[column.role] = node
        elif self._cell(record, "source").casefold() in CALCULATED:
            self.calculated += 1
        elif not_taken(text, column):
            self.untaken += 1
        elif column.role in BLOCKS:
            unit = self._cell(record, "unit") or column.unit or self.table.value_unit
            put_wish(self.wishes, column, replace(node, content=with_unit(text, unit, comma=record.comma)))
        else:
            self._measure(record, column, node)

    def _left_out(self, record: Record) -> bool:
        """Whether a scanner marks the row as not measured: its value is not valid, or not of a measure."""
        if self.table.place("valid") is None:
            return False
        kind = self._cell(record, "type").casefold()
        if kind not in ("", "measure"):
            return True
        invalid = self._cell(record, "valid").casefold() in ("false", "no", "0")
        self.untaken += invalid
        return invalid

    def _measure(self, record: Record, column: Column, node: Node) -> None:
        if not column.name and not (column.meanings and not self.scan):
            self._unknown(column, node)
            return
        unit = self._cell(record, "unit") or column.unit or self.table.value_unit
        column = replace(column, side=self._side(record, column, node))
        if not column.name or column.quantity is LENGTH:
            self.units.add(LENGTH.unit(unit) or unit)
        unfit = bool(column.name) and bool(unit) and column.quantity.unit(unit) is None
        text = with_unit(str(node.content), "" if unfit and self.scan else unit, comma=record.comma)
        place = self.table.header.file, record.line, None, False, record.line
        put_value(self.found, column, Node(text, node.trail, *place), self.remarks, self.faults)

    @property
    def scan(self) -> bool:
        """Whether it is the export of a scanner, which has the validity or the type of each row."""
        return self.table.place("valid") is not None or self.table.place("type") is not None

    def _unknown(self, column: Column, node: Node) -> None:
        """Leave out an unknown measure; a scanner writes two hundred. Without a number it may be a person's name."""
        if not any(map(str.isdigit, str(node.content))):
            self.remarks.append(replace(node, trail="").problem(
                "this line has neither a known measure nor a number and was left out", "measurement.unmapped"))
            return
        self.remarks.append(node.problem(f"{column.shown} is not a known measure and was left out",
                                         "measurement.unmapped",
                                         column.unmapped(search=len(self.remarks) < NEAR_COLUMNS), name=column.shown))

    def _side(self, record: Record, column: Column, node: Node) -> str:
        word = self._cell(record, "side").casefold()
        if word not in SIDES and word not in ("", "both"):
            self.faults.add(node.problem(f"{column.shown}: {clean(word)} is not a side", "measurement.sides",
                                         "Write left, right or both, or nothing.", name=column.shown,
                                         side=clean(word)))
        return SIDES.get(word, column.side)

    def _cell(self, record: Record, role: str) -> str:
        place = self.table.place(role)
        return record.cells[place] if place is not None else ""

    def _twice(self, word: str, node: Node, first: Node) -> None:
        self.faults.add(node.problem(f"{clean(word)} is given twice, on line {first.line} and on line {node.line}",
                                     "measurement.duplicate", "Keep one of them, or mark them left and right.",
                                     name=clean(word)))


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


_ZERO: Final = re.compile(r"[-+]?0+(?:[.,]0*)?(?: ?[a-z]{1,3})?")


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


def read_lines(table: ClientTable, faults: Faults, pick: Pick) -> Taken:
    """Read a table of one measure on each line. Raises `MeasurementError` if it has none."""
    name = next(at for role in ("measure", "id", "name") if (at := table.place(role)) is not None)
    lines = _Lines(table, faults, {tidy(str(head)): str(target).strip() for head, target in pick.columns.items()})
    for count, record in enumerate(table.rows(), 1):
        if count > MEASURE_LINES:
            raise MeasurementError.of([table.problem(
                record.line, f"the table has more than {MEASURE_LINES} lines", "file.large",
                "Such a table is of one person; is it the right file?")])
        if record.fault:
            faults.add(record.fault)
        else:
            for value, side in table.values:
                lines.line(record, name, value, side)
    if not lines.found and not lines.wishes:
        none = table.problem(table.header.line or 1, "there are no measurements" + (
            f": all {lines.untaken} were not taken" if lines.untaken else ""), "measurement.none",
            "Write them one a line, like `chest,94,cm`.", count=lines.untaken)
        raise MeasurementError.of([*(faults.problems or [none]),
                                   *(replace(each, weight="remark") for each in lines.remarks)])
    return _taken(lines)


def _taken(lines: _Lines) -> Taken:
    about, faults = lines.about, lines.faults
    taken = Taken("csv", unit=lines.table.unit, sex=sex_of(about.get("sex"), faults),
                  confirmed=confirmed(about.get("confirmed"), faults))
    age_of(about.get("age"), taken, faults)
    if "unit" in about:
        taken.unit = unit_of(about["unit"], faults)
        taken.unclear = taken.unit is None
    elif taken.unit is None and len(lines.units) == 1:
        taken.unit = UNITS.get(next(iter(lines.units)))
    taken.name = str(about["name"].content) if "name" in about else ""
    taken.remarks += [*lines.table.remarks, *lines.remarks]
    place = lines.table.header
    taken.measurements = Node(
        lines.found.measures(place.file, taken.remarks), "measurements", place.file, place.line)
    taken.wishes = wishes_of(_blocks_of(lines.wishes, place), taken.unit, faults)
    if lines.untaken:
        taken.remarks.append(untaken(lines.untaken, "row", place))
    if lines.calculated:
        taken.remarks.append(Problem(
            f"{lines.calculated} rows of the table were estimated or derived, not measured, and were left out",
            "measurement.estimated", "", "They are estimated again where a template needs them.", place.file,
            params={"count": lines.calculated}))
    return taken


def _blocks_of(wishes: Mapping[str, Mapping[str, Node]], place: Node) -> dict[str, Node]:
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


def write(body: Body, *, estimated: bool = False) -> str:
    """Write a body as a table of one measure on each line, in its unit, without loss and without the person's name.

    With ``estimated`` all values are written, with a column ``source``; readers leave out those that were not measured.
    Every cell is a word of ours or a number, so that no spreadsheet reads one as a formula.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    last = ["source"] if estimated else []
    writer.writerow(["id", "value", "unit", "side", *last])
    about = {"sex": body.sex or "", "age": "child" if body.child else "", "unit": body.unit}
    writer.writerows([word, value, "", "", *([""] if estimated else [])] for word, value in about.items() if value)
    for name, measure in body.measures.items():
        if measure.source in KNOWN or estimated:
            assert canonical(name) == name  # a body has no other names
            for side, value in _sides(measure):
                text, unit = _exact(name, value, body.unit)
                writer.writerow([name, text, unit, side, *([measure.source] if estimated else [])])
    return out.getvalue()


def _sides(measure: Measure) -> tuple[tuple[str, float], ...]:
    if measure.differs:
        return ("left", measure.left), ("right", measure.right)
    return (("", measure.left),)


def _exact(name: str, value: float, unit: str) -> tuple[str, str]:
    """Return the shortest decimal that reads back to the same value, and its unit."""
    quantity = CATALOGUE[name].quantity
    kept = unit if quantity is LENGTH else quantity.kept
    size = quantity.units[kept]
    number, text = Fraction(value) / size, ""
    for digits in range(1, 20):
        text = _decimal(number, digits)
        if float(Fraction(text) * size) == value:
            break
    return text, kept


def _decimal(number: Fraction, digits: int) -> str:
    whole, part = divmod(round(abs(number) * 10**digits), 10**digits)
    text = f"{whole}.{part:0{digits}}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 and text != "0" else text


# ---- One client on each row -----------------------------------------------------------------------------------------

__all__ = ["client", "identity", "open_table", "read", "write"]

NAME: Final = "csv"
LONGEST_ID: Final = 100
SOME: Final = 20
"""The most faults of other rows that are reported if the requested row may be one of them."""
BLANK: Final = frozenset(("", "-", "--", "–", "—", "n/a", "na", "nan", "none", "null", "#n/a"))
"""Cells that mean that nothing was measured."""


def read(text: Text, faults: Faults, pick: Pick) -> Taken:
    """Read one person of a table. Raises `MeasurementError` if it is not clear which one, or if there is none."""
    table = open_table(text, pick)
    if table.long:
        return read_lines(table, faults, pick)
    record = _chosen(table, pick.person, pick.way)
    if record.fault:
        raise FileFormatError.of([record.fault])
    return client(table, record, faults)


def client(table: ClientTable, record: Record, faults: Faults) -> Taken:
    """Read one row. Raises `MeasurementError` if it has no measure."""
    taken = Taken(NAME, unit=table.unit, remarks=list(table.remarks))
    given: dict[str, Node] = {}
    for column, cell in zip(table.columns, record.cells, strict=False):
        if column.role != "measure" and cell:
            given.setdefault(column.role, table.at(cell, column.shown, record.line))
    if "unit" in given:
        taken.unit = unit_of(given["unit"], faults)
        taken.unclear = taken.unit is None
    taken.sex = sex_of(given.get("sex"), faults)
    age_of(given.get("age"), taken, faults)
    taken.name = str(given["name"].content) if "name" in given else ""
    taken.confirmed = confirmed(given.get("confirmed"), faults)
    found, wishes, zeros = _values(table, record, taken.remarks, faults)
    if not found:
        none = "there are no measurements in this row" + (": none was taken" if zeros else "")
        raise MeasurementError.of([*faults.problems, table.problem(
            record.line, none, "measurement.none", "Leave the row out, or fill it in.")])
    file = table.header.file
    taken.measurements = Node(found.measures(file, taken.remarks), "measurements", file, record.line)
    taken.wishes = wishes_of(_blocks_of(wishes, table.header), taken.unit, faults)
    if zeros:
        taken.remarks.append(untaken(zeros, "value", replace(table.header, line=record.line)))
    return taken


def _values(table: ClientTable, record: Record, remarks: list[Problem],
            faults: Faults) -> tuple[Values, dict[str, dict[str, Node]], int]:
    """The values of a row by measure, those for garments by block, and how many mean that nothing was measured."""
    found = Values()
    wishes: dict[str, dict[str, Node]] = {}
    zeros = 0
    for name, column, cell in zip(table.names, table.columns, record.cells, strict=False):
        if not name and column.role not in BLOCKS:
            continue
        if not_taken(cell, column):
            zeros += cell.strip().casefold() not in BLANK   # an empty cell needs no remark
            continue
        node = table.at(with_unit(cell, column.unit, comma=record.comma), column.shown, record.line)
        if column.role in BLOCKS:
            put_wish(wishes, column, node)
        else:
            put_value(found, column, node, remarks, faults)
    return found, wishes, zeros


def identity(table: ClientTable, record: Record, number: int) -> str:
    """Return the id of a row, or its number if no column has ids; limited in length."""
    place = table.place("id")
    if place is None:
        return str(number)
    return record.cells[place][:LONGEST_ID] if place < len(record.cells) else ""


def _chosen(table: ClientTable, person: str, way: str) -> Record:
    """Find the requested row."""
    first, found, faulty, count = None, list[Record](), list[Problem](), 0
    for count, record in enumerate(table.rows(), 1):
        first = first or record
        if person and identity(table, record, count) == person.strip():
            found.append(record)
        elif record.fault:
            faulty.append(record.fault)
    if len(found) == 1:
        return found[0]
    if first and count == 1 and not person:
        return first
    raise MeasurementError.of([_unclear(table, count, person, found, way),
                               *(faulty[:SOME] if person and not found else ())])


def _unclear(table: ClientTable, count: int, person: str, found: list[Record], way: str) -> Problem:
    """Describe why no row can be chosen. The ids of other rows may be people's names, so no message contains them."""
    place, line = table.place("id"), table.header.line or 1
    by = "by its number, counted from 1" if place is None else f"as in the column {table.columns[place].shown}"
    if not count:
        return table.problem(line, "the table has a header and no rows", "measurement.none", "Add a row of values.")
    if not person:
        return table.problem(line, f"the table has {count} rows, one for each client", "measurement.person",
                             f"Name the row, {by}: {way}.")
    if not found:
        rows = "the one row of the table is not" if count == 1 else f"none of the {count} rows of the table is"
        return table.problem(line, f"{rows} the requested person", "measurement.person", f"Name a row {by}.")
    return table.problem(found[-1].line, f"{len(found)} rows of the table have that id, the first on line "
                         f"{found[0].line}", "measurement.person", "Give each row its own id.",
                         count=len(found), first=found[0].line)
