"""The files of a plan of lays: the JSON from which the others are drawn, a page, and every lay in each format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from mtmpattern.cutting.marker_page import lay_rows, lay_title, page
from mtmpattern.cutting.marker_plan import ClothLay, MarkerPlan
from mtmpattern.cutting.stored_plan import plan_text, read_plan
from mtmpattern.errors import ExportError, Problem, meant
from mtmpattern.formats.registry import Settings, refuse_unknown_settings

PLAN_FILE: Final = "marker.json"
PAGE_FILE: Final = "marker.html"
PLOTTER: Final = "garment-roll-1800"        # unless another is named

Write: TypeAlias = Callable[[ClothLay, str, Settings], dict[str, bytes]]


def plan_files(plan: MarkerPlan, formats: Iterable[str] = ("svg", "dxf"), settings: Settings | None = None,
               unwritten: list[Problem] | None = None) -> dict[str, bytes]:
    """Name to bytes: ``marker.json``, ``marker.html``, and for each lay ``<lay>.<suffix>`` in every format.

    ``pdf`` writes each lay at true scale and an overview of all on A4 (``plan.pdf``). Everything is drawn from the JSON
    as read back, so that the JSON alone is enough to draw it again. ``settings`` are those of the format ``svg``
    (``palette`` and others), ``plotter`` and ``cutter``. With a list ``unwritten``, it gets the lays that a machine
    does not hold, and everything else is written.

    Raises:
        ExportError: an unknown format, a setting that no format has, a lay that is too large for a machine.

    """
    writers = marker_formats(formats)
    check_settings(writers, settings or {})
    text = plan_text(plan)
    drawn = read_plan(text)
    for lay, planned in zip(drawn.lays, plan.lays, strict=True):
        lay.cut_like(planned)
    files = {PLAN_FILE: text.encode(), PAGE_FILE: page(drawn)}
    problems: list[Problem] = []
    stems = _stems(drawn.lays)
    for name in writers:
        for lay in drawn.lays:
            try:
                files |= WRITERS[name](lay, stems[lay.name], settings or {})
            except ExportError as error:
                problems += error.problems
    if unwritten is not None:
        unwritten += problems
    elif problems:
        raise ExportError.of(problems)
    if "pdf" in writers:
        files["plan.pdf"] = _plan(drawn)
    return files


def marker_formats(names: str | Iterable[str]) -> tuple[str, ...]:
    """The names of the formats as they are written here, each once. Raises one `ExportError` for every unknown one."""
    known = tuple(WRITERS)
    words = [name.strip().casefold().removeprefix(".") for name in ([names] if isinstance(names, str) else names)]
    problems = [Problem(f"a marker cannot be written as {word[:40]!r}", "format.unknown", word[:40],
                        meant(word, known, "Use one of"),
                        params={"name": word[:40]}) for word in dict.fromkeys(words) if word not in WRITERS]
    if problems:
        raise ExportError.of(problems)
    return tuple(dict.fromkeys(words))


def check_settings(formats: Iterable[str], settings: Settings) -> None:
    """Raise `ExportError` for a setting that none of the formats has."""
    from mtmpattern.formats.palette import SETTINGS  # noqa: PLC0415

    known = [name for each, names in (("svg", [setting.name for setting in SETTINGS]), ("hpgl", ["plotter"]),
                                      ("cutter", ["cutter"])) if each in formats for name in names]
    refuse_unknown_settings(known, list(formats), settings)


def _stems(lays: Iterable[ClothLay]) -> dict[str, str]:
    """The file stem of each lay by its name: the name itself as far as a file may have it, each stem once."""
    from mtmpattern.formats.text import seven_bit  # noqa: PLC0415

    stems: dict[str, str] = {}
    for lay in lays:
        stem = re.sub(r"[^a-z0-9_]+", "-", seven_bit(lay.name).casefold()).strip("-_")[:60] or "lay"
        while stem in stems.values():
            stem += "-x"
        stems[lay.name] = stem
    return stems


def _svg(lay: ClothLay, stem: str, settings: Settings) -> dict[str, bytes]:
    from mtmpattern.formats.svg.marker import marker_svg  # noqa: PLC0415

    own = {name: value for name, value in settings.items() if name not in ("plotter", "cutter")}
    return {f"{stem}.svg": marker_svg(lay.marker, lay_title(lay), own, lay.words)}


def _dxf(lay: ClothLay, stem: str, _: Settings) -> dict[str, bytes]:
    from mtmpattern.formats.dxf.marker import marker_dxf  # noqa: PLC0415

    return {f"{stem}.dxf": marker_dxf(lay.marker, lay.cuts.lines, lay.words)}


def _hpgl(lay: ClothLay, stem: str, settings: Settings) -> dict[str, bytes]:
    from mtmpattern.formats.machine.hpgl import plot  # noqa: PLC0415
    from mtmpattern.formats.machine.profiles import beyond_plotter, read_plotter  # noqa: PLC0415

    plotter = read_plotter(settings.get("plotter", PLOTTER))
    marker = lay.marker
    if problem := beyond_plotter(lay.name, marker.length, marker.width, plotter):
        raise ExportError.of([problem])
    return {f"{stem}.plt": plot(marker.labels, marker.placed, plotter)}


def _cutter(lay: ClothLay, stem: str, settings: Settings) -> dict[str, bytes]:
    from mtmpattern.formats.machine.cutter import cut_lines  # noqa: PLC0415
    from mtmpattern.formats.machine.profiles import USUAL_TABLE, read_table  # noqa: PLC0415

    table = read_table(settings.get("cutter", USUAL_TABLE))
    return {f"{stem}.cut": cut_lines(lay.cuts.lines, lay.marker.parts, table, stem)}


def _pdf(lay: ClothLay, stem: str, _: Settings) -> dict[str, bytes]:
    from mtmpattern.formats.pdf.marker import marker_pdf  # noqa: PLC0415

    return {f"{stem}.pdf": marker_pdf(lay.marker, lay_title(lay))}


def _plan(plan: MarkerPlan) -> bytes:
    from mtmpattern.formats.pdf.marker import PlanSheet, plan_pdf  # noqa: PLC0415

    return plan_pdf([(lay.marker, PlanSheet(lay_title(lay), tuple(lay_rows(plan, lay)))) for lay in plan.lays])


WRITERS: Final[Mapping[str, Write]] = {"svg": _svg, "dxf": _dxf, "hpgl": _hpgl, "cutter": _cutter, "pdf": _pdf}
"""The formats of a marker by name."""
