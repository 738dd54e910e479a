"""Garments at the knitting station: from a template and a body to panels, and from readings to a swatch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any, Final, Literal

from mtmpattern.body import Body
from mtmpattern.documents import write_yaml
from mtmpattern.drafting import Template, draft
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.errors import MeasurementError, OptionError, Problem, StationError
from mtmpattern.knitting import (
    INCREASES,
    Fashioning,
    KnittedGarment,
    Machine,
    knit_garment,
    measured_swatch,
    panel_files,
    read_machine,
    read_swatch,
    swatch_names,
    swatch_panel,
)
from mtmpattern.knitting.swatch import size_problems
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.swatch import RibGauge

SHELL: Final = "shell"
TOPS: Final = ("chained", "live")
SHOULDERS: Final = ("short rows", "bound off")
PAGES: Final = ("a4", "letter")

Source = str | PathLike[str] | Mapping[str, object]


def knit(garment: Pattern | str | type[Template], body: Body | None = None, *, swatch: Source | Fabric,
         machine: Source | Machine, fit: str | None = None, estimates: bool = False, top: str = "chained",
         shoulders: str = "short rows", increase: str = "lifted", inset: int = 3, page: str = "a4",
         **options: Any) -> KnittedGarment:
    """Knit a garment as panels: programs for a machine, charts and rows for people, and how the panels are joined.

    Args:
        garment: a pattern, or a template that is drafted for ``body``. A template for a swatch is drafted on the grid
            of this one; any other garment of knitted cloth is drafted as usual and put on the grid.
        body: the body to draft for.
        swatch: a swatch, the name of a shipped one, or a file.
        machine: a machine's profile, the name of a shipped one, or a file.
        fit: a named fit of the template.
        estimates: estimate even what the template needs measured.
        top: ``chained`` panels, or ``live`` ones left on waste courses for linking.
        shoulders: knitted with ``short rows``, or ``bound off`` in steps.
        increase: how a stitch is added: ``lifted``, ``eyelet`` or ``split``.
        inset: how many stitches from the edge it is shaped.
        page: the paper of the charts, ``a4`` or ``letter``.
        options: those of the template.

    Raises:
        StationError: every part that cannot be one panel and everything that the machine lacks, by how much.
        OptionError, DraftError, MeasurementError: as `mtmpattern.draft` raises.

    """
    check_words(top=top, shoulders=shoulders, increase=increase, page=page)
    cloth = swatch if isinstance(swatch, Fabric) else read_swatch(swatch)
    at = machine if isinstance(machine, Machine) else read_machine(machine)
    if isinstance(garment, Pattern):
        pattern = garment
    else:
        kind = garment if isinstance(garment, type) and issubclass(garment, Template) else find_template(garment)
        if body is None:
            raise OptionError("there is no body to draft for", code="knitting.body", where="body",
                              hint="Give a body, or a finished pattern.")
        fabrics = {SHELL: cloth} if kind.fabric.kind == "swatch" else {}
        pattern = draft(kind, body, fit=fit, fabrics=fabrics, estimates=estimates, **options)
    return knit_pattern(pattern, at, cloth, top=top, shoulders=shoulders, increase=increase, inset=inset, page=page)


def knit_pattern(pattern: Pattern, machine: Machine, swatch: Fabric, *, top: str = "chained",
                 shoulders: str = "short rows", increase: str = "lifted", inset: int = 3,
                 page: str = "a4") -> KnittedGarment:
    """Knit the panels of a finished pattern. Raises `OptionError` if it was drafted on the grid of another swatch."""
    own = pattern.fabrics.get(SHELL)
    if own is not None and own.kind == "swatch" and own.swatch != swatch.swatch:
        raise OptionError(f"{pattern.template} was drafted on the grid of {own.name} and cannot be knitted by "
                          f"{swatch.name}", code="knitting.grid", where=swatch.name,
                          hint="Draft it with the swatch that it is knitted by.")
    return knit_garment(pattern, machine, swatch, top=_top(top), shoulders=_shoulders(shoulders),
                        fashioning=Fashioning(inset, increase=_increase(increase)), page=page)


def _top(word: str) -> Literal["chained", "live"]:
    return "live" if word == "live" else "chained"


def _shoulders(word: str) -> Literal["short rows", "bound off"]:
    return "bound off" if word == "bound off" else "short rows"


def _increase(word: str) -> Literal["lifted", "eyelet", "split"]:
    return "eyelet" if word == "eyelet" else "split" if word == "split" else "lifted"


WORDS: Final = {"top": TOPS, "shoulders": SHOULDERS, "increase": INCREASES, "page": PAGES}


def check_words(**words: str) -> None:
    """Raise `OptionError` with every setting of the station that is not one of its words."""
    problems = [Problem(f"{name} is {str(word)[:40]}", "knitting.word", name, f"Use one of {', '.join(WORDS[name])}.")
                for name, word in words.items() if word not in WORDS[name]]
    if problems:
        raise OptionError.of(problems)


def knit_template(kind: type[Template], body: Body, request: Request, swatch: Fabric, machine: Machine, *,
                  estimates: bool = False, **station: Any) -> KnittedGarment:
    """Draft a template with the fit, options and alterations of a command, and knit it."""
    fabrics = {**request.fabrics, **({SHELL: swatch} if kind.fabric.kind == "swatch" else {})}
    pattern = draft(kind, body, **{**request.arguments, "fabrics": fabrics}, estimates=estimates)
    return knit_pattern(pattern, machine, swatch, **station)


# ---- Swatches -----------------------------------------------------------------------------------------------------


def swatch_files(machine: Machine, stitches: int, courses: int, page: str = "a4") -> dict[str, bytes]:
    """The files to knit a swatch on a machine: its program or rows, a chart, and how to measure it.

    Raises `StationError` for a swatch that is too small, too large or does not fit on the machine.
    """
    problems = size_problems(stitches, courses)
    if problems:
        raise StationError.of(problems)
    like = next((read_swatch(name) for name in swatch_names()
                 if (of := read_swatch(name).swatch) is not None and of.machine == machine.name),
                read_swatch("dk-hand"))
    panel = swatch_panel(stitches, courses)
    files, report = panel_files(panel, machine, like, page)
    files = {name: content for name, content in files.items() if not name.endswith("report.json")}
    files["measure.txt"] = _measure(stitches, courses, panel.stitches, report.machine).encode()
    return files


def _measure(stitches: int, courses: int, all_stitches: int, machine: str) -> str:
    return f"""Measuring the swatch
====================

1. Knit it with the yarn, the stitch numbers and the take-down of the garment. Cut off the waste courses.
2. Wash and dry it as the garment will be washed, and let it lie flat for a day. Do not pin it out.
3. Measure between the marks, in the middle of each mark, at three places or more:
   across, {stitches} stitches; up, {courses} courses.
4. Weigh the whole swatch: it has {all_stitches} stitches.
5. Make the swatch file from the readings, in mm and grams:

   mtmpattern swatch --machine {machine} --yarn "what the cone says" --stitches {stitches} --courses {courses} \\
     --width 200 --width 202 --width 201 --height 172 --height 171 --grams 12.4 -o my-swatch
"""


def measured_swatch_file(machine: Machine, stitches: int, courses: int, *, name: str, yarn: str, colour: str = "",
                         widths: Sequence[float] = (), heights: Sequence[float] = (), grams: Sequence[float] = (),
                         weighed: int | None = None, numbers: Sequence[str] = (), rib: str | None = None,
                         stretch: float = 0.0) -> dict[str, bytes]:
    """The swatch file for the readings of a knitted swatch, by its name.

    ``widths`` and ``heights`` are in mm, ``grams`` weighings of ``weighed`` stitches. ``numbers`` are as in ``body=6``,
    ``rib`` is as in ``36,44``, and ``stretch`` is in percent.

    Raises `OptionError` with every text that cannot be read, and what `measured_swatch` raises.
    """
    problems = [] if yarn else [Problem("the yarn is not named", "knitting.word", "yarn", "Copy it from the cone.")]
    named = dict(each.partition("=")[::2] for each in numbers)
    problems += [Problem(f"{each} is not a stitch number", "knitting.word", "number", "Write it like body=6.")
                 for each in numbers if not re.fullmatch(r"[a-z-]+=[0-9A-Z]{1,4}", each)]
    found = re.fullmatch(r"([0-9.]{1,6}),([0-9.]{1,6})", rib or "0,0")
    if found is None:
        problems.append(Problem(f"{str(rib)[:40]} is not the gauge of a rib", "knitting.word", "rib",
                                "Write its stitches and courses to 10 cm, like 36,44."))
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,59}", name):
        problems.append(Problem(f"{name[:60]} cannot be the name of a swatch", "knitting.word", "name",
                                "Use letters, digits and hyphens."))
    if problems:
        raise OptionError.of(problems)
    size = size_problems(stitches, courses)         # before its stitches are counted
    if size:
        raise MeasurementError.of(size)
    gauge = RibGauge(float(found[1]), float(found[2])) if rib and found else None
    made = measured_swatch(name, machine.name, yarn, stitches=stitches, courses=courses, widths=widths,
                           heights=heights, grams=grams, weighed=weighed or swatch_panel(stitches, courses).stitches,
                           numbers=named, rib=gauge, colour=colour, stretch=stretch / 100)
    return {f"{name}.yaml": write_yaml(made.to_dict()).encode()}
