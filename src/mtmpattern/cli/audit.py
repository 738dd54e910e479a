"""``audit`` looks for faults in a pattern file: a DXF of any program, a rule table, a plot, or our ``pattern.json``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from mtmpattern.cli._output import say, say_json, say_table
from mtmpattern.cli._report import DRAFTING

if TYPE_CHECKING:
    from mtmpattern.reading import Finding, Findings

KINDS = {"dxf": "a pattern drawing (DXF)", "rul": "a table of grade rules (RUL)", "pattern": "a pattern of ours",
         "hpgl": "a plot (HPGL)"}
FROM_RULES = 12
"""Rules that are shown; a table of them has hundreds."""


@click.command(short_help="Look for faults in a DXF, RUL, HPGL or pattern.json.")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def audit(*, file: str, as_json: bool) -> None:
    """Look for faults in FILE: a pattern DXF, a RUL, a plot in HPGL, or a pattern.json.

    A fault keeps a piece from being cut or sewn as it stands, a warning is what other programs may stumble over, a
    note is worth knowing. It ends with 0 where there is no fault, with 3 where there is one, and with 2 where the file
    cannot be read.
    """
    from pathlib import Path

    from mtmpattern.reading import audit_file

    findings = audit_file(Path(file))
    if as_json:
        say_json(findings.to_dict())
    else:
        _say(findings, Path(file).name)
    if findings.faults:
        raise click.exceptions.Exit(DRAFTING)


def _say(findings: Findings, name: str) -> None:
    """Print the pieces first and the faults last: they stay in sight."""
    say(f"{name}: {KINDS[findings.kind]}")
    if findings.kind == "rul":
        rules = f"{len(findings.measures)} rule{'' if len(findings.measures) == 1 else 's'}"
        say_table([tuple(f"{key} {value}" for key, value in row.items()) for row in findings.measures[:FROM_RULES]],
                  title=f"{rules}; how far a point moves, in mm")
    else:
        count, plot = len(findings.measures), findings.kind == "hpgl"
        thing = ("pen" if plot else "piece") + ("" if count == 1 else "s")
        units = "lengths in mm" if plot else "lengths in mm, areas in square metres"
        say_table(_pieces(findings), title=f"{count} {thing}; {units}")
    for weight in ("note", "warning", "fault"):
        rows = list(_rows([item for item in findings if item.weight == weight]))
        say_table(rows, title=f"{weight}s")
    say()
    counts = [(len([item for item in findings if item.weight == weight]), weight) for weight in ("fault", "warning")]
    say(", ".join(f"{count or 'no'} {weight}{'' if count == 1 else 's'}" for count, weight in counts))


def _pieces(findings: Findings) -> list[tuple[str, ...]]:
    columns = list(dict.fromkeys(key for row in findings.measures for key in row if key != "block"))
    rows = [tuple("-" if row.get(key) in (None, "") else str(row[key]) for key in columns) for row in findings.measures]
    return [tuple(columns), *rows] if rows else []


def _rows(items: list[Finding]) -> Iterator[tuple[str, str, str]]:
    """One row a finding; what is said alike of several blocks is said once."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for item in items:
        place = "" if item.at is None else f" ({item.at.x:.1f}, {item.at.y:.1f})"
        line = "" if item.line is None else f" line {item.line}"
        alike.setdefault((item.code, item.message, item.hint), []).append(f"{item.block}{place}{line}".strip())
    for (code, message, hint), places in alike.items():
        named = list(filter(None, places))
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""
        yield code, ", ".join(named[:3]) + more, f"{message}. {hint}"
