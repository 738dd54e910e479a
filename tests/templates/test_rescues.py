"""Where the construction gives way for a body, by how much, and what it says."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.pattern.audit import audit
from tests.templates.people import PEOPLE, changed, made, must_refuse_to_read_unasked


def test_nobody_who_is_shipped_needs_one():
    for name in PEOPLE:
        assert made("crew-tee", name).rescues == ()
        assert made("straight-skirt", name).rescues == ()


def test_a_thick_arm_deepens_the_armhole_and_needs_no_rescue():
    plain, pattern = made("crew-tee", "ana"), drafted("crew-tee", changed("ana", upper_arm_girth=340))
    assert pattern.rescues == ()
    level = {each: made_.piece("front").info.edges["armhole"].start.y
             for each, made_ in (("before", plain), ("after", pattern))}
    assert 20 <= level["before"] - level["after"] <= 66
    armholes = pattern.piece("front").armhole.length + pattern.piece("back").armhole.length
    assert (340 + 65) / armholes == pytest.approx(.79, abs=1e-6)
    assert audit(pattern) == ()


def test_one_thick_arm_widens_one_sleeve():
    pattern = drafted("crew-tee", changed("ana", upper_arm_girth=(300, 395)))
    assert pattern.rescues == ()
    assert [pattern.finished["upper_arm"][side] for side in ("left", "right")] == pytest.approx([387.5, 460], abs=.1)
    assert audit(pattern) == ()


def test_a_very_thick_arm_gets_less_room():
    note, = drafted("crew-tee", changed("ana", upper_arm_girth=425)).rescues
    assert note.text == "sleeve narrower because its armhole cannot be deeper"
    assert 3 <= note.mm <= 10


def test_an_arm_that_no_sleeve_takes_is_refused_in_words():
    with pytest.raises(mtm.PatternRefused) as refused:
        mtm.draft("crew-tee", changed("ana", upper_arm_girth=460))
    problem, = refused.value.problems
    assert (problem.code, problem.where) == ("wear.girth", "upper arm")
    assert "the body 460 mm" in problem.message


def test_a_big_head_widens_the_neckline():
    plain, pattern = made("crew-tee", "mei"), drafted("crew-tee", changed("mei", head_girth=640), band_ratio=72)
    note, = pattern.rescues
    assert str(note) == f"neckline widened at each side so that the head goes through: {note.mm:.1f} mm"
    necks = [each.piece("front").info.edges["neckline"].start.x for each in (plain, pattern)]
    assert necks[1] - necks[0] == pytest.approx(note.mm)
    assert audit(pattern) == ()


def test_a_head_that_no_neckline_passes_is_refused_in_words():
    with pytest.raises(mtm.SolveError, match="neckline for the head"):
        mtm.draft("crew-tee", changed("mei", head_girth=900))


@pytest.mark.parametrize(("template", "options"), [("crew-tee", {}), ("straight-skirt", {"pockets": True})])
def test_a_template_that_reads_another_measure_fails(template, options):
    must_refuse_to_read_unasked(template, **options)
