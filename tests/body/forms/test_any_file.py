"""Whatever is in a file, reading it ends in a body or in an error of ours, with bounded work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.body import Body
from mtmpattern.body.catalogue import CATALOGUE
from mtmpattern.body.forms.form import Pick
from mtmpattern.body.forms.writer import write_body
from mtmpattern.body.reader import read_body
from mtmpattern.documents import Text
from mtmpattern.errors import MtmError
from tests.body.forms.foreign_files import BREAKS, FREESEWING, GARMENTCODE, NEW, OLD
from tests.effort import counted_calls

PEOPLE = Body.of({name: 0.55 * entry.adult[0] + 0.45 * entry.adult[1] for name, entry in CATALOGUE.items()})
FILES = {"smis": write_body(PEOPLE, "seamly").text, "vit": write_body(PEOPLE, "valentina").text, "old": OLD,
         "breaks": BREAKS, "new": NEW, "freesewing": FREESEWING, "garmentcode": GARMENTCODE,
         "short": '<vit><unit>cm</unit><body-measurements><m name="height" value="(2*@a)"/><m name="@a" value="84"/>'
                  "</body-measurements></vit>"}
FORM = {"freesewing": "freesewing", "garmentcode": "garmentcode"}
MOST_CALLS = 1_000_000


def reads_or_refuses(source: bytes, form: str = "", pick: Pick | None = None) -> None:
    with counted_calls() as effort:
        try:
            read_body(source, form=form, pick=pick)
        except MtmError as error:
            assert error.problems
            assert len(str(error.problems[0])) < 2000
    assert effort.calls < MOST_CALLS


@pytest.mark.parametrize("form", ["", "seamly", "freesewing", "garmentcode"])
@given(st.one_of(st.text(max_size=200), st.text(alphabet="<>/=\"'&;#vitmsun nameuvlue0123456789.\n", max_size=200)))
def test_any_text(form: str, text: str) -> None:
    reads_or_refuses(text.encode("utf-8", "surrogatepass"), form)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    reads_or_refuses(data)
    reads_or_refuses(b"<smis>" + data)


@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_a_file_that_was_changed(name: str, data: st.DataObject) -> None:
    content = bytearray(FILES[name].encode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(["flip", "cut", "put", "line"])):
            case "flip":
                content[at] ^= 1 << data.draw(st.integers(0, 7))
            case "cut" if len(content) > 40:
                del content[at:at + data.draw(st.integers(1, 30))]
            case "put":
                content[at:at] = data.draw(st.sampled_from([
                    b"0", b"9" * 50, b"-", b"/0", b"&#10;", b"(", b"<m/>", b'"', b"<![CDATA[", b"1e9", b"@a", b"\xff",
                    b"height", "М".encode(), b"{", b": ", b"\n", b"inf", b"nan", b"^9^9^9"]))
            case _:
                lines = content.splitlines(keepends=True)
                lines.insert(data.draw(st.integers(0, len(lines))), data.draw(st.sampled_from(lines)))
                content = bytearray(b"".join(lines))
    reads_or_refuses(bytes(content), FORM.get(name, ""))


@given(st.text(max_size=40).filter(lambda word: "<" not in word and "&" not in word and '"' not in word))
def test_any_formula(formula: str) -> None:
    reads_or_refuses(FILES["short"].replace("(2*@a)", formula).encode("utf-8", "surrogatepass"))


@given(st.text(max_size=12), st.text(max_size=12), st.dictionaries(st.sampled_from(["height", "@x", "", "bust_circ"]),
                                                                 st.text(max_size=20), max_size=3))
def test_any_choice(size: str, height: str, columns: dict[str, str]) -> None:
    for name in ("old", "new", "short", "freesewing", "garmentcode"):
        reads_or_refuses(FILES[name].encode(), pick=Pick(size=size, height=height, columns=columns))


@pytest.mark.parametrize("form", ["freesewing", "garmentcode"])
@given(data=st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=20)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["body", "measurements", "measies", "chest", "height", "head_l", "bust", "back_width", "name",
                         "units", "left", "right", "bustFront"]), inner, max_size=5), max_leaves=12))
def test_any_tree(form: str, data: object) -> None:
    try:
        read_body(data if isinstance(data, dict) else {"measurements": data}, form=form)
    except MtmError as error:
        assert error.problems


def test_a_text_with_half_a_letter() -> None:
    with pytest.raises(MtmError):
        read_body(Text("<smis>\ud800</smis>"))  # type: ignore[arg-type]
