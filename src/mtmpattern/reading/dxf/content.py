"""The contents of a washed file, read by ezdxf: lines as vertices, points, circles and texts, in file units."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from mtmpattern.limits import DXF_DEPTH, DXF_FARTHEST, DXF_VERTICES
from mtmpattern.reading.dxf.escapes import plain
from mtmpattern.reading.dxf.washing import Reference, StraightLine, Washed, WashedBlock
from mtmpattern.reading.source import OpenedFile

if TYPE_CHECKING:
    from ezdxf.document import Drawing as Document


# ---- Shapes ---------------------------------------------------------------------------------------------------------

XY: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through vertices; a closed one may or may not repeat its first."""

    layer: str
    points: Sequence[XY]
    closed: bool

    def moved(self, matrix: Any) -> Stroke:
        """The same after a move of its block."""
        return Stroke(self.layer, moved_points(self.points, matrix), self.closed)


@dataclass(frozen=True, slots=True)
class Dot:
    """A POINT: its place, its height in z (a depth), its thickness (a width) and its angle, NaN where it has none."""

    layer: str
    x: float
    y: float
    z: float
    width: float
    angle: float

    def moved(self, matrix: Any) -> Dot:
        """The same after a move of its block, which may scale it."""
        (x, y), ahead = moved_points([(self.x, self.y)], matrix)[0], math.radians(self.angle)
        angle, grown = self.angle, math.dist(*moved_points([(0.0, 0.0), (1.0, 0.0)], matrix))
        if not math.isnan(angle):
            (bx, by) = moved_points([(self.x + math.cos(ahead), self.y + math.sin(ahead))], matrix)[0]
            angle = math.degrees(math.atan2(by - y, bx - x))
        return Dot(self.layer, x, y, self.z * grown, self.width * grown, angle)


@dataclass(frozen=True, slots=True)
class Ring:
    """A CIRCLE, and its chords."""

    layer: str
    points: Sequence[XY]
    x: float
    y: float
    radius: float

    def moved(self, matrix: Any) -> Stroke | Ring:
        """The same after a move of its block."""
        points = moved_points(self.points, matrix)
        x, y = moved_points([(self.x, self.y)], matrix)[0]
        return Ring(self.layer, points, x, y, math.dist((x, y), points[0]))


@dataclass(frozen=True, slots=True)
class Words:
    """A TEXT at its place."""

    layer: str
    x: float
    y: float
    text: str

    def moved(self, matrix: Any) -> Words:
        """The same after a move of its block."""
        return Words(self.layer, *moved_points([(self.x, self.y)], matrix)[0], self.text)


Shape: TypeAlias = Stroke | Dot | Ring | Words


@dataclass(slots=True)
class Content:
    """The contents of one block, or of the model space."""

    strokes: list[Stroke] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def add(self, shape: Shape) -> None:
        """Add a shape to the list of its kind."""
        if isinstance(shape, Stroke):
            self.strokes.append(shape)
        elif isinstance(shape, Dot):
            self.dots.append(shape)
        elif isinstance(shape, Ring):
            self.rings.append(shape)
        else:
            self.words.append(shape)

    def moved(self, matrix: Any) -> Content:
        """Everything after a move."""
        moved = Content()
        everything: list[Shape] = [*self.strokes, *self.dots, *self.rings, *self.words]
        for shape in everything:
            moved.add(shape.moved(matrix))
        return moved

    def scaled(self, mm: float) -> Content:
        """Everything in millimetres; a unit of the file is ``mm`` millimetres."""
        if mm == 1.0:
            return self
        return Content(
            [Stroke(each.layer, _times(each.points, mm), each.closed) for each in self.strokes],
            [Dot(d.layer, d.x * mm, d.y * mm, d.z * mm, d.width * mm, d.angle) for d in self.dots],
            [Ring(r.layer, _times(r.points, mm), r.x * mm, r.y * mm, r.radius * mm) for r in self.rings],
            [Words(w.layer, w.x * mm, w.y * mm, w.text) for w in self.words])


def _times(points: Sequence[XY], mm: float) -> list[XY]:
    return [(x * mm, y * mm) for x, y in points]


def moved_points(points: Sequence[XY], matrix: Any) -> list[XY]:
    """Points under a matrix of ezdxf, seen from above."""
    return [(at.x, at.y) for at in matrix.transform_vertices((x, y, 0.0) for x, y in points)]


@dataclass(frozen=True, slots=True)
class Insertion:
    """A block inserted with a matrix, in ``copies`` rows times columns."""

    block: int
    matrix: Any
    copies: int = 1


# ---- Loading a washed file ------------------------------------------------------------------------------------------

_SCALE = (1e-4, 1e4)


class Loader:
    """Turns the entities of a washed file into plain shapes; curves become chords within ``tolerance`` file units."""

    def __init__(self, source: OpenedFile, washed: Washed) -> None:
        self.source = source
        self.washed = washed
        self.names = {str(number): name for name, number in washed.layers.items()}
        self.tolerance = 0.02
        self.unread = 0
        self.lost: list[Reference] = []
        self.inside: list[list[int]] = []                   # for each block, the blocks inserted into it
        self.copies: list[list[int]] = []                   # and how often each INSERT repeats its block
        self._resolve()
        self._refuse_nests()
        self.document = self._document()

    def _resolve(self) -> None:
        """Find the block of every INSERT: the first INSERT of a name means the first block of that name, and so on."""
        known: dict[str, list[int]] = {}
        for index, block in enumerate(self.washed.blocks[1:], 1):
            known.setdefault(block.name.casefold(), []).append(index)
        for index, block in enumerate(self.washed.blocks):
            times: dict[str, int] = {}
            shown: list[int] = []
            copies: list[int] = []
            for place, entry in enumerate(block.text):
                if not isinstance(entry, Reference):
                    continue
                key = entry.name.casefold()
                found = known.get(key)
                if found is None:
                    block.text[place] = ""
                    self.lost.append(entry)
                    continue
                target = found[times.get(key, 0) % len(found)]
                times[key] = times.get(key, 0) + (index == 0)
                shown.append(target)
                copies.append(entry.copies)
                block.text[place] = f"0\nINSERT\n2\nB{target}\n{entry.text}"
            self.inside.append(shown)
            self.copies.append(copies)

    def _refuse_nests(self) -> None:
        """Refuse blocks that contain themselves, are nested too deep, or multiply into too many vertices."""
        blocks, depths = self.washed.blocks, [0] * len(self.washed.blocks)
        costs = [block.vertices for block in blocks]
        for _ in range(DXF_DEPTH + 1):
            before = depths[:]
            for index, shown in enumerate(self.inside):
                depths[index] = max((before[each] + 1 for each in shown), default=0)
            if depths == before:
                break
        else:
            deep = next(block for block, depth in zip(blocks[1:] + blocks[:1], depths[1:] + depths[:1], strict=True)
                        if depth > DXF_DEPTH)
            raise self.source.fault(f"blocks are nested more than {DXF_DEPTH} deep, or contain themselves: "
                                    f"{deep.name[:60]!r}", "dxf.nested", "Explode the blocks and save again.",
                                    deep.line or None)
        for index in sorted(range(len(blocks)), key=depths.__getitem__):
            costs[index] += sum(costs[each] + 1 for each in self.inside[index])
        if costs[0] > DXF_VERTICES or sum(costs) > 4 * DXF_VERTICES:
            raise self.source.fault(f"with every insertion counted, the blocks have more than {DXF_VERTICES} vertices",
                                    "dxf.large", "No sewing pattern is that large; split the file.")

    def _document(self) -> Document:
        from ezdxf.filemanagement import read  # noqa: PLC0415  takes half a second to import

        try:
            return read(io.StringIO(_file(self.washed.blocks)))
        except Exception as error:                          # whatever ezdxf raises, the file is the cause
            reason = str(error).partition(" near line")[0][:120]        # a line of the washed file, not of this one
            raise self.source.fault(f"ezdxf cannot read this: {type(error).__name__} {reason}",
                                    "dxf.syntax", "Save it again as ASCII DXF, R12.") from error

    def block(self, index: int) -> Content:
        """The contents of a block, including the blocks inserted into it."""
        content = Content()
        self._gather(self._entities(index), content, None)
        return content

    def model(self) -> Content:
        """The contents of the model space, without the blocks inserted into it."""
        return self.own(0)

    def own(self, index: int) -> Content:
        """The contents of a block, or of the model space, without the blocks inserted into it."""
        content = Content()
        self._gather((entity for entity in self._entities(index) if not _is_insert(entity)), content, None)
        return content

    def insertions(self, index: int) -> list[Insertion]:
        """The blocks inserted into a block, or into the model space."""
        inserts = (entity for entity in self._entities(index) if _is_insert(entity))
        return [Insertion(_target(insert), self._matrix(insert), copies)
                for insert, copies in zip(inserts, self.copies[index], strict=False)]

    def _entities(self, index: int) -> Iterator[Any]:
        """The entities of a block as ezdxf reads them, with its straight lines, in the order of the file."""
        read = iter(self.document.blocks[f"B{index}"] if index else self.document.modelspace())
        for entry in self.washed.blocks[index].text[1 if index else 0:]:            # without the base of a block
            if isinstance(entry, StraightLine):
                yield entry
            elif entry:
                yield from islice(read, 1)
        yield from read

    def _gather(self, entities: Iterable[Any], content: Content, move: Any) -> None:
        for entity in entities:
            if isinstance(entity, StraightLine):
                line = Stroke(entity.layer, entity.points, entity.closed)
                content.strokes.append(line if move is None else line.moved(move))
                continue
            if _is_insert(entity):
                matrix = self._matrix(entity)
                self._gather(self._entities(_target(entity)), content, matrix if move is None else matrix @ move)
                continue
            try:
                found = list(self._shapes(entity))
            except Exception:                               # one bad curve is left out, not the file
                self.unread += 1
                continue
            for shape in found:
                content.add(shape if move is None else shape.moved(move))

    def _matrix(self, insert: Any) -> Any:
        scales = (abs(insert.dxf.get("xscale", 1.0)), abs(insert.dxf.get("yscale", 1.0)))
        if not all(_SCALE[0] <= scale <= _SCALE[1] for scale in scales):
            raise self.source.fault(f"a block is inserted at a scale of {scales[0]:g} by {scales[1]:g}", "dxf.number",
                                    "Explode the blocks and save again.")
        try:
            return insert.matrix44()
        except ArithmeticError:
            raise self.source.fault("a block is inserted with an extrusion that is not a direction", "dxf.number",
                                    "Explode the blocks and save again.") from None

    def _shapes(self, entity: Any) -> Iterator[Shape]:
        """What an entity draws; each line of an MTEXT is a text of its own."""
        if entity.dxftype() != "MTEXT":
            yield self._shape(entity)
            return
        layer, at = self.names[entity.dxf.layer[1:]], entity.dxf.insert
        for line in entity.plain_text(split=True):
            if words := str(line).replace("\\~", " ").strip():      # a blank that does not break
                yield Words(layer, at.x, at.y, words)

    def _shape(self, entity: Any) -> Shape:
        kind, dxf = entity.dxftype(), entity.dxf
        layer = self.names[dxf.layer[1:]]
        if kind == "POINT":
            at = dxf.location
            return Dot(layer, at.x, at.y, at.z, dxf.get("thickness", 0.0),
                       dxf.angle if dxf.hasattr("angle") else math.nan)
        if kind == "TEXT":
            return Words(layer, dxf.insert.x, dxf.insert.y, plain(dxf.text))
        if kind == "LINE":
            return Stroke(layer, [(dxf.start.x, dxf.start.y), (dxf.end.x, dxf.end.y)], closed=False)
        if kind == "CIRCLE" and not dxf.hasattr("extrusion"):
            return Ring(layer, self._drawn(entity), dxf.center.x, dxf.center.y, abs(dxf.radius))
        if kind == "LWPOLYLINE" and not entity.has_arc and not dxf.hasattr("extrusion"):
            points = [(float(x), float(y)) for x, y in entity.get_points("xy")]     # plain floats, not numpy's
            return Stroke(layer, points, closed=entity.closed)
        closed = entity.closed if kind == "LWPOLYLINE" else False
        return Stroke(layer, self._drawn(entity), closed=closed)

    def _drawn(self, entity: Any) -> Sequence[tuple[float, float]]:
        """A curve as chords."""
        from ezdxf.path import make_path  # noqa: PLC0415

        points = [(at.x, at.y) for at in make_path(entity).flattening(self.tolerance)]
        if not all(abs(x) <= 4 * DXF_FARTHEST and abs(y) <= 4 * DXF_FARTHEST for x, y in points):
            raise ValueError("a curve leaves the drawing")
        return points


def _is_insert(entity: Any) -> bool:
    return not isinstance(entity, StraightLine) and entity.dxftype() == "INSERT"


def _target(insert: Any) -> int:
    """The number of the block that is inserted."""
    return int(insert.dxf.name[1:])


def _file(blocks: Sequence[WashedBlock]) -> str:
    """The washed file as text, without straight lines; ``AC1015`` is the first version with light polylines."""
    parts = ["0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n0\nENDSEC\n0\nSECTION\n2\nBLOCKS\n"]
    for index, block in enumerate(blocks[1:], 1):
        base, *entities = (str(each) for each in block.text if not isinstance(each, StraightLine))
        parts += [f"0\nBLOCK\n8\n0\n2\nB{index}\n70\n0\n", base, *entities, "0\nENDBLK\n8\n0\n"]
    model = (str(each) for each in blocks[0].text if not isinstance(each, StraightLine))
    return "".join([*parts, "0\nENDSEC\n0\nSECTION\n2\nENTITIES\n", *model, "0\nENDSEC\n0\nEOF\n"])
