"""Notes of both sides of a garment."""

from __future__ import annotations

import mtmpattern as mtm


def test_what_both_sides_note_alike_is_noted_once_for_the_garment() -> None:
    measures = {"height": 168, "waist": 76, "hip": 100, "inside_leg": 79, "waist_to_hip": 20}
    plain, uneven = (mtm.draft("joggers", {"unit": "cm", "sex": "female", "measurements": {**measures, **knees}},
                               estimates=True) for knees in ({"knee": 37}, {"knee": {"left": 37, "right": 39}}))
    assert any("elastic" in note.text for note in plain.notes)
    assert [note for note in uneven.notes if note.code == "note"] == [n for n in plain.notes if n.code == "note"]


def test_what_one_side_notes_names_that_side() -> None:
    body = mtm.read_body({"unit": "cm", "sex": "female", "confirmed": ["upper_arm"], "measurements": {
        "height": 168, "chest": 100, "waist": 84, "hip": 106, "upper_arm": {"left": 40, "right": 27}}})
    (cap,) = [note for note in mtm.draft("crew-tee", body, estimates=True).notes if "short for this arm" in note.text]
    assert cap.side == "right"
