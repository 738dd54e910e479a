"""A folder that is watched for orders: the simplest queue.

A sender writes an order under a hidden name and renames it. An order is taken by moving it into ``working/``, so that
several programs may watch one folder, and ends in ``done/`` or, with its report, in ``refused/``. Orders that were
being worked on when a program ended are put back by the next one that looks.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mtmpattern.errors import ExportError, FileFormatError
from mtmpattern.orders.batch_worker import Outcome
from mtmpattern.orders.live_folder import LOCK, LiveFolder, clear_dead
from mtmpattern.orders.order_source import RawOrder, file_content, order_files
from mtmpattern.output_file import write_file

WORKING, DONE, REFUSED = "working", "done", "refused"
PAUSE: Final = 0.5          # seconds between two looks
SETTLED: Final = 1.0        # seconds that a file must have kept its size where it was not renamed into the folder


@dataclass(slots=True)
class Spool:
    """One watched folder. ``until_empty`` stops when no order is left instead of waiting for more.

    ``look`` waits between two looks; tests replace it.
    """

    folder: Path
    until_empty: bool = False
    look: Callable[[float], None] = time.sleep
    _live: LiveFolder | None = None
    _seen: dict[str, tuple[int, float]] | None = None

    def begin(self) -> None:
        """Make its folders and put back the orders of programs that have ended. Raises `ExportError`."""
        try:
            for name in (WORKING, DONE, REFUSED):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            clear_dead(self.folder / WORKING, self._put_back)
            self._live = LiveFolder.made_in(self.folder / WORKING)
        except OSError as error:
            raise ExportError(f"the folder {self.folder} cannot be watched: {(error.strerror or 'unknown').lower()}",
                              code="output.unwritable", where=str(self.folder),
                              hint="Name a folder that you may write to.") from error

    def end(self) -> None:
        """Put back the orders that were taken and not finished."""
        if self._live is not None:
            self._put_back(self._live.path)
            self._live.close()
            shutil.rmtree(self._live.path, ignore_errors=True)

    def orders(self) -> Iterator[RawOrder | None]:
        """Orders as they come; None when there is nothing to take at the moment."""
        number = 0
        while True:
            taken = 0
            for path in order_files(self.folder):
                claimed = self._claimed(path)
                if claimed is None:
                    continue
                taken += 1
                number += 1
                try:
                    yield RawOrder(number, file_content(claimed), claimed)
                except FileFormatError:
                    yield RawOrder(number, "", claimed)     # its reader reports that it is empty
            if not taken:
                if self.until_empty and not order_files(self.folder):
                    return
                yield None
                self.look(PAUSE)

    def finished(self, raw: RawOrder, outcome: Outcome) -> None:
        """Move an order's file to ``done/`` or ``refused/``; one that could not be written stays for another try."""
        if raw.file is None or outcome.state == "unwritten":
            return
        refused = outcome.state == "refused"
        target = self._free(self.folder / (REFUSED if refused else DONE), raw.file.name)
        with suppress(OSError):
            raw.file.rename(target)
        if refused:
            report = {"order": outcome.order, "problems": [problem.to_dict() for problem in outcome.problems]}
            write_file((json.dumps(report, indent=1) + "\n").encode(), target.with_name(f"{target.name}.report"),
                       replacing=True)

    def _claimed(self, path: Path) -> Path | None:
        """Take a file by moving it; None if another program was quicker, or it is still being written."""
        if self._live is None or not self._is_settled(path):
            return None
        claimed = self._live.path / path.name
        try:
            path.rename(claimed)
        except OSError:
            return None
        return claimed

    def _is_settled(self, path: Path) -> bool:
        """Whether a file is no longer being written: it is older than a second, or kept its size for one."""
        try:
            state = path.stat()
        except OSError:
            return False
        now = time.time()
        if now - state.st_mtime > SETTLED:
            return True
        self._seen = self._seen or {}
        size, since = self._seen.get(path.name, (-1, now))
        if size != state.st_size:
            self._seen[path.name] = (state.st_size, now)
            return False
        return now - since > SETTLED

    def _put_back(self, working: Path) -> None:
        for path in working.iterdir():
            if path.name != LOCK and path.is_file():
                path.rename(self._free(self.folder, path.name))

    @staticmethod
    def _free(folder: Path, name: str) -> Path:
        """A free path of that name, with a number if the name is taken."""
        path, number = folder / name, 1
        while path.exists():
            number += 1
            path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        return path
