"""The lays for comparing packers: four garments for eight sample people, on their shell fabric."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import mtmpattern as mtm
from mtmpattern.geometry import path
from mtmpattern.placing import Shape

GARMENTS = ("crew-tee", "shirt", "trousers", "hoodie")
PEOPLE = ("ana", "ben", "mei", "otto", "rosa", "tariq", "lia", "jim")
BODIES = Path(__file__).parent.parent / "measurements" / "bodies"
FLAT = 0.02                 # mm between a curve and its chords
KNOWN = Path(__file__).with_name("packing_best.json")


@dataclass(frozen=True)
class Lay:
    """One garment for one person: every part of its shell, grain along x, on cloth of that usable width in mm."""

    garment: str
    person: str
    width: float
    shapes: tuple[Shape, ...]


def lays(garments: tuple[str, ...] = GARMENTS, people: tuple[str, ...] = PEOPLE) -> Iterator[Lay]:
    for garment in garments:
        for person in people:
            yield lay(garment, person)


def lay(garment: str, person: str) -> Lay:
    body = mtm.read_body(BODIES / f"{person}.yaml")
    cut = mtm.draft(garment, body, estimates=True, fit="child" if body.child else None).for_cutting()
    return Lay(garment, person, cut.fabrics["shell"].width,
               tuple(Shape(part.id, _along_grain(part)) for part in cut.of_role("shell")))


def _along_grain(part) -> np.ndarray:
    start, end = part.grain
    turn = -math.atan2(end.y - start.y, end.x - start.x)
    cos, sin = math.cos(turn), math.sin(turn)
    return np.array([(p.x * cos - p.y * sin, p.x * sin + p.y * cos) for p in path.flatten(part.cut, FLAT)])


def known() -> dict[str, dict[str, float]]:
    """The best known lengths in mm by garment and person, found by any engine."""
    return json.loads(KNOWN.read_text(encoding="utf-8")) if KNOWN.exists() else {}


def learn(garment: str, person: str, length: float) -> float:
    """The best known length including this one, which is recorded if it is shorter (rounded up)."""
    best = known()
    length = math.ceil(length * 100) / 100
    before = best.get(garment, {}).get(person, math.inf)
    if length < before:
        best.setdefault(garment, {})[person] = length
        ordered = {name: {who: best[name][who] for who in sorted(best[name])} for name in sorted(best)}
        KNOWN.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8", newline="\n")
    return min(length, before)
