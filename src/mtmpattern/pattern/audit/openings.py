"""Whether a garment, sewn up, is one surface with the openings that its template declares; and so is its lining."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from mtmpattern.errors import Problem
from mtmpattern.pattern.model.outline import LINING
from mtmpattern.pattern.pattern import Pattern
from mtmpattern.pattern.seams.claims import unclaimed
from mtmpattern.pattern.seams.layer import layer_parts, not_separate
from mtmpattern.pattern.seams.surface import Surface, surface

OUTER_EDGE: Final = "outer edge"
"""What a template calls the edge round a thing that goes round nothing, such as an apron: the longest of its openings,
whatever the names of its edges."""
UNWORN: Final = ("hem", "mouth", OUTER_EDGE)
"""Openings through which no body must pass: a hem, the mouth of a bag, the outer edge of a flat thing."""
FLAT: Final = f'For a flat thing, such as an apron, write openings = ("{OUTER_EDGE}",).'
LIMBS: Final = frozenset({
    "arm", "elbow", "wrist", "hand", "leg", "thigh", "knee", "calf", "ankle", "foot"})
"""The places of the body of which there are two."""
MOST_EDGES: Final = 4
"""The most edges of an opening that are named."""


def openings(pattern: Pattern) -> Iterator[Problem]:
    """Sewn up, the main layer is one surface with exactly the openings that are declared; so is a lining."""
    if pattern.sewing.problems:
        return
    for operation, other in not_separate(pattern.sewing):
        name = operation.piece.info.name
        yield Problem(f"{name} is said to be separate and is sewn to {other}", "surface.separate", name,
                      f"Leave out separate({name}), or the seam.", params={"name": name, "other": other})
    main = surface(pattern.sewing)
    if main.components != 1 and not _is_pair(pattern, main):
        yield Problem(f"sewn up, the garment falls into {main.components} pieces: {_apart(main)}", "surface.apart",
                      pattern.template, "A seam is missing between them; a facing that is sewn to a lining says "
                      'layer="lining".' + (_may_be_pair(pattern, main) or _may_be_separate(pattern, main)))
    if main.handles:
        yield Problem("sewn up, the garment is joined to itself through a hole", "surface.handle", pattern.template,
                      "A seam joins the wrong end or side.")
    yield from _other_than_declared(pattern, main)
    if layer_parts(pattern.sewing, LINING):
        inner = surface(pattern.sewing, LINING)
        if inner.components != 1 or inner.handles:
            apart = f"falls into {inner.components} pieces: {_apart(inner)}" if inner.components != 1 else (
                "is joined to itself through a hole")
            yield Problem(f"sewn up, the lining {apart}", "surface.lining", pattern.template,
                          "A seam of the lining is missing or joins a wrong end.")


def _is_pair(pattern: Pattern, main: Surface) -> bool:
    """Whether it is a left and a right thing of the same pieces, each on a limb, such as mittens."""
    return main.components == 2 and len({frozenset(names) for names in main.apart}) == 1 and _on_limbs(pattern)


def _on_limbs(pattern: Pattern) -> bool:
    return all(piece.info.on.partition(" ")[0] in LIMBS for piece in pattern.pieces)


def _may_be_pair(pattern: Pattern, main: Surface) -> str:
    """The hint for the two sides of a garment that are not joined, and for a pair whose right one was drafted too."""
    if len({frozenset(names) for names in main.apart}) == 1:
        return (" Its left and right half are not joined: sew their centre, as in sew(front.centre, "
                "other(front.centre)), or draw it with fold(...). Of a pair, such as mittens, each piece is on a limb.")
    if _on_limbs(pattern):
        return (" Of a pair, such as mittens, draft only the left one, of pieces without a fold that are not "
                'drawn="whole": the right one is made from it.')
    return ""


def _other_than_declared(pattern: Pattern, main: Surface) -> Iterator[Problem]:
    names = _names(main, flat=OUTER_EDGE in pattern.openings)
    found, declared = Counter(names), Counter(pattern.openings)
    if found == declared:
        return
    extra, short = [*(found - declared).elements()], [*(declared - found).elements()]
    lists = (("not declared", extra), ("declared and not there", short))
    parts = "; ".join(f"{what}: {', '.join(each)}" for what, each in lists if each)
    yield Problem(f"sewn up, the garment has the openings {', '.join(names) or 'none'} ({parts})",
                  "surface.openings", pattern.template,
                  _hint(pattern, main, names, extra, short,
                        may_be_right=main.components == 1 and not _open_edges(pattern)))


def _names(main: Surface, *, flat: bool) -> list[str]:
    """The names of its openings; the longest is the outer edge of a thing that is flat."""
    names = list(main.openings)
    if flat and names:
        longest = max(range(len(names)), key=lambda each: sum(span.length for span in main.loops[each]))
        names[longest] = OUTER_EDGE
    return names


def _hint(pattern: Pattern, main: Surface, names: Sequence[str], extra: Sequence[str], short: Sequence[str], *,
          may_be_right: bool) -> str:
    """Where the openings lie that are not declared, and what to write if they are right.

    They may be if none is declared, or if those that are not there are as many.
    """
    where = []
    for name in dict.fromkeys(extra):
        loops = [loop for each, loop in zip(names, main.loops, strict=True) if each == name]
        edges = list(dict.fromkeys(pattern.sewing.parts.drafted_name(span) for loop in loops for span in loop))
        rest = f" and {len(edges) - MOST_EDGES} more" if len(edges) > MOST_EDGES else ""
        where.append(f"{name.capitalize()} runs along {', '.join(edges[:MOST_EDGES])}{rest}.")
    as_many = len(extra) == len(short) and len({*extra}) == len({*short}) == 1
    if may_be_right and (as_many or not pattern.openings):
        listed = ", ".join(f'"{name}"' for name in names)
        right = f"If that is right, write openings = ({listed}{',' if len(names) == 1 else ''})."
    else:
        right = "A seam is missing or too many, or `openings` is not true."
    flat = may_be_right and len(names) == 1 and names[0] not in (OUTER_EDGE, "mouth")
    return " ".join(filter(None, (*where, right, FLAT if flat else "")))


def _may_be_separate(pattern: Pattern, main: Surface) -> str:
    """The hint for the smallest part if it is one piece whose edges are all finished, as those of a belt are."""
    areas = {piece.info.name: piece.info.outline.area for piece in pattern.pieces}
    smallest = min(main.apart, key=lambda names: sum(areas[name] for name in names))
    if len(smallest) > 1 or any(edge.partition(".")[0] in smallest for edge in _open_edges(pattern)):
        return ""
    return (" A tie or a loop is caught in a seam: yield caught(...). A piece that is worn with the garment and not "
            f"sewn to it, as a belt may be, is separate: yield separate(self.{smallest[0]}).")


def _open_edges(pattern: Pattern) -> list[str]:
    """The edges of which nothing is done to a part."""
    return [each.where for each in unclaimed(pattern.sewing.parts, pattern.claimed[0])]


def _apart(sewn: Surface) -> str:
    """The pieces of each part into which a layer falls."""
    return "; ".join(" + ".join(names) for names in sewn.apart)
