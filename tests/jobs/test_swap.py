"""A folder takes another one's place whole, also where its process is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mtmpattern.jobs import swap
from mtmpattern.jobs.folder import MANIFEST, check_folder, write_folder

OLD, NEW = {"old.svg": b"old"}, {"new.svg": b"new", "more.svg": b"more"}

DIES = """
import os, signal, sys
from pathlib import Path
from mtmpattern.jobs import swap
from mtmpattern.jobs.folder import write_folder
if sys.argv[2] == "two renames":
    swap._exchange = lambda: None
calls = [0]
def dying(call):
    def wrapped(*given, **named):
        calls[0] += 1
        if calls[0] == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)
    return wrapped
for name in ("mkdir", "write_bytes", "rename", "unlink", "rmdir"):
    setattr(Path, name, dying(getattr(Path, name)))
swap.shutil.rmtree = dying(swap.shutil.rmtree)
exchanged = swap._exchanged
swap._exchanged = lambda a, b: dying(exchanged)(a, b)
write_folder({"new.svg": b"new", "more.svg": b"more"}, sys.argv[1])
"""


def whole(out: Path) -> bool:
    there = {path.name: path.read_bytes() for path in out.iterdir() if path.name != MANIFEST}
    return there in (OLD, NEW)


@pytest.mark.parametrize("at", range(1, 9))
@pytest.mark.parametrize("how", ["exchange", "two renames"])
def test_a_process_killed_at_any_step_leaves_old_or_new(how, at, tmp_path):
    out = tmp_path / "out"
    write_folder(OLD, out)
    subprocess.run([sys.executable, "-c", DIES, str(out), how, str(at)], check=False)
    if how == "exchange" and swap._exchange() is not None:
        assert whole(out)                       # at every moment, before anybody clears up
    check_folder(out)                           # what the next command does first
    assert whole(out)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    write_folder(NEW, out)
    assert whole(out) and [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_another_process_is_writing_is_left_alone(tmp_path):
    with swap.new_folder(tmp_path / "out") as building:
        (building / "a").write_bytes(b"a")
        check_folder(tmp_path / "out")
        assert (building / "a").exists()
    assert not any(tmp_path.iterdir())


def test_an_old_folder_that_somebody_changed_is_not_removed(tmp_path):
    aside = tmp_path / f"{swap.hidden_name(tmp_path / 'out').name}{swap.OLD}"
    aside.mkdir()
    (aside / "mine.txt").write_bytes(b"mine")
    check_folder(tmp_path / "out")
    assert (aside / "mine.txt").exists() and not (tmp_path / "out").exists()


def test_a_long_name_can_be_swapped(tmp_path):
    out = tmp_path / ("x" * 250)
    write_folder(OLD, out)
    write_folder(NEW, out)
    assert whole(out) and len(list(tmp_path.iterdir())) == 1
