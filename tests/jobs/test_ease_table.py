"""The table of ease: on the terminal, in JSON, on cards and in proofs, and in no file for the factory."""

import json

import pytest
from click.testing import CliRunner

import mtmpattern as mtm
from mtmpattern.body import Body
from mtmpattern.cli import main
from mtmpattern.drafting import drafted
from mtmpattern.formats.registry import find_format
from mtmpattern.papers.ease import ease_as_data, ease_rows
from mtmpattern.pattern.model.ease import Ease
from mtmpattern.proving.population import Person
from mtmpattern.proving.proof import Proof, Question, prove
from mtmpattern.showing.card import card
from tests.jobs.compared_skirt import Skirt
from tests.places import TESTS

ANA = mtm.read_body("ana")
TEMPLATE = str(TESTS / "jobs/compared_skirt.py")

def test_rows_say_where_the_bodys_measure_comes_from():
    levels = [Ease("hip", 1035.2, 995.0, "hip_girth", 20.0), Ease("belly", 1035.2, 803.0, "belly_girth", 10.0, 90.0,
                                                                 "estimated", 17.0),
              Ease("wrist", 200.0, 170.0, "wrist_girth", 15.0, side="left")]
    assert ease_rows(levels) == [
        ("hip", "1035 mm", "995 mm", "40 mm", "20 mm or more"),
        ("belly", "1035 mm", "803 mm, estimated, give or take 34 mm", "232 mm", "10 to 90 mm"),
        ("wrist, left", "200 mm", "170 mm", "30 mm", "15 mm or more")]
    assert ease_rows(levels, "in")[1][2] == "31 5/8 in, estimated, give or take 1 5/16 in"
    assert ease_as_data(levels)[2]["side"] == "left"


def test_make_shows_it(tmp_path):
    said = CliRunner().invoke(main, ["make", TEMPLATE, "-m", "ana", "--estimate", "-o", str(tmp_path / "a")]).output
    assert "ease at the levels of the body" in said
    assert "80.3 cm, estimated, give or take 3.4 cm" in said
    asked = ["make", TEMPLATE, "-m", "ana", "--estimate", "-o", str(tmp_path / "b"), "--json"]
    seen = json.loads(CliRunner().invoke(main, asked).stdout)["ease"]
    assert [(each["level"], each["ease"], each["near"]) for each in seen] == [("hip", 40, True),
                                                                             ("belly", pytest.approx(231.7), False)]


def test_a_card_has_it():
    text = card(Skirt).text
    assert "## Ease" in text
    assert "| hip | 1035 mm | 995 mm | 40 mm | 37 mm or more |" in text


@pytest.mark.parametrize("name", ["svg", "dxf", "pdf", "hpgl"])
def test_the_factory_does_not_see_it(name):
    pattern = drafted(Skirt, ANA.with_measures(Body.of({"belly_girth": 821}).measures), estimates=True)
    files = find_format(name).write(pattern.for_cutting(), {})
    assert not any(b"821" in content and b"belly" in content for content in files.values())
    assert not hasattr(pattern.for_cutting(), "ease")


def test_a_proof_counts_it():
    stout = {mm: ANA.with_measures(Body.of({"belly_girth": mm}).measures) for mm in (1022, 1030)}
    people = [Person("as she is", ANA), *(Person(f"belly {mm}", body) for mm, body in stout.items())]
    outcomes = tuple(prove(each, Skirt, Question("compared-skirt", estimates=True)) for each in people)
    assert [each.kind for each in outcomes] == ["clean", "clean", "refused"]
    seen = Proof("", outcomes).as_data()["ease"]
    assert seen["hip"] == {"people": 3, "too_tight": 0, "near": 3, "worst_mm": 3, "worst": "as she is", "median_mm": 3}
    assert (seen["belly"]["too_tight"], seen["belly"]["near"], seen["belly"]["worst_mm"]) == (1, 1, -5)
    assert seen["belly"]["worst"] == "belly 1030"
