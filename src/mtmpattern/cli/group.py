"""The group of all commands: each is loaded on use, and its errors are reported by `mtmpattern.cli.report`."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

import click

from mtmpattern.cli.flags import with_flags
from mtmpattern.cli.report import INPUT, STOPPED, reported, silence
from mtmpattern.errors import MtmError

COLLECTED_AT: Final = 50_000
"""New objects between two garbage collections; with Python's default of 700 they take a tenth of a short command."""


class StrictCommand(click.Command):
    """A command that refuses an option given twice, of which only the last would count; its errors name its flags."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Raises `click.UsageError` for an option that can be given once and is given twice."""
        *_, given = self.make_parser(ctx).parse_args(list(args))
        for option, times in Counter(given).items():
            if times > 1 and isinstance(option, click.Option) and not (option.multiple or option.is_flag):
                raise click.UsageError(f"{' / '.join(option.opts)} is given {times} times; give it once.", ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. Raises its errors with the flags of the arguments that they name."""
        try:
            return super().invoke(ctx)
        except MtmError as error:
            raise with_flags(error) from error.__cause__


class Commands(click.Group):
    """Sub-commands by name, each with its module."""

    def __init__(self, *args: Any, homes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in their usual order of use."""
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of one command."""
        if cmd_name not in self.homes:
            return None
        command: click.Command = getattr(import_module(self.homes[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command and report its errors."""
        with reported(as_json="--json" in ctx.args):
            return super().invoke(ctx)

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run the program; a closed output ends it quietly, a full one with a message, also for ``--help``."""
        run: Callable[..., Any] = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **extra)
        gc.set_threshold(COLLECTED_AT)
        try:
            code = run(*args, standalone_mode=False, **extra) or 0
            with suppress(AttributeError, ValueError):      # there may be no standard output
                sys.stdout.flush()
        except click.ClickException as error:
            with suppress(OSError):
                error.show()
            code = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            with suppress(OSError, ValueError):
                click.echo("stopped", err=True)
            code = STOPPED
        except (BrokenPipeError, SystemExit):               # the reader of the pipe has stopped; click then exits
            silence()
            code = 0
        except OSError as error:
            silence()
            with suppress(OSError):
                click.echo(f"standard output cannot be written: {error.strerror}. Is the disk full? "
                           "[output.unwritable]", err=True)
            code = INPUT
        sys.exit(code if isinstance(code, int) else 0)
