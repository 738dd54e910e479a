"""Measurement files in YAML: FreeSewing's, and our own."""

from __future__ import annotations

from mtmpattern.body.body import KNOWN, Body, Measure
from mtmpattern.body.forms.written import WORKED_OUT, Written, names_of, near, number, told, unwritten
from mtmpattern.errors import Problem
from mtmpattern.units import LENGTH


def write_freesewing(body: Body, estimated: bool) -> Written:
    """Write FreeSewing's measurements, in mm."""
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


def write_native(body: Body, estimated: bool) -> Written:
    """Write our own file; what was worked out stands in a block of its own, which is not read back."""
    lines = [*([f"sex: {body.sex}"] if body.sex else []), *(["age: child"] if body.child else []),
             f"unit: {body.unit}", "measurements:", *_native_lines(body, KNOWN)]
    worked_out = _native_lines(body, WORKED_OUT) if estimated else []
    written = _finished(lines, [])
    return Written(written.text + "".join(f"{line}\n" for line in ["estimated:", *worked_out] if worked_out))


def _native_lines(body: Body, sources: tuple[str, ...]) -> list[str]:
    lines = []
    for entry, measure in told(body, estimated=True):
        unit = "" if entry.quantity is LENGTH else f" {entry.unit}"
        left, right = (number(value, entry, body.unit) + unit for value in (measure.left, measure.right))
        if measure.source in sources:
            mark = "" if measure.source in KNOWN else f"  # {measure.source}"
            value = f"{{left: {left}, right: {right}}}" if measure.differs else left
            lines.append(f"  {entry.name}: {value}{mark}")
    return lines


def _mark(measure: Measure) -> str:
    return "" if measure.source in KNOWN else f"  # {measure.source}"


def _finished(lines: list[str], remarks: list[Problem]) -> Written:
    if lines[-1] == "measurements:":
        lines[-1] = "measurements: {}"
    return Written("\n".join(lines) + "\n", tuple(remarks))
