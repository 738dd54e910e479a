"""Binary glTF 2.0: named meshes with normals, coordinates on the cloth, and values by vertex.

Metres, y up. The writer is our own: the library we tried flipped the second texture coordinate and took no values of
our own by vertex. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mtmpattern.preview.panel import Floats, Ints

_TYPES: Final = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4"}
_VERTICES, _INDICES = 34962, 34963
_FLOAT, _SHORT, _INT = 5126, 5123, 5125

Colour = tuple[float, float, float]
"""Red, green and blue from 0 to 1, linear."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """One node: vertices in metres, faces counter-clockwise from outside.

    ``values`` become attributes by vertex, each (n,) or (n, k), named as glTF requires: ``TEXCOORD_0``, ``_STRETCH``.
    ``about`` is kept as the node's extras.
    """

    name: str
    vertices: Floats = field(repr=False)
    faces: Ints = field(repr=False)
    normals: Floats = field(repr=False)
    colour: Colour = (0.8, 0.8, 0.8)
    both_sides: bool = False
    material: str = "cloth"
    values: Mapping[str, Floats] = field(default_factory=dict, repr=False)
    about: Mapping[str, Any] = field(default_factory=dict)


def glb_of(meshes: Iterable[Mesh], about: Mapping[str, Any] | None = None) -> bytes:
    """A scene with one node a mesh; ``about`` is kept as the scene's extras."""
    made = _Scene()
    for mesh in meshes:
        made.add(mesh)
    return made.packed(about or {})


class _Scene:
    """A glTF scene that is being built, with all its arrays in one binary block."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []
        self.offset = 0
        self.views: list[dict[str, Any]] = []
        self.accessors: list[dict[str, Any]] = []
        self.nodes: list[dict[str, Any]] = []
        self.meshes: list[dict[str, Any]] = []
        self.materials: dict[tuple[str, Colour, bool], int] = {}

    def add(self, mesh: Mesh) -> None:
        attributes = {"POSITION": self._array(mesh.vertices, _VERTICES, bounds=True),
                      "NORMAL": self._array(mesh.normals, _VERTICES)}
        attributes |= {name: self._array(values, _VERTICES) for name, values in mesh.values.items()}
        key = (mesh.material, mesh.colour, mesh.both_sides)
        material = self.materials.setdefault(key, len(self.materials))
        self.meshes.append({"name": mesh.name, "primitives": [
            {"attributes": attributes, "indices": self._indices(mesh.faces, len(mesh.vertices)),
             "material": material}]})
        node: dict[str, Any] = {"name": mesh.name, "mesh": len(self.meshes) - 1}
        if mesh.about:
            node["extras"] = dict(mesh.about)
        self.nodes.append(node)

    def packed(self, about: Mapping[str, Any]) -> bytes:
        scene: dict[str, Any] = {"nodes": list(range(len(self.nodes)))}
        if about:
            scene["extras"] = dict(about)
        content = {
            "asset": {"version": "2.0", "generator": "mtmpattern"}, "scene": 0, "scenes": [scene], "nodes": self.nodes,
            "meshes": self.meshes, "materials": [_material(*key) for key in self.materials],
            "accessors": self.accessors, "bufferViews": self.views, "buffers": [{"byteLength": self.offset}]}
        text = json.dumps(content, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        body = b"".join(self.blocks)
        head = struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(body))
        return head + struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(body), b"BIN\0") + body

    def _array(self, values: NDArray[np.generic], target: int, *, bounds: bool = False) -> int:
        array = np.ascontiguousarray(values, dtype="<f4")
        accessor: dict[str, Any] = {
            "bufferView": self._view(array.tobytes(), target), "componentType": _FLOAT, "count": len(array),
            "type": _TYPES[1 if array.ndim == 1 else array.shape[1]]}
        if bounds:
            accessor |= {"min": [float(each) for each in array.min(0)], "max": [float(each) for each in array.max(0)]}
        self.accessors.append(accessor)
        return len(self.accessors) - 1

    def _indices(self, faces: Ints, count: int) -> int:
        small = count < 2**16 - 1
        array = np.ascontiguousarray(faces.ravel(), dtype="<u2" if small else "<u4")
        self.accessors.append({"bufferView": self._view(array.tobytes(), _INDICES),
                               "componentType": _SHORT if small else _INT, "count": array.size, "type": "SCALAR"})
        return len(self.accessors) - 1

    def _view(self, block: bytes, target: int) -> int:
        self.views.append({"buffer": 0, "byteOffset": self.offset, "byteLength": len(block), "target": target})
        self.blocks.append(block + b"\0" * (-len(block) % 4))
        self.offset += len(self.blocks[-1])
        return len(self.views) - 1


def _material(name: str, colour: Colour, both_sides: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "pbrMetallicRoughness": {
        "baseColorFactor": [*(round(each, 4) for each in colour), 1.0], "metallicFactor": 0.0, "roughnessFactor": 0.85}}
    if both_sides:
        made["doubleSided"] = True
    return made


def vertex_normals(vertices: Floats, faces: Ints) -> Floats:
    """Unit normals of vertices, with each face weighted by its area."""
    corner = vertices[faces]
    flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    made = np.stack([np.bincount(faces.ravel(), np.repeat(flat[:, i], 3), len(vertices)) for i in range(3)], axis=1)
    length = np.linalg.norm(made, axis=1, keepdims=True)
    result: Floats = np.where(length > 1e-15, made / np.maximum(length, 1e-15), (0.0, 0.0, 1.0))
    return result
