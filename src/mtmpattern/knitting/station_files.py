"""All files of one panel, name to bytes."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from mtmpattern.knitting.bed_picture import bed_svg
from mtmpattern.knitting.chart import panel_chart
from mtmpattern.knitting.chart_pdf import chart_pdf
from mtmpattern.knitting.chart_svg import chart_svg
from mtmpattern.knitting.hand_rows import hand_rows
from mtmpattern.knitting.knit_program import KnitProgram, knit_panel
from mtmpattern.knitting.machine import Machine
from mtmpattern.knitting.machine_rows import machine_rows
from mtmpattern.knitting.panel import Panel
from mtmpattern.knitting.station_report import StationReport, station_report
from mtmpattern.knitting.swatch import counted
from mtmpattern.pattern.model.fabric import Fabric


def panel_files(panel: Panel, machine: Machine, swatch: Fabric,
                page: str = "a4") -> tuple[dict[str, bytes], StationReport]:
    """The files of one panel and its report.

    Every panel has a chart (PNG, SVG, PDF) and a report. A machine that runs programs also gets a knitout file and a
    picture of its bed, a knitter at a domestic machine or with two needles written rows. Raises `StationError` where
    the machine cannot knit the panel, and where the checker finds a fault in the program.
    """
    knitted = knit_panel(panel, machine, swatch)
    checked = knitted.check()
    checked.ensure()
    report = station_report(knitted, checked)
    return made_files(knitted, report, page), report


def made_files(knitted: KnitProgram, report: StationReport, page: str = "a4", times: int = 1) -> dict[str, bytes]:
    """The files of a panel whose program was checked; it is knitted ``times`` times."""
    panel, machine, swatch = knitted.panel, knitted.machine, knitted.swatch
    name = re.sub(r"[^a-z0-9]+", "-", panel.name.lower()).strip("-") or "panel"
    drawn = panel_chart(knitted.plan, counted(swatch).aspect, away=machine.right_side_away)
    files = {
        f"{name}-chart.png": drawn.png(),
        f"{name}-chart.svg": chart_svg(drawn).encode(),
        f"{name}-chart.pdf": chart_pdf(drawn, page, _notes(swatch, times)),
        f"{name}-report.json": (json.dumps(report.to_dict(), indent=2, sort_keys=True) + "\n").encode(),
    }
    if machine.worked_by == "program":
        files[f"{name}.k"] = knitted.program.text().encode()
    if machine.worked_by != "needles":
        files[f"{name}-bed.svg"] = bed_svg(knitted, report).encode()
    if text := row_text(knitted, times):
        files[f"{name}-rows.txt"] = text.encode()
    return dict(sorted(files.items()))


def row_text(knitted: KnitProgram, times: int = 1) -> str:
    """The written rows for hand knitting and domestic machines; empty for a machine that runs programs."""
    machine, swatch = knitted.machine, knitted.swatch
    drawn = panel_chart(knitted.plan, counted(swatch).aspect, away=machine.right_side_away)
    if machine.worked_by == "carriage":
        rows = machine_rows(knitted.plan, drawn, swatch, machine, knitted.offset)
    elif machine.worked_by == "needles":
        rows = hand_rows(knitted.plan, drawn, swatch)
    else:
        return ""
    return str(rows if times == 1 else replace(rows, needs=(_many(times), *rows.needs)))


def _many(times: int) -> str:
    return f"Knit it {'twice' if times == 2 else f'{times} times'}."


def _notes(swatch: Fabric, times: int) -> tuple[str, ...]:
    gauge = counted(swatch)
    counts = f"{gauge.stitches.mean:g} stitches and {gauge.courses.mean:g} rows to 10 cm"
    return (f"Swatch {swatch.name}, washed: {counts}.", f"Yarn: {gauge.thread}.",
            *([_many(times)] if times > 1 else []))
