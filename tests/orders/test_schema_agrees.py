"""The published schemas and the readers agree on orders made at random, sound and broken."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache

import pytest

import mtmpattern as mtm
from mtmpattern.body import CATALOGUE
from mtmpattern.drafting.library import find_template, template_names
from tests.places import ROOT


@cache
def tool():
    spec = importlib.util.spec_from_file_location("check_schema", ROOT / "tools/check_schema.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_schema"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["crew-tee", "straight-skirt"])
def test_schema_and_readers_agree(name):
    assert [fault for number in range(60) for fault in tool().one_order(name, number)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", template_names())
def test_schema_and_readers_agree_on_every_garment(name):
    assert [fault for number in range(60) for fault in tool().one_order(name, number)] == []


@pytest.mark.parametrize("name", template_names())
def test_a_measure_says_how_it_is_taken(name):
    kind, schema = find_template(name), mtm.schema(name)
    block = schema["properties"]["measurements"]
    assert schema["properties"]["version"]["const"] == kind.version
    assert block["x-required"] == [need for need in kind.needs if need not in kind.estimable]
    for need in kind.needs:
        stated, entry = block["properties"][need], CATALOGUE[need]
        assert stated["title"] == entry.label and stated["description"] == entry.how
        assert stated["x-sides"] == entry.sided == ("anyOf" in stated)
        assert stated["x-adult"] == list(entry.adult) and stated["x-required"] == (need not in kind.estimable)


def test_bounds_follow_the_unit():
    def valid(unit, **measures):
        order = {"measurements": {"unit": unit, "measurements": measures}}
        return tool()._validator("straight-skirt", "").is_valid(order)

    assert valid("cm", waist_girth=74.5) and not valid("cm", waist_girth=745) and valid("mm", waist_girth=745)
    assert valid("in", waist_girth=29.25) and not valid("in", waist_girth=745)
    assert valid("cm", waist_girth="29 1/4 in") and not valid("cm", waist_girth={"left": 30, "right": 30})
