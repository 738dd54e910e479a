"""Fabrics: files that read back the same, faults gathered with their places, and cloth that is refused."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern import FileFormatError
from mtmpattern.pattern.fabric import LIMITS, Cloth, Fabric, Price, knit, read_fabric, shipped_fabrics, woven

PLAIN = {"name": "x", "kind": "knit", "width": "150 cm", "mass": "180 g/m2"}


def faults(source):
    with pytest.raises(FileFormatError) as caught:
        read_fabric(source)
    return [(problem.code, problem.line) for problem in caught.value.problems]


@pytest.mark.parametrize("name", shipped_fabrics())
def test_shipped_fabrics_read_and_go_by_their_file_name(name):
    fabric = read_fabric(name)
    assert fabric.name == name
    assert read_fabric(fabric.to_dict()) == fabric


def test_the_cloth_that_stands_in_when_nobody_brings_any_suits_and_is_not_cut_larger():
    for cloth in (knit(stretch=0.25, mass=(120, 260)), woven(mass=(150, 400))):
        fabric = read_fabric(cloth.default)
        assert cloth.refuses(fabric) is None
        assert not fabric.shrinks


@st.composite
def fabrics(draw):
    numbers = {name: round(draw(st.floats(least, most)), 9) for name, (least, most) in LIMITS.items()}
    price = draw(st.none() | st.builds(Price, st.decimals(0, 999, places=2), st.sampled_from(["EUR", "USD"])))
    return Fabric(name="Jersey 30/1, ecru", kind=draw(st.sampled_from(["knit", "woven", "fusible"])),
                  nap=draw(st.booleans()), price=price, **numbers)


@given(fabrics())
def test_what_a_fabric_writes_reads_back_equal(fabric):
    assert read_fabric(fabric.to_dict()) == fabric


def test_values_as_people_write_them(tmp_path):
    path = tmp_path / "cloth.yaml"
    path.write_text("name: Grey marl\nkind: knit\nunit: cm\nwidth: 59 in\nselvedge: 1,5\nmass: 5.3 oz/yd2\n"
                    "shrinkage: {warp: 5 %, weft: 0.03}\nrecovery: 92,5 %\nnap: yes\nrepeat: {weft: 2}\n"
                    "price: 6.80 EUR/m\n")
    fabric = read_fabric(path)
    assert fabric == Fabric(name="Grey marl", kind="knit", width=1498.6, selvedge=15, mass=fabric.mass,
                            shrinkage_warp=0.05, shrinkage_weft=0.03, recovery=0.925, nap=True, repeat_weft=20,
                            price=Price(Decimal("6.80"), "EUR"))
    assert fabric.mass == pytest.approx(179.70, abs=0.01)


def test_every_fault_of_a_file_in_one_report_with_its_line(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("name: x\nkind: kniit\nwidth: 150\nmass: 18000\nshrinkage: {warp: 5, wef: 3 %}\n"
                    "strech: {warp: 3 %}\nprice: 7 euros\nnap: maybe\n")
    assert faults(path) == [("fabric.kind", 2), ("fabric.unit", 3), ("fabric.range", 4), ("fabric.field", 5),
                            ("fabric.field", 6), ("fabric.price", 7), ("file.type", 8)]
    with pytest.raises(FileFormatError, match=r"no strech\. Did you mean stretch\? .*bad\.yaml line 6"):
        read_fabric(path)


@pytest.mark.parametrize(("change", "code"), [
    ({"width": "150"}, "fabric.unit"), ({"width": "15 km"}, "fabric.unit"), ({"width": "-5 cm"}, "fabric.negative"),
    ({"width": "1 cm"}, "fabric.range"), ({"width": "nan"}, "fabric.number"), ({"width": None}, "file.type"),
    ({"width": ["150 cm"]}, "file.type"), ({"width": float("nan")}, "fabric.number"),
    ({"mass": "0 g/m2"}, "fabric.range"), ({"mass": "180 kg"}, "fabric.number"),
    ({"mass": "9" * 100_000}, "fabric.number"), ({"unit": "miles"}, "fabric.unit"),
    ({"stretch": "60 %"}, "file.type"), ({"stretch": {"weft": "60"}}, "fabric.unit"),
    ({"stretch": {"weft": "9" * 100_000}}, "fabric.number"), ({"stretch": {"weft": "301 %"}}, "fabric.range"),
    ({"shrinkage": {"warp": "-6 %"}}, "fabric.range"), ({"recovery": "101 %"}, "fabric.range"),
    ({"name": "../../etc"}, "fabric.name"), ({"name": "a\x1b[31m"}, "fabric.name"), ({"name": ""}, "fabric.name"),
    ({"kind": 5}, "fabric.kind"), ({"price": "6,80 EUR/m"}, "fabric.price"), ({"colour": "red"}, "fabric.field"),
])
def test_bad_values_are_refused(change, code):
    assert [found for found, _ in faults({**PLAIN, **change})] == [code]


def test_what_must_be_there_and_what_is_no_fabric(tmp_path):
    assert faults({}) == [("fabric.missing", None)] * 4
    assert faults({"name": "x"}) == [("fabric.missing", None)] * 3
    assert faults("jersy") == [("fabric.unknown", None)]
    assert faults(tmp_path / "none.yaml") == [("file.missing", None)]
    assert faults(tmp_path) == [("file.type", None)]


@pytest.mark.parametrize(("name", "value"), [
    ("width", 15.0), ("mass", float("nan")), ("stretch_weft", 60), ("kind", "silk"),
])
def test_a_fabric_made_by_a_program_keeps_the_same_limits(name, value):
    with pytest.raises(FileFormatError):
        replace(read_fabric("jersey"), **{name: value})


def test_every_number_of_a_fabric_has_limits():
    assert {field.name for field in fields(Fabric) if field.type == "float"} == LIMITS.keys()


def test_cloth_says_what_it_needs_and_why_it_refuses():
    cloth = knit(stretch=0.7, along=0.1, mass=(150, 200))
    assert cloth.sentence == "a knit of 150 to 200 g/m2 that stretches at least 70 % across and at least 10 % along"
    assert cloth.refuses(read_fabric("jersey")) == f"jersey stretches only 60 % across; this needs {cloth.sentence}"
    assert cloth.refuses(read_fabric("rib")) == f"rib is too heavy with 230 g/m2; this needs {cloth.sentence}"
    assert woven().sentence == "a woven cloth of 60 to 500 g/m2"
    assert woven().refuses(read_fabric("jersey")) == "jersey is a knit; this needs a woven cloth of 60 to 500 g/m2"
    assert woven(mass=(150, 400)).refuses(read_fabric("lining")).startswith("lining is too light with 85 g/m2")


@pytest.mark.parametrize("wrong", [{"mass": (400, 150)}, {"mass": (-1, 3)}, {"mass": (1, 2), "stretch": 25}])
def test_a_requirement_that_no_cloth_can_meet_is_a_mistake_of_the_template(wrong):
    with pytest.raises(ValueError, match="write"):
        Cloth("knit", **wrong)
