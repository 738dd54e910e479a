"""``grade`` drafts a template for the sizes of a chart."""

from __future__ import annotations

import click

from mtmpattern.cli._output import say, say_json, say_table


@click.command(short_help="Draft TEMPLATE for the sizes of a chart.")
@click.argument("template")
@click.option("--sizes", metavar="CHART[:S,M,L]", required=True,
              help="A shipped chart or a .yaml file, and the sizes or letters wanted.")
@click.option("--sample", metavar="SIZE", default="", help="The size that others are told against; the middle one.")
@click.option("--fit", metavar="NAME", help="A named fit of the template.")
@click.option("--set", "sets", metavar="OPTION=VALUE", multiple=True, help="An option, as in neck_drop=95mm.")
@click.option("--fabric", "fabrics", metavar="ROLE=FILE", multiple=True,
              help="The cloth of a role: a fabric file, or the name of a shipped one.")
@click.option("-o", "--out", metavar="DIR", required=True, help="The folder to write; it must not hold other things.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def grade(*, template: str, sizes: str, sample: str, fit: str | None, sets: tuple[str, ...], fabrics: tuple[str, ...],
          out: str, as_json: bool) -> None:
    """Draft TEMPLATE for the sizes of a chart: a nested drawing, and a table of what each size measures.

    \b
    mtmpattern grade crew-tee --sizes women:S,M,L -o out/nest
    """  # noqa: D301  # click takes the \b for a paragraph to leave as it is
    from mtmpattern.drafting.library import find_template
    from mtmpattern.jobs.asking import read_asked
    from mtmpattern.jobs.folder import check_folder, write_folder
    from mtmpattern.jobs.grading import asked_sizes, grade_files, make_grade

    check_folder(out)
    found = find_template(template)
    asked = read_asked(found, fit=fit, sets=sets, fabrics=fabrics)
    graded = make_grade(found, *asked_sizes(sizes), asked, sample=sample)
    written = write_folder(grade_files(graded), out)
    apart = [str(problem) for problem in graded.apart]
    if as_json:
        say_json({"template": found.name, "sizes": list(graded.sizes), "sample": graded.sample, "folder": out,
                  "files": [path.name for path in written], "apart": apart})
        return
    for path in written:
        say(str(path))
    say_table([(note,) for note in apart], title="parts whose sizes have no common points")
