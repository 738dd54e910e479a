"""The manifest of a job: the order, the parts, every file with its sha256, and facts for a product passport."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from mtmpattern.orders.stations import ABOUT_BODY, StationResult
from mtmpattern.papers.job_head import JobHead
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.making import WorkStep, to_buy
from mtmpattern.pattern.parts.part import ClothNeed, CutPattern

FORMAT: Final = "mtmpattern job 1"
MANIFEST: Final = "manifest.json"
FACTORY, CLIENT = "factory", "client"
LIBRARIES: Final = ("mtmpattern", "kurbopy", "numpy", "pikepdf", "reportlab", "segno", "shapely", "svgwrite")
"""The libraries whose versions decide the bytes of a job."""
BLANKS: Final = {
    "gtin": "text", "batch": "text", "operator": "text", "country_of_origin": "text", "fibre_suppliers": "list",
    "recycled_share": "percent", "substances_of_concern": "list", "carbon_footprint": "kg CO2e", "water_use": "litres",
    "repair_service": "url", "end_of_life": "text",
}
"""Facts of a product passport that a pattern tool cannot know, with their types; they are left blank."""


@cache
def library_versions() -> dict[str, str]:
    """The installed versions of `LIBRARIES`."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:            # a library of a station that is not installed
            continue
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestFacts:
    """The contents of a manifest, apart from the list of files."""

    head: JobHead
    asked: Mapping[str, Any]
    key: str
    digest: str
    pattern: Pattern
    cut: CutPattern
    steps: Sequence[WorkStep]
    needs: Mapping[str, ClothNeed]
    worked: Sequence[StationResult]
    made: date | None = None
    facility: str = ""


def manifest_of(facts: ManifestFacts, files: Mapping[str, bytes]) -> bytes:
    """The manifest as JSON text. It states no measure of the body: notes about the body appear by code alone."""
    head, pattern = facts.head, facts.pattern
    data = {
        "format": FORMAT, "order": head.order, "revision": head.revision, "reference": head.reference,
        "key": facts.key, "digest": facts.digest, "template": head.template, "template_version": head.version,
        "versions": library_versions(), "quantity": head.quantity, "due": head.due or None, "priority": head.priority,
        "options": dict(pattern.options), "alterations": facts.asked["alterations"],
        "fabrics": {role: fabric.name for role, fabric in pattern.fabrics.items()},
        "parts": [{"id": part.id, "piece": part.piece, "side": part.side, "role": part.role,
                   "label": head.payload(part.id)} for part in facts.cut.parts],
        "notes": list(_notes(pattern)),
        "rescues": [{"text": note.text, "mm": round(note.mm, 3), "side": note.side} for note in pattern.rescues],
        "stations": [_station(each) for each in facts.worked], "needs": needs_of(facts),
        "passport": passport(facts),
        "files": {name: {"bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
                  for name in sorted(files)},
    }
    return (json.dumps(data, indent=1, allow_nan=False) + "\n").encode()


def _notes(pattern: Pattern) -> Iterator[dict[str, Any]]:
    """Notes with code and parameters; the text of those about the body is only in the client's files."""
    for note in pattern.notes:
        if note.code == "rescue":
            continue
        about = note.code in ABOUT_BODY
        yield {"code": note.code, "side": note.side, "mm": 0.0 if about else round(note.mm, 3),
               "text": "" if about else note.text}


def _station(each: StationResult) -> dict[str, Any]:
    """The result of a station. The message of a failed one may name anything, so it is only in the client's files."""
    if each.output is None:
        return {"name": each.name, "state": "failed", "codes": [problem.code for problem in each.problems]}
    return {"name": each.name, "state": "done", "report": dict(each.output.report)}


def needs_of(facts: ManifestFacts) -> dict[str, Any]:
    """What a facility needs to make the garment, in the form that `mtmpattern.orders.routing` compares."""
    stitches = sorted({each for step in facts.steps for each in step.stitch.split("+") if each})
    kinds = {role: facts.cut.fabrics[role].kind for role in dict.fromkeys(part.role for part in facts.cut.parts)
             if role in facts.cut.fabrics}
    needs: dict[str, Any] = {
        "stitches": stitches, "cloths": sorted(set(kinds.values())), "fusing": "fusible" in kinds.values(),
        "pressing": any(step.press and step.press != "fuse" for step in facts.steps),
        "minutes": round(facts.head.quantity * sum(step.minutes for step in facts.steps), 1),
        "formats": sorted(facts.asked["formats"]),
    }
    for each in facts.worked:
        if each.output is not None:
            needs |= {name: value for name, value in each.output.needs.items() if name not in needs}
    return needs


def passport(facts: ManifestFacts) -> dict[str, Any]:
    """The facts of a product passport (ESPR) that the pattern states; date and facility as given, the rest blank."""
    return {
        "item": facts.head.reference, "model": f"{facts.head.template} {facts.head.version}",
        "made": {"type": "date", "value": facts.made.isoformat() if facts.made else None},
        "facility": {"type": "text", "value": facts.facility or None},
        "materials": [_material(facts, role) for role in dict.fromkeys(part.role for part in facts.cut.parts)
                      if role in facts.cut.fabrics],
        "notions": [{"what": each.what, "count": each.count} for each in to_buy(facts.pattern)
                    if each.what != "fusible"],
        **{name: {"type": kind, "value": None} for name, kind in BLANKS.items()},
    }


def _material(facts: ManifestFacts, role: str) -> dict[str, Any]:
    """One cloth: its fibres and care, its mass in the garment and the waste in cutting, in grams."""
    cloth, need = facts.cut.fabrics[role], facts.needs.get(role)
    mass = sum(part.area for part in facts.cut.of_role(role)) * 1e-6 * cloth.mass
    drawn = need.length * cloth.full_width * 1e-6 * cloth.mass if need and not need.refused else None
    fibres = {each.name: round(100 * each.share, 1) for each in cloth.fibres}
    return {"role": role, "cloth": cloth.name, "fibres": fibres, "care": list(cloth.care),
            "grams": round(mass, 1), "waste_grams": None if drawn is None else round(max(0.0, drawn - mass), 1)}
