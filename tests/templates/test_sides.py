"""Left and right that differ, and alterations of one side."""

from __future__ import annotations

import pytest

import mtmpattern as mtm
from mtmpattern.drafting import drafted
from mtmpattern.pattern.audit import audit
from tests.templates.people import changed, made, part, person


def shapes(pattern):
    """What is cut, without names: lines, notches and drills of every part by its id."""
    def notches(part):
        return [(*(round(mm, 9) for mm in (n.at.x, n.at.y, n.on_cut.x, n.on_cut.y, n.direction)), n.depth)
                for n in part.notches]
    return {each.id: ([edge.sewn for edge in each.sewn], each.cut, notches(each), each.drills, each.lines, each.grain)
            for each in pattern.for_cutting().parts}


def moved(before, after):
    ours, theirs = shapes(before), shapes(after)
    assert set(ours) == set(theirs)
    return {each for each in ours if ours[each] != theirs[each]}


@pytest.mark.parametrize("measure", ["sleeve", "upper_arm"])
@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("name", ["ana", "tariq"])
def test_an_alteration_of_one_sleeve_moves_only_that_sleeve(measure, side, name):
    before = made("crew-tee", name)
    after = drafted("crew-tee", person(name), alterations={measure: {side: 5}})
    assert moved(before, after) == {f"sleeve.{side}.shell.1"}
    assert audit(after) == ()
    assert after.digest != before.digest
    asked = before.finished[measure]
    was = asked if isinstance(asked, float) else asked[side]
    assert after.finished[measure][side] == pytest.approx(was + 5, abs=0.01)


@pytest.mark.parametrize("mm", [-8, 14])         # at -10 the hip is 2 mm wider, for the room that the belly needs
def test_an_altered_waist_moves_the_waist_and_leaves_hip_and_length(mm):
    before, after = made("straight-skirt", "ana"), drafted("straight-skirt", person("ana"), alterations={"waist": mm})
    assert audit(after) == ()
    assert after.finished["waist"] == pytest.approx(before.finished["waist"] + mm, abs=0.01)
    for name in ("hip", "length"):
        assert after.finished[name] == pytest.approx(before.finished[name], abs=0.01)


def test_sides_that_differ_give_two_sleeves_that_still_join():
    pattern = made("crew-tee", "tariq")
    left, right = (part(pattern, f"sleeve.{side}.shell.1") for side in ("left", "right"))
    assert abs(left.bounds[3] - left.bounds[1] - right.bounds[3] + right.bounds[1]) > 1
    front = pattern.piece("front")
    assert front.armhole.length != pytest.approx(front.other_side().armhole.length, abs=0.1)
    assert front.info.edges["centre"] == front.other_side().info.edges["centre"]
    assert audit(pattern) == ()


@pytest.mark.parametrize("lined", [False, True])
@pytest.mark.parametrize("hips", [(190, 222), (215, 216), (240, 180)])
@pytest.mark.parametrize("name", ["ana", "rosa", "otto", "lia", "tariq"])
def test_a_skirt_for_uneven_hips(name, hips, lined):
    pattern = drafted("straight-skirt", changed(name, waist_to_hip=hips), lined=lined)
    assert audit(pattern) == ()
    if name != "otto":                                               # his skirt hangs straight from the waist
        assert pattern.piece("back").side.length != pattern.piece("back").other_side().side.length


@pytest.mark.parametrize(("template", "name"), [("straight-skirt", "waist"), ("crew-tee", "chest")])
def test_a_one_sided_alteration_of_a_girth_is_refused(template, name):
    with pytest.raises(mtm.OptionError) as caught:
        mtm.draft(template, person("ana"), alterations={name: {"left": 6}})
    assert caught.value.code == "alteration.side"


@pytest.mark.parametrize("template", mtm.template_names())
def test_both_sides_are_sewn_from_the_same_place(template):
    """A ring, as a binding on an armhole, is begun at the same seam on the left and on the right."""
    pattern = made(template, "ana")

    def as_drawn(walk):
        for span in walk:
            edge = pattern.sewing.parts.edge(span.part, span.edge)
            name = span.edge.removeprefix("left ").removeprefix("right ")
            yield edge.piece.info.name, name, span.reversed != edge.forward

    sides = {}
    for seam in pattern.seams:
        if seam.kind == "sewn" and len(seam.second) > 1:
            sides.setdefault((seam.step, seam.layer), []).append((*as_drawn(seam.first), "to", *as_drawn(seam.second)))
    assert all(seams[0] == seams[1] for seams in sides.values() if len(seams) == 2)
