"""Measurement files of Seamly2D (.smis, .smms) and Valentina (.vit, .vst), recognized by their root elements."""

from __future__ import annotations

from typing import Final

from mtmpattern.body.forms.form import ONE_PERSON, Pick, Taken
from mtmpattern.body.forms.formula import FormulaError, Workings
from mtmpattern.body.forms.gathering import Gathering
from mtmpattern.body.forms.seamly_elements import (
    body_of,
    entries,
    heading,
    node_of,
    put,
    recognize_child,
    refuse_empty,
    refuse_old,
)
from mtmpattern.body.forms.seamly_sizes import read_multisize
from mtmpattern.body.forms.writer import WORKED_OUT
from mtmpattern.body.forms.xml_tree import Element, read_xml
from mtmpattern.documents import Faults, Node, Text
from mtmpattern.errors import FileFormatError, Problem, clean

ONE: Final = ("smis", "vit")
MANY: Final = ("smms", "vst")
PATTERNS: Final = ("pattern", "draft")


def read(text: Text, faults: Faults, pick: Pick) -> Taken:
    """Read one person's file, or one size of a multi-size file. Raises `FileFormatError` for other XML."""
    root = read_xml(text)
    if root.name in MANY:
        return read_multisize(root, faults, pick)
    if root.name not in ONE:
        hint = "It seems to be a pattern; give its measurement file." if root.name in PATTERNS else \
            "Its root element must be smis, smms, vit or vst."
        raise FileFormatError.of([root.problem(
            f"{clean(root.name)} is not a measurement file of Seamly2D or Valentina", "file.form", hint,
            name=clean(root.name))])
    return _individual(root, faults, pick)


def _individual(root: Element, faults: Faults, pick: Pick) -> Taken:
    taken = heading(root, faults)
    gathering = Gathering("seamly", pick, faults, taken)
    found = dict(entries(root, faults))
    workings = Workings({name: element.attributes.get("value", "") for name, element in found.items()})
    for name, element in found.items():
        _take(gathering, workings, name, element)
    if not found:
        refuse_old(root)
    refuse_empty(root, gathering, names=list(found.values()), at="value")
    place = node_of("body-measurements", body_of(root))
    if pick.size or pick.height:
        gathering.remark(place, ONE_PERSON, "measurement.size", "Leave it out.")
    gathering.finish(place)
    recognize_child(taken)
    return taken


def _take(gathering: Gathering, workings: Workings, name: str, element: Element) -> None:
    """Evaluate one measure and add it. A bad formula is a fault only if the measure is used."""
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
    meaning = gathering.meaning(name, node, element.get("full_name"))
    if meaning is None:
        return
    if value.untaken:
        gathering.remark(node, f"{clean(name)} was left out: it depends on {clean(value.untaken)}, which was not taken",
                         "measurement.untaken", f"Measure {clean(value.untaken)} (0 means not taken).")
        return
    if element.get("description").partition(";")[0] in WORKED_OUT:
        gathering.remark(node, f"{clean(name)} was not measured and is left out", "measurement.estimated",
                         "It is estimated again where a template needs it.")
        return
    put(gathering, meaning, value.amount, node, special=element.get("specialUnits") in ("true", "1"))


def _broken(name: str, node: Node, error: FormulaError) -> Problem:
    return node.problem(f"{clean(name)}: {error}", "measurement.formula", "Correct the formula, or write a number.",
                        at_key=True, name=clean(name), reason=str(error))
