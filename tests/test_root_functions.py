"""The functions at the root of the package: writing, reading, a picture; and what files say of the body."""

from __future__ import annotations

import inspect
import json
import typing
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

import mtmpattern as mtm

ANA = mtm.read_body("ana")


@pytest.fixture(scope="module")
def ana():
    return ANA


@pytest.fixture(scope="module")
def tee(ana):
    return mtm.draft("crew-tee", ana, estimates=True)


@pytest.mark.parametrize("name", [
    name for name in mtm.__all__ if inspect.isfunction(getattr(mtm, name))])
def test_every_function_has_types_and_a_docstring(name):
    function = getattr(mtm, name)
    known = inspect.signature(function)
    assert inspect.getdoc(function), name
    assert known.return_annotation is not inspect.Signature.empty, name
    assert all(each.annotation is not inspect.Parameter.empty for each in known.parameters.values()), name


def test_writing(tee, tmp_path):
    files = mtm.write(tee, "svg", "DXF", settings={"palette": "laser"})
    assert set(files) == {"crew-tee.svg", "crew-tee.dxf"} and all(isinstance(each, bytes) for each in files.values())
    assert files == mtm.write(tee, "svg", "dxf", settings={"palette": "laser"}, folder=tmp_path / "out")
    assert (tmp_path / "out" / "crew-tee.svg").read_bytes() == files["crew-tee.svg"]


@pytest.mark.parametrize(("wrong", "code"), [
    (mtm.write, "format.unknown"), (lambda tee: mtm.write(tee, "gif", "tiff"), "format.unknown"),
    (lambda tee: mtm.write(tee, "svg", settings={"colour": "red"}), "format.setting"),
    (lambda tee: mtm.write(tee.to_json(), "svg"), "format.pattern"),
    (lambda tee: mtm.thumbnail(tee, form="gif"), "format.unknown"), (lambda _: mtm.thumbnail(None), "format.pattern"),
    (lambda tee: mtm.thumbnail(tee, width=10**9), "format.value"),
    (lambda tee: mtm.thumbnail(tee, width=True), "format.value")])
def test_what_cannot_be_written(tee, wrong, code):
    with pytest.raises(mtm.ExportError) as caught:
        wrong(tee)
    assert caught.value.code == code and caught.value.hint


@pytest.mark.parametrize(("wrong", "code", "words"), [
    (lambda: mtm.draft("trousers", ANA, estimates="no"), "option.type", "estimates: 'no' is not True or False"),
    (lambda: mtm.draft("crew-tee", ANA, audit=1), "option.type", "audit"),
    (lambda: mtm.draft("crew-tee", ANA, options={"neck_drop": 95}, neck_drop=100), "option.twice", "95 and 100"),
    (lambda: mtm.draft("crew-tee", ANA, alteration={"length": 5}), "option.unknown", "Did you mean alterations?"),
    (lambda: mtm.draft("crew-tee", ANA, neck_dorp=95), "option.unknown", "Did you mean neck_drop?"),
    (lambda: mtm.write(mtm.draft("crew-tee", ANA, estimates=True), "svg", on_fold="yes"), "option.type", "on_fold"),
    (lambda: mtm.Shop(salt=5), "option.type", "salt"),
    (lambda: mtm.Shop(templates="crew-tee"), "option.type", "list of names"),
    (lambda: mtm.Shop(templates=("crew-te",)), "template.unknown", "crew-tee")])
def test_arguments_of_the_wrong_kind(wrong, code, words):
    with pytest.raises(mtm.MtmError) as caught:
        wrong()
    assert [each.code for each in caught.value.problems] == [code]
    assert words in str(caught.value)


@pytest.mark.parametrize("number", [np.int64(95), np.float32(95), Decimal(95), Fraction(95)], ids=repr)
def test_numbers_of_every_kind(ana, number):
    asked = mtm.draft("crew-tee", ana, neck_drop=number, alterations={"length": number})
    assert asked.to_json() == mtm.draft("crew-tee", ana, neck_drop=95, alterations={"length": 95}).to_json()
    with pytest.raises(mtm.OptionError, match="950 cm is not allowed"):
        mtm.draft("crew-tee", ana, neck_drop=100 * number)


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("sNaN"), np.float64("inf"), 10**400, np.True_, "95"],
                         ids=lambda number: type(number).__name__)
def test_what_is_no_number(ana, number):
    with pytest.raises(mtm.OptionError) as caught:
        mtm.draft("crew-tee", ana, neck_drop=number, alterations={"length": number})
    assert [each.code for each in caught.value.problems] == ["option.type", "alteration.type"]


def test_reading_what_was_written(tee, tmp_path):
    path = tmp_path / "pattern.json"
    path.write_text(tee.to_json())
    for source in (tee.to_json(), path, path.read_bytes()):
        assert mtm.read_pattern(source) == tee


def test_a_thumbnail_is_small_and_says_nothing(tee):
    svg, png = mtm.thumbnail(tee), mtm.thumbnail(tee, form="png", width=200)
    assert len(svg) < 12_000 and svg == mtm.thumbnail(tee)
    root = ElementTree.fromstring(svg)
    assert [each.tag.rpartition("}")[2] for each in root] == ["path", "path"] and root.get("width") == "320"
    image = Image.open(BytesIO(png))
    assert image.width == 200 and len(set(image.tobytes())) > 10 and png == mtm.thumbnail(tee, form="png", width=200)


def test_the_nearest_size_says_whether_it_fits_and_which_is_second():
    chart = mtm.find_chart("women")
    size = chart.body("92-164")
    near = size.nearest_size(chart)
    assert (near.size, near.within, near.runner_up) != ("92-164", True, "") and near.within and near.apart[0] == 0
    large = mtm.Body.of({"chest_girth": size.chest_girth + 220, "waist_girth": size.waist_girth,
                         "hip_girth": size.hip_girth, "height": size.height}, sex="female", unit="in")
    far = large.nearest_size(chart)
    assert not far.within and "chest_girth" in far.beyond and far.runner_up and far.apart[0] <= far.apart[1]
    assert "outside the chart in" in str(far) and " in" in str(far) and " cm" not in str(far)
    assert json.loads(json.dumps(far.to_dict()))["within"] is False
    assert typing.get_type_hints(type(far))["runner_up"] is str


# ---- What files say of the body -------------------------------------------------------------------------------------


def measures_in(text, body):
    """The measures of a body that stand in a text, in mm or cm."""
    return [name for name, each in body.measures.items() if each.source == "measured"
            and any(f" {number} " in text.replace("<", " ").replace(",", " ").replace(";", " ") for number in (
                f"{each.middle:.0f} mm", f"{each.middle / 10:.1f} cm", f"{each.middle:.3f}"))]


def test_files_of_make_hold_no_measure_of_the_body(ana, tee):
    stored = json.loads(tee.without_body().to_json())
    assert stored["ease"] == [] and {each["needed"] for each in stored["passages"]} == {0}
    assert not {"estimated", "measurements", "measure.unused"} & {each["code"] for each in stored["notes"]}
    whole = mtm.complete(ana, ana.names)
    texts = [tee.without_body().to_json(), *(each.decode("utf-8", "replace") for each in mtm.write(
        tee, "svg", "dxf", "hpgl", "cutter").values())]
    for text in texts:
        assert ana.digest not in text and whole.digest not in text and tee.inputs["body"] not in text
        assert tee.digest not in text and tee.inputs["body"][:12] not in text
        assert measures_in(text, ana) == []


def test_the_label_of_a_garment_tells_bodies_apart_and_survives_storing(tee, ana):
    other = mtm.draft("crew-tee", ana.with_measures({"waist_girth": mtm.Measure(760, 760)}), estimates=True)
    assert other.size != tee.size and other.digest != tee.digest
    again = mtm.read_pattern(tee.without_body().to_json())
    assert again.size == tee.size and again.digest == tee.public_digest == again.public_digest
    assert [each.code for each in again.remarks] == ["pattern.body"]


def test_a_file_without_the_body_knows_its_body_again(tee, ana):
    from mtmpattern.drafting.library import find_template  # noqa: PLC0415

    body = mtm.complete(ana, find_template("crew-tee").needs)
    assert not mtm.read_pattern(tee.without_body().to_json(), body=body).remarks
    with pytest.raises(mtm.FileFormatError, match="a body other than"):
        mtm.read_pattern(tee.without_body().to_json(), body=mtm.read_body("mei"))
