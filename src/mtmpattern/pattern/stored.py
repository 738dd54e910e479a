"""A pattern as JSON and back, exactly: floats are written so that the same numbers are read.

The text carries a sha256 of itself, so a changed file is noticed. It is not a signature: anyone who changes a file
on purpose can write a new sum. It is data only: reading builds the classes of the model, and refuses anything else.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any, Final

from mtmpattern.errors import DraftError, FileFormatError, shown
from mtmpattern.geometry import Edge, Point
from mtmpattern.limits import PATTERN_CHARACTERS
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.operation import Construction
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.requirement import Note
from mtmpattern.pattern.model.run import Run, Step
from mtmpattern.pattern.pattern import NOT_AUDITED, Pattern, body_mark
from mtmpattern.pattern.seams.seam import Seam, Walk
from mtmpattern.pattern.stored_data import PLAIN, SUM, WHERE_IT_DIFFERS, Stored, not_ours

FORMAT: Final = "mtmpattern pattern 3"
WITHOUT_EASE: Final = "mtmpattern pattern 2"
"""The format before patterns kept their ease, and the notions that a template states."""
WITHOUT_SUM: Final = "mtmpattern pattern 1"
"""The format before files had a sum of their own."""
_BEFORE_EASE: Final[Mapping[str, Any]] = {"ease": [], "notions": [], "hems_flared": False}
LATER: Final[Mapping[str, Mapping[str, Any]]] = {FORMAT: {}, WITHOUT_EASE: _BEFORE_EASE, WITHOUT_SUM: _BEFORE_EASE}
"""The formats that can be read, with values for the fields of a pattern that each did not have yet."""
NOT_STORED: Final = ("remarks",)
"""Fields of a pattern that are not written: each reading makes remarks of its own."""

NO_BODY: Final = Note("It was read without the body that it was drafted for: whether that body can put it on and wear "
                      "it was not checked", "pattern.body")
NO_SUM: Final = Note("It was written by an earlier version, without a sum of its own: nothing shows whether it was "
                     "changed since", "pattern.unsealed")

_SIMPLE: Final = frozenset((str, float, int, bool, type(None)))
_ENCODER: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def to_json(pattern: Pattern) -> str:
    """The pattern as canonical JSON: sorted keys, no blanks, ASCII, with a sha256 of the same text without it."""
    rights = [p.other_side() for p in pattern.pieces if p.other_side() is not p]
    data: dict[str, Any] = {"format": FORMAT, "digest": pattern.digest}
    for field in fields(Pattern):
        if field.name not in NOT_STORED:
            data[field.name] = _written(getattr(pattern, field.name))
    if not pattern.audited:
        data["notes"] = _written((*(note for note in pattern.notes if note != NOT_AUDITED), NOT_AUDITED))
    data["pieces"] = [_piece(piece) for piece in pattern.pieces]
    data["right_pieces"] = [_piece(piece) for piece in rights]
    data["seams"] = [_seam(seam) for seam in pattern.seams]
    return sealed(data)


def sealed(data: Mapping[str, Any]) -> str:
    """The data of a pattern as canonical text, with the sum of that text among them."""
    texts = _texts(data)
    return _whole({**texts, SUM: _canonical(_sum(texts))})


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    """The canonical text of every value but the sum."""
    return {name: _canonical(value) for name, value in data.items() if name != SUM}


def _seam(seam: Seam) -> dict[str, Any]:
    """A seam for other programs to read; this one works it out again from the operations."""
    return {"kind": seam.kind, "step": seam.step, "layer": seam.layer, "first": _walk(seam.first),
            "second": _walk(seam.second), "eased": [float(mm) for mm in seam.eased],
            "matches": [[match.name, float(match.first), float(match.second)] for match in seam.matches],
            "beyond": [_walk(walk) for walk in seam.beyond] if any(seam.beyond) else []}


def _walk(walk: Walk) -> list[list[Any]]:
    return [[span.part, span.edge, float(span.start), float(span.end), span.reversed, span.layer] for span in walk]


def _sum(texts: Mapping[str, str]) -> str:
    return sha256(_whole(texts).encode()).hexdigest()


def _whole(texts: Mapping[str, str]) -> str:
    return "{" + ",".join(f"{_canonical(name)}:{texts[name]}" for name in sorted(texts)) + "}"


def _canonical(value: Any) -> str:
    return _ENCODER.encode(value)


def _written(value: Any) -> Any:
    if type(value) in _SIMPLE:
        return value
    if isinstance(value, tuple | list):
        return [_written(item) for item in value]
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
    kind = type(value).__name__
    if kind in PLAIN:
        return {"kind": kind, **{f.name: _written(getattr(value, f.name)) for f in fields(value)
                                 if not f.metadata or (f.metadata.get("stored") == WHERE_IT_DIFFERS
                                                       and getattr(value, f.name) != f.default)}}
    return value


def _piece(piece: Piece) -> dict[str, Any]:
    info = piece.info
    return {
        "name": info.name, "side": info.side, "on": info.on, "flipped": info.flipped, "grain": info.grain,
        "nap": info.nap, "parent": info.parent, "only": info.only, "level": info.level, "peaks": list(info.peaks),
        **({"layer": info.layer} if info.layer else {}), "allowance": dict(info.allowance),
        "cuts": _written(info.cuts), "edges": [[name, _edge(edge)] for name, edge in info.edges.items()],
        "inner": [[name, _edge(edge)] for name, edge in info.outline.inner.items()],
        "darts": [[name, [float(dart.centre.x), float(dart.centre.y)], dart.above, dart.below, dart.width, dart.lean]
                  for name, dart in info.outline.darts.items()],
        "points": [[name, float(point.x), float(point.y)] for name, point in info.outline.points.items()],
        "levels": {name: float(y) for name, y in info.outline.levels.items()},
    }


def _edge(edge: Edge) -> dict[str, Any]:
    curves = [[float(n) for p in (c.start, c.leave, c.arrive, c.end) for n in (p.x, p.y)] for c in edge.curves]
    return {"kind": edge.kind, "curves": curves, "intakes": _written(edge.intakes),
            "straight": [c.straight for c in edge.curves]}


# ---- Reading ----------------------------------------------------------------------------------------------------


def from_json(text: str, *, body: str = "") -> Pattern:
    """The pattern that `to_json` wrote; `FileFormatError` for anything else, and for one that was changed since.

    ``body`` is the digest of the body it was drafted for, estimates included. Without it the pattern carries a remark
    that wearability was not checked; with that of another body it is refused. Files of the format before this one are
    read too, and carry a remark that they have no sum of their own.
    """
    if not isinstance(text, str):
        raise FileFormatError(f"a pattern cannot be read from a value of type {type(text).__name__}", code="file.type",
                              hint="Give the text that to_json() wrote.", params={"type": type(text).__name__})
    if len(text) > PATTERN_CHARACTERS:
        raise FileFormatError(f"a pattern of {len(text)} characters is larger than {PATTERN_CHARACTERS}",
                              code="pattern.size", hint="This is not a pattern that mtmpattern wrote.")
    try:
        data = json.loads(text, parse_constant=_not_a_number, parse_float=_finite, object_pairs_hook=_once)
    except FileFormatError:
        raise
    except json.JSONDecodeError as error:
        raise not_ours(f"it is not valid JSON, {error.msg[0].lower()}{error.msg[1:]} in line {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        raise not_ours("it holds a number too long or brackets too deep to read") from error
    found = data.get("format") if isinstance(data, dict) else None
    if not isinstance(found, str) or found not in LATER:
        raise not_ours(f"its format is {shown(found)}, not {FORMAT!r}" if found else "it names no format")
    try:
        return _pattern(data, body)
    except FileFormatError:
        raise
    except DraftError as error:
        raise not_ours("; ".join(problem.message for problem in error.problems)) from error
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError) as error:
        raise not_ours(f"a value in it is of another kind ({str(error)[:120]})") from error


def _pattern(data: Mapping[str, Any], body: str) -> Pattern:
    has_sum = data["format"] != WITHOUT_SUM
    if has_sum:
        _must_be_as_written(data)
    remarks = (*(() if body else (NO_BODY,)), *(() if has_sum else (NO_SUM,)))
    pattern = Stored(data, sealed=has_sum, later=LATER[data["format"]]).pattern(remarks)
    if data.get("digest", "" if has_sum else pattern.digest) != pattern.digest:
        raise _changed("its digest is not that of its inputs")
    if body and pattern.inputs.get("body") not in (body, body_mark(body)):
        raise FileFormatError("this pattern was drafted for a body other than the one given",
                              code="pattern.body",
                              hint="Give the body it was drafted for, with its estimates: complete(body, needs).")
    return pattern


def _must_be_as_written(data: Mapping[str, Any]) -> None:
    if SUM not in data:
        raise _changed(f"it lacks its sum {SUM!r}")
    if data[SUM] != _sum(_texts(data)):
        raise _changed(f"its content does not have the sum {SUM} that was written with it")


def _changed(why: str) -> FileFormatError:
    return FileFormatError(f"this pattern was changed after mtmpattern wrote it: {why}", code="pattern.changed",
                           hint="Draft it again with the changes you want, or ask for the file as it was written.")


def _not_a_number(word: str) -> float:
    raise not_ours(f"{word} is not a number", "pattern.value")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise not_ours(f"{text[:40]} is larger than any number of a pattern", "pattern.value")
    return number


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise not_ours("a name is written twice")
    return found
