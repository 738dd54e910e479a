"""An output folder, written completely or not at all.

The files are written into a hidden folder beside the target, which then takes its name in one step, see
`mtmpattern.jobs.swap`. So a folder is never incomplete, and a failure leaves the previous contents.

A folder that is not empty is refused, unless mtmpattern wrote it and nothing in it has changed. Every folder gets a
``manifest.json`` with the size and sha256 of each file; a folder that holds exactly these files, unchanged, is
replaced. So a command can be run again, and an edited drawing or an added note is never lost.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import Final

from mtmpattern.errors import ExportError
from mtmpattern.errors import shown as shown_value
from mtmpattern.input_file import open_file, read_at_most
from mtmpattern.jobs.swap import new_folder, put_in_place, restore
from mtmpattern.limits import MANIFEST_BYTES

MANIFEST: Final = "manifest.json"
_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?<![.])")
DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Names that Windows reserves for devices."""


def write_folder(files: Mapping[str, bytes], out: Path | str) -> tuple[Path, ...]:
    """Write the files and their manifest as the folder ``out``; returns their paths in order of name.

    Missing parents are created. Raises `ExportError`: ``output.occupied`` where the folder holds other or changed
    files, ``output.unwritable`` where it cannot be written, ``output.name`` for a file name that is not safe on every
    system.
    """
    whole = {**files, MANIFEST: manifest(files)}
    check_names(files, taken=(MANIFEST,), flat=True)
    target, shown = check_folder(out), Path(out)
    with refusals(shown):
        missing = _missing_parents(target)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _fill(whole, target)
        except BaseException:
            for parent in missing:
                with suppress(OSError):
                    parent.rmdir()
            raise
    return tuple(shown / name for name in sorted(whole))


def check_folder(out: Path | str) -> Path:
    """The real path of ``out``, after checking that it may be written; called before long work as well as after it.

    Raises `ExportError` as `write_folder` does.
    """
    shown = Path(out)
    with refusals(shown):
        target = shown.resolve()
        restore(target, _is_whole)              # clears up after a process that was killed
        if target.exists() and target.samefile(Path.cwd()):
            raise _unwritable(shown, "it is the folder you are in", "Name a folder inside it.")
        _check_free(target, shown)
        return target


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The manifest of the files: the size in bytes and the sha256 of each, in order of name."""
    listed = {name: {"bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
              for name in sorted(files)}
    return (json.dumps({"files": listed}, indent=2) + "\n").encode()


def _fill(files: Mapping[str, bytes], target: Path) -> None:
    """Write into a new sibling, then put it in the target's place; undone at any failure, also at an interrupt."""
    with new_folder(target) as building:
        for name, content in files.items():
            (building / name).write_bytes(content)
        put_in_place(building, target)


def _is_whole(folder: Path) -> bool:
    """Whether a folder holds what its manifest lists, and nothing else."""
    listed = _read_manifest(folder)
    there = [entry.name for entry in folder.iterdir() if entry.name != MANIFEST]
    return listed is not None and sorted(listed) == sorted(there) and all(
        _sum(folder / name) == listed[name] for name in there)


def _missing_parents(target: Path) -> list[Path]:
    """The missing folders above the target, innermost first."""
    return list(takewhile(lambda parent: not parent.exists(), target.parents))


def _check_free(target: Path, shown: Path) -> None:
    nearest = next(place for place in (target, *target.parents) if place.exists())
    if not nearest.is_dir():
        file = "it" if nearest == target else nearest.name
        raise ExportError(f"{shown} cannot be a folder: {file} is a file",
                          code="output.occupied", where=str(shown), hint="Name another folder.")
    if nearest != target:
        return
    there = sorted(entry.name for entry in target.iterdir())
    if not there:
        return
    listed = _read_manifest(target)
    if listed is None:
        reason = f"already holds {_some(there)}"
    elif foreign := [name for name in there if name not in listed and name != MANIFEST]:
        reason = f"holds {_some(foreign)}, which mtmpattern did not write"
    elif changed := [name for name in there if name != MANIFEST and _sum(target / name) != listed[name]]:
        reason = f"holds {_some(changed)}, changed since mtmpattern wrote it"
    else:
        return
    raise ExportError(f"the folder {shown} {reason}", code="output.occupied", where=str(shown),
                      hint="Name another folder, or move it away first; nothing was written.")


def _read_manifest(folder: Path) -> dict[str, object] | None:
    """File names and their sha256; None without a manifest of mtmpattern."""
    path = folder / MANIFEST
    try:
        content = b"" if path.is_symlink() else read_at_most(path, MANIFEST_BYTES)
        if len(content) > MANIFEST_BYTES:
            return None
        return {name: entry["sha256"] for name, entry in json.loads(content)["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _sum(path: Path) -> str:
    """The sha256 of a regular file; empty for anything else, which therefore never matches the manifest."""
    if path.is_symlink() or not path.is_file():
        return ""
    with open_file(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_names(files: Iterable[str], *, taken: Iterable[str] = (), flat: bool = False) -> None:
    """Refuse file names that are not safe on every system, or clash on some; ``flat`` allows no folders in them.

    Raises `ExportError` (``output.name``).
    """
    seen = {name: name for name in taken}
    for name in files:
        steps = name.split("/")
        if (flat and len(steps) > 1) or not all(_SAFE.fullmatch(step) and not DEVICES.fullmatch(step)
                                                for step in steps):
            raise ExportError(f"{name[:100]!r} is not a safe file name", code="output.name", where=name[:100],
                              hint="Use letters, digits, dots, hyphens and underscores, at most 100.")
        if name.casefold() in seen:             # one file where the case of letters does not count
            raise ExportError(f"{name} and {seen[name.casefold()]} are the same file name", code="output.name",
                              where=name, hint="Two of the formats write the same file; write them one at a time.")
        seen[name.casefold()] = name


@contextmanager
def refusals(shown: Path) -> Iterator[None]:
    """Turn errors of the file system into an `ExportError`."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            raise ExportError(f"another program wrote into the folder {shown} meanwhile", code="output.occupied",
                              where=str(shown), hint="Name another folder.") from error
        hint = {errno.EBUSY: "It is a mount point; name a folder inside it.",
                errno.ENOSPC: "Make room, or name a folder on another disk.",
                errno.ENAMETOOLONG: "Use a shorter name."}.get(error.errno or 0, "Name a folder that you may write to.")
        raise _unwritable(shown, error.strerror or type(error).__name__, hint) from error
    except (ValueError, RuntimeError) as error:  # a NUL in the name, a loop of links
        raise _unwritable(shown, "not a valid name", "Use another name.") from error


def _unwritable(shown: Path, reason: str, hint: str) -> ExportError:
    return ExportError(f"the folder {shown_value(str(shown))} cannot be written: {reason[0].lower()}{reason[1:]}",
                       code="output.unwritable", where=str(shown)[:200], hint=f"{hint} Nothing was written.")


def _some(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
