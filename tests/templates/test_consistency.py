"""A word means one thing in all templates, sentences are of one style, files stay short."""

from __future__ import annotations

import pytest

from mtmpattern.drafting.library import find_template, template_names
from tests.places import ROOT
from tests.templates.people import made

KINDS = {name: find_template(name) for name in template_names()}
FILES = sorted((ROOT / "templates").rglob("*.py"))
OPTIONS = [(name, option) for name, kind in KINDS.items() for option in kind.options().values()]
MEASURES = [(name, measure) for name, kind in KINDS.items() for measure in kind.intended_measures().values()]
BY_GARMENT = {"chest_ease", "pockets"}        # knits ask for a part of the chest; trousers for a kind of pocket


def test_an_option_is_of_one_kind_in_every_garment():
    seen = {}
    for _, option in OPTIONS:
        seen.setdefault(option.name, set()).add(option.kind)
    assert {name for name, kinds in seen.items() if len(kinds) > 1} == BY_GARMENT


@pytest.mark.parametrize(("template", "noted"), [*OPTIONS, *MEASURES], ids=lambda each: getattr(each, "name", each))
def test_options_and_intended_measures_have_a_note_in_one_style(template, noted):
    assert noted.note[0].islower() or noted.note.split()[0].isupper()
    assert noted.note[-1] not in ".,;: " and "  " not in noted.note


def test_notes_of_intended_measures_are_short_and_say_where():
    assert len(MEASURES) > 60
    assert all(len(measure.note) <= 70 for _, measure in MEASURES)
    assert all(measure.note.startswith(("round ", "length ", "width ", "down ", "from ")) for _, measure in MEASURES)


@pytest.mark.parametrize("template", KINDS)
def test_the_fit_for_children_is_the_last_and_nobody_is_easy_or_loose(template):
    fits = list(KINDS[template].fits)
    assert "child" not in fits[:-1]
    assert not {"easy", "loose"} & {*fits}


@pytest.mark.parametrize("template", KINDS)
def test_a_copy_of_a_garment_drafts_the_same(template, tmp_path):
    file = FILES[0].parent / f"{template.replace('-', '_')}.py"
    copy = tmp_path / "mine.py"
    copy.write_text(file.read_text("utf-8") + "\n# a copy\n", encoding="utf-8")
    copied = find_template(copy)
    assert copied is not KINDS[template] and copied.name == template
    assert list(copied.options()) == list(KINDS[template].options()) and copied.needs == KINDS[template].needs


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_can_be_read_in_one_go(file):
    assert len(file.read_text("utf-8").splitlines()) <= 450


def test_a_womans_shirt_is_usually_as_the_shirts_fit_for_women():
    shirt, womens = KINDS["shirt"], KINDS["womens-shirt"]
    usual = {name: option.default for name, option in womens.options().items()}
    assert usual.items() >= shirt.fits["women"].items()
    assert shirt.options()["chest_ease"].default == 155, "the shirt's own option stays what it is"
    one, other = (made(*asked, **more).piece("back").info.edges for asked, more in (
        (("womens-shirt", "ana"), {"bust_dart": False}), (("shirt", "ana", "women"), {})))
    assert one.keys() == other.keys()
    for name, edge in one.items():
        places = [(each.at(part * each.length) for part in (0, .2, .5, .9, 1)) for each in (edge, other[name])]
        assert all(a.distance(b) < 1e-6 for a, b in zip(*places, strict=True)), name
