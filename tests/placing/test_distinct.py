"""Each distinct piece once: what is cut alike, or mirrored, is one drawing with the ids of all."""

from __future__ import annotations

from dataclasses import replace

import pytest

import mtmpattern as mtm
from mtmpattern.formats.label import cut_sentence, label_lines, part_count
from mtmpattern.geometry import TURNED_OVER, Affine
from mtmpattern.placing.distinct import alike, distinct, distinct_parts


@pytest.fixture(scope="module")
def tee():
    return mtm.draft("crew-tee", mtm.read_body("ana")).for_cutting()


def test_sleeves_are_one_drawing(tee):
    once = distinct(tee)
    assert [part.id for part in once.parts] == ["front.shell.1", "back.shell.1", "sleeve.left.shell.1",
                                                "neckband.rib.1"]
    sleeve = once.part("sleeve.left.shell.1")
    assert sleeve.mirrored == ("sleeve.right.shell.1",) and sleeve.title == "sleeve" and part_count(once.parts) == 5
    assert cut_sentence(once, sleeve) == "cut 2, mirrored, in shell"
    assert "sleeve.left.shell.1, sleeve.right.shell.1" in label_lines(once, sleeve)


def test_copies_are_counted(tee):
    sleeve = tee.part("sleeve.left.shell.1")
    copies = [replace(sleeve, id=f"a{number}") for number in range(3)]
    turned = replace(sleeve.moved(TURNED_OVER), id="b").moved(Affine(e=500.0))
    (one,) = distinct_parts([*copies, turned])
    assert (one.same, one.mirrored, one.times) == (("a1", "a2"), ("b",), 4)
    assert cut_sentence(replace(tee, parts=(one,)), one) == "cut 4, 1 of them mirrored, in shell"
    (plain,) = distinct_parts(copies)
    assert cut_sentence(replace(tee, parts=(plain,)), plain) == "cut 3 in shell"


def test_a_part_with_another_mark_is_another_piece(tee):
    sleeve = tee.part("sleeve.left.shell.1")
    bare = replace(sleeve, id="bare", notches=sleeve.notches[1:])
    assert len(distinct_parts([sleeve, bare])) == 2
    assert not alike(sleeve, tee.part("front.shell.1"), turned=False)
