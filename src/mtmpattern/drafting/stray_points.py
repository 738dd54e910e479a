"""Finds named points of a designer's pieces that lie close to an edge and not on it, and so give it no notch."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mtmpattern.drafting.template import Template
from mtmpattern.drafting.template_file import TemplateFile, files_of, read_file
from mtmpattern.errors import PatternRefused, Problem
from mtmpattern.pattern.model.operation import Caught, Lay
from mtmpattern.pattern.model.piece import Piece
from mtmpattern.pattern.pattern import Pattern

BESIDE = 5.0
"""A named point that lies beside an edge by less than this, in mm, was meant to lie on it."""


def must_have_notches(kind: type[Template], pattern: Pattern) -> None:
    """Refuse points that a template's own file puts beside an edge.

    A point may lie there if something is laid or caught at it, or if a measure is taken at its height: those are
    named ``at=``. Where ``levels`` name the height too, the point is for a notch.
    """
    files = {path: file for path in files_of(kind) if (file := read_file(path))}
    if not files:
        return
    laid = {each.at for each in pattern.operations if isinstance(each, Lay | Caught)}
    named = laid.union(*(_measured_at(file) for file in files.values()))
    methods, found = kind.piece_methods(), []
    for piece in pattern.pieces:
        method = methods[piece.info.name].method if piece.info.name in methods else None
        file = files.get(method.__code__.co_filename) if method else None
        if method and file:
            for name, message in _beside(piece, named):
                line = file.line_of_key(name, method.__code__.co_firstlineno)
                found.append(Problem(message, "outline.beside", f"{piece.info.name}.{name}",
                                     "Take it from the edge with at or at_level. A height is named with levels=; any "
                                     f"other point lies {BESIDE:.0f} mm or more from every edge.", file.name, line))
    if found:
        raise PatternRefused.of(found)


def _beside(piece: Piece, named: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names of such points, and what is said of each."""
    info = piece.info
    for name, point in info.outline.points.items():
        if info.places[name] or (name in named and name not in info.outline.levels):
            continue
        off, edge = info.nearest_edge(point)
        if off < BESIDE:
            mm = f"{off:.1f}" if off >= 0.1 else f"{off:.3f}"
            yield name, f"{info.name}.{name}: the point lies {mm} mm off {edge}, so {edge} has no notch there"


def _measured_at(file: TemplateFile) -> set[str]:
    """The words that a file gives for ``at=``."""
    return {keyword.value.value for node in ast.walk(file.tree) if isinstance(node, ast.Call)
            for keyword in node.keywords if keyword.arg == "at" and isinstance(keyword.value, ast.Constant)
            and isinstance(keyword.value.value, str)}
