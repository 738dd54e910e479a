"""Reads our DXF with ezdxf, and puts it down as text that a person can compare."""

from __future__ import annotations

import io

import ezdxf
from ezdxf.document import Drawing
from ezdxf.layouts import BlockLayout


def read(content: bytes) -> Drawing:
    return ezdxf.read(io.StringIO(content.decode("ascii"), newline=None))


def blocks(document: Drawing) -> dict[str, BlockLayout]:
    return {block.name: block for block in document.blocks if not block.name.startswith("*")}


def texts(layout) -> list[str]:
    return [entity.dxf.text for entity in layout if entity.dxftype() == "TEXT"]


def outline(block: BlockLayout, layer: str) -> list[tuple[float, float]]:
    (line,) = (entity for entity in block.query("POLYLINE") if entity.dxf.layer == layer)
    assert line.is_closed
    return [(vertex.dxf.location.x, vertex.dxf.location.y) for vertex in line.vertices]


def points(block: BlockLayout, layer: str) -> list:
    return [entity for entity in block.query("POINT") if entity.dxf.layer == layer]


def dump(document: Drawing) -> str:
    """Every entity on one line, sorted within its block."""
    lines = []
    for layout in (*blocks(document).values(), document.modelspace()):
        lines.append(f"== {layout.name}")
        lines += sorted(map(_line, layout))
    return "\n".join(lines) + "\n"


def _line(entity) -> str:
    kind, layer = entity.dxftype(), f"{entity.dxf.layer:>2}"
    if kind == "POLYLINE":
        places = " ".join(f"{v.dxf.location.x:.3f},{v.dxf.location.y:.3f}" for v in entity.vertices)
        return f"{layer} {kind} {'closed' if entity.is_closed else 'open'} {places}"
    fields = {name: value for name, value in sorted(entity.dxfattribs().items())
              if name not in ("handle", "owner", "layer", "paperspace")}
    return f"{layer} {kind} " + " ".join(f"{name}={value}" for name, value in fields.items())
