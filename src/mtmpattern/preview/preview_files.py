"""A draped garment as files: pictures from three sides, maps, a GLB, an interactive page, and a table."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

import numpy as np

from mtmpattern.pattern import Pattern
from mtmpattern.preview.avatar.files import SKIN
from mtmpattern.preview.garment import Garment3D
from mtmpattern.preview.gltf import Colour, Mesh, glb_of, vertex_normals
from mtmpattern.preview.legend import legend
from mtmpattern.preview.maps import (
    MAPS,
    RANGES,
    UNITS,
    Maps,
    drawn_levels,
    ease_by_level,
    maps_of,
)
from mtmpattern.preview.picture import Framing, frame_for, look, png
from mtmpattern.preview.surfaces import (
    COLOURS,
    NEARER,
    at_mouths,
    outside_seams,
    role_colours,
    shown_role,
    surfaces_of,
)

WIDTH, HEIGHT = 800, 1100


def files_of(garment: Garment3D, pattern: Pattern) -> dict[str, bytes]:
    """Every file of a preview by name."""
    maps = maps_of(garment)
    scene = glb(garment, pattern, maps)
    return {**pictures(garment, pattern, maps), "garment.glb": scene, "garment.html": page(scene, garment, pattern),
            "preview.json": (json.dumps(table(garment, pattern, maps), indent=2) + "\n").encode()}


def frame_of(garment: Garment3D, width: int = WIDTH, height: int = HEIGHT) -> Framing:
    """The frame of all pictures of a garment: the garment and 180 mm around it, as far as the body reaches."""
    low, high = garment.points.min(0), garment.points.max(0)
    head = garment.avatar.vertices / 1000
    room = 0.18
    points = np.vstack([low - room, high + room])
    points[:, 1] = np.clip(points[:, 1], head[:, 1].min(), head[:, 1].max())
    return frame_for(points, width, height, margin=0.04)


def pictures(garment: Garment3D, pattern: Pattern, maps: Maps) -> dict[str, bytes]:
    """PNG pictures of the front, back and side, and of each map from the front and the back with its scale."""
    shown = surfaces_of(garment, pattern)
    plain = [each.surface for each in shown]
    sights = look(plain, frame_of(garment))
    found = {f"{view}.png": png(sight.painted(plain)) for view, sight in sights.items()}
    for name in MAPS:
        mapped = [each.mapped(maps, name) for each in shown]
        both = np.hstack([sights[view].painted(mapped, every=2) for view in ("front", "back")])
        found[f"{name}.png"] = png(np.vstack([both, legend(name, both.shape[1])]))
    return found


def _linear(colour: Colour) -> Colour:
    red, green, blue = (each**2.2 for each in colour)
    return red, green, blue


def glb(garment: Garment3D, pattern: Pattern, maps: Maps) -> bytes:
    """A scene with the body and every part as named nodes: in metres, y up, ``TEXCOORD_0`` in mm, maps by vertex."""
    cloth, colours, normals = garment.cloth, role_colours(garment), garment.normals
    meshes = [Mesh("avatar", garment.avatar.vertices / 1000, garment.avatar.faces, garment.avatar.normals(), SKIN,
                   material="skin", about={"kind": "body"})]
    shown = at_mouths(cloth) | cloth.lying[cloth.triangles].all(1)
    for number, part in enumerate(cloth.parts):
        own = np.flatnonzero(cloth.owners == number)
        nodes = cloth.node[own]
        first = int(own[0])
        fabric = pattern.fabrics.get(part.role)
        drawn = cloth.owner == number
        if part.role == "pocketing" and (drawn & shown).any():                 # not what hangs beyond the cloth over it
            drawn = drawn & shown
        meshes.append(Mesh(
            part.id, garment.points[nodes], cloth.faces[drawn] - first, normals[nodes],
            _linear(colours[shown_role(part, pattern)]), both_sides=True,
            material=fabric.name if fabric else part.role,
            values={"TEXCOORD_0": cloth.points[own],
                    **{f"_{name.upper()}": maps.of(name)[nodes] for name in MAPS}},
            about={"kind": "part", "piece": part.piece, "side": part.side, "role": part.role,
                   "plies": len(cloth.plies[number])}))
    for laid in cloth.laid:
        if laid.part.piece.endswith("facing"):
            continue
        under = cloth.triangles[laid.faces]
        points = (garment.points[under] * laid.weights[:, :, None]).sum(1)
        normal = (normals[under] * laid.weights[:, :, None]).sum(1)
        normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
        meshes.append(Mesh(laid.part.id, points + 0.002 * normal, laid.panel.faces,
                           vertex_normals(points, laid.panel.faces), _linear(colours.get(laid.part.role, COLOURS[0])),
                           both_sides=True, values={"TEXCOORD_0": laid.panel.points},
                           about={"kind": "part", "piece": laid.part.piece, "side": laid.part.side,
                                  "role": laid.part.role, "laid": True}))
    return glb_of(meshes, {"template": pattern.template, "digest": garment.digest, "quality": "draft"})


# ---- The page ----------------------------------------------------------------------------------------------------


def page(scene: bytes, garment: Garment3D, pattern: Pattern) -> bytes:
    """One self-contained HTML file that shows the garment and works offline."""
    cloth = garment.cloth
    seams = []
    for seam, pairs in outside_seams(cloth):
        nodes = cloth.node[pairs]
        seams.append({"name": str(seam), "kind": seam.kind,
                      "lines": [round(float(each), 4) for each in garment.points[nodes].ravel()]})
    about = {"title": pattern.template, "maps": {name: {"range": RANGES[name], "unit": UNITS[name]} for name in MAPS},
             "seams": seams, "notes": list(garment.notes), "nearer": NEARER}
    viewer = resources.files("mtmpattern.data") / "viewer"
    text = (viewer / "viewer.html").read_text("utf-8")
    parts = {
        "@TITLE@": html.escape(pattern.template), "@EASE@": _ease_rows(garment, pattern),
        "@ABOUT@": json.dumps(about, separators=(",", ":")).replace("<", "\\u003c"),
        "@SCENE@": base64.b64encode(scene).decode(),
        "@SCRIPT@": (viewer / "viewer.js").read_text("utf-8").replace("</script", "<\\/script")}
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return text.encode()


def _ease_rows(garment: Garment3D, pattern: Pattern) -> str:
    return "\n".join(
        f"<tr><td>{html.escape(f'{each.level} {each.side}'.strip())}</td><td>{round(each.flat, 1):+.0f}</td>"
        f"<td>{round(each.draped, 1):+.0f}</td><td>{html.escape(each.note)}</td></tr>"
        for each in ease_by_level(garment, pattern.ease, drawn_levels(pattern)))


# ---- The table ---------------------------------------------------------------------------------------------------


def table(garment: Garment3D, pattern: Pattern, maps: Maps) -> Mapping[str, Any]:
    """The result of the drape, the maps by part, and ease at each level beside that of the flat pattern."""
    cloth = garment.cloth
    zones = []
    for number, part in enumerate(cloth.parts):
        nodes = np.unique(cloth.triangles[cloth.owner == number])
        zones.append({"part": part.id, **{name: {
            "median": round(float(np.median(maps.of(name)[nodes])), 2),
            "95 of 100 below": round(float(np.percentile(maps.of(name)[nodes], 95)), 2), "unit": UNITS[name]}
            for name in MAPS}})
    return {
        "template": pattern.template, "digest": garment.digest, "quality": "draft", "rested": garment.rested,
        "speed_mm_s": round(garment.speed * 1000, 2), "simulated_s": round(garment.seconds, 2),
        "outside": round(garment.outside, 5), "deepest_mm": round(garment.deepest * 1000, 2),
        "points": cloth.count, "triangles": len(cloth.faces), "notes": list(garment.notes), "zones": zones,
        "ease": [{"level": each.level, "side": each.side, "body": round(each.body, 1), "flat": round(each.flat, 1),
                  "draped": round(each.draped, 1), "stretched": round(each.stretched, 1), "note": each.note}
                 for each in ease_by_level(garment, pattern.ease, drawn_levels(pattern))]}
