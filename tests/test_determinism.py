"""Same input, same bytes, whatever the hash seed, locale, time zone and working directory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import BODIES

WRITE = """
import hashlib, sys
from pathlib import Path
import mtmpattern as mtm
for person in ("ana", "tariq", "jim"):
    body = mtm.read_body(Path(sys.argv[1]) / f"{person}.yaml")
    for template, options in (("crew-tee", {}), ("straight-skirt", {"lined": True})):
        pattern = mtm.draft(template, body, **options)
        print(person, template, pattern.digest, hashlib.sha256(pattern.to_json().encode()).hexdigest())
        from mtmpattern.formats.registry import find_format
        for name in ("svg", "dxf"):
            for file, data in sorted(find_format(name).write(pattern.for_cutting(), {}).items()):
                print(file, hashlib.sha256(data).hexdigest())
"""


def seen(cwd: Path, **environment: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", WRITE, str(BODIES)], cwd=cwd, capture_output=True, text=True,
        env={**os.environ, **environment}, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> str:
    return seen(tmp_path_factory.mktemp("here"), PYTHONHASHSEED="0", LC_ALL="C", TZ="UTC")


@pytest.mark.parametrize(("seed", "locale", "zone"), [("1", "de_DE.UTF-8", "Asia/Tokyo"),
                                                      ("4711", "tr_TR.UTF-8", "America/St_Johns")])
def test_same_bytes(plain: str, seed: str, locale: str, zone: str, tmp_path: Path) -> None:
    assert seen(tmp_path, PYTHONHASHSEED=seed, LC_ALL=locale, TZ=zone) == plain
    assert plain.count("\n") > 15
