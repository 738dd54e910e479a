"""The group of all commands: each is loaded on use, and its errors are reported by `mtmpattern.cli.report`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from mtmpattern.cli.report import reported


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
