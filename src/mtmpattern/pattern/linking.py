"""Knitted pieces: they need a swatch, and their edges are linked stitch by stitch, without an allowance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..errors import Problem
from .fabric import KINDS, Fabric
from .operations import Encase, Operation, Sew
from .piece import Piece

WITHOUT_ALLOWANCE = ("linked", "bound", "raw")
"""The constructions that a knitted edge can have: it ends where it was drafted."""


def linking_faults(pieces: Iterable[Piece], operations: Iterable[Operation],
                   fabrics: Mapping[str, Fabric]) -> Iterator[Problem]:
    """Cloth that cannot be cut or knitted as asked; knitted edges with allowances, and cut edges that are linked."""
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
                      str(operation), "Sew it, or let one of the pieces be knitted.")
    if knitted and how.name not in WITHOUT_ALLOWANCE:
        yield Problem(f"{operation}: {knitted[0]} is knitted and has no allowance to be sewn {how.name}",
                      "claim.linked", str(operation), 'Say construction="linked".')
