"""Garments that fit, in place of what is intended; estimates a template accepts or not; doubts as notes."""

from __future__ import annotations

import pytest

import mtmpattern as mtm

GIRTHS = {"height": 168, "chest": 92.5, "waist": 74.5, "hip": 99.5}


def body(**more: object) -> mtm.Body:
    return mtm.read_body({"sex": "female", "unit": "cm", "measurements": GIRTHS, **more})


def test_it_replaces_what_the_template_intends() -> None:
    pattern = mtm.draft("crew-tee", body(), garment={"chest": 1040, "length": 655})
    assert pattern.intended["chest"] == 1040
    assert pattern.finished["chest"] == pytest.approx(1040, abs=.5)
    assert pattern.finished["length"] == pytest.approx(655, abs=.5)
    assert pattern.digest != mtm.draft("crew-tee", body()).digest


def test_an_alteration_is_added_to_it() -> None:
    pattern = mtm.draft("crew-tee", body(), garment={"length": 655}, alterations={"length": 10})
    assert pattern.intended["length"] == 665


def test_one_side() -> None:
    pattern = mtm.draft("crew-tee", body(), garment={"sleeve": {"left": 230}})
    assert pattern.intended["sleeve"]["left"] == 230
    assert pattern.intended["sleeve"]["right"] == mtm.draft("crew-tee", body()).intended["sleeve"]


@pytest.mark.parametrize(("garment", "code"), [
    ({"chst": 1000}, "garment.unknown"), ({"chest": "wide"}, "garment.type"), ({"chest": -5}, "garment.range"),
    ({"chest": float("nan")}, "garment.type"), ({"chest": 9000}, "garment.range"),
    ({"chest": {"left": 500}}, "garment.side"), ({"sleeve": {"top": 200}}, "garment.side"), ("wide", "option.type"),
])
def test_wrong_ones_are_told(garment: object, code: str) -> None:
    with pytest.raises(mtm.OptionError) as caught:
        mtm.draft("crew-tee", body(), garment=garment)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert caught.value.hint


def test_a_garment_that_the_body_does_not_go_into_is_refused() -> None:
    with pytest.raises(mtm.MtmError) as caught:
        mtm.draft("crew-tee", body(), garment={"upper_arm": 240})
    assert caught.value.problems


def test_a_great_girth_is_not_estimated_unless_told_otherwise() -> None:
    few = mtm.read_body({"sex": "female", "unit": "cm", "measurements": {"height": 168, "weight": "63 kg"}})
    with pytest.raises(mtm.MeasurementError) as caught:
        mtm.draft("crew-tee", few)
    lacking = {problem.params["measure"] for problem in caught.value.problems}
    assert {"chest_girth", "hip_girth"} <= lacking
    assert all("give or take" in problem.hint for problem in caught.value.problems)
    pattern = mtm.draft("crew-tee", few, estimates=True)
    assert any("chest" in note.text and note.code == "estimated" for note in pattern.notes)


def test_a_doubt_goes_with_the_pattern_and_names_no_file(tmp_path) -> None:
    path = tmp_path / "petra.yaml"
    path.write_text("sex: female\nunit: cm\nmeasurements:\n" + "".join(
        f"  {name}: {value}\n" for name, value in {**GIRTHS, "neck_base": 49}.items()))
    notes = [note for note in mtm.draft("crew-tee", mtm.read_body(path)).notes if note.code == "measurements"]
    assert len(notes) == 1
    assert "neck_base 49 cm" in notes[0].text
    assert "petra" not in str(notes)
