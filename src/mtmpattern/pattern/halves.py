"""One drafted half as it is cut: sewn lines stretched for shrinkage, allowances laid on, notches cut through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ..geometry import (
    FOLD,
    Affine,
    Corner,
    Curve,
    Curves,
    CutLine,
    Edge,
    Margin,
    cut_line,
    heading,
    path,
    scaled_along,
)
from .buttons import ButtonMark
from .claims import Claim, Claims
from .marks import button_lines, dart_drills, dart_lines, place_drills, slit_lines
from .notch_cuts import cut_notch, leg_notches
from .notches import Notch
from .outline import Cut
from .part import Drill, PartLine, PartNotch
from .piece import Piece

GRAIN = {"bias": 45.0, "cross": 0.0, "either": 90.0}
"""The direction of the warp, in degrees, of the named grains."""


@dataclass(frozen=True, slots=True)
class Bit:
    """One edge of a half: its outline with dart caps, its sewn stretches, and its stretch of the cut line."""

    edge: str
    kind: str
    half: str
    outline: Curves
    sewn: Curves
    cut: Curves
    backward: bool = False
    inner: bool = False

    def moved(self, move: Affine) -> Bit:
        """After a move; one that mirrors turns the walk round."""
        outline = path.moved(self.outline, move)
        sewn = outline if self.sewn is self.outline else path.moved(self.sewn, move)
        return Bit(self.edge, self.kind, self.half, outline, sewn, path.moved(self.cut, move),
                   self.backward != move.mirrors, self.inner)

    def of(self, half: str) -> Bit:
        """The same as an edge of that half."""
        return Bit(self.edge, self.kind, half, self.outline, self.sewn, self.cut, self.backward, self.inner)


@dataclass(frozen=True, slots=True)
class Half:
    """A half with all that lies on it, in the frame it was drafted in, outline counter-clockwise."""

    bits: tuple[Bit, ...]
    notches: tuple[PartNotch, ...]
    drills: tuple[Drill, ...]
    lines: tuple[PartLine, ...]
    repaired: bool = False
    """Whether allowances ran into each other and the cut line had to be evened."""

    def moved(self, move: Affine) -> Half:
        """After a move of everything on it."""
        if move.is_identity:
            return self
        bits = tuple(bit.moved(move) for bit in self.bits)
        return Half(bits[::-1] if move.mirrors else bits, tuple(_moved_notch(notch, move) for notch in self.notches),
                    tuple(Drill(drill.name, move(drill.at)) for drill in self.drills),
                    tuple(PartLine(line.name, line.kind, tuple(c.moved(move) for c in line.curves))
                          for line in self.lines), self.repaired)


def _moved_notch(notch: PartNotch, move: Affine) -> PartNotch:
    far = move(notch.on_cut.along(notch.direction, 10.0))
    on_cut = move(notch.on_cut)
    return PartNotch(notch.name, move(notch.at), on_cut, heading(on_cut, far), notch.depth)


def warp_direction(piece: Piece) -> float:
    """The direction of the warp on the piece as drafted, in degrees."""
    grain = piece.info.grain
    return GRAIN[grain] if isinstance(grain, str) else float(grain)


class CutLines:
    """The cut lines of one piece: two halves or two cloths with the same allowances have one."""

    def __init__(self) -> None:
        self._known: list[tuple[list[Margin], CutLine]] = []

    def of(self, margins: list[Margin]) -> CutLine:
        """The cut line outside an outline, laid once."""
        for known, line in self._known:
            if known == margins:
                return line
        line = cut_line(margins)
        self._known.append((margins, line))
        return line


def cut_half(piece: Piece, half: str, cut: Cut, claims: Claims, notches: Sequence[Notch],
             growth: tuple[float, float], lines: CutLines, drilled: Sequence[str] = (),
             buttons: Sequence[ButtonMark] = (), unmarked: AbstractSet[str] = frozenset()) -> Half:
    """The half of a piece as it is cut in one role.

    ``growth`` are the factors along warp and weft, ``lines`` the piece's cut lines that are known already;
    ``drilled`` names the points where something is laid on and the lines that are cut open, ``unmarked`` those that
    belong to the other half alone.
    """
    stretch = scaled_along(warp_direction(piece), *growth)
    edges = {name: edge.moved(stretch) for name, edge in piece.info.edges.items()}
    margins, owners = _margins(piece, half, cut, edges, claims)
    line = lines.of(margins)
    cut_of: dict[str, list[Curve]] = {name: [] for name in edges}
    for owner, curves in zip(owners, line.stretches, strict=True):
        cut_of[owner].extend(curves)
    bits = tuple(Bit(name, edge.kind, half, edge.outline, _sewn(edge), tuple(cut_of[name]))
                 for name, edge in edges.items())
    if cut.trimmed is not None:
        return Half(bits, (), (), (), bool(line.repaired))
    whole = tuple(c for bit in bits for c in bit.cut)
    cuts = [cut_notch(notch, piece, edges, tuple(cut_of[notch.edge]), whole) for notch in notches]
    cuts += [notch for edge in edges.values() for notch in leg_notches(edge, whole)]
    drills = dart_drills(piece, edges, stretch)
    drills += place_drills(piece, drilled, stretch)
    drawn = [*slit_lines(piece, edges, cut_of, whole), *dart_lines(piece, edges, stretch)]
    drawn += [PartLine(name, FOLD if inner.kind == FOLD else "mark", inner.moved(stretch).curves)
              for name, inner in piece.info.outline.inner.items() if name not in unmarked]
    drawn += button_lines(piece, buttons, stretch)
    return Half(bits, tuple(cuts), tuple(drills), tuple(drawn), bool(line.repaired))


def _sewn(edge: Edge) -> Curves:
    """The sewn stretches of an edge in one; without intakes the very outline."""
    return tuple(c for stretch in edge.trued.sewn for c in stretch) if edge.intakes else edge.curves


def _margins(piece: Piece, half: str, cut: Cut, edges: Mapping[str, Edge],
             claims: Claims) -> tuple[list[Margin], list[str]]:
    """The allowance of each edge, split where its width changes, with the corner at each end."""
    stretches: list[tuple[str, Curves, float, bool]] = []
    for name in piece.info.outline.outer:
        edge, here = edges[name], claims.get((piece.info.name, half, name), ())
        if edge.kind != "seam":
            stretches.append((name, edge.curves, 0.0, False))
        elif cut.trimmed is not None:
            stretches.append((name, edge.outline, -cut.trimmed, False))
        elif len({(claim.width, claim.is_hem) for claim in here}) <= 1:
            width, hem = (here[0].width, here[0].is_hem) if here else (0.0, False)
            stretches.append((name, edge.outline, width, hem))
        else:
            stretches.extend(_split(name, edge, piece.info.edges[name].length, here))
    margins = []
    for (name, curves, width, hem), (after, _, _, next_hem) in zip(stretches, [*stretches[1:], stretches[0]],
                                                                  strict=True):
        folds = edges[name].kind != "seam" or edges[after].kind != "seam"
        corner = Corner.MITRE
        if hem != next_hem and not folds and name != after:
            corner = Corner.HEM_FIRST if hem else Corner.HEM_SECOND
        margins.append(Margin(curves, width, corner, edges[name].kind != "seam"))
    return margins, [name for name, *_ in stretches]


def _split(name: str, edge: Edge, length: float, here: Sequence[Claim]) -> list[tuple[str, Curves, float, bool]]:
    """One edge with several claims; places scale with the edge where it was stretched for shrinkage."""
    scale = edge.length / length
    parts = [(name, edge.part(claim.start * scale, claim.end * scale), claim.width, claim.is_hem) for claim in here]
    return [part for part in parts if part[1]]
