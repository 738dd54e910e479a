"""Reading measurement files of any form, the people that ship with the package, and all clients of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Final

from mtmpattern.body.body import Amounts, Body, Measure
from mtmpattern.body.forms.client_table import ClientTable, open_table
from mtmpattern.body.forms.columns import ColumnMap
from mtmpattern.body.forms.form import SUFFIXES, Pick, Taken, take
from mtmpattern.body.forms.measure_lines import read_lines
from mtmpattern.body.forms.native import named
from mtmpattern.body.forms.table import client, identity, summary
from mtmpattern.body.forms.tall_people import people
from mtmpattern.body.intake import MeasureIntake
from mtmpattern.documents import Faults, Node, Source, Text, read_document, read_text
from mtmpattern.errors import FileFormatError, MeasurementError, MtmError, Problem, meant, no_surprise
from mtmpattern.limits import TABLE_BYTES
from mtmpattern.units import LENGTH

# ---- People that ship with the package ------------------------------------------------------------------------------

_ENDING: Final = ".yaml"


@cache
def shipped_people() -> tuple[str, ...]:
    """The names of the people whose measurement files ship with the package, sorted."""
    return tuple(sorted(file.name.removesuffix(_ENDING) for file in _folder().iterdir()
                        if file.name.endswith(_ENDING)))


def person_file(name: str) -> Path:
    """The measurement file of one of `shipped_people`. Raises `KeyError` for any other name."""
    if name not in shipped_people():
        raise KeyError(name)
    return _folder() / f"{name}{_ENDING}"


def _folder() -> Path:
    return Path(str(resources.files("mtmpattern.measurements") / "bodies"))


# ---- One measurement file -------------------------------------------------------------------------------------------

WHAT = "measurement file"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The contents of one measurement file.

    ``written`` has each measure as it was written, with line and column. Entries for garments are in ``body.wishes``;
    values that could not be used or seem unlikely are in ``body.remarks``.
    """

    body: Body
    form: str
    written: Mapping[str, Node] = field(default_factory=dict, repr=False)

    @property
    def garment(self) -> Amounts:
        """Measures that the finished garment should have, from entries that do not name a garment."""
        return self.body.wishes.garment.get("", {})

    @property
    def alterations(self) -> Amounts:
        """Lengths to add to the intentions of a template, from entries that do not name a garment."""
        return self.body.wishes.alterations.get("", {})


def read_body(source: Source, *, form: str = "", pick: Pick | None = None) -> Body:
    """Read a measurement file: a `Path`, a dict, the text of a file, or the name of a person of `shipped_people`.

    Only a `Path` opens a file. A text of one word is the name of a shipped person; any other is the content itself.

    ``form`` names the form if it cannot be recognized (`mtmpattern.body.forms.form.FORMS`); ``pick`` chooses the
    person, size or columns of a file. Raises `MeasurementError` with every fault of the file at once, or
    `FileFormatError` if the file itself is at fault. Neither ever contains the person's name.
    """
    return read_sheet(source, form=form, pick=pick).body


@no_surprise(FileFormatError, "the measurement file", "file.defect")
def read_sheet(source: Source | Text, *, form: str = "", pick: Pick | None = None) -> Sheet:
    """Read a measurement file like `read_body`, with the garment's measures and the places of all values."""
    faults = Faults()
    read = source if isinstance(source, (Mapping, list, tuple, Text)) else _text(source)
    return sheet_of(take(read, form, pick or Pick(), faults), faults)


def sheet_of(taken: Taken, faults: Faults) -> Sheet:
    """Check the content of one file, and return the sheet. Raises all faults found."""
    intake = MeasureIntake(taken, faults)
    intake.judge()
    sex, measures = taken.sex, intake.measures
    if taken.base is not None:
        based = _base(taken.base, faults)
        if based is not None:
            sex, measures = sex or based.sex, {**based.measures, **measures}
    body = Body(measures, sex, intake.unit, taken.child, taken.name)
    doubted, doubts = _doubts(body, intake)
    remarks = (*taken.remarks, *doubts)
    if faults:
        bad_file = all(problem.code.startswith("file.") for problem in faults.problems)     # the remarks never are
        kind = FileFormatError if bad_file else MeasurementError
        raise kind.of((*faults.problems, *(replace(each, weight="remark") for each in remarks)))
    return Sheet(replace(body, remarks=remarks, doubted=doubted, wishes=taken.wishes), taken.form, intake.nodes)


def stated_unit(source: Source) -> str:
    """The unit that a file states which could not be read; mm if it states none, or is no file with named blocks."""
    try:
        stated = named(read_document(source, what=WHAT, faults=Faults()), Faults()).get("unit")
        return (LENGTH.unit(stated.text()) if stated is not None else None) or "mm"
    except MtmError:
        return "mm"


def _text(source: object) -> Text:
    """The text of a file. Tables may be larger than other files, and those written on Windows are not in UTF-8."""
    if isinstance(source, str) and source.isalpha():
        if source not in shipped_people():
            raise FileFormatError(f"there is no shipped person {source[:40]}", code="file.missing",
                                  hint=meant(source.casefold(), shipped_people(), "Give a Path, or one of"),
                                  params={"name": source[:40]})
        source = person_file(source)
    if isinstance(source, PathLike) and str(source)[-4:].casefold() in (".csv", ".tsv"):
        return read_text(source, what=WHAT, suffixes=SUFFIXES, largest=TABLE_BYTES, fallback="cp1252")
    return read_text(source, what=WHAT, suffixes=SUFFIXES)


def _base(node: Node, faults: Faults) -> Body | None:
    """The body of the try-on garment: a size of a chart."""
    from mtmpattern.body.chart import find_chart  # noqa: PLC0415  # few files need it

    with faults.caught():
        parts = node.mapping()
        if set(parts) != {"chart", "size"}:
            faults.add(node.problem("base needs a chart and one of its sizes, nothing else", "measurement.base",
                                    "Write it like `base: {chart: women, size: 92-164}`."))
            return None
        try:
            sized = find_chart(parts["chart"].text()).body(parts["size"].text())
        except MeasurementError as error:
            fault = error.problems[0]
            faults.add(node.problem(fault.message, fault.code, fault.hint))
            return None
        return sized.with_measures({name: Measure(each.left, each.right, "chart", rule="size of a chart")
                                    for name, each in sized.measures.items()})
    return None


def _doubts(body: Body, intake: MeasureIntake) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """The measures that the others make unlikely: their names, and the problems with their places in the file."""
    if not body.measures or body.child or intake.taken.ageless:
        return frozenset(), ()
    from mtmpattern.body.doubt import doubts  # noqa: PLC0415  # numpy takes a while

    problems, names = [], set[str]()
    sound = {name: measure for name, measure in body.measures.items() if name not in intake.contradicted}
    for doubt in doubts(replace(body, measures=sound), confirmed=intake.taken.confirmed):
        names.update(doubt.culprits)
        problem, node = intake.in_own_words(doubt.problem(body.unit)), intake.nodes.get(doubt.name)
        if node is not None and isinstance(node.content, Mapping):
            node = node.content.get(doubt.side, node)
        problems.append(replace(problem, where="/sex") if node is None else replace(
            problem, where=node.pointer, file=node.file, line=node.line, column=node.column))
    return frozenset(names), tuple(problems)


# ---- All clients of a table -----------------------------------------------------------------------------------------

TABLE_SUFFIXES = (".csv", ".tsv", ".txt", "")


def read_bodies(source: Source | Text, *, columns: ColumnMap | None = None) -> Iterator[tuple[str, Sheet | MtmError]]:
    """Read every client of a table with one client on each row: an id with a sheet, or with the error of that row.

    Rows are read lazily, and a fault of one row does not stop the others. The id is that of the row, or its number
    if no column has ids; it may be a person's name, so no error contains it. Raises `FileFormatError` or
    `MeasurementError` for a fault of the whole table.
    """
    if columns is not None and not isinstance(columns, ColumnMap):
        raise FileFormatError(f"a {type(columns).__name__} is not a column map", code="file.type", where="columns",
                              hint="Read one with read_columns.", params={"type": type(columns).__name__})
    text = source if isinstance(source, Text) else read_text(
        source, what="table of clients", suffixes=TABLE_SUFFIXES, largest=TABLE_BYTES, fallback="cp1252")
    table = open_table(text, (columns or ColumnMap()).pick())
    return _each_by_lines(table, columns or ColumnMap()) if table.long else _each(table)


def _each_by_lines(table: ClientTable, columns: ColumnMap) -> Iterator[tuple[str, Sheet | MtmError]]:
    """Every client of a table with one measure on each line."""
    found = people(table)
    if len(found) == 1 and not found[0][0]:
        raise MeasurementError.of([table.problem(table.header.line or 1, "this table has the measures of one person",
                                                 "measurement.person", "Read it with read_body.")])
    return ((client, _by_lines(lines, columns)) for client, lines in found)


def _by_lines(lines: ClientTable, columns: ColumnMap) -> Sheet | MtmError:
    faults = Faults()
    try:
        with no_surprise(FileFormatError, "the lines of a client", "file.defect"):
            return sheet_of(read_lines(lines, faults, columns.pick()), faults)
    except MtmError as error:
        return error


def _each(table: ClientTable) -> Iterator[tuple[str, Sheet | MtmError]]:
    lines: dict[str, int] = {}
    for number, record in enumerate(table.rows(), 1):
        name, faults = identity(table, record, number), Faults()
        first = lines.setdefault(name, record.line)
        try:
            if record.fault:
                raise FileFormatError.of([record.fault])
            if summary(record):
                raise MeasurementError.of([table.problem(
                    record.line, "this row is an average or a total of the others, and no client", "measurement.none",
                    "Leave it out.")])
            if not name or first != record.line:
                what = f"has the same id as that on line {first}" if name else "has no id"
                raise MeasurementError.of([table.problem(record.line, f"the row {what}", "measurement.person",
                                                         "Give each row its own id.", what=what)])
            with no_surprise(FileFormatError, "the row", "file.defect"):
                sheet = sheet_of(client(table, record, faults), faults)
            yield name, sheet
        except MtmError as error:
            yield name, error
