"""Swatches: read back the same, faults with their lines, and what a swatch cannot have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern import FileFormatError
from mtmpattern.pattern.model.cloth import swatch
from mtmpattern.pattern.model.fabric import Fabric
from mtmpattern.pattern.model.fabric_file import read_fabric
from mtmpattern.pattern.model.swatch import COUNTS, STITCH_MASS, STRUCTURES, ZONES, Swatch, SwatchCount

COUNTED = {"structure": "1x1 rib", "yarn": "lambswool Nm 2/15", "stitches": {"mean": 44, "spread": "0.6"},
           "courses": {"mean": "58,5", "spread": 1}, "stitch_mass": "1.9 mg"}
PLAIN = {"name": "x", "kind": "swatch", "swatch": COUNTED}


def faults(source):
    with pytest.raises(FileFormatError) as caught:
        read_fabric(source)
    return [(problem.code, problem.line) for problem in caught.value.problems]


def test_a_swatch_is_a_fabric_without_width_whose_stitches_weigh():
    fabric = read_fabric({**PLAIN, "swatch": {**COUNTED, "stitch_numbers": {"rib": 34, "body": "C"}, "machine": "E7",
                                             "half_gauge": "yes"}})
    seen = fabric.swatch
    assert seen == Swatch(structure="1x1 rib", yarn="lambswool Nm 2/15", stitches=SwatchCount(44, 0.6),
                          courses=SwatchCount(58.5, 1), stitch_mass=0.0019,
                          stitch_numbers=(("rib", "34"), ("body", "C")), machine="E7", half_gauge=True)
    assert (fabric.width, fabric.kind, fabric.shrinks) == (0, "swatch", False)
    assert fabric.mass == seen.mass == pytest.approx(440 * 585 * 0.0019)
    assert (seen.stitch_width, seen.course_height) == (pytest.approx(2.2727, abs=1e-4), pytest.approx(1.7094, abs=1e-4))
    assert [seen.stitch_number(zone) for zone in ("rib", "body", "bind-off")] == ["34", "C", "C"]


@st.composite
def swatches(draw):
    def count():
        mean = round(draw(st.floats(*COUNTS)), 9)
        return SwatchCount(mean, round(draw(st.floats(0, 0.149)) * mean, 9))

    zones = draw(st.lists(st.sampled_from(ZONES), unique=True))
    return Swatch(structure=draw(st.sampled_from(STRUCTURES)), yarn="wool Nm 2/30", stitches=count(), courses=count(),
                  stitch_mass=round(draw(st.floats(*STITCH_MASS)), 12), machine=draw(st.sampled_from(["", "E15"])),
                  stitch_numbers=tuple((zone, str(draw(st.integers(0, 999)))) for zone in zones),
                  half_gauge=draw(st.booleans()))


@given(swatches())
def test_what_a_swatch_writes_reads_back_equal(made):
    if not 5 <= made.mass <= 2000:
        with pytest.raises(FileFormatError, match="mass"):
            Fabric.of_swatch("x", made)
        return
    fabric = Fabric.of_swatch("x", made, stretch_weft=0.5)
    assert read_fabric(fabric.to_dict()) == fabric
    assert hash(fabric) == hash(read_fabric(fabric.to_dict()))


@pytest.mark.parametrize(("change", "codes"), [
    ({"structure": "jersy"}, ["fabric.word"]), ({"yarn": "a\x1b[31m"}, ["fabric.name"]),
    ({"stitches": 44}, ["file.type"]), ({"stitches": {"mean": 44}}, ["fabric.missing"]),
    ({"stitches": {"mean": 44, "spread": 20}}, ["fabric.range"]),
    ({"courses": {"mean": 2, "spread": 0}}, ["fabric.range"]),
    ({"courses": {"mean": 58, "sd": 1}}, ["fabric.field", "fabric.missing"]),
    ({"stitch_mass": "1.9"}, ["fabric.number"]), ({"stitch_mass": "9 g"}, ["fabric.range"]),
    ({"stitch_mass": "40 mg"}, ["fabric.range"]),
    ({"stitch_numbers": {"bdy": 3}}, ["fabric.word"]), ({"stitch_numbers": {"body": "3.5"}}, ["fabric.number"]),
    ({"stiches": 4}, ["fabric.field"]), ({"half_gauge": "perhaps"}, ["file.type"]),
    ({"stitches": {"mean": "9" * 100_000, "spread": 1}}, ["fabric.number"]),
])
def test_bad_counts_are_refused(change, codes):
    assert [code for code, _ in faults({**PLAIN, "swatch": {**COUNTED, **change}})] == codes


@pytest.mark.parametrize(("change", "codes"), [
    ({"width": "150 cm"}, ["fabric.swatch"]), ({"mass": "200 g/m2"}, ["fabric.swatch"]),
    ({"full_width": "150 cm"}, ["fabric.swatch"]), ({"shrinkage": {"warp": "5 %"}}, ["fabric.swatch"]),
    ({"selvedge": "1 cm", "nap": "yes", "price": "9 EUR/m"}, ["fabric.swatch"] * 3),
    ({"form": "tubular"}, ["fabric.swatch"]),
    ({"kind": "knit"}, ["fabric.missing"] * 2 + ["fabric.swatch"]), ({"swatch": {}}, ["fabric.missing"] * 5),
])
def test_what_only_cloth_on_a_roll_has(change, codes):
    assert sorted(code for code, _ in faults({**PLAIN, **change})) == sorted(codes)


def test_a_swatch_that_is_not_there():
    assert faults({"name": "x", "kind": "swatch"}) == [("fabric.missing", None)]
    with pytest.raises(FileFormatError, match="no swatch"):
        replace(read_fabric("jersey"), kind="swatch")
    with pytest.raises(FileFormatError, match="no mass"):
        replace(read_fabric(PLAIN), mass=123.0)


def test_every_fault_of_a_swatch_with_its_line(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("name: x\nkind: swatch\nwidth: 1 m\nswatch:\n  structure: jersay\n  yarn: wool\n"
                    "  stitches: {mean: 600, spread: 1}\n  courses: {mean: 60, spread: 1}\n  stitch_mass: 1 mg\n")
    assert faults(path) == [("fabric.word", 5), ("fabric.range", 7)]
    path.write_text(path.read_text().replace("jersay", "jersey").replace("600", "60"))
    assert faults(path) == [("fabric.swatch", 3)]


def test_the_shipped_swatch_stands_in_and_is_as_dense_as_wool_relaxes():
    fabric = read_fabric(swatch().default)
    assert swatch().refuses(fabric) is None
    seen = fabric.swatch
    assert seen is not None
    loop = seen.stitch_mass / 66.7 * 1e6                    # mm, of a yarn of 66.7 tex
    assert seen.stitches.mean * seen.courses.mean / 100 * (loop / 10) ** 2 == pytest.approx(21.6, rel=0.01)
