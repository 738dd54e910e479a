"""Plots are read to a plotter's unit, their faults are reported, and hostile ones end in a report."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.errors import FileFormatError, MtmError
from mtmpattern.formats import find_format
from mtmpattern.formats.machine import frames
from mtmpattern.formats.machine.hpgl import plot
from mtmpattern.formats.machine.profiles import read_plotter
from mtmpattern.geometry import path
from mtmpattern.reading import audit_file, audit_hpgl, read_hpgl
from tests.effort import counted_calls
from tests.formats.made_garment import garment

BOX = "IN;SP1;PU0,0;PD4000,0,4000,2000,0,2000,0,0;PU;SP0;"


def codes(text):
    return audit_hpgl(text.encode("latin-1")).codes


@pytest.mark.parametrize("name", ["a0-pen", "garment-roll-1800"])
def test_our_plots_are_read_to_their_resolution(name):
    made, plotter = garment(), replace(read_plotter(name), width=1780.0)
    for _, placed in frames(made, plotter.width, plotter.length, "it"):
        read = read_hpgl(plot(made, placed, plotter))
        rings = [shapely.Polygon([(at.x, at.y) for at in line.points]) for line in read.lines if line.closed]
        for part in (each.laid() for each in placed):
            model = shapely.Polygon([(at.x, at.y) for at in path.flatten(part.cut, 0.002)])
            found = min(rings, key=lambda ring: abs(ring.area - model.area) + ring.centroid.distance(model.centroid))
            assert found.area == pytest.approx(model.area, rel=3e-4)
            assert found.exterior.hausdorff_distance(model.exterior) < 0.05
        assert not read.findings
        assert bool(read.labels) == plotter.labels


def test_what_we_plot_is_clean():
    for content in find_format("hpgl").write(garment(), {"plotter": "garment-roll-1800"}).values():
        findings = audit_file(content)
        assert findings.kind == "hpgl"
        assert not findings.faults
        assert [row["pen"] for row in findings.measures] == [1]


def test_a_box_is_100_by_50_mm():
    read = read_hpgl(BOX.encode())
    (line,) = read.lines
    assert line.closed and line.pen == 1
    assert line.length == pytest.approx(300)
    assert [(at.x, at.y) for at in line.points] == [(0, 0), (100, 0), (100, 50), (0, 50), (0, 0)]
    (row,) = audit_hpgl(BOX.encode()).measures
    assert (row["to x"], row["to y"], row["closed"]) == (100, 50, 1)


@pytest.mark.parametrize("text", [
    "IN;SP1;PA0,0;PD;PA4000,0;PA4000,2000,0,2000,0,0;PU", "in sp1 pu0,0 pd4000,0 4000,2000 0,2000 0,0 pu sp0",
    "IN;SP1;PU0,0;PR;PD4000,0,0,2000,-4000,0,0,-2000;PU;", "\x1b.(;\x1b%-1B" + BOX, "\x1bE\x1b%1BBP;" + BOX,
    "IN;SP1;PU0,0;EA4000,2000;PU4000,2000;", "IN;SP1;PU0,0;ER4000,2000;", "\r\n" + BOX.replace(";", "\r\n;\r\n"),
    "IN;SP1;LBPU0,0;PD9,9;\x03" + BOX[7:], "IN;SP1;DT#;LBPD9,9;#" + BOX[7:]])
def test_habits_of_other_programs(text):
    read = read_hpgl(text.encode("latin-1"))
    (line,) = read.lines
    assert line.length == pytest.approx(300)
    assert line.closed
    assert not read.findings
    assert audit_file(text.encode("latin-1")).kind == "hpgl"


def test_circles_and_arcs():
    (ring,) = read_hpgl(b"IN;SP1;PU4000,4000;CI2000;").lines
    assert ring.closed
    assert shapely.Polygon([(at.x, at.y) for at in ring.points]).area == pytest.approx(3.1416 * 2500, rel=2e-3)
    (arc,) = read_hpgl(b"IN;SP1;PU4000,0;PD;AA0,0,90;PD0,8000;PU;").lines
    assert (arc.points[-2].x, arc.points[-2].y) == (pytest.approx(0, abs=1e-9), pytest.approx(100))


@pytest.mark.parametrize(("text", "code"), [
    (BOX + "XX1,2;", "hpgl.command"), (BOX + "PE<=%;", "hpgl.command"), (BOX.replace("0,0;PU", "0,80;PU"), "hpgl.open"),
    (BOX.replace("SP1;", ""), "hpgl.pen"), (BOX + "LBnever ends", "hpgl.end"), (BOX + "PD1,2,3;", "hpgl.number"),
    (BOX + "PD1..2,3;", "hpgl.number"), (BOX + "PU0,0;PD9000000,5;", "hpgl.range"), (BOX + "SC0,9,0,9;", "hpgl.scale"),
    ("IN;SP1;PU5,5;", "hpgl.empty"), (BOX[:-10], "hpgl.end")])
def test_faults_are_told(text, code):
    assert code in codes(text)
    assert audit_hpgl(text.encode("latin-1")).to_dict()


MOST_CALLS = 30_000_000                 # fifteen for each of a million commands, and as many again


@pytest.mark.parametrize(("make", "code"), [
    (lambda: b"", "file.empty"), (lambda: b"IN;\x00\x01", "file.binary"), (lambda: b"IN;" + b"x" * 51_000_000,
                                                                          "file.large"),
    (lambda: b"IN;12,34;", "hpgl.syntax"),
    *(pytest.param(make, "hpgl.large", marks=pytest.mark.slow) for make in (
        lambda: b"IN;" + b"PU;" * 1_100_000, lambda: b"IN;SP1;PD" + b"1,2," * 1_100_000 + b"3,4;",
        lambda: b"IN;SP1;" + b"CI9,0.5;" * 2_000))])
def test_hostile_plots_end_in_a_report(make, code):
    with pytest.raises(FileFormatError) as caught, counted_calls() as effort:
        audit_hpgl(make())
    assert caught.value.code == code
    assert effort.calls < MOST_CALLS


@pytest.mark.parametrize("make", [
    lambda: b"\x1b" * 2_000_000, lambda: b"\x1b.(" * 600_000, lambda: b"\x1b&" + b"a" * 1_900_000,
    lambda: b"IN;" + b"\x1b(" * 900_000, lambda: b"IN;LB" + b"x" * 40_000_000,
    lambda: b"IN;PU" + b" " * 5_000_000 + b"9", lambda: b"IN" + b"9" * 5_000_000,
    lambda: b"IN;SP1;PD" + b"," * 5_000_000, lambda: b"IN;" + b"\n;" * 5_000_000,
    pytest.param(lambda: BOX.encode() * 15_000, marks=pytest.mark.slow)])
def test_odd_plots_take_little_work(make):
    source = make()
    for read in (audit_hpgl, audit_file):
        with suppress(MtmError), counted_calls() as effort:
            read(source)
        assert effort.calls < MOST_CALLS


WORDS = ("PU", "PD", "PA", "PR", "IN;", "SP1;", "SP", "CI40;", "AA0,0,90;", "EA9,9;", "LBx\x03", "LB", "DT#", ";", ",",
         "\x1b", "\x1b%", "-", ".", "PE<", "SC1,2")


@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.integers(-10**9, 10**9).map(lambda number: f"{number},"),
                          st.text(max_size=4)), max_size=40))
def test_any_plot_raises_nothing_else(words):
    source = ("IN;" + "".join(words)).encode("utf-8", "replace")
    for read in (audit_hpgl, audit_file):
        try:
            assert read(source).to_dict()
        except MtmError:
            continue


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing_else(data):
    for source in (data, BOX.encode() + data, data + BOX.encode()):
        try:
            audit_hpgl(source)
        except MtmError:
            continue


@pytest.mark.parametrize(("text", "mm"), [
    ("IN;IP0,0,4000,4000;SC0,100,0,100;SP1;PU0,0;PD100,0,100,50,0,50,0,0;PU;", 300),       # millimetres
    ("IN;IP0,0,1016,1016;SC0,1,0,1;SP1;PU0,0;PD2,0,2,1,0,1,0,0;PU;", 152.4),               # inches
    ("IN;SC0,40,0,40,2;SP1;PU0,0;PD100,0,100,50,0,50,0,0;PU;", 300),                       # plotter units in one
    ("IN;RO90;SP1;PU0,0;PD4000,0,4000,2000,0,2000,0,0;PU;", 300)])
def test_user_units_are_read_as_they_are_scaled(text, mm):
    (drawn,) = read_hpgl(text.encode()).lines
    assert drawn.length == pytest.approx(mm) and drawn.closed
    assert "hpgl.scale" not in {each.code for each in read_hpgl(text.encode()).findings if each.weight != "note"}


def test_a_scale_without_its_points_is_reported():
    assert [each.weight for each in audit_hpgl(b"IN;SC0,9,0,9;SP1;PU0,0;PD9,0;PU;") if each.code == "hpgl.scale"] == [
        "warning"]


def test_the_unit_of_a_plotter_can_be_said():
    assert read_hpgl(BOX.encode(), unit="0.01mm").lines[0].length == pytest.approx(120)
    assert audit_file(BOX.encode(), unit="0.05mm").measures[0]["to x"] == 200


def encoded(value: int) -> str:
    """A number of an encoded line in eight bits."""
    left, digits = (abs(value) << 1) | (value < 0), ""
    while left >= 64:
        digits, left = digits + chr(63 + left % 64), left // 64
    return digits + chr(191 + left)


def test_encoded_lines_are_read():
    moves = "<=" + encoded(0) + encoded(0) + "".join(encoded(x) + encoded(y) for x, y in (
        (4000, 0), (0, 2000), (-4000, 0), (0, -2000)))
    for tail in (";PU;SP0;", "PUSP0;"):                     # AutoCAD leaves out the semicolon
        read = read_hpgl(f"IN;SP1;PE{moves}{tail}".encode("latin-1"))
        assert [round(line.length, 3) for line in read.lines] == [300] and read.lines[0].closed
        assert [(each.code, each.weight) for each in read.findings] == [("hpgl.encoded", "warning")]
    as_utf8 = read_hpgl(f"IN;SP1;PE{moves};PU;".encode())
    assert as_utf8.lines[0].length == pytest.approx(300)


def test_a_job_for_a_printer_is_a_plot():
    job = b"\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=HPGL2\r\n" + BOX.encode() + b"\x1b%-12345X"
    assert audit_file(job).measures[0]["closed"] == 1


@pytest.mark.parametrize(("text", "labels"), [
    ("DT*,1;LBA;PD9*", ["A;PD9"]), ("DT*;LBA*DT;LBB\x03", ["A", "B"]), ("DT#,0;LBA#", ["A#"]), ("DT*LBA*", ["A"]),
    ("DT,,1;LBA,", ["A"]), ("SM*;SMA;SM;", []), ('BP1,"Tee; size M",5,0;', []), ('CO "drawn by PD";', []),
    ("BLkept for PD9,9\x03PB;BL;", []), ("WDPD 5,5;\x03", []), ("MGready to PD5;", []), ("PA0+0;PR-1+1PR+1-1PA", [])])
def test_commands_with_texts_and_modes(text, labels):
    """Whatever letters a command takes beside numbers, the outline behind it is read, and nothing more."""
    plotted = f"IN;SP1;PU0,0;{text}PU0,0;PD4000,0,4000,2000,0,2000,0,0;PU;SP0;".encode("latin-1")
    read = read_hpgl(plotted)
    assert [line.closed for line in read.lines] == [True] and read.lines[0].length == pytest.approx(300)
    assert [words for words, _ in read.labels] == labels and not audit_hpgl(plotted).faults


@pytest.mark.parametrize("text", ["BLPD4000,0", "MGPD4000,0", "WDPD4000,0", "LBPD4000,0"])
def test_a_text_that_does_not_end_is_a_fault(text):
    assert "hpgl.end" in {each.code for each in audit_hpgl((BOX + text).encode()).faults}


@pytest.mark.parametrize(("text", "end", "length"), [
    ("PD4000,0;BZ4000,2000,2000,4000,0,4000;", (0, 100), 254.89), ("PD;BR0,500,500,1000,1000,1000;", (25, 25), 38.72),
    ("PD;BR0,500,500,1000,1000,1000,500,0,1000,-500,1000,-1000;", (50, 0), 77.44),       # each from where it begins
    ("PD;AT1000,1000,2000,0;", (50, 0), 78.5), ("PD;AT1000,-1000,2000,0;", (50, 0), 78.5),
    ("PD;AT1000,0,2000,0;", (50, 0), 50), ("PD;RT2000,0,0,0;", (0, 0), 157), ("EW1000,0,90;", (0, 0), 89.24)])
def test_curves_are_read_and_move_the_pen(text, end, length):
    read = read_hpgl(f"IN;SP1;PU0,0;{text}PU;".encode())
    (line,) = read.lines
    assert (line.points[-1].x, line.points[-1].y) == pytest.approx(end, abs=1e-6)
    assert line.length == pytest.approx(length, rel=2e-3)
    assert [(each.code, each.weight) for each in read.findings] == [("hpgl.curve", "warning")]


@pytest.mark.parametrize("word", ["BZ4000,2000,2000,4000,0,4000", "AT3000,3000,0,4000"])
def test_curves_with_the_pen_up_move_it_and_draw_nothing(word):
    (line,) = read_hpgl(f"IN;SP1;PU0,0;{word};PD100,4000;PU;".encode()).lines
    assert [(at.x, at.y) for at in line.points] == [pytest.approx((0, 100)), (2.5, 100)]


def test_a_curve_that_lacks_a_number_and_a_filled_box_are_faults():
    assert {"hpgl.number"} == {each.code for each in audit_hpgl((BOX + "SP1;PD;BZ1,2,3;PU;").encode()).faults}
    assert {"hpgl.command"} == {each.code for each in audit_hpgl((BOX + "RA99,99;").encode()).faults}


def test_polygons_close_by_themselves():
    plotted = b"IN;SP1;PU0,0;PM0;PD4000,0,4000,4000,0,4000;PM1;PU1000,1000;PD2000,1000,2000,2000;PM2;EP;PU;"
    outer, inner = read_hpgl(plotted).lines
    assert outer.closed and inner.closed and outer.length == pytest.approx(400)


@pytest.mark.parametrize(("window", "beyond"), [
    ("IW0,0,4000,4000;", ""), ("IW0,0,2000,2000;", "50.0 mm"), ("IW0,0,2000,2000;IW;", ""), ("IW0,0,4039,4000", ""),
    ("IP0,0,4000,4000;SC0,4000,0,4000;IW0,0,3000,4000;", "25.0 mm")])
def test_what_a_window_cuts_off_is_reported(window, beyond):
    found = [each for each in audit_hpgl(BOX.replace("IN;", "IN;" + window).encode()) if each.code == "hpgl.window"]
    assert [beyond in each.message for each in found] == ([True] if beyond else [])


@pytest.mark.parametrize("data", [b"\0\0" + BOX.encode() + b"\0", BOX.replace(";", ";\0").encode(),
                                  BOX.encode("utf-16"), BOX.encode() + b"\x1a"])
def test_padding_and_utf_16_are_read(data):
    assert read_hpgl(data).lines == read_hpgl(BOX.encode()).lines and audit_file(data).kind == "hpgl"


def test_labels_are_read_in_their_code_page():
    plotted = b"IN;SP1;PU0,0;LB" + "Спинка".encode("cp1251") + b"\x03" + BOX.encode()
    assert [text for text, _ in read_hpgl(plotted).labels] == ["Спинка"]
