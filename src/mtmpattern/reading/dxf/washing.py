"""Washing a DXF: turning any file into a small, well-formed one that ezdxf reads reliably and quickly."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from mtmpattern.documents.file_kind import DXF, kind_of, kind_of_text
from mtmpattern.limits import (
    DXF_BLOCKS,
    DXF_CONTROLS,
    DXF_ENTITIES,
    DXF_FARTHEST,
    DXF_KINDS,
    DXF_LINES,
    DXF_RADIUS,
    DXF_TEXT,
    DXF_VERTICES,
)
from mtmpattern.reading.dxf.escapes import decoded
from mtmpattern.reading.source import OpenedFile

# ---- Records --------------------------------------------------------------------------------------------------------

Tags = list[tuple[int, str]]

_COMMENT: Final = 999
_MOST_TAGS: Final = 3 * DXF_VERTICES


@dataclass(slots=True)
class DxfRecord:
    """One entity, section head or table entry: its ``kind``, its group codes, and the line where it begins.

    ``written`` is its kind in the file, where an old polyline was turned into a light one.
    """

    kind: str
    line: int
    tags: Tags
    written: str = ""

    def first(self, code: int, otherwise: str = "") -> str:
        """The first value of a group code."""
        return next((value for known, value in self.tags if known == code), otherwise)

    def line_of(self, index: int) -> int:
        """The line of the file with the value of a tag; comments in between may shift it."""
        return self.line + 2 * index + 3


_STARTS: Final = re.compile(rb"\s*\d{1,4}\s*[\r\n]")
"""A DXF begins with a group code on a line of its own."""


def check_is_text_dxf(source: OpenedFile) -> None:
    """Refuse a file that is not a text DXF, or has far too many lines."""
    head = source.data[:64].lstrip(b"\xef\xbb\xbf")
    if head.startswith(b"AutoCAD Binary DXF"):
        raise source.fault("this is a binary DXF", "dxf.binary", "Save it as ASCII DXF, R12 or newer.")
    if head[:6] in {b"AC1006", b"AC1009"} or head.startswith((b"AC101", b"AC102", b"AC103")):
        raise source.fault("this is a DWG drawing, not a DXF", "dxf.binary", "Save it as ASCII DXF.")
    if not _STARTS.match(head) and (kind := kind_of(source.data) or kind_of_text(source.data)) and kind is not DXF:
        raise kind.fault("pattern DXF", source.file)
    if b"\x00" in source.data[:100_000]:
        raise source.fault("this has bytes that do not occur in a text DXF", "file.binary", "Is it the right file?")
    lines = max(source.data.count(b"\n"), source.data.count(b"\r"))
    if lines > DXF_LINES:
        raise source.fault(f"the drawing has {lines} lines, more than {DXF_LINES}", "dxf.large",
                           "No sewing pattern is that large; split the file.")


def records(source: OpenedFile) -> Iterator[DxfRecord]:
    """The records of a file in order, up to EOF. Raises `FileFormatError` for a bad group code."""
    current: DxfRecord | None = None
    number = 0
    with io.TextIOWrapper(io.BytesIO(source.data), source.encoding, "replace") as lines:
        for code_line in lines:
            number += 2
            try:
                code = int(code_line.lstrip("\ufeff") if number == 2 else code_line)
            except ValueError:
                if not code_line.strip() and not lines.read(1_000).strip():
                    break                                   # empty lines at the end
                raise source.fault(f"{code_line.strip()[:40]!r} is not a group code", "dxf.syntax",
                                   "A DXF has a code and a value on alternate lines.", number - 1) from None
            value = lines.readline(DXF_TEXT + 1).rstrip("\r\n")
            if code in _TEXTS and "\\" in value:
                value = decoded(value)
            if len(value) > DXF_TEXT:
                while lines.readline(1_000_000)[-1:] not in ("\n", ""):
                    pass
            if code == 0:
                if current is not None:
                    yield current
                current = DxfRecord(value.strip().upper(), number - 1, [])
            elif code != _COMMENT and current is not None:
                current.tags.append((code, value))
                if len(current.tags) > _MOST_TAGS:
                    raise source.fault(f"one {current.kind} has more than {_MOST_TAGS} values", "dxf.large",
                                       "Is it the right file?", number)
    if current is not None:
        yield current


def as_number(value: str) -> float | None:
    """A number with a decimal point or comma; ``None`` for anything else, or beyond `DXF_FARTHEST`."""
    try:
        number = float(value)
    except ValueError:
        try:
            number = float(value.replace(",", ".", 1))
        except ValueError:
            return None
    return number if abs(number) <= DXF_FARTHEST else None      # a NaN fails this too


# ---- Limits on the contents -----------------------------------------------------------------------------------------

_FINE: Final = 0.005                                        # between the chords of a file in mm and one in inches
_BULGIEST: Final = 1_000.0
_PLACES: Final = frozenset((10, 20, 11, 21))
_STRAIGHT: Final = frozenset(("LINE", "POINT", "TEXT"))


@dataclass(slots=True)
class ReadingBudget:
    """Counts the contents of a file and stops the reading where they exceed a limit."""

    source: OpenedFile
    entities: int = 0
    vertices: int = 0
    blocks: int = 0

    def entity(self) -> None:
        """Count one more entity."""
        self.entities += 1
        if self.entities > DXF_ENTITIES:
            raise self._too_much(f"more than {DXF_ENTITIES} entities")

    def vertex(self, count: int = 1) -> None:
        """Count more vertices."""
        self.vertices += count
        if self.vertices > DXF_VERTICES:
            raise self._too_much(f"more than {DXF_VERTICES} vertices")

    def block(self) -> None:
        """Count one more block."""
        self.blocks += 1
        if self.blocks > DXF_BLOCKS:
            raise self._too_much(f"more than {DXF_BLOCKS} blocks")

    def curve(self, record: DxfRecord) -> int:
        """Count the vertices that an entity has, or becomes when it is drawn, and return their number."""
        if record.kind in _STRAIGHT:
            cost = sum(code in _PLACES for code, _ in record.tags) // 2
            self.vertex(cost)
            return cost
        places = [abs(as_number(value) or 0.0) for code, value in record.tags if code in _PLACES]
        cost = len(places) // 2
        if record.kind in {"ARC", "CIRCLE"}:
            cost = chords(as_number(record.first(40)) or 0.0)
        elif record.kind == "ELLIPSE":
            cost = self._ellipse(record, sum(places[2:4]))
        elif record.kind == "SPLINE":
            if cost > DXF_CONTROLS:
                raise self.source.fault(f"a spline has {cost} control points, more than {DXF_CONTROLS}", "dxf.large",
                                        "Draw it as a polyline.", record.line)
            cost = 8 * cost + 4 * chords(max(places, default=0.0))
        self.vertex(cost)
        return cost + (self.arcs(record) if record.kind == "LWPOLYLINE" else 0)

    def _ellipse(self, record: DxfRecord, axis: float) -> int:
        """The chords of an ellipse. Its parameters are angles, and its second axis is the shorter one."""
        ratio, first, last = (abs(as_number(record.first(code)) or 0.0) for code in (40, 41, 42))
        if axis > DXF_RADIUS or ratio > 1.0 + 1e-6 or max(first, last) > 4 * math.pi + 1e-6:
            raise self.source.fault(f"an ellipse has an axis of {axis:g}, a ratio of {ratio:g} and angles of {first:g} "
                                    f"and {last:g}", "dxf.number",
                                    f"An axis is at most {DXF_RADIUS:g}, a ratio 1, an angle two turns.", record.line)
        return chords(axis)

    def arcs(self, record: DxfRecord) -> int:
        """Count the chords of a polyline's bulges, and return their number: an upper bound, from a circle round it."""
        bent = [abs(as_number(value) or 0.0) for code, value in record.tags if code == 42]
        most = max(bent, default=0.0)
        if not most:
            return 0
        if most > _BULGIEST:
            raise self.source.fault(f"a bulge of {most:g} is more than {_BULGIEST:g}", "dxf.number",
                                    "Correct that polyline.", record.line)
        reach = max((abs(as_number(value) or 0.0) for code, value in record.tags if code in {10, 20}), default=0.0)
        count = sum(map(bool, bent))
        cost = int(chords(2 * reach * (1.0 + most)) * math.sqrt(count)) + 8 * count
        self.vertex(cost)
        return cost

    def _too_much(self, what: str) -> Exception:
        return self.source.fault(f"the drawing has {what}", "dxf.large",
                                 "No sewing pattern is that large; split the file.")


def chords(extent: float) -> int:
    """About how many chords a curve of this extent becomes."""
    return 8 + int(math.sqrt(abs(extent) / _FINE))


# ---- What is left after washing -------------------------------------------------------------------------------------

@dataclass(slots=True)
class WashedBlock:
    """A block as clean text, with a `Reference` for each INSERT in it, and the number of its vertices.

    Straight lines are kept as `StraightLine`: a file may have tens of thousands, and ezdxf adds nothing to them.
    """

    name: str
    line: int
    text: list[str | Reference | StraightLine] = field(default_factory=list)
    vertices: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """An INSERT: the name of its block, its other groups as text, and how many rows times columns it has."""

    name: str
    line: int
    text: str
    copies: int = 1


@dataclass(frozen=True, slots=True)
class StraightLine:
    """A LINE, or a polyline without arcs: its layer and its vertices, in units of the file."""

    layer: str
    points: list[tuple[float, float]]
    closed: bool


@dataclass(slots=True)
class Washed:
    """The blocks of a file as clean text, the model space first, and facts about the file."""

    blocks: list[WashedBlock]
    layers: dict[str, int]
    header: dict[str, str]
    left_out: Counter[str]
    ended: bool
    comma: int = 0
    """The first line of a coordinate with a decimal comma, 0 for none."""

    @property
    def model(self) -> WashedBlock:
        """The model space."""
        return self.blocks[0]


# ---- Washing --------------------------------------------------------------------------------------------------------

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
"""Entities left out without a finding: AccuMark's links between notches, and frames of views."""

_TEXTS: Final = frozenset((1, 2, 3, 7, 8))
_ENDS: Final = [10, 20, 11, 21]
_BULGE: Final = 42
_OF_VERTICES: Final = frozenset((10, 20, _BULGE, 210, 220, 230))
_WHOLE: Final = range(60, 80)
_MESH: Final = 16 | 64
_FRAME: Final = 16                                          # a control point of a spline, not a vertex of the line
_LAYOUTS: Final = ("*MODEL_SPACE", "*PAPER_SPACE", "$MODEL_SPACE", "$PAPER_SPACE")


class Washer:
    """Washes the records of one file."""

    def __init__(self, source: OpenedFile) -> None:
        self.source = source
        self.budget = ReadingBudget(source)
        self.washed = Washed([WashedBlock("", 0)], {}, {}, Counter(), ended=False)
        self.section = ""
        self.here: WashedBlock | None = None
        self.line: tuple[DxfRecord, list[DxfRecord]] | None = None    # an old polyline, its vertices being gathered

    def wash(self) -> Washed:
        """Wash the whole file. Raises `FileFormatError` where it is not a DXF, or exceeds a limit."""
        check_is_text_dxf(self.source)
        seen = False
        for record in records(self.source):
            if record.kind == "EOF":
                self.washed.ended = True
                break
            seen = seen or record.kind == "SECTION"
            self._take(record)
        self._flush()
        if not seen:
            raise self.source.fault("this is not a DXF: it has no SECTION", "dxf.syntax", "Is it the right file?")
        return self.washed

    def _take(self, record: DxfRecord) -> None:
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

    def _block(self, record: DxfRecord) -> None:
        name = record.first(2) or record.first(3)
        self.here = None
        if not name.strip().upper().startswith(_LAYOUTS):
            self.budget.block()
            base = self._written(record, frozenset((10, 20)))
            self.here = WashedBlock(name.strip(), record.line, [base])
            self.washed.blocks.append(self.here)

    def _entity(self, record: DxfRecord, block: WashedBlock) -> None:
        kind = record.kind
        if kind in QUIET or record.first(67).strip() == "1":    # 67: it lies in the paper space
            return
        self.budget.entity()
        if kind == "POLYLINE":
            self.line = (record, [])
        elif kind == "INSERT":
            text = self._layer(record) + self._written(record, FLAT[kind])
            columns, rows = (max(int(as_number(record.first(code, "1")) or 1), 1) for code in (70, 71))
            block.text.append(Reference(record.first(2).strip(), record.line, text, columns * rows))
        elif kind in FLAT:
            block.vertices += self.budget.curve(record)
            block.text.append(self._straight(record) or
                              f"0\n{kind}\n" + self._layer(record) + self._written(record, FLAT[kind]))
        elif kind in MARKED:
            block.vertices += self.budget.curve(record)
            marker, codes = MARKED[kind]
            block.text.append(self._straight(record) or f"0\n{kind}\n100\nAcDbEntity\n" + self._layer(record)
                              + f"100\n{marker}\n" + self._written(record, codes))
        else:
            self._leave_out(kind[:40] or "?")

    def _leave_out(self, kind: str) -> None:
        known = self.washed.left_out
        known[kind if kind in known or len(known) < DXF_KINDS else "other kinds"] += 1

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
            self._leave_out("mesh" if kept else "empty POLYLINE")
            return
        tags: Tags = [(70, str(flags & 1))]
        for code in (210, 220, 230):
            tags += [(code, value) for value in [head.first(code)] if value]
        lines = [head.line] * len(tags)
        for vertex in kept:
            found = [tag for tag in vertex.tags if tag[0] in {10, 20, 42}]
            tags += found
            lines += [vertex.line] * len(found)
        line = DxfRecord("LWPOLYLINE", head.line, tags, head.kind)
        self.here.vertices += len(kept) + self.budget.arcs(line)
        line.tags.append((8, head.first(8, "0")))
        self.here.text.append(
            self._straight(line, lines) or "0\nLWPOLYLINE\n100\nAcDbEntity\n" + self._layer(line)
            + f"100\nAcDbPolyline\n90\n{len(kept)}\n" + self._written(line, MARKED["LWPOLYLINE"][1], lines))

    def _straight(self, record: DxfRecord, lines: list[int] | None = None) -> StraightLine | None:
        """A straight line whose coordinates come in the usual order; ``None`` for any other entity."""
        known = {"LINE": _PLACES, "LWPOLYLINE": _OF_VERTICES}.get(record.kind)
        flags = as_number(record.first(70, "0"))
        if known is None or flags is None:
            return None
        at = [index for index, (code, value) in enumerate(record.tags)
              if code in known and not (code == _BULGE and as_number(value) == 0.0)]
        codes = [record.tags[index][0] for index in at]
        if not at or codes != (_ENDS if record.kind == "LINE" else [10, 20] * (len(at) // 2)):
            return None
        numbers = [self._number(record, *record.tags[index], lines[index] if lines else record.line_of(index))
                   for index in at]
        self._layer(record)
        return StraightLine(self._layer_name(record), list(zip(numbers[::2], numbers[1::2], strict=True)),
                            record.kind == "LWPOLYLINE" and bool(int(flags) & 1))

    def _layer(self, record: DxfRecord) -> str:
        return f"8\nL{self.washed.layers.setdefault(self._layer_name(record), len(self.washed.layers))}\n"

    @staticmethod
    def _layer_name(record: DxfRecord) -> str:
        return record.first(8, "0").strip()[:255]

    def _written(self, record: DxfRecord, codes: frozenset[int], lines: list[int] | None = None) -> str:
        out: list[str] = []
        room = DXF_TEXT                                     # the text of an MTEXT comes in pieces
        for index, (code, value) in enumerate(record.tags):
            if code not in codes:
                continue
            if code in _TEXTS:
                out += [f"{code}\n{value[:room]}\n"] if room or not out else []
                room -= len(value[:room])
                continue
            number = self._number(record, code, value, lines[index] if lines else record.line_of(index))
            out.append(f"{code}\n{int(number) if code in _WHOLE else repr(number)}\n")
        return "".join(out)

    def _number(self, record: DxfRecord, code: int, value: str, line: int) -> float:
        """The number of a tag; a decimal comma is noted. Raises `FileFormatError` for anything else."""
        number = as_number(value)
        if number is None:
            raise self.source.fault(f"{record.written or record.kind}: {value.strip()[:40]!r} in group {code} is "
                                    "not a number within 10 km", "dxf.number", "Correct that value.", line)
        if "," in value and not self.washed.comma:
            self.washed.comma = line
        return number
