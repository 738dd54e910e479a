"""Seams on parts as they are cut: larger than the body by what their cloth will shrink; and matching prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mtmpattern.geometry import Curves, path
from mtmpattern.pattern.model.operation import Sew
from mtmpattern.pattern.parts.part import Part, PartEdge, PartMatch
from mtmpattern.pattern.seams.seam import EdgeSpan, Match, Seam, Walk, span_at, walked


def grown_seams(seams: Sequence[Seam], parts: Sequence[Part], grown: Sequence[Part]) -> tuple[Seam, ...]:
    """The seams in mm of grown parts: each span is its stretch at body size, grown with its part.

    Ease is what the grown lengths differ by. Where one part lies on another is known only at body size.
    """
    growth = _Growth(parts, grown)
    return tuple(growth.seam(seam) for seam in seams)


class _Growth:
    """Places along the edges of parts at body size, as places along the same edges of grown parts."""

    def __init__(self, parts: Sequence[Part], grown: Sequence[Part]) -> None:
        self._before, self._after = ({part.id: part for part in each} for each in (parts, grown))

    def seam(self, seam: Seam) -> Seam:
        """The seam on the grown parts."""
        first, second = self.walk(seam.first), self.walk(seam.second)
        matches = tuple(Match(m.name, self.along(seam.first, first, m.first), self.along(seam.second, second, m.second))
                        for m in seam.matches)
        eased = tuple((b.first - a.first) - (b.second - a.second) for a, b in pairwise(matches))
        return replace(seam, first=first, second=second, matches=matches, eased=eased, move=None,
                       beyond=(self.walk(seam.beyond[0]), self.walk(seam.beyond[1])))

    def walk(self, walk: Walk) -> Walk:
        """The walk on the grown parts."""
        return tuple(span._replace(start=self.place(span, span.start), end=self.place(span, span.end))
                     for span in walk)

    def along(self, walk: Walk, grown: Walk, mm: float) -> float:
        """A place along a walk, as a place along the grown one."""
        span, into = span_at(walk, mm)
        index = walk.index(span)
        place = self.place(span, span.at(into))
        there = grown[index]
        return walked(grown[:index]) + (there.end - place if there.reversed else place - there.start)

    def place(self, span: EdgeSpan, mm: float) -> float:
        """A place along the edge of a span; an affine move keeps the parameters of its curves."""
        if mm == 0.0:
            return 0.0
        own, new = (_sewn(parts[span.part], span.edge) for parts in (self._before, self._after))
        index, t = path.locate(own, mm)
        return path.length(new[:index]) + new[index].length_to(t)


def _sewn(part: Part, name: str) -> Curves:
    edge = part.edge(name)
    return edge.sewn if isinstance(edge, PartEdge) else edge.curves


def with_matches(parts: Sequence[Part], seams: Sequence[Seam]) -> tuple[Part, ...]:
    """The parts with the places where their print has to meet that of another part."""
    by_id = {part.id: part for part in parts}
    found: dict[str, list[PartMatch]] = defaultdict(list)
    for seam in seams:
        if not (isinstance(seam.operation, Sew) and seam.operation.match):
            continue
        for match in seam.matches:
            (a, at), (b, mate_at) = ((span.part, by_id[span.part].edge(span.edge).at(span.at(into)))
                                     for span, into in (span_at(seam.first, match.first),
                                                        span_at(seam.second, match.second)))
            found[a].append(PartMatch(match.name, seam.operation.match, at, b, mate_at))
            found[b].append(PartMatch(match.name, seam.operation.match, mate_at, a, at))
    return tuple(replace(part, matches=tuple(found[part.id])) if part.id in found else part for part in parts)
