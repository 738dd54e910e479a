"""Output of commands: lines, tables, JSON and progress; errors as readable reports and exit codes."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Final, Self

import click

from mtmpattern.cli.flags import with_flag
from mtmpattern.errors import (
    DraftError,
    ExportError,
    FileFormatError,
    MeasurementError,
    MissingExtra,
    MtmError,
    OptionError,
    PluginError,
    StationError,
    TemplateNotFound,
    clean,
    listed,
)

if TYPE_CHECKING:
    from mtmpattern.reading import Finding

# ---- Output ---------------------------------------------------------------------------------------------------------

PIPE_WIDTH = 120
MOST_ROWS = 400
"""Rows of a table that are printed; JSON has them all."""


def say(text: str = "", *, err: bool = False) -> None:
    """Print one line. Characters that cannot be printed, such as a file name may hold, become question marks."""
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    _print(clean(text, len(text)).encode(encoding, "replace").decode(encoding), err=err)


def say_json(data: object) -> None:
    """Print plain data as JSON to standard output."""
    _print(json.dumps(data, indent=2, allow_nan=False), err=False)


def say_table(rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Print rows in columns, under an empty line and the title if there is one. Without rows nothing is printed.

    What a file has for a name may hold tabs and ends of lines, which would break the columns.
    """
    rows = [[clean(cell, len(cell)) for cell in row] for row in rows]
    if not rows:
        return
    if len(rows) > MOST_ROWS:
        rest = len(rows) - MOST_ROWS
        rows = [*rows[:MOST_ROWS], [f"and {rest} more", *[""] * (len(rows[0]) - 1)]]
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = get_terminal_size().columns if on_terminal else PIPE_WIDTH
    indent = 2 if title else 0
    lines = _plain_columns(rows, width - indent) or _columns(rows, width - indent)
    if title:
        say()
        say(title)
    for line in lines:
        say((" " * indent + line).rstrip())


_BETWEEN: Final = 3


def _plain_columns(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return rows of ASCII in columns if these fit the width (a single column is wrapped to it), else nothing."""
    if not all(cell.isascii() and (cell.isprintable() or not cell) for row in rows for cell in row):
        return []
    if len(rows[0]) == 1 and all(" ".join(row[0].split()) == row[0] for row in rows):
        wrapped = (wrap(row[0], width, break_on_hyphens=False, break_long_words=False) or [""] for row in rows)
        lines = [line for each in wrapped for line in each]
        return lines if max(map(len, lines)) <= width else []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + _BETWEEN * len(widths) > width:
        return []
    return ["".join(cell.ljust(wide + _BETWEEN) for cell, wide in zip(row, widths, strict=True)).rstrip()
            for row in rows]


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return rows in columns, wrapped where they need to be."""
    from rich.console import Console  # takes 40 ms to import, which most tables do not need
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, _BETWEEN, 0, 0))
    for _ in rows[0]:
        table.add_column()
    for row in rows:
        table.add_row(*map(Text, row))                      # as text: square brackets are not markup here
    drawn = StringIO()
    Console(file=drawn, width=width, color_system=None).print(table)
    return drawn.getvalue().splitlines()


class _OutputLost(ExportError):
    """Standard output is full or closed, so that only standard error is left for the report."""

    @classmethod
    def because(cls, error: OSError) -> Self:
        """Redirect standard output, and return the error."""
        silence()
        return cls(f"standard output cannot be written: {error.strerror}", code="output.unwritable",
                   hint="Is the disk full?")


def _print(text: str, *, err: bool) -> None:
    try:
        click.echo(text, err=err)
        if stream := sys.stderr if err else sys.stdout:     # so that an error occurs here, not at exit
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _OutputLost.because(error) from error


def silence() -> None:
    """Redirect standard output to the null device, so that the interpreter's last flush does not fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# ---- Progress -------------------------------------------------------------------------------------------------------

LONG = 100
"""The least number of parts of long work."""


class _Lines:
    """A line on standard error for each twentieth of long work."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.done, self.twentieths = what, total, 0, 0

    def advance(self, count: int) -> None:
        """Count finished parts."""
        self.done += count
        if 20 * self.done // self.total > self.twentieths:
            self.twentieths = 20 * self.done // self.total
            _say_errors(f"{self.what}: {self.done} of {self.total}")


@contextmanager
def counting(what: str, total: int, *, lines: bool = False) -> Iterator[Callable[[int], object]]:
    """Yield a function to call with each count done. It draws a bar on standard error if that is a terminal.

    Elsewhere it prints nothing, or with ``lines`` a line for each twentieth of long work.
    """
    if lines and total >= LONG and not (sys.stderr is not None and sys.stderr.isatty()):
        yield _Lines(what, total).advance
        return
    if sys.stderr is None or not sys.stderr.isatty() or total < 1:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.advance(task, done)


@contextmanager
def searching() -> Iterator[Callable[[str], None] | None]:
    """Yield a function that shows the progress of a search in one line; None without a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.status import Status

    with Status("laying", console=Console(stderr=True)) as status:
        yield status.update


# ---- Errors and exit codes ------------------------------------------------------------------------------------------

DONE, DEFECT, INPUT, DRAFTING, FORMAT, STATION, STOPPED = 0, 1, 2, 3, 4, 5, 130
EXIT_CODES: Final[Mapping[type[MtmError], int]] = {
    MeasurementError: INPUT, OptionError: INPUT, FileFormatError: INPUT, TemplateNotFound: INPUT,
    DraftError: DRAFTING, PluginError: DRAFTING, MissingExtra: INPUT, ExportError: FORMAT, StationError: STATION,
}
BY_CODE: Final[Mapping[str, int]] = {                      # where the class alone does not decide
    "output.occupied": INPUT, "output.unwritable": INPUT, "plugin.format": FORMAT,
    "format.unknown": INPUT, "format.setting": INPUT, "format.value": INPUT,
    "format.grade": INPUT, "format.one_size": INPUT, "grade.sample": INPUT, "grade.none": INPUT,
    "knitting.machine": INPUT, "knitting.swatch": INPUT,
}


def exit_code(error: MtmError) -> int:
    """Return the exit code for an error."""
    by_class = next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), DEFECT)
    return BY_CODE.get(error.code, by_class)


@contextmanager
def reported(*, as_json: bool) -> Iterator[None]:
    """Run a command; whatever it raises becomes a report and an exit code, never a traceback."""
    try:
        yield
    except MtmError as error:
        _report(error, as_json=as_json)
        raise click.exceptions.Exit(exit_code(error)) from error
    except click.UsageError as error:
        if not as_json:
            raise
        _report(MtmError(error.format_message(), code="usage"), as_json=True)
        raise click.exceptions.Exit(INPUT) from error
    except BrokenPipeError:                                 # the reader of the pipe stopped; the work is done
        silence()
        raise click.exceptions.Exit(DONE) from None
    except (KeyboardInterrupt, click.Abort):
        _say_errors("stopped")
        raise click.exceptions.Exit(STOPPED) from None
    except (click.ClickException, click.exceptions.Exit):
        raise
    except (OSError, MemoryError) as error:
        if isinstance(error, OSError) and error.errno is None:
            _report(_defect(error), as_json=as_json)
            raise click.exceptions.Exit(DEFECT) from error
        _report(_of_system(error), as_json=as_json)
        raise click.exceptions.Exit(INPUT) from error
    except Exception as error:
        _report(_defect(error), as_json=as_json)
        raise click.exceptions.Exit(DEFECT) from error


def _of_system(error: OSError | MemoryError) -> MtmError:
    """The error for a folder that cannot be read, a name that is too long, too little memory."""
    if isinstance(error, MemoryError):
        return MtmError("this needs more memory than there is", code="memory", hint="Give less input at a time.")
    if not error.filename:                      # nothing but the output has no name
        return _OutputLost.because(error)
    named = clean(str(error.filename), 80)
    return FileFormatError(f"{named} cannot be used: {error.strerror or type(error).__name__}", code="file.unreadable",
                           hint="Check the path and its permissions.",
                           params={"name": named, "reason": error.strerror or type(error).__name__})


def _report(error: MtmError, *, as_json: bool) -> None:
    """Write JSON to standard output for a program, or a line for each problem to standard error."""
    if as_json and not isinstance(error, _OutputLost):
        try:
            say_json(error.to_dict())
        except (ExportError, BrokenPipeError):
            silence()                                      # standard output is closed: use standard error
        else:
            return
    _say_errors(*map(str, error.problems))


def _say_errors(*lines: str) -> None:
    """Write lines to standard error; where that is closed or full, only the exit code remains."""
    with suppress(ExportError, BrokenPipeError):
        for line in lines:
            say(line, err=True)


def _defect(error: Exception) -> MtmError:
    """The report of a defect. The message of the exception is left out, because it may quote a person's measures."""
    if os.environ.get("MTMPATTERN_TRACEBACK") == "1":
        traceback.print_exception(error, file=sys.stderr)
    place = next((f"{Path(frame.filename).name} line {frame.lineno}"
                  for frame in reversed(traceback.extract_tb(error.__traceback__))), "")
    return MtmError(f"this is a defect in mtmpattern: {type(error).__name__} in {place}", code="defect",
                    hint="Please report it; MTMPATTERN_TRACEBACK=1 prints the traceback.")


def finding_rows(items: Iterable[Finding]) -> Iterator[tuple[str, str, str]]:
    """One row for each finding; the same finding about several blocks is printed once."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for item in items:
        place = "" if item.at is None else f" ({item.at.x:.1f}, {item.at.y:.1f})"
        line = "" if item.line is None else f" line {item.line}"
        alike.setdefault((item.code, item.message, with_flag(item.hint, item.argument)), []).append(
            f"{item.block}{place}{line}".strip())
    for (code, message, hint), places in alike.items():
        yield code, listed(list(filter(None, places)), 3), f"{message}. {hint}"
