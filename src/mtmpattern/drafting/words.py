"""The drafting words: what a template file says of lines and curves, of what is cut, and of the result."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import overload

from ..errors import OutlineError
from ..geometry import (
    DOUBLED,
    FOLD,
    Curve,
    Edge,
    FishEye,
    Intake,
    Point,
    drawn,
    heading,
)
from ..geometry.tolerance import SAME
from ..pattern.outline import Cut, Outline
from ..pattern.requirements import Passage, Proportion
from ..pattern.run import Run
from ..pattern.vocabulary import HEIGHTS, must_be_word
from .slits import Slit, sides_of

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
          inflected: bool = False) -> Edge:
    """The curve from ``a`` to ``b`` that leaves and arrives in the given directions (degrees; UP, LEFT ...).

    Without ``arrive`` it arrives as an arc would. ``through`` names a point it passes; ``hollow`` its greatest distance
    from the straight line in mm: positive is hollow, into the cloth (left of the way), negative is full. ``rounder``
    draws it further out between the same ends and directions (1.3: handles so much longer). It bends to one side only;
    a change of side must be asked for with ``inflected=True``. The rule is in `geometry.drawing`.
    """
    return Edge(drawn(a, b, leave, arrive, through=through, hollow=hollow, rounder=rounder, inflected=inflected))


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
    return Intake(width, length, at, True, pressed)


def pleat(width: float, length: float, at: float, pressed: str = "end") -> Intake:
    """A pleat that takes ``width`` mm, its folds marked ``length`` mm into the piece."""
    return Intake(width, length, at, False, pressed)


def fish_eye(centre: Point, *, above: float, below: float, width: float, lean: float = 0.0) -> FishEye:
    """A dart inside a piece, widest at ``centre``, that runs out to a tip ``above`` mm over it and one ``below`` it.

    ``lean`` turns it in degrees, counter-clockwise from upright. With ``below=0`` it has one tip, and its mouth must
    be hidden by something. It is given to ``edges`` under ``inner``.
    """
    if not (width >= 0 and above >= 0 and below >= 0 and above + below > 0 and isfinite(width + above + below + lean)):
        raise OutlineError(f"a dart {width:g} mm wide, {above:g} mm up and {below:g} mm down cannot be sewn",
                           code="intake.width", hint="Give it a width and a length, or leave it out.")
    return FishEye(centre, float(above), float(below), float(width), float(lean))


def slit(mouth: Point, end: Point, *, sides: tuple[str, str] | None = None) -> Slit:
    """A cut into the piece from ``mouth``, where two of its edges meet, straight to its ``end`` inside.

    In ``edges`` it stands between those two, and yields an edge for each of its sides: between ``wrist_back`` and
    ``wrist_front``, ``slit=slit(...)`` makes ``slit_back`` and ``slit_front``, and ``slit`` is both in one run.
    ``sides`` names them otherwise, in the order of the outline. Along a fold it is one edge, for its mate is on the
    other half.
    """
    if not mouth.distance(end) > 1 or (sides and (len(sides) != 2 or sides[0] == sides[1] or "_" in "".join(sides))):
        raise OutlineError(f"a slit of {mouth.distance(end):.1f} mm with the sides {sides}", code="outline.slit",
                           hint='Draw it from its mouth to its end; its sides are two plain words: ("back", "front").')
    return Slit(mouth, end, sides)


def edges(*, points: Mapping[str, Point] | None = None, inner: Mapping[str, Edge | FishEye] | None = None,
          levels: Mapping[str, float] | None = None, **named: Edge | Slit) -> Outline:
    """A piece's edges in order round it, counter-clockwise; their keywords are their names.

    ``points`` are named places that are no corners, ``inner`` lines and darts inside the piece. ``levels`` say at which
    y of the drawing heights of the body lie: ``levels={"waist": 0, "hip": -200}``.
    """
    drawn_edges: dict[str, Edge] = {}
    for what, kind, group in (("point", Point, points), ("inner line or dart", Edge | FishEye, inner)):
        for name, thing in (group or {}).items():
            if not isinstance(thing, kind):
                raise OutlineError(f"the {what} {name} is {type(thing).__name__}", code="outline.edge", where=str(name),
                                   hint="Points are Point(x, y); inner lines are drawn with line, curve or fish_eye.")
    for height in levels or {}:
        must_be_word(height, HEIGHTS, "levels", code="piece.word")
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
                               where=taken, hint="Name one of them otherwise; a slit takes sides=(..., ...).")
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


# ---- What is asked of the result --------------------------------------------------------------------------------


def passes(opening: str, widest: float | Run, body_part: str, needed: float) -> Passage:
    """The body part, ``needed`` mm round, must pass an opening that gets ``widest`` mm wide."""
    return Passage(opening, widest.length if isinstance(widest, Run) else widest, body_part, needed)


def proportion(name: str, value: float, least: float, most: float, advice: str = "") -> Proportion:
    """A proportion that decides how the garment wears, with the band it must stay in."""
    return Proportion(name, value, least, most, advice)
