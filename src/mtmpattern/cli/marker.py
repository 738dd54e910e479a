"""``marker`` lays garments on cloth and writes the files for the cutting room."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

import click

from mtmpattern.cli.flags import flagged
from mtmpattern.cli.group import StrictCommand
from mtmpattern.cli.options import (
    Finite,
    body_file,
    estimate_option,
    output_options,
    template_named,
    unit_option,
)
from mtmpattern.cli.report import FORMAT, say, say_json, say_table, searching
from mtmpattern.entry import WHOLE
from mtmpattern.input_file import profile_named
from mtmpattern.interrupts import interrupted, stop, write

if TYPE_CHECKING:
    from mtmpattern.cutting import MarkerPlan
    from mtmpattern.drafting import Template
    from mtmpattern.drafting.request import Request
    from mtmpattern.errors import Problem

MOST_LISTED = 12        # garments whose cloth is listed one by one
STARTED = 0.2           # CPU-seconds of Python and of the command line before a command runs, where they are not known
READING, SEARCHING, WRITING = range(3)
FIRST_STOP = {
    SEARCHING: "the search ends here; the best layouts so far are kept and will be written",
    WRITING: "the search is over, and its layouts are being written",
}


@click.command(cls=StrictCommand, short_help="Lay the parts of garments on cloth.")
@click.argument("jobs", metavar="JOB...", nargs=-1)
@click.option("--fabric", "fabrics", metavar="[ROLE=]FILE", multiple=True,
              help="The cloth: a fabric file or a shipped fabric, for the shell unless a role is named. Of several for "
                   "a role, the cheapest for these parts is used.")
@click.option("--width", "widths", metavar="LENGTH", multiple=True,
              help="A usable width of that cloth on hand; may be given several times.")
@click.option("-t", "--template", "templates", metavar="TEMPLATE", multiple=True,
              help="Draft this for every measurement file and size.")
@click.option("--sizes", metavar="CHART[:S,M,L]", help="Lay these sizes of a chart too.")
@click.option("--size", metavar="SIZE", help="The size to lay of a drawing in several sizes.")
@unit_option
@click.option("--fit", metavar="NAME", help="A named fit of the template.")
@click.option("--set", "sets", metavar="OPTION=VALUE", multiple=True, help="An option, as in neck_drop=95mm.")
@click.option("--alter", "alters", metavar="NAME=MM", multiple=True, help="Change an intended measurement.")
@estimate_option
@click.option("--copies", type=int, default=1, show_default=True, help="How often each garment is made.")
@click.option("--spacing", metavar="LENGTH", help="Distance between two parts; by default the cutter's, or 0 mm.")
@click.option("--tilt", type=Finite(), default=0.0, show_default=True,
              help="Degrees that parts may lie off their grain.")
@click.option("--direction", type=click.Choice(["part", "garment", "lay"]), default="part", show_default=True,
              help="Which parts lie the same way: each by itself, all of a garment, or all of the lay.")
@click.option("--plies", type=int, default=1, show_default=True, help="Lengths of cloth laid on top of each other.")
@click.option("--table", metavar="LENGTH", help="The longest lay; more is cut in sections.")
@click.option("--end", metavar="LENGTH", help="Cloth lost at each end of each ply.")
@click.option("--cutter", metavar="NAME", help="A cutting table: its spacing, length and window, and its cutter data.")
@click.option("--common-lines", is_flag=True, help="Cut a line that two parts share once, for lasers.")
@click.option("--steps", type=int, help="Length of the search as a count; repeats byte for byte.  [default: 100]")
@click.option("--seconds", type=Finite(), help="CPU seconds of the whole run instead, files included.")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the search.")
@click.option("--store", metavar="DIR", envvar="MTMPATTERN_STORE", show_envvar=True,
              help="The folder that keeps the results of searches by seconds; by default the user's cache.")
@click.option("-f", "--format", "formats", metavar="FORMAT", multiple=True, default=("svg", "dxf"), show_default=True,
              help="svg, dxf, hpgl, cutter or pdf; may be given several times.")
@click.option("--palette", metavar="NAME", help="Colours and line widths of the drawing, as in laser.")
@click.option("--draw", "draws", metavar="NAME=VALUE", multiple=True,
              help="A setting of the drawing, as in hairline=0.05 or plotter=a0-pen.")
@output_options
def marker(*, jobs: tuple[str, ...], out: str, as_json: bool, formats: tuple[str, ...], palette: str | None,
           draws: tuple[str, ...], cutter: str | None, **asked: Any) -> None:
    """Lay the parts of every JOB on cloth with little waste, and order the cuts.

    A JOB is a pattern.json or its folder, a pattern DXF, an order, or a measurement file (with --template). Each cloth
    has lays of its own. Ctrl-C ends the search and keeps the best layout so far.

    \b
    mtmpattern marker out/tee out/shirt --fabric jersey -o out/marker
    mtmpattern marker ana ben -t crew-tee --fabric jersey --width 150cm -o out/two
    mtmpattern marker order.json --copies 20 --cutter metric -f cutter -o out/lay
    """  # noqa: D301  # click takes the \b for a paragraph to leave as it is
    from mtmpattern.jobs.folder import check_folder, write_folder

    whole = click.get_current_context().obj == WHOLE
    start = 0.0 if whole else time.process_time() - STARTED
    check_folder(out)
    files_of_jobs = _job_files(jobs)                        # before the libraries load that a marker needs
    from mtmpattern.cutting.marker_files import PLOTTER, check_settings, marker_formats
    from mtmpattern.drafting.request_text import read_settings

    settings = read_settings([*draws, *([f"cutter={cutter}"] if cutter and "cutter" in formats else [])], palette)
    asked["formats"] = marker_formats(formats)
    asked["plotter"] = settings.get("plotter", PLOTTER) if "hpgl" in asked["formats"] else None
    check_settings(asked["formats"], settings)
    with _watching() as watch, Interrupts() as interrupts:
        plan, remarks = _planned(files_of_jobs, asked, None if cutter is None else profile_named(cutter), watch, start,
                                 interrupts)
        unwritten: list[Problem] = []
        files = plan.files(asked["formats"], settings, unwritten)
        unwritten = [*map(flagged, unwritten)]
        written = write_folder(files, out)
    if as_json:
        from mtmpattern.cutting.stored_plan import summary

        say_json({"folder": out, "files": [path.name for path in written], "interrupted": plan.interrupted,
                  **summary(plan), "lays": [_lay(lay) for lay in plan.lays], "notes": [*plan.notes, *remarks],
                  **({"unwritten": list(map(str, unwritten))} if unwritten else {})})
    else:
        _say(plan, written, remarks)
        for problem in unwritten:
            say(str(problem), err=True)
    if unwritten:
        raise click.exceptions.Exit(FORMAT)


class Interrupts:
    """What Ctrl-C does while garments are laid: the first ends the search, the second the program.

    Before ``searching`` a first one ends the program; after the search it has nothing to end. ``done`` says so.
    """

    def __init__(self) -> None:
        self._stage = self._pressed = 0
        self._before: Any = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) not in (
                signal.SIG_IGN, None):
            self._before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def searching(self) -> None:
        """The search begins, so that from now on there is a layout to keep."""
        self._stage = SEARCHING

    def done(self) -> None:
        """The search is over."""
        self._stage = WRITING

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self._stage == READING:
            interrupted(number, frame)
        self._pressed += 1
        if self._pressed == 1:
            write(f"{FIRST_STOP[self._stage]}; Ctrl-C again stops at once and writes nothing")
            if self._stage == SEARCHING:
                raise KeyboardInterrupt
        elif self._stage == WRITING:        # what has been written of the folder is removed
            raise KeyboardInterrupt
        else:
            stop("stopped; nothing was written")


def _job_files(jobs: tuple[str, ...]) -> list[Path]:
    """The files of jobs. Raises `FileFormatError` with every one that is missing."""
    from mtmpattern.documents import read_bytes
    from mtmpattern.errors import FileFormatError

    found: list[Path] = []
    problems: list[Problem] = []
    for job in jobs:
        try:
            path = body_file(job)
            if not path.exists() and path.suffix.casefold() != ".dxf":          # a drawing is refused by its reader
                read_bytes(path, "measurement file", 0)
            found.append(path)
        except FileFormatError as error:
            problems += error.problems
    if problems:
        raise FileFormatError.of(dict.fromkeys(problems))
    return found


def _planned(jobs: list[Path], asked: dict[str, Any], cutter: str | Path | None,
             watch: Callable[[Any], None] | None, start: float,
             interrupts: Interrupts) -> tuple[MarkerPlan, list[str]]:
    """The plan, and what was found when its files were read; ``start`` is when the run began, in CPU-seconds."""
    from mtmpattern.drafting.request_text import read_request
    from mtmpattern.jobs.marker import effort_for, main_role, marker, rules_for
    from mtmpattern.jobs.typed_cloth import read_cloths, read_length
    from mtmpattern.orders.laid import JobSettings, read_jobs

    lengths = {name: read_length(asked[name], name) if asked[name] is not None else None
               for name in ("spacing", "table", "end")}
    rules = {name: asked[name] for name in ("tilt", "direction", "plies")} | {"end": lengths["end"] or 0.0}
    rules_for(lengths["spacing"], lengths["table"], cutter, **rules)            # before anything is drafted
    effort_for(asked["steps"], asked["seconds"], asked["seed"])
    cloths = read_cloths(asked["fabrics"], asked["widths"])

    def request(kind: type[Template]) -> Request:
        read = read_request(kind, fit=asked["fit"], sets=asked["sets"], alters=asked["alters"])
        named = {role or main_role(list(kind.cloths())): each[0] for role, each in cloths.items()}
        return replace(read, fabrics={role: each for role, each in named.items() if role in kind.cloths()})

    bundles = read_jobs(jobs, JobSettings(tuple(map(template_named, asked["templates"])), asked["sizes"], asked["size"],
                                          request, asked["estimates"], asked["copies"], asked["unit"]))
    roles = [part.role for bundle in bundles for part in bundle.pattern.parts]
    store = _store(asked["store"]) if asked["seconds"] is not None else None
    interrupts.searching()
    plan = marker(bundles, fabric={role or main_role(roles): each for role, each in cloths.items()} or None,
                  spacing=lengths["spacing"], table=lengths["table"], cutter=cutter, **rules,
                  common_lines=asked["common_lines"], steps=asked["steps"], seconds=asked["seconds"],
                  seed=asked["seed"], store=store, watch=watch, warn=write, plotter=asked["plotter"],
                  spent=time.process_time() - start, formats=asked["formats"])
    interrupts.done()
    return plan, list(dict.fromkeys(remark for bundle in bundles for remark in bundle.remarks))


def _store(named: str | None) -> Path:
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(home) / "mtmpattern" / "markers"


@contextmanager
def _watching() -> Iterator[Callable[[Any], None] | None]:
    with searching() as show:
        yield None if show is None else partial(_show, show)


def _show(show: Callable[[str], None], progress: Any) -> None:
    allowed = f" of {progress.allowed:.0f}" if progress.allowed < 1e9 else ""
    show(f"{progress.lay}: {progress.length:.1f} mm ({progress.engine}, {progress.seconds:.0f}{allowed} CPU-seconds; "
         "Ctrl-C keeps it)")


def _lay(lay: Any) -> dict[str, Any]:
    return {"name": lay.name, "fabric": lay.fabric.name, "width": lay.marker.width,
            "length": round(lay.marker.length, 3), "plies": lay.marker.plies, "times": lay.times,
            "use": round(lay.use, 4), "parts": len(lay.marker.placed),
            "cost": None if lay.cost is None else str(lay.cost), "engine": lay.search.engine,
            "stopped": lay.search.stopped}


def _say(plan: MarkerPlan, written: tuple[Path, ...], remarks: list[str]) -> None:
    from mtmpattern.cutting.marker_page import costs_of, metres, percent

    for path in written:
        say(str(path))
    rows = [("lay", "cloth", "width", "length", "used", "cost", "found by")]
    for lay in plan.lays:
        many = "".join((f" x {lay.marker.plies} plies" if lay.marker.plies > 1 else "",
                        f" x {lay.times}" if lay.times > 1 else ""))
        cost = f"{lay.cost} {lay.fabric.price.currency}" if lay.cost is not None and lay.fabric.price else ""
        rows.append((lay.name, lay.fabric.name, f"{lay.marker.width:g} mm", f"{lay.marker.length:.1f} mm{many}",
                     percent(lay.use), cost, lay.search.engine))
    say_table(rows, title="lays")
    for lay in plan.lays:
        if len(lay.trials) > 1:
            say_table([(each.fabric.name, f"{each.fabric.table_width:g} mm", each.refused or metres(each.length),
                        "" if each.refused else percent(each.use),
                        f"{each.cost} {each.fabric.price.currency}" if each.cost is not None and each.fabric.price
                        else "") for each in lay.trials], title=f"cloth tried for {lay.marker.role}")
    totals = [(cloth, metres(plan.lengths[cloth]), ", ".join(f"{number}: {metres(mm)}" for number, mm in of.items())
               if len(of) <= MOST_LISTED else f"{len(of)} garments") for cloth, of in plan.consumption.items()]
    say_table(totals, title="cloth in total, and by garment")
    if costs := costs_of(plan):
        say()
        say(f"cost of cloth: {costs}")
    say_table([(note,) for note in plan.notes], title="notes")
    say_table([(remark,) for remark in remarks], title="about the files")
    if plan.interrupted:
        say("the search was interrupted; the best layouts so far were written", err=True)
