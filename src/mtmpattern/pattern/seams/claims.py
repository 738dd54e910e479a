"""Claims: what is done to each stretch of each edge, and the allowance that it brings.

Every millimetre of every layer's edge is claimed once, by an operation or by a fold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from mtmpattern.errors import Problem
from mtmpattern.geometry import SEAM, SLIT
from mtmpattern.geometry.tolerance import JOIN
from mtmpattern.pattern.model.fabric import KINDS, Fabric
from mtmpattern.pattern.model.operation import Encase, Hem, Operation, Sew, Unsewn
from mtmpattern.pattern.model.outline import FUSIBLE
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.seams.cutting_list import CuttingList, ListedEdge
from mtmpattern.pattern.seams.seam import EDGE_TO_EDGE, Seam, SeamKind
from mtmpattern.units import typed

ROLLED = 6.0
"""The edge of a slit can be rolled by this many mm; its cloth comes from beside the slit, which opens by as much."""

FIRST_ALONE: frozenset[SeamKind] = frozenset({"hemmed", "raw", "caught", "laid"})
"""Kinds that finish the edges of their first side and leave those of the second as they are."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of an edge, in sewn mm as drawn, the operation it belongs to and the allowance that brings."""

    start: float
    end: float
    operation: Operation
    width: float
    is_hem: bool = False
    """Whether cloth is turned up there."""
    flare: tuple[float, float] = (0.0, 0.0)
    """Degrees by which what is turned up is drawn out at the start and at the end: see `turn_up`."""


Claims: TypeAlias = Mapping[tuple[str, str], Sequence[Claim]]
"""The claims on each edge of each part, in order along the edge as drawn."""


def claims_of(seams: Iterable[Seam], parts: CuttingList) -> tuple[dict[tuple[str, str], list[Claim]], list[Problem]]:
    """All claims by part and edge, and the allowances that contradict their construction."""
    found: dict[tuple[str, str], dict[tuple[int, float, float], Claim]] = defaultdict(dict)
    problems: list[Problem] = []
    operations: dict[int, Operation] = {}
    for seam in seams:
        if seam.operation is None or seam.kind not in EDGE_TO_EDGE | FIRST_ALONE:
            continue
        operations.setdefault(seam.step, seam.operation)
        for number, walk in enumerate((seam.first, seam.second if seam.kind in EDGE_TO_EDGE else ())):
            for span in walk:
                edge = parts.parts[span.part].edges.get(span.edge)
                if edge is None or span.layer < seam.layer:  # the layers outside were claimed by the seam they are in
                    continue
                start, end = sorted((edge.drawn_at(span.start), edge.drawn_at(span.end)))
                width = _width(seam.operation, number, edge.piece, edge.edge, problems)
                claim = Claim(start, end, seam.operation, width, seam.kind == "hemmed")
                found[span.part, span.edge].setdefault((seam.step, start, end), claim)
    for operation in operations.values():
        problems.extend(_uneven(operation))
    ordered = {key: sorted(claims.values(), key=lambda claim: claim.start) for key, claims in found.items()}
    return ordered, list(dict.fromkeys(problems))


def _width(operation: Operation, number: int, piece: Piece, edge: str, problems: list[Problem]) -> float:
    if edge in piece.info.edges and piece.info.is_slit(edge):
        problems.extend(_cannot_at_slit(operation, piece, edge))
        return 0.0
    if isinstance(operation, Hem):
        if edge in piece.info.allowance:
            problems.append(Problem(
                f"{piece.info.name}.{edge}: states an allowance of {piece.info.allowance[edge]:.1f} mm and is hemmed "
                f"with {operation.depth:.1f} mm", "claim.allowance", f"{piece.info.name}.{edge}",
                "Say the depth in the hem alone."))
        return operation.depth + operation.under
    if isinstance(operation, Unsewn):
        return 0.0
    how = operation.construction
    usual = how.second if number == 1 else how.first
    width = piece.info.allowance.get(edge, usual)
    if not how.least <= width <= how.most:
        problems.append(Problem(
            f"{piece.info.name}.{edge}: an allowance of {typed(round(width, 6))} mm cannot be sewn {how.name}, which "
            f"takes {how.least:g} to {how.most:g} mm", "claim.allowance", f"{piece.info.name}.{edge}",
            "Change the allowance or the construction."))
    return width


def _cannot_at_slit(operation: Operation, piece: Piece, edge: str) -> list[Problem]:
    """The problem with needing cloth beyond a slit's line, where it belongs to the slit's other side."""
    name = f"{piece.info.name}.{edge}"
    if edge in piece.info.allowance:
        return [Problem(f"{name}: states an allowance of {piece.info.allowance[edge]:.1f} mm, but a slit is cut on its "
                        "own line", "claim.slit", name, "Leave it out; a slit has no allowance.")]
    if isinstance(operation, Hem):
        if operation.depth + operation.under <= ROLLED:
            return []
        return [Problem(f"{name}: a hem of {operation.depth + operation.under:.0f} mm has no cloth to be turned from; "
                        "a slit is cut on its own line", "claim.slit", name,
                        f"Bind it, sew a placket to it, or roll it by {ROLLED:.0f} mm at most.")]
    if not isinstance(operation, Unsewn) and operation.construction.name in ("French", "felled"):
        return [Problem(f"{name}: cannot be sewn {operation.construction.name}; a slit is cut on its own line and has "
                        "no allowance", "claim.slit", name, "Sew it plain or lapped, or bind it.")]
    return []


def _uneven(operation: Operation) -> list[Problem]:
    """Exceptions must agree on both sides where the cut edges lie on each other."""
    runs = operation.runs
    if isinstance(operation, Hem | Unsewn) or len(runs) != 2 or not operation.construction.even:
        return []
    widths = [{s.piece.info.allowance.get(s.edge, operation.construction.first) for s in run.steps
               if s.inner or not s.piece.info.is_slit(s.edge)} for run in runs]
    if not all(widths) or widths[0] == widths[1]:  # along a slit there is none, whatever its mate has
        return []
    texts = [" and ".join(f"{width:.1f}" for width in sorted(side)) for side in widths]
    return [Problem(f"{operation}: the allowances are {texts[0]} mm on one side and {texts[1]} mm on the other",
                    "claim.allowance", str(runs[0]), "Give both edges of a plain seam the same allowance.",
                    operation=str(operation))]


def unclaimed(parts: CuttingList, claims: Claims) -> list[Problem]:
    """Edges that no operation claims, and edges that two operations claim, in any layer."""
    problems: list[Problem] = []
    for part in parts:
        if part.cut.role != FUSIBLE:
            for edge in part.ring:
                if edge.kind in (SEAM, SLIT):
                    problems += _gaps(edge, claims.get((part.id, edge.name), ()))
    return sorted(dict.fromkeys(problems), key=lambda p: (list_place(parts, p.where), str(p)))


def list_place(parts: CuttingList, where: str) -> int:
    """The place of a piece among all pieces, by the name that ``piece.edge`` begins with."""
    names = [piece.info.name for piece in parts.pieces]
    return names.index(where.partition(".")[0])


def _gaps(edge: ListedEdge, claims: Sequence[Claim]) -> list[Problem]:
    name, problems, reached = f"{edge.piece.info.name}.{edge.edge}", [], 0.0
    free = 0.0
    for claim in claims:
        free += max(0.0, claim.start - reached)
        twice = min(reached, claim.end) - claim.start
        if twice > JOIN:
            others = " and ".join(dict.fromkeys(str(c.operation) for c in claims))
            problems.append(Problem(f"{name}: {twice:.1f} mm of edge that two operations claim: {others}",
                                    "claim.twice", name, "Let one of them end where the other starts.",
                                    operation=str(claim.operation)))
        reached = max(reached, claim.end)
    free += max(0.0, edge.length - reached)
    if free > JOIN:
        problems.append(Problem(f"{name}: {free:.1f} mm of edge that nothing happens to", "claim.none", name,
                                "Sew, hem, bind it or call it raw."))
    return problems


# ---- Knitted edges: linked stitch by stitch, without an allowance ------------------------------------------------


WITHOUT_ALLOWANCE = ("linked", "bound", "raw")
"""The constructions that a knitted edge can have: it ends where it was drafted."""


def linking_faults(pieces: Iterable[Piece], operations: Iterable[Operation],
                   fabrics: Mapping[str, Fabric]) -> Iterator[Problem]:
    """Cloth that cannot be cut or knitted as stated; knitted edges with allowances, and cut edges that are linked."""
    for piece in pieces:
        for cut in piece.info.cuts:
            cloth = fabrics.get(cut.role)
            if cloth is not None and cut.knitted != (cloth.kind == "swatch"):
                what = "is knitted" if cut.knitted else "is cut"
                yield Problem(f"{piece.info.name} {what}, and {cloth.name} for its {cut.role} is {KINDS[cloth.kind]}",
                              "piece.knitted", piece.info.name,
                              "Knit by a swatch, and cut from a knit or a woven cloth.")
    for operation in operations:
        if isinstance(operation, Sew | Encase):
            yield from _edges(operation)


def _edges(operation: Sew | Encase) -> Iterator[Problem]:
    how = operation.construction
    knitted = [run for run in operation.runs if any(step.piece.info.knitted for step in run.steps)]
    if how.is_linked and not knitted:
        yield Problem(f"{operation}: neither edge is knitted, and only stitches can be linked", "claim.linked",
                      str(operation), "Sew it, or let one of the pieces be knitted.",
                      operation=str(operation))
    if knitted and how.name not in WITHOUT_ALLOWANCE:
        yield Problem(f"{operation}: {knitted[0]} is knitted and has no allowance to be sewn {how.name}",
                      "claim.linked", str(operation), 'Say construction="linked".', operation=str(operation))
