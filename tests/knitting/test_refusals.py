"""Panels that cannot be knitted: what a machine lacks, by how much, what would fit; outlines that are no panel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mtmpattern.errors import StationError
from mtmpattern.knitting import (
    Band,
    Fashioning,
    Mark,
    Panel,
    PanelStretch,
    knit_panel,
    panel_files,
    panel_of_edges,
    read_machine,
    read_swatch,
)
from tests.knitting.panels import front, sleeve

KNITERATE, SWATCH = read_machine("kniterate"), read_swatch("merino-kniterate")


def refused(panel: Panel, machine=KNITERATE, swatch=SWATCH) -> StationError:
    with pytest.raises(StationError) as error:
        knit_panel(panel, machine, swatch)
    return error.value


def test_too_few_needles():
    error = refused(front(300))
    assert error.code == "station.needles"
    assert "front takes 300 needles and kniterate has 252: 48 too few" in str(error)
    assert "shima-126-12, shima-swg091n2 would fit" in error.hint
    assert "2.52 stitches/cm or fewer" in error.hint        # 252 needles over 1000 mm


def test_too_few_carriers():
    error = refused(front(), replace(KNITERATE, main=("3",)))
    assert error.code == "station.carriers"
    assert "takes 2 carriers with the main yarn and kniterate is threaded with 1: 1 too few" in str(error)
    knit_panel(front(), replace(read_machine("domestic-200"), main=("3",)), SWATCH)
    knit_panel(sleeve(), replace(KNITERATE, main=("3",)), SWATCH)


def test_too_small_a_rack():
    wide = replace(sleeve(), fashioning=Fashioning(3, 3))
    last = wide.courses[-1][0]
    stepped = replace(wide, courses=(*wide.courses, (PanelStretch(last.left + 3, last.right),)))
    error = refused(stepped)
    assert error.code == "station.rack"
    assert "moves stitches by 3 needles and kniterate racks by 2: 1 too few" in str(error)
    assert "fashioning by 2 stitches at once would fit" in error.hint
    knit_panel(replace(stepped, fashioning=Fashioning(3, 2)), KNITERATE, SWATCH)
    assert refused(sleeve(), replace(KNITERATE, rack=0)).code == "station.rack"


def test_everything_that_is_lacking_comes_together():
    numbered = replace(SWATCH, swatch=replace(SWATCH.swatch, stitch_numbers=(("body", "77"),)))
    error = refused(front(300), replace(KNITERATE, main=("3",), rack=0), numbered)
    assert [problem.code for problem in error.problems] == [
        "station.needles", "station.carriers", "station.rack", "station.numbers"]


STRAIGHT = [0] * 12, [19] * 12


def course(*stretches: tuple[int, ...]) -> tuple[PanelStretch, ...]:
    return tuple(PanelStretch(*each) for each in stretches)


@pytest.mark.parametrize(("panel", "code", "words"), [
    (Panel("p", ()), "panel.courses", "no course"),
    (panel_of_edges("p", [0, 0, 5], [19, 19, 5]), "panel.narrow", "p course 3: only 1 stitches"),
    (panel_of_edges("p", [0, 0, 12, 12], [9, 9, 19, 19]), "panel.narrow", "all 10 stitches end"),
    (panel_of_edges("p", [0, -3, -3], [19, 19, 19]), "panel.increase", "3 stitches are added at the left edge at once"),
    (Panel("p", (course((0, 19)), *[course((0, 7), (12, 19))] * 4, course((0, 19)))), "panel.hole", "has a hole"),
    (Panel("p", (course((0, 19)), course((0, 4), (7, 10), (14, 19)))), "panel.stretches", "3 stretches"),
    (Panel("p", (course((0, 19)), course((0, 12), (10, 19)))), "panel.stretches", "overlap"),
    (Panel("p", (course((0, 19)), course((0, 9), (10, 19)))), "panel.neck", "a neck of 1 courses"),
    (Panel("p", (course((0, 19)), course((0, 19, 25, None)))), "panel.turn", "a short row from 25"),
    (Panel("p", (course((0, 19)), course((0, 19, 5, None)), course((1, 19, 5, None)))), "panel.turn",
     "is shaped while"),
    (panel_of_edges("p", *STRAIGHT, band=Band("rib", 12)), "panel.band", "a rib of 12 courses"),
    (panel_of_edges("p", [0, 1, 2, 3], [19] * 4, band=Band("rib", 2)), "panel.band", "the rib is shaped"),
    (panel_of_edges("p", *STRAIGHT, band=Band("rib", 2, 20, 1)), "panel.band", "does not fit on 20 stitches"),
    (panel_of_edges("p", *STRAIGHT, marks=[Mark(40, "left")]), "panel.mark", "part 1"),
    (panel_of_edges("p", *STRAIGHT, fashioning=Fashioning(3, 9)), "panel.fashioning", "narrowing by 9"),
])
def test_outlines_that_are_no_panel(panel: Panel, code: str, words: str):
    error = refused(panel)
    assert error.code == code
    assert words in str(error)
    assert all(problem.hint for problem in error.problems)


def test_ends_of_different_number_are_refused():
    with pytest.raises(StationError, match="12 left and 11 right"):
        panel_of_edges("p", [0] * 12, [19] * 11)


def test_a_refusal_of_the_station_comes_before_any_file():
    with pytest.raises(StationError, match=r"station\.needles"):
        panel_files(front(300), KNITERATE, SWATCH)
