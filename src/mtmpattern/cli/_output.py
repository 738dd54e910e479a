"""What commands print: lines, tables and JSON; nothing that could steer a terminal, and only ASCII in JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import StringIO
from shutil import get_terminal_size

import click

from mtmpattern.errors import ExportError

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
