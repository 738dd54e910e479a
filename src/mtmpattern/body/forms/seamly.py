"""Measurement files of Seamly2D (.smis, .smms) and Valentina (.vit, .vst), told by their elements, not their version.

A value is a formula: ``24``, ``97+8+8``, ``(neck_circ - neck_arc_f)``. 0 means that a measure was not taken; then what
rests on it was not taken either.
"""

from __future__ import annotations

from typing import Final

from mtmpattern.body.forms import multisize
from mtmpattern.body.forms.formulas import FormulaError
from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.body.forms.native import clean
from mtmpattern.body.forms.seamlyfile import body_of, entries, heading, node_of, put, tell_age
from mtmpattern.body.forms.taken import Pick, Taken
from mtmpattern.body.forms.workings import Workings
from mtmpattern.body.forms.written import WORKED_OUT
from mtmpattern.body.forms.xml import Element, read_xml
from mtmpattern.documents import Faults, Node, Text
from mtmpattern.errors import FileFormatError, Problem

ONE: Final = ("smis", "vit")
MANY: Final = ("smms", "vst")
PATTERNS: Final = ("pattern", "draft")


def read(text: Text, faults: Faults, pick: Pick) -> Taken:
    """Read one person's file, or one size of a file of many. Raises `FileFormatError` for other XML."""
    root = read_xml(text)
    if root.name in MANY:
        return multisize.read(root, faults, pick)
    if root.name not in ONE:
        hint = "It seems to be a pattern; give its measurement file." if root.name in PATTERNS else \
            "Those begin with smis, smms, vit or vst."
        raise FileFormatError.of([root.problem(f"{clean(root.name)} is no measurement file of Seamly2D or Valentina",
                                               "file.form", hint)])
    return _individual(root, faults, pick)


def _individual(root: Element, faults: Faults, pick: Pick) -> Taken:
    taken = heading(root, faults)
    gathering = Gathering("seamly", pick, faults, taken)
    found = dict(entries(root, faults))
    workings = Workings({name: element.attributes.get("value", "") for name, element in found.items()})
    for name, element in found.items():
        _take(gathering, workings, name, element)
    place = node_of("body-measurements", body_of(root))
    if pick.size or pick.height:
        gathering.remark(place, "the file is of one person; there is no size or height to choose", "measurement.size")
    gathering.finish(place)
    tell_age(taken)
    return taken


def _take(gathering: Gathering, workings: Workings, name: str, element: Element) -> None:
    """Work one measure out and take it over. A formula that nothing here needs is no fault, only a remark."""
    node = node_of(name, element)
    try:
        value = workings.value(name)
    except FormulaError as error:
        meaning = gathering.meaning(name, node)
        if meaning is not None:
            gathering.faults.add(_broken(name, node, error))
        return
    if value.amount == 0 and (value.untaken or not name.startswith("@m_")):
        gathering.columns.pop(name, None)
        return
    meaning = gathering.meaning(name, node)
    if meaning is None:
        return
    if value.untaken:
        gathering.remark(node, f"{clean(name)} rests on {clean(value.untaken)}, which was not taken, and was left out",
                         "measurement.untaken", f"Take {clean(value.untaken)} (0 means not taken).")
        return
    if element.get("description").partition(";")[0] in WORKED_OUT:
        gathering.remark(node, f"{clean(name)} was not measured and is left out", "measurement.estimated",
                         "It is worked out again where a template needs it.")
        return
    put(gathering, meaning, value.amount, node, special=element.get("specialUnits") in ("true", "1"))


def _broken(name: str, node: Node, error: FormulaError) -> Problem:
    return node.problem(f"{clean(name)}: {error}", "measurement.formula", "Correct the formula, or write a number.",
                        at_key=True)
