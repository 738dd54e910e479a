"""A small reader of PDF paths, in millimetres by layer, that shares no code with the writer; and what qpdf says."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import shapely

MM = 25.4 / 72
CUT, SQUARE = "Cut line", "Test square: measure it before cutting"


def opened(content):
    return pikepdf.open(BytesIO(content))


def qpdf_faults(content: bytes, folder: Path) -> str:
    """What qpdf finds wrong with a file; it must be installed."""
    assert shutil.which("qpdf"), "apt-get install qpdf"
    file = folder / "checked.pdf"
    file.write_bytes(content)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


@dataclass
class Ink:
    """What a content stream draws, in millimetres: lines by layer, and the operators that were met."""

    lines: list[tuple[str, np.ndarray]] = field(default_factory=list)
    curved: int = 0

    def of(self, layer):
        return [line for name, line in self.lines if name == layer]


def read(owner, resources, matrix=None, layer="", ink=None):
    """A reader of paths: moves, lines, Beziers and rectangles that are stroked or filled, forms and transforms."""
    ink = ink or Ink()
    matrix = np.eye(3) if matrix is None else matrix
    stack, here, subs, at = [], [], [], None

    def there(*xy):
        return (np.array([*xy, 1.0]) @ matrix)[:2] * MM

    for operands, operator in pikepdf.parse_content_stream(owner):
        n = [float(v) for v in operands] if str(operator) in {"cm", "m", "l", "c", "re"} else []
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = np.array([[n[0], n[1], 0], [n[2], n[3], 0], [n[4], n[5], 1]]) @ matrix
            case "m":
                here, at = [there(*n)], n
                subs.append(here)
            case "l":
                here.append(there(*n))
                at = n
            case "c":
                ink.curved += 1
                a, b, c, d = (there(*p) for p in (at, n[0:2], n[2:4], n[4:6]))
                t = np.linspace(0, 1, 65)[1:, None]
                here += list((1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d)
                at = n[4:6]
            case "h":
                here.append(here[0])
            case "re":
                x, y, w, h = n
                subs.append([there(x, y), there(x + w, y), there(x + w, y + h), there(x, y + h), there(x, y)])
            case "S" | "s" | "f" | "B":
                ink.lines += [(layer, np.array(sub)) for sub in subs]
                subs = []
            case "n":
                subs = []
            case "Do":
                form = resources.XObject[str(operands[0])]
                name = str(form.OC.Name) if "/OC" in form else layer
                read(form, form.get("/Resources", resources), matrix, name, ink)
    return ink


@cache
def pages_of(content):
    """Every page of a file: what its code is, its width and height in mm, and what is drawn on it."""
    pdf = opened(content)
    with pdf.open_outline() as outline:
        codes = [str(item.title) for item in outline.root]
    return [(code, float(page.mediabox[2]) * MM, float(page.mediabox[3]) * MM, read(page, page.Resources))
            for page, code in zip(pdf.pages, codes, strict=True)]


def glued(content, role, layer=CUT, overlap=10.0, margin=10.0):
    """The cut lines of one cloth's pages, each laid where its code says, as a person would; by page as well."""
    pieces = {}
    for code, width, height, ink in pages_of(content):
        found = re.fullmatch(rf"{re.escape(role)} ([A-Z])(\d+)", code)
        if not found:
            continue
        window = shapely.box(margin, margin, width - margin, height - margin)
        across, down = width - 2 * margin - overlap, height - 2 * margin - overlap
        lines = shapely.union_all([shapely.LineString(line) for line in ink.of(layer)])
        shift = (int(found[2]) - 1) * across, -(ord(found[1]) - ord("A")) * down
        pieces[found[1] + found[2]] = shapely.affinity.translate(lines.intersection(window), *shift)
    return pieces


def apart(shape, model):
    ax, ay, *_ = shape.bounds
    bx, by, *_ = model.bounds
    return shape.exterior.hausdorff_distance(shapely.affinity.translate(model, ax - bx, ay - by).exterior)
