"""Whom a command is for: a measurement file, or one of the people that come with the package by name."""

from __future__ import annotations

from pathlib import Path

from mtmpattern.cli._output import say


def body_file(typed: str, *, folders: bool = False) -> Path:
    """The measurement file that is meant; a folder of such files is left as it is where ``folders`` are taken.

    The name of a shipped person means that person, unless the working directory has a measurement file of that name,
    with an ending or without: then that file is meant, and standard error says so. Raises `FileFormatError`
    (``file.missing``) for a bare word that is neither.
    """
    from mtmpattern.body.people import person_file, shipped_people
    from mtmpattern.documents import nearest
    from mtmpattern.errors import FileFormatError

    path = Path(typed)
    if typed in shipped_people():
        own = _own(path, folders=folders)
        if own is None:
            return person_file(typed)
        say(f"{own} in this folder is read, not the person of that name who comes with mtmpattern", err=True)
        return own
    if typed.isalpha() and not path.exists():
        near = nearest(typed.casefold(), shipped_people())
        raise FileFormatError(f"there is no measurement file {typed[:80]}", code="file.missing", hint=(
            f"Did you mean {near}? " if near else "") + f"Give a path, or one of {', '.join(shipped_people())}.")
    return path


def _own(path: Path, *, folders: bool) -> Path | None:
    """What the working directory has under the name of a shipped person."""
    from mtmpattern.body.forms.choosing import SUFFIXES

    if folders and path.is_dir() and any(file.suffix in SUFFIXES for file in path.iterdir() if file.is_file()):
        return path
    return next((file for ending in ("", *SUFFIXES) if (file := path.with_name(path.name + ending)).is_file()), None)
