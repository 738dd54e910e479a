"""The table of minutes and thread: one YAML file, which a workroom may copy and change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import Final

from mtmpattern.documents import Faults, Node, Source, Text, read_document
from mtmpattern.errors import FileFormatError, Problem, meant
from mtmpattern.units import typed

STITCH: Final = ("per_cm", "speed", "width", "base", "by_thickness", "by_width")
SINGLE: Final = ("allowance", "share_of_speed", "buttonhole", "button")
GROUPS: Final = {
    "handling": ("sewn", "encased", "bagged", "bound", "zipped", "closed", "hemmed", "caught", "laid", "opened", "raw",
                 "dart", "pleat", "fish-eye", "fuse"),
    "pressing": ("each", "per_metre"),
    "thread": ("buttonhole", "button"),
}
LARGEST: Final = 100_000.0
USUAL: Final = "301"
"""The class by which one that the table does not have is reckoned."""


@dataclass(frozen=True, slots=True)
class StitchClass:
    """One class of ISO 4915: stitches per cm, speed per minute, width in mm, and the thread that it takes."""

    per_cm: float
    speed: float
    width: float
    base: float
    by_thickness: float
    by_width: float

    def thread(self, thickness: float) -> float:
        """Millimetres of thread for each mm of a seam that is ``thickness`` mm thick."""
        per_mm = self.per_cm / 10
        return self.base + per_mm * (self.by_thickness * thickness + self.by_width * self.width)


@dataclass(frozen=True, slots=True)
class Times:
    """The table: minutes and thread, as its own file explains them."""

    stitches: Mapping[str, StitchClass]
    handling: Mapping[str, float]
    pressing: Mapping[str, float]
    thread: Mapping[str, float]
    allowance: float
    share_of_speed: float
    buttonhole: float
    button: float

    def classes(self, stitch: str) -> tuple[StitchClass, ...]:
        """The classes of a stitch such as ``401+504``; none where nothing is sewn."""
        return tuple(self.stitches.get(each, self.stitches[USUAL]) for each in stitch.split("+")) if stitch else ()

    def stitching(self, stitch: str, mm: float) -> float:
        """Minutes at the machine for ``mm`` of seam."""
        return sum(mm / 10 * each.per_cm / (each.speed * self.share_of_speed) for each in self.classes(stitch))

    def thread_of(self, stitch: str, mm: float, thickness: float) -> float:
        """Millimetres of thread for ``mm`` of a seam, waste included."""
        return self.allowance * mm * sum(each.thread(thickness) for each in self.classes(stitch))


def read_times(source: Source | Text) -> Times:
    """The table of a file, a text or a dict; `FileFormatError` with every fault of it."""
    faults = Faults()
    top = read_document(source, what="table of times", faults=faults).mapping()
    for name, node in top.items():
        if name not in (*SINGLE, *GROUPS, "stitches"):
            faults.found(partial(_unknown, f"{name} is not part of a table of times", name,
                                 (*SINGLE, *GROUPS, "stitches"), node))
    single = {name: _number(top, name, faults, least=.01) for name in SINGLE}
    groups = {name: _group(top, name, keys, faults) for name, keys in GROUPS.items()}
    stitches: dict[str, StitchClass] = {}
    if "stitches" in top:
        for name, node in top["stitches"].mapping().items():
            row = node.mapping()
            values = {each: _number(row, each, faults, least=.01 if each in ("per_cm", "speed") else 0.0)
                      for each in STITCH}
            stitches[name] = StitchClass(**values)
    if USUAL not in stitches:
        faults.add(_missing("stitches", USUAL))
    faults.check(FileFormatError)
    return Times(stitches, groups["handling"], groups["pressing"], groups["thread"], **single)


@cache
def usual_times() -> Times:
    """The table that ships."""
    file = resources.files("mtmpattern.data").joinpath("making", "times.yaml")
    return read_times(Text(file.read_text("utf-8"), "times.yaml", ".yaml"))


def _unknown(message: str, name: str, known: tuple[str, ...], node: Node) -> Problem:
    return node.problem(message, "times.key", meant(name, known), at_key=True)


def _group(top: Mapping[str, Node], name: str, keys: tuple[str, ...], faults: Faults) -> dict[str, float]:
    rows = top[name].mapping() if name in top else {}
    for key, node in rows.items():
        if key not in keys:
            faults.found(partial(_unknown, f"{name}: {key} is not known", key, keys, node))
    return {key: _number(rows, key, faults) for key in keys}


def _number(rows: Mapping[str, Node], name: str, faults: Faults, *, least: float = 0.0) -> float:
    if name not in rows:
        faults.add(_missing(name))
        return 1.0
    with faults.caught():
        value = rows[name].number()
        if not least <= value <= LARGEST:
            faults.add(rows[name].problem(f"{name}: {typed(value)} is outside {least:g} to {LARGEST:g}", "times.range",
                                          "See the table that ships for what is usual."))
        return value
    return 1.0


def _missing(*names: str) -> Problem:
    return Problem(f"the table has no {' '.join(names)}", "times.missing", names[-1], "Copy the table that ships.")
