"""Cards of garments: the pages in docs/garments are what the templates say now, and read as sentences."""

from __future__ import annotations

import re

import pytest

import mtmpattern as mtm
from mtmpattern.drafting.description import summary
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.papers.work import order_of_work, sentence_of
from mtmpattern.pattern.model.operation import Raw
from mtmpattern.showing.card import card, index
from tests.places import BODIES, EXAMPLES, ROOT

FOLDER = ROOT / "docs" / "garments"
ANA = BODIES / "ana.yaml"
AGAIN = "run python tools/cards.py, look at what it changed, and keep that"


def of(svg):
    """What a picture holds, without numbers that another machine may round the other way."""
    return re.findall(r'inkscape:label="([^"]+)"', svg), re.findall(r">([^<>]*\w[^<>]*)</text>", svg)


@pytest.mark.parametrize("name", template_names())
def test_the_card_is_what_the_template_says(name):
    page, picture = FOLDER / f"{name}.md", FOLDER / f"{name}.svg"
    assert page.is_file() and picture.is_file(), AGAIN
    made = card(find_template(name))
    assert page.read_text("utf-8") == made.text, AGAIN
    assert of(picture.read_text("utf-8")) == of(made.picture.decode()), AGAIN
    assert len(made.picture) < 60_000


def test_the_index_lists_them_all_and_there_are_no_others():
    rows = ((find_template(name), summary(find_template(name))) for name in template_names())
    assert (FOLDER / "README.md").read_text("utf-8") == index(rows), AGAIN
    assert {file.stem for file in FOLDER.glob("*.svg")} == set(template_names()), AGAIN


def test_the_order_of_work_is_told_in_sentences():
    skirt = order_of_work(mtm.draft("straight-skirt", mtm.read_body(ANA), lined=True))
    assert skirt[0] == "Fuse the waistband."
    assert "Sew the front side to the back side on both sides." in skirt
    assert "Set a zip into the back opening." in skirt
    assert any(line.startswith("Sew the two halves together along the back centre") for line in skirt)


@pytest.mark.parametrize("file", ["designers_own.py", "little_shirt.py"])
def test_every_kind_of_operation_has_words(file):
    lines = order_of_work(mtm.draft(EXAMPLES / file, mtm.read_body(ANA)))
    for line in lines:
        assert re.fullmatch(r"[A-Z][^_]*\.", line)
        assert not re.search(r"\w\.\w", line), line


def test_edges_left_raw_and_parts_of_edges():
    pattern = mtm.draft("straight-skirt", mtm.read_body(ANA))
    assert sentence_of(Raw((pattern.piece("front").side.first(50),)), ()) == "Leave part of the front side as cut."


def test_a_template_that_fits_nobody_has_no_card():
    tee = find_template("crew-tee")

    class Nobody(tee):
        name = "nobody"
        openings = ("neck",)

    with pytest.raises(mtm.PatternRefused, match=r"surface\.openings"):
        card(Nobody)
