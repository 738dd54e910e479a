"""A knitting machine as its profile describes it: a YAML file, shipped or your own. No machine is described in code.

::

    name: kniterate
    model: Kniterate                    # what a program's Machine header says
    needles: 252                        # on each of the two beds
    first_needle: 1
    gauge: 7 /in
    carriers: ["1", "2", "3"]
    threading: {waste: "1", draw: "2", main: ["3"]}
    yarn: {in_by: gripper, from: left}  # hook, gripper or hand; hook_width for a hook
    sliders: no
    rack: {most: 2, all_needle: 0.5}
    loops: 4                            # most on one needle
    longest_float: 20                   # needles
    neck: together                      # or in turn
    worked_by: program                  # or carriage (a domestic machine) or needles (by hand)
    right_side: front                   # or away: the purl side faces the front
    waste_courses: 70                   # 0 casts on without waste and draw thread
    extensions: {x-speed-number: 0-600}
    settings: {x-speed-number: {waste: 300, body: 200, ...}}
    pace: {knitting: 0.5 m/s, transfer: 0.25 m/s, turn: 1 s}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from os import PathLike
from typing import Any, Final

from mtmpattern.documents import Faults, Node
from mtmpattern.errors import FileFormatError
from mtmpattern.knitting import profile_fields as kinds
from mtmpattern.knitting.profile_fields import Fields

ZONES: Final = ("waste", "cast-on", "rib", "body", "bind-off")
"""The parts of a panel that are knitted with settings of their own, in the order of knitting."""

_CARRIERS: Final = kinds.words(r"[A-Za-z0-9]{1,8}", "A carrier is letters and digits, each named once.")
_RANGE: Final = re.compile(r"(-?[0-9]+)-(-?[0-9]+)")


@dataclass(frozen=True, slots=True)
class OpcodeValues:
    """What may follow an extension's opcode: ranges of numbers or letters, words, anything or nothing."""

    written: str
    ranges: tuple[tuple[float, float], ...] = ()
    words: frozenset[str] = frozenset()

    def allows(self, operands: tuple[str, ...]) -> bool:
        """Whether these operands may follow the opcode."""
        if self.written == "anything":
            return True
        if self.written == "nothing" or len(operands) != 1:
            return self.written == "nothing" and not operands
        if operands[0] in self.words:
            return True
        try:
            value = float(operands[0])
        except ValueError:
            return False
        return any(least <= value <= most for least, most in self.ranges)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a machine works: carriage speed in m/s when knitting and transferring, seconds to turn after a pass."""

    knitting: float
    transfer: float
    turn: float


@dataclass(frozen=True, slots=True)
class Machine:
    """A V-bed machine: two beds of ``needles`` from ``first_needle`` on, ``gauge`` needles per inch.

    ``yarn_in`` is ``hook``, ``gripper`` or ``hand``, ``yarn_from`` the side where carriers wait (``left``, ``right``,
    ``either``). ``rack`` is how many whole needles the back bed moves at most, ``all_needle`` the fraction at which
    both beds knit without clashing. ``worked_by`` is ``program``, ``carriage`` or ``needles``; ``settings`` holds
    extension opcodes with their value by zone.
    """

    name: str
    model: str
    needles: int
    first_needle: int
    gauge: float
    carriers: tuple[str, ...]
    waste: str
    draw: str
    main: tuple[str, ...]
    yarn_in: str
    yarn_from: str
    hook_width: int
    sliders: bool
    rack: int
    all_needle: float
    loops: int
    longest_float: int
    neck_in_turn: bool
    right_side_away: bool
    worked_by: str
    waste_courses: int
    pace: Pace
    extensions: Mapping[str, OpcodeValues] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stitch: str = ""
    transfer_stitch: str = ""
    note: str = ""

    @property
    def last_needle(self) -> int:
        """The number of the rightmost needle."""
        return self.first_needle + self.needles - 1

    @property
    def enters(self) -> int:
        """The way of a carrier's first course: +1 from the left, -1 from the right, 0 either."""
        return {"left": 1, "right": -1}.get(self.yarn_from, 0)


@cache
def machine_names() -> tuple[str, ...]:
    """The names of the shipped machine profiles, sorted."""
    return kinds.shipped("machines")


def read_machine(source: str | PathLike[str] | Mapping[str, object]) -> Machine:
    """A shipped machine by name, or one from a YAML file, its text or a dict.

    Raises `FileFormatError` with every fault of the file, `StationError` for an unknown name.
    """
    faults = Faults()
    fields = Fields(kinds.document(source, "machines", "machine", faults), "machine", faults)
    values: dict[str, Any] = {
        "name": fields.value("name", kinds.name),
        "model": fields.value("model", kinds.name),
        "needles": fields.value("needles", kinds.count(10, 5000)),
        "first_needle": fields.value("first_needle", kinds.count(-5000, 5000)),
        "gauge": fields.value("gauge", kinds.measured("/in", 1, 40)),
        "carriers": fields.value("carriers", _CARRIERS),
        "sliders": fields.value("sliders", Node.flag),
        "loops": fields.value("loops", kinds.count(2, 20)),
        "longest_float": fields.value("longest_float", kinds.count(2, 500)),
        "neck_in_turn": fields.value("neck", kinds.one_of("together", "in turn")) == "in turn",
        "right_side_away": fields.value("right_side", kinds.one_of("front", "away")) == "away",
        "worked_by": fields.value("worked_by", kinds.one_of("program", "carriage", "needles")),
        "waste_courses": fields.value("waste_courses", kinds.count(0, 500)),
        "note": fields.value("note", Node.text, ""),
    }
    values |= _blocks(fields)
    extensions: dict[str, OpcodeValues] = fields.value("extensions", _extensions, {})
    values |= {"extensions": extensions, **_settings(fields, extensions)}
    fields.done()
    if not faults:
        _consistent(fields, values, faults)
    faults.check(FileFormatError)
    return Machine(**values)


def _blocks(fields: Fields) -> dict[str, Any]:
    """The blocks ``threading``, ``yarn``, ``rack`` and ``pace``."""
    values: dict[str, Any] = {}
    if threading := _block(fields, "threading"):
        values |= {"waste": threading.value("waste", Node.text), "draw": threading.value("draw", Node.text),
                   "main": threading.value("main", _CARRIERS)}
        threading.done()
    if yarn := _block(fields, "yarn"):
        hook = yarn.value("in_by", kinds.one_of("hook", "gripper", "hand"))
        values |= {"yarn_in": hook, "yarn_from": yarn.value("from", kinds.one_of("left", "right", "either")),
                   "hook_width": yarn.value("hook_width", kinds.count(1, 50), None if hook == "hook" else 0)}
        yarn.done()
    if rack := _block(fields, "rack"):
        values |= {"rack": rack.value("most", kinds.count(0, 40)),
                   "all_needle": rack.value("all_needle", kinds.number(0.1, 0.9))}
        rack.done()
    if pace := _block(fields, "pace"):
        speed = kinds.measured("m/s", 0.0001, 10)
        values["pace"] = Pace(pace.value("knitting", speed), pace.value("transfer", speed),
                              pace.value("turn", kinds.measured("s", 0, 60)))
        pace.done()
    return values


def _block(fields: Fields, name: str) -> Fields | None:
    block = fields.block(name)
    if block is None:
        fields.value(name, Node.mapping)               # reports it as missing
    return block


def _settings(fields: Fields, extensions: Mapping[str, OpcodeValues]) -> dict[str, Any]:
    """The opcodes that take the swatch's stitch numbers, and the values of the others by zone."""
    block = _block(fields, "settings")
    if block is None:
        return {}
    opcode = kinds.one_of(*extensions)
    values: dict[str, Any] = {name: block.value(name, opcode, "") for name in ("stitch", "transfer_stitch")}
    values["settings"] = {name: block.value(name, partial(_zones, extensions[name])) for name in extensions
                          if name in block}
    block.done()
    return values


def _zones(allowed: OpcodeValues, node: Node) -> dict[str, str]:
    zones = node.mapping()
    for zone, value in zones.items():
        if zone not in ZONES:
            raise kinds.fault(value, f"{value.path} is not a zone", f"Use one of {', '.join(ZONES)}.")
        if not allowed.allows((value.text(),)):
            raise kinds.fault(value, f"{value.path} is {value.text()[:40]}", f"It must be one of {allowed.written}.")
    return {zone: zones[zone].text() for zone in ZONES if zone in zones}


def _extensions(node: Node) -> dict[str, OpcodeValues]:
    for name, value in node.mapping().items():
        if not re.fullmatch(r"x-[a-z][a-z0-9-]{0,40}", name):
            raise kinds.fault(value, f"{name[:40]} is not an extension", "An extension's opcode begins with x-.")
    return {name: _values(value) for name, value in node.mapping().items()}


def _values(node: Node) -> OpcodeValues:
    """``0-15``, ``0-9 A-Z``, ``off auto on``, ``anything`` or ``nothing``."""
    ranges, words = [], set()
    for word in node.text().split():
        if found := _RANGE.fullmatch(word):
            ranges.append((float(found[1]), float(found[2])))
        elif re.fullmatch(r"[A-Z]-[A-Z]", word):
            words |= {chr(letter) for letter in range(ord(word[0]), ord(word[2]) + 1)}
        else:
            words.add(word)
    return OpcodeValues(node.text(), tuple(ranges), frozenset(words))


def _consistent(fields: Fields, values: Mapping[str, Any], faults: Faults) -> None:
    """Every thread is on a carrier, no two on the same one; hooks and grippers have a side."""
    if values["yarn_in"] != "hand" and values["yarn_from"] == "either":
        with faults.caught():
            raise kinds.fault(fields.value("yarn", lambda node: node),
                              "yarn from a hook or gripper comes from one side", "Write from: left or from: right.")
    if values["yarn_in"] == "gripper" and values["neck_in_turn"]:
        with faults.caught():
            raise kinds.fault(fields.value("neck", lambda node: node), "with grippers a yarn cannot leave past the "
                              "waiting side of a neck", "Write neck: together.")
    threads = (values["waste"], values["draw"], *values["main"])
    lost = [thread for thread in threads if thread not in values["carriers"]]
    if lost or len(set(threads)) < len(threads):
        what = f"carrier {lost[0]} is not among the carriers" if lost else "two threads share a carrier"
        with faults.caught():
            raise kinds.fault(fields.value("threading", lambda node: node), f"threading: {what}",
                              f"Give each thread one of {', '.join(values['carriers'])}.")
