"""What other programs write: texts at one size alone, notches twice or turned outward, code pages, markers."""

from __future__ import annotations

import math

import pytest

from mtmpattern.errors import FileFormatError
from mtmpattern.reading import audit_dxf, audit_hpgl, audit_rul, read_dxf, read_rul

WIDE, HIGH = 400, 600


def line(layer: int, *points: tuple[float, float]) -> str:
    vertices = "".join(f"0\nVERTEX\n8\n{layer}\n10\n{x}\n20\n{y}\n" for x, y in points)
    return f"0\nPOLYLINE\n8\n{layer}\n66\n1\n70\n1\n{vertices}0\nSEQEND\n8\n{layer}\n"


def box(layer: int, inset: float = 0.0, scale: float = 1.0) -> str:
    x, y = WIDE - inset, HIGH - inset
    return line(layer, *((scale * a, scale * b) for a, b in ((inset, inset), (x, inset), (x, y), (inset, y))))


def words(text: str) -> str:
    return f"0\nTEXT\n8\n1\n10\n50\n20\n50\n40\n5\n1\n{text}\n"


def notch(x: float, y: float, angle: float | None = None) -> str:
    return f"0\nPOINT\n8\n4\n10\n{x}\n20\n{y}\n" + ("" if angle is None else f"50\n{angle}\n")


GRAIN = "0\nLINE\n8\n7\n10\n200\n20\n100\n11\n200\n21\n500\n"


def block(name: str, *content: str) -> str:
    return f"0\nBLOCK\n8\n1\n2\n{name}\n10\n0\n20\n0\n{''.join(content)}{GRAIN}0\nENDBLK\n8\n1\n"


def drawing(*blocks: str, texts: str = "", encoding: str = "ascii") -> bytes:
    names = [each.split("\n")[5] for each in blocks]
    inserts = "".join(f"0\nINSERT\n2\n{name}\n8\n1\n10\n0\n20\n0\n" for name in names)
    texts += words("UNITS: METRIC")
    return (f"0\nSECTION\n2\nBLOCKS\n{''.join(blocks)}0\nENDSEC\n0\nSECTION\n2\nENTITIES\n{texts}"
            f"{inserts}0\nENDSEC\n0\nEOF\n").encode(encoding)


def of_size(size: str, *more: str) -> str:
    return block(f"FRONT_{size}", box(1), words("Piece Name: FRONT"), words(f"Size: {size}"), *more)


def test_texts_of_the_sample_size_are_those_of_every_size():
    sample = of_size("32", words("Quantity: 1,1"), words("Material: A"), notch(0, 200))
    read = read_dxf(drawing(of_size("30"), sample, texts=words("SAMPLE SIZE: 32")))
    assert {(piece.size, str(piece.quantity), piece.material) for piece in read.pieces} == {
        ("30", "1,1", "A"), ("32", "1,1", "A")}
    nest = [finding for finding in read.findings if finding.code == "dxf.nest"]
    assert [finding.weight for finding in nest] == ["warning"] and "size 30" in nest[0].message


@pytest.mark.parametrize(("text", "cut"), [("0", 1), ("0,0", 1)])
def test_a_quantity_of_zero_was_not_given(text, cut):
    content = drawing(of_size("M", words(f"Quantity: {text}")))
    found = audit_dxf(content)
    assert not found.faults and "dxf.quantity" in {each.code for each in found if each.weight == "warning"}
    assert len(read_dxf(content).parts()) == cut


@pytest.mark.parametrize(("text", "cut"), [("1.0", 1), ("2.", 2), ("1.0,1.0", 2), ("1.000 , 1", 2)])
def test_a_quantity_with_decimals_of_zero_is_a_whole_number(text, cut):
    content = drawing(of_size("M", words(f"Quantity: {text}")))
    assert not audit_dxf(content).faults and len(read_dxf(content).parts()) == cut


@pytest.mark.parametrize("text", ["1.5", "1.0.0", ".0", "1,1,1", "2 sets"])
def test_a_quantity_that_is_no_whole_number_is_a_fault(text):
    assert {each.code for each in audit_dxf(drawing(of_size("M", words(f"Quantity: {text}")))).faults} == {
        "dxf.quantity"}


def test_only_impossible_depths_are_reported():
    depths = (-5, 6, 600, 0.2)
    marks = [notch(0, 100 * number) + f"30\n{depth}\n" for number, depth in enumerate(depths, 1)]
    found, = (each for each in audit_dxf(drawing(of_size("M", *marks))) if each.code == "dxf.notch_depth")
    assert found.message == "impossible depths of 2 notches: 0.2, 600 mm"
    found, = (each for each in audit_dxf(drawing(of_size("M", *marks[:3]))) if each.code == "dxf.notch_depth")
    assert found.message == "an impossible depth of a notch: 600 mm"


@pytest.mark.parametrize("value", ["nan", "inf", "0x10", "1e99", "a"])
def test_a_coordinate_is_a_fault_of_its_own_entity(value):
    """An old polyline is not called a light one."""
    with pytest.raises(FileFormatError, match=rf"^POLYLINE: '{value}' in group 10"):
        read_dxf(drawing(of_size("M", line(1, (0, 0), (9, 0), (9, 9)).replace("10\n9\n", f"10\n{value}\n", 1))))


def test_a_notch_on_the_cut_line_and_again_on_the_sewn_line_is_one():
    content = drawing(of_size("M", box(14, 10), notch(400, 200), notch(390, 200), notch(120, 0), notch(120, 10)))
    part, = read_dxf(content).parts()
    assert len(part.notches) == 2
    assert "dxf.notch_twice" in audit_dxf(content).codes and "dxf.notch" not in audit_dxf(content).codes


def test_a_notch_on_the_sewn_line_alone_is_kept():
    part, = read_dxf(drawing(of_size("M", box(14, 10), notch(390, 200)))).parts()
    assert len(part.notches) == 1


def test_a_notch_on_an_internal_line_is_left_out():
    inner = "0\nLINE\n8\n8\n10\n380\n20\n250\n11\n380\n21\n350\n"
    content = drawing(of_size("M", inner, notch(380, 300, 0)))
    assert not read_dxf(content).parts()[0].notches
    assert [each.weight for each in audit_dxf(content) if each.code == "dxf.notch"] == ["warning"]


@pytest.mark.parametrize(("angle", "read", "believed"), [
    (0.0, 180.0, False), (180.0, 180.0, True), (150.0, 150.0, True), (90.0, 180.0, False)])
def test_a_notch_goes_into_the_cloth(angle, read, believed):
    content = drawing(of_size("M", notch(400, 300, angle)))
    assert read_dxf(content).parts()[0].notches[0].direction == pytest.approx(read)
    assert ("dxf.notch_angle" not in audit_dxf(content).codes) == believed


def test_lines_part_by_no_more_than_the_stated_tolerance():
    sewn = line(14, (0, 10), (200, 9.9), (400, 10), (400.12, 300), (400, 590), (0, 590))
    assert "dxf.sewn" in audit_dxf(drawing(of_size("M", sewn))).codes
    assert "dxf.sewn" not in audit_dxf(drawing(of_size("M", sewn), texts=words("Curve Tolerance: 0,15"))).codes


def test_chords_explain_a_sewn_line_outside_only_on_a_curve():
    """A straight seam 0.3 mm outside has no cloth; the chords of a curve may part by as much."""
    straight = line(14, (0, 10), (200, -.3), (400, 10), (400, 590), (0, 590))
    found, = [each for each in audit_dxf(drawing(of_size("M", straight))) if each.code == "dxf.sewn"]
    assert (found.weight, found.hint) == ("fault", "There is no cloth for this seam.")

    def ring(layer, count, around=0.0):
        return line(layer, *((300 + 250 * math.cos(math.tau * at / count + around),
                              300 + 250 * math.sin(math.tau * at / count + around)) for at in range(count)))

    few = block("A", ring(1, 64, math.pi / 64), words("Piece Name: A"), ring(14, 64))
    found, = [each for each in audit_dxf(drawing(few)) if each.code == "dxf.sewn"]
    assert found.weight == "warning" and "0.30 mm" in found.message


def test_a_garment_of_centimetres_that_states_metric_is_read_as_such():
    small = block("FRONT_M", box(1, scale=.1), words("Piece Name: FRONT")).replace(GRAIN, "")
    found = audit_dxf(drawing(small))
    assert found.measures[0]["area"] == 0.24
    assert [each.weight for each in found if each.code == "dxf.units"] == ["warning"]
    asked = audit_dxf(drawing(small), unit="mm")
    assert asked.measures[0]["area"] == 0.0024 and "dxf.units" not in asked.codes


def test_small_parts_alone_are_not_taken_for_centimetres():
    label = block("LABEL", box(1, scale=.1), words("Piece Name: LABEL")).replace(GRAIN, "")
    found = audit_dxf(drawing(label))
    assert found.measures[0]["area"] == 0.0024 and "dxf.size" in found.codes


def test_chinese_names_without_a_code_page():
    named = block("A", box(1), words("Piece Name: 后片"))
    assert read_dxf(drawing(named, encoding="gbk")).pieces[0].name == "后片"
    german = block("A", box(1), words("Piece Name: Ärmel"))
    assert read_dxf(drawing(german, encoding="cp1252")).pieces[0].name == "Ärmel"


def test_the_sample_size_in_a_block_is_its_size():
    named = block("A", box(1), words("Piece Name: BACK"), words("SAMPLE SIZE:L"))
    assert read_dxf(drawing(named)).pieces[0].size == "L"


def test_a_marker_is_not_a_pattern():
    with pytest.raises(FileFormatError) as caught:
        read_dxf(drawing(of_size("M"), texts=words("MK:STYLE1 MODEL:SZ/QTY:P1:M/1; W=60.000IN")))
    assert caught.value.code == "dxf.marker"


RULES = b"UNITS: METRIC\nGRADE RULE TABLE: T\nNUMBER OF SIZES: 4\nSIZE LIST: S M L XL\nSAMPLE SIZE: S\nRULE: DELTA 1\n"


def test_pairs_of_rules_without_commas():
    rules = read_rul(RULES + b"   0.00  0.00  5.00  -7.50\n  10.00 -15.00 15.00 -22.50\nEND\n").rules
    assert rules[1] == ((0.0, 0.0), (5.0, -7.5), (10.0, -15.0), (15.0, -22.5))
    assert "rul.number" in audit_rul(RULES + b" 0,0 5,1\n 10 2 15 3\n").codes


SQUARE = b"SP1;PU0,0;PD4000,0,4000,4000,0,4000,0,0;PU;"


@pytest.mark.parametrize(("head", "tail", "codes"), [
    (b"\x1bE\x1b%0BBPINPS4000,4000", b"", set()), (b"IN;", b"!PG;SP0;", {"hpgl.syntax"}),
    (b"IN;", b"PE<=y?\xc0CD\xc0=y?\xc0c\xdf=Y\xdbc\xdf;SP0;", {"hpgl.encoded"})])
def test_plots_as_drivers_write_them(head, tail, codes):
    found = audit_hpgl(head + SQUARE + tail)
    assert found.codes == codes and found.measures[0]["closed"] == 1


def test_many_strange_words_are_not_a_plot():
    with pytest.raises(FileFormatError, match=r"hpgl\.syntax"):
        audit_hpgl(b"IN;SP1;" + b"!!;" * 30)


@pytest.mark.parametrize(("loops", "size", "found"), [
    (1, 0.02, ("dxf.loop", "note")), (3, 0.02, ("dxf.loop", "note")), (1, 3.0, ("dxf.crossing", "fault"))])
def test_a_loop_that_no_cutter_can_cut_is_a_note(loops, size, found):
    tops = [(300 - 100 * number + step * size, HIGH + rise * size) for number in range(loops)
            for step, rise in ((0, 0), (-1, 1), (-1, -1), (-0.5, 0))]
    outline = line(1, (0, 0), (WIDE, 0), (WIDE, HIGH), *tops, (0, HIGH))
    audit = audit_dxf(drawing(block("FRONT", outline, words("Piece Name: FRONT"))))
    assert [(each.code, each.weight) for each in audit if each.code in ("dxf.loop", "dxf.crossing")] == [found]
