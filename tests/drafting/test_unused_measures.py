"""What was measured and is not used is said once, without its value."""

import re

import pytest

import mtmpattern as mtm
from mtmpattern.body import CATALOGUE, Body
from mtmpattern.drafting import drafted
from mtmpattern.drafting.library import find_template
from mtmpattern.formats.registry import find_format
from tests.drafting.panel_skirt import PanelSkirt

ANA = mtm.read_body("ana")


def unused(template, body, **asked):
    return [note for note in drafted(template, body, estimates=True, **asked).notes if note.code == "measure.unused"]


def with_measures(**values):
    return ANA.with_measures(Body.of(values).measures)


@pytest.mark.parametrize("template", mtm.template_names())
def test_it_is_one_note_for_every_garment(template):
    body = with_measures(stoop=12, ankle_girth=231)
    (note,) = unused(template, body)
    taken = [name for name, measure in body.measures.items() if measure.source == "measured"]
    silent = {name for name in taken if CATALOGUE[name].label not in str(note).casefold()}
    sources = {"waist_height", "inside_leg", "waist_to_knee"}       # needs are derived from these
    assert silent <= {*find_template(template).needs, *sources}
    assert not re.search(r"\d", str(note))


def test_what_is_used_is_not_in_it():
    (note,) = unused(PanelSkirt, with_measures(stoop=12))
    assert "hip girth" not in str(note).replace("top hip girth", "")
    assert "waist to hip" not in str(note)


def test_what_it_was_derived_from_is_used():
    measures = {name: each for name, each in ANA.measures.items() if name != "waist_to_hip"}
    body = Body(measures, "female").with_measures(Body.of({"waist_height": 1045, "hip_height": 850}).measures)
    (note,) = unused(PanelSkirt, body)
    assert "hip height" not in str(note)
    assert "waist height" not in str(note)


def test_what_is_only_compared_is_said_apart():
    (note,) = unused(PanelSkirt, with_measures(belly_girth=800))
    first, _, second = str(note).partition("only compared with the garment")
    assert "girth at the navel" in second
    assert "girth at the navel" not in first


def test_what_only_helps_to_estimate_others_is_said_so():
    (note,) = unused("straight-skirt", ANA)                 # nobody measured the belly of ana
    listed = str(note).partition("used by this draft only to estimate others: ")[2]
    assert "wrist girth" in listed.partition(";")[0]
    (note,) = unused(PanelSkirt, ANA)                       # all that it needs was measured
    assert "wrist girth" in str(note).partition("not used by this draft: ")[2]


def test_what_others_outweigh_is_said_apart():
    class OutweighedSkirt(PanelSkirt):
        def outweighed(self): yield "hip_girth"

    (note,) = unused(OutweighedSkirt, ANA)
    assert str(note).partition("outweighed by other measures in this draft: ")[2] == "hip girth"


def test_the_factory_does_not_read_it():
    pattern = drafted(PanelSkirt, with_measures(stoop=12), estimates=True)
    assert [note for note in pattern.notes if note.is_of_body]
    cut = pattern.for_cutting()
    assert not [note for note in cut.notes if "not used" in note]
    svg = next(iter(find_format("svg").write(cut, {}).values()))
    assert b"not used by this draft" not in svg
