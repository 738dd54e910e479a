"""Grades of shipped templates for the tests, and their files as ezdxf alone reads them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache

import ezdxf

from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.formats import find_format
from mtmpattern.jobs.grade import make_grade, read_sizes


@cache
def graded(template, sizes, sample="", **options):
    """A grade; ``template`` is a name or a class."""
    kind = template if isinstance(template, type) else find_template(template)
    return make_grade(kind, *read_sizes(sizes), Request(options=options), sample=sample)


def files(grade, name, dialect="astm"):
    return find_format(name).write_grade(grade, {"dialect": dialect})


def document(content):
    return ezdxf.read(io.StringIO(content.decode("ascii"), newline=None))


@dataclass
class Block:
    """What a test looks at: texts, lines and points by layer, in the order of the file."""

    texts: list = field(default_factory=list)               # (layer, words, place)
    lines: dict = field(default_factory=dict)               # layer -> [[place, ...], ...]
    points: dict = field(default_factory=dict)
    straight: dict = field(default_factory=dict)            # layer -> [(start, end), ...] of LINEs

    @property
    def seen(self):
        """The texts that are a key and a value."""
        return dict(words.split(": ", 1) for _, words, _ in self.texts if ": " in words)

    @property
    def rules(self):
        """The numbers of rules by place, then layer."""
        found = {}
        for layer, words, at in self.texts:
            if words.startswith("# "):
                found.setdefault(at, {})[layer] = int(words[2:])
        return found


def records(content):
    """(kind, group codes) of what a file holds, in its order; no library reads along."""
    lines = content.decode("ascii").split("\r\n")
    found = []
    for code, value in zip(lines[::2], lines[1::2], strict=False):
        if code == "  0":
            found.append((value, {}))
        else:
            found[-1][1].setdefault(code.strip(), value)
    return found


def blocks(content):
    """The blocks of a file by the part's id and the size."""
    found, line = [], []
    for kind, tags in records(content):
        layer, at = tags.get("8"), (float(tags.get("10", 0)), float(tags.get("20", 0)))
        if kind == "BLOCK":
            found.append(Block())
        elif not found or tags.get("2") == "ENTITIES":
            if found:
                break
        elif kind == "TEXT":
            found[-1].texts.append((layer, tags["1"], at))
        elif kind == "POLYLINE":
            line = []
            found[-1].lines.setdefault(layer, []).append(line)
        elif kind == "VERTEX":
            line.append(at)
        elif kind == "POINT":
            found[-1].points.setdefault(layer, []).append(at)
        elif kind == "LINE":
            found[-1].straight.setdefault(layer, []).append((at, (float(tags["11"]), float(tags["21"]))))
    return _by_part(found)


def blocks_by_ezdxf(content):
    """The same as ezdxf reads it, of the blocks that are shown."""
    doc = document(content)
    found = []
    for insert in doc.modelspace().query("INSERT"):
        block = Block()
        for each in doc.blocks[insert.dxf.name]:
            layer, kind = each.dxf.layer, each.dxftype()
            if kind == "TEXT":
                block.texts.append((layer, each.dxf.text, (each.dxf.insert.x, each.dxf.insert.y)))
            elif kind == "POLYLINE":
                block.lines.setdefault(layer, []).append(
                    [(at.dxf.location.x, at.dxf.location.y) for at in each.vertices])
            elif kind == "POINT":
                block.points.setdefault(layer, []).append((each.dxf.location.x, each.dxf.location.y))
            elif kind == "LINE":
                block.straight.setdefault(layer, []).append(
                    ((each.dxf.start.x, each.dxf.start.y), (each.dxf.end.x, each.dxf.end.y)))
        found.append(block)
    return _by_part(found)


def _by_part(found):
    return {(block.seen["Annotation"], block.seen["Size"]): block for block in found}
