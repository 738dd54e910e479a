"""Every millimetre of edge is claimed once, by an operation or a fold; claims also bring the allowances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import Problem
from ..geometry import SEAM, SLIT
from ..geometry.tolerance import JOIN
from .buttons import Buttoned
from .operations import Hem, Opened, Operation, Sew, Zipped
from .outline import FUSIBLE
from .piece import Piece
from .run import Run
from .walks import LEFT, NONE, Ref, halves_of, mirrors_itself

ROLLED = 6.0
"""The edge of a slit can be rolled by this many mm; its cloth comes from beside the slit, which opens by as much."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of an edge, in sewn mm as drawn, the operation it belongs to and the allowance that brings."""

    start: float
    end: float
    operation: Operation
    width: float

    @property
    def is_hem(self) -> bool:
        """Whether cloth is turned up there."""
        return isinstance(self.operation, Hem)


Claims = Mapping[Ref, Sequence[Claim]]


def claiming_runs(operation: Operation) -> tuple[Run, ...]:
    """The runs whose edges an operation finishes."""
    return () if isinstance(operation, Buttoned | Opened) else operation.runs


def claims_of(operations: Iterable[Operation], half: str = "") -> tuple[dict[Ref, list[Claim]], list[Problem]]:
    """All claims by edge, and the allowances that contradict their construction.

    ``half`` keeps the claims of one side only, for operations that were written for that side.
    """
    found: dict[Ref, list[Claim]] = defaultdict(list)
    problems: list[Problem] = []
    for operation in operations:
        runs = [halves_of(run) for run in claiming_runs(operation)]
        centred = isinstance(operation, Sew | Zipped) and mirrors_itself(*runs)
        for number, halves in enumerate(runs):
            for orders in halves[: 1 if centred else None]:  # a centre seam is one join, not one on each side
                for part in orders[0]:
                    if part.step.inner or (half and part.half not in (NONE, half)):
                        continue
                    width = _width(operation, number, part.piece, part.step.edge, problems)
                    low, high = part.step.span
                    found[part.piece.info.name, part.half, part.step.edge].append(Claim(low, high, operation, width))
        if not half or half == LEFT:
            problems.extend(_uneven(operation))
    for claims in found.values():
        claims.sort(key=lambda claim: claim.start)
    return dict(found), list(dict.fromkeys(problems))


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
    if isinstance(operation, Buttoned | Opened):
        return 0.0
    how = operation.construction
    usual = how.second if number == 1 else how.first
    width = piece.info.allowance.get(edge, usual)
    if not how.least <= width <= how.most:
        problems.append(Problem(
            f"{piece.info.name}.{edge}: an allowance of {width:.1f} mm cannot be sewn {how.name}, which takes "
            f"{how.least:.0f} to {how.most:.0f} mm", "claim.allowance", f"{piece.info.name}.{edge}",
            "Change the allowance or the construction."))
    return width


def _cannot_at_slit(operation: Operation, piece: Piece, edge: str) -> list[Problem]:
    """What asks for cloth beyond a slit's line, where there is none: it belongs to the slit's other side."""
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
    if not isinstance(operation, Buttoned | Opened) and operation.construction.name in ("French", "felled"):
        return [Problem(f"{name}: cannot be sewn {operation.construction.name}; a slit is cut on its own line and has "
                        "no allowance", "claim.slit", name, "Sew it plain or lapped, or bind it.")]
    return []


def _uneven(operation: Operation) -> list[Problem]:
    """Exceptions must agree on both sides where the cut edges lie on each other."""
    runs = claiming_runs(operation)
    if isinstance(operation, Hem | Buttoned | Opened) or len(runs) != 2 or not operation.construction.even:
        return []
    widths = [{s.piece.info.allowance.get(s.edge, operation.construction.first) for s in run.steps
               if s.inner or not s.piece.info.is_slit(s.edge)} for run in runs]
    if not all(widths) or widths[0] == widths[1]:  # along a slit there is none, whatever its mate has
        return []
    texts = [" and ".join(f"{width:.1f}" for width in sorted(side)) for side in widths]
    return [Problem(f"{operation}: the allowances are {texts[0]} mm on one side and {texts[1]} mm on the other",
                    "claim.allowance", str(runs[0]), "Give both edges of a plain seam the same allowance.")]


def unclaimed(pieces: Iterable[Piece], claims: Claims) -> list[Problem]:
    """Edges that nothing happens to, and edges that two operations want."""
    problems = []
    for piece in pieces:
        if piece.info.role == FUSIBLE:
            continue
        for edge, shape in piece.info.edges.items():
            if shape.kind not in (SEAM, SLIT):
                continue
            name = piece.info.name
            told = {_gaps(piece, half, edge, claims.get((name, half, edge), ())) for half in piece.info.halves}
            problems += sorted((p for faults in told for p in faults), key=str)
    return problems


def _gaps(piece: Piece, half: str, edge: str, claims: Sequence[Claim]) -> tuple[Problem, ...]:
    drafted = piece if half in (NONE, piece.info.side) else piece.other_side()
    length = drafted.info.edges[edge].length
    name, problems, reached = f"{piece.info.name}.{edge}", [], 0.0
    free = 0.0
    for claim in claims:
        free += max(0.0, claim.start - reached)
        twice = min(reached, claim.end) - claim.start
        if twice > JOIN:
            others = " and ".join(dict.fromkeys(str(c.operation) for c in claims))
            problems.append(Problem(f"{name}: {twice:.1f} mm of edge that two operations claim: {others}",
                                    "claim.twice", name, "Let one of them end where the other starts."))
        reached = max(reached, claim.end)
    free += max(0.0, length - reached)
    if free > JOIN:
        problems.append(Problem(f"{name}: {free:.1f} mm of edge that nothing happens to", "claim.none", name,
                                "Sew, hem, bind it or call it raw."))
    return tuple(problems)


