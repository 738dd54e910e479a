"""The wheel and the sdist hold all that they should, and a garment is made from what the wheel installs."""

from __future__ import annotations

import email
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.places import ROOT

PLACES = {"src/mtmpattern": "mtmpattern", "templates": "mtmpattern/templates",
          "measurements": "mtmpattern/measurements"}
BESIDE = ("tests", "docs", "examples", "benchmarks", "tools", ".ci")
LEFT = shutil.ignore_patterns(".*", "__pycache__", "*.pyc", "*.egg-info", "node_modules", "build", "dist", "out")


def built(command: str, at: Path, to: Path) -> Path:
    """Build with the setuptools of this environment, so that nothing is fetched; the file that comes out."""
    to.mkdir()
    code = f"import sys; from setuptools import build_meta; build_meta.{command}(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", code, str(to)], cwd=at, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    [file] = to.iterdir()
    return file


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The sdist, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    shutil.copytree(ROOT, folder / "tree", ignore=LEFT)
    shutil.copytree(ROOT / ".ci", folder / "tree/.ci")
    with tarfile.open(built("build_sdist", folder / "tree", folder / "out")) as packed:
        packed.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    return next(folder.glob("mtmpattern-*"))


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    """The wheel made from that sdist."""
    return built("build_wheel", sdist, tmp_path_factory.mktemp("wheel") / "out")


def files(folder: Path) -> set[str]:
    """Everything that belongs to the project in a folder of the tree."""
    return {str(file.relative_to(folder).as_posix()) for file in folder.rglob("*") if file.is_file()
            and not any(part in ("__pycache__", "node_modules") or part.startswith(".") or part.endswith(".egg-info")
                        for part in file.relative_to(folder).parts)}


def test_the_sdist_holds_the_tree(sdist):
    for folder in ("src/mtmpattern", "templates", "measurements", *BESIDE):
        assert files(sdist / folder) == files(ROOT / folder)
    assert {"pyproject.toml", "setup.py", "MANIFEST.in", "Makefile", "README.md", "LICENSE", "CHANGELOG.md",
            "CONTRIBUTING.md"} <= {file.name for file in sdist.iterdir()}


def test_the_wheel_holds_every_module_and_data_file_and_nothing_else(wheel):
    wanted = {f"{inside}/{file}" for place, inside in PLACES.items() for file in files(ROOT / place)}
    names = {name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")}
    assert {name for name in names if ".dist-info/" not in name} == wanted
    assert {"mtmpattern/py.typed", "mtmpattern/templates/blocks/__init__.py", "mtmpattern/measurements/bodies/ana.yaml",
            "mtmpattern/measurements/population/female.json"} <= names


def test_the_wheel_says_what_it_is(wheel):
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        said = email.message_from_string(packed.read(name).decode())
        assert b"mtmpattern = mtmpattern.cli:main" in packed.read(name.replace("METADATA", "entry_points.txt"))
        assert any(each.endswith("/LICENSE") for each in packed.namelist())
    assert (said["Name"], said["License-Expression"], said["Author"]) == ("mtmpattern", "Apache-2.0", "mtmpattern")
    assert "Typing :: Typed" in said.get_all("Classifier")
    assert said["Description-Content-Type"] == "text/markdown"


def test_a_tee_is_made_from_the_wheel_alone(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    code = ("import mtmpattern; print(mtmpattern.__file__)\n"
            "from mtmpattern.cli import main; main(['make', 'crew-tee', '-m', 'ana', '-o', 'out'])")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(str(tmp_path / "installed"))
    assert {file.suffix for file in (tmp_path / "out").iterdir()} >= {".svg", ".dxf"}
