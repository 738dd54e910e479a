"""Makes a small, well-formed DXF of any file, so that ezdxf meets only what it reads well and quickly.

The file is read as a stream and counted on the way. Kept are the blocks and the model space, and of them the entities
that a pattern is drawn with; handles, tables, colours and extended data go. Blocks and layers get names of our own
(``B7``, ``L3``), so that two blocks of one name stay apart and a name that ezdxf refuses does no harm. Old polylines
become light ones, which ezdxf reads eight times as fast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from ..errors import FileFormatError
from .budget import Budget
from .records import Record, Tags, as_number, records, refuse_other_files
from .source import Opened
from .washed import Block, Reference, Washed

FLAT: Final[Mapping[str, frozenset[int]]] = {
    "LINE": frozenset((10, 20, 11, 21)),
    "POINT": frozenset((10, 20, 30, 39, 50)),
    "TEXT": frozenset((1, 10, 20)),
    "ARC": frozenset((10, 20, 40, 50, 51, 210, 220, 230)),
    "CIRCLE": frozenset((10, 20, 40, 210, 220, 230)),
    "INSERT": frozenset((10, 20, 41, 42, 50, 210, 220, 230)),
}
MARKED: Final[Mapping[str, tuple[str, frozenset[int]]]] = {
    "MTEXT": ("AcDbMText", frozenset((1, 3, 10, 20))),
    "ELLIPSE": ("AcDbEllipse", frozenset((10, 20, 30, 11, 21, 31, 40, 41, 42, 210, 220, 230))),
    "SPLINE": ("AcDbSpline", frozenset((70, 71, 40, 41, 10, 20, 30, 11, 21, 31))),
    "LWPOLYLINE": ("AcDbPolyline", frozenset((70, 10, 20, 42, 210, 220, 230))),
}
QUIET: Final = frozenset(("ATTDEF", "ATTRIB", "SEQEND", "VIEWPORT", "ENDBLK", "ENDSEC"))
"""Left out without a word: AccuMark's links between notches, and what only frames a view."""

_TEXTS: Final = frozenset((1, 2, 3, 7, 8))
_WHOLE: Final = range(60, 80)
_MESH: Final = 16 | 64
_FRAME: Final = 16                                          # a vertex of the frame of a spline, not of the line
_LAYOUTS: Final = ("*MODEL_SPACE", "*PAPER_SPACE", "$MODEL_SPACE", "$PAPER_SPACE")


class Washer:
    """Goes through the records of one file."""

    def __init__(self, source: Opened) -> None:
        self.source = source
        self.budget = Budget(source)
        self.washed = Washed([Block("", 0)], {}, {}, Counter(), ended=False)
        self.section = ""
        self.here: Block | None = None
        self.line: tuple[Record, list[Record]] | None = None    # an old polyline whose vertices are being gathered

    def wash(self) -> Washed:
        """The whole file; `FileFormatError` for what is no DXF, or more than a pattern can be."""
        refuse_other_files(self.source)
        seen = False
        for record in records(self.source):
            if record.kind == "EOF":
                self.washed.ended = True
                break
            seen = seen or record.kind == "SECTION"
            self._take(record)
        self._flush()
        if not seen:
            raise self.source.fault("this is no DXF: it has no SECTION", "dxf.syntax", "Is it the right file?")
        return self.washed

    def _take(self, record: Record) -> None:
        if record.kind == "VERTEX" and self.line:
            self.budget.vertex()
            self.line[1].append(record)
            return
        self._flush()
        if record.kind == "SECTION":
            self.section = record.first(2).strip().upper()
            self.here = self.washed.model if self.section == "ENTITIES" else None
            if self.section == "HEADER":
                self._header(record.tags)
        elif record.kind == "ENDSEC":
            self.section, self.here = "", None
        elif record.kind == "BLOCK" and self.section == "BLOCKS":
            self._block(record)
        elif record.kind == "ENDBLK":
            self.here = None
        elif self.here is not None:
            self._entity(record, self.here)

    def _header(self, tags: Tags) -> None:
        for (code, name), (_, value) in pairwise(tags):
            if code == 9 and name.strip() in {"$INSUNITS", "$MEASUREMENT", "$ACADVER"}:
                self.washed.header[name.strip()] = value.strip()

    def _block(self, record: Record) -> None:
        name = record.first(2) or record.first(3)
        self.here = None
        if not name.strip().upper().startswith(_LAYOUTS):
            self.budget.block()
            base = self._written(record, frozenset((10, 20)))
            self.here = Block(name.strip(), record.line, [base])
            self.washed.blocks.append(self.here)

    def _entity(self, record: Record, block: Block) -> None:
        kind = record.kind
        if kind in QUIET or record.first(67).strip() == "1":    # 67: it lies in the paper space
            return
        self.budget.entity()
        if kind == "POLYLINE":
            self.line = (record, [])
        elif kind == "INSERT":
            text = self._layer(record) + self._written(record, FLAT[kind])
            block.text.append(Reference(record.first(2).strip(), record.line, text))
        elif kind in FLAT:
            block.vertices += self.budget.curve(record)
            block.text.append(f"0\n{kind}\n" + self._layer(record) + self._written(record, FLAT[kind]))
        elif kind in MARKED:
            block.vertices += self.budget.curve(record)
            marker, codes = MARKED[kind]
            block.text.append(f"0\n{kind}\n100\nAcDbEntity\n" + self._layer(record)
                              + f"100\n{marker}\n" + self._written(record, codes))
        else:
            self.washed.left_out[kind[:40] or "?"] += 1

    def _flush(self) -> None:
        """Write the old polyline that was gathered as a light one."""
        if self.line is None or self.here is None:
            self.line = None
            return
        head, vertices = self.line
        self.line = None
        flags = int(as_number(head.first(70, "0")) or 0)
        kept = [each for each in vertices if not int(as_number(each.first(70, "0")) or 0) & _FRAME]
        if flags & _MESH or not kept:
            self.washed.left_out["mesh" if kept else "empty POLYLINE"] += 1
            return
        tags: Tags = [(70, str(flags & 1))]
        for code in (210, 220, 230):
            tags += [(code, value) for value in [head.first(code)] if value]
        lines = [head.line] * len(tags)
        for vertex in kept:
            found = [tag for tag in vertex.tags if tag[0] in {10, 20, 42}]
            tags += found
            lines += [vertex.line] * len(found)
        line = Record("LWPOLYLINE", head.line, tags)
        self.here.vertices += len(kept) + self.budget.arcs(line)
        text = self._written(line, MARKED["LWPOLYLINE"][1], lines)
        self.here.text.append("0\nLWPOLYLINE\n100\nAcDbEntity\n" + self._layer(head) + "100\nAcDbPolyline\n"
                              f"90\n{len(kept)}\n" + text)

    def _layer(self, record: Record) -> str:
        name = record.first(8, "0").strip()[:255]
        return f"8\nL{self.washed.layers.setdefault(name, len(self.washed.layers))}\n"

    def _written(self, record: Record, codes: frozenset[int], lines: list[int] | None = None) -> str:
        out = []
        for index, (code, value) in enumerate(record.tags):
            if code not in codes:
                continue
            if code in _TEXTS:
                out.append(f"{code}\n{value}\n")
                continue
            number = as_number(value)
            line = lines[index] if lines else record.line_of(index)
            if number is None:
                raise self._no_number(record, code, value, line)
            if "," in value and not self.washed.comma:
                self.washed.comma = line
            out.append(f"{code}\n{int(number) if code in _WHOLE else repr(number)}\n")
        return "".join(out)

    def _no_number(self, record: Record, code: int, value: str, line: int) -> FileFormatError:
        return self.source.fault(f"{record.kind}: {value.strip()[:40]!r} in group {code} is no number that a pattern "
                                 "can have", "dxf.number", "Coordinates lie within 10 km.", line)
