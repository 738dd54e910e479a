"""Ctrl-C: what it does at any moment of a program, with no traceback and no library that trips over it."""

from __future__ import annotations

import os
from contextlib import suppress
from types import FrameType
from typing import Final

STOPPED: Final = 130        # the exit code of a command that Ctrl-C ends
LOADING: Final = "<frozen importlib"


def interrupted(_number: int, frame: FrameType | None) -> None:
    """End the program at once while a module loads; raise `KeyboardInterrupt` at any other time.

    Some libraries, if interrupted while they load, report a failure of their own.
    """
    while frame is not None:
        if frame.f_code.co_filename.startswith(LOADING):
            stop("stopped")
        frame = frame.f_back
    raise KeyboardInterrupt


def stop(text: str) -> None:
    """Write a line to standard error, and end the program without any further work."""
    write(text)
    os._exit(STOPPED)


def write(text: str) -> None:
    """Write a line to standard error from wherever the program is, whatever else is being written."""
    clear = "\r\x1b[2K" if os.isatty(2) else ""     # the line that shows progress
    with suppress(OSError):                         # it is closed or full
        os.write(2, f"{clear}{text}\n".encode())
