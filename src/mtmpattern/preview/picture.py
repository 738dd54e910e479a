"""Pictures without a graphics card: a rasteriser in numpy with smooth shading, lines and four samples per pixel.

The first pass scans the rows of each triangle and finds the nearest triangle at every sample, for front and back at
once. The second pass paints only what is visible, so that maps of the same garment cost little more. Cloth is drawn
slightly nearer to the viewer than it is, so that skin does not show through where a flat triangle cuts into it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mtmpattern.preview.panel import Floats, Ints

Pixels: TypeAlias = NDArray[np.uint8]
View = Literal["front", "back", "side"]
VIEWS: Final[tuple[View, ...]] = ("front", "back", "side")
SAMPLES: Final = 2
"""Samples along each side of a pixel."""
BATCH: Final = 100_000
"""Samples computed at a time: their arrays stay in the processor's cache."""
PAPER: Final = (0.965, 0.965, 0.96)

_TURN: Final[dict[View, Floats]] = {
    "front": np.eye(3), "back": np.diag((-1.0, 1.0, -1.0)),
    "side": np.array(((0.0, 0.0, -1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0)))}
_KEY = np.array((-0.35, 0.55, 0.76))
_FILL = np.array((0.7, 0.15, 0.55))
# A sample packs its depth (in steps of 15 nm, up to 8 m) and its triangle (24 bits) into one whole number.
_FACES: Final = 1 << 24
_DEEP: Final = 8.0
_STEPS: Final = float(1 << 26)


@dataclass(frozen=True, slots=True)
class DrawnMesh:
    """A mesh to draw: vertices in metres, faces, normals, and a colour for each vertex (sRGB, 0 to 1).

    ``nearer`` moves it towards the viewer, in metres. ``lines`` are pairs of points drawn on it; their pixels keep the
    share ``ink`` of their brightness.
    """

    vertices: Floats = field(repr=False)
    faces: Ints = field(repr=False)
    normals: Floats = field(repr=False)
    colours: Floats = field(repr=False)
    nearer: float = 0.0
    lines: Floats | None = field(default=None, repr=False)
    ink: float = 0.55


@dataclass(frozen=True, slots=True)
class Framing:
    """What a picture shows: its middle in metres, its scale in pixels per metre, and its size in pixels."""

    middle: Floats
    scale: float
    width: int
    height: int


def frame_for(points: Floats, width: int, height: int, *, margin: float = 0.06) -> Framing:
    """The frame that holds the points in every view; ``margin`` is a share of the picture."""
    low, high = points.min(0), points.max(0)
    size = high - low
    across = max(size[0], size[2])
    room = 1 - 2 * margin
    return Framing((low + high) / 2, float(min(width * room / max(across, 1e-6), height * room / max(size[1], 1e-6))),
                   width, height)


@dataclass(frozen=True, slots=True)
class Sight:
    """The view from one side: ``nearest`` holds the depth and the triangle of every sample, 0 where there is none."""

    view: View
    frame: Framing
    corners: Floats = field(repr=False)
    """The corners of all triangles in this view, (faces, 3, 2), in samples."""
    nearest: Ints = field(repr=False)

    def painted(self, surfaces: Sequence[DrawnMesh], *, every: int = 1) -> Pixels:
        """The picture as one byte per channel, (height, width, 3).

        ``surfaces`` must have the shape that was viewed; their colours may differ. With ``every`` 2 the picture has
        half the size.
        """
        frame = self.frame
        step = slice(every // 2, None, every)
        nearest = np.ascontiguousarray(self.nearest.reshape(frame.height * SAMPLES, -1)[step, step])
        shape = nearest.shape
        colour = np.empty((nearest.size, 3), np.float32)
        colour[:] = PAPER
        seen = np.flatnonzero(nearest.ravel())
        face = nearest.ravel()[seen] & (_FACES - 1)
        used = np.flatnonzero(np.bincount(face))
        place = np.zeros(len(self.corners), np.int64)
        place[used] = np.arange(len(used))
        table = self._shades(surfaces, used)
        for start in range(0, len(seen), BATCH):
            chosen = seen[start:start + BATCH]
            row = table[place[face[start:start + BATCH]]]
            across = (chosen % shape[1] * every + every // 2 + 0.5) - row[:, 9]
            down = (chosen // shape[1] * every + every // 2 + 0.5) - row[:, 10]
            colour[chosen] = row[:, :3] + across[:, None] * row[:, 3:6] + down[:, None] * row[:, 6:9]
        scale = frame.scale * SAMPLES / every
        for surface in surfaces:
            if surface.lines is not None and len(surface.lines):
                _stroke((surface.lines - frame.middle) @ _TURN[self.view].T, surface, nearest, colour, scale)
        tiles = colour.reshape(shape[0] // SAMPLES, SAMPLES, shape[1] // SAMPLES, SAMPLES, 3)
        picture = sum(tiles[:, i, :, j] for i in range(SAMPLES) for j in range(SAMPLES)) / SAMPLES**2
        result: Pixels = (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)
        return result

    def _shades(self, surfaces: Sequence[DrawnMesh], faces: Ints) -> NDArray[np.float32]:
        # For each triangle: the colour at its first corner, its change across and down, and the place of the corner.
        lit = []
        first = 0
        for surface in surfaces:
            own = surface.faces[faces[(faces >= first) & (faces < first + len(surface.faces))] - first]
            lit.append(_lit(surface.colours[own], surface.normals[own] @ _TURN[self.view].T))
            first += len(surface.faces)
        shade, corner = np.concatenate(lit), self.corners[faces]
        slope = _slopes(corner, shade)
        table = np.concatenate([shade[:, 0], slope[:, 0], slope[:, 1], corner[:, 0]], axis=1)
        return table.astype(np.float32)


def look(surfaces: Sequence[DrawnMesh], frame: Framing, views: Iterable[View] = VIEWS) -> dict[View, Sight]:
    """Find the visible triangles from each side."""
    order = tuple(views)
    groups: dict[View, list[View]] = {"front": [view for view in order if view != "side"],
                                      "side": [view for view in order if view == "side"]}
    found: dict[View, Sight] = {}
    for seen_from, group in groups.items():
        if group:
            found |= _sights(surfaces, frame, seen_from, group)
    return {view: found[view] for view in order}


def _sights(surfaces: Sequence[DrawnMesh], frame: Framing, seen_from: View, views: Sequence[View]) -> dict[View, Sight]:
    # The back is the front with left and right swapped, and near and far.
    width, height = frame.width * SAMPLES, frame.height * SAMPLES
    scale = frame.scale * SAMPLES
    rows = []
    for surface in surfaces:
        points = ((surface.vertices - frame.middle) @ _TURN[seen_from].T)[surface.faces]
        rows.append(np.concatenate([points[..., :1] * scale + width / 2, height / 2 - points[..., 1:2] * scale,
                                    points[..., 2:]], axis=2))
    corner = np.concatenate(rows)
    nearer = np.repeat([surface.nearer for surface in surfaces], [len(surface.faces) for surface in surfaces])
    nearest = {view: np.zeros(width * height, np.int64) for view in views}
    for face, pixel, depth in _samples(corner, width, height):
        for view, buffer in nearest.items():
            away = (-depth if view == "back" else depth) + (nearer[face] + _DEEP)
            np.maximum.at(buffer, pixel, (away * _STEPS).astype(np.int64) * _FACES + face)
    made = {}
    for view, buffer in nearest.items():
        flat = corner[:, :, :2]
        if view == "back":
            buffer = buffer.reshape(height, width)[:, ::-1].ravel()         # noqa: PLW2901
            flat = np.stack([width - flat[:, :, 0], flat[:, :, 1]], axis=2)
        made[view] = Sight(view, frame, flat, buffer)
    return made


def draw(surfaces: Sequence[DrawnMesh], view: View, frame: Framing) -> bytes:
    """A picture as PNG."""
    return png(render(surfaces, view, frame))


def render(surfaces: Sequence[DrawnMesh], view: View, frame: Framing) -> Pixels:
    """A picture as one byte per channel, (height, width, 3)."""
    return look(surfaces, frame, (view,))[view].painted(surfaces)


def _slopes(corner: Floats, values: Floats) -> Floats:
    """The change along x and along y, (n, 2, k), of values at the corners of triangles, (n, 3, k)."""
    (x1, y1), (x2, y2) = (corner[:, 1, :2] - corner[:, 0, :2]).T, (corner[:, 2, :2] - corner[:, 0, :2]).T
    area = x1 * y2 - y1 * x2
    area = np.where(abs(area) < 1e-9, np.inf, area)[:, None]
    one, other = values[:, 1] - values[:, 0], values[:, 2] - values[:, 0]
    return np.stack([(one * y2[:, None] - other * y1[:, None]) / area,
                     (other * x1[:, None] - one * x2[:, None]) / area], axis=1)


def _samples(corner: Floats, width: int, height: int) -> Iterator[tuple[Ints, Ints, Floats]]:
    """The triangle, the position and the depth of every sample that lies in a triangle, in batches."""
    slope = _slopes(corner, corner[:, :, 2:])[:, :, 0]
    face, row, low, count = _spans(corner, width, height)
    ends = np.cumsum(count)
    start = 0
    while start < len(face):
        base = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, base + BATCH)))
        part = slice(start, stop)
        number = count[part]
        first = low[part] - (ends[part] - number - base)
        x = np.repeat(first, number) + np.arange(int(ends[stop - 1]) - base)
        own = face[part]
        flat = (corner[own, 0, 2] + slope[own, 1] * (row[part] + 0.5 - corner[own, 0, 1])
                + slope[own, 0] * (0.5 - corner[own, 0, 0]))
        yield (np.repeat(own, number), np.repeat(row[part] * width, number) + x,
               np.repeat(flat, number) + np.repeat(slope[own, 0], number) * x)
        start = stop


def _spans(corner: Floats, width: int, height: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Rows of samples inside triangles: the triangle, the row, its first sample, and its number of samples."""
    y = corner[:, :, 1]
    top = np.maximum(np.ceil(y.min(1) - 0.5), 0).astype(np.int64)
    rows = np.maximum(np.minimum(np.floor(y.max(1) - 0.5), height - 1).astype(np.int64) - top + 1, 0)
    one, other = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    area = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    rows[abs(area) < 1e-9] = 0                                # seen edge on
    face = np.repeat(np.arange(len(corner)), rows)
    row = np.arange(len(face)) - np.repeat(np.cumsum(rows) - rows - top, rows)
    low, high = np.full(len(face), -np.inf), np.full(len(face), np.inf)
    for start, end in ((0, 1), (1, 2), (2, 0)):
        a, b = corner[:, start], corner[:, end]
        fall = b[:, 1] - a[:, 1]
        level = abs(fall) < 1e-12
        lean = (b[:, 0] - a[:, 0]) / np.where(level, 1.0, fall)
        edge = (a[:, 0] - lean * a[:, 1])[face] + lean[face] * (row + 0.5)
        right = ((fall > 0) == (area > 0))                    # the inside lies to the left of this edge
        high = np.where((right & ~level)[face], np.minimum(high, edge), high)
        low = np.where((~right & ~level)[face], np.maximum(low, edge), low)
    first = np.maximum(np.ceil(low - 0.5 - 1e-7), 0)
    last = np.minimum(np.floor(high - 0.5 + 1e-7), width - 1)
    kept = np.flatnonzero(last >= first)
    begin = first[kept].astype(np.int64)
    return face[kept], row[kept], begin, last[kept].astype(np.int64) - begin + 1


def _lit(paint: Floats, normal: Floats) -> Floats:
    """Shade the colours at the corners of triangles, both (n, 3, 3); the inside of a surface is darker."""
    inner = normal[:, :, 2].mean(1) < -0.02
    normal = np.where(inner[:, None, None], -normal, normal)
    normal[:, :, 2] = np.maximum(normal[:, :, 2], 0)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-9)
    key = np.clip(normal @ (_KEY / np.linalg.norm(_KEY)), 0, 1)
    fill = np.clip(normal @ (_FILL / np.linalg.norm(_FILL)), 0, 1)
    sky = 0.5 + 0.5 * normal[:, :, 1]
    light = 0.40 + 0.52 * key + 0.16 * fill + 0.14 * sky
    light *= np.where(inner, 0.5, 1.0)[:, None] * (0.78 + 0.22 * np.clip(normal[:, :, 2] * 1.6, 0, 1))
    result: Floats = paint * light[:, :, None]
    return result


def _stroke(lines: Floats, surface: DrawnMesh, nearest: Ints, colour: NDArray[np.float32], scale: float) -> None:
    # Pairs of points (n, 2, 3) in view, drawn as rows of dots so that nearer surfaces hide them.
    height, width = nearest.shape
    start, end = lines[:, 0], lines[:, 1]
    steps = np.maximum(1, np.ceil(np.linalg.norm((end - start)[:, :2], axis=1) * scale)).astype(np.int64)
    which = np.repeat(np.arange(len(lines)), steps)
    share = (np.arange(len(which)) - np.repeat(np.cumsum(steps) - steps, steps) + 0.5) / steps[which]
    dots = start[which] + share[:, None] * (end - start)[which]
    x, y = dots[:, 0] * scale + width / 2, height / 2 - dots[:, 1] * scale
    for dx, dy in ((0, 0), (1, 0), (0, 1)):
        column, row = np.floor(x).astype(np.int64) + dx, np.floor(y).astype(np.int64) + dy
        shown = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        column, row = column[shown], row[shown]
        depth = nearest[row, column] // _FACES / _STEPS - _DEEP            # far behind where there is nothing
        hit = (row * width + column)[dots[shown, 2] + surface.nearer + 0.004 >= depth]
        colour[np.unique(hit)] *= surface.ink


def png(pixels: Pixels) -> bytes:
    """Pixels (height, width, 3) as PNG; the same pixels give the same bytes."""
    height, width = pixels.shape[:2]
    rows = np.hstack([np.zeros((height, 1), np.uint8), pixels.reshape(height, width * 3)])

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows.tobytes(), 6)) + chunk(b"IEND", b""))
