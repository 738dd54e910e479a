"""Letters beyond ASCII in the code page in which they make sense; valid UTF-8 is UTF-8."""

from __future__ import annotations

import pytest

from mtmpattern.reading.source import OpenedFile

WORDS = [("前片\n后片", "gbk"), ("圆摆", "gbk"), ("前片\n後片", "big5"), ("前身頃\n衿", "shift_jis"),
         ("ポケット", "cp932"),
         ("앞판\n뒤판", "euc-kr"), ("Спинка\nПеред", "cp1251"), ("СПИНКА", "cp1251"), ("Клапан", "cp1251"),
         ("Ärmel\nRückenteil", "cp1252"), ("élevé côté dos", "cp1252"), ("Ø20 Bånd", "cp1252"), ("后片", "utf-8"),
         ("前片", "gbk"), ("Žlutý kůň", "utf-8")]


@pytest.mark.parametrize(("text", "page"), WORDS)
def test_names_of_pieces(text, page):
    assert OpenedFile(f"Piece Name: {text}".encode(page)).text == f"Piece Name: {text}"


def test_a_stated_code_page_is_believed_where_the_letters_are_not_those_of_another():
    head = b"9\n$DWGCODEPAGE\n3\nANSI_%s\n"
    assert OpenedFile(head % b"1250" + "límec ů".encode("cp1250")).text.endswith("límec ů")
    assert OpenedFile(head % b"1252" + "前片".encode("gbk")).text.endswith("前片")
    assert OpenedFile(head % b"1252" + "Ärmel".encode("cp1252")).text.endswith("Ärmel")
