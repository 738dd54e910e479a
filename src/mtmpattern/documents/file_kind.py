"""What a file is that was given where another was asked for: recognized by its content, with the commands that take it.

Only what a designer or a tailor may have in the same folder is recognized. Groups that repeat never go back, because a
stranger's file may be made to be slow.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mtmpattern.errors import FileFormatError, Problem
from mtmpattern.input_file import read_at_most

HEAD: Final = 20_000
"""How many bytes of a file decide."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name, what it is in a sentence, and what to do with it."""

    name: str
    is_a: str
    hint: str

    def fault(self, what: str, file: str = "") -> FileFormatError:
        """The error for a file of this kind in place of a ``what``, such as a measurement file."""
        return FileFormatError.of([Problem(f"this is {self.is_a}, not {article(what)}", "file.kind", hint=self.hint,
                                           file=file, params={"kind": self.name, "what": what})])


def article(what: str) -> str:
    """``an order``, ``a drawing``: a word with its article."""
    return f"{'an' if what[:1] in 'aeio' else 'a'} {what}"


DXF: Final = FileKind("dxf", "a drawing (DXF)", "`mtmpattern audit`, `convert` and `marker` take it.")
PLOT: Final = FileKind("plot", "a plot (HPGL)", "`mtmpattern audit` lists its lines. It has no pieces any more: "
                       "`convert` and `marker` take the DXF from which it was plotted.")
OURS: Final = FileKind("pattern", "a pattern of ours (pattern.json)", "`mtmpattern audit` and `marker` take it. For "
                       "other formats draft it again with `mtmpattern make -f FORMAT`.")
_KINDS: Final = (
    (re.compile(rb"AC10(0[69]|[123]\d)"),
     FileKind("dwg", "a DWG drawing", "Save it as ASCII DXF in the program that drew it.")),
    (re.compile(rb"AutoCAD Binary DXF"), FileKind("binary dxf", "a binary DXF", "Save it as ASCII DXF, R12 or newer.")),
    (re.compile(rb"%PDF-"), FileKind("pdf", "a PDF", "It is only for printing. Give the file from which it was made: a "
                                     "measurement file, a DXF or a pattern.json.")),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|II\*\x00|MM\x00\*", re.DOTALL),
     FileKind("picture", "a picture", "Nothing can be read from it. Type the measures into a file, or give the DXF of "
              "a pattern.")),
    (re.compile(rb"\s*+(?><\?xml[^>]*>\s*)?(?><!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*+<svg[\s>:]", re.DOTALL),
     FileKind("svg", "a drawing in SVG", "It can be printed and cut, and is not read. Give the DXF or the pattern.json "
              "of the same pattern.")),
    (re.compile(rb"PK\x03\x04.*?(xl/|\[Content_Types\])|\xd0\xcf\x11\xe0", re.DOTALL),
     FileKind("spreadsheet", "a document of an office program", "Save the table as CSV and give that.")),
    (re.compile(rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!"),
     FileKind("archive", "a packed archive", "Unpack it, and give the file in it.")),
    (re.compile(rb"\s*H\d+\*\s*M\d+\*"), FileKind("cut", "data of a cutting table", "It is for the machine alone. Give "
                                                  "the DXF or the pattern.json of the same parts.")),
    (re.compile(rb"[\s\x00]*+(999[^\n]*\n[^\n]*\n\s*)*+0[ \t]*+\r?\n[ \t]*+SECTION\b", re.IGNORECASE), DXF),
    (re.compile(rb"(\x1b[%.(][^;:A-Z]*[;:A-Z]|\x1bE|[\s\x00;])*+(IN|DF|PG|PS[\d,]+|SP\d)[ \t]*;"), PLOT),
)
_ORDER: Final = FileKind("order", "an order", "`mtmpattern order`, `batch` and `marker` take it.")
_MEASURES: Final = FileKind("measurements", "a measurement file", "`mtmpattern measure FILE` shows it, and `mtmpattern "
                            "make TEMPLATE -m FILE` drafts for it; an order has it under `measurements:`.")
_BY_NAMES: Final = (
    ({"pieces", "operations", "template"}, OURS),
    ({"lays", "rules"}, FileKind("marker", "the report of a marker (marker.json)", "`mtmpattern marker` takes what it "
                                 "was laid from: patterns, DXFs, orders or measurement files.")),
    ({"files"}, FileKind("manifest", "the list of the files of a folder (manifest.json)", "Give the folder, or the "
                         "pattern.json in it.")),
    ({"order", "template"}, _ORDER), ({"template", "measurements"}, _ORDER), ({"template", "client"}, _ORDER),
    ({"columns"}, FileKind("columns", "a column map", "Give the table itself, and this file as its columns.")),
    ({"kind", "width"}, FileKind("fabric", "a fabric", "It is given as the cloth of a role, beside the garment.")),
    ({"measurements", "unit"}, _MEASURES), ({"measurements", "sex"}, _MEASURES), ({"measurements", "name"}, _MEASURES),
)

_NAMES: Final = re.compile(rb'"([a-z_]{1,20})"[ ]?:')
_LINES: Final = re.compile(rb"^([a-z_]{1,20}):", re.M)


def kind_of(data: bytes) -> FileKind | None:
    """The kind of a file by its first bytes; None for one that is none of the kinds that are recognized."""
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    return next((kind for start, kind in _KINDS if start.match(head)), None)


def kind_of_names(names: Collection[str]) -> FileKind | None:
    """The kind of a document by the names at its top; None for one that is none of the kinds that are recognized."""
    return next((kind for known, kind in _BY_NAMES if known <= set(names)), None)


def kind_of_text(data: bytes) -> FileKind | None:
    """The kind of a YAML or JSON file by all the names in it, without reading it as such."""
    names = _NAMES.findall(data) if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" else _LINES.findall(data)
    return kind_of_names({name.decode() for name in names})


def kind_of_file(path: Path) -> FileKind | None:
    """The kind of a file by its first bytes; None also for one that cannot be read."""
    with suppress(OSError, ValueError):
        return kind_of(read_at_most(path, HEAD))
    return None
