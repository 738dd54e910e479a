"""The faults of a knitting program, each with its line, course, needle and carrier."""

from __future__ import annotations

from dataclasses import dataclass

from mtmpattern.errors import Problem
from mtmpattern.knitting.knitout import Program

MOST_FAULTS = 50
"""The most faults that are kept for one program: one mistake often causes many others."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a machine cannot do, or that spoils the cloth. ``course`` is the nearest source comment before it."""

    code: str
    reason: str
    line: int
    course: str = ""
    needle: str = ""
    carrier: str = ""

    def __str__(self) -> str:
        where = [f"line {self.line}"]
        where += [self.course] if self.course else []
        where += [f"needle {self.needle}"] if self.needle else []
        where += [f"carrier {self.carrier}"] if self.carrier else []
        return f"{', '.join(where)}: {self.reason} [{self.code}]"

    def problem(self, file: str = "") -> Problem:
        """The fault as one of an error's problems."""
        words = [f"{name} {value}" for name, value in
                 (("needle", self.needle), ("carrier", self.carrier)) if value]
        message = f"{', '.join(words)}: {self.reason}" if words else self.reason
        return Problem(message, self.code, self.course, "", file, self.line)


class FaultList:
    """Collects faults of one program, up to `MOST_FAULTS`."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.found: list[Fault] = []
        self.total = 0

    def add(self, code: str, index: int, reason: str, *, needle: str = "", carrier: str = "") -> None:
        """Record a fault at a line of the body."""
        self.total += 1
        if len(self.found) < MOST_FAULTS:
            self.found.append(Fault(code, reason, self._program.line_number(index), self.course(index), needle,
                                    carrier))

    def course(self, index: int) -> str:
        """The last source comment at or before a line of the body."""
        body = self._program.body
        for at in range(min(index, len(body) - 1), -1, -1):
            if body[at].comment and body[at].source:
                return body[at].source
        return ""

    def __bool__(self) -> bool:
        return bool(self.found)
