"""``python -m tests.hostile.kills``: commands that are killed at random moments over an existing output.

A command writes one of two outputs in turn. It is ended by INT, TERM or KILL, in half of the runs after a random time
and in the others at a random file operation, where an output may be torn. After each kill the output must be the
complete old or new one; after the last, an undisturbed run must leave nothing but the output.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from mtmpattern.cli import main as command
from mtmpattern.jobs.folder import _is_whole
from mtmpattern.orders.sealed_folder import read_job
from tests.places import EXAMPLES

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
EVENTS = ("open", "os.mkdir", "os.rename", "os.rmdir", "os.remove", "os.link", "os.scandir", "shutil.rmtree")
DRAWING = "drawing/straight-skirt.dxf"
COMMANDS: dict[str, tuple[str, str]] = {
    "make": ("make straight-skirt -m ana -o out", "make straight-skirt -m ana --alter length=9 -o out"),
    "grade": ("grade straight-skirt --sizes women:S -o out", "grade straight-skirt --sizes women:S,M -o out"),
    "convert": (f"convert {DRAWING} -o out", f"convert {DRAWING} -f dxf -o out"),
    "marker": ("marker drawing --steps 1 -o out", "marker drawing --steps 1 --copies 2 -o out"),
    "knit": (
        "knit jumper -m ana --estimate --swatch dk-hand --machine hand -o out",
        "knit jumper -m ben --estimate --swatch dk-hand --machine hand -o out",
    ),
    "preview": ("preview straight-skirt -m ana --size 40 -o out", "preview tank -m ana --estimate --size 40 -o out"),
    "order": ("order order.yaml -o out", "order again.yaml -o out"),
    "batch": ("batch orders --workers 1 -o out", "batch orders --workers 1 --resume -o out"),
}
SHORT = ("make", "grade", "convert")
LAST = 40
"""The last file operations of a command, in which it writes and swaps its output."""
JOBS = ("order", "batch")
"""Commands whose output is a folder of jobs."""


def main() -> int:
    """Run the command; returns 1 if an output was torn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="commands (default make, grade, convert)")
    parser.add_argument("--count", type=int, default=100, help="kills of each command (default 100)")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    torn = 0
    for name in chosen.names or SHORT:
        with tempfile.TemporaryDirectory() as folder:
            states = killed(name, chosen.count, chosen.seed, Path(folder))
        torn += sum(count for state, count in states.items() if state not in ("old", "new"))
        print(f"{name}: {chosen.count} kills, {dict(sorted(states.items()))}", flush=True)
    return 1 if torn else 0


def killed(name: str, count: int, seed: int, room: Path) -> Counter[str]:
    """Kill a command ``count`` times; count how often its output was old, new, or torn."""
    chance = random.Random(f"{name} {seed}")
    os.chdir(room)
    _prepare()
    one, two = COMMANDS[name]
    if name != "preview":                       # its libraries begin threads, which do not survive a fork
        with redirect_stdout(StringIO()):       # imports here what each child would import again
            command(one.split(), standalone_mode=False)
    states: dict[str, dict[str, bytes]] = {}
    length: dict[str, tuple[int, float]] = {}
    for text in (two, one):  # the first output exists when the kills begin
        shutil.rmtree("out", ignore_errors=True)
        begun = time.monotonic()
        length[text] = (_run(text, None), time.monotonic() - begun)
        states[text] = _content(Path("out"))
    found: Counter[str] = Counter()
    for number in range(count):
        before = _content(Path("out"))
        if name in JOBS and number % 3 == 0:  # a job is never replaced
            shutil.rmtree("out", ignore_errors=True)
            before = {}
        text = two if before == states[one] else one
        events, seconds = length[text]
        which = chance.choice(SIGNALS)
        if number % 2:
            _run(text, which, after=chance.uniform(0.0, 1.2 * seconds))
        else:
            first = 1 if number % 4 else max(events - LAST, 1)
            _run(text, which, at=chance.randrange(first, events + 1))
        after = _content(Path("out"))
        found["old" if after == before else "new" if after == states[text] else _jobs(name, after)] += 1
    if _run(two if name in JOBS or _content(Path("out")) == states[one] else one, None) < 0:
        found["not repeated"] += 1
    if left := [path.name for path in room.iterdir() if path.name.startswith(".")]:
        found[f"left-overs {left}"] += 1
    return found


def _prepare() -> None:
    """Write the input of the commands into the working directory."""
    order = (EXAMPLES / "orders" / "straight-skirt.yaml").read_text("utf-8")
    Path("orders").mkdir()
    for number, file in ((1, "order.yaml"), (2, "again.yaml"), (3, "orders/a.yaml"), (4, "orders/b.yaml")):
        Path(file).write_text(order.replace('"1008"', f'"{number}"'), encoding="utf-8")
    _run("make straight-skirt -m ana -f dxf -f svg -o drawing", None)


def _run(text: str, which: signal.Signals | None, *, at: int = 0, after: float = 0.0) -> int:
    """Run a command in a child; returns the number of its file operations, negative if it failed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os._exit(_child(text, which if at else None, at, writing))
    os.close(writing)
    if which is not None and not at:
        time.sleep(after)
        os.kill(child, which)
    with os.fdopen(reading, "rb") as pipe:
        count = int(pipe.read() or b"0")
    _, status = os.waitpid(child, 0)
    if which is None and os.waitstatus_to_exitcode(status):
        return -1
    return count


def _child(text: str, which: signal.Signals | None, at: int, writing: int) -> int:
    counted = [0]

    def hear(event: str, _: object) -> None:
        if event in EVENTS:
            counted[0] += 1
            if which is not None and counted[0] == at:
                os.kill(os.getpid(), which)

    signal.signal(signal.SIGINT, signal.default_int_handler)
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    sys.addaudithook(hear)
    code = 1
    try:
        command(text.split(), prog_name="mtmpattern")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        code = 130
    finally:
        os.write(writing, str(counted[0]).encode())
    return code


def _content(folder: Path) -> dict[str, bytes]:
    """The files of a folder, without events and summaries of jobs, which state the time."""
    if not folder.is_dir():
        return {}
    return {
        name: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith((".", "events", "summary"))
    }


def _jobs(name: str, content: dict[str, bytes]) -> str:
    """Whether everything is complete: a marker with an interrupted search, or several jobs made in sequence."""
    if name not in JOBS:
        return "new" if _is_whole(Path("out")) else f"torn: {len(content)} files"
    faults = [
        fault
        for job in Path("out").iterdir()
        if job.is_dir() and not job.name.startswith(".")
        for fault in read_job(job).faults
    ]
    return f"torn: {faults[0]}" if faults else "new"


if __name__ == "__main__":
    raise SystemExit(main())
