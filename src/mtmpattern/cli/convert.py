"""``convert`` writes a pattern DXF of another program in our formats."""

from __future__ import annotations

import click

from mtmpattern.cli._asked import writing_options
from mtmpattern.cli._output import say, say_json, say_table


@click.command(short_help="Write a pattern DXF of another program in our formats.")
@click.argument("file")
@click.option("--size", metavar="SIZE", help="The size to write; without it the sample size of the drawing.")
@click.option("--allowance", metavar="LENGTH", help="Lay this allowance round every sewn line, as in 10mm.")
@writing_options("svg")
def convert(*, file: str, size: str | None, allowance: str | None, formats: tuple[str, ...], on_fold: bool,
            palette: str | None, draws: tuple[str, ...], out: str, as_json: bool) -> None:
    """Write the pieces of FILE, a pattern DXF of any program, in our formats.

    Each piece is written as often as its quantity says. What `audit` finds in the drawing is told; it is written all
    the same.

    \b
    mtmpattern convert jacket.dxf -f pdf -f hpgl -o out/jacket
    """  # noqa: D301  # click takes the \b for a paragraph to leave as it is
    from pathlib import Path

    from mtmpattern.jobs.asking import read_settings
    from mtmpattern.jobs.converting import convert_drawing, read_allowance
    from mtmpattern.jobs.folder import check_folder, write_folder

    check_folder(out)
    done = convert_drawing(Path(file), formats, size=size, settings=read_settings(draws, palette), on_fold=on_fold,
                           allowance=None if allowance is None else read_allowance(allowance))
    written = write_folder(done.files, out)
    weighty = [item for item in done.findings if item.weight != "note"]
    if as_json:
        say_json({"folder": out, "files": [path.name for path in written], "size": done.pattern.size,
                  "parts": [part.id for part in done.pattern.parts],
                  "findings": [item.to_dict() for item in weighty]})
        return
    for path in written:
        say(str(path))
    say_table([(part.id, _counted(len(part.sewn), "edge"), _counted(len(part.notches), "notch", "notches"))
               for part in done.pattern.parts],
              title=_counted(len(done.pattern.parts), "part")
              + (f" of size {done.pattern.size}" if done.pattern.size else ""))
    for weight in ("warning", "fault"):
        say_table([(item.code, item.block, f"{item.message}. {item.hint}".rstrip()) for item in weighty
                   if item.weight == weight], title=f"{weight}s in the drawing")


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
