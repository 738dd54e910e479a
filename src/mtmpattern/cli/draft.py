"""``grade`` drafts a template for the sizes of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtmpattern.cli._asked import garment_options, writing_options
from mtmpattern.cli._output import say, say_json, say_table

if TYPE_CHECKING:
    from mtmpattern.pattern.grading import Grade


@click.command(short_help="Draft TEMPLATE for the sizes of a chart.")
@click.argument("template")
@click.option("--sizes", metavar="CHART[:S,M,L]", required=True,
              help="A shipped chart or a .yaml file, and the sizes or letters wanted.")
@click.option("--sample", metavar="SIZE", default="", help="The size that others are told against; the middle one.")
@garment_options
@writing_options("svg")
def grade(*, template: str, sizes: str, sample: str, fit: str | None, sets: tuple[str, ...], alters: tuple[str, ...],
          fabrics: tuple[str, ...], formats: tuple[str, ...], on_fold: bool, palette: str | None,
          draws: tuple[str, ...], out: str, as_json: bool) -> None:
    """Draft TEMPLATE for the sizes of a chart: nested drawings, grade rules, and tables of what each size measures.

    \b
    mtmpattern grade crew-tee --sizes women:S,M,L -o out/nest
    mtmpattern grade shirt --sizes men -f pdf -f rul -o out/men
    """  # noqa: D301  # click takes the \b for a paragraph to leave as it is
    from mtmpattern.drafting.library import find_template
    from mtmpattern.jobs.asking import read_asked, read_settings
    from mtmpattern.jobs.folder import check_folder, write_folder
    from mtmpattern.jobs.grading import asked_sizes, grade_files, grade_formats, make_grade
    from mtmpattern.jobs.making import check_settings

    check_folder(out)
    settings = read_settings(draws, palette)
    check_settings(grade_formats(formats), settings)        # before anything is drafted
    found = find_template(template)
    asked = read_asked(found, fit=fit, sets=sets, alters=alters, fabrics=fabrics)
    graded = make_grade(found, *asked_sizes(sizes), asked, sample=sample, on_fold=on_fold)
    written = write_folder(grade_files(graded, formats, settings), out)
    if as_json:
        say_json(_as_data(graded, written, out))
        return
    for path in written:
        say(str(path))
    count = f"{len(graded.sizes)} size{'' if len(graded.sizes) == 1 else 's'}"
    say_table([(", ".join(graded.sizes),)], title=f"{count}, told against {graded.sample}")
    say_table([(name, str(number)) for name, number in (graded.held or {}).items()], title="held equal in all sizes")
    say_table([(note,) for note in graded.notes], title="not held equal")
    say_table([(str(problem),) for problem in graded.apart], title="parts whose sizes have no common points")


def _as_data(graded: Grade, written: Sequence[Path], folder: str) -> dict[str, Any]:
    return {
        "template": graded.template, "sizes": list(graded.sizes), "sample": graded.sample, "folder": folder,
        "files": [path.name for path in written], "parts": [part.id for part in graded.parts],
        "held": dict(graded.held or {}), "notes": list(graded.notes),
        "apart": [problem.to_dict() for problem in graded.apart],
    }
