"""The command line: ``mtmpattern COMMAND``. A command is loaded when it is named, its libraries when it runs."""

from __future__ import annotations

import click

from mtmpattern import __version__
from mtmpattern.cli.group import Commands

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, homes={
    "templates": "mtmpattern.cli.draft",
    "show": "mtmpattern.cli.draft",
    "measure": "mtmpattern.cli.measure",
    "make": "mtmpattern.cli.draft",
    "grade": "mtmpattern.cli.draft",
    "marker": "mtmpattern.cli.marker",
    "avatar": "mtmpattern.cli.preview",
    "order": "mtmpattern.cli.orders",
    "job": "mtmpattern.cli.orders",
    "batch": "mtmpattern.cli.batch",
    "route": "mtmpattern.cli.batch",
    "client": "mtmpattern.cli.orders",
    "knit": "mtmpattern.cli.knit",
    "swatch": "mtmpattern.cli.knit",
    "preview": "mtmpattern.cli.preview",
    "prove": "mtmpattern.cli.prove",
    "sheet": "mtmpattern.cli.look",
    "watch": "mtmpattern.cli.look",
    "audit": "mtmpattern.cli.prove",
    "convert": "mtmpattern.cli.draft",
})
@click.version_option(__version__, prog_name="mtmpattern")
def main() -> None:
    """Draft made-to-measure sewing patterns from body measurements.

    \b
    mtmpattern templates
    mtmpattern show crew-tee
    mtmpattern make crew-tee -m ana.yaml -o out/crew-tee
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
