"""Avatars of shipped people: closed meshes whose girths and lengths are the asked ones, the same bytes each time."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import pytest
import trimesh

import mtmpattern as mtm
from mtmpattern.preview.avatar import Avatar, fit_avatar, glb, stl


@cache
def avatar(name: str) -> Avatar:
    body = mtm.read_body(name)
    return fit_avatar({each: body.measure(each).middle for each in body.names}, body.sex)


@pytest.mark.parametrize("name", ["ana", "ben"])
def test_girths_are_within_2_mm_and_lengths_within_5(name):
    for measure in avatar(name).measures:
        assert abs(measure.off) < (2 if measure.name.endswith("girth") else 5), measure


@pytest.mark.parametrize("name", ["ana", "ben"])
def test_the_mesh_is_closed_and_is_read_back_by_trimesh(name):
    body = avatar(name)
    mesh = trimesh.Trimesh(body.vertices, body.faces, process=False)
    assert mesh.is_watertight and mesh.volume > 0
    assert trimesh.load(io.BytesIO(stl(body)), file_type="stl").is_watertight
    scene = trimesh.load(io.BytesIO(glb(body)), file_type="glb")
    height = np.ptp(scene.bounds[:, 1])
    assert height == pytest.approx(np.ptp(body.vertices[:, 1]) / 1000, abs=1e-4), "metres, y up"


def test_the_same_measures_give_the_same_bytes():
    body = mtm.read_body("ana")
    again = fit_avatar({each: body.measure(each).middle for each in body.names}, body.sex)
    assert glb(again) == glb(avatar("ana"))


def test_no_measures_are_refused_in_words():
    with pytest.raises(mtm.MtmError):
        fit_avatar({}, "female")
