"""Reading a pattern DXF: its pieces, in blocks and outside of them, its style texts, and findings about it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mtmpattern.errors import FileFormatError, listed, no_surprise
from mtmpattern.limits import DXF_BYTES, DXF_KINDS
from mtmpattern.reading.code_pages import about_letters
from mtmpattern.reading.dxf.block import piece_of
from mtmpattern.reading.dxf.cloths import by_cloth
from mtmpattern.reading.dxf.content import Content, Loader
from mtmpattern.reading.dxf.escapes import UNREAD
from mtmpattern.reading.dxf.inserts import Placements, about_scales, counted, placements_of
from mtmpattern.reading.dxf.loose import DrawingFrame, framed, grouped, is_rectangle, rings_of
from mtmpattern.reading.dxf.nest import about_sizes, same_sizes, size_meant
from mtmpattern.reading.dxf.outline import has_boundary, unknown_layers
from mtmpattern.reading.dxf.piece import LOOSE, ReadPiece, xy_of
from mtmpattern.reading.dxf.sample import completed, sample_meant
from mtmpattern.reading.dxf.size_layers import block_sizes, of_size, sample_of, size_layers, sorted_out, words_for_all
from mtmpattern.reading.dxf.stated import about_style
from mtmpattern.reading.dxf.texts import (
    CLO_RELEASE,
    NOTCH,
    PIECE_KEYS,
    PIECE_NAME,
    SAMPLE_SIZE,
    STYLE_KEYS,
    STYLE_NAME,
    UNITS,
    dialect_of,
    fields_of,
    role_of,
)
from mtmpattern.reading.dxf.washing import Washed, Washer, as_number
from mtmpattern.reading.findings import FAULT, NOTE, WARNING, Finding
from mtmpattern.reading.source import Source, opened
from mtmpattern.reading.unit import Stated, UnitSigns, area_in, perimeter_in, read_unit, scale_of

if TYPE_CHECKING:
    from mtmpattern.pattern.model.piece import Piece
    from mtmpattern.pattern.parts.part import CutPattern, Part


# ---- Putting the pieces of a file together --------------------------------------------------------------------------

_UNMOVED: Final = tuple(float(row == column) for row in range(4) for column in range(4))


_AREAS: Final = 200
"""The most texts with areas, and outlines, that are compared."""

_NO_STRIP: Final = 0.15
"""The shorter side of a piece is less than this share of the longer one in a strip: a binding, a belt, a sash."""


@dataclass(slots=True)
class Assembly:
    """The state while the pieces of one file are put together."""

    loader: Loader
    washed: Washed
    opening: bool
    unit: float | None = None
    style: dict[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    scale: float = 1.0
    findings: list[Finding] = field(default_factory=list)

    def pieces(self) -> list[ReadPiece]:
        """All pieces of the file; findings about them are added."""
        model, placed = self.loader.model(), placements_of(self.loader)
        inner = {each for inside in self.loader.inside[1:] for each in inside}
        blocks = [(index, self._placed(index, placed)) for index in range(1, len(self.washed.blocks))
                  if index in placed.of or (index not in inner and index not in placed.gathering)]
        self._units(model, [content for _, content in blocks])
        if self.scale != 1.0:                               # so that chords are as fine in mm as in a metric file
            self.loader.tolerance /= self.scale
            model = self.loader.model()
            blocks = [(index, self._placed(index, placed)) for index, _ in blocks]
        pieces: list[ReadPiece] = []
        names: Counter[str] = Counter()
        read: dict[int, str] = {}
        unnamed: set[str] = set()
        for index, content in blocks:
            name = self.washed.blocks[index].name
            names[name.casefold()] += 1                     # the second of one name becomes ``DETAIL (2)``
            times = names[name.casefold()]
            made = self._of_block(content.scaled(self.scale), name if times == 1 else f"{name} ({times})")
            read |= {index: made[0].block} if made else {}
            unnamed |= {piece.block for piece in made if not piece.fields and not has_boundary(content)}
            pieces += self._inserted(made, index, placed)
        pieces = self._without_frames(pieces, unnamed)
        loose = self._loose(model.scaled(self.scale), pieces)
        self.findings += about_scales({index: each for index in read if (each := placed.chosen(index))}, read)
        pieces, found = same_sizes(self._sized(pieces + loose))
        if sample := self.style.get(SAMPLE_SIZE, ""):
            self.style[SAMPLE_SIZE] = size_meant(sample, pieces)
        else:
            sample, more = sample_meant(pieces)
            self.style |= {SAMPLE_SIZE: sample} if sample else {}
            found += more
        sample = self.style.get(SAMPLE_SIZE, "")
        pieces, more = completed(pieces, sample, self.opening)
        self.findings += [*found, *about_sizes(pieces, sample), *more]
        return list(by_cloth(pieces))

    def _without_frames(self, pieces: list[ReadPiece], unnamed: set[str]) -> list[ReadPiece]:
        """The pieces without blocks that are a frame of the drawing, with no texts of a piece, round some that are."""
        frames = [piece for piece in pieces if piece.block in unnamed and is_rectangle(xy_of(piece.cut))]
        if not frames:
            return pieces
        named = [np.array(xy_of(piece.cut)) for piece in pieces if piece.block not in unnamed]
        low, high = (np.array([end(points, axis=0) for points in named]).reshape(-1, 2) for end in (np.min, np.max))
        found: dict[str, Finding] = {}
        for piece in frames[:DXF_KINDS]:
            border = xy_of(piece.cut)
            within = (low >= np.min(border, axis=0)) & (high <= np.max(border, axis=0))
            if inside := int(within.all(axis=1).sum()):
                frame = DrawingFrame.along(border, inside, certain=True)
                found[piece.block] = replace(_about_frame(frame), block=piece.block)
        self.findings = [each for each in self.findings if each.block not in found] + list(found.values())
        return [piece for piece in pieces if piece.block not in found]

    def _of_block(self, content: Content, block: str) -> list[ReadPiece]:
        """The piece of a block, or one for each size of a block whose layers are sizes."""
        contents = self._by_size(content) if size_layers(content) else [content]
        return [piece for each in contents if (piece := self._make(each, block))]

    def _by_size(self, content: Content) -> list[Content]:
        """A drawing whose layers are sizes, size by size; a finding says which layer was read as which."""
        sizes = size_layers(content)
        finding = Finding("dxf.size_layers", WARNING,
                          f"the layers {', '.join(sizes)[:80]} are sizes, not kinds of lines",
                          f"They were read as the sizes {', '.join(sizes.values())[:120]}; check the notches and the "
                          "grain of each.")
        if finding not in self.findings:
            self.findings.append(finding)
        if sample := sample_of(content, sizes):
            self.style.setdefault(SAMPLE_SIZE, sample)
        drawn = {stroke.layer for stroke in content.strokes}
        shared = {words.layer for words in content.words} - sizes.keys() - drawn
        more = words_for_all(content, sizes)
        return [of_size(content, layer, shared, size, more[layer]) for layer, size in sizes.items()]

    def _sized(self, pieces: list[ReadPiece]) -> list[ReadPiece]:
        """Pieces that state no size get it from the names of their blocks, if all do or others have one of these."""
        known = {piece.size.casefold() for piece in pieces if piece.size}
        stems = {piece.block[:-1 - len(piece.size)].casefold() for piece in pieces
                 if piece.size and piece.block.casefold().endswith(("_" + piece.size.casefold(),
                                                                    "-" + piece.size.casefold()))}
        bare = {piece.block for piece in pieces if not piece.size}
        found = {block: each for block, each in block_sizes(piece.block for piece in pieces).items()
                 if block in bare and (not known or each[1].casefold() in known or each[0].casefold() in stems)}
        if found and known:
            self.findings.append(Finding("dxf.nest", WARNING, f"no text states the size of {listed(sorted(found), 8)}",
                                         "It was read from the name of the block."))
        elif found:
            sizes = dict.fromkeys(size for _, size in found.values())
            self.findings.append(Finding("dxf.nest", WARNING, "no text states a size, and blocks are named after "
                                         f"{', '.join(sizes)[:80]}", "They were read as these sizes of one piece."))
        return [replace(piece, size=found[piece.block][1],
                        name=piece.name if piece.name != piece.block else found[piece.block][0])
                if piece.block in found else piece for piece in pieces]

    def _placed(self, index: int, placed: Placements) -> Content:
        content, chosen = self.loader.block(index), placed.chosen(index)
        return content if chosen is None or tuple(chosen.matrix) == _UNMOVED else content.moved(chosen.matrix)

    def _units(self, model: Content, contents: Sequence[Content]) -> None:
        """Read the style texts and the scale. Some writers put the texts into a block, not into the model space."""
        self.texts = tuple(words.text.strip() for words in model.words if words.text.strip())
        inside = [words.text for content in contents for words in content.words]
        self.style = fields_of([*self.texts, *inside], STYLE_KEYS)
        self.findings += about_style(self.texts, [*self.texts, *inside] if self.unit is None else ())
        if lost := [text for text in (*self.texts, *inside) if UNREAD.search(text)]:
            which = "a text has" if len(lost) == 1 else f"{len(lost)} texts have"
            self.findings.append(Finding("file.letters", WARNING, f"{which} escapes that mean no letter: "
                                         f"{lost[0].strip()[:40]!r}", "Check the names."))
        everything = (*contents, model)
        fields = [fields_of([words.text for words in content.words], frozenset((PIECE_NAME,))) for content in contents]
        signs = UnitSigns(
            self.style.get(UNITS, ""), self.washed.header, max(map(_extent, everything), default=0.0),
            [each for content in everything for each in _stated(content)],
            [abs(dot.z) for content in everything for dot in content.dots if role_of(dot.layer) == NOTCH],
            [each[PIECE_NAME] for each in fields if PIECE_NAME in each] or [block.name for block in self.washed.blocks],
            self.washed.header.get("$ACADVER", "") == CLO_RELEASE,
            _broadest(contents, model))
        self.scale, found = scale_of(signs, self.unit)
        self.findings += found

    def _make(self, content: Content, block: str) -> ReadPiece | None:
        piece, found = piece_of(content, block, self.opening)
        self.findings += found
        guessed = () if piece is None or has_boundary(content) else (
            piece.cut, piece.sewn, *(each.points for each in piece.lines))
        layers = list(unknown_layers(content, map(xy_of, guessed)).items()) if piece else []
        self.findings += [Finding("dxf.layer", NOTE, f"{count} entities are on layer {layer[:40]}, which no dialect "
                                  "uses", "They were left out.", block) for layer, count in layers[:DXF_KINDS]]
        if rest := layers[DXF_KINDS:]:
            self.findings.append(Finding("dxf.layer", NOTE, f"{sum(count for _, count in rest)} entities are on "
                                         f"{len(rest)} more layers that no dialect uses", "They were left out.", block))
        return piece

    def _inserted(self, made: Sequence[ReadPiece], index: int, placed: Placements) -> list[ReadPiece]:
        """The pieces of a block with the quantity that its insertions show."""
        chosen = placed.chosen(index)
        if made and chosen is None:
            self.findings.append(Finding("dxf.insert", WARNING, "the block is never inserted",
                                         "It was read as drawn; other readers will not show it.", made[0].block))
        if not made or chosen is None or (len(placed.of[index]) == 1 and chosen.copies == 1):
            return list(made)
        block = self.loader.block(index)
        pieces, found = zip(*(counted(piece, placed.of[index], chosen, block) for piece in made), strict=True)
        self.findings += found[0]
        return list(pieces)

    def _loose(self, model: Content, of_blocks: list[ReadPiece]) -> list[ReadPiece]:
        contents = self._by_size(model) if size_layers(model) else [model]
        groups = [grouped(each, self.loader.source) for each in contents]
        self.findings += [_about_frame(each.frame) for each in groups if each.frame]
        self.findings += [Finding("dxf.outlines", FAULT, f"{each.overlapping} outlines outside blocks lie on one "
                                  "another, like the sizes of a nest", "Each was read as a piece. Draw each size in a "
                                  "block of its own, with its Size.") for each in groups if each.overlapping]
        found = [content for each in groups for content in each.pieces]
        pieces = []
        for number, content in enumerate(found, 1):
            piece = self._make(sorted_out(content) if len(contents) > 1 else content, f"{LOOSE} {number}")
            if piece:
                label = next((text for text in piece.texts if ":" not in text), piece.name)
                pieces.append(piece if PIECE_NAME in piece.fields else replace(piece, name=label))
        if of_blocks:
            bare = {piece.block for piece in pieces if not piece.fields and not piece.grain}
            pieces = self._without_frames([*of_blocks, *pieces], bare)[len(of_blocks):]
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


def _about_frame(frame: DrawingFrame) -> Finding:
    round_ = "an outline" if frame.outlines == 1 else f"{frame.outlines} outlines"
    what = f"a rectangle of {frame.wide:.0f} by {frame.high:.0f} mm lies round {round_}"
    if frame.certain:
        return Finding("dxf.frame", WARNING, what, "It was read as the frame of the drawing and left out.")
    return Finding("dxf.frame", FAULT, what, "It was read as a piece. Delete it if it is the frame of the drawing; "
                   "draw cut lines on layer 1 or CUT.")


def _stated(content: Content) -> Iterator[Stated]:
    """The areas and perimeters in texts, each with those of the outlines round it on its layer, or of all outlines."""
    texts = [words for words in content.words if area_in(words.text) or perimeter_in(words.text)][:_AREAS]
    rings = sorted(rings_of(content.strokes), key=lambda line: -abs(line.area))[:_AREAS] if texts else []
    for words in texts:
        area = area_in(words.text)
        drawn = tuple(abs(line.area) if area else line.length for line in rings)
        if drawn:
            yield Stated(bool(area), area or perimeter_in(words.text), drawn)


def _extent(content: Content, narrowest: float = 0.0) -> float:
    """The largest width or height of any line whose shorter side is at least this share of the longer one."""
    largest = 0.0
    for stroke in content.strokes:
        if stroke.points:
            xs, ys = zip(*stroke.points, strict=True)
            short, long = sorted((max(xs) - min(xs), max(ys) - min(ys)))
            largest = max(largest, long if short >= narrowest * long else 0.0)
    return largest


def _broadest(contents: Sequence[Content], model: Content) -> float:
    """The largest width or height of what is no strip and no frame of the drawing."""
    drawn = [content for content in contents if has_boundary(content)] or contents
    framed_ = bool(drawn) or len(model.strokes) > 1
    bare = [stroke for stroke in model.strokes if not (framed_ and stroke.points and is_rectangle(stroke.points))]
    return max(_extent(content, _NO_STRIP) for content in (*drawn, Content(bare)))


def duplicates(washed: Washed) -> Iterator[Finding]:
    """Findings about several blocks of one name."""
    counts = Counter(block.name.casefold() for block in washed.blocks[1:])
    for block in washed.blocks[1:]:
        times = counts.pop(block.name.casefold(), 1)
        if times > 1:
            yield Finding("dxf.duplicate", FAULT, f"{times} blocks are called {block.name[:60]}",
                          "Each was read as a piece; other readers keep the last, or mix them.", block.name,
                          line=block.line)


def about_file(data: bytes, washed: Washed, loader: Loader) -> list[Finding]:
    """Findings about the file as a whole."""
    found = []
    if not washed.ended:
        found.append(Finding("dxf.end", FAULT, "the file ends without EOF", "It is truncated; something is missing."))
    found += about_letters(data, loader.source.page)
    if not data.isascii():
        place = next(index for index, byte in enumerate(data) if byte > 127)
        found.append(Finding("dxf.ascii", WARNING, "the file has characters beyond 7-bit ASCII",
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
    found += [Finding("dxf.insert", FAULT, f"an INSERT names {reference.name[:60]!r}, but there is no such block",
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

    ``scale`` is the length of a unit of the file in mm; ``dialect`` is ``astm``, ``aama``, ``clo``, ``plain``, or empty
    if it cannot be recognized; ``digest`` is the sha256 of the file.
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
        """The name of the style, empty if the file has none."""
        return self.style.get(STYLE_NAME, "")

    @property
    def sample_size(self) -> str:
        """The size that is graded from, empty if the file has none."""
        return self.style.get(SAMPLE_SIZE, "")

    @property
    def tolerance(self) -> float:
        """The tolerance of curves in mm that the file states, at most 0.5; 0 if it states none."""
        stated = self.style.get("curve tolerance") or self.style.get("tolerance") or ""
        number = as_number(stated.split()[0]) if stated.split() else None
        return min(max((number or 0.0) * self.scale, 0.0), 0.5)

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes of the pieces, each once, in the order of the file."""
        return tuple(dict.fromkeys(piece.size for piece in self.pieces))

    def parts(self, size: str | None = None) -> tuple[Part, ...]:
        """The pieces of one size as parts to lay, plot and preview; see `mtmpattern.reading.dxf.parts`."""
        from mtmpattern.reading.dxf.parts import parts_of  # noqa: PLC0415  parts imports this module

        return parts_of(self, size)

    def pattern(self, size: str | None = None) -> CutPattern:
        """The pieces of one size as a pattern for every writer, of the template ``foreign``."""
        from mtmpattern.reading.dxf.parts import pattern_of  # noqa: PLC0415

        return pattern_of(self, size)

    def drafted(self, size: str | None = None) -> tuple[Piece, ...]:
        """The pieces of one size as pieces to sew and add allowances to; see `mtmpattern.reading.dxf.parts`."""
        from mtmpattern.reading.dxf.parts import pieces_of  # noqa: PLC0415

        return pieces_of(self, size)


@no_surprise(FileFormatError, "the drawing", "file.defect")
def read_dxf(source: Source, *, opened_halves: bool = True, unit: str | float | None = None) -> Drawing:
    """Read a pattern DXF of any dialect: a path, or its bytes.

    Halves with a mirror line are opened unless ``opened_halves`` is false. ``unit`` overrides the unit
    of the file if that is missing or wrong: ``mm``, ``cm``, ``in``, or a length in mm. Raises `FileFormatError` for a
    file that cannot be read, is too large or has no piece; anything less serious is in the ``findings``.
    """
    stated = None if unit is None else read_unit(unit)
    file = opened(source, what="drawing", largest=DXF_BYTES)
    washed = Washer(file).wash()
    loader = Loader(file, washed)
    reading = Assembly(loader, washed, opened_halves, stated)
    pieces = reading.pieces()
    if marker := next((text for text in reading.texts if _MARKER.match(text)), ""):
        raise file.fault(f"this is a marker, not a pattern: {marker[:60]}", "dxf.marker",
                         "Export the style, or its pieces, instead of the lay.")
    if lying := framed(loader.model().scaled(reading.scale)):
        raise file.fault(f"this is a marker, not a pattern: {lying} outlines lie in one frame", "dxf.marker",
                         "Export the style, or its pieces, instead of the lay.")
    if not pieces:
        problems = [item for item in reading.findings if item.weight == FAULT]
        hint = "; ".join(f"{item.block}: {item.message}" for item in problems[:3]) or "Is it the right file?"
        raise file.fault("the drawing has no piece: no closed line that could be an outline", "dxf.empty", hint)
    return Drawing(tuple(pieces), reading.style, reading.texts, reading.scale, reading.dialect(pieces),
                   (*about_file(file.data, washed, loader), *duplicates(washed), *reading.findings),
                   hashlib.sha256(file.data).hexdigest(), file.file)
