"""Another allowance for drawings: hems with their corners, and trimmed fusibles, stay as they are."""

from __future__ import annotations

import pytest
import shapely

import mtmpattern as mtm
from mtmpattern.errors import OptionError
from mtmpattern.formats import find_format
from mtmpattern.geometry import path
from mtmpattern.jobs.make import convert_drawing, read_allowances
from mtmpattern.reading import read_dxf
from mtmpattern.reading.dxf.reseam import converted, widths_of


@pytest.fixture(scope="module")
def skirt():
    pattern = mtm.draft("straight-skirt", mtm.read_body("ana")).for_cutting()
    (content,) = find_format("dxf").write(pattern, {}).values()
    return content


def cloth(part):
    return shapely.Polygon([(at.x, at.y) for at in path.flatten(part.cut, 0.01)])


def test_the_hem_and_its_turned_corners_are_kept(skirt):
    front = read_dxf(skirt).parts()[0]
    same, kept = converted(front, 10.0)
    assert "hem of 40 mm" in kept[0]
    assert cloth(same).exterior.hausdorff_distance(cloth(front).exterior) < 0.3
    wide, _ = converted(front, 20.0)
    assert sorted({round(mm) for mm in widths_of(wide)}) == [20, 40]
    deep, kept = converted(front, 10.0, 50.0)
    assert max(map(round, widths_of(deep))) == 50 and not kept


def test_trimmed_fusible_keeps_its_line(skirt):
    fusible = next(part for part in read_dxf(skirt).parts() if part.role == "fusible")
    same, kept = converted(fusible, 15.0)
    assert same.cut == fusible.cut and "trimmed" in kept[0]


def test_the_command_says_what_it_kept(skirt):
    done = convert_drawing(skirt, ["svg"], allowance=15.0)
    assert any("keeps its hem" in each for each in done.kept) and any("trimmed" in each for each in done.kept)
    assert b"keeps its hem" in done.files["foreign.svg"]


def test_allowances_as_they_are_typed():
    assert read_allowances(["12mm", "hem=40mm"]) == (12.0, 40.0)
    for wrong in (["hem=4cm"], ["side=4cm"], ["12 ells"]):
        with pytest.raises(OptionError, match=r"export\.allowance"):
            read_allowances(wrong)
