"""Writing a body for other programs and in our own form: always the same text, without the person's name."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from typing import Final
from xml.sax.saxutils import quoteattr

from mtmpattern.body.body import KNOWN, Body, Measure
from mtmpattern.body.catalogue import CATALOGUE, canonical
from mtmpattern.body.catalogue_entries import Entry
from mtmpattern.body.forms.names import OWN, SIDES, Meaning, System, meanings
from mtmpattern.errors import FileFormatError, Problem, did_you_mean, shown
from mtmpattern.units import LENGTH

# ---- Common to all writers ------------------------------------------------------------------------------------------

DECIMALS: Final = 6
WORKED_OUT: Final = ("derived", "estimated")
"""Sources that are marked in a file, so that their values are not mistaken for measured ones."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a file, and remarks on what it loses or changes of the body."""

    text: str
    remarks: tuple[Problem, ...] = ()


def selected(body: Body, estimated: bool) -> Iterator[tuple[Entry, Measure]]:
    """Yield the measures to be written."""
    return ((CATALOGUE[name], measure) for name, measure in body.measures.items()
            if estimated or measure.source in KNOWN)


def names_of(system: System) -> dict[str, Meaning]:
    """Return the foreign name under which each measure is written."""
    return {each.measure: each for each in meanings(system) if each.rank == 2 and not each.parts}


def number(value: float, entry: Entry, unit: str, factor: int = 1) -> str:
    """Print a value of a measure in a unit (kg and degrees unchanged), to six decimals.

    A value inside the human range is not rounded to one outside it.
    """
    size = Fraction(10**DECIMALS) / factor / (LENGTH.units[unit] if entry.quantity is LENGTH else 1)
    exact = Fraction(repr(value)) * size
    scaled = round(exact)
    for low, high in (entry.adult, entry.child):
        if scaled < Fraction(low) * size <= exact:
            scaled += 1
        elif scaled > Fraction(high) * size >= exact:
            scaled -= 1
    return _decimal(Fraction(scaled, 10**DECIMALS), DECIMALS)


def _decimal(value: Fraction, digits: int) -> str:
    """Print a number with at most so many decimals, without zeros at its end."""
    whole, part = divmod(round(abs(value) * 10**digits), 10**digits)
    text = f"{whole}.{part:0{digits}}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and text != "0" else text


def unwritten(what: str, why: str) -> Problem:
    """Return the remark on something that a file cannot contain."""
    return Problem(f"{what} is not in the file: {why}", "measurement.unwritten", what,
                   params={"what": what, "why": why})


def near(meaning: Meaning) -> Problem:
    """Return the remark on how our measure differs from the one under whose name it is written."""
    return Problem(f"{meaning.measure} is written as {meaning.name}: {meaning.note}", "measurement.near",
                   meaning.measure, params={"measure": meaning.measure, "name": meaning.name, "note": meaning.note})


# ---- Seamly2D .smis and Valentina .vit ------------------------------------------------------------------------------

def write_smis(body: Body, estimated: bool) -> Written:
    """Write a file for Seamly2D."""
    return _written(body, estimated, "smis", "0.3.4", ("family-name", "given-name"))


def write_vit(body: Body, estimated: bool) -> Written:
    """Write a file for Valentina."""
    return _written(body, estimated, "vit", "0.5.2", ("customer",))


def _written(body: Body, estimated: bool, root: str, version: str, person: tuple[str, ...]) -> Written:
    remarks: list[Problem] = []
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>', f"<{root}>",
        f"    <version>{version}</version>", "    <read-only>false</read-only>", "    <notes/>",
        f"    <unit>{'inch' if body.unit == 'in' else body.unit}</unit>", "    <pm_system>998</pm_system>",
        "    <personal>", *(f"        <{each}/>" for each in person),
        "        <birth-date>1800-01-01</birth-date>",      # written by both programs for an unknown date
        f"        <gender>{body.sex or 'unknown'}</gender>", "        <email/>", "    </personal>",
        "    <body-measurements>",
    ]
    for entry, measure in selected(body, estimated):
        lines += ["        " + line for line in _measure(entry, measure, body.unit, root == "vit", remarks)]
    lines += ["    </body-measurements>", f"</{root}>"]
    if body.child:
        remarks.append(unwritten("that this is a child", "these files have no field for it; the height shows it"))
    return Written("\n".join(lines) + "\n", tuple(remarks))


def _measure(entry: Entry, measure: Measure, unit: str, marked: bool, remarks: list[Problem]) -> Iterator[str]:
    """Yield the line of one measure, and one for each side if they differ."""
    meaning = names_of("seamly").get(entry.name)
    name, factor = (meaning.name, meaning.factor) if meaning else (OWN + entry.name, 1)
    if meaning and meaning.note:
        remarks.append(near(meaning))
    special = marked and entry.quantity is not LENGTH
    about: dict[str, str] = {} if measure.source in KNOWN else {"description": measure.source}
    how = entry.how if entry.quantity is LENGTH else f"{entry.how} In {entry.unit}."
    own = {"full_name": entry.label, "description": "; ".join([*about.values(), how])}
    yield _line(name, number(measure.middle, entry, unit, factor), about if meaning else own, special)
    if measure.differs:
        for side, value in zip(SIDES, (measure.left, measure.right), strict=True):
            yield _line(f"{OWN}{entry.name}_{side}", number(value, entry, unit),
                        {**own, "full_name": f"{entry.label}, {side}"}, special)


def _line(name: str, value: str, about: dict[str, str], special: bool) -> str:
    fields = {"name": name, "value": value, **about, **({"specialUnits": "true"} if special else {})}
    return f"<m {' '.join(f'{key}={quoteattr(text)}' for key, text in fields.items())}/>"


# ---- YAML: FreeSewing's and our own ---------------------------------------------------------------------------------

def write_freesewing(body: Body, estimated: bool) -> Written:
    """Write FreeSewing's measurements, in mm."""
    names, remarks = names_of("freesewing"), []
    lines = ["# Lengths in mm, shoulderSlope in degrees.", f"units: {'imperial' if body.unit == 'in' else 'metric'}",
             "measurements:"]
    for entry, measure in selected(body, estimated):
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
        remarks.append(unwritten("the sex", "FreeSewing has no field for it"))
    if body.child:
        remarks.append(unwritten("that this is a child", "FreeSewing has no field for it"))
    return _finished(lines, remarks)


def write_native(body: Body, estimated: bool) -> Written:
    """Write our own file; derived and estimated values go into a separate block, which is not read back."""
    lines = [*([f"sex: {body.sex}"] if body.sex else []), *(["age: child"] if body.child else []),
             f"unit: {body.unit}", "measurements:", *_native_lines(body, KNOWN)]
    worked_out = _native_lines(body, WORKED_OUT) if estimated else []
    written = _finished(lines, [])
    return Written(written.text + "".join(f"{line}\n" for line in ["estimated:", *worked_out] if worked_out))


def _native_lines(body: Body, sources: tuple[str, ...]) -> list[str]:
    lines = []
    for entry, measure in selected(body, estimated=True):
        unit = "" if entry.quantity is LENGTH else f" {entry.unit}"
        left, right = (number(value, entry, body.unit) + unit for value in (measure.left, measure.right))
        if measure.source in sources:
            value = f"{{left: {left}, right: {right}}}" if measure.differs else left
            lines.append(f"  {entry.name}: {value}{_mark(measure)}")
    return lines


def _mark(measure: Measure) -> str:
    return "" if measure.source in KNOWN else f"  # {measure.source}"


def _finished(lines: list[str], remarks: list[Problem]) -> Written:
    if lines[-1] == "measurements:":
        lines[-1] = "measurements: {}"
    return Written("\n".join(lines) + "\n", tuple(remarks))


# ---- A table --------------------------------------------------------------------------------------------------------


def write_csv(body: Body, estimated: bool) -> Written:
    """Write a body as a table of one measure on each line, in its unit, without loss and without the person's name.

    With ``estimated`` all values are written, with a column ``source``; readers leave out those that were not measured.
    Every cell is a word of ours or a number, so that no spreadsheet reads one as a formula.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    last = ["source"] if estimated else []
    writer.writerow(["id", "value", "unit", "side", *last])
    about = {"sex": body.sex or "", "age": "child" if body.child else "", "unit": body.unit}
    writer.writerows([word, value, "", "", *([""] if estimated else [])] for word, value in about.items() if value)
    for name, measure in body.measures.items():
        if measure.source in KNOWN or estimated:
            assert canonical(name) == name  # a body has no other names
            for side, value in _sides(measure):
                text, unit = _exact(name, value, body.unit)
                writer.writerow([name, text, unit, side, *([measure.source] if estimated else [])])
    return Written(out.getvalue())


def _sides(measure: Measure) -> tuple[tuple[str, float], ...]:
    if measure.differs:
        return ("left", measure.left), ("right", measure.right)
    return (("", measure.left),)


def _exact(name: str, value: float, unit: str) -> tuple[str, str]:
    """Return the shortest decimal that reads back to the same value, and its unit."""
    quantity = CATALOGUE[name].quantity
    kept = unit if quantity is LENGTH else quantity.kept
    size = quantity.units[kept]
    number, text = Fraction(value) / size, ""
    for digits in range(1, 20):
        text = _decimal(number, digits)
        if float(Fraction(text) * size) == value:
            break
    return text, kept


# ---- Writing a body in any form -------------------------------------------------------------------------------------

__all__ = ["Written", "write_body"]


def write_body(body: Body, form: str, *, estimated: bool = False) -> Written:
    """Write a body as ``seamly`` (.smis), ``valentina`` (.vit), ``freesewing``, ``native`` (both YAML) or ``csv``.

    It contains measured values and those of a size chart; with ``estimated`` also derived and estimated values, marked
    as such. Raises `FileFormatError` for any other form.
    """
    writer = _WRITERS.get(form) if isinstance(form, str) else None
    if not isinstance(body, Body):
        raise FileFormatError(f"a {type(body).__name__} is not a body", code="file.type", where="body",
                              hint="Read it first: read_body(measurements).", params={"type": type(body).__name__})
    if writer is None:
        raise FileFormatError(f"measurement files cannot be written as {shown(form)}", code="file.form", where="form",
                              hint=did_you_mean(form, _WRITERS, f"Use one of {', '.join(_WRITERS)}."),
                              params={"form": shown(form)})
    return writer(body, estimated)


_WRITERS: Final[dict[str, Callable[[Body, bool], Written]]] = {
    "seamly": write_smis, "valentina": write_vit, "freesewing": write_freesewing, "native": write_native,
    "csv": write_csv,
}
