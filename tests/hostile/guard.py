"""Running a reader with limits on time and memory, and a watch on the files that it opens."""

from __future__ import annotations

import atexit
import resource
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType

from mtmpattern.errors import MtmError
from tests.hostile.readers import READERS, ROOM

SECONDS = 5.0
"""CPU seconds for one file."""
MEGABYTES = 500
"""Memory that one file may add."""
OURS = tuple(
    map(str, (Path(__file__).parents[2], sys.prefix, sys.base_prefix, Path("/usr"), Path.home() / ".reportlab", ROOM))
)

_opened: list[str] = []
_watching: list[bool] = []
"""Not empty while a reader runs."""


class Hangs(BaseException):
    """The reader took too long."""


def install() -> None:
    """Watch the files that this process opens, and end readers that run for too long."""
    atexit.register(shutil.rmtree, ROOM, ignore_errors=True)
    sys.addaudithook(_hear)
    signal.signal(signal.SIGPROF, _stop)


def _hear(event: str, args: tuple[object, ...]) -> None:
    if _watching and event == "open" and isinstance(args[0], (str, bytes)):
        name = args[0] if isinstance(args[0], str) else args[0].decode("utf-8", "replace")
        if not name.startswith(OURS) and not (name.isidentifier() and _removing(sys._getframe(1))):
            _opened.append(name)


def _removing(frame: FrameType | None) -> bool:
    """Whether a folder of ours is being removed, which opens its subfolders by their bare names."""
    while frame is not None and frame.f_code.co_name != "rmtree":
        frame = frame.f_back
    return frame is not None


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Hangs


def fault(reader: str, data: bytes) -> str:
    """The fault of a reader; empty if it returns a result or raises an error with a message."""
    _opened.clear()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    found = ""
    signal.setitimer(signal.ITIMER_PROF, 2 * SECONDS)
    _watching.append(True)
    try:
        READERS[reader].read(data)
    except MtmError as error:
        if any(problem.code.endswith(".defect") for problem in error.problems):
            cause = error.__cause__
            place = traceback.extract_tb(cause.__traceback__)[-1] if cause else None
            found = (
                f"{type(cause).__name__} in {Path(place.filename).name} line {place.lineno}" if place else "defect"
            )
    except Hangs:
        found = f"more than {2 * SECONDS:g} s"
    except BaseException as error:  # the faults that this looks for
        place = traceback.extract_tb(error.__traceback__)[-1]
        found = f"{type(error).__name__} in {Path(place.filename).name} line {place.lineno}"
    finally:
        _watching.clear()
        signal.setitimer(signal.ITIMER_PROF, 0)
    spent, grown = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    if not found and spent > SECONDS:
        found = f"{spent:.1f} s"
    if not found and grown / 1024 > MEGABYTES:
        found = f"{grown / 1024:.0f} MB"
    if not found and _opened:
        found = f"opens {_opened[0][:80]}"
    return found
