"""All errors, as one tree that a caller can handle without parsing text.

    MtmError
    ├── MeasurementError (ValueError)    missing, implausible, unit unclear, contradictory
    ├── OptionError (ValueError)         unknown option or fit, value out of range or of the wrong type
    ├── FileFormatError (ValueError)     a file that cannot be read; carries file, line and column
    ├── TemplateNotFound (LookupError)   no template of that name; carries the nearest names
    ├── DraftError                       a body or a template that does not yield a valid pattern
    │   ├── SolveError                   no value in the bracket reaches the target
    │   ├── OutlineError                 edges that do not close, cross themselves or run clockwise
    │   ├── JoinError                    runs that do not meet, or whose lengths do not agree
    │   ├── UnknownName (LookupError)    no piece, edge, point or word of that name; the hint gives the nearest one
    │   │   └── UnknownEdge (AttributeError)   the same for an edge, which is read as an attribute of its piece
    │   └── PatternRefused               the audit found faults; every one is in ``problems``
    ├── ExportError                      the pattern cannot be written in that format, or to that place
    ├── StationError                     the pattern cannot be made on that machine
    ├── MissingExtra (ImportError)       a library from an optional extra is not installed
    └── PluginError                      a template or format file that cannot be loaded

An error carries one or more `Problem`; all faults of one input come in one error.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from dataclasses import dataclass, replace
from dataclasses import field as made_of
from functools import lru_cache
from numbers import Integral, Real
from typing import Any, Final, Self, TypeVar

from mtmpattern.figures import figures_of, in_unit, plain
from mtmpattern.limits import LONGEST_SHOWN, MOST_NAMES, MOST_PROBLEMS

_IN_THE_TEXT: Final = ("operation", "advice")
"""Fields that plain data leave out."""

AS_TYPED: Final = frozenset({"option.type", "alteration.value", "alteration.type", "garment.type"})
"""Codes of values that cannot be read; so are many of measures, which are in the unit of their file from the start."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: a sentence with the numbers and their units, its code, its place and what to do.

    ``code`` is dotted and stable (``measurement.unit``, ``join.length``). ``where`` is a JSON Pointer into the input
    (``/options/neck_drop``), or names a place of the garment (``front.side``); ``line`` and ``column`` count from 1 and
    belong to ``file``. ``field`` is the given value that caused it (``alterations.waist``), and ``allowed`` its allowed
    range in its unit, if that was worked out. ``weight`` is ``remark`` for a problem that is not a fault and is listed
    beside the faults of the same input. ``params`` are the values in the sentence, for a translation: names, and
    numbers in mm, kg and degrees whatever the unit of the text. A problem raised without any lists the figures of its
    text under ``mm``, ``deg``, ``percent``, ``number`` and ``name``, in their order.

    ``argument`` is the argument of a function that corrects the fault, and ``piece`` the piece of the garment that it
    is about. Two more repeat a part of the text, so that nothing has to find it there: ``operation`` is an operation of
    the template as it prints, and ``advice`` is the end of the hint, about the values of the request.
    """

    message: str
    code: str
    where: str = ""
    hint: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    field: str = ""
    allowed: tuple[float, float] | None = None
    weight: str = ""
    params: Mapping[str, Any] = made_of(default_factory=dict, compare=False)
    piece: str = made_of(default="", compare=False)
    operation: str = made_of(default="", compare=False)
    argument: str = made_of(default="", compare=False)
    advice: str = made_of(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", plain(self.params) if self.params else figures_of(self.message))

    def in_unit(self, unit: str) -> Problem:
        """The same problem with its text in ``unit``, cm or inches, if it was in mm; the params stay in mm.

        A problem about a text that cannot be read repeats it, and its examples, as they were written.
        """
        if self.code in AS_TYPED or self.code.startswith("measurement."):
            return self
        message, hint = in_unit(self.message, unit), in_unit(self.hint, unit)
        if (message, hint) == (self.message, self.hint):
            return self
        return replace(self, message=message, hint=hint, advice=in_unit(self.advice, unit))

    def advised(self, advice: str) -> Problem:
        """The problem with more advice on the values of the request, at the end of its hint."""
        return replace(self, hint=f"{self.hint} {advice}".strip(), advice=f"{self.advice} {advice}".strip())

    def __str__(self) -> str:
        text = self.message if not self.hint else f"{self.message.rstrip('.')}. {self.hint}"
        place = self.file if self.line is None else f"{self.file} line {self.line}".strip()
        if self.column is not None:
            place += f" column {self.column}"
        weight = f"{self.weight}: " if self.weight else ""
        return f"{weight}{text} [{self.code}{', ' + place if place else ''}]"

    def to_dict(self) -> dict[str, Any]:
        """The problem as plain data, without empty fields, ready for JSON."""
        fields = {name: getattr(self, name) for name in self.__slots__ if name not in _IN_THE_TEXT}
        return {name: dict(value) if name == "params" else value for name, value in fields.items()
                if value not in ("", None, {})}


def and_more(count: int) -> Problem:
    """The last problem of a report that is too long: the count of the others."""
    return Problem(f"{count} more {'fault was' if count == 1 else 'faults were'} found", "error.more",
                   hint="Correct these first.")


@contextmanager
def no_surprise(error: type[MtmError], what: str, code: str) -> Iterator[None]:
    """Turn any other exception into an `MtmError`, so that a reader ends with a message for any input.

    The message does not repeat that of the exception, which may quote a person's measures.
    """
    try:
        yield
    except MtmError:
        raise
    except MemoryError as found:
        raise error(f"{what} needs more memory than there is", code=code, hint="Is it the right file?") from found
    except Exception as found:
        place = found.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        at = f" in {place.tb_frame.f_code.co_filename.rpartition('/')[2]} line {place.tb_lineno}" if place else ""
        raise error(f"{what} cannot be read or made: {type(found).__name__}{at}", code=code,
                    hint="This is a defect in mtmpattern; please report it with what you gave.") from found


class MtmError(Exception):
    """The root of all errors raised on purpose. ``str()`` is one readable line per problem."""

    def __init__(self, message: str = "", *, code: str = "error", where: str = "", hint: str = "",
                 problems: Iterable[Problem] = (), params: Mapping[str, Any] | None = None,
                 argument: str = "") -> None:
        given = tuple(problems) or (Problem(message, code, where, hint, params=params or {}, argument=argument),)
        if len(given) > MOST_PROBLEMS + 1:      # one more, for the count of those that a reader left out
            given = (*given[:MOST_PROBLEMS], and_more(len(given) - MOST_PROBLEMS))
        self.problems: tuple[Problem, ...] = given
        super().__init__("\n".join(map(str, self.problems)))

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Self:
        """One error for all the problems of one input."""
        return cls(problems=problems)

    def in_unit(self, unit: str) -> Self:
        """The same error with its texts in ``unit``."""
        if unit not in ("cm", "in"):
            return self
        other = type(self).of(each.in_unit(unit) for each in self.problems)
        other.__cause__ = self.__cause__
        return other

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle every problem, so that an error raised in another process arrives unchanged."""
        return type(self).of, (self.problems,)

    @property
    def code(self) -> str:
        """The code of the first problem."""
        return self.problems[0].code

    @property
    def where(self) -> str:
        """The place of the first problem."""
        return self.problems[0].where

    @property
    def hint(self) -> str:
        """What to do about the first problem."""
        return self.problems[0].hint

    def to_dict(self) -> dict[str, Any]:
        """``{"error": class name, "problems": [...]}``, ready for an HTTP 422."""
        return {"error": type(self).__name__, "problems": [problem.to_dict() for problem in self.problems]}


@contextmanager
def texts_in(unit: str) -> Iterator[None]:
    """Raise errors with their texts in ``unit``; see `MtmError.in_unit`."""
    try:
        yield
    except MtmError as error:
        raise error.in_unit(unit) from error.__cause__


class MeasurementError(MtmError, ValueError):
    """A body that cannot be drafted for: a measure is missing, implausible, without a unit or contradictory."""


class OptionError(MtmError, ValueError):
    """An option or fit that the template does not have, or a value outside its range."""


class FileFormatError(MtmError, ValueError):
    """A file that cannot be read; its problems carry file, line and column."""


class TemplateNotFound(MtmError, LookupError):
    """No template of that name; the hint lists the nearest ones."""


class DraftError(MtmError):
    """The template does not yield a valid pattern for this body and these options."""


class SolveError(DraftError):
    """No value between the bounds reaches the target; the message gives the range that can be reached."""


class OutlineError(DraftError):
    """The edges of a piece do not make one simple, closed, counter-clockwise outline."""


class JoinError(DraftError):
    """Two runs that are to be sewn do not meet, or their lengths do not agree."""


class UnknownName(DraftError, LookupError):
    """An unknown name or word: of a piece, an edge, a point, a place of the body, a grain."""

    @classmethod
    def among(cls, known: Iterable[str], name: object, message: str, *, code: str, where: str = "") -> Self:
        """Return the error for a ``name`` that is not among the ``known`` ones; its hint gives the nearest of them."""
        return cls(message, code=code, where=where, hint=meant(name, tuple(known)))


class UnknownEdge(UnknownName, AttributeError):
    """An edge, slit or inner line that a piece does not have; edges are attributes, so ``hasattr`` works for them."""


class PatternRefused(DraftError):
    """The audit of a finished pattern found faults, so nothing is written."""


class ExportError(MtmError):
    """The format cannot represent the pattern, or the output cannot be written."""


class StationError(MtmError):
    """The pattern cannot be made on that machine or cloth."""


T = TypeVar("T")


def gathered(found: list[Problem], attempt: Callable[[], T]) -> T | None:
    """The result of the attempt; if it raises `MtmError`, None, and its problems are added to those ``found``."""
    try:
        return attempt()
    except MtmError as error:
        found.extend(error.problems)
        return None


class MissingExtra(MtmError, ImportError):
    """A feature of an optional extra that is not installed; the hint names the extra."""

    @classmethod
    def named(cls, extra: str, module: str) -> Self:
        """The error for a ``module`` that comes with the ``extra``."""
        return cls(f"the {extra} needs {module}, not installed here", code="extra.missing", where=extra,
                   hint=f"Install it with pip install 'mtmpattern[{extra}]'.",
                   params={"extra": extra, "module": module})


class PluginError(MtmError):
    """A template file or plug-in that cannot be loaded; names the file or distribution at fault."""


_KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "a number": (Real,), "a whole number": (Integral,), "text": (str,), "a folder": (str, os.PathLike),
    "a list of names": (list, tuple), "named values": (Mapping,), "True or False": (bool,)}


def check_arguments(**given: tuple[object, str]) -> None:
    """Raise `OptionError` with every argument of a program that is not of its kind.

    ``check_arguments(end=(end, "a number"), table=(table, "a number or None"))``; a number is finite.
    """
    problems = []
    for name, (value, wanted) in given.items():
        kind = wanted.removesuffix(" or None")
        if kind != wanted and value is None:
            continue
        wrong = not isinstance(value, _KINDS[kind]) or (isinstance(value, bool) and kind != "True or False")
        if wrong or (isinstance(value, Real) and plain(value) is None):
            problems.append(Problem(f"{name}: {shown(value)} is not {kind}", "option.type", name, f"Give {wanted}.",
                                    params={"name": name, "value": shown(value)}))
    if problems:
        raise OptionError.of(problems)


def nearest(name: object, known: Iterable[str], *, most: int = 1, cutoff: float = 0.6) -> tuple[str, ...]:
    """The known names most like this one, the nearest first, at most ``most``; empty if none is near."""
    return _nearest(clean(name if isinstance(name, str) else shown(name), LONGEST_SHOWN), tuple(known), most, cutoff)


@lru_cache(maxsize=512)                         # the same wrong name may be in every row of a table
def _nearest(text: str, known: tuple[str, ...], most: int, cutoff: float) -> tuple[str, ...]:
    from difflib import get_close_matches  # noqa: PLC0415  only an error needs it

    return tuple(get_close_matches(text, known, most, cutoff))


def did_you_mean(name: object, known: Iterable[str], otherwise: str = "") -> str:
    """``Did you mean sleeve?`` if a known name is near, otherwise the other hint."""
    near = nearest(name, known)
    return f"Did you mean {near[0]}?" if near else otherwise


def meant(name: object, known: Sequence[str], has: str = "It has") -> str:
    """The hint for an unknown name: the nearest one if any is near, then the known ones after ``has``."""
    return f"{did_you_mean(name, known)} {has} {listed(known) or 'none'}.".lstrip()


def listed(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """``a, b and 3 more``: the first ``most`` names, and the count of the others."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def clean(text: str, most: int = 40) -> str:
    """Untrusted text made safe for a message: cut to ``most`` characters, with ``?`` for unprintable ones."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:most])


def shown(value: object) -> str:
    """A value as given, quoted and cut to a length fit for a sentence; never raises."""
    if isinstance(value, (str, bytes)) and len(value) > 44:
        return f"{value[:40]!r}..."
    if (isinstance(value, int) and value.bit_length() > 400) or (isinstance(value, Sized) and len(value) > 60):
        return f"{'a number' if isinstance(value, int) else f'a {type(value).__name__}'} that is far too large"
    try:
        text = repr(value)
    except Exception:  # a class with its own __repr__, or a number with more digits than Python prints
        return f"a value of type {type(value).__name__}"
    return text if len(text) <= 48 else f"{text[:44]}..."
