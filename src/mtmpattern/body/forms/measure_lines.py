"""A table (CSV) of one person, with one measure on each line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from mtmpattern.body.body import UNITS
from mtmpattern.body.catalogue import tidy
from mtmpattern.body.forms.client_table import ClientTable
from mtmpattern.body.forms.columns import SIDES, Column, column_of, with_unit
from mtmpattern.body.forms.form import Pick, Taken
from mtmpattern.body.forms.native import age_of, sex_of, unit_of
from mtmpattern.body.forms.records import Record
from mtmpattern.body.forms.tall_columns import NUMBER
from mtmpattern.body.forms.values import Values, confirmed, not_taken, put_value, put_wish, untaken, wish_blocks
from mtmpattern.body.forms.wishes import BLOCKS, wishes_of
from mtmpattern.documents import Faults, Node
from mtmpattern.errors import MeasurementError, Problem, clean
from mtmpattern.limits import MEASURE_LINES, NEAR_COLUMNS
from mtmpattern.units import LENGTH

CALCULATED: Final = ("estimated", "derived")
"""Sources of values that were not measured; they are calculated again when needed."""


def read_lines(table: ClientTable, faults: Faults, pick: Pick) -> Taken:
    """Read a table of one measure on each line. Raises `MeasurementError` if it has none."""
    name = table.place("measure") or 0
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
        raise MeasurementError.of(faults.problems or [_none(lines)])
    return _taken(lines)


def _none(lines: _Lines) -> Problem:
    """The fault of a table without measures. It repeats no name of a line, which may be that of a client."""
    table, line = lines.table, lines.table.header.line or 1
    if lines.untaken or not lines.remarks:
        all_untaken = f": all {lines.untaken} were not taken" if lines.untaken else ""
        return table.problem(line, f"there are no measurements{all_untaken}", "measurement.none",
                             "Write them one a line, like `chest,94,cm`.", count=lines.untaken)
    count = len(lines.remarks)
    which = f"none of the {count} lines of the table has" if count > 1 else "the only line of the table does not have"
    return replace(table.problem(
        line, f"{which} the name of a known measure", "measurement.none",
        "Map the names in a column map, as in `Brustumfang: chest`.", count=count), argument="columns")


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
        own = self._cell(record, "unit") or column.unit
        unit = own or self.table.value_unit
        column = replace(column, side=self._side(record, column, node))
        if not column.name or column.quantity is LENGTH:
            self.units.add(LENGTH.unit(unit) or unit)
        unfit = bool(column.name) and bool(unit) and column.quantity.unit(unit) is None
        text = with_unit(str(node.content), "" if unfit and (self.scan or not own) else unit, comma=record.comma)
        place = self.table.header.file, record.line, None, False, record.line
        put_value(self.found, column, Node(text, node.trail, *place), self.remarks, self.faults)

    @property
    def scan(self) -> bool:
        """Whether it is the export of a scanner, which has the validity or the type of each row."""
        return self.table.place("valid") is not None or self.table.place("type") is not None

    def _unknown(self, column: Column, node: Node) -> None:
        """Leave out an unknown measure; a scanner writes two hundred. Without a value it may be a person's name."""
        if not NUMBER.fullmatch(str(node.content)):
            self.remarks.append(replace(node, trail="").problem(
                "this line has neither a known measure nor a value and was left out", "measurement.unmapped"))
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
    taken.wishes = wishes_of(wish_blocks(lines.wishes, place), taken.unit, faults)
    if lines.untaken:
        taken.remarks.append(untaken(lines.untaken, "row", place))
    if lines.calculated:
        taken.remarks.append(Problem(
            f"{lines.calculated} rows of the table were estimated or derived, not measured, and were left out",
            "measurement.estimated", "", "They are estimated again where a template needs them.", place.file,
            params={"count": lines.calculated}))
    return taken
