"""The one place where what went wrong becomes a readable report and an exit code.

    0  done                              3  cannot be drafted (a template that raises, too)
    1  a defect of ours                  4  cannot be written in that format
    2  input, or where to write          5  cannot be made on that machine or cloth

Stopped at the keyboard ends with 130, as shells have it.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import click

from mtmpattern.cli._output import say, say_json, silence
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
