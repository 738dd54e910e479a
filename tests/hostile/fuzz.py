"""``python -m tests.hostile.fuzz``: damaged files through every door; what fails is kept, and becomes a test.

Every door runs in a process of its own, which is ended where it stops answering. A failing file is made smaller and
kept under ``tests/hostile/kept/DOOR``; `test_kept.py` enters all of them.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import resource
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

from . import guard
from .doors import DOORS, KEPT
from .mutations import mutated

FEWER = frozenset(("order", "read_order", "arguments", "yaml_order", "client", "kept_order", "kept_lay"))
"""Doors behind which garments are drafted: a tenth as many."""
SILENT = 300.0
"""Seconds after which a process that says nothing is ended."""


def main() -> int:
    """Run the command; returns 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="damaged files for each reader (default 20000)")
    parser.add_argument("--door", action="append", choices=list(DOORS), help="only this door; may be repeated")
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first damaged file")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="leave a door after so long")
    asked = parser.parse_args()
    failed = 0
    for door in asked.door or DOORS:
        count = max(asked.count // 10, 1) if door in FEWER else asked.count
        seen: dict[str, int] = {}
        done, begun = 0, time.monotonic()
        for number, why in results(door, asked.first, asked.first + count):
            done += 1
            if why and why not in seen:
                print(f"{door} {number}: {why}, kept as {_keep(door, number, why)}", flush=True)
            if why:
                seen[why] = seen.get(why, 0) + 1
            if time.monotonic() - begun > 60 * asked.minutes:
                break
        failed += len(seen)
        reached = "" if done == count else f" of {count}"
        print(
            f"{door}: {done}{reached} damaged files in {time.monotonic() - begun:.0f} s, "
            f"{sum(seen.values())} failures of {len(seen)} kinds",
            flush=True,
        )
    return 1 if failed else 0


def failures(door: str, first: int, end: int) -> Iterator[tuple[int, str]]:
    """The numbers of the damaged files that fail, and why."""
    return ((number, why) for number, why in results(door, first, end) if why)


def results(door: str, first: int, end: int) -> Iterator[tuple[int, str]]:
    """The numbers of the damaged files, each with what is wrong with the answer, empty for nothing."""
    context = multiprocessing.get_context("spawn")
    while first < end:
        ours, theirs = context.Pipe()
        child = context.Process(target=_enter, args=(door, first, end, theirs), daemon=True)
        child.start()
        theirs.close()
        try:
            while first < end:
                if not ours.poll(SILENT):
                    yield first, "it hangs"
                    break
                yield first, ours.recv()
                first += 1
        except EOFError:
            yield first, "the process died"
        finally:
            child.kill()
            child.join()
        first += 1


def _enter(door: str, first: int, end: int, say: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    guard.install()
    seeds = DOORS[door].seeds()
    for seed in seeds:
        guard.fault(door, seed)  # so that what is loaded once does not count
    for number in range(first, end):
        say.send(guard.fault(door, mutated(seeds, number)))


def _keep(door: str, number: int, why: str) -> str:
    """Keep the damaged file, made smaller while it fails in the same way."""
    data = mutated(DOORS[door].seeds(), number)
    if "hangs" not in why and "died" not in why:
        guard.install()
        data = _smaller(door, data, why)
    folder = KEPT / door
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{hashlib.sha256(data).hexdigest()[:12]}.bin"
    file.write_bytes(data)
    return f"{door}/{file.name} ({len(data)} bytes)"


def _smaller(door: str, data: bytes, why: str, tries: int = 300) -> bytes:
    size = len(data) // 2
    while size >= 1 and tries:
        at = 0
        while at < len(data) and tries:
            shorter, tries = data[:at] + data[at + size :], tries - 1
            if guard.fault(door, shorter) == why:
                data = shorter
            else:
                at += size
        size //= 2
    return data


if __name__ == "__main__":
    raise SystemExit(main())
