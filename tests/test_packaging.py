"""The wheel and the sdist hold all that they should; what they install makes a garment and runs its own tests.

All of it is slow: setuptools builds the package, and pip fetches what it depends on from where pip fetches.
"""

from __future__ import annotations

import email
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.slow

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
        assert b"mtmpattern = mtmpattern.entry:main" in packed.read(name.replace("METADATA", "entry_points.txt"))
        assert any(each.endswith("/LICENSE") for each in packed.namelist())
    assert (said["Name"], said["License-Expression"], said["Author"]) == ("mtmpattern", "Apache-2.0", "mtmpattern")
    assert "Typing :: Typed" in said.get_all("Classifier")
    assert said["Description-Content-Type"] == "text/markdown"


class Installed:
    """A virtual environment outside the checkout, which knows nothing of the one that runs the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        venv.create(folder, with_pip=True)

    def run(self, command: str, *args: object, cwd: Path) -> str:
        """What a command of the environment prints; it must succeed, and nothing but pip may warn."""
        place = self.folder / ("Scripts" if os.name == "nt" else "bin")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "PYTEST"))}
        done = subprocess.run([str(place / command), *map(str, args)], cwd=cwd, env=kept, capture_output=True,
                              text=True, timeout=1800)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stderr == "" or "pip" in args, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def clean(wheel, tmp_path_factory):
    """The wheel with what it depends on, and no extra."""
    made = Installed(tmp_path_factory.mktemp("clean") / "venv")
    made.run("python", "-m", "pip", "--quiet", "install", "--no-compile", wheel, cwd=made.folder)
    return made


def test_a_tee_is_made_by_the_installed_command(clean, tmp_path):
    assert clean.run("python", "-c", "import mtmpattern; print(mtmpattern.__file__)",
                     cwd=tmp_path).startswith(str(clean.folder))
    clean.run("mtmpattern", "make", "crew-tee", "-m", "ana", "-o", "out", cwd=tmp_path)
    assert {file.suffix for file in (tmp_path / "out").iterdir()} >= {".svg", ".dxf"}
    assert "No broken requirements" in clean.run("python", "-m", "pip", "check", cwd=tmp_path)


WITHOUT_EXTRAS = """
import importlib, pkgutil
import mtmpattern, mtmpattern.measurements, mtmpattern.templates
for package in (mtmpattern, mtmpattern.templates, mtmpattern.measurements):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.startswith("mtmpattern.preview"):
            importlib.import_module(module.name)
body = mtmpattern.read_body("ana")
for template in mtmpattern.template_names():
    assert mtmpattern.draft(template, body).for_cutting().parts
print("all")
"""


def test_everything_but_the_preview_needs_no_extra(clean, tmp_path):
    assert clean.run("python", "-c", WITHOUT_EXTRAS, cwd=tmp_path) == "all\n"


READ_FROM_THE_TREE = ["tests/test_docs.py", "tests/test_examples.py", "tests/test_measuring_guide.py",
                      "tests/test_public_api.py", "tests/test_units.py", "tests/body/test_people.py",
                      "tests/body/test_population.py", "tests/formats/svg", "tests/formats/dxf/test_dialects.py",
                      "tests/pattern/test_stored.py", "tests/showing"]
"""Those that read docs, examples, goldens, figures and stored files: what an sdist could lack. The suite whole would
take as long again as `make test`; that every module of it is there and can be imported is seen when it is collected."""


@pytest.fixture(scope="module")
def from_sdist(wheel, tmp_path_factory):
    """The wheel made from the sdist; what it depends on, and pytest, are lent by the environment of this test."""
    made = Installed(tmp_path_factory.mktemp("from-sdist") / "venv")
    own = made.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=made.folder).strip()
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(own, "lent.pth").write_text("".join(f"{folder}\n" for folder in sorted(lent)), "utf-8")
    made.run("python", "-m", "pip", "--quiet", "install", "--no-compile", "--no-deps", "--ignore-installed", wheel,
             cwd=made.folder)
    return made


def test_the_sdist_runs_its_own_tests(from_sdist, sdist):
    assert from_sdist.run("python", "-c", "import mtmpattern; print(mtmpattern.__file__)",
                          cwd=sdist.parent).startswith(str(from_sdist.folder))
    assert "tests collected" in from_sdist.run("python", "-m", "pytest", "--collect-only", "-q", "-m", "", cwd=sdist)
    ran = from_sdist.run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", *READ_FROM_THE_TREE, cwd=sdist)
    assert "passed" in ran
    assert "skipped" not in ran
