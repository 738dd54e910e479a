"""A foreign solver in a child process: started, listened to, and ended whatever happens."""

from __future__ import annotations

import contextlib
import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from ..errors import StationError

SCRIPT: Final = Path(__file__).with_name("solver_child.py")
MEMORY: Final = 2 * 1024**3     # bytes of address space that the child may take
SILENT: Final = 60.0            # seconds without a sign of life after which the child is given up


def lines(solver: str, job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Run a job in a child of its own and give each line it writes; leaving the iteration ends the child.

    The child stands in a session of its own, so Ctrl-C reaches only this process.

    Raises:
        StationError: the child failed or was killed, with the solver's own words where it had any
            (``engine.failed``, ``engine.killed``, ``engine.silent``).

    """
    child = subprocess.Popen([sys.executable, "-P", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield from _heard(solver, child, json.dumps({"solver": solver, "memory": MEMORY, **job}))
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _close(pipe)


def _heard(solver: str, child: subprocess.Popen[bytes], job: str) -> Iterator[dict[str, Any]]:
    assert child.stdin is not None and child.stdout is not None
    said: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(child.stdout, said), daemon=True).start()
    try:
        child.stdin.write(job.encode() + b"\n")
        child.stdin.flush()
    except BrokenPipeError:
        pass            # it is gone already: what follows says so
    while True:
        try:
            text = said.get(timeout=SILENT)
        except queue.Empty:
            raise StationError(f"{solver} gave no sign of life for {SILENT:g} s and was ended", code="engine.silent",
                               where=solver, hint="Run it again, or with another engine.") from None
        if not text:
            raise _ended(solver, child.wait())
        line: dict[str, Any] = json.loads(text)
        if line.get("end") == "failed":
            raise StationError(f"{solver} failed: {line['text']}", code="engine.failed", where=solver,
                               hint="Run it again with another seed, or with another engine.")
        yield line
        if "end" in line:
            return


def _ended(solver: str, code: int) -> StationError:
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = "unknown"
        return StationError(f"the process of {solver} was ended by signal {-code} ({name})", code="engine.killed",
                            where=solver, hint="Run it again; if memory ran out, lay fewer parts at once.")
    return StationError(f"the process of {solver} ended early with code {code}", code="engine.killed", where=solver,
                        hint="Run it again, or with another engine.")


def _listen(pipe: IO[bytes], said: queue.SimpleQueue[bytes]) -> None:
    try:
        for text in pipe:
            if text.endswith(b"\n"):        # a line cut short by a kill is none
                said.put(text)
    except ValueError:
        pass                                # closed while it was read
    said.put(b"")


def _close(pipe: IO[bytes]) -> None:
    with contextlib.suppress(OSError):
        pipe.close()
