"""Turns an exception of a template into one sentence with its file, line, the word at fault and what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from inspect import isfunction, ismethod
from pathlib import Path
from types import FrameType, ModuleType, TracebackType
from typing import Any

from mtmpattern.drafting.declaration import unknown_measure
from mtmpattern.drafting.piece_method import PieceMethod
from mtmpattern.drafting.spelling import wrong_arguments
from mtmpattern.drafting.template import Needed, Template
from mtmpattern.drafting.template_file import TemplateFile, read_file
from mtmpattern.errors import DraftError, MtmError, Problem, clean, did_you_mean, shown

_OPERATORS = {"+": "added", "-": "subtracted", "*": "multiplied", "/": "divided", "<": "compared", ">": "compared",
              "<=": "compared", ">=": "compared"}


_NAMED_ALREADY = ("join", "operation", "template", "run", "solve", "making", "sides", "block", "piece")
"""Kinds of faults whose message names what they are about."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """One line of a template's own file that was being run, the innermost last."""

    file: TemplateFile
    line: int
    frame: FrameType
    lasti: int

    def node(self) -> Any:
        """The expression that was being worked out."""
        places = list(self.frame.f_code.co_positions())
        start, end, column, to = places[self.lasti // 2]
        if start is None or end is None or column is None or to is None:
            return None
        return self.file.node_at((start, column), (end, to))


def located(error: MtmError, paths: Iterable[str]) -> MtmError:
    """The error with file and line of the template, and with piece and edge where a line could not be drawn.

    ``paths`` are the template's own files: an error outside of them gets no line.
    """
    own = set(paths)
    spots = _spots(error.__traceback__, own)
    piece, edge = _drawn(error, spots)
    line = (spots[-1].file.name, spots[-1].line) if spots else _of_method(error, own)
    if line is None:
        line = next((found for found in (_of_yields(problem, own) for problem in error.problems) if found), None)
    found = []
    for each in error.problems:
        problem = replace(each, piece=each.piece or piece)
        if line is None:
            found.append(problem)
            continue
        if not each.file:
            problem = replace(problem, file=line[0], line=line[1])
        drawn = () if each.code.partition(".")[0] in _NAMED_ALREADY else (piece, edge)
        named = ", ".join(word for word in drawn if word and not _says(each.message, word))
        if named:
            problem = replace(problem, message=f"{named}: {each.message}", where=each.where or piece)
        found.append(problem)
    return type(error).of(found).with_traceback(error.__traceback__)


def in_words(name: str, error: BaseException, paths: Iterable[str]) -> DraftError:
    """An exception that Python raised in a template, or in what the template called, as a fault of the template."""
    problem = problem_of(name, error, paths)
    return DraftError.of([problem])


def problem_of(name: str, error: BaseException, paths: Iterable[str], code: str = "template.raised") -> Problem:
    """The same, as a problem."""
    spots = _spots(error.__traceback__, set(paths))
    try:
        message, word, hint = _sentence(name, error, spots[-1] if spots else None)
    except Exception:                           # reading an unknown exception may itself raise
        message, word, hint = described(error), "", ""
    if not spots:
        frames = list(_frames(error.__traceback__))
        where = f"{Path(frames[-1][0].f_code.co_filename).name} line {frames[-1][1]}" if frames else name
        return Problem(f"{name} raised {described(error)}", code, where,
                       "Correct the template; drafting stopped there.")
    piece, _ = _drawn(error, spots)
    if piece and not _says(message, piece):
        message = f"{piece}: {message}"
    return Problem(message, code, word or name, hint or "Correct this line; drafting stopped there.",
                   spots[-1].file.name, spots[-1].line, piece=piece)


def _says(message: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", message) is not None


def _frames(trace: TracebackType | None) -> Iterator[tuple[FrameType, int, int]]:
    while trace is not None:
        yield trace.tb_frame, trace.tb_lineno, trace.tb_lasti
        trace = trace.tb_next


def _spots(trace: TracebackType | None, paths: set[str]) -> list[_Spot]:
    found = []
    for frame, line, lasti in _frames(trace):
        path = frame.f_code.co_filename
        file = read_file(path) if path in paths else None
        if file:
            found.append(_Spot(file, line, frame, lasti))
    return found


def _methods(error: BaseException) -> Iterator[PieceMethod]:
    """The piece methods that were being worked out, the innermost last."""
    for frame, _, _ in _frames(error.__traceback__):
        method = frame.f_locals.get("self")
        if isinstance(method, PieceMethod) and frame.f_code.co_name == "worked_out":
            yield method


def _of_method(error: BaseException, paths: set[str]) -> tuple[str, int] | None:
    """The line of the edges of the piece being drafted, for an outline that was drawn and then refused."""
    for method in _methods(error):
        code = method.method.__code__
        file = read_file(code.co_filename) if code.co_filename in paths else None
        if file:
            return file.name, file.line_in(code.co_firstlineno, "edges")
    return None


def _drawn(error: BaseException, spots: list[_Spot]) -> tuple[str, str]:
    """The piece that was being drafted, and the edge or variable that its line was to become."""
    piece = next((method.name for method in reversed([*_methods(error)])), "")
    for spot in reversed(spots):
        node = spot.node()
        edge = spot.file.edge_of(node) if node is not None else ""
        if edge:
            return piece, edge
    return piece, ""


def _of_yields(problem: Problem, paths: set[str]) -> tuple[str, int] | None:
    """The line of the method whose yields are refused; the params name it."""
    method = problem.params.get("method")
    if not isinstance(method, str):
        return None
    for file in filter(None, map(read_file, sorted(paths))):
        for owner in file.classes:
            stated = file.stated(owner, method)
            if stated:
                return file.name, stated.lineno
    return None


# ---- Python's exceptions in words --------------------------------------------------------------------------------


def _sentence(name: str, error: BaseException, spot: _Spot | None) -> tuple[str, str, str]:
    """Message, word and hint for an exception."""
    node = spot.node() if spot else None
    text = spot.file.source(node) if spot and node is not None else ""
    match error:
        case UnboundLocalError():
            return f"{error.name or text} is used before it is given a value", str(error.name or ""), ""
        case NameError() if spot:
            known = {*spot.frame.f_globals, *spot.frame.f_locals, *_words()}
            hint = did_you_mean(error.name, known, "Import it, or write what is meant.")
            return f"nothing is called {error.name}", str(error.name), hint
        case AttributeError() if error.name:
            return _no_attribute(name, error)
        case TypeError():
            return _wrong_type(error, text)
        case KeyError():
            return f"{text or 'a mapping'} has nothing under {shown(error.args[0])}", str(error.args[0]), ""
        case IndexError():
            return f"{text} counts beyond the last one", text, ""
        case ZeroDivisionError():
            return f"{text} divides by 0", text, "Check what it is divided by, for this body and these options."
        case ValueError() if "values to unpack" in str(error):
            few = re.search(r"expected (\d+)(?:, got (\d+))?", str(error))
            wanted, got = few.groups() if few else ("", "")
            return (f"{text} names {wanted} values and {f'gets {got}' if got else 'gets more'}", text,
                    "Name as many as its method returns.")
        case ValueError() if "math domain" in str(error) or "range" in str(error):
            return (f"{text} has no value: the number is outside what sqrt, asin, acos or log can take", text,
                    "Keep it inside with min and max.")
        case RecursionError():
            return "methods call each other without end", text, "Work one of them out without the other."
        case NotImplementedError() if spot is None or "making" in str(error):
            return f"{name} does not say how it is sewn", "making", "Write making(), and yield its operations in order."
        case _:
            return f"{text + ': ' if text else ''}{described(error)}", text, ""


def _no_attribute(name: str, error: AttributeError) -> tuple[str, str, str]:
    word, owner = str(error.name), error.obj
    if owner is None:
        return f".{word} is read from nothing (None)", word, "What stands before it returns nothing; write return."
    if isinstance(owner, Needed):
        message, hint = unknown_measure(word)
        return message, word, hint
    if ismethod(owner) or isfunction(owner):
        return (f"{owner.__name__} is a method, and .{word} is read from the method itself", owner.__name__,
                f"Write {owner.__name__}(...).{word}, or put @once above the method to read it like a value.")
    if isinstance(owner, str | int | float | tuple | list | dict | set | type):
        kind = "class" if isinstance(owner, type) else _kind(type(owner).__name__)
        return (f"{_article(kind)} {kind}, {shown(owner)}, stands where something with .{word} is needed", word,
                "Write a point, a line, a piece or a mapping there, as the word asks.")
    known = [each for each in dir(owner) if not each.startswith("_")]
    kind = type(owner).__name__
    what = name if isinstance(owner, Template) else f"module {owner.__name__}" if isinstance(owner, ModuleType) else (
        f"{_article(kind)} {kind}")
    return f"{what} has no {word}", word, did_you_mean(word, known, f"It has {', '.join(known[:24])}.")


def _wrong_type(error: TypeError, text: str) -> tuple[str, str, str]:
    reason = clean(str(error), 200)
    called = re.match(r"(?:\w+\.)*(\w+)\(\) (?:got|takes|missing)", reason)
    word = _words().get(called.group(1)) if called else None
    if called and word is not None:
        unexpected = re.search(r"unexpected keyword argument '(\w+)'", reason)
        wrong = wrong_arguments(called.group(1), word, 0, [unexpected.group(1)]) if unexpected else None
        if wrong:
            return wrong[0], called.group(1), wrong[1]
    operands = re.match(r"unsupported operand type\(s\) for (\S+): '(\w+)' and '(\w+)'", reason) or re.match(
        r"'(\S+)' not supported between instances of '(\w+)' and '(\w+)'", reason)
    if operands:
        sign, first, second = operands.groups()
        both = " and ".join(f"{_article(each)} {each}".strip() for each in (_kind(first), _kind(second)))
        return f"{text}: {both} cannot be {_OPERATORS.get(sign, f'joined by {sign}')}", text, ""
    called = re.match(r"'(\w+)' object is not callable", reason)
    if called:
        return f"{text}: {_article(_kind(called.group(1)))} {_kind(called.group(1))} takes no brackets", text, (
            "Leave the brackets out, or write what stands between: a sign such as * may be missing.")
    if "'NoneType' object is not iterable" in reason or "cannot unpack non-iterable NoneType" in reason:
        return f"{text} gives nothing (None)", text, "Its method returns nothing; write return, or yield."
    return f"{text + ': ' if text else ''}{reason}", text, ""


def _kind(name: str) -> str:
    return {"float": "number", "int": "number", "str": "text", "NoneType": "nothing (None)", "tuple": "tuple",
            "function": "method"}.get(name, name)


def _article(word: str) -> str:
    return "" if word.startswith("nothing") else "an" if word[:1].lower() in "aeiou" else "a"


def _words() -> dict[str, Any]:
    import mtmpattern.drafting as words  # noqa: PLC0415  this module is one of those that it is made of

    return {name: getattr(words, name) for name in words.__all__ if callable(getattr(words, name))}


def described(error: BaseException) -> str:
    """The class and message of an exception in one sentence, without the message if reading it fails."""
    try:
        text = " ".join(str(error).split())
    except Exception:
        text = ""
    return f"{type(error).__name__}: {clean(text, 200)}" if text else type(error).__name__
