"""A garment in several sizes: points that correspond, what moves, the nested drawing and the table."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from shapely import LineString, Polygon

import mtmpattern as mtm
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.formats import find_format
from mtmpattern.geometry import path
from mtmpattern.jobs.grade import grade_files, make_grade, measures_table, read_sizes
from mtmpattern.pattern.grading.grade import Grade, grade
from tests.marked_vest import MarkedVest

TEE = find_template("crew-tee")


@pytest.fixture(scope="module")
def tee() -> Grade:
    return make_grade(TEE, *read_sizes("women:XS,S,M,L,XL"), Request())


def test_every_part_has_the_same_vertices_in_every_size(tee: Grade) -> None:
    assert tee.sample == "M"
    assert not tee.apart
    assert {part.id for part in tee.parts} == {part.id for part in tee.cut("M").parts}
    for part in tee.parts:
        for line in (part.cut, part.sewn):
            assert len({len(points) for points in line.points.values()}) == 1
            assert set(line.corners) <= set(line.keys)
            assert max(line.keys) < len(line.points["M"])


def test_the_vertices_lie_on_the_line_of_their_size(tee: Grade) -> None:
    for part in tee.parts:
        for size, points in part.cut.points.items():
            true = Polygon([(p.x, p.y) for p in path.flatten(part.parts[size].cut, 0.002)])
            drawn = Polygon([(p.x, p.y) for p in points])
            assert drawn.area == pytest.approx(true.area, rel=1e-4)
            assert drawn.hausdorff_distance(true) < 0.1


def test_notches_are_vertices(tee: Grade) -> None:
    for part in tee.parts:
        for size, each in part.parts.items():
            for notch, vertex in zip(each.notches, part.cut.notches, strict=True):
                assert part.cut.points[size][vertex].distance(notch.on_cut) < 0.02, (part.id, size, notch.name)


def test_rules_applied_to_the_sample_give_the_other_sizes(tee: Grade) -> None:
    for part in tee.parts:
        for size in tee.sizes:
            for vertex in part.cut.keys:
                base, there = part.cut.points[tee.sample][vertex], part.cut.points[size][vertex]
                dx, dy = part.cut.delta(tee.sample, size, vertex)
                assert (base.x + dx, base.y + dy) == pytest.approx((there.x, there.y), abs=1e-9)


def test_sleeve_and_shoulder_follow_the_height_not_the_chest() -> None:
    wider = make_grade(TEE, *read_sizes("women:84-164,104-164"), Request())
    taller = make_grade(TEE, *read_sizes("women:92-156,92-172"), Request())
    grown = [{name: last.finished[name] - first.finished[name] for name in ("sleeve", "chest", "length")}
             for first, last in (tuple(each.patterns.values()) for each in (wider, taller))]
    assert grown[0]["chest"] > 200
    assert abs(grown[0]["sleeve"]) < 5
    assert grown[1]["sleeve"] > 15
    assert abs(grown[1]["chest"]) < 1


def test_the_table(tee: Grade) -> None:
    rows = list(csv.DictReader(StringIO(measures_table(tee))))
    chest = next(row for row in rows if row["measure"] == "chest")
    assert float(chest["M"]) == pytest.approx(tee.patterns["M"].finished["chest"], abs=0.05)
    assert float(chest["S to M"]) == pytest.approx(float(chest["M"]) - float(chest["S"]), abs=0.11)


def test_the_nested_drawing_has_a_layer_for_each_size(tee: Grade) -> None:
    files = grade_files(tee)
    assert set(files) == {"crew-tee-nest.svg", "crew-tee-measures.csv", "crew-tee-measures.html"}
    root = ET.fromstring(files["crew-tee-nest.svg"])
    label = "{http://www.inkscape.org/namespaces/inkscape}label"
    assert [each.get(label) for each in root if each.get(label)] == [
        "square", "text", "grain", "XS", "S", "M", "L", "XL"]
    assert grade_files(tee) == files


def test_sizes_of_another_shape_are_told() -> None:
    vests = make_grade(MarkedVest, *read_sizes("men:84-164,132-164"), Request())
    assert [part.id for part in vests.parts] == ["back.shell.1"]
    assert {problem.where for problem in vests.apart} == {"front.left.shell.1", "front.right.shell.1"}
    assert all(problem.code == "grade.apart" and "132-164" in problem.message for problem in vests.apart)
    assert b"132-164" in grade_files(vests)["marked-vest-nest.svg"]


@pytest.mark.parametrize(("template", "sizes", "held"), [
    ("straight-skirt", "women:76-164,128-164", {"front darts": 2, "back darts": 2}),
    ("circle-skirt", "women:S,XL", {"seam at the centre front": 1}),
    ("leggings", "women:S,XL", {"levels of the leg": 4}),
    ("trousers", "women:S,XL", {"front darts": 1}),
])
def test_sizes_are_built_alike(template: str, sizes: str, held: dict[str, int]) -> None:
    """Alone, these sizes would have another number of darts, or a seam that the other has not."""
    graded = make_grade(find_template(template), *read_sizes(sizes), Request())
    assert not graded.apart and graded.held == held


@pytest.mark.parametrize(("text", "code"), [
    ("woman", "chart.unknown"), ("women:Q", "chart.size"), ("none.yaml:S", "file.missing"), ("", "chart.unknown"),
    (":S", "chart.unknown"), ("women:", "chart.size"), ("women: , ", "chart.size")])
def test_wrong_sizes(text: str, code: str) -> None:
    with pytest.raises(mtm.MtmError) as caught:
        read_sizes(text)
    assert caught.value.code == code


def test_wrong_grades() -> None:
    chart, sizes = read_sizes("women:S,M")
    with pytest.raises(mtm.OptionError) as caught:
        make_grade(TEE, chart, sizes, Request(), sample="L")
    assert caught.value.code == "grade.sample"
    with pytest.raises(mtm.DraftError) as caught:
        grade({})
    assert caught.value.code == "grade.none"
    mixed = {"S": mtm.draft("crew-tee", chart.body("S")), "M": mtm.draft("crew-tee", chart.body("M"), neck_drop=100)}
    with pytest.raises(mtm.DraftError) as caught:
        grade(mixed)
    assert caught.value.code == "grade.different"


@pytest.mark.parametrize("text", ["women:S,M", "Women:s,m", "WOMEN: s , M ,S,m", "women:S,M,"])
def test_sizes_are_found_as_they_are_meant(text: str) -> None:
    chart, sizes = read_sizes(text)
    assert (chart.name, sizes) == ("women", ("S", "M"))


def test_the_sample_is_found_as_it_is_meant() -> None:
    assert make_grade(TEE, *read_sizes("women:S,M"), Request(), sample=" s").sample == "S"


def test_a_size_has_a_name_that_can_be_drawn(tmp_path: Path) -> None:
    """The names stand on drawings, in texts of a DXF and at the head of tables."""
    chart = tmp_path / "own.yaml"
    names = ["' S'", '""', '"M\\u202e"', "x" * 41, "ok", "中"]
    chart.write_text("unit: cm\nsizes:\n" + "".join(f"  {name}: {{chest: {80 + 4 * row}}}\n"
                                                   for row, name in enumerate(names)), "utf-8")
    with pytest.raises(mtm.MeasurementError) as caught:
        read_sizes(str(chart))
    assert [problem.code for problem in caught.value.problems] == ["chart.size"] * 4
    assert read_sizes(f"{chart}:OK,中")[1] == ("ok", "中")


def test_a_spreadsheet_reckons_with_no_name_of_a_size(tee: Grade) -> None:
    other = grade({"=1+1": tee.patterns["S"], "@M\u202e\n": tee.patterns["M"]})
    assert measures_table(other).splitlines()[0].startswith("measure,'=1+1,'@M ,")


def test_sizes_may_be_called_like_layers(tee: Grade) -> None:
    """Every layer has a name and an id of its own."""
    names = ["text", "S", "s", "中", "文"]
    root = ET.fromstring(find_format("svg").write_grade(
        grade(dict(zip(names, tee.patterns.values(), strict=True))), {})["crew-tee-nest.svg"])
    layers = [each for each in root if each.get("id")]
    assert len({each.get("id") for each in layers}) == len(layers) == 3 + len(names)
    label = "{http://www.inkscape.org/namespaces/inkscape}label"
    assert [each.get(label) for each in layers][3:] == ["size text", *names[1:]]


def test_the_nested_drawing_tells_its_lines_apart(tee: Grade) -> None:
    """A legend, test squares, the cloths, grain, and labels that no line crosses out."""
    root = ET.fromstring(grade_files(tee)["crew-tee-nest.svg"])
    svg = "{http://www.w3.org/2000/svg}"
    texts = [each.text or "" for each in root.iter(f"{svg}text")]
    assert {"XS", "S", "M, sample size", "L", "XL", "50 mm", "shell: jersey, 4 parts", "rib: rib, 1 part"} <= set(texts)
    layers = {each.get("{http://www.inkscape.org/namespaces/inkscape}label"): each for each in root}
    lines = [each for each in layers["text"] if each.tag == f"{svg}path"]
    assert [each.get("stroke") for each in lines] == [layers[size].get("stroke") for size in tee.sizes]
    assert len(layers["grain"].findall(f"{svg}path")) == 2 * len(tee.parts)


def test_a_fault_of_every_size_is_told_once() -> None:
    with pytest.raises(mtm.MtmError) as caught:
        make_grade(TEE, *read_sizes("women:S,M,L"), Request(alterations={"tail": 5.0}))
    assert [str(problem).partition(":")[0] for problem in caught.value.problems] == ["every size"]


def test_a_size_that_cannot_be_drafted_is_named() -> None:
    with pytest.raises(mtm.MtmError) as caught:
        make_grade(TEE, *read_sizes("women:S,M"), Request(garment={"upper_arm": 200}))
    assert {"size S", "size M"} <= {problem.message.split(":")[0] for problem in caught.value.problems}


def test_one_size_is_a_grade_too() -> None:
    alone = make_grade(TEE, *read_sizes("women:M"), Request())
    assert alone.sizes == ("M",)
    assert LineString([(p.x, p.y) for p in alone.parts[0].cut.points["M"]]).length > 1000
