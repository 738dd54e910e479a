"""A contact sheet that is drawn again whenever its template, a block that it imports, or a measurement file is saved.

Each drawing is made by a process of its own: it imports everything afresh, nothing is left behind in memory, and a
template that never ends or that ends Python itself harms nobody.
"""

from __future__ import annotations

import hashlib
import secrets
import sys
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import Final

import watchfiles

from mtmpattern.body import Sheet, read_sheet
from mtmpattern.errors import ExportError, MtmError, Problem
from mtmpattern.output_file import check_free
from mtmpattern.processes import FRESH, keyboard_is_ours
from mtmpattern.showing.contact import Contact, contact_sheet, faulty_sheet, variants

# ---- A drawing that is written again and again to one place, and never over somebody else's ----------------------


SUFFIX: Final = ".svg"
_SEAL: Final = b"<!-- drawn by mtmpattern, sha256 of the lines above: "


def check_place(out: Path | str) -> Path:
    """The path of a drawing to write, once its ending is right and its place is free or holds an earlier one of ours.

    Raises `ExportError`: ``format.unknown``, ``output.occupied`` or ``output.unwritable``.
    """
    path = Path(out)
    if path.suffix.casefold() != SUFFIX:
        raise ExportError(f"this drawing cannot be written as {path.name[-40:]}", code="format.unknown", where=str(out),
                          hint="Name an .svg file; browsers and Inkscape show it, rsvg-convert makes a PNG of it.")
    if not _ours(path):
        check_free(path)
    return path


def write_sealed(svg: bytes, out: Path | str) -> Path:
    """Write a drawing whole or not at all, over an earlier one of ours only. Raises `ExportError` as `check_place`."""
    path = check_place(out)
    building = path.parent / f".mtmpattern-{secrets.token_hex(6)}"
    try:
        try:
            building.write_bytes(sealed(svg))
            building.replace(path)              # whoever looks at it sees the old one or the new one
        finally:
            with suppress(OSError):
                building.unlink(missing_ok=True)
    except (OSError, ValueError) as error:      # a NUL in the name
        reason = (getattr(error, "strerror", None) or "it is no name").lower()
        raise ExportError(f"the file {path} cannot be written: {reason}", code="output.unwritable", where=str(path),
                          hint="Name a place you may write to. Nothing was written.") from error
    return path


def sealed(svg: bytes) -> bytes:
    """The drawing with its seal."""
    return svg + _SEAL + hashlib.sha256(svg).hexdigest().encode() + b" -->\n"


def _ours(path: Path) -> bool:
    try:
        if path.is_symlink() or not path.is_file():
            return False
        svg, seal, _ = path.read_bytes().rpartition(_SEAL)
        return bool(seal) and path.read_bytes() == sealed(svg)
    except (OSError, ValueError):
        return False


# ---- A contact sheet that is drawn again whenever its template, a block that it imports, or a --------------------


QUIET: Final = 200
"""Milliseconds without a further change after which a save counts as complete."""
GATHERED: Final = 2_000
"""Milliseconds after which changes are told even while more of them come in."""
IDLE: Final = 2_000
"""Milliseconds between two looks at the files where the system reports nothing, as some shared folders do not."""
BUSY: Final = 50
"""The same while a drawing is being made, which is looked for as often."""
LONGEST: Final = 60.0
"""A drawing that takes more seconds than this is given up."""

Stamps = dict[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drawn, as it was typed: it can be drawn again after its files have changed."""

    template: str
    bodies: tuple[str, ...]
    fits: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    estimates: bool = False


@dataclass(frozen=True, slots=True)
class SheetDrawing:
    """A contact sheet, and the files that it rests on beside the template."""

    contact: Contact
    files: frozenset[str] = frozenset()


def draw_once(wanted: Wanted) -> SheetDrawing:
    """Draw it in this process. A fault of the template is the sheet's only text; one of a body's file is a cell's."""
    from mtmpattern.drafting.library import find_template  # noqa: PLC0415  # the watching process need not load it

    folder = Path(wanted.template).resolve().parent
    try:
        kind = find_template(wanted.template)
        rows = variants(kind, wanted.fits, wanted.sets)
        contact = contact_sheet(kind, [_read(file) for file in wanted.bodies], rows, estimates=wanted.estimates)
    except MtmError as error:
        contact = faulty_sheet(Path(wanted.template).name, error.problems)
        return SheetDrawing(contact, _beside(folder, [*_loaded(), *_places(error)]))
    return SheetDrawing(contact, _beside(folder, _loaded()))


def watch(wanted: Wanted, done: Callable[[Contact], object]) -> None:
    """Draw it, and again on every change, until it is interrupted; ``done`` gets each sheet."""
    files = {wanted.template, *wanted.bodies}
    while True:
        seen = stamps(files)
        drawing = _draw_apart(wanted, seen)
        if drawing is not None:
            done(drawing.contact)
            seen |= stamps(drawing.files - files)
            files |= drawing.files
            _await_change(files, seen)
        _settle(files)


def stamps(files: Iterable[str]) -> Stamps:
    """When each file was written and how large it is; None for one that is away while an editor saves it."""
    found: Stamps = {}
    for file in files:
        found[file] = None
        with suppress(OSError, ValueError):
            status = Path(file).stat()
            found[file] = (status.st_mtime_ns, status.st_size)
    return found


def _settle(files: Iterable[str]) -> None:
    """Wait until nobody writes any more."""
    before: Stamps | None = None
    with closing(_looks(files, QUIET)) as looks:
        for _ in looks:
            now = stamps(files)
            if now == before:
                return
            before = now


def _await_change(files: Iterable[str], seen: Stamps) -> None:
    with closing(_looks(files, IDLE)) as looks:
        for _ in looks:
            if stamps(files) != seen:
                return


def _looks(files: Iterable[str], every: int) -> Generator[None, None, None]:
    """A moment to look at the files: at once, after each change in their folders, and every so many milliseconds.

    Folders are watched, since an editor that saves puts a new file in the place of the old one.
    """
    yield
    folders = {_existing(folder) for file in files for folder in _folders(file)}
    for _ in watchfiles.watch(*folders, watch_filter=None, recursive=False, debounce=GATHERED, step=QUIET,
                              rust_timeout=every, yield_on_timeout=True, ignore_permission_denied=True):
        yield


def _folders(file: str) -> Iterator[Path]:
    """Where the file lies, and where a link leads to."""
    yield Path(file).absolute().parent
    with suppress(OSError, ValueError, RuntimeError):       # a link that leads to itself, a NUL in the name
        yield Path(file).resolve().parent


def _existing(folder: Path) -> Path:
    """The folder, or where it was moved away, the nearest one above it that is still there."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())


# ---- One drawing --------------------------------------------------------------------------------------------------


def _read(file: str) -> Sheet | MtmError:
    """The measures, or what is wrong with them; without the name of the file, which often is the person's."""
    try:
        return read_sheet(Path(file))
    except MtmError as error:
        if any(Path(file).stem in f"{problem.message} {problem.hint}" for problem in error.problems):
            return MtmError("the measurement file cannot be read", code=error.code, hint="Check its path.")
        return MtmError.of(replace(problem, file="") for problem in error.problems)


def _loaded() -> list[str]:
    return [file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))]


def _places(error: BaseException | None) -> Iterator[str]:
    """The files in which loading came to grief: a block with a fault in it is no module yet."""
    while error is not None:
        yield from (frame.filename for frame in traceback.extract_tb(error.__traceback__))
        if isinstance(error, SyntaxError) and error.filename:
            yield error.filename
        error = error.__cause__


def _beside(folder: Path, files: Iterable[str]) -> frozenset[str]:
    """Those of the files that lie in the template's folder or below: its blocks."""
    paths = map(Path, files)
    return frozenset(str(path) for path in paths if path.suffix == ".py" and path.is_relative_to(folder)
                     and "site-packages" not in path.parts)


def _draw_apart(wanted: Wanted, seen: Stamps) -> SheetDrawing | None:
    """Let another process draw it; None where one of the files changed meanwhile, so that it was given up."""
    receiver, sender = FRESH.Pipe(duplex=False)
    process = FRESH.Process(target=_draw_for, args=(sender, wanted), daemon=True)
    with keyboard_is_ours():
        process.start()
    sender.close()
    end = monotonic() + LONGEST
    try:
        with closing(_looks(seen, BUSY)) as looks:
            for _ in looks:
                if receiver.poll():
                    break
                if stamps(seen) != seen:
                    return None
                if monotonic() > end:
                    return _unfinished(wanted, f"it took longer than {LONGEST:.0f} s",
                                       "Look for a loop without an end.")
        drawing: SheetDrawing = receiver.recv()
    except EOFError:
        return _unfinished(wanted, "Python itself was ended", "Look for what ends it, such as os._exit.")
    else:
        return drawing
    finally:
        process.kill()
        process.join()
        receiver.close()


def _draw_for(sender: Connection, wanted: Wanted) -> None:
    """The other process: draw, and send it to the first one."""
    try:
        drawing = draw_once(wanted)
    except Exception as error:                  # our own fault must not end the watch
        drawing = _unfinished(wanted, f"a defect of ours, {type(error).__name__}", "Please report it.")
    sender.send(drawing)
    sender.close()


def _unfinished(wanted: Wanted, why: str, hint: str) -> SheetDrawing:
    name = Path(wanted.template).name
    problem = Problem(f"{name} was not drawn: {why}", "template.unfinished", name, hint)
    return SheetDrawing(faulty_sheet(name, [problem]))
