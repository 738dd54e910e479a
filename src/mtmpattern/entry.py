"""Where the installed command begins: ready for Ctrl-C before anything else is loaded."""

from __future__ import annotations

import signal

from mtmpattern.interrupts import interrupted

WHOLE = "whole process"     # what a command gets that the process runs for it alone: all its seconds count


def main() -> None:
    """Load the commands and run the one that is named; Ctrl-C ends it with a word and no traceback."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:       # a job in the background ignores it
        signal.signal(signal.SIGINT, interrupted)
    from mtmpattern.cli import main as run  # noqa: PLC0415  # Ctrl-C may come while it loads

    try:
        run(prog_name="mtmpattern", obj=WHOLE)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)        # the work is done: Ctrl-C has nothing left to stop
