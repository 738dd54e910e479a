"""The command line: ``mtmpattern COMMAND``. Commands load when they are named, the work when they run."""

from __future__ import annotations

import click

from mtmpattern import __version__
from mtmpattern.cli._group import Commands

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, homes={
    "templates": "mtmpattern.cli.templates",
    "show": "mtmpattern.cli.templates",
    "measure": "mtmpattern.cli.measure",
    "make": "mtmpattern.cli.make",
    "grade": "mtmpattern.cli.grade",
    "prove": "mtmpattern.cli.prove",
    "sheet": "mtmpattern.cli.sheet",
    "watch": "mtmpattern.cli.watch",
    "audit": "mtmpattern.cli.audit",
    "convert": "mtmpattern.cli.convert",
})
@click.version_option(__version__, prog_name="mtmpattern")
def main() -> None:
    """Draft made-to-measure sewing patterns from body measurements.

    \b
    mtmpattern templates
    mtmpattern show crew-tee
    mtmpattern make crew-tee -m ana.yaml -o out/crew-tee
    """  # noqa: D301  # click takes the \b for a paragraph to leave as it is
