"""Every check on a finished pattern; all faults are gathered, each with its code, place and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import shapely
from shapely import Polygon

from mtmpattern.errors import PatternRefused, Problem, nearest
from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.audit.interior import (
    buttons_hold,
    lies_inside,
    lines_lie_on_cloth,
    openings_lie_inside,
    points_lie_on_cloth,
)
from mtmpattern.pattern.audit.openings import FLAT, UNWORN, openings
from mtmpattern.pattern.audit.smoothness import rough_places
from mtmpattern.pattern.model.operation import Lay, Opened
from mtmpattern.pattern.model.outline import FUSIBLE
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.model.swatch import Swatch
from mtmpattern.pattern.parts.part import BOUNDS, Part
from mtmpattern.pattern.pattern import Pattern
from mtmpattern.pattern.seams.claims import linking_faults, unclaimed

AS_INTENDED = 1.0
"""A finished measurement may differ from the intended one by this many mm; a knitted one by half a stitch."""


def audit(pattern: Pattern) -> tuple[Problem, ...]:
    """All faults of a pattern; it may be cut if there are none."""
    checks = (joins, edges_claimed, outlines, hems_lie_flat, insides, smoothness, notches_paired, openings, wearability,
              as_intended)
    return tuple(dict.fromkeys(problem for check in checks for problem in check(pattern)))


def refuse_faulty(pattern: Pattern) -> Pattern:
    """The pattern, audited, or `PatternRefused` with every fault."""
    problems = audit(pattern)
    if problems:
        raise PatternRefused.of(problems)
    return pattern if pattern.audited else pattern.passed()


def joins(pattern: Pattern) -> Iterator[Problem]:
    """Runs that do not meet, and spans whose lengths are not as stated, to 0.01 mm."""
    yield from pattern.sewing.problems
    seen: set[tuple[object, ...]] = set()
    for seam in pattern.sewing.outermost:
        for name in seam.unknown:
            shared = ", ".join(match.name for match in seam.matches[1:-1])
            yield Problem(f"{seam.operation}: no span {name} lies between points that both runs carry", "join.span",
                          str(seam.operation), f"Shared points here: {shared or 'none'}.",
                          operation=str(seam.operation or ""))
        for stretch in seam.faults:
            fault = (id(seam.operation), stretch.name, *(round(b - a, 2) for a, b in (stretch.first, stretch.second)))
            if fault in seen:                                  # the same on the wearer's other side
                continue
            seen.add(fault)
            first, second = (b - a for a, b in (stretch.first, stretch.second))
            yield Problem(
                f"{seam}: {stretch.name} is {first:.2f} mm on {second:.2f} mm, {_more(first - second)} "
                f"where {_more(stretch.eased)} is stated", "join.length", str(seam),
                "Draw the edges to the same length, or say what is eased in.", operation=str(seam.operation or ""))


def _more(mm: float) -> str:
    return f"{round(mm, 2) + 0.0:+.2f} mm"


def edges_claimed(pattern: Pattern) -> Iterator[Problem]:
    """Edges with no operation or with two, and allowances that contradict their construction."""
    claims, problems = pattern.claimed
    yield from problems
    failed = {f"{step.piece.info.name}.{step.edge}" for operation in pattern.sewing.failed
              for run in operation.runs for step in run.steps}       # they have an operation, which failed
    yield from (problem for problem in unclaimed(pattern.sewing.parts, claims) if problem.where not in failed)
    if not pattern.sewing.problems:
        sewn = {part for seam in pattern.seams for part in seam.parts}
        for part in pattern.sewing.parts:
            if part.id not in sewn:
                yield Problem(f"{part.id}: is cut, and nothing is done with it", "claim.part", part.piece.info.name,
                              "Sew it, lay it on another piece, or leave it out.")
    yield from linking_faults(pattern.pieces, pattern.operations, pattern.fabrics)
    for operation in pattern.operations:
        if isinstance(operation, Lay | Opened):
            under = operation.on.info
            if isinstance(operation, Opened) and operation.at not in under.outline.inner:
                yield Problem(f"{operation}: {under.name} has no line {operation.at}", "lay.place", under.name,
                              f"Give it one: inner={{'{operation.at}': line(...)}}.", operation=str(operation))
            elif operation.at not in {*under.outline.points, *under.outline.inner}:
                yield Problem(f"{operation}: {under.name} has no point or line {operation.at}", "lay.place",
                              under.name, f"Give it one: points={{'{operation.at}': ...}} or inner={{...}}.",
                              operation=str(operation))


def outlines(pattern: Pattern) -> Iterator[Problem]:
    """Sewn outlines that cross themselves, and cut lines that do or that cut into the garment."""
    lines = pattern.lines
    numbers = list(_unlike(pattern, lines.parts))
    if not numbers:
        return
    cut_shapes, sewn_shapes = lines.shapes()[numbers].T
    simple, cut_simple = shapely.is_valid(sewn_shapes), shapely.is_valid(cut_shapes)
    held = shapely.covers(cut_shapes, sewn_shapes)
    for number, part in enumerate(lines.parts[place] for place in numbers):
        if not simple[number]:
            yield Problem(f"{part.id}: its outline crosses itself", "outline.crossing", part.piece,
                          "Two of its edges meet where they should not; look at the drawing.")
        elif not cut_simple[number]:
            yield Problem(f"{part.id}: its cut line crosses itself", "outline.cut", part.id,
                          "An allowance is too wide for its corner; make it narrower.")
        elif part.role != FUSIBLE and not (held[number] or _holds(cut_shapes[number], sewn_shapes[number])):
            yield Problem(f"{part.id}: its cut line runs inside the sewn line", "outline.cut", part.id,
                          "An allowance is too wide for its corner; make it narrower.")


def hems_lie_flat(pattern: Pattern) -> Iterator[Problem]:
    """Hems whose turned edge is shorter or longer than where it lands by more than the cloth takes up."""
    yield from (turned.problem for turned in pattern.turn_ups if turned.problem)


def insides(pattern: Pattern) -> Iterator[Problem]:
    """Slits, darts, points, lines and buttons that do not lie on their pieces as they must."""
    pieces = tuple(_both_sides(pattern))
    yield from lies_inside(pieces)
    yield from points_lie_on_cloth(pieces)
    lines = pattern.lines
    numbers = [number for number in _unlike(pattern, lines.parts) if lines.parts[number].lines]
    if numbers:
        cut_shapes = lines.shapes()[numbers][:, 0]
        cut = [(lines.parts[number], shape) for number, shape in zip(numbers, cut_shapes, strict=True)]
        yield from lines_lie_on_cloth(cut, pieces, pattern.operations)
    yield from openings_lie_inside(pattern.operations)
    yield from buttons_hold(pattern.seams, pattern.sewing.parts)


def _unlike(pattern: Pattern, parts: Iterable[Part]) -> Iterator[int]:
    """The numbers of the parts to be cut, without the mirror images and further plies of others."""
    seen: set[tuple[str, str]] = set()
    sided = {piece.info.name for piece in pattern.pieces if piece.other_side() is not piece}
    for number, part in enumerate(parts):
        if part.piece in sided or (part.piece, part.role) not in seen:
            seen.add((part.piece, part.role))
            yield number


def _holds(cut: Polygon, sewn: Polygon) -> bool:
    """Whether the sewn outline lies within the cut one; edges without allowance differ by their chords."""
    return bool(cut.buffer(2 * BOUNDS).covers(sewn))


def smoothness(pattern: Pattern) -> Iterator[Problem]:
    """Lines that have a corner where they cross a seam or a fold."""
    yield from rough_places(pattern.sewing.outermost, pattern.sewing.parts, list(_both_sides(pattern)))


def notches_paired(pattern: Pattern) -> Iterator[Problem]:
    """Notches of a join that have no mate."""
    mates = Counter(notch.joint for notch in pattern.notches if notch.joint)
    for notch in pattern.notches:
        if notch.joint and mates[notch.joint] != 2:
            yield Problem(f"{notch.piece}.{notch.edge}: the notch {notch.reason} at {notch.at:.1f} mm has no mate",
                          "notch.mate", f"{notch.piece}.{notch.edge}", "Check the points on both runs of the join.")


def wearability(pattern: Pattern) -> Iterator[Problem]:
    """Whether people get into it, every opening that is worn is checked, it is wide enough and wears well.

    All levels that are too tight are reported.
    """
    found = [*(passage.problem for passage in pattern.passages), *(p.problem for p in pattern.proportions),
             *(each.problem for each in pattern.ease)]
    yield from (problem for problem in found if problem)
    checked = {passage.opening for passage in pattern.passages}
    for opening in dict.fromkeys(pattern.openings):
        if opening not in UNWORN and opening not in checked:
            near = nearest(opening, checked - {*pattern.openings})
            flat = "" if near or len(pattern.openings) > 1 else f" {FLAT}"
            yield Problem(f"{opening}: nothing says that the body passes through it", "wear.unchecked", opening,
                          _meant(near, opening, f'passes("{opening}", ...) for it in the template\'s wearing()') + flat,
                          params={"opening": opening})


def as_intended(pattern: Pattern) -> Iterator[Problem]:
    """Measures of the pieces that differ from the intended ones, and intended ones that are never measured."""
    most = max((_on_grid(cloth.swatch) for cloth in pattern.fabrics.values() if cloth.swatch), default=AS_INTENDED)
    for name, intended in pattern.intended.items():
        if name not in pattern.finished:
            near = nearest(name, pattern.finished.keys() - pattern.intended.keys())
            yield Problem(f"{name}: is intended but never measured on the pieces", "measure.missing", name,
                          _meant(near, name, f'measured("{name}", ...) for it in the template\'s finished()'),
                          params={"name": name})
            continue
        finished = pattern.finished[name]
        for side in ("left", "right"):
            a, b = (value if isinstance(value, float | int) else value[side] for value in (intended, finished))
            if abs(a - b) > most + JOIN:
                yield Problem(f"{name}: measures {b:.1f} mm on the pieces where {a:.1f} mm is intended",
                              "measure.differs", name, "The draft does not make what it intends.",
                              params={"name": name, "b": b, "a": a})


def _on_grid(swatch: Swatch) -> float:
    """The mm by which a piece that is knitted to shape may differ: half a stitch or half a course."""
    return max(AS_INTENDED, (max(swatch.stitch_width, swatch.course_height) + JOIN) / 2)


def _meant(near: Sequence[str], name: str, what: str) -> str:
    """The hint to yield something, or the name that was probably misspelt for it."""
    return f"You say {near[0]}; did you mean {name}?" if near else f"Yield {what}."


def _both_sides(pattern: Pattern) -> Iterator[Piece]:
    for piece in pattern.pieces:
        yield piece
        if piece.other_side() is not piece:
            yield piece.other_side()
