from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace

import pypdfium2
import pytest

from mtmpattern.knitting import (
    Band,
    Fashioning,
    Mark,
    PanelStretch,
    knit_panel,
    panel_of_edges,
    read_machine,
    read_swatch,
    swatch_panel,
)
from mtmpattern.knitting.chart import KINDS, StitchChart, blocks, grid_lines, panel_chart
from mtmpattern.knitting.chart_pdf import chart_pdf
from mtmpattern.knitting.chart_svg import CELL, chart_svg
from mtmpattern.knitting.panel import Panel
from tests.knitting.panels import front, samples

SWATCH = read_swatch("merino-kniterate")

SMALL = panel_of_edges(
    "small", [0] * 6 + [-1, -1, 1, 1, 2, 2, 2, 2, 2, 2], [11] * 6 + [12, 12, 12, 9, 9, 9, 8, 8, 8, 8],
    neck=([4, 4, 3, 3], [6, 6, 7, 7]), band=Band("rib", 2), marks=[Mark(4, "left"), Mark(4, "right")],
    fashioning=Fashioning(1, 2))

SMALL_ROWS = """\
...kk...kk....
...k\\.../k....
...kkk.kkk....
...kkkbk\\k....
...kkkkkkkk...
...k/kkkkkk...
..kkkkkkkkkbbb
..//kkkkkkkkkk
kkkkkkkkkkkkkk
klkkkkkkkkkklk
.kkkkkkkkkkkk.
.kkkkkkkkkkkk.
.kmkkkkkkkkmk.
.kkkkkkkkkkkk.
.kpkpkpkpkpkp.
.kpkpkpkpkpkp.
"""


def chart_of(panel: Panel, machine: str = "kniterate") -> StitchChart:
    made = read_machine(machine)
    return panel_chart(knit_panel(panel, made, SWATCH).plan, SWATCH.swatch.aspect, away=made.right_side_away)


def test_a_chart_as_text():
    chart = chart_of(SMALL, "hand")
    assert "\n".join(reversed(chart.rows)) + "\n" == SMALL_ROWS
    assert chart.left == -1


def test_the_chart_shows_the_right_side_whichever_way_the_panel_lies():
    assert [row[::-1] for row in chart_of(replace(SMALL, starts="right"), "domestic-200").rows] != SMALL_ROWS
    straight = panel_of_edges("s", [0] * 9 + [4] * 9, [19] * 18)
    for machine in ("kniterate", "domestic-200", "hand"):
        rows = chart_of(straight, machine).rows
        assert rows[-1].startswith("....k")
        assert rows[-1].endswith("k")


def test_every_stitch_of_the_outline_is_a_cell():
    for panel in samples():
        chart = chart_of(panel)
        assert len(chart.rows) == len(panel.courses)
        for row, stitches in zip(chart.rows, chart.stitches, strict=True):
            bound = row.count("b")
            assert len(row.replace(".", "")) == stitches + bound


def test_a_swatch_is_measured_from_mark_to_mark():
    rows = chart_of(swatch_panel(50, 70)).rows
    marked = [course for course, row in enumerate(rows) if "m" in row]
    assert marked[1] - marked[0] == 70
    assert {(row.index("m"), row.rindex("m") - row.index("m")) for row in rows if "m" in row} == {(1, 50)}


def test_waiting_stitches_and_wraps_are_shown():
    chart = chart_of(front(short_rows=True))
    letters = set("".join(chart.rows))
    assert {"w", "t", "m", "b", "/", "\\", "p"} <= letters <= set(KINDS)
    assert chart.used[0] == "k"


def unpacked(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and lines of palette numbers; nothing of ours is used."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    at = png.index(b"IDAT")
    data = zlib.decompress(png[at + 4:at + 4 + int.from_bytes(png[at - 4:at], "big")])
    return width, height, [data[row * (width + 1) + 1:(row + 1) * (width + 1)] for row in range(height)]


def test_the_picture_has_a_pixel_for_every_stitch():
    chart = chart_of(SMALL)
    width, height, lines = unpacked(chart.png())
    assert (width, height) == (chart.width, len(chart.rows))
    order = list(KINDS)
    assert ["".join(order[number] for number in line) for line in reversed(lines)] == list(chart.rows)


def test_the_drawing_has_the_proportions_of_the_gauge():
    chart = chart_of(SMALL)
    root = ET.fromstring(chart_svg(chart))
    name = "{http://www.w3.org/2000/svg}"
    cells = root.find(f"{name}g").findall(f"{name}rect")
    assert len(cells) == len(list(blocks(chart.rows)))
    high = CELL * 3.0 / 4.2
    assert {round(float(cell.get("height")) / high % 1, 3) for cell in cells} <= {0, 1}
    assert sum(float(cell.get("width")) * float(cell.get("height")) for cell in cells) == pytest.approx(
        CELL * high * sum(len(row.replace(".", "")) for row in chart.rows), rel=1e-4)
    texts = [each.text for each in root.iter(f"{name}text")]
    assert "14 st" in texts
    assert KINDS["l"].words in texts
    assert KINDS["o"].words not in texts


def test_the_pages_hold_every_course_and_stitch():
    chart = chart_of(front(200))
    document = pypdfium2.PdfDocument(chart_pdf(chart, "a4", ["note"]))
    texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) > 3
    assert "note" in texts[0]
    assert KINDS["b"].words in texts[0]
    covered = {}
    for number, text in enumerate(texts[1:], 2):
        words = text.split(f"page {number} of {len(texts)}: rows ")[1].split("\n")[0].replace(",", "").split()
        low, high, left, right = (int(words[at]) for at in (0, 2, 4, 6))
        for course in range(low, high + 1):
            for stitch in range(left, right + 1):
                assert (course, stitch) not in covered
                covered[course, stitch] = number
    assert len(covered) == len(chart.rows) * chart.width


@pytest.mark.parametrize("page", ["a4", "letter"])
def test_the_same_chart_gives_the_same_bytes(page: str):
    chart = chart_of(SMALL)
    assert chart_pdf(chart, page) == chart_pdf(chart_of(SMALL), page)
    assert chart_svg(chart) == chart_svg(chart_of(SMALL))
    assert chart.png() == chart_of(SMALL).png()


def test_a_name_in_other_letters_is_no_obstacle():
    chart = chart_of(replace(SMALL, name="袖 <&> Ärmel"))
    assert "Ärmel" in pypdfium2.PdfDocument(chart_pdf(chart))[0].get_textpage().get_text_range()
    ET.fromstring(chart_svg(chart))


def test_the_grid_goes_around_every_cell_and_no_other():
    along, up = grid_lines(["xx.", ".x."])
    assert along == [(0, 0, 2), (1, 0, 2), (2, 1, 2)]
    assert up == [(0, 0, 1), (1, 0, 2), (2, 0, 2)]


def test_a_very_small_panel_has_a_chart():
    chart = chart_of(Panel("p", ((PanelStretch(0, 1),),) * 3))
    assert chart.rows == ("kk",) * 3
    assert len(pypdfium2.PdfDocument(chart_pdf(chart))) == 2
