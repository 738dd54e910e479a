"""A contact sheet that is drawn again whenever its template, a block that it imports, or a measurement file is saved.

Each drawing is made by a new process: it imports everything again, leaves nothing in memory, and a template that never
ends or that exits Python does no harm.
"""

from __future__ import annotations

import hashlib
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
from mtmpattern.body.forms.form import ALONE
from mtmpattern.errors import ExportError, MtmError, Problem
from mtmpattern.output_file import check_free, write_file
from mtmpattern.processes import SPAWN, interrupts_ignored
from mtmpattern.showing.contact import Contact, contact_sheet, faulty_sheet, variants

# ---- The file of the drawing ----------------------------------------------------------------------------------------

SUFFIX: Final = ".svg"
_SEAL: Final = b"<!-- drawn by mtmpattern, sha256 of the lines above: "


def check_place(out: Path | str) -> Path:
    """The path of a drawing to write, which must end in .svg and be new or an earlier drawing of ours.

    Raises `ExportError`: ``format.unknown``, ``output.occupied`` or ``output.unwritable``.
    """
    path = Path(out)
    if path.suffix.casefold() != SUFFIX:
        raise ExportError(f"this drawing cannot be written as {path.name[-40:]}", code="format.unknown", where=str(out),
                          hint="Name an .svg file; browsers and Inkscape show it, rsvg-convert turns it into a PNG.",
                          params={"name": path.name[-40:]})
    if not _ours(path):
        check_free(path)
    return path


def write_sealed(svg: bytes, out: Path | str) -> Path:
    """Write a drawing completely or not at all, replacing only an earlier one of ours.

    Raises `ExportError` as `check_place` does, and for a full disk.
    """
    path = check_place(out)
    write_file(sealed(svg), path, replacing=True)
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


# ---- Watching -------------------------------------------------------------------------------------------------------

QUIET: Final = 200
"""Milliseconds without a further change after which a save counts as complete."""
GATHERED: Final = 2_000
"""Milliseconds after which changes are reported even while more of them come in."""
IDLE: Final = 2_000
"""Milliseconds between two checks of the files where the system reports no changes, as on some shared folders."""
BUSY: Final = 50
"""The same while a drawing is being made; its process is checked as often."""
LONGEST: Final = 60.0
"""The most seconds of one drawing."""

Stamps = dict[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to draw, as it was typed, so that it can be drawn again after its files have changed."""

    template: str
    bodies: tuple[str, ...]
    fits: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    estimates: bool = False


@dataclass(frozen=True, slots=True)
class SheetDrawing:
    """A contact sheet, and the files on which it depends besides the template."""

    contact: Contact
    files: frozenset[str] = frozenset()


def draw_once(wanted: Wanted) -> SheetDrawing:
    """Draw it in this process. A fault of the template fills the sheet; one of a body's file fills its cell."""
    from mtmpattern.drafting.library import find_template  # noqa: PLC0415  # not needed by the watching process

    folder = Path(wanted.template).resolve().parent
    try:
        kind = find_template(Path(wanted.template))
        rows = variants(kind, wanted.fits, wanted.sets)
        contact = contact_sheet(kind, [_read(file) for file in wanted.bodies], rows, estimates=wanted.estimates)
    except MtmError as error:
        contact = faulty_sheet(Path(wanted.template).name, error.problems)
        return SheetDrawing(contact, _beside(folder, [*_loaded(), *_places(error)]))
    return SheetDrawing(contact, _beside(folder, _loaded()))


def watch(wanted: Wanted, done: Callable[[Contact], object]) -> None:
    """Draw it now and on every change, until interrupted; ``done`` is called with each sheet."""
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
    """The time and size of each file; None for one that is missing while an editor saves it."""
    found: Stamps = {}
    for file in files:
        found[file] = None
        with suppress(OSError, ValueError):
            status = Path(file).stat()
            found[file] = (status.st_mtime_ns, status.st_size)
    return found


def _settle(files: Iterable[str]) -> None:
    """Wait until the files no longer change."""
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
    """Yield when the files should be checked: at once, after each change in their folders, and every so often.

    Folders are watched because an editor that saves may replace the file by a new one.
    """
    yield
    folders = {_existing(folder) for file in files for folder in _folders(file)}
    for _ in watchfiles.watch(*folders, watch_filter=None, recursive=False, debounce=GATHERED, step=QUIET,
                              rust_timeout=every, yield_on_timeout=True, ignore_permission_denied=True):
        yield


def _folders(file: str) -> Iterator[Path]:
    """The folder of a file, and that of the file it links to."""
    yield Path(file).absolute().parent
    with suppress(OSError, ValueError, RuntimeError):       # a link that leads to itself, a NUL in the name
        yield Path(file).resolve().parent


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that still exists."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())


# ---- One drawing ----------------------------------------------------------------------------------------------------

def _read(file: str) -> Sheet | MtmError:
    """The measures, or their faults without the name of the file, which is often that of the person."""
    try:
        return read_sheet(Path(file), pick=ALONE)
    except MtmError as error:
        if any(Path(file).stem in f"{problem.message} {problem.hint}" for problem in error.problems):
            return MtmError("the measurement file cannot be read", code=error.code, hint="Check its path.")
        return MtmError.of(replace(problem, file="") for problem in error.problems)


def _loaded() -> list[str]:
    return [file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))]


def _places(error: BaseException | None) -> Iterator[str]:
    """The files in which loading failed: a block with a fault is not yet among the modules."""
    while error is not None:
        yield from (frame.filename for frame in traceback.extract_tb(error.__traceback__))
        if isinstance(error, SyntaxError) and error.filename:
            yield error.filename
        error = error.__cause__


def _beside(folder: Path, files: Iterable[str]) -> frozenset[str]:
    """Those of the files that are in the template's folder or below: its blocks."""
    paths = map(Path, files)
    return frozenset(str(path) for path in paths if path.suffix == ".py" and path.is_relative_to(folder)
                     and "site-packages" not in path.parts)


def _draw_apart(wanted: Wanted, seen: Stamps) -> SheetDrawing | None:
    """Draw it in another process; None where one of the files changed meanwhile and the drawing was abandoned."""
    receiver, sender = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_draw_for, args=(sender, wanted), daemon=True)
    with interrupts_ignored():
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
                                       "Look for an endless loop.")
        drawing: SheetDrawing = receiver.recv()
    except EOFError:
        return _unfinished(wanted, "Python exited", "Look for a call that exits it, such as os._exit.")
    else:
        return drawing
    finally:
        process.kill()
        process.join()
        receiver.close()


def _draw_for(sender: Connection, wanted: Wanted) -> None:
    """In the other process: draw, and send the drawing to the first one."""
    try:
        drawing = draw_once(wanted)
    except Exception as error:                  # a defect must not end the watch
        drawing = _unfinished(wanted, f"a defect in mtmpattern, {type(error).__name__}", "Please report it.")
    sender.send(drawing)
    sender.close()


def _unfinished(wanted: Wanted, why: str, hint: str) -> SheetDrawing:
    name = Path(wanted.template).name
    problem = Problem(f"{name} was not drawn: {why}", "template.unfinished", name, hint,
                      params={"name": name, "reason": why})
    return SheetDrawing(faulty_sheet(name, [problem]))
