"""Ease at the levels of the body: measured, compared, noted and refused with what asked for it."""

import json
import pickle
import re
from dataclasses import replace
from fractions import Fraction

import pytest

import mtmpattern as mtm
from mtmpattern.body import Body
from mtmpattern.drafting import Point, across, drafted, ease, edges, line
from mtmpattern.errors import DraftError, PatternRefused, UnknownName
from mtmpattern.pattern.audit import audit
from mtmpattern.pattern.model.ease import Ease
from mtmpattern.pattern.model.outline import Cut
from mtmpattern.pattern.model.piece import Piece, PieceInfo
from mtmpattern.pattern.model.requirement import Passage, Proportion
from mtmpattern.pattern.stored import WITHOUT_EASE, from_json, sealed
from tests.drafting.panel_skirt import PanelSkirt

ANA = replace(mtm.read_body("ana"), unit="mm")
OTTO = replace(mtm.read_body("otto"), unit="mm")


def compared(body=ANA, **asked):
    return drafted(PanelSkirt, body, estimates=True, **asked)


def found(pattern):
    return {each.level: each for each in pattern.ease}


def girths(pattern):
    return [problem for problem in audit(pattern) if problem.code == "wear.girth"]


# ---- What is kept -------------------------------------------------------------------------------------------------


def test_it_says_what_garment_and_body_measure():
    hip = found(compared())["hip"]
    assert (hip.garment, hip.body, hip.amount) == pytest.approx((1035, 995, 40), abs=0.1)
    assert (hip.measure, hip.source, hip.sd, hip.given, hip.side) == ("hip_girth", "measured", 0, "", "")
    belly = found(compared())["belly"]
    assert belly.source == "estimated"
    assert belly.sd > 5


def test_it_goes_through_json_and_pickle():
    pattern = compared()
    again = from_json(pattern.to_json())
    assert again.ease == pickle.loads(pickle.dumps(pattern)).ease == pattern.ease != ()
    assert again.to_json() == pattern.to_json()


def test_patterns_stored_before_are_read_without_it():
    data = json.loads(compared().to_json())
    del data["ease"]
    with pytest.raises(mtm.FileFormatError, match="lacks 'ease'"):
        from_json(sealed(data))
    assert from_json(sealed({**data, "format": WITHOUT_EASE})).ease == ()


def test_sides_that_differ_have_an_ease_each():
    class Arms(PanelSkirt):
        name = "arms"
        needs = (*PanelSkirt.needs, "upper_arm_girth")

        def wearing(self):
            yield from self.getting_in()
            yield ease("upper arm", self.body.upper_arm_girth + 60, least=55)
            yield ease("wrist", 300.0, least=15)

    body = ANA.with_measures(Body.of({"upper_arm_girth": (280, 290)}).measures)
    seen = [(each.level, each.side, each.garment, each.body) for each in drafted(Arms, body, estimates=True).ease]
    assert seen[:2] == [("upper arm", "left", 340, 280), ("upper arm", "right", 350, 290)]
    assert [each[:2] for each in seen[2:]] == [("wrist", "")]


# ---- What is refused and noted ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "said"), [
    ({"alterations": {"waist": -300}}, "the alteration waist -300 mm"),
    ({"garment": {"waist": 400}}, "the garment's measure waist 400 mm"),
    ({"alterations": {"hip": -150}}, "the alteration hip -150 mm"),
])
def test_a_garment_that_is_too_tight_is_refused_with_what_asked_for_it(asked, said):
    problems = girths(compared(**asked))
    assert problems
    assert all(said in str(problem) and " mm" in problem.message for problem in problems)


@pytest.mark.parametrize("garment", [994.6, 994.96, 999.7])
def test_a_refusal_never_prints_an_ease_equal_to_its_bound(garment):
    for tight in (Ease("hip", garment, 995, "hip_girth", 5.0), Ease("hip", 994.7, 995, "hip_girth", 0.0)):
        assert tight.problem is not None
        for text in (tight.problem.message, tight.problem.in_unit("in").message):
            ease, bound = re.search(r"its ease is (.+?) (?:mm|in); it must be at least (.+?) (?:mm|in)", text).groups()
            assert sum(map(Fraction, ease.split())) < sum(map(Fraction, bound.split()))


@pytest.mark.parametrize("wrong", [
    Passage("neck", 559.8, "head girth", 560), Proportion("cap height to armhole depth", .9002, .4, .9)])
def test_an_opening_and_a_proportion_are_printed_apart_from_their_bounds(wrong):
    first, *others = re.findall(r"\d+\.?\d*", wrong.problem.message)
    assert float(first) not in map(float, others)


def test_all_levels_are_gathered():
    problems = girths(compared(alterations={"hip": -300, "waist": -200}))
    assert [problem.where for problem in problems] == ["hip", "belly", "waist"]


def test_a_body_that_is_too_wide_is_named_where_nothing_was_asked():
    problems = girths(compared(OTTO))
    assert [problem.where for problem in problems] == ["belly"]
    assert "the body's girth at the navel" in problems[0].hint


def test_an_option_and_a_fit_are_named():
    class Eased(PanelSkirt):
        name = "eased"

        def wearing(self):
            yield from self.getting_in()
            yield ease("waist", self.waist, least=5)

    by_fit, by_option = (girths(drafted(Eased, ANA, estimates=True, **asked))[0].hint
                         for asked in ({"fit": "snug"}, {"waist_ease": 2.0}))
    assert "the fit snug (waist_ease 1 mm)" in by_fit
    assert "the option waist_ease 2 mm" in by_option


def test_too_loose_is_refused_where_it_was_asked_for_and_noted_otherwise():
    assert "at most 60 mm" in girths(compared(alterations={"waist": 80}))[0].message

    class Loose(PanelSkirt):
        name = "loose"

        def wearing(self):
            yield from self.getting_in()
            yield ease("waist", self.waist, least=0, most=4)

    pattern = drafted(Loose, ANA, estimates=True)
    assert not girths(pattern)
    assert [note.code for note in pattern.notes if note.code.startswith("wear")] == ["wear.loose"]


def test_a_guess_that_may_be_too_small_is_to_be_measured():
    def of(least):
        class Near(PanelSkirt):
            name = "near"

            def wearing(self):
                yield from self.getting_in()
                yield ease("belly", self.round_hip, least=least)

        return drafted(Near, ANA, estimates=True)

    amount, sd = found(of(0))["belly"].amount, found(of(0))["belly"].sd
    near, far = of(amount - sd), of(amount - 2 * sd)            # 16 % and 2 %
    seen = [note for note in near.notes if note.code == "wear.unmeasured"]
    assert len(seen) == 1
    assert "16 %" in str(seen[0])
    assert "Measure the girth at the navel" in str(seen[0])
    assert not [note for note in far.notes if note.code == "wear.unmeasured"]
    assert not girths(near)


def test_an_estimate_alone_refuses_nothing():
    tight = Ease("belly", 1002.0, 1000.0, "belly_girth", 10.0, source="estimated", sd=9.0)
    assert tight.problem is None
    assert "81 %" in str(tight.note)
    assert replace(tight, sd=7.0).problem
    assert replace(tight, given="the option waist_ease 0 mm").problem
    assert replace(tight, source="measured", sd=0.0).problem


def test_an_estimate_alone_does_not_refuse_a_fit():
    """A fit is our own choice; what somebody asks for in numbers counts in full."""
    asked = {"measurements": {"height": 168, "weight": "78 kg", "waist": 68, "top_hip": 100, "hip": 118,
                              "waist_to_hip": 20.5, "waist_to_knee": 59.5}, "unit": "cm", "sex": "female"}
    pattern = drafted("straight-skirt", mtm.read_body(asked), fit="slim", estimates=True)
    belly = found(pattern)["belly"]
    assert (belly.source, belly.short > 0.5, belly.short < belly.sd, belly.given) == ("estimated", True, True, "")
    assert not girths(pattern)
    assert "Measure the girth at the navel" in str(pattern.notes)
    ease = {"waist_ease": pattern.options["waist_ease"]}
    assert girths(drafted("straight-skirt", mtm.read_body(asked), options=ease, estimates=True))


@pytest.mark.parametrize(("template", "levels"), [
    ("trousers", ["thigh", "knee", "calf"]), ("joggers", ["thigh", "knee", "calf"]), ("leggings", ["thigh"])])
def test_sides_that_are_cut_alike_although_the_body_differs_are_noted(template, levels):
    sides = {"thigh_girth": 60, "knee_girth": 40, "calf_girth": 50}
    body = ANA.with_measures({name: mtm.Measure(each.left, each.left - sides.get(name, 0), each.source, each.sd)
                              for name, each in ANA.measures.items() if name in sides})
    [note] = [each for each in drafted(template, body, estimates=True).notes if each.code == "wear.alike"]
    assert (note.given["side"], [*note.given["mm"]]) == ("right", levels)
    assert note.given["mm"]["thigh"] == 60
    assert "the right has more room than the left: 60 mm at the thigh" in note.text


def test_sides_that_hardly_differ_or_are_followed_are_not_noted():
    def noted(template, name, less):
        measure = ANA.measure(name)
        body = ANA.with_measures({name: replace(measure, right=measure.left - less)})
        return [each for each in drafted(template, body, estimates=True).notes if each.code == "wear.alike"]

    assert not noted("trousers", "thigh_girth", 9)
    assert not noted("leggings", "knee_girth", 40)
    assert not noted("crew-tee", "upper_arm_girth", 50)


def test_near_misses_are_known():
    each = Ease("hip", 1042.0, 1000.0, "hip_girth", 40.0)
    assert each.near
    assert not Ease("hip", 1046.0, 1000.0, "hip_girth", 40.0).near
    assert not Ease("hip", 1039.0, 1000.0, "hip_girth", 40.0).near


# ---- What a template may say --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ask", "code"), [
    (lambda: ease("hips", 1000, least=0), "wear.level"), (lambda: ease("crotch", 1000, least=0), "wear.measure"),
    (lambda: ease("hip", 1000, least=0, over="hips"), "wear.measure"),
    (lambda: ease("hip", float("nan"), least=0), "wear.number"),
    (lambda: ease("hip", 1000, least=10, most=5), "wear.number"),
])
def test_what_cannot_be_compared_is_refused(ask, code):
    with pytest.raises(DraftError) as error:
        ask()
    assert error.value.code == code


def test_a_level_is_asked_for_once():
    class Twice(PanelSkirt):
        name = "twice"

        def wearing(self):
            yield from super().wearing()
            yield ease("hip", 1000, least=0)

    with pytest.raises(DraftError) as error:
        drafted(Twice, ANA, estimates=True)
    assert error.value.code == "wear.twice"


def test_it_is_measured_at_levels_as_at_points():
    wide = edges(low=line(Point(0, 0), Point(100, 0)), side=line(Point(100, 0), Point(200, 100)),
                 top=line(Point(200, 100), Point(0, 100)), middle=line(Point(0, 100), Point(0, 0)),
                 points={"hip": Point(7, 50)}, levels={"hip": 20, "belly": 50})
    piece = Piece(PieceInfo("cloth", wide, (Cut("shell"),)))
    assert across(piece, at="belly") == across(piece, at="hip") == pytest.approx(150)
    with pytest.raises(UnknownName, match="point or level knee"):
        across(piece, at="knee")


def test_draft_refuses_it():
    with pytest.raises(PatternRefused, match="the alteration waist -300 mm"):
        mtm.draft(PanelSkirt, ANA, estimates=True, alterations={"waist": -300})
