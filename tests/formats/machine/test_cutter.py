"""Cutter data read back by a small table of our own making: blocks that end with a star, knife up and down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pytest
import shapely

import mtmpattern as mtm
from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.formats.machine.cutter import cut
from mtmpattern.formats.machine.profiles import read_table, shipped
from mtmpattern.geometry import Point, heading, path, turn
from mtmpattern.pattern.parts.part import PartLine
from mtmpattern.placing.placed import Placed
from tests.places import BODIES


@dataclass
class Cut:
    """One part as the table cut it: its lines in order (in mm), and its holes with how many lines came before."""

    lines: list[list[tuple[float, float]]] = field(default_factory=list)
    lifts: int = 0
    holes: list[tuple[int, tuple[float, float]]] = field(default_factory=list)


def worked(content: bytes, step: float) -> list[Cut]:
    """A stream of blocks, read as the table of codes says; a lift and plunge on the spot does not end a line."""
    blocks = content.decode("ascii").replace("\n", "").split("*")
    assert blocks.pop() == ""
    parts, at, down, skip = [], None, False, False
    for index, block in enumerate(blocks):
        if skip or (index and blocks[index - 1] == "M31"):
            skip = False
            if not re.fullmatch(r"X-?\d+Y-?\d+|N\d+|M\d+", block) or blocks[index - 1] == "M20":
                continue
        if block == "M20":
            skip = True
        elif re.fullmatch(r"N\d+", block):
            parts.append(Cut())
        elif block == "M14":
            assert not down and at is not None
            down = True
            if parts[-1].lines and parts[-1].lines[-1][-1] == at and blocks[index - 1] == "M15":
                parts[-1].lifts += 1
            else:
                parts[-1].lines.append([at])
        elif block == "M15":
            down = False
        elif block == "M43":
            assert not down
            parts[-1].holes.append((len(parts[-1].lines), at))
        elif found := re.fullmatch(r"X(-?\d+)Y(-?\d+)", block):
            at = (int(found[1]) * step, int(found[2]) * step)
            if down:
                parts[-1].lines[-1].append(at)
        else:
            assert block in {"H1", "G70", "M31", "M0"} or re.fullmatch(r"[A-Z0-9-]+/L=[\d.]+/W=[\d.]+", block), block
    assert blocks[-1] == "M0" and not down
    return parts


@pytest.fixture(scope="module", params=["crew-tee", "straight-skirt"])
def drafted(request):
    return mtm.draft(request.param, mtm.read_body(BODIES / "ana.yaml")).for_cutting()


@pytest.mark.parametrize("table", shipped("cutters"))
def test_outlines_come_back_to_within_the_resolution(drafted, table):
    step = read_table(table).step
    for name, content in find_format("cutter").write(drafted, {"cutter": table}).items():
        role = name.removesuffix(".cut").rpartition("-")[2]
        parts = worked(content, step)
        models = {part.id: outline(part) for part in drafted.of_role(role)}
        assert len(parts) == len(models)
        for each in parts:
            shape = shapely.Polygon(each.lines[-1])
            assert min(apart(shape, shapely.affinity.rotate(model, degrees)) for model in models.values()
                       for degrees in (0, 90, 180, 270)) < 0.02 + step


def outline(part):
    return shapely.Polygon([(p.x, p.y) for p in path.flatten(part.cut, 0.002)])


def apart(shape, model):
    ax, ay, *_ = shape.bounds
    bx, by, *_ = model.bounds
    return shape.exterior.hausdorff_distance(shapely.affinity.translate(model, ax - bx, ay - by).exterior)


def test_the_order_is_inside_notches_outline(pattern):
    slit = path.part(pattern.parts[1].cut, 0, 40)
    part = replace(pattern.parts[1], lines=(*pattern.parts[1].lines, PartLine("vent", "slit", slit)))
    table = replace(read_table("metric"), overcut=0.0)
    (done,) = worked(cut([Placed(part, 0, 700)], table, "lay"), 0.01)
    assert len(done.lines) == 1 + len(part.notches) + 1
    assert [count for count, _ in done.holes] in ([0], [1])    # before or after the slit, before all notches
    assert sum(shapely.LineString(done.lines[0]).length for _ in "1") == pytest.approx(40, abs=0.02)
    for line in done.lines[1:-1]:
        a, b = Point(*line[0]), Point(*line[-1])
        assert any(a.distance(n.on_cut.up(700)) < 0.02 and abs(a.distance(b) - n.depth) < 0.02 for n in part.notches)
    assert done.lines[-1][0] == done.lines[-1][-1]


def test_it_begins_away_from_notches_and_corners_and_lifts_at_sharp_ones(pattern):
    for part in (pattern.parts[0], pattern.parts[1], pattern.parts[4]):
        table = replace(read_table("metric"), overcut=0.0)
        (done,) = worked(cut([Placed(part, 0, 0)], table, "lay"), 0.01)
        ring = [Point(*place) for place in done.lines[-1]]
        start = ring[0]
        assert all(start.distance(notch.on_cut) > 9.9 for notch in part.notches)
        corners = [curve.start for before, curve in zip((part.cut[-1], *part.cut[:-1]), part.cut, strict=True)
                   if abs(turn(before.direction(1.0), curve.direction(0.0))) > table.corner]
        assert all(start.distance(corner) > 9.9 for corner in corners)
        sharp = [b for a, b, c in zip(ring, ring[1:], ring[2:], strict=False)
                 if abs(turn(heading(a, b), heading(b, c))) > table.corner]
        assert done.lifts == len(sharp) >= len(corners) > 0


def test_v_notches_and_overcut(pattern):
    table = replace(read_table("metric"), notch="V", overcut=2.0)
    (done,) = worked(cut([Placed(pattern.parts[0], 0, 0)], table, "lay"), 0.01)
    assert all(len(line) == 3 for line in done.lines[:-1])
    ring = shapely.LineString(done.lines[-1])
    assert ring.length == pytest.approx(path.length(pattern.parts[0].cut) + 2.0, abs=0.1)


def test_cloth_and_table_limit_the_width(drafted):
    for name, content in find_format("cutter").write(drafted, {}).items():
        role = name.removesuffix(".cut").rpartition("-")[2]
        width = drafted.fabrics[role].width if role in drafted.fabrics else 1780
        places = [int(y) * 0.0254 for y in re.findall(rb"Y(-?\d+)", content)]
        assert min(places) >= -0.02 and max(places) <= width + 0.02


def test_labels_hold_the_id_and_cannot_end_a_block(drafted, pattern):
    content = b"".join(find_format("cutter").write(drafted, {}).values())
    for part in drafted.parts:
        assert b"*\n" + part.id.upper().encode()[:36] + b"*\n" in content
    odd = replace(pattern.parts[0], id="a*M0*Ж\u0ead")
    text = cut([Placed(odd, 0, 0)], read_table("gerber-inch"), "lay*x")
    assert b"\nA M0 ZH[U+0EAD]*\n" in text and b"LAY-X/L=" in text


def test_what_is_drawn_on_the_fold_is_refused(pattern):
    with pytest.raises(ExportError, match="drawn on the fold") as caught:
        find_format("cutter").write(pattern, {})
    assert caught.value.code == "export.fold"


def test_too_wide_for_the_cloth_is_said(drafted):
    narrow = {role: replace(cloth, width=200) for role, cloth in drafted.fabrics.items()}
    with pytest.raises(ExportError, match=r"holds 200\.0 x") as caught:
        find_format("cutter").write(replace(drafted, fabrics=narrow), {})
    assert {problem.code for problem in caught.value.problems} == {"export.fit"}


def test_the_same_bytes_twice(drafted):
    write = find_format("cutter").write
    assert write(drafted, {}) == write(drafted, {})
