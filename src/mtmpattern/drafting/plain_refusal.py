"""Faults of a shipped garment reworded for customers, who did not write its template and cannot change it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from mtmpattern.drafting.option import Option
from mtmpattern.drafting.request import Request
from mtmpattern.errors import Problem
from mtmpattern.units import apart

MESSAGES: Final = {
    "smooth": "a line of the garment would have a corner where its pieces are sewn together",
    "curve": "one of its lines cannot be drawn as a smooth curve",
    "outline.cut": "its seam allowances would run into each other",
    "outline": "its outline would cross itself",
    "intake": "a dart or pleat would not fit in its place",
    "join.length": "two edges that are sewn together would not be equally long",
    "join": "its edges could not be sewn together",
    "split": "it cannot be divided at the place intended",
    "spread": "it cannot be spread at the place intended",
    "derived": "it cannot be made from the piece that it follows",
    "facing": "its facing would have no room",
    "measure": "the garment would not measure what it is meant to",
    "solve": "a measure of the garment cannot be reached",
    "sides": "its left and right halves would not meet",
    "claim": "its edges could not all be sewn", "surface": "its pieces could not be sewn together",
    "notch": "its notches would not meet", "run": "a place on one of its edges cannot be found",
    "template": "it cannot be drafted", "dart": "a dart cannot be moved to the place intended",
    "operation": "its edges could not be sewn together", "slit": "a slit would not lie inside it",
    "buttons": "its buttons would have no room",
}
"""The message for a code, or for the first word of a code."""
OUT_OF_RANGE: Final = {"alterations": "intended.range", "garment": "intended.range", "options": "option.range"}
"""The code of a value that leads to a fault which only an author could correct, by the kind of its field."""
MOST_NAMED: Final = 6
"""How many measures that were estimated a message names."""
BEYOND: Final = "its pieces could not be drawn or sewn"


def in_plain_words(problems: Iterable[Problem], pieces: Collection[str], given: Request | None = None,
                   options: Mapping[str, Option[Any]] | None = None,
                   estimated: Sequence[str] = ()) -> tuple[Problem, ...]:
    """The problems, with those that only the author of a template could correct reworded for the customer.

    ``pieces`` are the names of the garment's pieces, so that a message can name the one concerned, and ``estimated``
    those of the measures that nobody took, so that it can say which to take. Where a garment cannot be drawn and an
    input of the request is known to be the cause, the message is about that input and its range, once for each input.
    """
    found = []
    for problem in problems:
        out = _out_of_range(problem, given, options or {}) if given is not None and _undrawn(problem) else None
        found.append(out or _plain(problem, pieces, estimated))
    return _without_consequences(tuple(dict.fromkeys(found)))


def _without_consequences(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without those that follow from a value of which another problem is reported already."""
    kept: list[Problem] = []
    said = {problem.field for problem in problems if problem.field and "reason" not in problem.params}
    for problem in problems:
        if "reason" not in problem.params or problem.field not in said:
            kept.append(problem)
            said.add(problem.field)
    return tuple(kept)


def _undrawn(problem: Problem) -> bool:
    """Whether the garment cannot be drawn at all, or would measure less than nothing."""
    return _message(problem.code) is not None or problem.params.get("garment", 0.0) < 0.0


def _message(code: str) -> str | None:
    return MESSAGES.get(code) or MESSAGES.get(code.partition(".")[0])


def _out_of_range(problem: Problem, given: Request, options: Mapping[str, Option[Any]]) -> Problem | None:
    """The problem as one of an input outside its range, where the range was found."""
    kind, _, name = problem.field.partition(".")
    if kind not in OUT_OF_RANGE or problem.allowed is None:
        return None
    value = getattr(given, kind).get(name)
    if value is None:
        return None
    least, most = problem.allowed
    sides = value if isinstance(value, Mapping) else {"": value}
    side, asked = max(sides.items(), key=lambda each: max(least - each[1], each[1] - most))
    if not isinstance(asked, int | float) or least <= asked <= most:
        return None
    limit, word, side_of_it = (least, "less", "below") if asked < least else (most, "more", "above")
    unit = options[name].unit if kind == "options" else "mm"
    off, at = (f"{float(each):+g}" for each in (asked, limit)) if kind == "alterations" else apart(asked, limit)
    params = {"name": name, "value": round(float(asked), 1), "least": round(least, 1), "most": round(most, 1),
              "reason": problem.code}
    beyond = f"{_unknown(problem)} could not be made" if problem.code == "solve.range" and problem.where else BEYOND
    return replace(problem, message=f"{name}: {off} {unit} is {word} than {at} {unit}; {beyond} {side_of_it} that",
                   code=OUT_OF_RANGE[kind], where=name, hint=_advised(problem),
                   params={**params, **({"side": side} if side else {})})


def _plain(problem: Problem, pieces: Collection[str], estimated: Sequence[str]) -> Problem:
    if problem.code == "solve.jump":                            # says what jumps, in words of the trade, and what to do
        return problem
    message = _message(problem.code)
    if message is None:
        return problem
    piece = concerned_piece(problem, pieces)
    if problem.code == "solve.range" and problem.where:         # names the unknown in words of the trade
        piece, message = "", f"{_unknown(problem)} cannot be made as it is meant to be"
    reason = f"{piece.replace('_', ' ')}: {message}" if piece else message
    kind, _, name = problem.field.partition(".")
    if kind in OUT_OF_RANGE and problem.advice:             # the value that was asked for is at fault
        return Problem(f"{name}: {reason}", OUT_OF_RANGE[kind], name, problem.advice, field=problem.field,
                       allowed=problem.allowed, params={"name": name, "reason": problem.code}, piece=piece)
    return replace(problem, message=reason, hint=_advised(problem, estimated))


def concerned_piece(problem: Problem, pieces: Collection[str]) -> str:
    """The piece that a problem is about: the one that it names, or the one in which its place lies; empty if none."""
    return next((name for name in (problem.piece, problem.where.partition(".")[0]) if name in pieces), "")


def _unknown(problem: Problem) -> str:
    """What was sought, in words of the trade."""
    return f"the {problem.where}"


def _advised(problem: Problem, estimated: Sequence[str] = ()) -> str:
    """What a hint says about the customer's own inputs."""
    if problem.advice:
        return problem.advice
    more = f" Measure what was estimated: {', '.join(estimated[:MOST_NAMED])}." if estimated else ""
    return f"Check the measures of this person, or choose other options.{more}"
