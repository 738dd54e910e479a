"""Sample size and rules: the numbers stand where each dialect wants them, and applied they give the nest."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
import shapely

import mtmpattern as mtm
from mtmpattern.errors import ExportError
from mtmpattern.formats import find_format
from mtmpattern.reading import audit_rul, read_dxf, read_rul
from tests.formats.dxf.graded import blocks, blocks_by_ezdxf, document, files, graded, records
from tests.marked_vest import MarkedVest

SIZES = "women:S,M,L"
AGREE = 0.01                                                # mm at every grade point
STRAY = 0.25                                                # mm between grade points, as docs/formats.md says


def pair(template, sizes=SIZES, dialect="astm"):
    written = files(graded(template, sizes), "rul", dialect)
    assert list(written) == [f"{template}-sample.dxf", f"{template}-sample.rul"]
    return tuple(written.values())


def moved(at, rules, number, size):
    dx, dy = rules.delta(number, size)
    return at[0] + dx, at[1] + dy


@pytest.mark.parametrize("template", mtm.template_names())
def test_rules_applied_to_the_sample_give_the_nest(template):
    agree(template, blocks)


@pytest.mark.parametrize("template", ["crew-tee", "straight-skirt"])
def test_ezdxf_reads_the_same(template):
    agree(template, blocks_by_ezdxf)
    assert not document(pair(template)[0]).audit().errors


def agree(template, read):
    grade = graded(template, SIZES)
    sample, table = pair(template)
    (nest,) = files(grade, "dxf").values()
    rules = read_rul(table)
    assert not audit_rul(table).faults
    assert (rules.sizes, rules.sample) == (grade.sizes, grade.sample)
    sized, own = read(nest), read(sample)
    assert set(own) == {(part.id, grade.sample) for part in grade.parts}
    for part in grade.parts:
        block = own[part.id, grade.sample]
        at = block.rules
        for size in grade.sizes:
            other = sized[part.id, size]
            for layer in ("1", "14", "8", "11"):
                for line, there in zip(block.lines.get(layer, ()), other.lines.get(layer, ()), strict=True):
                    same_line(line, there, at, layer, rules, size)
            for layer in ("4", "13"):
                for a, b in zip(block.points.get(layer, ()), other.points.get(layer, ()), strict=True):
                    assert math.dist(moved(a, rules, at[a][layer], size), b) <= AGREE


def same_line(line, there, at, layer, rules, size):
    assert len(line) == len(there)
    marked = [place for place, vertex in enumerate(line) if vertex in at]
    assert len(marked) >= min(len(line), 2)
    for place in marked:
        vertex = line[place]
        if place == 0 or line[place - 1] != vertex:         # else a notch at a corner, known by its own layer
            number = at[vertex].get(layer, next(iter(at[vertex].values())))
            assert math.dist(moved(vertex, rules, number, size), there[place]) <= AGREE


@pytest.mark.parametrize("template", ["crew-tee", "shirt", "trousers", "joggers"])
def test_between_grade_points_a_line_moved_in_proportion_hardly_strays(template):
    grade = graded(template, f"{SIZES},XL")
    worst = 0.0
    for part in grade.parts:
        for line in (part.cut, part.sewn):
            base = line.points[grade.sample]
            for size, there in line.points.items():
                ring = shapely.LinearRing([(at.x, at.y) for at in there])
                for x, y in in_proportion(line, base, grade.sample, size):
                    worst = max(worst, ring.distance(shapely.Point(x, y)))
    assert worst < STRAY


def in_proportion(line, base, sample, size):
    """The vertices between grade points as a CAD moves them."""
    count = len(base)
    for first, last in zip(line.keys, (*line.keys[1:], line.keys[0] + count), strict=True):
        runs = [0.0]
        for vertex in range(first, last):
            runs.append(runs[-1] + base[vertex % count].distance(base[(vertex + 1) % count]))
        (ax, ay), (bx, by) = line.delta(sample, size, first), line.delta(sample, size, last % count)
        for vertex in range(first + 1, last):
            share = runs[vertex - first] / runs[-1]
            yield base[vertex % count].x + ax + share * (bx - ax), base[vertex % count].y + ay + share * (by - ay)


def test_astm_has_the_number_before_its_point_on_the_layer_of_the_line():
    everything = records(pair("straight-skirt", "women:92-164,96-164")[0])
    seen = set()
    for (kind, text), (after, point) in pairwise(everything):
        if kind == "TEXT" and text["1"].startswith("# "):
            assert after == "POINT"
            assert (text["10"], text["20"]) == (point["10"], point["20"])
            seen.add((text["8"], point["8"]))
    assert {("1", "2"), ("1", "3"), ("14", "2"), ("14", "3"), ("8", "2"), ("4", "4"), ("13", "13")} <= seen
    assert {layer for layer, point in seen if point in ("2", "3")} <= {"1", "8", "11", "14"}


def test_aama_has_the_number_after_its_point_on_the_layer_of_the_point():
    everything = records(pair("straight-skirt", "women:92-164,96-164", "aama")[0])
    seen = set()
    for (before, point), (kind, text) in pairwise(everything):
        if kind == "TEXT" and text["1"].startswith("# "):
            assert before == "POINT"
            assert (text["8"], text["10"], text["20"]) == (point["8"], point["10"], point["20"])
            seen.add(text["8"])
    assert seen == {"2", "3", "4", "13"}


def test_every_turn_and_curve_point_has_a_number():
    for dialect in ("astm", "aama"):
        sample = pair("crew-tee", dialect=dialect)[0]
        for piece, block in zip(read_dxf(sample).pieces, blocks(sample).values(), strict=True):
            assert {at for places in block.points.values() for at in places} == set(block.rules)
            assert {(at.at.x, at.at.y) for at in piece.rules} == set(block.rules)


def test_the_head_of_the_table():
    head = pair("crew-tee")[1].decode("ascii").split("\r\n")
    assert head[:8] == [
        "ASTM/D13Proposal 1 Version: D 6673-04", "AUTHOR: MTMPATTERN ; MTMPATTERN ; 1", "UNITS: METRIC",
        "GRADE RULE TABLE: CREW-TEE", "NUMBER OF SIZES: 3", "SIZE LIST: S M L", "SAMPLE SIZE: M", "RULE: DELTA 1"]
    assert head[-2:] == ["END", ""]
    sample, table = pair("crew-tee", dialect="aama")
    assert table.decode("ascii").split("\r\n")[:7] == [
        "version ANSI/AAMA-292-B", "AUTHOR: MTMPATTERN 1", "UNITS: METRIC", "GRADE RULE TABLE: CREW-TEE",
        "SAMPLE SIZE: M", "NUMBER OF SIZES: 3", "SIZE LIST: S M L"]
    assert "Grade Rule Table: CREW-TEE" in [text.dxf.text for text in document(sample).modelspace().query("TEXT")]


def test_no_rule_stands_twice_and_none_is_left_over():
    sample, table = pair("shirt")
    rules = read_rul(table).rules
    assert list(rules) == list(range(1, len(rules) + 1))
    assert len(set(rules.values())) == len(rules)
    used = {number for block in blocks(sample).values() for at in block.rules.values() for number in at.values()}
    assert used == set(rules)


def test_the_reference_runs_along_x():
    for block in blocks(pair("crew-tee")[0]).values():
        ((start, end),) = block.straight["5"]
        assert end[1] == start[1]
        assert end[0] > start[0]


def test_parts_without_common_points_are_left_out():
    grade = graded(MarkedVest, "men:84-164,132-164")
    assert grade.apart
    own = {part for part, _ in blocks(files(grade, "rul")["marked-vest-sample.dxf"])}
    assert own == {part.id for part in grade.parts}
    assert not own & {problem.where for problem in grade.apart}


def test_one_size_has_no_rules():
    with pytest.raises(ExportError) as caught:
        find_format("rul").write(graded("crew-tee", SIZES).cut("M"), {})
    assert caught.value.code == "format.one_size"
    assert "mtmpattern grade" in str(caught.value)


@pytest.mark.parametrize("dialect", ["clo", "plain", "x"])
def test_rules_are_told_in_two_dialects(dialect):
    with pytest.raises(ExportError) as caught:
        files(graded("crew-tee", SIZES), "rul", dialect)
    assert caught.value.code == "format.value"


def test_nothing_to_rule():
    with pytest.raises(ExportError) as caught:
        files(replace(graded("crew-tee", SIZES), parts=()), "rul")
    assert caught.value.code == "export.rules"
