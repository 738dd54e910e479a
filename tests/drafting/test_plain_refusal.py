"""Refusals of shipped garments: an option at fault, what it may be, and no word for authors of templates."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.drafting.plain_refusal import in_plain_words
from mtmpattern.drafting.refusal import Lever, levers_of
from mtmpattern.drafting.request import Request
from mtmpattern.errors import Problem
from tests.drafting.panel_skirt import PanelSkirt
from tests.places import ROOT


def test_a_fault_that_only_an_author_could_mend_is_said_in_plain_words():
    corner = Problem("hem has a corner where front.side and back.side are sewn: 99 and 99 degrees add to 198",
                     "smooth.seam", "front.side", "Draw the line square to the seam.", field="options.flare",
                     allowed=(0, 4)).advised("It follows from the option flare 9 degrees, which may be 0 degrees to "
                                             "4 degrees here.")
    (plain,) = in_plain_words([corner], ["front", "back"])
    assert str(plain) == ("flare: front: a line of the garment would have a corner where its pieces are sewn together. "
                          "It follows from the option flare 9 degrees, which may be 0 degrees to 4 degrees here. "
                          "[option.range]")
    assert (plain.where, plain.field, plain.allowed) == ("flare", "options.flare", (0, 4))
    (body,) = in_plain_words([replace(corner, advice="", field="")], ["front", "back"])
    assert body.code == "smooth.seam"                   # no value that was given is at fault


def test_a_value_that_cannot_be_drafted_is_reported_once():
    advice = "It follows from the alteration hip -90 mm, which may be -20 mm to +90 mm here."
    raised, solved = (Problem("no", code, "x", field="alterations.hip", allowed=(-20, 90)).advised(advice)
                      for code in ("template.raised", "solve.range"))
    (first,) = in_plain_words([raised, solved], [])
    assert (str(first), first.code) == (f"hip: it cannot be drafted. {advice} [intended.range]", "intended.range")
    worn = replace(raised, code="wear.girth")
    assert in_plain_words([raised, worn], []) == (worn,)


def test_no_words_are_looked_for_in_the_texts():
    found = Problem("the back has a corner", "smooth.fold", "hem", "Alter hip by +30 mm, or more.")
    (plain,) = in_plain_words([found], ["front", "back"])
    assert plain.message == "a line of the garment would have a corner where its pieces are sewn together"
    assert plain.hint == "Check the measures of this person, or choose other options."
    (named,) = in_plain_words([replace(found, piece="back", advice="Alter hip by +30 mm, or more.")], ["front", "back"])
    assert named.message.startswith("back: ") and named.hint == "Alter hip by +30 mm, or more."


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


@pytest.mark.parametrize(("field", "given", "allowed", "message"), [
    ("alterations.neck", {"alterations": {"neck": 400}}, (-8, 100),
     "neck: +400 mm is more than +100 mm; the neckline could not be made above that"),
    ("garment.neck", {"garment": {"neck": 1}}, (348, 455),
     "neck: 1 mm is less than 348 mm; the neckline could not be made below that"),
    ("garment.sleeve", {"garment": {"sleeve": {"left": 600, "right": 1}}}, (290, 676),
     "sleeve: 1 mm is less than 290 mm; the neckline could not be made below that"),
    ("options.flare", {"options": {"flare": 9}}, (0, 4),
     "flare: 9 deg is more than 4 deg; the neckline could not be made above that"),
])
def test_a_value_with_which_nothing_can_be_drawn_is_out_of_its_range(field, given, allowed, message):
    undrawn = [Problem("neckline for the stand: no value between 35 and 120 reaches 1 mm", code, "neckline",
                       field=field, allowed=allowed).advised("It follows from it.")
               for code in ("solve.range", "template.raised", "curve.loop")]
    negative = Problem("waist: the garment measures -11 mm", "wear.girth", "waist", field=field, allowed=allowed,
                       params={"garment": -11.0, "body": 700.0})
    flare = mtm.drafting.degrees(2, 0, 9, "flare")
    (plain,) = in_plain_words([*undrawn, negative], ["front"], Request(**given), {"flare": flare})
    code = "option.range" if field.startswith("options") else "intended.range"
    assert (plain.message, plain.code, plain.field, plain.allowed) == (message, code, field, allowed)
    assert plain.hint == "It follows from it." and plain.params["least"] == allowed[0]


@pytest.mark.parametrize(("template", "asked"), [
    ("womens-shirt", {"alterations": {"bust_dart": 400}}), ("womens-shirt", {"alterations": {"bust_dart": -400}}),
    ("womens-shirt", {"alterations": {"length": -400}}), ("shirt", {"garment": {"neck": 1}}),
    ("shirt", {"alterations": {"upper_arm": 400}}), ("crew-tee", {"garment": {"chest": 1}}),
    ("hoodie", {"garment": {"sleeve": 1}}), ("tank", {"garment": {"length": 1}}),
    ("jumper", {"alterations": {"chest": -400}})])
def test_absurd_values_of_tops_are_refused_with_field_and_range(template, asked):
    (kind, values), = asked.items()
    (name, _), = values.items()
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft(template, mtm.read_body("ana"), estimates=True, **asked)
    for problem in caught.value.problems:
        low, high = problem.allowed
        assert problem.field == f"{kind}.{name}" and low < high
        assert problem.code in ("intended.range", "wear.girth", "wear.passage", "wear.proportion")
        assert not any(word in problem.message for word in ("solve", "curve", "template", "outline", "measures -"))


@pytest.mark.parametrize("template", ["crew-tee", "long-sleeve-tee", "polo"])
def test_a_range_is_found_past_drafts_whose_outlines_cross(template):
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft(template, mtm.read_body("nils"), estimates=True, alterations={"upper_arm": 100})
    assert all(each.allowed is not None and each.code != "draft.defect" for each in caught.value.problems)
