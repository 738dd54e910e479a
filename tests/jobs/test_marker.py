"""The library's way to a marker, and the files that a command takes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern.cutting import MarkerStore
from mtmpattern.cutting.lay_shapes import kept_lengths
from mtmpattern.drafting.request_text import read_request
from mtmpattern.formats import find_format
from mtmpattern.jobs.make import make_garment
from mtmpattern.jobs.marker import main_role
from mtmpattern.jobs.typed_cloth import read_cloths
from mtmpattern.orders.laid import JobSettings, read_jobs
from tests.cutting.lays import BOX, TOY, TWILL, garment, piece, real
from tests.templates.people import BODIES, made

ORDER = Path(__file__).parents[2] / "examples" / "order.json"


def test_a_marker_of_patterns_by_a_count_repeats():
    one, two = (mtm.marker([made("crew-tee", "ana"), real("crew-tee", "ana")], steps=3, spacing=2.0) for _ in range(2))
    assert one.to_json() == two.to_json()
    assert [lay.search.steps for lay in one.lays] == [3, 3]
    assert isinstance(one, mtm.MarkerPlan)


def test_a_fabric_without_a_role_is_that_of_the_shell():
    plan = mtm.marker(real("crew-tee", "ana"), fabric=replace(mtm.read_fabric("jersey"), width=1600.0), seconds=0)
    assert {lay.name: lay.marker.width for lay in plan.lays} == {"shell": 1600.0, "rib": 1000.0}
    two = mtm.marker(real("crew-tee", "ana"), fabric={"rib": ["rib"]}, seconds=0)
    assert two.lays[1].fabric.name == "rib"
    assert main_role(["rib", "rib"]) == "rib"
    with pytest.raises(mtm.StationError, match="does not say which role"):
        main_role(["rib", "lining"])


def test_a_cutter_brings_its_spacing_table_and_window():
    plan = mtm.marker(TOY, cutter="metric", seconds=0)
    assert (plan.rules.spacing, plan.rules.table, plan.lays[0].reach) == (3.0, 12_000.0, 2_000.0)
    assert mtm.marker(TOY, cutter="metric", table=5000, spacing=0, seconds=0).rules.table == 5000.0


@pytest.mark.parametrize("wrong", [
    {"steps": 1, "seconds": 1.0}, {"steps": 0}, {"seconds": -1.0}, {"seed": -1}])
def test_effort_that_cannot_be(wrong):
    with pytest.raises(mtm.OptionError) as caught:
        mtm.marker(TOY, **wrong)
    assert caught.value.code == "marker.effort"
    with pytest.raises(mtm.OptionError, match="seconds: nan is not a number"):
        mtm.marker(TOY, seconds=float("nan"))


def test_every_argument_of_a_wrong_kind_in_one_report():
    with pytest.raises(mtm.OptionError) as caught:
        mtm.marker(TOY, seconds=float("nan"), plies="two", end=None)
    assert {(each.code, each.where) for each in caught.value.problems} == {
        ("option.type", "seconds"), ("option.type", "plies"), ("option.type", "end")}


def test_what_is_no_garment_is_refused():
    with pytest.raises(mtm.StationError, match="a dict cannot be laid"):
        mtm.marker([{}])
    with pytest.raises(mtm.StationError, match="nothing to lay"):
        mtm.marker([])


# ---- kept markers tell make how much cloth it takes --------------------------------------------------------------


def test_make_says_at_most_until_a_marker_is_kept(tmp_path):
    template = type(made("crew-tee", "ana")) and "crew-tee"
    asked = read_request(mtm.drafting.library.find_template(template))

    def make():
        return make_garment(mtm.drafting.library.find_template(template), mtm.read_body("ana"), asked, ("svg",),
                            store=tmp_path)

    first = make()
    assert first.needs["shell"].at_most and "takes 0.74 m at most, 5.0" in first.files["crew-tee.svg"].decode()
    plan = mtm.marker(first.pattern, seconds=0.1, store=tmp_path)
    again = make()
    assert not again.needs["shell"].at_most
    assert again.needs["shell"].length == pytest.approx(plan.lays[0].marker.length)
    assert kept_lengths(first.pattern.for_cutting(), tmp_path)["rib"] == plan.lays[1].marker.length
    assert MarkerStore(tmp_path / "none").shortest("x") is None


def test_cloth_too_narrow_is_told_for_its_role_alone(tmp_path):
    from mtmpattern.placing.marker import cloth_needs, consumption  # noqa: PLC0415

    wide = garment(BOX, piece("band", (0, 0), (1600, 0), (1600, 50), (0, 50), role="rib"))
    needs = cloth_needs(wide)
    assert needs["shell"].length > 0
    assert needs["rib"].refused == "band.rib.1 is 1600.0 mm wide and the cloth 1450.0 mm"
    with pytest.raises(mtm.StationError) as caught:
        consumption(wide)
    assert caught.value.code == "marker.too_wide"


# ---- jobs --------------------------------------------------------------------------------------------------------


def settings(**given):
    return JobSettings(**given)


def test_patterns_drawings_orders_and_measurement_files_are_told_apart(tmp_path):
    pattern = made("crew-tee", "ana")
    (tmp_path / "pattern.json").write_text(pattern.to_json())
    (tmp_path / "tee.dxf").write_bytes(find_format("dxf").write(pattern.for_cutting(), {})["crew-tee.dxf"])
    order = json.loads(ORDER.read_text()) | {"copies": 3, "order": "1042"}
    (tmp_path / "order.json").write_text(json.dumps(order))
    jobs = [tmp_path, tmp_path / "pattern.json", tmp_path / "tee.dxf", tmp_path / "order.json", BODIES / "ben.yaml"]
    bundles = read_jobs(jobs, settings(templates=("crew-tee",), sizes="women:S,M", copies=2))
    assert [(bundle.pattern.template, bundle.copies, bundle.order) for bundle in bundles] == [
        ("crew-tee", 2, ""), ("crew-tee", 2, ""), ("foreign", 2, ""), ("crew-tee", 6, "1042"), ("crew-tee", 2, ""),
        ("crew-tee", 2, ""), ("crew-tee", 2, "")]
    assert [bundle.pattern.size for bundle in bundles[-2:]] == ["S", "M"]
    assert len(bundles[2].pattern.parts) == len(bundles[0].pattern.parts)


def test_what_was_found_in_a_file_is_reported_and_never_stored(tmp_path):
    pattern = made("crew-tee", "ana")
    content = find_format("dxf").write(pattern.for_cutting(), {})["crew-tee.dxf"]
    (tmp_path / "none.dxf").write_bytes(content.replace(b"Quantity: 1", b"Quantity: 0"))
    (tmp_path / "odd.yaml").write_text("sex: female\nunit: cm\nmeasurements: {height: 167, chest: 107, waist: 75, "
                                       "hip: 84, arm_length: 58}\n")
    drawing, person = read_jobs([tmp_path / "none.dxf", tmp_path / "odd.yaml"],
                                settings(templates=("crew-tee",), estimates=True))
    assert any(remark.startswith("none.dxf: ") and "dxf.quantity" in remark for remark in drawing.remarks)
    assert any(remark.startswith("odd.yaml: ") and "hip" in remark and "chest" in remark for remark in person.remarks)
    plan = mtm.marker(person.pattern, steps=1)
    assert not any(remark in plan.to_json() for remark in person.remarks)
    assert read_jobs([BODIES / "ana.yaml"], settings(templates=("crew-tee",)))[0].remarks == ()


@pytest.mark.parametrize(("change", "code"), [
    ({"template": "/etc/passwd.py"}, "template.unknown"), ({"measurements": "/etc/passwd"}, "order.measurements"),
    ({"options": []}, "file.type"), ({"fabrics": {"shell": "/etc/passwd"}}, "order.fabric"),
    ({"else": 1}, "order.field"), ({"options": {"estimates": True}}, "option.unknown"), ({"fit": "odd"}, "fit.unknown"),
])
def test_an_order_names_no_files_and_nothing_unknown(tmp_path, change, code):
    path = tmp_path / "order.json"
    path.write_text(json.dumps(json.loads(ORDER.read_text()) | change))
    with pytest.raises(mtm.MtmError) as caught:
        read_jobs([path], settings())
    assert caught.value.code == code


def test_a_measurement_file_needs_a_template(tmp_path):
    with pytest.raises(mtm.OptionError, match="needs a template"):
        read_jobs([BODIES / "ana.yaml"], settings())
    with pytest.raises(mtm.OptionError, match="drafted from a template"):
        read_jobs([], settings(sizes="women:S"))
    with pytest.raises(mtm.FileFormatError, match=r"holds no pattern\.json"):
        read_jobs([tmp_path], settings())
    with pytest.raises(mtm.MtmError) as caught:
        read_jobs([tmp_path / "none.yaml", tmp_path / "no.dxf"], settings(templates=("crew-tee",)))
    assert len(caught.value.problems) == 2


def test_cloths_and_widths_as_typed(tmp_path):
    found = read_cloths(["jersey", "rib=rib"], ["150 cm", "1.8 m"])
    assert [(cloth.name, cloth.width) for cloth in found[""]] == [("jersey", 1500.0), ("jersey", 1800.0)]
    assert found[""][1].price.amount > found[""][0].price.amount
    assert found["rib"][0].name == "rib"
    for texts, widths in ((["nothing"], []), (["jersey"], ["wide"]), ([], ["150 cm"]), (["jersey"], ["3 mm"])):
        with pytest.raises(mtm.MtmError):
            read_cloths(texts, widths)


def test_toys_are_cheap():
    assert TWILL.cost(1000.0) == TWILL.price.amount
