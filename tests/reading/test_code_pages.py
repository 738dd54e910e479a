"""Letters beyond ASCII in the code page in which they make sense; valid UTF-8 is UTF-8."""

from __future__ import annotations

import codecs

import pytest

from mtmpattern.reading.code_pages import about_letters, code_page_of
from mtmpattern.reading.source import OpenedFile

WORDS = [("前片\n后片", "gbk"), ("圆摆", "gbk"), ("前片\n後片", "big5"), ("前身頃\n衿", "shift_jis"),
         ("ポケット", "cp932"),
         ("앞판\n뒤판", "euc-kr"), ("Спинка\nПеред", "cp1251"), ("СПИНКА", "cp1251"), ("Клапан", "cp1251"),
         ("Ärmel\nRückenteil", "cp1252"), ("élevé côté dos", "cp1252"), ("Ø20 Bånd", "cp1252"), ("后片", "utf-8"),
         ("前片", "gbk"), ("Žlutý kůň", "utf-8"), ("Přední díl", "cp1250"), ("Rękaw lewy", "cp1250"),
         ("Μπροστινό", "cp1253"), ("Ön parça ışık", "cp1254"), ("กระโปรง", "cp874"), ("שרוול", "cp1255"),
         ("Rankovė", "cp1257"), ("Rücken", "cp850"), ("Спинка", "cp866"), ("Přední", "cp852"), ("45°", "cp1252")]


@pytest.mark.parametrize(("text", "page"), WORDS)
def test_names_of_pieces(text, page):
    assert OpenedFile(f"Piece Name: {text}".encode(page)).text == f"Piece Name: {text}"


def test_a_stated_code_page_is_believed_where_the_letters_are_not_those_of_another():
    head = b"9\n$DWGCODEPAGE\n3\nANSI_%s\n"
    assert OpenedFile(head % b"1252" + "Przód".encode("cp1250")).text.endswith("Przód")
    assert OpenedFile(head % b"1250" + "límec ů".encode("cp1250")).text.endswith("límec ů")
    assert OpenedFile(head % b"1252" + "前片".encode("gbk")).text.endswith("前片")
    assert OpenedFile(head % b"1252" + "Ärmel".encode("cp1252")).text.endswith("Ärmel")


@pytest.mark.parametrize(("stated", "page"), [
    ("ANSI_1250", "cp1250"), ("dos852", "cp852"), ("ISO8859-2", "iso8859-2"), ("ansi_1253", "cp1253"), ("big5", "big5"),
    ("mac-roman", "mac_roman"), ("ANSI_1361", "johab"), ("gb2312", "gbk")])
def test_names_of_code_pages(stated, page):
    letters = b"\xb0\xa1" if page in {"johab", "gbk", "big5"} else "±".encode(page, "ignore") or b"\x82"
    read = code_page_of(f"9\n$DWGCODEPAGE\n3\n{stated}\n".encode() + letters)
    assert codecs.lookup(read.name) == codecs.lookup(page) and read.sure


@pytest.mark.parametrize(("data", "page"), [
    ("Kůň žlutý".encode("cp1250"), "cp1252"),               # no word of the trade: nothing shows what it is
    ("圆摆".encode("gbk"), "gbk"), ("Přední díl nahoř".encode()[:-1], "utf-8"),
    (b"$DWGCODEPAGE\n3\nANSI_1250\n" + "Спинка".encode("cp1251"), "cp1250")])
def test_letters_that_may_be_wrong_are_reported_with_an_example(data, page):
    (found,) = about_letters(data, code_page_of(data))
    assert found.code == "file.letters" and found.weight == "warning" and f"was read as {page}" in found.message
    data = "Přední díl".encode()
    assert not list(about_letters(data, code_page_of(data)))
