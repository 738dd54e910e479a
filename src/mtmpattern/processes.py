"""Work in other processes: started afresh everywhere alike, and deaf to Ctrl-C, which the first process answers."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnContext
from typing import Final

FRESH: Final[SpawnContext] = multiprocessing.get_context("spawn")
"""Each process imports what it needs itself, so that threads and imports of the first one do not matter."""


@contextmanager
def keyboard_is_ours() -> Iterator[None]:
    """Processes started meanwhile do not hear Ctrl-C, not even while they import; nor does this one, for a moment."""
    if threading.current_thread() is not threading.main_thread():
        yield                                   # only the main thread may set signals
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
