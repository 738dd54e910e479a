"""A pattern sewn together: its outermost parts meshed at body size, with the points that seams join.

The sewing graph alone decides what is sewn to what. Edges are cut into cells wherever a seam, a match or a corner
begins or ends on either side; both sides of a cell get the same number of points, and these are glued. Second plies,
fusibles and the inside of doubled parts make the outermost cloth thicker; laid pieces move with the part they lie on;
linings are left out, and so is what only hangs on the garment, as ties do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mtmpattern.errors import StationError
from mtmpattern.pattern import Pattern
from mtmpattern.pattern.parts.part import Part, PartLine
from mtmpattern.pattern.seams.layer import hanging_pieces
from mtmpattern.pattern.seams.seam import EdgeSpan, Seam, span_at, walked
from mtmpattern.preview.closings import Strip, lapped, over_slit
from mtmpattern.preview.collars import falls, falls_over, roll_line
from mtmpattern.preview.layers import LAPPING, laid_on, laps, lying, ties_of, together
from mtmpattern.preview.mirrors import Turn, image_of, mated_edges, mesh_of_halves, middle_of, turns_of
from mtmpattern.preview.outline import PLEAT, SNAP, Cell, EdgeRing, PointsOnOutline, ring_of
from mtmpattern.preview.panel import Ints, MeshedPart, mesh_panel
from mtmpattern.preview.sewn import NO_TIES, SewnCloth

GLUED: Final = ("sewn", "encased", "zipped", "bound", "closed", "bagged")
"""Kinds of seams whose two sides are one line on the sewn garment."""
SIZE: Final = 15.0
"""The usual side of a triangle, mm."""

Tie: TypeAlias = tuple[int, Cell, Cell, bool]
"""The number of a seam, a cell of each of its sides, and whether their outlines run in opposite directions there."""


def sew(pattern: Pattern, size: float = SIZE) -> SewnCloth:
    """Mesh the outermost parts of a pattern and glue them by its seams; ``size`` is the side of a triangle in mm.

    Raises `StationError` (``preview.mesh``) for a part whose outline cannot be meshed.
    """
    parts = {part.id: part for part in pattern.parts(grown=False)}
    return _Sewing(pattern, parts, size).sewn()


# ---- The parts that are meshed -----------------------------------------------------------------------------------


def outermost(pattern: Pattern, parts: dict[str, Part]) -> list[Part]:
    """The parts that are draped: those of the main layer that are sewn to it and not turned in along an edge."""
    turned = {seam.first[0].part for seam in pattern.seams if seam.kind == "raw" and len(seam.first) == 1
              and _is_strip(parts[seam.first[0].part], seam.first[0])}
    inside = {seam.second[0].part for seam in pattern.seams if seam.kind == "bagged" and seam.layer == 0
              and seam.second and _alike(parts[seam.first[0].part], parts[seam.second[0].part])}
    inside |= {seam.first[0].part for seam in pattern.seams if seam.kind == "caught" and seam.layer == 0
               and seam.second and _alike(parts[seam.first[0].part], parts[seam.second[0].part])}
    hanging = hanging_pieces(pattern.sewing)
    bought = {cut.role for piece in pattern.pieces for cut in piece.info.cuts if cut.role == "fusible"}
    return [part for part in parts.values()
            if part.layer == "main" and part.id not in turned | inside and part.role not in bought
            and part.piece not in hanging]


def _alike(outer: Part, inner: Part) -> bool:
    # Two layers of one thing, such as a collar and its under collar.
    return outer.id != inner.id and outer.layer == inner.layer == "main" and abs(outer.area / inner.area - 1) < 0.1


def _is_strip(part: Part, raw: EdgeSpan) -> bool:
    # A facing strip: sewn along one long edge, turned in, its other long edge left raw.
    left, low, right, high = part.bounds
    long, narrow = max(right - left, high - low), min(right - left, high - low)
    return narrow < 60 and raw.length > 0.8 * long


class _Sewing:
    """Divides all edges into cells, counts the points of each, and glues the cells of seams."""

    def __init__(self, pattern: Pattern, parts: dict[str, Part], size: float) -> None:
        self.pattern, self.all, self.size = pattern, dict(parts), size
        self.notes: list[str] = []
        used = [seam for seam in pattern.seams if seam.kind in GLUED and seam.layer == 0 and seam.second]
        self.strips: dict[str, Strip] = {}
        used = [self._closed(seam) for seam in used]
        chosen = [self._rolled(part, used) for part in outermost(pattern, self.all) if part.id not in self.strips]
        names: dict[str, set[str]] = defaultdict(set)
        for part in chosen:
            names[part.id] |= {line.title for line in part.lines if _is_fold(line)}
        for seam in used:
            for span in seam.spans:
                names[span.part].add(span.edge)
        self.rings = {part.id: ring_of(part, names[part.id]) for part in chosen}
        self.glued = [seam for seam in used if self._glues(seam)]
        self.turns: dict[str, Turn] = {}
        self.mates: dict[tuple[str, str], tuple[str, str, bool]] = {}
        self.count: dict[Cell, int] = {}
        self.ends: dict[Cell, float] = {}

    def _closed(self, seam: Seam) -> Seam:
        seam, strips = over_slit(lapped(seam, self.all, self.pattern.seams), self.all, self.pattern.seams)
        self.strips |= strips
        return seam

    def _rolled(self, part: Part, used: list[Seam]) -> Part:
        # A collar that has no stand gets the line along which it rolls.
        if not falls_over(part):
            return part
        neck, mates = set(), set()
        for seam in used:
            for side, other in ((seam.first, seam.second), (seam.second, seam.first)):
                if {span.part for span in side} == {part.id} != {span.part for span in other} and seam.kind != "bagged":
                    neck |= {span.edge for span in side}
                    mates |= {span.part for span in other}
        line = roll_line(part, neck)
        if line is None or any(self.all[mate].body_part == "neck" for mate in mates):
            return part
        self.all[part.id] = replace(part, lines=(*part.lines, line))
        return self.all[part.id]

    def _glues(self, seam: Seam) -> bool:
        # Both sides lie on the draped layer, and it is not a part lapping onto its own other layer.
        return all(any(self._has(span) for span in side) for side in (seam.first, seam.second))

    def _has(self, span: EdgeSpan) -> bool:
        return span.part in self.rings and span.edge in self.rings[span.part].breaks

    def sewn(self) -> SewnCloth:
        self._share_breaks()
        ties = self._ties()
        self._count_points(ties)
        meshed: dict[str, tuple[MeshedPart, dict[Cell, Ints], list[Ints]]] = {}
        for name, ring in self.rings.items():
            twin = meshed.get(ring.part.twin)
            meshed[name] = self._mesh(ring, twin[0] if twin else None)
        order = list(meshed)
        first = dict(zip(order, np.cumsum([0, *(len(meshed[name][0].points) for name in order)]), strict=False))
        places: dict[Cell, Ints] = {}
        pairs: list[Ints] = []
        for name in order:
            panel, cells, own = meshed[name]
            places |= {cell: at + first[name] for cell, at in cells.items()}
            pairs += [pair + first[name] for pair in own]
            if panel.missing:
                self.notes.append(f"{name}: its mesh misses {len(panel.missing)} chords of its outline")
        seams: dict[int, list[Ints]] = defaultdict(list)
        for number, one, other, against in ties:
            a, b = places[one], places[other][::-1] if against else places[other]
            pairs.append(np.stack([a, b], axis=1))
            seams[number].append(a)
        total = sum(len(meshed[name][0].points) for name in order)
        glue = np.vstack(pairs) if pairs else np.zeros((0, 2), np.int64)
        node = connected_components(coo_array((np.ones(len(glue)), (glue[:, 0], glue[:, 1])), (total, total)),
                                    directed=False)[1].astype(np.int64)
        parts = tuple(self.rings[name].part for name in order)
        panels = [meshed[name][0] for name in order]
        cloth = SewnCloth(
            parts, np.vstack([panel.points for panel in panels]),
            np.vstack([panel.faces + first[name] for name, panel in zip(order, panels, strict=True)]),
            np.repeat(np.arange(len(order)), [len(panel.faces) for panel in panels]),
            np.repeat(np.arange(len(order)), [len(panel.points) for panel in panels]), node,
            tuple(self._plies(part) for part in parts), (),
            tuple((self.glued[number], _distinct(chains)) for number, chains in sorted(seams.items())),
            self._hems(places), self._folds(places, node, seams), NO_TIES, tuple(self.notes))
        by_name = dict(zip(order, panels, strict=True))
        pleats = [at for cell, at in places.items() if cell[1] == PLEAT]
        laid, notes = laid_on(self.pattern.seams, self.all, cloth, by_name, self.size, self.strips)
        turned, over = falls(cloth, by_name)
        lapping = list(laps(self.rings, self.glued, by_name))
        held = together(ties_of(cloth, by_name, [each[:4] for each in lapping], LAPPING),
                        ties_of(cloth, by_name, [*lying(self.rings, self.glued, by_name), *turned]))
        on_top = [cloth.node[cloth.points_of(each[0])[each[1]]] for each in lapping if each[4]]
        return replace(cloth, laid=laid, ties=held, over=over, notes=(*cloth.notes, *notes),
                       pleats=node[_distinct(pleats)] if pleats else cloth.pleats,
                       laps=np.unique(np.concatenate(on_top)) if on_top else cloth.laps)

    # Breaks ---------------------------------------------------------------------------------------------------

    def _share_breaks(self) -> None:
        # Carry the breaks of each side of a seam over to the other, then to mirror images as well.
        for seam in self.glued:
            for span in seam.spans:
                if self._has(span):
                    self._add(span, span.start)
                    self._add(span, span.end)
        self._carry_over()
        self._pair_edges()
        self._carry_over()

    def _carry_over(self) -> None:
        for _ in range(6):
            new = False
            for seam in self.glued:
                for mm in self._shared(seam):
                    for side, at in ((seam.first, mm), (seam.second, seam.onto_second(mm))):
                        span, into = span_at(side, min(max(at, 0.0), walked(side)))
                        if self._has(span):
                            new |= self._add(span, span.at(into))
            for (part, edge), (mate, image, against) in self.mates.items():
                for mm in tuple(self.rings[part].breaks[edge]):
                    new |= self._break(mate, image, self._image(mate, image, mm, against))
            if not new:
                return

    def _pair_edges(self) -> None:
        # Each edge and its image on the part's twin, or on the part itself, which is divided at its middle.
        for name, ring in self.rings.items():
            twin = self.rings.get(ring.part.twin, ring if not ring.part.side else None)
            if twin is None:
                continue
            best: tuple[int, Turn, dict[str, tuple[str, bool]]] | None = None
            for turn in turns_of(ring, twin):
                mates = mated_edges(ring, twin, turn)
                if mates is None:
                    continue
                lone = sum(not self._known(twin.part.id, image, self._image(twin.part.id, image, mm, against))
                           for edge, (image, against) in mates.items() for mm in ring.breaks[edge])
                if best is None or lone < best[0]:
                    best = lone, turn, mates
            if best is None:
                continue
            self.turns[name] = best[1]
            for edge, (image, against) in best[2].items():
                self.mates[name, edge] = twin.part.id, image, against
                if twin is ring and image == edge and against:
                    self._break(name, edge, ring.breaks[edge][-1] / 2)

    def _image(self, mate: str, image: str, mm: float, against: bool) -> float:
        return self.rings[mate].breaks[image][-1] - mm if against else mm

    def _known(self, part: str, edge: str, mm: float) -> bool:
        return any(abs(mm - known) <= SNAP for known in self.rings[part].breaks[edge])

    def _add(self, span: EdgeSpan, mm: float) -> bool:
        return self._break(span.part, span.edge, mm)

    def _break(self, part: str, edge: str, mm: float) -> bool:
        if self._known(part, edge, mm):
            return False
        breaks = self.rings[part].breaks[edge]
        breaks.append(mm)
        breaks.sort()
        return True

    def _shared(self, seam: Seam) -> list[float]:
        # All places of both sides, in mm along the first walk.
        found = [*seam.corners, *(match.first for match in seam.matches)]
        for side, back in ((seam.first, None), (seam.second, seam.onto_first)):
            run = 0.0
            for span in side:
                if self._has(span):
                    for mm in self.rings[span.part].breaks[span.edge]:
                        if span.start - SNAP <= mm <= span.end + SNAP:
                            along = run + (span.end - mm if span.reversed else mm - span.start)
                            found.append(back(along) if back else along)
                run += span.length
        total, kept = walked(seam.first), [0.0]
        for mm in sorted(found):
            if kept[-1] + SNAP < mm < total - SNAP:
                kept.append(mm)
        return [*kept, total]

    def _cell(self, span: EdgeSpan, low: float, high: float) -> Cell:
        start = min(span.at(low), span.at(high))
        breaks = self.rings[span.part].breaks[span.edge]
        return span.part, span.edge, min(breaks, key=lambda mm: abs(mm - start))

    def _ties(self) -> list[Tie]:
        found = []
        for number, seam in enumerate(self.glued):
            places = self._shared(seam)
            for low, high in pairwise(places):
                middle = (low + high) / 2
                (one, at), (other, mate) = span_at(seam.first, middle), span_at(seam.second, seam.onto_second(middle))
                if not (self._has(one) and self._has(other)):
                    continue
                half = (high - low) / 2
                mate_half = (seam.onto_second(high) - seam.onto_second(low)) / 2
                a, b = self._cell(one, at - half, at + half), self._cell(other, mate - mate_half, mate + mate_half)
                if a != b:
                    found.append((number, a, b, one.reversed != other.reversed))
        return found

    def _count_points(self, ties: Iterable[Tie]) -> None:
        lengths: dict[Cell, float] = {}
        for name, ring in self.rings.items():
            for edge, breaks in ring.breaks.items():
                for low, high in pairwise(breaks):
                    lengths[name, edge, low] = high - low
                    self.ends[name, edge, low] = high
        self.count = {cell: max(1, round(length / self.size)) for cell, length in lengths.items()}
        equal = [tie[1:3] for tie in ties if tie[1] in lengths and tie[2] in lengths]
        for (part, edge), (mate, image, against) in self.mates.items():
            starts = self.rings[mate].breaks[image][:-1]
            for low, high in pairwise(self.rings[part].breaks[edge]):
                start = self._image(mate, image, high if against else low, against)
                equal.append(((part, edge, low), (mate, image, starts[int(np.argmin(abs(np.array(starts) - start)))])))
        for _ in range(20):
            new = False
            for one, other in equal:
                most = max(self.count[one], self.count[other])
                new |= self.count[one] != most or self.count[other] != most
                self.count[one] = self.count[other] = most
            if not new:
                return

    # Meshing --------------------------------------------------------------------------------------------------

    def _mesh(self, ring: EdgeRing, twin: MeshedPart | None) -> tuple[MeshedPart, dict[Cell, Ints], list[Ints]]:
        outline = PointsOnOutline(ring, self.count, self.size)
        outline.walk()
        around, holes = np.array(outline.points[:outline.ring]), tuple(outline.holes())
        marks = np.array(outline.marks) if outline.marks else None
        turn = self.turns.get(ring.part.id)
        panel = image_of(twin, np.array([*outline.points, *outline.marks]), _back(turn)) if twin and turn else None
        try:
            if turn and not ring.part.side:
                panel = mesh_of_halves(around, self.size, holes, outline.chains, marks, middle_of(ring))
            panel = panel or mesh_panel(around, self.size, holes, outline.chains, marks)
        except ValueError as error:
            raise StationError(f"{ring.part.id} cannot be meshed: {error}", code="preview.mesh", where=ring.part.id,
                               hint="Look at its drawing; if that is right, report a bug.") from error
        return panel, outline.cells, outline.pairs

    # Layers on the draped cloth -------------------------------------------------------------------------------

    def _plies(self, part: Part) -> tuple[str, ...]:
        # The roles of all layers: the part itself, its inside where doubled, second plies, fusing.
        found = [part.role]
        if any(edge.inner for edge in part.sewn):
            found.append(part.role)
        for seam in self.pattern.seams:
            if seam.kind == "fused" and seam.second and seam.second[0].part == part.id:
                found.append(self.all[seam.first[0].part].role)
        found += [other.role for other in self.all.values() if other.layer == "inner" and other.piece == part.piece
                  and other.side == part.side]
        return tuple(found)

    def _hems(self, places: dict[Cell, Ints]) -> tuple[tuple[Seam, Ints], ...]:
        found = []
        for seam in self.pattern.seams:
            if seam.kind != "hemmed" or seam.layer:
                continue
            chains = []
            for span in seam.first:
                if self._has(span):
                    chains += [at for cell, at in places.items() if cell[:2] == (span.part, span.edge)
                               and span.start - SNAP <= cell[2] < span.end - SNAP]
            if chains:
                found.append((seam, _distinct(chains)))
        return tuple(found)

    def _folds(self, places: dict[Cell, Ints], node: Ints, seams: Mapping[int, list[Ints]]) -> Ints:
        # Pairs of nodes along which cloth is creased.
        chains = [at for (part, line, _), at in places.items()
                  if line in self.rings[part].lines and _is_fold(self.rings[part].lines[line])]
        # A collar is turned down along the seam to its stand.
        collars = {name for name, ring in self.rings.items() if falls_over(ring.part)}
        stands = {name for name, ring in self.rings.items() if ring.part.body_part == "neck"} - collars
        for number, own in seams.items():
            if collars & set(self.glued[number].parts) and stands & set(self.glued[number].parts):
                chains += own
        return np.sort(node[_distinct(chains)], axis=1) if chains else np.zeros((0, 2), np.int64)


def _back(turn: Turn) -> Turn:
    # From the twin, which is meshed first, to the part.
    return turn if turn[0] < 0 else (1.0, -turn[1])


def _is_fold(line: PartLine) -> bool:
    return not line.bounds and (line.kind == "fold" or line.name.endswith("fold"))


def _distinct(chains: list[Ints]) -> Ints:
    pairs = np.vstack([np.stack([chain[:-1], chain[1:]], axis=1) for chain in chains])
    result: Ints = np.unique(np.sort(pairs, axis=1), axis=0)
    return result
