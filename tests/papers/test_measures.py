"""The page of finished measures: the numbers of the CSV, nothing from elsewhere, nothing that breaks out."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise

import pytest

from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.jobs.grade import make_grade, measures_table, read_sizes
from mtmpattern.papers.measures import ACROSS, measures_html
from mtmpattern.pattern.grading.grade import Grade, grade


@pytest.fixture(scope="module")
def tee() -> Grade:
    return make_grade(find_template("crew-tee"), *read_sizes("women:S,M,L"), Request())


class Reader(HTMLParser):
    """Every table as rows of cells, and every tag that was met."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.unit = ""
        self.feed(page.decode())
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        attributes = dict(attrs)
        assert not any(name.startswith("on") or name in {"src", "href"} for name in attributes)
        if tag not in {"meta", "input"}:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
        elif tag == "span":
            self.unit = attributes["class"] or ""

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag == "span":
            self.unit = ""

    def handle_data(self, data):
        if self.open[-1:] in (["td"], ["th"]) or (self.open[-1:] == ["span"] and self.unit == "mm"):
            self.tables[-1][-1][-1] += data


def test_the_numbers_are_those_of_the_csv(tee: Grade) -> None:
    sizes, steps = Reader(measures_html(tee)).tables
    rows = list(csv.DictReader(StringIO(measures_table(tee))))
    assert sizes[0] == ["measure", "S", "M", "L", "tolerance"]
    assert steps[0] == ["measure", "S to M", "M to L"]
    for row, seen, grown in zip(rows, sizes[1:], steps[1:], strict=True):
        assert seen[0] == grown[0] == row["measure"].replace("_", " ")
        assert seen[1:4] == [row[size] for size in ("S", "M", "L")]
        assert [cell.removeprefix("+") for cell in grown[1:]] == [row[step] for step in ("S to M", "M to L")]


def test_a_garment_within_tolerance_is_no_other_size(tee: Grade) -> None:
    for name, *values, tolerance in Reader(measures_html(tee)).tables[0][1:]:
        steps = [abs(float(b) - float(a)) for a, b in pairwise(values)]
        allowed = float(tolerance.removeprefix("±"))
        assert 3 <= allowed <= 10, name
        assert all(2 * allowed <= step + 1 for step in steps if step >= 6), name


def test_inches_stand_beside(tee: Grade) -> None:
    page = measures_html(tee).decode()
    assert re.search(r'<span class="mm">1\d{3}\.\d</span><span class="in">\d+ \d+/\d+ in</span>', page)


def test_nothing_comes_from_elsewhere_and_nothing_runs(tee: Grade) -> None:
    page = measures_html(tee)
    assert "script" not in Reader(page).tags
    assert b"http:" not in page and b"https:" not in page and b"@import" not in page and b"url(" not in page
    assert page == measures_html(tee)


def test_names_cannot_break_out(tee: Grade) -> None:
    wild = {f"<b>{size}\"'&\u202e": replace(pattern, template="<script>x</script>",
                                          finished={"<i>chest</i>": 1000.0 + 40 * number})
            for number, (size, pattern) in enumerate(tee.patterns.items())}
    page = measures_html(grade(wild))
    assert {"b", "i", "script"}.isdisjoint(Reader(page).tags)
    assert "\u202e" not in page.decode()


def test_many_sizes_get_several_tables_and_gaps_are_told(tee: Grade) -> None:
    (first, *_) = tee.patterns.values()
    many = {f"{number}": first for number in range(2 * ACROSS + 1)}
    many["3"] = replace(first, finished={"chest": {"left": 480.0, "right": 484.0}})
    found = Reader(measures_html(grade(many)))
    heads = [table[0] for table in found.tables if " to " not in table[0][1]]
    assert [cell for head in heads for cell in head if cell.isdigit()] == list(many)
    assert max(map(len, heads)) <= ACROSS + 2
    assert all(row[4] == "–" for row in found.tables[0][1:] if row[0] != "chest")
    assert next(row for row in found.tables[0] if row[0] == "chest")[4] == "482.0"


def test_one_size_has_no_steps(tee: Grade) -> None:
    alone = grade({"M": tee.patterns["M"]})
    (table,) = Reader(measures_html(alone)).tables
    assert table[1][-1] == "–"
