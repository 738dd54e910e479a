"""A job folder on disk: sealed once, never changed, and complete whenever it exists.

Files are written under a hidden name beside the target, the manifest last, and the folder is renamed in one step. An
existing folder is never replaced: it is either the same job, found done, or refused.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from pathlib import Path, PurePosixPath
from typing import Any

from mtmpattern.errors import ExportError, FileFormatError, Problem, clean
from mtmpattern.input_file import open_file, read_at_most
from mtmpattern.jobs.folder import check_names, refusals
from mtmpattern.jobs.swap import new_folder, restore
from mtmpattern.limits import JOB_MANIFEST_BYTES, MOST_PROBLEMS
from mtmpattern.orders.manifest import CLIENT, MANIFEST, check_manifest, seal_of


def seal(files: Callable[[], Mapping[str, bytes]], folder: Path, *, key: str, digest: str,
         building: Path | None = None) -> tuple[Path, ...]:
    """Write a job's folder, or find it done; returns the paths of its files in order of name.

    ``files`` is called only if the folder does not exist yet. ``building`` is the hidden path under which it is
    written, by default beside the folder.

    Raises:
        ExportError: the folder holds another job (``job.changed``) or anything else (``output.occupied``), or it
            cannot be written (``output.unwritable``).

    """
    if find_done(folder, key, digest):
        return paths_of(folder)
    content = files()
    check_names(content)
    with refusals(folder):
        missing = [parent for parent in folder.parents if not parent.exists()]
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            restore(folder, lambda _: False)            # what a process that was killed left
            with new_folder(folder) if building is None else _given(building) as hidden:
                _fill(content, hidden)
                _rename(hidden, folder, key, digest)
        except BaseException:
            for parent in missing:
                if parent.is_dir() and not any(parent.iterdir()):
                    parent.rmdir()
            raise
    return tuple(folder / name for name in sorted(content))


@contextmanager
def _given(building: Path) -> Iterator[Path]:
    """A hidden folder under a name that was given; removed on leaving unless it was put in place."""
    building.mkdir(parents=True)
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _fill(content: Mapping[str, bytes], hidden: Path) -> None:
    made = {"."}
    for name, each in content.items():
        inner = str(PurePosixPath(name).parent)
        if inner not in made:
            (hidden / inner).mkdir(parents=True, exist_ok=True)
            made.add(inner)
        if name != MANIFEST:
            (hidden / name).write_bytes(each)
    (hidden / MANIFEST).write_bytes(content[MANIFEST])


def _rename(hidden: Path, folder: Path, key: str, digest: str) -> None:
    """Give the folder its name; if another process was quicker with the same job, keep that one."""
    try:
        if folder.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        hidden.rename(folder)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR) or not find_done(folder, key, digest):
            raise
        shutil.rmtree(hidden, ignore_errors=True)


def find_done(folder: Path, key: str, digest: str) -> bool:
    """Whether a folder holds exactly this job, complete and unchanged.

    False where there is nothing yet. Raises `ExportError` where it holds another job or anything else.
    """
    with refusals(folder):
        if not folder.exists() or (folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())):
            return False
    try:
        data, broken = _manifest(folder)
    except FileFormatError as error:
        raise ExportError(f"the folder {folder.name} holds something other than a job", code="output.occupied",
                          where=str(folder), hint="Name another folder, or move it away first.") from error
    if data["key"] != key:
        raise ExportError(f"the folder {folder.name} holds order {data['order']} with other contents",
                          code="job.changed", where=str(folder), hint="Raise the revision of the order.",
                          params={"name": folder.name, "order": data["order"]})
    if data["digest"] != digest:
        raise ExportError(f"the folder {folder.name} holds the same order, built by other versions or settings",
                          code="job.built", where=str(folder),
                          hint="It is kept unchanged; name another folder to build it again.",
                          params={"name": folder.name})
    faults = (*broken, *faults_of(folder, data))
    if faults:
        raise ExportError.of(faults)
    return True


# ---- Reading a folder -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SealedJob:
    """A job folder as it was read: its manifest, and the faults of its files."""

    folder: Path
    manifest: Mapping[str, Any]
    faults: tuple[Problem, ...] = ()

    @property
    def handed_over(self) -> bool:
        """Whether the client's side is left out, as in a folder that was handed to a facility."""
        return not (self.folder / CLIENT).is_dir()


def read_job(folder: Path) -> SealedJob:
    """Read a job folder and verify every file. Raises `FileFormatError` for a folder that is not a job."""
    data, broken = _manifest(folder)
    return SealedJob(folder, data, (*broken, *faults_of(folder, data)))


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a job folder.

    Raises `FileFormatError` for any other folder (``job.none``), and for a manifest that was changed (``job.altered``).
    """
    data, broken = _manifest(folder)
    if broken:
        raise FileFormatError.of(broken)
    return data


def _altered(name: str) -> Problem:
    return Problem(f"{name} was changed after it was sealed", "job.altered", name, "Do not use it; make the job again.",
                   params={"name": name})


def _manifest(folder: Path) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The manifest of a job folder, and the fault of one that was changed."""
    path = folder / MANIFEST
    try:
        content = b"" if path.is_symlink() else read_at_most(path, JOB_MANIFEST_BYTES)
        if len(content) > JOB_MANIFEST_BYTES:
            raise ValueError("too large")
        data: dict[str, Any] = json.loads(content, parse_constant=_finite, parse_float=_finite)
        check_manifest(data)
        sound = data["seal"] == seal_of(data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"{folder.name or folder} is not a job folder" if folder.exists() else f"there is no job folder {folder}"
        raise FileFormatError(what, code="job.none", where=str(folder),
                              hint="Give a folder that `mtmpattern order` or `batch` wrote.",
                              params={"value": folder.name or folder}) from error
    return data, () if sound else (_altered(MANIFEST),)


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):                    # ours have none, and none can be printed as JSON
        raise ValueError("not a number of JSON")
    return number


def paths_of(folder: Path) -> tuple[Path, ...]:
    """The paths of a job folder's files in order of name, the manifest included."""
    return tuple(folder / name for name in sorted([*read_manifest(folder)["files"], MANIFEST]))


def faults_of(folder: Path, data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Every file that is missing, changed or not listed; the client's side may be absent as a whole."""
    problems = []
    whole = (folder / CLIENT).exists()
    for name, each in data["files"].items():
        if not whole and name.startswith(f"{CLIENT}/"):
            continue
        path = folder / name
        try:
            if is_linked(folder, path) or not path.is_file():
                problems.append(Problem(f"{name} is missing", "job.missing", name, "Make the job again.",
                                params={"name": name}))
            elif path.stat().st_size != each["bytes"] or sha256_of(path) != each["sha256"]:
                problems.append(_altered(name))
        except OSError as error:
            problems.append(Problem(f"{name} cannot be read: {error.strerror}", "job.missing", name,
                                    "Check its permissions.", params={"name": name, "strerror": error.strerror}))
    known = {*data["files"], MANIFEST}
    try:
        foreign = sorted(islice((name for name in _entries(folder) if name not in known), MOST_PROBLEMS))
    except OSError as error:
        return (*problems, Problem(f"the job's folders cannot be read: {error.strerror}", "job.missing", folder.name,
                                   "Check their permissions.", params={"strerror": error.strerror}))
    return (*problems, *(Problem(f"{clean(name, 100)} does not belong to the job", "job.foreign", clean(name, 100),
                                 "Move it away.", params={"name": name}) for name in foreign))


def is_linked(folder: Path, path: Path) -> bool:
    """Whether a file, or a folder on its path, is a link, which may lead out of the job."""
    while path != folder:
        if path.is_symlink():
            return True
        path = path.parent
    return False


def _entries(folder: Path) -> Iterator[str]:
    """The paths of all files and links in a folder, relative to it."""
    waiting = [""]
    while waiting:
        inner = waiting.pop()
        with os.scandir(folder / inner) as entries:
            for entry in entries:
                name = f"{inner}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                else:
                    yield name


def sha256_of(path: Path) -> str:
    """The sha256 of a file."""
    with open_file(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
