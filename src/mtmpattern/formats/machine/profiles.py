"""Profiles of plotters and cutting tables: YAML files, shipped or your own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from os import PathLike
from typing import Any, Final, TypeVar

from mtmpattern import units
from mtmpattern.documents import Faults, Node, read_document
from mtmpattern.errors import ExportError, FileFormatError, MeasurementError, Problem, did_you_mean, no_surprise, shown

PENS: Final = ("cut", "draw", "notch", "text")
"""The kinds of lines that a plotter may draw with different pens."""

PLOTTER_UNIT: Final = 0.025
"""The usual HPGL unit in millimetres; some machines have others."""

USUAL_TABLE: Final = "gerber-inch"
"""The cutting table for which cutter data is written where no other is named."""

_NOTCHES: Final = ("I", "V", "T")
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Plotter:
    """A pen plotter; lengths in mm, ``velocity`` in cm/s (0: its own), ``pens`` by kind of line (0: left out)."""

    name: str
    width: float
    length: float
    pens: Mapping[str, int]
    origin: str = "corner"
    velocity: int = 0
    labels: bool = False
    notch: str = "I"
    notch_width: float = 4.0
    drill: float = 6.0
    points: int = 40
    advance: bool = False
    unit: float = PLOTTER_UNIT
    """Millimetres of a plotter unit."""


@dataclass(frozen=True, slots=True)
class CuttingTable:
    """A cutting table; lengths in mm, ``step`` is one unit in the file, ``corner`` in degrees.

    ``spacing`` is the space its knife needs between two parts; ``window`` is the length of a lay within its reach (0:
    all of it); a profile may leave them out.
    """

    name: str
    width: float
    length: float
    step: float
    begin: tuple[str, ...]
    down: str
    up: str
    drill: str
    end: str
    label: str = ""
    notch: str = "I"
    notch_width: float = 3.0
    corner: float = 60.0
    overcut: float = 0.0
    spacing: float = 0.0
    window: float = 0.0


def read_plotter(name: str | bytes | PathLike[str]) -> Plotter:
    """A shipped plotter by name, or the `Path` or the bytes of a YAML file; `ExportError` or `FileFormatError`."""
    return _read(name, "plotters", "plotter", lambda of: Plotter(
        name=of("name", Node.text), width=of("width", _mm(100, 10_000)), length=of("length", _mm(100, 100_000)),
        pens=of("pens", _pens), origin=of("origin", _one_of("corner", "centre")),
        velocity=of("velocity", _count(0, 500)), labels=of("labels", Node.flag),
        notch=of("notch", _one_of(*_NOTCHES)), notch_width=of("notch_width", _mm(0.5, 20)),
        drill=of("drill", _mm(1, 50)), points=of("points", _count(1, 5000)),
        advance=of("advance", Node.flag), unit=of("unit", _mm(0.001, 0.5), PLOTTER_UNIT)))


def beyond_plotter(lay: str, length: float, width: float, plotter: Plotter, about: str = "") -> Problem | None:
    """Why a plotter does not hold a lay of this size in mm; None where it does."""
    if width <= plotter.width + 1e-3 and length <= plotter.length + 1e-3:
        return None
    wide = width > plotter.width + 1e-3
    return Problem(f"the lay {lay} is {about}{length:.0f} mm long and {width:.0f} mm wide; the plotter {plotter.name} "
                   f"holds {plotter.length:.0f} x {plotter.width:.0f} mm, so it is not written for it",
                   "export.fit", lay, "Use a wider plotter." if wide else
                   f"Use a longer plotter, or lay in sections of {plotter.length:.0f} mm at most.",
                   argument="" if wide else "table")


def read_table(name: str | bytes | PathLike[str]) -> CuttingTable:
    """A shipped cutting table by name, or the `Path` or the bytes of a file; errors as in `read_plotter`."""
    return _read(name, "cutters", "cutter", lambda of: CuttingTable(
        name=of("name", Node.text), width=of("width", _mm(100, 10_000)), length=of("length", _mm(100, 100_000)),
        step=of("step", _mm(0.001, 0.3)), begin=of("begin", lambda node: tuple(map(_code, node.sequence()))),
        down=of("knife", _knife("down")), up=of("knife", _knife("up")), drill=of("drill", _code), end=of("end", _code),
        label=of("label", lambda node: "" if node.text() == "none" else _code(node)),
        notch=of("notch", _one_of("I", "V")), notch_width=of("notch_width", _mm(0.5, 20)),
        corner=of("corner", _degrees), overcut=of("overcut", _mm(0, 10)),
        spacing=of("spacing", _mm(0, 100), 0.0), window=of("window", _mm(100, 100_000), 0.0)))


@cache
def shipped(folder: str) -> tuple[str, ...]:
    """The names of the profiles in ``plotters`` or ``cutters``, sorted."""
    files = (resources.files("mtmpattern.data") / folder).iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


@no_surprise(FileFormatError, "the profile", "file.defect")
def _read(name: str | bytes | PathLike[str], folder: str, what: str,
          make: Callable[[Callable[..., Any]], _Made]) -> _Made:
    source: str | bytes | PathLike[str] = name
    if isinstance(name, str) and name in shipped(folder):
        source = (resources.files("mtmpattern.data") / folder / f"{name}.yaml").read_text("utf-8")
    elif not isinstance(name, (bytes, PathLike)):      # a text is never opened as a file
        known = f"Use one of {', '.join(shipped(folder))}, or the Path of a .yaml file."
        raise ExportError(f"{what}={shown(name)} cannot be used", code="format.value", where=what,
                          hint=f"{did_you_mean(name, shipped(folder))} {known}".lstrip(),
                          params={"what": what, "name": shown(name)})
    fields = read_document(source, what=f"{what} file").mapping()
    faults, known_fields = Faults(), set()

    def of(field: str, kind: Callable[[Node], Any], otherwise: float | None = None) -> Any:
        known_fields.add(field)
        if otherwise is not None and field not in fields:
            return otherwise
        with faults.caught():
            if field not in fields:
                raise FileFormatError(f"the {what} has no {field}", code="format.missing", where=field,
                                      hint=f"Add a line `{field}: ...`; the shipped profiles show how.",
                                      params={"what": what, "field": field})
            return kind(fields[field])
        return None

    made = make(of)
    for field, node in fields.items():
        if field not in known_fields and field != "note":
            faults.found(partial(_unknown_field, field, node, what, sorted(known_fields)))
    faults.check(FileFormatError)
    return made


def _unknown_field(field: str, node: Node, what: str, known: list[str]) -> Problem:
    return node.problem(f"a {what} has no {field[:40]}", "format.field",
                        did_you_mean(field, known, f"Use one of {', '.join(known)}."), at_key=True,
                        what=what, field=field[:40])


def _mm(least: float, most: float) -> Callable[[Node], float]:
    def read(node: Node) -> float:
        try:
            mm = float(units.length(node.text()))
        except MeasurementError as error:
            raise _fault(node, error.problems[0].message, "Write it with its unit, like 900 mm.") from None
        if not least <= mm <= most:
            raise _fault(node, f"{node.path} is {mm:g} mm", f"It must be between {least:g} and {most:g} mm.")
        return mm
    return read


def _degrees(node: Node) -> float:
    try:
        return float(units.angle(node.text()))
    except MeasurementError as error:
        raise _fault(node, error.problems[0].message, "Write it like 60 deg.") from None


def _count(least: int, most: int) -> Callable[[Node], int]:
    def read(node: Node) -> int:
        if not least <= node.whole() <= most:
            raise _fault(node, f"{node.path} is {node.whole()}", f"It must be between {least} and {most}.")
        return node.whole()
    return read


def _one_of(*words: str) -> Callable[[Node], str]:
    def read(node: Node) -> str:
        if node.text() not in words:
            raise _fault(node, f"{node.path} is {node.text()[:40]}", f"Use one of {', '.join(words)}.")
        return node.text()
    return read


def _pens(node: Node) -> Mapping[str, int]:
    pens = node.mapping()
    if set(pens) != set(PENS):
        raise _fault(node, f"{node.path} names {', '.join(pens)[:60] or 'nothing'}", f"It must name {', '.join(PENS)}.")
    return {name: _count(0, 99)(pen) for name, pen in pens.items()}


def _knife(way: str) -> Callable[[Node], str]:
    def read(node: Node) -> str:
        blocks = node.mapping()
        if set(blocks) != {"down", "up"}:
            raise _fault(node, f"{node.path} does not name both ways", "Write knife: {down: M14, up: M15}.")
        return _code(blocks[way])
    return read


def _code(node: Node) -> str:
    text = node.text()
    if not (text.isascii() and text.isalnum() and text.isupper() and len(text) <= 8):
        raise _fault(node, f"{node.path} is {text[:40]}", "Write a block in capitals and digits, like M14.")
    return text


def _fault(node: Node, message: str, hint: str) -> FileFormatError:
    return FileFormatError.of([node.problem(message, "format.profile", hint)])
