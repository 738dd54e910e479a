"""Runs a third-party solver in a child process, reads its output, and ends it whatever happens."""

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

from mtmpattern.errors import StationError

SCRIPT: Final = Path(__file__).with_name("solver_child.py")
MEMORY: Final = 2 * 1024**3     # bytes of address space that the child may take
SILENT: Final = 60.0            # seconds without output after which the child is ended


def lines(solver: str, job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Run a job in a child process and yield each line that it writes; leaving the iteration ends the child.

    The child has a session of its own, so Ctrl-C reaches only this process.

    Raises:
        StationError: the child failed, was killed or fell silent, with the solver's message where there is one
            (``engine.failed``, ``engine.killed``, ``engine.silent``).

    """
    child = subprocess.Popen([sys.executable, "-P", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield from _output(solver, child, json.dumps({"solver": solver, "memory": MEMORY, **job}))
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _close(pipe)


def _output(solver: str, child: subprocess.Popen[bytes], job: str) -> Iterator[dict[str, Any]]:
    assert child.stdin is not None and child.stdout is not None
    output: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(child.stdout, output), daemon=True).start()
    try:
        child.stdin.write(job.encode() + b"\n")
        child.stdin.flush()
    except BrokenPipeError:
        pass            # it has ended already, which is reported below
    while True:
        try:
            text = output.get(timeout=SILENT)
        except queue.Empty:
            raise StationError(f"{solver} did not respond for {SILENT:g} s and was ended", code="engine.silent",
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


def _listen(pipe: IO[bytes], output: queue.SimpleQueue[bytes]) -> None:
    try:
        for text in pipe:
            if text.endswith(b"\n"):        # a kill may cut a line short
                output.put(text)
    except ValueError:
        pass                                # closed while it was read
    output.put(b"")


def _close(pipe: IO[bytes]) -> None:
    with contextlib.suppress(OSError):
        pipe.close()
