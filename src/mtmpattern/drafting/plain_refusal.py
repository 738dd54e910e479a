"""Faults of a shipped garment reworded for customers, who did not write its template and cannot change it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from mtmpattern.errors import Problem

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
_ADVICE: Final = re.compile(r"(It follows from .*|(Alter|Set) .* or more\.|No value of .*)$", re.DOTALL)


def in_plain_words(problems: Iterable[Problem], pieces: Collection[str], estimated: Sequence[str] = (),
                   ) -> tuple[Problem, ...]:
    """The problems, with those that only the author of a template could correct reworded for the customer.

    ``pieces`` are the names of the garment's pieces, so that a message can name the one concerned, and ``estimated``
    those of the measures that nobody took, so that it can say which to take.
    """
    found = tuple(dict.fromkeys(_plain(problem, pieces, estimated) for problem in problems))
    return _without_consequences(found)


def _without_consequences(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without those that follow from a value of which another problem is reported already."""
    kept: list[Problem] = []
    said = {problem.field for problem in problems if problem.field and "reason" not in problem.params}
    for problem in problems:
        if "reason" not in problem.params or problem.field not in said:
            kept.append(problem)
            said.add(problem.field)
    return tuple(kept)


def _plain(problem: Problem, pieces: Collection[str], estimated: Sequence[str]) -> Problem:
    if problem.code == "solve.jump":                            # says what jumps, in words of the trade, and what to do
        return problem
    message = MESSAGES.get(problem.code) or MESSAGES.get(problem.code.partition(".")[0])
    if message is None:
        return problem
    words = re.split(r"[.\s,:]+", f"{problem.where} {problem.message}")
    piece = next((word for word in words if word in pieces), "")
    if problem.code == "solve.range" and problem.where:         # names the unknown in words of the trade
        piece, message = "", f"the {problem.where.partition(', in ')[0]} cannot be made as it is meant to be"
    advice = _ADVICE.search(problem.hint)
    kind, _, name = problem.field.partition(".")
    if advice and kind in OUT_OF_RANGE:                         # the value that was asked for is at fault
        reason = f"{piece.replace('_', ' ')}: {message}" if piece else message
        return Problem(f"{name}: {reason}", OUT_OF_RANGE[kind], name, advice.group(1), field=problem.field,
                       allowed=problem.allowed, params={"name": name, "reason": problem.code})
    hint = advice.group(1) if advice else "Check the measures of this person, or choose other options."
    if estimated and not advice:
        hint += f" Measure what was estimated: {', '.join(estimated[:MOST_NAMED])}."
    return replace(problem, message=f"{piece.replace('_', ' ')}: {message}" if piece else message, hint=hint)
