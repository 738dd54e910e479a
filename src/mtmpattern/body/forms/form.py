"""Recognizing the form of a measurement file, and the result of a reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final

from mtmpattern.body.body import Sex, Unit, Wishes
from mtmpattern.body.catalogue import canonical, tidy
from mtmpattern.documents import TREES, Faults, Node, Source, Text, read_document
from mtmpattern.errors import FileFormatError, MeasurementError, Problem, did_you_mean
from mtmpattern.limits import HEADER_LINES

# ---- The result of a reader -----------------------------------------------------------------------------------------

@dataclass(frozen=True, slots=True)
class Pick:
    """The choice of one body in a file with several, and how its names are read.

    ``person`` is a row of a table of clients. ``size`` and ``height`` choose in a multi-size file. ``columns`` maps the
    names of a file to ours, or to an empty text to leave one out. ``unit`` is the unit of a table's bare numbers, and
    ``id`` the column with the ids of its rows. ``way`` tells in a message how to name a row.
    """

    person: str = ""
    size: str = ""
    height: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    id: str = ""
    way: str = "Pick(person=ID)"


@dataclass(slots=True)
class Taken:
    """One person's file under our names, not yet checked.

    ``measurements`` is a mapping node whose names are measures and whose values are scalars, or mappings of ``left``
    and ``right``: text as it was typed, or exact numbers in ``unit``. The path of each value is the name in the file.
    ``unit_node`` is the place of the unit; ``unclear`` is whether it could not be read, ``ageless`` whether the age
    could not. ``remarks`` list what was left out.
    """

    form: str
    measurements: Node | None = None
    sex: Sex | None = None
    child: bool = False
    ageless: bool = False
    unit: Unit | None = None
    unit_node: Node | None = None
    unclear: bool = False
    name: str = ""
    remarks: list[Problem] = field(default_factory=list)
    confirmed: frozenset[str] = frozenset()
    base: Node | None = None
    wishes: Wishes = field(default_factory=Wishes)


# ---- Recognizing the form of a file ---------------------------------------------------------------------------------

FORMS: Final = {
    # form: the module that reads it, and its description
    "native": ("native", "our own YAML or JSON"),
    "csv": ("table", "a table: one measure a line, or one client a line"),
    "seamly": ("seamly", "Seamly2D .smis and .smms, Valentina .vit and .vst"),
    "freesewing": ("freesewing", "FreeSewing"),
    "garmentcode": ("garmentcode", "GarmentCode body"),
    "scan": ("scan", "the answer of a scanning service, as JSON"),
}
ALONE: Final = Pick(way="`mtmpattern measure` writes it to a file of its own")
"""The choice for a command that takes one file for each person."""
XMLS: Final = (".smis", ".smms", ".vit", ".vst", ".xml")
SUFFIXES: Final = (*TREES, ".csv", ".tsv", *XMLS)


ONE_PERSON: Final = "the file is of one person; there is no size or height to choose"
"""What a form without sizes says of a size that was asked for."""


def take(source: Source | Text, form: str, pick: Pick, faults: Faults) -> Taken:
    """Read a document in the named form, or in the form that is recognized. Raises `FileFormatError`."""
    if form and form not in FORMS:
        raise FileFormatError(f"no form of measurement file is called {form[:40]}", code="file.form", where="form",
                              hint=did_you_mean(form, FORMS, f"Use one of {', '.join(FORMS)}."),
                              params={"form": form[:40]})
    kind = form or (form_of_text(source) if isinstance(source, Text) else "")
    if kind == "seamly" and isinstance(source, Text):
        sized: Taken = _reader(kind)(source, faults, pick)
        return sized
    taken: Taken = _reader(kind)(source, faults, pick) if kind == "csv" and isinstance(source, Text) else _of_tree(
        source, form, pick, faults)
    if pick.size or pick.height:
        where = "size" if pick.size else "height"
        taken.remarks.append(Problem(ONE_PERSON, "measurement.size", where, "Leave it out."))
    return taken


def _of_tree(source: Source | Text, form: str, pick: Pick, faults: Faults) -> Taken:
    """Read a document of YAML or JSON."""
    top = read_document(source, what="measurement file", faults=faults)
    kind = form or form_of_tree(top)
    if kind in ("native", "freesewing") and (several := _persons(top)) > 1:
        raise MeasurementError.of([top.problem(f"the file has the measures of {several} persons", "measurement.person",
                                               "Write a file for each, or a table with one on each row.",
                                               count=several)])
    if kind == "native":
        read = _reader(kind)(top, faults)
    elif kind in ("freesewing", "garmentcode", "scan"):
        read = _reader(kind)(top, faults, pick)
        read.wishes = import_module("mtmpattern.body.forms.wishes").wishes_of(top.mapping(), read.unit, faults)
    else:
        raise FileFormatError.of([top.problem(f"this is not a file of the form {kind}", "file.form",
                                              "Leave the form out, or give the right file.", kind=kind)])
    taken: Taken = read
    return taken


def _persons(top: Node) -> int:
    """The persons of a document that has a block of measures for each, under a name, and nothing else; 0 for none."""
    parts = top.content if isinstance(top.content, Mapping) else {}
    if not {*map(tidy, parts)}.isdisjoint(import_module("mtmpattern.body.forms.native").TOP):
        return 0
    blocks = [each.content for each in parts.values() if isinstance(each.content, Mapping)]
    inner = [block.get("measurements", Node(block)).content for block in blocks]
    known = sum(isinstance(names, Mapping) and any(map(canonical, names)) for names in inner)
    return known if known == len(parts) else 0


def form_of_text(text: Text) -> str:
    """Recognize a table or XML by its suffix or its first line; an empty text stands for YAML or JSON."""
    if TREES.get(text.suffix):
        return ""
    first = text.text.lstrip()[:1]
    if first == "<" or text.suffix in XMLS:
        return "seamly"
    if text.suffix in (".csv", ".tsv"):
        return "csv"
    lines = [line.strip() for line in text.text.split("\n")[:HEADER_LINES]]
    if any("\t" in line and ":" not in line for line in lines) and first not in "{[":
        return "csv"                                         # below a title
    head = next((line for line in lines if line and not line.startswith("#")), "")
    separated = any(mark in head for mark in (",", ";", "\t"))
    return "csv" if separated and ":" not in head and head[:1] not in "{[" else ""


def form_of_tree(top: Node) -> str:
    """Recognize the form of YAML or JSON by its top-level names."""
    if not isinstance(top.content, Mapping):
        return "native"
    named = import_module("mtmpattern.body.forms.native").top_name
    parts = {named(key): node for key, node in top.content.items()}
    if import_module("mtmpattern.body.forms.scan").answer_of(parts) is not None:
        return "scan"
    inner = parts.get("measurements", top)
    names = inner.content if isinstance(inner.content, Mapping) else {}
    if isinstance(parts.get("body"), Node) and isinstance(parts["body"].content, Mapping):
        return "garmentcode"
    if "measies" in parts or word_of(parts.get("units")) in ("metric", "imperial"):
        return "freesewing"
    foreign = [name for name in names if any(sign.isupper() for sign in name[1:]) and canonical(name) is None]
    return "freesewing" if foreign and "unit" not in parts else "native"


def word_of(node: Node | None) -> str:
    """Return a scalar as a word in lower case; empty for anything else."""
    return str(node.content).strip().casefold() if node is not None and node.scalar else ""


def _reader(form: str) -> Callable[..., Taken]:
    reader: Callable[..., Taken] = import_module(f"mtmpattern.body.forms.{FORMS[form][0]}").read
    return reader
