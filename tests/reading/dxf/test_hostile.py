"""Hostile drawings end in a report with bounded work and memory; spoilt ones raise nothing but `MtmError`."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtmpattern.errors import FileFormatError, MtmError
from mtmpattern.reading import audit_dxf
from tests.effort import counted_bytes, counted_calls
from tests.reading.dxf import habits
from tests.reading.dxf.habits import block, file, insert, line, point, polyline, tags, text

MOST_CALLS = 50_000_000                 # some hundred for each of 240,000 vertices, and as many again
MOST_BYTES = 300_000_000
CUT = polyline("1", habits.CUT)


def nested(depth: int) -> str:
    blocks = "".join(block(f"B{i}", insert(f"B{i + 1}")) for i in range(depth)) + block(f"B{depth}", CUT)
    return file(blocks, insert("B0"))


def doubling(times: int) -> str:
    """A bomb: every block shows the next one twice."""
    blocks = "".join(block(f"B{i}", insert(f"B{i + 1}") * 40) for i in range(times)) + block(f"B{times}", CUT)
    return file(blocks, insert("B0"))


def spline(count: int) -> str:
    return tags(0, "SPLINE", 8, "1", 70, 0, 71, 3, *(each for i in range(count + 4) for each in (40, i)),
                *(each for i in range(count) for each in (10, i * 7919 % 1000, 20, i * 104729 % 1000, 30, 0)))


def circle(count: int) -> str:
    return polyline("1", [(500 * math.cos(i * math.tau / count), 500 * math.sin(i * math.tau / count))
                          for i in range(count)])


HOSTILE: dict[str, tuple[str, Callable[[], str | bytes]]] = {
    "empty": ("file.empty", lambda: b""),
    "a picture": ("file.kind", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
    "a binary DXF": ("dxf.binary", lambda: b"AutoCAD Binary DXF\r\n\x1a\x00" + bytes(999)),
    "a DWG": ("dxf.binary", lambda: b"AC1015" + bytes(999)),
    "prose": ("dxf.syntax", lambda: b"dear sir\nor madam\n"),
    "numbers alone": ("dxf.syntax", lambda: b"1\n2\n" * 20),
    "51 MB": ("file.large", lambda: b"999\nx\n" * 8_500_000),
    "four million lines": ("dxf.large", lambda: b"0\nX\n" * 2_000_000),
    "one line of 40 MB": ("dxf.syntax", lambda: b"1" * 40_000_000),
    "a text of 40 MB": ("dxf.empty", lambda: file("", text("x" * 40_000_000)).encode()),
    "nothing drawn": ("dxf.empty", lambda: file("", "")),
    "nothing but texts": ("dxf.empty", lambda: file(block("A", text("Piece Name: A")), insert("A"))),
    "NaN": ("dxf.number", lambda: file(block("A", CUT.replace("310", "nan")), insert("A"))),
    "infinity": ("dxf.number", lambda: file(block("A", CUT.replace("310", "-inf")), insert("A"))),
    "too large a number": ("dxf.number", lambda: file(block("A", CUT.replace("310", "1e300")), insert("A"))),
    "no number": ("dxf.number", lambda: file(block("A", CUT.replace("310", "wide")), insert("A"))),
    "a block at a scale of nothing": ("dxf.number", lambda: file(block("A", CUT), insert("A", 10, 0, 20, 0, 41, 0))),
    "a block in itself": ("dxf.nested", lambda: file(block("A", CUT + insert("A")), insert("A"))),
    "two blocks in each other": ("dxf.nested", lambda: file(block("A", insert("B")) + block("B", insert("A")), "")),
    "blocks too deep": ("dxf.nested", lambda: nested(12)),
    "blocks that multiply": ("dxf.large", lambda: doubling(5)),
    "300,000 vertices": ("dxf.large", lambda: file(block("A", polyline("1", [(i % 977, i) for i in range(300_000)])),
                                                  insert("A"))),
    "a light polyline of 300,000": ("dxf.large", lambda: file("", tags(
        0, "LWPOLYLINE", 8, 1, 70, 1, *(each for i in range(300_000) for each in (10, i, 20, i % 977))))),
    "70,000 points": ("dxf.large", lambda: file(block("A", CUT + point("4", (1, 1)) * 70_000), insert("A"))),
    "5,000 blocks": ("dxf.large", lambda: file("".join(block(f"B{i}", CUT) for i in range(5_000)), "")),
    "3,000 loose outlines": ("dxf.large", lambda: file("", "".join(
        polyline("1", [(i, 0), (i + 1, 0), (i + 1, 1)]) for i in range(3_000)))),
    "huge circles": ("dxf.large", lambda: file("", tags(0, "CIRCLE", 8, 1, 10, 0, 20, 0, 40, 9e6) * 5_000)),
    "a bulge that is no arc": ("dxf.number", lambda: file("", tags(
        0, "LWPOLYLINE", 8, 1, 70, 1, 10, 0, 20, 0, 42, 1e9, 10, 9, 20, 9))),
    "a spline of 5,000 points": ("dxf.large", lambda: file("", spline(5_000))),
    "many wild splines": ("dxf.large", lambda: file("", spline(900) * 60)),
}
SURVIVED: dict[str, Callable[[], str | bytes]] = {
    "as many vertices as may be": lambda: file(block("A", polyline("1", [
        (i, (i * 7919) % 977) for i in range(240_000)])), insert("A")),
    "as many notches as may be": lambda: file(block("A", CUT + "".join(
        point("4", (i % 300, i // 300), 30, 4) for i in range(59_000))), insert("A")),
    "a star that crosses itself everywhere": lambda: file(block("A", polyline("1", [
        ((i * 499) % 1009, (i * 619) % 1013) for i in range(1_000)])), insert("A")),
    "an outline of 50,000 lines in no order": lambda: file(block("A", "".join(
        line("1", ((i * 7919) % 50_000, 0), ((i * 7919 + 1) % 50_000, 0)) for i in range(50_000)) + CUT), insert("A")),
    "2,000 outlines in each other": lambda: file("", "".join(
        polyline("1", [(-i, -i), (i, -i), (i, i), (-i, i)]) for i in range(1, 2_000))),
    "50,000 lines from one place": lambda: file(block("A", CUT + "".join(
        line("1", (0, 0), (i % 977, i % 1013)) for i in range(50_000))), insert("A")),
    "notches that are as far from everywhere": lambda: file(block("A", circle(9_000) + "".join(
        line("4", (0, 0), (i % 30, i % 31)) for i in range(40_000))), insert("A")),
    "a comb": lambda: file(block("A", polyline("1", [(i / 100, 500 * (i % 2)) for i in range(9_000)]) + polyline(
        "14", [(i / 100, 500 * (i % 2) + 0.01) for i in range(9_000)])), insert("A")),
    "a circle of many vertices": lambda: file(block("A", circle(200_000)), insert("A")),
    "300 blocks of one name": lambda: file(block("A", CUT) * 300, insert("A") * 300),
    "a spline with a wrong degree": lambda: file("", CUT + spline(9).replace("71\n3", "71\n99999")),
    "values that end in the middle": lambda: file(block("A", CUT), insert("A"))[:-40],
}
LARGE = {
    "300,000 vertices", "a light polyline of 300,000", "70,000 points", "3,000 loose outlines",
    "as many vertices as may be", "as many notches as may be", "an outline of 50,000 lines in no order",
    "2,000 outlines in each other", "50,000 lines from one place", "notches that are as far from everywhere",
    "a circle of many vertices",
}
"""Those that take more than a second each."""


def sweep(names):
    return [pytest.param(name, marks=pytest.mark.slow) if name in LARGE else name for name in names]


@pytest.mark.parametrize("what", sweep(HOSTILE))
def test_it_ends_in_a_report(what):
    code, make = HOSTILE[what]
    source = make()
    with pytest.raises(FileFormatError) as caught, counted_calls() as effort:
        audit_dxf(source)
    assert caught.value.code == code
    assert len(str(caught.value)) < 500
    assert effort.calls < MOST_CALLS


@pytest.mark.parametrize("what", sweep(SURVIVED))
def test_it_is_read_with_bounded_work(what):
    source = SURVIVED[what]()
    with counted_calls() as effort:
        findings = audit_dxf(source)
    assert effort.calls < MOST_CALLS
    assert len(findings) < 5_000


@pytest.mark.slow
@pytest.mark.parametrize("what", ["as many vertices as may be", "as many notches as may be", "four million lines",
                                  "blocks that multiply", "one line of 40 MB"])
def test_memory_is_bounded(what):
    source = SURVIVED[what]() if what in SURVIVED else HOSTILE[what][1]()
    try:
        with counted_bytes() as effort:
            audit_dxf(source)
        said = "read"
    except FileFormatError as refused:
        said = refused.code
    assert said == (HOSTILE[what][0] if what in HOSTILE else "read")
    assert effort.peak < MOST_BYTES


SAMPLES = [make() for make in habits.HABITS.values()]
SPOILERS = st.sampled_from(("", "0\n", "nan", "1e9", "-", "10\n5\n", "0\nSPLINE\n", "0\nENDBLK\n",
                            "0\nINSERT\n2\nFRONT_40\n", "0\nLWPOLYLINE\n8\n1\n10\n1\n", "70\n1\n", "42\n1\n",
                            "0\nARC\n8\n1\n10\n1\n20\n1\n40\n-5\n", "0\nMTEXT\n1\n{\\f",
                            "210\n0\n220\n0\n230\n-1\n", "\u00e9", "6\n", "\x00"))


@settings(max_examples=300)
@given(st.data())
def test_a_spoilt_drawing_raises_nothing_else(data):
    lines = data.draw(st.sampled_from(SAMPLES)).splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines)))
        spoilt = data.draw(st.one_of(SPOILERS, st.text(max_size=8)))
        lines[at: at + data.draw(st.sampled_from((0, 0, 1, 1, 2, 3, 8, 40)))] = [spoilt]
    source = "".join(lines).encode("utf-8", "replace")
    try:
        findings = audit_dxf(source)
    except MtmError:
        return
    assert findings.to_dict()


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing_else(data):
    for source in (data, b"0\nSECTION\n2\nENTITIES\n" + data, habits.clo().encode() + data):
        try:
            audit_dxf(source)
        except MtmError:
            continue
