"""Finds all names in a template's file that mean nothing, before anything is drafted.

A fault is only what must fail or has no effect: a name that nothing defines, an attribute that no class of
the file has, a measure that the template does not need, a drafting word that is called with the wrong arguments or
whose result is dropped, as what a method that yields returns is, and a name that is stated twice.
"""

from __future__ import annotations

import ast
import builtins
import inspect
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.drafting.blocks import Block
from mtmpattern.drafting.declaration import unknown_measure
from mtmpattern.drafting.template import Needed, Template
from mtmpattern.drafting.template_file import TemplateFile, names_of
from mtmpattern.errors import Problem, did_you_mean, shown
from mtmpattern.pattern.model.operation import CONSTRUCTIONS
from mtmpattern.pattern.model.vocabulary import CLOSINGS, HOLES, MATCHES, PRESSES

_WORDS: Mapping[str, Iterable[str]] = {
    "construction": CONSTRUCTIONS, "press": ("", *PRESSES), "match": ("", *MATCHES), "closes": ("", *CLOSINGS),
    "holes": ("", *HOLES)}
"""The words allowed for a keyword of a sewing word."""
_PLAIN = ("min", "max", "abs", "sum", "round", "len", "sorted")
"""Functions of Python whose only effect is to return a value."""
_YIELDING = ("making", "finished", "wearing", "notions", "bounds", "outweighed")
_OF_BODY = tuple(name for name in vars(Needed) if not name.startswith("_"))
_KINDS = (Template, Block)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_SCOPES = (*_FUNCTIONS, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.ClassDef)


def misspelt(file: TemplateFile, known: Mapping[str, Any]) -> list[Problem]:
    """The faults of a file in order of its lines; ``known`` are the names of its module, as far as it was run."""
    found = _Spelling(file, known)
    problems = [*found.names(), *found.calls(), *found.dropped(), *found.ended(), *found.classes()]
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)


class _Spelling:
    """The names of one file, and what is known of each."""

    def __init__(self, file: TemplateFile, known: Mapping[str, Any]) -> None:
        self.file, self.known = file, known
        self.top = {name for node in ast.walk(file.tree) if self._scope(node) is None for name in _bound(node)}

    def _problem(self, message: str, code: str, word: str, hint: str, node: ast.AST) -> Problem:
        return Problem(message, code, word, hint, self.file.name, getattr(node, "lineno", None), params={"word": word})

    # ---- Names that nothing defines ------------------------------------------------------------------------------

    def names(self) -> Iterator[Problem]:
        """Names that neither the file, nor what it imports, nor Python defines."""
        defined = {*self.known, *self.top, *dir(builtins),
                   *(name for node in ast.walk(self.file.tree) if isinstance(node, ast.Global) for name in node.names)}
        for node in ast.walk(self.file.tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in defined and not any(
                    node.id in self._bound_in(scope) for scope in self._scopes(node)):
                near = {*self.known, *self.top, *_exported(),
                        *(name for scope in self._scopes(node) for name in self._bound_in(scope))}
                hint = did_you_mean(node.id, near, "Import it, or write what is meant.")
                word = next((each for each in near if hint == f"Did you mean {each}?"), "")
                wanted = node.id if node.id in _exported() else word
                if wanted in _exported() and wanted not in self.known:
                    near_it = hint if word and word != node.id else ""
                    hint = f"{near_it} Import it: from mtmpattern.drafting import {wanted}."
                hint = hint.strip()
                above = self.file.parents.get(node)
                if isinstance(above, ast.Call) and self._word_called(above) in ("cut", "knitted"):
                    hint = 'A cloth is shell, lining, fusible or rib, or a role of other_cloth in quotes.'
                yield self._problem(f"nothing is called {node.id}", "template.undefined", node.id, hint, node)

    def _scopes(self, node: ast.AST) -> Iterator[ast.AST]:
        """The scopes that a name is looked up in: a class only where no function lies between."""
        inside = False
        scope = self._scope(node)
        while scope is not None:
            if not (isinstance(scope, ast.ClassDef) and inside):
                yield scope
            inside = inside or isinstance(scope, _FUNCTIONS)
            scope = self._scope(scope)

    def _scope(self, node: ast.AST) -> ast.AST | None:
        """The function, comprehension or class inside which a node is evaluated."""
        below: ast.AST = node
        above = self.file.parents.get(below)
        while above is not None:
            outside = isinstance(above, ast.arguments) and not isinstance(below, ast.arg)
            if outside:                                              # a default value
                below, above = above, self.file.parents[above]
            outside = outside or (isinstance(above, _NAMED) and below not in above.body and not isinstance(
                below, ast.arguments))                                # a decorator, a base
            if isinstance(above, _SCOPES) and not outside:
                return above
            below, above = above, self.file.parents.get(above)
        return None

    def _bound_in(self, scope: ast.AST) -> set[str]:
        if scope not in self._bound:
            self._bound[scope] = {name for node in ast.walk(scope) for name in _bound(node)}
        return self._bound[scope]

    @cached_property
    def _bound(self) -> dict[ast.AST, set[str]]:
        return {}

    # ---- Drafting words -------------------------------------------------------------------------------------------

    def _word_called(self, node: ast.AST) -> str:
        """The drafting word that is called, or an empty text."""
        name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        return name if name in _drafting_words() and self.known.get(name) is _drafting_words()[name] else ""

    def calls(self) -> Iterator[Problem]:
        """Drafting words with an argument too many, one too few, one that they do not take, or an unknown word."""
        for node in ast.walk(self.file.tree):
            name = self._word_called(node)
            if not name or not isinstance(node, ast.Call):
                continue
            word = _drafting_words()[name]
            if any(isinstance(each, ast.Starred) for each in node.args) or any(
                    keyword.arg is None for keyword in node.keywords):
                continue
            wrong = wrong_arguments(name, word, len(node.args), [each.arg or "" for each in node.keywords])
            if wrong:
                yield self._problem(wrong[0], "template.call", name, wrong[1], node)
            for keyword in node.keywords:
                stated = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
                known = _WORDS.get(keyword.arg or "")
                if known and isinstance(stated, str) and stated not in known:
                    choices = [each for each in known if each]
                    yield self._problem(f"{name}: {keyword.arg}={shown(stated)} is not a word known here",
                                        "operation.construction" if keyword.arg == "construction" else "operation.word",
                                        stated, f"{did_you_mean(stated, choices)} Say {', '.join(choices)}.".strip(),
                                        keyword.value)

    def dropped(self) -> Iterator[Problem]:
        """Drafting words whose result is neither yielded, returned nor kept."""
        for node in _drafting(self.file.tree):
            name = self._word_called(node.value) if isinstance(node, ast.Expr) else ""
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.BinOp | ast.Compare | ast.UnaryOp | ast.Tuple):
                yield self._problem(f"the value of {self.file.source(node.value)} is dropped", "template.dropped",
                                    self.file.function_of(node), "Write return before it, or yield.", node)
            called = node.value.func if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in _PLAIN and called.id not in self.known:
                yield self._problem(f"the value of {called.id}(...) is dropped", "template.dropped", called.id,
                                    f"Write return {called.id}(...).", node)
            if name:
                method = self.file.function_of(node)
                verb = "yield" if method in _YIELDING else "return" if name == "edges" else ""
                hint = f"Write {verb} {name}(...)." if verb else "Give it a name, or use it where it is needed."
                yield self._problem(f"the value of {name}(...) is dropped", "template.dropped", name, hint, node)

    def ended(self) -> Iterator[Problem]:
        """Methods that yield and return a value, which nobody gets: what is written below is not done either."""
        for node in ast.walk(self.file.tree):
            method = self._scope(node) if isinstance(node, ast.Return) and node.value is not None else None
            if not isinstance(node, ast.Return) or node.value is None or not isinstance(method, ast.FunctionDef):
                continue
            yields = any(isinstance(each, ast.Yield | ast.YieldFrom) and self._scope(each) is method
                         for each in ast.walk(method))
            if yields and (method.name in _YIELDING or self._word_called(node.value)):
                yield self._problem(f"{method.name}() ends at return {self.file.source(node.value)}, which is dropped",
                                    "template.dropped", method.name, "Write yield instead of return.", node)

    # ---- Classes ---------------------------------------------------------------------------------------------------

    def classes(self) -> Iterator[Problem]:
        """Attributes that no class has, measures that are not needed, and names that are stated twice."""
        for owner in self.file.classes.values():
            if self._is_drafted(owner):
                yield from self._twice(owner)
                attributes = self._attributes(owner)
                for method in owner.body:
                    if isinstance(method, ast.FunctionDef) and method.args.args and not _static(method):
                        yield from self._of_self(owner, method, attributes)

    def _is_drafted(self, owner: ast.ClassDef) -> bool:
        return any((isinstance(base, type) and issubclass(base, _KINDS))
                   or (isinstance(base, ast.ClassDef) and base is not owner and self._is_drafted(base))
                   for base in self._bases(owner))

    def _bases(self, owner: ast.ClassDef) -> Iterator[type[Any] | ast.ClassDef | None]:
        """The bases of a class: classes that were imported, classes of this file, None for what is neither."""
        for base in owner.bases:
            each = base.value if isinstance(base, ast.Subscript) else base
            name = each.id if isinstance(each, ast.Name) else ""
            if name in self.file.classes:
                yield self.file.classes[name]
            elif isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name):
                found = getattr(self.known.get(each.value.id), each.attr, None)
                yield found if isinstance(found, type) else None
            else:
                found = self.known.get(name)
                yield found if isinstance(found, type) else None

    def _attributes(self, owner: ast.ClassDef) -> set[str] | None:
        """The attributes of ``self`` in a class, from it, its bases and its subclasses; None if some are unknown."""
        mixed = [each for each in self.file.classes.values() if each is owner or owner in self._ancestors(each)]
        ancestors = [base for each in mixed for base in self._ancestors(each)]
        if any(isinstance(base, type) and issubclass(base, Template) for base in ancestors) and not any(
                "name" in {word for node in each.body for word in names_of(node)} for each in mixed):
            return None                                   # a garment of another file may add more
        found: set[str] = {"garment"}
        for each in (*mixed, *(base for one in mixed for base in self._ancestors(one))):
            if isinstance(each, ast.ClassDef):
                found |= {name for node in each.body for name in _bound_deep(node)} | _set_on_self(each)
            elif isinstance(each, type):
                found |= {*dir(each), *(name for kind in _KINDS if issubclass(each, kind)
                                        for name in kind.__init__.__code__.co_names)}      # attributes of its instances
            else:
                return None
        return found

    def _ancestors(self, owner: ast.ClassDef) -> list[type[Any] | ast.ClassDef | None]:
        found: list[type[Any] | ast.ClassDef | None] = []
        for base in self._bases(owner):
            found += [base, *(self._ancestors(base) if isinstance(base, ast.ClassDef) and base is not owner else ())]
        return found

    def _of_self(self, owner: ast.ClassDef, method: ast.FunctionDef, attributes: set[str] | None) -> Iterator[Problem]:
        this = method.args.args[0].arg
        for node in ast.walk(method):
            if not (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)):
                continue
            value = node.value
            if isinstance(value, ast.Name) and value.id == this:
                if attributes is not None and node.attr not in attributes and not node.attr.startswith("__"):
                    known = [each for each in attributes if not each.startswith("_")]
                    hint = did_you_mean(node.attr, known, "No method, option or block has this name.")
                    yield self._problem(f"{this}.{node.attr} means nothing in {owner.name}", "template.undefined",
                                        node.attr, hint, node)
            elif (isinstance(value, ast.Attribute) and value.attr in ("body", "middle")
                  and isinstance(value.value, ast.Name) and value.value.id == this):
                yield from self._measure(owner, node)

    def _measure(self, owner: ast.ClassDef, node: ast.Attribute) -> Iterator[Problem]:
        name = node.attr
        if name in _OF_BODY or name.startswith("_"):
            return
        if name not in CATALOGUE:
            message, hint = unknown_measure(name)
            yield self._problem(message, "template.needs", name, hint, node)
            return
        kind = self.known.get(owner.name)
        if isinstance(kind, type) and issubclass(kind, Template) and kind.name and name not in kind.needs:
            yield self._problem(f"{kind.name} reads {name} and does not list it under needs", "template.needs", name,
                                "Add it to needs, so that customers are asked for it.", node)

    def _twice(self, owner: ast.ClassDef) -> Iterator[Problem]:
        first: dict[str, int] = {}
        for node in owner.body:
            if isinstance(node, ast.FunctionDef) and any(isinstance(each, ast.Attribute)
                                                         for each in node.decorator_list):
                continue                                              # a setter of a property
            for name in names_of(node) if isinstance(node, ast.FunctionDef | ast.Assign | ast.AnnAssign) else ():
                if name in first and not name.startswith("_"):
                    yield self._problem(f"{owner.name} states {name} twice, first on line {first[name]}",
                                        "template.twice", name, "Only the second counts; keep one of them.", node)
                first.setdefault(name, node.lineno)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
                keys = [each.value for each in node.value.keys if isinstance(each, ast.Constant)]
                for key in dict.fromkeys(each for each in keys if keys.count(each) > 1):
                    yield self._problem(f"{names_of(node)[0]} states {shown(key)} twice", "template.twice", str(key),
                                        "Only the second counts; keep one of them.", node)


def wrong_arguments(name: str, word: Any, count: int, keywords: Iterable[str]) -> tuple[str, str] | None:
    """The fault in the arguments of a call and how to write it; None if there is none."""
    if isinstance(word, type):
        return None
    parameters = inspect.signature(word).parameters
    by_place = [each for each in parameters.values()
                if each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)]
    named = [each.name for each in parameters.values() if each.kind in (each.KEYWORD_ONLY, each.POSITIONAL_OR_KEYWORD)]
    any_name = any(each.kind is each.VAR_KEYWORD for each in parameters.values())
    any_count = any(each.kind is each.VAR_POSITIONAL for each in parameters.values())
    written = f"Write {how_written(name, word)}."
    given = list(keywords)
    for keyword in given:
        if keyword not in named and not any_name:
            near = did_you_mean(keyword, named)
            return f"{name} takes no {keyword}=", f"{near} {written}".strip()
    if count > len(by_place) and not any_count:
        return f"{name} is given {count} values in order and takes {len(by_place)}", written
    missing = [each.name for each in (*by_place[count:], *(each for each in parameters.values()
                                                           if each.kind is each.KEYWORD_ONLY))
               if each.default is each.empty and each.name not in given]
    return (f"{name} needs {' and '.join(missing)}", written) if missing else None


def how_written(name: str, word: Any) -> str:
    """How a drafting word is written, with its keywords, as in ``bag(run, construction="bagged", stitch="")``."""
    parts, star = [], False
    for each in inspect.signature(word).parameters.values():
        if each.kind is each.KEYWORD_ONLY and not star:
            star = True
        if each.kind in (each.VAR_POSITIONAL, each.VAR_KEYWORD):
            star = True
            parts.append(f"{each.name}..." if each.kind is each.VAR_POSITIONAL else f"{each.name}=...")
        elif each.default is each.empty:
            parts.append(f"{each.name}=..." if each.kind is each.KEYWORD_ONLY else each.name)
        else:
            parts.append(f"{each.name}={_plain(each.default)}")
    return f"{name}({', '.join(parts)})"


def _plain(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    return text if len(text) < 20 else "..."


def _drafting_words() -> Mapping[str, Any]:
    """The words of `mtmpattern.drafting` by their names."""
    import mtmpattern.drafting as words  # noqa: PLC0415  this module is one of those that it is made of

    return {name: getattr(words, name) for name in words.__all__ if callable(getattr(words, name))}


def _exported() -> frozenset[str]:
    """Everything that a template can import from `mtmpattern.drafting`."""
    import mtmpattern.drafting as words  # noqa: PLC0415

    return frozenset(words.__all__)


def _bound(node: ast.AST) -> Iterator[str]:
    """The names that a node itself assigns."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from names_of(node)
    elif isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
        yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest


def _bound_deep(node: ast.AST) -> set[str]:
    """The names that a statement of a class assigns, including those under an ``if`` or ``for``."""
    own = {*_bound(node)}
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return own
    return own.union(*(_bound_deep(each) for each in ast.iter_child_nodes(node)))


def _set_on_self(owner: ast.ClassDef) -> set[str]:
    """Attributes that methods of a class assign, or look up by a name in quotes."""
    found = {node.attr for node in ast.walk(owner) if isinstance(node, ast.Attribute)
             and not isinstance(node.ctx, ast.Load)}
    for node in ast.walk(owner):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in (
                "hasattr", "getattr", "setattr"):
            found |= {each.value for each in node.args
                      if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return found


def _drafting(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes of a file apart from what runs only when it is started as a program: ``if __name__ == "__main__":``."""
    for each in tree.body:
        test = each.test if isinstance(each, ast.If) else None
        if not (isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__"):
            yield from ast.walk(each)


def _static(method: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id in ("staticmethod", "classmethod")
               for each in method.decorator_list)
