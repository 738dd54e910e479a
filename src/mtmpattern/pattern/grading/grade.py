"""The same garment in several sizes: parts whose points correspond, and how far each point moves.

Every size is a finished draft of its own. Its lines have as many chords, edge by edge, as in the size that needs the
most, so that a vertex is the same place of the garment in every size. Corners and notches are
vertices; drill holes and the lines inside a part correspond by their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from mtmpattern.errors import DraftError, Problem
from mtmpattern.geometry import Point, path
from mtmpattern.pattern.grading.line import GradedLine, graded_line, place
from mtmpattern.pattern.parts.part import CutPattern, Part, PartNotch
from mtmpattern.pattern.pattern import Pattern

# ---- Notches -----------------------------------------------------------------------------------------------------


HELD: Final = ("end",)
"""The notches that are added where a size has none."""
NEAR: Final = 0.1
"""Two notches of one name correspond if they lie within this share of their edge."""

Spot = tuple[int, float]
"""The edge, by its number, and how far along its stretch of the cut line, 0 to 1."""


def with_equal_notches(parts: Mapping[str, Part]) -> dict[str, Part]:
    """The same parts with their notches in the order of the outline, and with any of `HELD` that a size lacks."""
    spots = {size: [_spot(part, notch) for notch in part.notches] for size, part in parts.items()}
    counts = {size: Counter(notch.name for notch in part.notches) for size, part in parts.items()}
    found = {}
    for size, part in parts.items():
        notches = list(zip(spots[size], part.notches, strict=True))
        for name in HELD:
            most = max(parts, key=lambda each: counts[each][name])
            if counts[size][name] < counts[most][name]:
                notches += [(spot, _made(part, spot, like))
                            for spot, like in zip(spots[most], parts[most].notches, strict=True)
                            if like.name == name and not any(_same(spot, other, name, notch)
                                                             for other, notch in notches)]
        notches.sort(key=lambda each: each[0])
        found[size] = replace(part, notches=tuple(notch for _, notch in notches))
    return found


def _same(spot: Spot, other: Spot, name: str, notch: PartNotch) -> bool:
    return notch.name == name and spot[0] == other[0] and abs(spot[1] - other[1]) < NEAR


def _spot(part: Part, notch: PartNotch) -> Spot:
    """Where a notch stands; one at the end of an edge stands at the start of the next."""
    edges = [edge.cut for edge in part.sewn if edge.cut] or [part.cut]
    near = [path.nearest(curves, notch.on_cut) for curves in edges]
    least = min(distance for _, distance in near)
    on = next(number for number, (_, distance) in enumerate(near) if distance < least + 0.01)
    mm, whole = near[on][0], path.length(edges[on])
    if mm > whole - 0.01 and notch.name not in HELD:
        return (on + 1) % len(edges), 0.0
    return on, mm / whole if whole else 0.0


def _made(part: Part, spot: Spot, like: PartNotch) -> PartNotch:
    """A notch at a place of the cut line, square to it, as deep as the one that another size has there."""
    edges = [edge.cut for edge in part.sewn if edge.cut]
    curves = edges[spot[0]]
    mm = spot[1] * path.length(curves)
    index, t = path.locate(curves, mm)
    on_cut = place(curves, mm)
    sewn = part.sewn_outline
    along, _ = path.nearest(sewn, on_cut)
    return PartNotch(like.name, place(sewn, along), on_cut, (curves[index].direction(t) + 90.0) % 360.0, like.depth)


# ---- Grades ------------------------------------------------------------------------------------------------------


__all__ = ["Grade", "GradedLine", "GradedPart", "grade"]


@dataclass(frozen=True, slots=True)
class GradedPart:
    """One part in every size: its cut line and sewn line, the lines inside it in the part's order.

    The ``parts`` have equally many notches and drill holes, which correspond by their place.
    """

    id: str
    parts: Mapping[str, Part]
    cut: GradedLine
    sewn: GradedLine
    lines: tuple[GradedLine, ...] = ()

    def drill(self, size: str, number: int) -> Point:
        """Where a drill hole lies in a size."""
        return self.parts[size].drills[number].at


@dataclass(frozen=True)
class Grade:
    """A garment over a range of sizes. ``apart`` names the parts that have no points in common, and why.

    ``on_fold`` keeps symmetrical pieces as halves. ``held`` is what was kept equal over the range, such as how many
    darts there are, and ``notes`` say so.
    """

    sample: str
    patterns: Mapping[str, Pattern]
    parts: tuple[GradedPart, ...]
    apart: tuple[Problem, ...] = ()
    on_fold: bool = False
    held: Mapping[str, int] | None = None
    notes: tuple[str, ...] = ()

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes in the order of the range."""
        return tuple(self.patterns)

    @property
    def template(self) -> str:
        """The template of all the sizes."""
        return self.patterns[self.sample].template

    def cut(self, size: str) -> CutPattern:
        """The parts to cut for one size."""
        return self.patterns[size].for_cutting(self.on_fold)


def grade(patterns: Mapping[str, Pattern], sample: str = "", *, on_fold: bool = False) -> Grade:
    """Bring the drafts of one template for several sizes together; ``sample`` is the middle one unless it is named.

    Raises `DraftError` for no size, for drafts of different templates or options, and for a sample that is not there.
    """
    sizes = tuple(patterns)
    if not sizes:
        raise DraftError("there are no sizes to grade", code="grade.none", hint="Name at least one size of the chart.")
    sample = sample or sizes[len(sizes) // 2]
    if sample not in patterns:
        raise DraftError(f"the sample size {sample[:40]} is not among {', '.join(sizes)}", code="grade.sample",
                         where="sample", hint="Name one of the sizes.",
                         params={"sample": sample[:40], "names": list(sizes)})
    kinds = {(each.template, each.version, repr(sorted(each.options.items()))) for each in patterns.values()}
    if len(kinds) > 1:
        raise DraftError("these sizes are drafts of different templates or options", code="grade.different",
                         hint="Draft every size with the same template, fit and options.")
    cut = {size: {part.id: part for part in pattern.for_cutting(on_fold).parts} for size, pattern in patterns.items()}
    graded: list[GradedPart] = []
    apart: list[Problem] = []
    for name in dict.fromkeys(name for parts in (cut[sample], *cut.values()) for name in parts):
        missing = [size for size, parts in cut.items() if name not in parts]
        if missing:
            apart.append(_apart(name, f"is not in {', '.join(missing)}"))
            continue
        made = _graded(name, {size: parts[name] for size, parts in cut.items()})
        if isinstance(made, GradedPart):
            graded.append(made)
        else:
            apart.append(_apart(name, made))
    return Grade(sample, dict(patterns), tuple(graded), tuple(apart), on_fold)


_NAMED: Mapping[str, Callable[[Part], list[str]]] = {
    "edges": lambda part: [edge.name for edge in part.sewn],
    "notches": lambda part: [notch.name for notch in part.notches],
    "lines": lambda part: [f"{line.kind} {line.name}" for line in part.lines],
    "drill holes": lambda part: [drill.name for drill in part.drills],
}
"""The names that must be the same in every size, in the same order."""


def _graded(name: str, parts: Mapping[str, Part]) -> GradedPart | str:
    parts = with_equal_notches(parts)
    first = next(iter(parts))
    for what, names in _NAMED.items():
        other = next((size for size, part in parts.items() if names(part) != names(parts[first])), None)
        if other is not None:
            a, b = len(names(parts[first])), len(names(parts[other]))
            return f"has {b} {what} in {other} and {a} in {first}" if a != b else \
                f"has its {what} in another order in {other} than in {first}"
    cut = graded_line({size: [edge.cut for edge in part.sewn if edge.cut] or [part.cut]
                       for size, part in parts.items()},
                      {size: [notch.on_cut for notch in part.notches] for size, part in parts.items()})
    sewn = graded_line({size: [edge.curves for edge in part.sewn if not edge.slit] for size, part in parts.items()})
    if isinstance(cut, str) or isinstance(sewn, str):
        return cut if isinstance(cut, str) else str(sewn)
    lines = []
    for number in range(len(parts[first].lines)):
        line = graded_line({size: [part.lines[number].curves] for size, part in parts.items()}, closed=False)
        if isinstance(line, str):
            return line
        lines.append(line)
    return GradedPart(name, parts, cut, sewn, tuple(lines))


def _apart(name: str, why: str) -> Problem:
    return Problem(f"{name} {why}, so its points do not correspond", "grade.apart", name,
                   "Its sizes are drawn; rules for it are refused.", params={"name": name, "why": why})
