"""A garment at the knitting station: panels of its parts, their programs and papers, and how they are joined."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from mtmpattern.errors import Problem, StationError
from mtmpattern.knitting.joining import joining_text
from mtmpattern.knitting.knit_program import KnitProgram, knit_panel
from mtmpattern.knitting.machine import Machine
from mtmpattern.knitting.outline_read import OutlineRead, read_outline
from mtmpattern.knitting.panel import Fashioning, Panel
from mtmpattern.knitting.part_panel import PartPanel, part_panel
from mtmpattern.knitting.plan import plan_panel
from mtmpattern.knitting.refusals import refusals
from mtmpattern.knitting.seam_counts import SeamCount, marked, seam_counts
from mtmpattern.knitting.station_files import made_files
from mtmpattern.knitting.station_report import StationReport, station_report
from mtmpattern.knitting.swatch import counted, read_swatch
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.model.fabric import KINDS, Fabric
from mtmpattern.pattern.parts.part import Part

ROLES: Final = ("shell", "rib")
"""The roles of cloth whose parts are knitted as panels."""

SLANT: Final = "knitting.slant"


@dataclass(frozen=True, slots=True)
class GarmentPanel:
    """One panel, knitted once for each of its ``parts``, with its program, report and outline as read back."""

    name: str
    parts: tuple[str, ...]
    drawn: PartPanel
    knitted: KnitProgram
    report: StationReport
    read: OutlineRead
    files: Mapping[str, bytes]

    @property
    def times(self) -> int:
        """How often it is knitted."""
        return len(self.parts)


@dataclass(frozen=True, slots=True)
class KnittedGarment:
    """All panels of a garment, its seams in stitches and courses, and (``beside``) why other parts are not panels."""

    template: str
    machine: Machine
    swatch: Fabric
    panels: tuple[GarmentPanel, ...]
    seams: tuple[SeamCount, ...]
    joining: str
    beside: Mapping[str, str]

    @property
    def report(self) -> dict[str, Any]:
        """What the whole garment takes, as plain data; it holds no measure of the body."""
        yarns: dict[str, float] = {}
        for panel in self.panels:
            for use in panel.report.yarns:
                yarns[use.yarn] = yarns.get(use.yarn, 0.0) + use.grams * panel.times
        return {
            "template": self.template, "machine": self.machine.name, "swatch": self.swatch.name,
            "panels": [{
                "name": each.name, "parts": list(each.parts), "stitches": each.report.stitches,
                "courses": each.report.courses, "needles": list(each.report.needles),
                "seconds": round(each.report.seconds), "grams": round(each.report.grams, 1),
                "off_outline_stitches": each.read.stitches,
                "lower_edge_straightened_mm": round(each.drawn.curved, 1)} for each in self.panels],
            "stitches": sum(each.report.stitches * each.times for each in self.panels),
            "seconds": round(sum(each.report.seconds * each.times for each in self.panels)),
            "yarns": {yarn: round(grams, 1) for yarn, grams in yarns.items()},
            "not_panels": dict(self.beside),
            "proved": "executed by our checker; no machine has knitted it",
        }

    def files(self) -> dict[str, bytes]:
        """All files, name to bytes: those of every panel, the instructions for joining, and the report."""
        files: dict[str, bytes] = {}
        for panel in self.panels:
            files |= panel.files
        files["joining.txt"] = self.joining.encode()
        files["knitting.json"] = (json.dumps(self.report, indent=2) + "\n").encode()
        return dict(sorted(files.items()))


def knit_garment(pattern: Pattern, machine: Machine, swatch: Fabric, *,
                 top: Literal["chained", "live"] = "chained",
                 shoulders: Literal["short rows", "bound off"] = "short rows",
                 fashioning: Fashioning | None = None, purl: tuple[int, int] = (1, 1),
                 page: str = "a4") -> KnittedGarment:
    """Knit the parts of a pattern as panels.

    Parts of the shell and of ribs become panels. A neckband that is narrowed at a point is picked up instead, as the
    instructions for joining say. Raises `StationError` with every part that cannot be one panel, and with everything
    that the machine lacks, by how much, and what would fit.
    """
    read_swatch(swatch)
    _require_knit(pattern)
    beside: dict[str, str] = {}
    drawn: dict[str, PartPanel] = {}
    problems: list[Problem] = []
    for part in _parts(pattern, beside):
        try:
            drawn[part.id] = part_panel(part, counted(swatch), top=top, shoulders=shoulders, fashioning=fashioning,
                                        purl=purl)
        except StationError as error:
            if error.code == SLANT:
                beside[part.id] = "picked up round the neckline and narrowed at the point"
            else:
                problems += error.problems
    if problems:
        raise StationError.of(problems)
    if not drawn:
        raise StationError(f"{pattern.template} has no part that is knitted", code="knitting.nothing",
                           where=pattern.template, hint="Choose a garment of knitted cloth.")
    drawn = marked(pattern, drawn)
    groups = _groups(drawn)
    for name, ids in groups.items():
        planned = plan_panel(replace(drawn[ids[0]].panel, name=name), machine)
        problems += refusals(planned, machine, swatch)
    if problems:
        raise StationError.of(dict.fromkeys(problems))
    panels = tuple(_made(name, ids, drawn[ids[0]], machine, swatch, page) for name, ids in groups.items())
    seams = seam_counts(pattern, drawn)
    return KnittedGarment(pattern.template, machine, swatch, panels, seams,
                          joining_text(pattern, drawn, seams, swatch, top=top), beside)


def _require_knit(pattern: Pattern) -> None:
    for role in ROLES:
        cloth = pattern.fabrics.get(role)
        if cloth is not None and cloth.kind not in ("knit", "swatch"):
            raise StationError(f"{pattern.template} is cut from {KINDS[cloth.kind]}", code="knitting.nothing",
                               where=pattern.template, hint="Choose a garment of knitted cloth.")


def _parts(pattern: Pattern, beside: dict[str, str]) -> Iterator[Part]:
    for part in pattern.parts(grown=False):
        if part.role in ROLES and part.layer in ("main", "laid"):
            yield part
        else:
            beside[part.id] = "not knitted: it is cut"


def _groups(drawn: Mapping[str, PartPanel]) -> dict[str, tuple[str, ...]]:
    """The parts of each panel by its name; equal ones, such as two sleeves, share a panel."""
    alike: dict[Panel, list[str]] = {}
    for part, of_part in drawn.items():
        alike.setdefault(replace(of_part.panel, name=of_part.part.piece.replace("_", " ")), []).append(part)
    found = {}
    for panel, ids in alike.items():
        single = sum(other.name == panel.name for other in alike) == 1
        found[panel.name if single else drawn[ids[0]].part.title] = tuple(ids)
    return found


def _made(name: str, ids: tuple[str, ...], drawn: PartPanel, machine: Machine, swatch: Fabric,
          page: str) -> GarmentPanel:
    knitted = knit_panel(replace(drawn.panel, name=name), machine, swatch)
    checked = knitted.check()
    checked.ensure()
    read = read_outline(checked, knitted.plan.panel, machine, knitted.offset)
    report = station_report(knitted, checked)
    return GarmentPanel(name, ids, drawn, knitted, report, read, made_files(knitted, report, page, len(ids)))
