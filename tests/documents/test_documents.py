"""The one reader of YAML and JSON: places are right, values stay as typed, and traps are refused with their line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.documents import Faults, read_document, write_yaml
from mtmpattern.errors import FileFormatError, MeasurementError

YAML = """\
name: ana     # a comment
sizes:
  chest: 34,5
  "waist": "010"
  arm: {left: 1e3, right: no}
  empty:
  marks:
    - 12:30
    - 5'10"
"""


def test_every_value_knows_its_place_and_stays_as_typed() -> None:
    sizes = read_document(YAML, what="file").mapping()["sizes"].mapping()
    chest, waist, right = sizes["chest"], sizes["waist"], sizes["arm"].mapping()["right"]
    assert (chest.text(), chest.line, chest.column, chest.key_line, chest.key_column) == ("34,5", 3, 10, 3, 3)
    assert (waist.text(), waist.quoted, chest.quoted) == ("010", True, False)
    assert (right.text(), right.path, right.line, right.column) == ("no", "sizes.arm.right", 5, 27)
    assert sizes["empty"].empty
    assert [(node.text(), node.path, node.line) for node in sizes["marks"].sequence()] == [
        ("12:30", "sizes.marks[0]", 8), ("5'10\"", "sizes.marks[1]", 9)]


def test_json_has_places_too_and_needs_no_yaml_reader() -> None:
    text = '{\n\t"a": 1.50,\n\t"b": ["x\\u00e9", true, null]}'
    top = read_document(text, what="file").mapping()
    assert (top["a"].text(), top["a"].line, top["a"].column) == ("1.50", 2, 7)
    assert [node.text() for node in top["b"].sequence()[:2]] == ["xé", "true"]
    assert top["b"].sequence()[2].empty
    code = ("import sys; from mtmpattern.documents import read_document; read_document('{}', what='x');"
            "sys.exit('ruamel.yaml' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_dict_is_a_document_without_lines() -> None:
    top = read_document({"a": {"b": 1.5, "c": [True, None]}}, what="file").mapping()
    assert top["a"].mapping()["b"].number() == 1.5
    assert top["a"].mapping()["b"].path == "a.b"
    assert top["a"].plain() == {"b": 1.5, "c": [True, None]}


@pytest.mark.parametrize(("text", "code", "line"), [
    ("a: 1\nb: 2\na: 3\n", "file.duplicate", 3),
    ("a: 1\n'a': 3\n", "file.duplicate", 2),
    ('{"a": 1,\n "a": 2}', "file.duplicate", 2),
    ("a: !!python/object/apply:os.system [ls]\n", "file.tag", 1),
    ("a: 1\nb: !foo 2\n", "file.tag", 2),
    ("a: &x 1\nb: *x\n", "file.alias", 1),
    ("a: &a [*a]\n", "file.alias", 1),
    ("b: 1\n*x : 2\n", "file.alias", 2),
    ("a: 1\n---\nb: 2\n", "file.syntax", 2),
    ("a:\n\t- b\n", "file.syntax", 2),
    ("a: 1\n  b: 2\n", "file.syntax", 2),
    ("a: 'x\n", "file.syntax", 2),
    ("a: [1\n", "file.syntax", 2),
    ("? [a]\n: 1\n", "file.syntax", 1),
    ('a: "\\UFFFFFFFF"\n', "file.syntax", 1),
    ('{"a": NaN}', "file.syntax", 1),
    ('{"a": 1,\n "b": [NaN]}', "file.syntax", 2),
    ('{"a": 1,\n "b": "x\ty\n"}', "file.syntax", 2),
    ('{"' + "n" * 201 + '": 1}', "file.large", 1),
    ("n" * 201 + ": 1", "file.large", 1),
    ('{"a":' + '"\\"' * 200_000, "file.syntax", 1),
    ('{"a": -Infinity}', "file.syntax", 1),
    ('{"a": 1,}', "file.syntax", 1),
    ('{"a": 1', "file.syntax", 1),
    ('{"a": 1} x', "file.syntax", 1),
    ('{"a": 01}', "file.syntax", 1),
    ('{"a":\n "\\q"}', "file.syntax", 2),
    ('{"a" 1}', "file.syntax", 1),
    ('{"a": [1 2]}', "file.syntax", 1),
    ('{"a": 1]', "file.syntax", 1),
    ("a: " + "[" * 200 + "\n", "file.deep", 1),
    ('{"a":' + "[" * 200, "file.deep", 1),
    ("\n".join(f"k{n}: 1" for n in range(26_000)), "file.large", 25_000),
    ("", "file.empty", None), ("  \n", "file.empty", None), ("# only this\n", "file.empty", 1),
    ("~\n", "file.empty", 1),
    ("- 1\n", "file.type", 1), ("[1]", "file.type", 1), ("word\n", "file.type", 1), ('["a"]', "file.type", 1),
    (b"a: \xff\n", "file.encoding", 1), (b"a: 1\nb: \x00\n", "file.binary", 2),
    (b"\x89PNG\r\n\x1a\n", "file.kind", None), (b"\x89PNX\r\n", "file.encoding", 1),
    ("a: \x07\n", "file.binary", 1), (b"a: 1\n" * 250_000, "file.large", None),
    ({"a": {1: 2}}, "file.type", None), (5, "file.type", None), (None, "file.type", None),
], ids=lambda value: ascii(value)[:24])
def test_refuses_with_code_and_line(text: object, code: str, line: int | None) -> None:
    with pytest.raises(FileFormatError) as caught:
        read_document(text, what="measurement file")  # type: ignore[arg-type]
    assert len(caught.value.problems) == 1
    assert (caught.value.code, caught.value.problems[0].line) == (code, line)


@pytest.mark.parametrize(("text", "words"), [
    ("a:\n\tb: 1\n", r"found character '\t' that cannot start any token. Indent with spaces, not tabs."),
    ("a: [1\n", "expected ',' or ']', but got '<stream end>'"), ("a: *Anna\n", "aliases"),
    ("'Anna Müller' x: 1\n", "expected"),
])
def test_faults_of_yaml_quote_marks_and_never_words(text: str, words: str) -> None:
    with pytest.raises(FileFormatError) as caught:
        read_document(text, what="measurement file")
    assert words in str(caught.value)
    assert "Anna" not in str(caught.value)


@pytest.mark.parametrize(("text", "column", "words"), [
    ('{"a": 1,}', 9, "Remove the comma"), ('{"a" 1}', 6, "':'"), ("[1 2]", 4, "','"),
    ('{"a": Ana}', 7, "double quotes"),
    ('{"a": NaN}', 7, "leave the value out"), ('{"a": 1', 8, "complete"), ('{"a": \'1\'}', 7, "double quotes"),
    ('{"a": 1} x', 10, "extra data"), ('{"a": 1,\n  "a": 2}', 3, "line 1 and on line 2"),
])
def test_faults_of_json_have_their_column_and_a_repair_without_the_text(text: str, column: int, words: str) -> None:
    with pytest.raises(FileFormatError) as caught:
        read_document(text, what="file", top="sequence" if text.startswith("[") else "mapping")
    [problem] = caught.value.problems
    assert problem.column == column
    assert words in f"{problem.message} {problem.hint}"
    assert "Ana" not in str(problem)


@pytest.mark.parametrize(("text", "value"), [
    ("1e3", 1000), ("-1.5E+02", -150), (".5", 0.5), ("5.", 5), ("+2", 2), ("1e-300", 1e-300), ("1e9999", None),
    ("9e99999999", None), ("1e-999999999", None), ("9" * 401, None), ("1e400", None), ("1/3", None), ("1_0", None),
    ("0x10", None), (".", None), ("e5", None), ("", None), ("\u0661", None),
])
def test_numbers_are_read_or_refused_whatever_their_size(text: str, value: float | None) -> None:
    node = read_document({"n": text or None}, what="file").mapping()["n"]
    if value is None:
        with pytest.raises(FileFormatError, match=r"file\.type"):
            node.number()
    else:
        assert node.number() == value


def test_a_dict_that_holds_itself_is_refused() -> None:
    endless: dict[str, object] = {}
    endless["a"] = endless["b"] = endless
    with pytest.raises(FileFormatError, match="nested"):
        read_document(endless, what="file")


def test_duplicates_name_both_lines_and_the_rest_is_read_on() -> None:
    faults = Faults()
    top = read_document("a: 1\nb: 2\na: 3\nb: 4\n", what="file", faults=faults)
    assert top.plain() == {"a": "1", "b": "2"}
    assert [problem.line for problem in faults.problems] == [3, 4]
    assert "line 1 and on line 3" in faults.problems[0].message
    with pytest.raises(MeasurementError, match=r"file\.duplicate"):
        faults.check(MeasurementError)


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.svg", b"<svg/>", "file.type"), ("a.json", b"a: 1\n", "file.syntax"), ("a.yaml", b"a: [\n", "file.syntax"),
    ("a.yaml", b"", "file.empty"), ("a.yaml", b"x" * 1_000_001, "file.large"), ("a.json", b'{"a": NaN}', "file.syntax"),
])
def test_files_are_named_in_their_faults(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileFormatError) as caught:
        read_document(tmp_path / name, what="file")
    assert (caught.value.code, caught.value.problems[0].file) == (code, name)


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.yaml", "file.missing"), (tmp_path, "file.type"),
                       (Path("x" * 5000), "file.unreadable"), (Path("a\0b"), "file.unreadable"),
                       ("no.yaml", "file.text"), (str(tmp_path), "file.text")):
        with pytest.raises(FileFormatError) as caught:
            read_document(path, what="file")
        assert caught.value.code == code


def test_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.YAML"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read_document(path, what="file").plain() == {"a": "1", "b": "2"}


def test_typed_values_say_what_they_wanted() -> None:
    top = read_document("n: 1,5\nw: 2.5\nf: maybe\nl: [1]\nq: '3'\ninf: inf\nx: 1_0\n", what="file").mapping()
    assert top["n"].number() == 1.5
    for name, read in (("w", "whole"), ("f", "flag"), ("l", "text"), ("q", "number"), ("inf", "number"),
                       ("n", "mapping"), ("x", "number"), ("f", "sequence")):
        with pytest.raises(FileFormatError) as caught:
            getattr(top[name], read)()
        assert caught.value.where == f"/{name}"
        assert caught.value.problems[0].line


def test_flags_and_whole_numbers() -> None:
    top = read_document({"yes": "Yes", "no": False, "count": 3}, what="file").mapping()
    assert (top["yes"].flag(), top["no"].flag(), top["count"].whole()) == (True, False, 3)
    with pytest.raises(FileFormatError, match=r"file\.type"):
        top["no"].number()


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=9)
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS


@given(st.recursive(VALUES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
                    max_leaves=12))
def test_whatever_json_writes_is_read(value: object) -> None:
    def typed(item: object) -> object:
        if isinstance(item, dict):
            return {key: typed(each) for key, each in item.items()}
        if isinstance(item, list):
            return [typed(each) for each in item]
        return item if item is None or isinstance(item, str) else json.dumps(item)

    text = json.dumps({"top": value}, ensure_ascii=False, indent=1)
    assert read_document(text, what="file").plain() == {"top": typed(value)}


def test_written_yaml_reads_back() -> None:
    data = {"unit": "mm", "measurements": {"chest_girth": 925, "arm_length": {"left": 58.5, "right": 59}}}
    text = write_yaml(data)
    assert text == write_yaml(data)
    assert read_document(text, what="file").plain() == {
        "unit": "mm", "measurements": {"chest_girth": "925", "arm_length": {"left": "58.5", "right": "59"}}}
