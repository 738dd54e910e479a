"""Files in other encodings, and letters that nobody sees: read as the person sees them, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtmpattern.body.forms.columns import read_columns
from mtmpattern.body.reader import read_bodies, read_body
from mtmpattern.documents import read_document
from mtmpattern.errors import FileFormatError
from mtmpattern.orders.order_source import raw_orders
from mtmpattern.units import length

YAML = "unit: cm\nsex: female\nmeasurements:\n  height: 168\n  chest: 92.5\n"
JSON = '{"unit": "cm", "measurements": {"height": 168, "chest": 92.5}}'
TABLE = "id\theight [cm]\tchest [cm]\n7\t168\t92,5\n"
XML = ('<?xml version="1.0" encoding="{}"?><vit><version>0.3.3</version><notes>Иванова</notes><unit>cm</unit>'
       '<body-measurements><m name="height" value="168"/><m name="bust_circ" value="92.5"/></body-measurements></vit>')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(("name", "text"), [
    ("a.yaml", YAML), ("a.json", JSON), ("a.txt", TABLE), ("a.csv", TABLE), ("a.vit", XML.format("UTF-16"))])
def test_the_first_bytes_of_any_file_say_its_encoding(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    body = read_body(path)
    assert (body.height, body.chest_girth) == (1680, 925)


def test_bytes_and_tables_of_orders_too(tmp_path: Path) -> None:
    assert read_body(YAML.encode("utf-16")).height == 1680
    path = tmp_path / "orders.csv"
    path.write_bytes("order\ttemplate\theight [cm]\n1042\tcrew-tee\t168\n".encode("utf-16"))
    [order] = raw_orders(path)
    assert order.content == {"order": "1042", "template": "crew-tee",
                             "measurements": {"measurements": {"height": "168 cm"}}}
    path = tmp_path / "order.json"
    path.write_bytes('{"order": "1042"}'.encode("utf-16"))
    assert [each.content for each in raw_orders(path)] == ['{"order": "1042"}']


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "ISO-8859-5", "UTF-8"])
def test_xml_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    assert read_body(XML.format(encoding).encode(encoding)).chest_girth == 925


@pytest.mark.parametrize(("data", "line"), [
    (YAML.encode("utf-16")[:-1], 5), (XML.format("base64").encode("cp1251"), 1),
    (XML.format("no-1").encode("cp1251"), 1), (b"\xff\xfe\x00\xd8u\x00", 1)])
def test_what_cannot_be_decoded_is_refused_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(FileFormatError) as caught:
        read_body(data)
    assert (caught.value.code, caught.value.problems[0].line) == ("file.encoding", line)


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u202d", "\u200e"])
def test_marks_without_a_width_are_passed_over(mark: str) -> None:
    for text in (f"{mark}unit{mark}: cm{mark}\nmeasurements:\n  {mark}chest{mark}: 9{mark}2.5{mark}\n",
                 f"id,che{mark}st [cm]{mark}\n7,92{mark}.5\n",
                 f"measure,value,unit\n{mark}chest,{mark}92.5,cm{mark}\n"):
        assert read_body(text).chest_girth == 925
    assert read_body({"unit": f"cm{mark}", "measurements": {f"chest{mark}": f"{mark}92.5"}}).chest_girth == 925
    assert length(f"92{mark}.5{mark} cm") == 925


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u3000", "\u2003"])
def test_every_blank_is_a_blank(blank: str) -> None:
    for text in (f"unit:{blank}cm\nmeasurements:\n{blank}{blank}chest:{blank}92.5{blank}cm\n",
                 f"id,chest{blank}[cm]\n7,{blank}92.5\n"):
        assert read_body(text).chest_girth == 925
    [(number, _)] = read_bodies(f"id,chest [cm]\n7{blank},92.5\n")
    assert number == "7"
    assert read_columns(f"columns:\n{blank}Brust: chest\n").columns == {"Brust": "chest"}


@pytest.mark.parametrize(("text", "name", "column"), [
    ('{\u00a0"unit": "cm"}', "no-break space", 2), ('{"unit":\u200b"cm"}', "zero width space", 9)])
def test_json_names_what_nobody_sees(text: str, name: str, column: int) -> None:
    with pytest.raises(FileFormatError, match=f"Delete the {name} there") as caught:
        read_document(text, what="order")
    assert caught.value.problems[0].column == column


def test_places_are_those_that_people_see() -> None:
    with pytest.raises(FileFormatError) as caught:
        read_document("a: 1\n\u200bb:\u00a0*x\n", what="order")
    assert (caught.value.problems[0].line, caught.value.problems[0].column) == (2, 4)
