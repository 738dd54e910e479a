"""Refusals of shipped garments: an option at fault, what it may be, and no word for authors of templates."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.drafting.plain_refusal import in_plain_words
from mtmpattern.drafting.reach import Lever, levers_of
from mtmpattern.drafting.request import Request
from mtmpattern.errors import Problem
from tests.drafting.panel_skirt import PanelSkirt
from tests.places import ROOT


def test_a_fault_that_only_an_author_could_mend_is_said_in_plain_words():
    corner = Problem("hem has a corner where front.side and back.side are sewn: 99 and 99 degrees add to 198",
                     "smooth.seam", "front.side", "Draw the line square to the seam. It follows from the option flare "
                     "9 degrees, which may be 0 degrees to 4 degrees here.", field="options.flare", allowed=(0, 4))
    (plain,) = in_plain_words([corner], ["front", "back"])
    assert str(plain) == ("flare: front: a line of the garment would have a corner where its pieces are sewn together. "
                          "It follows from the option flare 9 degrees, which may be 0 degrees to 4 degrees here. "
                          "[option.range]")
    assert (plain.where, plain.field, plain.allowed) == ("flare", "options.flare", (0, 4))
    (body,) = in_plain_words([replace(corner, hint="Draw the line square to the seam.", field="")], ["front", "back"])
    assert body.code == "smooth.seam"                   # no value that was given is at fault


def test_a_value_that_cannot_be_drafted_is_reported_once():
    advice = "It follows from the alteration hip -90 mm, which may be -20 mm to +90 mm here."
    raised, solved = (Problem("no", code, "x", advice, field="alterations.hip", allowed=(-20, 90))
                      for code in ("template.raised", "solve.range"))
    (first,) = in_plain_words([raised, solved], [])
    assert (str(first), first.code) == (f"hip: it cannot be drafted. {advice} [intended.range]", "intended.range")
    worn = replace(raised, code="wear.girth")
    assert in_plain_words([raised, worn], []) == (worn,)


def test_a_jump_says_what_jumps():
    jump = Problem("side seam: near 8.9 it jumps from 496.8 to 497.0 mm, so it cannot be 496.9 mm", "solve.jump",
                   "side seam", "A measurement changed by 1 mm usually leads past the jump.")
    assert in_plain_words([jump], ["front"]) == (jump,)


def test_what_a_customer_can_mend_is_said_as_it_was():
    tight = Problem("hip: 990 mm over 1000 mm", "wear.girth", "hip", "Alter hip by +30 mm, or more.")
    assert in_plain_words([tight], ["front"]) == (tight,)


def test_things_that_only_fail_together_are_named_with_a_range():
    body = mtm.read_body("ana")
    with pytest.raises(mtm.DraftError) as caught:
        mtm.draft(PanelSkirt, body, estimates=True, alterations={"waist": 40, "hip": -35}, garment={"waist": 780})
    assert all(problem.field for problem in caught.value.problems)


def test_what_a_fit_states_is_where_its_options_start():
    options = find(PanelSkirt)
    name = next(iter(options))
    option = options[name]
    fits = {"tight": {name: option.least}}
    (lever, fit) = levers_of(Request("tight", {name: option.most}), options, 500.0, 5000.0, fits)
    assert lever.rest == float(option.least) and isinstance(fit, Lever) and fit.kind == "fit"
    assert list(levers_of(Request("tight", {name: option.least}), options, 500.0, 5000.0, fits)) == [fit]


def find(kind):
    return {name: option for name, option in kind.options().items() if option.least is not None}


def test_mixed_options_as_the_tool_does_it():
    spec = importlib.util.spec_from_file_location("mix_options", ROOT / "tools/mix_options.py")
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    sys.modules["mix_options"] = tool
    spec.loader.exec_module(tool)
    refused = Problem("it is too wide", "wear.girth", "hip", "It follows from the option flare 9, which may be 1 to 4.")
    assert list(tool.of_refusal(refused, {"flare": 9}, None)) == []
    assert list(tool.of_refusal(refused, {"ease": 9}, None)) == ["refused without an option: wear.girth"]
    from shapely.geometry import Polygon  # noqa: PLC0415

    wide, narrow = Polygon([(0, 0), (90, 0), (90, 40), (0, 40)]), Polygon([(0, 0), (90, 0), (90, 9), (0, 9)])
    waisted = Polygon([(0, 0), (50, 0), (50, 18), (80, 18), (80, 0), (130, 0), (130, 40), (80, 40), (80, 26), (50, 26),
                       (50, 40), (0, 40)])
    assert [what for what, _ in tool.of_width(wide, "front")] == []
    assert [what for what, _ in tool.of_width(narrow, "strap")] == ["a part under 12 mm"]
    assert [what for what, _ in tool.of_width(waisted, "front")] == ["a neck under 12 mm"]
