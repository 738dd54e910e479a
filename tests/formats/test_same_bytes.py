"""Same pattern, same bytes: whatever the hash seed, the locale, the time zone and the folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.places import ROOT

PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from tests.formats.made_garment import garment
from mtmpattern.formats import find_format
for name, settings in (("svg", {}), ("svg", {"palette": "laser"}), ("dxf", {})):
    for file, content in find_format(name).write(garment(), settings).items():
        print(file, hashlib.sha256(content).hexdigest())
from mtmpattern.drafting.library import find_template
from mtmpattern.drafting.request import Request
from mtmpattern.jobs.make import convert_drawing
from mtmpattern.jobs.grade import read_sizes, grade_files, make_grade
graded = grade_files(make_grade(find_template("crew-tee"), *read_sizes("women:S,M"), Request()), ["svg", "dxf", "rul"])
converted = convert_drawing(graded["crew-tee-nest.dxf"], ["svg", "dxf", "cutter"], allowance=12.0).files
for file, content in (graded | converted).items():
    print(file, hashlib.sha256(content).hexdigest())
"""


def digests(folder: Path, **environment: str) -> str:
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(ROOT)], capture_output=True, text=True, cwd=folder,
                          env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_bytes_depend_on_nothing_else(tmp_path):
    first = digests(ROOT, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    assert first.count("prove-skirt-top") == 3
    assert first.count("crew-tee-") == 6 and first.count("foreign") == 4
    assert digests(tmp_path, PYTHONHASHSEED="4242", LC_ALL="de_DE.UTF-8", TZ="Asia/Tokyo") == first
