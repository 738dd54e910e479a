"""Which form a measurement file is in, told by its content and ending; readers load when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from mtmpattern.body.catalogue import canonical
from mtmpattern.body.forms.taken import Pick, Taken
from mtmpattern.documents import TREES, Faults, Node, Source, Text, nearest, read_document
from mtmpattern.errors import FileFormatError

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


