"""``avatar`` fits a 3D body to a measurement file; ``preview`` drapes a garment on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtmpattern.cli.group import StrictCommand
from mtmpattern.cli.options import (
    body_file,
    body_options,
    estimate_option,
    garment_options,
    output_options,
    pick_of,
    sheet_and_request,
    template_named,
)
from mtmpattern.cli.report import counting, say, say_json, say_table
from mtmpattern.figures import in_unit

if TYPE_CHECKING:
    from mtmpattern.body.body import Unit
    from mtmpattern.preview.avatar import Avatar


@click.command(cls=StrictCommand, short_help="Fit a 3D body to a measurement file.")
@body_options
@click.option("-f", "--format", "formats", type=click.Choice(["glb", "stl", "3mf"]), multiple=True,
              default=("glb", "stl", "3mf"), show_default=True, help="What to write; may be given more than once.")
@click.option("--pose", type=click.Choice(["drape", "a"]), default="drape", show_default=True,
              help="Arms as low as room for cloth allows, or at 42 degrees.")
@click.option("--scale", type=float, default=1.0, show_default=True, metavar="NUMBER",
              help="The scale of STL and 3MF, as in 0.1 for a small figure.")
@click.option("--store", metavar="DIR", envvar="MTMPATTERN_AVATARS", show_envvar=True,
              help="A folder that keeps avatars, so that each body is fitted once.")
@output_options
def avatar(*, body: str, person: str, columns: str | None, formats: tuple[str, ...], pose: str, scale: float,
           store: str | None, out: str, as_json: bool) -> None:
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
    known = read_body(body_file(body), pick=pick_of(person, columns))
    made = fitted(known, pose="a" if pose == "a" else "drape", store=store)
    files = avatar_files(made, formats, scale=scale)
    written = write_folder(files, out)
    if as_json:
        import json

        say_json({"folder": out, "files": [path.name for path in written], **json.loads(files["avatar.json"])})
    else:
        _say(made, written, known.unit)


def _say(made: Avatar, written: tuple[Path, ...], unit: Unit) -> None:
    for path in written:
        say(str(path))
    rows: list[tuple[str, ...]] = [("measure", "given", "avatar", "off", "")]
    for each in made.measures:
        of_length = each.name != "shoulder_slope"
        row = (f"{each.given:.1f}", f"{each.reached:.1f}", f"{round(each.off, 1) + 0.0:+.1f}",
               f"estimated, give or take {each.spread:.0f}" if each.estimated else "")
        rows.append((each.name.replace("_", " "), *(
            in_unit(f"{text} mm", unit) if text and of_length else f"{text} degrees" if text else "" for text in row)))
    say_table(rows, title="measures")


# ---- preview --------------------------------------------------------------------------------------------------------

@click.command(cls=StrictCommand, short_help="Drape TEMPLATE on a body and show it.")
@click.argument("template")
@body_options
@estimate_option
@garment_options
@click.option("--size", type=float, default=15.0, show_default=True, metavar="MM",
              help="The side of the triangles of the cloth.")
@click.option("--store", metavar="DIR", envvar="MTMPATTERN_AVATARS", show_envvar=True,
              help="A folder that keeps avatars, so that each body is fitted once.")
@output_options
def preview(*, template: str, body: str, person: str, columns: str | None, estimates: bool, fit: str | None,
            sets: tuple[str, ...], alters: tuple[str, ...], fabrics: tuple[str, ...], size: float, store: str | None,
            out: str, as_json: bool) -> None:
    """Draft TEMPLATE for a body, sew it, drape it on the body, and show it: pictures, GLB, and a page to view it on.

    \b
    mtmpattern preview crew-tee -m ana -o out/ana-tee
    mtmpattern preview straight-skirt -m ana --fabric shell=wool-check -o out/s

    Needs the extra `preview`. The files show a person's body: keep them with the measurements.
    """  # noqa: D301  # \b keeps click from wrapping the paragraph
    from mtmpattern.drafting.library import find_template
    from mtmpattern.jobs.folder import check_folder, write_folder
    from mtmpattern.jobs.preview import draft_for_preview, drape, preview_files

    check_folder(out)
    found = find_template(template_named(template))
    sheet, request = sheet_and_request(found, body, pick_of(person, columns), estimates=estimates, fit=fit, sets=sets,
                                       alters=alters, fabrics=fabrics)
    pattern = draft_for_preview(found, sheet.body, request, estimates=estimates)
    with counting("draping", 100) as count:
        done = [0]

        def watch(_what: str, share: float) -> None:
            step = round(share * 95) - done[0]
            done[0] += step
            count(step)

        made = drape(pattern, sheet.body, store=store, size=size, watch=watch)
        files = preview_files(made, pattern)
    written = write_folder(files, out)
    about = _about_drape(files)
    doubts = [str(note) for note in pattern.notes if note.code in ("measurements", "estimated")]
    if as_json:
        say_json({"folder": out, "files": [path.name for path in written], **about, "measurements": doubts})
    else:
        _say_drape(about, written, sheet.body.unit)
        say_table([(doubt,) for doubt in doubts], title="about the measurements")


def _about_drape(files: dict[str, bytes]) -> dict[str, Any]:
    import json

    data: dict[str, Any] = json.loads(files["preview.json"])
    return data


def _say_drape(about: dict[str, Any], written: tuple[Path, ...], unit: Unit) -> None:
    for path in written:
        say(str(path))
    rows: list[tuple[str, ...]] = [("level", "body", "ease, flat", "ease, draped", "")]
    rows += [(" ".join((each["level"], each["side"])).strip(), f"{each['body']:.0f} mm", f"{each['flat']:+.0f} mm",
              f"{each['draped']:+.0f} mm", each["note"]) for each in about["ease"]]
    rows = [tuple(in_unit(cell, unit) for cell in row) for row in rows]
    say_table(rows if len(rows) > 1 else [], title="ease, in draft quality")
    say()
    say(f"at rest after {about['simulated_s']:.1f} s" if about["rested"] else "not at rest")
    say_table([(in_unit(note, unit),) for note in about["notes"]], title="notes")
