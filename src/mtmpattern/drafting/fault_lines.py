"""Traces the faults of a finished draft to lines of its template's file, since the audit knows only the pattern."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import FrameType
from typing import Any

from mtmpattern.drafting.plain_refusal import concerned_piece
from mtmpattern.drafting.template import Template
from mtmpattern.drafting.template_file import TemplateFile, file_of, files_of, read_file
from mtmpattern.errors import MtmError, Problem
from mtmpattern.pattern.model.operation import Operation

Line = tuple[str, int]
"""The name of a file, and a line in it."""
_STATED = {"surface.openings": "openings", "wear.unchecked": "wearing", "surface.handle": "making",
           "surface.apart": "making", "surface.lining": "making", "measure.missing": "finished"}
"""Codes of faults about a whole statement or method of a template."""
_INSIDE = ("outline.beside", "outline.inner", "intake.inside", "intake.steep")
"""Codes of faults about a point, line or dart inside a piece, which stands in a mapping under its name."""


def with_lines(problems: Iterable[Problem], template: Template) -> tuple[Problem, ...]:
    """The problems, each with the line of the statement, the piece or the word that it is about, where one is found."""
    kind = type(template)
    paths = set(files_of(kind, *map(type, kind.blocks().values())))
    file = file_of(kind)
    operations = list(_operations(template, paths)) if paths else []
    found = []
    for problem in problems:
        line = None if problem.file or not paths else _of_piece(problem, kind, paths) if problem.code in _INSIDE else (
            _of_operation(problem, operations) or (_of_word(problem, kind, file) if file else None)
            or _of_piece(problem, kind, paths))
        found.append(replace(problem, file=line[0], line=line[1]) if line else problem)
    return tuple(found)


# ---- Operations ---------------------------------------------------------------------------------------------------


def _operations(template: Template, paths: set[str]) -> Iterator[tuple[Operation, Line]]:
    """The operations of a template, each with the line of its own files that yielded it."""
    try:
        making: Any = template.making()
        for yielded in making:
            frame = _yielding(making, paths)
            path = read_file(frame.f_code.co_filename) if frame else None
            if frame and path:
                for each in yielded if isinstance(yielded, tuple) else (yielded,):
                    yield each, (path.name, frame.f_lineno)
    except MtmError:
        return


def _yielding(generator: Any, paths: set[str]) -> FrameType | None:
    """The innermost frame of the template's files in which a generator waits."""
    found = None
    while (frame := getattr(generator, "gi_frame", None)) is not None:
        found = frame if frame.f_code.co_filename in paths else found
        generator = generator.gi_yieldfrom
    return found


def _of_operation(problem: Problem, operations: list[tuple[Operation, Line]]) -> Line | None:
    """The line of the operation that a problem names, or else of the one with the fewest edges that has its place."""
    stated = next((line for operation, line in operations if str(operation) == problem.operation), None)
    if stated:
        return stated
    alike = []
    for operation, line in operations:
        edges = {f"{step.piece.info.name}.{step.edge}" for run in operation.runs for step in run.steps}
        if problem.where in edges:
            alike.append((len(edges), line))
    return min(alike, key=lambda each: each[0])[1] if alike else None


# ---- Pieces and words ---------------------------------------------------------------------------------------------


def _of_piece(problem: Problem, kind: type[Template], paths: set[str]) -> Line | None:
    methods = kind.piece_methods()
    piece = concerned_piece(problem, methods)
    code = methods[piece].method.__code__ if piece else None
    file = read_file(code.co_filename) if code and code.co_filename in paths else None
    if not code or not file:
        return None
    inside = problem.where.partition(".")[2] if problem.code in _INSIDE else ""
    return file.name, (file.line_of_key(inside, code.co_firstlineno) if inside else
                       file.line_in(code.co_firstlineno, "edges"))


def _of_word(problem: Problem, kind: type[Template], file: TemplateFile) -> Line | None:
    """The line where the template states what the fault is about: an opening, a measure, a level, a proportion."""
    stated = _STATED.get(problem.code)
    owner = file.classes.get(kind.__name__)
    line = file.line_of(kind.__name__, stated) or (owner.lineno if owner else None) if stated else None
    if line and problem.code.partition(".")[0] != "measure":
        return file.name, line
    if problem.code.partition(".")[0] not in ("measure", "wear", "ease"):
        return None
    for method in ("finished", "wearing"):
        body = file.stated(kind.__name__, method)
        for node in ast.walk(body) if body else ():
            if isinstance(node, ast.Constant) and node.value == problem.where:
                return file.name, node.lineno
    line = file.line_of(kind.__name__, problem.where) or line
    return (file.name, line) if line else None
