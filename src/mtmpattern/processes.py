"""Worker processes: spawned the same way on every platform, and ignoring Ctrl-C, which the main process handles."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext
from typing import Final

SPAWN: Final[SpawnContext] = multiprocessing.get_context("spawn")
"""Each process imports what it needs, so that threads and imports of the main process do not matter."""


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C inside the block. Processes started there inherit that, and are not interrupted during imports."""
    if threading.current_thread() is not threading.main_thread():
        yield                                   # only the main thread may set signals
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
