"""Writing on a part stands where nothing else is drawn."""

from __future__ import annotations

import pytest
import shapely

import mtmpattern as mtm
from mtmpattern.formats.fold_sign import WORDS, fold_depth
from mtmpattern.formats.label import ADVANCE, BOLD_ADVANCE, label
from mtmpattern.geometry import path
from tests.formats.made_garment import garment


@pytest.mark.parametrize("part", garment().parts, ids=lambda part: part.piece)
def test_a_label_stays_clear_of_every_line(part, pattern):
    check_clear(pattern, part)


@pytest.mark.parametrize("template", ["polo", "straight-skirt"])
def test_turned_labels_stay_clear_of_every_line(template, ana):
    pattern = mtm.draft(template, ana).for_cutting()
    turned = 0
    for part in pattern.parts:
        check_clear(pattern, part)
        turned += label(pattern, part)[0].turned
    assert turned


def check_clear(pattern, part):
    inner = part.cut if path.area(part.cut) < path.area(part.sewn_outline) else part.sewn_outline
    outline = shapely.Polygon([(p.x, p.y) for p in path.flatten(inner, 0.1)])
    lines = [shapely.LineString([(p.x, p.y) for p in path.flatten(line.curves, 0.1)]) for line in part.lines]
    lines.append(shapely.LineString([(p.x, p.y) for p in part.grain]))
    if part.mirror:                                         # the sign for the fold and its words stand along it
        lines.append(shapely.LineString([(p.x, p.y) for p in part.mirror]).buffer(fold_depth(part.mirror) + WORDS))
    for writing in label(pattern, part):
        half = len(writing.text) * writing.size * (BOLD_ADVANCE if writing.bold else ADVANCE) / 2
        up, down = 0.75 * writing.size, 0.2 * writing.size
        x, y = writing.at.x, writing.at.y
        box = shapely.box(x - up, y - half, x + down, y + half) if writing.turned else shapely.box(
            x - half, y - down, x + half, y + up)
        assert outline.contains(box), (part.id, writing.text)
        assert not any(line.intersects(box) for line in lines), (part.id, writing.text)


def test_a_label_says_what_the_cutter_needs(pattern):
    texts = [writing.text for writing in label(pattern, pattern.parts[1])]
    assert texts == ["RÜCKEN LEFT", "rücken.left.shell.1", "cut 1 of 2 in shell",
                     "Jersey „Müller & Söhne“ <180>, with nap", "prøve-skirt & top size M"]
