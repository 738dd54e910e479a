"""A plan of lays as JSON and back; the JSON alone is enough to draw every file again, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from mtmpattern.cutting.marker_faults import faults_of_lay
from mtmpattern.cutting.marker_plan import ClothLay, ClothTrial, Garment, MarkerPlan, Search
from mtmpattern.cutting.rules import LayRules
from mtmpattern.errors import FileFormatError, MtmError
from mtmpattern.geometry import Curve, Curves, Point
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.fabric_file import read_fabric
from mtmpattern.pattern.parts.part import Drill, Part, PartEdge, PartLine, PartNotch
from mtmpattern.placing.marker import Marker, Splice
from mtmpattern.placing.placed import Placed

FORMAT: Final = "mtmpattern marker 1"
LARGEST: Final = 50_000_000     # letters of a plan
MOST: Final = {"garments": 2_000, "lays": 2_000, "parts": 20_000, "placed": 20_000, "curves": 5_000, "marks": 5_000,
               "tried": 100, "notes": 1_000, "plies": 2_000, "lines": 6}
FARTHEST: Final = 1e7           # mm
OUTLINE: Final = "outline"

_T = TypeVar("_T")

# ---- Writing -----------------------------------------------------------------------------------------------------


def plan_text(plan: MarkerPlan) -> str:
    """The plan as JSON: what it takes to draw the lays, with lengths, costs and the other figures of the plan."""
    parts: dict[int, tuple[int, Part]] = {}
    for lay in plan.lays:
        for placed in lay.marker.placed:
            parts.setdefault(id(placed.part.cut), (len(parts), placed.part))
    data = {
        "format": FORMAT, "rules": plan.rules.to_dict(),
        "garments": [{"number": each.number, "template": each.template, "version": each.version, "size": each.size,
                      "order": each.order, "digest": each.digest} for each in plan.garments],
        "cloth": summary(plan), "notes": list(plan.notes), "interrupted": plan.interrupted,
        "lays": [_lay(lay, parts) for lay in plan.lays],
        "parts": [_part(part) for _, part in parts.values()],
    }
    return json.dumps(data, indent=1, allow_nan=False) + "\n"


def summary(plan: MarkerPlan) -> dict[str, Any]:
    """The length of each cloth drawn off the roll, its cost, and the share of each garment and order (mm)."""
    taken = plan.consumption
    by_order: dict[str, dict[str, float]] = {}
    for cloth, of_cloth in taken.items():
        for number, mm in of_cloth.items():
            order = plan.garments[number - 1].order
            if order:
                of_order = by_order.setdefault(order, {})
                of_order[cloth] = round(of_order.get(cloth, 0.0) + mm, 3)
    return {
        "length": {cloth: round(mm, 3) for cloth, mm in plan.lengths.items()},
        "cost": {currency: str(amount) for currency, amount in plan.costs.items()},
        **({"without_price": list(plan.unpriced)} if plan.unpriced else {}),
        "by_garment": {cloth: {str(number): round(mm, 3) for number, mm in of_cloth.items()}
                       for cloth, of_cloth in taken.items()},
        "by_order": by_order,
    }


def _lay(lay: ClothLay, parts: Mapping[int, tuple[int, Part]]) -> dict[str, Any]:
    marker, cuts = lay.marker, lay.cuts
    search: dict[str, Any] = {"engine": lay.search.engine, "stopped": lay.search.stopped, "seed": lay.search.seed}
    search |= {name: value for name in ("seconds", "steps") if (value := getattr(lay.search, name)) is not None}
    return {
        "name": lay.name, "role": marker.role, "digest": lay.digest, "fabric": lay.fabric.to_dict(),
        "width": marker.width, "length": marker.length, "spacing": marker.spacing, "plies": marker.plies,
        "times": lay.times, "end": lay.end, "common_lines": lay.common, "reach": lay.reach,
        "shrinkage": [list(pair) for pair in lay.shrinkage], "garments": [list(ply) for ply in lay.garments],
        **({"letters": list(lay.letters)} if lay.letters else {}),
        "cloth": round(lay.cloth, 3), "cost": None if lay.cost is None else str(lay.cost),
        "use": round(lay.use, 6), "use_of_full_width": round(lay.use_of_full, 6),
        "cutting": {"length": round(cuts.order.cut_length, 1), "dry_haul": round(cuts.order.dry_haul, 1),
                    "dry_haul_unordered": round(cuts.unordered_haul, 1), "notches": cuts.count("notch"),
                    "drills": cuts.count("drill"), "slits": cuts.count("slit"), "seconds": round(lay.seconds)},
        "search": search,
        "tried": [{"fabric": each.fabric.to_dict(), "length": round(each.length, 3), "use": round(each.use, 6),
                   "cost": None if each.cost is None else str(each.cost), "refused": each.refused}
                  for each in lay.trials],
        "splices": [{"at": each.at, "overlap": each.overlap} for each in marker.splices],
        "placed": [{"id": each.part.id, "part": parts[id(each.part.cut)][0], "slot": slot, "x": each.x, "y": each.y,
                    "turned": each.rotated, "label": list(marker.labels.get(each.part.id, ()))}
                   for slot, each in zip(marker.groups, marker.placed, strict=True)],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "piece": part.piece, "side": part.side, "role": part.role, "copy": part.copy, "nap": part.nap,
        "grain": [*_xy(part.grain[0]), *_xy(part.grain[1])], "grain_kind": part.grain_kind,
        "cut": _curves(part.cut), "sewn": _curves(part.sewn_outline),
        "notches": [[notch.name, *_xy(notch.at), *_xy(notch.on_cut), notch.direction, notch.depth]
                    for notch in part.notches],
        "drills": [[drill.name, *_xy(drill.at)] for drill in part.drills],
        "lines": [[line.name, line.kind, line.half, _curves(line.curves)] for line in part.lines],
        **({"one_line": True} if part.one_line else {}),
    }


def _xy(point: Point) -> tuple[float, float]:
    return float(point.x), float(point.y)


def _curves(curves: Curves) -> list[list[float]]:
    """A straight line as two points, a Bezier curve as four."""
    return [[*_xy(curve.start), *_xy(curve.end)] if curve.straight else
            [*_xy(curve.start), *_xy(curve.leave), *_xy(curve.arrive), *_xy(curve.end)] for curve in curves]


# ---- Reading -----------------------------------------------------------------------------------------------------


def read_plan(text: str | bytes) -> MarkerPlan:
    """The plan of a ``marker.json``; every lay is verified again.

    Raises:
        FileFormatError: a text that is not such a plan, is too large, or breaks its own rules.

    """
    if not isinstance(text, (str, bytes)):
        raise _fault(f"it is of type {type(text).__name__}")
    if len(text) > LARGEST:
        raise _fault(f"it has more than {LARGEST // 1_000_000} MB")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _fault("it is not JSON") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise _fault(f"its format is not {FORMAT!r}")
    try:
        return _Reader(data).plan()
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        if isinstance(error, MtmError):
            raise
        raise _fault(f"a value is missing or of the wrong kind ({type(error).__name__})") from error


def _fault(why: str) -> FileFormatError:
    return FileFormatError(f"this is not a marker that mtmpattern wrote: {why}", code="marker.format",
                           hint="Give an unchanged marker.json of `mtmpattern marker`.")


class _Reader:
    """Reads one plan, and raises at the first value that is out of bounds."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def plan(self) -> MarkerPlan:
        garments = tuple(Garment(int(each["number"]), *(_word(each[name]) for name in
                                                        ("template", "version", "size", "order", "digest")))
                         for each in _listed(self._data["garments"], "garments"))
        if [each.number for each in garments] != list(range(1, len(garments) + 1)):
            raise _fault("its garments are not numbered from 1")
        parts = [self._part(each) for each in _listed(self._data["parts"], "parts")]
        rules = LayRules(**_made(self._data["rules"], dict))
        lays = tuple(self._lay(each, parts, len(garments)) for each in _listed(self._data["lays"], "lays"))
        faults = [fault for lay in lays for fault in faults_of_lay(lay, rules)]
        if faults:
            raise FileFormatError.of(replace(fault, code="marker.format", message=f"the marker breaks a rule: "
                                             f"{fault.message}") for fault in faults)
        return MarkerPlan(garments, lays, rules, tuple(map(_word, _listed(self._data["notes"], "notes"))),
                          _made(self._data["interrupted"], bool))

    def _lay(self, data: Mapping[str, Any], parts: Sequence[Part], garments: int) -> ClothLay:
        slots, placed, labels = [], [], {}
        for each in _listed(data["placed"], "placed"):
            number = _whole(each["part"], 0, len(parts) - 1)
            slots.append(_whole(each["slot"], 0, MOST["garments"]))
            placed.append(Placed(replace(parts[number], id=_word(each["id"])), _mm(each["x"]), _mm(each["y"]),
                                 _mm(each["turned"])))
            labels[placed[-1].part.id] = tuple(map(_word, _listed(each["label"], "lines")))
        named = tuple(tuple(_whole(number, 1, garments) for number in _listed(ply, "garments"))
                      for ply in _listed(data["garments"], "plies"))
        splices = tuple(Splice(_mm(each["at"]), _mm(each["overlap"])) for each in _listed(data["splices"], "marks"))
        marker = Marker(_word(data["role"]), _mm(data["width"]), _mm(data["length"]), tuple(placed),
                        _mm(data["spacing"]), _fabric(data["fabric"]), _whole(data["plies"], 1, 300), splices,
                        tuple(slots), labels)
        lay = ClothLay(_word(data["name"]), marker, named, _search(data["search"]),
                       _word(data["digest"]), _whole(data["times"], 1, 2_000), _mm(data["end"]),
                       tuple(_trial(each) for each in _listed(data["tried"], "tried")),
                       tuple((_mm(warp), _mm(weft)) for warp, weft in _listed(data["shrinkage"], "garments")),
                       _made(data["common_lines"], bool), _mm(data["reach"]))
        if not placed or len(named) != lay.layers or any(len(ply) <= max(slots) for ply in named):
            raise _fault(f"the garments of {lay.name[:40]} do not fit its plies")
        if not (lay.reach > 0 and marker.width > 0 and marker.length > 0 and lay.end >= 0):
            raise _fault(f"{lay.name[:40]} has no size")
        return lay

    def _part(self, data: Mapping[str, Any]) -> Part:
        cut, sewn = _read_curves(data["cut"]), _read_curves(data["sewn"])
        if not cut or not cut[-1].end.same_as(cut[0].start, 1e-3):
            raise _fault("a cut line is not closed")
        x0, y0, x1, y1 = map(_mm, data["grain"])
        return Part(
            "", _word(data["piece"]), _word(data["side"]), _word(data["role"]), _whole(data["copy"], 0, 10_000),
            (PartEdge(OUTLINE, OUTLINE, "", sewn, sewn),), cut,
            tuple(PartNotch(_word(name), Point(_mm(a), _mm(b)), Point(_mm(c), _mm(d)), _mm(way), _mm(depth))
                  for name, a, b, c, d, way, depth in _listed(data["notches"], "marks")),
            tuple(Drill(_word(name), Point(_mm(x), _mm(y))) for name, x, y in _listed(data["drills"], "marks")),
            tuple(PartLine(_word(name), _word(kind), _read_curves(curves), _word(half))
                  for name, kind, half, curves in _listed(data["lines"], "marks")),
            (Point(x0, y0), Point(x1, y1)), _word(data["grain_kind"]), _made(data["nap"], bool),
            one_line=_made(data.get("one_line", False), bool))


def _listed(value: object, what: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST[what]:
        raise _fault(f"{what} is not a list of at most {MOST[what]} entries")
    return value


def _made(value: object, kind: type[_T]) -> _T:
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value


def _word(value: object) -> str:
    text = _made(value, str)
    if len(text) > 200:
        raise _fault("a text has more than 200 characters")
    return text


def _whole(value: object, least: int, most: int) -> int:
    number = _made(value, int)
    if not least <= number <= most:
        raise _fault(f"{number} is not from {least} to {most}")
    return number


def _mm(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(value)
    if not abs(value) <= FARTHEST:              # a NaN fails this too
        raise _fault(f"{value} mm is more than {FARTHEST:g} mm")
    return float(value)


def _read_curves(value: object) -> Curves:
    curves = []
    for row in _listed(value, "curves"):
        points = [Point(_mm(x), _mm(y)) for x, y in zip(row[::2], row[1::2], strict=True)]
        if len(points) == 2:
            curves.append(Curve.line(points[0], points[1]))
        else:
            start, leave, arrive, end = points
            curves.append(Curve(start, leave, arrive, end))
    for before, after in zip(curves, curves[1:], strict=False):  # noqa: RUF007
        if not before.end.same_as(after.start, 1e-3):
            raise _fault("curves do not join up")
    return tuple(curves)


def _fabric(value: Mapping[str, Any]) -> Fabric:
    return read_fabric(_made(value, dict))


def _search(data: Mapping[str, Any]) -> Search:
    seconds, steps = data.get("seconds"), data.get("steps")
    return Search(_word(data["engine"]), _word(data["stopped"]), None if seconds is None else _mm(seconds),
                  None if steps is None else _whole(steps, 1, 10**9), _whole(data["seed"], 0, 10**9))


def _trial(data: Mapping[str, Any]) -> ClothTrial:
    return ClothTrial(_fabric(data["fabric"]), _mm(data["length"]), _mm(data["use"]), _word(data["refused"]))
