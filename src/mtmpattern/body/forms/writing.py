"""A body written for other programs and for ourselves: the same body, the same text; never a person's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mtmpattern.body.body import KNOWN, Body, Measure
from mtmpattern.body.catalogue import CATALOGUE, Entry
from mtmpattern.body.forms.names import Meaning, System, meanings
from mtmpattern.documents import nearest
from mtmpattern.errors import FileFormatError, Problem
from mtmpattern.units import LENGTH

DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a file, and what of the body is not in it, or not quite."""

    text: str
    remarks: tuple[Problem, ...] = ()


def write_body(body: Body, form: str, *, estimated: bool = False) -> Written:
    """Write a body as ``seamly`` (.smis), ``valentina`` (.vit), ``freesewing``, ``native`` (both YAML) or ``csv``.

    Written is what was measured or is of a size chart; with ``estimated`` also what was worked out, marked as such.
    Raises `FileFormatError` for any other form.
    """
    writer = _WRITERS.get(form)
    if writer is None:
        near = nearest(form, tuple(_WRITERS))
        raise FileFormatError(f"no measurement file is written as {form[:40]}", code="file.form", where="form",
                              hint=f"Did you mean {near}?" if near else f"Known are {', '.join(_WRITERS)}.")
    return writer(body, estimated)


def told(body: Body, estimated: bool) -> Iterator[tuple[Entry, Measure]]:
    """Go through the measures that are to be written."""
    return ((CATALOGUE[name], measure) for name, measure in body.measures.items()
            if estimated or measure.source in KNOWN)


def names_of(system: System) -> dict[str, Meaning]:
    """Return under which foreign name each measure is written."""
    return {each.measure: each for each in meanings(system) if each.rank == 2 and not each.parts}


def number(value: float, entry: Entry, unit: str, factor: int = 1) -> str:
    """Print a value of a measure in a unit (kg, degrees as they are), to six decimals.

    A value that a body can have is not rounded to one that none has.
    """
    size = Fraction(10**DECIMALS) / factor / (LENGTH.units[unit] if entry.quantity is LENGTH else 1)
    exact = Fraction(repr(value)) * size
    scaled = round(exact)
    for low, high in (entry.adult, entry.child):
        if scaled < Fraction(low) * size <= exact:
            scaled += 1
        elif scaled > Fraction(high) * size >= exact:
            scaled -= 1
    whole, part = divmod(abs(scaled), 10**DECIMALS)
    digits = f"{whole}.{part:0{DECIMALS}}".rstrip("0").rstrip(".")
    return f"-{digits}" if scaled < 0 else digits


def unwritten(what: str, why: str) -> Problem:
    """Describe what a file cannot hold."""
    return Problem(f"{what} is not in the file: {why}", "measurement.unwritten", what)


def near(meaning: Meaning) -> Problem:
    """Describe what differs between our measure and the name under which it is written."""
    return Problem(f"{meaning.measure} is written as {meaning.name}: {meaning.note}", "measurement.near",
                   meaning.measure)


def _freesewing(body: Body, estimated: bool) -> Written:
    names, remarks = names_of("freesewing"), []
    lines = ["# Lengths in mm, shoulderSlope in degrees.", f"units: {'imperial' if body.unit == 'in' else 'metric'}",
             "measurements:"]
    for entry, measure in told(body, estimated):
        meaning = names.get(entry.name)
        if meaning is None:
            remarks.append(unwritten(entry.name, "FreeSewing has no name for it"))
            continue
        lines.append(f"  {meaning.name}: {number(measure.middle, entry, 'mm')}{_mark(measure)}")
        if meaning.note:
            remarks.append(near(meaning))
        if measure.differs:
            remarks.append(unwritten(f"the difference between left and right {entry.name}",
                                     "FreeSewing has one value for both; the mean is written"))
    if body.sex:
        remarks.append(unwritten("the sex", "FreeSewing has no line for it"))
    if body.child:
        remarks.append(unwritten("that this is a child", "FreeSewing has no line for it"))
    return _finished(lines, remarks)


def _native(body: Body, estimated: bool) -> Written:
    lines = [*([f"sex: {body.sex}"] if body.sex else []), *(["age: child"] if body.child else []),
             f"unit: {body.unit}", "measurements:"]
    for entry, measure in told(body, estimated):
        unit = "" if entry.quantity is LENGTH else f" {entry.unit}"
        left, right = (number(value, entry, body.unit) + unit for value in (measure.left, measure.right))
        value = f"{{left: {left}, right: {right}}}" if measure.differs else left
        lines.append(f"  {entry.name}: {value}{_mark(measure)}")
    return _finished(lines, [])


def _mark(measure: Measure) -> str:
    return "" if measure.source in KNOWN else f"  # {measure.source}"


def _finished(lines: list[str], remarks: list[Problem]) -> Written:
    if lines[-1] == "measurements:":
        lines[-1] = "measurements: {}"
    return Written("\n".join(lines) + "\n", tuple(remarks))


def _csv(body: Body, estimated: bool) -> Written:
    from mtmpattern.body.forms.table import write  # noqa: PLC0415  # only those who want a table need it

    return Written(write(body, estimated=estimated))


def _seamly(body: Body, estimated: bool) -> Written:
    from mtmpattern.body.forms.writing_xml import write_smis  # noqa: PLC0415

    return write_smis(body, estimated)


def _valentina(body: Body, estimated: bool) -> Written:
    from mtmpattern.body.forms.writing_xml import write_vit  # noqa: PLC0415

    return write_vit(body, estimated)


_WRITERS: Final[dict[str, Callable[[Body, bool], Written]]] = {
    "seamly": _seamly, "valentina": _valentina, "freesewing": _freesewing, "native": _native, "csv": _csv,
}
