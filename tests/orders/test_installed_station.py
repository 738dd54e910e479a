"""A station that another package brings, installed by pip into a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mtmpattern.orders.sealed_folder import read_job
from tests.orders.made import order

PROJECT = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "our-embroidery"
version = "1.2"

[project.entry-points."mtmpattern.stations"]
embroider = "our_embroidery:STATION"
torn = "our_embroidery.torn:STATION"
raising = "our_embroidery:RAISING"

[tool.setuptools]
packages = ["our_embroidery"]
"""

MODULE = """\
from mtmpattern.orders.stations import Station, StationInput, StationOutput


def work(given: StationInput) -> StationOutput:
    listed = "\\n".join(part.id for part in given.cut.parts)
    return StationOutput({"parts.txt": listed.encode()}, report={"parts": len(given.cut.parts)},
                         needs={"embroider": {"width": 80}})


def fail(given: StationInput) -> StationOutput:
    raise RuntimeError("a chest of 925 mm")


STATION = Station(name="embroider", sentence="names on cuffs", work=work)
RAISING = Station(name="raising", sentence="fails", work=fail)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder that pip installed the package into."""
    project, target = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("installed")
    package = project / "our_embroidery"
    package.mkdir()
    (project / "pyproject.toml").write_text(PROJECT)
    (package / "__init__.py").write_text(MODULE)
    (package / "torn.py").write_text("import a_module_that_is_not_there\n")
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-index",
                    "--no-build-isolation", "--no-deps", "--target", str(target), str(project)], check=True)
    return target


def run(installed: Path, *words: object) -> subprocess.CompletedProcess[str]:
    code = "import sys; from mtmpattern.cli import main; main(sys.argv[1:])"
    return subprocess.run([sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(installed)})


@pytest.mark.slow
def test_an_installed_station_works_in_a_job_and_a_broken_one_is_reported(installed, tmp_path):
    source, root = tmp_path / "orders.jsonl", tmp_path / "jobs"
    source.write_text(json.dumps(order("1", stations=["embroider", "torn", "raising"])) + "\n")
    made = run(installed, "batch", source, "-o", root, "--papers", "none", "--workers", 1)
    assert made.returncode == 0, made.stderr
    sealed = read_job(root / "1")
    assert sealed.faults == ()
    assert len((root / "1/factory/embroider/parts.txt").read_text().splitlines()) == 5
    assert sealed.manifest["stations"] == [
        {"name": "embroider", "state": "done", "report": {"parts": 5}},
        {"name": "raising", "state": "failed", "codes": ["station.raised"]},
        {"name": "torn", "state": "failed", "codes": ["plugin.station"]}]
    notes = (root / "1/client/notes.json").read_text()
    assert "our-embroidery 1.2" in notes
    assert "925 mm" not in notes                            # what a station raises may hold anything
    routed = run(installed, "route", root / "1", "--json")
    assert "embroider" in routed.stdout                     # nobody of the example facilities embroiders


@pytest.mark.slow
def test_the_station_is_unknown_where_its_package_is_not_installed(tmp_path):
    (tmp_path / "order.json").write_text(json.dumps(order("1", stations=["embroider"])))
    made = run(tmp_path, "order", tmp_path / "order.json", "-o", tmp_path / "jobs")
    assert made.returncode == 2
    assert "embroider" in made.stderr
    assert not (tmp_path / "jobs").exists() or not list((tmp_path / "jobs").glob("1*"))
