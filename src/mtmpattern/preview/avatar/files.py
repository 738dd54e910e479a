"""The avatar as files: GLB to look at, STL and 3MF to print.

GLB is in metres, y up, with normals, as glTF wants it. STL and 3MF are closed surfaces in mm, z up, standing on the
plate with the face to the front; ``scale`` makes a small figure. The same avatar gives the same bytes.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
from typing import Final

import numpy as np

from mtmpattern.preview.avatar.avatar import Avatar
from mtmpattern.preview.avatar.model import Floats

SKIN: Final = (0.80, 0.66, 0.58, 1.0)
_CORE: Final = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_TYPES: Final = ('<?xml version="1.0" encoding="UTF-8"?>\n'
                 '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                 '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                 '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>'
                 "</Types>")
_RELATIONS: Final = ('<?xml version="1.0" encoding="UTF-8"?>\n'
                     '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                     '<Relationship Target="/3D/3dmodel.model" Id="rel0" '
                     'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>')


def glb(avatar: Avatar) -> bytes:
    """Return the avatar as binary glTF 2.0: one named node, metres, y up, normals."""
    points = (avatar.vertices / 1000.0).astype("<f4")
    normals = avatar.normals().astype("<f4")
    places = avatar.faces.astype("<u2" if len(points) < 2**16 else "<u4")
    blocks = [points.tobytes(), normals.tobytes(), places.tobytes()]
    views, offset = [], 0
    for block, target in zip(blocks, (34962, 34962, 34963), strict=True):
        views.append({"buffer": 0, "byteOffset": offset, "byteLength": len(block), "target": target})
        offset += len(block) + -len(block) % 4
    kind = 5123 if places.dtype.itemsize == 2 else 5125
    content = {
        "asset": {"version": "2.0", "generator": "mtmpattern"},
        "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"name": "avatar", "mesh": 0}],
        "meshes": [{"name": "avatar", "primitives": [{"attributes": {"POSITION": 0, "NORMAL": 1}, "indices": 2,
                                                      "material": 0}]}],
        "materials": [{"name": "skin", "pbrMetallicRoughness": {"baseColorFactor": list(SKIN), "metallicFactor": 0.0,
                                                                "roughnessFactor": 0.8}}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": len(points), "type": "VEC3",
             "min": [float(each) for each in points.min(0)], "max": [float(each) for each in points.max(0)]},
            {"bufferView": 1, "componentType": 5126, "count": len(points), "type": "VEC3"},
            {"bufferView": 2, "componentType": kind, "count": places.size, "type": "SCALAR"}],
        "bufferViews": views, "buffers": [{"byteLength": offset}],
    }
    text = json.dumps(content, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    body = b"".join(block + b"\0" * (-len(block) % 4) for block in blocks)
    head = struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(body))
    return head + struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(body), b"BIN\0") + body


def standing(avatar: Avatar, scale: float = 1.0) -> Floats:
    """Return the vertices as a printer wants them: mm, z up, the lowest point at 0, the face towards -y."""
    if not scale > 0:
        raise ValueError(f"a scale is larger than 0, not {scale}")
    points = np.stack([avatar.vertices[:, 0], -avatar.vertices[:, 2], avatar.vertices[:, 1]], axis=1) * scale
    result: Floats = points - (0.0, 0.0, points[:, 2].min())
    return result


def stl(avatar: Avatar, scale: float = 1.0) -> bytes:
    """Return the avatar as binary STL."""
    points = standing(avatar, scale).astype("<f4")
    corner = points[avatar.faces]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    records = np.zeros(len(corner), dtype=[("normal", "<f4", 3), ("corner", "<f4", (3, 3)), ("more", "<u2")])
    records["normal"], records["corner"] = normal, corner
    return b"mtmpattern avatar".ljust(80, b"\0") + struct.pack("<I", len(records)) + records.tobytes()


def three_mf(avatar: Avatar, scale: float = 1.0) -> bytes:
    """Return the avatar as a 3MF package."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             f'<model unit="millimeter" xml:lang="en-US" xmlns="{_CORE}">',
             '<resources><object id="1" type="model" name="avatar"><mesh><vertices>']
    lines += [f'<vertex x="{x:.4f}" y="{y:.4f}" z="{z:.4f}"/>' for x, y, z in (standing(avatar, scale) + 0.0).tolist()]
    lines.append("</vertices><triangles>")
    lines += [f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in avatar.faces.tolist()]
    lines.append('</triangles></mesh></object></resources><build><item objectid="1"/></build></model>')
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, text in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS),
                           ("3D/3dmodel.model", "\n".join(lines).replace("-0.0000", "0.0000"))):
            package.writestr(zipfile.ZipInfo(name, _LONG_AGO), text.encode(), zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()
