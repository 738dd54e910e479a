"""What a measurement file says of garments reaches every reader and every draft, for any garment or by its name."""

from __future__ import annotations

import json

import pytest

import mtmpattern as mtm
from mtmpattern.documents import Text

MEASURES = {"chest": 92.5, "waist": 74.5, "hip": 99.5, "height": 168, "waist_to_hip": 20.5, "waist_to_knee": 59.5}
NAMED = {"straight-skirt": {"waist": -1}, "crew-tee": {"length": 2}}


def file_of(**more):
    return {"unit": "cm", "sex": "female", "measurements": MEASURES, **more}


def altered(source, template="straight-skirt"):
    return dict(mtm.draft(template, mtm.read_body(source), estimates=True).alterations)


TABLE = "id,sex,chest [cm],waist [cm],hip [cm],height [cm],waist_to_hip [cm],waist_to_knee [cm]"
ROW = "1,female,92.5,74.5,99.5,168,20.5,59.5"
TALL = "".join(f"{name},{value} cm\n" for name, value in MEASURES.items())


@pytest.mark.parametrize("source", [
    file_of(alter=NAMED), json.dumps(file_of(alter=NAMED)),
    f"{TABLE},alter.straight-skirt.waist [cm],alter.crew-tee.length\n{ROW},-1,2 cm\n",
    f"name,value\n{TALL}alter.straight-skirt.waist,-1 cm\nalter.crew-tee.length,2 cm\n",
    {"unit": "cm", "measurements": MEASURES, "alter": {**NAMED, "sleeve": 3}} | {"alter": NAMED}],
    ids=["dict", "json", "wide table", "tall table", "native"])
def test_each_garment_gets_its_own(source):
    if isinstance(source, str):
        source = mtm.read_sheet(Text(source, "a", "" if source.startswith("{") else ".csv")).body
    read = source if isinstance(source, mtm.Body) else mtm.read_body(source)
    for template, wanted in (("straight-skirt", {"waist": -10}), ("crew-tee", {"length": 20})):
        pattern = mtm.draft(template, read, estimates=True)
        assert dict(pattern.alterations) == wanted
        assert "alteration.others" in {note.code for note in pattern.notes}


def test_freesewing_files_have_them_too():
    measures = {"waist": 745, "seat": 995, "waistToSeat": 205, "waistToKnee": 595}
    read = mtm.read_body({"units": "metric", "measurements": measures, "alter": {"straight-skirt": {"waist": -5}}})
    assert dict(mtm.draft("straight-skirt", read).alterations) == {"waist": -5}


def test_an_order_follows_the_file():
    order = mtm.read_order({"order": "7", "template": "straight-skirt", "estimates": True,
                            "measurements": file_of(alter=NAMED)})
    assert order.altered == {"waist": -10}


def test_without_a_garments_name_it_is_done_and_said():
    pattern = mtm.draft("straight-skirt", mtm.read_body(file_of(alter={"waist": -1})), estimates=True)
    assert dict(pattern.alterations) == {"waist": -10}
    said = next(note for note in pattern.notes if note.code == "alteration.unnamed")
    assert said.params == {"garment": "straight-skirt", "names": ["waist"]}
    assert not any("measurement file" in note for note in pattern.for_cutting().notes)


def test_what_was_pinned_on_another_garment_is_refused_with_the_way_to_say_so():
    read = mtm.read_body(file_of(alter={"waist": -1, "sleeve": {"left": .5}}))
    with pytest.raises(mtm.OptionError) as caught:
        mtm.draft("straight-skirt", read, estimates=True)
    problem, = caught.value.problems
    assert (problem.code, problem.where) == ("alteration.unknown", "/alter/sleeve")
    assert "name that one: `alter: {shirt: {sleeve: ...}}`" in problem.hint


@pytest.mark.parametrize(("alter", "code", "hint"), [
    ({"straight-skrit": {"waist": -1}}, "measurement.alter", "Did you mean straight-skirt?"),
    ({"straight-skirt": {"waits": -1}}, "alteration.unknown", "Did you mean waist?"),
    ({"waist": {"deep": -1}}, "measurement.alter", "left: 5")])
def test_misspelt_garments_and_measures(alter, code, hint):
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft("straight-skirt", mtm.read_body(file_of(alter=alter)), estimates=True)
    assert [(each.code, hint in each.hint) for each in caught.value.problems] == [(code, True)]


def test_what_is_asked_of_the_draft_goes_before_the_file():
    read = mtm.read_body(file_of(alter=NAMED, garment={"straight-skirt": {"length": 60}}))
    pattern = mtm.draft("straight-skirt", read, alterations={"waist": 5}, estimates=True)
    assert dict(pattern.alterations) == {"waist": 5}


@pytest.mark.parametrize("named", [True, False])
def test_what_is_asked_for_otherwise_is_used_and_said(named):
    source = file_of(alter={"straight-skirt": {"waist": -1}} if named else {"waist": -1}, garment={"length": 60})
    asked = {"alterations": {"waist": 5}, "garment": {"length": 600}}
    pattern = mtm.draft("straight-skirt", mtm.read_body(source), estimates=True, **asked)
    assert dict(pattern.alterations) == {"waist": 5}
    order = mtm.read_order({"order": "7", "template": "straight-skirt", "estimates": True, "measurements": source,
                            **asked})
    for said in ([each.text for each in pattern.notes if each.params.get("code") == "alteration.replaced"],
                 [each.message for each in order.remarks if each.code == "alteration.replaced"]):
        [text] = said
        assert "waist 0.5 cm was asked for and is used, instead of -1 cm in the measurement file" in text
