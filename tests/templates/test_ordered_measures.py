"""Alterations and garment measures of absurd size: refused with a range whose ends draft, whatever the garment."""

import re

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.drafting.bounds import bounds_of
from mtmpattern.drafting.checked_request import checked_request
from mtmpattern.drafting.library import find_template, template_names
from mtmpattern.drafting.request import Request
from mtmpattern.errors import DraftError, MtmError, UnknownName
from mtmpattern.pattern.audit import audit
from tests.drafting.panel_skirt import PanelSkirt
from tests.templates.people import made, person

EVERY = [(template, name) for template in template_names() for name in find_template(template).intentions()]
SMALL, LARGE = 2.0, 5000.0
MAY_BE_NOTHING = {"bust_dart"}              # a flat front has none


def problems(template, body, **asked):
    """What is wrong with a draft, if anything."""
    try:
        return audit(drafted(template, body, estimates=True, **asked))
    except MtmError as error:
        return error.problems


def refused(template, body, **asked):
    with pytest.raises(MtmError) as caught:
        mtm.draft(template, body, estimates=True, **asked)
    return caught.value.problems


def mm(value):
    return value if isinstance(value, float | int) else value["left"]


@pytest.mark.parametrize(("template", "name"), EVERY)
def test_an_absurd_measure_is_refused(template, name):
    assert problems(template, person("ana"), garment={name: LARGE})
    assert name in MAY_BE_NOTHING or problems(template, person("ana"), garment={name: SMALL})


@pytest.mark.parametrize(("template", "asked", "beyond"), [
    ("shirt", {"garment": {"wrist": 5000}}, "wider than its sleeve"),
    ("shirt", {"alterations": {"wrist": 500}}, "wider than its sleeve"),
    ("hoodie", {"garment": {"wrist": 1203.34}}, "wider than its sleeve"),
    ("straight-skirt", {"alterations": {"waist": 250}}, "slide down"),
    ("trousers", {"alterations": {"waist": 150}}, "slide down"),
    ("crew-tee", {"garment": {"sleeve": {"left": 900}}}, "cover the fingers"),
    ("hoodie", {"alterations": {"wrist": -400}}, "nothing would be left of it"),
    ("trousers", {"alterations": {"waist": -20}}, "the body measures 801 mm at that seam, and the least ease is 0 mm"),
    ("straight-skirt", {"alterations": {"waist": -20}}, "the body measures 745 mm there, and the least ease is 0 mm"),
    ("a-line-skirt", {"alterations": {"hip": -200}}, "the body measures 995 mm there, and the least ease is 20 mm"),
    ("circle-skirt", {"garment": {"length": 81.73}}, "it would end above the hip"),
    ("trousers", {"alterations": {"thigh": -90}}, "the body measures 585 mm there, and the least ease is 30 mm"),
    ("trousers", {"alterations": {"knee": -90}}, "the body measures 370 mm there, and the least ease is 20 mm"),
    ("trousers", {"alterations": {"inseam": -350}}, "set leg_length instead"),
    ("joggers", {"alterations": {"leg_hem": -150}}, "the heel measures 315 mm round"),
    ("leggings", {"alterations": {"waist": -200}}, "it must stretch over hips of 995 mm and a belly of 803 mm"),
    ("leggings", {"alterations": {"thigh": -200}}, "the cloth may be stretched by 28 %"),
])
def test_the_field_and_the_range_are_named_and_its_ends_draft(template, asked, beyond):
    (kind, (given,)) = next((kind, values.items()) for kind, values in asked.items())
    first = refused(template, person("ana"), **asked)[0]
    assert (first.code, first.where, first.field) == ("intended.range", given[0], f"{kind}.{given[0]}")
    assert beyond in first.message and " mm to " in first.hint
    for end in first.allowed:
        assert problems(template, person("ana"), **{kind: {given[0]: end}}) == ()


def test_a_skirt_hangs_from_a_wide_waist():
    (problem,) = refused("straight-skirt", person("otto"), alterations={"hip": -20})[:1]
    assert (problem.code, problem.field) == ("intended.range", "alterations.hip")
    low, high = problem.allowed
    assert low > -20 and high > 0 and problems("straight-skirt", person("otto"), alterations={"hip": low}) == ()


BOTTOMS = ("trousers", "joggers", "leggings", "straight-skirt", "a-line-skirt", "circle-skirt")


@pytest.mark.parametrize("value", [-400, 400])
@pytest.mark.parametrize(("template", "name"), [each for each in EVERY if each[0] in BOTTOMS])
def test_no_absurd_alteration_of_a_bottom_is_refused_in_words_of_an_author(template, name, value):
    try:
        mtm.draft(template, person("otto"), estimates=True, alterations={name: value})
    except MtmError as error:
        for problem in error.problems:
            assert problem.code.partition(".")[0] in ("intended", "wear", "hem"), problem
            assert problem.field == f"alterations.{name}" and problem.allowed


def test_the_range_is_in_the_unit_of_the_body():
    body = mtm.read_body({"sex": "female", "unit": "in", "measurements": {
        "height": 66, "chest": 36.5, "waist": 29.25, "hip": 39, "neck": 14, "wrist": 6.25}})
    problem = refused("shirt", body, garment={"wrist": 5000})[0]
    assert " mm" not in str(problem) and " in " in problem.hint
    low, high = re.search(r"may be (.+?) to (.+?) in here", problem.hint).groups()
    for end in (low, high):
        inches = sum(float(a) / float(b or 1) for a, _, b in (each.partition("/") for each in end.split()))
        assert problems("shirt", body, garment={"wrist": inches * 25.4}) == ()


@pytest.mark.parametrize("name", ("ana", "otto", "rosa", "nils"))
@pytest.mark.parametrize("template", template_names())
def test_a_bound_leaves_room_beside_what_the_garment_has(template, name):
    if template == "womens-shirt" and person(name).sex == "male":
        return
    kind = find_template(template)
    left, _ = checked_request(kind, person(name), Request(), estimates=True).templates()
    intended = made(template, name, estimates=True).intended
    for bound in bounds_of(left):
        assert bound.least < mm(intended[bound.name]) <= bound.most or bound.problem(
            mm(intended[bound.name]), mm(intended[bound.name]), "") is None
        assert bound.problem(mm(intended[bound.name]) + 5, mm(intended[bound.name]), "") is None


def test_all_measures_out_of_bounds_are_reported_at_once():
    found = refused("shirt", person("ana"), garment={"wrist": 5000, "length": 4000})
    assert [each.where for each in found] == ["length", "wrist"]


def test_what_a_garment_has_by_itself_may_stay():
    class Loose(PanelSkirt):
        name = "loose-skirt"

        def bounds(self):
            yield mtm.drafting.bound("hip", "it would be wide", most=500)

    own = drafted(Loose, person("ana"), estimates=True).intended["hip"]
    assert drafted(Loose, person("ana"), estimates=True, garment={"hip": own}).intended["hip"] == own
    with pytest.raises(DraftError, match=r"hip: \d+ mm is more than \d+ mm; it would be wide"):
        drafted(Loose, person("ana"), estimates=True, alterations={"hip": 1})


@pytest.mark.parametrize(("yields", "code"), [
    (lambda: mtm.drafting.bound("hips", "wide", most=500), "bound.name"), (lambda: 12, "bound.word"),
    (lambda: mtm.drafting.bound("hip", "wide", most="500"), "bound.number")])
def test_mistakes_in_bounds(yields, code):
    class Wrong(PanelSkirt):
        name = "wrong-skirt"

        def bounds(self):
            yield yields()

    with pytest.raises(DraftError) as caught:
        drafted(Wrong, person("ana"), estimates=True, alterations={"hip": 5})
    assert caught.value.code == code
    assert code != "bound.name" or isinstance(caught.value, UnknownName)


@pytest.mark.slow
@pytest.mark.parametrize("who", ("ana", "ben"))
@pytest.mark.parametrize(("template", "name"), EVERY)
def test_the_ends_of_every_range_draft(template, name, who):
    if template == "womens-shirt" and who == "ben":
        return
    for asked in ({"garment": {name: SMALL}}, {"garment": {name: LARGE}}, {"alterations": {name: 500.0}}):
        found = problems(template, person(who), **asked)
        if not found and (name in MAY_BE_NOTHING or "alterations" in asked):
            continue
        kind = next(iter(asked))
        ranges = [each.allowed for each in refused(template, person(who), **asked)
                  if each.field == f"{kind}.{name}" and each.allowed]
        assert ranges
        for end in ranges[0]:
            assert problems(template, person(who), **{kind: {name: end}}) == ()
