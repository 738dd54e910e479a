"""The source file of a template: the line on which a name is stated, and the code at a place in it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

Place = tuple[int, int]
"""Line from 1 and column from 0, as Python counts them."""


class TemplateFile:
    """A Python file as a tree. Lines count from 1; the line of anything not found is None."""

    def __init__(self, path: str, text: str) -> None:
        self.name = Path(path).name
        self.text = text
        self.tree = ast.parse(text)
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self.classes = {node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef)}

    # ---- What a class states ------------------------------------------------------------------------------------

    def line_of(self, owner: str, name: str, word: object = None) -> int | None:
        """The line where a class states ``name``, or ``word`` in it where that is written out."""
        stated = self.stated(owner, name)
        if stated is None:
            return None
        for node in ast.walk(stated) if word is not None else ():
            if isinstance(node, ast.Constant) and node.value == word and type(node.value) is type(word):
                return node.lineno
        return stated.lineno

    def stated(self, owner: str, name: str) -> ast.stmt | None:
        """The statement of a class that gives ``name`` a value, or its method of that name; the last one counts."""
        body = self.classes[owner].body if owner in self.classes else []
        return next((node for node in reversed(body) if name in names_of(node)), None)

    def line_in(self, first: int, word: str) -> int:
        """The line on which the function that begins on line ``first`` calls a word last, or its own line."""
        function = self._beginning(first)
        called = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Call)
                  and isinstance(node.func, ast.Name) and node.func.id == word] if function else []
        return called[-1] if called else function.lineno if function else first

    def line_of_key(self, name: str, first: int) -> int:
        """The line where ``points=`` or ``inner=`` name something of the piece whose method begins on line ``first``.

        Where several pieces name it, it is the one in that method, or else the line of the method's edges.
        """
        lines = [key.lineno for node in ast.walk(self.tree) if isinstance(node, ast.Dict) for key in node.keys
                 if isinstance(key, ast.Constant) and key.value == name
                 and (keyword := self.parents.get(node)) is not None and isinstance(keyword, ast.keyword)
                 and keyword.arg in ("points", "inner")]
        function = self._beginning(first)
        inside = [line for line in lines if function and function.lineno <= line <= (function.end_lineno or 0)]
        found = inside or lines
        return found[0] if len(found) == 1 else self.line_in(first, "edges")

    def imported(self) -> list[str]:
        """The names that the file imports outside any function or class."""
        return [name for node in self.tree.body if isinstance(node, ast.Import | ast.ImportFrom)
                for name in names_of(node) if name != "*"]

    # ---- The code at a place ------------------------------------------------------------------------------------

    def node_at(self, start: Place, end: Place) -> ast.AST | None:
        """The smallest expression that contains a stretch of the text."""
        found: ast.AST | None = None
        for node in ast.walk(self.tree):
            if isinstance(node, ast.expr) and _start(node) <= start and end <= _end(node) and (
                    found is None or (_start(node) >= _start(found) and _end(node) <= _end(found))):
                found = node
        return found

    def source(self, node: ast.AST, most: int = 48) -> str:
        """The text of an expression in one line, cut to a length fit for a sentence."""
        text = " ".join((ast.get_source_segment(self.text, node) or "").split())
        return text if len(text) <= most else f"{text[:most - 3]}..."

    def edge_of(self, node: ast.AST) -> str:
        """The name under which an expression becomes an edge: a keyword of ``edges``, or the variable that it fills."""
        while (above := self.parents.get(node)) is not None and not isinstance(node, ast.stmt):
            if isinstance(above, ast.keyword) and above.arg and _is_edges(self.parents.get(above)):
                return above.arg
            node = above
        names = names_of(node) if isinstance(node, ast.Assign | ast.AnnAssign) else ()
        function = self._function_of(node)
        for call in ast.walk(function) if names and function else ():
            for keyword in call.keywords if isinstance(call, ast.Call) and _is_edges(call) else ():
                if keyword.arg and isinstance(keyword.value, ast.Name) and keyword.value.id in names:
                    return keyword.arg
        return names[0] if names else ""

    def function_of(self, node: ast.AST) -> str:
        """The name of the method that contains an expression, or an empty text."""
        function = self._function_of(node)
        return function.name if function else ""

    def _beginning(self, first: int) -> ast.FunctionDef | None:
        """The function that begins on a line, or whose decorators do."""
        return next((node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)
                     and first in (node.lineno, *(each.lineno for each in node.decorator_list))), None)

    def _function_of(self, node: ast.AST) -> ast.FunctionDef | None:
        while node in self.parents and not isinstance(node, ast.FunctionDef):
            node = self.parents[node]
        return node if isinstance(node, ast.FunctionDef) else None


def names_of(node: ast.stmt) -> tuple[str, ...]:
    """The names that a statement assigns: targets of an assignment, a function, a class, imports."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return (node.name,)
    if isinstance(node, ast.Import | ast.ImportFrom):
        return tuple((each.asname or each.name).partition(".")[0] for each in node.names)
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(
        node, ast.AnnAssign | ast.AugAssign | ast.For) else []
    return tuple(each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))


def file_of(owner: type[Any]) -> TemplateFile | None:
    """The file in which a class is written; None for one of the package, or one that has no readable file."""
    if owner.__module__.partition(".")[0] == "mtmpattern":
        return None
    path = getattr(sys.modules.get(owner.__module__), "__file__", None)
    return read_file(path) if path else None


def files_of(kind: type[Any], *others: type[Any]) -> Iterator[str]:
    """The paths of the files in which a template, its bases and other classes are written, none of the package."""
    for owner in dict.fromkeys(each for every in (kind, *others) for each in every.__mro__):
        path = getattr(sys.modules.get(owner.__module__), "__file__", None)
        if path and owner.__module__.partition(".")[0] not in {"mtmpattern", *sys.stdlib_module_names}:
            yield path


def read_file(path: str) -> TemplateFile | None:
    """The file at a path, or None where it cannot be read as Python."""
    try:
        return _parsed(path, Path(path).stat().st_mtime_ns)
    except (OSError, SyntaxError, ValueError):
        return None


@lru_cache(maxsize=16)
def _parsed(path: str, _changed: int) -> TemplateFile:
    return TemplateFile(path, Path(path).read_text(encoding="utf-8"))


def _is_edges(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "edges"


def _start(node: Any) -> Place:
    return node.lineno, node.col_offset


def _end(node: Any) -> Place:
    return node.end_lineno, node.end_col_offset
