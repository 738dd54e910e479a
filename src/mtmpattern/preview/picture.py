"""Pictures without a graphics card: a rasteriser in numpy with smooth shading, lines and four samples a pixel.

The pixels of all triangles' boxes are computed in batches, and the nearest depth wins. Cloth is drawn a little nearer
to the viewer than it is, so that skin does not show through where a flat triangle cuts into it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
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
BATCH: Final = 3_000_000
"""How many pixels of boxes are computed at a time."""
PAPER: Final = (0.965, 0.965, 0.96)

_TURN: Final[dict[View, tuple[tuple[float, float, float], ...]]] = {
    "front": ((1, 0, 0), (0, 1, 0), (0, 0, 1)), "back": ((-1, 0, 0), (0, 1, 0), (0, 0, -1)),
    "side": ((0, 0, -1), (0, 1, 0), (1, 0, 0))}
_KEY = np.array((-0.35, 0.55, 0.76))
_FILL = np.array((0.7, 0.15, 0.55))


@dataclass(frozen=True, slots=True)
class Surface:
    """A mesh to draw: vertices in metres, faces, normals, and a colour by vertex (sRGB, 0 to 1).

    ``nearer`` brings it towards the viewer, in metres; ``lines`` are pairs of vertices drawn on it, darker by ``ink``.
    """

    vertices: Floats = field(repr=False)
    faces: Ints = field(repr=False)
    normals: Floats = field(repr=False)
    colours: Floats = field(repr=False)
    nearer: float = 0.0
    lines: Floats | None = field(default=None, repr=False)
    ink: float = 0.55


@dataclass(frozen=True, slots=True)
class Frame:
    """What a picture shows: its middle in metres, pixels to the metre, and size in pixels."""

    middle: Floats
    scale: float
    width: int
    height: int


def frame_for(points: Floats, width: int, height: int, *, margin: float = 0.06) -> Frame:
    """Return the frame that holds the points in every view; ``margin`` is a share of the picture."""
    low, high = points.min(0), points.max(0)
    size = high - low
    across = max(size[0], size[2])
    room = 1 - 2 * margin
    return Frame((low + high) / 2, float(min(width * room / max(across, 1e-6), height * room / max(size[1], 1e-6))),
                 width, height)


def draw(surfaces: Sequence[Surface], view: View, frame: Frame) -> bytes:
    """Return a picture as PNG."""
    return png(render(surfaces, view, frame))


def render(surfaces: Sequence[Surface], view: View, frame: Frame) -> Pixels:
    """Return a picture as bytes by pixel, (height, width, 3)."""
    turn = np.array(_TURN[view], dtype=np.float64)
    width, height = frame.width * SAMPLES, frame.height * SAMPLES
    scale = frame.scale * SAMPLES
    depth = np.full(width * height, -np.inf)
    colour = np.tile(np.array(PAPER), (width * height, 1))
    placed = []
    for surface in surfaces:
        points = (surface.vertices - frame.middle) @ turn.T
        flat = np.stack([points[:, 0] * scale + width / 2, height / 2 - points[:, 1] * scale,
                         points[:, 2] + surface.nearer], axis=1)
        placed.append(flat)
        _fill(flat, surface, turn, depth, colour, width, height)
    for surface in surfaces:
        if surface.lines is not None and len(surface.lines):
            _stroke((surface.lines - frame.middle) @ turn.T, surface, depth, colour, (width, height, scale))
    picture = colour.reshape(frame.height, SAMPLES, frame.width, SAMPLES, 3).mean((1, 3))
    result: Pixels = (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)
    return result


def _fill(flat: Floats, surface: Surface, turn: Floats, depth: Floats, colour: Floats, width: int, height: int) -> None:
    corner = flat[surface.faces]
    low = np.floor(corner[:, :, :2].min(1)).astype(np.int64)
    high = np.ceil(corner[:, :, :2].max(1)).astype(np.int64)
    low = np.maximum(low, 0)
    high = np.minimum(high, (width - 1, height - 1))
    size = high - low + 1
    seen = np.flatnonzero((size > 0).all(1))
    normals = surface.normals @ turn.T
    order = seen[np.argsort(size[seen].prod(1), kind="stable")]
    area = size[order].prod(1)
    ends = np.cumsum(area)
    start = 0
    while start < len(order):
        base = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, base + BATCH)))
        chosen = order[start:stop]
        _fill_batch(chosen, corner, low, size, surface, normals, depth, colour, width)
        start = stop


def _fill_batch(chosen: Ints, corner: Floats, low: Ints, size: Ints, surface: Surface, normals: Floats, depth: Floats,
                colour: Floats, width: int) -> None:
    count = size[chosen].prod(1)
    which = np.repeat(chosen, count)
    within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    wide = size[which, 0]
    x, y = low[which, 0] + within % wide, low[which, 1] + within // wide
    a, b, c = (corner[which, i] for i in range(3))
    px, py = x + 0.5, y + 0.5
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    safe = np.where(abs(area) < 1e-9, 1.0, area)
    wb = ((px - a[:, 0]) * (c[:, 1] - a[:, 1]) - (py - a[:, 1]) * (c[:, 0] - a[:, 0])) / safe
    wc = ((b[:, 0] - a[:, 0]) * (py - a[:, 1]) - (b[:, 1] - a[:, 1]) * (px - a[:, 0])) / safe
    wa = 1 - wb - wc
    inside = (wa >= -1e-9) & (wb >= -1e-9) & (wc >= -1e-9) & (abs(area) >= 1e-9)
    which, wa, wb, wc = which[inside], wa[inside], wb[inside], wc[inside]
    pixel = y[inside] * width + x[inside]
    z = wa * corner[which, 0, 2] + wb * corner[which, 1, 2] + wc * corner[which, 2, 2]
    np.maximum.at(depth, pixel, z)
    won = z >= depth[pixel]
    which, pixel = which[won], pixel[won]
    weight = np.stack([wa[won], wb[won], wc[won]], axis=1)
    face = surface.faces[which]
    normal = (normals[face] * weight[:, :, None]).sum(1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    inner = normal[:, 2] < -0.02
    normal = np.where(normal[:, 2:] < 0, -normal, normal)
    paint = (surface.colours[face] * weight[:, :, None]).sum(1)
    colour[pixel] = _lit(paint, normal, inner)


def _lit(paint: Floats, normal: Floats, inner: NDArray[np.bool_]) -> Floats:
    key = np.clip(normal @ (_KEY / np.linalg.norm(_KEY)), 0, 1)
    fill = np.clip(normal @ (_FILL / np.linalg.norm(_FILL)), 0, 1)
    sky = 0.5 + 0.5 * normal[:, 1]
    light = 0.40 + 0.52 * key + 0.16 * fill + 0.14 * sky
    light *= np.where(inner, 0.62, 1.0) * (0.78 + 0.22 * np.clip(normal[:, 2] * 1.6, 0, 1))
    result: Floats = paint * light[:, None]
    return result


def _stroke(lines: Floats, surface: Surface, depth: Floats, colour: Floats, of: tuple[int, int, float]) -> None:
    # Pairs of points (n, 2, 3) in view, drawn as rows of dots so that nearer surfaces hide them.
    width, height, scale = of
    start, end = lines[:, 0], lines[:, 1]
    steps = np.maximum(1, np.ceil(np.linalg.norm((end - start)[:, :2], axis=1) * scale)).astype(np.int64)
    which = np.repeat(np.arange(len(lines)), steps)
    share = (np.arange(len(which)) - np.repeat(np.cumsum(steps) - steps, steps) + 0.5) / steps[which]
    dots = start[which] + share[:, None] * (end - start)[which]
    x, y = dots[:, 0] * scale + width / 2, height / 2 - dots[:, 1] * scale
    for dx, dy in ((0, 0), (1, 0), (0, 1)):
        column, row = np.floor(x).astype(np.int64) + dx, np.floor(y).astype(np.int64) + dy
        shown = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        pixel = row[shown] * width + column[shown]
        front = dots[shown, 2] + surface.nearer + 0.004 >= depth[pixel]
        hit = np.unique(pixel[front])
        colour[hit] *= surface.ink


def png(pixels: Pixels) -> bytes:
    """Return pixels (height, width, 3) as PNG; the same pixels give the same bytes."""
    height, width = pixels.shape[:2]
    rows = np.hstack([np.zeros((height, 1), np.uint8), pixels.reshape(height, width * 3)])

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows.tobytes(), 6)) + chunk(b"IEND", b""))
