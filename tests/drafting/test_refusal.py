"""Refusals say which of the things that were given caused them, and the range that it may have."""

from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted, ease, once, solve
from mtmpattern.errors import DraftError, PatternRefused
from mtmpattern.pattern.audit import audit
from tests.drafting.panel_skirt import PanelSkirt

ANA, OTTO = (replace(mtm.read_body(name), unit="mm") for name in ("ana", "otto"))


def refused(body=ANA, kind=PanelSkirt, **asked):
    with pytest.raises(DraftError) as error:
        mtm.draft(kind, body, estimates=True, **asked)
    return error.value.problems


def clean(body=ANA, kind=PanelSkirt, **asked):
    return not audit(drafted(kind, body, estimates=True, **asked))


@pytest.mark.parametrize(("asked", "field", "least", "most"), [
    ({"alterations": {"waist": -300}}, "alterations.waist", -10, 50),
    ({"garment": {"waist": 400}}, "garment.waist", 745, 805),
    ({"alterations": {"waist": 200}}, "alterations.waist", -10, 50),
])
def test_the_range_is_what_can_be_drafted(asked, field, least, most):
    (problem,) = refused(**asked)
    assert problem.field == field
    low, high = problem.allowed
    assert least <= low <= least + 5
    assert most - 5 <= high <= most
    assert f"may be {low:+.0f} mm to {high:+.0f} mm" in problem.hint or f"{low:.0f} mm to {high:.0f} mm" in problem.hint
    kind, _, name = field.partition(".")
    for value, fine in ((low, True), (high, True), (low - 6, False), (high + 6, False)):
        assert clean(**{kind: {name: value}}) is fine
    assert problem.to_dict()["allowed"] == problem.allowed


def test_each_level_has_its_own_cause():
    causes = {problem.where: problem.field for problem in refused(alterations={"hip": -150, "waist": -60})}
    assert causes == {"hip": "alterations.hip", "waist": "alterations.waist"}


def test_what_raises_while_drafting_has_its_cause_too():
    class Solved(PanelSkirt):
        name = "solved"

        @once
        def lean(self): return solve(lambda x: x, self.hip, 900, 1200, what="panels at the hip")

        def panel(self): return super().panel() if self.lean else None

    (problem,) = refused(kind=Solved, garment={"hip": 500})
    assert problem.code == "solve.range"
    assert problem.field == "garment.hip"
    low, high = problem.allowed
    assert clean(kind=Solved, garment={"hip": low})
    assert clean(kind=Solved, garment={"hip": high})
    assert 1015 <= low <= 1016
    assert 1195 <= high <= 1200


def test_an_option_is_named_with_its_range():
    class Wide(PanelSkirt):
        name = "wide"

        def wearing(self):
            yield ease("hip", self.round_hip, least=35)
            yield from self.getting_in()

    (problem,) = refused(kind=Wide, hip_ease=20)
    assert "the option hip_ease 20 mm, which may be 35 mm to 100 mm here" in problem.hint
    (problem,) = refused(kind=Wide, fit="close")
    assert "the fit close" in problem.hint
    assert problem.field == "fit.close"


def test_a_body_too_wide_is_answered_with_what_makes_it_wide_enough():
    (problem,) = refused(OTTO)
    assert (problem.where, problem.field) == ("belly", "")
    assert "Alter hip by +50 mm, or more" in problem.hint           # the option stops short of it
    assert clean(OTTO, alterations={"hip": 50})
    assert not clean(OTTO, alterations={"hip": 48})


def test_a_refusal_without_anything_given_is_as_the_audit_has_it():
    class Bare(PanelSkirt):
        name = "bare"

        def wearing(self):
            yield ease("hip", 900.0, least=0, by=())
            yield from self.getting_in()

    (problem,) = refused(kind=Bare)
    assert problem.hint == ("It follows from the body's hip girth; 95 mm more are needed. No value of hip_ease or hip "
                            "is enough for this body.")


def test_two_that_are_wrong_only_together_are_named_together():
    class Both(PanelSkirt):
        name = "both"

        def wearing(self):
            yield ease("hip", self.round_hip, least=25)
            yield from self.getting_in()

    (problem,) = refused(kind=Both, hip_ease=30, alterations={"hip": -10})
    assert "may be" in problem.hint             # each alone is fine, so either may be changed
    assert "hip_ease 30 mm" in problem.hint
    assert "hip -10 mm" in problem.hint


def test_it_stays_the_error_that_it_was():
    with pytest.raises(PatternRefused, match=r"wear\.girth"):
        mtm.draft(PanelSkirt, ANA, estimates=True, alterations={"waist": -300})


def test_the_range_of_a_measure_with_two_sides_holds_for_both():
    body = mtm.read_body({"sex": "female", "unit": "cm", "measurements": {
        "height": 167, "neck": 34, "chest": 95, "waist": 76, "hip": 100, "upper_arm": {"left": 28, "right": 32},
        "arm_length": 58, "wrist": 16}})
    with pytest.raises(mtm.DraftError) as caught:
        mtm.draft("crew-tee", body, estimates=True, garment={"upper_arm": 300})
    (least, most), = {each.allowed for each in caught.value.problems if each.allowed}
    for value in (least, most):
        assert mtm.draft("crew-tee", body, estimates=True, garment={"upper_arm": value}).audited
