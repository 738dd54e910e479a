"""A pattern as JSON and back, exactly: floats are written so that the same numbers are read.

Data only: reading builds nothing but the classes listed here, and refuses what is not a pattern.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from ..errors import FileFormatError
from ..geometry import Curve, Edge, FishEye, Intake, Point
from . import operations as ops
from .constructions import Construction, construction
from .fabric import Fabric, read_fabric
from .outline import Cut, Outline
from .pattern import Pattern
from .piece import Piece, PieceInfo
from .requirements import Note, Passage, Proportion
from .run import Run, Step

FORMAT = "mtmpattern pattern 1"
LARGEST = 16_000_000
"""No pattern of ours comes near this many characters."""

OPERATIONS = (ops.Sew, ops.Hem, ops.Encase, ops.Bag, ops.Bind, ops.Lay, ops.Caught, ops.Zipped, ops.Buttoned,
              ops.Opened, ops.Raw)
PLAIN = {kind.__name__: kind for kind in (Cut, Intake, Note, Passage, Proportion, *OPERATIONS)}


def to_json(pattern: Pattern) -> str:
    """The pattern as canonical JSON: sorted keys, no blanks, ASCII."""
    rights = [p.other_side() for p in pattern.pieces if p.other_side() is not p]
    data: dict[str, Any] = {"format": FORMAT, "digest": pattern.digest}
    for field in fields(Pattern):
        data[field.name] = _written(getattr(pattern, field.name))
    data["pieces"] = [_piece(piece) for piece in pattern.pieces]
    data["right_pieces"] = [_piece(piece) for piece in rights]
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def _written(value: Any) -> Any:
    match value:
        case Piece():
            return {"piece": value.info.name, "side": value.info.side}
        case Point():
            return [value.x, value.y]
        case Construction():
            return {"construction": value.name}
        case Fabric():
            return value.to_dict()
        case Run():
            return {"steps": [_written(step) for step in value.steps], "reach": value.reach}
        case Step():
            return {"piece": value.piece.info.name, "side": value.piece.info.side, "edge": value.edge,
                    "start": value.start, "end": value.end, "inner": value.inner}
        case Mapping():
            return {str(key): _written(item) for key, item in value.items()}
        case tuple() | list():
            return [_written(item) for item in value]
    kind = type(value).__name__
    if kind in PLAIN:
        return {"kind": kind, **{f.name: _written(getattr(value, f.name)) for f in fields(value)}}
    return value


def _piece(piece: Piece) -> dict[str, Any]:
    info = piece.info
    return {
        "name": info.name, "side": info.side, "on": info.on, "flipped": info.flipped, "grain": info.grain,
        "nap": info.nap, "parent": info.parent, "only": info.only, "level": info.level, "peaks": list(info.peaks),
        "allowance": dict(info.allowance),
        "cuts": _written(info.cuts), "edges": [[name, _edge(edge)] for name, edge in info.edges.items()],
        "inner": [[name, _edge(edge)] for name, edge in info.outline.inner.items()],
        "darts": [[name, [float(dart.centre.x), float(dart.centre.y)], dart.above, dart.below, dart.width, dart.lean]
                  for name, dart in info.outline.darts.items()],
        "points": [[name, float(point.x), float(point.y)] for name, point in info.outline.points.items()],
    }


def _edge(edge: Edge) -> dict[str, Any]:
    curves = [[float(n) for p in (c.start, c.leave, c.arrive, c.end) for n in (p.x, p.y)] for c in edge.curves]
    return {"kind": edge.kind, "curves": curves, "intakes": _written(edge.intakes),
            "straight": [c.straight for c in edge.curves]}


# ---- Reading ----------------------------------------------------------------------------------------------------


def from_json(text: str) -> Pattern:
    """The pattern that `to_json` wrote; `FileFormatError` for anything else."""
    if len(text) > LARGEST:
        raise FileFormatError(f"a pattern of {len(text)} characters is larger than {LARGEST}", code="pattern.size",
                              hint="This is no pattern that mtmpattern wrote.")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise _strange(f"it is no JSON, {error.msg[0].lower()}{error.msg[1:]} in line {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        raise _strange("it holds a number too long or brackets too deep to read") from error
    told = data.get("format") if isinstance(data, dict) else None
    if told != FORMAT:
        raise _strange(f"its format is {str(told)[:40]!r}, not {FORMAT!r}" if told else "it names no format")
    try:
        return _pattern(data)
    except FileFormatError:
        raise
    except KeyError as error:
        raise _strange(f"it lacks {str(error.args[0])[:40]!r}, or names it without telling of it") from error
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError, RecursionError) as error:
        raise _strange(f"a value in it is of another kind ({str(error)[:120]})") from error


def _strange(why: str) -> FileFormatError:
    return FileFormatError(f"this is no pattern that mtmpattern wrote: {why}", code="pattern.format",
                           hint="Write it again with to_json.")


def _pattern(data: Mapping[str, Any]) -> Pattern:
    pieces: dict[tuple[str, str], Piece] = {}
    sided = {entry["name"] for entry in data["right_pieces"]}
    for entry in (*data["pieces"], *data["right_pieces"]):
        pieces[entry["name"], entry["side"]] = _read_piece(entry, pieces, entry["name"] in sided)

    def read(value: Any) -> Any:
        return _read(value, pieces)

    values = {field.name: read(data[field.name]) for field in fields(Pattern)
              if field.name not in ("pieces", "fabrics")}
    values["pieces"] = tuple(pieces[entry["name"], entry["side"]] for entry in data["pieces"])
    values["fabrics"] = {role: read_fabric(fabric) for role, fabric in data["fabrics"].items()}
    for name in ("options", "alterations", "inputs"):
        values[name] = data[name]
    return Pattern(**values)


def _read(value: Any, pieces: Mapping[tuple[str, str], Piece]) -> Any:
    def read(item: Any) -> Any:
        return _read(item, pieces)

    match value:
        case {"steps": steps, "reach": reach}:
            return Run(tuple(Step(pieces[s["piece"], s["side"]], s["edge"], s["start"], s["end"], s["inner"])
                             for s in steps), reach)
        case {"construction": name, **others} if not others:
            return construction(name)
        case {"piece": name, "side": side, **others} if not others:
            return pieces[name, side]
        case {"kind": kind, **values} if kind in PLAIN:
            return PLAIN[kind](**{str(name): read(item) for name, item in values.items()})
        case dict():
            return {name: read(item) for name, item in value.items()}
        case list():
            return tuple(read(item) for item in value)
    return value


def _read_piece(entry: Mapping[str, Any], pieces: Mapping[tuple[str, str], Piece], sided: bool) -> Piece:
    name, side = entry["name"], entry["side"]
    twin: Callable[[], Piece] | None = None
    if sided:
        def twin() -> Piece:
            return pieces[name, "right" if side == "left" else "left"]
    outline = Outline({n: _read_edge(e) for n, e in entry["edges"]},
                      {n: Point(float(x), float(y)) for n, x, y in entry["points"]},
                      {n: _read_edge(e) for n, e in entry["inner"]},
                      {n: FishEye(Point(float(x), float(y)), above, below, width, lean)
                       for n, (x, y), above, below, width, lean in entry["darts"]})
    _ = outline.slits
    return Piece(PieceInfo(name, outline, _read(entry["cuts"], {}), entry["on"], side, entry["flipped"],
                           entry["grain"], entry["nap"], entry["allowance"], tuple(entry["peaks"]), entry["parent"],
                           entry["only"], entry.get("level", ""), twin))


def _read_edge(entry: Mapping[str, Any]) -> Edge:
    curves = []
    for numbers, straight in zip(entry["curves"], entry["straight"], strict=True):
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        start, leave, arrive, end = (Point(float(x), float(y)) for x, y in pairs)
        curves.append(Curve(start, leave, arrive, end, bool(straight)))
    return Edge(tuple(curves), entry["kind"], _read(entry["intakes"], {}))
