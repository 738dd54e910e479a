"""A tee on a body, from seams to files."""

import dataclasses
import html
import io
import json
import re

import igl
import numpy as np
import pytest
import trimesh

import mtmpattern as mtm
from mtmpattern.jobs.preview import preview_files
from mtmpattern.preview import extra
from mtmpattern.preview.garment import _faults, dress
from mtmpattern.preview.maps import coloured, drawn_levels, ease_by_level, maps_of
from mtmpattern.preview.placing import place
from mtmpattern.preview.sewing import sew


@pytest.fixture(scope="module")
def pattern():
    return mtm.draft("crew-tee", mtm.read_body("ana"), estimates=True)


@pytest.fixture(scope="module")
def worn(pattern):
    return mtm.drape(pattern, "ana", size=26)


@pytest.fixture(scope="module")
def files(worn, pattern):
    return preview_files(worn, pattern)


def test_it_rests_outside_the_body_on_the_shoulders(worn):
    assert worn.rested
    assert worn.outside > 0.999
    assert worn.deepest < 0.002
    neck = worn.avatar.point("neck_point")[1] / 1000
    assert abs(worn.points[:, 1].max() - neck) < 0.06


def test_left_and_right_are_even(worn):
    away = igl.point_mesh_squared_distance(worn.points * (-1.0, 1.0, 1.0), worn.points, worn.cloth.triangles)[0]
    assert np.percentile(np.sqrt(away), 95) < 0.012


def test_ease_of_the_drape_and_of_the_flat_pattern_agree(worn, pattern):
    found = {(each.level, each.side): each for each in ease_by_level(worn, pattern.ease)}
    assert {"chest", "hip"} <= {level for level, _ in found}
    for each in found.values():
        assert abs(each.draped - each.flat) < 20 or each.note


def test_ease_of_a_level_that_crosses_the_armholes_is_measured_below_them(worn, pattern):
    chest = next(each for each in pattern.ease if each.level == "chest")
    higher = dataclasses.replace(worn, depths={"chest": -230.0})
    found, = ease_by_level(higher, [chest])
    assert "below the armholes" in found.note
    assert abs(found.draped - found.flat) < 20


def test_ease_of_a_level_at_the_hem_is_measured_above_it(worn, pattern):
    hip = next(each for each in pattern.ease if each.level == "hip")
    hem = worn.avatar.levels["waist"] - 1000 * worn.points[:, 1].min()
    found, = ease_by_level(dataclasses.replace(worn, depths={"hip": hem - 4}), [hip])
    assert "higher, where the cloth goes all round" in found.note
    assert abs(found.draped - found.flat) < 20


def test_ease_of_the_upper_arm_is_measured_at_the_underarm_of_the_sleeve(worn, pattern):
    arms = [each for each in pattern.ease if each.level == "upper arm"]
    for each in ease_by_level(worn, arms, drawn_levels(pattern)):
        assert abs(each.draped - each.flat) < 8               # the body's upper arm lies 24 mm lower: 10 mm less ease


def test_a_note_says_how_far_off_its_level_the_cloth_is_drawn(worn, pattern):
    belly = next(each for each in pattern.ease if each.level == "belly")
    shifted = {key: y - 40 for key, y in drawn_levels(pattern).items()}
    asked = dataclasses.replace(belly, garment=belly.garment + 30)
    found, = ease_by_level(worn, [asked], shifted)
    assert int(re.search(r"drawn (\d+) mm above this level", found.note)[1]) == pytest.approx(40, abs=15)


def test_the_same_input_gives_the_same_bytes(worn, pattern, files):
    again = mtm.drape(pattern, "ana", size=26)
    assert np.array_equal(again.points, worn.points)
    assert preview_files(again, pattern)["garment.glb"] == files["garment.glb"]


def test_the_files_of_a_preview(files):
    assert sorted(files) == ["back.png", "ease.png", "front.png", "garment.glb", "garment.html", "pressure.png",
                             "preview.json", "side.png", "stretch.png"]
    about = json.loads(files["preview.json"])
    assert about["rested"] and about["quality"] == "draft"
    assert {zone["part"] for zone in about["zones"]} >= {"front.shell.1", "sleeve.left.shell.1", "neckband.rib.1"}


def test_the_glb_names_every_part_and_keeps_millimetres(files, worn):
    scene = trimesh.load(io.BytesIO(files["garment.glb"]), file_type="glb", process=False)
    names = set(scene.graph.nodes_geometry)
    assert names == {"avatar", *(part.id for part in worn.cloth.parts)}
    front = scene.geometry["front.shell.1"]
    own = worn.cloth.points_of("front.shell.1")
    assert np.allclose(front.vertices, worn.points[worn.cloth.node[own]], atol=1e-5)
    size = int.from_bytes(files["garment.glb"][12:16], "little")
    content = json.loads(files["garment.glb"][20:20 + size])
    mesh = next(each for each in content["meshes"] if each["name"] == "front.shell.1")["primitives"][0]["attributes"]
    assert {"POSITION", "NORMAL", "TEXCOORD_0", "_STRETCH", "_EASE", "_PRESSURE"} == set(mesh)
    at = content["accessors"][mesh["TEXCOORD_0"]]
    view = content["bufferViews"][at["bufferView"]]
    start = 20 + size + 8 + view["byteOffset"]
    values = np.frombuffer(files["garment.glb"][start:start + view["byteLength"]], "<f4").reshape(-1, 2)
    assert np.allclose(values, worn.cloth.points[own], atol=1e-3)


def test_the_page_needs_nothing_from_elsewhere(files):
    text = files["garment.html"].decode()
    assert "@SCENE@" not in text and "@SCRIPT@" not in text
    assert not re.search(r'(src|href)="?(https?:)?//', text)
    about = json.loads(re.search(r'id="about">(.*?)</script>', text, re.DOTALL)[1])
    assert {seam["kind"] for seam in about["seams"]} == {"sewn"}
    table = json.loads(files["preview.json"])["ease"]
    assert text.count("<tr>") == len(table) + 1
    assert all(f"<td>{row['draped']:+.0f}</td>" in text and html.escape(row["note"]) in text for row in table)


def test_colours_of_a_map_run_from_blue_to_red():
    low, high = coloured(np.array([0.0, 100.0]), "stretch")
    assert low[2] > low[0] and high[0] > high[2]


def test_maps_have_a_value_for_every_point(worn):
    maps = maps_of(worn)
    for values in (maps.stretch, maps.ease, maps.pressure):
        assert values.shape == (worn.cloth.count,)
        assert np.isfinite(values).all() and values.min() >= 0


def test_a_drape_that_went_wrong_is_noted():
    points, outside = np.zeros((4, 3)), np.full(4, 0.003)
    worn_at = np.array([0.004, 0.002, np.nan, np.nan])
    assert _faults(points, outside, outside, worn_at) == []
    inside, low = _faults(points, np.array([0.003, -0.045, 0.003, 0.003]), outside, worn_at + 0.02)
    assert inside == "the drape went wrong: 12.5 % of the cloth lies inside the body, up to 45 mm deep"
    assert low == "the waistband ended 23 mm below the height at which it is worn"


def test_cloth_without_drape_figures_is_a_sentence(pattern):
    bare = dataclasses.replace(pattern.fabrics["shell"], drape=None)
    other = dataclasses.replace(pattern, fabrics={**pattern.fabrics, "shell": bare})
    with pytest.raises(mtm.StationError, match="the cloth of the shell, jersey, has no drape figures"):
        dress(other, mtm.avatar("ana"), size=26)


def test_a_part_that_hangs_nowhere_is_a_sentence(pattern):
    cloth = sew(pattern, 26)
    lost = dataclasses.replace(cloth, parts=tuple(dataclasses.replace(part, on="", level="") for part in cloth.parts))
    with pytest.raises(mtm.StationError, match="names no place on the body"):
        place(lost, mtm.avatar("ana"))


@pytest.mark.parametrize(("on", "level", "says"), [
    ("hand", "", "is worn on the hand, where the preview cannot hang cloth"),
    ("torso front", "", "Give its piece level="),
])
def test_a_part_with_a_place_but_nowhere_to_hang(pattern, on, level, says):
    cloth = sew(pattern, 26)
    lost = dataclasses.replace(cloth, parts=tuple(dataclasses.replace(part, on=on, level=level)
                                                  for part in cloth.parts))
    with pytest.raises(mtm.StationError, match=r"hangs?") as error:
        place(lost, mtm.avatar("ana"))
    assert says in str(error.value)


@pytest.mark.parametrize("size", [2, 100])
def test_impossible_sizes(pattern, size):
    with pytest.raises(mtm.StationError, match="outside 8 to 40 mm"):
        mtm.drape(pattern, "ana", size=size)


def test_without_the_extra_a_sentence_says_what_to_install(pattern, monkeypatch):
    monkeypatch.setattr(extra, "find_spec", lambda name: None)
    with pytest.raises(mtm.MissingExtra, match=r"needs scipy and igl.*mtmpattern\[preview\]"):
        mtm.drape(pattern, "ana")


def test_ease_says_where_the_avatar_is_another_body_than_the_pattern_has(worn, pattern):
    levels = {each.level: each for each in ease_by_level(worn, pattern.ease, drawn_levels(pattern))}
    for name, each in levels.items():
        girth = {"high bust": "high_bust"}.get(name, name)
        if name not in ("chest", "waist", "belly", "hip"):
            continue
        off = worn.avatar.girth(girth) - each.body
        assert (f"the avatar measures {abs(off):.0f} mm" in each.note) == (abs(off) > 15), name
    assert "more here than the pattern's body" in levels["belly"].note          # Ana's belly was not measured
