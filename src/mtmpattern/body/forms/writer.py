"""Individual measurement files: .smis 0.3.4 of Seamly2D and .vit 0.5.2 of Valentina (which Valentina 0.7.52 reads).

A measure that they have no name for is a custom one, ``@m_belly_girth``; where the sides differ their mean stands
under the usual name, and ``@m_arm_length_left`` and ``@m_arm_length_right`` beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from mtmpattern.body.body import KNOWN, Body, Measure
from mtmpattern.body.catalogue import Entry
from mtmpattern.body.forms.names import OWN, SIDES
from mtmpattern.body.forms.written import Written, names_of, near, number, told, unwritten
from mtmpattern.errors import Problem
from mtmpattern.units import LENGTH


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
        "        <birth-date>1800-01-01</birth-date>",      # what both programs write for an unknown one
        f"        <gender>{body.sex or 'unknown'}</gender>", "        <email/>", "    </personal>",
        "    <body-measurements>",
    ]
    for entry, measure in told(body, estimated):
        lines += ["        " + line for line in _measure(entry, measure, body.unit, root == "vit", remarks)]
    lines += ["    </body-measurements>", f"</{root}>"]
    if body.child:
        remarks.append(unwritten("that this is a child", "these files have no line for it; it is read from the height"))
    return Written("\n".join(lines) + "\n", tuple(remarks))


def _measure(entry: Entry, measure: Measure, unit: str, marked: bool, remarks: list[Problem]) -> Iterator[str]:
    """Write one measure: its line, and one for each side where they differ."""
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
