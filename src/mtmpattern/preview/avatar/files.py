"""The avatar as files: GLB to look at, STL and 3MF to print.

GLB is in metres, y up, with normals, as glTF requires. STL and 3MF are closed surfaces in mm, z up, standing on the
build plate and facing the front; a ``scale`` below 1 makes a figurine. The same avatar gives the same bytes.
"""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Final

import numpy as np

from mtmpattern.preview.avatar.avatar import Avatar
from mtmpattern.preview.avatar.model import Floats
from mtmpattern.preview.gltf import Mesh, glb_of

SKIN: Final = (0.80, 0.66, 0.58)
_CORE: Final = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
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
    """The avatar as binary glTF 2.0: one named node, metres, y up, normals."""
    return glb_of([Mesh("avatar", avatar.vertices / 1000.0, avatar.faces, avatar.normals(), SKIN, material="skin")])


def standing(avatar: Avatar, scale: float = 1.0) -> Floats:
    """The vertices as a 3D printer needs them: mm, z up, the lowest point at 0, the face towards -y.

    Raises ValueError for a scale of 0 or less.
    """
    if not scale > 0:
        raise ValueError(f"a scale must be larger than 0, not {scale}")
    points = np.stack([avatar.vertices[:, 0], -avatar.vertices[:, 2], avatar.vertices[:, 1]], axis=1) * scale
    result: Floats = points - (0.0, 0.0, points[:, 2].min())
    return result


def stl(avatar: Avatar, scale: float = 1.0) -> bytes:
    """The avatar as binary STL."""
    points = standing(avatar, scale).astype("<f4")
    corner = points[avatar.faces]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    records = np.zeros(len(corner), dtype=[("normal", "<f4", 3), ("corner", "<f4", (3, 3)), ("more", "<u2")])
    records["normal"], records["corner"] = normal, corner
    return b"mtmpattern avatar".ljust(80, b"\0") + struct.pack("<I", len(records)) + records.tobytes()


def three_mf(avatar: Avatar, scale: float = 1.0) -> bytes:
    """The avatar as a 3MF package."""
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
            package.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), text.encode(), zipfile.ZIP_DEFLATED, 6)
    return made.getvalue()
