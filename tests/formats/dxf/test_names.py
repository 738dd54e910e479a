"""Names that every CAD takes, whatever a part is called."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.formats.dxf.tags import block_name, piece_names, size_name
from mtmpattern.formats.text import seven_bit, slug


def test_a_name_is_the_id_in_capitals():
    assert piece_names(["sleeve.left.shell.1"], "M") == {"sleeve.left.shell.1": "SLEEVE-LEFT-SHELL-1"}


def test_a_long_one_abbreviates_side_and_cloth_and_keeps_the_beginnings_of_its_words():
    names = piece_names(["waistband_facing.left.fusible.1", "waistband_facing.left.fusible.2"], "M")
    assert list(names.values()) == ["WAISTBAND_FAC-L-FU-1", "WAISTBAND_FAC-L-FU-2"]


def test_a_long_size_leaves_less_for_the_piece():
    assert size_name("MTM-1DB4EDEE or so") == "MTM-1DB4EDEE"
    assert piece_names(["sleeve.left.shell.1"], "MTM-1DB4EDEE") == {"sleeve.left.shell.1": "SLEEVE-L-SHELL-1"}


def test_names_that_become_equal_get_numbers():
    assert list(piece_names(["é.1", "e.1", "E.1"], "M").values()) == ["E-1", "E-1$2", "E-1$3"]


@given(st.lists(st.text(max_size=60), unique=True, max_size=40), st.text(max_size=30))
def test_names_are_short_plain_and_unique(ids, size):
    names = piece_names(ids, size_name(size))
    written = [block_name(name, size_name(size)) for name in names.values()]
    assert list(names) == ids
    assert len(set(written)) == len(ids)
    for name in written:
        assert re.fullmatch(r"[A-Z0-9_$-]{1,31}", name)


@given(st.text())
def test_text_becomes_seven_bits(text):
    assert re.fullmatch(r"[ -~]*", seven_bit(text))
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?", slug(text, "pattern"))


def test_letters_keep_their_sense():
    assert seven_bit("Größe „Ærø“ Łódź 1½") == 'Grosse "AEro" Lodz 1 1/2'
    assert seven_bit("Спинка 背中 \u0ead") == "Spinka BeiZhong ?"
    assert slug("../../Crew Tee\n", "x") == "crew-tee"
