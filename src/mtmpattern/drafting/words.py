"""The drafting words for lines and curves, for cutting, and for requirements on the result."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, overload

from mtmpattern.errors import DraftError, OutlineError, UnknownName, shown
from mtmpattern.geometry import DOUBLED, FOLD, SLIT, Curve, Edge, FishEye, Intake, Point, crossing, drawn, heading
from mtmpattern.geometry.corner import met
from mtmpattern.geometry.tolerance import JOIN, ON_LINE, SAME
from mtmpattern.pattern.model.outline import Cut, Outline
from mtmpattern.pattern.model.piece import Piece, must_be_piece
from mtmpattern.pattern.model.requirement import Passage, Proportion
from mtmpattern.pattern.model.run import Run
from mtmpattern.pattern.model.vocabulary import HEIGHTS, is_number, must_be_number, must_be_text, must_be_word

# ---- Slits -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slit:
    """A cut into a piece, before its sides are named after the edges beside them."""

    mouth: Point
    end: Point
    sides: tuple[str, str] | None = None


def sides_of(name: str, slit: Slit, named: Mapping[str, Edge | Slit]) -> dict[str, Edge]:
    """The edges of a slit by their names: one for each side, or only one where it lies along the fold."""
    order = list(named)
    place = order.index(name)
    before, after = order[place - 1], order[(place + 1) % len(order)]
    first, second = named[before], named[after]
    into, out = Edge((Curve.line(slit.mouth, slit.end),), SLIT), Edge((Curve.line(slit.end, slit.mouth),), SLIT)
    if isinstance(first, Slit) or isinstance(second, Slit):
        raise OutlineError(f"two slits, {name} and its neighbour, begin at one place", code="outline.slit", where=name,
                           hint="Draw an edge between them.")
    if second.kind == FOLD and second.start.same_as(slit.end, SAME * 10):
        _must_lie_on_fold(name, slit, second)
        return {name: into}
    if first.kind == FOLD and first.end.same_as(slit.end, SAME * 10):
        _must_lie_on_fold(name, slit, first)
        return {name: out}
    if not (first.end.same_as(slit.mouth, SAME * 10) and second.start.same_as(slit.mouth, SAME * 10)):
        raise OutlineError(
            f"{before} and {after} do not meet at the mouth of {name}, ({slit.mouth.x:.1f}, {slit.mouth.y:.1f})",
            code="outline.slit", where=name, hint="Divide the edge where the slit begins, and name the slit between.")
    words = slit.sides or _words(name, before, after)
    return {f"{name}_{words[0]}": into, f"{name}_{words[1]}": out}


def _must_lie_on_fold(name: str, slit: Slit, fold: Edge) -> None:
    off = crossing(slit.mouth, fold.leaving + 90.0, fold.start, fold.leaving)
    if off is None or abs(off[0]) > JOIN:
        raise OutlineError(f"{name} ends on the fold and does not lie along it", code="outline.slit", where=name,
                           hint="Draw it on the line of the fold, or from an edge to a place inside.")


def _words(name: str, before: str, after: str) -> tuple[str, str]:
    """The sides as the neighbours are called: ``back`` and ``front`` between ``wrist_back`` and ``wrist_front``."""
    (stem, _, first), (mate, _, second) = before.rpartition("_"), after.rpartition("_")
    if not stem or stem != mate:
        raise OutlineError(f"{name} lies between {before} and {after}, which give no names for its sides",
                           code="outline.slit", where=name,
                           hint=f'Call them {before}_back and {before}_front, or say sides=("back", "front").')
    return first, second


# ---- Derived pieces ----------------------------------------------------------------------------------------------


def derived(parent: Piece, *, shorter: Mapping[str, float] | None = None, turn: Mapping[str, float] | None = None,
            darts: bool = True, points: Mapping[str, Point] | None = None) -> Outline:
    """The outline of ``parent`` with edges moved in by ``shorter`` mm or out by ``turn`` mm, parallel to themselves.

    Neighbours are trimmed or extended to meet them. ``darts=False`` leaves intakes unsewn and darts inside the piece
    out, so that their width becomes fullness. Named points that still lie on an edge are kept, so that a lining's
    notches match its shell's.
    """
    info = must_be_piece(parent, "derived").info
    moves = {**{name: -mm for name, mm in (turn or {}).items()}, **(shorter or {})}
    for name, mm in moves.items():
        must_be_number(mm, f"derived: {name}", "derived.edge")
        if name not in info.edges:
            raise UnknownName.among(info.order, name, f"{info.name} has no edge {name} to move", code="derived.edge",
                                    where=info.name)
    names = list(info.order)
    lines: dict[str, list[Curve]] = {}
    for name in names:
        edge = info.edges[name]
        if name in moves and edge.intakes:
            raise DraftError(f"{info.name}.{name} has darts and cannot be moved parallel", code="derived.darts",
                             where=f"{info.name}.{name}", hint="Draft this piece by itself.")
        lines[name] = [piece for curve in edge.curves for piece in curve.parallel(moves.get(name, 0.0))]
    for first, second in zip(names, [*names[1:], names[0]], strict=True):
        if (first in moves or second in moves) and met(lines[first], lines[second]) is None:
            raise DraftError(f"{info.name}: {first} and {second} no longer meet when they are moved",
                             code="derived.meet", where=info.name, hint="Move them by less.")
    kept = {}
    for name in names:
        edge = info.edges[name]
        untouched = tuple(lines[name]) == edge.curves
        kept[name] = Edge(tuple(lines[name]), edge.kind, edge.intakes if darts and untouched else ())
    still = {name: point for name, point in info.outline.points.items()
             if any(edge.nearest(point)[1] <= ON_LINE for edge in kept.values())}
    return Outline(kept, {**still, **(points or {})}, {}, dict(info.outline.darts) if darts else {})


SHELL, LINING, FUSIBLE, RIB = "shell", "lining", "fusible", "rib"
shell, lining, fusible, rib = SHELL, LINING, FUSIBLE, RIB


# ---- Lines ------------------------------------------------------------------------------------------------------


def line(a: Point, b: Point) -> Edge:
    """The straight line from ``a`` to ``b``."""
    return Edge((Curve.line(a, b),))


def fold(a: Point, b: Point) -> Edge:
    """A straight line on which the cloth is folded: the piece is cut once and opens over it into its other half."""
    return Edge((Curve.line(a, b),), FOLD)


def doubled(a: Point, b: Point) -> Edge:
    """A straight line over which the cloth turns onto itself: a waistband's top, a cuff's edge."""
    return Edge((Curve.line(a, b),), DOUBLED)


def curve(a: Point, b: Point, leave: float | None = None, arrive: float | None = None, *,
          through: Point | None = None, hollow: float | None = None, rounder: float = 1.0,
          least_radius: float = 0.0, inflected: bool = False) -> Edge:
    """The curve from ``a`` to ``b`` that leaves and arrives in the given directions (degrees; UP, LEFT ...).

    Without ``arrive`` it arrives as an arc would. ``through`` names a point it passes; ``hollow`` its greatest distance
    from the straight line in mm: positive is hollow, into the cloth (left of the way), negative is full. ``rounder``
    draws it further out between the same ends and directions (1.3: handles 1.3 times as long); so does
    ``least_radius`` where an end bends more sharply than that many mm, until its allowance lies flat. It bends to one
    side only; allow a change of side with ``inflected=True``. The rule is in `geometry.drawing`.
    """
    return Edge(drawn(a, b, leave, arrive, through=through, hollow=hollow, rounder=rounder, least_radius=least_radius,
                      inflected=inflected))


@overload
def square_to(a: Edge) -> float: ...
@overload
def square_to(a: Point, b: Point) -> float: ...
def square_to(a: Edge | Point, b: Point | None = None) -> float:
    """The direction square to an edge at its end, or to the way from ``a`` to ``b``: a left turn of 90 degrees."""
    if isinstance(a, Edge):
        return (a.arriving + 90.0) % 360.0
    if b is None:
        raise OutlineError("square_to needs an edge, or two points", code="word.square_to", hint="square_to(a, b)")
    return (heading(a, b) + 90.0) % 360.0


def dart(width: float, length: float, at: float, pressed: str = "end") -> Intake:
    """A dart ``width`` mm wide and ``length`` mm long, its mouth at the part ``at`` of the edge's sewn length."""
    return _intake("dart", width, length, at, pressed)


def pleat(width: float, length: float, at: float, pressed: str = "end") -> Intake:
    """A pleat that takes ``width`` mm, its folds marked ``length`` mm into the piece."""
    return _intake("pleat", width, length, at, pressed)


def _intake(word: str, width: float, length: float, at: float, pressed: str) -> Intake:
    """The dart or pleat, with the line that states it."""
    for name, value in (("width", width), ("length", length), ("at", at)):
        must_be_number(value, f"{word}: {name}", "intake.width")
    if not 0 < at < 1:
        raise OutlineError(f"a {word} at={at:g} does not lie on its edge", code="intake.place",
                           hint="at= counts in parts of the edge: 1/2 is its middle.")
    return Intake(float(width), float(length), float(at), word == "dart", pressed, _written())


def _written() -> tuple[str, int] | None:
    """The file and line of the template that calls a drafting word; none for a word that the package calls."""
    frame = sys._getframe(1)
    while frame.f_code.co_filename == __file__ and frame.f_back:
        frame = frame.f_back
    own = str(frame.f_globals.get("__name__", "")).partition(".")[0] == "mtmpattern"
    return None if own else (Path(frame.f_code.co_filename).name, frame.f_lineno)


def fish_eye(centre: Point, *, above: float, below: float, width: float, lean: float = 0.0) -> FishEye:
    """A dart inside a piece, widest at ``centre``, that runs out to a tip ``above`` mm over it and one ``below`` it.

    ``lean`` turns it in degrees, counter-clockwise from upright. With ``below=0`` it has one tip, and its mouth must
    be hidden by something. Pass it to ``edges`` in ``inner``.
    """
    if not (all(map(is_number, (width, above, below, lean))) and min(width, above, below) >= 0 < above + below):
        raise OutlineError(f"a dart {shown(width)} mm wide, {shown(above)} mm up and {shown(below)} mm down cannot be "
                           f"sewn{'' if is_number(lean) else f', leaning {shown(lean)} degrees'}",
                           code="intake.width", hint="Give it a width and a length, or leave it out.")
    return FishEye(centre, float(above), float(below), float(width), float(lean), _written())


def slit(mouth: Point, end: Point, *, sides: tuple[str, str] | None = None) -> Slit:
    """A cut into the piece from ``mouth``, where two of its edges meet, straight to its ``end`` inside.

    In ``edges`` it stands between those two, and yields an edge for each of its sides: between ``wrist_back`` and
    ``wrist_front``, ``slit=slit(...)`` makes ``slit_back`` and ``slit_front``, and ``slit`` is both in one run.
    ``sides`` gives them other names, in the order of the outline. Along a fold it is one edge, since its mate is on the
    other half.
    """
    if not mouth.distance(end) > 1 or (sides and (len(sides) != 2 or sides[0] == sides[1] or "_" in "".join(sides))):
        raise OutlineError(f"a slit of {mouth.distance(end):.1f} mm with the sides {sides}", code="outline.slit",
                           hint='Draw it from its mouth to its end; its sides are two plain words: ("back", "front").')
    return Slit(mouth, end, sides)


_LISTED: Final = {"points": "places that are no corners", "inner": "lines and darts inside the piece",
                  "levels": "heights of the body"}


def edges(*, points: Mapping[str, Point] | None = None, inner: Mapping[str, Edge | FishEye] | None = None,
          levels: Mapping[str, float] | None = None, **named: Edge | Slit) -> Outline:
    """A piece's edges in order round it, counter-clockwise; their keywords are their names.

    ``points`` are named places that are not corners, ``inner`` lines and darts inside the piece. ``levels`` give the
    y in the drawing of heights of the body: ``levels={"waist": 0, "hip": -200}``.
    """
    drawn_edges: dict[str, Edge] = {}
    for name, given in (("points", points), ("inner", inner), ("levels", levels)):
        if given is not None and not isinstance(given, Mapping):
            raise OutlineError(f"an edge cannot be called {name}", code="outline.name", where=name,
                               hint=f"{name}={{...}} lists {_LISTED[name]}; choose another name for the edge.")
    for what, kind, group in (("point", Point, points), ("inner line or dart", Edge | FishEye, inner)):
        for name, thing in (group or {}).items():
            if not isinstance(thing, kind):
                raise OutlineError(f"the {what} {name} is {type(thing).__name__}", code="outline.edge", where=str(name),
                                   hint="Points are Point(x, y); inner lines are drawn with line, curve or fish_eye.")
    for height, y in (levels or {}).items():
        must_be_word(height, HEIGHTS, "levels", code="piece.word")
        must_be_number(y, f"levels: {height}", "piece.word")
    for name, edge in named.items():
        if not isinstance(edge, Edge | Slit):
            raise OutlineError(f"edge {name} is {type(edge).__name__}, not a line or curve", code="outline.edge",
                               where=name, hint="Draw it with line, curve, fold, doubled or slit.")
        if name == "info" or name.startswith("_"):
            raise OutlineError(f"an edge cannot be called {name}", code="outline.name", where=name,
                               hint="Choose a word of the trade.")
        found = sides_of(name, edge, named) if isinstance(edge, Slit) else {name: edge}
        for taken in found.keys() & ({*named} - {name} | drawn_edges.keys() | {*(inner or {})}):
            raise OutlineError(f"two edges are called {taken}, one of them a side of {name}", code="outline.name",
                               where=taken, hint="Give one of them another name; a slit takes sides=(..., ...).")
        drawn_edges |= found
    if len(drawn_edges) < 2:
        raise OutlineError("a piece needs at least two edges", code="outline.edge", hint="Draw its whole outline.")
    lines = {name: each for name, each in (inner or {}).items() if isinstance(each, Edge)}
    darts = {name: each for name, each in (inner or {}).items() if isinstance(each, FishEye) and each.width > SAME}
    return Outline(drawn_edges, dict(points or {}), lines, darts, dict(levels or {}))


def cut(role: str, plies: int = 1, trimmed: float | None = None) -> Cut:
    """Cut the piece from the cloth of this role; ``trimmed`` mm inside the sewn line, without allowance."""
    return Cut(role, plies, trimmed)


def knitted(role: str) -> Cut:
    """Knit the piece to shape by the swatch of this role, instead of cutting it: ``@piece(knitted(shell))``."""
    return Cut(role, knitted=True)


# ---- Requirements on the result ---------------------------------------------------------------------------------


def passes(opening: str, widest: float | Run, body_part: str, needed: float) -> Passage:
    """The body part, ``needed`` mm round, must pass an opening that gets ``widest`` mm wide."""
    must_be_text(opening, "passes: the opening", "wear.number")
    must_be_text(body_part, "passes: the part of the body", "wear.number")
    wide = widest.length if isinstance(widest, Run) else widest
    must_be_number(wide, f"passes {opening}: its width", "wear.number")
    must_be_number(needed, f"passes {opening}: the {body_part}", "wear.number")
    return Passage(opening, float(wide), body_part, float(needed))


def proportion(name: str, value: float, least: float, most: float, advice: str = "") -> Proportion:
    """A proportion that decides how the garment wears, with the band it must stay in."""
    must_be_text(name, "proportion: its name", "wear.number")
    must_be_text(advice, f"proportion {name}: advice", "wear.number")
    for what, number in (("its value", value), ("least", least), ("most", most)):
        must_be_number(number, f"proportion {name}: {what}", "wear.number")
    if least > most:
        raise DraftError(f"proportion {name}: least={least:g} is more than most={most:g}", code="wear.number",
                         where=name, hint="Say the least first: proportion(name, value, least, most).",
                         params={"name": name, "least": least, "most": most})
    return Proportion(name, float(value), float(least), float(most), advice)
