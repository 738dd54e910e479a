"""The page of a preview in a browser, and its GLB before the validator of Khronos: needs node, npm and Chromium."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import mtmpattern as mtm
from mtmpattern.jobs.preview import preview_files

pytestmark = pytest.mark.system
HERE = Path(__file__).parent / "browser"


@pytest.fixture(scope="module", params=["crew-tee", "straight-skirt"])
def shown(request, tmp_path_factory):
    """The garment and a folder with its files, of coarse triangles."""
    pattern = mtm.draft(request.param, mtm.read_body("ana"), estimates=True)
    worn = mtm.drape(pattern, "ana", size=26)
    folder = tmp_path_factory.mktemp("preview")
    files = preview_files(worn, pattern)
    for name in ("garment.html", "garment.glb"):
        (folder / name).write_bytes(files[name])
    return worn, folder


def ran(*command):
    """What a script in node prints."""
    assert shutil.which("node"), "apt-get install nodejs npm"
    assert (HERE / "node_modules").exists(), "make test-system installs it: npm install in tests/preview/browser"
    done = subprocess.run(["node", *map(str, command)], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_page_works_offline_in_chromium(shown):
    worn, folder = shown
    browser = shutil.which("chromium")
    assert browser, "apt-get install chromium"
    seen = ran(HERE / "look.mjs", folder / "garment.html", browser)
    assert seen["errors"] == []
    assert seen["asked"] == []                                # nothing from elsewhere
    assert seen["overlaps"] == []                             # at 420 pixels, with everything open
    pictures = seen["pictures"]
    assert set(pictures) == {"plain", "stretch", "ease", "pressure", "turn 0", "turn 90", "turn 180"}
    assert all(picture["painted"] > 0.1 for picture in pictures.values())
    assert len({picture["sum"] for picture in pictures.values()}) >= len(pictures) - 1      # the front may be the start
    for name, unit in (("stretch", "%"), ("ease", "mm"), ("pressure", "kPa")):
        assert name in pictures[name]["legend"] and unit in pictures[name]["legend"]
    parts = {part.id for part in worn.cloth.parts}
    seams = {str(seam) for seam, _ in worn.cloth.seams}
    assert set(seen["names"]) <= parts | seams
    assert "front.shell.1" in seen["names"] and set(seen["names"]) & seams


def test_the_glb_is_valid(shown):
    found = ran(HERE / "validate.mjs", shown[1] / "garment.glb")
    assert (found["numErrors"], found["numWarnings"]) == (0, 0), found["messages"]
    assert {message["code"] for message in found["messages"]} <= {"UNUSED_OBJECT"}         # no texture needs TEXCOORD_0
