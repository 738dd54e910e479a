"""``avatar`` fits a 3D body to a measurement file and writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtmpattern.cli.options import body_file
from mtmpattern.cli.report import say, say_json, say_table

if TYPE_CHECKING:
    from mtmpattern.preview.avatar import Avatar


@click.command(short_help="Fit a 3D body to a measurement file.")
@click.option("-m", "--measurements", "body", metavar="FILE", required=True,
              help="The measurement file, in any form that `measure` reads, or a shipped person, as in ana.")
@click.option("-f", "--format", "formats", type=click.Choice(["glb", "stl", "3mf"]), multiple=True,
              default=("glb", "stl", "3mf"), show_default=True, help="What to write; may be given more than once.")
@click.option("--pose", type=click.Choice(["drape", "a"]), default="drape", show_default=True,
              help="Arms as low as leaves room for cloth, or at 42 degrees.")
@click.option("--scale", type=float, default=1.0, show_default=True, metavar="NUMBER",
              help="The scale of STL and 3MF, as in 0.1 for a small figure.")
@click.option("--store", metavar="DIR", envvar="MTMPATTERN_AVATARS", show_envvar=True,
              help="A folder that keeps avatars, so that each body is fitted once.")
@click.option("-o", "--out", metavar="DIR", required=True, help="The folder to write; it must not hold other files.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def avatar(*, body: str, formats: tuple[str, ...], pose: str, scale: float, store: str | None, out: str,
           as_json: bool) -> None:
    """Fit a 3D body to a measurement file: GLB to look at, closed STL and 3MF to print, and a table of its measures.

    \b
    mtmpattern avatar -m ana -o out/ana
    mtmpattern avatar -m ana -f stl --scale 0.1 -o out/figure

    Needs the extra `preview`. The files show a person's body: keep them with the measurements.
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.body import read_body
    from mtmpattern.jobs.avatar import avatar as fitted
    from mtmpattern.jobs.avatar import avatar_files, check_scale
    from mtmpattern.jobs.folder import check_folder, write_folder

    check_folder(out)
    check_scale(scale)
    made = fitted(read_body(body_file(body)), pose="a" if pose == "a" else "drape", store=store)
    files = avatar_files(made, formats, scale=scale)
    written = write_folder(files, out)
    if as_json:
        import json

        say_json({"folder": out, "files": [path.name for path in written], **json.loads(files["avatar.json"])})
    else:
        _say(made, written)


def _say(made: Avatar, written: tuple[Path, ...]) -> None:
    for path in written:
        say(str(path))
    rows = [("measure", "asked", "avatar", "off", "")]
    for each in made.measures:
        unit = "degrees" if each.name == "shoulder_slope" else "mm"
        rows.append((each.name.replace("_", " "), f"{each.asked:.1f} {unit}", f"{each.reached:.1f}",
                     f"{round(each.off, 1) + 0.0:+.1f}",
                     f"estimated, give or take {each.spread:.0f}" if each.estimated else ""))
    say_table(rows, title="measures")
