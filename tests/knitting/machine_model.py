"""The public model of a knitting machine (virtual-knitting-machine) as a second opinion on our programs.

It rejects legal knitout that it does not know (extensions, settings, other machines' names, free yarn names), so it
gets a copy without them. It knows one machine, with 540 needles and an inserting hook; needles 0 and 1 are not checked
well, so the copy's needles start higher.
"""

from __future__ import annotations

import re
import typing
import warnings
from dataclasses import dataclass
from functools import lru_cache

from knitout_interpreter.knitout_execution import Knitout_Executer
from knitout_interpreter.knitout_language.Knitout_Parser import parse_knitout

from mtmpattern.knitting.knitout import Program

_LEFT_OUT = re.compile(r"\s*(x-|stitch\b)|;;(X-|Yarn-|Width|Gauge)")
_NEEDLE = re.compile(r"\b([fb])(-?\d+)\b")


@dataclass(frozen=True)
class Verdict:
    """What the model raised and warned of, and what it was left with."""

    raised: str
    warned: tuple[str, ...]
    held: int
    carriers: int
    loops: int

    def sound(self, loops: int) -> bool:
        return not (self.raised or self.warned or self.held or self.carriers) and self.loops == loops


def stripped(program: Program, shift: int = 0) -> str:
    """The copy that the model reads, its needles moved by ``shift``."""
    lines = []
    for line in program.text().splitlines():
        if _LEFT_OUT.match(line):
            continue
        operation, semicolon, comment = line.partition(";")
        operation = _NEEDLE.sub(lambda found: f"{found[1]}{int(found[2]) + shift}", operation)
        lines.append(operation if operation else semicolon + comment)
    return re.sub(r"^;;Machine:.*$", ";;Machine: SWG091N2", "\n".join(lines), flags=re.MULTILINE) + "\n"


def run(program: Program, shift: int = 4) -> Verdict:
    """Execute a program on the model."""
    _quicker()
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always")
        try:
            executer = Knitout_Executer(parse_knitout(stripped(program, shift)))
        except Exception as error:
            return Verdict(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}", (), 0, 0, 0)
    machine = executer.knitting_machine
    warned = tuple(f"{type(each.message).__name__}: {' '.join(str(each.message).split())[:150]}" for each in noted
                   if "In_Loose_Carrier" not in type(each.message).__name__)
    return Verdict("", warned, len(machine.active_loops),
                   sum(carrier.is_active for carrier in machine.carrier_system.carriers),
                   len(list(executer.resulting_knit_graph)))


def _quicker() -> None:
    """Four times quicker on Python 3.11: the interpreter asks the same questions about protocols again and again."""
    for name in ("_get_protocol_attrs", "_is_callable_members_only"):
        function = getattr(typing, name, None)
        if function is not None and not hasattr(function, "cache_info"):
            setattr(typing, name, lru_cache(maxsize=None)(function))
