"""The manifest of a job: the order, the parts, every file with its sha256, facts for a product passport, and a seal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from typing import Any, Final

from mtmpattern.limits import JOB_BYTES, JOB_FILES, NOTE_LETTERS, ORDER_GARMENTS
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
LONGEST: Final = 400
"""The most characters in the path of a file."""
FARTHEST: Final = 1e7
"""The largest number in a manifest, in mm, minutes or seconds."""
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
    return (json.dumps({**data, "seal": seal_of(data)}, indent=1, allow_nan=False) + "\n").encode()


def seal_of(data: Mapping[str, Any]) -> str:
    """The sha256 of all that a manifest states except its seal, as JSON in order of name."""
    stated = {name: each for name, each in data.items() if name != "seal"}
    return hashlib.sha256(json.dumps(stated, sort_keys=True, allow_nan=False).encode()).hexdigest()


def check_manifest(data: Any) -> None:
    """Check all data read from a manifest, which may come from elsewhere.

    Raises `ValueError`, `TypeError`, `KeyError` or `AttributeError` for values that `manifest_of` would not write.
    """
    if data["format"] != FORMAT:
        raise ValueError("another format")
    for name in ("key", "digest", "order", "reference", "template", "template_version", "seal"):
        _text(data[name])
    for name, most in (("revision", 9_999), ("quantity", ORDER_GARMENTS)):
        if isinstance(data[name], bool) or not isinstance(data[name], int) or not 1 <= data[name] <= most:
            raise ValueError(name)
    for name in ("versions", "options", "alterations", "fabrics", "needs", "files"):
        if not isinstance(data[name], dict) or len(data[name]) > JOB_FILES:
            raise TypeError(name)
    _check_files(data["files"])
    for name, fields in (("parts", ("id", "role", "label")), ("stations", ("name", "state")),
                         ("rescues", ("text", "side"))):
        for each in _few(data[name]):
            for field in fields:
                _text(each[field])
    for each in data["stations"]:
        any(map(_text, _few(each.get("codes", []))))
    for each in data["rescues"]:
        _number(each["mm"])
    _check_needs(data["needs"])


def _check_files(files: Mapping[str, Any]) -> None:
    for name, each in files.items():
        if not _is_inside(name) or isinstance(each["bytes"], bool) or not isinstance(each["bytes"], int):
            raise ValueError(name)
        _text(each["sha256"])
    if not 0 <= sum(each["bytes"] for each in files.values()) <= JOB_BYTES:
        raise ValueError("too large")


def _check_needs(needs: Mapping[str, Any]) -> None:
    for name in ("stitches", "cloths", "formats"):
        any(map(_text, _few(needs[name])))
    for name in ("fusing", "pressing"):
        if not isinstance(needs[name], bool):
            raise TypeError(name)
    _number(needs["minutes"])
    if "cut" in needs:
        _number(needs["cut"]["width"])
        _number(needs["cut"]["length"])
    if "print" in needs:
        _number(needs["print"]["width"])
        any(map(_text, _few(needs["print"]["cloths"])))
    if "knit" in needs:
        _text(needs["knit"]["machine"])


def _text(value: object) -> None:
    if not isinstance(value, str) or len(value) > 2 * NOTE_LETTERS:
        raise TypeError("not text of a usual length")


def _number(value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= FARTHEST:
        raise TypeError("not a number of a usual size")


def _few(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > JOB_FILES:
        raise TypeError("not a list of a usual length")
    return value


def _is_inside(name: str) -> bool:
    """Whether the path of a file stays within its folder on every system."""
    path = PurePosixPath(name)
    return (0 < len(name) <= LONGEST and name.isprintable() and not path.is_absolute() and ".." not in path.parts
            and name == path.as_posix() and "\\" not in name and ":" not in name)


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
