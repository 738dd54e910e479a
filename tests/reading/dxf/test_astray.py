"""Lines on the wrong layer, twice, or nearly in their place: each is read as it is meant, or named."""

from __future__ import annotations

import pytest

from mtmpattern.errors import FileFormatError
from mtmpattern.orders.laid import JobSettings, read_jobs
from mtmpattern.reading import audit_dxf, read_dxf
from tests.reading.dxf.test_foreign import GRAIN, block, box, drawing, line, words

HALF = line(1, (0, 0), (200, 0), (220, 300), (150, 600), (0, 580))


def open_line(layer: int | str, *points: tuple[float, float]) -> str:
    return line(0, *points).replace("70\n1\n", "70\n0\n").replace("8\n0\n", f"8\n{layer}\n")


def straight(layer: int, a: tuple[float, float], b: tuple[float, float]) -> str:
    return f"0\nLINE\n8\n{layer}\n10\n{a[0]}\n20\n{a[1]}\n11\n{b[0]}\n21\n{b[1]}\n"


def sides(*gaps: float) -> str:
    """A cut line as four LINEs, each beginning off the end of the one before."""
    corners = [(0, 0), (400, 0), (400, 600), (0, 600), (0, 0)]
    return "".join(straight(1, (a[0], a[1] + gap), b) for a, b, gap in zip(corners, corners[1:], gaps, strict=False))


def file_of(*lines: str) -> bytes:
    return drawing(block("FRONT", words("Piece Name: FRONT"), words("Quantity: 1"), *lines))


ROWS = {
    "a dart on the layer of the cut line": (
        (box(1), open_line(1, (100, 0), (120, 80), (140, 0))), "warning",
        "an open line lies on the layer of an outline"),
    "two lines on the layer of the sewn line": (
        (box(1), box(14, 10), straight(14, (50, 50), (90, 50)), straight(14, (50, 150), (90, 150))), "warning",
        "2 open lines lie on the layer of an outline"),
    "a long open line inside the cut line": (
        (box(1), open_line(1, (50, 50), (350, 50), (350, 550), (50, 550), (50, 80), (300, 80), (300, 500))),
        "warning", "an open line lies on the layer of an outline"),
    "the cut line drawn twice": ((box(1), box(1)), "note", "an outline is drawn twice"),
    "the sewn line drawn twice": ((box(1), box(14, 10), box(14, 10)), "note", "an outline is drawn twice"),
    "the cut line drawn twice in lines": ((sides(0, 0, 0, 0) * 2,), "note", "an outline is drawn twice"),
    "small gaps between lines": ((sides(0.1, 0.3, 0, 0.2),), "warning",
                                 "the cut line is open in 3 places, by up to 0.30 mm"),
    "the cut line on layer 8": ((box(1, 10), box(8)), "fault",
                                "an internal line runs round the cut line, up to 14.14 mm off"),
    "a sewn line alone": ((box(14),), "fault", "the piece has a sewn line and no cut line"),
    "a point on layer 8": ((box(1), "0\nPOINT\n8\n8\n10\n90\n20\n90\n"), "warning", "1 point on layer 8"),
    "two mirror lines": ((box(1), straight(6, (0, 0), (0, 600)), straight(6, (400, 0), (400, 600))), "fault",
                         "the piece has 2 mirror lines"),
    "two grain lines": ((box(1), straight(7, (100, 100), (300, 100))), "warning",
                        "2 grain lines run in different directions"),
    "a mirror line beside its edge": ((HALF, straight(6, (-0.4, 0), (-0.4, 580))), "fault",
                                      "the mirror line is not an edge of the cut line, but up to 0.40 mm off it"),
    "an edge that bends off its mirror line": (
        (line(1, (0, 0), (200, 0), (150, 600), (0, 580), (2, 290)), straight(6, (0, 0), (0, 580))), "fault",
        "the mirror line is not an edge of the cut line, but up to 2.00 mm off it"),
}


@pytest.mark.parametrize("what", list(ROWS))
def test_what_is_astray_is_named(tmp_path, what):
    """A fault keeps the piece from being laid; with anything less the whole piece is laid."""
    lines, weight, said = ROWS[what]
    content = file_of(*lines)
    assert [(each.weight, each.message) for each in audit_dxf(content) if said in each.message] == [(weight, said)]
    target = tmp_path / "tee.dxf"
    target.write_bytes(content)
    if weight == "fault":
        with pytest.raises(FileFormatError, match=rf"tee\.dxf: FRONT.*{said[:30]}"):
            read_jobs([target], JobSettings())
    else:
        assert read_jobs([target], JobSettings())
        piece, = read_dxf(content).pieces
        assert piece.area == pytest.approx(240_000, abs=200)


SOUND = {
    "a mirror line in two parts": (HALF, straight(6, (0, 0), (0, 300)), straight(6, (0, 300), (0, 580))),
    "a mirror line a hair off": (HALF, straight(6, (-0.05, 0), (-0.05, 580))),
    "a grain line drawn twice": (box(1), GRAIN),
    "a grain line drawn downwards": (box(1), straight(7, (100, 500), (100, 100))),
    "an internal line along the cut line": (box(1), box(8, 0.2)),
    "turn points": (box(1), "0\nPOINT\n8\n2\n10\n400\n20\n600\n"),
}


@pytest.mark.parametrize("what", list(SOUND))
def test_what_is_in_its_place_is_clean(what):
    assert not [str(each) for each in audit_dxf(file_of(*SOUND[what]))
                if each.weight != "note" or each.code == "dxf.outlines"]


def test_lines_beside_an_outline_are_kept():
    piece, = read_dxf(file_of(box(1), open_line(1, (100, 0), (120, 80), (140, 0)))).pieces
    assert [(each.kind, len(each.points), each.closed) for each in piece.lines] == [("internal", 3, False)]
    piece, = read_dxf(file_of(box(1), box(1))).pieces
    assert not piece.lines


def test_gaps_that_are_no_hairs_stay_a_fault():
    found = {each.code for each in audit_dxf(file_of(sides(0.1, 1.5, 0, 0))).faults}
    assert "dxf.open" in found
