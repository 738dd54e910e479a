"""The data of a stored pattern, read into pieces and operations. Such files come from strangers, so nothing is trusted.

The values allowed at each place follow from the types of the model's fields, so that a new field needs no new reader.
Every number, name and list is bounded: drafted patterns stay far inside, and what is read can be cut in seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from mtmpattern.errors import FileFormatError, shown
from mtmpattern.geometry import Curve, Edge, EdgeKind, FishEye, Intake, Point
from mtmpattern.geometry.tolerance import SAME
from mtmpattern.pattern.model import operation as ops
from mtmpattern.pattern.model.ease import Ease
from mtmpattern.pattern.model.fabric_file import read_fabric
from mtmpattern.pattern.model.notion import KINDS as NOTIONS
from mtmpattern.pattern.model.notion import Notion
from mtmpattern.pattern.model.operation import CONSTRUCTIONS, Construction
from mtmpattern.pattern.model.outline import MOST_PLIES, Cut, Outline
from mtmpattern.pattern.model.piece import OtherSide, Piece, PieceInfo
from mtmpattern.pattern.model.requirement import Note, Passage, Proportion
from mtmpattern.pattern.model.run import WHOLE, Reach, Run, Step
from mtmpattern.pattern.model.vocabulary import (
    BODY_PLACES,
    HEIGHTS,
    SIDES,
    BodyPlace,
    Grain,
    PieceLayer,
    WearerSide,
    is_number,
    stitch_problem,
)
from mtmpattern.pattern.pattern import Pattern

W = TypeVar("W", bound=str)

OPERATIONS: Final = (ops.Sew, ops.Hem, ops.Encase, ops.Bag, ops.Bind, ops.Lay, ops.Caught, ops.Zipped, ops.Buttoned,
                     ops.Opened, ops.Separate, ops.Raw)
PLAIN: Final = {kind.__name__: kind for kind in (Cut, Ease, Intake, Note, Notion, Passage, Proportion, *OPERATIONS)}
"""Classes that are stored by the names of their fields."""

WHERE_IT_DIFFERS: Final = "where it differs"
"""Of a field's metadata: it is stored where it is not the default; other fields with metadata are never stored."""

SUM: Final = "sha256"
"""The field that holds the sum of all the others."""

FARTHEST: Final = 50_000.0
"""No place of a piece lies farther from its origin, and no length is longer, in mm."""
MOST: Final = {"pieces": 200, "right_pieces": 200, "edges": 100, "curves": 200, "points": 300, "inner": 100,
               "darts": 50, "intakes": 20, "operations": 500, "right_operations": 500, "steps": 100, "notes": 500}
MOST_LISTED: Final = 500
"""The most entries of a list that `MOST` does not name."""
MOST_CURVES: Final = 50_000
"""Curves on all the parts that a pattern is cut into."""
LONGEST_TEXT: Final = 2_000
BOUNDS: Final = {
    "depth": (0.0, 1000.0), "under": (0.0, 1000.0), "count": (0, 200), "plies": (1, MOST_PLIES),
    "diameter": (1.0, 100.0), "spacing": (0.1, FARTHEST), "inset": (0.0, 500.0), "first": (0.0, FARTHEST),
    "ratio": (0.01, 100.0), "width": (0.0, 5000.0), "at": (0.0, 1.0), "trimmed": (0.0, 50.0),
}
"""The least and the most of numbers, by the name of their field; others lie within `FARTHEST`."""
_NAME: Final = re.compile(r"\w[\w .,+'()&-]{0,79}")


def not_ours(why: str, code: str = "pattern.format") -> FileFormatError:
    """The error for a file that is not a pattern of ours, or that is no longer one."""
    return FileFormatError(f"this is not a pattern that mtmpattern wrote: {why}", code=code,
                           hint="Draft it again, or ask for the file as it was written.")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


class Stored:
    """The data of one stored pattern. ``sealed``: it carries a sum, so it was written whole and by these rules.

    ``later`` are fields of a pattern that its format did not have yet, with their values.
    """

    def __init__(self, data: Mapping[str, Any], *, sealed: bool,
                 later: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.data = {**later, **data}
        self.sealed = sealed
        self.pieces: dict[tuple[str, str], Piece] = {}
        self.place = ""

    def pattern(self, remarks: tuple[Note, ...]) -> Pattern:
        """The pattern with remarks on what was not checked; `FileFormatError` says where a value does not belong."""
        data = self.data
        drafted = self._read_pieces()
        self.place = ""
        values: dict[str, Any] = {"pieces": drafted, "remarks": remarks}
        values["template"] = self._name(self._field(data, "template"), "template")
        values["fabrics"] = {self._name(role, "a role"): self._fabric(role, each)
                             for role, each in self._mapping(self._field(data, "fabrics"), "fabrics").items()}
        for name in ("options", "alterations", "inputs"):
            values[name] = self._mapping(self._field(data, name), name)
        hints = _hints(Pattern)
        for name in (each.name for each in fields(Pattern) if each.name not in values):
            self.place = name
            values[name] = self._typed(hints[name], self._field(data, name), name)
        self._must_match(values["operations"], values["right_operations"])
        for name in ("intended", "finished"):
            for measure, value in values[name].items():
                if isinstance(value, Mapping) and value.keys() != {"left", "right"}:
                    raise self._strange(f"{measure} of {name} is not one number, nor one for left and for right")
        return Pattern(**values)

    # ---- Pieces -------------------------------------------------------------------------------------------------

    def _read_pieces(self) -> tuple[Piece, ...]:
        lists = [self._list(self._field(self.data, name), name) for name in ("pieces", "right_pieces")]
        sided = {self._field(entry, "name") for entry in lists[1] if isinstance(entry, Mapping)}
        curves = 0
        for entry in (*lists[0], *lists[1]):
            piece = self._piece(entry, sided)
            key = (piece.info.name, piece.info.side)
            if key in self.pieces:
                raise self._strange(f"it has two pieces {' '.join(key)}")
            self.pieces[key] = piece
            on_outline = sum(len(edge.curves) for edge in piece.info.edges.values())
            curves += 2 * on_outline * sum(cut.plies for cut in piece.info.cuts)
        names = {name for name, side in self.pieces if side != "right"}
        if len(names) != len(lists[0]) or not sided <= names or curves > MOST_CURVES:
            raise self._strange("its pieces are too many, or the pieces of one side are not those of the other")
        return tuple(self.pieces.values())[:len(lists[0])]

    def _piece(self, entry: Any, sided: Collection[str]) -> Piece:
        entry = self._mapping(entry, "a piece")
        name = self._name(self._field(entry, "name"), "a piece's name")
        self.place = f"piece {name}"
        side = self._word(self._field(entry, "side"), SIDES, "side")
        outline = self._outline(entry).checked(name)
        _ = outline.slits
        on = cast(BodyPlace, self._text(self._field(entry, "on"), "on"))                # checked by the piece itself
        allowance = self._mapping(self._field(entry, "allowance"), "allowance")
        peaks = tuple(self._name(each, "a peak") for each in self._list(self._field(entry, "peaks"), "peaks"))
        if not self.sealed:                                 # earlier versions accepted any word and ignored it
            on = on if on in BODY_PLACES else ""
            allowance = {edge: mm for edge, mm in allowance.items() if edge in outline.edges}
            peaks = tuple(peak for peak in peaks if peak in outline.edges)
        grain = cast(Grain | float, self._field(entry, "grain"))
        info = PieceInfo(
            name, outline, self._typed(tuple[Cut, ...], self._field(entry, "cuts"), "cuts"), on, side,
            self._flag(self._field(entry, "flipped"), "flipped"),
            grain if isinstance(grain, str) else self._number(grain, "grain"),
            self._flag(self._field(entry, "nap"), "nap"), allowance, peaks,
            self._text(self._field(entry, "parent"), "parent"),
            self._word(self._field(entry, "only"), get_args(WearerSide), "only"),
            self._text(entry.get("level", ""), "level"),
            self._word(entry.get("layer", ""), get_args(PieceLayer), "layer"),
            OtherSide(self._finder(name, side)) if name in sided else None)
        for line in filter(None, (info.fold, info.doubled)):
            if outline.edges[line].start.distance(outline.edges[line].end) <= SAME:
                raise self._strange(f"its fold {line} has no length")
        return Piece(info)

    def _finder(self, name: str, side: str) -> Callable[[], Piece]:
        return lambda: self.pieces[name, "right" if side == "left" else "left"]

    def _outline(self, entry: Mapping[str, Any]) -> Outline:
        groups = ("edges", "points", "inner", "darts")
        named = {group: self._named(self._field(entry, group), group) for group in groups}
        points = {name: self._point(values, name) for name, values in named["points"].items()}
        edges, inner = ({name: self._edge(self._one(values, name), name) for name, values in named[group].items()}
                        for group in ("edges", "inner"))
        darts = {}
        for name, values in named["darts"].items():
            centre, *sizes = values
            above, below, width, lean = (self._number(each, f"dart {name}") for each in sizes)
            if min(above, below, width) < 0 or above + below <= 0:
                raise self._strange(f"the dart {name} cannot be sewn")
            darts[name] = FishEye(self._point(self._list(centre, name), name), above, below, width, lean)
        if len(edges) < 2:
            raise self._strange("it has fewer than two edges")
        levels = {self._word(name, HEIGHTS, "a level"): self._number(y, name)
                  for name, y in self._mapping(entry.get("levels", {}), "levels").items()}
        return Outline(edges, points, inner, darts, levels)

    def _named(self, value: Any, group: str) -> dict[str, Sequence[Any]]:
        """Lists that begin with a name: each name, and what follows it."""
        found: dict[str, Sequence[Any]] = {}
        for item in self._list(value, group):
            name, *rest = self._list(item, group)
            name = self._name(name, f"one of its {group}")
            if name in found or name == "info" or name.startswith("_"):
                raise self._strange(f"{name} is not the name of one of its {group}, or of two")
            found[name] = rest
        return found

    def _edge(self, entry: Any, name: str) -> Edge:
        entry = self._mapping(entry, name)
        kind = self._word(self._field(entry, "kind"), get_args(EdgeKind), "kind")
        curves: list[Curve] = []
        rows = self._list(self._field(entry, "curves"), "curves")
        for row, straight in zip(rows, self._list(self._field(entry, "straight"), "curves"), strict=True):
            x0, y0, x1, y1, x2, y2, x3, y3 = (self._number(each, name) for each in self._list(row, name))
            curve = Curve(Point(x0, y0), Point(x1, y1), Point(x2, y2), Point(x3, y3), self._flag(straight, "straight"))
            if all(curve.start.same_as(other) for other in (curve.leave, curve.arrive, curve.end)):
                raise self._strange(f"a curve of {name} has no length")
            if curves and not curves[-1].end.same_as(curve.start, SAME * 10):
                raise self._strange(f"the curves of {name} do not follow each other")
            curves.append(curve)
        intakes = self._typed(tuple[Intake, ...], self._field(entry, "intakes"), "intakes")
        if not curves:
            raise self._strange(f"{name} has no curves")
        return Edge(tuple(curves), kind).with_darts(intakes) if intakes else Edge(tuple(curves), kind)

    def _point(self, values: Sequence[Any], name: str) -> Point:
        x, y = (self._number(each, name) for each in values)
        return Point(x, y)

    # ---- Operations and other classes with fields ---------------------------------------------------------------

    def _typed(self, hint: Any, value: Any, name: str) -> Any:
        """A value as the type of its field."""
        if get_origin(hint) in (Union, UnionType):
            fitting = [each for each in get_args(hint) if self._fits(each, value)]
            if not fitting:
                raise self._strange(f"{name} is {shown(value)}")
            return self._typed(fitting[0], value, name)
        if get_origin(hint) is Literal:
            return self._known_word(value, get_args(hint), name)
        if get_origin(hint) is tuple:
            return tuple(self._typed(get_args(hint)[0], each, name) for each in self._list(value, name))
        if get_origin(hint) in (Mapping, dict):
            inside = get_args(hint)[1]
            return {self._text(key, name): self._typed(inside, each, name)
                    for key, each in self._mapping(value, name).items()}
        simple = {float: self._number, int: self._count, bool: self._flag, str: self._word_or_text,
                  Run: self._run, Piece: self._piece_of, Construction: self._construction}
        if hint in simple:
            return simple[hint](value, name)
        return None if hint is NoneType else self._plain(hint, value, name)

    @staticmethod
    def _fits(hint: Any, value: Any) -> bool:
        """Whether a value can belong to one member of a union."""
        if hint is NoneType or value is None:
            return hint is NoneType and value is None
        if hint is float:
            return is_number(value)
        if isinstance(value, Mapping) and "kind" in value:
            return bool(getattr(hint, "__name__", "") == value["kind"])
        if hint is Run:
            return isinstance(value, Mapping) and "steps" in value
        return get_origin(hint) in (Mapping, dict) and isinstance(value, Mapping)

    def _plain(self, hint: Any, value: Any, name: str) -> Any:
        """One of the classes that are stored by their fields. Earlier versions may lack a field that came later."""
        entry = self._mapping(value, name)
        kind = self._field(entry, "kind")
        if kind not in PLAIN or PLAIN[kind] is not hint:
            raise self._strange(f"{name} is {shown(kind)}")
        known = {each.name: each for each in fields(PLAIN[kind])
                 if not each.metadata or (each.metadata.get("stored") == WHERE_IT_DIFFERS and each.name in entry)}
        if unknown := sorted(map(str, entry.keys() - known.keys() - {"kind"})):
            raise self._strange(f"a {kind} has no {shown(unknown[0])}")
        hints, values = _hints(PLAIN[kind]), {}
        for each in known.values():
            later = each.default is not MISSING or each.default_factory is not MISSING
            if each.name in entry or self.sealed or not later:
                values[each.name] = self._typed(hints[each.name], self._field(entry, each.name), each.name)
        made = PLAIN[kind](**values)
        self._must_hold(made)
        return made

    def _must_hold(self, made: Any) -> None:
        """Refuse an operation that cannot be done, although its types are right."""
        if isinstance(made, ops.Lay | ops.Opened):
            outline = made.on.info.outline
            if made.at not in outline.inner and (isinstance(made, ops.Opened) or made.at not in outline.points):
                raise self._strange(f"{made.on.info.name} has no {shown(made.at)} to lay a piece at")
        if isinstance(made, ops.Buttoned) and any(len(run.steps) != 1 or run.reach == WHOLE
                                              for run in (made.over, made.under)) and made.count:
            raise self._strange("buttons are on more than one edge")
        if isinstance(made, ops.Hem | ops.Raw | ops.Encase) and not made.runs:
            raise self._strange(f"a {type(made).__name__} is done to nothing")

    def _must_match(self, left: Sequence[object], right: Sequence[object]) -> None:
        if right and [type(each) for each in left] != [type(each) for each in right]:
            raise self._strange("its operations are not the same on the right as on the left")

    def _run(self, value: Any, name: str) -> Run:
        entry = self._mapping(value, name)
        steps = tuple(self._step(each) for each in self._list(self._field(entry, "steps"), "steps"))
        if not steps:
            raise self._strange(f"{name} runs over nothing")
        return Run(steps, self._word(self._field(entry, "reach"), get_args(Reach), "reach"))

    def _step(self, value: Any) -> Step:
        entry = self._mapping(value, "a step")
        piece = self._piece_of(entry, "a step")
        edge, inner = self._text(self._field(entry, "edge"), "edge"), self._flag(self._field(entry, "inner"), "inner")
        if edge not in (piece.info.outline.inner if inner else piece.info.edges):
            raise self._strange(f"{piece.info.name} has no edge {shown(edge)}")
        bounds = [None if each is None else self._name(each, "a place on it") if isinstance(each, str)
                  else self._number(each, "a place on it")
                  for each in (self._field(entry, "start"), self._field(entry, "end"))]
        step = Step(piece, edge, bounds[0], bounds[1], inner)
        _ = step.span                            # refuses a point that does not lie on the edge
        return step

    def _piece_of(self, value: Any, name: str) -> Piece:
        entry = self._mapping(value, name)
        key = (self._field(entry, "piece"), self._field(entry, "side"))
        if not all(isinstance(each, str) for each in key) or key not in self.pieces:
            raise self._strange(f"it has no piece {shown(key[0])}")
        return self.pieces[key]

    def _construction(self, value: Any, name: str) -> Construction:
        known = self._field(self._mapping(value, name), "construction")
        return CONSTRUCTIONS[self._word(known, CONSTRUCTIONS, "construction")]

    def _fabric(self, role: str, value: Any) -> Any:
        return read_fabric(self._mapping(value, f"the fabric {role}"))  # never a name or a path: nothing is opened

    # ---- Single values ------------------------------------------------------------------------------------------

    def _number(self, value: Any, name: str) -> float:
        least, most = BOUNDS.get(name, (-FARTHEST, FARTHEST))
        if not (is_number(value) and least <= value <= most):
            raise self._strange(f"{name} is {shown(value)}, not a number from {least:g} to {most:g}", "pattern.value")
        return value

    def _count(self, value: Any, name: str) -> int:
        if not isinstance(value, int):
            raise self._strange(f"{name} is {shown(value)}, not a whole number", "pattern.value")
        return int(self._number(value, name))

    def _flag(self, value: Any, name: str) -> bool:
        if not isinstance(value, bool):
            raise self._strange(f"{name} is {shown(value)}, not true or false", "pattern.value")
        return value

    def _text(self, value: Any, name: str) -> str:
        if not isinstance(value, str) or len(value) > LONGEST_TEXT or not value.isprintable():
            raise self._strange(f"{name} is {shown(value)}, not one line of text", "pattern.value")
        return value

    def _name(self, value: Any, name: str) -> str:
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            raise self._strange(f"{name} is {shown(value)}, not a name", "pattern.value")
        return value

    def _word(self, value: Any, known: Collection[W], name: str) -> W:
        found = next((word for word in known if isinstance(value, str) and word == value), None)
        if found is None:
            raise self._strange(f"{name} is {shown(value)}, not {' or '.join(filter(None, known))}", "pattern.value")
        return found

    def _known_word(self, value: Any, known: Collection[str], name: str) -> str:
        """A word that its field knows. Earlier versions accepted any for most fields."""
        text = self._text(value, name)
        return self._word(text, known, name) if self.sealed or name == "holes" else text

    def _word_or_text(self, value: Any, name: str) -> str:
        """A text; a notion or a stitch class where its field holds one. Earlier versions accepted any."""
        text = self._text(value, name)
        if text and name == "what" and self.sealed:
            return self._word(text, NOTIONS, name)
        if text and name == "stitch" and self.sealed and stitch_problem(text):
            raise self._strange(stitch_problem(text), "pattern.value")
        return text

    def _field(self, entry: Mapping[str, Any], name: str) -> Any:
        if name not in entry:
            raise self._strange(f"it lacks {name!r}")
        return entry[name]

    def _one(self, values: Sequence[Any], name: str) -> Any:
        if len(values) != 1:
            raise self._strange(f"{name} is not one edge")
        return values[0]

    def _list(self, value: Any, name: str) -> Sequence[Any]:
        most = MOST.get(name, MOST_LISTED)
        if not isinstance(value, list):
            raise self._strange(f"{name} is {shown(value)}, not a list")
        if len(value) > most:
            raise self._strange(f"it has {len(value)} {name}, more than {most}", "pattern.size")
        return value

    def _mapping(self, value: Any, name: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._strange(f"{name} is {shown(value)}")
        return value

    def _strange(self, why: str, code: str = "pattern.format") -> FileFormatError:
        return not_ours(f"{self.place}: {why}" if self.place else why, code)
