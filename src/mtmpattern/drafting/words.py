"""The drafting words: what a template file says of lines, curves and sewing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import overload

from ..errors import DraftError, OutlineError
from ..geometry import (
    DOUBLED,
    FOLD,
    Curve,
    Edge,
    Intake,
    Point,
    drawn,
    heading,
)
from ..pattern.constructions import construction as construction_named
from ..pattern.operations import (
    Bag,
    Bind,
    Buttoned,
    Caught,
    Ease,
    Encase,
    Hem,
    Lay,
    Raw,
    Sew,
    Zipped,
)
from ..pattern.piece import Cut, Outline, Piece
from ..pattern.requirements import Passage, Proportion
from ..pattern.run import Run

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


def edges(*, points: Mapping[str, Point] | None = None, inner: Mapping[str, Edge] | None = None,
          **named: Edge) -> Outline:
    """A piece's edges in order round it, counter-clockwise; their keywords are their names.

    ``points`` are named places that are no corners, ``inner`` lines drawn inside the piece.
    """
    for name, edge in named.items():
        if not isinstance(edge, Edge):
            raise OutlineError(f"edge {name} is {type(edge).__name__}, not a line or curve", code="outline.edge",
                               where=name, hint="Draw it with line, curve, fold or doubled.")
        if name == "info" or name.startswith("_"):
            raise OutlineError(f"an edge cannot be called {name}", code="outline.name", where=name,
                               hint="Choose a word of the trade.")
    if len(named) < 2:
        raise OutlineError("a piece needs at least two edges", code="outline.edge", hint="Draw its whole outline.")
    return Outline(named, dict(points or {}), dict(inner or {}))


def cut(role: str, plies: int = 1, trimmed: float | None = None) -> Cut:
    """Cut the piece from the cloth of this role; ``trimmed`` mm inside the sewn line, without allowance."""
    if plies < 1 or (trimmed is not None and not trimmed >= 0):
        raise _wrong(f"{plies} plies of {role} trimmed by {trimmed} mm",
                     "Cut one ply at least, and trim by 0 mm or more.")
    return Cut(role, plies, trimmed)


# ---- Sewing -----------------------------------------------------------------------------------------------------


def sew(first: Run, second: Run, *, eased: Ease = 0.0, stretched: float | None = None, gathered: float | None = None,
        construction: str = "plain", press: str = "", match: str = "", stitch: str = "") -> Sew:
    """Sew the first run onto the second, right sides together.

    ``eased``: the first is so many mm longer, spread evenly, or by span between points that both carry
    (``{"pitch..tip": 4}``). ``stretched`` and ``gathered``: it is so many times as long as the second.
    """
    if stretched is not None and gathered is not None:
        raise _wrong(f"{first} is both stretched and gathered", "Say one of them.")
    if stretched is not None and not 0 < stretched <= 1:
        raise _wrong(f"{first} is stretched to {stretched:g} times its mate",
                     "A run that is stretched on is shorter than its mate: say a number from 0 to 1.")
    if gathered is not None and not gathered >= 1:
        raise _wrong(f"{first} is gathered to {gathered:g} times its mate",
                     "A run that is gathered is longer than its mate: say a number of 1 or more.")
    ratio = stretched if stretched is not None else gathered
    return Sew(first, second, eased, ratio, construction_named(construction), press, match, stitch)


def hem(*runs: Run, depth: float, under: float = 0.0, fused: bool = False, stitch: str = "") -> Hem:
    """Turn up ``depth`` mm beyond the drawn edges, and ``under`` mm more inside the turn."""
    if not runs:
        raise _wrong("a hem of nothing", "Name the edges that are turned up.")
    if not (depth > 0 and under >= 0):
        raise _wrong(f"a hem {depth:g} mm deep and {under:g} mm under", "A hem has a depth in mm; bind, or call raw, "
                     "what is not turned up.")
    return Hem(runs, depth, under, fused, stitch)


def encase(*layers: Run, between: Run, construction: str = "encased", stitch: str = "") -> Encase:
    """Sew the layers between both layers of a band, cuff or yoke."""
    return Encase(layers, between, construction_named(construction), stitch)


def bag(run: Run, construction: str = "bagged", stitch: str = "") -> Bag:
    """Sew both layers of a piece together along a run, right sides inward, and turn it out."""
    return Bag(run, construction_named(construction), stitch)


def bind(run: Run, by: Run | None = None, stitch: str = "") -> Bind:
    """Enclose a raw edge."""
    return Bind(run, by, construction_named("bound"), stitch)


def lay(piece: Piece, *, on: Piece, at: str, sewn: Run, stitch: str = "") -> Lay:
    """Lay a piece on another at a named point or line and sew it down along some of its edges."""
    return Lay(piece, on, at, sewn, construction_named("lapped"), stitch)


def caught(run: Run, *, by: Run, at: str = "") -> Caught:
    """Catch a run in the seam or turn that another operation makes of ``by``."""
    return Caught(run, by, at, construction_named("caught"))


def zipped(first: Run, second: Run, stitch: str = "") -> Zipped:
    """Close two runs with a zip."""
    return Zipped(first, second, construction_named("zipped"), stitch)


def buttoned(*, over: Run, under: Run, count: int, first: float = 0.0) -> Buttoned:
    """Close one run over another with buttons, the first ``first`` mm from the top."""
    if count < 1:
        raise _wrong(f"{over} is closed with {count} buttons", "Say how many; one at least.")
    return Buttoned(over, under, count, first)


def raw(*runs: Run) -> Raw:
    """Leave edges as they are cut."""
    return Raw(runs, construction_named("raw"))


def _wrong(what: str, hint: str) -> DraftError:
    return DraftError(what, code="operation.value", hint=hint)


# ---- What is asked of the result --------------------------------------------------------------------------------


def passes(opening: str, widest: float | Run, body_part: str, needed: float) -> Passage:
    """The body part, ``needed`` mm round, must pass an opening that gets ``widest`` mm wide."""
    return Passage(opening, widest.length if isinstance(widest, Run) else widest, body_part, needed)


def proportion(name: str, value: float, least: float, most: float, advice: str = "") -> Proportion:
    """A proportion that decides how the garment wears, with the band it must stay in."""
    return Proportion(name, value, least, most, advice)
