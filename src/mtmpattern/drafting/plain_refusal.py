"""Faults of a shipped garment in words for whoever orders it: they did not write its template and cannot change it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from ..errors import Problem

SAID: Final = {
    "smooth": "a line of the garment would have a corner where its pieces are sewn together",
    "curve": "one of its lines cannot be drawn as a smooth curve",
    "outline.cut": "its seam allowances would run into each other",
    "outline": "its outline would cross itself",
    "intake": "a dart or pleat would not fit in its place",
    "join.length": "two edges that are sewn together would not be equally long",
    "join": "its edges could not be sewn together",
    "split": "it cannot be divided where it is to be",
    "spread": "it cannot be spread where it is to be",
    "derived": "it cannot be made from the piece that it follows",
    "facing": "its facing would have no room",
    "measure": "the garment would not measure what it is meant to",
    "solve": "a measure of the garment cannot be reached",
    "sides": "its left and right halves would not meet",
    "claim": "its edges could not all be sewn", "surface": "its pieces could not be sewn together",
    "notch": "its notches would not meet", "run": "a place on one of its edges cannot be found",
    "template": "it cannot be drafted", "dart": "a dart cannot be moved where it is to be",
    "operation": "its edges could not be sewn together", "slit": "a slit would not lie inside it",
    "buttons": "its buttons would have no room",
}
"""What is wrong by code, or by the first word of a code."""
_ASKED: Final = re.compile(r"(It follows from .*|(Alter|Set) .* or more\.|No value of .*)$", re.DOTALL)


def in_plain_words(problems: Iterable[Problem], pieces: Collection[str]) -> tuple[Problem, ...]:
    """The problems, those that only the author of a template could mend said otherwise, with what was given.

    ``pieces`` are the names of the garment's pieces: a fault is said of the one that it is about.
    """
    return tuple(dict.fromkeys(_plain(problem, pieces) for problem in problems))


def _plain(problem: Problem, pieces: Collection[str]) -> Problem:
    said = SAID.get(problem.code) or SAID.get(problem.code.partition(".")[0])
    if said is None:
        return problem
    words = re.split(r"[.\s,:]+", f"{problem.where} {problem.message}")
    piece = next((word for word in words if word in pieces), "")
    if problem.code == "solve.range" and problem.where:         # names what was looked for in words of the trade
        piece, said = "", f"the {problem.where.partition(', in ')[0]} cannot be made as it is meant to be"
    asked = _ASKED.search(problem.hint)
    hint = asked.group(1) if asked else "Check the measures of this person, or choose other options."
    return replace(problem, message=f"{piece.replace('_', ' ')}: {said}" if piece else said, hint=hint)
