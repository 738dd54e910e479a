"""The sewing words: the operations by which a template sews its pieces, in order of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mtmpattern.errors import DraftError, UnknownName, shown
from mtmpattern.pattern.model.operation import (
    Bag,
    Bind,
    Buttoned,
    Caught,
    Construction,
    Eased,
    Encase,
    Hem,
    Lay,
    Opened,
    Raw,
    Separate,
    Sew,
    Zipped,
)
from mtmpattern.pattern.model.operation import construction as construction_named
from mtmpattern.pattern.model.piece import Piece, must_be_piece
from mtmpattern.pattern.model.run import HALF, Run, other
from mtmpattern.pattern.model.vocabulary import (
    CLOSINGS,
    HOLES,
    MATCHES,
    PRESSES,
    ClothMatch,
    Holes,
    Press,
    is_number,
    must_be_number,
    must_be_word,
    stitch_problem,
)
from mtmpattern.units import apart

DEEPEST = 1000.0
"""The deepest hem, in mm."""

NARROWEST, LEAST_UNDER = 3.0, 2.0
"""The least that a foot for rolled hems turns, and turns under, in mm."""

MOST_GATHERED = 10.0
"""A run that is gathered more, to a tenth, is a typing error: the finest gauze is gathered to a fifth."""

MOST_BUTTONS = 200
"""More buttons in one row are a typing error."""


def sew(first: Run, second: Run, *, eased: Eased = 0.0, stretched: float | None = None, gathered: float | None = None,
        construction: str = "plain", press: Press = "", match: ClothMatch = "", stitch: str = "") -> Sew:
    """Sew the first run onto the second, right sides together.

    ``eased`` is how many mm longer the first is, spread evenly, or by span between points that both have
    (``{"pitch..tip": 4}``). ``stretched`` and ``gathered`` are its length divided by that of the second. ``press``
    states how the allowances are pressed and ``match`` which design of the cloth runs on over the seam, in the words
    of `mtmpattern.pattern.model.vocabulary`; ``stitch`` is a class of ISO 4915.
    """
    _must_be_runs(first, second)
    for mm in eased.values() if isinstance(eased, Mapping) else (eased,):
        if not is_number(mm):
            raise refused(f"{first} is eased by {shown(mm)}",
                          'Say how many mm: eased=8, or by span between points: eased={"pitch..tip": 4}.')
    _word(press, PRESSES, "press", first)
    _word(match, MATCHES, "match", first)
    if construction == "raw":
        raise refused(f"{first} is sewn with construction=raw, which is not a seam",
                      "Leave an edge raw with raw(run), or choose a construction of a seam.")
    if stretched is not None and gathered is not None:
        raise refused(f"{first} is both stretched and gathered", "Say one of them.")
    for word, ratio in (("stretched", stretched), ("gathered", gathered)):
        if ratio is not None:
            must_be_number(ratio, f"sew: {word}", "operation.value")
    if stretched is not None and not 0 < stretched <= 1:
        percent = f" {stretched:g} % is stretched={stretched / 100:g}." if 1 < stretched <= 100 else ""
        raise refused(f"{first} is stretched to {stretched:g} times its mate",
                     f"A run that is stretched on is shorter than its mate: say a number from 0 to 1.{percent}")
    if gathered is not None and not 1 <= gathered <= MOST_GATHERED:
        percent = f" {gathered:g} % is gathered={gathered / 100:g}." if 100 <= gathered <= 1000 else ""
        raise refused(f"{first} is gathered: it is said to be {gathered:g} times as long as its mate",
                     f"Gathered is the length of the first for each millimetre of the second: say a number from 1 to "
                     f"{MOST_GATHERED:g}, as in gathered=1.5.{percent}")
    ratio = stretched if stretched is not None else gathered
    return Sew(first, second, eased, ratio, _construction(construction), press, match, _stitch(stitch))


def hem(*runs: Run, depth: float, under: float = 0.0, fused: bool = False, stitch: str = "") -> Hem:
    """Turn up ``depth`` mm beyond the drawn edges, and ``under`` mm more inside the turn."""
    if not runs:
        raise refused("a hem of nothing", "Name the edges that are turned up.")
    _must_be_runs(*runs)
    for what, mm in (("depth", depth), ("under", under)):
        must_be_number(mm, f"hem: {what}", "operation.value")
    if not isinstance(fused, bool):
        raise refused(f"hem: fused is {shown(fused)}, which is neither True nor False", "Say fused=True.")
    if under > depth:
        raise refused(f"a hem {depth:g} mm deep with {under:g} mm under: what is turned under would show below it",
                      "Turn under no more than the depth.")
    for what, mm, least in (("deep", depth, NARROWEST), ("under", under, LEAST_UNDER)):
        if 0 < mm < least:
            raise refused(f"a hem {mm:g} mm {what} is too narrow to sew", f"The narrowest rolled hem is {least:g} mm "
                          f"{what}. Lengths are millimetres: write {10 * mm:g} for {mm:g} cm.")
    if not (0 < depth <= DEEPEST and under >= 0):
        raise refused(f"a hem {depth:g} mm deep and {under:g} mm under",
                      f"A hem is up to {DEEPEST:.0f} mm deep; an edge that is not turned up is bound or left raw.")
    return Hem(runs, depth, under, fused, _stitch(stitch))


def encase(*layers: Run, between: Run, construction: str = "encased", stitch: str = "") -> Encase:
    """Sew the layers between both layers of a band, cuff or yoke."""
    if not layers:
        raise refused(f"nothing is encased between both layers of {between}", "Name the layers that are.")
    _must_be_runs(*layers, between)
    return Encase(layers, between, _construction(construction), _stitch(stitch))


def bag(run: Run, construction: str = "bagged", stitch: str = "") -> Bag:
    """Sew both layers of a piece together along a run, right sides inward, and turn it out."""
    _must_be_runs(run)
    return Bag(run, _construction(construction), _stitch(stitch))


def bind(run: Run, by: Run | None = None, stitch: str = "") -> Bind:
    """Enclose a raw edge."""
    _must_be_runs(run, *([] if by is None else [by]))
    return Bind(run, by, construction_named("bound"), _stitch(stitch))


def lay(piece: Piece, *, on: Piece, at: str, sewn: Run, stitch: str = "") -> Lay:
    """Lay a piece on another at a named point or line and sew it down along some of its edges."""
    _must_be_runs(sewn)
    must_be_piece(piece, "lay")
    must_be_piece(on, "lay: on=")
    places = (*on.info.outline.points, *on.info.outline.inner)
    if at not in places:
        raise UnknownName.among(places, at, f"lay {piece.info.name} on {on.info.name}: {on.info.name} has no point or "
                                f"line {at}", code="lay.place", where=on.info.name)
    return Lay(piece, on, at, sewn, construction_named("lapped"), _stitch(stitch))


def opened(piece: Piece, *, on: Piece, at: str) -> Opened:
    """Cut ``on`` open along the line ``at`` inside it, where ``piece`` was sewn on, and turn that through: a welt.

    It is not cut at the table: the line is marked, and holes are drilled inside both of its ends.
    """
    must_be_piece(piece, "opened")
    must_be_piece(on, "opened: on=")
    if at not in on.info.outline.inner:
        raise UnknownName.among(on.info.outline.inner, at, f"cut {on.info.name} open: {on.info.name} has no line {at}",
                                code="lay.place", where=on.info.name)
    return Opened(piece, on, at)


def caught(run: Run, *, by: Run, at: str = "") -> Caught:
    """Catch a run in the seam or turn that another operation makes of ``by``, at a point of it if one is named."""
    _must_be_runs(run, by)
    known = tuple(dict.fromkeys(name for step in by.steps for name in step.piece.info.outline.points))
    if at and at not in known:
        raise UnknownName.among(known, at, f"catch {run} in {by}: it has no point {at}", code="run.point",
                                where=str(by))
    return Caught(run, by, at, construction_named("caught"))


def zipped(first: Run, second: Run, stitch: str = "") -> Zipped:
    """Close two runs with a zip."""
    _must_be_runs(first, second)
    return Zipped(first, second, construction_named("zipped"), _stitch(stitch))


def buttoned(*, over: Run, under: Run, count: int, first: float | None = None, spacing: float | None = None,
             closes: str = "", diameter: float = 11.0, holes: Holes = "", inset: float | None = None) -> Buttoned:
    """Close one run over another with ``count`` buttons: buttonholes on ``over``, buttons on ``under``.

    ``first`` is the place of the first one, in mm from the upper end, and ``spacing`` the distance to the next; without
    them they are spread evenly. For a run over its mirror image, ``closes`` says which of the wearer's sides is over
    ("left over right", as for men, or "right over left", as for women). A hole is 3 mm longer than the button's
    ``diameter``, and lies ``along`` the closing or ``across`` it: along a line inside the piece, across an edge unless
    ``holes`` says otherwise. ``inset`` is the distance of the buttons from a closing edge.
    """
    _must_be_runs(over, under)
    if not isinstance(count, int) or not 1 <= count <= MOST_BUTTONS:
        raise refused(f"{over} is closed with {shown(count)} buttons", f"Say how many; 1 to {MOST_BUTTONS}.")
    _word(holes, HOLES, "holes", over)
    if len(over.steps) != 1 or len(under.steps) != 1 or "whole" in (over.reach, under.reach):
        raise refused(f"{over} is buttoned over {under}", "Name one edge or line on each side.")
    if not (3 <= diameter <= 60 and (first or 0) >= 0 and (spacing is None or spacing > 0) and (inset or 0) >= 0):
        raise refused(f"buttons {diameter:g} mm wide, the first at {first} mm, {spacing} mm apart, {inset} mm inside",
                      "A button is 3 to 60 mm wide, and its distances are millimetres.")
    over, under = _closing(over, under, closes)
    found = Buttoned(over, under, count, first, spacing, diameter, holes, inset)
    for run in (over, under):
        if max(found.places(run.length)) > run.length:
            last, long = apart(max(found.places(run.length)), run.length)
            raise refused(f"{count} buttons, the last at {last} mm, do not fit {run}, which is {long} mm long",
                          "Take fewer, or put them closer together.")
    return found


def lapped(*, over: Run, under: Run, closes: str = "") -> Buttoned:
    """One run lies over another and nothing holds it there, as on a placket between cuff and end."""
    _must_be_runs(over, under)
    over, under = _closing(over, under, closes)
    return Buttoned(over, under, 0, stitch="")


def _closing(over: Run, under: Run, closes: str) -> tuple[Run, Run]:
    """The two runs as they close on the wearer's sides."""
    _word(closes, CLOSINGS, "closes", over)
    if not closes:
        return over, under
    mirrored = [(step.piece.info.name, step.edge) for step in over.steps] == [
        (step.piece.info.name, step.edge) for step in under.steps] and over.reach != under.reach
    if not mirrored:
        raise refused(f"{over} closes {closes} {under}, but is not its mirror image",
                      "Leave closes= out, and name first what lies over.")
    on_left, on_right = replace(over, reach=HALF), other(over)
    return (on_left, on_right) if closes.startswith("left") else (on_right, on_left)


def separate(piece: Piece) -> Separate:
    """Put a piece with the garment that is worn with it and not sewn to it: a belt, a pocket square."""
    must_be_piece(piece, "separate")
    return Separate(piece)


def raw(*runs: Run) -> Raw:
    """Leave edges as they are cut."""
    _must_be_runs(*runs)
    return Raw(runs, construction_named("raw"))


def _must_be_runs(*runs: object) -> None:
    """Refuse anything but a run, such as a piece: operations work on edges."""
    for run in runs:
        if not isinstance(run, Run):
            raise DraftError(f"{shown(run)} is not a run of edges", code="operation.run",
                             hint="Name an edge of a piece, as in self.front.side, or a sum of edges.")


def _word(word: str, known: tuple[str, ...], what: str, run: Run) -> None:
    """Refuse an unknown word for a run; an empty one states nothing."""
    if word != "":
        must_be_word(word, known, what, code="operation.word", where=str(run))


def _construction(name: str) -> Construction:
    """The construction of that name."""
    if not isinstance(name, str):
        raise refused(f"construction={shown(name)} is not the name of a construction", 'Say construction="felled".')
    return construction_named(name)


def _stitch(stitch: str) -> str:
    """The stitch class itself, refused where ISO 4915 has no such class."""
    problem = stitch_problem(stitch) if stitch != "" else ""
    if problem:
        raise UnknownName(problem, code="operation.word", hint="Write its three digits: 301, or 401+504.")
    return stitch


def refused(what: str, hint: str) -> DraftError:
    """The error for a value with which an operation cannot be done."""
    return DraftError(what, code="operation.value", hint=hint)
