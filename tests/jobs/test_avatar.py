import json

import numpy as np
import pytest

import mtmpattern as mtm
from mtmpattern.jobs import avatar as jobs
from mtmpattern.preview import extra
from mtmpattern.preview.avatar import load, pack, unpack


@pytest.mark.parametrize("person", ["ana", "ben", "lia"])
def test_girths_of_a_woman_a_man_and_a_child(person):
    body = mtm.read_body(person)
    made = mtm.avatar(body)
    assert made.girth("waist") == pytest.approx(body.waist_girth, abs=2)
    assert made.vertices[:, 1].max() == pytest.approx(body.height, abs=5)


def test_missing_girths_are_estimated_and_marked():
    made = mtm.avatar(mtm.Body.of({"height": 1700, "chest_girth": 940, "waist_girth": 760}, sex="female"))
    marked = {each.name: each.estimated for each in made.measures}
    assert marked["hip_girth"] and not marked["waist_girth"]
    about = json.loads(jobs.avatar_files(made, ())["avatar.json"])
    hip = next(each for each in about["measures"] if each["name"] == "hip_girth")
    assert hip["estimated"] and hip["sd"] > 0


def test_a_stored_avatar_is_the_same_and_a_spoilt_file_is_fitted_again(tmp_path):
    first = mtm.avatar("ana", store=tmp_path)
    path = tmp_path / f"{first.digest}.npz"
    again = load(tmp_path, first.digest)
    assert jobs.avatar_files(again) == jobs.avatar_files(first)
    assert np.array_equal(again.point("elbow"), first.point("elbow"))
    path.write_bytes(b"PK nonsense")
    assert load(tmp_path, first.digest) is None
    assert mtm.avatar("ana", store=tmp_path).digest == first.digest
    assert load(tmp_path, first.digest) is not None


def test_an_avatar_of_another_digest_is_not_taken(tmp_path):
    (tmp_path / f"{'0' * 64}.npz").write_bytes(pack(mtm.avatar("ana")))
    assert load(tmp_path, "0" * 64) is None


def test_foreign_bytes_are_no_avatar():
    with pytest.raises(ValueError, match="not a stored avatar"):
        unpack(b"")


def test_a_body_outside_the_range_is_a_sentence():
    with pytest.raises(mtm.MeasurementError, match="height: 2300 mm is outside the range"):
        mtm.avatar(mtm.Body.of({"height": 2300, "chest_girth": 940, "waist_girth": 760, "hip_girth": 1000}))


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(extra, "find_spec", lambda name: None)
    with pytest.raises(mtm.MissingExtra, match=r"needs scipy.*mtmpattern\[preview\]"):
        mtm.avatar("ana")


@pytest.mark.parametrize("scale", [0, -1, 1.5, float("nan")])
def test_impossible_scales(scale):
    with pytest.raises(mtm.OptionError, match="scale of a printed figure"):
        jobs.check_scale(scale)
