"""The measuring guide tells every measure as the catalogue does, its numbers are drawn, and its examples are read."""

from __future__ import annotations

import importlib.util
import re

import pytest

import mtmpattern as mtm
from mtmpattern.body import CATALOGUE, canonical
from mtmpattern.body.catalogue import AMBIGUOUS
from tests.places import ROOT

GUIDE = (ROOT / "docs/measuring.md").read_text("utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in GUIDE.splitlines() if line.startswith("| ")]
MEASURES = [row for row in ROWS if len(row) == 5 and row[0] != "write"]
LANDMARKS = [row for row in ROWS if len(row) == 3 and re.fullmatch("[A-Z]", row[0])]
WORDS = re.compile("`([a-z_]+)`")
FIGURES = ("front", "back")


@pytest.fixture(scope="module")
def drawing():
    spec = importlib.util.spec_from_file_location("draw_measuring", ROOT / "tools/draw_measuring.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drawn(kind):
    """The words of a kind that stand in both figures."""
    both = "".join((ROOT / f"docs/images/measuring-{name}.svg").read_text("utf-8") for name in FIGURES)
    return re.findall(rf'class="{kind}"[^>]*>(\w+)<', both)


def test_every_measure_has_one_row():
    assert sorted(row[0] for row in MEASURES) == sorted(f"`{name}`" for name in CATALOGUE)


@pytest.mark.parametrize("row", MEASURES, ids=lambda row: row[0].strip("`"))
def test_a_row_says_what_the_catalogue_says(row):
    entry = CATALOGUE[row[0].strip("`")]
    label, _, short = row[1].partition(" (")
    assert (label, row[2], row[3]) == (entry.label, entry.how, "L R" if entry.sided else "")
    assert set(WORDS.findall(short)) <= set(entry.aliases)


def test_rows_name_the_line_that_is_drawn(drawing):
    for name, _, _, _, line in MEASURES:
        number = drawing.NUMBERS.get(name.strip("`"))
        assert line == str(number) if number else not line.isdigit(), name


def test_every_number_is_drawn_once(drawing):
    assert sorted(map(int, drawn("number"))) == list(range(1, len(drawing.NUMBERS) + 1))
    front, both = len(drawing.FRONT.split()), len(drawing.NUMBERS)
    assert f"lines 1 to {front}, the second {front + 1} to {both}" in GUIDE


def test_arcs_are_part_of_the_right_line(drawing):
    parts = {row[0].strip("`"): row[4] for row in MEASURES if CATALOGUE[row[0].strip("`")].kind == "arc"}
    whole = {"waist_back_arc": "back of waist_girth", "hip_back_arc": "back of hip_girth",
             "bust_front_arc": "front of chest_girth", "high_bust_front_arc": "front of high_bust_girth"}
    for name, (side, girth) in ((name, text.split(" of ")) for name, text in whole.items()):
        assert parts[name] == f"{side} of {drawing.NUMBERS[girth]}"


def test_numbers_behind_names_are_those_of_the_lines(drawing):
    """`hip` (18), as the words that mean different things have it."""
    seen = re.findall(r"`([a-z_]+)` \((\d+)\)", GUIDE)
    assert seen
    for word, number in seen:
        assert drawing.NUMBERS[canonical(word)] == int(number), word


def test_every_landmark_is_drawn_and_told():
    assert {row[0] for row in LANDMARKS} == set(drawn("mark"))


@pytest.mark.parametrize("name", FIGURES)
def test_the_figures_are_what_the_tool_draws(drawing, name):
    kept = (ROOT / f"docs/images/measuring-{name}.svg").read_text("utf-8")
    assert kept == {"front": drawing.front_plate, "back": drawing.back_plate}[name](), "run tools/draw_measuring.py"


def test_every_ambiguous_word_is_told():
    seen = {word for row in ROWS if len(row) == 3 for word in WORDS.findall(row[0])}
    assert set(AMBIGUOUS) == seen
    for row in ROWS:
        meanings = {canonical(word) for word in WORDS.findall(row[-1])}
        for word in WORDS.findall(row[0]) if len(row) == 3 else ():
            assert meanings == set(AMBIGUOUS[word]), word


EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES)
def test_measurement_files_are_read(text):
    assert mtm.read_body(text).measures


def test_there_are_examples():
    assert len(EXAMPLES) >= 3


def test_the_refusal_is_quoted_as_it_is():
    said = re.search(r"^```text\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)[1]
    with pytest.raises(mtm.MeasurementError) as refused:
        mtm.read_body({"unit": "cm", "measurements": {"chest": 37}})
    assert " ".join(said.split()) == str(refused.value)


def test_the_order_for_little_time_names_measures():
    part = GUIDE.partition("## When time is short")[2].partition("\n## ")[0]
    order = re.findall(r"^\d+\. (.+)$", part, re.MULTILINE)
    assert len(order) == 15
    assert all(canonical(name) for name in order)


@pytest.mark.parametrize("text", re.findall(r"^```yaml garment\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL))
def test_the_other_two_ways_to_measure_make_a_tee(text: str) -> None:
    sheet = mtm.read_sheet(text)
    pattern = mtm.draft("crew-tee", sheet.body, garment=sheet.garment, alterations=sheet.alterations)
    for name, mm in sheet.garment.items():
        assert pattern.finished[name] == pytest.approx(mm, abs=0.5)
