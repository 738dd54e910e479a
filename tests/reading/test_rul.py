"""Rule tables in the forms of AccuMark, PolyPattern and OptiTex; what is refused, with its lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern.errors import FileFormatError, MtmError
from mtmpattern.reading import audit_rul, read_rul

ASTM = """ASTM/D13Proposal 1 Version: D 6673-04
AUTHOR: GERBER
CREATION DATE: 01-02-2020
UNITS: ENGLISH
GRADE RULE TABLE: LEGGING
NUMBER OF SIZES: 5
SIZE LIST:  XS S M L XL
SAMPLE SIZE: M
RULE: DELTA 1
    0.1817,   0.0130    0.0905,   0.0031    0.0000,   0.0000  -0.0900, -0.0030
    -0.1800, -.0060
RULE: DELTA 7
    0,0 0,0 0,0 0,0 0,0
END
"""
AAMA = """version ANSI/AAMA-292-B
AUTHOR: PolyPattern 11.0.1
UNITS: METRIC
GRADE RULE TABLE:837 CORS 194 VESTIT M3-4
SAMPLE SIZE:S
NUMBER OF SIZES:5
SIZE LIST:XS S M L XL
RULE: DELTA 18 0.00, 2.49 0.00, 0.00 -20.00, -2.49 -40.00, -4.99 -50.00, -7.48
END
"""


def test_the_form_of_astm_in_inches():
    rules = read_rul(ASTM)
    assert (rules.name, rules.sizes, rules.sample) == ("LEGGING", ("XS", "S", "M", "L", "XL"), "M")
    assert rules.scale == 25.4
    assert list(rules.rules) == [1, 7]
    assert rules.delta(1, "XS") == pytest.approx((4.61518, 0.3302))
    assert rules.delta(1, "XL") == pytest.approx((-4.572, -0.1524))
    assert rules.delta(7, "L") == (0, 0)


def test_the_form_of_aama_on_one_line():
    rules = read_rul(AAMA)
    assert rules.name == "837 CORS 194 VESTIT M3-4"
    assert rules.rules == {18: ((0, 2.49), (0, 0), (-20, -2.49), (-40, -4.99), (-50, -7.48))}
    assert rules.fields["author"] == "PolyPattern 11.0.1"


def test_the_habits_of_others():
    """A blank first line, another version line, one pair a line, no END, another order of the head."""
    pairs = "\n".join(("1.0, 2.0", "0.0, 0.0", "-1.0,-2.0"))
    rules = read_rul(f"\nANSI/AAMA VERSION: 1.0.0\nSIZE LIST: 8 10 12\nSAMPLE SIZE: 10\nUNITS: METRIC\n"
                     f"RULE:DELTA 3\n{pairs}\nrule: delta 4 {pairs}\n")
    assert rules.rules[3] == rules.rules[4] == ((1, 2), (0, 0), (-1, -2))


@pytest.mark.parametrize(("old", "new", "code", "line"), [
    ("0.0000,   0.0000", "0.1000,   0.0000", "rul.sample", 9),
    ("-0.1800, -.0060", "", "rul.count", 9),
    ("-0.1800, -.0060", "-0.1800, -.0060 1,1", "rul.count", 9),
    ("-0.1800, -.0060", "-0.1800 -.0060", "rul.number", 11),
    ("-0.1800, -.0060", "99999, 0", "rul.number", 9),
    ("NUMBER OF SIZES: 5", "NUMBER OF SIZES: 4", "rul.sizes", 6),
    ("SIZE LIST:  XS S M L XL", "SIZE LIST:  XS S M L L", "rul.sizes", 7),
    ("SIZE LIST:  XS S M L XL", "", "rul.sizes", None),
    ("SAMPLE SIZE: M", "SAMPLE SIZE: XXL", "rul.sizes", 8),
    ("UNITS: ENGLISH", "UNITS: ELLS", "rul.units", 4),
    ("UNITS: ENGLISH", "", "rul.units", None),
    ("RULE: DELTA 7", "RULE: DELTA 1", "rul.twice", 12),
    ("AUTHOR: GERBER", "hello there", "rul.syntax", 2),
])
def test_faults_are_told_with_their_lines(old, new, code, line):
    text = ASTM.replace(old, new, 1)
    with pytest.raises(FileFormatError) as caught:
        read_rul(text)
    assert (code, line) in [(problem.code, problem.line) for problem in caught.value.problems]
    assert audit_rul(text).faults


@pytest.mark.parametrize(("source", "code"), [
    (b"", "file.empty"), (b"\x00\x01", "file.binary"), (Path("no/such.rul"), "file.missing"),
    ("no/such.rul", "file.text"),
    (b"x" * 6_000_000, "file.large"),
    (b"hello: world\n", "rul.sizes"), (b"RULE: DELTA 1\n" * 9, "rul.twice"),
    (b"SIZE LIST: A\nSAMPLE SIZE: A\nUNITS: METRIC\n" + b"".join(b"RULE: DELTA %d 0,0\n" % n for n in range(30_000)),
     "rul.large"),
])
def test_what_is_no_table(source, code):
    with pytest.raises(FileFormatError) as caught:
        read_rul(source)
    assert code in {problem.code for problem in caught.value.problems}


@given(st.data())
def test_a_spoilt_table_raises_nothing_else(data):
    text = data.draw(st.sampled_from((ASTM, AAMA)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.text(max_size=6)) + text[at + data.draw(st.integers(0, 12)):]
    try:
        rules = read_rul(text + "\n")
    except MtmError:
        return
    assert all(len(deltas) == len(rules.sizes) for deltas in rules.rules.values())


HEAD = "UNITS: METRIC\nGRADE RULE TABLE: T\nNUMBER OF SIZES: 3\nSIZE LIST: S M L\nSAMPLE SIZE: M\n"


@pytest.mark.parametrize(("head", "rules", "last"), [
    (HEAD, "RULE: DELTA 1\n-1,0 0,0 1,2", (1.0, 2.0)), (HEAD, "RULE 1\n-1 0 0 0\n1 2", (1.0, 2.0)),
    (HEAD, "RULE:DELTA:1\n-1, 0, 0, 0, 1, 2", (1.0, 2.0)), (HEAD, "RULE: DELTA 1\n(-1,0) (0,0) (1,2)", (1.0, 2.0)),
    (HEAD, "RULE: DELTA 1\n-1,50 0,00 0,00 0,00 1,50 2,25", (1.5, 2.25)),      # decimal commas
    (HEAD, "RULE: DELTA 1\n-1,50; 0,00 0,00; 0,00 1,50; 2,25", (1.5, 2.25)),
    (HEAD, "RULE: DELTA 1 ; front neck\n-1.0e0,0 0,0 1,2e-1", (1.0, 0.2)), (HEAD, "RULE: DELTA 1\n-1\n0\n0\n0\n1\n2",
                                                                         (1.0, 2.0)),
    (HEAD.replace("S M L", "S M\n  L"), "RULE: DELTA 1\n-1,0 0,0 1,2", (1.0, 2.0)),
    (HEAD.replace("S M L", "10 R  12 R  14 R").replace(": M\n", ": 12 R\n"), "RULE: DELTA 1\n-1,0 0,0 1,2",
     (1.0, 2.0)),
    (HEAD.replace("SAMPLE", "BASE"), "RULE: DELTA 1\n-1,0 0,0 1,2", (1.0, 2.0))])
def test_variants_of_other_programs(head, rules, last):
    read = read_rul((head + rules + "\nEND\n").encode())
    first = -1.5 if last[0] == 1.5 else -1.0
    assert read.rules[1] == ((first, 0.0), (0.0, 0.0), pytest.approx(last))


def test_the_unit_of_a_table_can_be_said():
    table = (HEAD.replace("UNITS: METRIC\n", "") + "RULE: DELTA 1\n-1,0 0,0 1,2\nEND\n").encode()
    assert "rul.units" in audit_rul(table).codes
    assert read_rul(table, unit="cm").rules[1][2] == (10.0, 20.0)


def test_a_rule_with_a_name_is_refused_by_its_name():
    with pytest.raises(FileFormatError, match="FRONT1"):
        read_rul((HEAD + "RULE: DELTA FRONT1\n-1,0 0,0 1,2\nEND\n").encode())


@pytest.mark.parametrize(("change", "sizes", "scale"), [
    (("METRIC", "Metric (cm)"), "S M L", 10), (("METRIC", "ENGLISH (INCH)"), "S M L", 25.4),
    (("S M L", '"S" "M" "L"'), "S M L", 1), (("SIZE: M", "SIZE: m"), "S M L", 1), (("SIZE: M", "SIZE= M"), "S M L", 1),
    (("SIZE: M", "SIZE：M"), "S M L", 1), (("M L", "M \\U+5927"), "S M 大", 1)])
def test_spellings_of_heads(change, sizes, scale):
    read = read_rul((HEAD.replace(*change) + "RULE: DELTA 1\n-1,0 0,0 1,2\n").encode())
    assert (read.sizes, read.sample, read.scale) == (tuple(sizes.split()), "M", scale)


@pytest.mark.parametrize("data", [(HEAD + "RULE: DELTA 1\n-1,0 0,0 1,2\n").encode("utf-16"),
                                  (HEAD + "RULE: DELTA 1\n-1,0 0,0 1,2\n\x1a").encode() + bytes(9)])
def test_utf_16_and_padding(data):
    assert read_rul(data).sizes == ("S", "M", "L")


def test_sizes_whose_letters_may_be_wrong():
    table = (HEAD.replace("S M L", "М С Б").replace("E: M", "E: С") + "RULE: DELTA 1\n-1,0 0,0 1,2\n").encode("cp1251")
    assert "file.letters" in audit_rul(table).codes


def graded(units: str, *steps: float, sample: str = "0, 0") -> str:
    """Rules whose points move by so much from size to size, with a text for the pair of the sample size."""
    rules = "".join(f"RULE: DELTA {n}\n{-step}, 0 {sample} {step}, 0\n" for n, step in enumerate(steps, 1))
    return f"UNITS: {units}\nNUMBER OF SIZES: 3\nSIZE LIST: S M L\nSAMPLE SIZE: M\n{rules}END\n"


@pytest.mark.parametrize("noise", ["1.2e-15, 0", "-0.0, 0", "0, 0.0001", "4e-16, -4e-16"])
def test_noise_at_the_sample_size_is_zero(noise):
    for units in ("METRIC", "ENGLISH"):
        if units == "METRIC" or "e" in noise:
            rules = read_rul(graded(units, 0.5, 5, sample=noise))
            assert rules.delta(1, "M") == (0.0, 0.0) and not audit_rul(graded(units, 0.5, 2, sample=noise)).faults


@pytest.mark.parametrize("moved", ["0.5, 0", "0, 0.01"])
def test_a_moved_sample_size_is_still_a_fault(moved):
    assert "rul.sample" in audit_rul(graded("METRIC", 5, sample=moved)).codes


@pytest.mark.parametrize(("units", "steps", "asked"), [
    ("ENGLISH", (0, 5.0), True), ("METRIC", (0.5, 0.2), True), ("METRIC", (0, 12), False), ("METRIC", (0.5, 8), False),
    ("ENGLISH", (0.25,), False), ("METRIC", (0,), False), ("METRIC", (600,), True)])
def test_moves_that_no_grading_makes_ask_for_the_unit(units, steps, asked):
    found = audit_rul(graded(units, *steps))
    assert [(each.code, each.weight, each.argument) for each in found] == [("rul.units", "warning", "unit")] * asked
    assert not list(audit_rul(graded(units, *steps), unit="mm"))
