"""What commands print, and how what went wrong becomes a readable report and an exit code."""

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
from typing import Final

import click

from mtmpattern.errors import (
    DraftError,
    ExportError,
    FileFormatError,
    MeasurementError,
    MtmError,
    OptionError,
    PluginError,
    StationError,
    TemplateNotFound,
)

# ---- What commands print: lines, tables and JSON; nothing that could steer a terminal, and only ASCII ------------


PIPE_WIDTH = 120


def say(text: str = "", *, err: bool = False) -> None:
    """Print one line. What is not printable (a name of a file may hold anything) becomes a question mark."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in text)
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    _print(clean.encode(encoding, "replace").decode(encoding), err=err)


def say_json(data: object) -> None:
    """Print plain data as JSON to standard output."""
    _print(json.dumps(data, indent=2, allow_nan=False), err=False)


def say_table(rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Print rows in columns, under a title and an empty line where one is given. No rows, no title."""
    rows = list(rows)
    if not rows:
        return
    from rich.console import Console  # 30 ms that --help does not pay
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 3, 0, 0))
    for _ in rows[0]:
        table.add_column()
    for row in rows:
        table.add_row(*map(Text, row))                      # as text: square brackets are no markup here
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = get_terminal_size().columns if on_terminal else PIPE_WIDTH
    drawn = StringIO()
    Console(file=drawn, width=width, color_system=None).print(Padding(table, (0, 0, 0, 2 if title else 0)))
    if title:
        say()
        say(title)
    for line in drawn.getvalue().splitlines():
        say(line.rstrip())


def _print(text: str, *, err: bool) -> None:
    try:
        click.echo(text, err=err)
        if stream := sys.stderr if err else sys.stdout:     # what cannot be written is to fail here, not at the exit
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        raise ExportError(f"standard output cannot be written: {error.strerror}", code="output.unwritable",
                          hint="Is the disk full?") from error


def silence() -> None:
    """Let the interpreter's last flush of standard output go nowhere instead of failing again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# ---- A bar that counts, on standard error and on a terminal only -------------------------------------------------


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[int], object]]:
    """Yield a function that is told how many more are done; it draws nothing where nobody would see it."""
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
    """Yield a function that shows how a search stands, in one line on a terminal; ``None`` where nobody would see."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.status import Status

    with Status("laying", console=Console(stderr=True)) as status:
        yield status.update


# ---- The one place where what went wrong becomes a readable report and an exit code ------------------------------


DONE, DEFECT, INPUT, DRAFTING, FORMAT, STATION, STOPPED = 0, 1, 2, 3, 4, 5, 130
EXIT_CODES: Final[Mapping[type[MtmError], int]] = {
    MeasurementError: INPUT, OptionError: INPUT, FileFormatError: INPUT, TemplateNotFound: INPUT,
    DraftError: DRAFTING, PluginError: DRAFTING, ExportError: FORMAT, StationError: STATION,
}
BY_CODE: Final[Mapping[str, int]] = {                      # where the class alone does not tell
    "output.occupied": INPUT, "output.unwritable": INPUT, "plugin.format": FORMAT,
    "format.unknown": INPUT, "format.setting": INPUT, "format.value": INPUT,
    "format.grade": INPUT, "format.one_size": INPUT, "grade.sample": INPUT, "grade.none": INPUT,
}


def exit_code(error: MtmError) -> int:
    """Return what the command ends with after this error."""
    by_class = next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), DEFECT)
    return BY_CODE.get(error.code, by_class)


@contextmanager
def reported(*, as_json: bool) -> Iterator[None]:
    """Run a command; whatever it raises ends as a report and an exit code, never as a traceback."""
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
    except BrokenPipeError:                                 # the reader has had enough; the work is done
        silence()
        raise click.exceptions.Exit(DONE) from None
    except (KeyboardInterrupt, click.Abort):
        _tell("stopped")
        raise click.exceptions.Exit(STOPPED) from None
    except (click.ClickException, click.exceptions.Exit):
        raise
    except Exception as error:
        _report(_defect(error), as_json=as_json)
        raise click.exceptions.Exit(DEFECT) from error


def _report(error: MtmError, *, as_json: bool) -> None:
    """Write JSON to standard output, where a program looks, or a line for each problem to standard error."""
    if as_json:
        try:
            say_json(error.to_dict())
        except (ExportError, BrokenPipeError):
            silence()                                      # nobody can read it there: say it on standard error
        else:
            return
    _tell(*map(str, error.problems))


def _tell(*lines: str) -> None:
    """Write lines to standard error; where that is closed or full, the exit code alone must do."""
    with suppress(ExportError, BrokenPipeError):
        for line in lines:
            say(line, err=True)


def _defect(error: Exception) -> MtmError:
    """One sentence about a fault of our own. The message of the exception stays out: it may quote a person's body."""
    if os.environ.get("MTMPATTERN_TRACEBACK") == "1":
        traceback.print_exception(error, file=sys.stderr)
    place = next((f"{Path(frame.filename).name} line {frame.lineno}"
                  for frame in reversed(traceback.extract_tb(error.__traceback__))), "")
    return MtmError(f"this is a defect of ours: {type(error).__name__} in {place}", code="defect",
                    hint="Please report it; MTMPATTERN_TRACEBACK=1 shows where it comes from.")
