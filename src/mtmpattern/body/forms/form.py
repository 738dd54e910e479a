"""Which form a measurement file is in, and what the reader of a form hands over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Final

from mtmpattern.body.body import Sex, Unit
from mtmpattern.body.catalogue import canonical
from mtmpattern.documents import TREES, Faults, Node, Source, Text, nearest, read_document
from mtmpattern.errors import FileFormatError, Problem

# ---- What a reader of one form hands over: values under our names, not yet judged, each with its place -----------


Amounts = Mapping[str, float | Mapping[str, float]]
"""Lengths in mm by name, or by name and side: ``{"length": 640.0, "sleeve": {"left": 5.0}}``."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Which of several things in a file is meant, as its reader needs it; empty for those that hold only one.

    ``person`` is a row of a table of clients. ``size`` and ``height`` choose in a file of many sizes. ``columns`` maps
    the names that a file uses to ours, or to an empty text for what is to be left out; ``unit`` and ``id`` say, of a
    table, what bare numbers are in and which column names the rows.
    """

    person: str = ""
    size: str = ""
    height: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    id: str = ""


@dataclass(slots=True)
class Taken:
    """One person's file in our words.

    ``measurements`` is a mapping node whose names are measures and whose values are scalars, or mappings of ``left``
    and ``right``: text as it was typed, or exact numbers in ``unit``. The path of each value is the name in the file.
    ``unit_node`` is where the unit stands; ``unclear`` tells that it could not be read. ``remarks`` list what has no
    place here.
    """

    form: str
    measurements: Node | None = None
    sex: Sex | None = None
    child: bool = False
    unit: Unit | None = None
    unit_node: Node | None = None
    unclear: bool = False
    name: str = ""
    remarks: list[Problem] = field(default_factory=list)
    confirmed: frozenset[str] = frozenset()
    base: Node | None = None
    garment: Amounts = field(default_factory=dict)
    alterations: Amounts = field(default_factory=dict)


# ---- Which form a measurement file is in, told by its content and ending; readers load when they are -------------


FORMS: Final = {
    # form: where it is read, and what people know it as
    "native": ("native", "our own YAML or JSON"),
    "csv": ("table", "a table: one measure a line, or one client a line"),
    "seamly": ("seamly", "Seamly2D .smis and .smms, Valentina .vit and .vst"),
    "freesewing": ("freesewing", "FreeSewing"),
    "garmentcode": ("garmentcode", "GarmentCode body"),
}
XMLS: Final = (".smis", ".smms", ".vit", ".vst", ".xml")
SUFFIXES: Final = (*TREES, ".csv", ".tsv", *XMLS)
LARGEST_TABLE: Final = 20_000_000


def take(source: Source | Text, form: str, pick: Pick, faults: Faults) -> Taken:
    """Read a document in the form it is in, or in the one that is named. Raises `FileFormatError`."""
    if form and form not in FORMS:
        near = nearest(form, tuple(FORMS))
        raise FileFormatError(f"no form of measurement file is called {form[:40]}", code="file.form", where="form",
                              hint=f"Did you mean {near}?" if near else f"Known are {', '.join(FORMS)}.")
    if isinstance(source, Text):
        kind = form or form_of_text(source)
        if kind in ("csv", "seamly"):
            taken: Taken = _reader(kind)(source, faults, pick)
            return taken
    top = read_document(source, what="measurement file", faults=faults)
    kind = form or form_of_tree(top)
    if kind == "native":
        read = _reader(kind)(top, faults)
    elif kind in ("freesewing", "garmentcode"):
        read = _reader(kind)(top, faults, pick)
    else:
        raise FileFormatError.of([top.problem(f"the {kind} form is not written like this", "file.form",
                                              "Leave the form out, or give the right file.")])
    result: Taken = read
    return result


def form_of_text(text: Text) -> str:
    """Tell a table or XML by its ending or its first line; an empty text for what is YAML or JSON."""
    first = text.text.lstrip()[:1]
    if first == "<" or text.suffix in XMLS:
        return "seamly"
    if text.suffix in (".csv", ".tsv"):
        return "csv"
    if TREES.get(text.suffix):
        return ""
    lines = (line.strip() for line in text.text.split("\n"))
    head = next((line for line in lines if line and not line.startswith("#")), "")
    separated = any(mark in head for mark in (",", ";", "\t"))
    return "csv" if separated and ":" not in head and head[:1] not in "{[" else ""


def form_of_tree(top: Node) -> str:
    """Tell whose YAML or JSON this is by the names at its top."""
    if not isinstance(top.content, Mapping):
        return "native"
    parts = top.content
    inner = parts.get("measurements", top)
    names = inner.content if isinstance(inner.content, Mapping) else {}
    if isinstance(parts.get("body"), Node) and isinstance(parts["body"].content, Mapping):
        return "garmentcode"
    if "measies" in parts or _word(parts.get("units")) in ("metric", "imperial"):
        return "freesewing"
    foreign = [name for name in names if any(sign.isupper() for sign in name[1:]) and canonical(name) is None]
    return "freesewing" if foreign and "unit" not in parts else "native"


def _word(node: Node | None) -> str:
    return str(node.content).strip().casefold() if node is not None and node.scalar else ""


def _reader(form: str) -> Callable[..., Taken]:
    reader: Callable[..., Taken] = import_module(f"mtmpattern.body.forms.{FORMS[form][0]}").read
    return reader
