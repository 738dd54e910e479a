"""Facilities: what the machines at each site can do, from a YAML file that a shop keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from mtmpattern import units
from mtmpattern.documents import Faults, Node, Source, Text, read_document
from mtmpattern.errors import FileFormatError, meant
from mtmpattern.pattern.model.fabric import KINDS

FIELDS: Final = ("name", "cloths", "stitches", "fusing", "pressing", "cut", "print", "knit", "formats", "minutes",
                 "down", "stations", "note")
MOST: Final = 500
LONGEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """One site: its cloths, stitch classes of ISO 4915, cutting table, printer and knitting machines.

    Lengths are in mm, 0 for a machine that it does not have. ``minutes`` is the most sewing of one order, 0 for any.
    ``stations`` are the names of further ones, from plug-ins.
    """

    name: str
    cloths: tuple[str, ...] = ()
    stitches: tuple[str, ...] = ()
    fusing: bool = False
    pressing: bool = False
    cut_width: float = 0.0
    cut_length: float = 0.0
    print_width: float = 0.0
    print_cloths: tuple[str, ...] = ()
    knit: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    minutes: float = 0.0
    stations: tuple[str, ...] = ()
    down: bool = False


def read_facilities(source: Path | None = None) -> tuple[Facility, ...]:
    """The facilities in a file, or in all files of a folder in order of name; without a source, the shipped example.

    Raises `FileFormatError` with every fault.
    """
    if source is None:
        text = (resources.files("mtmpattern.data") / "facilities" / "example.yaml").read_text("utf-8")
        return read_facility_list(Text(text))
    files = sorted(path for path in source.iterdir() if path.suffix in (".yaml", ".yml", ".json")) if (
        source.is_dir()) else [source]
    faults, found = Faults(), list[Facility]()
    for path in files:
        with faults.caught():
            found += read_facility_list(path)
    names = [each.name for each in found]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            with faults.caught():
                raise FileFormatError(f"two facilities have the name {name}", code="facility.name", where=name,
                                      hint="Give each its own name.", params={"name": name})
    faults.check(FileFormatError)
    return tuple(found)


def read_facility_list(source: Source | Text) -> tuple[Facility, ...]:
    """The facilities of one document: a list under ``facilities``, or a single facility."""
    faults = Faults()
    top = read_document(source, what="file of facilities", faults=faults)
    nodes: tuple[Node, ...] = ()
    with faults.caught():
        nodes = top.mapping()["facilities"].sequence() if "facilities" in top.mapping() else (top,)
    found = [each for node in nodes[:MOST] if (each := _facility(node, faults)) is not None]
    faults.check(FileFormatError)
    return tuple(found)


def _facility(node: Node, faults: Faults) -> Facility | None:
    block: Mapping[str, Node] = {}
    with faults.caught():
        block = {name: inner for name, inner in node.mapping().items() if not inner.empty}
    for name, inner in block.items():
        if name not in FIELDS:
            faults.add(inner.problem(f"a facility has no field {name[:40]}", "facility.field", meant(name, FIELDS),
                                     at_key=True, name=name[:40]))
    read = _Fields(block, faults)
    name = read.text("name")
    if not name or len(name) > LONGEST or not name.isprintable() or "/" in name or name.startswith("."):
        faults.add(node.problem("a facility has no usable name", "facility.name",
                                f"Write `name:` with up to {LONGEST} letters, without a slash."))
        return None
    cut, printer = read.inner("cut"), read.inner("print")
    return Facility(
        name=name, cloths=read.words("cloths", tuple(KINDS)), stitches=read.words("stitches"),
        fusing=read.flag("fusing"), pressing=read.flag("pressing"), cut_width=cut.length("width"),
        cut_length=cut.length("length"), print_width=printer.length("width"),
        print_cloths=printer.words("cloths", tuple(KINDS)),
        knit=read.words("knit"), formats=read.words("formats"), minutes=read.number("minutes"),
        stations=read.words("stations"), down=read.flag("down"))


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of a block, each with a default where it is left out; faults are collected."""

    block: Mapping[str, Node]
    faults: Faults

    def text(self, name: str) -> str:
        with self.faults.caught():
            return self.block[name].text() if name in self.block else ""
        return ""

    def flag(self, name: str) -> bool:
        with self.faults.caught():
            return self.block[name].flag() if name in self.block else False
        return False

    def number(self, name: str) -> float:
        with self.faults.caught():
            return self.block[name].number() if name in self.block else 0.0
        return 0.0

    def length(self, name: str) -> float:
        with self.faults.caught():
            return float(units.length(self.block[name].text(), "mm")) if name in self.block else 0.0
        return 0.0

    def inner(self, name: str) -> _Fields:
        with self.faults.caught():
            return _Fields(self.block[name].mapping() if name in self.block else {}, self.faults)
        return _Fields({}, self.faults)

    def words(self, name: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        found: list[str] = []
        with self.faults.caught():
            for node in self.block[name].sequence()[:MOST] if name in self.block else ():
                word = node.text()
                if known and word not in known:
                    self.faults.add(node.problem(f"{name}: {word[:40]} is not known", "facility.word",
                                                 meant(word, known), name=name, word=word[:40]))
                found.append(word)
        return tuple(found)
