"""Reading a pattern DXF: its pieces, in blocks and outside of them, its style texts, and findings about it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from ...errors import FileFormatError, no_surprise
from ...limits import DXF_BYTES, DXF_KINDS, DXF_LOOSE
from ..findings import FAULT, NOTE, WARNING, Finding
from ..source import OpenedFile, Source, opened
from .block import piece_of
from .content import XY, Content, Loader, Shape, Stroke
from .outline import Line, joined, unknown_layers
from .piece import LOOSE, ReadPiece
from .texts import (
    BOUNDARY,
    PIECE_KEYS,
    PIECE_NAME,
    SAMPLE_SIZE,
    SIZE,
    STYLE_KEYS,
    STYLE_NAME,
    UNITS,
    dialect_of,
    fields_of,
    role_of,
    scale_of,
)
from .washing import Washed, Washer, as_number

if TYPE_CHECKING:
    from ...pattern.model.piece import Piece
    from ...pattern.parts.part import CutPattern, Part


# ---- Pieces outside blocks ------------------------------------------------------------------------------------------

NEAR = 100.0
"""An entity farther than this many mm from every outline belongs to none."""

MOST_COMPARED = 2_000_000_000
"""The most entities times vertices that are compared to find the outline of each entity, which takes a few seconds."""


@dataclass(slots=True)
class Groups:
    """The separated pieces, and the number of entities that belong to none of them."""

    pieces: list[Content]
    lost: int = 0
    guessed: bool = False
    """Whether the layers did not help, so that the outermost closed lines were read as pieces."""


def grouped(content: Content, source: OpenedFile) -> Groups:
    """Separate pieces outside blocks: by their lines on layer 1 or CUT, else by the outermost closed lines."""
    bounds = [stroke for stroke in content.strokes if role_of(stroke.layer) == BOUNDARY]
    bounds += [Stroke(ring.layer, ring.points, True) for ring in content.rings if role_of(ring.layer) == BOUNDARY]
    outlines = _rings(bounds)
    guessed = not outlines
    if guessed:
        bounds = [stroke for stroke in content.strokes if not role_of(stroke.layer)]
        outlines = _rings(bounds)
    if len(outlines) > DXF_LOOSE:
        raise source.fault(f"{len(outlines)} outlines are outside blocks, more than {DXF_LOOSE}", "dxf.large",
                           "No sewing pattern is that large; split the file.")
    entities = len(content.strokes) + len(content.rings) + len(content.dots) + len(content.words)
    if entities * sum(len(line.points) for line in outlines) > MOST_COMPARED:
        raise source.fault(f"{entities} entities are outside blocks, among {len(outlines)} outlines", "dxf.large",
                           "No sewing pattern is that large; split the file.")
    if not outlines:
        return Groups([], guessed=guessed)
    shapes = [shapely.Polygon(line.points) for line in outlines]
    outer = _outermost(shapes, outlines)
    groups = Groups([Content() for _ in outer], guessed=guessed)
    tree = shapely.STRtree([shapes[index] for index in outer])
    _share(content, tree, groups)
    return groups


def _rings(strokes: Sequence[Stroke]) -> list[Line]:
    lines = joined((stroke.points, stroke.closed) for stroke in strokes)
    return [line for line in lines if line.closed and len(line.points) > 2]


def _outermost(shapes: Sequence[shapely.Polygon], outlines: Sequence[Line]) -> list[int]:
    """The outlines whose first vertex is not inside a larger one."""
    starts = shapely.points([line.points[0] for line in outlines])
    inner, around = shapely.STRtree(shapes).query(starts, predicate="within")
    areas = np.array([abs(line.area) for line in outlines])
    within = set(inner[areas[around] > areas[inner]].tolist())
    return [index for index in range(len(outlines)) if index not in within]


def _share(content: Content, tree: shapely.STRtree, groups: Groups) -> None:
    """Add each entity to the piece that contains its first place, or is nearest to it."""
    everything: list[tuple[Shape, XY]] = [
        *((stroke, stroke.points[0]) for stroke in content.strokes if stroke.points),
        *((ring, (ring.x, ring.y)) for ring in content.rings),
        *((dot, (dot.x, dot.y)) for dot in content.dots),
        *((words, (words.x, words.y)) for words in content.words)]
    places: list[XY] = [place for _, place in everything]
    if not places:
        return
    which, owner = tree.query_nearest(shapely.points(places), max_distance=NEAR, all_matches=False)
    owners = dict(zip(which.tolist(), owner.tolist(), strict=True))
    for index, (shape, _) in enumerate(everything):
        if index in owners:
            groups.pieces[owners[index]].add(shape)
        else:
            groups.lost += 1


# ---- Putting the pieces of a file together --------------------------------------------------------------------------

_UNMOVED: Final = tuple(float(row == column) for row in range(4) for column in range(4))


@dataclass(slots=True)
class Assembly:
    """The state while the pieces of one file are made."""

    loader: Loader
    washed: Washed
    opening: bool
    style: dict[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    scale: float = 1.0
    findings: list[Finding] = field(default_factory=list)

    def pieces(self) -> list[ReadPiece]:
        """All pieces of the file; findings about them are added."""
        model, shown = self.loader.model()
        moves: dict[int, list[Any]] = {}
        for index, matrix in shown:
            moves.setdefault(index, []).append(matrix)
        inner = {each for inside in self.loader.inside[1:] for each in inside}
        blocks = [(index, self._placed(index, moves)) for index in range(1, len(self.washed.blocks))
                  if index in moves or index not in inner]
        self._units(model, [content for _, content in blocks])
        if self.scale != 1.0:                               # so that chords are as fine in mm as in a metric file
            self.loader.tolerance /= self.scale
            model, _ = self.loader.model()
            blocks = [(index, self._placed(index, moves)) for index, _ in blocks]
        pieces = []
        names: Counter[str] = Counter()
        for index, content in blocks:
            name = self.washed.blocks[index].name
            names[name.casefold()] += 1                     # the second of one name becomes ``DETAIL (2)``
            times = names[name.casefold()]
            piece = self._make(content.scaled(self.scale), name if times == 1 else f"{name} ({times})")
            if piece:
                pieces.append(piece)
                self._about_insert(piece, len(moves.get(index, ())))
        return self._completed(pieces + self._loose(model.scaled(self.scale)))

    def _completed(self, pieces: list[ReadPiece]) -> list[ReadPiece]:
        """Pieces of a nest with the texts that stand at the sample size alone, as AccuMark writes them."""
        sample = self.style.get(SAMPLE_SIZE, "")
        known = {piece.name: piece for piece in pieces if piece.name and piece.size == sample}
        completed, bare = [], Counter[str]()
        for piece in pieces:
            model = known.get(piece.name)
            if sample and model is not None and piece.size != sample:
                texts = {key: text for key, text in model.fields.items() if key not in (SIZE, *piece.fields)}
                if texts:
                    piece = replace(piece, fields={**piece.fields, **texts},  # noqa: PLW2901
                                    quantity=piece.quantity or model.quantity)
                bare[piece.size] += bool(model.notches and not piece.notches)
            completed.append(piece)
        self.findings += [Finding("dxf.nest", WARNING, f"size {size[:40]} holds no notches on {count} pieces, and the "
                                  f"sample size {sample[:40]} does", "Mark them by hand, or grade in the program that "
                                  "wrote the file.") for size, count in bare.items() if count]
        return completed

    def _placed(self, index: int, moves: Mapping[int, Sequence[Any]]) -> Content:
        content = self.loader.block(index)
        matrix = moves[index][0] if index in moves else None
        return content if matrix is None or tuple(matrix) == _UNMOVED else content.moved(matrix)

    def _units(self, model: Content, contents: Sequence[Content]) -> None:
        """Read the style texts and the scale. Some writers put the texts into a block, not into the model space."""
        self.texts = tuple(words.text.strip() for words in model.words if words.text.strip())
        inside = [words.text for content in contents for words in content.words]
        self.style = fields_of([*self.texts, *inside], STYLE_KEYS)
        largest = max((_extent(content) for content in (*contents, model)), default=0.0)
        self.scale, found = scale_of(self.style.get(UNITS, ""), self.washed.header, largest)
        self.findings += found

    def _make(self, content: Content, block: str) -> ReadPiece | None:
        piece, found = piece_of(content, block, self.opening)
        self.findings += found
        layers = list(unknown_layers(content).items()) if piece else []
        self.findings += [Finding("dxf.layer", NOTE, f"{count} entities are on layer {layer[:40]}, which no dialect "
                                  "uses", "They were left out.", block) for layer, count in layers[:DXF_KINDS]]
        if rest := layers[DXF_KINDS:]:
            self.findings.append(Finding("dxf.layer", NOTE, f"{sum(count for _, count in rest)} entities are on "
                                         f"{len(rest)} more layers that no dialect uses", "They were left out.", block))
        return piece

    def _about_insert(self, piece: ReadPiece, times: int) -> None:
        if times == 0:
            self.findings.append(Finding("dxf.insert", WARNING, "the block is never inserted",
                                         "It was read as drawn; other readers will not show it.", piece.block))
        elif times > 1:
            self.findings.append(Finding("dxf.insert", NOTE, f"the block is inserted {times} times",
                                         "It was read once; its quantity says how often it is cut.", piece.block))

    def _loose(self, model: Content) -> list[ReadPiece]:
        groups = grouped(model, self.loader.source)
        pieces = []
        for number, content in enumerate(groups.pieces, 1):
            piece = self._make(content, f"{LOOSE} {number}")
            if piece:
                label = next((text for text in piece.texts if ":" not in text), piece.name)
                pieces.append(piece if PIECE_NAME in piece.fields else replace(piece, name=label))
        if pieces:
            self.findings.append(Finding("dxf.loose", NOTE, f"{len(pieces)} pieces are outside blocks",
                                         "Each outline was read with what lies inside or next to it."))
        return pieces

    def dialect(self, pieces: Sequence[ReadPiece]) -> str:
        """The dialect of the file."""
        inside = [text for piece in pieces for text in piece.texts]
        handed = any(piece.quantity and piece.quantity.handed for piece in pieces)
        named = any(layer.strip().casefold() in {"cut", "cutline", "outline"} for layer in self.washed.layers)
        return dialect_of([*self.texts, *inside], self.style, self.washed.header.get("$ACADVER", ""), handed,
                          named and not fields_of(inside, PIECE_KEYS))


def _extent(content: Content) -> float:
    """The largest width or height of any line."""
    largest = 0.0
    for stroke in content.strokes:
        if stroke.points:
            xs, ys = zip(*stroke.points, strict=True)
            largest = max(largest, max(xs) - min(xs), max(ys) - min(ys))
    return largest


def duplicates(washed: Washed) -> Iterator[Finding]:
    """Findings about several blocks of one name."""
    counts = Counter(block.name.casefold() for block in washed.blocks[1:])
    for block in washed.blocks[1:]:
        times = counts.pop(block.name.casefold(), 1)
        if times > 1:
            yield Finding("dxf.duplicate", FAULT, f"{times} blocks are called {block.name[:60]}",
                          "They were kept apart; other readers keep the last, or mix them.", block.name,
                          line=block.line)


def about_file(data: bytes, washed: Washed, loader: Loader) -> list[Finding]:
    """Findings about the file as a whole."""
    found = []
    if not washed.ended:
        found.append(Finding("dxf.end", FAULT, "the file ends without EOF", "It is truncated; something is missing."))
    if not data.isascii():
        place = next(index for index, byte in enumerate(data) if byte > 127)
        found.append(Finding("dxf.ascii", WARNING, "the file holds letters beyond 7-bit ASCII",
                             "AccuMark and others refuse or garble them.", line=data.count(b"\n", 0, place) + 1))
    if washed.comma:
        found.append(Finding("dxf.comma", WARNING, "coordinates have a decimal comma", "Other readers refuse them.",
                             line=washed.comma))
    for kind, count in washed.left_out.items():
        found.append(Finding("dxf.entity", NOTE, f"{count} of {kind} were left out",
                             "Patterns are not drawn with these."))
    if loader.unread:
        found.append(Finding("dxf.entity", WARNING, f"{loader.unread} entities could not be drawn and were left out",
                             "Look for them in another program."))
    found += [Finding("dxf.insert", FAULT, f"an INSERT names {reference.name[:60]!r}, and there is no such block",
                      "A piece is missing.", line=reference.line) for reference in loader.lost[:DXF_KINDS]]
    if more := len(loader.lost) - DXF_KINDS:
        found += [Finding("dxf.insert", FAULT, f"{more} more INSERTs name blocks that are missing",
                          "Pieces are missing.")] if more > 0 else []
    return found


# ---- The drawing ----------------------------------------------------------------------------------------------------

_MARKER: Final = re.compile(r"MK\s*:\s*\S.{0,80}\b(?:MODEL\s*:|W\s*=)", re.IGNORECASE)
"""The text of AccuMark on a marker: its name, and its models or the width of the cloth."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The contents of a DXF, in millimetres: pieces in the order of the file, style texts, and findings.

    ``scale`` is how many mm a unit of the file has, ``dialect`` is ``astm``, ``aama``, ``clo``, ``plain`` or, where it
    cannot be recognized, empty, ``digest`` the sha256 of the file.
    """

    pieces: tuple[ReadPiece, ...]
    style: Mapping[str, str]
    texts: tuple[str, ...]
    scale: float
    dialect: str
    findings: tuple[Finding, ...]
    digest: str
    file: str = ""

    @property
    def name(self) -> str:
        """The name of the style, empty where none is given."""
        return self.style.get(STYLE_NAME, "")

    @property
    def sample_size(self) -> str:
        """The size that is graded from, empty where none is given."""
        return self.style.get(SAMPLE_SIZE, "")

    @property
    def tolerance(self) -> float:
        """How far the chords of one curve may part in mm, as the file states it, at most 0.5; 0 without a statement."""
        stated = self.style.get("curve tolerance") or self.style.get("tolerance") or ""
        number = as_number(stated.split()[0]) if stated.split() else None
        return min(max((number or 0.0) * self.scale, 0.0), 0.5)

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes of the pieces, each once, in the order of the file."""
        return tuple(dict.fromkeys(piece.size for piece in self.pieces))

    def parts(self, size: str | None = None) -> tuple[Part, ...]:
        """The pieces of one size as parts to lay, plot and preview; see `mtmpattern.reading.dxf.parts`."""
        from .parts import parts_of  # noqa: PLC0415  parts imports this module

        return parts_of(self, size)

    def pattern(self, size: str | None = None) -> CutPattern:
        """The pieces of one size as a pattern for every writer, of the template ``foreign``."""
        from .parts import pattern_of  # noqa: PLC0415

        return pattern_of(self, size)

    def drafted(self, size: str | None = None) -> tuple[Piece, ...]:
        """The pieces of one size as pieces to sew and add allowances to; see `mtmpattern.reading.dxf.parts`."""
        from .parts import pieces_of  # noqa: PLC0415

        return pieces_of(self, size)


@no_surprise(FileFormatError, "the drawing", "file.defect")
def read_dxf(source: Source, *, opened_halves: bool = True) -> Drawing:
    """Read a pattern DXF of any dialect: a path, or its bytes.

    Halves with a mirror line are opened unless ``opened_halves`` is false. Raises `FileFormatError` where it cannot be
    read, is too large, or holds no piece; anything less serious is in the ``findings``.
    """
    file = opened(source, what="drawing", largest=DXF_BYTES)
    washed = Washer(file).wash()
    loader = Loader(file, washed)
    reading = Assembly(loader, washed, opened_halves)
    pieces = reading.pieces()
    if marker := next((text for text in reading.texts if _MARKER.match(text)), ""):
        raise file.fault(f"this is a marker, not a pattern: {marker[:60]}", "dxf.marker",
                         "Export the style, or its pieces, instead of the lay.")
    if not pieces:
        problems = [item for item in reading.findings if item.weight == FAULT]
        hint = "; ".join(f"{item.block}: {item.message}" for item in problems[:3]) or "Is it the right file?"
        raise file.fault("the drawing holds no piece: no closed line that could be an outline", "dxf.empty", hint)
    return Drawing(tuple(pieces), reading.style, reading.texts, reading.scale, reading.dialect(pieces),
                   (*about_file(file.data, washed, loader), *duplicates(washed), *reading.findings),
                   hashlib.sha256(file.data).hexdigest(), file.file)
