import io
import zipfile
from xml.etree import ElementTree

import numpy as np
import pytest
import trimesh

from mtmpattern.preview.avatar import fit_avatar, glb, stl, three_mf
from tests.preview.avatar.people import WOMAN


@pytest.fixture(scope="module")
def avatar():
    return fit_avatar(WOMAN, "female")


def test_glb_is_in_metres_with_normals(avatar):
    scene = trimesh.load(io.BytesIO(glb(avatar)), file_type="glb", process=False)
    assert list(scene.graph.nodes_geometry) == ["avatar"]
    mesh = scene.geometry["avatar"]
    assert mesh.extents[1] == pytest.approx(1.68, abs=0.005)
    assert len(mesh.faces) == len(avatar.faces)
    assert np.allclose(mesh.vertices * 1000, avatar.vertices, atol=0.01)
    assert np.allclose(mesh.vertex_normals, avatar.normals(), atol=1e-3)


@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_stl_is_closed_and_stands_on_the_plate(avatar, scale):
    mesh = trimesh.load(io.BytesIO(stl(avatar, scale)), file_type="stl")
    assert mesh.is_watertight
    assert mesh.volume > 0
    assert mesh.bounds[0][2] == pytest.approx(0.0, abs=1e-3)
    assert mesh.extents[2] == pytest.approx(1680 * scale, abs=5 * scale)


def test_3mf_holds_the_same_surface_in_mm(avatar):
    with zipfile.ZipFile(io.BytesIO(three_mf(avatar))) as package:
        assert package.namelist() == ["[Content_Types].xml", "_rels/.rels", "3D/3dmodel.model"]
        model = ElementTree.fromstring(package.read("3D/3dmodel.model"))
    space = {"m": "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"}
    points = [[float(each.get(axis)) for axis in "xyz"] for each in model.iterfind(".//m:vertex", space)]
    faces = [[int(each.get(f"v{corner}")) for corner in "123"] for each in model.iterfind(".//m:triangle", space)]
    mesh = trimesh.Trimesh(points, faces, process=False)
    assert model.get("unit") == "millimeter"
    assert mesh.is_watertight
    assert mesh.volume == pytest.approx(trimesh.Trimesh(avatar.vertices, avatar.faces, process=False).volume, rel=1e-6)


def test_files_have_the_same_bytes_twice(avatar):
    for write in (glb, stl, three_mf):
        assert write(avatar) == write(avatar)


def test_a_scale_of_nothing_is_refused(avatar):
    with pytest.raises(ValueError, match="larger than 0"):
        stl(avatar, 0)
