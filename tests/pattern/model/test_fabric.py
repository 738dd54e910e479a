"""Fabrics: files that read back the same, faults gathered with their places, and cloth that is refused."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtmpattern import FileFormatError
from mtmpattern.documents import read_document
from mtmpattern.pattern.model import drape_figures
from mtmpattern.pattern.model.care_label import CARE, FIBRES, Fibre
from mtmpattern.pattern.model.cloth import Cloth, knit, woven
from mtmpattern.pattern.model.drape_figures import DrapeFigures
from mtmpattern.pattern.model.fabric import FORMS, LIMITS, PRINTS, Fabric, Price
from mtmpattern.pattern.model.fabric_file import read_fabric, shipped_fabrics

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
    for side in ("warp", "weft"):
        numbers[f"origin_{side}"] = round(numbers[f"repeat_{side}"] * draw(st.floats(0, 0.99)), 9)
    form = draw(st.sampled_from([*FORMS]))
    if form == "tubular":
        numbers["selvedge"] = 0.0
    price = draw(st.none() | st.builds(Price, st.decimals(0, 999, places=2), st.sampled_from(["EUR", "USD"])))
    return Fabric(name="Jersey 30/1, ecru", kind=draw(st.sampled_from(["knit", "woven", "fusible"])), form=form,
                  nap=draw(st.booleans()), price=price, print=draw(st.sampled_from([*PRINTS])), fibres=draw(fibres()),
                  care=tuple(draw(st.sampled_from(words)) for words in CARE.values() if draw(st.booleans())),
                  drape=draw(st.none() | figures()), **numbers)


@st.composite
def fibres(draw):
    names = draw(st.lists(st.sampled_from(FIBRES), unique=True, max_size=5))
    parts = draw(st.lists(st.integers(1, 100), min_size=len(names), max_size=len(names)))
    return tuple(Fibre(name, part / sum(parts)) for name, part in zip(names, parts, strict=True))


@st.composite
def figures(draw):
    return DrapeFigures(**{name: round(draw(st.floats(least, most)), 9) for name, (least, most, _) in
                           drape_figures.LIMITS.items()})


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


# ---- How it lies, and what is printed on it -----------------------------------------------------------------------


def test_the_usable_width_is_the_full_width_less_the_selvedges():
    narrow = read_fabric({"name": "x", "kind": "woven", "full_width": "150 cm", "selvedge": "12 mm", "mass": "99 g/m2"})
    assert (narrow.width, narrow.full_width) == (1476, 1500)
    assert read_fabric(narrow.to_dict()) == narrow
    assert faults({**PLAIN, "full_width": "150 cm"}) == [("fabric.twice", None)]
    assert faults({"name": "x", "kind": "woven", "full_width": "30 cm", "selvedge": "14 cm", "mass": "100 g/m2"}) == [
        ("fabric.range", None)]


@pytest.mark.parametrize(("form", "width", "layers"), [("open", 1500, 1), ("tubular", 1500, 2), ("folded", 750, 2)])
def test_what_lies_on_the_table(form, width, layers):
    fabric = read_fabric({**PLAIN, "form": form})
    assert (fabric.table_width, fabric.layers) == (width, layers)


@pytest.mark.parametrize(("lines", "one_way"), [
    ({}, False), ({"nap": "yes"}, True), ({"print": "one-way"}, True), ({"print": "either-way"}, False),
    ({"nap": "yes", "print": "either-way"}, True),
])
def test_a_print_and_a_nap_each_may_want_all_parts_one_way(lines, one_way):
    assert read_fabric({**PLAIN, **lines}).one_way is one_way


def test_a_stripe_starts_somewhere_within_its_repeat():
    fabric = read_fabric({**PLAIN, "repeat": {"weft": "40 mm"}, "origin": {"weft": "12 mm"}})
    assert (fabric.origin_weft, fabric.origin_warp) == (12, 0)
    for origin in ({"weft": "40 mm"}, {"warp": "1 mm"}):
        assert faults({**PLAIN, "repeat": {"weft": "40 mm"}, "origin": origin}) == [("fabric.origin", None)]


# ---- Fibres, care and drape ---------------------------------------------------------------------------------------


def test_fibres_in_the_order_and_by_the_names_of_a_label():
    fabric = read_fabric({**PLAIN, "fibres": {"spandex": "5 %", "Linen": "47.5 %", "cotton": "47,5 %"}})
    assert list(map(str, fabric.fibres)) == ["47.5 % cotton", "47.5 % flax", "5 % elastane"]


def test_care_in_the_order_of_a_label():
    assert read_fabric({**PLAIN, "care": ["dry clean p", "iron 150", "wash 40"]}).care == (
        "wash 40", "iron 150", "dry clean P")


def test_a_laboratory_sheet_in_the_units_of_kes():
    drape = read_fabric({**PLAIN, "drape": {
        "bending": {"warp": "0.1 gf·cm²/cm", "weft": "9.80665 µN·m"}, "tensile": {"warp": "2 kN/m", "weft": "500 N/m"},
        "shear": "1 gf/cm.deg", "friction": "0,31", "source": "our laboratory"}}).drape
    assert drape is not None
    assert drape.bending_warp == pytest.approx(drape.bending_weft) == pytest.approx(9.80665)
    assert (drape.tensile_warp, drape.tensile_weft, drape.friction) == (2000, 500, 0.31)
    assert drape.shear_warp == drape.shear_weft == pytest.approx(56.188, abs=1e-3)


@pytest.mark.parametrize("name", shipped_fabrics())
def test_every_shipped_fabric_has_drape_figures_with_their_source_fibres_and_care(name):
    data = resources.files("mtmpattern.data")
    file = next(each for each in (data / "fabrics" / f"{name}.yaml", data / "swatches" / f"{name}.yaml")
                if each.is_file())
    source = read_document(file.read_text("utf-8"), what="fabric").mapping()["drape"].mapping()["source"].text()
    assert "ACM Transactions on Graphics 30(4), 2011" in source
    fabric = read_fabric(name)
    assert fabric.fibres and fabric.care and fabric.drape
    assert (fabric.drape.tensile_weft < 100) == (fabric.kind in ("knit", "swatch")), "a knit gives way, no weave does"


DRAPE = {"bending": "12 uN m", "tensile": "100 N/m", "shear": "20 N/m", "friction": "0.3"}


@pytest.mark.parametrize(("change", "codes"), [
    ({"form": "tubulr"}, ["fabric.word"]), ({"print": "oneway"}, ["fabric.word"]), ({"form": ["open"]}, ["file.type"]),
    ({"form": "tubular", "selvedge": "1 cm"}, ["fabric.form"]), ({"origin": {"warp": "-1 mm"}}, ["fabric.negative"]),
    ({"fibres": {"cotton": "90 %", "elastane": "5 %"}}, ["fabric.fibres"]),
    ({"fibres": {"cotton": "60 %", "elastane": "60 %"}}, ["fabric.fibres"]),
    ({"fibres": {"cotton": "100 %", "wool": "0 %"}}, ["fabric.fibres"]),
    ({"fibres": {"cottn": "100 %", "wol": "5"}}, ["fabric.word"] * 2),
    ({"fibres": {"cotton": "100"}}, ["fabric.unit"]), ({"fibres": {"cotton": "120 %"}}, ["fabric.range"]),
    ({"fibres": {"linen": "50 %", "flax": "50 %"}}, ["fabric.fibres"]), ({"fibres": "cotton"}, ["file.type"]),
    ({"fibres": {f"f{n}": "1 %" for n in range(100)}}, ["fabric.range"]),
    ({"care": ["wash 40", "wash 60"]}, ["fabric.care"]), ({"care": ["wosh 40", "iron 151"]}, ["fabric.word"] * 2),
    ({"care": "wash 40"}, ["file.type"]), ({"care": [["wash 40"]]}, ["file.type"]),
    ({"drape": {**DRAPE, "bending": "12"}}, ["fabric.number"]),
    ({"drape": {**DRAPE, "shear": "3 kg"}}, ["fabric.unit"]),
    ({"drape": {**DRAPE, "bending": "9999999 uN m"}}, ["fabric.range"]),
    ({"drape": {**DRAPE, "friction": "2.5"}}, ["fabric.range"]), ({"drape": {**DRAPE, "drag": 1}}, ["fabric.field"]),
    ({"drape": {**DRAPE, "bending": {"warp": "3 uN m"}}}, ["fabric.missing"]), ({"drape": {}}, ["fabric.missing"] * 4),
    ({"drape": {**DRAPE, "tensile": "9" * 100_000}}, ["fabric.number"]), ({"drape": "soft"}, ["file.type"]),
])
def test_bad_lines_on_form_label_and_drape_are_refused(change, codes):
    assert [found for found, _ in faults({**PLAIN, **change})] == codes


def test_all_faults_of_the_newer_lines_too_each_with_its_line_and_what_was_meant(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("name: x\nkind: woven\nwidth: 150 cm\nmass: 180 g/m2\nform: foldet\norigin: {warp: 3 mm}\n"
                    "fibres:\n  cotton: 95 %\n  elastan: 5 %\ncare:\n  - wash 40\n  - iron 152\n"
                    "drape:\n  bending: 5\n  friction: 9\n")
    assert faults(path) == [("fabric.word", 5), ("fabric.origin", 6), ("fabric.word", 9), ("fabric.word", 12),
                            ("fabric.missing", 14), ("fabric.missing", 14), ("fabric.number", 14), ("fabric.range", 15)]
    with pytest.raises(FileFormatError, match=r"elastan is not known\. Did you mean elastane\? .*bad\.yaml line 9"):
        read_fabric(path)


@pytest.mark.parametrize("change", [
    {"form": "rolled"}, {"print": "no"}, {"fibres": (Fibre("cotton", 0.5),)}, {"fibres": (Fibre("cottn", 1.0),)},
    {"fibres": (Fibre("cotton", float("nan")), Fibre("wool", 0.5))}, {"care": ("boil",)}, {"origin_warp": 3.0},
])
def test_a_program_cannot_make_what_a_file_cannot_say(change):
    with pytest.raises(FileFormatError):
        replace(read_fabric("jersey"), **change)


def test_figures_of_a_program_keep_their_limits():
    drape = read_fabric("jersey").drape
    with pytest.raises(FileFormatError, match="friction"):
        replace(drape, friction=float("nan"))


def test_what_a_file_does_not_say_is_not_written():
    plain = read_fabric(PLAIN)
    assert plain.to_dict().keys() == {"name", "kind", "width", "selvedge", "mass", "thickness", "shrinkage", "fusing",
                                      "stretch", "recovery", "nap", "repeat"}
