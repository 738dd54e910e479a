from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.errors import FileFormatError
from mtmpattern.knitting.knitout import KnitoutLine, Needle, Operation, Program, Writer, read_knitout

EXAMPLE = """\
;!knitout-2
;;Machine: SWG091N2
;;Gauge: 15
;;Yarn-5: 50-50 Rust
;;Carriers: 1 2 3 4 5 6 7 8 9 10
;;Position: Right
inhook 5
tuck - f10 5
  knit + f-3 5 6 ; knit together
;note to self: a tuck here?
split + f3 b3 5 ;!source: helper.cpp -- do_knit().2
xfer fs3 b4
rack -1.75
stitch 2 -7.5
x-vis-color #ff00ff 5
pause
"""


def test_the_specifications_lines_are_read():
    program = read_knitout(EXAMPLE)
    assert program.header["Yarn-5"] == "50-50 Rust"
    operations = [line.operation for line in program.body]
    assert operations[1] == Operation("tuck", -1, Needle("f", 10), carriers=("5",))
    assert operations[2] == Operation("knit", 1, Needle("f", -3), carriers=("5", "6"))
    assert operations[3] is None
    assert operations[5] == Operation("xfer", 0, Needle("fs", 3), Needle("b", 4))
    assert operations[8] == Operation("x-vis-color", values=("#ff00ff", "5"))
    assert program.body[4].source == "helper.cpp -- do_knit().2"
    assert program.line_number(0) == 7
    assert program.operations == 9


def test_what_was_read_is_written_again():
    program = read_knitout(EXAMPLE)
    assert read_knitout(program.text()) == program


@pytest.mark.parametrize(("line", "words"), [
    ("knit f1 1", "not a direction"), ("knit * f1 1", "not a direction"), ("knit +- f1 1", "not a direction"),
    ("tuck + g1 1", "not a needle"), ("xfer f1", "needs a needle"), ("rack", "needs a number"),
    ("rack x", "not a number"), ("in", "needs a carrier"), ("drop f1 3", "does not take"),
    ("purl + f1 1", "not a knitout operation"),
    ("knit + f1 1 1", "twice"), ("knit + f1 1,2", "not a carrier"),
])
def test_a_line_that_is_no_knitout_is_named(line: str, words: str):
    with pytest.raises(FileFormatError, match=words) as error:
        read_knitout(f";!knitout-2\n;;Carriers: 1\nin 1\n{line}\n")
    assert error.value.problems[0].line == 4


def test_every_wrong_line_is_reported():
    with pytest.raises(FileFormatError) as error:
        read_knitout(";!knitout-2\nknit\nin 1\nrack\n\nfoo\n")
    assert [problem.line for problem in error.value.problems] == [2, 4, 6]


@pytest.mark.parametrize("text", ["knit + f1 1\n", ";!knitout\n", ";knitout-2\n", "{}\n"])
def test_other_text_is_no_knitout(text: str):
    with pytest.raises(FileFormatError, match="does not begin"):
        read_knitout(text)


needles = st.builds(Needle, st.sampled_from(["f", "b", "fs", "bs"]), st.integers(-500, 900))
carriers = st.lists(st.sampled_from(["1", "2", "A", "L1"]), unique=True).map(tuple)
some = st.lists(st.sampled_from(["1", "2", "A"]), min_size=1, unique=True).map(tuple)
operations = st.one_of(
    st.builds(Operation, st.sampled_from(["knit", "tuck", "miss"]), st.sampled_from([1, -1]), needles,
              carriers=carriers),
    st.builds(Operation, st.just("split"), st.sampled_from([1, -1]), needles, needles, carriers),
    st.builds(Operation, st.just("xfer"), st.just(0), needles, needles),
    st.builds(Operation, st.sampled_from(["drop", "amiss"]), st.just(0), needles),
    st.builds(Operation, st.sampled_from(["in", "out", "inhook", "outhook", "releasehook"]), carriers=some),
    st.builds(Operation, st.just("rack"), values=st.sampled_from(["0", "-1", "0.25", "3.5"]).map(lambda v: (v,))),
)
comments = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(KnitoutLine, st.none() | operations, comments), max_size=20), comments)
def test_any_program_survives_writing(lines: list[KnitoutLine], value: str):
    body = tuple(KnitoutLine(line.operation, line.comment.lstrip(";") if line.operation is None else line.comment)
                 for line in lines)
    program = Program((("Carriers", "1 2 A L1"), ("X-note", value)), body)
    assert read_knitout(program.text()) == program


def test_the_writer_repeats_no_racking_and_no_setting():
    writer = Writer((("Carriers", "1"),))
    writer.source("a  course\n1")
    writer.yarn("in", "1")
    writer.rack(0)
    writer.rack(1)
    writer.rack(1)
    writer.transfer("b", 3)
    writer.transfer("f", 4)
    writer.setting("x-speed-number", "3")
    writer.setting("x-speed-number", "3")
    assert writer.program().text().splitlines()[2:] == [
        "in 1 ;!source: a course 1", "rack 1", "xfer b3 f4", "xfer f4 b3", "x-speed-number 3"]
