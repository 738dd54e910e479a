"""The pieces of one file put together from its blocks, from where they are shown, and from what lies loose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from .findings import FAULT, NOTE, WARNING, Finding
from .loading import Loader
from .loose import grouped
from .making import piece_of
from .outlines import unknown_layers
from .piece import LOOSE, ReadPiece
from .shapes import Content
from .texts import PIECE_KEYS, PIECE_NAME, STYLE_KEYS, UNITS, dialect_of, fields_of
from .units import scale_of
from .washed import Washed

_UNMOVED: Final = tuple(float(row == column) for row in range(4) for column in range(4))


@dataclass(slots=True)
class Assembly:
    """What is known while the pieces of one file are made."""

    loader: Loader
    washed: Washed
    opening: bool
    style: dict[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    scale: float = 1.0
    findings: list[Finding] = field(default_factory=list)

    def pieces(self) -> list[ReadPiece]:
        """All pieces of the file; what there is to say of them is added to the findings."""
        model, shown = self.loader.model()
        moves: dict[int, list[Any]] = {}
        for index, matrix in shown:
            moves.setdefault(index, []).append(matrix)
        inner = {each for inside in self.loader.inside[1:] for each in inside}
        blocks = [(index, self._placed(index, moves)) for index in range(1, len(self.washed.blocks))
                  if index in moves or index not in inner]
        self._units(model, [content for _, content in blocks])
        if self.scale != 1.0:                               # chords as fine in mm as those of a metric file
            self.loader.tolerance /= self.scale
            model, _ = self.loader.model()
            blocks = [(index, self._placed(index, moves)) for index, _ in blocks]
        pieces = []
        names: Counter[str] = Counter()
        for index, content in blocks:
            name = self.washed.blocks[index].name
            names[name.casefold()] += 1                     # the second of one name is told apart as ``DETAIL (2)``
            times = names[name.casefold()]
            piece = self._make(content.scaled(self.scale), name if times == 1 else f"{name} ({times})")
            if piece:
                pieces.append(piece)
                self._about_insert(piece, len(moves.get(index, ())))
        return pieces + self._loose(model.scaled(self.scale))

    def _placed(self, index: int, moves: Mapping[int, Sequence[Any]]) -> Content:
        content = self.loader.block(index)
        matrix = moves[index][0] if index in moves else None
        return content if matrix is None or tuple(matrix) == _UNMOVED else content.moved(matrix)

    def _units(self, model: Content, contents: Sequence[Content]) -> None:
        """The texts of the style stand in the model space; some writers put them into a block."""
        self.texts = tuple(words.text.strip() for words in model.words if words.text.strip())
        inside = [words.text for content in contents for words in content.words]
        self.style = fields_of([*self.texts, *inside], STYLE_KEYS)
        largest = max((_extent(content) for content in (*contents, model)), default=0.0)
        self.scale, found = scale_of(self.style.get(UNITS, ""), self.washed.header, largest)
        self.findings += found

    def _make(self, content: Content, block: str) -> ReadPiece | None:
        piece, found = piece_of(content, block, self.opening)
        self.findings += found
        for layer, count in unknown_layers(content).items() if piece else ():
            self.findings.append(Finding("dxf.layer", NOTE, f"{count} things lie on layer {layer[:40]}, which no "
                                         "dialect knows", "They were left out.", block))
        return piece

    def _about_insert(self, piece: ReadPiece, times: int) -> None:
        if times == 0:
            self.findings.append(Finding("dxf.insert", WARNING, "no INSERT shows the block",
                                         "It was read as it is drawn; other readers will not see it.", piece.block))
        elif times > 1:
            self.findings.append(Finding("dxf.insert", NOTE, f"the block is shown {times} times",
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
            self.findings.append(Finding("dxf.loose", NOTE, f"{len(pieces)} pieces lie in no block",
                                         "Each outline was taken with what lies in it or next to it."))
        return pieces

    def dialect(self, pieces: Sequence[ReadPiece]) -> str:
        """The habit of the file."""
        inside = [text for piece in pieces for text in piece.texts]
        handed = any(piece.quantity and piece.quantity.handed for piece in pieces)
        named = any(layer.strip().casefold() in {"cut", "cutline", "outline"} for layer in self.washed.layers)
        return dialect_of([*self.texts, *inside], self.style, self.washed.header.get("$ACADVER", ""), handed,
                          named and not fields_of(inside, PIECE_KEYS))


def _extent(content: Content) -> float:
    """The longer side of the box round the largest line."""
    largest = 0.0
    for stroke in content.strokes:
        if stroke.points:
            xs, ys = zip(*stroke.points, strict=True)
            largest = max(largest, max(xs) - min(xs), max(ys) - min(ys))
    return largest


def duplicates(washed: Washed) -> Iterator[Finding]:
    """Blocks of one name."""
    counts = Counter(block.name.casefold() for block in washed.blocks[1:])
    for block in washed.blocks[1:]:
        times = counts.pop(block.name.casefold(), 1)
        if times > 1:
            yield Finding("dxf.duplicate", FAULT, f"{times} blocks are called {block.name[:60]}",
                          "They were kept apart; other readers keep the last, or mix them.", block.name,
                          line=block.line)


def about_file(data: bytes, washed: Washed, loader: Loader) -> list[Finding]:
    """What there is to say of the file as a whole."""
    found = []
    if not washed.ended:
        found.append(Finding("dxf.end", FAULT, "the file ends without EOF", "It was cut off: something is missing."))
    if not data.isascii():
        place = next(index for index, byte in enumerate(data) if byte > 127)
        found.append(Finding("dxf.ascii", WARNING, "the file holds letters beyond seven bits",
                             "AccuMark and others refuse or spoil them.", line=data.count(b"\n", 0, place) + 1))
    if washed.comma:
        found.append(Finding("dxf.comma", WARNING, "coordinates have a decimal comma", "Other readers stop at them.",
                             line=washed.comma))
    for kind, count in washed.left_out.items():
        found.append(Finding("dxf.entity", NOTE, f"{count} of {kind} were left out", "A pattern is not drawn so."))
    if loader.unread:
        found.append(Finding("dxf.entity", WARNING, f"{loader.unread} things could not be drawn and were left out",
                             "Look for them in another program."))
    found += [Finding("dxf.insert", FAULT, f"an INSERT shows {reference.name[:60]!r}, which is no block",
                      "A piece is missing.", line=reference.line) for reference in loader.lost]
    return found
