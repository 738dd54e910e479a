"""Small garments of a few straight pieces, real ones of the sample people, and plans that take no search."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import mtmpattern as mtm
from mtmpattern.cutting import Bundle, Effort, Filling, LayRules, MarkerPlan, PlanSettings, plan_markers
from mtmpattern.geometry import Curve, Point
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.parts.part import CutPattern, Drill, Part, PartEdge, PartNotch
from tests.templates.people import made

QUICK = [(Filling(), Effort(0.0))]
TWILL = mtm.read_fabric("skirt-twill")
JERSEY = mtm.read_fabric("jersey")


def ring(*corners):
    points = [Point(float(x), float(y)) for x, y in corners]
    return tuple(Curve.line(a, b) for a, b in zip(points, [*points[1:], points[0]], strict=True))


def piece(name, *corners, role="shell", grain_kind="straight", nap=False, notch=True):
    """A piece of straight edges, its grain upright, with a notch in the middle of its first edge and a drill hole."""
    cut = ring(*corners)
    middle = Point((cut[0].start.x + cut[0].end.x) / 2, (cut[0].start.y + cut[0].end.y) / 2)
    inward = cut[0].direction(0.0) + 90.0
    notches = (PartNotch("notch", middle.along(inward, 10.0), middle, inward, 5.0),) if notch else ()
    centre = Point(sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners))
    return Part(f"{name}.{role}.1", name, "", role, 1, (PartEdge("edge", "edge", "", cut, cut),), cut, notches,
                (Drill("hole", centre),), (), (centre.down(20.0), centre.up(20.0)), grain_kind, nap)


def garment(*parts, name="toy", size="M", fabric: Fabric | None = TWILL, digest=""):
    roles = dict.fromkeys(part.role for part in parts)
    digest = digest or "-".join([name, size, *(part.id for part in parts)])
    return CutPattern(name, "1", digest, size, tuple(parts), dict.fromkeys(roles, fabric) if fabric else {},
                      dict.fromkeys(roles, (1.0, 1.0)))


BOX = piece("box", (0, 0), (300, 0), (300, 500), (0, 500))
BELT = piece("belt", (0, 0), (60, 0), (60, 900), (0, 900))
WEDGE = piece("wedge", (0, 0), (400, 0), (250, 600), (150, 600))
TOY = garment(BOX, BELT, WEDGE)


@cache
def real(template: str, person: str, fit: str | None = None) -> CutPattern:
    return made(template, person, fit, estimates=True).for_cutting()


def planned(*bundles: Bundle | CutPattern, fabrics=None, store=None, effort=None, **rules) -> MarkerPlan:
    """A plan by our own quick packer alone."""
    bundled = [each if isinstance(each, Bundle) else Bundle(each) for each in bundles]
    return plan_markers(bundled, fabrics or {}, PlanSettings(rules=LayRules(**rules), effort=effort or Effort(0.0),
                                                      engines=QUICK, store=store))


def napped(fabric: Fabric) -> Fabric:
    return replace(fabric, nap=True)
