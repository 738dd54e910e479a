"""Output folders: whole or not at all, and nobody's work is lost."""

from __future__ import annotations

import errno
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from mtmpattern import ExportError
from mtmpattern.jobs import swap
from mtmpattern.jobs.folder import MANIFEST, write_folder

FILES = {"front.svg": b"<svg/>", "tee.dxf": b"0\nEOF\n"}


def there(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refused(files, out):
    with pytest.raises(ExportError) as caught:
        write_folder(files, out)
    return caught.value.code


def test_the_files_and_a_manifest_of_them(tmp_path):
    out = tmp_path / "a" / "b"
    assert write_folder(FILES, out) == (out / "front.svg", out / MANIFEST, out / "tee.dxf")
    listed = json.loads((out / MANIFEST).read_text())["files"]
    assert listed["tee.dxf"] == {"bytes": 6, "sha256": sha256(b"0\nEOF\n").hexdigest()}
    assert there(out).keys() == {*FILES, MANIFEST}
    assert [path.name for path in out.parent.iterdir()] == ["b"], "no hidden folder stays behind"


def test_the_folder_has_the_rights_of_any_other(tmp_path):
    write_folder(FILES, tmp_path / "a")
    (tmp_path / "b").mkdir()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "a").mkdir()
    write_folder(FILES, tmp_path / "a")
    assert there(tmp_path / "a").keys() == {*FILES, MANIFEST}


def test_a_folder_of_ours_is_replaced_whole(tmp_path):
    write_folder(FILES, tmp_path / "a")
    write_folder({"other.svg": b"x"}, tmp_path / "a")
    assert there(tmp_path / "a").keys() == {"other.svg", MANIFEST}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("touch", [
    lambda out: (out / "note.txt").write_text("call her"),
    lambda out: (out / "front.svg").write_text("retouched"),
    lambda out: (out / "drawings").mkdir(),
    lambda out: (out / MANIFEST).unlink(),
    lambda out: (out / MANIFEST).write_text("[]"),
    lambda out: (out / MANIFEST).write_bytes(b"\xff\x00"),
    lambda out: (out / MANIFEST).write_text("[" * 100_000),
    lambda out: (out / MANIFEST).write_text('{"files": {"front.svg": 5, "tee.dxf": {}}}'),
    lambda out: ((out / "front.svg").rename(out.parent / "kept"), (out / "front.svg").symlink_to(out.parent / "kept")),
])
def test_a_folder_that_somebody_touched_is_left_alone(tmp_path, touch):
    out = tmp_path / "a"
    write_folder(FILES, out)
    touch(out)
    before = {path.name: path.is_dir() or path.read_bytes() for path in out.iterdir()}
    assert refused({"new.svg": b"x"}, out) == "output.occupied"
    assert {path.name: path.is_dir() or path.read_bytes() for path in out.iterdir()} == before


def test_a_missing_file_of_ours_does_not_make_the_folder_foreign(tmp_path):
    write_folder(FILES, tmp_path / "a")
    (tmp_path / "a" / "front.svg").unlink()
    write_folder(FILES, tmp_path / "a")
    assert there(tmp_path / "a").keys() == {*FILES, MANIFEST}


def test_places_that_cannot_be_a_folder(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    monkeypatch.chdir(tmp_path)
    assert refused(FILES, tmp_path / "file") == "output.occupied"
    assert refused(FILES, tmp_path / "file" / "x") == "output.occupied"
    assert refused(FILES, tmp_path / "loop") == "output.unwritable"
    assert refused(FILES, tmp_path / ("a" * 300)) == "output.unwritable"
    assert refused(FILES, tmp_path / "new" / ("a" * 300)) == "output.unwritable"
    assert refused(FILES, "nul\0") == "output.unwritable"
    assert refused(FILES, ".") == "output.unwritable"
    assert refused(FILES, "/") == "output.occupied"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "loop"]


def test_a_link_to_a_folder_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert write_folder(FILES, tmp_path / "link")[0] == tmp_path / "link" / "front.svg"
    assert there(tmp_path / "real").keys() == {*FILES, MANIFEST}


@pytest.mark.parametrize("name", ["", ".hidden", "../up", "a/b", "a\\b", "é.svg", "con", "NUL.svg", "a b", "x" * 101,
                                  "dot.", "nl\n", MANIFEST])
def test_names_that_are_not_safe_everywhere(tmp_path, name):
    assert refused({name: b"x"}, tmp_path / "a") == "output.name"
    assert not any(tmp_path.iterdir())


def test_names_that_would_be_one_file_on_many_disks(tmp_path):
    assert refused({"Front.svg": b"x", "front.svg": b"y"}, tmp_path / "a") == "output.name"


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("before", [None, {"old.svg": b"old"}])
def test_a_failure_half_way_leaves_what_was_there(tmp_path, monkeypatch, failure, before):
    out = tmp_path / "deep" / "a"
    if before:
        write_folder(before, out)
    kept = there(out) if before else None
    write, written = Path.write_bytes, []

    def fail_at_the_second(self, data):
        written.append(self)
        if len(written) == 2:
            raise failure
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail_at_the_second)
    with pytest.raises((ExportError, KeyboardInterrupt)):
        write_folder(FILES, out)
    if before:
        assert there(out) == kept
        assert [path.name for path in out.parent.iterdir()] == ["a"]
    else:
        assert not any(tmp_path.iterdir()), "not even the parents stay"


def test_a_failure_of_the_swap_puts_the_old_folder_back(tmp_path, monkeypatch):
    out = tmp_path / "a"
    write_folder({"old.svg": b"old"}, out)
    kept, rename = there(out), Path.rename
    monkeypatch.setattr(swap, "_exchange", lambda: None)    # a system that cannot exchange two names

    def fail_for_the_new(self, target):
        if Path(target) == out and (self / "front.svg").exists():
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_the_new)
    assert refused(FILES, out) == "output.unwritable"
    assert there(out) == kept
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_many_writers_of_one_folder_leave_one_whole_folder(tmp_path):
    out = tmp_path / "a"

    def write(number):
        with suppress(ExportError):
            write_folder({f"{number}-{part}.svg": b"x" * number for part in range(5)}, out)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(64)))
    names = sorted(there(out))
    assert len({name.partition("-")[0] for name in names if name != MANIFEST}) == 1
    assert len(names) == 6
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
